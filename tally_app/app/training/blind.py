"""The map of blind spots of a form: which slips only a second person sees, for whoever trains."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tally_app.app.night.replay import play, stage_script
from tally_app.app.night.session import Session
from tally_app.app.papers.form_papers import Author
from tally_app.app.training.evenings import Evening
from tally_app.domain.causes.blind_spots import (
    OF_ONE,
    OF_SEVERAL,
    BlindSpot,
    BlindSpots,
    Often,
    look,
)
from tally_app.domain.causes.likely import typed_order
from tally_app.domain.causes.sound_nights import sound_nights
from tally_app.domain.causes.unbalanced import Unbalanced
from tally_app.domain.form.layout import Cell
from tally_app.domain.form.papers import Paper
from tally_app.domain.night.naming import item_name, line_number
from tally_app.domain.record.document import Document, Grid, Prose, same
from tally_app.domain.values.wording import Wording
from tally_app.domain.values.words import Words

#: Lines of which somebody must look at the paper again, by how often nothing fails.
_SECOND: Final = (Often.ALWAYS, Often.MOSTLY)
_HUNDRED: Final = 100

#: Wraps the nights, so that somebody is told how far it came.
Watch = Callable[[Iterable[Sequence[int | None]]], Iterable[Sequence[int | None]]]


class NotSoundError(Exception):
    """The evening that is played has findings of its own."""


@dataclass(frozen=True)
class BlindMap:
    """The spots of one contest's form, and the night whose lines they are."""

    session: Session
    contest: str
    spots: BlindSpots
    seed: int

    def name(self, cell: Cell, words: Wording) -> str:
        """A line by its number and its short name."""
        night, form = self.session.night, self.session.night.form(self.contest)
        line = form.line(cell.line)
        item = item_name(night, self.contest, line.collection, cell.item, words)
        label = item or words.pick(line.short or line.label)
        if item and not cell.line.startswith("option."):
            label = f"{words.pick(line.short or line.label)}, {item}"
        number = line_number(night, self.contest, line, cell.item)
        return f"{number} {label}".strip()

    def lines(self) -> dict[Cell, dict[str, BlindSpot]]:
        """The slips of one line, by line and kind."""
        found: dict[Cell, dict[str, BlindSpot]] = {}
        for spot in self.spots.found():
            if spot.kind in OF_ONE:
                found.setdefault(spot.cells[0], {})[spot.kind] = spot
        return found

    def several(self) -> list[BlindSpot]:
        """The slips over several lines that are not always noticed, the blindest first."""
        some = [x for x in self.spots.found() if x.kind in OF_SEVERAL and x.passed]
        return sorted(some, key=lambda spot: -spot.share)

    def for_a_second_person(self) -> list[Cell]:
        """Lines in which a slip passes in most nights."""
        return [
            cell
            for cell, of in self.lines().items()
            if any(spot.often in _SECOND for spot in of.values())
        ]


def blind_map(evening: Evening, nights: int, seed: int, watch: Watch) -> BlindMap:
    """The map over so many sound nights. NotSoundError where the evening itself has findings."""
    with TemporaryDirectory() as folder:
        session, wall = stage_script(evening.script, Path(folder) / "night", evening.library)
        try:
            for _ in play(session, evening.script, wall):
                pass
            contest = next(iter(session.night.contests))
            reckoning = session.reckoning(contest)
        finally:
            session.close()
    bound, order = reckoning.bound, typed_order(reckoning.bound)
    if not Unbalanced(bound, reckoning.figures, order).quiet:
        raise NotSoundError(evening.script.id)
    found = islice(sound_nights(bound, reckoning.figures, order, seed), nights)
    return BlindMap(session, contest, look(bound, watch(found), order, seed), seed)


def percent(spot: BlindSpot | None) -> str:
    """The share of nights in which nothing fails, in whole percent; "" where nothing was tried."""
    if spot is None:
        return ""
    shown = round(_HUNDRED * spot.share)
    return f"{min(max(shown, 1), _HUNDRED - 1) if 0 < spot.passed < spot.made else shown}"


def page(found: BlindMap, wordings: Mapping[str, Wording]) -> Document:
    """A page for the trainer, in the languages of the state."""
    author = _Page(found.session, found.contest, wordings)
    head = author.write(Paper("blind", "contest", "", title={}, subtitle={}, blocks=()))
    return replace(
        head,
        title=author.each(lambda words: words("blind.title")),
        subtitle=author.each(lambda words: says(found, words)),
        blocks=tuple(author.blocks(found)),
        night="",
        made="",
        journal_head="",
        precinct="",
        region={},
        district={},
        address={},
    )


def says(found: BlindMap, words: Wording) -> str:
    """How the map was made, in one sentence."""
    return words("blind.made", nights=found.spots.nights, seed=found.seed)


class _Page(Author):
    """Writes the page."""

    def blocks(self, found: BlindMap) -> Iterator[Prose | Grid]:
        """What it is for, the lines with their slips, the neighbours."""
        yield Prose(self.each(lambda words: words("blind.says")))
        kinds = [self._words(f"training.fault.{kind}") for kind in OF_ONE]
        rows = tuple(
            (self._cell(found, cell), *(same(percent(of.get(kind))) for kind in OF_ONE))
            for cell, of in found.lines().items()
        )
        heads = (self._words("blind.line"), *kinds)
        numeric = tuple(range(1, len(heads)))
        yield Grid(heads, rows, self._words("blind.lines"), numeric)
        several = tuple(
            (
                self.each(partial(lines_said, found, spot)),
                self._words(f"training.fault.{spot.kind}"),
                same(percent(spot)),
            )
            for spot in found.several()
        )
        if several:
            heads = tuple(self._words(f"blind.{key}") for key in ("lines_of", "slip", "share"))
            yield Grid(heads, several, self._words("blind.several"), (2,))

    def _cell(self, found: BlindMap, cell: Cell) -> Words:
        return self.each(lambda words: found.name(cell, words))

    def _words(self, key: str) -> Words:
        return self.each(lambda words: words(key))


def lines_said(found: BlindMap, spot: BlindSpot, words: Wording) -> str:
    """The lines of a slip, one after another."""
    return " – ".join(found.name(cell, words) for cell in (spot.cells[0], spot.cells[-1]))
