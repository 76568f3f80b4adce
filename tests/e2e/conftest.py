"""A whole house around one window: real files and real keys, nothing replaced."""

from __future__ import annotations

from pathlib import Path

import pytest

from tally_app import __version__, main, paths
from tally_app.app.night.replay import KAZAKHSTAN
from tally_app.app.night.settings import Settings
from tally_app.app.window.services import Services
from tests.kept_windows import KEPT


class House:
    """One start of the program after another over the same folder, as on one laptop."""

    def __init__(self, qtbot, data_dir: Path) -> None:
        self.qtbot = qtbot
        self.data_dir = data_dir
        self.said: list[str] = []
        self.printed: list[bytes] = []
        #: The laptop stands in the precinct's time zone.
        self.clock = lambda: main.local_clock().astimezone(KAZAKHSTAN)
        self.seconds = None
        self.unbuilt: list[str] = []

    def start(self, opened: Path | None = None):
        from tally_app.app.window.shell import Shell
        from tally_app.ui.window.main_window import MainWindow

        resources = paths.resources()
        services = Services(
            resources=resources,
            wordings=main.Wordings(resources / "texts"),
            printers=main.printers,
            settings=Settings(self.data_dir / "settings.json"),
            clock=self.clock,
            new_night=main.new_night,
            draw=main.draw,
            data_dir=self.data_dir,
            witness_folders=(self.data_dir / "witnesses",),
            version=__version__,
            sides=main.SIDES,
            seconds=self.seconds,
        )
        self.shell = Shell(services, opened)
        self.shell.desk_changed.connect(lambda desk: self.unbuilt.extend(desk.faults))
        self.shell.told.connect(lambda note: note and self.said.append(note.text))
        self.window = MainWindow(self.shell, "light")
        KEPT.extend((self.shell, self.window))
        self.qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        with self.qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        return self.shell

    def close(self) -> None:
        self.window.close()


@pytest.fixture
def house(qtbot, tmp_path):
    made = House(qtbot, tmp_path / "деректер")
    yield made
    if hasattr(made, "window"):
        made.close()
    assert made.unbuilt == [], "what cannot be built is told to the user, and fails here"
