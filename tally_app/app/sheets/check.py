"""Checking a spreadsheet of protocols, row by row, against any form.

Most rows of a sheet are in order, so a row whose figures are all there is first only asked whether
everything holds; what fails, by how much and in which words is worked out for the other rows.
"""

from __future__ import annotations

import ast
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from json.encoder import encode_basestring
from operator import itemgetter
from typing import Final

from tally_app.app.sheets.alike import ID_JOINT, Likeness
from tally_app.app.sheets.causes import Explainer, NamedCause
from tally_app.app.sheets.cells import UNREAD, NoValueError, read_cell
from tally_app.app.sheets.columns import OPTION, ColumnMap, Finder, place_of
from tally_app.app.sheets.findings import RowFinding, Speaker
from tally_app.app.sheets.reading import Known, Sheet, TableError
from tally_app.app.sheets.rules import SheetRules
from tally_app.app.sheets.variant import Variant
from tally_app.domain.causes.hints import Grade
from tally_app.domain.causes.usual import FEWEST, Usual, usual
from tally_app.domain.form.form import Line, Severity
from tally_app.domain.relations.linear import COUNTED, EXPLAINED
from tally_app.domain.relations.rulebook import Check, Rulebook, Status, rulebook
from tally_app.domain.values.wording import Wording

#: What a row can be, the worst last. Notes leave a row in order; ``unchecked``: nothing fails, but
#: the sum of the ballots, or a relation the program fails at, could not be asked.
STATUSES: Final = ("ok", "unchecked", "incomplete", "warning", "legal", "error")

