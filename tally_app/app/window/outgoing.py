"""Files that a night is written to, and pictures of signed papers that come in."""

from __future__ import annotations

from pathlib import Path

from tally_app.app.desk.presenter import DeskPresenter
from tally_app.app.papers.issue import file_document, issue, write_document
from tally_app.app.view.address import PaperName
from tally_app.app.view.base import Note
from tally_app.app.window.failures import said
from tally_app.store import Journal


def pdf(desk: DeskPresenter, name: PaperName) -> bytes:
    """The bytes of a paper that leaves the program; they are kept with the night."""
    issue(desk.session, desk.papers, desk.place.contest, name)
    return desk.papers.of(desk.session, desk.place.contest, name).pdf


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
