"""The pages of the day as the presenter makes them: order, tables, turnout, the ear."""

from __future__ import annotations

import pytest

from tally_app import main, paths
from tally_app.app.desk.actions import act
from tally_app.app.desk.blocks.ear import KEYS, piles
from tally_app.app.desk.blocks.turnout import percent
from tally_app.app.desk.order import beside, pages
from tally_app.app.desk.presenter import DeskPresenter
from tally_app.app.desk.scene import Place
from tally_app.app.night.likely_causes import Likely
from tally_app.app.night.replay import stage
from tally_app.app.papers.papers import Papers
from tally_app.app.view.base import Note
from tally_app.app.view.desk import Call, Table, Tally
from tally_app.app.view.intents import (
    AddRow,
    CloseBundle,
    CloseEar,
    HearBallot,
    NoteHeadRead,
    OpenEar,
    RemoveBundle,
    RemoveRow,
    TakeBackBallot,
)
from tally_app.catalog.library import Library
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.passing import passed_over
from tally_app.domain.record.record import HEAD_DIGITS, check_digits
from tally_app.domain.values.wording import grouped
from tests.app.shipped_model import causes
from tests.domain.making import Evening

LIBRARY = Library.of_resources(paths.resources(), every_kind=True)
WORDINGS = main.Wordings(paths.resources() / "texts")
VOTES = ["jandauletov", "mahajanova", "nurhojaev", "rsalieva"]


class Desk:
    """The desk of the example night."""

    def __init__(self, evening, language="ru"):
        self.evening = evening
        papers = Papers(main.printers, WORDINGS)
        self.presenter = DeskPresenter(evening.session, papers, Likely(causes), WORDINGS[language])

    def page(self, step):
        self.presenter.go(step)
        return self

    def blocks(self, kind):
        page = self.presenter.view().page
        return [block for block in page.blocks if isinstance(block, kind)]

    def press(self, asked):
        assert act(self.presenter, asked)
        return self

    @property
    def refusal(self):
        return self.presenter.place.refusal

    @property
    def ear(self):
        return self.presenter.place.ear


# ------------------------------------------------------------------------------------- the order


@pytest.fixture(scope="module")
def five(tmp_path_factory):
    path = tmp_path_factory.mktemp("five") / "night.tally"
    session, _, _ = stage("five-2023-night", path, LIBRARY)
    yield session
    session.close()


def test_pages_of_the_day_come_once_and_lists_of_all_before_the_first_box(five):
    night = five.night
    found = pages(night)
    assert len(found) == len(set(found))
    for step in night.form(night.first).steps:
        having = [contest for contest, name in found if name == step.id]
        assert having == ([night.first] if step.scope == "day" else list(night.contests))
    steps = [name for _, name in found]
    last_list = max(i for i, name in enumerate(steps) if name == "announce")
    assert last_list < steps.index("portable") < steps.index("stationary") < steps.index("count")


def empty(night, contest, name):
    return passed_over(night, contest, night.form(contest).step(name))


def test_forward_and_back_are_one_way_through_every_page(five):
    night = five.night
    found = pages(night)
    place = Place(*found[0])
    seen = [found[0]]
    while (after := beside(night, place, 1)) is not None:
        assert beside(night, Place(*after), -1) == (place.contest, place.step)
        place = Place(*after)
        seen.append(after)
    assert seen == [page for page in found if not empty(night, *page)]
    assert beside(night, Place(*found[0]), -1) is None
    other = list(night.contests)[2]
    # A page of the day looked at from another ballot has the same neighbours.
    assert beside(night, Place(other, "opening"), 1) == beside(
        night, Place(night.first, "opening"), 1
    )


# ------------------------------------------------------------------------------------ the tables


