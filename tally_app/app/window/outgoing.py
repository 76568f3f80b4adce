"""Papers that leave the program, and pictures of signed ones that come in: kept with the night."""

from __future__ import annotations

from pathlib import Path

from tally_app.app.desk.presenter import DeskPresenter
from tally_app.app.papers.issue import file_document, issue, write_document
from tally_app.app.view.address import PaperName


def pdf(desk: DeskPresenter, name: PaperName) -> bytes:
    """The bytes of a paper that leaves the program; they are kept with the night."""
    issue(desk.session, desk.papers, desk.place.contest, name)
    return desk.papers.of(desk.session, desk.place.contest, name).pdf


def save(desk: DeskPresenter, name: PaperName, path: Path) -> None:
    """Write a paper to a file, whole or not at all."""
    write_document(path, pdf(desk, name))


def file_picture(desk: DeskPresenter, path: Path) -> str:
    """Keep a photograph or scan of the signed paper with the night; its SHA-256."""
    return file_document(desk.session, desk.place.contest, path)
