"""What the window loads when it is first needed, so that the start page is there at once: a list of
functions, each one import and one return.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from tally_app.ui.kit.wire import Wire

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog
    from PySide6.QtWidgets import QFileDialog

    from tally_app.app.view.base import Intent
    from tally_app.app.view.desk import Cover
    from tally_app.app.view.fields import DialogForm, FileWords
    from tally_app.ui.kit.keys import OwnKey
    from tally_app.ui.kit.note import NoteCard
    from tally_app.ui.night.desk_view import DeskView
    from tally_app.ui.night.second.read_back_screen import SecondScreen
    from tally_app.ui.window.cover import CoverPage
    from tally_app.ui.window.dialogs import FormDialog
    from tally_app.ui.window.help_place import HelpPlace
    from tally_app.ui.window.note_over import NoteOver


def desk_view(wire: Wire, parent: QWidget) -> DeskView:
    """The window while a night is open."""
    from tally_app.ui.night.desk_view import DeskView

    return DeskView(wire, parent)


def second_screen(parent: QWidget) -> SecondScreen:
    """What a second screen shows while figures are read aloud."""
    from tally_app.ui.night.second.read_back_screen import SecondScreen

    return SecondScreen(parent)


def help_place(wire: Wire, window: QWidget) -> HelpPlace:
    """Where the help stands beside the page."""
    from tally_app.ui.window.help_place import HelpPlace

    return HelpPlace(wire, window)


def note_card(wire: Wire, parent: QWidget) -> NoteCard:
    """A sentence of the program on the start page."""
    from tally_app.ui.kit.note import NoteCard

    return NoteCard(wire, parent, can_close=True)


def note_over(wire: Wire) -> NoteOver:
    """A sentence of the program over a page that has no place for one."""
    from tally_app.ui.window.note_over import NoteOver

    return NoteOver(wire)


def form_dialog(
    parent: QWidget,
    form: DialogForm,
    submit: Callable[[dict[str, str]], None],
    cancel: Callable[[], None],
    band: tuple[str, str],
) -> FormDialog:
    """A dialog that asks a form."""
    from tally_app.ui.window.dialogs import FormDialog

    return FormDialog(parent, form, submit, cancel, band)


def ask_file(
    parent: QWidget, kind: str, suggestion: str, words: FileWords, chosen: Callable[[str], None]
) -> QFileDialog:
    """Ask for a file without blocking."""
    from tally_app.ui.window.files import ask_file

    return ask_file(parent, kind, suggestion, words, chosen)


def print_pdf(parent: QWidget, pdf: bytes, done: Callable[[str], None]) -> QPrintDialog | None:
    """Ask for a printer and print."""
    from tally_app.ui.window.printing import print_pdf

    return print_pdf(parent, pdf, done)


def covered(
    wire: Wire, over: QWidget, shown: Cover | None, there: CoverPage | None
) -> CoverPage | None:
    """What stands over the desk while nobody is at the keys."""
    from tally_app.ui.window.cover import covered

    return covered(wire, over, shown, there)


def key_name(event: QKeyEvent) -> str:
    """The name of what was pressed."""
    from tally_app.ui.kit.keys import name_of

    return name_of(event)


def key_of(shortcut: str) -> str:
    """A shortcut of a view as ``key_name`` would name it."""
    from tally_app.ui.kit.keys import normal

    return normal(shortcut)


def act_of(key: str) -> Intent | OwnKey | None:
    """What a key does anywhere in the window, None for nothing."""
    from tally_app.ui.kit.keys import TABLE

    return TABLE.get(key)


def speak(language: str) -> None:
    """Have Qt's own words in a language."""
    from tally_app.ui.window.translators import use

    return use(language)


def this_system() -> str:
    """The system and the Python the program runs on, for a report."""
    import platform

    return f"{platform.platform()}, Python {platform.python_version()}"
