"""The whole night: several ballots, many steps, wide tables, charts, papers."""

import itertools
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tally_app.app.view.address import PaperName
from tally_app.app.view.desk import Chart, Page, Table, TableRow
from tally_app.app.view.fields import Field, Message
from tally_app.app.view.intents import ShowContest, ShowPaper, ShowStep
from tally_app.ui.kit import text, theme
from tally_app.ui.kit.button import ButtonWidget
from tally_app.ui.night.table import TableCard
from tests.ui import night_samples, samples
from tests.ui.ask import Ask
from tests.ui.grab import sample_pdf
from tests.ui.sample_words import W

LANGUAGES = ("kk", "ru", "en")
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def press(key, held=Qt.KeyboardModifier.NoModifier):
    assert QApplication.focusWidget() is not None, "nothing has the focus"
    QTest.keyClick(QApplication.focusWidget(), key, held)


def in_view(area, widget):
    at = widget.mapTo(area.viewport(), widget.rect().topLeft()).y()
    return at >= 0 and at + widget.height() <= area.viewport().height()


# several ballots


@pytest.mark.parametrize("number", [0, 1])
def test_one_ballot_needs_no_bar(open_window, shell, number):
    window = open_window()
    desk = samples.count("kk")
    shell.desk_changed.emit(replace(desk, contests=night_samples.contests("kk", 0, number)))
    assert window.desk.contests is None
    assert window.desk.page.y() == window.desk.header.height()


def test_bar_goes_when_there_is_one_ballot_again(open_window, shell):
    window = open_window()
    desk = night_samples.night("kk")
    shell.desk_changed.emit(desk)
    assert window.desk.page.y() == window.desk.header.height() + window.desk.contests.height()
    shell.desk_changed.emit(replace(desk, contests=()))
    assert not window.desk.contests.isVisible()
    assert window.desk.page.y() == window.desk.header.height()


@pytest.mark.parametrize("number", [2, 3, 4, 5, 6])
def test_tabs_share_the_width_and_say_their_state(open_window, shell, number):
    window = open_window()
    shell.desk_changed.emit(night_samples.night("kk", 1, number))
    tabs = window.desk.contests.tabs
    widths = {tab.width() for tab in tabs}
    assert max(widths) - min(widths) <= 1
    assert sum(tab.width() for tab in tabs) == window.width()
    assert all(tab.view.state_words in tab.accessibleName() for tab in tabs)
    assert not window.desk.contests.more.isVisible()


def test_ballot_is_chosen_by_mouse(open_window, shell, qtbot):
    window = open_window()
    shell.desk_changed.emit(night_samples.night("ru"))
    shell.focus_asked.emit("5.3")
    shell.answering = False
    QTest.keyClicks(QApplication.focusWidget(), "77")
    shell.calls.clear()
    qtbot.mouseClick(window.desk.contests.tabs[3], Qt.MouseButton.LeftButton)
    said = [call for call in shell.calls if call[0] in ("commit", "intent")]
    assert said == [("commit", "5.3", "77"), ("intent", ShowContest("c3"))], (
        "typed first, then gone"
    )


def test_ballot_is_chosen_by_keys_from_within_a_field(open_window, shell):
    open_window()
    shell.desk_changed.emit(night_samples.night("ru"))
    shell.focus_asked.emit("5.2")
    before = QApplication.focusWidget().text()
    press(Qt.Key.Key_PageDown, CTRL)
    press(Qt.Key.Key_PageUp, CTRL)
    press(Qt.Key.Key_5, ALT)
    press(Qt.Key.Key_3, ALT)  # it is shown
    press(Qt.Key.Key_9, ALT)  # there is none
    assert shell.asked() == [ShowContest("c3"), ShowContest("c1"), ShowContest("c4")]
    assert QApplication.focusWidget().text() == before, "no digit is typed"


