"""What a room of people missed, out of the codes they read to the trainer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median, mode
from typing import Final

from tally_app.app.training.codes import ExerciseCode, fault_of, read_code
from tally_app.domain.causes.planting import KINDS
from tally_app.domain.values.handout import Handout, HandoutHeading, HandoutTable, HandoutText, same
from tally_app.domain.values.languages import STATE_LANGUAGES
from tally_app.domain.values.wording import Wording
from tally_app.domain.values.words import Words

#: How many codes a room has at most.
MOST: Final = 30


@dataclass(frozen=True, slots=True)
class WrongCode:
    """A code that counts for nothing: its ``place``, the ``text`` as it was typed, which ``fault``
    it has and what the words of the fault need.
    """

    place: int
    text: str
    fault: str
    said: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Again:
    """The exercise a room should do next. ``known``: it is new to the room and has what was missed
    most in it; else it is one that was done.
    """

    number: int
    known: bool


@dataclass(frozen=True, slots=True)
class Room:
    """The codes by their place: the line they stand in, from 1. All are of one form."""

    codes: Mapping[int, ExerciseCode]

    @property
    def form(self) -> int:
        """The mark of their form."""
        return next(code.form for code in self.codes.values())

    @property
    def alike(self) -> list[tuple[int, ...]]:
        """Places whose codes are the same to the sign: one may have been read twice."""
        found: dict[ExerciseCode, tuple[int, ...]] = {}
        for place, code in self.codes.items():
            found[code] = (*found.get(code, ()), place)
        return [places for places in found.values() if len(places) > 1]

    @property
    def planted(self) -> int:
        """How many faults there were at all places."""
        return sum(len(code.planted) for code in self.codes.values())

    @property
    def missed(self) -> int:
        """How many of them were still there in the end."""
        return sum(len(code.missed) for code in self.codes.values())

    @property
    def minutes(self) -> int:
        """The middle one of all times."""
        return round(median(code.minutes for code in self.codes.values()))

    def by_kind(self) -> list[tuple[str, int, int]]:
        """Kinds with how often they were planted and missed, the most missed first."""
        counted = [
            (
                kind,
                sum(kind in code.planted for code in self.codes.values()),
                sum(kind in code.missed for code in self.codes.values()),
            )
            for kind in KINDS
        ]
        return sorted((one for one in counted if one[1]), key=lambda one: -one[2])


def read_room(texts: Sequence[str]) -> tuple[Room, tuple[WrongCode, ...]]:
    """The room of codes as they were typed, and those that count for nothing: one that cannot be
    read, is of another form than most, or comes after the thirtieth. An empty text is no code.
    """
    codes, wrong = dict[int, ExerciseCode](), list[WrongCode]()
    typed = [(place, text) for place, text in enumerate(texts, 1) if text.strip()]
    for count, (place, text) in enumerate(typed, 1):
        code = read_code(text)
        if count > MOST:
            wrong.append(WrongCode(place, text, "many", {"most": MOST}))
        elif code is None:
            wrong.append(WrongCode(place, text, *fault_of(text)))
        else:
            codes[place] = code
    form = mode(code.form for code in codes.values()) if codes else 0
    for place in [place for place, code in codes.items() if code.form != form]:
        del codes[place]
        wrong.append(WrongCode(place, texts[place - 1], "form", {}))
    return Room(codes), tuple(sorted(wrong, key=lambda one: one.place))


def wrong_words(wrong: WrongCode, words: Wording) -> str:
    """What is wrong with a code, and what to do."""
    return words(f"training.room.wrong.{wrong.fault}", **wrong.said)


def result_words(room: Room, words: Wording) -> str:
    """How many faults there were, how many were noticed and missed."""
    seen = room.planted - room.missed
    return words("training.room.planted_all", planted=room.planted, seen=seen, missed=room.missed)


def repeat_words(room: Room, again: Again, words: Wording) -> str:
    """The kinds that were missed most, and which exercise comes next."""
    key = "training.room.next" if again.known else "training.room.same"
    next_one = words(key, number=again.number)
    worst = [kind for kind, _planted, missed in room.by_kind()[:2] if missed]
    if not worst:
        return f"{words('training.room.none_missed')} {next_one}"
    said = words("training.room.repeat_says", faults=faults_words(worst, words))
    return f"{said} {next_one}"


def faults_words(kinds: Sequence[str], words: Wording) -> str:
    """Kinds of fault one after the other, a dash for none."""
    return "; ".join(words(f"training.fault.{kind}") for kind in kinds) or "–"


def sheet(room: Room, form: Words, again: Again, wordings: Mapping[str, Wording]) -> Handout:
    """The trainer's sheet: by place, by kind of fault, what to repeat."""
    say = _Saying(wordings)
    places = say.both("places", count=len(room.codes))
    return Handout(
        say.both("title"),
        {x: f"{form.get(x) or next(iter(form.values()))} · {places[x]}" for x in STATE_LANGUAGES},
        (
            HandoutText({x: result_words(room, wordings[x]) for x in STATE_LANGUAGES}),
            HandoutHeading(say.both("by_place")),
            _by_place(room, say),
            HandoutHeading(say.both("by_kind")),
            _by_kind(room, say),
            HandoutHeading(say.both("repeat")),
            HandoutText({x: repeat_words(room, again, wordings[x]) for x in STATE_LANGUAGES}),
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
        return {x: faults_words(kinds, self.wordings[x]) for x in STATE_LANGUAGES}

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
        for at, code in room.codes.items()
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


def _equal(count: int) -> Words:
    return same(f"= {count} =")
