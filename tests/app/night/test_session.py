"""A session: every change is an event, every event survives, and a failing disk changes nothing."""

import pytest

from tally_app.app.night.session import Session
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.event import SETUP
from tally_app.domain.night.facts.table import fold
from tally_app.domain.record.record import Record
from tally_app.store import StoreError
from tests.domain.making import Evening, Wall, rules

GIVEN, VOTERS = Cell("given"), Cell("voters")


@pytest.fixture
def evening():
    return Evening()


def kinds(evening):
    return [event.kind for event in evening.journal.events()]


def test_what_was_typed_is_kept_as_it_was_typed(evening):
    evening.type(given=" 1 610 ", voters="12x")
    assert evening.session.text("akim", GIVEN) == " 1 610 "
    assert evening.night.entry("akim", GIVEN).value == 1610
    entry = evening.night.entry("akim", VOTERS)
    assert (entry.value, entry.problem, entry.who) == (None, "letters", "m3")
    assert evening.session.text("akim", Cell("invalid")) == ""


def test_the_same_text_again_is_no_event(evening):
    evening.type(given=1610)
    before = kinds(evening)
    evening.type(given=1610, voters="")
    assert kinds(evening) == before


def test_half_a_character_pasted_does_not_stop_the_night(evening):
    evening.type(given="12\ud83d")
    assert evening.session.text("akim", GIVEN) == "12\ufffd"
    evening.type(given="\U0001f5f3")
    assert evening.session.text("akim", GIVEN) == "\U0001f5f3"


def test_who_is_asked_before_anybody_is_chosen():
    session = Session(Evening().journal, rules(), Wall())
    assert session.who == SETUP


def test_a_day_line_is_typed_once_for_every_contest(evening):
    evening.type(count_start="20:05")
    assert kinds(evening)[-1] == "typed_day"
    assert evening.night.day_entries[Cell("count_start")].value == 20 * 60 + 5


def test_undo_takes_back_the_last_change_by_a_new_event(evening):
    evening.type(given=1610).type(given=1611).type(voters=2494)
    session = evening.session
    assert session.undo().cell == VOTERS
    assert session.text("akim", VOTERS) == ""
    change = session.undo()
    assert (change.before, change.after) == ("1610", "1611")
    assert session.text("akim", GIVEN) == "1610"
    taken_back = evening.journal.events()[-1]
    assert taken_back.payload["text"] == "1610"
    assert taken_back.payload["undoes"] == evening.journal.events()[2].seq
    assert kinds(evening) == ["night_opened", *["typed"] * 5]
    session.undo()
    assert session.text("akim", GIVEN) == ""
    assert session.undo() is None


def test_redo_until_something_new_is_typed(evening):
    evening.type(given=1610, voters=2494)
    session = evening.session
    session.undo()
    session.undo()
    assert session.redo().cell == GIVEN
    assert session.text("akim", GIVEN) == "1610"
    evening.type(ballots_received=1)
    assert session.redo() is None
    assert session.text("akim", VOTERS) == ""
    assert fold(evening.journal.events(), rules()) == evening.night


def test_what_is_locked_is_not_undone(evening):
    evening.lists().announce()
    assert evening.session.undo().cell == Cell("ballots_received"), "the last one still open"
    assert evening.session.text("akim", Cell("ballots_cancelled")) == "909"
    evening.do("step_unlocked", step="announce", reason="typo")
    assert evening.session.undo().cell == Cell("ballots_cancelled")


def test_a_figure_is_never_undone_into_a_box_that_is_gone(evening):
    evening.lists().announce().do("box_added", box="1")
    evening.type({"box.ballots/1": 13}).type({"box.ballots/1": ""}).do("box_removed", box="1")
    assert evening.session.undo().cell.line != "box.ballots"
    assert evening.night.boxes == ()


def test_after_finish_there_is_nothing_to_undo(evening):
    evening.counted()
    evening.session.undo()
    evening.session.redo()
    evening.finish()
    assert evening.session.undo() is None
    assert evening.session.redo() is None


