"""A list of names with votes and percentages: its sums, its bases, its turnout."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from tally_app.published.rules.contradictions import (
    Base,
    Checked,
    Contradiction,
    Explanation,
    Remark,
)
from tally_app.published.rules.percents import (
    Fit,
    PrintedShare,
    best_fit,
    contradiction,
    contradictions,
)
from tally_app.published.rules.protocol import Lines, clashes
from tally_app.published.rules.reading.cells import PrintedFigure
from tally_app.published.rules.reading.rounding import fits
from tally_app.published.rules.reading.table import PrintedTable
from tally_app.published.rules.sums import sum_explanations
from tally_app.published.rules.turnout import turnout

#: Rows that are options of the ballot: "against all" is one.
PARTS: Final = ("", "against_all")
_WHOLE: Final = 100
#: Percentages that add up to no less and no more than that are parts of one whole.
_LEAST, _MOST = 90, 110
_FEWEST: Final = 2  # options with percentages, beside which one without is none


@dataclass
class _List:
    """A list being checked: its column of counts, what the percentages are of, what was found."""

    table: PrintedTable
    column: int
    fits: list[tuple[list[PrintedShare], Fit]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    checks: int = 0
    compared: set[tuple[int, int]] = field(default_factory=set)

    def seen(self, *rows: int | None) -> None:
        """Note whose counts stood in a comparison."""
        self.compared.update((row, self.column) for row in rows if row is not None)

    def figure(self, role: str) -> int | None:
        """The count of the row of a role."""
        row = self.table.row_of(role)
        return None if row is None else self.table.count(row, self.column)

    @property
    def parts(self) -> list[int]:
        """Rows that are options."""
        return [at for at, row in enumerate(self.table.rows) if row.role in PARTS]

    def added(self) -> int | None:
        """The sum of the options; None while one of them is empty."""
        counts = [self.table.count(at, self.column) for at in self.parts]
        return None if None in counts or not counts else sum(filter(None, counts))


def check_list(table: PrintedTable, column: int) -> Checked:
    """Everything that is wrong with a list whose votes stand in ``column``."""
    held = _List(_without_strangers(table, column), column)
    bases = [] if table.series else _bases(held)
    columns = [at for at in table.columns_of("percent") if table.columns[at].role != "turnout"]
    shares = [found for at in columns for found in _percents(held, at, bases)]
    sums = [] if table.series else [*_sums(held), *_lines(held)]
    contradictions = [*sums, *shares, *_turnout(held)]
    base = held.fits[0][1].base if held.fits else None
    _remark(held, base)
    return Checked(
        held.table, "list", base, tuple(contradictions), tuple(held.remarks), held.checks,
        frozenset(held.compared),
    )  # fmt: skip


def _without_strangers(table: PrintedTable, column: int) -> PrintedTable:
    """The table in which rows that stand without a percentage, while the options have theirs, are
    no options, where the printed sum says so: it closes without them and does not with them.
    """
    shares = table.columns_of("percent")
    rows = [at for at, row in enumerate(table.rows) if row.role in PARTS]
    alone = [at for at in rows if not any(table.rows[at].figures[c] is not None for c in shares)]
    sums = {
        table.count(at, column)
        for at, row in enumerate(table.rows)
        if row.role in ("total", "valid")
    } - {None}
    if not (shares and alone and sums) or len(rows) - len(alone) < _FEWEST:
        return table
    row = table.row_of("invalid")
    invalid = (table.count(row, column) if row is not None else 0) or 0
    whole = sum(table.count(at, column) or 0 for at in rows)
    known = sum(table.count(at, column) or 0 for at in rows if at not in alone)
    if sums & {whole, whole + invalid} or not sums & {known, known + invalid}:
        return table
    made = [replace(x, role="line") if at in alone else x for at, x in enumerate(table.rows)]
    return replace(table, rows=tuple(made))


def _bases(held: _List) -> list[Base]:
    """Every base a form knows, with its figure in this table; the first of several alike."""
    added, invalid, total = held.added(), held.figure("invalid"), held.figure("total")
    against = held.figure("against_all")
    of_valid = total is not None and total == added and bool(invalid)
    plain = "total" if invalid is None else "all"
    found: list[tuple[str, int | None]] = [
        (plain, None if of_valid else total),
        (plain, None if added is None else added + (invalid or 0)),
        ("voted", held.figure("voted")),
        ("valid", held.figure("valid")),
        ("valid", total if of_valid else None),
        ("valid", added if invalid is not None else None),
        ("valid", total - invalid if total is not None and invalid is not None else None),
        ("options", added - against if added is not None and against is not None else None),
        ("registered", held.figure("registered")),
    ]
    kept: dict[int, Base] = {}
    for kind, figure in found:
        if figure and figure > 0:
            kept.setdefault(figure, Base(kind, figure, figure))
    return list(kept.values())


# percentages


def _shares(held: _List, column: int) -> list[PrintedShare]:
    """The rows whose percentages are parts of one base; a dash beside votes is no percentage."""
    shares = []
    for at, row in enumerate(held.table.rows):
        votes, percent = held.table.count(at, held.column), row.figures[column]
        if votes is not None and row.role in (*PARTS, "invalid"):
            percent = None if percent is not None and percent.none else percent
            shares.append(PrintedShare(at, votes, percent, row.role))
    return shares


def _percents(held: _List, column: int, bases: Sequence[Base]) -> list[Contradiction]:
    shares = _shares(held, column)
    asked = [at for at, share in enumerate(shares) if share.percent is not None]
    if not asked or not bases:
        return [] if not asked else _unclear(held, column)
    held.checks += len(asked)
    rows = [shares[at].row for at in asked]
    held.seen(*rows)
    held.compared.update((row, column) for row in rows)
    fit = best_fit(shares, bases)
    if fit is not None:
        held.fits.append((shares, fit))
        found = list(contradictions(shares, fit, bases, column))
        return [*found, *_special_rows(held, column, [fit.base, *bases])]
    if len(asked) == 1:
        return [contradiction(shares, asked[0], bases[0], bases, column)]
    if not _is_whole(held, column):
        held.checks -= len(asked)
        held.compared.difference_update((row, column) for row in rows)
        return _unclear(held, column)
    return [Contradiction("percents_fit_no_base", tuple(shares[at].row for at in asked), (column,))]


def _unclear(held: _List, column: int) -> list[Contradiction]:
    """Note that percentages are not compared: what they are of is not in the table."""
    held.remarks.append(Remark("percents_not_checked", (), (column,)))
    return []


def _is_whole(held: _List, column: int) -> bool:
    """True where the percentages are parts of one: of a printed total, or of about a hundred."""
    figures = [row.figures[column] for row in held.table.rows if row.role in (*PARTS, "invalid")]
    known = [one for one in figures if one is not None]
    most = max(one.decimals for one in known)
    added = sum(_scaled(one, most) for one in known)
    near = _LEAST * 10**most <= added <= _MOST * 10**most
    return near or held.table.row_of("total") is not None


def _special_rows(held: _List, column: int, bases: Sequence[Base]) -> Iterator[Contradiction]:
    """Percentages beside the total, the valid ballots and those who voted: of any base."""
    for at, row in enumerate(held.table.rows):
        votes, percent = held.table.count(at, held.column), row.figures[column]
        if row.role not in ("total", "valid", "voted") or votes is None or percent is None:
            continue
        held.checks += 1
        held.seen(at)
        held.compared.add((at, column))
        whole = percent.digits == _WHOLE * 10**percent.decimals
        right = any(fits(votes, base.figure or 0, percent) for base in bases)
        if not (percent.none or whole or right or _adds_up(held, column, percent)):
            yield contradiction([PrintedShare(at, votes, percent)], 0, bases[0], bases, column)


def _adds_up(held: _List, column: int, percent: PrintedFigure) -> bool:
    """True for a total that is the sum of the printed percentages, with their rounding."""
    for roles in (PARTS, (*PARTS, "invalid")):
        printed = [row.figures[column] for row in held.table.rows if row.role in roles]
        known = [one for one in printed if one is not None and not one.none]
        most = max((one.decimals for one in (*known, percent)), default=0)
        if sum(_scaled(one, most) for one in known) == _scaled(percent, most):
            return True
    return False


def _scaled(figure: PrintedFigure, decimals: int) -> int:
    scale: int = 10 ** (decimals - figure.decimals)
    return figure.digits * scale


# sums


def _sums(held: _List) -> Iterator[Contradiction]:
    """Valid ballots and totals against the options and the invalid ballots."""
    table, added = held.table, held.added()
    totals = [at for at, row in enumerate(table.rows) if row.role == "total"]
    if added is None:
        _note_empty(held, totals)
        return
    parts = [(at, table.count(at, held.column) or 0) for at in held.parts]
    yield from _compare(held, [table.row_of("valid")], parts, {added})
    invalid, valid = held.figure("invalid") or 0, held.figure("valid")
    row = table.row_of("invalid")
    whole = [*parts, (row, invalid)] if row is not None and invalid else parts
    allowed = {added, added + invalid, *([valid + invalid] if valid is not None else [])}
    yield from _compare(held, totals, whole, allowed)


def _note_empty(held: _List, totals: Sequence[int]) -> None:
    """Note that a sum is not compared because a part of it is not printed."""
    empty = [at for at in held.parts if held.table.count(at, held.column) is None]
    if empty and (totals or held.figure("valid") is not None):
        held.remarks.append(Remark("not_checked", tuple(empty), (held.column,)))


def _compare(
    held: _List, sums: Iterable[int | None], parts: list[tuple[int, int]], allowed: Collection[int]
) -> Iterator[Contradiction]:
    """The rows of printed sums that are none of those allowed."""
    for at in sums:
        total = None if at is None else held.table.count(at, held.column)
        if at is None or total is None:
            continue
        held.checks += 1
        held.seen(at, *(row for row, _ in parts))
        if total not in allowed:
            yield _no_sum(held, at, total, parts)


def _no_sum(held: _List, row: int, total: int, parts: list[tuple[int, int]]) -> Contradiction:
    added = sum(count for _, count in parts)
    told = list(_told(held, total, parts))
    return Contradiction(
        "parts_do_not_add_up", (row,), (held.column,), total, added, total - added,
        sum_explanations(total, parts, rows=True, told=told),
    )  # fmt: skip


def _told(held: _List, total: int, parts: list[tuple[int, int]]) -> Iterator[Explanation]:
    """What the percentages say about a sum: which row is wrong, or that the total is."""
    added = sum(count for _, count in parts)
    for shares, fit in held.fits:
        for at, share in enumerate(shares):
            if at not in fit.fitting:
                yield from _said(share, share.votes + total - added, fit, held.column)
        asked = sum(share.percent is not None for share in shares)
        if fit.base.figure == added and len(fit.explained) == asked > 1:
            yield Explanation("percents_fit_sum", (), (held.column,), total, added, fit.base)


def _said(share: PrintedShare, right: int, fit: Fit, column: int) -> Iterator[Explanation]:
    """That a percentage is right for the votes that close the sum."""
    percent = share.percent
    if percent is None or right < 0:
        return
    bases = [fit.base, *fit.tied]
    if base := next((b for b in bases if fits(right, b.figure or 0, percent)), None):
        yield Explanation("percents_say", (share.row,), (column,), share.votes, right, base)


# turnout and remarks


def _lines(held: _List) -> Iterator[Contradiction]:
    """What does not agree between the lines of a protocol."""
    by_role: dict[str, list[tuple[int, int]]] = {}
    for at, row in enumerate(held.table.rows):
        if (count := held.table.count(at, held.column)) is not None:
            by_role.setdefault(row.role, []).append((at, count))
    said = clashes(Lines(by_role, held.added()))
    held.checks += said.checks
    held.seen(*said.compared)
    for one in said.found:
        gap = one.printed - one.expected
        where = one.places, (held.column,)
        yield Contradiction(one.kind, *where, one.printed, one.expected, gap)


def _turnout(held: _List) -> list[Contradiction]:
    """The voters' list against the ballots, and the printed turnout against both."""
    registered = held.figure("registered")
    row = next(
        (at for at, x in reversed([*enumerate(held.table.rows)]) if x.role == "turnout"), None
    )
    if registered is None:
        return []
    at, percent, beside = _printed_turnout(held, row)
    known: list[tuple[int | None, int | None]] = [
        (held.table.row_of(role), held.figure(role)) for role in ("total", "voted", "issued")
    ]
    added = held.added()
    whole = None if added is None or held.table.series else added + (held.figure("invalid") or 0)
    known[2:2] = [(row, beside), (None, whole)]
    voted = [(place, count) for place, count in known if count is not None]
    held.checks += (1 + (percent is not None)) if voted else 0
    if voted:
        held.seen(held.table.row_of("registered"), *(place for place, _ in voted))
    if percent is not None and at is not None:
        held.compared.update((at, column) for column in range(len(held.table.columns)))
    column = (held.column,)
    named = [(((() if place is None else (place,)), column), count) for place, count in voted]
    return list(turnout(named, registered, percent, (() if at is None else (at,), column)))


