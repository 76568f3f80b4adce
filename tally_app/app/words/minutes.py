"""What the journal says of decisions and events, in words: the rows of the minutes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from tally_app.app.night.session import Session
from tally_app.domain.night.event import Event
from tally_app.domain.night.naming import item_name
from tally_app.domain.relations.finding import filled
from tally_app.domain.values.dates import clock_on, in_digits
from tally_app.domain.values.times import by_precinct, clock, minutes_between
from tally_app.domain.values.wording import Wording

Row = tuple[str, str, str]
Tell = Callable[[Session, Event, Wording], str]


def minutes_of(session: Session, wording: Wording) -> list[Row]:
    """Time, what happened, who recorded it: everything the law wants written down, in order."""
    rows, day = [], session.night.rules.election.day
    for event in session.happened:
        tell = _TOLD.get(event.kind)
        text = tell(session, event, wording) if tell is not None else ""
        if text:
            person = session.night.person(event.who)
            who = person.name if person else wording("window.setup_person")
            at = by_precinct(event.at, session.night.precinct.utc_offset)
            rows.append((clock_on(day, minutes_between(day, at)), text, who))
    return rows


def _contest(session: Session, event: Event, wording: Wording) -> str:
    """The ballot an event belongs to, named where the night has several."""
    if not event.contest or len(session.night.contests) == 1:
        return ""
    return wording.pick(session.night.rules.contest(event.contest).name) + ": "


def _step(session: Session, event: Event, wording: Wording) -> str:
    form = session.night.form(event.contest or session.night.first)
    return wording.pick(form.step(str(event.payload["step"])).name)


def _said(key: str, **known: str) -> Tell:
    """A sentence with the event's own values in its places, and what is ``known`` beside them."""

    def tell(session: Session, event: Event, wording: Wording) -> str:
        values: Mapping[str, Any] = event.payload
        minutes = values.get("minutes")
        places = {
            **values,
            **known,
            "time": clock(minutes) if isinstance(minutes, int) else "",
            "step": _step(session, event, wording) if "step" in values else "",
            "votes": values.get("for", ""),
            "box": item_name(
                session.night, session.night.first, "box", str(values.get("box", "")), wording
            ),
        }
        text = wording(f"minutes.{key}", **places)
        return _contest(session, event, wording) + text

    return tell


def _member(session: Session, event: Event, wording: Wording) -> str:
    values: Mapping[str, Any] = event.payload
    person = session.night.person(values["member"])
    name = person.name if person else values["member"]
    state = wording.coded("state", values["state"])
    return ". ".join(x for x in (f"{name}: {state}", values["reason"]) if x)


def _guest(_session: Session, event: Event, wording: Wording) -> str:
    values: Mapping[str, Any] = event.payload
    capacity = wording.coded("capacity", values["capacity"])
    return f"{values['name']}: {capacity}"


def _answer(session: Session, event: Event, wording: Wording) -> str:
    """An act, or the reason given to a warning, with the relation it was given for."""
    values: Mapping[str, Any] = event.payload
    form = session.night.form(event.contest)
    key, _, item = str(values["key"]).partition("/")
    said = values["text"]
    relation = next((one for one in form.relations if one.key == key), None)
    if relation is None:  # an edited file names one that no form has: as it stands there
        what = f"{key}."
    else:
        named = _whose(session, event.contest, item, wording)
        what = filled(wording.pick(relation.message), named, values["difference"])
    if values.get("reason"):
        said = wording.pick(form.reason(values["reason"]).text)
    key = "reason" if values["kind"] == "reason" else "act"
    text = wording(f"minutes.{key}", what=what, number=values.get("number", ""), text=said)
    return _contest(session, event, wording) + text


def _whose(session: Session, contest: str, item: str, wording: Wording) -> str:
    """How the box, member or option of a finding is called, "" for a finding of no item."""
    night = session.night
    kind = "box" if item in night.boxes else "member" if night.person(item) else "option"
    known = kind != "option" or any(x.id == item for x in night.rules.contest(contest).options)
    return item_name(night, contest, kind, item, wording) if item and known else ""


def _unknown(session: Session, event: Event, wording: Wording) -> str:
    """The act of a figure that could not be established, with the line it is of."""
    night, contest = session.night, event.contest or session.night.first
    line, item = (str(event.payload[key]) for key in ("line", "item"))
    shape = night.form(contest).line(line)
    name = wording.pick(shape.label)
    if item:
        name = f"{item_name(night, contest, shape.collection, item, wording)}, {name}"
    return _said("not_established", line=name)(session, event, wording)


