"""Copies of the signed protocols for everybody present who asks (20-1(2)(11), 43(8)): who gets
which, what is still to be printed, who has signed for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tally_app.app.desk.dialogs.answers import GUEST, Answers
from tally_app.app.desk.scene import Scene
from tally_app.app.papers.offering import has_left, waiting
from tally_app.app.view.address import PaperName
from tally_app.app.view.base import Button, Note
from tally_app.app.view.desk import Card, Table, TableRow
from tally_app.app.view.evening import AskCopies, CopiesReceived
from tally_app.app.view.fields import Field, Message, Row
from tally_app.app.view.intents import OpenPaper, ShowStep
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import Command, Refusal
from tally_app.domain.night.evening import CopyRow, copy_rows
from tally_app.domain.night.facts.commission import GuestNoted
from tally_app.domain.night.facts.rows import ItemAdded
from tally_app.domain.night.locks import step_of
from tally_app.domain.night.naming import items_in
from tally_app.domain.values.minutes import clock_of

#: How far a copy is, the least first.
_UNFILLED, _WAITING, _LEFT, _RECEIVED = range(4)
STATES: Final = ("unfilled", "waiting", "left", "received")
#: The key of the tick for the copy that is posted.
WALL: Final = "wall"
#: The paper that whoever hands in an act or a statement gets (20-1(2)(12)).
_MARK: Final = "mark_of_receipt"
_TONES: Final = ("warning", "", "", "ok")


@dataclass(frozen=True, slots=True)
class _Given:
    """A copy for somebody: of which ballot, its row in the register, how far it is."""

    contest: str
    row: CopyRow
    state: int


def receivers(scene: Scene) -> Iterator[Table]:
    """Who gets copies of which ballots, one row a person; nothing before somebody asked."""
    people = scene.once(_people)
    if not people:
        return
    words, night = scene.wording, scene.night
    ballots = [night.rules.contest(contest) for contest in night.contests]
    heads = [words.pick(one.short or one.name) for one in ballots]
    columns = tuple(heads) if len(heads) > 1 else (words("handed.number"),)
    rows = tuple(_person(scene, to, given) for to, given in people.items())
    yield Table(words("handed.to"), columns, rows, total=_total(scene),
                tail=words("handed.received"))  # fmt: skip


def batch_card(scene: Scene) -> Card:
    """How many sheets the copies take that are still to be printed."""
    return scene.kept.part("batch", scene.night.head, lambda: _batch_card(scene))


def signed(scene: Scene) -> list[str]:
    """The ballots whose protocol is signed: of no other one is there a copy."""
    finishes = ((name, state.finish) for name, state in scene.night.contests.items())
    return [name for name, finish in finishes if finish is not None and finish.signed is not None]


def signed_ballots(scene: Scene, _asked: AskCopies) -> tuple[Row, ...]:
    """The field in which a ballot is chosen where there are several."""
    words, names = scene.wording, signed(scene)
    if not names[1:]:  # one is no choice
        return ()
    label = words("handed.ballot")
    of = ((name, words.pick(scene.night.rules.contest(name).name)) for name in names)
    field = Field("ballot", "", "choice", name=label, choices=(("", words("handed.all")), *of))
    return (Row("", label, "", field),)


def those_present(scene: Scene) -> tuple[tuple[str, str, bool], ...]:
    """A tick for the copy that is posted in the premises, while there is none (43(8)), and one for
    everybody who was written down as present beside the commission.
    """
    wall = ((WALL, scene.wording("handed.wall"), True),) if _to_be_posted(scene) else ()
    return (*wall, *((GUEST + one.id, _called(scene, one.name, one.capacity), False)
                     for one in scene.night.guests))  # fmt: skip


def _to_be_posted(scene: Scene) -> bool:
    """Whether some signed ballot has no copy for the wall, in whichever language it was asked."""
    called = {words("handed.wall") for words in scene.papers.wordings.values()}
    return any(
        called.isdisjoint(row.to for row in copy_rows(scene.night, contest))
        for contest in signed(scene)
    )


def copies_asked(answers: Answers, _asked: AskCopies) -> list[Command]:
    """A row of the register for every copy: numbers go on, a number is never used again."""
    scene, time = answers.scene, answers.values.get("time", "")
    answers.minutes("time")
    chosen, noted = answers.witnesses()
    posted = answers.values.get(WALL) == "yes"
    if not chosen and not posted:
        answers.errors["guest_name"] = scene.wording("handed.nobody")
    if answers.errors:
        return []
    there = {one.id: (one.name, one.capacity) for one in scene.night.guests}
    new = (one.fact for one in noted)
    there |= {one.id: (one.name, one.capacity) for one in new if isinstance(one, GuestNoted)}
    wall = [scene.wording("handed.wall")] if posted else []
    people = [*wall, *(_called(scene, *there[one]) for one in chosen)]
    ballot = answers.values.get("ballot", "")
    found = [*noted]
    item, number = _last(scene)
    for contest in [ballot] if ballot else signed(scene):
        had = {row.to for row in copy_rows(scene.night, contest)}
        for to in people:
            if to not in had:
                item, number = item + 1, number + 1
                found += _row(scene, str(item), (str(number), time, contest, to))
    return found


def note_received(scene: Scene, asked: CopiesReceived) -> Refusal | None:
    """The receiver's signature stands in the register on paper."""
    said = scene.wording("handed.received_at", time=clock_of(scene.session.now().isoformat()))
    line = scene.form.role("copy_receipt")
    contest, refused = scene.place.contest, None
    if line is None:
        return None
    for row in asked.rows:
        refused = refused or scene.session.type_text(contest, Cell(line.id, row), said)
    return refused


