"""Building the record of a contest, final or Part I, from the state of the night."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from typing import Any, Final

from tally_app.domain.form.form import Form, Line
from tally_app.domain.form.layout import Cell
from tally_app.domain.form.numbers import numbered
from tally_app.domain.form.removed import in_record, says
from tally_app.domain.night.answers import answer_to
from tally_app.domain.night.locks import uses
from tally_app.domain.night.naming import box_number, items_of
from tally_app.domain.night.reckoning import Reckoning, constants_of, is_annulled
from tally_app.domain.night.state import ContestNight, Night, Person, Unestablished
from tally_app.domain.record.record import (
    RECORD_FORMAT,
    Record,
    RecordAnswer,
    RecordAttachment,
    RecordBox,
    RecordLine,
    RecordMember,
    RecordOption,
    RecordRecount,
    RecordRelation,
)
from tally_app.domain.relations.language import collection_of, dotted
from tally_app.domain.relations.rulebook import Status

#: Step whose confirmation announces the lines of Part I (its ``confirm`` in the form).
ANNOUNCE = "announce"

#: State of a member on a paper to be signed; who left is absent when it is.
SIGNING: Final = {"present": "signs", "left": "absent", "unknown": "absent"}


def build(
    night: Night, contest: str, reckoning: Reckoning, *, part: int = 0, announced: int | None = None
) -> Record:
    """The record as the night stands. Part 1 holds only the lines established before the boxes.

    ``announced``: minutes at which Part I is being announced (part 1); a final record takes it
    from the confirmation.
    """
    state, form, rules = night.contests[contest], night.form(contest), night.rules
    said = announcement(form, state)
    election = rules.election
    return Record(
        format=RECORD_FORMAT,
        part=part,
        night=night.id,
        mode=night.mode,
        form=form.id,
        form_sha256=rules.form_sha256[contest],
        form_approved=form.approved,
        law_edition=form.law_edition,
        election=election.id,
        election_sha256=rules.election_sha256,
        contest=contest,
        title=rules.contest(contest).name,
        day=election.day,
        precinct=night.precinct.number,
        region=night.precinct.region,
        district=night.precinct.district,
        address=night.precinct.address,
        printed=election.printed.decision if election.printed else {},
        lines=tuple(
            line for line in _lines(night, contest, reckoning) if not part or _early(form, line)
        ),
        options=tuple(
            RecordOption(option.id, _number(form, "option", i), option.name, says(option, form))
            for i, option in enumerate(rules.contest(contest).options, 1)
        ),
        members=tuple(_member(night, person) for person in night.persons),
        boxes=tuple(
            RecordBox(box, box_number(night, contest, box), is_annulled(night, contest, box))
            for box in night.boxes
        ),
        relations=() if part else tuple(_relations(reckoning)),
        answers=()
        if part
        else (
            *_opened(state),
            *_amended(night, contest),
            *_unestablished(night, contest),
            *_answers(night, contest, reckoning),
        ),
        attachments=() if part else tuple(_attachments(night, contest)),
        switched_on=tuple(sorted(state.switched_on)),
        constants={
            **constants_of(night, contest),
            **in_record(rules.contest(contest).options),
        },
        journal_head=night.head,
        announced=announced if part else (said[0] if said else None),
        part_one="" if part or not said else said[1],
        recount=None if part else _recount(form, state),
    )


def announcement(form: Form, state: ContestNight) -> tuple[int | None, str] | None:
    """Minutes and check value of the announced Part I, None before it."""
    for step in form.steps:
        if step.confirm == ANNOUNCE and step.id in state.confirmed:
            done = state.confirmed[step.id]
            return done.minutes, done.check_value
    return None


def _early(form: Form, line: RecordLine) -> bool:
    return form.line(line.id).part_one


def _number(form: Form, collection: str, position: int) -> str:
    line = next((x for x in form.lines if x.collection == collection and x.number), None)
    return numbered(line, position) if line else ""


def _lines(night: Night, contest: str, reckoning: Reckoning) -> Iterator[RecordLine]:
    state, form = night.contests[contest], night.form(contest)
    used = uses(form) - reckoning.layout.off
    for line in form.lines:
        if line.kind not in ("count", "time") or line.id not in used:
            continue
        for position, item in enumerate(items_of(night, contest, line), 1):
            cell = Cell(line.id, item)
            act = _act(state, reckoning, cell)
            value = None if act else reckoning.value(cell)
            if line.free and value is None and act is None:
                continue
            yield RecordLine(
                line.id,
                item,
                numbered(line, position),
                line.kind,
                line.place,
                line.section,
                _status(line, value, act),
                value,
                act.number if act else "",
            )


def _status(line: Line, value: int | None, act: Unestablished | None) -> str:
    if act is not None:
        return "not_established"
    if value is None:
        return "missing"
    return "computed" if line.derived else "entered"


def _act(state: ContestNight, reckoning: Reckoning, cell: Cell) -> Unestablished | None:
    """The act of a figure that could not be established, or of one it is worked out from."""
    formula = reckoning.bound.book.formulas.get(cell.line)
    if formula is None:
        return state.unestablished.get(cell)
    if reckoning.value(cell) is not None:
        return None
    used = {
        f"{collection_of(n.value)}.{n.attr}" if isinstance(n, ast.Attribute) else dotted(n)
        for n in ast.walk(formula)
        if isinstance(n, ast.Name | ast.Attribute)
    }
    acts = (act for unknown, act in state.unestablished.items() if unknown.line in used)
    return next(acts, None)


def _member(night: Night, person: Person) -> RecordMember:
    state = SIGNING.get(person.state, person.state)
    return RecordMember(
        person.id, person.name, person.office, state, person.reason, for_chair(night) == person.id
    )


def for_chair(night: Night) -> str:
    """Who signs in the chair's place: the deputy, else the secretary (43(8)); "" while it does."""
    by_office = {p.office: p for p in night.persons if p.state == "present"}
    chair = next((p for p in night.persons if p.office == "chair"), None)
    if chair is None or chair.state == "present":
        return ""
    acting = by_office.get("deputy") or by_office.get("secretary")
    return acting.id if acting else ""


