"""A commission that wants one has a passphrase: set, wrong, forgotten, in the envelope, moved."""

from __future__ import annotations

import io

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from tally_app import paths
from tally_app.app.night import files as nights
from tally_app.app.papers.offering import ENVELOPE
from tally_app.app.papers.program_sheet import program_sheet
from tally_app.app.view.address import PROTOCOL_PAPER
from tally_app.app.view.base import PrintPaper
from tally_app.app.view.intents import FinishProtocol, OpenRecount, ShowStep
from tally_app.app.view.passphrase import CodeIsAway, ForgoPassphrase, SetPassphrase
from tally_app.app.words.minutes import minutes_of
from tally_app.catalog.library import Library
from tally_app.catalog.source import Source
from tests.domain.making import AFTER_VOTING, Evening, Wall
from tests.e2e.conftest import House
from tests.e2e.hands import enter, focused, keys, press, push
from tests.e2e.nights import page_words
from tests.e2e.test_first_night import state
from tests.e2e.test_official_night import election_file

DIGITS, WRONG, REASON = "90817263", "90817264", "төраға ауырып қалды"
LIBRARY = Library.of_resources(paths.resources())
RETURN = Qt.Key.Key_Return


class Evened(Evening):
    """The example night in a file of its own, official and printed by a decision."""

    def __init__(self, folder, name="999.tally"):
        folder.mkdir(parents=True, exist_ok=True)
        data = election_file(folder / "USB", permitted=True).read_bytes()
        self.path = folder / name
        self.session = nights.begin(
            self.path, Source("e.toml", data), LIBRARY, precinct="999", clock=Wall(AFTER_VOTING),
            night="000000000042",
        )  # fmt: skip
        self.session.who = "m3"

    def closed(self):
        self.session.close()
        return self.path


def opened(house, path, person="m3"):
    shell = house.start(path)
    house.qtbot.waitUntil(lambda: shell.desk is not None)
    shell.choose_language("kk")
    shell.choose_person(person)
    return shell


def typed(text):
    keys(text)
    press(RETURN)


def said(shell):
    """What the open dialog says is wrong."""
    return " ".join(words for _, words in shell.desk.dialog.errors)


def on_disk(folder):
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def kinds(shell):
    return [event.kind for event in shell.desk.session.journal.events()]


def printed(pdf):
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def wanted(shell, code, **said):
    return shell.desk.wording(f"passphrase.{code}", **said)


@pytest.fixture
def counted(tmp_path):
    """An official night with a passphrase, counted to its finish; the code of its envelope."""
    evening = Evened(tmp_path / "деректер")
    evening.session.who = "m1"
    assert evening.session.set_passphrase(DIGITS) is None
    code = evening.session.guard.code
    evening.session.who = "m3"
    evening.counted().seen()
    return evening.closed(), code


def test_the_chair_sets_it_by_keys_and_it_is_kept_nowhere(house, tmp_path):
    shell = opened(house, Evened(tmp_path / "деректер").closed(), "m3")
    house.shell.print_asked.connect(house.printed.append)
    (note,) = [b for b in shell.desk.view().page.blocks if wanted(shell, "title") in str(b)]
    assert "тек төраға" in note.buttons[0].closed
    shell.choose_person("m1")
    push(house, SetPassphrase())
    field = focused()
    typed("1234567")
    typed("1234567")
    assert said(shell) == wanted(shell, "no_digits")
    typed(DIGITS)
    assert field.echoMode() == QLineEdit.EchoMode.Password
    typed(WRONG)
    assert said(shell) == wanted(shell, "not_again")
    assert field.raw() == "", "what was typed does not come back"
    field.setFocus()
    typed(DIGITS)
    typed(DIGITS)
    assert shell.desk.dialog is None
    code = shell.desk.session.guard.code
    shown = " ".join(code[at : at + 4] for at in range(0, 16, 4))
    assert shown in str(shell.desk.view().page)
    push(house, PrintPaper(ENVELOPE))
    text = "".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(house.printed[0])).pages
    )
    assert all(code[at : at + 4] in text for at in range(0, 16, 4))
    assert DIGITS not in text
    push(house, CodeIsAway())
    assert shown not in str(shell.desk.view())
    assert DIGITS not in str(shell.desk.view())
    shell.close_night()
    kept = on_disk(tmp_path)
    assert DIGITS.encode() not in kept
    assert code.encode() not in kept
    assert shown.encode() not in kept