def _printed_turnout(
    held: _List, row: int | None
) -> tuple[int | None, PrintedFigure | None, int | None]:
    """Row and percentage of the turnout, and the count beside it. It may stand beside the voters
    of the list; a hundred there is no turnout.
    """
    figures = held.table.rows[row].figures if row is not None else ()
    percent = next((one for one in figures if one is not None and _is_percent(one)), None)
    beside = next((one.digits for one in figures if one is not None and not _is_percent(one)), None)
    of = held.table.row_of("registered")
    if percent is not None or of is None:
        return row, percent, beside
    shares = [one for one in held.table.rows[of].figures if one is not None and not one.whole]
    said = next((x for x in shares if x.digits != _WHOLE * 10**x.decimals), None)
    return (row if said is None else of), said, beside


def _is_percent(figure: PrintedFigure) -> bool:
    return not figure.none and (not figure.whole or figure.digits <= _WHOLE)


def _remark(held: _List, base: Base | None) -> None:
    dashes = [
        at
        for at, row in enumerate(held.table.rows)
        if (figure := row.figures[held.column]) is not None and figure.none
    ]
    if dashes:
        held.remarks.append(Remark("dash_is_none", tuple(dashes), (held.column,)))
    added = held.added()
    if base is not None and base.kind == "implied" and added is not None:
        held.remarks.append(Remark("base_not_printed", figure=base.figure, of=added))
    if not held.checks:
        held.remarks.append(Remark("nothing_to_check"))
