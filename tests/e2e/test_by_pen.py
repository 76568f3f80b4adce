"""A paper copied from the screen where there is no printer, and read back from the sheet."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import Qt

from tally_app.app.view.address import PaperName
from tally_app.app.view.desk import BlankLines
from tally_app.app.view.evening import CopyByPen, PenAnew
from tally_app.app.view.fields import Rows
from tally_app.app.view.intents import ShowPaper, ShowStep
from tally_app.ui.kit import text
from tally_app.ui.night.blank import BlankCard, _figure
from tests.e2e.hands import enter, focused, press, push
from tests.e2e.nights import never, open_night

ACT = PaperName("doc", "act_cancel")


def block(house, kind):
    return next(one for one in house.shell.desk.view().page.blocks if isinstance(one, kind))


def written(house) -> list:
    """Every line is ticked by the space bar; the figures that stand on the sheet, by line."""
    shell = house.shell
    push(house, CopyByPen(ACT))
    lines = block(house, BlankLines).lines
    for at in range(len(lines)):
        assert [line.state for line in block(house, BlankLines).lines].index("now") == at
        press(Qt.Key.Key_Space)
    assert shell.desk.place.pen.done == len(lines)
    return [
        line.figure.replace("\u202f", "").replace("\u00a0", "") for line in lines if line.figure
    ]


def filed(house) -> list[str]:
    return [one.name for one in house.shell.desk.session.night.documents]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_another_member_types_the_figures_from_the_sheet_and_compares_the_words(house, language):
    shell = open_night(house, "aral-2021-night", never, language)
    shell.intent(ShowStep("protocol"))
    shell.intent(ShowPaper(ACT))
    before = filed(house)
    figures = written(house)
    assert figures
    rows = block(house, Rows).rows
    assert all(row.field.locked for row in rows), "whoever wrote does not read"
    assert not any(row.field.text or row.field.placeholder.isdigit() for row in rows)
    shell.choose_person("m1")
    assert focused().key == rows[0].field.key
    wrong = str(int(figures[0]) + 1)
    enter(wrong, *figures[1:])
    assert block(house, Rows).rows[0].message.tone == "error"
    push(house, PenAnew(ACT))
    assert shell.desk.place.pen.done == 0, "another sheet is written from its first line"
    shell.intent(CopyByPen(ACT))
    figures = written(house)
    shell.choose_person("m5")
    enter(*figures)
    assert filed(house) == before, "the words are not compared yet"
    due = block(house, BlankLines).lines
    assert [line.state for line in due] == ["now", *["ahead"] * (len(figures) - 1)]
    assert all(line.figure and line.words for line in due)
    for _ in figures:
        press(Qt.Key.Key_Space)
    assert filed(house) != before or f"{ACT.text()}.pdf" in before
    assert shell.desk.wording("pen.done") in str(shell.desk.view().page)


def test_at_the_smallest_size_no_figure_breaks_and_every_button_is_in_sight(house):
    shell = open_night(house, "aral-2021-night", never, "kk")
    house.window.resize(1024, 600)
    house.window.wear(zoom=125)
    shell.intent(ShowStep("protocol"))
    shell.intent(ShowPaper(ACT))
    push(house, CopyByPen(ACT))
    (card,) = house.window.findChildren(BlankCard)
    for line in (line for line in card.view.lines if line.figure):
        room = card._columns(line, 0, card.width(), 0).figure.width()
        assert text.advance(line.figure, _figure(line.figure, room), bold=True) <= room
    footer = house.window.desk.footer
    assert len(footer.buttons) == 5
    assert all(footer.rect().contains(one.geometry()) for one in footer.buttons)
    placed = [one.geometry() for one in footer.buttons]
    assert not any(one.intersects(other) for one, other in combinations(placed, 2))
