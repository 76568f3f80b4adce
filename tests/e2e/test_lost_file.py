"""The file is lost or broken under the window: it is said, and nothing typed is lost."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tally_app.app.backup.places import FOLDER
from tally_app.app.view.start import SalvageNight
from tally_app.domain.form.layout import Cell
from tally_app.store import read_file, verify
from tests.e2e.hands import focused, forward, keys, press, push
from tests.e2e.test_first_night import begin, state


def deleted(path, _tmp):
    path.unlink()


def renamed(path, _tmp):
    path.rename(path.with_name("басқа.tally"))


def replaced(path, tmp):
    shutil.copyfile(path, tmp / "copy")
    (tmp / "copy").replace(path)


def overwritten(path, _tmp):
    path.write_bytes(path.read_bytes()[::-1])


@pytest.mark.parametrize("attack", [deleted, renamed, replaced, overwritten])
def test_typing_goes_on_in_another_file_and_the_person_is_told_which(house, tmp_path, attack):
    shell = begin(house, language="en")
    lost = shell.desk.session.journal.path
    before = len(shell.desk.session.journal.events())
    attack(lost, tmp_path)
    forward()
    keys("1296")
    press(Qt.Key.Key_Return)
    path = shell.desk.session.journal.path
    assert path != lost
    assert str(lost) in house.said[-1]
    assert str(path) in house.said[-1]
    assert state(house).entries[Cell("ballots_received")].value == 1296
    keys("12")
    press(Qt.Key.Key_Return)
    house.close()
    kept = read_file(path).events
    told = [event for event in kept if event.kind == "went_on_elsewhere"]
    assert [event.payload["to"] for event in told] == [str(path)]
    assert len(kept) > before + 2
    assert verify(path).sound
    again = house.start()
    house.qtbot.waitUntil(lambda: house.window.start is not None)
    press(Qt.Key.Key_Return)
    assert again.desk is not None, "Enter on the start page resumes the night where it went on"
    assert again.desk.session.journal.path == path
    assert state(house).entries[Cell("ballots_received")].value == 1296


def test_where_it_can_go_on_nowhere_the_figure_stays_in_its_field(house, tmp_path, monkeypatch):
    shell = begin(house, language="en")
    journal = shell.desk.session.journal
    away = tmp_path / "away"
    journal.path.rename(away)
    monkeypatch.setattr(
        type(journal), "go_on_in", lambda *_: (_ for _ in ()).throw(OSError(28, "full"))
    )
    forward()
    field = focused()
    keys("1296")
    press(Qt.Key.Key_Return)
    assert "put the file back" in house.said[-1]
    assert field.text().replace("\u202f", "") == "1296"
    away.rename(journal.path)
    field.setFocus()
    press(Qt.Key.Key_Return)
    assert state(house).entries[Cell("ballots_received")].value == 1296
    assert shell.desk.session.journal is journal


def test_a_broken_file_is_saved_with_one_press_and_the_count_goes_on(house):
    shell = begin(house, language="en")
    forward()
    for number in ("1296", "1280"):
        keys(number)
        press(Qt.Key.Key_Return)
    path, events = shell.desk.session.journal.path, shell.desk.session.journal.events()
    house.close()
    broken = path.read_bytes().replace(b'"text":"1280"', b'"text":"1281"')
    path.write_bytes(broken)
    shutil.rmtree(house.data_dir / FOLDER)  # with a copy, that is offered first
    shell = house.start()
    shell.file_chosen("open", str(path))
    assert str(path) in house.said[-1]
    QApplication.processEvents()
    assert house.window.form.view.title == "Broken file"
    push(house, SalvageNight(str(path)))
    assert shell.desk is not None, house.said
    new = shell.desk.session.journal
    assert new.path != path
    kept = new.events()
    fitting = len(kept) - 1
    assert kept[:fitting] == events[:fitting]
    assert kept[fitting].kind == "file_repaired"
    assert state(house).entries[Cell("ballots_received")].value == 1296
    assert f"{fitting} events saved" in house.said[-1]
    assert path.read_bytes() == broken, "the broken file stays as it is"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_page_that_cannot_be_built_says_so_and_the_others_take_figures(
    house, monkeypatch, language
):
    shell = begin(house, language=language)
    with monkeypatch.context() as patched:
        for part in ("blocks", "panel"):
            patched.setattr(
                shell.desk.page,
                part,
                lambda *_: (_ for _ in ()).throw(KeyError("zzz")),
                raising=True,
            )
        shell.tick()
        assert "KeyError" in house.unbuilt[-1]
        path = shell.desk.session.journal.path
        house.close()
        shell = house.start(opened=path)
        house.qtbot.waitUntil(lambda: shell.desk is not None)
        assert "KeyError" in house.unbuilt[-1]
    forward()
    house.unbuilt.clear()
    keys("1296")
    press(Qt.Key.Key_Return)
    assert state(house).entries[Cell("ballots_received")].value == 1296
