"""What parts of a relation come to, for those who write it: they look into conditions and sums."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tally_app.domain.form.form import Form
from tally_app.domain.form.layout import Item, Layout
from tally_app.domain.relations.binding import (
    Binder,
    NotApplicableError,
    NotCheckedError,
    Run,
    Scope,
    chosen,
)
from tally_app.domain.relations.rulebook import Rulebook

_Made = TypeVar("_Made")


@dataclass(frozen=True)
class Evaluator:
    """Evaluates expressions of one form over the figures of one layout."""

    book: Rulebook
    layout: Layout
    figures: Sequence[int | None]

    @property
    def form(self) -> Form:
        """The form the expressions belong to."""
        return self.book.form

    def value(self, tree: ast.expr, scope: Scope) -> int | None:
        """A number or a truth, None while a figure it needs is missing or not there."""
        run, needs = self._remembered(self._bound, tree, scope)
        if run is None or any(self.figures[slot] is None for slot in needs):
            return None
        return run(self.figures)  # type: ignore[arg-type]  # none it needs is missing

    def items(self, tree: ast.expr, scope: Scope) -> list[Item]:
        """Items of a collection expression, whatever their figures."""
        return [item for _, item, _ in self._remembered(self._turns, tree, scope)]

    def selects_by_states(self, tree: ast.expr, scope: Scope) -> bool:
        """True where no figure decides which items of a collection expression are selected."""
        return all(guard is None for guard, _, _ in self._remembered(self._turns, tree, scope))

    def turns(self, tree: ast.expr, scope: Scope) -> list[Scope]:
        """What is at hand in every turn of an ``each`` whose figures are all there."""
        turns = self._remembered(self._turns, tree, scope)
        figures = self.figures
        return [inner for guard, _, inner in turns if guard is None or guard(figures)]  # type: ignore[arg-type]

    def row(self, tree: ast.expr, scope: Scope) -> list[int]:
        """The values that follow each other in ``successive``, whose figures are all there."""
        return self._remembered(self._row, tree, scope)(self.figures)  # type: ignore[arg-type]

    def _bound(self, tree: ast.expr, scope: Scope) -> tuple[Run | None, tuple[int, ...]]:
        binder = self._binder()
        try:
            run = binder.value(tree, scope)
        except (NotApplicableError, NotCheckedError):
            return None, ()
        return run, tuple(binder.needs)

    def _turns(self, tree: ast.expr, scope: Scope) -> list[tuple[Run | None, Item, Scope]]:
        return self._binder().items(tree, scope)

    def _row(self, tree: ast.expr, scope: Scope) -> Callable[[Sequence[int]], list[int]]:
        return chosen(self._binder().filled(tree, scope))

    def _binder(self) -> Binder:
        return Binder(self.layout, self.book.formulas)

    def _remembered(
        self, work: Callable[[ast.expr, Scope], _Made], tree: ast.expr, scope: Scope
    ) -> _Made:
        """What ``work`` makes of an expression: a formula is written anew with every key press,
        its expression is bound once for a layout.
        """
        key = (work.__name__, id(tree), id(scope))
        kept = self.layout.remembered.get(key)
        if kept is None:
            # Tree and scope are kept too: their ids are theirs only while they live.
            kept = self.layout.remembered[key] = tree, scope, work(tree, scope)
        made: _Made = kept[2]
        return made