def test_ballot_is_chosen_by_keys_from_a_paper_and_from_piles(open_window, shell):
    window = open_window()
    desk = night_samples.papers(sample_pdf(), "ru")
    shell.desk_changed.emit(replace(desk, contests=night_samples.contests("ru")))
    window.desk.page._blocks[0].setFocus()
    press(Qt.Key.Key_PageDown, CTRL)
    shell.desk_changed.emit(night_samples.ear("ru"))
    press(Qt.Key.Key_PageUp, CTRL)
    press(Qt.Key.Key_1, ALT)
    assert shell.asked() == [ShowContest("c3"), ShowContest("c1"), ShowContest("c0")]


def test_keys_of_ballots_do_nothing_without_several(window, shell):
    before = QApplication.focusWidget().text()
    press(Qt.Key.Key_1, ALT)
    press(Qt.Key.Key_PageDown, CTRL)
    assert shell.asked() == []
    assert QApplication.focusWidget().text() == before


def test_arrows_go_from_tab_to_tab(open_window, shell):
    window = open_window()
    shell.desk_changed.emit(night_samples.night("ru"))
    tabs = window.desk.contests.tabs
    assert [tab for tab in tabs if tab in window.desk.stops()] == [tabs[2]]
    tabs[2].setFocus()
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    assert shell.asked() == [ShowContest("c1"), ShowContest("c3")]


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
@pytest.mark.parametrize("zoom", [100, 150, 200])
@pytest.mark.parametrize("current", [0, 9, 19])
def test_twenty_ballots_keep_the_current_one_in_sight(open_window, shell, zoom, current):
    theme.wear(theme.THEMES["light"], zoom)
    window = open_window()
    shell.desk_changed.emit(night_samples.night("ru", current, 20))
    bar = window.desk.contests
    seen = [tab for tab in bar.tabs if tab.isVisible()]
    assert bar.tabs[current] in seen
    assert all(bar.rect().contains(tab.geometry()) for tab in (*seen, bar.more))
    edges = [(tab.x(), tab.geometry().right()) for tab in (*seen, bar.more)]
    assert all(left[1] < right[0] for left, right in itertools.pairwise(edges))
    bar.more.setFocus()
    press(Qt.Key.Key_Return)
    words = [action.text() for action in bar.menu.actions()]
    assert len(words) == 20
    assert "№ 7" in words[6]
    bar.menu.actions()[6].trigger()
    bar.menu.close()
    assert shell.asked() == [ShowContest("c6")]


# many steps


@pytest.mark.parametrize("zoom", [100, 150, 200])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("now", [0, 9, 14, 19])
def test_current_step_is_in_sight_under_its_heading(open_window, shell, lang, zoom, now):
    theme.wear(theme.THEMES["light"], zoom)
    window = open_window()
    shell.desk_changed.emit(night_samples.night(lang, now=now))
    steps = window.desk.steps
    current = steps.steps[now]
    if window.desk.folded():
        assert current.view.name in window.desk.header.steps.accessibleName()
        return
    assert in_view(window.desk.steps_area, current)
    shown = [line for line in (*steps.groups, *steps.steps) if line.isVisibleTo(steps)]
    assert {one.view.name for one in steps.groups} <= {one.view.name for one in shown}
    places = sorted((line.geometry() for line in shown), key=lambda one: one.y())
    assert all(one.bottom() < two.top() for one, two in itertools.pairwise(places))
    assert places[-1].bottom() < steps.height()


def test_window_shown_later_still_shows_the_current_step(qtbot, shell):
    from tally_app.ui.window.main_window import MainWindow

    shell._first = night_samples.night("ru", now=19)
    window = MainWindow(shell, "light")
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitUntil(lambda: in_view(window.desk.steps_area, window.desk.steps.steps[19]))


