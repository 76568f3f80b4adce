"""What the papers made from a record ask of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Final

from reports.drawing.paper import NOTHING, Head, Paper
from tally_app.domain.form.form import Line as FormLine
from tally_app.domain.form.removed import removed_in_record
from tally_app.domain.record.record import Record, RecordLine, RecordMember
from tally_app.domain.record.relations import RecordFormulas
from tally_app.domain.record.texts import Texts
from tally_app.domain.relations.language import first_name
from tally_app.domain.values.counts import MAX_COUNT

#: Papers of the commission that go to the one above it.
_ADDRESSED: Final = ("protocol", "part_one", "act")
#: More options than this make a long list.
LONG_LIST: Final = 12
#: Cells for a figure: a precinct has up to 9,999 of anything; a sum abroad may need more.
_CELLS: Final = 4
_MORE_CELLS: Final = 6
_CHUNKS: Final = re.compile(r"\d+|\D+")


def natural(number: str) -> list[tuple[int, int, str]]:
    """Sorting key of line numbers: 2 before 10, 5.9 before 5.10, lines without a number last."""
    chunks = _CHUNKS.findall(number) or ["~"]
    return [(0, int(c), "") if c.isdigit() else (1, 0, c) for c in chunks]


@dataclass(frozen=True, kw_only=True)
class Sheet(Paper):
    """A paper made from a record. ``pad``: room around the words in a row of a small grid."""

    record: Record
    pad: float = 1.5

    @cached_property
    def formulas(self) -> RecordFormulas:
        """Writes relations with the record's figures."""
        return RecordFormulas(self.record, self.texts.form, self.texts.wordings)

    @property
    def signing(self) -> str:
        """Id of the line that holds the time of signing, "" where the form has none."""
        line = self.texts.form.role("signed")
        return line.id if line else ""

    def form_line(self, line: RecordLine) -> FormLine:
        """What the form says about a line of the record."""
        return self.texts.form.line(line.id)

    def collection(self, line: RecordLine) -> str:
        """What the line has one value of each: option, member, box; empty for a single line."""
        return self.form_line(line).collection

    def body(self) -> list[RecordLine]:
        """The lines of the body in the order of their numbers."""
        return [line for line in self._by_number() if line.place == "body" and line.kind == "count"]

    def annex(self, kind: str, collection: str) -> list[RecordLine]:
        """Lines of the annex of one kind and one collection, in the order of their numbers."""
        return [
            line
            for line in self._by_number()
            if line.place == "annex" and line.kind == kind and self.collection(line) == collection
        ]

    def _by_number(self) -> list[RecordLine]:
        return sorted(self.record.lines, key=lambda line: natural(line.number))

    def options(self) -> list[RecordLine]:
        """The lines of the options in ballot order."""
        return [line for line in self.body() if self.collection(line) == "option"]

    def removed(self, line: RecordLine) -> bool:
        """True for the line of an option removed after the ballots were printed."""
        option = self.collection(line) == "option"
        return option and removed_in_record(self.record.constants, line.item)

    def acts_of(self, line: RecordLine) -> list[str]:
        """Numbers of the acts on a relation that speaks of this line before any other, or of one of
        its parts, in the order they were made.
        """
        found = [a for a in self.record.answers if a.number and a.key in self.formulas.book.checks]
        found.sort(key=lambda act: (act.minutes or 0, natural(act.number)))
        return [act.number for act in found if self._about(act.key) in (line.id, line.number)]

    def _about(self, relation: str) -> str:
        """The line a relation names first; of a part the number of the whole."""
        first = self.texts.form.by_id.get(first_name(self.formulas.book.checks[relation]))
        if first is None or first.place == "body":
            return first.id if first else ""
        return parent(first.number)

    @property
    def long_list(self) -> bool:
        """True when the options are too many for a row with the nominator each."""
        return len(self.record.options) > LONG_LIST

    def cells(self, extra: Sequence[RecordLine] = ()) -> int:
        """Cells for the digits of every line: 4, or as many as the longest figure needs, from 6."""
        return digit_cells(line.value for line in (*self.body(), *extra))

    def member(self, member_id: str) -> RecordMember:
        """The member of that id; StopIteration cannot happen in a record the domain built."""
        return next(member for member in self.record.members if member.id == member_id)


def of_record(
    record: Record, texts: Texts, document: str, title: str = "", *, draft: bool = False
) -> Sheet:
    """A sheet of the record; ``title`` is the key of its title's words."""
    head = Head(
        precinct=record.precinct,
        region=record.region,
        district=record.district,
        address=record.address,
        title=record.title,
        day=record.day,
        night=record.night,
        mode=record.mode,
        law_edition=record.law_edition,
        approved=record.form_approved,
        check_value=record.check_value(),
        election={},
        made=moment_of(record, texts),
    )
    sheet = Sheet(
        addressed=document in _ADDRESSED,
        head=head,
        texts=texts,
        document=document,
        title=NOTHING,
        draft=draft,
        members=record.members,
        record=record,
    )
    return replace(sheet, title=sheet.say(title)) if title else sheet


def moment_of(record: Record, texts: Texts) -> str:
    """The local time of the deed a record is of: signed, the results announced, Part I read out."""
    lines = (texts.form.role(role) for role in ("signed", "results_announced"))
    found = [record.value(line.id) for line in lines if line] + [record.announced]
    # A recount's deed is none of the first count, which the record still has the hours of.
    least = record.recount.minutes if record.recount else 0
    minutes = next((one for one in found if one is not None and one >= least), least or None)
    if minutes is None:
        return ""
    midnight = datetime.fromisoformat(record.day)
    return (midnight + timedelta(minutes=minutes)).isoformat()


def digit_cells(values: Iterable[int | None]) -> int:
    """Cells that every figure of one paper has."""
    digits = max((len(str(value)) for value in values if value is not None), default=1)
    return _CELLS if digits <= _CELLS else max(_MORE_CELLS, digits)


def total(lines: Sequence[RecordLine]) -> int | None:
    """The sum of counts; None while one is missing or where no words reach (drafts only)."""
    values = [line.value for line in lines if line.value is not None]
    return sum(values) if len(values) == len(lines) and sum(values) <= MAX_COUNT else None


def span(lines: Sequence[RecordLine]) -> str:
    """Numbers of the first and the last line: 3.1–3.5, or the only one."""
    first, last = lines[0].number, lines[-1].number
    return first if first == last else f"{first}–{last}"


def parent(number: str) -> str:
    """The number of the line a numbered part belongs to: 3 of 3.1, "" of 3."""
    return number.rpartition(".")[0]
