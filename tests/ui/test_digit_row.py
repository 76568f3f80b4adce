"""On the Kazakh layout the top row types letters; in a field for figures it types its digits."""

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from tally_app.app.view.fields import Field
from tally_app.ui.kit import keys
from tally_app.ui.kit.count_field import CountField
from tally_app.ui.kit.digit_row import digit_of
from tally_app.ui.kit.wire import Wire

FIRST = {"linux": 10, "win32": 2}.get(sys.platform)
pytestmark = pytest.mark.skipif(FIRST is None, reason="no scan codes known for this system")
KAZAKH = ['"', "ә", "і", "ң", "ғ", ",", ".", "ү", "ұ", "қ"]


def pressed(place, text, held=Qt.KeyboardModifier.NoModifier):
    kind = QEvent.Type.KeyPress
    return QKeyEvent(kind, 0, held, FIRST + place, 0, 0, text)


def field(qtbot, kind):
    made = CountField(Wire(), None)
    qtbot.addWidget(made)
    made.set_view(Field("line:voters", "", kind))
    made.show()
    return made


def test_every_key_of_the_row_types_its_digit_in_a_field_for_figures(qtbot):
    made = field(qtbot, "count")
    for place, letter in enumerate(KAZAKH):
        made.keyPressEvent(pressed(place, letter))
    assert made.raw() == "1234567890"


def test_a_field_for_words_keeps_the_letters(qtbot):
    made = field(qtbot, "text")
    made.keyPressEvent(pressed(1, "ә"))
    assert made.raw() == "ә"


def test_a_digit_stays_the_digit_it_is_and_shift_keeps_its_sign(qtbot):
    assert digit_of(pressed(0, "7")) == ""
    assert digit_of(pressed(0, "!", Qt.KeyboardModifier.ShiftModifier)) == ""
    assert digit_of(pressed(30, "ф")) == ""


def test_a_reason_is_chosen_by_its_key_on_the_kazakh_layout_too(qtbot):
    assert keys.name_of(pressed(1, "ә")) == "2"