def _relations(reckoning: Reckoning) -> Iterator[RecordRelation]:
    for result in reckoning.results:
        yield RecordRelation(
            result.relation.key,
            result.relation.code,
            result.item,
            result.relation.severity.value,
            result.status.value,
            result.difference,
        )


def _opened(state: ContestNight) -> Iterator[RecordAnswer]:
    """Steps opened before their turn and locks opened again: severity B, order."""
    for step, reason in state.opened.items():
        yield RecordAnswer(f"order/{step}", "B", step, "order", None, text=reason)
    for step, reason in state.unlocked:
        yield RecordAnswer(f"unlock/{step}", "B", step, "unlock", None, text=reason)


def _amended(night: Night, contest: str) -> Iterator[RecordAnswer]:
    """What a later version of the election file changed in the open precinct."""
    for one in night.amended:
        if one.contest in ("", contest):
            yield RecordAnswer(
                f"{one.kind}/{one.item}",
                "B",
                one.item,
                one.kind,
                None,
                text=one.text,
                members=one.names,
                who=", ".join(one.by),
            )


def _unestablished(night: Night, contest: str) -> Iterator[RecordAnswer]:
    """The acts of figures that could not be established (N-01)."""
    names = {person.id: person.name for person in night.persons}
    for cell, act in night.contests[contest].unestablished.items():
        yield RecordAnswer(
            f"N-01/{cell.line}",
            "N-01",
            cell.item,
            "unestablished",
            None,
            text=act.text,
            number=act.number,
            minutes=act.minutes,
            members=tuple(names.get(member, member) for member in act.members),
        )


def _answers(night: Night, contest: str, reckoning: Reckoning) -> Iterator[RecordAnswer]:
    names = {person.id: person.name for person in night.persons}
    for result in reckoning.results:
        if result.status is not Status.FAILS:
            continue
        answer = answer_to(night, contest, reckoning, result)
        if answer is None:
            continue
        yield RecordAnswer(
            key=result.relation.key,
            code=result.relation.code,
            item=result.item,
            kind=answer.kind,
            difference=result.difference,
            reason=answer.reason,
            text=answer.text,
            number=answer.number,
            minutes=answer.minutes,
            members=tuple(names.get(member, member) for member in answer.members),
            who=names.get(answer.who, answer.who),
        )


def _attachments(night: Night, contest: str) -> Iterator[RecordAttachment]:
    """What the minutes list as attached, with its sheets (20-1(2)(12))."""
    form = night.form(contest)
    what, sheets = form.role("attachment"), form.role("attachment_sheets")
    if what is None or sheets is None:
        return
    titles = {choice.id: choice.text for choice in what.choices}
    for item in items_of(night, contest, sheets):
        many = night.entry(contest, Cell(sheets.id, item))
        named = night.entry(contest, Cell(what.id, item))
        if many is not None and many.value and named is not None and named.text in titles:
            yield RecordAttachment(titles[named.text], many.value)


def _recount(form: Form, state: ContestNight) -> RecordRecount | None:
    if not state.recounts:
        return None
    recount = state.recounts[-1]
    ground = form.ground(recount.ground)
    old = Record.read(recount.old.record)
    recounted = {line.id for line in form.lines if line.stage in ground.reopens}
    return RecordRecount(
        ground=ground.id,
        law=ground.law,
        ground_text=ground.text,
        applicant=recount.applicant,
        minutes=recount.minutes,
        act_number=recount.act_number,
        old_check_value=recount.old.check_value,
        old_signed=recount.old.signed or 0,
        old_lines=tuple(line for line in old.lines if line.id in recounted),
    )


def as_payload(record: Record) -> dict[str, Any]:
    """The record as JSON values, as an event stores it."""
    loaded: dict[str, Any] = json.loads(record.canonical())
    return loaded
