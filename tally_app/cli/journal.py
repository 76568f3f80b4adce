"""``tally-app journal verify``: reads the chain again, names the first event that does not fit."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from tally_app.app.night.inspection import verdict
from tally_app.cli.context import Context, speaks
from tally_app.domain.values.wording import Wording

_SOUND, _FAULT = 0, 1

NAME: Final = "journal"


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser], words: Wording) -> None:
    """Declare the command and its arguments."""
    parser = subparsers.add_parser(NAME, help=words("cli.journal"))
    commands = parser.add_subparsers(required=True, metavar="verify")
    checked = commands.add_parser("verify", help=words("cli.journal_verify"))
    checked.add_argument("night", type=Path, metavar="NIGHT.tally", help=words("cli.night"))
    speaks(checked, words)
    checked.set_defaults(run=run)


def run(arguments: argparse.Namespace, context: Context) -> int:
    """0 when everything fits, 1 naming what does not; an unusable file is the caller's 2."""
    sound, said = verdict(arguments.night, context.wording(arguments.lang))
    context.stdout.writelines(f"{line}\n" for line in said)
    return _SOUND if sound else _FAULT
