"""From the start page to the signed paper, by real keys; then power cuts, mistakes and recounts."""

from __future__ import annotations

import io

import pypdf
import pytest
from PySide6.QtCore import Qt

from tally_app.app.view.address import PaperName
from tally_app.app.view.intents import FinishProtocol, NoteCountedAgain, ShowStep, UnlockStep
from tally_app.app.view.start import OpenNight
from tally_app.domain.form.layout import Cell
from tests.e2e.hands import (
    enter,
    fill_the_day,
    fill_to_count,
    focused,
    forward,
    keys,
    press,
    push,
    to_finish,
    where,
)


def begin(house, sample="aral-2021", language="ru"):
    shell = house.start()
    shell.choose_language(language)
    press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    shell.submit({"samples": sample})
    shell.choose_person("m3")
    assert shell.desk is not None
    return shell


def state(house):
    night = house.shell.desk.session.night
    return next(iter(night.contests.values()))


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_whole_night_by_keyboard_ends_in_a_protocol_with_the_typed_figures(house, language):
    shell = begin(house, language=language)
    fill_to_count(house)
    assert where(house)[0] == "count", house.shell.desk.place.refusal
    enter("928", "731", "3", "6", "153", "0", "35", "0", "1", "14", "20", "23:41")
    to_finish(house)
    assert shell.desk.session.obstacles(shell.desk.place.contest) == ()
    keys("999")
    shell.intent(FinishProtocol())
    finish = state(house).finish
    assert finish is not None
    paper = shell.desk.papers.of(
        shell.desk.session, shell.desk.place.contest, PaperName("protocol")
    )
    said = text_of(paper.pdf)
    for figure in ("1283", "928", "731", "153", "1296", "368"):
        assert figure in said.replace("\u202f", "").replace(" ", "")
    assert "Бір мың екі жүз сексен үш" in said
    assert "Одна тысяча двести восемьдесят три" in said
    assert finish.check_value in " ".join(said.split())


def test_an_error_is_said_in_the_panel_and_closes_finish_but_not_next(house):
    shell = begin(house)
    fill_to_count(house)
    enter("928", "731", "3", "6", "135", "0", "35")
    desk = shell.desk.view()
    card = desk.panel.cards[0]
    assert (card.code, card.tone) == ("D-01", "error")
    figures = (card.formula, card.numbers, card.receipt, card.difference)
    assert figures == ("", "", (), ("", "")), "they stand in the sum below the page, and once"
    bar = desk.page.sum_bar
    assert (bar.tone, bar.difference) == ("error", "−18"), "what is there minus what should be"
    assert [one.code for one in desk.panel.cards].count("D-01") == 1
    shell.intent(ShowStep("finish"))
    finish = next(b for b in shell.desk.view().footer.buttons if b.intent == FinishProtocol())
    assert finish.closed


def test_a_cause_stands_in_the_card_names_its_line_and_goes_when_it_was_counted_again(house):
    shell = begin(house)
    fill_to_count(house)
    enter("928", "1731", "3", "6", "153", "0", "35", "0", "1", "14", "20", "23:41")

    def explained():
        return [card for card in shell.desk.view().panel.cards if card.cause]

    (card,) = explained()
    assert card.cause == "Строка 5.1: возможно, есть лишняя цифра"
    assert card.buttons[0].text == "Строка 5.1"
    assert not any(character.isdigit() for character in card.hint.text)
    push(house, NoteCountedAgain(card.key))
    assert explained() == []


def test_nothing_is_in_order_while_a_field_holds_no_figure(house):
    """A letter among digits makes no relation fail: the panel must not praise the page for it."""
    shell = begin(house)
    fill_to_count(house)
    enter("928", "731", "3", "6б", "153", "0", "35")
    assert [card.tone for card in shell.desk.view().panel.cards] == []
    shell.commit("line:option.votes/nurhojaev", "6")
    assert [card.tone for card in shell.desk.view().panel.cards] == ["ok"]


def test_a_panel_is_read_from_its_top_on_every_page(house):
    shell = begin(house)
    fill_to_count(house)
    enter("928", "731", "3", "6", "153", "0", "35", "0", "1", "14", "20", "23:41")
    to_finish(house)
    keys("999")
    shell.intent(FinishProtocol())
    assert where(house)[0] == "protocol"
    assert house.window.desk.panel.area.verticalScrollBar().value() == 0


def test_a_field_is_quiet_until_it_was_left_then_live_on_every_key(house):
    shell = begin(house)
    fill_the_day()
    enter("1283")
    keys("92x")
    row = _row(shell, "given")
    assert row.message is None
    press(Qt.Key.Key_Return)
    assert _row(shell, "given").message.tone == "error"
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Backspace)
    keys("92")
    assert _row(shell, "given").message is None


def _row(shell, line):
    rows = [row for block in shell.desk.view().page.blocks for row in getattr(block, "rows", ())]
    return next(r for r in rows if r.field is not None and r.field.key == f"line:{line}")


def test_box_lines_are_locked_until_the_list_lines_were_announced(house):
    shell = begin(house)
    shell.intent(ShowStep("stationary"))
    field = _row(shell, "stationary.ballots").field
    assert field.locked
    shell.commit("line:stationary.ballots", "914")
    assert state(house).entries.get(Cell("stationary.ballots")) is None


def test_announced_lines_lock_and_open_again_only_with_a_reason(house):
    shell = begin(house)
    fill_to_count(house)
    shell.intent(ShowStep("list"))
    assert _row(shell, "voters").field.locked
    shell.intent(UnlockStep("announce"))
    shell.submit({"reason": ""})
    assert shell.desk.dialog is not None
    shell.submit({"reason": "страница 4 пересчитана"})
    assert shell.desk.dialog is None
    assert not _row(shell, "voters").field.locked


def test_a_restart_lands_on_the_same_page_and_field(house):
    shell = begin(house)
    fill_to_count(house)
    enter("928", "731")
    place = where(house)
    house.close()
    shell = house.start()
    assert shell.start.view("ru").going is not None
    shell.intent(OpenNight(shell.services.settings["resume"]))
    assert where(house) == place
    assert shell.desk.session.text(shell.desk.place.contest, Cell("taken_out")) == "928"


def test_a_change_of_language_keeps_what_is_being_typed_and_the_cursor(house):
    shell = begin(house)
    fill_the_day()
    keys("12")
    shell.choose_language("kk")
    assert focused().text() == "12"
    keys("83")
    press(Qt.Key.Key_Return)
    assert shell.desk.session.text(shell.desk.place.contest, Cell("voters")) == "1283"


def test_undo_and_redo_name_what_they_do(house):
    shell = begin(house)
    forward()
    enter("1296")
    assert "1296" in shell.desk.view().undo
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shell.desk.session.text(shell.desk.place.contest, Cell("ballots_received")) == ""
    press(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert shell.desk.session.text(shell.desk.place.contest, Cell("ballots_received")) == "1296"
