"""What each dialog records: its fields, and the commands its answers become."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from tally_app.app.desk.dialogs import zeros
from tally_app.app.desk.dialogs.answers import Answers, Dialog, Values
from tally_app.app.desk.dialogs.boxes import OF_BOXES
from tally_app.app.desk.dialogs.passphrase import OF_PASSPHRASE
from tally_app.app.desk.evening.blank import blank_spoiled
from tally_app.app.desk.evening.copies import copies_asked, signed_ballots, those_present
from tally_app.app.desk.evening.ending import record_closed
from tally_app.app.desk.evening.pause import count_interrupted, count_resumed
from tally_app.app.desk.evening.printing import sheets_counted
from tally_app.app.desk.going import place_of
from tally_app.app.desk.panel.findings import finding
from tally_app.app.desk.scene import Scene
from tally_app.app.view.base import Intent
from tally_app.app.view.evening import (
    AskCopies,
    CloseRecord,
    InterruptCount,
    ResumeCount,
    SpoilBlank,
)
from tally_app.app.view.fields import Field, Row
from tally_app.app.view.going import AskPlace
from tally_app.app.view.intents import (
    AddMember,
    AddRowUnder,
    ChangeMember,
    ConfirmPrint,
    FillZeros,
    OpenRecount,
    OpenStep,
    RemoveMember,
    UnlockStep,
    WithdrawPrint,
    WriteAct,
    WriteFinishAct,
    WriteNotEstablished,
    WriteReason,
)
from tally_app.domain.night.command import Command
from tally_app.domain.night.facts.acts import Answered, NotEstablished
from tally_app.domain.night.facts.commission import MemberListed, MemberStateNoted, MemberUnlisted
from tally_app.domain.night.facts.finishing import PrintWithdrawn
from tally_app.domain.night.facts.recount import RecountOpened
from tally_app.domain.night.facts.rows import ItemAdded
from tally_app.domain.night.facts.steps import StepOpened, StepUnlocked
from tally_app.domain.night.naming import item_name, items_in
from tally_app.domain.values.times import DAY

OFFICES: Final = ("chair", "deputy", "secretary", "member")
STATES: Final = ("present", "absent", "refused", "suspended", "left", "unknown")
#: Asked of an act beside its own fields: somebody present who is on no list yet.
WITNESS: Final = (("guest_name", "text"), ("guest_capacity", "capacity"))


def _finding(scene: Scene, asked: WriteAct | WriteFinishAct | WriteReason) -> str:
    result = scene.now.result(asked.key)
    return finding(scene, result).sentence if result else ""


def _act(answers: Answers, asked: WriteAct) -> list[Command]:
    return _written(answers, asked.key, "act")


def _written(answers: Answers, key: str, kind: str) -> list[Command]:
    scene = answers.scene
    members = tuple(answers.members())
    number, minutes = answers.name("number"), answers.minutes("time")
    found, result = answers.words("found"), scene.now.result(key)
    if result is None:
        return []
    act = Answered.given(kind, found, result, scene.now)
    witnesses, noted = answers.witnesses()
    whole = replace(act, number=number, minutes=minutes, members=members)
    if witnesses:
        whole = replace(whole, witnesses=witnesses)
    return [*noted, Command(whole, scene.place.contest)]


def _finish_act(answers: Answers, asked: WriteFinishAct) -> list[Command]:
    return _written(answers, asked.key, "finish_act")


def _own_reason(answers: Answers, asked: WriteReason) -> list[Command]:
    scene = answers.scene
    found, result = answers.words("found"), scene.now.result(asked.key)
    if result is None:
        return []
    given = Answered.reason_for(result, scene.now, "", found)
    return [Command(given, scene.place.contest)]


def _unlock(answers: Answers, asked: UnlockStep) -> list[Command]:
    scene, fact = answers.scene, StepUnlocked(asked.step, answers.words("reason"))
    return [scene.session.step_command(fact, scene.place.contest)]


def _open_step(answers: Answers, asked: OpenStep) -> list[Command]:
    scene, fact = answers.scene, StepOpened(asked.step, answers.words("reason"))
    return [scene.session.step_command(fact, scene.place.contest)]


def _step(scene: Scene, asked: UnlockStep | OpenStep) -> str:
    return scene.wording.pick(scene.form.step(asked.step).name)


def _member_add(answers: Answers, _asked: AddMember) -> list[Command]:
    taken = {person.id for person in answers.scene.night.persons}
    new = next(f"m{i}" for i in range(1, len(taken) + 2) if f"m{i}" not in taken)
    return [Command(_listed(answers, new))]


def _listed(answers: Answers, member: str) -> MemberListed:
    return MemberListed(
        id=member,
        name=answers.name("name"),
        office=answers.values.get("office", OFFICES[-1]),
    )


def _member(answers: Answers, asked: ChangeMember) -> list[Command]:
    member = asked.member
    state = answers.values.get("state", STATES[0])
    reason = answers.words_or_none("reason")
    if state != STATES[0] and not reason:
        answers.errors["reason"] = answers.scene.wording("bad.empty")
    noted = MemberStateNoted(member, state, reason, answers.minutes_or_none("since"))
    person = answers.scene.night.person(member)
    listed = _listed(answers, member)
    same = person is not None and listed == MemberListed(person.id, person.name, person.office)
    facts = [noted] if same else [listed, noted]
    return [Command(fact) for fact in facts]


def _known_member(scene: Scene, asked: ChangeMember) -> Values:
    person = scene.night.person(asked.member)
    if person is None:
        return {}
    return {
        "name": person.name,
        "office": person.office,
        "state": person.state,
        "reason": person.reason,
    }


def _member_remove(_answers: Answers, asked: RemoveMember) -> list[Command]:
    return [Command(MemberUnlisted(asked.member))]


def _member_name(scene: Scene, asked: RemoveMember) -> str:
    return item_name(scene.night, scene.place.contest, "member", asked.member, scene.wording)


def _row_under(answers: Answers, asked: AddRowUnder) -> list[Command]:
    """One more row under the row of another collection that was chosen."""
    scene, parent, collection = answers.scene, answers.words("parent"), asked.collection
    rows = items_in(scene.night, scene.place.contest, collection)
    new = next(f"{parent}.{i}" for i in range(1, len(rows) + 2) if f"{parent}.{i}" not in rows)
    return [scene.session.row_command(ItemAdded(collection, new), scene.place.contest)]


def _parents(scene: Scene, asked: AddRowUnder) -> tuple[Row, ...]:
    """The field in which the row is chosen under which the new one comes."""
    declared, words = scene.form.collection(asked.collection), scene.wording
    if declared is None:
        return ()
    night, contest = scene.night, scene.place.contest
    items = items_in(night, contest, declared.parent)
    choices = tuple(
        (item, item_name(night, contest, declared.parent, item, words)) for item in items
    )
    label, first = words("dialog.field.parent"), items[0] if items else ""
    return (Row("", label, "", Field("parent", first, "choice", name=label, choices=choices)),)


def _collection(scene: Scene, asked: AddRowUnder) -> str:
    declared = scene.form.collection(asked.collection)
    return scene.wording.pick(declared.heading) if declared else ""


def _withdraw(answers: Answers, _asked: WithdrawPrint) -> list[Command]:
    fact = PrintWithdrawn(
        reason=answers.words("reason"),
        sheets=answers.count("sheets"),
        names=answers.people("first_name", "second_name"),
    )
    return [Command(fact, answers.scene.place.contest)]


def _recount(answers: Answers, asked: OpenRecount) -> list[Command]:
    done, minutes = answers.scene.state.finish, answers.minutes("time")
    while done is not None and done.signed is not None and minutes < done.signed:
        minutes += DAY
    ground, applicant = asked.ground, answers.name("applicant")
    fact = RecountOpened(ground, applicant, minutes, answers.name("number"))
    return [Command(fact, answers.scene.place.contest)]


def _ground(scene: Scene, asked: OpenRecount) -> str:
    return scene.wording.pick(scene.form.ground(asked.ground).text)


def _not_established(answers: Answers, asked: WriteNotEstablished) -> list[Command]:
    cell = asked.cell
    fact = NotEstablished(
        line=cell.line,
        item=cell.item,
        number=answers.name("number"),
        minutes=answers.minutes("time"),
        members=tuple(answers.members()),
        text=answers.words("found"),
    )
    witnesses, noted = answers.witnesses()
    if witnesses:
        fact = replace(fact, witnesses=witnesses)
    return [*noted, Command(fact, answers.scene.place.contest)]


def _line(scene: Scene, asked: WriteNotEstablished) -> str:
    return scene.wording.pick(scene.form.line(asked.cell.line).label)


_TWO_PEOPLE: Final = (("first_name", "person"), ("second_name", "person"))
_ACT: Final = (("number", "text"), ("time", "time"), ("found", "text"))


def _known_place(answers: Answers, _asked: AskPlace) -> list[Command]:
    """Where to go is no fact; what is no place is told beside the field."""
    if place_of(answers.scene, answers.words("place")) is None and not answers.errors:
        answers.errors["place"] = answers.scene.wording("bad.place")
    return []


_EVERY: Final[tuple[Dialog[Any], ...]] = (
    Dialog(WriteAct, "act", _ACT, _act, members=True, tone="legal", what=_finding),
    Dialog(
        WriteFinishAct,
        "finish_act",
        _ACT,
        _finish_act,
        members=True,
        tone="error",
        dangerous=True,
        what=_finding,
    ),
    Dialog(
        WriteReason, "own_reason", (("found", "text"),), _own_reason, tone="warning", what=_finding
    ),
    Dialog(
        UnlockStep,
        "unlock",
        (("reason", "text"),),
        _unlock,
        tone="warning",
        dangerous=True,
        what=_step,
    ),
    Dialog(
        OpenStep,
        "open_step",
        (("reason", "text"),),
        _open_step,
        tone="warning",
        dangerous=True,
        what=_step,
    ),
    Dialog(AddMember, "member_add", (("name", "text"), ("office", "office")), _member_add),
    Dialog(
        ChangeMember,
        "member",
        (
            ("name", "text"),
            ("office", "office"),
            ("state", "state"),
            ("since", "time"),
            ("reason", "text"),
        ),
        _member,
        start=_known_member,
    ),
    Dialog(RemoveMember, "member_remove", (), _member_remove, dangerous=True, what=_member_name),
    Dialog(AddRowUnder, "row_add_under", (), _row_under, what=_collection, rows=_parents),
    *OF_BOXES,
    *OF_PASSPHRASE,
    Dialog(
        WithdrawPrint,
        "withdraw",
        (
            ("reason", "text"),
            ("sheets", "count"),
            *_TWO_PEOPLE,
        ),
        _withdraw,
        tone="warning",
        dangerous=True,
    ),
    Dialog(
        InterruptCount,
        "interrupt",
        (("time", "time"), ("reason", "text"), ("sealed", "text"), ("guard", "text")),
        count_interrupted,
        tone="warning",
    ),
    Dialog(
        ResumeCount,
        "resume",
        (("time", "time"), ("seals", "seals"), ("found", "text")),
        count_resumed,
    ),
    Dialog(
        CloseRecord,
        "record_closed",
        (("closed_by", "member"), ("closed_with", "member")),
        record_closed,
    ),
    Dialog(
        SpoilBlank,
        "blank_spoil",
        (("reason", "text"), ("time", "time"), *_TWO_PEOPLE),
        blank_spoiled,
        tone="warning",
        dangerous=True,
    ),
    Dialog(
        AskCopies,
        "copies",
        (("time", "time"), *WITNESS),
        copies_asked,
        rows=signed_ballots,
        ticks=those_present,
    ),
    Dialog(ConfirmPrint, "confirm_print", (("came_out", "count"),), sheets_counted),
    Dialog(
        OpenRecount,
        "recount",
        (("applicant", "text"), ("time", "time"), ("number", "text")),
        _recount,
        tone="warning",
        dangerous=True,
        what=_ground,
    ),
    Dialog(AskPlace, "place", (("place", "text"),), _known_place),
    Dialog(
        FillZeros,
        "zeros",
        (),
        lambda answers, _: zeros.commands(answers.scene),
        what=zeros.listed,
    ),
    Dialog(
        WriteNotEstablished,
        "not_established",
        _ACT,
        _not_established,
        members=True,
        tone="error",
        what=_line,
    ),
)

#: The dialogs by what asks for them.
DIALOGS: Final[Mapping[type[Intent], Dialog[Any]]] = {one.intent: one for one in _EVERY}
