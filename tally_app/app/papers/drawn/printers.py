"""The printed documents as papers know them: whoever draws them is handed in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from tally_app.domain.record.document import Document
from tally_app.domain.record.record import Record
from tally_app.domain.record.texts import Texts
from tally_app.domain.values.handout import Handout
from tally_app.domain.values.readings import ReadingSheet
from tally_app.domain.values.words import Words


class Printers(Protocol):
    """The printed documents. A module that has a function of each name fulfils this.

    Each is a PDF as bytes, the same for the same record (or document) and words. ValueError: a
    count that the paper prints is missing, or nobody may have this paper of this record.
    """

    def protocol(
        self, record: Record, texts: Texts, *, draft: bool = False, as_found: Words | None = None
    ) -> bytes:
        """``as_found`` says why the file of its figures fails the check."""
        ...

    def part_one(self, record: Record, texts: Texts) -> bytes: ...

    def fair_copy(self, record: Record, texts: Texts) -> bytes: ...
    def recount_act(self, record: Record, texts: Texts) -> bytes: ...
    def document(self, doc: Document, texts: Texts) -> bytes: ...

    def wall(self, record: Record, texts: Texts, *, posted: int | None = None) -> bytes:
        """``posted`` are the minutes at which it was hung up."""
        ...

    def dictation(self, record: Record, texts: Texts) -> bytes: ...

    def certified_copy(
        self, record: Record, texts: Texts, *, number: str, hour: int, to: Words
    ) -> bytes:
        """Its number, the minutes of its hour, to whom it goes."""
        ...

    def blank(self, record: Record, texts: Texts) -> bytes: ...

    def reading_sheet(self, sheet: ReadingSheet) -> bytes: ...
    def handout(self, sheet: Handout) -> bytes: ...

    def joined(self, pdfs: Sequence[bytes]) -> bytes:
        """The pages of several of these documents as one."""
        ...

    def sheets(self, pdf: bytes) -> int:
        """Sheets of paper one of these documents takes, printed one-sided."""
        ...

    def key_letter(self, groups: Sequence[str], says: Mapping[str, Words]) -> bytes: ...

    def drawn(self) -> Collection[int]:
        """The code points the faces can draw; others are printed by their code."""
        ...
