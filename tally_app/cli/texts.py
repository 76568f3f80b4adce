"""``tally-app texts``: sheets of the texts for a native reader, and what the reader said."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Final

from tally_app.app.readings.sheets import (
    SheetError,
    as_table,
    counted,
    kept,
    readings_file,
    take,
    unread_sheets,
)
from tally_app.cli.context import Context, speaks
from tally_app.domain.values.wording import Wording

_DONE, _UNUSABLE = 0, 2

NAME: Final = "texts"


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser], words: Wording) -> None:
    """Declare the commands and their arguments."""
    parser = subparsers.add_parser(NAME, help=words("reading.help"))
    commands = parser.add_subparsers(required=True, metavar="sheet|take")
    sheet = commands.add_parser("sheet", help=words("reading.help_sheet"))
    sheet.add_argument(
        "--out",
        type=Path,
        default=Path("tally-texts"),
        metavar="DIR",
        help=words("reading.help_out"),
    )
    sheet.set_defaults(run=run_sheet)
    taken = commands.add_parser("take", help=words("reading.help_take"))
    taken.add_argument("sheet", type=Path, metavar="SHEET", help=words("reading.help_file"))
    taken.add_argument("--by", required=True, metavar="NAME", help=words("reading.help_by"))
    taken.add_argument("--day", required=True, metavar="DAY", help=words("reading.help_day"))
    taken.add_argument("--into", type=Path, metavar="FILE", help=words("reading.help_into"))
    taken.set_defaults(run=run_take)
    for command in (sheet, taken):
        speaks(command, words)


def run_sheet(arguments: argparse.Namespace, context: Context) -> int:
    """Four sheets of what nobody has read, each as PDF and as CSV; what is empty is not made."""
    words, out = context.wording(arguments.lang), arguments.out
    out.mkdir(parents=True, exist_ok=True)
    for sheet in unread_sheets(context.resources, words):
        if not sheet.rows:
            continue
        for name, made in (
            (f"{sheet.letter}.pdf", context.printers().reading_sheet(sheet)),
            (f"{sheet.letter}.csv", as_table(sheet)),
        ):
            (out / name).write_bytes(made)
        said = {"letter": sheet.letter, "count": len(sheet.rows), "path": out}
        context.stdout.write(words("reading.made", **said) + "\n")
    done, there = counted(context.resources)
    context.stdout.write(words("reading.counted", read=done, all=there) + "\n")
    return _DONE


def run_take(arguments: argparse.Namespace, context: Context) -> int:
    """Keep what a reader said of a sheet, with name and day; 2 for a sheet that cannot be taken."""
    words = context.wording(arguments.lang)
    try:
        by, day = _somebody(arguments.by), _day(arguments.day)
        taken = take(arguments.sheet, by, day, context.resources)
    except SheetError as error:
        context.stderr.write(words(f"reading.fault.{error.code}", **error.said) + "\n")
        return _UNUSABLE
    into = arguments.into or readings_file(context.resources)
    into.write_text(kept(taken, context.resources), encoding="utf-8")
    context.stdout.write(words("reading.taken", count=len(taken.readings), path=into) + "\n")
    for one in taken.readings:
        if one.right != one.text:
            said = words("reading.better", place=one.key, text=one.text, better=one.better or "–")
            context.stdout.write(said + "\n")
    for key in taken.changed:
        context.stdout.write(words("reading.changed", place=key) + "\n")
    return _DONE


def _somebody(name: str) -> str:
    if not name.strip():
        raise SheetError("nobody")
    return name.strip()


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise SheetError("day", found=text) from error
