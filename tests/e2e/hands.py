"""What a person at the keyboard does: real key events to whatever has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tally_app.app.desk.pages.second import seen_by_second
from tally_app.app.papers.offering import PART_ONE
from tally_app.app.view.address import PROTOCOL_PAPER
from tally_app.app.view.base import Intent, PrintPaper
from tally_app.app.view.intents import (
    AddBox,
    ComparePartOne,
    ConfirmPrint,
    ShowStep,
    SignProtocol,
)
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.evening import left_to_write
from tally_app.domain.night.second_look import Seen, free_for
from tally_app.ui.kit.button import SETTLED


def focused():
    """The widget with the focus; the window system needs a moment after a dialog."""
    for _ in range(100):
        if QApplication.focusWidget() is not None and QApplication.activeWindow() is not None:
            return QApplication.focusWidget()
        QTest.qWait(20)
    raise AssertionError("nothing has the focus")


def keys(text: str) -> None:
    """Type; what no key of the test library makes comes as a key event with that text."""
    for char in text:
        if char.isascii():
            QTest.keyClick(focused(), char)
        else:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, char)
                QApplication.sendEvent(focused(), event)


def press(key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifier)
    QApplication.processEvents()


def settle() -> None:
    """Let a button that the cursor was sent to have it as long as Enter asks for."""
    QTest.qWait(round(1000 * SETTLED) + 50)


def enter(*figures: str) -> None:
    """Type each figure and press Enter."""
    for figure in figures:
        keys(figure)
        press(Qt.Key.Key_Return)


def push(house, asked: Intent) -> None:
    """Stand on a button and press it with the space bar."""
    from tally_app.ui.kit.button import ButtonWidget

    found = [
        one
        for one in house.window.findChildren(ButtonWidget)
        if one.isVisible() and one.view.intent == asked
    ]
    assert found, f"no button {asked}"
    found[0].setFocus()
    press(Qt.Key.Key_Space)


def sign(house, time: str) -> None:
    """Say of the signed paper, field by field, that everybody signed it and the seal stands."""
    house.shell.intent(ShowStep("protocol"))
    for _ in house.shell.desk.session.night.persons:
        press(Qt.Key.Key_1)
        press(Qt.Key.Key_Return)
    keys(time)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_1)
    push(house, SignProtocol())


def counted_sheets(house) -> None:
    """The sheets of the protocol came out, all of them."""
    desk = house.shell.desk
    sheets = desk.papers.sheets(desk.session, desk.place.contest, PROTOCOL_PAPER)
    house.shell.intent(ConfirmPrint())
    house.shell.submit({"came_out": str(sheets)})
    assert desk.dialog is None, desk.dialog.errors


def forward() -> None:
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def where(house) -> tuple[str, str]:
    place = house.shell.desk.place
    return place.step, place.focus


def fill_the_day() -> None:
    """From the commission to the voters' list: the ballots received, the end of voting."""
    forward()
    enter("1296")
    forward()
    enter("20:00", "20:06")
    forward()


def look_again(house) -> None:
    """Another member types every counted line again, one more those in which both may have made the
    same slip, and Part I is compared.
    """
    shell, desk = house.shell, house.shell.desk
    typing = desk.session.who
    shell.choose_person("m1")
    for _ in seen_by_second(desk.scene()).among(Seen.OPEN):
        key = where(house)[1]
        assert key.startswith("again:"), (key, desk.place.refusal)
        enter(desk.session.text(desk.place.contest, Cell.read(key.removeprefix("again:"))))
    for cell in seen_by_second(desk.scene()).among(Seen.DOUBTED):
        night, contest = desk.session.night, desk.place.contest
        shell.choose_person(free_for(night, contest, cell)[0].id)
        assert where(house)[1] == f"paper:{cell}", desk.place.refusal
        enter(desk.session.text(contest, cell))
    if seen_by_second(desk.scene()).to_compare:
        push(house, ComparePartOne())
    shell.choose_person(typing)


def to_finish(house) -> None:
    """From the piles over the second entry and the results announced to the last check."""
    forward()
    look_again(house)
    forward()
    enter("23:43")
    forward()


def fill_to_count(house) -> None:
    """The Aral night of the sample, by keyboard, up to the page where the piles are typed."""
    fill_to_announcement(house)
    if house.shell.desk.session.night.by_hand:
        write_lines(house)
    enter("20:31")
    forward()
    from_boxes_to_count(house)


def write_lines(house) -> None:
    """Every line of the supplied blank is written and ticked."""
    desk = house.shell.desk
    for _ in left_to_write(desk.session.night, "akim", desk.scene().now, part_one=True):
        press(Qt.Key.Key_Space)


def fill_to_announcement(house) -> None:
    """Up to the page where the first lines are announced."""
    fill_the_day()
    enter("1283", "928", "14", "914")
    forward()
    enter("0", "176", "0", "212", "198", "187", "155")
    forward()
    enter("368")
    forward()


def part_one(house) -> None:
    """Part I goes to a printer, where it is due: it is signed before the boxes are opened."""
    shell = house.shell
    if shell.desk.page.holds(shell.desk.scene()):
        shell.print_asked.disconnect(house.window.print_pdf)
        shell.intent(PrintPaper(PART_ONE))
        shell.print_done("sent")
        shell.print_asked.connect(house.window.print_pdf)


def from_boxes_to_count(house) -> None:
    """From the announcement, once it was made, over the boxes to the piles."""
    part_one(house)
    forward()
    house.shell.intent(AddBox())
    enter("14", "14", "14", "0")
    forward()
    enter("914")
    forward()
