"""The page of this computer as the window has it: what it asks the machine, what its buttons do."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from tally_app import paths
from tally_app.app.backup.places import Places
from tally_app.app.computer.checks import Machine
from tally_app.app.computer.power import battery
from tally_app.app.computer.presenter import Computer, Parts
from tally_app.app.night.session import Session
from tally_app.app.parts.folder import files_of, folder_hash
from tally_app.app.parts.listing import ListError, read
from tally_app.app.view.base import Intent
from tally_app.app.view.computer import (
    AnswerCheck,
    CheckAgain,
    CoverAfter,
    Devices,
    PrintReadiness,
    PrintUncounted,
    SaveReadiness,
    SaveUncounted,
    ShowSection,
)
from tally_app.app.view.public import ShowPublic
from tally_app.app.window.services import Services, SidePresenter
from tally_app.domain.values.handout import Handout
from tally_app.store import of_system


class ComputerSide(SidePresenter):
    """Opened at one of its parts."""

    def __init__(self, services: Services, devices: Callable[[], Devices], section: str) -> None:
        self._services, self._section = services, section
        places = Places(services.data_dir, services.settings)
        machine = Machine(
            folder=services.data_dir,
            clock=services.clock,
            devices=devices,
            battery=battery,
            drawn=lambda: frozenset(services.printers().drawn()),
            places=places,
            recent=lambda: tuple(places.files()),
            hash=lambda: _parts().hash,
            version=services.version,
        )
        self.computer = Computer(services.settings, services.wordings, machine, _parts)
        self._pdf = b""

    def opened(self, file: str) -> None:  # noqa: ARG002 - it is about no file
        """Its part is shown, and what it measures is measured now."""
        self.computer.turn(self._section)

    def view(self, language: str) -> object:
        """The page in words."""
        return self.computer.view(language)

    def asked(self, intent: Intent) -> Session | None:
        """A button of the page was pressed."""
        match intent:
            case ShowSection(section):
                self.computer.turn(section)
            case CheckAgain():
                self.computer.measure()
            case AnswerCheck(check, answer):
                self.computer.answer(check, answer)
            case CoverAfter(minutes):
                self._services.settings.set(idle=minutes)
            case ShowPublic(on):
                self._services.settings.set(public=on)
            case PrintReadiness():
                self._pdf = self._drawn(self.computer.sheet())
            case SaveReadiness():
                self._save("ready", self.computer.sheet())
            case PrintUncounted():
                self._pdf = self._drawn(self.computer.uncounted_sheet())
            case SaveUncounted():
                self._save("uncounted", self.computer.uncounted_sheet())
        return None

    def take_pdf(self) -> bytes:
        """What is to be printed, once."""
        pdf, self._pdf = self._pdf, b""
        return pdf

    def _drawn(self, sheet: Handout) -> bytes:
        return self._services.printers().handout(sheet)

    def _save(self, name: str, sheet: Handout) -> None:
        path: Path = self._services.data_dir / self.computer.file_name(name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self._drawn(sheet))
        except OSError as error:
            raise of_system(error, path) from error
        self.computer.saved = str(path)


@cache
def _parts() -> Parts:
    """What the folder consists of; it does not change while the program runs."""
    root = paths.folder()
    if root is None:
        return Parts((), "")
    try:
        _, listed = read((root / paths.LIST).read_bytes())
    except (OSError, ListError):
        listed = ()
    said = tuple((part.name, part.version, part.licence) for part in listed)
    return Parts(said, folder_hash(files_of(root)))
