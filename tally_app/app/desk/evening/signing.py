"""The statement that a protocol is signed: made with the paper in hand, name by name.

No signature is filled in: who is recorded as present is not thereby somebody who signed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tally_app.app.desk.panel.findings import finding
from tally_app.app.desk.scene import Scene
from tally_app.app.view.address import SigningField
from tally_app.app.view.base import Note
from tally_app.app.view.desk import Block
from tally_app.app.view.fields import Field, Row, Rows
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import UNSAID, Command, Refusal
from tally_app.domain.night.facts.finishing import UNSIGNED, Signed
from tally_app.domain.night.reckoning import PRESENT
from tally_app.domain.night.state import Person
from tally_app.domain.record.making import for_chair
from tally_app.domain.relations.rulebook import Result
from tally_app.domain.values.times import Moment, clock, parse_time

#: What can be said of a member: the signature is there, or why it is not.
SIGNED: Final = "signed"
_SAID: Final = (SIGNED, *UNSIGNED)
_SEAL: Final = ("yes", "no")
_THERE: Final = "present"
#: Signatures before this minute of the day belong to the night's second day.
_NIGHT_UNTIL: Final = 9 * 60


def signing_blocks(scene: Scene) -> list[Block]:
    """The fields of the statement, and the statement itself as it stands."""
    blocks: list[Block] = [_members(scene), _rest(scene)]
    chair = _chair_note(scene)
    if chair is not None:
        blocks.append(chair)
    blocks.append(Note(_statement(scene), "note"))
    return blocks


def first_unsaid(scene: Scene) -> str:
    """The first field in which nothing stands yet, the first one when all are filled."""
    keys = [SigningField(f"member/{person.id}") for person in scene.night.persons]
    keys += [SigningField("time"), SigningField("seal"), SigningField("by")]
    empty = (key.text() for key in keys if not _value(scene, key.name))
    return next(empty, keys[0].text())


def signed_fact(scene: Scene) -> tuple[Command | None, Refusal | None, str]:
    """The statement as a command; else why it is none yet and the field that is missing."""
    signers = tuple(p.id for p in scene.night.persons if _of(scene, p) == SIGNED)
    unsigned = {p.id: _of(scene, p) for p in scene.night.persons if _of(scene, p) != SIGNED}
    left = next((p for p in scene.night.persons if not _of(scene, p)), None)
    if left is not None:
        key = SigningField(f"member/{left.id}").text()
        return None, Refusal("signature_unsaid", "43(8)", name=left.name), key
    moment = parse_time(_value(scene, "time"), _NIGHT_UNTIL)
    if not isinstance(moment, Moment):
        return None, Refusal("time"), SigningField("time").text()
    seal = _value(scene, "seal")
    if not seal:
        return None, Refusal("statement_unsaid", "43(8)"), SigningField("seal").text()
    reason = _value(scene, "reason").strip()
    if _late(scene) and not reason:
        return None, Refusal("reason"), SigningField("reason").text()
    by = _value(scene, "by")
    fact = Signed(moment.minutes, reason or UNSAID, signers, unsigned, seal == "yes", by)
    return Command(fact, scene.place.contest), None, ""


def _members(scene: Scene) -> Rows:
    words = scene.wording
    why = ((name, words.coded("state", name)) for name in UNSIGNED)
    choices = ((SIGNED, words("signing.signed")), *why)
    rows = []
    for person in scene.night.persons:
        key, said = SigningField(f"member/{person.id}").text(), _of(scene, person)
        field = Field(key, said, "choice", name=person.name, choices=choices,
                      placeholder=words("signing.unsaid"))  # fmt: skip
        label = f"{person.name}, {words.coded('office', person.office)}"
        caption = ""
        if person.state != _THERE:
            since = "" if person.minutes is None else clock(person.minutes)
            state = words.coded("state", person.state)
            caption = ", ".join(part for part in (state, since) if part)
        rows.append(Row("", label, caption, field, sub=not caption))
    signed = sum(_of(scene, person) == SIGNED for person in scene.night.persons)
    head = words("signing.who", n=signed, of=len(scene.night.persons))
    return Rows(tuple(rows), head)


def _rest(scene: Scene) -> Rows:
    words = scene.wording
    time, seal = SigningField("time").text(), SigningField("seal").text()
    by = SigningField("by").text()
    label = words("signing.time")
    rows = [
        Row("", label, words("signing.time_says"),
            Field(time, _value(scene, "time"), "time", name=label,
                  placeholder=words("window.not_entered"))),
        Row("", words("signing.seal"), "",
            Field(seal, _value(scene, "seal"), "choice", name=words("signing.seal"),
                  choices=tuple((name, words(f"signing.seal_{name}")) for name in _SEAL),
                  placeholder=words("signing.unsaid"))),
        Row("", words("signing.by"), words("signing.by_says"),
            Field(by, _value(scene, "by"), "choice", name=words("signing.by"),
                  choices=tuple((p.id, p.name) for p in _there(scene)))),
    ]  # fmt: skip
    late = _late(scene)
    if late is not None:
        key = SigningField("reason").text()
        field = Field(key, _value(scene, "reason"), "text", name=words("dialog.field.reason"))
        rows.insert(1, Row("", words("dialog.field.reason"), finding(scene, late).sentence, field))
    return Rows(tuple(rows))


def _statement(scene: Scene) -> str:
    """What pressing the button says, as far as it can be said."""
    words, persons = scene.wording, scene.night.persons
    signed = sum(_of(scene, person) == SIGNED for person in persons)
    by = scene.night.person(_value(scene, "by"))
    moment = parse_time(_value(scene, "time"), _NIGHT_UNTIL)
    whole = all(_of(scene, person) for person in persons) and _value(scene, "seal")
    if not whole or not isinstance(moment, Moment) or by is None:
        return words("signing.not_yet")
    seal = words(f"signing.seal_{_value(scene, 'seal')}")
    time = clock(moment.minutes)
    return words("signing.statement", n=signed, of=len(persons), time=time, seal=seal, name=by.name)


def _chair_note(scene: Scene) -> Note | None:
    """Who signs in the chair's place, where it is said that the chair did not (43(8))."""
    chair = next((p for p in scene.night.persons if p.office == "chair"), None)
    if chair is None or _of(scene, chair) in ("", SIGNED):
        return None
    acting = [p for p in scene.night.persons if p.office in ("deputy", "secretary")]
    there = any(_of(scene, person) == SIGNED for person in acting)
    words = scene.wording("signing.chair_acting" if there else "signing.chair_nobody")
    return Note(words, "note" if there else "warning")


