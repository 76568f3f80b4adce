"""Copies of the open night, as the person at the keys meets them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tally_app.app.backup import keeper, places
from tally_app.store import Copier, StoreError, read_file
from tests.e2e.hands import forward, keys, press
from tests.e2e.test_first_night import begin


class Sockets:
    """The sockets of a computer: no stick but ours is ever plugged in."""

    def __init__(self, root):
        self.stick = root / "тасығыш"
        self.stick.mkdir()

    def volumes(self):
        return iter([self.stick] if self.stick.exists() else [])

    def is_mount(self, path):
        return path in (self.stick, self.stick.parents[-1])

    def plug_in_as(self, name):
        self.stick = self.stick.rename(self.stick.with_name(name))


@pytest.fixture
def sockets(tmp_path, monkeypatch):
    made = Sockets(tmp_path)
    monkeypatch.setattr(places, "volumes", made.volumes)
    monkeypatch.setattr(places.os.path, "ismount", made.is_mount)
    monkeypatch.setattr(keeper, "_AGAIN", 0.0)
    return made


def footer(house):
    """What the footer says of the copies, once the last one is made."""
    house.shell.tick()
    assert house.shell.copies._keeper.wait(20)
    house.shell.tick()
    assert house.shell.copies._keeper.wait(20)
    shown = house.window.desk.footer.copies
    assert shown.isVisible()
    return shown.view.text


def nights(place):
    return sorted((place / "tally-copies").glob("*/*.tally*"))


def typed_on(house, figure):
    forward()
    keys(figure)
    press(Qt.Key.Key_Return)
    forward()
    return house.shell.desk.session.journal


def test_a_night_is_copied_unasked_when_it_begins_and_after_every_confirmed_step(house, sockets):
    shell = begin(house)
    assert footer(house).endswith("этот компьютер")
    journal = shell.desk.session.journal
    begun = read_file(nights(house.data_dir)[0]).events
    assert begun == journal.events()[: len(begun)], "whoever sat down since then is an event"
    typed_on(house, "1296")
    footer(house)
    assert read_file(nights(house.data_dir)[-1]).events == journal.events()
    assert nights(sockets.stick) == []


def test_a_figure_waits_five_minutes_at_most_for_its_copy(house, sockets, monkeypatch):
    shell = begin(house)
    forward()
    footer(house)
    keys("1296")
    press(Qt.Key.Key_Return)
    journal = shell.desk.session.journal
    footer(house)
    assert len(read_file(nights(house.data_dir)[-1]).events) == len(journal.events()) - 1
    monkeypatch.setattr(keeper, "_OLDEST", 0.0)  # they have passed
    footer(house)
    assert read_file(nights(house.data_dir)[-1]).events == journal.events()


def test_the_last_copy_is_made_when_the_window_is_closed(house, sockets):
    shell = begin(house)
    forward()
    keys("1296")
    press(Qt.Key.Key_Return)
    journal = shell.desk.session.journal
    house.close()
    assert read_file(nights(house.data_dir)[-1]).events == journal.events()


def test_a_stick_is_chosen_once_by_keys_and_found_again_under_another_letter(house, sockets):
    shell = begin(house)
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert str(house.data_dir / "tally-copies") in house.window.form.view.text
    house.window.form.accept_button.click()
    dialog = house.window.findChild(QFileDialog)
    dialog.setDirectory(str(sockets.stick))
    dialog.accept()
    house.qtbot.waitUntil(lambda: shell.copies.places.wanted != "")
    assert footer(house).endswith("другая папка"), "the same disk, here"
    # A busy computer may have made one more since the place was chosen: each is the one kept here.
    copied, here = nights(sockets.stick), nights(house.data_dir)
    assert copied
    assert {one.name for one in copied} <= {one.name for one in here}
    assert copied[-1].name == here[-1].name
    path = shell._where
    house.close()
    sockets.plug_in_as("E")
    said = len(house.said)
    shell = house.start(path)
    house.qtbot.waitUntil(lambda: shell.desk is not None)
    shell.choose_person("m3")
    journal = typed_on(house, "1297")
    assert footer(house).endswith("другая папка")
    assert read_file(nights(sockets.stick)[-1]).events == journal.events()
    assert house.said[said:] == [], "silently"


def test_a_stick_that_is_pulled_out_is_said_in_the_footer_and_nowhere_else(house, sockets):
    shell = begin(house)
    shell.file_chosen("copies_folder", str(sockets.stick))
    footer(house)
    said = len(house.said)
    there = sockets.stick
    there.rename(there.with_name("away"))
    there.mkdir()  # what the system leaves where a stick was
    journal = typed_on(house, "1296")
    assert footer(house).endswith("этот компьютер; накопителя нет")
    assert read_file(nights(house.data_dir)[-1]).events == journal.events()
    assert list(there.iterdir()) == [], "nothing is written where no stick is"
    there.rmdir()
    there.with_name("away").rename(there)
    assert footer(house).endswith("другая папка")
    assert read_file(nights(there)[-1]).events == journal.events()
    assert house.said[said:] == []


@pytest.mark.parametrize(
    ("code", "why"),
    [("disk_full", "нет места"), ("read_only", "запись запрещена"), ("disk_failed", "не отвечает")],
)
def test_a_stick_that_takes_nothing_is_said_once_and_the_night_goes_on(
    house, sockets, monkeypatch, code, why
):
    shell = begin(house)
    shell.file_chosen("copies_folder", str(sockets.stick))
    footer(house)
    said = len(house.said)

    def fail(_copier, _copy, folder):
        raise StoreError(code, path=str(folder), detail="")

    with monkeypatch.context() as patched:
        patched.setattr(Copier, "repeat", fail)
        journal = typed_on(house, "1296")
        assert footer(house).endswith(why)
        assert read_file(nights(house.data_dir)[-1]).events == journal.events()
    assert footer(house).endswith("другая папка")
    assert house.said[said:] == []
