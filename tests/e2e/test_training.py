"""A training night by keyboard: its own file, opened by either name."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tally_app.app.training.worked import work_through
from tally_app.app.view.address import PaperName
from tally_app.app.view.base import AskFile, GoToStart
from tally_app.app.view.intents import AddMember, ShowPaper
from tally_app.app.view.start import ChooseSample
from tally_app.store import verify
from tests.e2e.hands import keys, press, push


def begin(house):
    house.start()
    press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    for _ in ("example", "number"):
        press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Space)
    return house.shell.desk.session.journal.path


def test_a_training_night_is_a_file_of_its_own_and_opens_under_either_name(house):
    path = begin(house)
    assert path.suffix == ".tally-training"
    house.close()
    renamed = path.with_name("999.tally")
    path.rename(renamed)
    assert not verify(renamed).official
    shell = house.start(renamed)
    house.qtbot.waitUntil(lambda: shell.desk is not None)
    assert shell.desk.view().header.training
    assert house.said == []


def test_the_dialog_to_open_shows_both_kinds_and_a_copy_keeps_its_ending(house):
    asked = []
    path = begin(house)
    house.shell.file_asked.connect(lambda kind, name: asked.append((kind, name)))
    house.shell.intent(AskFile("save_copy"))
    ((kind, name),) = asked
    assert (kind, Path(name).name) == ("save_copy", f"999{path.suffix}")
    (dialog,) = house.window.findChildren(QFileDialog)
    assert dialog.nameFilters() == ["Учаске файлдары (*.tally-training)"]
    dialog.close()
    house.shell.intent(GoToStart())
    house.shell.intent(AskFile("open"))
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


def begin_exercise(house, number):
    """By keyboard: the training example, then the number of an exercise."""
    house.start()
    press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Return)
    keys(number)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    return house.shell


def test_an_exercise_is_begun_by_its_number_and_debriefed_at_the_end(house):
    shell = begin_exercise(house, "3")
    assert shell.desk is not None, house.said
    session = shell.desk.session
    path = session.journal.path
    assert path.suffix == ".tally-training"
    assert session.night.exercise.number == 3
    assert shell.desk.step.page == "second"
    assert shell.desk.view().header.persons, "who practises chooses who they are"
    assert session.night.person(session.who) is None
    house.close()

    shell = house.start(path)
    house.qtbot.waitUntil(lambda: shell.desk is not None)
    session = shell.desk.session
    assert session.night.exercise.number == 3
    assert work_through(session) is None
    shell.desk.go("protocol")
    shell.choose_language("ru")
    cards = shell.desk.view().panel.cards
    assert cards[0].key == "debrief"
    assert "Пропущено: 0" in cards[0].sentence
    push(house, ShowPaper(PaperName("debrief")))
    assert shell.desk.place.paper == PaperName("debrief")
    page = shell.desk.view().page
    assert page.wide
    assert len(pypdf.PdfReader(io.BytesIO(page.blocks[0].pdf)).pages) == 1


@pytest.mark.parametrize("number", ["0", "1x", "1 000 000"])
def test_a_wrong_number_is_told_beside_its_field_and_begins_nothing(house, number):
    shell = begin_exercise(house, number)
    assert shell.desk is None
    (error,) = shell.start.dialog.errors
    assert error[0] == "exercise"
    press(Qt.Key.Key_Escape)
    assert shell.start.dialog is None
    assert list(house.data_dir.glob("*.tally*")) == []


@pytest.mark.parametrize("sample", ["five-2023", "referendum-2026"])
def test_every_kind_of_ballot_can_be_practised_from_the_start_page(house, sample):
    shell = house.start()
    shell.intent(ChooseSample())
    assert sample in [value for value, _ in shell.start.dialog.fields[0].field.choices]
    shell.submit({"samples": sample, "exercise": "1"})
    assert {fault.contest for fault in shell.desk.session.night.exercise.faults} == {
        *shell.desk.session.night.contests
    }


def test_the_band_of_a_training_night_stands_over_its_dialogs_too(house):
    shell = house.start()
    shell.choose_language("ru")
    shell.intent(ChooseSample())
    assert not house.window.form.band.isVisible(), "no night is open yet"
    shell.submit({"samples": "aral-2021"})
    shell.intent(AddMember())
    dialog = house.window.form
    assert dialog.band.isVisible()
    assert dialog.band.words == ("Учебный режим", "результаты не официальны")
    assert dialog.area.geometry().top() == dialog.band.geometry().bottom() + 1
    press(Qt.Key.Key_Escape)
    shell.intent(GoToStart())
    shell.intent(ChooseSample())
    assert not house.window.form.band.isVisible()
    press(Qt.Key.Key_Escape)