@pytest.mark.parametrize("code", ["disk_full", "disk_failed", "read_only"])
def test_a_disk_that_takes_nothing_changes_nothing(evening, code):
    evening.lists()
    session, journal = evening.session, evening.journal
    before = session.night, session.saved_at, list(session.undoable), journal.events()
    journal.failure = StoreError(code, path="night.tally")
    for change in (
        lambda: session.type_text("akim", GIVEN, "1"),
        lambda: session.announce("akim", "announce", "20:31"),
        lambda: evening.do("member_state_noted", member="m2", state="absent", reason="x"),
        session.undo,
    ):
        with pytest.raises(StoreError, match=code):
            change()
        assert before == (session.night, session.saved_at, session.undoable, journal.events())
    journal.failure = None
    assert session.undo().cell == Cell("ballots_cancelled")


def test_a_full_disk_at_the_very_end_leaves_the_night_open(evening):
    evening.counted().seen()
    undoable = list(evening.session.undoable)
    evening.journal.failure = StoreError("disk_full", path="night.tally")
    with pytest.raises(StoreError):
        evening.session.finish("akim", "999")
    assert evening.state.finish is None
    assert evening.session.undoable == undoable
    evening.journal.failure = None
    evening.finish()
    assert [event.seq for event in evening.journal.events()] == list(
        range(1, evening.night.seq + 1)
    )


def test_refused_commands_leave_no_trace(evening):
    before = evening.journal.events()
    assert evening.why_typing("stationary.ballots") == "before"
    assert evening.session.finish("akim", "999").code == "obstacles"
    assert evening.session.announce("akim", "announce", "20:31").code == "not_entered"
    assert evening.journal.events() == before
    assert evening.session.undoable == []


@pytest.mark.parametrize(
    ("said", "minutes"), [("20:31", 1231), ("2031", 1231), ("20:05", 1205), ("00:10", 1450)]
)
def test_the_announcement_has_a_time_after_the_count_began(evening, said, minutes):
    evening.lists().announce(said)
    assert evening.state.confirmed["announce"].minutes == minutes
    assert Record.read(evening.state.confirmed["announce"].record).announced == minutes


@pytest.mark.parametrize("said", ["", "soon", "25:00"])
def test_an_announcement_without_a_time_is_not_one(evening, said):
    evening.lists()
    assert evening.session.announce("akim", "announce", said).code == "time"
    assert evening.state.confirmed == {}


def test_the_time_said_stands_where_the_start_could_not_be_established(evening):
    act = {"number": "1", "minutes": 1200, "text": "the clock stood", "members": ["m1"]}
    evening.lists(count_start="").do("not_established", line="count_start", item="", **act)
    evening.announce("00:10")
    assert evening.state.confirmed["announce"].minutes == 24 * 60 + 10


def test_the_precinct_is_typed_by_hand_before_the_night_is_finished(evening):
    evening.counted().seen()
    assert evening.session.finish("akim", "998").code == "precinct"
    assert evening.session.finish("akim", " 999 ") is None
    assert evening.session.finish("akim", "999").code == "finished"


def test_a_draft_becomes_the_protocol_at_finish_and_no_earlier(evening):
    evening.counted().seen()
    draft = evening.session.record("akim")
    evening.finish()
    final = evening.session.record("akim")
    assert final.check_value() == evening.state.finish.check_value
    assert final == draft
    evening.do("printed", document="protocol", digest="ab").do("print_confirmed")
    evening.do("signed", minutes=1439)
    assert evening.session.record("akim") == final
    assert (evening.state.finish.printed, evening.state.finish.signed) == (True, 1439)


def test_saved_is_when_the_last_event_was_written(evening):
    evening.type(given=1)
    assert evening.session.saved_at == evening.journal.events()[-1].at == evening.night.last
    evening.session.close()
