"""Start page, sentences, dialogs, theme and zoom, closing; nothing blocks."""

import subprocess
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tally_app.app.view.base import AskFile, Note, WearTheme, Zoom
from tally_app.app.view.fields import DialogForm, Field, Row
from tally_app.app.view.start import OpenNight
from tally_app.ui.kit import theme, tokens
from tally_app.ui.kit.button import SETTLED
from tally_app.ui.kit.scroll import ScrollColumn
from tally_app.ui.start.start_cards import BeginCard, RecentRow
from tally_app.ui.window import translators
from tests.ui import samples
from tests.ui.ask import Ask

#: a little more than a button has the focus before Enter presses it, in milliseconds
REST = int(1000 * SETTLED) + 20


def press(widget, key, held=Qt.KeyboardModifier.NoModifier):
    assert widget is not None, "nothing has the focus"
    QTest.keyClick(widget, key, held)


@pytest.fixture
def start(open_window):
    return open_window(first=samples.start())


def test_ready_is_called_once_after_the_first_paint(start, shell, qtbot):
    qtbot.waitUntil(lambda: bool(shell.said("ready")))
    start.repaint()
    QApplication.processEvents()
    assert shell.said("ready") == [()]


def test_interrupted_count_has_the_focus_and_enter(start, shell):
    assert QApplication.focusWidget().view.intent == OpenNight("")
    QTest.qWait(REST)
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert shell.asked() == [OpenNight("")]


