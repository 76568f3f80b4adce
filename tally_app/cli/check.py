"""``tally-app check``: a spreadsheet of protocols against any form or election file."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, suppress
from typing import Final

from tally_app.app.sheets.alike import expected_names, missing_of
from tally_app.app.sheets.causes import Explainer
from tally_app.app.sheets.causes import sentences as causes_said
from tally_app.app.sheets.check import STATUSES, Checker, RowOutcome, Totals, columns_known
from tally_app.app.sheets.reading import SEPARATORS, Sheet, TableError, open_sheet, whole_text
from tally_app.app.sheets.rules import find_rules
from tally_app.app.sheets.second_keying import KeyingComparison, sentences
from tally_app.cli.context import Context, in_utf8, speaks
from tally_app.cli.progress import STOPPED, Progress
from tally_app.cli.streams import forget
from tally_app.domain.values.wording import Wording, grouped

_RAN, _UNCHECKED, _UNUSABLE = 0, 1, 2
_SHOWN: Final = 20  # names listed in one sentence

#: What a row can be beside the severities of findings.
_OWN = ("ok", "unchecked", "incomplete")

#: A row, and what is said about it beside its findings.
Told = tuple[RowOutcome, Sequence[str]]

NAME: Final = "check"


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser], words: Wording) -> None:
    """Declare the command and its arguments; its help is in the language of ``words``."""
    help_text = words("check.help")
    parser = subparsers.add_parser(NAME, help=help_text, description=help_text)
    parser.add_argument("form", metavar="FORM", help=words("check.help_form"))
    parser.add_argument("sheet", metavar="SHEETS.csv", help=words("check.help_sheet"))
    parser.add_argument("--second", metavar="SHEETS.csv", help=words("check.help_second"))
    parser.add_argument(
        "--id", action="append", default=[], metavar="COLUMN", help=words("check.help_id")
    )
    parser.add_argument("--expect", metavar="LIST.csv", help=words("check.help_expect"))
    parser.add_argument("--alone", action="store_true", help=words("check.help_alone"))
    parser.add_argument("--json", action="store_true", help=words("check.help_json"))
    speaks(parser, words)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, context: Context) -> int:
    """Check the sheet: 0 when every row was answered, 1 when the sum of the ballots could not be
    asked of any, 2 with one sentence when the sheet cannot be checked.
    """
    words = context.wording(arguments.lang)
    in_utf8(context.stdout)
    try:
        return _run(arguments, context, words)
    except TableError as error:
        with suppress(BrokenPipeError):
            context.stdout.flush()
        known = {"path": arguments.sheet, "first": arguments.sheet, **error.arguments}
        context.stderr.write(words(f"check.problem.{error.code}", **known) + "\n")
        return _UNUSABLE
    except BrokenPipeError:  # whoever read the answers has enough
        forget(sys.stdout)
    return _RAN


def _run(arguments: argparse.Namespace, context: Context, words: Wording) -> int:
    rules = find_rules(context.library, arguments.form, words)
    known = columns_known(rules)
    with ExitStack() as files:
        sheet = files.enter_context(open_sheet(arguments.sheet, known))
        explainer = Explainer(context.library, of_warnings=arguments.json, alone=arguments.alone)
        beside = arguments.second is None
        checker = Checker(rules, sheet, words, arguments.id, explainer, beside=beside)
        notes = [*_notes(checker, words)]
        comparison = None
        if arguments.second is not None:
            second = files.enter_context(open_sheet(arguments.second, known))
            comparison = _comparison(checker, second, arguments.id)
            notes += [_read_as(second, words), *_unpaired(comparison, second, words)]
        expected = None
        if arguments.expect is not None:
            expected = expected_names(whole_text(arguments.expect, sys.stdin.buffer), arguments.id)
        context.stderr.write("".join(f"{line}\n" for line in notes))
        context.stderr.flush()
        checker.names = {} if expected is not None else None
        progress = Progress(sheet.length, context.stderr, words)
        try:
            context.stdout.writelines(_answers(arguments, checker, comparison, progress))
        except KeyboardInterrupt:
            context.stdout.flush()
            progress.leave()
            context.stderr.write(progress.stopped() + "\n")
            return STOPPED
        context.stdout.flush()
        context.stderr.write(
            "".join(f"{line}\n" for line in _afterwards(arguments, checker, expected))
        )
        return _UNCHECKED if checker.sums_not_checked() else _RAN


def _answers(
    arguments: argparse.Namespace,
    checker: Checker,
    comparison: KeyingComparison | None,
    progress: Progress,
) -> Iterable[str]:
    """What is written, line by line."""
    if arguments.json:
        return progress.over((comparison or checker).json_lines())
    if comparison:
        return _summary_beside(comparison, progress, checker.wording)
    return _summary(_alone(checker, progress), Counter(), checker.wording)


def _afterwards(
    arguments: argparse.Namespace, checker: Checker, expected: Sequence[str] | None
) -> Iterable[str]:
    """What can be said once every row was read."""
    words = checker.wording
    if checker.first_is_sum():
        yield words("check.first_sum", path=arguments.sheet)
    if expected is None or checker.names is None:
        return
    missing, beside = missing_of(expected, checker.names)
    for key, names in (("missing_rows", missing), ("unexpected_rows", beside)):
        if names:
            some = ", ".join(names[:_SHOWN]) + ("…" if len(names) > _SHOWN else "")
            count = grouped(len(names))
            yield words(f"check.{key}", path=arguments.expect, count=count, ids=some)


def _comparison(checker: Checker, second: Sheet, ids: Sequence[str]) -> KeyingComparison:
    try:
        return KeyingComparison(checker, second, ids)
    except TableError as error:
        error.arguments.setdefault("path", second.path)
        raise


def _unpaired(comparison: KeyingComparison, second: Sheet, words: Wording) -> Iterable[str]:
    count, some = comparison.without_first()
    if count:
        yield words("check.second_only", path=second.path, count=grouped(count), ids=some)


def _notes(checker: Checker, words: Wording) -> Iterable[str]:
    """How the sheet was read, and what it has no column for."""
    path = checker.sheet.path
    yield _read_as(checker.sheet, words)
    if lines := checker.lines_without_column():
        yield words("check.not_checked", path=path, lines=", ".join(lines))
    if codes := checker.relations_not_checked():
        yield words("check.relations_not_checked", path=path, codes=", ".join(codes))
    if columns := checker.columns.columns_adrift():
        yield words("check.adrift", path=path, columns=", ".join(columns))
    if codes := checker.relations_not_asked():
        yield words("check.relations_not_asked", path=path, codes=", ".join(codes))
    if codes := checker.sums_not_checked():
        yield words("check.sums_not_checked", path=path, codes=", ".join(codes))


def _read_as(sheet: Sheet, words: Wording) -> str:
    if sheet.workbook:
        return words("check.read_workbook", path=sheet.path, sheet=sheet.workbook)
    separator = words(f"check.separator_{SEPARATORS[sheet.separator]}")
    name = sheet.encoding_name
    return words("check.read_as", path=sheet.path, encoding=name, separator=separator)


def _alone(checker: Checker, progress: Progress) -> Iterable[Told]:
    return ((outcome, ()) for outcome in progress.over(checker.outcomes()))


def _beside(
    comparison: KeyingComparison, differing: Counter[str], progress: Progress, words: Wording
) -> Iterable[Told]:
    """Every row with its differences in words; counts them as it goes."""
    for one in progress.over(comparison.rows()):
        if one.difference:
            differing[words("check.kinds." + one.difference.kind)] += 1
            yield one.outcome, tuple(sentences(one.difference, words))
        elif one.paired:
            yield one.outcome, ()
        else:
            differing[words("check.kinds.unpaired")] += 1
            yield one.outcome, (words("check.no_partner"),)


def _summary_beside(
    comparison: KeyingComparison, progress: Progress, words: Wording
) -> Iterable[str]:
    differing: Counter[str] = Counter()
    return _summary(_beside(comparison, differing, progress, words), differing, words)


def _summary(rows: Iterable[Told], differing: Counter[str], words: Wording) -> Iterable[str]:
    """A block for every row that is not in order or differs, then the totals."""
    totals = Totals()
    for outcome, told in rows:
        totals.add(outcome)
        if outcome.findings or outcome.missing or told:
            yield _block(outcome, told, words)
    yield words("check.total_rows", count=grouped(totals.statuses.total())) + "\n"
    for status in STATUSES:
        if count := totals.statuses[status]:
            named = _status(status, words)
            yield f"  {words('check.total_status', status=named, count=grouped(count))}\n"
    for (key, severity), count in sorted(totals.findings.items()):
        named = words(f"severity.{severity}")
        shown = words("check.total_finding", code=key, severity=named, count=grouped(count))
        yield f"  {shown}\n"
    for named, count in differing.most_common():
        yield f"  {words('check.total_status', status=named, count=grouped(count))}\n"


def _block(outcome: RowOutcome, told: Sequence[str], words: Wording) -> str:
    status = _status(outcome.status, words)
    key = "check.row_named" if outcome.id else "check.row"
    lines = [words(key, row=outcome.row, id=outcome.id, status=status)]
    for finding in outcome.findings:
        severity = words(f"severity.{finding.severity}")
        shown = words(
            "check.row_finding", code=finding.key, severity=severity, message=finding.message
        )
        lines.append(f"  {shown}")
    if outcome.causes and outcome.status != "warning":  # a warning may be a fact: no slip
        lines += [f"  {said}" for said in causes_said(outcome.causes, outcome.sure, words)]
    if outcome.missing:
        lines.append(f"  {words('check.row_missing', columns=', '.join(outcome.missing))}")
    lines += [f"  {sentence}" for sentence in told]
    return "\n".join(lines) + "\n\n"


def _status(status: str, words: Wording) -> str:
    return words(f"{'check.status' if status in _OWN else 'severity'}.{status}")
