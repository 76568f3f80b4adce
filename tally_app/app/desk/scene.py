"""Where the user is: everything the desk needs beside the night itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

from tally_app.app.night.likely_causes import Likely
from tally_app.app.night.session import Session
from tally_app.app.papers.papers import Papers
from tally_app.app.view.address import PROTOCOL_PAPER, PaperName, SecondAddress
from tally_app.domain.form.form import Form, Line, Step
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.finish import Obstacle
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.state import ContestNight, Night
from tally_app.domain.values.times import clock
from tally_app.domain.values.wording import Wording, grouped

_Made = TypeVar("_Made")

#: What a contest's side of a night holds beside its entries.
_BESIDE_ENTRIES = tuple(one.name for one in fields(ContestNight) if one.name != "entries")


@dataclass(frozen=True, slots=True)
class Ear:
    """The bundle being counted: ballots per pile, and the pile of the last one."""

    open: bool = False
    totals: Mapping[str, int] = field(default_factory=dict)
    last: str = ""

    @property
    def ballots(self) -> int:
        """How many of the bundle were announced."""
        return sum(self.totals.values())

    def heard(self, pile: str) -> Ear:
        """One more ballot of a pile."""
        return replace(self, totals={**self.totals, pile: self.totals.get(pile, 0) + 1}, last=pile)

    def taken_back(self) -> Ear:
        """The last ballot was no such ballot; only one can be taken back."""
        if not self.last:
            return self
        left = {**self.totals, self.last: self.totals[self.last] - 1}
        return Ear(self.open, {pile: many for pile, many in left.items() if many})


@dataclass(frozen=True, slots=True)
class Pen:
    """A paper being copied from the screen: how many lines are ``done``, and who wrote last
    (``by``); what another one ``read`` back from the sheet, by line, and the lines whose ``words``
    were compared.
    """

    done: int = 0
    by: str = ""
    read: Mapping[int, str] = field(default_factory=dict)
    words: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a print that was asked for (``state`` of the window's ``print_done``), when,
    of which paper.
    """

    state: str
    time: str
    paper: PaperName


@dataclass(frozen=True, slots=True)
class Place:
    """Where the user is. ``drafts`` are texts being typed, not yet an event; ``unsaved`` are texts
    the disk refused: they stay in their fields and are tried again; ``held`` are texts, by contest
    and cell, that cannot be stored as they are: they stay until somebody mends them; ``reasons`` is
    the key of the warning whose ready answers are open, ``observer`` that of the finding whose
    words for observers are ("": the first one); ``finish_number`` and ``announce_time`` are texts
    of fields that are no lines, ``signing`` those of the statement that the protocol is signed;
    ``blank_read`` is what somebody reads from the hand-written blank, and ``blank_words`` whose
    words were compared; ``pen`` is how far the paper shown was copied from the screen, None while
    it is not; ``sent`` is what became of the last print; ``reader`` reads aloud,
    ``counting`` is the box whose ballots are being counted a second time, and ``kept_texts`` are
    texts of the second look, by their field, that became no event yet, with why.
    """

    contest: str
    step: str
    focus: str = ""
    drafts: Mapping[Cell, str] = field(default_factory=dict)
    unsaved: Mapping[Cell, str] = field(default_factory=dict)
    held: Mapping[tuple[str, Cell], str] = field(default_factory=dict)
    reasons: str = ""
    observer: str = ""
    announce_time: str = ""
    finish_number: str = ""
    refusal: str = ""
    paper: PaperName = PROTOCOL_PAPER
    ear: Ear = field(default_factory=Ear)
    reader: str = ""
    counting: str = ""
    signing: Mapping[str, str] = field(default_factory=dict)
    blank_read: Mapping[Cell, str] = field(default_factory=dict)
    blank_words: frozenset[Cell] = frozenset()
    pen: Pen | None = None
    sent: Sent | None = None
    kept_texts: Mapping[SecondAddress, tuple[str, str]] = field(default_factory=dict)

    @property
    def held_here(self) -> Mapping[Cell, str]:
        """The texts of this contest that wait to be mended."""
        return {
            cell: text for (contest, cell), text in self.held.items() if contest == self.contest
        }


