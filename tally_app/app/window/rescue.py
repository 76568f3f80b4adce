"""The file under the window: what was found when it was opened, and going on where it is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tally_app.app.night.files import free_path
from tally_app.app.night.session import MovedLog, Session
from tally_app.domain.values.wording import Wording
from tally_app.store import BROKEN, Journal, StoreError


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
    folder.mkdir(parents=True, exist_ok=True)
    # The hour tells it apart from the lost file, which may come back under its own name.
    name = f"{journal.path.stem}-{session.clock():%H%M}"
    path = free_path(folder, name, training=session.night.training)
    return MovedLog(journal.go_on_in(path), str(journal.path), str(path))


def found(journal: Journal, words: Wording, path: Path) -> str:
    """What somebody should know of a file that was opened, "" for nothing."""
    return "\n".join(_found(journal, words, path))


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