def test_ways_to_begin_by_key_mouse_and_enter(start, shell, qtbot):
    press(QApplication.focusWidget(), Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    cards = start.start.findChildren(BeginCard)
    qtbot.mouseClick(cards[0], Qt.MouseButton.LeftButton)
    cards[1].setFocus()
    press(cards[1], Qt.Key.Key_Return)
    assert shell.asked() == [AskFile("open"), AskFile("open"), Ask("training")]


def test_past_count_opens(start, shell, qtbot):
    rows = start.start.findChildren(RecentRow)
    assert rows[0].accessibleName().startswith("Участок № 999")
    qtbot.mouseClick(rows[1], Qt.MouseButton.LeftButton)
    assert shell.asked() == [OpenNight("/b")]


def test_start_without_past_counts(open_window, shell):
    window = open_window(first=samples.start(resume=False))
    assert not window.start.content.going.isVisible()
    shell.start_changed.emit(samples.start())
    assert window.start.content.going.isVisible()


def test_language_changes_qts_own_words(start, shell):
    shell.start_changed.emit(samples.start("kk"))
    kazakh = QFileDialog.tr("File &name:")
    assert kazakh != "File &name:"
    shell.start_changed.emit(samples.start("ru"))
    assert QFileDialog.tr("File &name:") not in ("File &name:", kazakh)
    translators.use("en")
    assert QFileDialog.tr("File &name:") == "File &name:"


def test_sentence_is_a_card_and_closes(window, shell, qtbot):
    shell.told.emit(Note("Файл занят.", "error"))
    card = window.desk.page.told
    assert card.isVisible()
    assert card.accessibleName() == "Файл занят."
    assert window.desk.entry("5.3").hasFocus(), "it takes no focus"
    press(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert window.desk.page.told is None
    shell.told.emit(Note("Снова.", "note"))
    qtbot.mouseClick(window.desk.page.told.cross, Qt.MouseButton.LeftButton)
    assert window.desk.page.told is None


def test_sentence_on_the_start_page(start, shell):
    shell.told.emit(Note("Файл не открыт.", "error"))
    assert start.start.content.note.view.text == "Файл не открыт."
    press(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert start.start.content.note is None


def test_zoom_keys_scale_everything_and_are_told(window, shell):
    width = window.desk.entry("5.3").width()
    press(QApplication.focusWidget(), Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert theme.worn().zoom == 110
    assert window.desk.entry("5.3").width() > width
    assert window.desk.entry("5.3").hasFocus()
    press(QApplication.focusWidget(), Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    press(QApplication.focusWidget(), Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    press(QApplication.focusWidget(), Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert shell.asked() == [
        Zoom(110),
        Zoom(100),
        Zoom(90),
        Zoom(100),
    ]


def test_theme_is_worn_at_once(window, shell):
    before = window.grab().toImage().pixelColor(700, 60).name()
    window.intent(WearTheme("dark"))
    QApplication.processEvents()
    after = window.grab().toImage().pixelColor(700, 60).name()
    assert (before, after) == (tokens.LIGHT.ground.lower(), tokens.DARK.ground.lower())
    assert shell.asked() == [WearTheme("dark")]


def test_clock_ticks_only_while_a_night_is_open(window, shell, qtbot):
    qtbot.waitUntil(lambda: bool(shell.said("tick")), timeout=3000)
    shell.start_changed.emit(samples.start())
    assert not window._clock.isActive()


def test_closing_makes_no_figure_of_what_is_being_typed(window, shell):
    QTest.keyClicks(QApplication.focusWidget(), "9")
    window.close()
    names = [call[0] for call in shell.calls if call[0] in ("draft", "commit", "closing")]
    assert names == ["draft", "closing"]


def test_a_message_lies_over_the_page_and_never_over_the_field_that_is_typed_in(window, shell):
    field, page = QApplication.focusWidget(), window.desk.page
    before = field.mapTo(window, QPoint())
    for lines in (1, 9):
        window.tell(Note("\n".join(["Файл занят другой программой."] * lines), "error"))
        QApplication.processEvents()
        assert field.mapTo(window, QPoint()) == before
        place = QRect(field.mapTo(page, QPoint()), field.size())
        assert not page.told.geometry().intersects(place)
        assert page.rect().contains(page.told.geometry())
    first = window.desk.entries()[0]
    window.desk.focus_key(first.key)
    QApplication.processEvents()
    place = QRect(first.mapTo(page, QPoint()), first.size())
    assert not page.told.geometry().intersects(place)


def test_the_name_of_the_window_follows_the_language(window, shell):
    for title in ("Протокол участка", "Precinct protocol"):
        shell.start_changed.emit(replace(samples.start(), title=title))
        assert window.windowTitle() == title


def test_dialog_asks_without_blocking_and_answers_with_raw_text(window, shell, qtbot):
    shell.form_asked.emit(samples.form(""))
    form = window.form
    qtbot.waitUntil(form.isActiveWindow)
    fields = {entry.key: entry for entry in form.body.rows.entries()}
    assert fields["decision"].hasFocus()
    QTest.keyClicks(fields["decision"], " 12 a")
    press(fields["decision"], Qt.Key.Key_Return)
    assert fields["time"].hasFocus()
    QTest.keyClicks(fields["time"], "2056")
    press(fields["time"], Qt.Key.Key_Return)
    press(fields["votes"], Qt.Key.Key_Return)
    assert form.body.checks[0].hasFocus()
    press(form.body.checks[0], Qt.Key.Key_Space)
    form.accept_button.click()
    assert shell.said("submit") == [
        ({"decision": " 12 a", "time": "2056", "votes": "", "sure": "yes"},)
    ]
    assert shell.said("commit") == []


def test_dialog_shows_errors_and_keeps_what_was_typed(window, shell, qtbot):
    shell.form_asked.emit(samples.form(""))
    form = window.form
    qtbot.waitUntil(form.isActiveWindow)
    entry = form.body.rows.entries()[0]
    QTest.keyClicks(entry, "12")
    shell.form_asked.emit(samples.form(""))
    assert window.form is form
    assert form.body.rows.entries()[0].raw() == "12"
    assert form.body.rows.rows[2].view.message.text == "Не больше числа членов комиссии, 7"
    assert form.body.rows.entries()[2].hasFocus(), "the first field that is wrong"
    shell.form_closed.emit()
    assert window.form is None
    assert shell.said("cancel") == []


def test_what_accepts_stands_at_the_right_and_enter_never_gives_a_dangerous_answer(
    window, shell, qtbot
):
    shell.form_asked.emit(samples.form("warning"))
    form = window.form
    qtbot.waitUntil(form.isActiveWindow)
    assert form.accept_button.view.style == "filled"
    assert form.accept_button.x() > form.cancel_button.geometry().right()
    for _field in range(4):
        press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert not form.body.checks[0].isChecked(), "Enter only passes by"
    assert not form.cancel_button.hasFocus(), "Enter throws nothing typed away either"
    assert not form.accept_button.hasFocus()
    assert shell.said("submit") == []
    press(form, Qt.Key.Key_Escape)
    assert shell.said("cancel") == [()]


def test_enter_in_the_last_field_of_a_dialog_accepts_when_nothing_is_missing(window, shell, qtbot):
    rows = tuple(Row("", name, field=Field(name, "", "text")) for name in ("a", "b"))
    shell.form_asked.emit(DialogForm(Ask("x"), "Акт", "", rows, (), "Записать", "Отмена"))
    form = window.form
    qtbot.waitUntil(form.isActiveWindow)
    qtbot.waitUntil(form.body.rows.entries()[0].hasFocus)
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), "12")
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert shell.said("submit") == [], "the first one is empty"
    assert form.accept_button.hasFocus(), "it may be meant so"
    form.body.rows.entries()[0].setFocus()
    QTest.keyClicks(QApplication.focusWidget(), "7")
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert shell.said("submit") == [({"a": "7", "b": "12"},)]


def test_dialog_without_fields_stands_on_the_safe_answer(window, shell, qtbot):
    shell.form_asked.emit(
        DialogForm(Ask("close"), "Закрыть?", "Всё сохранено.", (), (), "Закрыть", "Нет")
    )
    qtbot.waitUntil(window.form.isActiveWindow)
    assert window.form.cancel_button.hasFocus()
    press(window.form, Qt.Key.Key_Escape)
    assert shell.said("cancel") == [()]
    assert window.form is None


@pytest.mark.parametrize(
    ("kind", "saves"), [("open", False), ("save_pdf", True), ("save_copy", True)]
)
def test_files_are_asked_for_without_blocking(window, shell, qtbot, tmp_path, kind, saves):
    chosen = tmp_path / "448.pdf"
    chosen.write_bytes(b"")
    shell.file_asked.emit(kind, str(chosen), samples.FILE_WORDS)
    dialog = window.findChild(QFileDialog)
    assert (dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave) == saves
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.fileSelected.emit(str(chosen))
    qtbot.waitUntil(lambda: bool(shell.said("file")))
    assert shell.said("file") == [(kind, str(chosen))]
    dialog.close()


@pytest.mark.parametrize("kind", ["open", "save_copy"])
def test_the_focus_comes_back_from_a_dialog_of_files(window, shell, qtbot, monkeypatch, kind):
    """Where no window manager gives it back, the window asks for it."""
    asked = []
    monkeypatch.setattr(window, "activateWindow", lambda: asked.append(True), raising=False)
    shell.file_asked.emit(kind, "448.pdf", samples.FILE_WORDS)
    dialog = window.findChild(QFileDialog)
    qtbot.waitUntil(dialog.isVisible)
    assert asked == []
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: asked == [True])


def test_columns_never_move_aside(window, shell):
    """The bar of a column stands in the margin of its content, which is wider than what is seen."""
    window.resize(700, 420)
    shell.desk_changed.emit(samples.count("ru"))
    for area in window.findChildren(ScrollColumn):
        aside = area.horizontalScrollBar()
        aside.setValue(aside.maximum())
        assert area.content.x() == 0


def test_start_loads_only_what_it_shows():
    program = """
import sys
from tally_app.ui.window import app, main_window
app.prepare()
from tests.ui.fake_shell import FakeShell
from tests.ui import samples
window = main_window.MainWindow(FakeShell(samples.start()))
window.show(); window.grab()
qt = sorted(name for name in sys.modules if name.startswith("PySide6.Qt"))
late = "pypdfium2 reportlab sqlite3 tally_app.store tally_app.catalog tally_app.ui.window.dialogs"
late += " tally_app.ui.night.desk_view tally_app.ui.window.printing"
heavy = [name for name in late.split() if name in sys.modules]
print(qt, heavy, flush=True)
import os; os._exit(0)
"""
    out = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert out.stdout.strip() == "['PySide6.QtCore', 'PySide6.QtGui', 'PySide6.QtWidgets'] []"


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("t", tokens.THEMES.values(), ids=list(tokens.THEMES))
def test_contrast_of_the_tokens(t):
    assert contrast(t.ink, t.surface) >= 7
    assert contrast(t.ink, t.ground) >= 7
    assert contrast(t.on_selected, t.selected) >= 7
    assert contrast(t.quiet, t.ground) >= 5.5
    assert contrast(t.edge, t.surface) >= 3
    assert contrast(t.ring, t.surface) >= 3
    assert contrast(t.on_accent, t.accent) >= 4.5
    for tone in (t.error, t.warning, t.legal, t.ok):
        assert contrast(tone.heading, tone.tint) >= 6
        assert contrast(tone.ink, t.surface) >= 6
    assert contrast(t.training_ink, t.training) >= 6


def test_zoom_steps():
    assert [theme.next_zoom(100, way) for way in (1, -1, 0)] == [110, 90, 100]
    assert (theme.next_zoom(200, 1), theme.next_zoom(80, -1)) == (200, 80)


def test_digits_have_one_width(qapp):
    from tally_app.ui.kit import text

    assert len({text.advance(digit, 27) for digit in "0123456789"}) == 1