def test_wrong_ones_wait_longer_and_longer_and_the_night_asks_on_another_laptop(
    counted, qtbot, tmp_path
):
    path, _code = counted
    moved = tmp_path / "басқа" / path.name
    moved.parent.mkdir()
    moved.write_bytes(path.read_bytes())
    house, now = House(qtbot, moved.parent), [0.0]
    house.seconds = lambda: now[0]
    shell = opened(house, moved)
    shell.intent(ShowStep("finish"))
    typed("999")
    push(house, FinishProtocol())
    for wait in (1, 2, 4):
        typed(WRONG)
        assert said(shell) == wanted(shell, "wrong", seconds=wait)
        typed(DIGITS)
        assert said(shell) == wanted(shell, "wait", seconds=wait), "the right one waits as well"
        now[0] += wait
    typed("9081 726")
    assert said(shell) == wanted(shell, "no_passphrase"), "a slip of the hand is no wrong one"
    assert state(house).finish is None
    typed(DIGITS)
    assert shell.desk.dialog is None
    assert state(house).finish is not None
    assert kinds(shell).count("passphrase_wrong") == 3
    assert kinds(shell)[-2:] == ["passphrase_given", "finished"]
    assert DIGITS.encode() not in on_disk(moved.parent)
    house.close()


def test_forgotten_it_ends_no_night_and_stands_on_the_programs_sheet_alone(counted, house):
    path, code = counted
    shell = opened(house, path)
    shell.intent(ShowStep("finish"))
    typed("999")
    push(house, FinishProtocol())
    press(Qt.Key.Key_Escape)
    push(house, ForgoPassphrase("finish"))
    press(Qt.Key.Key_2)
    press(RETURN)
    press(Qt.Key.Key_3)
    press(RETURN)
    enter(REASON)
    assert shell.desk.dialog is None, shell.desk.dialog
    assert wanted(shell, "opened_finish") in page_words(house)
    push(house, FinishProtocol())
    assert state(house).finish is not None

    desk = shell.desk
    event = next(e for e in desk.session.journal.events() if e.kind == "passphrase_forgone")
    assert len(event.payload["by"]) == 2
    sheet = str(program_sheet(desk.session, "akim", shell.services.wordings))
    assert REASON in sheet
    assert desk.wording("event.passphrase_set") in sheet
    assert not {
        event.payload[x]
        for event in desk.session.journal.events()
        if event.kind == "passphrase_set"
        for x in ("salt", "digest")
    } & set(sheet.split("'"))
    protocol = desk.papers.of(desk.session, "akim", PROTOCOL_PAPER).pdf
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(protocol)).pages)
    assert REASON not in text
    assert REASON not in str(minutes_of(desk.session, desk.wording))

    for command in ("print_confirmed", "signed"):
        Evening.do(_Of(desk.session), command, **({"minutes": 1439} if command == "signed" else {}))
    shell.intent(ShowStep("protocol"))
    push(house, OpenRecount("proxy"))
    keys(" ".join(code[at : at + 4] for at in range(0, 16, 4)))
    press(RETURN)
    assert isinstance(shell.desk.dialog.intent, OpenRecount), said(shell)
    assert kinds(shell)[-1] == "passphrase_given"
    press(Qt.Key.Key_Escape)


class _Of(Evening):
    """The example night around a session that is open in a window."""

    def __init__(self, session):
        self.session = session


def test_training_never_asks(house, tmp_path):
    shell = house.start()
    shell.choose_language("kk")
    press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    press(RETURN)
    press(RETURN)
    house.qtbot.wait(600)
    press(RETURN)
    assert shell.desk.session.night.training
    assert wanted(shell, "title") not in str(shell.desk.view())
    shell.choose_person("m1")
    assert shell.desk.session.set_passphrase(DIGITS).code == "passphrase_training"
