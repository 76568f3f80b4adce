"""Five ballots in one night: the bar, the order of the pages, one finished beside others open."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tally_app.app.view.intents import (
    AddBox,
    AddRow,
    Back,
    ChangeMember,
    FinishProtocol,
    ShowContest,
    ShowStep,
)
from tests.e2e.hands import (
    counted_sheets,
    enter,
    forward,
    keys,
    look_again,
    part_one,
    press,
    push,
    sign,
)
from tests.e2e.nights import FIVE, do, open_night, typed
from tests.e2e.test_legal_events import answer, paper

BALLOTS = ["majilis-list", "majilis-mandate", "region-list", "region-mandate", "district-mandate"]


def here(house) -> tuple[str, str]:
    place = house.shell.desk.place
    return place.contest, place.step


def states(house) -> list[str]:
    return [tab.state for tab in house.shell.desk.view().contests]


def test_the_bar_is_worked_by_key_by_click_and_from_inside_a_field(house):
    shell = open_night(house, FIVE, do("announce"))
    shell.intent(ShowStep("list"))
    enter("1811")
    keys("10")
    press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert here(house) == ("region-list", "list")
    assert typed(house, "voters", contest="majilis-list") == "1811"
    assert typed(house, "given", contest="majilis-list") == "10", "what was being typed is kept"
    keys("1812")
    press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert here(house) == ("region-mandate", "list")
    tab = next(t for t in house.window.desk.contests.tabs if t.view.id == "district-mandate")
    QTest.mouseClick(tab, Qt.MouseButton.LeftButton)
    assert here(house) == ("district-mandate", "list")
    assert typed(house, "voters", contest="region-list") == "1812"
    assert [tab.worded for tab in house.window.desk.contests.tabs] == [True] * 5, "all have names"


def test_next_takes_one_step_through_all_ballots_before_the_next_step(house):
    shell = open_night(house, FIVE, do("announce"))
    shell.intent(ShowContest(BALLOTS[0]))
    shell.intent(ShowStep("tape"))
    seen = []
    for _ in range(16):
        forward()
        seen.append(here(house))
    assert seen[:15] == [(b, s) for s in ("list", "issued", "cancel") for b in BALLOTS]
    assert seen[15] == (BALLOTS[0], "announce")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    shell.intent(Back())
    assert here(house) == (BALLOTS[-1], "cancel")


def test_all_ballots_are_announced_before_the_first_box(house):
    shell = open_night(house, FIVE, do("announce"))
    shell.intent(ShowContest(BALLOTS[0]))
    shell.intent(ShowStep("announce"))
    for position, ballot in enumerate(BALLOTS):
        assert here(house) == (ballot, "announce")
        shell.intent(ShowStep("portable"))
        assert shell.desk.view().footer.buttons[-1].closed, "no box before all are announced"
        before = shell.desk.session.night.boxes
        shell.intent(AddBox())
        assert shell.desk.session.night.boxes == before
        shell.intent(ShowStep("announce"))
        enter(f"21:1{position}")
        forward()
        part_one(house)
        forward()
    assert here(house) == (BALLOTS[0], "portable")
    shell.intent(AddBox())
    assert shell.desk.session.night.boxes


def test_finishing_one_ballot_leaves_the_others_open(house):
    shell = open_night(house, FIVE, do("finish"))
    shell.intent(ShowContest(BALLOTS[0]))
    shell.intent(ShowStep("finish"))
    keys("913")
    shell.intent(FinishProtocol())
    assert shell.desk.session.night.contests[BALLOTS[0]].finish is not None
    assert states(house)[0] == "done"
    assert "done" not in states(house)[1:]
    assert here(house) == (BALLOTS[0], "protocol"), "printed and signed before the next one"
    forward()
    assert here(house) == (BALLOTS[1], "finish")
    shell.commit("line:voters", "1")
    assert typed(house, "voters", contest=BALLOTS[0]) == "1810"
    press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    shell.intent(ShowStep("count"))
    shell.commit("line:taken_out", "1054")
    assert typed(house, "taken_out", contest=BALLOTS[1]) == "1054"
    shell.commit("line:voting_end", "20:01")
    assert typed(house, "voting_end") == "20:00", "the day's line stands on a finished protocol"


def test_a_member_leaves_at_three_when_the_first_protocol_is_signed(house):
    shell = open_night(house, FIVE, do("finish"))
    shell.intent(ShowStep("finish"))
    keys("913")
    shell.intent(FinishProtocol())
    counted_sheets(house)
    sign(house, "02:50")
    shell.intent(ShowStep("setup"))
    assert answer(shell, ChangeMember("m6"), name="Көрсетов Мұрат Әділұлы", office="member",
                  state="left", since="03:00", reason="сырқат") is None  # fmt: skip
    assert shell.desk.session.night.person("m6").state == "left"
    signed, later = (shell.desk.session.record(ballot) for ballot in BALLOTS[:2])
    assert {member.id: member.state for member in signed.members}["m6"] == "signs"
    assert {member.id: member.state for member in later.members}["m6"] == "absent"
    press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    shell.intent(ShowStep("second"))
    look_again(house)
    shell.intent(ShowStep("finish"))
    keys("913")
    shell.intent(FinishProtocol())
    assert shell.desk.session.night.contests[BALLOTS[1]].finish is not None


def test_a_row_of_one_ballot_is_no_row_of_another(house):
    shell = open_night(house, FIVE, do("type"))
    shell.intent(ShowStep("received"))
    push(house, AddRow("delivery"))
    keys("7")
    press(Qt.Key.Key_Return)
    assert typed(house, "delivery.act", "2", BALLOTS[0]) == "7"
    press(Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert here(house) == (BALLOTS[3], "received")
    assert typed(house, "delivery.act", "2") == ""


def test_each_ballot_has_a_protocol_of_its_own(house):
    shell = open_night(house, FIVE, lambda _: False)
    said = set()
    for ballot in BALLOTS:
        shell.intent(ShowContest(ballot))
        said.add(shell.desk.session.night.contests[ballot].finish.check_value)
    assert len(said) == 5
    shell.intent(ShowContest(BALLOTS[2]))
    assert "областного маслихата" in paper(shell)
