"""Running a form's relations over the figures of a contest: what holds, what fails, by how much."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache

from tally_app.domain.form.form import Form, Relation, Severity
from tally_app.domain.form.layout import Cell, Layout
from tally_app.domain.form.rows import owning
from tally_app.domain.relations.binding import (
    Binder,
    Figures,
    NotApplicableError,
    NotCheckedError,
    Run,
    Scope,
)
from tally_app.domain.relations.language import Vocabulary, collection_of, parse
from tally_app.domain.values.wording import fault_words


class Status(StrEnum):
    """What became of a relation. Only HOLDS counts as passed. UNCHECKABLE: a fault of the program
    kept it from being run; it says nothing of the figures.
    """

    HOLDS = "holds"
    FAILS = "fails"
    NOT_CHECKED = "not_checked"
    NOT_APPLICABLE = "not_applicable"
    SILENT = "silent"
    UNCHECKABLE = "uncheckable"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a relation: all parts must hold. ``left`` and ``right`` exist where the
    part is a single comparison.
    """

    tree: ast.expr
    scope: Scope
    holds: Run
    cells: tuple[Cell, ...]
    left: Run | None = None
    right: Run | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A relation bound to a layout: once, or once per item of its outer ``each``.

    ``needs`` are the slots that must hold a figure, those of ``free`` only if it is to apply at
    all; ``asks`` are the slots it looks at and can do without. ``sides`` are those of a relation
    that is one comparison, ``over`` is the collection of the outer ``each``. ``fault`` is what
    the program met where it could not bind the relation.
    """

    relation: Relation
    item: str
    needs: tuple[int, ...]
    parts: tuple[Condition, ...]
    when: Run | None = None
    unavailable: Status | None = None
    free: frozenset[int] = frozenset()
    asks: tuple[int, ...] = ()
    sides: tuple[Run, Run] | None = None
    over: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """Outcome of one check. ``difference`` is left minus right where the relation is one
    comparison, else None. ``failing`` are the parts that do not hold. ``over`` is the collection
    the item is of. ``fault``: why it is UNCHECKABLE, for whoever mends the program.
    """

    relation: Relation
    item: str
    status: Status
    difference: int | None = None
    failing: tuple[Condition, ...] = ()
    over: str = ""
    fault: str = ""

    @property
    def key(self) -> str:
        """Name of this outcome inside the night: relation key, and item where there is one."""
        return f"{self.relation.key}/{self.item}" if self.item else self.relation.key

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell of the failing parts, each once, in the order of the expression."""
        return tuple(dict.fromkeys(cell for part in self.failing for cell in part.cells))


@dataclass(frozen=True)
class Rulebook:
    """A form's expressions, parsed once. LanguageError if one is outside the language."""

    form: Form
    checks: Mapping[str, ast.expr] = field(init=False)
    whens: Mapping[str, ast.expr] = field(init=False)
    formulas: Mapping[str, ast.expr] = field(init=False)

    def __post_init__(self) -> None:
        words = vocabulary(self.form)
        relations = self.form.relations
        object.__setattr__(self, "checks", {r.key: parse(r.check, words) for r in relations})
        object.__setattr__(
            self, "whens", {r.key: parse(r.when, words) for r in relations if r.when}
        )
        lines = [line for line in self.form.lines if line.formula]
        object.__setattr__(self, "formulas", {x.id: parse(x.formula, words) for x in lines})


@lru_cache(maxsize=32)
def rulebook(form: Form) -> Rulebook:
    """The rulebook of a form, parsed when it is first asked for."""
    return Rulebook(form)


#: Constants every contest has, beside those of its form and election file.
CONSTANTS = frozenset(
    {"seats", "options", "special", "closes", "applications_until", "election_day"}
)


#: Collections every night has, whether the form has lines for them or not.
COLLECTIONS = ("member", "box", "option", "parallel")


def vocabulary(form: Form, *, nesting: bool = False) -> Vocabulary:
    """The names relations of this form may use; with ``nesting`` rows of rows as the form has them
    and no others.
    """
    declared = [collection.id for collection in form.collections]
    collections: dict[str, set[str]] = {name: set() for name in (*COLLECTIONS, *declared)}
    for line in form.lines:
        for name in line.scope:
            if name not in ("contest", "day"):
                collections.setdefault(name, set())
        if line.collection:
            collections[line.collection].add(line.attribute)
    nested: dict[str, set[str]] = {}
    for collection in form.collections:
        for owner in owning(collection):
            nested.setdefault(owner, set()).add(collection.id)
    return Vocabulary(
        lines=frozenset(line.id for line in form.lines),
        collections={name: frozenset(of) for name, of in collections.items()},
        constants=CONSTANTS | frozenset(form.constants),
        nested={name: frozenset(of) for name, of in nested.items()} if nesting else None,
    )


