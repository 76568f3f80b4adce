"""The desk: what a new view may move, where the focus goes, what the keys do."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tally_app.app.view.base import AskFile, ShowCopies, ShowHelp
from tally_app.app.view.intents import Back, Next, ShowStep, Undo
from tally_app.app.view.start import ChooseSample
from tally_app.ui.kit import theme
from tally_app.ui.kit.button import SETTLED, ButtonWidget
from tests.ui import samples
from tests.ui.ask import Ask

#: a little more than a button has the focus before Enter presses it, in milliseconds
REST = int(1000 * SETTLED) + 20


def press(key, held=Qt.KeyboardModifier.NoModifier):
    assert QApplication.focusWidget() is not None, "nothing has the focus"
    QTest.keyClick(QApplication.focusWidget(), key, held)


def button(window, asked):
    found = [one for one in window.findChildren(ButtonWidget) if one.view.intent == asked]
    assert len(found) == 1, asked
    return found[0]


def in_view(area, widget):
    at = widget.mapTo(area.viewport(), widget.rect().topLeft()).y()
    return at >= 0 and at + widget.height() <= area.viewport().height()


def test_new_view_reuses_widgets_and_keeps_focus_and_cursor(window, shell):
    field = window.desk.entry("5.3")
    press(Qt.Key.Key_Home)
    shell.choose_language("ru")
    assert window.desk.entry("5.3") is field
    assert field.hasFocus()
    assert field.cursorPosition() == 0
    assert "Жақыпов" in field.accessibleName()


def test_language_button_leaves_the_field_alone(window, shell, qtbot):
    QTest.keyClicks(QApplication.focusWidget(), "9")
    russian = window.desk.header.picker.buttons[1]
    qtbot.mouseClick(russian, Qt.MouseButton.LeftButton)
    assert shell.said("language") == [("ru",)]
    assert window.desk.entry("5.3").hasFocus()
    assert window.desk.entry("5.3").text() == "9"
    assert russian.isChecked()


def test_nothing_moves_while_typing(window):
    def places():
        widgets = (*window.desk.entries(), window.desk.page.sum_bar)
        return [widget.mapTo(window, widget.rect().topLeft()) for widget in widgets]

    before = places()
    for digit in "2101234":
        QTest.keyClicks(QApplication.focusWidget(), digit)
        assert places() == before
    for _digit in range(7):
        press(Qt.Key.Key_Backspace)
        assert places() == before


def test_key_press_repaints_only_what_changed(window, qtbot):
    painted = []

    class Spy(QWidget):
        def eventFilter(self, watched, event):
            if event.type() == event.Type.Paint:
                painted.append(watched)
            return False

    spy = Spy()
    QTest.qWait(50)  # the first scroll bar paints its handle a moment after the words
    for widget in window.findChildren(QWidget):
        widget.installEventFilter(spy)
    QTest.keyClicks(QApplication.focusWidget(), "7")
    QApplication.processEvents()
    names = {type(widget).__name__ for widget in painted}
    assert names <= {"CountField", "SumBarWidget", "CardWidget", "RowWidget", "QWidget", "RowsCard"}
    assert sum(type(widget).__name__ == "CountField" for widget in painted) <= 2
    spy.deleteLater()


def test_enter_on_the_last_field_stands_on_next_and_does_not_press_it(window, shell):
    shell.focus_asked.emit("7.4")
    press(Qt.Key.Key_Return)
    main = window.desk.footer.main_button()
    assert main.hasFocus()
    press(Qt.Key.Key_Return)
    assert shell.asked() == []
    press(Qt.Key.Key_Space)
    assert shell.asked() == [Next()]


def test_ctrl_enter_commits_first(window, shell):
    QTest.keyClicks(QApplication.focusWidget(), "99")
    press(
        Qt.Key.Key_Enter, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.KeypadModifier
    )
    names = [call[0] for call in shell.calls if call[0] in ("commit", "intent")]
    assert names == ["commit", "intent"]
    assert shell.asked() == [Next()]


def test_closed_button_cannot_be_pressed_and_says_why(open_window, shell):
    window = open_window()
    shell.desk_changed.emit(samples.portable())
    closed = button(window, Next())
    assert not closed.isEnabled()
    assert closed.toolTip() == closed.accessibleDescription() != ""
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert shell.asked() == []


@pytest.mark.parametrize(
    ("key", "intent"),
    [
        (Qt.Key.Key_O, AskFile("open")),
        (Qt.Key.Key_T, ChooseSample()),
    ],
)
def test_table_of_keys(window, shell, key, intent):
    press(key, Qt.KeyboardModifier.ControlModifier)
    assert shell.asked() == [intent]


def test_help_key(window, shell):
    press(Qt.Key.Key_F1)
    assert shell.asked() == [ShowHelp()]


def test_number_keys_choose_a_reason_only_outside_a_field(window, shell):
    shell.answering = False
    shell.desk_changed.emit(samples.reasons("kk"))
    press(Qt.Key.Key_2)
    assert shell.asked() == []
    button(window, Ask("answer", "C-05:1")).setFocus()
    press(Qt.Key.Key_2)
    assert shell.asked() == [Ask("answer", "C-05:2")]


def test_number_keys_do_nothing_without_reasons(window, shell):
    button(window, Ask("counted", "D-01")).setFocus()
    press(Qt.Key.Key_2)
    assert shell.asked() == []


def test_asking_for_reasons_stands_on_the_first(window, shell, qtbot):
    qtbot.mouseClick(button(window, Ask("reason", "C-05")), Qt.MouseButton.LeftButton)
    shell.desk_changed.emit(samples.reasons("kk"))
    assert QApplication.focusWidget().view.intent == Ask("answer", "C-05:1")


def test_a_card_paints_the_figures_and_last_the_words_for_observers(window, shell, monkeypatch):
    from tally_app.ui.kit import text

    painted, draw = [], text.draw
    monkeypatch.setattr(
        text,
        "draw",
        lambda p, at, words, *a, **k: painted.append(words) or draw(p, at, words, *a, **k),
    )
    card = button(window, Ask("counted", "D-01")).parentWidget()
    card.grab()
    shown = card.view
    order = [painted.index(words) for words in (shown.sentence, shown.numbers, shown.hint.text)]
    order += [painted.index(words) for words in shown.observer]
    assert order == sorted(order)
    label, words = shown.observer
    assert card.accessibleName().endswith(f"{label}. {words}")
    assert shown.numbers in card.accessibleName()
    assert card.rect().bottom() > button(window, Ask("counted", "D-01")).geometry().bottom()


def test_words_for_observers_that_change_are_painted_below_the_buttons(window, shell, qtbot):
    from dataclasses import replace

    card = button(window, Ask("counted", "D-01")).parentWidget()
    before = card.grab().toImage()
    desk = window.desk.view
    first, *rest = desk.panel.cards
    told = replace(first, observer=(first.observer[0], first.observer[1][::-1]))
    shell.desk_changed.emit(replace(desk, panel=replace(desk.panel, cards=(told, *rest))))
    assert card.height() > 0
    assert card.grab().toImage() != before
    assert card.view.observer == told.observer


def test_the_quiet_words_of_another_card_are_asked_for_by_mouse_and_enter(window, shell, qtbot):
    link = button(window, Ask("observer", "C-05"))
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    link.setFocus()
    QTest.qWait(REST)
    press(Qt.Key.Key_Return)
    assert shell.asked() == [Ask("observer", "C-05")] * 2
    assert link.height() < button(window, Ask("reason", "C-05")).height()


def test_enter_presses_a_button_that_had_the_focus_for_half_a_second(window, shell):
    button(window, Ask("counted", "D-01")).setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_Return)
    assert shell.asked() == [], "one Enter too many in the field before"
    QTest.qWait(REST)
    press(Qt.Key.Key_Return)
    assert shell.asked() == [Ask("counted", "D-01")]


def test_shift_tab_goes_from_field_to_field_and_never_to_a_button(window, shell):
    for before in ("5.2", "5.1", "5.1"):
        press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
        assert QApplication.focusWidget() is window.desk.entry(before)
    assert shell.asked() == []


@pytest.mark.parametrize("part", ["precinct", "person", "steps"])
def test_ctrl_enter_is_next_wherever_the_focus_is(open_window, shell, part):
    window = open_window(1000 if part == "steps" else 1366, 700)
    shell.desk_changed.emit(samples.count("ru", samples.NIGHT))
    block = getattr(window.desk.header, part)
    block.setFocus()
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert block.menu is None
    assert shell.asked() == [Next()]


def test_tab_follows_the_paper_then_panel_footer_steps_header(window):
    stops = window.desk.stops()
    keys = [getattr(stop, "key", "") for stop in stops]
    assert keys[:10] == ["5.1", "5.2", "5.3", "5.4", "6", "7", "7.1", "7.2", "7.3", "7.4"]
    assert [stop.view.intent for stop in stops[10:18]] == [
        Ask("focus", "5.2"),
        Ask("counted", "D-01"),
        Ask("reason", "C-05"),
        Ask("step", "5"),
        Ask("observer", "C-05"),
        ShowCopies(),
        Back(),
        Next(),
    ]
    assert stops[18].objectName() == "step:7"
    for stop in stops:
        stop.setFocus(Qt.FocusReason.TabFocusReason)
    window.desk.entry("5.1").setFocus()
    for stop in stops[1:]:
        press(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is stop


def test_everything_focusable_has_a_name(window, shell):
    for desk in (samples.count("kk"), samples.portable(), samples.finish(), samples.commission()):
        shell.desk_changed.emit(desk)
        for stop in window.desk.stops():
            spoken = QAccessible.queryAccessibleInterface(stop).text(QAccessible.Text.Name)
            assert spoken.strip(), (desk.page.id, stop.objectName())


def test_steps_ask_by_mouse_and_by_arrows(window, shell, qtbot):
    steps = window.desk.steps.steps
    qtbot.mouseClick(steps[8], Qt.MouseButton.LeftButton)
    assert shell.asked() == [ShowStep("9")]
    assert "locked" in steps[8].accessibleName()
    steps[6].setFocus()
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    assert shell.asked()[-1] == ShowStep("6")


def test_focused_row_is_always_in_view(open_window, shell):
    shell.names = samples.options(60)
    window = open_window()
    shell.show()
    area = window.desk.page.area
    for _row in range(66):
        field = QApplication.focusWidget()
        assert in_view(area, field.parentWidget()), field.key
        press(Qt.Key.Key_Return)
    shell.focus_asked.emit("7.4")
    for _row in range(65):
        press(Qt.Key.Key_Up)
        assert in_view(area, QApplication.focusWidget().parentWidget())
    assert window.desk.page.title.isVisible()


@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_focused_row_is_in_view_at_every_zoom(open_window, shell, zoom):
    window = open_window()
    shell.show()
    window.wear(zoom=zoom)
    for _row in range(9):
        field = QApplication.focusWidget()
        assert in_view(window.desk.page.area, field), (zoom, field.key)
        press(Qt.Key.Key_Return)


def test_rows_come_and_go_without_disturbing_the_field(window, shell):
    field = window.desk.entry("5.3")
    shell.names = {key: name for key, name in samples.NAMES.items() if key != "5.1"}
    shell.show()
    assert window.desk.entry("5.1") is None
    assert window.desk.entry("5.3") is field
    assert field.hasFocus()
    shell.names = samples.options(7)
    shell.show()
    assert [entry.key for entry in window.desk.entries()][:7] == [f"5.{at}" for at in range(1, 8)]
    assert field.hasFocus()


def test_new_page_stands_on_its_first_open_field(window, shell):
    shell.desk_changed.emit(samples.commission())
    assert QApplication.focusWidget().key == "address"
    assert window.desk.page.area.verticalScrollBar().value() == 0


def test_panel_folds_below_1200_and_opens_over_the_page(open_window, shell, qtbot):
    window = open_window(1100, 700)
    shell.show()
    desk = window.desk
    assert desk.folded()
    assert not desk.panel.isVisible()
    qtbot.mouseClick(desk.tab, Qt.MouseButton.LeftButton)
    assert desk.panel.isVisible()
    press(Qt.Key.Key_Escape)
    assert not desk.panel.isVisible()
    window.resize(1300, 700)
    assert desk.panel.isVisible()
    assert not desk.tab.isVisible()


@pytest.mark.parametrize("zoom", [100, 150])
def test_number_and_finish_stand_in_the_footer_and_cover_no_figure(open_window, shell, zoom):
    theme.wear(theme.THEMES["light"], zoom)
    window = open_window(1366, 768)
    shell.desk_changed.emit(samples.finish())
    shell.focus_asked.emit("finish.number")
    desk = window.desk
    field = desk.entry("finish.number")
    assert QApplication.focusWidget() is field
    assert desk.footer.isAncestorOf(field)
    assert not desk.panel.isVisible() or zoom == 100, "nothing lies over what is compared"
    assert desk.footer.rect().contains(field.geometry())
    assert not any(field.geometry().intersects(one.geometry()) for one in desk.footer.buttons)


def test_enter_in_the_precinct_number_never_finishes(open_window, shell):
    window = open_window()
    shell.desk_changed.emit(samples.finish())
    shell.focus_asked.emit("finish.number")
    for _again in range(3):
        press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert shell.asked() == []
    assert window.desk.footer.main_button().hasFocus()


def test_view_that_arrives_while_one_is_shown_waits(window, shell):
    field = window.desk.entry("5.3")
    QTest.keyClicks(field, "9")
    shell.calls.clear()
    # Leaving the page hides the field, which commits, which emits a view of its own.
    shell.desk_changed.emit(samples.portable())
    assert shell.said("commit") == [("5.3", "9")]
    assert window.desk.view.page.id == "count", "the presenter's last word counts"


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_menu_has_named_undo_and_the_presenters_entries(window, shell):
    entries = window.desk.header._menu_entries()
    assert entries[0][0].startswith("Undo 5.4 = 35")
    assert [words.split("\t")[0] for words, _act, _tick in entries][-2:] == ["Start page", "Help"]
    window.desk.header.precinct.open_menu()
    menu = window.desk.header.precinct.menu
    menu.actions()[0].trigger()
    menu.close()
    assert shell.asked() == [Undo()]


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_persons_are_chosen_in_the_header(window, shell):
    window.desk.header.person.open_menu()
    menu = window.desk.header.person.menu
    assert [action.isChecked() for action in menu.actions()] == [True, False]
    menu.actions()[1].trigger()
    menu.close()
    assert shell.said("person") == [("p2",)]


def test_procedure_button_and_table_reuse(open_window, shell):
    window = open_window()
    desk = samples.portable()
    shell.desk_changed.emit(desk)
    button(window, Ask("recount", "1")).click()
    assert shell.asked() == [Ask("recount", "1")]
    field = window.desk.entry("b2b")
    table = desk.page.blocks[0]
    rows = tuple(replace(row, procedure=None) for row in table.rows)
    page = replace(desk.page, blocks=(replace(table, rows=rows),))
    shell.desk_changed.emit(replace(desk, page=page))
    assert window.desk.entry("b2b") is field
    shown = [one.view.intent for one in window.findChildren(ButtonWidget) if one.isVisible()]
    assert shown
    assert Ask("recount", "1") not in shown


def test_field_that_appears_where_nothing_had_the_focus_takes_it(open_window, shell):
    window = open_window()
    desk = samples.finish()
    bare = replace(desk.footer, field=None, label="")
    shell.desk_changed.emit(replace(desk, footer=bare))
    assert window.focusWidget() is window.desk
    shell.desk_changed.emit(desk)
    assert QApplication.focusWidget().key == "finish.number"
