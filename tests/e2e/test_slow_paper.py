"""A paper that takes long is made beside the window: keys are taken, nothing is lost, one print."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tally_app.app.papers import unmade as pressing
from tally_app.app.papers.offering import BATCH, PART_ONE, waiting
from tally_app.app.view.address import PROTOCOL_PAPER, LineField
from tally_app.app.view.base import PrintPaper, SavePaper, StopPaper
from tally_app.app.view.desk import PaperPreview
from tally_app.app.view.evening import AskCopies
from tally_app.app.view.intents import ShowPaper, ShowStep
from tally_app.domain.form.layout import Cell
from tally_app.main import printers as real_printers
from tests.e2e.hands import focused, keys, press, push
from tests.e2e.nights import never, open_night


class SlowPrinters:
    """Printers whose protocol waits until ``go`` is set, each certified copy until it is let."""

    def __init__(self):
        self.go, self.began = threading.Event(), threading.Event()
        self.drawn = self.copied = 0
        self.copies = threading.Semaphore(0)

    def __call__(self):
        real = real_printers()
        names = [name for name in dir(real) if not name.startswith("_")]
        made = SimpleNamespace(**{name: getattr(real, name) for name in names})

        def protocol(*record, **how):
            self.began.set()
            assert self.go.wait(60)
            self.drawn += 1
            return real.protocol(*record, **how)

        def certified_copy(*record, **how):
            assert self.copies.acquire(timeout=60)
            self.copied += 1
            return real.certified_copy(*record, **how)

        made.protocol, made.certified_copy = protocol, certified_copy
        return made


@pytest.fixture
def slow(monkeypatch):
    printers = SlowPrinters()
    monkeypatch.setattr(pressing, "PATIENCE", 0.2)
    monkeypatch.setattr("tests.e2e.conftest.main.printers", printers, raising=True)
    yield printers
    printers.go.set()
    printers.copies.release(99)


def evening(house, monkeypatch, asked):
    monkeypatch.setattr("tally_app.ui.window.late.print_pdf", lambda *said: asked.append(said))
    shell = open_night(house, "aral-2021-night", lambda action: action.do == "printed", "ru")
    shell.intent(ShowStep("protocol"))
    return shell


def shown(shell):
    blocks = shell.desk.view().page.blocks
    texts = " ".join(block.text for block in blocks if hasattr(block, "text"))
    return any(isinstance(block, PaperPreview) for block in blocks), texts


def test_the_window_takes_keys_while_a_paper_is_made_and_prints_it_once(house, slow, monkeypatch):
    asked = []
    shell = evening(house, monkeypatch, asked)
    assert slow.began.wait(20)
    preview, said = shown(shell)
    assert not preview
    assert "Бумага готовится" in said
    for _ in range(2):
        press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert asked == []
    assert house.said[-1] == shell.desk.wording("paper_page.print_soon")
    shell.intent(ShowStep("copies"))
    assert shell.desk.view().page.id == "copies"
    shell.intent(ShowStep("protocol"))
    slow.go.set()
    house.qtbot.waitUntil(lambda: asked != [], timeout=20_000)
    house.qtbot.wait(300)
    assert len(asked) == 1
    assert asked[0][1].startswith(b"%PDF")
    assert house.window.desk.page.told is None, "what was waited for is there"
    assert slow.drawn == 1
    assert shown(shell)[0]


def test_who_does_not_wait_sees_the_other_papers_and_nothing_is_printed(house, slow, monkeypatch):
    asked = []
    shell = evening(house, monkeypatch, asked)
    shell.intent(PrintPaper(PROTOCOL_PAPER))
    shell.intent(StopPaper(PROTOCOL_PAPER))
    assert "решили её не ждать" in shown(shell)[1]
    slow.go.set()
    house.qtbot.waitUntil(lambda: slow.drawn == 1, timeout=20_000)
    house.qtbot.wait(300)
    assert asked == []
    shell.intent(ShowPaper(PART_ONE))
    house.qtbot.waitUntil(lambda: shown(shell)[0], timeout=20_000)
    shell.intent(ShowPaper(PROTOCOL_PAPER))
    house.qtbot.waitUntil(lambda: shown(shell)[0], timeout=20_000)


def test_a_batch_goes_on_beside_the_window_and_a_stop_keeps_what_came_out(house, slow, monkeypatch):
    slow.go.set()
    asked = []
    shell = open_night(house, "aral-2021-night", never, "ru")
    monkeypatch.setattr("tally_app.ui.window.late.print_pdf", lambda *said: asked.append(said))
    shell.intent(ShowStep("copies"))
    for name in ("Есенов Т. К.", "Ким Р. С.", "Ли В. А."):
        shell.intent(AskCopies())
        shell.submit({"time": "02:05", "guest_name": name, "guest_capacity": "party_observer"})
    whole = len(list(waiting(shell.desk.session)))

    def stands(text):
        note = house.window.desk.page.told
        return note is not None and text in note.view.text

    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    house.qtbot.waitUntil(lambda: stands(f"Готовится копия 1 из {whole}"))
    field = LineField(Cell("copy.to", "1")).text()
    house.window.focus_key(field)
    press(Qt.Key.Key_End)
    keys("Ж")
    assert focused().raw().endswith("Ж"), "keys are taken meanwhile"
    press(Qt.Key.Key_Backspace)
    slow.copies.release()
    house.qtbot.waitUntil(lambda: stands(f"Готовится копия 2 из {whole}"), timeout=20_000)
    push(house, StopPaper(BATCH))
    assert stands(f"Готовы копии: 1 из {whole}")
    slow.copies.release(99)
    house.qtbot.waitUntil(lambda: slow.copied == 2, timeout=20_000)
    house.qtbot.wait(300)
    assert slow.copied == 2, "nobody waits for the others"
    assert asked == []
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    house.qtbot.waitUntil(lambda: asked != [], timeout=20_000)
    assert slow.copied == whole, "each was drawn once"
    assert asked[0][1].startswith(b"%PDF")
    assert house.window.desk.page.told is None, "what is over is not said"


def test_a_file_is_written_when_its_paper_is_made(house, slow, monkeypatch, tmp_path):
    shell = evening(house, monkeypatch, [])
    push(house, SavePaper(PROTOCOL_PAPER))
    house.window.findChild(QFileDialog).reject()
    shell.file_chosen("save_pdf", str(tmp_path / "хаттама.pdf"))
    assert "файл будет записан сам" in house.said[-1]
    shell.intent(ShowStep("copies"))
    slow.go.set()
    house.qtbot.waitUntil((tmp_path / "хаттама.pdf").exists, timeout=20_000)
    assert (tmp_path / "хаттама.pdf").read_bytes().startswith(b"%PDF")


def test_a_window_may_close_while_a_paper_is_made(house, slow, monkeypatch):
    asked = []
    shell = evening(house, monkeypatch, asked)
    assert slow.began.wait(20)
    events = len(shell.desk.session.journal.events())
    path = shell.desk.session.journal.path
    house.close()
    slow.go.set()
    house.qtbot.waitUntil(lambda: slow.drawn == 1, timeout=20_000)
    house.qtbot.wait(300)
    monkeypatch.setattr(pressing, "PATIENCE", 60)
    again = house.start(path)
    house.qtbot.waitUntil(lambda: again.desk is not None, timeout=20_000)
    assert len(again.desk.session.journal.events()) >= events
    assert asked == []
