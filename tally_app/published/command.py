"""``tally-app check-table``: a published table, checked by arithmetic alone."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import Final

from tally_app.app.sheets.reading import TableError, whole_text
from tally_app.cli.context import Context, in_utf8, speaks
from tally_app.domain.values.wording import Wording
from tally_app.published.rules.reading.text import TableProblem
from tally_app.published.words import TableReport, check, problem_said, role_words

_RAN, _UNUSABLE = 0, 2
_STANDARD_INPUT = "-"

NAME: Final = "check-table"


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser], words: Wording) -> None:
    """Declare the command and its arguments; its help is in the language of ``words``."""
    help_text = words("published.help")
    parser = subparsers.add_parser(NAME, help=help_text, description=help_text)
    parser.add_argument("table", metavar="TABLE.csv", help=words("published.help_table"))
    parser.add_argument("--json", action="store_true", help=words("published.help_json"))
    speaks(parser, words)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, context: Context) -> int:
    """Check the table: 0 when it was read, 2 with one sentence when it cannot be."""
    words = context.wording(arguments.lang)
    in_utf8(context.stdout)
    path = arguments.table
    named = words("published.standard_input") if path == _STANDARD_INPUT else path
    try:
        text = whole_text(path, sys.stdin.buffer)
        checked = check(text, role_words(context.wordings))
    except TableError as error:
        context.stderr.write(
            words(f"check.problem.{error.code}", **{**error.arguments, "path": named}) + "\n"
        )
        return _UNUSABLE
    except TableProblem as problem:
        said = problem_said(problem, words)
        context.stderr.write(words("published.in_file", path=named, problem=said) + "\n")
        return _UNUSABLE
    report = TableReport(checked, words)
    if arguments.json:
        context.stdout.write(json.dumps(report.data(), ensure_ascii=False) + "\n")
    else:
        context.stdout.writelines(f"{line}\n" for line in _lines(report))
    context.stdout.flush()
    return _RAN


def _lines(said: TableReport) -> Iterator[str]:
    words, contradictions = said.words, said.checked.contradictions
    yield words("published.read_as", shape=said.shape(), base=said.base()).rstrip(". ") + "."
    yield from said.remarks()
    for contradiction in contradictions:
        yield ""
        yield said.message(contradiction)
        yield from (f"  {explanation}" for explanation in said.explanations(contradiction))
    yield ""
    if contradictions:
        yield words("published.found", count=len(contradictions))
    elif said.agrees():
        yield f"{said.verdict()}. {said.agrees()}"
