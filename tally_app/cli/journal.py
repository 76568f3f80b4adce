"""``tally-app journal``: ``verify`` reads the chain again and names the first event that does not
fit, ``salvage`` saves what can be read of a broken file into a new one.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from tally_app.app.night.inspection import verdict
from tally_app.app.night.mending import saved_from, told
from tally_app.cli.context import Context, speaks
from tally_app.domain.values.wording import Wording

_SOUND, _FAULT = 0, 1

NAME: Final = "journal"


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser], words: Wording) -> None:
    """Declare the command and its arguments."""
    parser = subparsers.add_parser(NAME, help=words("cli.journal"))
    commands = parser.add_subparsers(required=True, metavar="verify | salvage")
    checked = commands.add_parser("verify", help=words("cli.journal_verify"))
    checked.add_argument("night", type=Path, metavar="NIGHT.tally", help=words("cli.night"))
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
    sound, said = verdict(arguments.night, words, context.witness_folders)
    context.stdout.writelines(f"{line}\n" for line in said)
    return _SOUND if sound else _FAULT


def save(arguments: argparse.Namespace, context: Context) -> int:
    """0 when nothing is known to be missing, 1 naming what is; where nothing can be saved, or the
    new file stands there already, the caller's 2.
    """
    saved = saved_from(arguments.night, arguments.out, context.clock)
    said = told(saved, arguments.out, context.wording(arguments.lang))
    context.stdout.writelines(f"{line}\n" for line in said)
    return _SOUND if saved.whole else _FAULT
