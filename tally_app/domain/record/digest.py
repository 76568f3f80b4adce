"""An extract from the journal of the night, as a document with one row per event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from tally_app.domain.record.document import Document, Grid, Prose, same
from tally_app.domain.record.record import check_digits
from tally_app.domain.record.texts import Texts
from tally_app.domain.values.languages import STATE_LANGUAGES
from tally_app.domain.values.words import Words

_COLUMNS: Final = ("seq", "time", "who", "what", "hash")
#: Digits of an event's value that are printed: two groups of four, as they are read out.
_FIRST: Final = 9


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One event as people read it: ``sha256`` is its value in hex."""

    seq: int
    time: str
    who: str
    what: Words
    sha256: str


def digest(head: Document, rows: Sequence[JournalRow], texts: Texts) -> Document:
    """The extract; ``head`` gives the night, its place and its day."""

    def words(key: str, **arguments: object) -> Words:
        return {lang: texts[lang](f"paper.digest.{key}", **arguments) for lang in STATE_LANGUAGES}

    grid = Grid(
        heads=tuple(words(column) for column in _COLUMNS),
        rows=tuple(
            (
                same(str(row.seq)),
                same(row.time),
                same(row.who or "–"),
                row.what,
                same(check_digits(row.sha256)[:_FIRST]),
            )
            for row in rows
        ),
        numeric=(0,),
    )
    return replace(
        head,
        paper="digest",
        title=words("title"),
        subtitle={},
        number="",
        blocks=(Prose(words("note", count=len(rows))), grid),
        blank=False,
        landscape=False,
    )
