"""The second pair of eyes by real keys: two candidates exchanged never reach the paper."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from tally_app.app.view.address import PaperName
from tally_app.app.view.intents import ChooseWay, ComparePartOne, FinishProtocol, ShowStep
from tally_app.ui.night.second import read_back
from tests.e2e.hands import enter, fill_to_count, focused, forward, keys, press, push, where
from tests.e2e.test_first_night import begin, state, text_of

FIRST = ("928", "731", "3", "153", "6", "0", "35", "0", "1", "14", "20", "23:41")
AGAIN = ("1296", "14", "14", "14", "0", "914", "928", "731", "3", "6", "153", "0", "35", "0", "1",
         "14", "20")  # fmt: skip


@pytest.fixture(params=["ru"])
def exchanged(house, request):
    """Rsalieva and Nurkhozhaev stand on each other's line; every total balances."""
    shell = begin(house, language=request.param)
    fill_to_count(house)
    enter(*FIRST)
    forward()
    shell.choose_person("m1")
    return shell


def page(shell):
    return shell.desk.view().page


def seen_in_window(house, figure):
    """Whether a figure stands anywhere in the window, as a screen reader finds it."""
    widgets = [house.window, *house.window.findChildren(QWidget)]
    said = [text for one in widgets if one.isVisible()
            for text in (one.accessibleName(), one.accessibleDescription())]  # fmt: skip
    shown = [one.text() for one in house.window.findChildren(QLineEdit) if one.isVisible()]
    return any(figure in re.findall(r"\d+", text) for text in (*said, *shown))


def compared(shell):
    return [group for block in page(shell).blocks for group in getattr(block, "groups", ())]


def in_order_of_the_page(shell):
    """The figures of the true paper in the order in which the page asks for them."""
    true = dict(zip(("ballots_received",), AGAIN, strict=False))
    said = iter(AGAIN[1:])
    asked = [row.field.key for block in page(shell).blocks for row in getattr(block, "rows", ())
             if row.field is not None]  # fmt: skip
    return [true.get(key.removeprefix("again:")) or next(said) for key in asked]


def test_every_total_balances_so_no_relation_says_a_word(exchanged):
    assert exchanged.desk.session.reckoning(exchanged.desk.place.contest).failing() == []


NAMED = {"ru": ("скрыто", "Переставлены: строки 5.3 и 5.4"),
         "kk": ("жасырын", "Орны ауысқан: 5.3 және 5.4-жолдар")}  # fmt: skip


@pytest.mark.parametrize("exchanged", NAMED, indirect=True)
def test_exchanged_lines_are_typed_unseen_by_a_third_and_printed_right(house, exchanged):
    hidden, title = NAMED[exchanged.language]
    assert exchanged.desk.session.doubts == exchanged.services.doubted
    enter(*in_order_of_the_page(exchanged))
    (group,) = compared(exchanged)
    assert {line.first.text for line in group.lines} == {hidden}
    assert not seen_in_window(house, "153"), "neither figure is seen before the third"
    assert focused() is house.window.desk.header.person, "somebody else is called to the keys"
    exchanged.choose_person("m2")
    assert where(house)[1] == "paper:option.votes/nurhojaev"
    enter("6")
    assert not seen_in_window(house, "153"), "nor that of the line that is left"
    enter("153")
    (group,) = compared(exchanged)
    assert group.title == title
    assert [line.settled for line in group.lines] == ["6", "153"]
    assert seen_in_window(house, "153")
    settled = [x for x in exchanged.desk.session.journal.events() if x.kind == "settled"]
    assert [(x.who, x.payload["typed_one"]) for x in settled] == 2 * [("m2", False)]
    push(house, ComparePartOne())
    exchanged.choose_person("m3")
    exchanged.intent(ShowStep("results"))
    enter("23:43")
    forward()
    keys("999")
    exchanged.intent(FinishProtocol())
    assert state(house).finish is not None, exchanged.desk.place.refusal
    desk = exchanged.desk
    said = text_of(desk.papers.of(desk.session, desk.place.contest, PaperName("protocol")).pdf)
    votes = {line.item: line.value for line in desk.session.record(desk.place.contest).lines
             if line.id == "option.votes"}  # fmt: skip
    assert votes["nurhojaev"] == 6
    assert votes["rsalieva"] == 153
    assert "Сто пятьдесят три" in said


def test_a_figure_cannot_be_pasted_into_a_second_entry(house, exchanged):
    QGuiApplication.clipboard().setText("14")
    field = focused()
    for key, held in (
        (Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Insert, Qt.KeyboardModifier.ShiftModifier),
    ):
        press(key, held)
        assert field.text() == ""
    enter("14")
    assert [event.kind for event in exchanged.desk.session.journal.events()][-1] == "second_typed"


def test_finish_waits_for_every_line_and_says_which(house, exchanged):
    exchanged.intent(ShowStep("finish"))
    desk = exchanged.desk.view()
    card = next(card for card in desk.panel.cards if card.code == "N-03")
    assert "29" in card.sentence
    finish = next(button for button in desk.footer.buttons if button.intent == FinishProtocol())
    assert finish.closed


def test_a_restart_in_the_middle_goes_on_with_the_lines_that_are_left(house, exchanged):
    figures = in_order_of_the_page(exchanged)
    enter(*figures[:5])
    path = exchanged.desk.session.journal.path
    house.close()
    shell = house.start(path)
    house.qtbot.waitUntil(lambda: shell.desk is not None)
    shell.choose_person("m1")
    assert where(house)[0] == "second"
    shell.intent(ShowStep("second"))
    asked = [row.field for block in page(shell).blocks for row in getattr(block, "rows", ())
             if row.field is not None]  # fmt: skip
    assert [field.text for field in asked[:5]] == list(figures[:5])
    assert [field.text for field in asked[5:]] == [""] * (len(figures) - 5)
    assert where(house)[1] == asked[5].key


def test_read_back_by_keys_one_key_a_figure(house, exchanged, monkeypatch):
    monkeypatch.setattr(read_back, "PACE", 60)
    push(house, ChooseWay("read_back"))
    exchanged.commit("second.reader", "m2")
    for _ in range(4):
        card = house.window.desk.page.findChild(read_back.ReadBackCard)
        house.qtbot.waitUntil(lambda card=card: card.turned() == 1 and not card.buttons[-1].held)
        press(Qt.Key.Key_Space)
    seen = [event.kind for event in exchanged.desk.session.journal.events()]
    assert seen[-4:] == ["read_confirmed"] * 4
    press(Qt.Key.Key_Backspace)
    assert [event.kind for event in exchanged.desk.session.journal.events()][-1] == "read_refused"
    assert where(house)[0] != "second"


def test_after_the_last_figure_space_compares_part_one_and_then_goes_on(house, exchanged):
    enter(*in_order_of_the_page(exchanged))
    exchanged.choose_person("m2")
    enter("6", "153")
    press(Qt.Key.Key_Return)
    kinds = [event.kind for event in exchanged.desk.session.journal.events()]
    assert kinds[-1] == "settled", "a second Enter compares nothing"
    press(Qt.Key.Key_Space)
    assert exchanged.desk.session.happened[-1].kind == "settled", "what differed is in sight now"
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    kinds = [event.kind for event in exchanged.desk.session.journal.events()]
    assert kinds[-1] == "part_one_compared"
    press(Qt.Key.Key_Space)
    assert where(house)[0] == "results"
