"""The list tape at the keyboard: two people, unseen by each other, and no mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication

from tally_app.app.view.intents import Jump, ShowStep
from tally_app.app.view.tape import Tape
from tally_app.domain.form.layout import Cell
from tests.e2e.hands import enter, keys, press, where
from tests.e2e.nights import cards, never, open_night, rows, typed
from tests.e2e.test_first_night import begin

#: Listed, added, struck, signatures of each page: no figure is part of another or of a time.
PAGES = [("42", "1", "0", "27"), ("42", "0", "2", "618"), ("41", "0", "0", "30")]
COLUMNS = ("listed", "added", "struck", "signed")


def to_tape(house, who="m3"):
    house.shell.intent(ShowStep("tape"))
    house.shell.choose_person(who)


def type_pages(pages, member="") -> None:
    """Row by row: who issued stands from the page above, Enter at the end opens the next."""
    for at, page in enumerate(pages):
        if member and not at:
            keys(member)
        press(Qt.Key.Key_Return)
        enter(*page)


def test_a_row_that_shows_its_fields_has_no_words_between_them(house):
    """Of a finished night the next row is locked and opens nothing."""
    open_night(house, "aral-2021-night", never)
    to_tape(house)
    row = tape(house).rows[-1]
    assert all(cell.locked for cell in row.cells)
    assert not row.coming


def tape(house) -> Tape:
    return next(x for x in house.shell.desk.view().page.blocks if isinstance(x, Tape))


def shown(house) -> str:
    """Everything a person can read or undo in the window now."""
    desk = house.shell.desk.view()
    return repr((desk.page, desk.panel, desk.undo, desk.redo, desk.steps))


def test_one_person_types_pages_without_the_mouse_and_the_member_stands(house):
    begin(house)
    to_tape(house)
    assert where(house)[1] == "line:page.member/1"
    type_pages(PAGES, member="4")
    assert rows(house, "page") == ["1", "2", "3"], "the row after the last page is no page yet"
    assert [typed(house, "page.member", page) for page in "123"] == ["m3"] * 3
    found = [tuple(typed(house, f"page.{x}", page) for x in COLUMNS) for page in "123"]
    assert found == PAGES
    ((_, sums),) = house.shell.desk.view().page.sum_bar.rows
    assert sums[1:] == ("125", "1", "2", "675")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert where(house)[0] == "list"
    assert rows(house, "page") == ["1", "2", "3"]


def test_a_page_that_differs_is_named_and_neither_figure_seen_before_the_third(house):
    begin(house)
    to_tape(house)
    type_pages(PAGES, member="4")
    to_tape(house, "m2")
    assert where(house)[1] == "line:page.member_again/1"
    assert "618" not in shown(house), "the second person does not see the first"
    assert "675" not in shown(house), "nor a sum of theirs"
    type_pages(PAGES[:1], member="4")
    assert tape(house).rows[0].mark == "ok"
    type_pages([("42", "0", "2", "681")])
    assert tape(house).rows[1].differs == (4,)
    (card,) = cards(house, "V-06")
    assert "Страница 2" in card.sentence
    assert "Подписи" in card.sentence
    assert where(house)[1] == "line:page.member_again/3", "it need not be settled at once"
    type_pages(PAGES[2:])
    for who in ("m2", "m3"):
        house.shell.choose_person(who)
        for hidden in ("618", "681", "675", "738"):
            assert hidden not in shown(house)
    house.shell.intent(ShowStep("list"))
    assert "681" not in shown(house), "the finding names the page and no figure"
    assert cards(house, "V-06")
    house.shell.intent(Jump(Cell("page.signed", "2")))
    assert where(house) == ("tape", "third:page.signed/2")
    enter("681")
    assert tape(house).rows[1].mark == "ok"
    assert "618" in shown(house), "now all three are seen"
    assert "681" in shown(house)
    event = house.shell.desk.session.happened[-1]
    assert (event.kind, event.payload["typed_one"], event.payload["by"]) == (
        "page_settled", True, "m3",
    )  # fmt: skip
    assert not cards(house, "V-06")
    assert {cells[4] for _, cells in house.shell.desk.view().page.sum_bar.rows} == {"738"}


def test_a_third_figure_that_is_none_stays_in_its_field(house):
    begin(house)
    to_tape(house)
    type_pages(PAGES[:1], member="4")
    to_tape(house, "m2")
    type_pages([("42", "1", "0", "28")], member="4")
    house.window.desk.focus_key("third:page.signed/1")
    enter("2x")
    assert tape(house).rows[0].third.fields[0][1].text == "2x"
    assert house.shell.desk.place.refusal
    house.window.desk.focus_key("third:page.signed/1")
    enter("27")
    assert tape(house).rows[0].third is None


def test_a_row_left_without_a_figure_is_no_page(house):
    begin(house)
    to_tape(house)
    type_pages([("42", "1", "0", "27"), ("4", "", "", "")], member="4")
    assert rows(house, "page") == ["1", "2"]
    house.window.desk.focus_key("line:page.listed/2")
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_Return)
    assert rows(house, "page") == ["1"]


class _Presses(QObject):
    """Counts what is pressed, keys and mouse."""

    def __init__(self) -> None:
        super().__init__()
        self.keys = self.mouse = 0
        self.last = None

    def eventFilter(self, _watched, event) -> bool:
        if event.type() == QEvent.Type.KeyPress and event is not self.last:
            self.last = event
        if event.type() == QEvent.Type.MouseButtonPress:
            self.mouse += 1
        return False


@pytest.mark.parametrize("who", ["m2"])
def test_sixty_pages_take_a_key_more_than_their_digits_a_field(house, who, monkeypatch):
    pressed = []

    def counted(key, modifier=Qt.KeyboardModifier.NoModifier):
        pressed.append(key)
        press(key, modifier)

    begin(house)
    watch = _Presses()
    QApplication.instance().installEventFilter(watch)
    digits = 0
    for person in ("m3", who):
        to_tape(house, person)
        pressed.clear()
        digits = 0
        for page in range(60):
            if page in (0, 20, 40):
                keys(str(3 + page // 20))
                pressed.append("member")
                digits += 1
            counted(Qt.Key.Key_Return)
            for figure in ("42", "0", "0", str(20 + page % 9)):
                keys(figure)
                pressed.extend(figure)
                digits += len(figure)
                counted(Qt.Key.Key_Return)
        assert len(pressed) <= digits + 1.05 * 60 * 5, (len(pressed), digits)
    QApplication.instance().removeEventFilter(watch)
    assert watch.mouse == 0
    made = tape(house)
    assert len(made.rows) == 61
    assert {row.mark for row in made.rows[:60]} == {"ok"}
