"""Papers that leave the program, and pictures of signed ones that come in: kept with the night."""

from __future__ import annotations

from pathlib import Path

from tally_app.app.desk.presenter import DeskPresenter
from tally_app.app.papers.issue import file_document, issue, write_document
from tally_app.app.view.address import PaperName
from tally_app.app.view.base import Note
from tally_app.app.window.failures import said


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


def file_picture(desk: DeskPresenter, path: Path) -> str:
    """Keep a photograph or scan of the signed paper with the night; its SHA-256."""
    return file_document(desk.session, desk.place.contest, path)
