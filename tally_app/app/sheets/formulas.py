"""The same formula for many rows: its shape is worked out once, then only figures are filled in.

``domain.formula.Writer`` writes every formula. Where one is a single comparison of plain lines, a
template is taken from the first one it wrote, and kept only if it gives that very text again.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tally_app.domain.form.layout import Layout
from tally_app.domain.relations.rulebook import Bound, Part
from tally_app.domain.relations.writing import LONG_SUM, Formula, Term, Writer
from tally_app.domain.values.wording import Wording, grouped

#: Text of one summand for the figures of a row.
Show = Callable[[Sequence[int | None]], str]


@dataclass(frozen=True, slots=True)
class Template:
    """A formula whose figures change. ``texts`` stand before each figure and after the last."""

    symbols: str
    texts: tuple[str, ...]
    shows: tuple[Show, ...]

    def fill(self, figures: Sequence[int | None]) -> Formula:
        """The formula with the figures of a row."""
        last = len(self.shows)
        shown = "".join([self.texts[i] + self.shows[i](figures) for i in range(last)])
        return Formula(self.symbols, shown + self.texts[last])


@dataclass(frozen=True)
class Formulas:
    """Writes parts of relations that do not hold, for rows of one layout."""

    bound: Bound
    wording: Wording
    _templates: dict[int, Template | None] = field(default_factory=dict)

    def write(self, part: Part, figures: Sequence[int | None]) -> Formula:
        """One part in line numbers and with the figures of this row."""
        template = self._templates.get(id(part))
        if template is not None:
            return template.fill(figures)
        writer = Writer(self.bound.book, self.bound.layout, figures, self.wording)
        written = writer.part(part)
        if id(part) not in self._templates:
            found = _template(writer, part, written)
            kept = found if found and found.fill(figures) == written else None
            self._templates[id(part)] = kept
        return written


def _template(writer: Writer, part: Part, written: Formula) -> Template | None:
    if not (isinstance(part.tree, ast.Compare) and len(part.tree.ops) == 1):
        return None
    texts, shows, rest = [], [], written.numbers
    for side in writer.sides(part.tree, part.scope):
        for term in side:
            show = _show(term, part, writer.layout)
            if show is None or term.figure not in rest:
                return None
            before, _, rest = rest.partition(term.figure)
            texts.append(before)
            shows.append(show)
    return Template(written.symbols, (*texts, rest), tuple(shows))


def _show(term: Term, part: Part, layout: Layout) -> Show | None:
    """How the figure of a summand is got, None for anything but plain lines and their sums."""
    if term.line in layout.scalars:
        return _one(layout.scalars[term.line])
    collection, _, attribute = term.line.rpartition(".")
    if collection in part.scope.items:
        return _one(part.scope.items[collection].slots[attribute])
    if collection in layout.collections:
        slots = [item.slots[attribute] for item in layout.collections[collection]]
        return _sum(slots) if len(slots) > LONG_SUM else _list(slots)
    return None


def _one(slot: int) -> Show:
    return lambda figures: grouped(figures[slot] or 0)


def _sum(slots: Sequence[int]) -> Show:
    return lambda figures: grouped(sum(figures[slot] or 0 for slot in slots))


def _list(slots: Sequence[int]) -> Show:
    return lambda figures: " + ".join(grouped(figures[slot] or 0) for slot in slots)
