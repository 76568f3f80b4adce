"""What can be asked for while a night is open, one class each. A button carries one, and the window
hands it back unread. Those with fields have no slots: so many must load fast, few are made.
"""

from __future__ import annotations

from dataclasses import dataclass

from tally_app.app.view.address import PaperName
from tally_app.app.view.base import Intent
from tally_app.domain.form.layout import Cell

# moving about


class Next(Intent):
    """Forward to the next page; a step confirmed by leaving it is confirmed."""

    __slots__ = ()


class Back(Intent):
    """Back to the page before."""

    __slots__ = ()


@dataclass(frozen=True)
class ShowStep(Intent):
    """Show a step's page."""

    step: str


@dataclass(frozen=True)
class ShowContest(Intent):
    """Show another ballot of the night."""

    contest: str


@dataclass(frozen=True)
class Jump(Intent):
    """To the field of a line, on whatever page it is."""

    cell: Cell


class Undo(Intent):
    """Take the last typed figure back."""

    __slots__ = ()


class Redo(Intent):
    """Type the last undone figure again."""

    __slots__ = ()


# findings


@dataclass(frozen=True)
class ShowReasons(Intent):
    """Open or close the ready answers of a finding."""

    key: str


@dataclass(frozen=True)
class GiveReason(Intent):
    """Answer a finding with a ready reason."""

    key: str
    reason: str


@dataclass(frozen=True)
class WriteReason(Intent):
    """Answer a finding in own words."""

    key: str


@dataclass(frozen=True)
class NoteCountedAgain(Intent):
    """What a finding rests on was counted again."""

    key: str


@dataclass(frozen=True)
class ShowObserver(Intent):
    """Show what a finding means for an observer."""

    key: str


@dataclass(frozen=True)
class WriteAct(Intent):
    """Record an act about a finding."""

    key: str


@dataclass(frozen=True)
class WriteFinishAct(Intent):
    """Record the act with which a protocol is finished although a finding stands."""

    key: str


@dataclass(frozen=True)
class WriteNotEstablished(Intent):
    """Record the act that a figure cannot be established."""

    cell: Cell


# lines, rows, boxes


@dataclass(frozen=True)
class SwitchLine(Intent):
    """Switch an optional line on or off."""

    line: str


@dataclass(frozen=True)
class AddRow(Intent):
    """One more row of a collection."""

    collection: str


@dataclass(frozen=True)
class AddRowUnder(Intent):
    """One more row of a collection, under a row of another that is asked for."""

    collection: str


@dataclass(frozen=True)
class RemoveRow(Intent):
    """A row without figures was added by mistake."""

    collection: str
    item: str


@dataclass(frozen=True)
class AddBox(Intent):
    """One more portable box; ``box``: the one that is opened, where trips name several."""

    box: str = ""


@dataclass(frozen=True)
class RemoveBox(Intent):
    """A box without figures was added by mistake."""

    box: str


class FillZeros(Intent):
    """Type a zero into all empty fields of a group, after a question."""

    __slots__ = ()


@dataclass(frozen=True)
class TakeTime(Intent):
    """Type the time of the clock into a field."""

    cell: Cell


@dataclass(frozen=True)
class CountBoxAgain(Intent):
    """Record the second count of a box (43(3-1))."""

    box: str


@dataclass(frozen=True)
class DecideBox(Intent):
    """Record the commission's decision about a box."""

    box: str


@dataclass(frozen=True)
class NotifyOfBox(Intent):
    """Record that the higher commission was told of a box (20(5))."""

    box: str


@dataclass(frozen=True)
class AnnulBox(Intent):
    """The ballots of a box do not count."""

    box: str


@dataclass(frozen=True)
class RestoreBox(Intent):
    """The ballots of a box count again."""

    box: str


@dataclass(frozen=True)
class NoteReadOut(Intent):
    """The digits of the journal were read out to the other side: they stand in the cell now."""

    cell: Cell


@dataclass(frozen=True)
class NoteHeadRead(Intent):
    """The digits of the journal were read aloud to those present, with the results."""


# the commission


class AddMember(Intent):
    """One more member of the commission."""

    __slots__ = ()


@dataclass(frozen=True)
class ChangeMember(Intent):
    """Another name, office or state of a member."""

    member: str


@dataclass(frozen=True)
class RemoveMember(Intent):
    """A member was listed by mistake."""

    member: str


# steps, the end


@dataclass(frozen=True)
class Announce(Intent):
    """The lines of a step were read out."""

    step: str


@dataclass(frozen=True)
class UnlockStep(Intent):
    """Open what a confirmed step locked, with a reason."""

    step: str


@dataclass(frozen=True)
class OpenStep(Intent):
    """Open a step before its turn, with a reason."""

    step: str


class FinishProtocol(Intent):
    """Make the record and lock the ballot."""

    __slots__ = ()


@dataclass(frozen=True)
class OpenRecount(Intent):
    """Open a recount on a lawful ground."""

    ground: str


# counting by ear


class OpenEar(Intent):
    """Show the block to count in."""

    __slots__ = ()


class CloseEar(Intent):
    """Put the block away; what was counted of a bundle stays."""

    __slots__ = ()


@dataclass(frozen=True)
class HearBallot(Intent):
    """A ballot was announced: the key of its pile."""

    key: str


class TakeBackBallot(Intent):
    """The last key was wrong."""

    __slots__ = ()


class CloseBundle(Intent):
    """The bundle has fewer ballots than a full one."""

    __slots__ = ()


class RemoveBundle(Intent):
    """The last bundle is to be announced again."""

    __slots__ = ()


# the second look


@dataclass(frozen=True)
class ChooseWay(Intent):
    """How the second look is done."""

    way: str


class ComparePartOne(Intent):
    """The announced lines agree with the signed Part I."""

    __slots__ = ()


@dataclass(frozen=True)
class AgreeWithReading(Intent):
    """The figure read aloud is what the paper says."""

    cell: Cell


@dataclass(frozen=True)
class RefuseReading(Intent):
    """The figure read aloud is not what the paper says."""

    cell: Cell


class TakeOutUnseen(Intent):
    """Signs that nobody can see are taken out of the texts that were not stored for them."""

    __slots__ = ()


# papers


@dataclass(frozen=True)
class ShowPaper(Intent):
    """Show another paper of the night."""

    paper: PaperName


@dataclass(frozen=True)
class OpenPaper(Intent):
    """Show a paper on the page where papers are printed."""

    paper: PaperName


class ConfirmPrint(Intent):
    """The printed sheets are all there and legible."""

    __slots__ = ()


class WithdrawPrint(Intent):
    """A print is withdrawn before it is signed."""

    __slots__ = ()


class SignProtocol(Intent):
    """The protocol was signed."""

    __slots__ = ()