class Bound:
    """A rulebook bound to a layout: ``evaluate`` runs every relation over a list of figures."""

    def __init__(self, book: Rulebook, layout: Layout) -> None:
        self.book = book
        self.layout = layout
        self.checks = tuple(c for r in book.form.relations for c in _bind(r, book, layout))
        self.derived = {name: self._bind_formula(tree) for name, tree in book.formulas.items()}

    def _bind_formula(self, tree: ast.expr) -> tuple[Run, tuple[int, ...]] | None:
        binder = Binder(self.layout, self.book.formulas)
        try:
            run = binder.value(tree, Scope())
        except Exception:  # noqa: BLE001 - not there; or the program fails, as ``derive`` says
            return None
        return run, tuple(binder.needs)

    def derive(self, line_id: str, figures: Sequence[int | None]) -> int | None:
        """Value of a derived line, None while a line it needs is not entered or not there, and
        where the program fails at its formula.
        """
        bound = self.derived[line_id]
        if bound is None or any(figures[slot] is None for slot in bound[1]):
            return None
        try:
            return bound[0](figures)  # type: ignore[arg-type]  # none it needs is missing
        except Exception:  # noqa: BLE001 - the relations that use the line say what is wrong
            return None

    def check(self, key: str, item: str) -> Check:
        """The check of a relation, for an item where it has an outer ``each``."""
        return next(c for c in self.checks if (c.relation.key, c.item) == (key, item))

    def evaluate(
        self, figures: Sequence[int | None], checks: Iterable[Check] | None = None
    ) -> list[Result]:
        """Every relation's outcome, in the form's order; one per item for an outer ``each``.

        ``checks`` narrows it to some of them, all that fail among them: which one is silent
        hangs on what fails.
        """
        return silenced(
            [_run(check, figures) for check in (self.checks if checks is None else checks)]
        )

    def run(self, figures: Sequence[int | None]) -> list[Result]:
        """Every relation's own outcome, whatever the others say."""
        return [_run(check, figures) for check in self.checks]

    def run_again(
        self, before: Sequence[Result], figures: Sequence[int | None], slots: Iterable[int]
    ) -> list[Result]:
        """What ``run`` gives once the figures of ``slots`` changed: the others need not run."""
        results = [*before]
        for position in {check for slot in slots for check in self._asking.get(slot, ())}:
            results[position] = _run(self.checks[position], figures)
        return results

    @cached_property
    def _asking(self) -> Mapping[int, Sequence[int]]:
        """Positions of the checks that ask for a slot's figure."""
        asking: dict[int, list[int]] = {}
        for position, check in enumerate(self.checks):
            for slot in (*check.needs, *check.asks):
                asking.setdefault(slot, []).append(position)
        return asking


def silenced(results: list[Result]) -> list[Result]:
    """The outcomes as people are told them."""
    return list(_silence(results)) if any(result.failing for result in results) else results


def _silence(results: list[Result]) -> Iterator[Result]:
    """One mistake, one finding: a relation may be silent while another fails, one about an item
    only while the other fails for that item or is about none.
    """
    failing: dict[str, list[Result]] = {}
    for result in results:
        if result.status is Status.FAILS:
            failing.setdefault(result.relation.code, []).append(result)
    for result in results:
        others = (o for code in result.relation.silent_while for o in failing.get(code, ()))
        if result.status is Status.FAILS and any(_hides(other, result) for other in others):
            yield Result(result.relation, result.item, Status.SILENT, over=result.over)
        else:
            yield result


def _hides(other: Result, result: Result) -> bool:
    """Whether both are about the same, or one of them about the whole ballot."""
    whole = not other.item or not result.item
    return whole or (other.over, other.item) == (result.over, result.item)


def _run(check: Check, known: Sequence[int | None]) -> Result:
    """What a check says; one that cannot be run keeps no other from being run."""
    try:
        return _outcome(check, known)
    except Exception as fault:  # noqa: BLE001 - whatever it is, the other relations go on
        said = fault_words(fault)
        return Result(check.relation, check.item, Status.UNCHECKABLE, over=check.over, fault=said)


