"""The real window in a process of its own: it types with real keys until somebody kills it.

``python typing_window.py FOLDER SEED``: opens ``FOLDER/түн.tally`` and writes a line with number
and hash of the last event after every Enter.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tally_app.app.view.intents import ShowStep
from tests.e2e.conftest import House
from tests.e2e.hands import enter

PAGES = ("received", "list", "issued", "cancel")


class Patient:
    """What the house asks of pytest-qt."""

    def addWidget(self, widget):
        pass

    def waitExposed(self, _window):
        return contextlib.nullcontext()

    def waitUntil(self, done):
        while not done():
            QTest.qWait(5)


def main() -> None:
    application = QApplication([])
    folder, chance = Path(sys.argv[1]), Random(int(sys.argv[2]))
    house = House(Patient(), folder)
    shell = house.start(folder / "түн.tally")
    house.qtbot.waitUntil(lambda: shell.desk is not None)
    shell.choose_person("m3")
    while application is not None:
        shell.intent(ShowStep(chance.choice(PAGES)))
        QApplication.processEvents()
        for _ in range(chance.randint(1, 4)):
            enter(str(chance.randint(0, 999)))
            last = shell.desk.session.journal.events()[-1]
            os.write(1, f"{last.seq} {last.hash}\n".encode())


main()