def test_a_row_is_added_typed_and_only_an_empty_one_taken_away():
    desk = Desk(Evening()).page("offsite")
    (table,) = desk.blocks(Table)
    assert table.rows == ()
    assert table.total is None
    assert [button.intent for button in table.buttons] == [AddRow("trip")]
    desk.press(AddRow("trip")).press(AddRow("trip"))
    (table,) = desk.blocks(Table)
    assert [button.intent for row in table.rows for button in row.buttons] == [
        RemoveRow("trip", "1"),
        RemoveRow("trip", "2"),
    ]
    assert len(table.columns) == len(table.rows[0].cells) == 8
    assert desk.presenter.take_focus() == "line:trip.box/2"
    desk.presenter.commit("line:trip.taken/1", "30")
    desk.presenter.commit("line:trip.taken/2", "5")
    (table,) = desk.blocks(Table)
    assert [row.buttons for row in table.rows] == [(), ()]
    assert "35" in table.total.cells
    desk.press(RemoveRow("trip", "2"))
    assert desk.refusal
    desk.presenter.commit("line:trip.taken/2", "")
    desk.press(RemoveRow("trip", "2"))
    assert desk.refusal == ""
    assert len(desk.blocks(Table)[0].rows) == 1


def test_fixed_rows_have_no_total_and_cannot_be_added():
    desk = Desk(Evening()).page("turnout")
    desk.presenter.commit("line:turnout.given/10:00", "12")
    (table,) = desk.blocks(Table)
    assert (len(table.rows), table.total, table.buttons) == (6, None, ())


# ------------------------------------------------------------------------------------ the turnout


@pytest.mark.parametrize(
    ("value", "whole", "language", "said"),
    [
        (541, 1000, "ru", "54,1\u202f%"),
        (541, 1000, "en", "54.1\u202f%"),
        (1, 3, "kk", "33,3\u202f%"),
        (1, 2000, "kk", "0,1\u202f%"),
        (2, 3, "ru", "66,7\u202f%"),
        (3, 2, "ru", "150,0\u202f%"),
        (5, 0, "ru", ""),
        (5, None, "ru", ""),
    ],
)
def test_a_share_in_percent(value, whole, language, said):
    assert percent(value, whole, language) == said


def test_a_call_has_a_chart_a_sentence_in_both_languages_and_the_journals_digits():
    desk = Desk(Evening().type({"list_delivered": 2000})).page("turnout")
    assert desk.blocks(Call) == []
    assert desk.presenter.view().panel.chart is None
    desk.presenter.commit("line:turnout.given/10:00", "500")
    desk.presenter.commit("line:turnout.given/12:00", "3000")
    chart = desk.presenter.view().panel.chart
    assert [bar[2] for bar in chart.bars] == [250, 1000, 0, 0, 0, 0]
    assert chart.bars[0] == ("10", "25,0", 250, "")
    assert chart.bars[1][3] == "now"
    (table,) = desk.blocks(Table)
    assert [row.cells[1] for row in table.rows] == ["25,0\u202f%", "150,0\u202f%", "", "", "", ""]
    assert desk.presenter.view().page.subtitle.endswith(f": {grouped(2000)}")
    (call,) = desk.blocks(Call)
    digits = check_digits(desk.evening.night.head)[:9]
    assert call.digits == digits
    for said in (call.sentence, call.other):
        assert said.count("999") == said.count("12:00") == 1
    (button,) = call.buttons
    desk.press(button.intent)
    assert desk.evening.session.text("akim", Cell("turnout.head", "12:00")) == digits
    assert [(call.digits, call.buttons) for call in desk.blocks(Call)] == [(digits, ())]


def test_undo_names_what_was_chosen_in_words():
    desk = Desk(Evening().opened()).page("minutes")
    desk.presenter.commit("line:nothing_happened", "nothing")
    chosen = desk.presenter.session.night.form("akim").line("nothing_happened").choices[0]
    undo = desk.presenter.view().undo
    assert chosen.text["ru"] in undo
    assert WORDINGS["ru"]("window.not_entered") in undo
    assert "nothing" not in undo


# ---------------------------------------------------------------------------------- by ear


@pytest.fixture
def listening():
    return Desk(Evening().opened()).page("count").press(OpenEar())


