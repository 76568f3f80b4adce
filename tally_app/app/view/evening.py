"""What can be asked for in the evening of a protocol: the supplied blank, the end of the night."""

from __future__ import annotations

from dataclasses import dataclass

from tally_app.app.view.address import PaperName
from tally_app.app.view.base import Intent
from tally_app.domain.form.layout import Cell


@dataclass(frozen=True)
class WriteBlankLine(Intent):
    """A line stands on the supplied blank, in figures and words."""

    cell: Cell


@dataclass(frozen=True)
class CompareBlankWords(Intent):
    """The words of a line on the blank are those of its figure."""

    cell: Cell


class SpoilBlank(Intent):
    """The blank is spoiled: another one is taken."""

    __slots__ = ()


class CloseRecord(Intent):
    """Two members close the record."""

    __slots__ = ()


class AskCopies(Intent):
    """Somebody present asks for copies of the signed protocols."""

    __slots__ = ()


@dataclass(frozen=True)
class CopiesReceived(Intent):
    """Whoever got these copies, rows of the register, has signed for them there."""

    rows: tuple[str, ...]


@dataclass(frozen=True)
class CopyByPen(Intent):
    """Show a paper line by line to be copied from the screen, or as it is printed again."""

    paper: PaperName


@dataclass(frozen=True)
class PenLine(Intent):
    """The line ``at`` of a paper stands on the sheet now."""

    paper: PaperName
    at: int


@dataclass(frozen=True)
class PenWords(Intent):
    """The words of line ``at`` on the sheet are those of its figure."""

    paper: PaperName
    at: int


@dataclass(frozen=True)
class PenAnew(Intent):
    """The sheet has another figure: it is crossed out, and the paper copied once more."""

    paper: PaperName


class InterruptCount(Intent):
    """The count is interrupted."""

    __slots__ = ()


class ResumeCount(Intent):
    """The count goes on."""

    __slots__ = ()
