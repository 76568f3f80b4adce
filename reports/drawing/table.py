"""The main table: a row for each line, with number, label, cells and words, over the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reports.drawing.cells import said, spoken
from reports.drawing.edges import beside
from reports.drawing.fonts import bold, regular
from reports.drawing.layout import LEFT, Leaf, centred
from reports.drawing.paper import NOTHING, WIDE, Pair, capital
from reports.drawing.pen import Align, Line, Pen, stack_height
from reports.drawing.rows import (
    INDENT,
    PROTOCOL,
    STYLE,
    Columns,
    Figure,
    Row,
    Style,
    framed,
    height_of,
)
from reports.drawing.sheet import Sheet, parent, span, total
from reports.drawing.tree import Role
from tally_app.domain.record.record import RecordLine

ROW: Final = 10.2
ROW_LONG: Final = 9.1
_HEAD: Final = 7.6
_CAPTIONS: Final = ("column.number", "data_caption", "column.figures", "column.words")


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under a heading of the paper's own, whatever the form has them under."""

    title: Pair
    lines: tuple[RecordLine, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """How the rows of one document are drawn and broken over pages.

    ``captions`` are the keys of the head's words, none for a table without a head; a column of
    boxes without one has its number. ``brief`` labels are the short ones. ``carry``: a list that
    breaks is summed at the foot of the page and at the head of the next. ``parts`` stand instead of
    the lines of the body in their sections. ``acts``: a line an act is about has its number, in the
    column of notes or else under the label.
    """

    sheet: Sheet
    columns: Columns = PROTOCOL
    least: float = ROW
    style: Style = STYLE
    nominators: bool = True
    refer: bool = True
    sections: bool = True
    brief: bool = False
    carry: bool = True
    captions: tuple[str, ...] = _CAPTIONS
    parts: tuple[Part, ...] = ()
    acts: bool = False

    def rows(self) -> list[Row]:
        """Every row: section lines, lines, the sum of a long list."""
        if not self.parts:
            return self._body()
        return [row for part in self.parts for row in self._part(part)]

    def _part(self, part: Part) -> Iterator[Row]:
        """Its heading, and its lines; a long list ends with its sum."""
        yield self._heading(part.title)
        options = self.sheet.options()
        for line in part.lines:
            last = self.sheet.long_list and line in options[-1:]
            yield self._line(line, keep=last, heavy=False)
            if last:
                yield self._sum("sum.total", options, f"Σ {parent(line.number)}")

    def _body(self) -> list[Row]:
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
            last = self.sheet.long_list and bool(options) and line is options[-1]
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
        return self._heading(text)

    def _heading(self, text: Pair) -> Row:
        """A line across the table, Kazakh left and Russian right where they fit."""
        edges = self.columns.edges
        last = len(edges) - 1 if self.parts else 4
        inner = tuple(edges[last:-1])
        left, right = LEFT + 2.1, edges[last] - 2.1
        lines = beside(text, (8.2, 8.0), right - left)
        stacked = [] if lines else text.lines(8.2, right - left)

        def draw(pen: Pen, y: float) -> None:
            ends = (left, Align.LEFT), (right, Align.RIGHT)
            with pen.part(Role.TH, last):
                for line, (x, align) in zip(lines, ends, strict=False):
                    pen.write(Role.TH, x, y + 3.55, line, align)
                pen.stack(Role.TH, left, y + 1.0, stacked)
            for _ in inner:
                pen.empty()

        height = stack_height(stacked) + 2.2 if stacked else 5.2
        return Row(height, draw, keep=True, heavy=True, inner=inner)

    def label(self, line: RecordLine, width: float) -> list[Line]:
        """The words that name a line, in ``width`` millimetres."""
        lines, acts = self._named(line, width), self._acts(line)
        if acts and not self.columns.note:
            lines += [Pair(*acts).on_line(regular(self.style.label))]
        return lines

    def _acts(self, line: RecordLine) -> list[str]:
        """The acts a line that has its figure is the matter of, in both languages."""
        if not self.acts or line.status == "not_established":
            return []
        numbers = ", ".join(self.sheet.acts_of(line))
        return [*self.sheet.say("act_number", number=numbers)] if numbers else []

    def _named(self, line: RecordLine, width: float) -> list[Line]:
        if self.sheet.collection(line) == "member":
            name = Pair(self.sheet.member(line.item).name, "")
            return name.lines(self.style.label, width)
        if self.sheet.collection(line) != "option":
            form_line = self.sheet.form_line(line)
            words = (self.brief and form_line.short) or form_line.label
            label = self._referring(line, self.sheet.own(words).each(capital))
            return label.lines(self.style.label, width)
        option = next(o for o in self.sheet.record.options if o.id == line.item)
        lines = self.sheet.own(option.name).lines(self.style.label, width)
        by = self.sheet.own(option.by)
        listed = self.nominators and not self.sheet.long_list
        if any(by) and (listed or self.sheet.removed(line)):
            lines += by.once().spread(regular(self.style.label), width, " · ")
        return lines

    def _referring(self, line: RecordLine, label: Pair) -> Pair:
        """The label with the numbers of the parts that stand on the annex."""
        parts = [m for m in self.sheet.annex("count", "member") if m.number]
        if not self.refer or not parts or parent(parts[0].number) != line.number:
            return label
        return label.plus(self.sheet.say("see_annex", lines=span(parts)))

    def _struck(self, line: RecordLine, width: float) -> int:
        """How many lines of the label are struck through: the name of a removed option."""
        if not self.sheet.removed(line):
            return 0
        option = next(o for o in self.sheet.record.options if o.id == line.item)
        return len(self.sheet.own(option.name).lines(self.style.label, width))

    def _line(self, line: RecordLine, *, keep: bool, heavy: bool) -> Row:
        width = self.columns.room
        label, struck = self.label(line, width), self._struck(line, width)
        row = self._row(
            line.number, label, line.value, said(self.sheet, line), struck, self._note(line)
        )
        option = line if self.sheet.collection(line) == "option" else None
        return Row(row.height, row.draw, keep=keep, heavy=heavy, option=option)

    def _sum(self, key: str, options: Sequence[RecordLine], number: str = "Σ") -> Row:
        several = key if len(options) > 1 else f"{key}_one"
        text = self.sheet.say(several, first=options[0].number, last=options[-1].number)
        lines = text.lines(self.style.label, self.columns.room)
        row = self._row(number, lines, total(options), spoken(total(options)))
        return Row(row.height, row.draw, heavy=key == "sum.total")

    def _note(self, line: RecordLine) -> list[Line]:
        """What stands in the column of notes: the act, a dash for none."""
        if not self.columns.note:
            return []
        acts = self._acts(line)
        return Pair(*acts).faced(7.4) if acts else [Line(bold(7.4), "–")]

    def _row(
        self,
        number: str,
        label: list[Line],
        value: int | None,
        words: Pair,
        struck: int = 0,
        note: Sequence[Line] = (),
    ) -> Row:
        figure = Figure(number, label, value, words, struck, note)
        return figure.row(self.columns, self.style, self.sheet.cells(), self.least)

    def head(self) -> Row:
        """The row that repeats on every page."""
        edges = self.columns.edges
        names = [self.sheet.say(key) for key in self.captions]

        def draw(pen: Pen, y: float) -> None:
            for index, pair in enumerate(names):
                lines = pair.faced(7.4)
                left, right = edges[index : index + 2]
                centre = index != 1
                x = (left + right) / 2 if centre else left + INDENT
                top = centred(lines, y, _HEAD)
                pen.stack(Role.TH, x, top, lines, Align.CENTRE if centre else Align.LEFT)
            for index, left in enumerate(edges[len(names) : -1]):
                x = left + self.columns.ticks[index] / 2
                pen.write(Role.TH, x, y + 4.7, Line(bold(8), str(index + 1)), Align.CENTRE)

        return Row(_HEAD, draw)

    def flow(self, leaf: Leaf, fresh: Callable[[], Leaf], gap: float) -> list[Leaf]:
        """Lay the rows out from ``leaf`` on; returns every page used, the last one still open.

        Where the options break, the page ends with their sum so far and the next begins with it.
        """
        top = [self.head()] if self.captions else []
        leaves, page, done = [leaf], list(top), list[RecordLine]()
        for chunk in _chunks(self.rows()):
            options = [row.option for row in chunk if row.option]
            needed = gap + height_of([*page, *chunk]) + self._carry([*done, *options])
            if not leaves[-1].fits(needed):
                split = chunk[0].option if done and self.carry else None
                if split:
                    page.append(self._sum("sum.carried", done))
                self._place(leaves[-1], page, gap)
                leaves.append(fresh())
                page, gap = [*top, *(self._resumed(split, done) if split else [])], 0.0
            page += chunk
            done += options
        self._place(leaves[-1], page, gap)
        return leaves

    def _carry(self, done: Sequence[RecordLine]) -> float:
        """Room for the sum that would end the page after these options, were more to come."""
        between = self.carry and 0 < len(done) < len(self.sheet.options())
        return self._sum("sum.carried", done).height if between else 0.0

    def _resumed(self, option: RecordLine, done: Sequence[RecordLine]) -> list[Row]:
        """What stands above the first option of a page: the section again and the sum so far."""
        brought = self._sum("sum.brought", done)
        if self.parts:
            part = next(part for part in self.parts if option in part.lines)
            return [self._heading(part.title), brought]
        if not option.section:
            return [brought]
        return [self._section(option.section, self.sheet.say("continued")), brought]

    def _place(self, leaf: Leaf, rows: Sequence[Row], gap: float) -> None:
        edges, head = self.columns.edges, bool(self.captions)
        leaf.put(framed(rows, edges, head=head), gap)


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
