"""The page of a published table: no word is cut off, everything stands inside its parent."""

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from tally_app.ui.kit import text, theme
from tally_app.ui.pasted.page import PastedPage
from tests.ui import published_samples
from tests.ui.test_words_fit import longer

TEXTS = [
    published_samples.RACE,
    published_samples.PLACES,
    published_samples.BROKEN,
    published_samples.UNSEEN,
    "",
]


@pytest.fixture
def clipped(monkeypatch):
    found = []
    monkeypatch.setattr(text, "on_clip", found.append)
    return found


def shown(window, shell, view):
    shell.side_changed.emit(PastedPage, view)
    window.grab()
    page = window.sides[PastedPage]
    page.area.content.grab()
    return page


@pytest.mark.parametrize("zoom", theme.ZOOMS)
def test_longer_words_at_every_zoom(open_window, shell, clipped, zoom):
    theme.wear(theme.THEMES["light"], zoom)
    window = open_window()
    for told in TEXTS:
        shown(window, shell, longer(published_samples.page("ru", told)))
    assert clipped == []


@pytest.mark.parametrize("size", [(640, 420), (1024, 600), (1920, 1080)])
def test_longer_words_at_every_size(open_window, shell, clipped, size):
    window = open_window(*size)
    for told in TEXTS:
        page = shown(window, shell, longer(published_samples.page("kk", told)))
        for one in (page.field, page.back, page.picker, page.area):
            assert page.rect().contains(one.geometry()), one.objectName()
    assert clipped == []


def test_cells_parted_by_tabs_stand_below_each_other(open_window, shell):
    page = shown(open_window(), shell, published_samples.page("kk"))
    tabs = page.field.document().defaultTextOption().tabs()
    assert len(tabs) == 2
    widest = max(
        text.advance(line.split("\t")[0], 15) for line in published_samples.RACE.splitlines()
    )
    assert tabs[0].position > widest


def test_the_page_speaks_to_a_screen_reader(open_window, shell):
    window = open_window()
    page = shown(window, shell, published_samples.page("en"))
    assert page.field.accessibleName() == "The table"
    assert "Жарамсыз invalid 0 3,77 %" in page._tables[0].accessibleName()
    assert window.findChild(QPlainTextEdit, "published") is page.field


def test_columns_without_room_are_told_by_dots(open_window, shell):
    view = published_samples.page("en", published_samples.PLACES)
    wide = shown(open_window(1900, 900), shell, view)._tables[0]
    assert len(wide._columns(wide.width())) == 7
    assert wide._more(wide._columns(wide.width())) == 0
    assert len(wide._columns(320)) < 7
    assert wide._more(wide._columns(320)) > 0
