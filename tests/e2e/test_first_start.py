"""The very first start: in the language of the system, with the choice of language and what comes
next in sight, however large the words are.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication

from tally_app import main, preflight
from tally_app.app.night.settings import Settings
from tests.e2e.hands import focused


@pytest.mark.parametrize(
    ("environ", "windows", "language"),
    [
        ({"LANG": "ru_RU.UTF-8"}, "", "ru"),
        ({"LC_ALL": "C.UTF-8", "LANG": "en_GB.UTF-8"}, "", "en"),
        ({"LANG": "de_DE.UTF-8"}, "", "kk"),
        ({}, "", "kk"),
        ({}, "ru_RU", "ru"),
        ({"LANG": "kk_KZ"}, "ru_RU", "kk"),
    ],
)
def test_a_computer_that_never_used_it_speaks_as_its_system(
    tmp_path, monkeypatch, environ, windows, language
):
    monkeypatch.setattr(preflight, "windows_locale", lambda: windows)
    spoken = main.system_language(environ)
    assert spoken == language
    settings = Settings(tmp_path / "settings.json", spoken)
    assert settings["language"] == language
    settings.set(language="en")
    assert Settings(tmp_path / "settings.json", spoken)["language"] == "en", "the one used last"


def seen(widget, window):
    """What of a widget is in sight, from 0 to 1, its parents' edges taken into account."""
    shown, at = QRect(QPoint(0, 0), widget.size()), widget
    while at is not window:
        shown.translate(at.pos())
        at = at.parentWidget()
        shown &= at.rect()
    return shown.width() * shown.height() / (widget.width() * widget.height())


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(
    ("wide", "high", "zoom"),
    [(1366, 768, 100), (1366, 768, 125), (1366, 768, 150), (1024, 600, 125)],
)
def test_what_comes_next_and_the_languages_are_in_sight(house, wide, high, zoom, language):
    house.start().choose_language(language)
    house.window.resize(wide, high)
    house.window.wear(zoom=zoom)
    QApplication.processEvents()
    page = house.window.start
    assert focused() is page.content.going.button
    assert seen(page.content.going.button, house.window) == 1
    assert [seen(one, house.window) for one in page.picker.buttons] == [1, 1, 1]
