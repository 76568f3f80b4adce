"""``tally-app election``: an empty workbook, an election of tables, its check, what it says."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Final

from tally_app.app.handover.recognising import recognised
from tally_app.app.maker.making import (
    MadeElection,
    forms_of,
    made_of_tables,
    new_election,
    opened,
    text_of,
    with_act,
    write_new,
)
from tally_app.app.maker.shown import shown
from tally_app.app.maker.template import template
from tally_app.app.maker.words import told
from tally_app.cli import forms
from tally_app.cli.context import Context, speaks
from tally_app.domain.maker.draft import DECIDERS, PrintAct
from tally_app.domain.values.wording import Wording

_DONE, _FAULT, _UNUSABLE = 0, 1, 2

NAME: Final = "election"


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser], words: Wording) -> None:
    """Declare the commands and their arguments."""
    parser = subparsers.add_parser(NAME, help=words("cli.election"))
    commands = parser.add_subparsers(required=True, metavar="template|new|check|show")
    empty = commands.add_parser("template", help=words("cli.election_template"))
    empty.add_argument("--out", type=Path, required=True, help=words("cli.election_book"))
    empty.set_defaults(run=run_template)
    new = commands.add_parser("new", help=words("cli.election_new"))
    new.add_argument("--day", required=True, help=words("cli.election_day"))
    for name in ("options", "precincts"):
        new.add_argument(f"--{name}", type=Path, required=True, help=words(f"cli.election_{name}"))
    new.add_argument("--out", type=Path, required=True, help=words("cli.election_out"))
    new.add_argument("--act", choices=DECIDERS, default="", help=words("cli.election_act"))
    new.add_argument("--act-number", default="", help=words("cli.election_act_number"))
    new.add_argument("--act-day", default="", help=words("cli.election_act_day"))
    new.add_argument("--own", action="store_true", help=words("cli.election_own"))
    new.add_argument("--training", action="store_true", help=words("cli.election_training"))
    new.set_defaults(run=run_new)
    checked = commands.add_parser("check", help=words("cli.election_check"))
    checked.add_argument("file", metavar="FILE", help=words("cli.election_file"))
    checked.add_argument("--before", type=Path, help=words("cli.election_before"))
    checked.set_defaults(run=run_check)
    show = commands.add_parser("show", help=words("cli.election_show"))
    show.add_argument("file", type=Path, metavar="FILE", help=words("cli.election_file"))
    show.set_defaults(run=run_show)
    for command in (empty, new):
        command.add_argument(
            "--kind", action="append", required=True, metavar="ID", help=words("cli.election_kind")
        )
    for command in (empty, new, checked, show):
        speaks(command, words)


def run_template(arguments: argparse.Namespace, context: Context) -> int:
    """Write an empty workbook; 0 written, 2 where a file of that name stands."""
    words = context.wording(arguments.lang)
    draft = new_election(arguments.kind, "", context.library)
    forms = forms_of(arguments.kind, context.library)
    for kind in arguments.kind:
        if kind not in forms:
            context.stderr.write(words("maker.fault.unknown_form", found=kind) + "\n")
            return _UNUSABLE
    made = template(draft, forms, words)
    said = words("maker.answer.template", path=arguments.out)
    return _written(arguments.out, made, said, words, context)


def run_new(arguments: argparse.Namespace, context: Context) -> int:
    """Make an election of tables: every fault in its cell, and a file only without errors; 0
    written, 1 with errors, 2 for a table that cannot be read or a file that stands.
    """
    words = context.wording(arguments.lang)
    given = new_election(arguments.kind, arguments.day, context.library)
    paths = (arguments.options, arguments.precincts)
    given = replace(given, own=arguments.own, training=arguments.training)
    if arguments.act:
        act = PrintAct(arguments.act, arguments.act_number, arguments.act_day)
        given = with_act(given, act, context.wordings)
    made = made_of_tables(given, paths, context.library, context.wordings)
    _tell(made, words, context)
    if errors := made.count("error"):
        context.stderr.write(words("maker.answer.not_made", errors=errors) + "\n")
        return _FAULT
    said = words(
        "maker.answer.made",
        path=arguments.out,
        ballots=len(made.draft.contests),
        precincts=len(made.draft.precincts),
    )
    data = text_of(made.draft, context.library).encode()
    return _written(arguments.out, data, said, words, context)


def _tell(made: MadeElection, words: Wording, context: Context) -> None:
    context.stdout.writelines(f"{told(fault, made.places, words)}\n" for fault in made.faults)
    if made.faults:
        counted = {"errors": made.count("error"), "warnings": made.count("warning")}
        context.stdout.write(words("maker.answer.faults", **counted) + "\n")


def _written(path: Path, data: bytes, said: str, words: Wording, context: Context) -> int:
    try:
        write_new(path, data)
    except FileExistsError:
        context.stderr.write(words("maker.answer.exists", path=path) + "\n")
        return _UNUSABLE
    context.stdout.write(said + "\n")
    return _DONE


def run_check(arguments: argparse.Namespace, context: Context) -> int:
    """Every problem of an election file, what may be true and wants a look, and every number that
    changed since the last file; 0 sound, 1 with problems, 2 where the last file is no election.
    """
    return forms.checked(arguments, arguments.before, context)


def run_show(arguments: argparse.Namespace, context: Context) -> int:
    """What an election file says; 0, or 2 for a file that is no election."""
    words = context.wording(arguments.lang)
    found = recognised(arguments.file)
    if found.kind != "election":
        context.stderr.write(found.sentence(words) + "\n")
        return _UNUSABLE
    made = opened(arguments.file, context.library)
    context.stdout.writelines(f"{row}\n" for row in shown(made.draft, words))
    return _DONE
