"""The composition root: the only module that knows every layer."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tally_app import __version__, paths
from tally_app.app.view.start import Handed
from tally_app.app.window.running.door import Door, knock
from tally_app.app.window.services import Services, Side, SidePresenter
from tally_app.catalog.start_texts import load_language
from tally_app.domain.values.languages import CODES
from tally_app.domain.values.wording import Text, Wording

if TYPE_CHECKING:
    import argparse

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from tally_app.app.papers.drawn.printers import Printers
    from tally_app.cli.context import CommandModule, Context
    from tally_app.ui.kit.base import SidePage
    from tally_app.ui.kit.wire import Wire

_UNUSABLE: Final = 2
_NO_WINDOW: Final = 1
_STOPPED: Final = 130


def _texts_of(name: str, data: bytes) -> Mapping[str, Text]:
    from tally_app.catalog.texts import texts_of

    return texts_of(name, data)


class Wordings(Mapping[str, Wording]):
    """The catalogues by language, each read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, Wording] = {}

    def __getitem__(self, language: str) -> Wording:
        if language not in CODES:
            raise KeyError(language)
        if language not in self._read:
            self._read[language] = load_language(self._folder / language, _texts_of)
        return self._read[language]

    def __iter__(self) -> Iterator[str]:
        return iter(CODES)

    def __len__(self) -> int:
        return len(CODES)


@cache
def printers() -> Printers:
    """The printed documents, with their fonts. It takes long: Papers asks at the first print."""
    from reports import printers
    from reports.drawing.fonts import register

    register(paths.resources() / "fonts")
    return printers


def local_clock() -> datetime:
    """The machine's local time with its offset."""
    return datetime.now().astimezone()


def even_seconds() -> float:
    """Seconds that go on evenly, also while the machine sleeps, whatever its clock is set to."""
    # On Linux the monotonic clock stands still in sleep, on the other systems it does not.
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


def new_night() -> str:
    """A random night id of 12 digits."""
    import secrets

    return str(secrets.randbelow(10**12)).zfill(12)


def draw(below: int) -> int:
    """A chance number below one, which nobody can foretell."""
    import secrets

    return secrets.randbelow(below)


