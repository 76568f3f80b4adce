"""The pages of the maker: no word is cut, faults stand in their cells, the way on is in sight."""

import pytest
from PySide6.QtWidgets import QApplication

from tally_app.app.view.maker import GoTo
from tally_app.ui.kit import text, theme
from tally_app.ui.maker.page import MakerPage
from tests.ui import maker_samples


@pytest.fixture(scope="module")
def presenter(tmp_path_factory):
    return maker_samples.presenter(tmp_path_factory.mktemp("maker"))


def at(presenter, state, language):
    presenter.asked(GoTo(state))
    return presenter.view(language)


@pytest.mark.parametrize("zoom", [100, 150, 200])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_no_word_is_cut(open_window, shell, presenter, monkeypatch, language, zoom):
    cut = []
    monkeypatch.setattr(text, "on_clip", cut.append)
    window = open_window()
    window.wear(zoom=zoom)
    for state in maker_samples.STATES:
        shell.side_changed.emit(MakerPage, at(presenter, state, language))
        QApplication.processEvents()
        window.grab()
    theme.wear(theme.THEMES["light"], 100)
    assert cut == []


@pytest.mark.parametrize(
    ("size", "zoom"),
    [((1366, 768), 100), ((1366, 768), 200), ((1024, 700), 100), ((640, 480), 100)],
)
def test_the_way_on_is_always_in_sight(open_window, shell, presenter, size, zoom):
    window = open_window(*size)
    window.wear(zoom=zoom)
    for state in maker_samples.STATES:
        shell.side_changed.emit(MakerPage, at(presenter, state, "kk"))
        QApplication.processEvents()
        (page,) = window.sides.values()
        for button in page.buttons:
            assert page.rect().contains(button.geometry()), (state, button.view.text)
        if page.view.grid is not None:
            assert page.bar.geometry().bottom() < page.buttons[0].y()
            assert page.grid.viewport().height() > page.grid.rowHeight(0)


def test_a_fault_stands_in_its_cell_and_in_the_bar(open_window, shell, presenter):
    window = open_window()
    shell.side_changed.emit(MakerPage, at(presenter, "precincts", "ru"))
    (page,) = window.sides.values()
    column = [one.key for one in page.view.grid.columns].index("voters")
    cell = page.grid.cells.cell(3, column)
    assert (cell.text, cell.tone) == ("1 O84", "error")
    page.grid.setCurrentIndex(page.grid.cells.index(3, column))
    assert "Строка 4" in page.bar.accessibleName()
    assert "среди цифр буква" in page.bar.accessibleName()
    assert "1 O84" in page.grid.cells.data(page.grid.cells.index(3, column))


def test_a_megabyte_in_a_cell_is_laid_out_no_further_than_anybody_reads():
    words = text.para("Ж" * 1_000_000, 15, 200)
    assert words.lines < 1000
    assert words.layout.text().endswith("…")
