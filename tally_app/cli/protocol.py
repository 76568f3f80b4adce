"""``tally-app protocol``: the protocol of a precinct file as a PDF."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from tally_app.app.night.files import read_night
from tally_app.app.night.verdict import judge
from tally_app.app.papers.issue import write_document
from tally_app.app.papers.papers import Papers
from tally_app.app.view.address import PROTOCOL_PAPER
from tally_app.cli.context import Context, speaks
from tally_app.domain.values.wording import Wording

_DONE, _FAULT, _UNUSABLE = 0, 1, 2

NAME: Final = "protocol"


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser], words: Wording) -> None:
    """Declare the command and its arguments."""
    parser = subparsers.add_parser(NAME, help=words("cli.protocol"))
    parser.add_argument("night", type=Path, metavar="NIGHT.tally", help=words("cli.night"))
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE.pdf", help=words("cli.out")
    )
    parser.add_argument("--draft", action="store_true", help=words("cli.draft"))
    parser.add_argument("--as-found", action="store_true", help=words("cli.as_found"))
    speaks(parser, words)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, context: Context) -> int:
    """Write the PDF; 1 with what is wrong when the file fails the check and was not asked for as
    found, 2 with a sentence when the night is unfinished and no draft was asked.
    """
    words = context.wording(arguments.lang)
    found = judge(arguments.night, None, context.witness_folders)
    if not (found.sound or arguments.as_found):
        context.stderr.writelines(f"{line}\n" for line in found.wrong(words))
        context.stderr.write(words("cli.not_sound", path=str(arguments.night)) + "\n")
        return _FAULT
    session = read_night(arguments.night, context.clock, as_found=arguments.as_found)
    contest = next(iter(session.night.contests))
    finished = session.night.contests[contest].finish is not None
    if not (finished or arguments.draft):
        context.stderr.write(words("cli.not_finished", path=str(arguments.night)) + "\n")
        return _UNUSABLE
    papers = Papers(context.printers, context.wordings)
    if found.sound:
        made = papers.of(session, contest, PROTOCOL_PAPER, draft=arguments.draft).pdf
    else:
        why = {name: found.wrong(spoken)[0] for name, spoken in context.wordings.items()}
        made = papers.as_found(session, contest, why)
    write_document(arguments.out, made)
    context.stdout.write(words("demo.wrote", path=str(arguments.out)) + "\n")
    return _DONE
