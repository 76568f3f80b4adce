"""What a room of people missed, out of the codes they read to the trainer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from tally_app.app.training.codes import ExerciseCode
from tally_app.domain.causes.planting import KINDS
from tally_app.domain.values.handout import Handout, HandoutHeading, HandoutTable, HandoutText, same
from tally_app.domain.values.languages import STATE_LANGUAGES
from tally_app.domain.values.wording import Wording
from tally_app.domain.values.words import Words


@dataclass(frozen=True, slots=True)
class Room:
    """The codes in the order they were read; the first one is place 1."""

    codes: tuple[ExerciseCode, ...]

    @property
    def planted(self) -> int:
        """How many faults there were at all places."""
        return sum(len(code.planted) for code in self.codes)

    @property
    def missed(self) -> int:
        """How many of them were still there in the end."""
        return sum(len(code.missed) for code in self.codes)

    @property
    def minutes(self) -> int:
        """The middle one of all times."""
        return round(median(code.minutes for code in self.codes))

    def by_kind(self) -> list[tuple[str, int, int]]:
        """Kinds with how often they were planted and missed, the most missed first."""
        counted = [
            (
                kind,
                sum(kind in code.planted for code in self.codes),
                sum(kind in code.missed for code in self.codes),
            )
            for kind in KINDS
        ]
        return sorted((one for one in counted if one[1]), key=lambda one: -one[2])

    def again(self) -> int:
        """The exercise to take next: the one after the last that was done."""
        return max(code.number for code in self.codes) + 1


def sheet(room: Room, form: Words, wordings: Mapping[str, Wording]) -> Handout:
    """The trainer's sheet: by place, by kind of fault, what to repeat."""
    say = _Saying(wordings)
    places = say.both("places", count=len(room.codes))
    seen = room.planted - room.missed
    every = say.both("planted_all", planted=room.planted, seen=seen, missed=room.missed)
    return Handout(
        say.both("title"),
        {x: f"{form[x]} · {places[x]}" for x in STATE_LANGUAGES},
        (
            HandoutText(every),
            HandoutHeading(say.both("by_place")),
            _by_place(room, say),
            HandoutHeading(say.both("by_kind")),
            _by_kind(room, say),
            HandoutHeading(say.both("repeat")),
            HandoutText(_repeat(room, say)),
        ),
        say.both("foot"),
        STATE_LANGUAGES,
        training=say.both("band"),
    )


@dataclass(frozen=True, slots=True)
class _Saying:
    """The words of the sheet in the languages it is printed in."""

    wordings: Mapping[str, Wording]

    def both(self, key: str, **said: object) -> Words:
        return {x: self.wordings[x](f"training.room.{key}", **said) for x in STATE_LANGUAGES}

    def faults(self, kinds: Sequence[str]) -> Words:
        """Kinds of fault one after the other, a dash for none."""
        return {
            x: "; ".join(self.wordings[x](f"training.fault.{kind}") for kind in kinds) or "–"
            for x in STATE_LANGUAGES
        }

    def heads(self, *named: tuple[str, float]) -> tuple[tuple[Words, float], ...]:
        return tuple((self.both(name), share) for name, share in named)


def _by_place(room: Room, say: _Saying) -> HandoutTable:
    rows = [
        (
            same(str(at)),
            same(str(code.number)),
            same(str(code.minutes)),
            _equal(len(code.planted) - len(code.missed)),
            _equal(len(code.missed)),
            say.faults(code.missed),
        )
        for at, code in enumerate(room.codes, 1)
    ]
    middle = say.both("middle", minutes=room.minutes)
    seen = _equal(room.planted - room.missed)
    rows.append((same("Σ"), same(""), middle, seen, _equal(room.missed), same("")))
    heads = say.heads(
        ("place", 9), ("exercise", 13), ("minutes", 15), ("seen", 13), ("missed", 13), ("what", 37)
    )
    return HandoutTable(heads, tuple(rows), frozenset({len(rows) - 1}))


def _by_kind(room: Room, say: _Saying) -> HandoutTable:
    rows = tuple(
        (
            say.faults([kind]),
            _equal(planted),
            _equal(planted - missed),
            _equal(missed),
            same(f"{planted - missed} / {planted}"),
        )
        for kind, planted, missed in room.by_kind()
    )
    heads = say.heads(("kind", 34), ("planted", 14), ("seen", 14), ("missed", 14), ("of_all", 24))
    return HandoutTable(heads, rows)


def _repeat(room: Room, say: _Saying) -> Words:
    """The kinds that were missed most, and which exercise comes next."""
    worst = say.faults([kind for kind, _planted, missed in room.by_kind()[:2] if missed])
    if not room.missed:
        return say.both("none_missed")
    number = room.again()
    return {x: say.both("repeat_says", faults=worst[x], number=number)[x] for x in STATE_LANGUAGES}


def _equal(count: int) -> Words:
    return same(f"= {count} =")
