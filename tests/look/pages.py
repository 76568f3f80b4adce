"""Pages of the window, grabbed one by one: the start page with what its buttons open, and every
step of nights at moments of interest.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tally_app import __version__, main, paths
from tally_app.app.night.replay import KAZAKHSTAN, play, stage
from tally_app.app.night.settings import Settings
from tally_app.app.papers import unmade
from tally_app.app.view.base import GoToStart
from tally_app.app.view.intents import ShowStep
from tally_app.app.view.maker import GoTo
from tally_app.app.view.start import OpenSide
from tally_app.app.window.services import Services
from tally_app.app.window.shell import Shell
from tally_app.catalog.library import Library
from tally_app.catalog.nights import Action
from tally_app.ui.kit.button import ButtonWidget
from tally_app.ui.window.main_window import MainWindow
from tests.app.training.rooms import second_exercise
from tests.e2e.nights import FIVE, do, never

#: Width of a page on the sheet, and how many stand in a row.
_THUMB, _IN_A_ROW = 452, 4
#: Milliseconds until a page has settled.
_SETTLED = 60


@dataclass(frozen=True)
class Moment:
    """A night played up to the first action ``until`` is true of."""

    name: str
    script: str
    until: Callable[[Action], bool]


MOMENTS = (
    Moment("begun", "aral-2021-night", do("type")),
    Moment("errors", "aral-2021-errors-night", do("second")),
    Moment("finished", "aral-2021-night", never),
    Moment("five", FIVE, do("second")),
)


def pages(asked: argparse.Namespace, language: str, data: Path, out: Path) -> Iterator[Path]:
    """Grab the pages that were asked for in a language; the picture of each."""
    looks = Looks(asked, language, data, out)
    if asked.only in (None, "start"):
        yield from looks.start()
    if asked.only in (None, "maker"):
        yield from looks.maker()
    if asked.only in (None, "room"):
        yield from looks.room()
    for moment in MOMENTS:
        if asked.only in (None, moment.name):
            yield from looks.night(moment)


def sheet(made: Sequence[Path], at: Path) -> None:
    """All pages small, beside each other, in their order."""
    small = []
    for path in made:
        with Image.open(path) as page:
            small.append(page.convert("RGB").resize((_THUMB, _THUMB * page.height // page.width)))
    height = max(page.height for page in small)
    rows = -(-len(small) // _IN_A_ROW)
    whole = Image.new("RGB", (_IN_A_ROW * (_THUMB + 8), rows * (height + 8)), "white")
    for place, page in enumerate(small):
        down, across = divmod(place, _IN_A_ROW)
        whole.paste(page, (across * (_THUMB + 8), down * (height + 8)))
    whole.save(at)


class Looks:
    """One window after another in one language, theme and size."""

    #: The program keeps a window as long as it runs, and so do we: PySide does not survive that
    #: Python's collector takes one apart.
    windows: ClassVar[list[MainWindow]] = []

    def __init__(self, asked: argparse.Namespace, language: str, data: Path, out: Path) -> None:
        self._app = QApplication.instance() or QApplication([])
        self._size = tuple(map(int, asked.size.split("x")))
        self._asked, self._language, self._data, self._out = asked, language, data, out
        data.mkdir(parents=True)
        self._count = 0

    def start(self) -> Iterator[Path]:
        """The start page of a new computer and of a used one, and what every button opens."""
        shell, window = self._opened(None)
        yield self._grabbed(window, "start-first")
        window.close()
        self._opened(self._played(Moment("used", "aral-2021-night", do("second"))))[1].close()
        shell, window = self._opened(None)
        yield self._grabbed(window, "start")
        for number in range(len(_buttons(window))):
            button = _buttons(window)[number]
            name = "".join(c if c.isalnum() else "-" for c in button.accessibleName())[:40]
            button.click()
            yield self._grabbed(window, f"start-{name}")
            for dialog in window.findChildren(QDialog):
                dialog.close()
                dialog.deleteLater()
            shell.intent(GoToStart())
            QTest.qWait(_SETTLED)
        window.close()

    def maker(self) -> Iterator[Path]:
        """Every page of the maker with an election in it, and the page on which a precinct takes
        that election.
        """
        shell, window = self._opened(None)
        QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        yield self._grabbed(window, "maker")
        file = str(paths.resources() / "samples" / "aral-2021.toml")
        shell.file_chosen("maker_open", file)
        (page,) = window.sides.values()
        for number, step in enumerate(page.view.steps):
            window.intent(step.intent)
            yield self._grabbed(window, f"maker-{number}")
        shell.commit("hand.signs", "key")
        yield self._grabbed(window, "maker-signed")
        window.intent(GoTo("options", 1))
        shell.commit("languages", "kk ru")
        yield self._grabbed(window, "maker-two-languages")
        shell.intent(GoToStart())
        shell.file_chosen("open", file)
        yield self._grabbed(window, "taken")
        window.close()

    def room(self) -> Iterator[Path]:
        """The trainer's page: thirty codes, then one of them misread and one cut short."""
        shell, window = self._opened(None)
        shell.intent(OpenSide("room"))
        (page,) = window.sides.values()
        codes = [one.text() for one in second_exercise()]
        for name, typed in (
            ("whole", codes),
            ("misread", [*codes[:3], codes[3][::-1], codes[4][:-3], *codes[5:9]]),
        ):
            page.field.setPlainText("\n".join(typed))
            QTest.qWait(4 * _SETTLED)
            yield self._grabbed(window, f"room-{name}")
        window.close()

    def night(self, moment: Moment) -> Iterator[Path]:
        """Every step of a night."""
        shell, window = self._opened(self._played(moment))
        desk = shell.desk
        assert desk is not None
        shell.choose_person(desk.session.night.persons[2].id)
        for step in [one.id for group in desk.view().steps for one in group.steps]:
            shell.intent(ShowStep(step))
            yield self._grabbed(window, f"{moment.name}-{step}")
        window.close()

    def _played(self, moment: Moment) -> Path:
        # Two nights of one script are one night to the program: each is at home in its own folder.
        self._data = self._data.parent / f"{self._language}-{moment.name}"
        self._data.mkdir()
        path = self._data / "night.tally-training"
        library = Library.of_resources(paths.resources(), every_kind=True)
        session, script, wall = stage(moment.script, path, library)
        for action in script.actions:
            if moment.until(action):
                break
            for _, refused in play(session, replace(script, actions=(action,)), wall):
                assert refused is None, action
        session.close()
        return path

    def _opened(self, night: Path | None) -> tuple[Shell, MainWindow]:
        resources = paths.resources()
        services = Services(
            resources=resources,
            wordings=main.Wordings(resources / "texts"),
            printers=main.printers,
            settings=Settings(self._data / "settings.json"),
            clock=lambda: main.local_clock().astimezone(KAZAKHSTAN),
            new_night=main.new_night,
            draw=main.draw,
            data_dir=self._data,
            witness_folders=(self._data / "witnesses",),
            version=__version__,
            sides=main.SIDES,
        )
        unmade.PATIENCE = 60  # a picture of a paper, not of the wait for it
        shell = Shell(services, night)
        window = MainWindow(shell, self._asked.theme)
        self.windows.append(window)
        window.resize(*self._size)
        window.show()
        QTest.qWait(4 * _SETTLED)
        shell.choose_language(self._language)
        window.wear(zoom=self._asked.zoom)
        return shell, window

    def _grabbed(self, window: QWidget, name: str) -> Path:
        QTest.qWait(_SETTLED)
        self._count += 1
        path = self._out / f"{self._count:02}-{name}.png"
        window.grab().save(str(path))
        return path


def _buttons(window: MainWindow) -> list[ButtonWidget]:
    return [one for one in window.findChildren(ButtonWidget) if one.isVisible()]