def system_language(environ: Mapping[str, str]) -> str:
    """The language of the system where the program speaks it, else Kazakh."""
    from tally_app.preflight import windows_locale

    named = (environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    for locale in (*named, windows_locale()):
        if locale[:2] in CODES:
            return locale[:2]
    return CODES[0]


def _published_presenter(services: Services) -> SidePresenter:
    from tally_app.published.presenter import PublishedPresenter

    return PublishedPresenter(services.wordings)


def _published_page(wire: Wire, parent: QWidget) -> SidePage:
    from tally_app.ui.pasted.page import PastedPage

    return PastedPage(wire, parent)


def _room_presenter(services: Services) -> SidePresenter:
    from tally_app.app.window.beside.room import RoomPresenter

    return RoomPresenter(services)


def _room_page(wire: Wire, parent: QWidget) -> SidePage:
    from tally_app.ui.pasted.page import PastedPage

    return PastedPage(wire, parent)


def _copies_presenter(services: Services) -> SidePresenter:
    from tally_app.app.window.copies_page import CopiesPresenter

    return CopiesPresenter(services)


def _copies_page(wire: Wire, parent: QWidget) -> SidePage:
    from tally_app.ui.start.copies_page import CopiesPage

    return CopiesPage(wire, parent)


def _maker_presenter(services: Services) -> SidePresenter:
    from tally_app.app.window.maker.presenter import MakerPresenter

    return MakerPresenter(services)


def _maker_page(wire: Wire, parent: QWidget) -> SidePage:
    from tally_app.ui.maker.page import MakerPage

    return MakerPage(wire, parent)


def _settings_presenter(services: Services) -> SidePresenter:
    from tally_app.app.window.beside.computer import ComputerSide
    from tally_app.ui.window.devices import devices

    return ComputerSide(services, devices, "look")


def _ready_presenter(services: Services) -> SidePresenter:
    from tally_app.app.window.beside.computer import ComputerSide
    from tally_app.ui.window.devices import devices

    return ComputerSide(services, devices, "ready")


def _computer_page(wire: Wire, parent: QWidget) -> SidePage:
    from tally_app.ui.computer.page import ComputerPage

    return ComputerPage(wire, parent)


def _taking_presenter(services: Services) -> SidePresenter:
    from tally_app.app.window.election.taking import TakingPresenter

    return TakingPresenter(services)


def _from_paper_presenter(services: Services) -> SidePresenter:
    from tally_app.app.window.election.taking import TakingPresenter

    return TakingPresenter(services, paper=True)


def _taking_page(wire: Wire, parent: QWidget) -> SidePage:
    from tally_app.ui.start.taking_page import TakingPage

    return TakingPage(wire, parent)


#: The pages beside the night, in the order of their cards and buttons on the start page.
SIDES: Final = (
    Side("maker", _maker_presenter, _maker_page, "Ctrl+N", "page_add"),
    Side("copies", _copies_presenter, _copies_page, "Ctrl+R"),
    Side("published", _published_presenter, _published_page),
    Side("room", _room_presenter, _room_page),
    Side("ready", _ready_presenter, _computer_page),
    Side("settings", _settings_presenter, _computer_page, "Ctrl+,"),
    Side("taking", _taking_presenter, _taking_page, listed=False),
    Side("from_paper", _from_paper_presenter, _taking_page, listed=False),
)


def window(opened: Path | None, language: str = "") -> int:
    """Open the window, in a language as if it were chosen there; where it cannot open, one sentence
    says what to do (exit 1). Where one is open already, that one comes to the front and takes the
    file.
    """
    file = str(opened.absolute()) if opened else ""
    door = knock(paths.data_dir(), Handed(file, language))
    if door is None:
        return 0
    try:
        return _window(file, language, door)
    finally:
        door.close()


def _window(opened: str, language: str, door: Door) -> int:
    from tally_app.app.night.settings import Settings
    from tally_app.preflight import load_qt, missing_for_window, sentence, tell

    settings = Settings(paths.settings_file(), system_language(os.environ))
    if language:
        settings.set(language=language)
    problem = missing_for_window(os.environ, sys.platform)
    if problem is not None:
        tell(sentence(problem, settings["language"]))
        return _NO_WINDOW
    load_qt()
    from tally_app.app.window.shell import Shell
    from tally_app.ui.window.app import run

    resources = paths.resources()
    services = Services(
        resources=resources,
        wordings=Wordings(resources / "texts"),
        printers=printers,
        settings=settings,
        clock=local_clock,
        new_night=new_night,
        draw=draw,
        data_dir=paths.data_dir(),
        witness_folders=paths.witness_folders(),
        version=__version__,
        sides=SIDES,
        seconds=even_seconds,
    )

    def shell(file: str) -> Shell:
        """The partner of a window, with a file that is to be opened beside the others."""
        return Shell(services, Path(file) if file else None)

    def bell(tell: Callable[[Handed], None]) -> QObject:
        """What hears later starts."""
        from tally_app.app.window.running.bell import Bell

        return Bell(door, tell)

    return run(shell, settings["theme"], settings["zoom"], opened, bell)


def command_line(arguments: Sequence[str]) -> int:
    """Run one command; unusable input is one sentence and exit code 2."""
    from tally_app.app.window.failures import said
    from tally_app.catalog.library import Library
    from tally_app.cli import streams
    from tally_app.cli.context import Context

    streams.ready()
    stdout, stderr = map(streams.Plain, (sys.stdout, sys.stderr))
    resources = paths.resources()
    wordings = Wordings(resources / "texts")
    context = Context(
        library=Library.of_resources(resources, every_kind=True),
        wordings=wordings,
        printers=printers,
        clock=local_clock,
        stdout=stdout,
        stderr=stderr,
        resources=resources,
        witness_folders=paths.witness_folders(),
    )
    language = spoken(arguments)[0] or system_language(os.environ)
    parsed = _parser(wordings[language]).parse_args(arguments)
    run: Callable[[argparse.Namespace, Context], int] = parsed.run
    try:
        return run(parsed, context)
    except BrokenPipeError:
        streams.forget(sys.stdout)
        return 0
    except KeyboardInterrupt:
        stderr.write(f"\n{wordings[parsed.lang]('cli.stopped_early')}\n")
        return _STOPPED
    except Exception as failure:
        sentence = said(failure, wordings[parsed.lang], getattr(parsed, "night", None))
        if sentence is None:
            raise
        stderr.write(sentence + "\n")
        return _UNUSABLE
    finally:
        streams.finish()


def is_command(name: str) -> bool:
    """Whether a bare word is the name of a command."""
    return name in {command.NAME for command in _commands()}


def _commands() -> tuple[CommandModule, ...]:
    """The commands of the house, then those of its annexes."""
    from tally_app.cli import COMMANDS
    from tally_app.published import command as check_table

    return (*COMMANDS, check_table)


def spoken(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """The language asked for with --lang, wherever it stands and the last one where it stands
    twice ("" without one the program speaks), and the other arguments.
    """
    language, rest = "", list[str]()
    given = iter(arguments)
    for argument in given:
        name, _, value = argument.partition("=")
        if name != "--lang":
            rest.append(argument)
            continue
        said = value or next(given, "")
        if said not in CODES:
            return "", [*arguments]
        language = said
    return language, rest


def _parser(words: Wording) -> argparse.ArgumentParser:
    import argparse

    from tally_app.cli.context import speak, speaks

    speak(words)
    says, window = words("cli.description"), words("cli.window")
    parser = argparse.ArgumentParser(prog="tally-app", description=says, epilog=window)
    parser.add_argument(
        "--version", action="version", version=__version__, help=words("cli.version")
    )
    speaks(parser, words)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in _commands():
        command.add(commands, words)
    return parser
