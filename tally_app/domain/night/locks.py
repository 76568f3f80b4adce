"""What is locked, and why: steps in the order of the law, announced lines, finished contests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from tally_app.domain.form.form import Form, Line, Severity, Step
from tally_app.domain.form.layout import Cell
from tally_app.domain.form.pages import PROTOCOL, step_with
from tally_app.domain.night.command import Refusal
from tally_app.domain.night.naming import items_of
from tally_app.domain.night.state import Night
from tally_app.domain.relations.language import names_in
from tally_app.domain.relations.rulebook import rulebook


def day_rests_on(form: Form) -> frozenset[str]:
    """Ids of the day's lines, and of their collections, that a protocol of this form rests on."""
    lines = [line for line in form.lines if line.is_day and line.id in uses(form)]
    return frozenset({line.id for line in lines} | {x.collection for x in lines} - {""})


def step_of(night: Night, contest: str, stage: str) -> Step | None:
    """The step on which lines of ``stage`` are typed."""
    return next((s for s in night.form(contest).steps if stage in s.stages), None)


def step_closed(night: Night, step: Step) -> Refusal | None:
    """Why a step is not open yet: every step it comes after must be confirmed in every contest.

    A step opened with a reason before its turn is open (severity B: order).
    """
    for before in step.after:
        for name, other in night.contests.items():
            waits = before in night.form(name).step_ids and before not in other.confirmed
            if waits and step.id not in other.opened:
                return Refusal("before", step.law, before)
    return None


def locked_by(night: Night, contest: str, stage: str) -> Refusal | None:
    """Why lines of a stage are locked: a step that was confirmed closed them."""
    for step in night.form(contest).steps:
        if stage in step.locks and step.id in night.contests[contest].confirmed:
            return Refusal("locked", step.law, step.id)
    return None


def cell_closed(night: Night, contest: str, cell: Cell) -> Refusal | None:
    """Why a field cannot be typed now: there is no such field, or its line is closed."""
    line = night.form(contest).line(cell.line)
    if cell.item not in items_of(night, contest, line):
        return Refusal("unknown")
    return typing_closed(night, contest, line)


def typing_closed(night: Night, contest: str, line: Line) -> Refusal | None:
    """Why a line cannot be typed now, None when it can.

    A line of the day is closed by any protocol that rests on it, whichever ballot is looked at; it
    is announced once every list is, and one of them unlocked opens it again.
    """
    if line.mirror:
        return Refusal("mirrored")
    if line.derived:
        return Refusal("derived", lines=tuple(_adds_up(night, contest, line)))
    resting = _resting_on(night, line) if line.is_day else [contest]
    done = _closed(night, resting)
    if done is not None:
        return done
    for name in resting:
        if night.contests[name].recounts and not _reopened(night, name, line):
            return Refusal("not_recounted", ground_law(night, name))
    step = step_of(night, contest, line.stage)
    if step is None:
        return Refusal("no_step")
    closed = step_closed(night, step)
    if closed is not None:
        return closed
    locked = [
        locked_by(night, name, line.stage)
        for name in (night.contests if line.is_day else [contest])
    ]
    return locked[0] if all(locked) else None


def removal_closed(night: Night, collection: str, item: str) -> Refusal | None:
    """Why an item cannot be taken away: what was typed is never thrown away, and a box whose
    procedure began stays.
    """
    for contest, state in night.contests.items():
        form, entries = night.form(contest), {**state.entries, **night.day_entries}
        held = {collection, *(c.id for c in form.collections if collection in (*c.of, c.parent))}
        kept = [cell for cell, entry in entries.items() if entry.text.strip()]
        owned = tuple(
            cell
            for cell in (*kept, *state.unestablished)
            if (cell.item == item or item in cell.item.split("."))
            and form.line(cell.line).collection in held
        )
        if owned:
            return Refusal("has_figures", lines=owned)
        if collection == "box" and item in state.boxes:
            return Refusal("in_use")
    return None


def finished(night: Night, contest: str) -> Refusal | None:
    """Refusal once the contest's protocol is finished."""
    return _closed(night, [contest])


def any_finished(night: Night) -> Refusal | None:
    """Refusal once a protocol is finished: what all of them print stays as it is."""
    return _closed(night, night.contests)


def all_finished(night: Night) -> Refusal | None:
    """Refusal once every protocol is finished."""
    left = [name for name, state in night.contests.items() if state.finish is None]
    return None if left else _closed(night, night.contests)


def _closed(night: Night, contests: Iterable[str]) -> Refusal | None:
    done = next((name for name in contests if night.contests[name].finish is not None), None)
    if done is None:
        return None
    step = step_with(night.form(done), PROTOCOL)
    return Refusal("finished", "43(8)", step.id if step else "")


def _adds_up(night: Night, contest: str, line: Line) -> Iterator[Cell]:
    """The fields from which a figure is worked out; of rows there are none of yet, their line."""
    for part in _parts(night.form(contest))[line.id]:
        items = items_of(night, contest, part) or [""]
        yield from (Cell(part.id, item) for item in items)


def _resting_on(night: Night, line: Line) -> list[str]:
    return [name for name in night.contests if line.id in uses(night.form(name))]


@lru_cache(maxsize=64)
def uses(form: Form) -> frozenset[str]:
    """Ids of the lines a protocol of this form rests on: printed on it, or named in a relation
    that must be answered for.
    """
    book = rulebook(form)
    told = [r.key for r in form.relations if r.severity is not Severity.NOTE]
    trees = [*(book.checks[key] for key in told), *book.formulas.values()]
    named = {name for tree in trees for name in names_in(tree)}
    return frozenset(
        line.id
        for line in form.lines
        if line.place != "none" or line.id in named or line.collection in named
    )


@lru_cache(maxsize=64)
def _parts(form: Form) -> Mapping[str, tuple[Line, ...]]:
    """By the id of a line that is worked out, the lines its formula names."""
    return {
        line_id: tuple(line for line in form.lines if line.id in names_in(tree))
        for line_id, tree in rulebook(form).formulas.items()
    }


def _reopened(night: Night, contest: str, line: Line) -> bool:
    recount = night.contests[contest].recounts[-1]
    return line.stage in night.form(contest).ground(recount.ground).reopens


def ground_law(night: Night, contest: str) -> str:
    """Article of the ground of the recount under way."""
    recount = night.contests[contest].recounts[-1]
    return night.form(contest).ground(recount.ground).law


def not_given(night: Night) -> Refusal | None:
    """Why what a passphrase stands before waits for it, None where none was set or it was given."""
    kept = night.passphrase
    return Refusal("passphrase") if kept is not None and not kept.opened else None
