"""A paper leaves the program: its bytes are kept in the night, or written to a file."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from pathlib import Path
from typing import Final

from tally_app.app.night.file_names import ENDINGS
from tally_app.app.night.session import Session
from tally_app.app.papers.offering import BATCH, waiting
from tally_app.app.papers.papers import Papers
from tally_app.app.view.address import PaperName
from tally_app.catalog.incoming.bounded import PICTURE, UnfitFileError, whole
from tally_app.domain.night.command import Command, Refusal
from tally_app.domain.night.facts.course import DocumentFiled
from tally_app.domain.night.facts.finishing import Printed
from tally_app.domain.night.state import PRINTS
from tally_app.domain.values.signs import composed, seen
from tally_app.store import Journal, StoreError

#: What the system says of a disk that is full, or of a limit of its user.
_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
#: How a precinct file begins, like every SQLite file.
_DATABASE: Final = b"SQLite format 3\0"


def issue(session: Session, papers: Papers, contest: str, name: PaperName) -> Refusal | None:
    """Keep the bytes of a paper that leaves the program, and note it in the journal; of the batch
    each of its copies.
    """
    if name == BATCH:
        left = [issue(session, papers, of, copy) for of, copy in list(waiting(session))]
        return next(filter(None, left), None)
    paper = papers.of(session, contest, name)
    if paper.draft or not isinstance(session.journal, Journal):
        return None
    session.keep_document(paper.digest, f"{paper.name.text()}.pdf", paper.pdf)
    finished = session.night.contests[contest].finish is not None
    if paper.name.kind not in PRINTS or not finished:
        filed = DocumentFiled(f"{paper.name.text()}.pdf", paper.digest)
        return session.execute(Command(filed, contest))
    return session.execute(Command(Printed(paper.name.kind, paper.digest), contest))


def file_document(session: Session, contest: str, path: Path) -> str:
    """Keep a file (a photograph of the signed paper) with the night; its SHA-256.

    OSError if it cannot be read, StoreError if it cannot be kept.
    """
    content = whole(path, PICTURE)
    digest, name = hashlib.sha256(content).hexdigest(), seen(composed(path.name))
    if isinstance(session.journal, Journal):
        session.keep_document(digest, name, content)
    session.execute(Command(DocumentFiled(name, digest), contest))
    return digest


def write_document(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; StoreError "exists" rather than replace a precinct file."""
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise UnfitFileError("no_target", path)  # a device or a link is never replaced or followed
    with contextlib.suppress(FileNotFoundError), path.open("rb") as there:
        if there.read(len(_DATABASE)) == _DATABASE:
            raise StoreError("exists", path=str(path))
    if path.suffix in ENDINGS:
        raise StoreError("exists", path=str(path))
    draft = path.with_name(f"{path.name}.part")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        if error.errno in _FULL:
            raise UnfitFileError("no_room", path, len(content)) from error
        if error.errno == errno.EROFS:
            raise StoreError("new_read_only", path=str(path)) from error
        raise
    finally:
        with contextlib.suppress(OSError):  # what went wrong before is what is told
            draft.unlink()
