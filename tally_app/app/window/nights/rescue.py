"""The file under the window: what was found when it was opened, and going on where it is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tally_app.app.night.comparing import of_strange
from tally_app.app.night.files import free_path
from tally_app.app.night.recorder import MovedLog
from tally_app.app.night.session import Session
from tally_app.app.night.verdict import worded
from tally_app.domain.values.wording import Wording, grouped
from tally_app.store import BROKEN, Journal, StoreError, make_folder

#: So many strange events are named one by one.
_SHOWN: Final = 3


def salvageable(failure: Exception) -> bool:
    """True for a broken file of which something may still be read."""
    return isinstance(failure, StoreError) and failure.code in BROKEN


def trouble(failure: Exception) -> str:
    """Why a past night cannot be opened: "broken", "gone", "" for anything else."""
    if salvageable(failure):
        return "broken"
    return "gone" if isinstance(failure, StoreError) and failure.code == "not_found" else ""


def elsewhere(session: Session, folder: Path) -> MovedLog:
    """Go on in a new file of a folder; StoreError or OSError if that cannot be made either."""
    journal = session.journal
    if not isinstance(journal, Journal):
        raise TypeError("a night that is only looked at has no file to lose")
    make_folder(folder)
    # The hour tells it apart from the lost file, which may come back under its own name.
    name = f"{journal.path.stem}-{session.clock():%H%M}"
    path = free_path(folder, name, training=session.night.training)
    return MovedLog(journal.go_on_in(path), str(journal.path), str(path))


def found(session: Session, words: Wording, path: Path) -> str:
    """What somebody should know of a file that was opened, "" for nothing."""
    journal = session.journal
    of_file = _found(journal, words, path) if isinstance(journal, Journal) else ()
    return "\n".join((*of_file, *_strange(session, words, path)))


def _strange(session: Session, words: Wording, path: Path) -> Iterator[str]:
    """What events name that the night does not know: the first ones, and how many there are."""
    said = [worded(one, str(path), words) for one in map(of_strange, session.night.strange)]
    yield from said[:_SHOWN]
    if len(said) > _SHOWN:
        yield words("told.strange_more", count=grouped(len(said)))


def _found(journal: Journal, words: Wording, path: Path) -> Iterator[str]:
    judged = journal.judged
    if judged.triggers:
        yield words("told.repaired", path=str(path))
    if journal.set_aside:
        yield words("told.side_file", path=str(path), names=", ".join(journal.set_aside))
    if judged.testimony in ("less", "other"):
        yield words(f"told.{judged.testimony}", path=str(path), events=len(judged.events))
    if journal.contradicts:
        yield words("told.contradicts", path=str(path))
