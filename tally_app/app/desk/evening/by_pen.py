"""A paper as a page to be copied from the screen where there is no printer: line by line, figures
and words, a tick each.

The lines are those of the paper that would be printed; what is left empty there is left empty here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tally_app.app.desk.evening.blank import figure_words, shown_cells
from tally_app.app.desk.scene import Place, Scene
from tally_app.app.papers.issue import issue
from tally_app.app.papers.offering import PART_ONE
from tally_app.app.view.address import PaperName
from tally_app.app.view.base import Button, Note
from tally_app.app.view.desk import BlankLine, BlankLines, Block
from tally_app.app.view.evening import CopyByPen, PenLine
from tally_app.domain.night.command import Refusal
from tally_app.domain.record.document import Detail, Details, Document, Grid, Labels, Prose, Signers
from tally_app.domain.values.dates import in_full, on_day
from tally_app.domain.values.languages import STATE_LANGUAGES
from tally_app.domain.values.words import Words

#: Where what is not known yet is written in by hand.
_GAP = "________"


@dataclass(frozen=True, slots=True)
class _Line:
    """What stands in one line of the paper, with its count if it has one."""

    text: Words
    figure: int | None = None


def can_copy(name: PaperName) -> bool:
    """Whether a paper has a page to be copied from: of the protocol that is the supplied blank."""
    return name.kind == "doc" or name == PART_ONE


def pen_button(scene: Scene, name: PaperName) -> tuple[Button, ...]:
    """The button beside Print that opens the lines of a paper, or shows the paper again."""
    if not can_copy(name):
        return ()
    key = "pen.copy" if scene.place.pen is None else "pen.paper"
    return (Button(CopyByPen(name), scene.wording(key), icon="pen"),)


def pen_blocks(scene: Scene, name: PaperName) -> list[Block]:
    """The lines of a paper: those written, the one that is due, those after it."""
    words, done = scene.wording, scene.place.pen or 0
    lines = _lines(scene, name)
    if done >= len(lines):
        return [Note(words("pen.done_says"), "ok", words("pen.done"))]
    shown = tuple(_shown(scene, at, line, done) for at, line in enumerate(lines))
    return [BlankLines(words("pen.title", n=done, of=len(lines)), shown)]


def open_pen(scene: Scene, asked: CopyByPen) -> Place:
    """The lines of a paper, from the first one; or the paper again."""
    pen = 0 if scene.place.pen is None else None
    return replace(scene.place, paper=asked.paper, pen=pen)


def line_written(scene: Scene, asked: PenLine) -> tuple[Place, Refusal | None]:
    """A line is copied; with the last one the paper stands, and what it was copied from is kept."""
    place = replace(scene.place, pen=asked.at + 1)
    if asked.at + 1 < len(_lines(scene, asked.paper)):
        return place, None
    return place, issue(scene.session, scene.papers, place.contest, asked.paper)


def _shown(scene: Scene, at: int, line: _Line, done: int) -> BlankLine:
    words = scene.wording
    label = tuple(dict.fromkeys(line.text[code] for code in STATE_LANGUAGES if line.text.get(code)))
    figure, said = figure_words(line.figure) if line.figure is not None else ("", ())
    state = "done" if at < done else "now" if at == done else "ahead"
    ask = None
    if at == done:
        ask = Button(PenLine(scene.place.paper, at), words("blank.write"), icon="pen")
    return BlankLine(str(at + 1), label, figure, said, state, "", ask)


def _lines(scene: Scene, name: PaperName) -> Sequence[_Line]:
    """All lines of a paper, made once a moment of the night."""
    return scene.kept.part(("pen", name), scene.night.head, lambda: _made(scene, name))


def _made(scene: Scene, name: PaperName) -> list[_Line]:
    if name == PART_ONE:
        return list(_of_part_one(scene))
    contest = scene.place.contest
    return list(_of_document(scene, scene.papers.document(scene.session, contest, name)))


def _of_part_one(scene: Scene) -> Iterator[_Line]:
    night, contest = scene.night, scene.place.contest
    precinct = night.precinct
    yield from _head(scene, str(precinct.number), precinct.district,
                     night.rules.contest(contest).name)  # fmt: skip
    yield _Line(_each(scene, "pen.part_one"))
    for text, figure in shown_cells(scene, part_one=True):
        yield _Line(text, figure)
    yield from (_Line(_signature(scene, one.name)) for one in night.persons)


def _of_document(scene: Scene, paper: Document) -> Iterator[_Line]:
    yield from _head(scene, paper.precinct, paper.district, paper.contest or paper.election)
    number = f" № {paper.number}" if paper.number else ""
    yield _Line({code: f"{text}{number}" for code, text in paper.title.items()})
    for block in paper.blocks:
        title = getattr(block, "title", {})
        if any(title.values()):
            yield _Line(title)
        match block:
            case Prose():
                yield _Line(block.text)
            case Details():
                yield from map(_detail, block.rows)
            case Grid():
                yield from _grid(block)
            case Signers():
                yield from (_Line(_signature(scene, one.name)) for one in block.rows)
            case Labels():
                for label in block.labels:
                    yield _Line(label.title)
                    yield from map(_detail, label.rows)


def _head(scene: Scene, number: str, district: Words, title: Words) -> Iterator[_Line]:
    """Whose paper it is: precinct, district, ballot, day."""
    day = scene.night.rules.election.day
    said = scene.papers.wordings
    yield _Line({code: ", ".join(filter(None, (said[code]("header.precinct", number=number),
                                               district.get(code, ""))))
                 for code in STATE_LANGUAGES})  # fmt: skip
    yield _Line({code: f"{title.get(code, '')}, {in_full(on_day(day, 0), code)}"
                 for code in STATE_LANGUAGES})  # fmt: skip


def _detail(row: Detail) -> _Line:
    number = f"{row.number} " if row.number else ""
    if row.figure is not None:
        return _Line({code: f"{number}{text}" for code, text in row.label.items()}, row.figure)
    said = row.text or {}
    return _Line({code: f"{number}{text}: {said.get(code) or _GAP}"
                  for code, text in row.label.items()})  # fmt: skip


def _grid(block: Grid) -> Iterator[_Line]:
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
            yield _Line(said)


def _cell(head: str, text: str) -> str:
    return f"{head}: {text}" if head and text else text


def _signature(scene: Scene, name: str) -> Words:
    return _each(scene, "pen.signs", name=name)


def _each(scene: Scene, key: str, **places: str) -> Words:
    return {code: scene.papers.wordings[code](key, **places) for code in STATE_LANGUAGES}
