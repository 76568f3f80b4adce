"""Signs nobody can see: they stay in the field they came into, are named, leave by a button."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from tally_app.app.papers.issue import write_document
from tally_app.app.view.address import PROTOCOL_PAPER
from tally_app.app.view.base import SavePaper
from tally_app.app.view.intents import AddMember, ShowStep, TakeOutUnseen
from tally_app.app.window import outgoing
from tally_app.app.window.failures import said
from tally_app.catalog.incoming.bounded import UnfitFileError
from tally_app.store import StoreError
from tally_app.ui.kit import text
from tests.e2e.hands import focused, forward, press, push
from tests.e2e.nights import FIVE, buttons, do, never, open_night

SIGNS = {
    "\u200b": "U+200B ZERO WIDTH SPACE",
    "\u202e": "U+202E RIGHT-TO-LEFT OVERRIDE",
    "\x07": "U+0007 BELL",
    "\u0301": "U+0301 COMBINING ACUTE ACCENT",
}


def paste(words: str) -> None:
    QGuiApplication.clipboard().setText(words)
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def texts(house) -> str:
    """Every text the night's journal holds behind its first event."""
    return "".join(str(event.payload) for event in house.shell.desk.session.journal.events()[1:])


def test_a_figure_with_a_sign_nobody_sees_waits_in_its_field(house):
    desk = open_night(house, FIVE, do("type")).desk
    forward()
    kept, key = texts(house), focused().key
    for sign, code in SIGNS.items():
        paste(f"12{sign}96")
        assert texts(house) == kept, "nothing was stored"
        assert house.window.desk.entry(key).raw() == f"12{sign}96"
        assert code in house.said[-1]
        press(Qt.Key.Key_Return)
        assert texts(house) == kept
        assert house.window.desk.entry(key).raw() == f"12{sign}96", "it stays when it is left"
        house.window.desk.entry(key).setFocus()
    forward()
    assert desk.step.id == "received", "a step is not left with a text that waits"
    push(house, TakeOutUnseen())
    assert house.window.desk.entry(key).raw() == "1296"
    assert desk.session.journal.events()[-1].payload["text"] == "1296"
    assert desk.place.held == {}
    assert TakeOutUnseen() not in buttons(house)
    paste("12\u200b96")
    paste("1290")
    assert desk.session.journal.events()[-1].payload["text"] == "1290", "it was typed again"
    assert desk.place.held == {}
    kept = texts(house)
    paste("7" * 10_000_000)
    assert texts(house) == kept
    assert "10\u202f000\u202f000" in house.said[-1]
    assert TakeOutUnseen() not in buttons(house)


def test_a_name_in_a_dialog_waits_in_its_field(house):
    shell = open_night(house, FIVE, do("type"))
    shell.intent(AddMember())
    form = house.window.form
    paste("Айша\u200b Сери\u00adкова ☎")
    form.accept_button.click()
    assert "U+200B, U+00AD" in dict(form.view.errors)["name"]
    assert "U+200B ZERO WIDTH SPACE, U+00AD SOFT HYPHEN" in dict(form.view.errors)[""]
    assert form.values()["name"] == "Айша\u200b Сери\u00adкова ☎"
    form.body.mend.click()
    assert form.values()["name"] == "Айша Серикова ☎"
    assert not form.body.mend.isVisible()
    form.accept_button.click()
    assert shell.desk.session.night.persons[-1].name == "Айша Серикова ☎"


def test_a_tooltip_is_never_read_as_markup():
    assert text.plain("Сайлау & 1 < 2") == "<qt>Сайлау &amp; 1 &lt; 2</qt>"
    assert (
        text.plain("<img src=x>\n<b>A</b>") == "<qt>&lt;img src=x&gt;<br>&lt;b&gt;A&lt;/b&gt;</qt>"
    )
    assert text.plain("A & B") == "A & B"


def test_a_full_disk_of_the_night_keeps_no_paper_from_another_disk(house, tmp_path, monkeypatch):
    """The sentence says that the night could not note it; a full disk of the paper is named too."""
    shell = open_night(house, "aral-2021-night", never)

    def full(*_arguments):
        raise StoreError("disk_full", path="/night.tally")

    monkeypatch.setattr(outgoing, "issue", full)
    wording = shell.services.wordings["ru"]
    target = tmp_path / "a.pdf"
    shell.intent(ShowStep("protocol"))
    shell.intent(SavePaper(PROTOCOL_PAPER))
    house.window.findChild(QFileDialog).reject()
    shell.file_chosen("save_pdf", str(target))
    house.qtbot.waitUntil(target.exists, timeout=20_000)
    assert target.read_bytes().startswith(b"%PDF")
    told = house.said[-1]
    assert str(target) in told
    assert "/night.tally" in told
    link = tmp_path / "b.pdf"
    link.symlink_to(tmp_path / "elsewhere")
    for path in (link, Path("/dev/full")) if Path("/dev/full").exists() else (link,):
        with pytest.raises(UnfitFileError, match="no_target") as refused:
            write_document(path, b"%PDF")
        assert str(path) in said(refused.value, wording)
    assert not (tmp_path / "elsewhere").exists()
