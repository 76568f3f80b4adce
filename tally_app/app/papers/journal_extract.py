"""The extract from the journal: every event of a night, in order."""

from __future__ import annotations

from tally_app.app.night.session import Session
from tally_app.app.papers.form_papers import Author
from tally_app.app.words.journal import by, told
from tally_app.domain.form.papers import Paper
from tally_app.domain.record.digest import JournalRow, digest
from tally_app.domain.record.document import Document
from tally_app.domain.record.texts import Texts
from tally_app.domain.values.dates import stamp
from tally_app.domain.values.languages import STATE_LANGUAGES
from tally_app.domain.values.times import by_precinct


def journal_digest(session: Session, contest: str, texts: Texts) -> Document:
    """Every event of the night with its time, who recorded it, and how its value begins."""
    rows = [
        JournalRow(
            event.seq,
            stamp(by_precinct(event.at, session.night.precinct.utc_offset)),
            by(session, event),
            {
                language: told(session, event, texts.wordings[language])
                for language in STATE_LANGUAGES
            },
            event.hash,
        )
        for event in session.journal.events()
    ]
    head = Paper("digest", "day", "", title={}, subtitle={}, blocks=())
    return digest(Author(session, contest, texts.wordings).write(head), rows, texts)
