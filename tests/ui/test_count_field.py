"""A field keeps every character and hands it over; keys move as on paper."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tally_app.app.view.intents import Redo, Undo
from tally_app.ui.kit.count_field import visible, without_last_break


def focus_key(window):
    return QApplication.focusWidget().key


def press(key, held=Qt.KeyboardModifier.NoModifier):
    assert QApplication.focusWidget() is not None, "nothing has the focus"
    QTest.keyClick(QApplication.focusWidget(), key, held)


def type_in(words):
    QTest.keyClicks(QApplication.focusWidget(), words)


def test_focus_shows_raw_text_all_selected(window, shell):
    shell.focus_asked.emit("5.1")
    field = window.desk.entry("5.1")
    assert (field.text(), field.selectedText()) == ("1190", "1190")


def test_without_focus_digits_are_grouped(window):
    assert window.desk.entry("5.1").text() == "1\u202f190"


def test_typing_replaces_and_drafts_every_key(window, shell):
    type_in("210")
    assert shell.said("draft") == [("5.3", "2"), ("5.3", "21"), ("5.3", "210")]
    assert shell.said("commit") == []


@pytest.mark.parametrize(
    ("key", "held", "target"),
    [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "5.4"),
        (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, "5.4"),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, "5.4"),
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, "5.4"),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier, "5.2"),
        (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier, "5.2"),
    ],
)
def test_keys_commit_once_and_move(window, shell, key, held, target):
    type_in("62")
    press(key, held)
    assert shell.said("commit") == [("5.3", "62")]
    assert focus_key(window) == target
    assert shell.said("focus_at")[-1] == (target,)
    assert QApplication.focusWidget().selectedText() != ""


def test_unchanged_text_is_not_committed_again(window, shell):
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Up)
    assert shell.said("commit") == []


def test_nothing_is_dropped_or_shortened(window, shell):
    type_in("0012345678901234567890 12,5x²")
    press(Qt.Key.Key_Return)
    assert shell.said("commit") == [("5.3", "0012345678901234567890 12,5x²")]


def test_emptied_field_is_empty_and_not_zero(window, shell):
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Return)
    assert shell.said("commit") == [("5.3", "")]
    assert window.desk.entry("5.3").text() == ""


@pytest.mark.parametrize(
    ("pasted", "raw", "shown"),
    [
        ("210", "210", "210"),
        ("210\n", "210", "210"),
        ("210\r\n", "210", "210"),
        (" 1 190 ", " 1 190 ", " 1 190 "),
        ("12\n34", "12\n34", "12↵34"),
        ("12\r\n34\r\n", "12\r\n34\r\n", "12↵34↵"),
        ("12\u202834", "12\u202834", "12↵34"),
        ("12\t34", "12\t34", "12\t34"),
    ],
)
def test_paste_hands_over_every_character(window, shell, pasted, raw, shown):
    QGuiApplication.clipboard().setText(pasted)
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert shell.said("commit") == [("5.3", raw)]
    assert shell.said("draft") == [("5.3", raw)]
    assert window.desk.entry("5.3").text() == shown
    assert window.desk.entry("5.3").raw() == raw


def test_paste_into_the_middle_keeps_what_stands_around(window, shell):
    QGuiApplication.clipboard().setText("9")
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert shell.said("commit") == [("5.3", "691")]


def test_break_in_a_pasted_text_stays_visible_without_focus(window, shell):
    shell.values["5.3"] = "12\n34"
    shell.show()
    press(Qt.Key.Key_Return)
    assert window.desk.entry("5.3").text() == "12↵34"
    assert shell.said("commit") == []


def test_context_menu_pastes_like_the_key(window, shell, qtbot):
    QGuiApplication.clipboard().setText("1\n2")
    window.desk.entry("5.3")._paste_chosen()
    assert shell.said("commit") == [("5.3", "1\n2")]


def test_clicking_selects_everything(window, qtbot):
    field = window.desk.entry("6")
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    assert field.hasFocus()
    assert field.selectedText() == "66"


def test_click_elsewhere_commits(window, shell, qtbot):
    type_in("63")
    qtbot.mouseClick(window.desk.entry("6"), Qt.MouseButton.LeftButton)
    assert shell.said("commit") == [("5.3", "63")]


def test_refused_text_gives_way_to_what_is_stored(window, shell):
    shell.answering = False
    type_in("63")
    press(Qt.Key.Key_Return)
    assert window.desk.entry("5.3").text() == "61"


def test_unsaved_text_stays_and_is_committed_again(window, shell):
    shell.answering = False
    desk = shell.desk({**shell.values, "5.3": "63"})
    first, *rest = desk.page.blocks
    rows = tuple(
        replace(row, field=replace(row.field, unsaved=True)) if row.number == "5.3" else row
        for row in first.rows
    )
    page = replace(desk.page, blocks=(replace(first, rows=rows), *rest))
    shell.desk_changed.emit(replace(desk, page=page))
    press(Qt.Key.Key_Return)
    assert window.desk.entry("5.3").text() == "63"
    assert shell.said("commit")[0] == ("5.3", "63")


def test_locked_field_keeps_its_text_and_says_why(open_window, shell, qtbot):
    from tests.ui import samples

    window = open_window()
    shell.desk_changed.emit(samples.commission())
    field = window.desk.entry("number")
    assert field.isReadOnly()
    assert field.accessibleDescription() == "Взято из файла выборов"
    assert field.toolTip() == "Взято из файла выборов"
    assert not window.desk.entry("number").hasFocus(), "the first open field has it"
    field.setFocus()
    type_in("9")
    field.paste_raw("77")
    assert field.text() == "448"
    assert shell.said("commit") == []


def test_undo_takes_back_typing_first_then_asks_for_the_named_undo(window, shell):
    type_in("99")
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.desk.entry("5.3").raw() == "61"
    assert shell.said("draft")[-1] == ("5.3", "61")
    assert shell.asked() == []
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert shell.asked() == [Undo(), Redo()]


def test_escape_loses_nothing(window, shell):
    type_in("99")
    press(Qt.Key.Key_Escape)
    assert window.desk.entry("5.3").text() == "99"


def test_text_from_the_presenter_replaces_what_was_committed(window, shell):
    shell.values["5.3"] = "16"
    shell.show()
    field = window.desk.entry("5.3")
    assert (field.text(), field.selectedText()) == ("16", "16")


def test_typing_survives_a_view_of_the_old_text(window, shell):
    type_in("9")
    shell.show()
    type_in("8")
    assert window.desk.entry("5.3").text() == "98"
    assert window.desk.entry("5.3").cursorPosition() == 2


def test_wheel_and_arrows_never_change_a_choice(open_window, shell, qtbot):
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    from tests.ui import samples

    window = open_window()
    shell.desk_changed.emit(samples.commission())
    choice = window.desk.entry("m1.office")
    choice.setFocus()
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(choice, event)
    assert choice.raw() == "chair"
    shell.answering = False
    choice.setCurrentIndex(1)
    choice.activated.emit(1)
    assert shell.said("commit") == [("m1.office", "deputy")]


def test_visible_and_without_last_break():
    assert visible("a\r\nb\x0bc") == "a↵b↵c"
    assert without_last_break("12\r") == "12"
    assert without_last_break("12") == "12"
    assert without_last_break("\n") == ""