def _outcome(check: Check, known: Sequence[int | None]) -> Result:
    relation, item = check.relation, check.item
    if check.unavailable is not None:
        return Result(relation, item, check.unavailable, fault=check.fault)
    missing = [slot for slot in check.needs if known[slot] is None]
    if missing:
        free = check.free.issuperset(missing)
        return Result(relation, item, Status.NOT_APPLICABLE if free else Status.NOT_CHECKED)
    if check.asks and all(known[slot] is None for slot in check.asks):
        return Result(relation, item, Status.NOT_APPLICABLE)
    figures: Figures = known  # type: ignore[assignment]  # none it needs is missing
    if check.when is not None and not check.when(figures):
        return Result(relation, item, Status.NOT_APPLICABLE)
    failing = tuple(part for part in check.parts if not part.holds(figures))
    difference = None
    if check.sides is not None:
        difference = check.sides[0](figures) - check.sides[1](figures)
    status = Status.FAILS if failing else Status.HOLDS
    return Result(relation, item, status, difference, failing, check.over)


def _bind(relation: Relation, book: Rulebook, layout: Layout) -> Iterator[Check]:
    tree = book.checks[relation.key]
    try:
        outer = Binder(layout, book.formulas)
        match tree:
            case ast.Call(func=ast.Name(id="each"), args=[items, condition]):
                turns = [(g, i.id, s) for g, i, s in outer.items(items, Scope())]
            case _:
                turns, condition = [(None, "", Scope())], tree
        checks = [_check(relation, book, layout, turn, condition, outer.needs) for turn in turns]
    except NotApplicableError:
        checks = [Check(relation, "", (), (), unavailable=Status.NOT_APPLICABLE)]
    except NotCheckedError:
        checks = [Check(relation, "", (), (), unavailable=Status.NOT_CHECKED)]
    except Exception as fault:  # noqa: BLE001 - whatever it is, the other relations are bound
        said = fault_words(fault)
        checks = [Check(relation, "", (), (), unavailable=Status.UNCHECKABLE, fault=said)]
    yield from checks or [Check(relation, "", (), (), unavailable=Status.NOT_APPLICABLE)]


def _check(
    relation: Relation,
    book: Rulebook,
    layout: Layout,
    turn: tuple[Run | None, str, Scope],
    condition: ast.expr,
    asked: Mapping[int, None],
) -> Check:
    guard, item, scope = turn
    binder = Binder(layout, book.formulas)
    binder.needs.update(asked)
    conditions = [guard] if guard else []
    if relation.key in book.whens:
        conditions.append(binder.value(book.whens[relation.key], Scope()))
    parts = tuple(_parts(condition, scope, layout, book.formulas, binder))
    unavailable = None if parts else Status.NOT_APPLICABLE
    needs = tuple(binder.needs)
    free = layout.free.intersection(needs)
    when, asks = _every(conditions), tuple(binder.asks)
    sides = _sides(parts)
    over = outer_collection(book.checks[relation.key])
    return Check(relation, item, needs, parts, when, unavailable, free, asks, sides, over)


def _sides(parts: Sequence[Condition]) -> tuple[Run, Run] | None:
    if len(parts) != 1 or parts[0].left is None or parts[0].right is None:
        return None
    return parts[0].left, parts[0].right


def _every(conditions: list[Run]) -> Run | None:
    if not conditions:
        return None
    if len(conditions) == 1:
        return conditions[0]
    return lambda figures: all(condition(figures) for condition in conditions)


def _parts(
    tree: ast.expr,
    scope: Scope,
    layout: Layout,
    formulas: Mapping[str, ast.expr],
    whole: Binder,
) -> Iterator[Condition]:
    """Split ``and`` and inner ``each`` so that a finding names only the lines that fail."""
    binder = Binder(layout, formulas)
    match tree:
        case ast.BoolOp(op=ast.And(), values=values):
            for value in values:
                yield from _parts(value, scope, layout, formulas, whole)
            return
        case ast.Call(func=ast.Name(id="each"), args=[items, condition]):
            found = binder.items(items, scope)
            if all(guard is None for guard, _, _ in found):
                for _, _, inner in found:
                    yield from _parts(condition, inner, layout, formulas, whole)
                return
    holds = binder.value(tree, scope)
    cells = tuple(layout.cells[slot] for slot in (*binder.needs, *binder.asks))
    whole.needs.update(binder.needs)
    whole.asks.update(binder.asks)
    left = right = None
    if isinstance(tree, ast.Compare) and len(tree.ops) == 1:
        left, right = binder.value(tree.left, scope), binder.value(tree.comparators[0], scope)
    yield Condition(tree, scope, holds, cells, left, right)


def failures(results: Iterable[Result], *severities: Severity) -> list[Result]:
    """The failing results of the given severities (all, if none is given)."""
    return [
        result
        for result in results
        if result.status is Status.FAILS
        and (not severities or result.relation.severity in severities)
    ]


def outer_collection(tree: ast.expr) -> str:
    """Name of the collection an outer ``each`` runs over, "" without one."""
    match tree:
        case ast.Call(func=ast.Name(id="each"), args=[items, _]):
            return collection_of(items)
        case _:
            return ""
