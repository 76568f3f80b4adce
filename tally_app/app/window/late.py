"""What the window's partner loads when it is first needed, so that the start page is there at once:
a list of functions, each one import and one return.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tally_app.app.desk.presenter import DeskPresenter
    from tally_app.app.handover.recognising import FileKind
    from tally_app.app.help.cards import Stand
    from tally_app.app.night.clock import Clock, Seconds
    from tally_app.app.night.likely_causes import Explain, Likely
    from tally_app.app.night.past_nights import PastNight
    from tally_app.app.night.recorder import MovedLog
    from tally_app.app.night.session import Session
    from tally_app.app.night.settings import Settings
    from tally_app.app.papers.drawn.printers import Printers
    from tally_app.app.papers.papers import Papers
    from tally_app.app.view.address import PaperName
    from tally_app.app.view.base import Button, Intent, Note
    from tally_app.app.view.desk import Beside, Cover, Desk
    from tally_app.app.view.fields import FileWords
    from tally_app.app.view.public import PublicView
    from tally_app.app.window.backup import Copies
    from tally_app.app.window.beside.help import Help
    from tally_app.app.window.election.later import LaterVersions
    from tally_app.app.window.nights.open_nights import Seat
    from tally_app.app.window.outgoing import Outgoing
    from tally_app.app.window.services import Services
    from tally_app.app.window.start_dialogs import StartDialogs
    from tally_app.catalog.library import Library
    from tally_app.domain.form.layout import Cell
    from tally_app.domain.night.reckoning import Reckoning
    from tally_app.domain.night.state import Night
    from tally_app.domain.values.wording import Wording
    from tally_app.store import Journal, Witnesses
    from tally_app.store.witness import Witness


def help_of(resources: Path) -> Help:
    """The help beside the page."""
    from tally_app.app.window.beside.help import Help

    return Help(resources)


def help_stand(desk: DeskPresenter) -> Stand:
    """Where the cursor of an open night is."""
    from tally_app.app.window.beside.stand import stand

    return stand(desk)


def public_view(desk: DeskPresenter, made: Desk) -> PublicView:
    """What everybody in the room may see."""
    from tally_app.app.desk.public import public_view

    return public_view(desk.scene(), made.header)


def cover(desk: DeskPresenter) -> Cover:
    """What stands over the figures while nobody is at the keys."""
    from tally_app.app.desk.cover import cover

    return cover(desk.scene())


def is_search(key: str) -> bool:
    """Whether a field is the one that searches the help."""
    from tally_app.app.view.help import SEARCH

    return key == SEARCH


def said(failure: BaseException, wording: Wording, path: Path | None = None) -> str | None:
    """A failure of the world as a sentence, None for a fault of the program."""
    from tally_app.app.window.failures import said

    return said(failure, wording, path)


def library_of(resources: Path) -> Library:
    """The shipped forms and samples."""
    from tally_app.catalog.library import Library

    return Library.of_resources(resources)


def start_dialogs(services: Services) -> StartDialogs:
    """The dialogs of the start page."""
    from tally_app.app.window.start_dialogs import StartDialogs

    return StartDialogs(services)


def read_night(path: Path, clock: Clock) -> Session:
    """A night as it stands, not to be written to."""
    from tally_app.app.night.files import read_night

    return read_night(path, clock)


def past_night(
    session: Session,
    path: Path,
    seen: Witness | None,
    wordings: Mapping[str, Wording],
    *,
    closed: bool,
) -> PastNight:
    """What the start page says of a night, with the place where its cursor was seen last."""
    from tally_app.app.window.nights.past import past_night

    return past_night(session, path, seen, wordings, closed=closed)


def open_night(path: Path, services: Services) -> Session:
    """A night to go on with."""
    from tally_app.app.night.files import open_night

    return open_night(path, services.clock, services.witnesses)


def witnesses_in(folders: tuple[Path, ...]) -> Witnesses:
    """What remembers in some folders how far nights came."""
    from tally_app.store import Witnesses

    return Witnesses(*folders)


def trouble(failure: Exception) -> str:
    """Why a past night cannot be opened: "broken", "gone", "" for anything else."""
    from tally_app.app.window.nights.rescue import trouble

    return trouble(failure)


def salvageable(failure: Exception) -> bool:
    """True for a broken file of which something may still be read."""
    from tally_app.app.window.nights.rescue import salvageable

    return salvageable(failure)


def found(session: Session, words: Wording, path: Path) -> str:
    """What somebody should know of a file that was opened, "" for nothing."""
    from tally_app.app.window.nights.rescue import found

    return found(session, words, path)


def elsewhere(session: Session, folder: Path) -> MovedLog:
    """A night whose file was lost goes on in another one."""
    from tally_app.app.window.nights.rescue import elsewhere

    return elsewhere(session, folder)


def journal_of(session: Session) -> Journal | None:
    """The open file of a night, None where there is none to write to."""
    from tally_app.store import Journal

    return session.journal if isinstance(session.journal, Journal) else None


def copy_name(night: Night) -> str:
    """How a copy of a night is called."""
    from tally_app.app.night.file_names import copy_name

    return copy_name(night.precinct.number, training=night.training)


def pdf_name(desk: DeskPresenter, paper: PaperName) -> str:
    """How the file of a paper is called."""
    from tally_app.app.window.outgoing import pdf_name

    return pdf_name(desk, paper)


def watch_clock(session: Session, seconds: Seconds | None, wording: Wording) -> Note | None:
    """The machine's clock when a night is entered."""
    from tally_app.app.window.clock import watch_clock

    return watch_clock(session, seconds, wording)


