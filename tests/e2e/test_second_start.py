"""A second start hands its file to the running window and ends; what it leaves breaks nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tally_app.app.view.start import Handed
from tally_app.app.window.running.bell import Bell
from tally_app.app.window.running.door import Door, knock
from tally_app.ui.window.app import Windows
from tests.e2e.hands import forward, keys, press
from tests.e2e.test_first_night import begin
from tests.kept_windows import KEPT

ROOT = Path(__file__).parents[2]


def child(folder, *arguments):
    """A start of the program, as from a double-click on a file."""
    return subprocess.Popen(
        [sys.executable, "-m", "tally_app", *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "TALLY_DATA_DIR": str(folder)},
    )


def quietly(started, seconds=60):
    """It ended with success, without a word and without a window."""
    said = started.communicate(timeout=seconds)
    return started.returncode == 0 and said == (b"", b"")


@pytest.fixture
def running(house):
    """The window of the house as the running one, with a door and a bell as the program has."""
    house.start()
    door = knock(house.data_dir, Handed())
    windows = Windows(lambda _file: house.shell, "light")
    KEPT.append(windows)
    windows.open_now.append(house.window)
    bell = Bell(door, windows.take)
    yield house
    bell.deleteLater()
    door.close()


def left(house, name, text):
    """A request file that somebody left."""
    (house.data_dir / "running" / f"{name}.request").write_text(text, encoding="utf-8")


def mark(house):
    said = json.loads((house.data_dir / "running" / "window.in-use").read_bytes())
    return said["mark"]


def test_a_second_start_hands_its_file_over_and_ends(house, tmp_path):
    path = begin(house).desk.session.journal.path
    house.shell.close_night()
    house.shell._show()
    door = knock(house.data_dir, Handed())
    windows = Windows(lambda _file: house.shell, "light")
    KEPT.append(windows)
    windows.open_now.append(house.window)
    bell = Bell(door, windows.take)
    try:
        second = child(house.data_dir, path)
        house.qtbot.waitUntil(lambda: house.shell.desk is not None, timeout=60_000)
        assert quietly(second)
        assert house.shell.desk.session.journal.path == path
        assert house.window.isActiveWindow()
        forward()
        keys("1296")
        press(Qt.Key.Key_Return)
        again = child(house.data_dir, path)
        house.qtbot.waitUntil(lambda: "этот файл открыт" in str(house.said), timeout=60_000)
        assert quietly(again)
        gone = child(house.data_dir, tmp_path / "нет.tally")
        house.qtbot.waitUntil(lambda: "нет.tally" in str(house.said), timeout=60_000)
        assert quietly(gone)
    finally:
        bell.deleteLater()
        door.close()
    assert [one.name for one in (house.data_dir / "running").iterdir()] == []


def test_a_window_that_was_put_away_comes_back(running):
    running.window.showMinimized()
    started = child(running.data_dir)
    running.qtbot.waitUntil(lambda: not running.window.isMinimized(), timeout=60_000)
    assert quietly(started)
    assert running.said == []


@pytest.mark.parametrize(
    "text",
    ["", "not json", "[]", "[1]", '{"to": 1}', "[" * 40_000, "x" * 60_000,
     '{"to": "MARK", "file": 7, "language": ""}', '{"to": "MARK", "file": "/a", "language": []}',
     '{"to": "MARK", "file": "/a\\u0000b", "language": ""}'],
)  # fmt: skip
def test_what_is_no_request_is_said_once_and_taken_away(running, text):
    left(running, "1", text.replace("MARK", mark(running)))
    running.qtbot.waitUntil(lambda: len(running.said) == 1, timeout=5000)
    assert "Ештеңе ашылған жоқ" in running.said[0]
    running.qtbot.wait(50)
    assert len(running.said) == 1
    assert [one.name for one in (running.data_dir / "running").iterdir()] == ["window.in-use"]


def test_a_link_is_not_followed_and_a_folder_is_said_once(running, tmp_path):
    secret = tmp_path / "другое"
    secret.write_text("here it stays")
    (running.data_dir / "running" / "1.request").symlink_to(secret)
    running.qtbot.waitUntil(lambda: len(running.said) == 1, timeout=5000)
    assert secret.read_text() == "here it stays"
    (running.data_dir / "running" / "2.request").mkdir()
    running.qtbot.waitUntil(lambda: len(running.said) == 2, timeout=5000)
    left(running, "3", json.dumps({"to": "another", "file": "/a", "language": ""}))
    running.qtbot.waitUntil(
        lambda: not (running.data_dir / "running" / "3.request").exists(), timeout=5000
    )
    assert len(running.said) == 2, "what was meant for a program before this one is not heard"


def test_while_a_question_waits_nothing_is_opened_behind_it(running, tmp_path):
    running.shell.choose_language("ru")
    press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    running.qtbot.waitUntil(lambda: running.window.form is not None)
    request = {"to": mark(running), "file": str(tmp_path / "a.tally"), "language": "en"}
    left(running, "1", json.dumps(request))
    running.qtbot.waitUntil(lambda: bool(running.said), timeout=5000)
    assert running.said[0].startswith("a.tally: файл не открыт, потому что здесь ждёт ответа")
    assert running.shell.language == "ru"
    press(Qt.Key.Key_Escape)
    left(running, "2", json.dumps(request))
    running.qtbot.waitUntil(lambda: running.shell.language == "en", timeout=5000)


def test_two_starts_at_once_are_one_window(tmp_path):
    """Neither sees the other before it knocks: one opens a window, the other hands over."""
    folder = tmp_path / "деректер"
    both = [child(folder, tmp_path / f"{name}.tally") for name in ("бір", "екі")]
    deadline = time.monotonic() + 90
    while all(one.poll() is None for one in both) and time.monotonic() < deadline:
        time.sleep(0.05)
    ended = [one for one in both if one.poll() is not None]
    open_ = [one for one in both if one.poll() is None]
    try:
        assert len(ended) == len(open_) == 1
        assert quietly(ended[0])
    finally:
        for one in open_:
            one.kill()
            one.communicate()
    assert (folder / "running" / "window.in-use").exists(), "killed: it stays behind"
    door = knock(folder, Handed())
    assert door.folder is not None, "and keeps nobody from a window"
    door.close()


def test_a_window_that_hangs_or_stands_elsewhere_keeps_nobody_from_one(tmp_path, monkeypatch):
    hanging = knock(tmp_path, Handed())
    start = time.monotonic()
    other = knock(tmp_path, Handed("/a.tally"), patience=0.2)
    assert 0.2 <= time.monotonic() - start < 2
    assert other.folder is None
    assert list(hanging.asked()) == [], "it is taken back"
    monkeypatch.setenv("DISPLAY", ":77")
    start = time.monotonic()
    assert knock(tmp_path, Handed("/a.tally")).folder is None
    assert time.monotonic() - start < 1
    hanging.close()


def test_a_disk_that_takes_nothing_keeps_nobody_from_a_window(tmp_path):
    folder = tmp_path / "file"
    folder.write_text("no folder")
    door = knock(folder, Handed("/a.tally"))
    assert isinstance(door, Door)
    assert list(door.asked()) == []
    door.close()


def test_where_a_drive_tells_nothing_the_slow_look_sees_it(house, monkeypatch):
    monkeypatch.setattr("tally_app.app.window.running.bell._SLOW", 30)
    heard = []
    door = knock(house.data_dir, Handed())
    bell = Bell(door, heard.append)
    bell._watcher.removePaths(bell._watcher.directories())
    left(house, "1", json.dumps({"to": mark(house), "file": "/a", "language": "kk"}))
    house.qtbot.waitUntil(lambda: heard == [Handed("/a", "kk")])
    bell.deleteLater()
    door.close()
