"""What is loaded with the first paper of the day, not with a night: a list of functions, each one
import and one return.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tally_app.app.night.session import Session
    from tally_app.app.papers.acts import Act
    from tally_app.domain.form.papers import Paper
    from tally_app.domain.night.state import Night
    from tally_app.domain.record.document import Document
    from tally_app.domain.record.texts import Texts
    from tally_app.domain.values.handout import Handout
    from tally_app.domain.values.wording import Wording


def form_paper(
    session: Session, contest: str, wordings: Mapping[str, Wording],
    paper: Paper, act: Act | None, *, blank: bool,
) -> Document:  # fmt: skip
    """A paper that the form declares."""
    from tally_app.app.papers.form_papers import Author

    return Author(session, contest, wordings).write(paper, act, blank=blank)


def envelope(night: Night, code: str, wordings: Mapping[str, Wording]) -> Handout:
    """The sheet for the envelope of a passphrase."""
    from tally_app.app.papers.envelope import envelope

    return envelope(night, code, wordings)


def journal_digest(session: Session, contest: str, texts: Texts) -> Document:
    """An extract from the journal."""
    from tally_app.app.papers.journal_extract import journal_digest

    return journal_digest(session, contest, texts)


def program_sheet(session: Session, contest: str, wordings: Mapping[str, Wording]) -> Document:
    """The sheet of the program's own work."""
    from tally_app.app.papers.program_sheet import program_sheet

    return program_sheet(session, contest, wordings)


def training_paper(
    session: Session, contest: str, name: str, wordings: Mapping[str, Wording]
) -> Document:
    """A paper of an exercise."""
    from tally_app.app.papers.exercise_papers import training_paper

    return training_paper(session, contest, name, wordings)