def test_a_key_is_a_ballot_and_the_fiftieth_closes_the_bundle(listening):
    found = [str(cell) for cell in piles(listening.presenter.scene())]
    assert found == [*(f"option.votes/{name}" for name in VOTES), "against_all", "invalid"]
    (tally,) = listening.blocks(Tally)
    assert [key for key, _, _ in tally.keys] == list(KEYS[:6])
    for key in "1" * 30 + "2" * 15 + "6" * 3:
        listening.press(HearBallot(key))
    assert listening.ear.ballots == 48
    for key in ("7", "z", "", "11"):
        listening.press(HearBallot(key))  # no pile
    assert listening.ear.ballots == 48
    listening.press(HearBallot("5")).press(TakeBackBallot()).press(TakeBackBallot())
    assert listening.ear.ballots == 48  # one key can be taken back
    listening.press(HearBallot("6")).press(HearBallot("6"))
    assert listening.ear.ballots == 0
    (bundle,) = listening.evening.state.ear
    assert bundle == {"option.votes/jandauletov": 30, "option.votes/mahajanova": 15, "invalid": 5}


def test_the_last_bundle_is_smaller_and_a_bundle_can_be_counted_again(listening):
    (tally,) = listening.blocks(Tally)
    why = (
        "В этой пачке ещё не оглашён ни один бюллетень. "
        "Оглашайте бюллетени и нажимайте клавишу за каждый."
    )
    assert [one.closed for one in tally.buttons if one.intent == CloseBundle()] == [why]
    assert listening.press(CloseBundle()).refusal == why, "Enter is no button, and is answered too"
    assert listening.evening.state.ear == ()
    listening.press(HearBallot("1")).press(HearBallot("1")).press(CloseBundle())
    assert listening.evening.state.ear == ({"option.votes/jandauletov": 2},)
    listening.press(RemoveBundle())
    assert listening.evening.state.ear == ()
    listening.press(HearBallot("2")).press(CloseEar())
    assert listening.blocks(Tally) == []
    listening.press(HearBallot("2")).press(OpenEar())
    assert listening.ear.totals == {"option.votes/mahajanova": 1}


def test_no_order_and_no_time_of_a_ballot_is_stored(listening):
    for key in "1212121":
        listening.press(HearBallot(key))
    before = len(listening.evening.journal.events())
    listening.press(CloseBundle())
    (event,) = listening.evening.journal.events()[before:]
    assert event.payload == {
        "totals": {"option.votes/jandauletov": 4, "option.votes/mahajanova": 3}
    }


def test_a_pile_that_differs_sends_people_to_its_bundles(listening):
    for many in ("1" * 50, "2" * 50, "1" * 3):
        for key in many:
            listening.press(HearBallot(key))
    listening.press(CloseBundle())
    figures = {"jandauletov": 52, "mahajanova": 51, "nurhojaev": 0, "rsalieva": 0}
    listening.evening.type({f"option.votes/{name}": many for name, many in figures.items()})
    listening.evening.type({"against_all": 0, "invalid": 0})
    table = next(t for t in listening.blocks(Table) if t.rows and len(t.rows) == 6)
    first, second = table.rows[:2]
    assert list(first.cells[:2]) == ["53", "52"]
    assert first.cells[2] in ("−1", "-1")
    assert "1, 3" in first.message.text
    assert second.cells[2] == "+1"
    assert second.message.text.rstrip(".").endswith("2")
    assert all(row.message is None for row in table.rows[2:])


def test_a_sum_that_is_silent_still_shows_how_far_it_is_off():
    """More votes for one than ballots: D-03 speaks, D-01 is silent, its bar is not."""
    evening = Evening().counted(**{"option.votes/jandauletov": 1910})
    bar = Desk(evening).page("count").presenter.view().page.sum_bar
    assert (bar.tone, bar.difference) == ("error", "+720")


def test_the_digits_of_the_journal_are_read_with_the_results_and_kept():
    """They stand on others' paper from then on: the whole file can be held against them."""
    desk = Desk(Evening().counted()).page("results")
    night = desk.evening.night
    digits = check_digits(night.head)[:HEAD_DIGITS]
    (note,) = [one for one in desk.blocks(Note) if digits in one.text]
    assert [button.intent for button in note.buttons] == [NoteHeadRead()]
    desk.press(NoteHeadRead())
    (noted,) = desk.evening.night.program
    assert noted.said == {"occasion": "results", "seq": night.seq, "digits": digits}
    (note,) = [one for one in desk.blocks(Note) if digits in one.text]
    assert f"{noted.at[11:16]}: {digits}" in note.text
    assert check_digits(desk.evening.night.head)[:HEAD_DIGITS] in note.text, "those of now as well"
