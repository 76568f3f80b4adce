"""Reading a record through its form: the relations with their figures, as the paper has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from tally_app.domain.form.form import Form
from tally_app.domain.form.layout import Cell, Layout, Piece, lay_out
from tally_app.domain.form.removed import states_in_record
from tally_app.domain.form.rows import owners_of, row_ids
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
        record, form, states = self.record, self.book.form, self._states()
        there = {line.id for line in record.lines}
        switched = [line for line in form.lines if line.optional and not line.free]
        gone = [line.id for line in switched if not line.formula]
        return lay_out(
            form,
            {**self._rows(states), **states},
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

    def _rows(self, states: Mapping[str, Sequence[Piece]]) -> dict[str, list[Piece]]:
        """The rows of the form's own collections, as far as the record has figures for them.
        ``states``: those that every night has.
        """
        form = self.book.form
        known = {name: [piece.id for piece in of] for name, of in states.items()}
        known["parallel"] = self._with_figures("parallel")
        rows = {"parallel": [Piece(row) for row in known["parallel"]]}
        for collection in form.collections:
            fixed = row_ids(collection, known.__getitem__, ()) if collection.fixed else []
            ids = [*dict.fromkeys((*fixed, *self._with_figures(collection.id)))]
            known[collection.id] = ids
            rows[collection.id] = [
                Piece(row, owners=owners_of(collection, row, known.__getitem__)) for row in ids
            ]
        return rows

    def _with_figures(self, collection: str) -> list[str]:
        """Ids of the rows of a collection that the record has a figure of."""
        lines = {line.id for line in self.book.form.lines if line.collection == collection}
        return [*dict.fromkeys(line.item for line in self.record.lines if line.id in lines)]

    def printed(self, key: str, item: str, language: str) -> Formula:
        """The relation ``key`` (for ``item``) in line numbers and in figures."""
        wording, bound = self.wordings[language], self._bound
        writer = Writer(self.book, bound.layout, self._figures, wording)
        return writer.parts(bound.check(key, item).parts, f" {wording('formula.and')} ")
