"""What each dialog records: its fields, and the commands its answers become."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from tally_app.app.desk.dialogs.answers import Answers, Dialog, Values
from tally_app.app.desk.dialogs.blank_check import blank_checked, blank_rows, blank_ticks
from tally_app.app.desk.panel.findings import finding
from tally_app.app.desk.scene import Scene
from tally_app.app.night.session import storable
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import Command
from tally_app.domain.night.facts.acts import Answered, NotEstablished
from tally_app.domain.night.facts.boxes import BoxAnnulled, BoxCountedAgain, BoxDecided
from tally_app.domain.night.facts.commission import MemberListed, MemberStateNoted, MemberUnlisted
from tally_app.domain.night.facts.finishing import PrintWithdrawn, Signed
from tally_app.domain.night.facts.recount import RecountOpened
from tally_app.domain.night.facts.rows import ItemAdded
from tally_app.domain.night.facts.steps import StepOpened, StepUnlocked
from tally_app.domain.night.naming import item_name, items_in
from tally_app.domain.values.times import DAY

OFFICES: Final = ("chair", "deputy", "secretary", "member")
STATES: Final = ("present", "absent", "refused", "suspended", "left", "unknown")


def _finding(scene: Scene, key: str) -> str:
    result = scene.now.result(key)
    return finding(scene, result).sentence if result else ""


def _box(scene: Scene, box: str) -> str:
    return item_name(scene.night, scene.place.contest, "box", box, scene.wording)


def _act(answers: Answers, key: str, kind: str = "act") -> list[Command]:
    scene = answers.scene
    members = tuple(answers.members())
    number, minutes = answers.words("number"), answers.minutes("time")
    found, result = answers.words("found"), scene.now.result(key)
    if result is None:
        return []
    act = Answered.given(kind, found, result, scene.now)
    whole = replace(act, number=number, minutes=minutes, members=members)
    return [Command(whole, scene.place.contest)]


def _finish_act(answers: Answers, key: str) -> list[Command]:
    return _act(answers, key, "finish_act")


def _own_reason(answers: Answers, key: str) -> list[Command]:
    scene = answers.scene
    found, result = answers.words("found"), scene.now.result(key)
    if result is None:
        return []
    given = Answered.reason_for(result, scene.now, "", found)
    return [Command(given, scene.place.contest)]


def _unlock(answers: Answers, step: str) -> list[Command]:
    scene, fact = answers.scene, StepUnlocked(step, answers.words("reason"))
    return [scene.session.step_command(fact, scene.place.contest)]


def _open_step(answers: Answers, step: str) -> list[Command]:
    scene, fact = answers.scene, StepOpened(step, answers.words("reason"))
    return [scene.session.step_command(fact, scene.place.contest)]


def _step(scene: Scene, step: str) -> str:
    return scene.wording.pick(scene.form.step(step).name)


def _member_add(answers: Answers, _: str) -> list[Command]:
    taken = {person.id for person in answers.scene.night.persons}
    new = next(f"m{i}" for i in range(1, len(taken) + 2) if f"m{i}" not in taken)
    return [Command(_listed(answers, new))]


def _listed(answers: Answers, member: str) -> MemberListed:
    return MemberListed(
        id=member,
        name=answers.words("name"),
        office=answers.values.get("office", OFFICES[-1]),
    )


def _member(answers: Answers, member: str) -> list[Command]:
    state = answers.values.get("state", STATES[0])
    reason = storable(answers.values.get("reason", "")).strip()
    if state != STATES[0] and not reason:
        answers.errors["reason"] = answers.scene.wording("bad.empty")
    noted = MemberStateNoted(member, state, reason, answers.minutes_or_none("since"))
    person = answers.scene.night.person(member)
    listed = _listed(answers, member)
    same = person is not None and listed == MemberListed(person.id, person.name, person.office)
    facts = [noted] if same else [listed, noted]
    return [Command(fact) for fact in facts]


def _known_member(scene: Scene, member: str) -> Values:
    person = scene.night.person(member)
    if person is None:
        return {}
    return {
        "name": person.name,
        "office": person.office,
        "state": person.state,
        "reason": person.reason,
    }


def _member_remove(_answers: Answers, member: str) -> list[Command]:
    return [Command(MemberUnlisted(member))]


def _member_name(scene: Scene, member: str) -> str:
    return item_name(scene.night, scene.place.contest, "member", member, scene.wording)


def _row_under(answers: Answers, collection: str) -> list[Command]:
    """One more row under the row of another collection that was chosen."""
    scene, parent = answers.scene, answers.words("parent")
    rows = items_in(scene.night, scene.place.contest, collection)
    new = next(f"{parent}.{i}" for i in range(1, len(rows) + 2) if f"{parent}.{i}" not in rows)
    return [scene.session.row_command(ItemAdded(collection, new), scene.place.contest)]


def _collection(scene: Scene, collection: str) -> str:
    declared = scene.form.collection(collection)
    return scene.wording.pick(declared.heading) if declared else ""


def _box_again(answers: Answers, box: str) -> list[Command]:
    return [Command(BoxCountedAgain(box, answers.count("count")), answers.scene.place.contest)]


def _box_decide(answers: Answers, box: str) -> list[Command]:
    fact = BoxDecided(
        box=box,
        for_=answers.count("votes_for"),
        against=answers.count("votes_against"),
        number=answers.words("number"),
        minutes=answers.minutes("time"),
    )
    if fact.for_ + fact.against > len(answers.scene.night.persons):
        answers.errors["votes_for"] = answers.scene.wording("bad.votes")
    return [Command(fact, answers.scene.place.contest)]


def _box_annul(answers: Answers, box: str) -> list[Command]:
    return [Command(BoxAnnulled(box, annulled=True), answers.scene.place.contest)]


def _box_restore(answers: Answers, box: str) -> list[Command]:
    fact = BoxAnnulled(box, annulled=False, reason=answers.words("reason"))
    return [Command(fact, answers.scene.place.contest)]


def _withdraw(answers: Answers, _: str) -> list[Command]:
    fact = PrintWithdrawn(
        reason=answers.words("reason"),
        sheets=answers.count("sheets"),
        names=(answers.words("first_name"), answers.words("second_name")),
    )
    return [Command(fact, answers.scene.place.contest)]


def _sign(answers: Answers, _: str) -> list[Command]:
    """The time of signing; a relation due then that does not hold wants a reason, never more."""
    scene, minutes = answers.scene, answers.minutes("time")
    reason = storable(answers.values.get("reason", "")).strip()
    line = scene.form.role("signed")
    typed = {Cell(line.id): answers.values.get("time", "")} if line else {}
    failing = scene.session.reckoning(scene.place.contest, typed).failing()
    late = [result for result in failing if "sign" in result.relation.due]
    if late and not reason and not answers.errors:
        answers.errors["reason"] = finding(scene, late[0]).sentence
    return [Command(Signed(minutes, reason), scene.place.contest)]


def _recount(answers: Answers, ground: str) -> list[Command]:
    done, minutes = answers.scene.state.finish, answers.minutes("time")
    while done is not None and done.signed is not None and minutes < done.signed:
        minutes += DAY
    fact = RecountOpened(ground, answers.words("applicant"), minutes, answers.words("number"))
    return [Command(fact, answers.scene.place.contest)]


def _ground(scene: Scene, ground: str) -> str:
    return scene.wording.pick(scene.form.ground(ground).text)


def _not_established(answers: Answers, key: str) -> list[Command]:
    cell = Cell.read(key)
    fact = NotEstablished(
        line=cell.line,
        item=cell.item,
        number=answers.words("number"),
        minutes=answers.minutes("time"),
        members=tuple(answers.members()),
        text=answers.words("found"),
    )
    return [Command(fact, answers.scene.place.contest)]


def _line(scene: Scene, key: str) -> str:
    return scene.wording.pick(scene.form.line(Cell.read(key).line).label)


def _nothing(_answers: Answers, _argument: str) -> list[Command]:
    return []


def _about_step(scene: Scene, _argument: str) -> str:
    """The step's own sentences: what to do with the paper, and the article that orders it."""
    step, words = scene.step, scene.wording
    said = (words.pick(step.title), words.pick(step.subtitle), words.pick(step.why))
    return ". ".join(text.rstrip(".") for text in said if text) + "."


