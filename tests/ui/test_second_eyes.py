"""Two entries side by side and a figure read back, with the keys a commission presses."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)  # fmt: skip
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from tally_app.app.view.base import ShowHelp
from tally_app.app.view.fields import Field
from tally_app.app.view.second import ShownFigure
from tally_app.ui.kit import icons, theme
from tally_app.ui.kit.card import CardWidget
from tally_app.ui.night.second import read_back
from tally_app.ui.night.second.compared_line import paint_figure
from tally_app.ui.night.second.comparison import ComparisonCard
from tally_app.ui.night.second.read_back import ReadBackCard
from tests.ui import samples, second_samples
from tests.ui.ask import Ask
from tests.ui.fake_shell import FakeShell

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier


class Comparing(FakeShell):
    """A presenter that takes a third figure as settled."""

    def __init__(self):
        super().__init__()
        self.settled = {}
        self.settling = True

    def draft(self, key, text):
        self.calls.append(("draft", key, text))

    def commit(self, key, text):
        self.calls.append(("commit", key, text))
        if self.settling and text:
            self.settled[key.removeprefix("paper.")] = text
            self.compare()

    def compare(self, values=None):
        shown = second_samples.comparison("ru", values, self.settled)
        self.desk_changed.emit(second_samples.second("ru", shown))


@pytest.fixture
def shell():
    return Comparing()


@pytest.fixture
def two(open_window, shell, qtbot):
    """The page of two entries, the cursor in the first field of the third column."""
    window = open_window()
    shell.compare()
    qtbot.waitUntil(window.desk.entry("paper.5.3").hasFocus)
    shell.calls.clear()
    return window


def now():
    return QApplication.focusWidget()


def press(key, held=PLAIN):
    assert now() is not None, "nothing has the focus"
    QTest.keyClick(now(), key, held)


def type_in(words):
    QTest.keyClicks(now(), words)


# two entries


def test_enter_goes_down_the_third_column(two, shell):
    shell.settling = False
    keys = []
    for _line in range(3):
        keys.append(now().key)
        press(Qt.Key.Key_Return)
    assert keys == ["paper.5.3", "paper.5.4", "paper.7.3"]
    assert shell.said("commit") == [], "nothing was typed"
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    assert now().key == "paper.5.3"
    press(Qt.Key.Key_Tab)
    assert now().key == "paper.5.4"


def test_settled_line_has_its_figure_and_the_next_one_the_focus(two, shell):
    type_in("61")
    press(Qt.Key.Key_Return)
    assert shell.said("commit") == [("paper.5.3", "61")]
    assert now().key == "paper.5.4"
    assert [entry.key for entry in two.desk.page.entries()] == ["paper.5.4", "paper.7.3"]
    row = two.desk.page.findChild(ComparisonCard).rows[0]
    assert row.accessibleName().endswith("По бумаге: 61")
    type_in("35")
    press(Qt.Key.Key_Tab)
    assert now().key == "paper.7.3"
    type_in("21")
    press(Qt.Key.Key_Return)
    assert shell.said("commit") == [("paper.5.3", "61"), ("paper.5.4", "35"), ("paper.7.3", "21")]
    assert two.desk.page.entries() == []


def test_lines_may_be_settled_in_any_order(two, shell):
    press(Qt.Key.Key_Down)
    type_in("35")
    press(Qt.Key.Key_Return)
    assert now().key == "paper.7.3", "it goes on from where it was"
    type_in("21")
    press(Qt.Key.Key_Return)
    assert now().key == "paper.5.3"
    assert shell.said("commit") == [("paper.5.4", "35"), ("paper.7.3", "21")]


def test_another_language_keeps_field_and_digits(two, shell):
    field = now()
    type_in("6")
    shell.desk_changed.emit(second_samples.second("kk"))
    assert now() is field
    assert field.text() == "6"
    assert "1-енгізу Омарова: 61, 2-енгізу Сейтов: 35" in field.accessibleName()


def test_name_of_a_field_says_line_and_both_figures(two):
    for key, first, second in (("5.3", "61", "35"), ("5.4", "35", "61"), ("7.3", "21", "12")):
        field = two.desk.entry(f"paper.{key}")
        spoken = QAccessible.queryAccessibleInterface(field).text(QAccessible.Text.Name)
        assert spoken.startswith(f"{key} ")
        assert f"Первый ввод Омарова: {first}, Второй ввод Сейтов: {second}" in spoken
    assert "переставлены" in two.desk.entry("paper.5.4").accessibleDescription()


def test_every_one_of_sixty_lines_is_in_view_when_it_has_the_focus(open_window, shell):
    window = open_window()
    shell.desk_changed.emit(second_samples.second("kk", second_samples.many()))
    area = window.desk.page.area
    for at in range(1, 61):
        assert now().key == f"paper.5.{at}"
        top = now().mapTo(area.viewport(), QPoint(0, 0)).y()
        assert 0 <= top <= area.viewport().height() - now().height()
        press(Qt.Key.Key_Return)


def test_what_differs_is_in_view_when_the_last_line_was_typed_again(open_window, shell):
    shell.settling = False
    window = open_window()
    desk = samples.count("ru", names=samples.options(60))
    shell.desk_changed.emit(replace(desk, page=replace(desk.page, id="second", sum_bar=None)))
    shell.focus_asked.emit("7.4")
    commit = window.wire.commit

    def compare(key, typed):
        commit(key, typed)
        shell.compare()

    window.wire.commit = compare
    type_in("18")
    press(Qt.Key.Key_Return)
    assert shell.said("commit") == [("7.4", "18")]
    assert now().key == "paper.5.3"
    assert window.desk.page.area.verticalScrollBar().value() == 0, "cause and heads are in sight"


def test_fields_stand_on_one_edge(open_window, shell):
    window = open_window()
    shell.desk_changed.emit(second_samples.second("kk", second_samples.many()))
    for zoom in theme.ZOOMS:
        window.wear(zoom=zoom)
        fields = window.desk.page.entries()
        edges = {(one.x(), one.width()) for one in fields}
        assert len(edges) == 1, zoom
        for one in fields:
            assert one.parentWidget().rect().contains(one.geometry()), (zoom, one.key)


def painted(figure, name):
    theme.wear(theme.THEMES[name], 100)
    image = QImage(200, 60, QImage.Format.Format_RGB32)
    image.fill(theme.colour(theme.worn().t.surface))
    p = QPainter(image)
    paint_figure(p, QRect(0, 0, 180, 60), figure)
    p.end()
    return image


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_differing_digits_are_underlined_and_not_only_tinted(qapp, name):
    plain, marked = (
        painted(ShownFigure("1\u202f190"), name),
        painted(ShownFigure("1\u202f190", (2,)), name),
    )
    line = theme.colour(theme.worn().t.warning.ink)
    below = range(45, 60)
    assert not any(plain.pixelColor(x, y) == line for x in range(200) for y in below)
    under = {x for x in range(200) for y in below if marked.pixelColor(x, y) == line}
    ground = theme.colour(theme.worn().t.surface)
    digit = {
        x for x in range(200) for y in range(40)
        if marked.pixelColor(x, y) != plain.pixelColor(x, y)
    }  # fmt: skip
    assert 10 <= len(under) <= 18, "one digit of three"
    assert under <= digit
    assert marked.pixelColor(min(digit) + 1, 18) != ground


# only keys


@pytest.fixture
def words():
    return second_samples.S["ru"]["by_hand"]


@pytest.fixture(autouse=True)
def no_tooltip_left():
    yield
    QToolTip.hideText()
    for one in QApplication.topLevelWidgets():
        if one.inherits("QTipLabel"):
            one.close()


@pytest.mark.parametrize(("key", "held"), [(Qt.Key.Key_V, CTRL), (Qt.Key.Key_Insert, SHIFT)])
def test_pasting_puts_nothing_in_and_says_why(two, shell, words, key, held):
    QGuiApplication.clipboard().setText("35")
    press(key, held)
    assert now().text() == ""
    assert QToolTip.text() == words
    press(Qt.Key.Key_Return)
    assert shell.said("draft") == shell.said("commit") == []


def test_middle_button_and_drop_put_nothing_in(two, shell, words):
    field = now()
    place = QPointF(5, 5)
    QGuiApplication.clipboard().setText("35")
    middle = Qt.MouseButton.MiddleButton
    for kind in (QMouseEvent.Type.MouseButtonPress, QMouseEvent.Type.MouseButtonRelease):
        event = QMouseEvent(kind, place, field.mapToGlobal(place), middle, middle, PLAIN)
        QApplication.sendEvent(field, event)
    field.paste_raw("35")  # what the middle button does where there is a selection
    assert QToolTip.text() == words
    data = QMimeData()
    data.setText("35")
    drop = QDropEvent(place, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, PLAIN)
    assert not field.acceptDrops()
    QApplication.sendEvent(two, drop)
    assert field.text() == ""
    assert shell.said("draft") == shell.said("commit") == []


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_context_menu_offers_no_paste(two, shell):
    def offered():
        field = now()
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, QPoint(5, 5), field.mapToGlobal(QPoint(5, 5))
        )
        field.contextMenuEvent(event)
        menu = next(one for one in field.findChildren(QMenu) if one.isVisible())
        names = [one.objectName() for one in menu.actions() if one.isVisible()]
        menu.close()
        return names

    QGuiApplication.clipboard().setText("35")
    assert "edit-paste" not in offered()
    assert "edit-copy" in offered()
    shell.desk_changed.emit(samples.count("ru"))
    assert "edit-paste" in offered()


def test_undo_puts_no_figure_in(two, shell, words):
    type_in("6")
    press(Qt.Key.Key_Z, CTRL)
    assert now().text() == "", "what is being typed is taken back"
    shell.compare({"5.3": "61"})
    assert now().text() == "61"
    press(Qt.Key.Key_A, CTRL)
    type_in("35")
    shell.calls.clear()
    press(Qt.Key.Key_Z, CTRL)
    assert now().text() == "35"
    assert QToolTip.text() == words
    assert shell.asked() == []


def test_other_keys_work_as_everywhere(two, shell):
    type_in("617")
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "61"
    press(Qt.Key.Key_Return)
    assert shell.said("commit") == [("paper.5.3", "61")]


# read back


@pytest.fixture
def read(open_window, shell, qtbot, monkeypatch):
    monkeypatch.setattr(read_back, "PACE", 120)
    window = open_window()
    shell.desk_changed.emit(second_samples.read_back("kk"))
    block = window.desk.page.findChild(ReadBackCard)
    qtbot.waitUntil(block.hasFocus)
    qtbot.waitUntil(lambda: block.turned() == 1 and not block.buttons[0].held)
    shell.calls.clear()
    return block


def test_a_figure_is_in_sight_before_it_can_be_confirmed(open_window, shell, qtbot):
    window = open_window()
    shell.desk_changed.emit(second_samples.read_back("kk"))
    block = window.desk.page.findChild(ReadBackCard)
    qtbot.waitUntil(block.hasFocus)
    assert read_back.PACE == 1000
    for _press in range(17):
        press(Qt.Key.Key_Space)
    agrees = next(one for one in block.buttons if one.view.style == "filled")
    QTest.mouseClick(agrees, Qt.MouseButton.LeftButton)
    assert shell.asked() == [], "presses before the ring is closed are ignored"
    qtbot.waitUntil(lambda: block.turned() == 1 and not agrees.held, timeout=3000)
    press(Qt.Key.Key_Space)
    other = second_samples.figure("kk", 5, figure="210", words="екі жүз он")
    shell.desk_changed.emit(second_samples.read_back("kk", other))
    press(Qt.Key.Key_Space)
    assert shell.asked() == [Ask("read_agrees")], "nothing is chained to the next figure"


def test_one_key_agrees_and_one_does_not(read, shell, qtbot):
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Backspace)
    assert shell.asked() == [Ask("read_agrees"), Ask("read_differs")]
    other = second_samples.figure("kk", 5, figure="210", words="екі жүз он")
    shell.desk_changed.emit(second_samples.read_back("kk", other))
    assert read.hasFocus(), "the next figure is answered by the same keys"
    qtbot.waitUntil(lambda: read.turned() == 1 and not read.buttons[0].held)
    press(Qt.Key.Key_Space)
    assert shell.asked()[2:] == [Ask("read_agrees")]


@pytest.mark.parametrize("key", ["Return", "F8", "Д"])
def test_keys_are_those_of_the_view(read, shell, key):
    button = replace(read.view.buttons[0], shortcut=key)
    shown = replace(read.view, buttons=(button, read.view.buttons[1]))
    shell.desk_changed.emit(second_samples.read_back("kk", shown))
    press(Qt.Key.Key_Space)
    assert shell.asked() == []
    code, typed = {
        "Return": (Qt.Key.Key_Return, "\r"),
        "F8": (Qt.Key.Key_F8, ""),
        "Д": (ord("Д"), "д"),
    }[key]
    QApplication.sendEvent(read, QKeyEvent(QKeyEvent.Type.KeyPress, code, PLAIN, typed))
    assert shell.asked() == [Ask("read_agrees")]


def test_key_held_down_answers_one_figure(read, shell):
    press(Qt.Key.Key_Space)
    for _repeat in range(20):
        event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Space, PLAIN, " ", True)
        QApplication.sendEvent(read, event)
    assert shell.asked() == [Ask("read_agrees")]
    read.buttons[0].setFocus()
    for repeat in (False, True, True):
        event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Backspace, PLAIN, "\b", repeat)
        QApplication.sendEvent(read.buttons[0], event)
    assert shell.asked()[1:] == [Ask("read_differs")]


def test_no_other_sign_presses_anything(read, shell):
    desk = second_samples.read_back("kk", read.view)
    shell.desk_changed.emit(replace(desk, panel=samples.reasons("kk").panel))
    for sign in "12345":
        QTest.keyClick(read, sign)
    press(Qt.Key.Key_Return)
    assert shell.asked() == []
    press(Qt.Key.Key_F1)
    assert shell.asked() == [ShowHelp()]
    press(Qt.Key.Key_Tab)
    assert now() is read.buttons[0]


def test_mouse_on_an_answer_leaves_the_keys_where_they_were(read, shell, qtbot):
    qtbot.mouseClick(read.buttons[1], Qt.MouseButton.LeftButton)
    assert shell.asked() == [Ask("read_differs")]
    assert read.hasFocus()
    qtbot.mouseClick(read, Qt.MouseButton.LeftButton)
    assert len(shell.asked()) == 1


def test_figure_is_told_in_words(read):
    assert read.accessibleName().startswith("5.1-жол Ахметов Болат Серікұлы")
    assert read.accessibleName().endswith("1\u202f190, бір мың бір жүз тоқсан")
    assert read.accessibleDescription().startswith("4 / 11. Алдыңғы")


@pytest.mark.parametrize("zoom", theme.ZOOMS)
def test_figure_and_answers_are_in_sight_together(open_window, shell, zoom):
    theme.wear(theme.THEMES["light"], zoom)
    window = open_window()
    shell.desk_changed.emit(second_samples.read_back("ru"))
    QApplication.processEvents()
    block, area = window.desk.page.findChild(ReadBackCard), window.desk.page.area
    top = block.mapTo(area.viewport(), QPoint(0, 0)).y()
    bottom = max(one.geometry().bottom() for one in block.buttons)
    assert top >= 0
    assert top + bottom <= area.viewport().height()
    parts = read_back.lay(block.view, block.width() - 60, block.height() // 2, zoom / 100)
    sizes = {part.kind: part.size for part in parts}
    assert sizes["figure"] == max(sizes.values()), "nothing is larger than the figure"


def test_long_figure_stands_on_one_line(qapp):
    long = second_samples.figure("kk", figure="12\u202f345\u202f678\u202f901\u202f234")
    for width in (300, 700, 1238):
        (figure,) = (one for one in read_back.lay(long, width, 600, 1) if one.kind == "figure")
        font = theme.worn().font(figure.size, bold=True)
        from PySide6.QtGui import QFontMetricsF

        assert QFontMetricsF(font).horizontalAdvance(long.figure) <= width


def test_marks_of_many_figures_are_one_bar(qapp):
    def share(marks):
        image = QImage(200, 10, QImage.Format.Format_RGB32)
        image.fill(theme.colour("#FFFFFF"))
        p = QPainter(image)
        read_back.paint_marks(p, QRect(0, 2, 200, 6), marks, 1)
        p.end()
        done = theme.colour(theme.worn().t.accent)
        return sum(image.pixelColor(x, 5) == done for x in range(200))

    few = share((True, True, False, False))
    assert 80 <= few <= 90, "two marks of 44"
    assert 95 <= share((True,) * 150 + (False,) * 150) <= 105
    assert share((False,) * 300) == 0


# panel and signs


def test_cards_of_the_panel_say_figure_and_steps(two):
    names = [one.accessibleName() for one in two.desk.panel.findChildren(CardWidget)]
    assert names[0] == "Различаются 3. сверены с бумагой: 0 из 3"
    assert names[1].startswith("Совпали 11")
    assert names[2].startswith("Подтверждены 12")
    assert names[3].startswith("Как сверять. 1 Взять стопку")
    assert "3 Нажать Enter" in names[3]


def test_signs_of_the_causes_differ(qapp):
    def painted_sign(name):
        image = QImage(24, 24, QImage.Format.Format_RGB32)
        image.fill(theme.colour("#FFFFFF"))
        p = QPainter(image)
        icons.paint(p, QRect(0, 0, 24, 24), name, "#000000", "#FFFFFF")
        p.end()
        return bytes(image.constBits())

    names = ("exchange", "shift", "digits")
    assert all(icons.known(name) for name in names)
    assert len({painted_sign(name) for name in names}) == 3


def test_a_field_of_another_page_still_takes_a_pasted_figure(two, shell):
    shell.settling = False
    shell.desk_changed.emit(samples.count("ru"))
    shell.focus_asked.emit("5.3")
    QGuiApplication.clipboard().setText("77")
    press(Qt.Key.Key_V, CTRL)
    assert shell.said("commit")[-1] == ("5.3", "77")
    assert Field("a", "").by_hand == ""