def desk_presenter(
    session: Session, papers: Papers, likely: Likely, wording: Wording
) -> DeskPresenter:
    """The desk of a night."""
    from tally_app.app.desk.presenter import DeskPresenter

    return DeskPresenter(session, papers, likely, wording)


def act(desk: DeskPresenter, asked: Intent) -> bool:
    """Do what a button of the desk asks."""
    from tally_app.app.desk.actions import act

    return act(desk, asked)


def menu(words: Wording, worn: str) -> tuple[Button, ...]:
    """The menu of the desk."""
    from tally_app.app.window.menu import menu

    return menu(words, worn)


def copies_of(services: Services) -> Copies:
    """The copies of the open night."""
    from tally_app.app.window.backup import Copies

    return Copies(services.data_dir, services.settings, services.clock, services.witnesses)


def later_versions(services: Services) -> LaterVersions:
    """Later versions that come to the open night."""
    from tally_app.app.window.election.later import LaterVersions

    return LaterVersions(services)


def beside(own: Seat, others: Sequence[Seat], words: Wording) -> Beside:
    """What tells a night from those open beside it."""
    from tally_app.app.window.nights.open_nights_words import beside

    return beside(own, others, words)


def copied(path: Path, services: Services) -> str:
    """The time of the last event in the newest copy of a night."""
    from tally_app.app.backup.found import copied

    return copied(path, services.data_dir, services.settings)


def papers_of(
    printers: Callable[[], Printers],
    wordings: Mapping[str, Wording],
    done: Callable[[], None],
) -> Papers:
    """Papers for one night; ``done`` is called when one was made beside the window."""
    from tally_app.app.papers.papers import Papers

    return Papers(printers, wordings, done)


def outgoing(
    desk: DeskPresenter,
    hand: Callable[[bytes], None],
    say: Callable[[Callable[[Wording], Note]], None],
    unsay: Callable[[Callable[[Wording], Note]], None],
) -> Outgoing:
    """The papers of a night that somebody waits for."""
    from tally_app.app.window.outgoing import Outgoing

    return Outgoing(desk, hand, say, unsay)


def to_file(desk: DeskPresenter, kind: str, path: Path) -> Note | None:
    """Do with a file that was chosen for the open night what it was asked for."""
    from tally_app.app.window.outgoing import to_file

    return to_file(desk, kind, path)


def recognised(path: Path) -> FileKind:
    """What a file is, told from what it holds."""
    from tally_app.app.handover.recognising import recognised

    return recognised(path)


def likely_of(load: Callable[[], Explain]) -> Likely:
    """Likely causes for one night."""
    from tally_app.app.night.likely_causes import Likely

    return Likely(load)


def explainer(library: Library) -> Explain:
    """What explains a night."""
    from tally_app.app.night.explaining import explainer

    return explainer(library)


def file_asked(
    kind: str, suggested: str, settings: Settings, words: Wording
) -> tuple[str, FileWords]:
    """Where a file of a kind is asked for, and the words of the dialog."""
    from tally_app.app.window.asked_files import place_of, words_of

    return place_of(kind, suggested, settings), words_of(kind, words)


def used(kind: str, chosen: Path, settings: Settings) -> None:
    """Keep the folder in which a file was chosen."""
    from tally_app.app.window.asked_files import remember

    return remember(kind, chosen, settings)


def doubted(library: Library, reckoning: Reckoning, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Which of the lines two people typed alike a third one is asked about."""
    from tally_app.app.night.explaining import doubted

    return doubted(library, reckoning, cells)
