"""A training night by keyboard: its own file, opened by either name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tally_app.app.inspection import is_official
from tests.e2e.hands import press


def begin(house):
    house.start()
    press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    return house.shell.desk.session.journal.path


def test_a_training_night_is_a_file_of_its_own_and_opens_under_either_name(house):
    path = begin(house)
    assert path.suffix == ".tally-training"
    house.close()
    renamed = path.with_name("999.tally")
    path.rename(renamed)
    assert not is_official(renamed)
    shell = house.start(renamed)
    house.qtbot.waitUntil(lambda: shell.desk is not None)
    assert shell.desk.view().header.training
    assert house.said == []


def test_the_dialog_to_open_shows_both_kinds_and_a_copy_keeps_its_ending(house):
    asked = []
    path = begin(house)
    house.shell.file_asked.connect(lambda kind, name: asked.append((kind, name)))
    house.shell.intent("save_copy", "")
    assert asked == [("save_copy", f"999{path.suffix}")]
    (dialog,) = house.window.findChildren(QFileDialog)
    assert dialog.nameFilters() == ["*.tally-training (*.tally-training)"]
    dialog.close()
    house.shell.intent("start", "")
    house.shell.intent("open", "")
    shown = [one for one in house.window.findChildren(QFileDialog) if one is not dialog]
    assert any("*.tally *.tally-training" in name for name in shown[-1].nameFilters())
    shown[-1].close()


def test_a_file_that_contradicts_itself_says_so_when_it_is_opened(house):
    import sqlite3
    from contextlib import closing

    path = begin(house)
    house.close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(f"PRAGMA application_id = {int.from_bytes(b'tall', 'big')}")
    shell = house.start(path)
    house.qtbot.waitUntil(lambda: bool(house.said))
    assert shell.desk.view().header.training
    assert path.name in house.said[-1]