_ACT: Final = (("number", "text"), ("time", "time"), ("found", "text"))

DIALOGS: Final[Mapping[str, Dialog]] = {
    "act": Dialog(_ACT, _act, members=True, tone="legal", what=_finding),
    "finish_act": Dialog(
        _ACT, _finish_act, members=True, tone="error", dangerous=True, what=_finding
    ),
    "own_reason": Dialog((("found", "text"),), _own_reason, tone="warning", what=_finding),
    "unlock": Dialog((("reason", "text"),), _unlock, tone="warning", dangerous=True, what=_step),
    "open_step": Dialog(
        (("reason", "text"),), _open_step, tone="warning", dangerous=True, what=_step
    ),
    "member_add": Dialog((("name", "text"), ("office", "office")), _member_add),
    "member": Dialog(
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
    "member_remove": Dialog((), _member_remove, dangerous=True, what=_member_name),
    "row_add_under": Dialog((("parent", "parent"),), _row_under, what=_collection),
    "box_again": Dialog((("count", "count"),), _box_again, tone="legal", what=_box),
    "box_decide": Dialog(
        (("votes_for", "count"), ("votes_against", "count"), ("number", "text"), ("time", "time")),
        _box_decide,
        tone="legal",
        what=_box,
    ),
    "box_annul": Dialog((), _box_annul, tone="legal", dangerous=True, what=_box),
    "box_restore": Dialog(
        (("reason", "text"),), _box_restore, tone="legal", dangerous=True, what=_box
    ),
    "withdraw": Dialog(
        (("reason", "text"), ("sheets", "count"), ("first_name", "text"), ("second_name", "text")),
        _withdraw,
        tone="warning",
        dangerous=True,
    ),
    "blank_check": Dialog((), blank_checked, tone="legal", rows=blank_rows, ticks=blank_ticks),
    "sign": Dialog((("time", "time"), ("reason", "text")), _sign, dangerous=True),
    "recount": Dialog(
        (("applicant", "text"), ("time", "time"), ("number", "text")),
        _recount,
        tone="warning",
        dangerous=True,
        what=_ground,
    ),
    "help": Dialog((), _nothing, what=_about_step),
    "not_established": Dialog(_ACT, _not_established, members=True, tone="error", what=_line),
}
