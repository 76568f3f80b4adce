"""Where the cursor can stand, and what a paper is called: names that are kept for ever.

``text`` is what the window knows a field by and what the precinct file stores (the cursor, the
name of a filed document); ``read`` is the only place where such a text is taken apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from tally_app.domain.form.layout import Cell

_LINE: Final = "line:"
_AGAIN: Final = "again:"
_DECIDED: Final = "paper:"
_THIRD: Final = "third:"
_SIGNING: Final = "sign:"
_BLANK: Final = "blank:"
_PEN: Final = "pen:"


@dataclass(frozen=True, slots=True)
class LineField:
    """The field of a line of the form."""

    cell: Cell

    def text(self) -> str:
        return f"{_LINE}{self.cell}"


@dataclass(frozen=True, slots=True)
class SecondField:
    """The field in which a second person types a line again."""

    cell: Cell

    def text(self) -> str:
        return f"{_AGAIN}{self.cell}"


@dataclass(frozen=True, slots=True)
class DecidedField:
    """The field for what the paper says where two entries differ."""

    cell: Cell

    def text(self) -> str:
        return f"{_DECIDED}{self.cell}"


@dataclass(frozen=True, slots=True)
class ThirdField:
    """The field for a figure of the list tape in which two people differ, counted again."""

    cell: Cell

    def text(self) -> str:
        return f"{_THIRD}{self.cell}"


@dataclass(frozen=True, slots=True)
class ReaderField:
    """The field in which it is chosen who reads aloud."""

    def text(self) -> str:
        return "second.reader"


@dataclass(frozen=True, slots=True)
class AnnounceTime:
    """The field for the time at which the first lines were announced."""

    def text(self) -> str:
        return "announce.time"


@dataclass(frozen=True, slots=True)
class SigningField:
    """A field of the statement that the protocol is signed: time, seal, by, reason, or
    "member/" with the id of a member.
    """

    name: str

    def text(self) -> str:
        return f"{_SIGNING}{self.name}"


@dataclass(frozen=True, slots=True)
class BlankField:
    """The field for what somebody reads from a line of the hand-written blank."""

    cell: Cell

    def text(self) -> str:
        return f"{_BLANK}{self.cell}"


@dataclass(frozen=True, slots=True)
class PenField:
    """The field for the figure that somebody reads from line ``at`` of a paper copied by hand."""

    at: int

    def text(self) -> str:
        return f"{_PEN}{self.at}"


@dataclass(frozen=True, slots=True)
class BlankButton:
    """The button that says that the line that is due stands on the blank."""

    def text(self) -> str:
        return "button:blank"


@dataclass(frozen=True, slots=True)
class FinishNumber:
    """The field for the precinct number that Finish asks for."""

    def text(self) -> str:
        return "finish.number"


@dataclass(frozen=True, slots=True)
class EarBlock:
    """The block that takes keys itself: what is announced is counted or confirmed there."""

    def text(self) -> str:
        return "ear"


@dataclass(frozen=True, slots=True)
class NextButton:
    """The button that goes on to the next page."""

    def text(self) -> str:
        return "button:next"


@dataclass(frozen=True, slots=True)
class PartOneButton:
    """The button that says that the lines agree with the signed Part I."""

    def text(self) -> str:
        return "button:second_part_one"


@dataclass(frozen=True, slots=True)
class PageTop:
    """The top of the page, where something has come to light; the next key goes on from there."""

    def text(self) -> str:
        return "page.top"


@dataclass(frozen=True, slots=True)
class WhoBlock:
    """The block of the header in which whoever types is chosen."""

    def text(self) -> str:
        return "button:who"


#: Fields in which another person types, or what stands is settled.
SecondAddress: TypeAlias = SecondField | DecidedField | ThirdField | ReaderField
Address: TypeAlias = (
    LineField
    | SecondAddress
    | AnnounceTime
    | SigningField
    | BlankField
    | PenField
    | BlankButton
    | FinishNumber
    | EarBlock
    | NextButton
    | PartOneButton
    | PageTop
    | WhoBlock
)

_OF_CELL: Final[
    dict[str, type[LineField | SecondField | DecidedField | ThirdField | BlankField]]
] = {
    _LINE: LineField,
    _AGAIN: SecondField,
    _DECIDED: DecidedField,
    _THIRD: ThirdField,
    _BLANK: BlankField,
}
_OTHER: Final[dict[str, Address]] = {
    one.text(): one
    for one in (
        ReaderField(), AnnounceTime(), FinishNumber(), EarBlock(), NextButton(), PartOneButton(),
        PageTop(),
        WhoBlock(),
        BlankButton(),
    )
}  # fmt: skip


def read(text: str) -> Address | None:
    """The place of that name; None for a name that is no place (of a later version, or "")."""
    prefix, colon, cell = text.partition(":")
    if prefix + colon == _SIGNING:
        return SigningField(cell)
    if prefix + colon == _PEN and cell.isdecimal():
        return PenField(int(cell))
    kind = _OF_CELL.get(prefix + colon)
    return kind(Cell.read(cell)) if kind else _OTHER.get(text)


@dataclass(frozen=True, slots=True)
class PageName:
    """A page of the night: a step, looked at for one ballot."""

    step: str
    contest: str

    def text(self) -> str:
        return f"{self.step}@{self.contest}"

    @classmethod
    def read(cls, text: str) -> PageName:
        """The page of that name."""
        step, _, contest = text.partition("@")
        return cls(step, contest)


@dataclass(frozen=True, slots=True)
class PaperName:
    """What a paper is called. ``kind``: protocol, part_one, recount_act, wall, dictation, blank,
    digest, program, task_sheet, debrief; "doc" for the paper ``id`` of the form, for the act of the
    finding ``act`` where there is one for each; "form" for the same to fill in by hand; "copy"
    for a certified copy, ``id`` its row in the register; "batch" for all of them that wait.
    """

    kind: str
    id: str = ""
    act: str = ""

    def text(self) -> str:
        return ":".join(part for part in (self.kind, self.id, self.act) if part)

    @classmethod
    def read(cls, text: str) -> PaperName:
        """The paper of that name."""
        kind, _, rest = text.partition(":")
        name, _, act = rest.partition(":") if kind == "doc" else (rest, "", "")
        return cls(kind, name, act)


#: The paper that is shown where no other was chosen.
PROTOCOL_PAPER: Final = PaperName("protocol")
