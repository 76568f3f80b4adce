"""What every page of every paper says of itself, in the two printed languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from reports.drawing.fonts import Face, bold, regular
from reports.drawing.layout import PORTRAIT, Page, set_lines, set_prose
from reports.drawing.pen import FIRST, SECOND, Line
from tally_app.domain.record.record import RecordMember
from tally_app.domain.record.texts import Texts
from tally_app.domain.values import dates
from tally_app.domain.values.words import Words

_KK: Final = FIRST
_RU: Final = SECOND
#: A middle dot and a gap, wider than a space; lines may break beside them.
DOT: Final = " \u00a0·\u00a0 "
WIDE: Final = "\u00a0\u00a0 "


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

    def noted(self, note: Pair) -> Pair:
        """Each text with a note in brackets."""
        return Pair(*(f"{text} ({more})" for text, more in zip(self, note, strict=True)))

    def once(self) -> Pair:
        """A text that is the same in both languages is said once."""
        return Pair(self.kk, "") if self.kk == self.ru else self

    def lines(self, size: float, width: float) -> list[Line]:
        """Kazakh in Bold above Russian in Regular, balanced to ``width`` millimetres."""
        return [
            *set_lines(self.kk, bold(size), width),
            *set_lines(self.ru, regular(size), width, SECOND),
        ]

    def prose(self, size: float, width: float) -> list[Line]:
        """The same for sentences, in full lines."""
        return [
            *set_prose(self.kk, bold(size), width),
            *set_prose(self.ru, regular(size), width, SECOND),
        ]

    def faced(self, size: float) -> list[Line]:
        """The same in one line each, whatever their width."""
        return [Line(bold(size), self.kk), Line(regular(size), self.ru, SECOND)]

    def on_line(self, face: Face) -> Line:
        """Both on one line of one face."""
        if not self.kk:
            return Line(face, self.ru, SECOND)
        turn = len(self.kk + DOT) if self.ru else 0
        return Line(face, self.dotted, SECOND if turn else FIRST, turn)

    def spread(self, face: Face, width: float, between: str = DOT) -> list[Line]:
        """Both one after the other in balanced lines of one face."""
        whole = set_lines(between.join(filter(None, self)), face, width)
        lines = whole if self.kk else [replace(line, lang=SECOND) for line in whole]
        for index, line in enumerate(lines if all(self) else []):
            turn = line.text.find(between.strip()) + 1
            if turn:
                after = [replace(one, lang=SECOND) for one in lines[index + 1 :]]
                ends = turn == len(line.text)
                here = line if ends else replace(line, lang=SECOND, turn=turn)
                return [*lines[:index], here, *after]
        return lines

    @property
    def dotted(self) -> str:
        """Both on one line."""
        return DOT.join(filter(None, self))


NOTHING: Final = Pair("", "")


@dataclass(frozen=True, slots=True)
class Head:
    """Where a paper belongs. ``title`` is the ballot or, for a paper of the day, the election.

    ``election`` is said above a ballot's title where the two differ. ``made``: the local time of
    the deed, "" where none is recorded. Without a ``check_value`` the
    footer says that the paper is filled in by hand.
    """

    precinct: str
    region: Words
    district: Words
    address: Words
    title: Words
    day: str
    night: str
    mode: str
    law_edition: str
    approved: bool
    check_value: str
    election: Words
    made: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """The certified copy that pages belong to: its number and when it was handed out."""

    number: str
    time: Pair


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One paper being printed. ``document`` chooses the words beside its check value.

    ``as_found``: figures of a file that fails the check, and then a draft for ever.
    ``by_hand``: a blank form, whose figures are written. ``copy``: pages of a certified copy.
    ``members`` are those whose initials the pages may ask for. ``addressed``: a paper of the
    commission, which names its author and the commission it goes to. ``alone``: what running heads
    call it where the title has no room. ``from_higher``: the commission above makes it.
    """

    head: Head
    texts: Texts
    document: str
    title: Pair
    draft: bool = False
    as_found: bool = False
    by_hand: bool = False
    copy: Copy | None = None
    page: Page = PORTRAIT
    members: tuple[RecordMember, ...] = ()
    addressed: bool = False
    alone: Pair = NOTHING
    from_higher: bool = False

    @property
    def training(self) -> bool:
        """True for everything that is not an official night."""
        return self.head.mode != "official"

    @cached_property
    def warnings(self) -> tuple[Pair, ...]:
        """The words of band and outline letters; the first is the stronger."""
        marks = (
            ("as_found", self.as_found),
            ("draft", self.draft),
            ("training", self.training),
        )
        named = [key for key, on in marks if on]
        return tuple(self.say(f"mark.{key}") for key in named)

    def instead_of_signature(self) -> Pair:
        """What stands in place of ink in training and in copies, or nothing. A copy is made of a
        protocol recorded as signed; of its seal nothing is recorded, so nothing is said of it.
        """
        if self.training:
            return self.say("mark.training")
        return self.say("copy.signed") if self.copy else NOTHING

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

    def own(self, words: Words) -> Pair:
        """Words of the form, the election or the record."""
        return Pair(self.texts[_KK].pick(words), self.texts[_RU].pick(words))

    def day(self) -> Pair:
        """The election day in full."""
        when = date.fromisoformat(self.head.day)
        return Pair(dates.in_full(when, _KK), dates.in_full(when, _RU))

    def moment(self, minutes: int, *, year: bool = True) -> Pair:
        """Date and time of minutes from the midnight that begins the election day."""
        day = self.head.day
        return Pair(*(dates.moment(day, minutes, lang, year=year) for lang in (_KK, _RU)))

    def author(self) -> Pair:
        """Which commission made this paper."""
        if self.from_higher:
            to = self.own(self.texts.addressee)
            return Pair(*(self.say("given_by", by=said)[i] for i, said in enumerate(to)))
        return self.say("author", number=self.head.precinct)

    def addressee(self) -> Pair:
        """Which commission it goes to, nothing where that is not known."""
        to = self.own(self.texts.addressee)
        if self.from_higher:
            return self.say("given_to", number=self.head.precinct)
        if not any(to):
            return NOTHING
        return Pair(*(self.say("addressee", to=said)[i] for i, said in enumerate(to)))

    def number(self) -> Pair:
        """The precinct by its number."""
        return self.say("precinct_number", number=self.head.precinct)


def capital(text: str) -> str:
    """``text`` with a capital first letter."""
    return text[:1].upper() + text[1:]


def full_stop(text: str) -> str:
    """A sentence with its full stop; nothing stays nothing."""
    return text if not text or text.endswith((".", "!", "?")) else text + "."


def glued(digits: str) -> str:
    """Groups of digits that stay on one line."""
    return digits.replace(" ", "\u00a0")


def groups_of_four(digits: str) -> str:
    """Decimal digits in groups of four."""
    return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))