def mark_note(scene: Scene) -> Note:
    """Statements and acts of observers, with the mark of receipt whoever hands one in gets."""
    words, form = scene.wording, scene.form
    buttons = [
        Button(OpenPaper(PaperName("doc", paper.id)), words.pick(paper.title), "small", icon="page")
        for paper in form.papers
        if paper.id == _MARK
    ]
    line = form.role("attachment")
    step = step_of(scene.night, scene.place.contest, line.stage) if line else None
    if step is not None:
        name = words.pick(step.name)
        buttons.append(Button(ShowStep(step.id), words("handed.write_down", step=name), "small",
                              icon="jump"))  # fmt: skip
    return Note(words("handed.marks"), "", words("handed.marks_title"), tuple(buttons))


def _people(scene: Scene) -> dict[str, list[_Given]]:
    """By whom copies are for, in the order of the register; a row that names nobody is apart."""
    found: dict[str, list[_Given]] = {}
    for contest in scene.night.contests:
        for row in copy_rows(scene.night, contest):
            found.setdefault(row.to, []).append(_Given(contest, row, _state(scene, contest, row)))
    found.pop("", None)
    first = {to: min(int(one.row.item) for one in given) for to, given in found.items()}
    return {to: found[to] for to in sorted(found, key=first.__getitem__)}


def _state(scene: Scene, contest: str, row: CopyRow) -> int:
    if row.received:
        return _RECEIVED
    if not row.number or row.minutes is None:
        return _UNFILLED
    return _LEFT if has_left(scene.session, contest, PaperName("copy", row.item)) else _WAITING


def _person(scene: Scene, to: str, given: Sequence[_Given]) -> TableRow:
    words = scene.wording
    dash = words("window.dash")
    numbers = {contest: ", ".join(one.row.number or dash for one in given if one.contest == contest)
               for contest in scene.night.contests}  # fmt: skip
    state = min(one.state for one in given)
    open_ = tuple(one.row.item for one in given if one.state in (_WAITING, _LEFT))
    done = (Button(CopiesReceived(open_), words("handed.received"), "small", icon="tick"),)
    return TableRow(
        to,
        tuple(numbers[contest] or dash for contest in scene.night.contests),
        buttons=done if open_ else (),
        message=Message(_TONES[state], words(f"handed.state.{STATES[state]}")),
    )


def _total(scene: Scene) -> TableRow:
    words, all_ = scene.wording, scene.once(_people).values()
    received, whole = [], []
    for contest in scene.night.contests:
        mine = [one for given in all_ for one in given if one.contest == contest]
        whole.append(len(mine))
        received.append(sum(one.state == _RECEIVED for one in mine))
    cells = tuple(words("handed.of", n=n, of=of) for n, of in zip(received, whole, strict=True))
    label = words("handed.signed_for")
    return TableRow(label, cells, strong=True)


def _batch_card(scene: Scene) -> Card:
    words, copies = scene.wording, list(waiting(scene.session))
    title, rows, sheets = words("handed.batch"), [], 0
    for contest in scene.night.contests:
        mine = sum(of == contest for of, _ in copies)
        if mine:
            ballot = scene.night.rules.contest(contest)
            name = words.pick(ballot.short or ballot.name)
            rows.append(words("handed.per", ballot=name, n=mine))
            sheets += mine * scene.papers.copy_sheets(scene.session, contest)
    if not rows:
        return Card("batch", "plain", title, "", words("handed.no_batch"))
    rows.append(words("handed.copies", n=len(copies)))
    if sheets:
        rows.append(words("handed.sheets", n=sheets))
    return Card("batch", "plain", title, "", words("handed.batch_says"), answer=tuple(rows))


def _called(scene: Scene, name: str, capacity: str) -> str:
    return f"{name}, {scene.wording.coded('capacity', capacity)}"


def _last(scene: Scene) -> tuple[int, int]:
    """The last row of the register and the highest number in it, of whatever ballot."""
    line = scene.form.role("copy_number")
    if line is None:
        return 0, 0
    contest = scene.place.contest
    rows = items_in(scene.night, contest, line.collection)
    texts = [scene.session.text(contest, Cell(line.id, row)) for row in rows]
    numbers = [int(text) for text in texts if text.strip().isascii() and text.strip().isdigit()]
    return max((int(row) for row in rows), default=0), max(numbers, default=0)


def _row(scene: Scene, item: str, said: tuple[str, str, str, str]) -> list[Command]:
    """A row of the register with what it says: number, time, ballot, to whom."""
    session, contest = scene.session, scene.place.contest
    lines = [scene.form.role(f"copy_{name}") for name in ("number", "time", "contest", "to")]
    found: list[Command] = []
    for line, text in zip(lines, said, strict=True):
        if line is not None:
            found = found or [session.row_command(ItemAdded(line.collection, item), contest)]
            found.append(session.typing(contest, Cell(line.id, item), text))
    return found