def test_few_steps_keep_their_room_and_many_are_lower(open_window, shell):
    window = open_window()
    shell.desk_changed.emit(samples.count("kk"))
    assert {step.height() for step in window.desk.steps.steps} == {46}
    shell.desk_changed.emit(night_samples.night("kk", now=14))
    assert {step.height() for step in window.desk.steps.steps if step.isVisible()} == {46}
    shell.desk_changed.emit(night_samples.night("kk", now=3))
    assert min(step.height() for step in window.desk.steps.steps if step.isVisible()) < 46


def test_another_group_opens_at_a_press_until_another_page_is_shown(open_window, shell, qtbot):
    window = open_window()
    shell.desk_changed.emit(night_samples.night("en"))
    steps = window.desk.steps
    assert [step.view.id for step in steps.steps if step.isVisible()] == [
        "s14",
        "s15",
        "s16",
        "s17",
    ]
    assert steps.steps[13].accessibleDescription() == steps.groups[2].view.name
    qtbot.mouseClick(steps.groups[3], Qt.MouseButton.LeftButton)
    assert [step.view.id for step in steps.steps if step.isVisible()] == ["s18", "s19", "s20"]
    steps.groups[3].setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert shell.asked() == [ShowStep("s18")]
    shell.desk_changed.emit(night_samples.night("en", now=2))
    assert steps.steps[2].isVisible()
    assert not steps.steps[17].isVisible()


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
@pytest.mark.parametrize("width", [640, 1024, 1180])
def test_without_room_for_their_column_the_steps_are_a_menu(open_window, shell, width):
    window = open_window(width, 700)
    shell.desk_changed.emit(night_samples.night("ru"))
    assert not window.desk.steps_area.isVisible()
    block = window.desk.header.steps
    assert block.isVisible()
    assert night_samples.N["ru"]["steps"][14] in block.accessibleName()
    block.open_menu()
    entries = [one for one in block.menu.actions() if one.isEnabled()]
    assert len(entries) == 20
    entries[2].trigger()
    block.menu.close()
    assert shell.asked() == [ShowStep("s3")]


# wide tables

MAKERS = (night_samples.seals, night_samples.tape, night_samples.turnout)


@pytest.mark.parametrize("zoom", [100, 125, 150, 200])
@pytest.mark.parametrize("size", [(1366, 768), (1024, 700), (800, 600)])
@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_head_breaks_inside_a_word(open_window, shell, make, lang, size, zoom):
    theme.wear(theme.THEMES["light"], zoom)
    window = open_window(*size)
    shell.desk_changed.emit(make(lang))
    for table in window.desk.page.findChildren(TableCard):
        laid = table._lay(table.width())
        for head, column in zip(table.view.columns, laid.columns, strict=True):
            assert column.x >= 0
            assert column.x + column.width <= table.width()
            for word in head.split():
                assert text.advance(word, 13) <= column.width, (word, laid.stacked)
        for row in table.rows:
            boxes = [one.geometry() for one in (*row.entries.values(), *row.buttons)]
            assert all(row.rect().contains(box) for box in boxes)
            for at, box in enumerate(boxes):
                assert not any(box.intersects(other) for other in boxes[at + 1 :])


@pytest.mark.parametrize("zoom", [100, 200])
def test_a_message_never_covers_cells_or_moves_its_row(open_window, shell, zoom):
    theme.wear(theme.THEMES["light"], zoom)
    window = open_window()
    shell.desk_changed.emit(night_samples.seals("ru", message=False))
    rows = window.desk.page.findChildren(TableCard)[0].rows
    before = rows[1].geometry().topLeft(), window.desk.entry("seal.2.time").geometry()
    shell.desk_changed.emit(night_samples.seals("ru"))
    after = rows[1].geometry().topLeft(), window.desk.entry("seal.2.time").geometry()
    assert before == after


