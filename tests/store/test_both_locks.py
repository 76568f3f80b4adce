"""The store's lock on a finished protocol is a second one: what the first lets by, it keeps."""

from functools import reduce

import pytest

from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import Command
from tally_app.domain.night.event import next_event
from tally_app.domain.night.facts.figures import TypedDay
from tally_app.domain.night.facts.rows import ItemAdded, ItemRemoved
from tally_app.domain.night.facts.table import FACTS, allowed
from tally_app.domain.night.naming import items_in, items_of
from tally_app.store.after_finish import (
    ALLOWED,
    BY_LINE,
    FINISH,
    OF_THE_DAY,
    SIGN,
    locks_after,
    refusing,
)
from tests.domain.making import Evening
from tests.domain.night.kept import KEPT, kept
from tests.domain.night.test_several import BALLOTS, Two

#: Facts of every kind, as kept: they name lines, boxes and members that these nights have.
EXAMPLES = [event for path in KEPT for event in kept(path)]


def signed():
    return Evening().signed()


def finished_by_hand():
    return Evening("official").counted().finish()


def withdrawn():
    finished = Evening().counted().finish()
    return finished.do("print_withdrawn", reason="blurred", sheets=3, names=["A", "B"])


def recounted():
    said = {"ground": "proxy", "applicant": "A", "minutes": 1450, "act_number": "9"}
    return signed().do("recount_opened", **said)


def one_of_two():
    return Two().announced().finished(BALLOTS[0])


def one_of_two_signed():
    return one_of_two().signed(BALLOTS[0])


NIGHTS = [
    lambda: Evening().counted().finish(), finished_by_hand, signed, withdrawn, recounted,
    one_of_two, one_of_two_signed,
]  # fmt: skip
NAMES = ["finished", "by hand", "signed", "withdrawn", "recount", "one of two", "one signed"]


def everything(night):
    """Facts of every kind about the day and each ballot; every line and row of the day."""
    for event in EXAMPLES:
        fact = FACTS[event.kind].read(event.payload)
        for contest in night.contests if event.contest else ("",):
            yield Command(fact, contest)
    form = night.form(night.first)
    for line in form.lines:
        if line.is_day:
            cells = [Cell(line.id, item) for item in items_of(night, night.first, line)]
            yield from (Command(TypedDay(c.line, c.item, "1", 1, "")) for c in cells)
    for collection in form.collections:
        rows = items_in(night, night.first, collection.id)
        yield Command(ItemAdded(collection.id, "77"))
        yield from (Command(ItemRemoved(collection.id, row)) for row in rows)


@pytest.mark.parametrize("made", NIGHTS, ids=NAMES)
def test_what_the_law_of_the_night_lets_by_the_store_keeps(made):
    session = made().session
    night, events = session.night, session.journal.events()
    locks = reduce(locks_after, events, {})
    let_by = set()
    for command in everything(night):
        reckoning = session.reckoning(command.contest or night.first)
        if allowed(night, command, reckoning) is None:
            fact = command.fact
            said = {"kind": fact.kind, "payload": fact.payload(), "contest": command.contest}
            event = next_event(events[-1], at="", who="m1", **said)
            assert refusing(locks, event) == "", command
            let_by.add(fact.kind)
    assert "document_filed" in let_by
    assert ("typed" in let_by) == any(x.finish is None for x in night.contests.values())


def test_the_store_names_facts_only():
    assert {FINISH, SIGN} | ALLOWED | OF_THE_DAY | BY_LINE <= set(FACTS)
