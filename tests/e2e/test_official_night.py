"""An official night begun from an election file: no training word, no protocol without leave."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tally_app import paths
from tally_app.app.view.address import PaperName
from tally_app.app.view.base import SavePaper
from tally_app.app.view.intents import FinishProtocol
from tally_app.store import open_file
from tests.e2e.hands import enter, fill_to_count, forward, keys, press, settle, to_finish
from tests.e2e.test_first_night import state

DECISION = """
[printed]
decision.kk = "аумақтық сайлау комиссиясының 2026 жылғы 1 қарашадағы № 9 шешімі"
decision.ru = "решение территориальной избирательной комиссии от 1 ноября 2026 года № 9"
decision.en = "decision of the territorial election commission No. 9 of 1 November 2026"
"""


def election_file(folder: Path, *, permitted: bool) -> Path:
    """The Aral sample as an official election of another year."""
    text = (paths.resources() / "samples" / "aral-2021.toml").read_text("utf-8")
    head, _, rest = text.partition("[printed]")
    rest = rest[rest.index("[[contest]]") :]
    text = head + (DECISION if permitted else "") + "\n" + rest
    text = text.replace("training = true", "training = false").replace('"aral-2021"', '"real-2026"')
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "сайлау 2026.toml"
    path.write_text(text, "utf-8")
    return path


def begin_official(house, folder, *, permitted):
    path = election_file(folder, permitted=permitted)
    shell = house.start()
    shell.choose_language("kk")
    shell.file_chosen("open", str(path))
    assert shell.sides.shown is not None, house.said
    forward()
    shell.choose_person("m3")
    fill_to_count(house)
    enter("928", "731", "3", "6", "153", "0", "35", "0", "1", "14", "20", "23:41")
    to_finish(house)
    keys("999")
    shell.intent(FinishProtocol())
    assert state(house).finish is not None, shell.desk.place.refusal
    return shell


def pages(shell, name="protocol"):
    paper = shell.desk.papers.of(shell.desk.session, "akim", PaperName(name))
    return paper.name.text(), [
        p.extract_text() for p in pypdf.PdfReader(io.BytesIO(paper.pdf)).pages
    ]


def test_without_a_decision_the_night_ends_in_a_sheet_for_the_blank(house, tmp_path):
    shell = begin_official(house, tmp_path / "USB", permitted=False)
    name, said = pages(shell)
    assert name == "fair_copy"
    assert "Это не протокол" in " ".join(said[0].split())
    assert "ПРОТОКОЛ О РЕЗУЛЬТАТАХ" not in " ".join(said)
    assert not shell.desk.view().header.training


def test_with_a_decision_the_protocol_names_it_and_carries_no_training_word(house, tmp_path):
    shell = begin_official(house, tmp_path / "USB", permitted=True)
    name, said = pages(shell)
    whole = " ".join(" ".join(page.split()) for page in said)
    assert name == "protocol"
    assert "№ 9" in whole
    assert "УЧЕБНЫЙ" not in whole
    assert "не утверждённая форма" in whole


def test_the_papers_that_left_the_program_are_kept_in_the_file(house, tmp_path):
    shell = begin_official(house, tmp_path / "USB", permitted=True)
    saved = tmp_path / "хаттама.pdf"
    shell.intent(SavePaper(PaperName("protocol")))
    (dialog,) = house.window.findChildren(QFileDialog)
    dialog.close()
    shell.file_chosen("save_pdf", str(saved))
    path = shell.desk.session.journal.path
    house.close()
    with open_file(path) as journal:
        kept = [document.content for document in journal.documents()]
        kinds = [event.kind for event in journal.events()]
    assert saved.read_bytes() in kept
    assert "printed" in kinds


@pytest.mark.parametrize("broken", ["day = 2021-13-01", 'form = "no-such-form"'])
def test_an_election_file_with_a_problem_begins_nothing_and_says_where(house, tmp_path, broken):
    path = election_file(tmp_path / "USB", permitted=True)
    text = path.read_text("utf-8")
    old = "day = 2021-08-01" if broken.startswith("day") else 'form = "akim-rural"'
    path.write_text(text.replace(old, broken), "utf-8")
    shell = house.start()
    shell.file_chosen("open", str(path))
    assert shell.desk is None
    assert shell.start.dialog is None
    assert path.name in house.said[-1]


def test_the_keyboard_alone_starts_a_night(house):
    house.start()
    press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    for _ in ("example", "number of an exercise"):
        press(Qt.Key.Key_Return)
    settle()
    press(Qt.Key.Key_Return)
    assert house.shell.desk is not None
    forward()
    enter("1296")
    assert state(house).entries