_NOTHING: Final = "0"
#: Rows that are asked what is usual.
_ASKED: Final = 600


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What came of one row. ``row`` counts from 1; ``missing``: columns that are empty there;
    ``causes``: what may have gone wrong, the most likely first, and how ``sure`` they are.
    """

    row: int
    id: str
    status: str = "ok"
    findings: tuple[RowFinding, ...] = ()
    missing: tuple[str, ...] = ()
    causes: tuple[NamedCause, ...] = ()
    sure: Grade = Grade.SEVERAL


@dataclass
class Totals:
    """How many rows and findings of each kind there were."""

    statuses: Counter[str] = field(default_factory=Counter)
    findings: Counter[tuple[str, Severity]] = field(default_factory=Counter)

    def add(self, outcome: RowOutcome) -> None:
        """Count one row."""
        self.statuses[outcome.status] += 1
        self.findings.update((finding.key, finding.severity) for finding in outcome.findings)


class Checker:
    """Checks the rows of one sheet. TableError if the sheet has nothing to do with the form.

    With an ``explainer`` rows in which something fails get their likely causes. ``names``: the
    names of the rows that were read, where somebody asks for them. ``beside``: rows are looked at
    beside each other.
    """

    def __init__(
        self,
        rules: SheetRules,
        sheet: Sheet,
        wording: Wording,
        ids: Sequence[str] = (),
        explainer: Explainer | None = None,
        *,
        beside: bool = True,
    ) -> None:
        self.sheet = sheet
        self.explainer = explainer
        self._looks_beside = beside
        self.ids = [place_of(sheet.header, column) for column in ids]
        self.rules, self.columns = _found(rules, sheet.header)
        self.wording = wording.speaking(self.rules.form.terms)
        self.book = rulebook(self.rules.form)
        self._variants: dict[frozenset[str], Variant] = {}
        self._speakers: dict[int, Speaker] = {}
        self._all = self._variant(frozenset())
        self._beside = self._all.rows(named=False)
        self._usual: Usual | None = None
        self.names: dict[str, None] | None = None
        self._sound = "unchecked" if self.sums_not_checked() else "ok"

    def sums_not_checked(self) -> list[str]:
        """Keys of the sums of the ballots that no row can be asked, or the lines of the votes that
        have no column: nobody has looked at the result then.
        """
        form = self.rules.form
        result = form.result.lines if form.result else ()
        votes = [x for x in form.lines if x.id in result or x.collection == OPTION]
        stages = {line.stage for line in votes if line.stage}
        sums = {step.sum for step in form.steps if not stages.isdisjoint(step.stages)}
        lost = [key for key in self._all.not_checked() if key.partition(" ")[0] in sums]
        unread = [x.id for x in votes if x.id in self.columns.unread and x.kind not in UNREAD]
        return lost or unread

    def lines_without_column(self) -> list[str]:
        """What the form has and the sheet does not: lines, and columns of single items."""
        form = self.rules.form
        lines = [x.id for x in form.lines if x.id in self.columns.unread and x.kind not in UNREAD]
        cells = self._all.bound.layout.cells
        return lines + [self.columns.names[cells[slot]] for slot in sorted(self._all.unplaced)]

    def relations_not_checked(self) -> list[str]:
        """Codes of the relations that need such a line."""
        return self._all.not_checked()

    def relations_not_asked(self) -> list[str]:
        """Codes of the relations about rows, people or lines that the sheet has nothing of."""
        return self._all.not_asked()

    def sound(self, row: int, cells: Sequence[str]) -> RowOutcome:
        """What came of a row in which nothing fails."""
        return RowOutcome(row, self._id(cells), self._sound)

    def outcomes(self) -> Iterator[RowOutcome]:
        """What came of every row."""
        for row, cells, outcome in self.judged():
            yield outcome or self.sound(row, cells)

    def json_lines(self) -> Iterator[str]:
        """One JSON object per row, each with its line end."""
        name, status = itemgetter(self.ids[0]) if len(self.ids) == 1 else self._id, self._sound
        for row, cells, outcome in self.judged():
            if outcome is None:
                shown = encode_basestring(name(cells))
                yield f'{{"row": {row}, "id": {shown}, "status": "{status}", "findings": []}}\n'
            else:
                yield json.dumps(as_object(outcome), ensure_ascii=False) + "\n"

    def judged(self) -> Iterator[tuple[int, list[str], RowOutcome | None]]:
        """Every row with its number and cells, and its outcome unless it is in order."""
        width, groups = len(self.sheet.header), self.columns.groups
        variant, self._beside = self._all, self._all.rows(named=bool(self.ids))
        self._usual = self._ask_usual()  # before the rows: one file has one place to read at
        for row, cells in enumerate(self.sheet.rows(), 1):
            if len(cells) != width:
                _fill(cells, width, row)
            if self.names is not None:
                self.names[self._id(cells).strip()] = None
            cells.append(_NOTHING)
            if groups:
                variant = self._variant_of(cells)
            try:
                figures = variant.figures(cells)
            except NoValueError:
                yield row, cells, self._incomplete(row, cells, variant)
                continue
            in_order = variant.holds(figures)
            outcome = None if in_order else self._failing(row, cells, variant, figures)
            if self._looks_beside and variant is self._all:
                found = self._beside.look(row, self._id(cells), figures)
                outcome = self._noted(row, cells, outcome, found) if found else outcome
            yield row, cells, outcome

    def _noted(
        self, row: int, cells: Sequence[str], outcome: RowOutcome | None, found: list[Likeness]
    ) -> RowOutcome:
        """The outcome of a row with what is to be said of it beside others."""
        speaker = self._speaker(self._all)
        notes = [speaker.beside(one) for one in found]
        whole = outcome or self.sound(row, cells)
        return replace(whole, findings=(*whole.findings, *notes))

    def first_is_sum(self) -> bool:
        """Once all rows were read: whether the first of them is the sum of the others."""
        return self._beside.first_is_sum()

    def _variant_of(self, cells: Sequence[str]) -> Variant:
        off = [
            lines
            for lines, places in self.columns.groups.items()
            if not any(cells[place].strip() for place in places)
        ]
        return self._variant(frozenset().union(*off))

    def _variant(self, off: frozenset[str]) -> Variant:
        if off not in self._variants:
            self._variants[off] = Variant(self.book, self.columns, self.rules, off)
        return self._variants[off]

    def _speaker(self, variant: Variant) -> Speaker:
        key = id(variant)
        if key not in self._speakers:
            self._speakers[key] = Speaker(variant.bound, self.columns.names, self.wording)
        return self._speakers[key]

    def _id(self, cells: Sequence[str]) -> str:
        return ID_JOINT.join(cells[place] for place in self.ids)

    def _failing(
        self, row: int, cells: Sequence[str], variant: Variant, figures: Sequence[int]
    ) -> RowOutcome:
        """A row with every figure, in which something does not hold."""
        findings = self._findings(variant, figures, variant.open(figures))
        status = self._worst(findings)
        causes, sure = self._causes(variant, figures, findings)
        return RowOutcome(row, self._id(cells), status, tuple(findings), causes=causes, sure=sure)

    def _incomplete(self, row: int, cells: Sequence[str], variant: Variant) -> RowOutcome:
        """A row with cells that are empty or hold no count."""
        figures: list[int | None] = []
        findings: list[RowFinding] = []
        missing: list[str] = []
        for cell, line, place in zip(
            variant.bound.layout.cells, variant.lines, variant.places, strict=True
        ):
            reading = read_cell(line, cells[place] if place >= 0 else "")
            figures.append(reading.value)
            if reading.problem:
                problem = reading.problem
                speaker = self._speaker(variant)
                findings.append(speaker.no_count(cell, line, cells[place], problem))
            elif reading.value is None and place >= 0:
                missing.append(self.columns.names[cell])
        failing = self._findings(variant, figures, variant.checks)
        causes, sure = self._causes(variant, figures, failing)
        findings += failing
        status = self._worst(findings, *(["incomplete"] if missing else []))
        return RowOutcome(
            row, self._id(cells), status, tuple(findings), tuple(missing), causes, sure
        )

    def _causes(
        self, variant: Variant, figures: Sequence[int | None], failing: Iterable[RowFinding]
    ) -> tuple[tuple[NamedCause, ...], Grade]:
        if self.explainer is None:
            return (), Grade.SEVERAL
        asked = COUNTED if self.explainer.of_warnings else EXPLAINED
        if all(x.severity not in asked for x in failing):
            return (), Grade.SEVERAL
        usual = self._usual if variant is self._all else None
        return self.explainer.causes(self._speaker(variant), figures, variant.unplaced, usual)

    def _ask_usual(self) -> Usual | None:
        """What the rows of the sheet usually report, of some hundred spread evenly over it. None
        where that is not wanted, or where there are too few.
        """
        if self.explainer is None or self.explainer.alone or self.sheet.length < FEWEST:
            return None
        width, step = len(self.sheet.header), max(1, self.sheet.length // _ASKED)
        found: list[list[int]] = []
        for cells in islice(self.sheet.rows(), 0, None, step):
            if len(cells) == width and len(found) < _ASKED:
                with suppress(NoValueError):
                    found.append(self._all.figures([*cells, _NOTHING]))
        told = usual(found, self._all.counted())
        return told if told.levels else None

    def _worst(self, findings: Sequence[RowFinding], *beside: str) -> str:
        said = ("unchecked" if one.unchecked else str(one.severity) for one in findings)
        found = {self._sound, *beside, *said}
        return max((s for s in STATUSES if s in found), key=STATUSES.index)

    def _findings(
        self, variant: Variant, figures: Sequence[int | None], checks: Iterable[Check]
    ) -> list[RowFinding]:
        speaker = self._speaker(variant)
        results = variant.bound.evaluate(figures, checks)
        told = {Status.FAILS: speaker.failing, Status.UNCHECKABLE: speaker.uncheckable}
        return [told[x.status](x, figures) for x in results if x.status in told]


def columns_known(rules: SheetRules) -> Known:
    """Counts the columns of a header that hold a line of the form."""
    return Finder(rules.form, rules.options).known


def _found(rules: SheetRules, header: Sequence[str]) -> tuple[SheetRules, ColumnMap]:
    """The columns of a form, and the form as this sheet fills it.

    A derived line that cannot be worked out from the sheet is read from its own column. An optional
    one without a column is 0 where the sheet has nothing it is made of, as any optional line is.
    """
    finder = Finder(rules.form, rules.options)
    columns = finder.find(header)
    book = rulebook(rules.form)
    bound = Variant(book, columns, rules, frozenset()).bound
    lost = {line.id for line in rules.form.lines if line.formula and bound.derived[line.id] is None}
    if not lost:
        return rules, columns
    lines = [
        _instead(line, book, finder, header, columns) if line.id in lost else line
        for line in rules.form.lines
    ]
    rules = replace(rules, form=replace(rules.form, lines=tuple(lines)))
    return rules, Finder(rules.form, rules.options).find(header)


def _instead(
    line: Line, book: Rulebook, finder: Finder, header: Sequence[str], columns: ColumnMap
) -> Line:
    """What stands in this sheet for a derived line that cannot be worked out from it."""
    if finder.has_column(line, header):
        return replace(line, formula="")
    used = {node.id for node in ast.walk(book.formulas[line.id]) if isinstance(node, ast.Name)}
    made = used & (columns.items.keys() | {cell.line for cell in columns.places})
    if line.optional and not made:
        return replace(line, formula="0")
    return replace(line, formula="", optional="")


def _fill(cells: list[str], width: int, row: int) -> None:
    if len(cells) > width:
        raise TableError("long_row", row=row, cells=len(cells), columns=width)
    cells.extend([""] * (width - len(cells)))


def as_object(outcome: RowOutcome) -> dict[str, object]:
    """A row as JSON has it; causes only where there are any."""
    findings = [
        {
            "code": finding.code,
            "severity": finding.severity,
            "lines": finding.lines,
            "difference": finding.difference,
            "message": finding.message,
        }
        for finding in outcome.findings
    ]
    shown: dict[str, object] = {
        "row": outcome.row,
        "id": outcome.id,
        "status": outcome.status,
        "findings": findings,
    }
    if outcome.causes:
        shown["causes"] = [cause.as_object() for cause in outcome.causes]
        shown["sure"] = outcome.sure
    return shown
