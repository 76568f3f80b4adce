"""The check of an election in the making, and the door to those that are kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tally_app.app.maker.words import sentence, told
from tally_app.app.view.base import AskFile, Button, Note
from tally_app.app.view.maker import BeginSaved, Block, GoOn, GoTo, PutAway
from tally_app.app.window.maker.shelf import OnShelf
from tally_app.app.window.maker.tables import TABLES
from tally_app.app.window.maker.work import Work
from tally_app.domain.maker.draft import DraftFault
from tally_app.domain.values.counts import Count, parse_count
from tally_app.domain.values.dates import in_digits, stamp
from tally_app.domain.values.wording import Wording, grouped

#: Faults that are listed on the page of the check.
_LISTED: Final = 60


def page_of(fault: DraftFault) -> GoTo:
    """Where a fault is mended."""
    spot = fault.spot
    if spot.matter == "election":
        on_kinds = spot.column in ("day", "days")
        return GoTo("kinds") if on_kinds else GoTo("names", 0, 0, spot.column)
    if spot.matter == "ballots":
        return GoTo("names", 0, spot.row, spot.column) if spot.row else GoTo("kinds")
    if spot.matter in TABLES:
        return GoTo(spot.matter, spot.of, max(0, spot.row - 1), spot.column)
    return GoTo("decisions")


def check(work: Work, words: Wording) -> Iterator[Block]:
    """Every fault with its way there, then what is handed out."""
    found = sorted(
        work.faults, key=lambda fault: ("error", "warning", "note").index(fault.severity)
    )
    for fault in found[:_LISTED]:
        button = Button(page_of(fault), words("maker.go_there"), "small", icon="jump")
        yield Note(sentence(fault, words), fault.severity, _where(fault, words), (button,))
    if len(found) > _LISTED:
        yield Note(words("maker.and_more", count=len(found) - _LISTED))
    for number, contest in enumerate(work.draft.contests, 1):
        says = words("maker.sum.options", count=len(contest.options))
        title = f"{words('maker.ballot_number', number=number)}. {words.pick(contest.name)}"
        yield Note(says, "ok" if not found else "note", title)
    precincts = work.draft.precincts
    read = [parse_count(x.voters) for x in precincts]
    known = [x.value for x in read if isinstance(x, Count)]
    voters = grouped(sum(known)) if known else words("maker.show.unsaid")
    members = sum(len(x.members) for x in precincts)
    title = words("maker.sum.precincts", count=len(precincts))
    says = words("maker.sum.people", voters=voters, members=members)
    yield Note(says, "ok" if not found else "note", title)


def _where(fault: DraftFault, words: Wording) -> str:
    """The place of a fault without what is wrong there."""
    line = told(fault, {}, words)
    where = line.removesuffix(
        f"{words(f'severity.{fault.severity}')}: {sentence(fault, words)}"
    ).strip(" :")
    return where[:1].upper() + where[1:]


def saved_note(work: Work, path: str, words: Wording) -> Note:
    """The file was written: where it lies, and how a count is begun from it."""
    button = Button(BeginSaved(), words("maker.begin"), "small", icon="next")
    text = words("maker.saved.own" if work.draft.own else "maker.saved.text")
    return Note(text, "ok", words("maker.saved.title", path=path), (button,))


def door(kept: list[OnShelf], words: Wording) -> Iterator[Block]:
    """What can be gone on with, and a new one."""
    for position, one in enumerate(kept):
        about = one.kept.draft if one.kept is not None else None
        name = words.pick(about.name) if about is not None else one.name
        title = name or words("maker.unnamed")
        said = words("maker.kept.changed", time=stamp(one.changed.isoformat(), seconds=False))
        if about is None:
            yield Note(words("maker.kept.unreadable"), "warning", title, (_away(one, words),))
            continue
        counts = words(
            "maker.kept.says",
            day=in_digits(about.day) or "–",
            ballots=len(about.contests),
            precincts=len(about.precincts),
        )
        style = "small" if position else "filled"
        go_on = Button(GoOn(one.name), words("maker.kept.go_on"), style, icon="next")
        yield Note(f"{counts}\n{said}", "note", title, (go_on, _away(one, words)))
    new = Button(GoOn(), words("maker.kept.new"), "outlined" if kept else "filled", icon="add")
    opened = Button(AskFile("maker_open"), words("maker.kept.open"), icon="folder")
    yield Note(words("maker.kept.how"), buttons=(new, opened))


def _away(one: OnShelf, words: Wording) -> Button:
    return Button(PutAway(one.name), words("maker.kept.away"), "small")