def _annulled(session: Session, event: Event, wording: Wording) -> str:
    """The ballots of a box were put aside as invalid, or that was taken back, and why."""
    key = "box_annulled" if event.payload["annulled"] else "box_restored"
    reason = str(event.payload.get("reason", ""))
    return _said(key, reason=reason)(session, event, wording)


def _notified(session: Session, event: Event, wording: Wording) -> str:
    person = session.night.person(str(event.payload["member"]))
    return _said("notified", member=person.name if person else "")(session, event, wording)


def _corrected(session: Session, event: Event, wording: Wording) -> str:
    """What the election file says of the commission was put right, and why; nothing without a
    reason: then the list was only typed.
    """
    values: Mapping[str, Any] = event.payload
    if not values.get("reason"):
        return ""
    if event.kind == "member_unlisted":
        known = (x.name for x in session.night.precinct.members if x.id == values["id"])
        name = next(known, values["id"])
        return wording("minutes.unlisted", name=name, reason=values["reason"])
    office = wording.coded("office", values["office"])
    return wording("minutes.corrected", name=values["name"], office=office, reason=values["reason"])


def _names(session: Session, ids: Sequence[str]) -> str:
    people = (session.night.person(one) for one in ids)
    return ", ".join(person.name for person in people if person)


def _removed(session: Session, event: Event, wording: Wording) -> str:
    """An option was removed by a decision, before two members."""
    values: Mapping[str, Any] = event.payload
    options = {x.id: x.name for x in session.night.rules.contest(event.contest).options}
    text = wording(
        "minutes.option_removed",
        option=wording.pick(options.get(values["option"], {})) or values["option"],
        day=in_digits(values["day"]),
        decision=wording.pick(values["decision"]),
        names=_names(session, values["by"]),
    )
    return _contest(session, event, wording) + text


def _replaced(session: Session, event: Event, wording: Wording) -> str:
    """A member was replaced by a decision, before two members."""
    values: Mapping[str, Any] = event.payload
    before = next((x.name for x in session.night.precinct.members if x.id == values["before"]), "")
    return wording(
        "minutes.member_replaced",
        before=before or values["before"],
        name=values["name"],
        office=wording.coded("office", values["office"]),
        reason=values["reason"],
        names=_names(session, values["by"]),
    )


def _signed(session: Session, event: Event, wording: Wording) -> str:
    """When it was signed; where it was said name by name, by how many, and of the seal."""
    values: Mapping[str, Any] = event.payload
    text = _said("signed")(session, event, wording)
    if "signers" not in values:
        return text
    many, seal = len(values["signers"]), "yes" if values["seal"] else "no"
    whole = many + len(values["unsigned"])
    named = ((session.night.person(one), why) for one, why in values["unsigned"].items())
    unsigned = ", ".join(f"{p.name}: {wording.coded('state', why)}" for p, why in named if p)
    said = wording("minutes.signatures", n=many, of=whole, seal=wording(f"signing.seal_{seal}"))
    return " ".join(part for part in (f"{text}.", said, f"{unsigned}." if unsigned else "") if part)


def _spoiled(session: Session, event: Event, wording: Wording) -> str:
    values: Mapping[str, Any] = event.payload
    names = ", ".join(values["names"])
    return _said("blank_spoiled", names=names)(session, event, wording)


def _resumed(session: Session, event: Event, wording: Wording) -> str:
    key = "resumed" if event.payload["whole"] else "resumed_broken"
    return _said(key)(session, event, wording)


def _closed(session: Session, event: Event, wording: Wording) -> str:
    values: Mapping[str, Any] = event.payload
    return wording("minutes.record_closed", names=_names(session, values["by"]))


_TOLD: Final[Mapping[str, Tell]] = {
    "answered": _answer,
    "member_listed": _corrected,
    "member_unlisted": _corrected,
    "option_removed": _removed,
    "member_replaced": _replaced,
    "member_state_noted": _member,
    "guest_noted": _guest,
    "not_established": _unknown,
    "step_opened": _said("opened"),
    "step_unlocked": _said("unlocked"),
    "box_counted_again": _said("box_again"),
    "box_decided": _said("box_decided"),
    "box_annulled": _annulled,
    "higher_notified": _notified,
    "print_withdrawn": _said("withdrawn"),
    "recount_opened": _said("recount"),
    "signed": _signed,
    "blank_spoiled": _spoiled,
    "count_interrupted": _said("interrupted"),
    "count_resumed": _resumed,
    "record_closed": _closed,
}
