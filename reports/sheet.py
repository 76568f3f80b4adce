"""What every printed document asks of its record and of the words, in the two printed languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from reports.fonts import bold, regular
from reports.layout import set_lines, set_prose
from reports.pen import Line
from tally_app.domain import dates
from tally_app.domain.counts import MAX_COUNT
from tally_app.domain.form import Line as FormLine
from tally_app.domain.form import Words
from tally_app.domain.record import Record, RecordLine, RecordMember
from tally_app.domain.reprint import RecordFormulas
from tally_app.domain.wording import Texts

#: More options than this make a long list.
LONG_LIST: Final = 12
#: Cells for a figure: a precinct has up to 9,999 of anything; a sum abroad may need more.
_CELLS: Final = 4
_MORE_CELLS: Final = 6

_KK: Final = "kk"
_RU: Final = "ru"
#: A middle dot and a gap, wider than a space; lines may break beside them.
DOT: Final = " \u00a0·\u00a0 "
WIDE: Final = "\u00a0\u00a0 "
_CHUNKS: Final = re.compile(r"\d+|\D+")


class Pair(NamedTuple):
    """One text in both printed languages: the state language first."""

    kk: str
    ru: str

    def each(self, change: Callable[[str], str]) -> Pair:
        """Both texts changed in the same way."""
        return Pair(change(self.kk), change(self.ru))

    def plus(self, other: Pair, between: str = " ") -> Pair:
        """Two pairs, language by language; an empty text brings no ``between``."""
        joined = (between.join(filter(None, texts)) for texts in zip(self, other, strict=True))
        return Pair(*joined)

    def lines(self, size: float, width: float) -> list[Line]:
        """Kazakh in Bold above Russian in Regular, balanced to ``width`` millimetres."""
        return [
            *set_lines(self.kk, bold(size), width),
            *set_lines(self.ru, regular(size), width),
        ]

    def prose(self, size: float, width: float) -> list[Line]:
        """The same for sentences, in full lines."""
        return [
            *set_prose(self.kk, bold(size), width),
            *set_prose(self.ru, regular(size), width),
        ]

    @property
    def dotted(self) -> str:
        """Both on one line."""
        return DOT.join(filter(None, self))


NOTHING: Final = Pair("", "")


def natural(number: str) -> list[tuple[int, int, str]]:
    """Sorting key of line numbers: 2 before 10, 5.9 before 5.10, lines without a number last."""
    chunks = _CHUNKS.findall(number) or ["~"]
    return [(0, int(c), "") if c.isdigit() else (1, 0, c) for c in chunks]


@dataclass(frozen=True)
class Sheet:
    """One document being printed. ``document`` chooses the words of its footer."""

    record: Record
    texts: Texts
    document: str
    title: Pair
    draft: bool = False

    @property
    def training(self) -> bool:
        """True for everything that is not an official night."""
        return self.record.mode != "official"

    @cached_property
    def warnings(self) -> tuple[Pair, ...]:
        """The words of band and outline letters; the first is the stronger."""
        named = [key for key, on in (("draft", self.draft), ("training", self.training)) if on]
        return tuple(self.say(f"mark.{key}") for key in named)

    @cached_property
    def formulas(self) -> RecordFormulas:
        """Writes relations with the record's figures."""
        return RecordFormulas(self.record, self.texts.form, self.texts.wordings)

    def say(self, key: str, **arguments: object) -> Pair:
        """A text the form gives under ``key``, or else the catalogue under ``paper.key``."""
        own = self.texts.form.texts.get(key)
        if own is None:
            found = [self.texts[lang](f"paper.{key}", **arguments) for lang in (_KK, _RU)]
            return Pair(*found)
        pair = self.own(own)
        return pair.each(lambda text: text.format(**arguments)) if arguments else pair

    def has(self, key: str) -> bool:
        """True when form or catalogue has a text for ``key``."""
        return key in self.texts.form.texts or self.texts[_KK].has(f"paper.{key}")

    def named(self, kind: str, name: str) -> Pair:
        """The words for a name the record uses (an office, a state); the name where it has none."""
        key = f"{kind}.{name}"
        return self.say(key) if self.has(key) else Pair(name, "")

    @property
    def signing(self) -> str:
        """Id of the line that holds the time of signing, "" where the form has none."""
        line = self.texts.form.role("signed")
        return line.id if line else ""

    def own(self, words: Words) -> Pair:
        """Words of the form, the election or the record."""
        return Pair(self.texts[_KK].pick(words), self.texts[_RU].pick(words))

    def day(self) -> Pair:
        """The election day in full."""
        when = date.fromisoformat(self.record.day)
        return Pair(dates.in_full(when, _KK), dates.in_full(when, _RU))

    def moment(self, minutes: int, *, year: bool = True) -> Pair:
        """Date and time of a record's minutes."""
        day = self.record.day
        return Pair(*(dates.moment(day, minutes, lang, year=year) for lang in (_KK, _RU)))

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

    @property
    def long_list(self) -> bool:
        """True when the options are too many for a row with the nominator each."""
        return len(self.record.options) > LONG_LIST

    def cells(self, extra: Sequence[RecordLine] = ()) -> int:
        """Cells for the digits of every line: 4, or as many as the longest figure needs, from 6."""
        lines = (*self.body(), *extra)
        digits = max((len(str(x.value)) for x in lines if x.value is not None), default=1)
        return _CELLS if digits <= _CELLS else max(_MORE_CELLS, digits)

    def member(self, member_id: str) -> RecordMember:
        """The member of that id; StopIteration cannot happen in a record the domain built."""
        return next(member for member in self.record.members if member.id == member_id)


def total(lines: Sequence[RecordLine]) -> int | None:
    """The sum of counts; None while one is missing or where no words reach (drafts only)."""
    values = [line.value for line in lines if line.value is not None]
    return sum(values) if len(values) == len(lines) and sum(values) <= MAX_COUNT else None


def capital(text: str) -> str:
    """``text`` with a capital first letter."""
    return text[:1].upper() + text[1:]


def full_stop(text: str) -> str:
    """A sentence with its full stop; nothing stays nothing."""
    return text if not text or text.endswith((".", "!", "?")) else text + "."


def groups_of_four(digits: str) -> str:
    """Decimal digits in groups of four."""
    return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))


def span(lines: Sequence[RecordLine]) -> str:
    """Numbers of the first and the last line: 3.1–3.5, or the only one."""
    first, last = lines[0].number, lines[-1].number
    return first if first == last else f"{first}–{last}"


def parent(number: str) -> str:
    """The number of the line a numbered part belongs to: 3 of 3.1, "" of 3."""
    return number.rpartition(".")[0]
