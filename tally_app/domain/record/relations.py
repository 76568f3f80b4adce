"""Reading a record through its form: the relations with their figures, as the paper has them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from tally_app.domain.form.form import Form
from tally_app.domain.form.layout import Cell, Layout, Piece, lay_out
from tally_app.domain.form.numbers import parent_of
from tally_app.domain.form.removed import states_in_record
from tally_app.domain.night.reckoning import PRESENT
from tally_app.domain.record.record import Record
from tally_app.domain.relations.rulebook import Bound, rulebook
from tally_app.domain.relations.writing import Formula, Writer
from tally_app.domain.values.wording import Wording


class RecordFormulas:
    """Writes the relations of one record; bound once, used for every line of the annex."""

    def __init__(self, record: Record, form: Form, wordings: Mapping[str, Wording]) -> None:
        self.record = record
        self.book = rulebook(form)
        self.wordings = wordings

    @cached_property
    def _bound(self) -> Bound:
        return Bound(self.book, self._layout())

    @cached_property
    def _figures(self) -> list[int | None]:
        known = {Cell(line.id, line.item): line.value for line in self.record.lines}
        return [known.get(cell) for cell in self._bound.layout.cells]

    def _layout(self) -> Layout:
        record, form = self.record, self.book.form
        there = {line.id for line in record.lines}
        switched = [line for line in form.lines if line.optional and not line.free]
        gone = [line.id for line in switched if not line.formula]
        return lay_out(
            form,
            {**self._rows(), **self._states()},
            constants=record.constants,
            off=[line for line in gone if line not in there],
        )

    def _states(self) -> dict[str, list[Piece]]:
        """Members, boxes and options with the states relations may ask for."""
        record = self.record
        return {
            "member": [
                Piece(m.id, {"role": m.office, "present": state in PRESENT, "state": state})
                for m in record.members
                for state in ["present" if m.state == "signs" else m.state]
            ],
            "box": [Piece(box.id, {"annulled": box.annulled}) for box in record.boxes],
            "option": [
                Piece(option.id, states_in_record(record.constants, option.id))
                for option in record.options
            ],
        }

    def _rows(self) -> dict[str, list[Piece]]:
        """The rows of the form's own collections, as far as the record has figures for them."""
        form = self.book.form
        rows = {c.id: {item: Piece(item) for item in c.fixed} for c in form.collections}
        rows["parallel"] = {}
        collections = {line.id: line.collection for line in form.lines}
        for line in self.record.lines:
            name = collections.get(line.id, "")
            if name in rows:
                declared = form.collection(name)
                parent = parent_of(line.item) if declared and declared.parent else ""
                rows[name].setdefault(line.item, Piece(line.item, parent=parent))
        return {name: [*of.values()] for name, of in rows.items()}

    def printed(self, key: str, item: str, language: str) -> Formula:
        """The relation ``key`` (for ``item``) in line numbers and in figures."""
        wording, bound = self.wordings[language], self._bound
        writer = Writer(self.book, bound.layout, self._figures, wording)
        return writer.parts(bound.check(key, item).parts, f" {wording('formula.and')} ")
