"""The end of the record: what was done, hour by hour, and what stays open."""

from __future__ import annotations

from collections.abc import Iterator

from tally_app.app.desk.dialogs.answers import Answers
from tally_app.app.desk.passphrase import asked_note, recount_button
from tally_app.app.desk.scene import Scene
from tally_app.app.view.base import Note
from tally_app.app.view.desk import Block, Card
from tally_app.app.view.evening import CloseRecord
from tally_app.app.view.fields import Message, Row, Rows
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import Command
from tally_app.domain.night.evening import COPIES, HAND_OVER, POST, SIGN, Deed, deeds
from tally_app.domain.night.facts.course import RecordClosed
from tally_app.domain.night.naming import items_in
from tally_app.domain.values.dates import moment
from tally_app.domain.values.minutes import DAY, clock, clock_of

#: Days the posted copy stays in the premises (43(8)).
_POSTED: int = 2
#: The collection of the packages that are handed over.
_PACKAGE: str = "package"


def record_closed(answers: Answers, _asked: CloseRecord) -> list[Command]:
    """The two members who close the record."""
    by = tuple(answers.values.get(key, "") for key in ("closed_by", "closed_with"))
    for key, one in zip(("closed_by", "closed_with"), by, strict=True):
        if not one:
            answers.errors[key] = answers.scene.wording("bad.empty")
    if by[0] and by[0] == by[1]:
        answers.errors["closed_with"] = answers.scene.wording("end.two")
    return [Command(RecordClosed(by))]


def done_rows(scene: Scene) -> Rows:
    """Everything that was written down as done, in the order of the law; the rest as a dash."""
    return Rows(tuple(_rows(scene)), scene.wording("end.done"))


def left_note(scene: Scene) -> Note:
    """How long the posted copy hangs, and until when a recount may be asked for."""
    words, day = scene.wording, scene.night.rules.election.day
    said = []
    posted = _value(scene, "posted")
    if posted is not None:
        until = moment(day, posted + _POSTED * DAY, words.language)
        said.append(words("end.hangs", until=until))
    ended, limit = _value(scene, "voting_end"), scene.now.constant("count_limit")
    if ended is not None and limit is not None:
        said.append(words("end.proxy", until=moment(day, ended + limit, words.language)))
    said.append(words("end.higher"))
    said.append(words("end.open"))
    return Note("\n".join(said), "note", words("end.left"))


def recount_note(scene: Scene) -> Iterator[Block]:
    """The lawful grounds that open a protocol again."""
    words = scene.wording
    buttons = tuple(recount_button(scene, ground) for ground in scene.form.grounds)
    if buttons:
        yield Note(words("end.recount"), buttons=buttons)
        yield from filter(None, (asked_note(scene, "recount"),))


def end_cards(scene: Scene) -> tuple[Card, ...]:
    """Who closed the record, and the check value of every protocol."""
    words, night, closed = scene.wording, scene.night, scene.night.closed
    if closed is None:
        return ()
    people = (night.person(one) for one in closed.by)
    names = tuple(f"{p.name}, {words.coded('office', p.office)}" for p in people if p)
    cards = [Card("closed", "ok", words("end.closed", time=clock_of(closed.at)), "", "",
                  answer=names)]  # fmt: skip
    for contest, state in night.contests.items():
        if state.finish is not None:
            name = words.pick(night.rules.contest(contest).name)
            cards.append(
                Card(f"value:{contest}", "plain", words("paper_page.check_value"), "", name,
                     answer=(state.finish.check_value,))
            )  # fmt: skip
    cards.append(Card("thanks", "plain", words("end.thanks"), "", words("end.thanks_says")))
    return tuple(cards)


def _rows(scene: Scene) -> Iterator[Row]:
    words, night = scene.wording, scene.night
    announced = _value(scene, "results_announced")
    yield _row(scene, words("end.announced"), "" if announced is None else clock(announced))
    for contest in night.contests:
        of = words.pick(night.rules.contest(contest).name) if len(night.contests) > 1 else ""
        found = {deed.name: deed for deed in deeds(night, contest)}
        yield _row(scene, words("end.signed"), _signed(scene, contest, found[SIGN]), of)
        copies = found[COPIES]
        given = words("end.given", n=copies.many) if copies.many else ""
        yield _row(scene, words("end.copies"), given, of)
    first = {deed.name: deed for deed in deeds(night, night.first)}
    yield _row(scene, words("end.posted"), _hour(first[POST]))
    packed = len(items_in(night, night.first, _PACKAGE))
    yield _row(scene, words("end.packed"), words("end.packages", n=packed) if packed else "")
    number = _text(scene, "receipt_number")
    received = _hour(first[HAND_OVER])
    if number:
        received = " · ".join(x for x in (received, words("end.receipt", number=number)) if x)
    left = _value(scene, "left_premises")
    yield _row(scene, words("end.left_premises"), "" if left is None else clock(left))
    yield _row(scene, words("end.handed"), received)


def _row(scene: Scene, label: str, said: str, of: str = "") -> Row:
    tone = Message("ok", "") if said else Message("", scene.wording("end.not_yet"))
    return Row("", label, of, value=said or scene.wording("window.dash"),
               message=None if said else tone, sub=True)  # fmt: skip


def _signed(scene: Scene, contest: str, deed: Deed) -> str:
    if deed.minutes is None:
        return ""
    finish = scene.night.contests[contest].finish
    if finish is None or finish.signing is None:
        return clock(deed.minutes)
    seal = scene.wording(f"signing.seal_{'yes' if finish.signing.seal else 'no'}")
    said = scene.wording("end.signatures", n=deed.many, of=deed.of, seal=seal)
    return f"{clock(deed.minutes)} · {said}"


def _hour(deed: Deed) -> str:
    return "" if deed.minutes is None else clock(deed.minutes)


def _value(scene: Scene, role: str) -> int | None:
    line = scene.form.role(role)
    entry = scene.night.entry(scene.place.contest, Cell(line.id)) if line else None
    return entry.value if entry else None


def _text(scene: Scene, role: str) -> str:
    line = scene.form.role(role)
    return scene.session.text(scene.place.contest, Cell(line.id)).strip() if line else ""
