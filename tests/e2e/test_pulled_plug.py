"""The laptop dies in the middle of the day: what was typed is there, on the same page and field."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tally_app.app.view.start import OpenNight
from tally_app.store import read_file
from tests.e2e.hands import enter, keys
from tests.e2e.nights import FIVE, do, open_night, rows, typed

#: A window of its own process; it types with real keys and is killed without a word.
DIE = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
app = QApplication([])
from tally_app.app.view.intents import AddRow, ShowStep
from tests.e2e.conftest import House
from tests.e2e.hands import enter, keys, press, push

class Patient:
    def addWidget(self, widget): pass
    def waitExposed(self, window):
        import contextlib
        return contextlib.nullcontext()
    def waitUntil(self, done):
        while not done():
            QTest.qWait(10)

house = House(Patient(), Path(sys.argv[1]))
shell = house.start(Path(sys.argv[1]) / "түн.tally")
house.qtbot.waitUntil(lambda: shell.desk is not None)
shell.choose_person("m3")
press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
shell.intent(ShowStep("received"))
push(house, AddRow("delivery"))
enter("7", "2", "15:30")
push(house, AddRow("delivery"))
enter("8", "1")
keys("15")
print(shell.desk.session.journal.events()[-1].kind, flush=True)
os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
"""


def test_a_killed_window_opens_again_on_the_same_ballot_page_and_field(house):
    open_night(house, FIVE, do("type"))
    path = house.shell.desk.session.journal.path
    house.close()
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", DIE, str(house.data_dir), str(root)],
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode != 0
    assert done.stdout, done.stderr.decode()
    assert read_file(path).events[-1].kind == "typed"
    shell = house.start()
    assert shell.start.view("ru").going is not None
    shell.intent(OpenNight(shell.services.settings["resume"]))
    place = shell.desk.place
    assert (place.contest, place.step) == ("region-list", "received")
    assert place.focus == "line:delivery.time/2"
    assert rows(house, "delivery") == ["1", "2"]
    assert [typed(house, f"delivery.{x}", "1") for x in ("act", "days_before", "time")] == [
        "7", "2", "15:30",
    ]  # fmt: skip
    assert typed(house, "delivery.act", "2") == "8"
    assert typed(house, "delivery.time", "2") == "", "what was not left was never written"
    keys("15:40")
    enter("")
    assert typed(house, "delivery.time", "2") == "15:40"