@dataclass
class Kept:
    """Parts of the view before. While figures are typed and stored only drafts and entries change,
    and a part needs no second making while what it shows of them is the same.
    """

    of: tuple[object, ...] = ()
    parts: dict[object, tuple[object, Any]] = field(default_factory=dict)

    def part(self, name: object, of_figures: object, make: Callable[[], _Made]) -> _Made:
        """A part of the view; ``of_figures`` is all it shows of drafts, entries and the clock."""
        kept = self.parts.get(name)
        if kept is None or kept[0] != of_figures:
            kept = self.parts[name] = of_figures, make()
        made: _Made = kept[1]
        return made

    def only_for(self, *of: object) -> Kept:
        """The parts while everything but the figures is the same, none once it is not."""
        same = len(of) == len(self.of) and all(
            old is new or (isinstance(new, Place) and old == new)
            for old, new in zip(self.of, of, strict=True)
        )
        if not same:
            self.of = of
            self.parts.clear()
        return self


@dataclass(frozen=True)
class Scene:
    """One moment: the session, the place, the words, and the reckonings made for it when they are
    first asked for.

    ``now`` counts drafts only in fields that were left once before (quiet while a figure is typed
    for the first time); ``live`` counts every draft, for the running sums. ``before`` is what the
    view before left behind, ``likely`` explains what fails; ``faults`` are those of the program
    that kept parts of the view from being built.
    """

    session: Session
    papers: Papers
    place: Place
    wording: Wording
    wall: datetime
    before: Kept = field(default_factory=Kept)
    likely: Likely | None = None
    faults: list[str] = field(default_factory=list)
    _made: dict[object, Any] = field(default_factory=dict)

    @cached_property
    def now(self) -> Reckoning:
        """All relations without what is typed for the first time."""
        return self.session.reckoning(self.place.contest, self._left)

    @cached_property
    def live(self) -> Reckoning:
        """All relations with everything that is being typed."""
        typed = self._typed
        same = self._left == typed
        return self.now if same else self.session.reckoning(self.place.contest, typed)

    @cached_property
    def obstacles(self) -> tuple[Obstacle, ...]:
        """What keeps Finish closed; nothing while no page is shown."""
        return self.session.obstacles(self.place.contest) if self.place.step else ()

    @cached_property
    def kept(self) -> Kept:
        """The parts of the view before that still hold."""
        # The cursor goes from field to field with the figures, and no part of a view shows it.
        rest = replace(self.place, drafts={}, focus="")
        around = *_beside_figures(self.session.night), self.session.who
        return self.before.only_for(self.wording, self.now.bound, self.live.bound, rest, *around)

    @property
    def _typed(self) -> Mapping[Cell, str]:
        return {**self.place.held_here, **self.place.drafts}

    @property
    def _left(self) -> Mapping[Cell, str]:
        """What is being typed in fields that were left once before."""
        held, night, contest = self.place.held_here, self.session.night, self.place.contest
        return {
            cell: text
            for cell, text in self._typed.items()
            if cell in held or night.entry(contest, cell) is not None
        }

    def once(self, work: Callable[[Scene], _Made]) -> _Made:
        """What ``work`` makes of this scene, made when first asked for."""
        if work not in self._made:
            self._made[work] = work(self)
        made: _Made = self._made[work]
        return made

    @cached_property
    def night(self) -> Night:
        """The state of the night."""
        return self.session.night

    @cached_property
    def state(self) -> ContestNight:
        """The contest's side of the night."""
        return self.night.contests[self.place.contest]

    @cached_property
    def form(self) -> Form:
        """The contest's form."""
        return self.night.form(self.place.contest)

    @cached_property
    def step(self) -> Step:
        """The step whose page is shown."""
        return self.form.step(self.place.step)


def _beside_figures(night: Night) -> tuple[object, ...]:
    """All that a night holds beside its figures: a figure that is stored leaves it as it was."""
    contests = night.contests.values()
    return (
        night.program,
        *(night.rules, night.persons, night.items, night.documents, night.exercise, night.settled),
        *(getattr(contest, name) for contest in contests for name in _BESIDE_ENTRIES),
    )


def shown_value(line: Line, value: int | None) -> str:
    """A value as the window writes it: digits grouped, times as hh:mm, nothing as nothing."""
    if value is None:
        return ""
    return clock(value) if line.kind == "time" else grouped(value)
