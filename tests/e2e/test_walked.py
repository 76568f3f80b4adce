"""What somebody who follows only the screen stumbled over, each by the keys that led there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tally_app.app.desk.dialogs.dialogs import ask
from tally_app.app.desk.pages.second import seen_by_second
from tally_app.app.desk.second.commands import no_hand
from tally_app.app.papers.offering import PART_ONE
from tally_app.app.view.base import Note, PrintPaper
from tally_app.app.view.evening import AskCopies, CloseRecord, SpoilBlank
from tally_app.app.view.fields import Rows
from tally_app.app.view.intents import ChangeMember, ChooseWay, Jump, ShowStep
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.second_look import READ_BACK, Seen, way_of
from tally_app.ui.kit.menu_block import MenuBlock
from tests.e2e.hands import (
    enter,
    fill_the_day,
    fill_to_announcement,
    focused,
    forward,
    from_boxes_to_count,
    keys,
    press,
    push,
    settle,
    where,
)
from tests.e2e.nights import FIVE, do, open_night, typed
from tests.e2e.test_blank_evening import begin as begin_on_the_blank
from tests.e2e.test_blank_evening import blank
from tests.e2e.test_first_night import state
from tests.e2e.test_legal_events import answer
from tests.e2e.test_official_night import election_file


def begin(house, folder, who="m3"):
    """An official night whose file permits the printed protocol, in Russian."""
    shell = house.start()
    shell.choose_language("ru")
    shell.file_chosen("open", str(election_file(folder, permitted=True)))
    forward()
    if who:
        shell.choose_person(who)
    return shell


def notes(house) -> list[str]:
    return [b.text for b in house.shell.desk.view().page.blocks if isinstance(b, Note)]


def test_the_blank_calls_its_lines_by_the_words_printed_on_it(house, tmp_path):
    begin_on_the_blank(house, tmp_path / "USB", "kk")
    labels = [line.label for line in blank(house).lines]
    assert labels[0] == (
        "Учаскедегі сайлаушылардың жалпы саны",
        "Общее число избирателей на участке",
    )
    assert not [one for label in labels for one in label if "{" in one]


def test_keys_replace_the_figure_that_another_ballot_brings_under_the_cursor(house):
    shell = open_night(house, FIVE, do("announce"))
    shell.intent(ShowStep("list"))
    shell.desk.stand_on("line:voters")
    shell.choose_language("ru")
    enter("1812")
    press(Qt.Key.Key_Up)
    tab = next(t for t in house.window.desk.contests.tabs if t.view.id == "majilis-mandate")
    QTest.mouseClick(tab, Qt.MouseButton.LeftButton)
    assert focused().key == "line:voters"
    enter("1811")
    assert typed(house, "voters", contest="majilis-mandate") == "1811"


def test_a_line_typed_by_nobody_leads_to_reading_it_back(house, tmp_path):
    shell = begin(house, tmp_path / "USB", who="")
    fill_the_day()
    shell.choose_person("m3")
    enter("1283", "928", "14", "914")
    forward()
    enter("0", "176", "0", "212", "198", "187", "155")
    forward()
    enter("368")
    forward()
    enter("20:31")
    forward()
    from_boxes_to_count(house)
    enter("928", "731", "3", "6", "153", "0", "35", "0", "1", "14", "20", "20:01")
    (row,) = [r for b in shell.desk.view().page.blocks if isinstance(b, Rows)
              for r in b.rows if r.message is not None and r.message.tone == "error"]  # fmt: skip
    assert row.message.text == "Сверить время", "an hour is not counted"
    forward()
    assert where(house)[0] == "second"
    push(house, Jump(Cell("count_end")))
    assert where(house) == ("count", "line:count_end")
    enter("23:11")
    forward()
    assert isinstance(focused(), MenuBlock), "another member first, not the line of nobody"
    house.window.resize(1024, 600)
    shell.intent(ShowStep("results"))
    area = house.window.desk.page.area.verticalScrollBar()
    assert focused().key == "line:results_announced"
    assert area.maximum() > 0, "the field of the cursor is below the fold"
    assert area.value() == 0, "what is read aloud is seen from its first line"
    keys("2")
    house.qtbot.waitUntil(lambda: area.value() > 0)  # and the field as soon as one types
    press(Qt.Key.Key_Backspace)
    assert any("ещё не все строки" in text for text in notes(house))
    shell.intent(ShowStep("second"))
    shell.choose_person("m5")
    for _ in range(len(seen_by_second(shell.desk.scene()).among(Seen.OPEN)) - 1):
        cell = Cell.read(where(house)[1].removeprefix("again:"))
        assert cell not in no_hand(shell.desk.scene())
        enter(shell.desk.session.text("akim", cell))
    assert any("Вверху никто не был выбран" in text for text in notes(house))
    push(house, ChooseWay(READ_BACK))
    assert way_of(shell.desk.session.night, "akim") == READ_BACK


def test_what_was_said_goes_with_its_cause_and_an_act_leads_to_the_filled_button(house, tmp_path):
    shell = begin(house, tmp_path / "USB")
    fill_to_announcement(house)
    keys("20:3")
    forward()
    assert shell.desk.told is not None
    keys("20:31")
    assert shell.desk.told is None
    press(Qt.Key.Key_Return)
    settle()
    press(Qt.Key.Key_Return)
    assert "announce" in state(house).confirmed
    bar = house.window.desk.footer
    assert focused() is bar.main_button(), "not the lock of what was just locked"
    assert bar.main_button().view.intent == PrintPaper(PART_ONE)
    assert shell.desk.view().footer.buttons[-1] == bar.main_button().view, "always at one place"


def test_nobody_is_chosen_beforehand_as_a_witness_or_to_close(house, tmp_path):
    shell = begin_on_the_blank(house, tmp_path / "USB", "ru")
    for asked in (SpoilBlank(), CloseRecord(), AskCopies()):
        fields = [row.field for row in ask(shell.desk.scene(), asked).fields]
        assert {field.text for field in fields if field.choices} == {""}, asked


def test_who_is_not_there_is_not_offered_the_keys(house, tmp_path):
    shell = begin(house, tmp_path / "USB")
    known = {
        row.field.key: row.field.text for row in ask(shell.desk.scene(), ChangeMember("m1")).fields
    }
    said = {**known, "state": "absent", "reason": "болезнь"}
    assert answer(shell, ChangeMember("m1"), **said) is None
    offered = [who for who, _ in shell.desk.view().header.persons]
    assert offered == ["m2", "m3", "m4", "m5", "m6", "m7"]