def test_a_message_in_a_dense_table_stands_below_its_row(open_window, shell):
    window = open_window()
    desk = night_samples.tape("ru")
    shell.desk_changed.emit(desk)
    row = window.desk.page.findChildren(TableCard)[0].rows[1]
    place, high = row.entries[0].geometry(), row.height()
    table = desk.page.blocks[0]
    said = replace(table.rows[1], message=Message("error", "Пересчитать подписи на странице"))
    rows = (table.rows[0], said, *table.rows[2:])
    page = replace(desk.page, blocks=(replace(table, rows=rows),))
    shell.desk_changed.emit(replace(desk, page=page))
    assert row.entries[0].geometry() == place
    assert row.height() > high


def test_long_words_are_elided_until_the_field_has_the_focus(open_window, shell, monkeypatch):
    window = open_window()
    elided = []
    draw = text.draw_elided
    monkeypatch.setattr(
        text, "draw_elided", lambda p, r, w, *a, **k: elided.append(w) or draw(p, r, w, *a, **k)
    )
    shell.desk_changed.emit(night_samples.seals("ru"))
    field = window.desk.entry("seal.1.who")
    field.repaint()
    assert night_samples.LONG_NAME in elided
    assert field.text() == field.raw() == field.toolTip() == night_samples.LONG_NAME
    field.setFocus()
    elided.clear()
    field.repaint()
    assert night_samples.LONG_NAME not in elided
    assert field.toolTip() == ""
    shell.answering = False
    press(Qt.Key.Key_End)
    QTest.keyClicks(field, " " + "w" * 300)
    press(Qt.Key.Key_Return)
    assert set(shell.said("commit")) == {("seal.1.who", night_samples.LONG_NAME + " " + "w" * 300)}


def test_every_field_of_a_wide_table_is_reached_in_its_order(open_window, shell):
    window = open_window()
    shell.desk_changed.emit(night_samples.tape("ru", 4))
    keys = [entry.key for entry in window.desk.entries()]
    assert keys[:6] == ["tape.1.0", "tape.1.1", "tape.1.2", "tape.1.3", "tape.1.who", "tape.2.0"]
    shell.focus_asked.emit("tape.1.3")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget().key == "tape.2.0"


def test_buttons_of_a_row_are_pressed(open_window, shell, qtbot):
    window = open_window()
    shell.desk_changed.emit(night_samples.seals("ru"))
    found = [
        one for one in window.findChildren(ButtonWidget) if one.view.intent == Ask("remove", "3")
    ]
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)
    assert shell.asked() == [Ask("remove", "3")]


def test_a_figure_too_long_for_its_cell_shows_that_there_is_more(open_window, shell, monkeypatch):
    window = open_window()
    elided = []
    draw = text.draw_elided
    monkeypatch.setattr(
        text, "draw_elided", lambda p, r, w, *a, **k: elided.append(w) or draw(p, r, w, *a, **k)
    )
    shell.desk_changed.emit(night_samples.tape("ru", 3, changed="12345678901234"))
    field = window.desk.entry("tape.2.3")
    field.repaint()
    assert "12345678901234" in elided
    assert field.raw() == "12345678901234"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_of_the_night_that_can_be_focused_has_a_name(open_window, shell, lang):
    window = open_window()
    pages = [make(lang) for make in (*MAKERS, night_samples.night, night_samples.ear)]
    pages += [night_samples.night(lang, 9, 20), night_samples.papers(sample_pdf(), lang)]
    for desk in pages:
        shell.desk_changed.emit(desk)
        for stop in window.desk.stops():
            spoken = QAccessible.queryAccessibleInterface(stop).text(QAccessible.Text.Name)
            assert spoken.strip(), (desk.page.id, stop.objectName())


