"""``tally-app guide``: the help of the window as PDF, the short guide, the trainer's lesson."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from tally_app.app.help.answers import topics_in
from tally_app.app.help.sheets import guide, lesson, whole
from tally_app.app.papers.issue import write_document
from tally_app.cli.context import Context, speaks
from tally_app.domain.values.wording import Wording

NAME: Final = "guide"


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser], words: Wording) -> None:
    """Declare the command and its arguments."""
    says = words("cli.guide")
    parser = subparsers.add_parser(NAME, help=says, description=says)
    where = words("cli.guide_out")
    parser.add_argument("--out", type=Path, metavar="DIR", required=True, help=where)
    speaks(parser, words)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, context: Context) -> int:
    """Write the three sheets into a folder; 0."""
    words, out = context.wording(arguments.lang), arguments.out
    out.mkdir(parents=True, exist_ok=True)
    topics, printed = topics_in(context.resources), context.printers().handout
    for name, sheet in (
        (f"help-{words.language}", whole(topics, words)),
        ("quick-guide", guide(topics, context.wordings)),
        ("lesson", lesson(context.wordings)),
    ):
        path = out / f"{name}.pdf"
        write_document(path, printed(sheet))
        context.stdout.write(words("told.saved", path=path) + "\n")
    return 0
