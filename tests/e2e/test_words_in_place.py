"""Every word of the program has its place in every language: buttons, head, steps, columns, footer.

The pages are those of a real evening, in the smallest window it is worked in. A name may end in an
ellipsis, for a commission writes it and a tooltip has it whole; the program's own words may not.
"""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tally_app.app.view.base import GoToStart
from tally_app.app.view.intents import ShowStep
from tally_app.domain.values.wording import Plural
from tally_app.ui.kit import text
from tests.e2e.nights import do, open_night

#: As many signs of its own make a text more than its places.
_SHORTEST = 5
#: The window of the smallest laptop, and the usual one.
SIZES = ((1024, 600), (1366, 768))


@pytest.fixture
def cut(monkeypatch):
    """Words that did not fit, and words that were shortened."""
    found: dict[str, list[str]] = {"clipped": [], "elided": []}
    monkeypatch.setattr(text, "on_clip", found["clipped"].append)
    monkeypatch.setattr(text, "on_elide", found["elided"].append)
    return found


def own_words(words) -> re.Pattern[str]:
    """What the program's own texts look like, with figures in their places."""
    plain = (said for said in words.texts.values() if not isinstance(said, Plural))
    parts = ([re.escape(x) for x in re.split(r"\{[^{}]*\}", said)] for said in plain)
    return re.compile(
        "|".join(r"[\d :.,/–]+".join(one) for one in parts if len("".join(one)) > _SHORTEST)
    )


def look(house) -> None:
    """Paint everything as it is now."""
    QApplication.processEvents()
    for width, height in SIZES:
        house.window.resize(width, height)
        QApplication.processEvents()
        house.window.grab()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_page_has_room_for_its_words(house, cut, language):
    shell = open_night(house, "aral-2021-errors-night", do("second"), language)
    for step in [one.id for group in shell.desk.view().steps for one in group.steps]:
        shell.intent(ShowStep(step))
        look(house)
    house.window.desk.open_panel(wanted=True)
    look(house)
    shell.intent(GoToStart())
    look(house)
    for key in (Qt.Key.Key_N, Qt.Key.Key_R):
        QTest.keyClick(house.window, key, Qt.KeyboardModifier.ControlModifier)
        look(house)
        shell.intent(GoToStart())
    assert cut["clipped"] == []
    own = own_words(shell.services.wordings[language])
    assert sorted({said for said in cut["elided"] if own.fullmatch(said)}) == []
