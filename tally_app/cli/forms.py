"""``tally-app forms``: list what there is, check a file, show a form merged, tabulate relations."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from tally_app.app.maker.making import remarks
from tally_app.app.night.inspection import (
    changes,
    known,
    merged_form,
    neighbours,
    problems_of,
    relations_table,
    undrawn,
)
from tally_app.app.papers.proof import missing_of
from tally_app.cli import blind
from tally_app.cli.context import Context, speaks
from tally_app.domain.values.wording import Wording

_SOUND, _FAULT, _UNUSABLE = 0, 1, 2

NAME: Final = "forms"


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser], words: Wording) -> None:
    """Declare the commands and their arguments."""
    parser = subparsers.add_parser(NAME, help=words("cli.forms"))
    commands = parser.add_subparsers(required=True, metavar="list|check|show|relations|blind")
    listed = commands.add_parser("list", help=words("cli.forms_list"))
    listed.set_defaults(run=run_list)
    check = commands.add_parser("check", help=words("cli.forms_check"))
    check.add_argument("file", metavar="FILE", help=words("cli.form"))
    check.set_defaults(run=run_check)
    shown = commands.add_parser("show", help=words("cli.forms_show"))
    shown.add_argument("form", metavar="ID", help=words("cli.form"))
    shown.set_defaults(run=run_show)
    relations = commands.add_parser("relations", help=words("cli.forms_relations"))
    relations.set_defaults(run=run_relations)
    blind_spots = commands.add_parser("blind", help=words("blind.help"))
    blind.add(blind_spots, words)
    for command in (listed, check, shown, relations, blind_spots):
        speaks(command, words)


def run_list(arguments: argparse.Namespace, context: Context) -> int:
    """Every form and election that is found, with its name."""
    words = context.wording(arguments.lang)
    for found, name in known(context.library, words):
        context.stdout.write(words("cli.form_row", id=found, name=name) + "\n")
    return _SOUND


def run_check(arguments: argparse.Namespace, context: Context) -> int:
    """Every problem of a file with its key and remedy, of a sound form or election also what its
    night would miss, then what a form does to its bases; 0 sound, 1 with problems, 2 for a folder.
    """
    return checked(arguments, None, context)


def checked(arguments: argparse.Namespace, before: Path | None, context: Context) -> int:
    """The same; an election is also compared with the file handed out ``before``."""
    words, name = context.wording(arguments.lang), arguments.file
    if Path(name).is_dir():
        context.stderr.write(words("cli.form_folder", path=name) + "\n")
        return _UNUSABLE
    found = problems_of(name, context.library, words)
    if not found:
        found = missing_of(name, context.library, words, context.printers, context.wordings)
    context.stdout.writelines(f"{problem}\n" for problem in found)
    context.stdout.writelines(f"{row}\n" for row in remarks(name, before, context.library, words))
    if not found:
        context.stdout.write(words("cli.form_sound", path=name) + "\n")
    context.stdout.writelines(f"{row}\n" for row in changes(name, context.library, words))
    drawn = context.printers().drawn()
    context.stdout.writelines(f"{row}\n" for row in undrawn(name, drawn, words))
    context.stderr.writelines(f"{row}\n" for row in neighbours(name, words))
    return _FAULT if found else _SOUND


def run_show(arguments: argparse.Namespace, context: Context) -> int:
    """The form with everything it extends merged in, as TOML."""
    words = context.wording(arguments.lang)
    context.stdout.write(merged_form(arguments.form, context.library, words))
    return _SOUND


def run_relations(arguments: argparse.Namespace, context: Context) -> int:
    """The table of relations of all forms, as it stands on the page of the forms."""
    words = context.wording(arguments.lang)
    context.stdout.writelines(f"{row}\n" for row in relations_table(context.library, words))
    return _SOUND
