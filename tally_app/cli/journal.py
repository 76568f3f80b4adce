"""``tally-app journal``: ``verify`` says whether a file is what was written that night, ``salvage``
saves what can be read of a broken file into a new one.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from tally_app.app.night.comparing import digits_in
from tally_app.app.night.mending import saved_from, told
from tally_app.app.night.verdict import FromPaper, judge
from tally_app.cli.context import Context, speaks
from tally_app.domain.values.wording import Wording

_SOUND, _FAULT, _UNUSABLE = 0, 1, 2

NAME: Final = "journal"


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser], words: Wording) -> None:
    """Declare the command and its arguments."""
    parser = subparsers.add_parser(NAME, help=words("cli.journal"))
    commands = parser.add_subparsers(required=True, metavar="verify | salvage")
    checked = commands.add_parser("verify", help=words("cli.journal_verify"))
    checked.add_argument("night", type=Path, metavar="NIGHT.tally", help=words("cli.night"))
    checked.add_argument("--head", metavar='"1234 5678"', help=words("cli.journal_head"))
    checked.add_argument("--entries", type=int, metavar="N", help=words("cli.journal_entries"))
    speaks(checked, words)
    checked.set_defaults(run=run)
    saved = commands.add_parser("salvage", help=words("cli.journal_salvage"))
    saved.add_argument("night", type=Path, metavar="NIGHT.tally", help=words("cli.night"))
    saved.add_argument(
        "--out", type=Path, required=True, metavar="NEW.tally", help=words("cli.salvage_out")
    )
    speaks(saved, words)
    saved.set_defaults(run=save)


def run(arguments: argparse.Namespace, context: Context) -> int:
    """0 when everything fits, 1 naming what does not; an unusable file is the caller's 2."""
    words = context.wording(arguments.lang)
    paper = None
    if arguments.entries is not None and arguments.head is None:
        context.stderr.write(words("cli.entries_alone") + "\n")
        return _UNUSABLE
    if arguments.head is not None:
        digits = digits_in(arguments.head)
        if digits is None:
            context.stderr.write(words("cli.bad_head", found=arguments.head) + "\n")
            return _UNUSABLE
        paper = FromPaper(digits, arguments.entries)
    found = judge(arguments.night, paper, context.witness_folders)
    context.stdout.writelines(f"{line}\n" for line in found.said(words))
    return _SOUND if found.sound else _FAULT


def save(arguments: argparse.Namespace, context: Context) -> int:
    """0 when nothing is known to be missing, 1 naming what is; 2 where no night can be made of what
    was read, or the new file stands there already.
    """
    saved = saved_from(arguments.night, arguments.out, context.clock)
    said = told(saved, arguments.out, context.wording(arguments.lang))
    context.stdout.writelines(f"{line}\n" for line in said)
    if not saved.events:
        return _UNUSABLE
    return _SOUND if saved.whole else _FAULT
