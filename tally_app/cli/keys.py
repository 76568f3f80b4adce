"""``tally-app keys``: the key of whoever hands out packages, and the letter with its digits."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from tally_app.app.handover.letter import letter
from tally_app.app.handover.packages import SHORTEST, KeyFileError, fingerprint_of, new_key
from tally_app.app.maker.making import write_new
from tally_app.cli.context import Context, speaks
from tally_app.cli.passphrases import passphrase
from tally_app.domain.handover.fingerprint import groups
from tally_app.domain.values.wording import Wording

_DONE, _UNUSABLE = 0, 2

NAME: Final = "keys"


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser], words: Wording) -> None:
    """Declare the commands and their arguments."""
    parser = subparsers.add_parser(NAME, help=words("cli.keys"))
    commands = parser.add_subparsers(required=True, metavar="new|show")
    new = commands.add_parser("new", help=words("cli.keys_new"))
    new.add_argument("--out", type=Path, required=True, help=words("cli.keys_out"))
    new.set_defaults(run=run_new)
    show = commands.add_parser("show", help=words("cli.keys_show"))
    show.add_argument("key", type=Path, metavar="KEY", help=words("cli.package_key"))
    show.set_defaults(run=run_show)
    for command in (new, show):
        command.add_argument("--letter", type=Path, help=words("cli.keys_letter"))
        speaks(command, words)


def run_new(arguments: argparse.Namespace, context: Context) -> int:
    """Make a key under a passphrase; 0, or 2 for a short one or a file that stands."""
    words = context.wording(arguments.lang)
    try:
        write_new(arguments.out, new_key(passphrase(words, context)), private=True)
        return _told("key.made", arguments.out, arguments, context)
    except KeyFileError as error:
        said = words(f"key.{error.code}", path=arguments.out, least=SHORTEST)
    except FileExistsError as error:
        said = words("key.exists", path=error.filename)
    context.stderr.write(said + "\n")
    return _UNUSABLE


def run_show(arguments: argparse.Namespace, context: Context) -> int:
    """Show the digits of a key; 0, or 2 for a file that is no key."""
    words = context.wording(arguments.lang)
    try:
        return _told("key.shown", arguments.key, arguments, context)
    except KeyFileError as error:
        said = words(f"key.{error.code}", path=arguments.key)
    except FileExistsError as error:
        said = words("key.exists", path=error.filename)
    context.stderr.write(said + "\n")
    return _UNUSABLE


def _told(key: str, path: Path, arguments: argparse.Namespace, context: Context) -> int:
    words = context.wording(arguments.lang)
    digits = fingerprint_of(path)
    context.stdout.write(words(key, path=path, digits=" ".join(groups(digits))) + "\n")
    if arguments.letter is not None:
        day = context.clock().date()
        write_new(arguments.letter, letter(digits, day, context.wordings, context.printers()))
        context.stdout.write(words("key.letter", path=arguments.letter) + "\n")
    return _DONE
