"""The composition root: the only module that knows every layer."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tally_app import __version__, paths
from tally_app.catalog.library import Library
from tally_app.catalog.quick import load_language
from tally_app.domain.values.wording import Wording

if TYPE_CHECKING:
    import argparse

    from tally_app.app.papers.papers import Printers
    from tally_app.cli.context import Context
    from tally_app.domain.record.record import Record
    from tally_app.domain.record.texts import Texts
    from tally_app.domain.values.words import Words

LANGUAGES: Final = ("kk", "ru", "en")
_UNUSABLE: Final = 2
_NO_WINDOW: Final = 1


class Wordings(Mapping[str, Wording]):
    """The catalogues by language, each read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, Wording] = {}

    def __getitem__(self, language: str) -> Wording:
        if language not in LANGUAGES:
            raise KeyError(language)
        if language not in self._read:
            self._read[language] = load_language(self._folder / language)
        return self._read[language]

    def __iter__(self) -> Iterator[str]:
        return iter(LANGUAGES)

    def __len__(self) -> int:
        return len(LANGUAGES)


def printers() -> Printers:
    """The printed documents; reportlab is only loaded when the first one is printed."""
    from tally_app.app.papers.papers import Printers

    def protocol(record: Record, texts: Texts, *, draft: bool = False) -> bytes:
        return _reports().protocol(record, texts, draft=draft)

    def wall(record: Record, texts: Texts, *, posted: int | None = None) -> bytes:
        return _reports().wall(record, texts, posted=posted)

    def certified_copy(record: Record, texts: Texts, *, number: str, hour: int, to: Words) -> bytes:
        return _reports().certified_copy(record, texts, number=number, hour=hour, to=to)

    return Printers(
        protocol,
        part_one=lambda record, texts: _reports().part_one(record, texts),
        fair_copy=lambda record, texts: _reports().fair_copy(record, texts),
        recount_act=lambda record, texts: _reports().recount_act(record, texts),
        document=lambda doc, texts: _reports().document(doc, texts),
        wall=wall,
        dictation=lambda record, texts: _reports().dictation(record, texts),
        certified_copy=certified_copy,
        blank=lambda record, texts: _reports().blank(record, texts),
    )


@cache
def _reports() -> Printers:
    from reports.drawing.fonts import register
    from reports.papers.blank import blank
    from reports.papers.certified_copy import certified_copy
    from reports.papers.dictation import dictation
    from reports.papers.document import document
    from reports.papers.fair_copy import fair_copy
    from reports.papers.part_one import part_one
    from reports.papers.protocol import protocol
    from reports.papers.recount_act import recount_act
    from reports.papers.wall import wall
    from tally_app.app.papers.papers import Printers

    register(paths.resources() / "fonts")
    return Printers(
        protocol,
        part_one,
        fair_copy,
        recount_act,
        document,
        wall,
        dictation,
        certified_copy,
        blank,
    )


def local_clock() -> datetime:
    """The machine's local time with its offset."""
    return datetime.now().astimezone()


def new_night() -> str:
    """A random night id of 12 digits."""
    import secrets

    return str(secrets.randbelow(10**12)).zfill(12)


def system_language(environ: Mapping[str, str]) -> str:
    """The language of the system where the program speaks it, else Kazakh."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        language = environ.get(name, "")[:2]
        if language in LANGUAGES:
            return language
    return LANGUAGES[0]


def window(opened: Path | None) -> int:
    """Open the window; where it cannot open, one sentence says what to do (exit 1)."""
    from tally_app.app.night.settings import Settings
    from tally_app.preflight import missing_for_window, sentence

    settings = Settings(paths.settings_file())
    problem = missing_for_window(os.environ, sys.platform)
    if problem is not None:
        sys.stderr.write(sentence(problem, settings["language"]) + "\n")
        return _NO_WINDOW
    from tally_app.app.window.services import Services
    from tally_app.app.window.shell import Shell
    from tally_app.ui.window.app import run

    resources = paths.resources()
    services = Services(
        library=Library.of_resources(resources),
        wordings=Wordings(resources / "texts"),
        printers=printers,
        settings=settings,
        clock=local_clock,
        new_night=new_night,
        data_dir=paths.data_dir(),
        version=__version__,
    )
    return run(lambda: Shell(services, opened), settings["theme"], settings["zoom"])


def command_line(arguments: Sequence[str]) -> int:
    """Run one command; unusable input is one sentence and exit code 2."""
    from tally_app.app.window.failures import said
    from tally_app.cli.context import Context

    resources = paths.resources()
    wordings = Wordings(resources / "texts")
    context = Context(
        library=Library.of_resources(resources, every_kind=True),
        wordings=wordings,
        printers=printers,
        clock=local_clock,
        stdout=sys.stdout,
        stderr=sys.stderr,
        resources=resources,
    )
    parsed = _parser(wordings[_asked_language(arguments)]).parse_args(arguments)
    run: Callable[[argparse.Namespace, Context], int] = parsed.run
    try:
        return run(parsed, context)
    except BrokenPipeError:
        return 0
    except Exception as failure:
        sentence = said(failure, wordings[parsed.lang], getattr(parsed, "night", None))
        if sentence is None:
            raise
        sys.stderr.write(sentence + "\n")
        return _UNUSABLE


def _asked_language(arguments: Sequence[str]) -> str:
    """The language of help and errors: --lang where it is given, else the system's."""
    from itertools import pairwise

    for name, value in pairwise(arguments):
        if name == "--lang" and value in LANGUAGES:
            return value
    return system_language(os.environ)


def _parser(words: Wording) -> argparse.ArgumentParser:
    import argparse

    from tally_app.cli import check, demo, forms, journal, protocol, training
    from tally_app.published import command as check_table

    parser = argparse.ArgumentParser(prog="tally-app", description=words("cli.description"))
    parser.add_argument(
        "--version", action="version", version=__version__, help=words("cli.version")
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in (demo, training, check, check_table, protocol, forms, journal):
        module.add(commands, words)
    return parser
