"""A paper is saved to a file: what is said of it."""

from __future__ import annotations

from pathlib import Path

from tally_app.app.night.session import Session
from tally_app.app.papers.issue import issue, write_document
from tally_app.app.papers.papers import Papers
from tally_app.app.view.address import PaperName
from tally_app.app.view.base import Note
from tally_app.app.window.failures import said
from tally_app.domain.values.wording import Wording


def save_paper(
    session: Session, papers: Papers, contest: str, name: PaperName, path: Path, words: Wording
) -> Note:
    """Write a paper to a file. A full disk of the night does not keep it from another one: that the
    night could not note it is said then. OSError or StoreError where the file cannot be written.
    """
    unnoted = ""
    try:
        issue(session, papers, contest, name)
    except Exception as failure:
        unnoted = said(failure, words) or ""
        if not unnoted:
            raise
    write_document(path, papers.of(session, contest, name).pdf)
    if unnoted:
        return Note(words("told.saved_unnoted", path=str(path), why=unnoted), "warning")
    return Note(words("told.saved", path=str(path)), "ok")
