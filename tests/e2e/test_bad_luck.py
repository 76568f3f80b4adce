"""The world failing in the middle of the night: a sentence is said and nothing typed is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tally_app import paths
from tally_app.app.view.base import GoToStart
from tally_app.app.view.intents import FinishProtocol
from tally_app.domain.form.layout import Cell
from tally_app.store import StoreError, open_file
from tests.e2e.hands import enter, fill_to_count, focused, forward, keys, press, to_finish
from tests.e2e.test_first_night import begin, state


def committed(shell, line):
    return shell.desk.session.text(shell.desk.place.contest, Cell(line))


@pytest.mark.parametrize("code", ["disk_full", "disk_failed", "read_only"])
def test_a_failing_disk_is_said_and_the_figure_stays_to_be_entered_again(house, monkeypatch, code):
    shell = begin(house)
    journal = shell.desk.session.journal
    append = journal.append

    def fail(event):
        raise StoreError(code, path=str(journal.path), detail="USB")

    monkeypatch.setattr(journal, "append", fail)
    forward()
    field = focused()
    keys("1296")
    press(Qt.Key.Key_Return)
    assert str(journal.path) in house.said[-1]
    assert committed(shell, "ballots_received") == ""
    assert field.text().replace("\u202f", "") == "1296"
    monkeypatch.setattr(journal, "append", append)
    field.setFocus()
    press(Qt.Key.Key_Return)
    assert committed(shell, "ballots_received") == "1296"


def test_a_paste_of_several_lines_stays_in_its_field_and_is_not_stored(house):
    begin(house)
    forward()
    QApplication.clipboard().setText("12\n96")
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    field = focused()
    press(Qt.Key.Key_Return)
    assert Cell("ballots_received") not in state(house).entries
    assert field.raw() == "12\n96"
    assert "U+000A" in house.said[-1]


@pytest.mark.parametrize(
    ("typed", "problem"),
    [("12a", "letters"), ("-5", "sign"), ("1,5", "mark"), ("1²", "superscript"), ("٣", "digits")],
)
def test_text_that_is_no_count_is_kept_and_named(house, typed, problem):
    begin(house)
    forward()
    keys(typed)
    press(Qt.Key.Key_Return)
    entry = state(house).entries[Cell("ballots_received")]
    assert (entry.text, entry.value, entry.problem) == (typed, None, problem)


def test_a_second_start_says_who_has_the_file_open(house):
    shell = begin(house)
    path = shell.desk.session.journal.path
    with pytest.raises(StoreError) as refused:
        open_file(path)
    assert refused.value.code == "locked"


def test_a_foreign_file_is_refused_in_a_sentence_on_the_start_page(house, tmp_path):
    wrong = tmp_path / "құжат.tally"
    wrong.write_bytes(b"not a night at all")
    shell = house.start()
    shell.file_chosen("open", str(wrong))
    assert str(wrong) in house.said[-1]
    assert shell.desk is None


def test_an_election_file_asks_whether_it_is_this_precinct_whichever_way_it_is_opened(house):
    """Started with it (``tally-app FILE``) or by *Open*."""
    election = str(paths.resources() / "samples/aral-2021.toml")
    shell = house.start(opened=Path(election))
    house.qtbot.waitUntil(lambda: len(house.window.sides) == 1)
    (page,) = house.window.sides.values()
    asked = page.view
    assert (asked.precinct.number, shell.desk) == ("№ 999", None)
    shell.intent(GoToStart())
    shell.file_chosen("open", election)
    assert page.view == asked
    shell.intent(GoToStart())


def test_a_finished_night_takes_no_figure_in_the_window_nor_in_the_file(house):
    shell = begin(house)
    fill_to_count(house)
    enter("928", "731", "3", "6", "153", "0", "35", "0", "1", "14", "20", "23:41")
    to_finish(house)
    keys("999")
    shell.intent(FinishProtocol())
    before = len(shell.desk.session.journal.events())
    shell.commit("line:taken_out", "929")
    assert len(shell.desk.session.journal.events()) == before
    assert shell.desk.place.refusal
