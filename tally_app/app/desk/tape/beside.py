"""The sums under the tape, and the panel beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tally_app.app.desk.scene import Scene
from tally_app.app.desk.tape.pages import columns_words, lines_of, tape_of
from tally_app.app.view.base import Button
from tally_app.app.view.desk import Card, Panel
from tally_app.app.view.intents import Jump
from tally_app.app.view.tape import TapeSums
from tally_app.domain.form.form import Line
from tally_app.domain.form.layout import Cell
from tally_app.domain.form.numbers import short_name
from tally_app.domain.night.state import Entry
from tally_app.domain.night.tape import Column, Hand, PageOfTape
from tally_app.domain.values.wording import grouped

#: So many pages that differ, or were typed a third time, have a card of their own.
_CARDS = 4


def sums(scene: Scene) -> TapeSums | None:
    """A row a person, under the columns: one's own pages, and of the others' only those both have
    typed; nothing of a column with an undecided page.
    """
    of, words, who = tape_of(scene), scene.wording, scene.session.who
    rows = []
    for person in _people(of.pages):
        mine = [
            (page, hand)
            for page, hand in _typed_by(of.pages, person)
            if _may_see(page, hand, person, who)
        ]
        if not mine:
            continue
        cells = tuple(_sum(scene, place, column, mine) for place, column in enumerate(of.columns))
        rows.append((words("tape.sum", name=_name(scene, person), count=len(mine)), cells))
    heads = tuple(words.pick(column.first.short or column.first.label) for column in of.columns)
    lefts = tuple(at for at, column in enumerate(of.columns) if column.first.kind != "count")
    return TapeSums(("", *heads), lefts, tuple(rows)) if rows else None


def _may_see(page: PageOfTape, hand: Hand, person: str, who: str) -> bool:
    whole = page.first_whole if hand is Hand.FIRST else page.again_whole
    return whole and (person == who or page.compared)


def _people(pages: Iterable[PageOfTape]) -> list[str]:
    """Whoever typed on the tape, in the order of their first page."""
    found = dict.fromkeys(
        who
        for page in pages
        for entries in (page.first, page.again)
        for entry in entries
        if entry
        for who in sorted(entry.hands)
    )
    return list(found)


def _typed_by(pages: Iterable[PageOfTape], who: str) -> Iterator[tuple[PageOfTape, Hand]]:
    """The pages somebody typed, and which entry of them."""
    for page in pages:
        for hand, entries in ((Hand.FIRST, page.first), (Hand.AGAIN, page.again)):
            if any(entry and who in entry.hands for entry in entries):
                yield page, hand


def _entries(page: PageOfTape, hand: Hand) -> tuple[Entry | None, ...]:
    return page.again if hand is Hand.AGAIN else page.first


def _sum(scene: Scene, place: int, column: Column, mine: list[tuple[PageOfTape, Hand]]) -> str:
    if column.first.kind != "count":
        return ""
    of = tape_of(scene)
    undecided = [at for at, page in enumerate(of.pages, 1) if column in page.differs]
    if undecided:
        return scene.wording("tape.after", page=undecided[0])
    values = [entry.value for page, hand in mine if (entry := _entries(page, hand)[place])]
    known = [value for value in values if value is not None]
    return grouped(sum(known)) if known else ""


def _name(scene: Scene, person: str) -> str:
    found = scene.night.person(person)
    return short_name(found.name) if found else scene.wording("window.setup_person")


def panel(scene: Scene) -> Panel:
    """Who has typed how many pages; what differs; what was typed a third time; who issued what."""
    of, words = tape_of(scene), scene.wording
    cards = [*_bad(scene), *_differing(scene)]
    for person in _people(of.pages):
        typed = list(_typed_by(of.pages, person))
        done = sum(
            page.first_whole if hand is Hand.FIRST else page.again_whole for page, hand in typed
        )
        hands = {hand for _, hand in typed}
        said = ", ".join(
            words(f"tape.{hand}") for hand in (Hand.FIRST, Hand.AGAIN) if hand in hands
        )
        cards.append(Card(f"who/{person}", "note", _name(scene, person), "", said,
                          count=f"{done} / {len(of.pages)}"))  # fmt: skip
    cards.extend(_settled(scene))
    quiet = (words("tape.seen"), words("tape.optional"))
    issued = _issued(scene)
    title = words("tape.members") if issued else ""
    many = len(of.differing)
    chips = (("warning", str(many)),) if many else ()
    return Panel(words.pick(scene.step.name), chips, tuple(cards), quiet, title, issued)


def _bad(scene: Scene) -> Iterator[Card]:
    """What stands in a field and is no figure."""
    of, words, who = tape_of(scene), scene.wording, scene.session.who
    for at, page in enumerate(of.pages, 1):
        for line in lines_of(of.columns, page.hand(who)):
            problem = scene.now.problems.get(Cell(line.id, page.item))
            if problem:
                column = words.pick(line.short or line.label)
                said = words(
                    "tape.bad", page=at, column=column, problem=words.coded("bad", problem)
                )
                jump = Button(
                    Jump(Cell(line.id, page.item)), words("tape.go", page=at), "small", icon="jump"
                )
                yield Card(f"bad/{page.item}/{line.id}", "error", words("severity.error"), "", said,
                           buttons=(jump,))  # fmt: skip


def _differing(scene: Scene) -> Iterator[Card]:
    of, words = tape_of(scene), scene.wording
    found = [(at, page) for at, page in enumerate(of.pages, 1) if page.differs]
    for at, page in found[:_CARDS]:
        said = words("tape.card_says", page=at, columns=columns_words(scene, page))
        where = Cell(page.differs[0].first.id, page.item)
        jump = Button(Jump(where), words("tape.go", page=at), "small", icon="jump")
        yield Card(
            f"differs/{page.item}", "warning", words("tape.card"), "V-06", said, buttons=(jump,)
        )


def _settled(scene: Scene) -> Iterator[Card]:
    """Three figures of a page, once the third is there."""
    of, words, contest = tape_of(scene), scene.wording, scene.place.contest
    numbers = {page.item: at for at, page in enumerate(of.pages, 1)}
    last = [*scene.night.settled.items()][-_CARDS:]
    for cell, kept in last:
        entry = scene.night.entry(contest, cell)
        if entry is None or entry.seq != kept.entry or cell.item not in numbers:
            continue
        line, who = scene.form.line(cell.line), _name(scene, kept.who)
        first, second, third = (_text(scene, line, text) for text in (*kept.texts, entry.text))
        said = words("tape.settled_says", page=numbers[cell.item],
                     column=words.pick(line.short or line.label),
                     first=first, second=second, third=third, who=who)  # fmt: skip
        yield Card(f"settled/{cell}", "ok", words("tape.settled"), "", said)


def _text(scene: Scene, line: Line, text: str) -> str:
    person = scene.night.person(text) if line.kind == "member" else None
    return short_name(person.name) if person else text


def _issued(scene: Scene) -> tuple[tuple[str, str], ...]:
    """Signatures by who issued the ballots, of the pages both have typed."""
    found: dict[str, int] = {}
    for page in tape_of(scene).pages:
        if not page.compared or page.differs:
            continue
        said = dict(zip((x.first.attribute for x in page.columns), page.first, strict=True))
        who, signed = said.get("member"), said.get("signed")
        if who and signed and signed.value is not None:
            found[who.text] = found.get(who.text, 0) + signed.value
    people = [person for person in scene.night.persons if person.id in found]
    return tuple((short_name(person.name), grouped(found[person.id])) for person in people)
