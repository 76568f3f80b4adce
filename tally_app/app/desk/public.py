"""The view for the room: what is done now and what was announced. No figure before its hour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tally_app.app.desk.scene import Scene, shown_value
from tally_app.app.view.desk import Header
from tally_app.app.view.public import PublicView
from tally_app.domain.form.form import Line
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.naming import item_name, items_of, line_number

#: Votes are counted for the rows of this collection: they have a bar.
_OPTION: Final = "option"
_FULL: Final = 1000


def public_view(scene: Scene, header: Header) -> PublicView:
    """Read only. What is being typed is never in it: only stored figures of announced lines."""
    announced = tuple(_announced(scene))
    lines = tuple(
        (number, name, shown_value(line, value)) for line, number, name, value in announced
    )
    votes = [value if line.collection == _OPTION else 0 for line, _, _, value in announced]
    longest = max(votes, default=0)
    return PublicView(
        head=(header.precinct, header.contest),
        step=scene.wording.pick(scene.step.title),
        clock=(header.clock_caption, header.clock_used),
        lines=lines,
        note="" if lines else scene.wording("public.nothing_yet"),
        bars=tuple(_FULL * one // longest if longest else 0 for one in votes),
    )


def _announced(scene: Scene) -> Iterator[tuple[Line, str, str, int]]:
    """Each line of the protocol that was announced: its number, its name, its figure."""
    night, contest = scene.night, scene.place.contest
    stored = scene.session.reckoning(contest)
    results = _results_announced(scene)
    part_one = any(done.record is not None for done in scene.state.confirmed.values())
    for line in scene.form.lines:
        if line.place != "body" or not _may_be_seen(line, results=results, part_one=part_one):
            continue
        for item in items_of(night, contest, line):
            value = stored.value(Cell(line.id, item))
            if value is None:
                continue
            named = item_name(night, contest, line.collection, item, scene.wording) if item else ""
            number = line_number(night, contest, line, item)
            yield line, number, named or scene.wording.pick(line.label), value


def _may_be_seen(line: Line, *, results: bool, part_one: bool) -> bool:
    return part_one if line.part_one else results


def _results_announced(scene: Scene) -> bool:
    """The hour of the announcement stands; of a recount it stands for the count before."""
    line = scene.form.role("results_announced")
    entry = scene.night.entry(scene.place.contest, Cell(line.id)) if line is not None else None
    said = entry is not None and entry.value is not None
    return said and (not scene.state.recounts or scene.state.finish is not None)