@pytest.mark.parametrize("zoom", [100, 150, 200])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_table_without_rows_shows_its_name_and_its_button(open_window, shell, lang, zoom):
    theme.wear(theme.THEMES["light"], zoom)
    window = open_window()
    desk = night_samples.seals(lang)
    table = replace(desk.page.blocks[0], rows=(), total=None)
    shell.desk_changed.emit(replace(desk, page=replace(desk.page, blocks=(table,))))
    card = window.desk.page._blocks[0]
    laid = card._lay(card.width())
    assert laid.columns == ()
    assert laid.label > text.advance(table.heading, 13)
    assert card.rect().contains(card.buttons[0].geometry())
    window.grab()
    shell.desk_changed.emit(desk)
    assert len(card.rows) == 4


@pytest.mark.parametrize("zoom", [100, 150, 200])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_empty_boxes_of_a_roomy_table_all_say_so(open_window, shell, monkeypatch, lang, zoom):
    theme.wear(theme.THEMES["light"], zoom)
    window = open_window()
    shell.desk_changed.emit(night_samples.ear(lang))
    drawn = []
    draw = text.draw
    monkeypatch.setattr(
        text, "draw", lambda p, r, w, *a, **k: drawn.append(w) or draw(p, r, w, *a, **k)
    )
    desk = night_samples.turnout(lang)
    empty = W[lang]["empty"]
    cells = (
        Field("a.count", "", placeholder=empty),
        Field("a.time", "", "time", placeholder=empty),
        Field("a.text", "", "text", placeholder=empty),
    )
    table = Table("", ("a", "b", "c"), (TableRow("x", cells),))
    shell.desk_changed.emit(replace(desk, page=replace(desk.page, blocks=(table,))))
    window.grab()
    assert drawn.count(empty) >= 3


# charts, notes, papers


def test_chart_is_told_in_words(open_window, shell):
    window = open_window()
    shell.desk_changed.emit(night_samples.turnout("en"))
    desk = night_samples.turnout("en")
    standing = window.desk.panel._chart
    spoken = QAccessible.queryAccessibleInterface(standing).text(QAccessible.Text.Name)
    assert spoken.startswith("Turnout, per cent. 10 12,5. 12 27,6.")
    assert spoken.endswith(". 20"), "the hour to come has no value"
    assert standing._standing(standing.width())
    lying = replace(desk.panel, chart=night_samples.lying("en"))
    shell.desk_changed.emit(replace(desk, panel=lying))
    assert window.desk.panel._chart is standing
    assert not standing._standing(standing.width())
    window.grab()
    shell.desk_changed.emit(replace(desk, panel=replace(desk.panel, chart=None)))
    assert window.desk.panel._chart is None


def test_empty_chart_is_painted(open_window, shell):
    window = open_window()
    desk = night_samples.turnout("en")
    for empty in (Chart("", ()), Chart("c", (("a", "0", 0, ""),))):
        shell.desk_changed.emit(replace(desk, panel=replace(desk.panel, chart=empty)))
        window.grab()


def test_blocks_of_every_kind_take_each_others_place(open_window, shell):
    window = open_window()
    desk = night_samples.turnout("ru")
    ear = night_samples.ear("ru").page.blocks[0]
    for blocks in (desk.page.blocks, desk.page.blocks[::-1], (ear, *desk.page.blocks[:2])):
        shell.desk_changed.emit(replace(desk, page=replace(desk.page, blocks=blocks)))
        kinds = [type(block.view) for block in window.desk.page._blocks]
        assert kinds == [type(block) for block in blocks]


@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_six_buttons_of_a_note_wrap_inside_it(open_window, shell, zoom):
    theme.wear(theme.THEMES["light"], zoom)
    window = open_window()
    shell.desk_changed.emit(night_samples.seals("ru"))
    note = window.desk.page._blocks[1]
    assert len(note.buttons) == 6
    places = [one.geometry() for one in note.buttons]
    assert all(note.rect().contains(place) for place in places)
    for at, place in enumerate(places):
        assert not any(place.intersects(other) for other in places[at + 1 :])


