"""Going to a line by its number and to a step by its name, from wherever one is."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.e2e.hands import enter, keys, press, where
from tests.e2e.test_first_night import begin


def test_a_line_by_its_number_and_a_step_by_its_name(house):
    begin(house)
    press(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    house.qtbot.waitUntil(lambda: house.window.form is not None)
    house.qtbot.waitUntil(house.window.form.isActiveWindow)
    enter("2.1")
    assert where(house) == ("list", "line:given_outside")
    keys("12/")
    house.qtbot.waitUntil(lambda: house.window.form is not None)
    house.qtbot.waitUntil(house.window.form.isActiveWindow)
    enter("44.44")
    assert "44.44" not in where(house)[1]
    assert dict(house.window.form.view.errors)["place"].startswith("Нет строки")
    for _ in "44.44":
        press(Qt.Key.Key_Backspace)
    enter("передача")
    assert where(house)[0] == "handover"
