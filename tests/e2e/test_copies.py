"""Everybody wants a copy: the posted one first, one batch for all who asked, their signatures."""

from __future__ import annotations

import io

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tally_app.app.papers.offering import BATCH
from tally_app.app.view.base import PrintPaper, SavePaper
from tally_app.app.view.desk import Table
from tally_app.app.view.evening import AskCopies
from tally_app.app.view.intents import ShowStep
from tests.e2e.hands import keys, press, push, settle
from tests.e2e.nights import FIVE, never, open_night


def table(house) -> Table:
    blocks = house.shell.desk.view().page.blocks
    return next(one for one in blocks if isinstance(one, Table))


def states(house) -> list[str]:
    return [row.message.text for row in table(house).rows]


def asks(house, name, **said):
    """Somebody who is not listed yet asks for copies."""
    shell = house.shell
    push(house, AskCopies())
    shell.submit({"time": "02:05", "guest_name": name, "guest_capacity": "party_observer", **said})
    assert shell.desk.dialog is None, shell.desk.dialog.errors


def row(house, name):
    return next(row for row in table(house).rows if row.label.startswith(name))


@pytest.mark.long
def test_copies_of_all_ballots_for_all_who_asked_are_one_print(house, monkeypatch):
    asked = []
    monkeypatch.setattr("tally_app.ui.window.late.print_pdf", lambda *said: asked.append(said))
    shell = open_night(house, FIVE, never)
    shell.intent(ShowStep("copies"))
    before = len(table(house).rows)
    ballots = list(shell.desk.session.night.contests)
    asks(house, "Есенов Т. К.")
    asks(house, "Ли В. А.", ballot=ballots[1])
    push(house, AskCopies())
    assert [text.split(",")[0] for _, text, _ in shell.desk.dialog.checks][-2:] == [
        "Есенов Т. К.", "Ли В. А.",
    ], "whoever was written down once is ticked"  # fmt: skip
    shell.submit({"time": "02:06"})
    assert [key for key, _ in shell.desk.dialog.errors] == ["guest_name"], "nobody asked"
    shell.cancel()
    assert len(table(house).rows) == before + 2
    numbers = [int(cell) for cell in row(house, "Есенов").cells]
    assert numbers == list(range(numbers[0], numbers[0] + 5)), "numbers go on"
    assert row(house, "Ли В.").cells == ("–", str(numbers[-1] + 1), "–", "–", "–")
    waiting = states(house)
    assert states(house)[-2:] == ["в пачке"] * 2
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    house.qtbot.waitUntil(lambda: asked != [], timeout=60_000)
    _, pdf, done = asked.pop()
    told = shell.desk.view().panel.cards[0].answer
    copies = states(house).count("в пачке") + 4  # five of them are for one person
    assert f"Всего копий: {copies}" in told
    text = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    assert sum("Есенов" in one for one in text) == 5, "each certified for its receiver"
    done("no_printer")
    assert states(house) == waiting, "nothing came out"
    push(house, PrintPaper(BATCH))
    house.qtbot.waitUntil(lambda: asked != [], timeout=60_000)
    asked.pop()[2]("sent")
    assert "в пачке" not in states(house)
    filed = [e.payload["name"] for e in shell.desk.session.journal.events()
             if e.kind == "document_filed"]  # fmt: skip
    assert len({name for name in filed if name.startswith("copy:")}) >= 6, "each by itself"
    push(house, *[one.intent for one in row(house, "Ли В.").buttons])
    assert states(house)[-2:] == ["ждёт подписи", "получено"]
    assert table(house).total.cells[1].startswith("1 из")


def test_whoever_asks_later_is_in_a_batch_of_their_own_that_can_be_saved(house, tmp_path):
    shell = open_night(house, "aral-2021-night", never)
    shell.intent(ShowStep("copies"))

    def saved(name):
        push(house, SavePaper(BATCH))
        house.window.findChild(QFileDialog).reject()
        shell.file_chosen("save_pdf", str(tmp_path / name))
        house.qtbot.waitUntil((tmp_path / name).exists, timeout=20_000)
        pages = pypdf.PdfReader(tmp_path / name).pages
        return " ".join(page.extract_text() for page in pages)

    asks(house, "Есенов Т. К.")
    assert "Есенов Т. К." in saved("first.pdf")
    assert "Готовится копия 1 из 1" in house.said, "what takes long is told as it goes on"
    asks(house, "Ким Р. С.")
    assert states(house)[-2:] == ["ждёт подписи", "в пачке"]
    later = saved("later.pdf")
    assert "Ким Р. С." in later
    assert "Есенов Т. К." not in later


def test_the_copy_for_the_wall_is_ticked_first_and_asked_for_once(house, tmp_path):
    shell = open_night(house, "aral-2021-night", never)
    shell.intent(ShowStep("copies"))
    push(house, AskCopies())
    key, text, ticked = shell.desk.dialog.checks[0]
    assert (key, text, ticked) == ("wall", "для вывешивания в помещении", True)
    keys("0205")
    for _ in range(4):  # hour, name, capacity, tick
        press(Qt.Key.Key_Return)
    settle()
    press(Qt.Key.Key_Return)
    assert shell.desk.dialog is None, shell.desk.dialog.errors
    assert row(house, text).message.text == "в пачке"
    shell.choose_language("kk")
    push(house, AskCopies())
    assert all(key != "wall" for key, _, _ in shell.desk.dialog.checks), "in any language"
    shell.cancel()
