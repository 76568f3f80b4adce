"""Files that a night is written to, and pictures of signed papers that come in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tally_app.app.desk.evening.printing import SENT
from tally_app.app.desk.presenter import DeskPresenter
from tally_app.app.desk.scene import Sent
from tally_app.app.papers.issue import file_document, issue, write_document
from tally_app.app.papers.offering import BATCH, waiting
from tally_app.app.view.address import PaperName
from tally_app.app.view.base import Note
from tally_app.app.window.failures import said
from tally_app.domain.values.file_names import fitted
from tally_app.domain.values.minutes import clock_of
from tally_app.store import Journal


def pdf(desk: DeskPresenter, name: PaperName) -> bytes:
    """The bytes of a paper to be printed. It has not left the program yet: a print that is
    cancelled, or that no printer takes, is none.
    """
    return desk.papers.of(desk.session, desk.place.contest, name).pdf


def prepared(desk: DeskPresenter, name: PaperName) -> Iterator[tuple[int, int]]:
    """Make the copies of a batch one after the other, each told before: which one, of how many."""
    copies = list(waiting(desk.session)) if name == BATCH else []
    for number, (contest, copy) in enumerate(copies, 1):
        yield number, len(copies)
        desk.papers.of(desk.session, contest, copy)


def pdf_name(desk: DeskPresenter, name: PaperName) -> str:
    """How the file of a paper is called: precinct, ballot, day, which paper; a batch is of all."""
    night, contest = desk.session.night, desk.place.contest
    ballot = night.rules.contest(contest)
    called = desk.wording.pick(ballot.short or ballot.name) if name != BATCH else ""
    day = night.rules.election.day
    said = (str(night.precinct.number), called, str(day), name.text().replace(":", " "))
    return f"{fitted(' '.join(part for part in said if part))}.pdf"


def printed(desk: DeskPresenter, contest: str, name: PaperName, state: str) -> None:
    """What became of a print is shown on its page; what went out is kept with the night."""
    if state in SENT:
        issue(desk.session, desk.papers, contest, name)
    time = clock_of(desk.session.now().isoformat())
    desk.place = replace(desk.place, sent=Sent(state, time, name))


def save(desk: DeskPresenter, name: PaperName, path: Path) -> Note:
    """Write a paper to a file, whole or not at all. A full disk of the night does not keep it from
    another one: that the night could not note it is said then.
    """
    contest, unnoted, words = desk.place.contest, "", desk.wording
    made = desk.papers.of(desk.session, contest, name)
    try:
        issue(desk.session, desk.papers, contest, name)
    except Exception as failure:
        unnoted = said(failure, words) or ""
        if not unnoted:
            raise
    write_document(path, made.pdf)
    if unnoted:
        return Note(words("told.saved_unnoted", path=str(path), why=unnoted), "warning")
    return Note(words("told.saved", path=str(path)), "ok")


def to_file(desk: DeskPresenter, kind: str, paper: PaperName | None, path: Path) -> Note | None:
    """Do with a file that was chosen for the open night what it was asked for: a paper is saved, a
    picture of the signed paper kept, a copy written. None for another matter.
    """
    words, session = desk.wording, desk.session
    match kind:
        case "save_pdf" if paper is not None:
            return save(desk, paper, path)
        case "file_picture":
            digest = file_document(session, desk.place.contest, path)
            return Note(words("papers.filed", name=path.name, digest=digest[:16]), "ok")
        case "save_copy" if isinstance(session.journal, Journal):
            session.journal.copy_to(path)
            return Note(words("told.copied", path=str(path)), "ok")
    return None
