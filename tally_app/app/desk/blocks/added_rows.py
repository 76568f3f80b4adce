"""Rows that people add on a page, and the page on which the same rows are typed a second time."""

from __future__ import annotations

from collections.abc import Collection

from tally_app.domain.form.form import Form, Step
from tally_app.domain.night.state import Night


def adds_rows(form: Form, step: Step, collection: str) -> bool:
    """True on the step where the rows of a collection are added: the first one that has them."""
    lines = (line for line in form.lines if line.collection == collection and not line.derived)
    first = next(lines, None)
    return first is None or first.stage in step.stages


def typed_again(form: Form, step: Step) -> frozenset[str]:
    """The collections whose rows are typed a second time on this page."""
    here = {line.collection for line in form.lines if line.stage in step.stages}
    return frozenset(
        collection.id
        for collection in form.collections
        if collection.added and collection.id in here
        if not adds_rows(form, step, collection.id)
    )


def typed_first(night: Night, contest: str, step: Step, again: Collection[str]) -> frozenset[str]:
    """Who typed the rows of these collections on another page than this."""
    form = night.form(contest)
    entries = {**night.day_entries, **night.contests[contest].entries}
    return frozenset(
        entry.who
        for cell, entry in entries.items()
        if (line := form.line(cell.line)).collection in again and line.stage not in step.stages
    )