def _of(scene: Scene, person: Person) -> str:
    """What is said of a member: what was chosen, else what is recorded of who is not there."""
    recorded = "" if person.state == _THERE else person.state
    chosen = scene.place.signing.get(f"member/{person.id}", recorded)
    return chosen if chosen in _SAID else ""


def _there(scene: Scene) -> tuple[Person, ...]:
    """Who may say it: the chair or who acts for the chair first."""
    acting = for_chair(scene.night)
    there = [person for person in scene.night.persons if person.state in PRESENT]
    return tuple(sorted(there, key=lambda p: (p.office != "chair", p.id != acting)))


def _value(scene: Scene, name: str) -> str:
    """What stands in a field of the statement."""
    said: Mapping[str, str] = scene.place.signing
    if name.startswith("member/"):
        person = scene.night.person(name.removeprefix("member/"))
        return _of(scene, person) if person else ""
    if name == "by" and name not in said:
        there = _there(scene)
        return there[0].id if there else ""
    return said.get(name, "")


def _late(scene: Scene) -> Result | None:
    """A relation due at signing that does not hold with the time typed."""
    line = scene.form.role("signed")
    typed = {Cell(line.id): _value(scene, "time")} if line and _value(scene, "time") else {}
    if not typed:
        return None
    failing = scene.session.reckoning(scene.place.contest, typed).failing()
    return next((result for result in failing if "sign" in result.relation.due), None)
