"""What is told belongs to its page: it follows the language, and goes with the page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tally_app.app.view.intents import ShowStep
from tally_app.domain.form.layout import Cell
from tests.e2e.hands import enter, fill_to_count, keys, press, to_finish, where
from tests.e2e.test_first_night import begin


def told(house) -> str:
    """The sentence that stands at the top of the page now."""
    desk = house.window.desk
    if desk is not None and desk.isVisible():
        return desk.page.told.view.text if desk.page.told is not None else ""
    note = house.window.start.content.note
    return note.view.text if note is not None else ""


def test_a_wrong_file_is_told_in_the_language_of_now_and_not_after_a_night_was_opened(
    house, tmp_path
):
    shell = house.start()
    shell.choose_language("ru")
    wrong = tmp_path / "счёт.tally"
    wrong.write_bytes(b"nothing")
    shell.file_chosen("open", str(wrong))
    first = told(house)
    assert str(wrong) in first
    shell.choose_language("en")
    assert str(wrong) in told(house)
    assert told(house) != first
    press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    shell.submit({"samples": "aral-2021"})
    assert told(house) == ""


def test_what_a_page_told_is_gone_on_the_next_one(house, tmp_path):
    shell = begin(house)
    shell.file_chosen("save_copy", str(tmp_path / "missing" / "x.tally"))
    assert told(house)
    shell.intent(ShowStep("count"))
    assert told(house) == ""


def test_a_figure_that_is_half_typed_when_the_window_closes_is_none_until_it_is_confirmed(house):
    begin(house)
    fill_to_count(house)
    keys("10")
    cell = Cell.read(where(house)[1].removeprefix("line:"))
    path = house.shell.desk.session.journal.path
    before = house.shell.desk.session.journal.head.seq
    house.close()
    shell = house.start(path)
    house.qtbot.waitUntil(lambda: shell.desk is not None)
    session = shell.desk.session
    assert session.text("akim", cell) == ""
    assert session.journal.head.seq == before, "nothing was stored of it"
    field = house.window.desk.entry(f"line:{cell}")
    assert (field.raw(), field.view.unsaved) == ("10", True)
    assert field.hasFocus()
    assert "Не сохранено" in field.view.description
    house.close()
    shell = house.start(path)
    house.qtbot.waitUntil(lambda: shell.desk is not None)
    assert house.window.desk.entry(f"line:{cell}").raw() == "10", "and not lost the second time"
    press(Qt.Key.Key_Return)
    assert shell.desk.session.text("akim", cell) == "10"


def type_on(digits: str) -> None:
    """Type; what is said of it is shown in the next turn."""
    keys(digits)
    QTest.qWait(20)


def test_998_for_999_is_named_beside_finish(house):
    begin(house)
    fill_to_count(house)
    enter("928", "731", "3", "6", "153", "0", "35", "0", "1", "14", "20", "23:41")
    to_finish(house)
    footer = house.window.desk.footer
    type_on("99")
    assert footer.view.closed == "Наберите номер участка"
    type_on("8")
    assert footer.view.closed == "Это не номер этого участка: сверьте с бумагой"
    assert not footer.main_button().isEnabled()
    press(Qt.Key.Key_Backspace)
    type_on("9")
    assert footer.view.closed == ""
    assert footer.view.right
    assert footer.main_button().isEnabled()
