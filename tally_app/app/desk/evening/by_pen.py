"""A paper as a page to be copied from the screen where there is no printer: line by line, figures
and words, a tick each; then another member types the figures from the sheet and compares the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tally_app.app.desk.evening.blank import figure_read, figure_words, read_row
from tally_app.app.desk.evening.paper_lines import PaperLine, lines_of
from tally_app.app.desk.scene import Pen, Place, Scene
from tally_app.app.papers.issue import issue
from tally_app.app.papers.offering import PART_ONE
from tally_app.app.view.address import BlankButton, PaperName, PenField, WhoBlock
from tally_app.app.view.base import Button, Note
from tally_app.app.view.desk import BlankLine, BlankLines, Block
from tally_app.app.view.evening import CopyByPen, PenAnew, PenLine, PenWords
from tally_app.app.view.fields import Field, Row, Rows
from tally_app.domain.night.command import Refusal
from tally_app.domain.values.languages import STATE_LANGUAGES


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
    """What is to be done with a paper now: its lines to write, then its figures to read from the
    sheet, then their words to compare.
    """
    words, pen, lines = scene.wording, _pen(scene), lines_of(scene, name)
    if pen.done < len(lines):
        shown = tuple(_to_write(scene, name, at, line) for at, line in enumerate(lines))
        return [BlankLines(words("pen.title", n=pen.done, of=len(lines)), shown)]
    if _left_to_read(pen, lines):
        return _to_read(scene, name, lines)
    if _left_to_compare(pen, lines):
        compared = tuple(_to_compare(scene, name, at, lines) for at in _figures(lines))
        return [BlankLines(words("pen.words"), compared)]
    return [Note(words("pen.done_says"), "ok", words("pen.done"))]


def pen_first(scene: Scene, name: PaperName) -> str:
    """Where the cursor goes: the button of the line that is due, else the first field to read."""
    pen, lines = _pen(scene), lines_of(scene, name)
    left = _left_to_read(pen, lines) if pen.done >= len(lines) else []
    if left and scene.session.who == pen.by:
        return WhoBlock().text()
    empty = [at for at in left if not pen.read.get(at, "").strip()]
    return PenField((empty or left)[0]).text() if left else BlankButton().text()


def open_pen(scene: Scene, asked: CopyByPen) -> Place:
    """The lines of a paper, from the first one; or the paper again."""
    pen = Pen() if scene.place.pen is None else None
    return replace(scene.place, paper=asked.paper, pen=pen)


def copied_anew(scene: Scene, asked: PenAnew) -> Place:
    """The sheet is spoiled: another one is written from the first line."""
    return replace(scene.place, paper=asked.paper, pen=Pen())


def line_written(scene: Scene, asked: PenLine) -> tuple[Place, Refusal | None]:
    """A line is copied; a paper without figures stands with the last one."""
    pen = replace(_pen(scene), done=asked.at + 1, by=scene.session.who)
    return _after(scene, asked.paper, pen)


def figure_typed(scene: Scene, at: int, text: str) -> Place:
    """What another member reads from a line of the sheet."""
    pen = _pen(scene)
    return replace(scene.place, pen=replace(pen, read={**pen.read, at: text}))


def words_compared(scene: Scene, asked: PenWords) -> tuple[Place, Refusal | None]:
    """The words of a line are right; with the last one the paper stands."""
    pen = _pen(scene)
    return _after(scene, asked.paper, replace(pen, words=pen.words | {asked.at}))


def _after(scene: Scene, name: PaperName, pen: Pen) -> tuple[Place, Refusal | None]:
    """Once the whole paper stands on the sheet, what it was copied from is kept."""
    place, lines = replace(scene.place, pen=pen), lines_of(scene, name)
    if pen.done < len(lines) or _left_to_read(pen, lines) or _left_to_compare(pen, lines):
        return place, None
    return place, issue(scene.session, scene.papers, place.contest, name)


def _pen(scene: Scene) -> Pen:
    return scene.place.pen or Pen()


def _figures(lines: Sequence[PaperLine]) -> list[int]:
    return [at for at, line in enumerate(lines) if line.figure is not None]


def _left_to_read(pen: Pen, lines: Sequence[PaperLine]) -> list[int]:
    """The lines whose figure was not read yet, or read as another one."""
    return [at for at in _figures(lines) if figure_read(pen.read.get(at, "")) != lines[at].figure]


def _left_to_compare(pen: Pen, lines: Sequence[PaperLine]) -> list[int]:
    return [at for at in _figures(lines) if at not in pen.words]


def _to_write(scene: Scene, name: PaperName, at: int, line: PaperLine) -> BlankLine:
    done = _pen(scene).done
    ask = Button(PenLine(name, at), scene.wording("blank.write"), icon="pen")
    return _line(at, line, done=at < done, ask=ask if at == done else None)


def _to_compare(scene: Scene, name: PaperName, at: int, lines: Sequence[PaperLine]) -> BlankLine:
    pen = _pen(scene)
    ask = Button(PenWords(name, at), scene.wording("blank.words_compare"), icon="tick")
    due = at == _left_to_compare(pen, lines)[0]
    return _line(at, lines[at], done=at in pen.words, ask=ask if due else None)


def _line(at: int, line: PaperLine, *, done: bool, ask: Button | None) -> BlankLine:
    label = tuple(dict.fromkeys(line.text[code] for code in STATE_LANGUAGES if line.text.get(code)))
    figure, said = figure_words(line.figure) if line.figure is not None else ("", ())
    state = "done" if done else "now" if ask is not None else "ahead"
    return BlankLine(str(at + 1), label, figure, said, state, "", ask)


def _to_read(scene: Scene, name: PaperName, lines: Sequence[PaperLine]) -> list[Block]:
    """An empty field per figure, for another member; a sheet with another figure is spoiled."""
    words, pen = scene.wording, _pen(scene)
    closed = words("pen.another_says") if scene.session.who == pen.by else ""
    rows: list[Row] = []
    for at in _figures(lines):
        label = words.pick(lines[at].text)
        field = Field(PenField(at).text(), pen.read.get(at, ""), "count", name=label, locked=closed)
        rows.append(read_row(words, str(at + 1), field, lines[at].figure))
    blocks: list[Block] = [Rows(tuple(rows), words("pen.read"))]
    if closed:
        blocks.append(Note(closed, "locked", words("pen.another")))
    if any(row.message is not None and row.message.tone == "error" for row in rows):
        anew = Button(PenAnew(name), words("pen.anew"), "small", icon="again")
        blocks.append(Note(words("pen.spoilt"), "warning", buttons=(anew,)))
    return blocks
