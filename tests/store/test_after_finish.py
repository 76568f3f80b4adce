"""A finished contest is locked in the store, by Python and by SQL alike."""

import sqlite3
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tally_app.domain.night.event import next_event
from tally_app.store import StoreError, open_file, schema
from tally_app.store.after_finish import ALLOWED, BY_LINE, OF_THE_DAY, locks_after, refusing
from tally_app.store.chain import to_row
from tests.effort import EFFORT

KINDS = [*sorted(OF_THE_DAY | BY_LINE), "finished", "typed", "answered", "step_unlocked"]


def refused(journal, say, kind, contest, **payload):
    with pytest.raises(StoreError) as error:
        say(journal, kind, contest, **payload)
    assert error.value.code == "finished"
    return error.value.arguments["contest"]


def test_a_finished_contest_takes_no_more_figures(journal, say):
    say(journal, "typed", "c1")
    say(journal, "finished", "c1")
    for kind in ("typed", "answered", "step_unlocked", "finished", "never_heard_of"):
        assert refused(journal, say, kind, "c1") == "c1"
    say(journal, "typed", "c2")
    for kind in ("typed", "typed_day", "box_removed", "member_listed"):
        assert refused(journal, say, kind, "") == "c1"
    for kind in ("member_state_noted", "step_confirmed"):
        say(journal, kind, "")
    for kind in sorted(ALLOWED - {"print_withdrawn", "recount_opened"}):
        say(journal, kind, "c1")
        say(journal, kind, "")
    assert refused(journal, say, "typed", "c1") == "c1"


@pytest.mark.parametrize("reopening", ["print_withdrawn", "recount_opened"])
def test_what_opens_it_again(journal, say, reopening):
    say(journal, "finished", "c1")
    say(journal, "finished", "c2")
    say(journal, reopening, "c1")
    say(journal, "typed", "c1")
    assert refused(journal, say, "typed_day", "") == "c2"
    say(journal, reopening, "c2")
    say(journal, "typed_day", "")
    say(journal, "finished", "c1")
    assert refused(journal, say, "typed", "c1") == "c1"


def test_a_signed_print_cannot_be_withdrawn_only_recounted(journal, say, raw):
    for kind in ("finished", "printed", "signed"):
        say(journal, kind, "c1")
    assert refused(journal, say, "print_withdrawn", "c1") == "c1"
    say(journal, "recount_opened", "c1")
    say(journal, "typed", "c1")
    say(journal, "finished", "c1")
    say(journal, "print_withdrawn", "c1")
    say(journal, "typed", "c1")


def test_the_lock_is_found_again_after_opening(journal, say):
    say(journal, "finished", "c1")
    journal.close()
    with open_file(journal.path) as again:
        assert refused(again, say, "typed", "c1") == "c1"


def test_the_lock_holds_for_other_programs(journal, say, raw):
    say(journal, "finished", "c1")
    typed = next_event(journal.head, at="", who="", kind="typed", payload={}, contest="c1")
    for verb in ("INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE", "INSERT OR FAIL"):
        with raw(journal.path) as other, pytest.raises(sqlite3.IntegrityError, match="finished"):
            other.execute(schema.INSERT_EVENT.replace("INSERT", verb, 1), to_row(typed))
    with raw(journal.path) as other:
        assert other.execute("SELECT count(*) FROM event").fetchone() == (2,)


def test_the_lock_reads_a_small_index_and_not_the_night(journal):
    condition = schema.TRIGGERS["event_finished"].split("AND EXISTS (")[1].rsplit(")\n", 1)[0]
    named = {"NEW.contest": "'c1'", "NEW.kind": "'typed'", "NEW.payload": "'{}'"}
    question = condition
    for name, value in named.items():
        question = question.replace(name, value)
    plan = journal._connection.execute(f"EXPLAIN QUERY PLAN {question}").fetchall()
    tables = [row[3] for row in plan if "event" in row[3]]
    assert len(tables) == 2
    assert all("INDEX event_milestone" in step for step in tables)


@pytest.fixture(scope="module")
def bare():
    """The tables and triggers alone, in memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate(connection, 0)
    schema.restore_triggers(connection)
    yield connection
    connection.close()


def test_a_line_of_the_day_the_protocol_does_not_rest_on_stays_open(journal, say):
    say(journal, "finished", "c1", locks=["voting_end", "urn"])
    assert refused(journal, say, "typed_day", "", line="voting_end") == "c1"
    assert refused(journal, say, "item_added", "", collection="urn") == "c1"
    say(journal, "typed_day", "", line="posted")
    say(journal, "item_added", "", collection="copy")
    say(journal, "finished", "c2")
    assert refused(journal, say, "typed_day", "", line="posted") == "c2"


WHAT = st.sampled_from([{}, {"line": "a"}, {"collection": "a"}, {"locks": ["a"]}, {"locks": []}])


@settings(deadline=None, max_examples=100 * EFFORT)
@given(
    said=st.lists(
        st.tuples(st.sampled_from(KINDS), st.sampled_from(["", "c1", "c2"]), WHAT),
    )
)
def test_python_and_sql_say_the_same(said, bare):
    bare.execute("BEGIN")
    try:
        events = []
        for kind, contest, payload in said:
            finished = reduce(locks_after, events, {})
            event = next_event(
                events[-1] if events else None,
                at="",
                who="",
                kind=kind,
                payload=payload,
                contest=contest,
            )
            if refusing(finished, event):
                with pytest.raises(sqlite3.IntegrityError, match="finished"):
                    bare.execute(schema.INSERT_EVENT, to_row(event))
            else:
                bare.execute(schema.INSERT_EVENT, to_row(event))
                events.append(event)
    finally:
        bare.execute("ROLLBACK")
