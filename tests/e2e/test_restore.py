"""Going on from a copy: after a broken file, on another computer, and back again."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tally_app import paths
from tally_app.app.backup import keeper, places
from tally_app.app.view.base import AskFile, ShowCopies
from tally_app.app.view.start import OpenSide, RestoreCopy, SalvageNight
from tally_app.store import read_file
from tally_app.store.witness import Witness
from tally_app.ui.kit.note import NoteCard
from tests.e2e.conftest import House
from tests.e2e.hands import enter, fill_the_day, forward, press
from tests.e2e.test_backup import Sockets, footer, nights
from tests.e2e.test_first_night import begin

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def sockets(tmp_path, monkeypatch):
    made = Sockets(tmp_path)
    monkeypatch.setattr(places, "volumes", made.volumes)
    monkeypatch.setattr(places.os.path, "ismount", made.is_mount)
    monkeypatch.setattr(keeper, "_AGAIN", 0.0)
    return made


@pytest.fixture
def typed(house, sockets):
    """A night with a figure typed, closed; its file, its events, and where the cursor stood."""
    shell = begin(house)
    forward()
    enter("1296")
    journal = shell.desk.session.journal
    footer(house)
    house.close()
    return journal.path, journal.events(), shell.desk is None


def broken(path):
    """A file of which a page in the middle went."""
    content = bytearray(path.read_bytes())
    content[4096:8192] = b"\x00" * 4096
    path.write_bytes(content)
    return bytes(content)


def offered(house):
    """What the buttons of the sentence on the start page ask for."""
    return [one.view.intent for one in house.window.start.content.note.buttons]


def page_text(house):
    view = house.window.sides[next(iter(house.window.sides))].view
    return [(card.title, card.text, [button.text for button in card.buttons])
            for card in view.cards]  # fmt: skip


def test_a_broken_file_is_gone_on_with_from_its_newest_copy_in_two_presses(house, typed):
    path, events, _closed = typed
    left = broken(path)
    shell = house.start()
    house.qtbot.waitUntil(lambda: shell.start.view("ru").going is None)
    (row,) = [one for one in house.window.start.content.recent if one.view.path == str(path)]
    assert "с новейшей копии" in row.view.caption
    row.setFocus()
    press(Qt.Key.Key_Return)  # the broken night
    assert shell.desk is None
    assert "Новейшая копия" in house.said[-1]
    assert shell.start.dialog is None, "what can be read of it is no more than the copy"
    assert SalvageNight(str(path)) in offered(house)
    press(Qt.Key.Key_Return, CTRL)  # go on from the copy
    session = shell.desk.session
    assert session.journal.path != path
    assert session.journal.events()[: len(events)] == events
    assert [event.kind for event in session.journal.events()[len(events) :]] == ["night_restored"]
    assert path.read_bytes() == left, "the broken file stays as it is"
    assert str(session.journal.path) in house.said[-1]
    assert shell.desk.place.step == "received", "where the cursor stood"


def test_the_page_of_copies_shows_what_is_in_them_and_opens_one_by_keys(house, typed):
    path, events, _closed = typed
    path.unlink()
    shell = house.start()
    press(Qt.Key.Key_R, CTRL)
    ((title, text, buttons),) = page_text(house)
    assert "Участок № 999" in title
    for said in ("заполнено полей: 1", "этот компьютер", "Файла этого подсчёта", "учебный"):
        assert said in text.lower() or said in text
    assert buttons == ["Продолжить с копии"]
    press(Qt.Key.Key_Return)
    assert shell.desk.session.journal.events()[: len(events)] == events


def test_a_file_that_is_whole_is_offered_before_its_copy(house, typed):
    path, events, _closed = typed
    shell = house.start()
    press(Qt.Key.Key_R, CTRL)
    ((_title, text, buttons),) = page_text(house)
    assert str(path) in text
    assert buttons == ["Открыть файл", "Продолжить с копии"]
    press(Qt.Key.Key_Return)
    assert shell.desk.session.journal.path == path
    assert shell.desk.session.journal.events() == events


def test_of_an_older_copy_it_is_told_that_it_holds_less_beside_where_it_was_made(house, typed):
    path, events, _closed = typed
    path.unlink()
    newest = nights(house.data_dir)[-1]
    witness = next((house.data_dir / "witnesses").iterdir())
    shell = house.start()
    services = shell.services
    services.witnesses.note(witness.stem, Witness(len(events) + 3, "0" * 64))
    shell.intent(RestoreCopy(str(newest)))
    told = [one.view.text for one in house.window.findChildren(NoteCard)
            if one.isVisible() and one.view]  # fmt: skip
    (text,) = [one for one in told if newest.name in one]
    assert "меньше записей" in text, "what was told first still stands"


def test_a_copy_that_is_opened_by_hand_is_shown_and_never_written_to(house, typed):
    copy = nights(house.data_dir)[-1]
    before = copy.read_bytes()
    shell = house.start()
    shell.file_chosen("open", str(copy))
    assert shell.desk is None
    assert len(page_text(house)) == 1
    press(Qt.Key.Key_Return)
    assert copy.read_bytes() == before


def test_a_file_that_is_no_copy_is_refused_on_the_page(house, typed, tmp_path):
    wrong = tmp_path / "хат.tally"
    wrong.write_bytes(b"a letter")
    shell = house.start()
    press(Qt.Key.Key_R, CTRL)
    shell.file_chosen("copy", str(wrong))
    assert str(wrong) in page_text(house)[0][1]
    assert shell.desk is None


def test_a_night_moves_on_a_stick_and_the_first_computer_is_told(
    house, sockets, qtbot, tmp_path, monkeypatch
):
    shell = begin(house)
    shell.file_chosen("copies_folder", str(sockets.stick))
    forward()
    enter("1296")
    footer(house)
    path, events = shell.desk.session.journal.path, shell.desk.session.journal.events()
    house.close()
    other = House(qtbot, tmp_path / "other")
    monkeypatch.setattr("platform.node", lambda: "другой")
    shell = other.start()
    shell.choose_language("ru")
    press(Qt.Key.Key_R, CTRL)
    ((_title, text, _buttons),) = page_text(other)
    assert str(sockets.stick) in text
    press(Qt.Key.Key_Return)
    moved = shell.desk.session.journal
    kinds = [event.kind for event in moved.events()[len(events) :]]
    assert kinds == ["night_restored", "night_moved"]
    shell.choose_person("m3")
    shell.file_chosen("copies_folder", str(sockets.stick))
    enter("1297")
    footer(other)
    other.close()
    monkeypatch.undo()
    monkeypatch.setattr(places, "volumes", sockets.volumes)
    said = len(house.said)
    shell = house.start(path)
    qtbot.waitUntil(lambda: shell.desk is not None)
    footer(house)
    assert shell.desk.session.journal.events() == events
    (told,) = house.said[said:]
    assert "в другом месте (другой" in told
    assert str(sockets.stick) in told
    house.close()
    shell = house.start()
    press(Qt.Key.Key_R, CTRL)
    texts = [text for _title, text, _buttons in page_text(house)]
    assert any("В копии больше событий (на 3)" in text for text in texts), texts


def test_what_is_restored_is_the_night_itself(house, typed, sockets):
    path, events, _closed = typed
    before = read_file(path)
    shell = house.start()
    shell.intent(RestoreCopy(str(nights(house.data_dir)[-1])))
    session = shell.desk.session
    assert session.journal.path != path
    after = read_file(session.journal.path)
    assert (after.events[: len(events)], after.documents) == (events, before.documents)


@pytest.mark.parametrize("kind", [RestoreCopy("/gone.tally"), OpenSide("copies", "/gone.tally")])
def test_a_copy_that_went_meanwhile_is_said(house, typed, kind):
    shell = house.start()
    shell.intent(kind)
    assert shell.desk is None
    told = house.said[-1:] + [str(page) for page in house.window.sides.values() if page.view]
    assert told


def test_the_page_is_left_with_escape(house, typed):
    house.start()
    press(Qt.Key.Key_R, CTRL)
    press(Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert house.window.start.isVisible()
    assert ShowCopies() is not None
    shutil.rmtree(house.data_dir / "tally-copies")
    press(Qt.Key.Key_R, CTRL)
    view = house.window.sides[next(iter(house.window.sides))].view
    assert view.cards == ()
    assert "Копий не найдено" in view.others[0].text


def test_a_night_is_begun_from_paper_and_the_journal_keeps_both_times(house, sockets):
    shell = house.start()
    shell.choose_language("ru")
    press(Qt.Key.Key_R, CTRL)
    view = house.window.sides[next(iter(house.window.sides))].view
    assert view.others[-1].buttons[0].intent == AskFile("paper")
    shell.file_chosen("paper", str(paths.resources() / "samples/aral-2021.toml"))
    forward()
    shell.submit({"time": "25:00"})
    assert shell.desk is None
    assert {key for key, _words in house.window.form.view.errors} == {"time", ""}
    shell.submit({"time": "20:31", "part_one": "yes", "sheets": "yes"})
    first, said = shell.desk.session.journal.events()
    assert (first.kind, said.kind) == ("night_opened", "begun_from_paper")
    assert said.payload["papers"] == ["Подписанная часть I", "Листы подсчёта"]
    assert said.payload["minutes"] == 20 * 60 + 31
    assert said.payload["typed"] > said.payload["minutes"], "the clock of the typing"
    shell.choose_person("m3")
    fill_the_day()
    enter("1283", "928", "14", "914")
    forward()
    enter("0", "176", "0", "212", "198", "187", "155")
    forward()
    enter("368")
    forward()
    (row,) = shell.desk.view().page.blocks[-1].rows
    assert "20:31" in row.caption
    enter("20:31")
    forward()
    confirmed = shell.desk.session.night.contests[shell.desk.place.contest].confirmed
    assert confirmed["announce"].minutes == 20 * 60 + 31, "the paper's time, not the present one"
