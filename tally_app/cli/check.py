"""``tally-app check``: a spreadsheet of protocols against any form or election file."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import TextIO

from tally_app.app.table_reading import SEPARATORS, TableError, open_sheet
from tally_app.app.table_rules import find_rules
from tally_app.app.tables import STATUSES, Checker, Outcome, Totals, columns_known
from tally_app.cli.context import LANGUAGES, Context, in_utf8
from tally_app.domain.wording import Wording, grouped

_RAN, _UNUSABLE = 0, 2

#: What a row can be beside the severities of findings.
_OWN = ("ok", "incomplete")


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser], words: Wording) -> None:
    """Declare the command and its arguments; its help is in the language of ``words``."""
    help_text = words("check.help")
    parser = subparsers.add_parser("check", help=help_text, description=help_text)
    parser.add_argument("form", metavar="FORM", help=words("check.help_form"))
    parser.add_argument("sheet", metavar="SHEETS.csv", help=words("check.help_sheet"))
    parser.add_argument(
        "--id", action="append", default=[], metavar="COLUMN", help=words("check.help_id")
    )
    parser.add_argument("--json", action="store_true", help=words("check.help_json"))
    parser.add_argument(
        "--lang", choices=LANGUAGES, default=words.language, help=words("check.help_lang")
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, context: Context) -> int:
    """Check the sheet: 0 when every row was answered, 2 with one sentence when it cannot be."""
    words = context.wording(arguments.lang)
    in_utf8(context.stdout)
    try:
        _run(arguments, context, words)
    except TableError as error:
        with suppress(BrokenPipeError):
            context.stdout.flush()
        known = {"path": arguments.sheet, **error.arguments}
        context.stderr.write(words(f"check.problem.{error.code}", **known) + "\n")
        return _UNUSABLE
    except BrokenPipeError:  # whoever read the answers has enough
        _forget(context.stdout)
    return _RAN


def _run(arguments: argparse.Namespace, context: Context, words: Wording) -> None:
    rules = find_rules(context.library, arguments.form, words)
    with open_sheet(arguments.sheet, columns_known(rules)) as sheet:
        checker = Checker(rules, sheet, words, arguments.id)
        context.stderr.write("".join(f"{line}\n" for line in _notes(checker, words)))
        context.stderr.flush()
        if arguments.json:
            context.stdout.writelines(checker.json_lines())
        else:
            context.stdout.writelines(_summary(checker.outcomes(), words))
        context.stdout.flush()


def _notes(checker: Checker, words: Wording) -> Iterable[str]:
    """How the sheet was read, and what it has no column for."""
    sheet = checker.sheet
    separator = words(f"check.separator_{SEPARATORS[sheet.separator]}")
    path, encoding = sheet.path, sheet.encoding_name
    yield words("check.read_as", path=path, encoding=encoding, separator=separator)
    if lines := checker.lines_without_column():
        yield words("check.not_checked", path=path, lines=", ".join(lines))
    if codes := checker.relations_not_checked():
        yield words("check.relations_not_checked", path=path, codes=", ".join(codes))


def _summary(outcomes: Iterable[Outcome], words: Wording) -> Iterable[str]:
    """A block for every row that is not in order, then the totals."""
    totals = Totals()
    for outcome in outcomes:
        totals.add(outcome)
        if outcome.findings or outcome.missing:
            yield _block(outcome, words)
    yield words("check.total_rows", count=grouped(totals.statuses.total())) + "\n"
    for status in STATUSES:
        if count := totals.statuses[status]:
            named = _status(status, words)
            yield f"  {words('check.total_status', status=named, count=grouped(count))}\n"
    for (code, severity), count in sorted(totals.findings.items()):
        named = words(f"severity.{severity}")
        shown = words("check.total_finding", code=code, severity=named, count=grouped(count))
        yield f"  {shown}\n"


def _block(outcome: Outcome, words: Wording) -> str:
    status = _status(outcome.status, words)
    key = "check.row_named" if outcome.id else "check.row"
    lines = [words(key, row=outcome.row, id=outcome.id, status=status)]
    for finding in outcome.findings:
        severity = words(f"severity.{finding.severity}")
        shown = words(
            "check.row_finding", code=finding.code, severity=severity, message=finding.message
        )
        lines.append(f"  {shown}")
    if outcome.missing:
        lines.append(f"  {words('check.row_missing', columns=', '.join(outcome.missing))}")
    return "\n".join(lines) + "\n\n"


def _status(status: str, words: Wording) -> str:
    return words(f"{'check.status' if status in _OWN else 'severity'}.{status}")


def _forget(stream: TextIO) -> None:
    """Send what is still buffered nowhere, so that Python does not complain when it ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
        if stream is not sys.stdout:
            stream.flush()
