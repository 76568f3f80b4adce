"""The lines of a paper that is copied from the screen: those of the paper that would be printed;
what is left empty there is left empty here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tally_app.app.desk.evening.blank import shown_cells
from tally_app.app.desk.scene import Scene
from tally_app.app.papers.offering import PART_ONE
from tally_app.app.view.address import PaperName
from tally_app.domain.record.document import Detail, Details, Document, Grid, Labels, Prose, Signers
from tally_app.domain.values.dates import in_full, on_day
from tally_app.domain.values.languages import STATE_LANGUAGES
from tally_app.domain.values.words import Words

#: Where what is not known yet is written in by hand.
_GAP = "________"


@dataclass(frozen=True, slots=True)
class PaperLine:
    """What stands in one line of the paper, with its count if it has one."""

    text: Words
    figure: int | None = None


def lines_of(scene: Scene, name: PaperName) -> Sequence[PaperLine]:
    """All lines of a paper, made once a moment of the night."""
    return scene.kept.part(("pen", name), scene.night.head, lambda: _made(scene, name))


def _made(scene: Scene, name: PaperName) -> list[PaperLine]:
    if name == PART_ONE:
        return list(_of_part_one(scene))
    contest = scene.place.contest
    return list(_of_document(scene, scene.papers.document(scene.session, contest, name)))


def _of_part_one(scene: Scene) -> Iterator[PaperLine]:
    night, contest = scene.night, scene.place.contest
    precinct = night.precinct
    yield from _head(scene, str(precinct.number), precinct.district,
                     night.rules.contest(contest).name)  # fmt: skip
    yield PaperLine(_each(scene, "pen.part_one"))
    for text, figure in shown_cells(scene, part_one=True):
        yield PaperLine(text, figure)
    yield from (PaperLine(_signature(scene, one.name)) for one in night.persons)


def _of_document(scene: Scene, paper: Document) -> Iterator[PaperLine]:
    yield from _head(scene, paper.precinct, paper.district, paper.contest or paper.election)
    number = f" № {paper.number}" if paper.number else ""
    yield PaperLine({code: f"{text}{number}" for code, text in paper.title.items()})
    for block in paper.blocks:
        title = getattr(block, "title", {})
        if any(title.values()):
            yield PaperLine(title)
        match block:
            case Prose():
                yield PaperLine(block.text)
            case Details():
                yield from map(_detail, block.rows)
            case Grid():
                yield from _grid(block)
            case Signers():
                yield from (PaperLine(_signature(scene, one.name)) for one in block.rows)
            case Labels():
                for label in block.labels:
                    yield PaperLine(label.title)
                    yield from map(_detail, label.rows)


def _head(scene: Scene, number: str, district: Words, title: Words) -> Iterator[PaperLine]:
    """Whose paper it is: precinct, district, ballot, day."""
    day = scene.night.rules.election.day
    said = scene.papers.wordings
    yield PaperLine({code: ", ".join(filter(None, (said[code]("header.precinct", number=number),
                                               district.get(code, ""))))
                 for code in STATE_LANGUAGES})  # fmt: skip
    yield PaperLine({code: f"{title.get(code, '')}, {in_full(on_day(day, 0), code)}"
                 for code in STATE_LANGUAGES})  # fmt: skip


def _detail(row: Detail) -> PaperLine:
    number = f"{row.number} " if row.number else ""
    if row.figure is not None:
        return PaperLine({code: f"{number}{text}" for code, text in row.label.items()}, row.figure)
    said = row.text or {}
    return PaperLine({code: f"{number}{text}: {said.get(code) or _GAP}"
                  for code, text in row.label.items()})  # fmt: skip


def _grid(block: Grid) -> Iterator[PaperLine]:
    """A row is a line: its cells one after the other, each after the head of its column."""
    empty: tuple[Words, ...] = tuple({} for _ in block.heads)
    for row in (*block.rows, *([empty] if block.empty else []), block.total):
        gap = _GAP if block.kind == "form" or row is empty else ""
        said: dict[str, str] = {}
        for code in STATE_LANGUAGES:
            cells = zip(block.heads, row, strict=False)
            parts = (_cell(head.get(code, ""), cell.get(code, "") or gap) for head, cell in cells)
            said[code] = "; ".join(part for part in parts if part)
        if any(said.values()):
            yield PaperLine(said)


def _cell(head: str, text: str) -> str:
    return f"{head}: {text}" if head and text else text


def _signature(scene: Scene, name: str) -> Words:
    return _each(scene, "pen.signs", name=name)


def _each(scene: Scene, key: str, **places: str) -> Words:
    return {code: scene.papers.wordings[code](key, **places) for code in STATE_LANGUAGES}