@pytest.mark.parametrize("number", [3, 9, 15])
@pytest.mark.parametrize("zoom", [80, 100, 150, 200])
def test_papers_stand_in_order_or_in_a_menu(open_window, shell, zoom, number):
    theme.wear(theme.THEMES["light"], zoom)
    window = open_window()
    shell.desk_changed.emit(night_samples.papers(sample_pdf(), "kk", number))
    block = window.desk.page._blocks[0]
    shown = [one for one in block.findChildren(ButtonWidget) if one.isVisible()]
    places = [one.geometry() for one in shown]
    top = block._places(block.width())[0].top()
    assert all(block.rect().contains(place) and place.bottom() < top for place in places)
    for at, place in enumerate(places):
        assert not any(place.intersects(other) for other in places[at + 1 :])
    assert top < theme.worn().px(260), "the paper itself stays in sight"
    if not block.papers.picker.isVisible():
        assert len(shown) == number + 1


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_folded_papers_are_chosen_in_a_menu(open_window, shell):
    theme.wear(theme.THEMES["light"], 200)
    window = open_window()
    shell.desk_changed.emit(night_samples.papers(sample_pdf(), "ru"))
    block = window.desk.page._blocks[0]
    picker = block.papers.picker
    assert picker.accessibleName() == "Часть первая"
    picker.setFocus()
    press(Qt.Key.Key_Space)
    actions = block.papers.menu.actions()
    assert [action.isChecked() for action in actions][:3] == [False, False, True]
    actions[14].trigger()
    block.papers.menu.close()
    assert shell.asked() == [ShowPaper(PaperName("p14"))]


def test_tab_to_a_paper_does_not_leave_the_top(open_window, shell):
    window = open_window()
    shell.desk_changed.emit(night_samples.papers(sample_pdf(), "ru"))
    bar = window.desk.page.area.verticalScrollBar()
    assert bar.maximum() > 0
    window.desk.setFocus()
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    assert isinstance(QApplication.focusWidget(), ButtonWidget)
    assert bar.value() == 0


def test_figures_in_several_lines_stand_under_one_another(open_window, shell):
    window = open_window()
    heads = tuple(f"Қолдар: Тәжірибеева Л. {number}." for number in range(10))
    cells = tuple(Field(f"line:page.{number}", "12", shown="12") for number in range(10))
    table = Table("Беттер", heads, (TableRow("1-бет", cells),))
    desk = night_samples.tape("kk")
    page = Page("tape", "Беттер", "", (table,))
    shell.desk_changed.emit(replace(desk, page=page))
    fields = [window.desk.entry(f"line:page.{number}") for number in range(10)]
    lines = sorted({field.y() for field in fields})
    assert len(lines) > 1
    first = [field.x() for field in fields if field.y() == lines[0]]
    second = [field.x() for field in fields if field.y() == lines[1]]
    assert second == first[: len(second)]


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return])
def test_walking_through_a_choice_changes_nothing(open_window, shell, key):
    """↓ goes to the next field everywhere: in a choice it must not choose something else."""
    window = open_window()
    shell.desk_changed.emit(night_samples.seals("ru"))
    field = window.desk.entry("seal.1.state")
    before = field.raw()
    field.setFocus()
    QTest.keyClick(field, key)
    assert field.raw() == before
    assert not field.hasFocus()
    assert [value for name, value in shell.said("commit") if name == "seal.1.state"] in (
        [],
        [before],
    )


def test_a_digit_chooses_by_position_and_zero_takes_it_back(open_window, shell):
    window = open_window()
    shell.desk_changed.emit(night_samples.seals("ru"))
    field = window.desk.entry("seal.1.state")
    field.setFocus()
    values = [value for value, _words in field.field.choices]
    given = [value for value in values if value]
    QTest.keyClick(field, "2")
    assert field.raw() == given[1]
    QTest.keyClick(field, "9")
    assert field.raw() == given[1]
    if "" in values:
        QTest.keyClick(field, "0")
        assert field.raw() == ""
