"""What a form's own relations say of figures known before the day: voters and members.

The limits of the law stand in the forms alone; of their relations those are asked that need nothing
but the number of voters and how many members there are.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final

from tally_app.domain.form.form import Form, Relation
from tally_app.domain.form.layout import Cell, Piece, lay_out
from tally_app.domain.relations.language import FUNCTIONS, names_in
from tally_app.domain.relations.rulebook import Bound, Rulebook, failures, rulebook

_MEMBER: Final = "member"


class Foretold:
    """The relations of a form that can be asked before the day."""

    def __init__(self, form: Form) -> None:
        voters = form.role("voters")
        whole = rulebook(form)
        self._voters = voters.id if voters else ""
        known = {self._voters, _MEMBER, *form.constants, *FUNCTIONS}
        asked = tuple(
            relation
            for relation in form.relations
            if all(names_in(tree) <= known for tree in _trees(whole, relation))
        )
        self._form = replace(form, lines=(voters,) if voters else (), relations=asked)
        self._book = Rulebook(self._form)
        self._bound: dict[tuple[int, tuple[tuple[str, int], ...]], Bound] = {}
        self._of_members = {
            relation.key
            for relation in asked
            if any(_MEMBER in names_in(tree) for tree in _trees(self._book, relation))
        }

    def failing(
        self, voters: int | None, members: int, constants: Mapping[str, int]
    ) -> Iterator[tuple[Relation, bool]]:
        """The relations that do not hold, and whether one is about the members; those that need a
        number nobody gave are left out.
        """
        if not self._voters:
            return
        bound = self._bind(members, tuple(sorted(constants.items())))
        figures: list[int | None] = [None] * len(bound.layout.cells)
        figures[bound.layout.slots[Cell(self._voters)]] = voters
        for result in failures(bound.evaluate(figures)):
            yield result.relation, result.relation.key in self._of_members

    def _bind(self, members: int, constants: tuple[tuple[str, int], ...]) -> Bound:
        """Hundreds of precincts have commissions of a few sizes."""
        asked = members, constants
        if asked not in self._bound:
            people = [Piece(str(number)) for number in range(members)]
            layout = lay_out(self._form, {_MEMBER: people}, constants=dict(constants))
            self._bound[asked] = Bound(self._book, layout)
        return self._bound[asked]


@lru_cache(maxsize=32)
def foretold(form: Form) -> Foretold:
    """The relations of a form, picked when they are first asked for."""
    return Foretold(form)


def _trees(book: Rulebook, relation: Relation) -> Iterator[ast.expr]:
    yield book.checks[relation.key]
    if relation.key in book.whens:
        yield book.whens[relation.key]
