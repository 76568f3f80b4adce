"""The relations of a form bound to one set of lines: a row can have an optional group on or off."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter

from tally_app.app.sheets.alike import RowsBeside
from tally_app.app.sheets.cells import values
from tally_app.app.sheets.columns import ColumnMap
from tally_app.app.sheets.rules import SheetRules
from tally_app.domain.form.layout import lay_out
from tally_app.domain.relations.binding import Run
from tally_app.domain.relations.rulebook import Bound, Check, Rulebook, Status


class Variant:
    """The relations bound to one set of lines: a row can have an optional group on or off."""

    def __init__(
        self, book: Rulebook, columns: ColumnMap, rules: SheetRules, off: frozenset[str]
    ) -> None:
        layout = lay_out(
            book.form,
            columns.pieces,
            constants=rules.constants,
            off=columns.off | off,
            unread=columns.unread,
            adrift=columns.adrift,
        )
        self.bound = Bound(book, layout)
        self.places = [columns.places.get(cell, -1) for cell in layout.cells]
        self.lines = [book.form.line(cell.line) for cell in layout.cells]
        self.unplaced = frozenset(s for s, place in enumerate(self.places) if place < 0)
        self.checks = [check for check in self.bound.checks if self._checked(check)]
        self._asked = [(check, tuple(_tests(check))) for check in self.checks]
        self._tests = [test for _, tests in self._asked for test in tests]
        asks = {slot for check in self.checks for slot in check.asks}
        self._empty = sorted(asks & self.unplaced)
        self._names = columns.names
        self._values = values(self.lines)
        self._take = _taker(self.places)

    def _checked(self, check: Check) -> bool:
        return check.unavailable is None and self.unplaced.isdisjoint(check.needs)

    def rows(self, *, named: bool) -> RowsBeside:
        """Remembers rows beside each other by the counts that the sheet has columns for."""
        return RowsBeside(self.counted(), named=named)

    def counted(self) -> list[int]:
        """The slots of the counts that the sheet has columns for."""
        slots = enumerate(self.lines)
        return [s for s, line in slots if line.kind == "count" and s not in self.unplaced]

    def figures(self, cells: Sequence[str]) -> list[int]:
        """The row's figures by slot; NoValueError if one is missing. What no column holds and a
        relation can do without is None, what it cannot is 0 and never asked for.
        """
        figures = self._values(self._take(cells))
        for slot in self._empty:
            figures[slot] = None  # type: ignore[call-overload]  # looked at before it is used
        return figures

    def holds(self, figures: Sequence[int]) -> bool:
        """Whether every relation could be asked of a row whose figures are all there, and holds."""
        return _hold(self._tests, figures)

    def open(self, figures: Sequence[int]) -> list[Check]:
        """Relations that do not hold for such a row, or could not be asked."""
        return [check for check, tests in self._asked if not _hold(tests, figures)]

    def not_checked(self) -> list[str]:
        """Keys of the relations that need what the sheet does not have; where they are asked for
        some items only, with the columns that the others lack.
        """
        asked = {check.relation.key for check in self.checks}
        lost: dict[str, dict[str, None]] = {}
        for check in self.bound.checks:
            missing = self.unplaced.intersection(check.needs)
            if missing or check.unavailable is Status.NOT_CHECKED:
                names = (self._names[self.bound.layout.cells[slot]] for slot in sorted(missing))
                lost.setdefault(check.relation.key, {}).update(dict.fromkeys(names))
        return [f"{key} ({', '.join(of)})" if key in asked else key for key, of in lost.items()]

    def not_asked(self) -> list[str]:
        """Keys of the relations that are about rows, people or lines this sheet has nothing of."""
        some = (check for check in self.bound.checks if check.unavailable is None)
        left = {check.relation.key for check in some}
        lost = {check.relation.key: check.unavailable for check in self.bound.checks}
        return [
            key for key, why in lost.items() if why is Status.NOT_APPLICABLE and key not in left
        ]


def _tests(check: Check) -> Iterator[Run]:
    for part in check.parts:
        yield part.holds if check.when is None else _unless(check.when, part.holds)


def _unless(when: Run, holds: Run) -> Run:
    return lambda figures: not when(figures) or holds(figures)


def _taker(places: Sequence[int]) -> Callable[[Sequence[str]], Sequence[str]]:
    if len(places) > 1:
        return itemgetter(*places)
    return lambda cells: [cells[place] for place in places]


def _hold(tests: Sequence[Run], figures: Sequence[int]) -> bool:
    """Whether all of them could be asked, and hold."""
    try:
        for test in tests:
            if not test(figures):
                return False
    except Exception:  # noqa: BLE001 - ``evaluate`` says at which relation the program fails
        return False
    return True
