"""The main table: a row for each line, with number, label, cells and words, over the pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from reports.cells import figures, said, spoken, word_lines, write_words
from reports.fonts import bold, regular
from reports.frame import beside
from reports.layout import LEFT, Block, Leaf, centred
from reports.pen import FRAME_RULE, INNER_RULE, Align, Box, Line, Pen, Role, stack_height
from reports.sheet import NOTHING, WIDE, Pair, Sheet, capital, parent, span, total
from tally_app.domain.record import RecordLine

ROW: Final = 10.2
ROW_LONG: Final = 9.1
_LABEL: Final = 8.0
_PAD: Final = 1.8
_INDENT: Final = 1.4
_HEAD: Final = 7.6
_TICK: Final = 4.8


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in millimetres; ``ticks`` are the columns on the right of a sheet for copying."""

    number: float
    label: float
    figures: float
    words: float
    ticks: tuple[float, ...] = ()

    @property
    def edges(self) -> list[float]:
        """X of every vertical rule, the outer ones included."""
        edges = [LEFT]
        for width in (self.number, self.label, self.figures, self.words, *self.ticks):
            edges.append(edges[-1] + width)
        return edges


PROTOCOL: Final = Columns(9, 84, 25, 60)
COPYING: Final = Columns(8, 72, 25, 60, (6.5, 6.5))


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``keep`` holds it together with the next; ``heavy`` puts a frame rule above it.

    ``option`` is the record line of an option, which may be summed at the foot of a page;
    ``whole`` is True for a section line, whose label runs over the columns of the lines.
    """

    height: float
    draw: Callable[[Pen, float], None]
    keep: bool = False
    heavy: bool = False
    whole: bool = False
    option: RecordLine | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """How the rows of one document are drawn and broken over pages."""

    sheet: Sheet
    columns: Columns = PROTOCOL
    least: float = ROW
    nominators: bool = True
    refer: bool = True
    sections: bool = True

    def rows(self) -> list[Row]:
        """Every row of the body: section lines, lines, the sum of a long list."""
        rows: list[Row] = []
        body, section, seen = self.sheet.body(), "", {""}
        options = self.sheet.options()
        for index, line in enumerate(body):
            turned, section = section != line.section, line.section
            new = self.sections and section not in seen
            seen.add(section)
            if new:
                rows.append(self._section(section))
            tail = bool(options) and index > body.index(options[-1]) and index < len(body) - 1
            last = self.sheet.long_list and line is options[-1]
            rows.append(
                self._line(line, keep=tail or last, heavy=turned and not new and self.sections)
            )
            if last:
                rows.append(self._sum("sum.total", options, f"Σ {parent(line.number)}"))
        return rows

    def _section(self, section_id: str, word: Pair = NOTHING) -> Row:
        section = next(s for s in self.sheet.texts.form.sections if s.id == section_id)
        text = self.sheet.own(section.text)
        if word != NOTHING:
            text = Pair(*(f"{t} ({w})" for t, w in zip(text, word, strict=True)))
        if section.number:
            text = text._replace(kk=f"{section.number}{WIDE}{text.kk}")
        left, right = LEFT + 2.1, self.columns.edges[4] - 2.1
        lines = beside(text, (8.2, 8.0), right - left)
        stacked = [] if lines else text.lines(8.2, right - left)

        def draw(pen: Pen, y: float) -> None:
            for line, x, align in zip(
                lines, (left, right), (Align.LEFT, Align.RIGHT), strict=False
            ):
                pen.write(Role.TH, x, y + 3.55, line, align)
            pen.stack(Role.TH, left, y + 1.0, stacked)

        height = stack_height(stacked) + 2.2 if stacked else 5.2
        return Row(height, draw, keep=True, heavy=True, whole=True)

    def label(self, line: RecordLine, width: float) -> list[Line]:
        """The words that name a line, in ``width`` millimetres."""
        if self.sheet.collection(line) != "option":
            label = self.sheet.own(self.sheet.form_line(line).label).each(capital)
            return self._referring(line, label).lines(_LABEL, width)
        option = next(o for o in self.sheet.record.options if o.id == line.item)
        lines = self.sheet.own(option.name).lines(_LABEL, width)
        by = self.sheet.own(option.by)
        if self.nominators and not self.sheet.long_list and any(by):
            lines += Pair("", " · ".join(dict.fromkeys(filter(None, by)))).lines(_LABEL, width)
        return lines

    def _referring(self, line: RecordLine, label: Pair) -> Pair:
        """The label with the numbers of the parts that stand on the annex."""
        parts = [m for m in self.sheet.annex("count", "member") if m.number]
        if not self.refer or not parts or parent(parts[0].number) != line.number:
            return label
        return label.plus(self.sheet.say("see_annex", lines=span(parts)))

    def _line(self, line: RecordLine, *, keep: bool, heavy: bool) -> Row:
        row = self._row(
            line.number, self.label(line, self._label_width), line.value, said(self.sheet, line)
        )
        option = line if self.sheet.collection(line) == "option" else None
        return Row(row.height, row.draw, keep=keep, heavy=heavy, option=option)

    @property
    def _label_width(self) -> float:
        return self.columns.label - _INDENT - 0.8

    def _sum(self, key: str, options: Sequence[RecordLine], number: str = "Σ") -> Row:
        text = self.sheet.say(key, first=options[0].number, last=options[-1].number)
        lines = text.lines(_LABEL, self._label_width)
        row = self._row(number, lines, total(options), spoken(total(options)))
        return Row(row.height, row.draw, heavy=key == "sum.total")

    def _row(self, number: str, label: list[Line], value: int | None, words: Pair) -> Row:
        said_lines = word_lines(words, self.columns.words)
        tallest = max(stack_height(label), stack_height(said_lines))
        height = max(self.least, tallest + _PAD)
        edges, count = self.columns.edges, self.sheet.cells()

        def draw(pen: Pen, y: float) -> None:
            middle = y + height / 2
            figure = Line(bold(8), number)
            pen.write(Role.TH, (edges[0] + edges[1]) / 2, middle + 1.0, figure, Align.CENTRE)
            pen.stack(Role.TH, edges[1] + _INDENT, centred(label, y, height), label)
            figures(pen, Box(edges[2], y, self.columns.figures, height), value, count)
            write_words(pen, Box(edges[3], y, self.columns.words, height), said_lines)
            for left, width in zip(edges[4:], self.columns.ticks, strict=False):
                x = left + (width - _TICK) / 2
                pen.frame(Box(x, middle - _TICK / 2, _TICK, _TICK), FRAME_RULE, blank=True)

        return Row(height, draw)

    def head(self) -> Row:
        """The row that repeats on every page."""
        edges = self.columns.edges
        keys = ("column.number", "data_caption", "column.figures", "column.words")
        names = [self.sheet.say(key) for key in keys]

        def draw(pen: Pen, y: float) -> None:
            for index, pair in enumerate(names):
                lines = [Line(bold(7.4), pair.kk), Line(regular(7.4), pair.ru)]
                left, right = edges[index : index + 2]
                centre = index != 1
                x = (left + right) / 2 if centre else left + _INDENT
                top = centred(lines, y, _HEAD)
                pen.stack(Role.TH, x, top, lines, Align.CENTRE if centre else Align.LEFT)
            for index, left in enumerate(edges[4:-1]):
                x = left + self.columns.ticks[index] / 2
                pen.write(Role.TH, x, y + 4.7, Line(bold(8), str(index + 1)), Align.CENTRE)

        return Row(_HEAD, draw, whole=False)

    def flow(self, leaf: Leaf, fresh: Callable[[], Leaf], gap: float) -> list[Leaf]:
        """Lay the rows out from ``leaf`` on; returns every page used, the last one still open.

        Where the options break, the page ends with their sum so far and the next begins with it.
        """
        leaves, page, done = [leaf], [self.head()], list[RecordLine]()
        for chunk in _chunks(self.rows()):
            options = [row.option for row in chunk if row.option]
            needed = gap + _height([*page, *chunk]) + self._carry([*done, *options])
            if not leaves[-1].fits(needed):
                split = chunk[0].option if done else None
                if split:
                    page.append(self._sum("sum.carried", done))
                self._place(leaves[-1], page, gap)
                leaves.append(fresh())
                page, gap = [self.head(), *(self._resumed(split, done) if split else [])], 0.0
            page += chunk
            done += options
        self._place(leaves[-1], page, gap)
        return leaves

    def _carry(self, done: Sequence[RecordLine]) -> float:
        """Room for the sum that would end the page after these options, were more to come."""
        between = 0 < len(done) < len(self.sheet.options())
        return self._sum("sum.carried", done).height if between else 0.0

    def _resumed(self, option: RecordLine, done: Sequence[RecordLine]) -> list[Row]:
        """What stands above the first option of a page: the section again and the sum so far."""
        brought = self._sum("sum.brought", done)
        if not option.section:
            return [brought]
        return [self._section(option.section, self.sheet.say("continued")), brought]

    def _place(self, leaf: Leaf, rows: Sequence[Row], gap: float) -> None:
        leaf.put(Block(_height(rows), lambda pen, y: self._draw(pen, y, rows)), gap)

    def _draw(self, pen: Pen, top: float, rows: Sequence[Row]) -> None:
        edges = self.columns.edges
        y = top
        for index, row in enumerate(rows):
            row.draw(pen, y)
            inner = edges[4:-1] if row.whole else edges[1:-1]
            for x in inner:
                pen.down(x, y, y + row.height, INNER_RULE)
            if index:
                heavy = row.heavy or index == 1
                pen.across(edges[0], edges[-1], y, FRAME_RULE if heavy else INNER_RULE)
            y += row.height
        pen.frame(Box(edges[0], top, edges[-1] - edges[0], y - top), FRAME_RULE)


def _height(rows: Sequence[Row]) -> float:
    return sum(row.height for row in rows)


def _chunks(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows that must stay on one page, together."""
    chunks: list[list[Row]] = []
    kept = False
    for row in rows:
        if kept:
            chunks[-1].append(row)
        else:
            chunks.append([row])
        kept = row.keep
    return chunks
