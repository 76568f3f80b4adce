"""What a paper says of a sitting: quorum, acts, disputed ballots, forms for the hand, and who
signs, in the state they were in at the moment it speaks of.

The numbers follow from who was recorded as there and from what was recorded of each ballot; what
is written by hand when it happens stands in numbered empty rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from tally_app.app.night.session import Session
from tally_app.app.papers.acts import Act, acts_of
from tally_app.domain.form.form import Line
from tally_app.domain.form.papers import PaperBlock
from tally_app.domain.night.naming import items_of
from tally_app.domain.night.presence import as_then, there
from tally_app.domain.night.reckoning import PRESENT
from tally_app.domain.night.state import Night
from tally_app.domain.record.document import (
    Block,
    Detail,
    Details,
    Grid,
    Signer,
    Signers,
    same,
)
from tally_app.domain.record.making import SIGNING, for_chair
from tally_app.domain.values.times import clock
from tally_app.domain.values.wording import Wording
from tally_app.domain.values.words import Words

#: A text of the papers, a name of the form, what stands in a field: all in the printed languages.
Say = Callable[..., Words]
Own = Callable[[Words], Words]
Text = Callable[[str, Line, str], Words]

_OFFICES: Final = ("chair", "secretary")
#: A sitting needs two thirds of all members (20(4)).
_QUORUM: Final = (2, 3)
#: What is recorded of a disputed ballot: what it is, the outcome, the votes for it.
_DISPUTE: Final = ("dispute.what", "dispute.outcome", "dispute.votes")


def quorum(night: Night, moment: int | None, title: Words, say: Say, asked: Words) -> Details:
    """All members, how many a sitting needs, how many were there at that moment. ``asked``: how
    the form calls what is needed, nothing where no law asks for it.
    """
    whole = len(night.persons)
    part, of = _QUORUM
    needed = -(-whole * part // of)
    here = len(there(night, moment))
    rows = ((say("quorum.members"), whole), (asked, needed), (say("quorum.present"), here))
    return Details(tuple(Detail(label, text=same(str(n))) for label, n in rows if label), title)


def acts(session: Session, contests: Sequence[str], title: Words, say: Say) -> Grid | None:
    """Number, hour and matter of every act in the order they were made; None without any."""
    found = [act for contest in contests for act in acts_of(session, contest)]
    recounts = [one for contest in contests for one in session.night.contests[contest].recounts]
    if not found and not recounts:
        return None
    found.sort(key=lambda act: (act.minutes or 0, act.number))
    rows = tuple(
        (
            say("act_number", number=act.number),
            same("" if act.minutes is None else clock(act.minutes)),
            same(act.found),
        )
        for act in found
    )
    # The hour of the act of a recount is written by hand: nobody recorded it.
    rows += tuple(
        (say("act_number", number=x.act_number), {}, say("act.subject")) for x in recounts
    )
    heads: tuple[Words, ...] = ({}, say("acts.time"), say("acts.found"))
    return Grid(heads, rows, title)


def disputes(session: Session, title: Words, say: Say, own: Own, text: Text) -> Grid | None:
    """A row for each disputed ballot: which ballot it is of, what it is, how it was decided."""
    night, rows = session.night, []
    for contest in night.contests:
        lines = [night.form(contest).by_id.get(name) for name in _DISPUTE]
        first = lines[0]
        if first is None:
            continue
        items = items_of(night, contest, first)
        called = own(night.rules.contest(contest).name) if len(night.contests) > 1 else {}
        rows += [
            (same(str(n)), called, *(text(contest, line, item) if line else {} for line in lines))
            for n, item in enumerate(items, 1)
        ]
    if not rows:
        return None
    form = night.form(night.first)
    heads = [own(form.line(name).short or form.line(name).label) for name in _DISPUTE]
    several = len(night.contests) > 1
    kept = tuple(row if several else (row[0], *row[2:]) for row in rows)
    over = [{}, *([say("program.column.contest")] if several else []), *heads]
    return Grid(tuple(over), kept, title)


def by_hand(block: PaperBlock, title: Words, names: Sequence[Words], own: Own) -> Grid:
    """Numbered rows, or one per name, with columns that are written in when it happens."""
    rows: Iterator[Words] = (
        iter(names) if names else (same(str(number)) for number in range(1, block.empty + 1))
    )
    empty: tuple[Words, ...] = tuple({} for _ in block.column)
    heads = ({}, *(own(column.text) for column in block.column))
    return Grid(heads, tuple((name, *empty) for name in rows), title, kind="form")


def said_present(night: Night, act: Act, wording: Wording) -> str:
    """An act's witnesses with the capacity they were there in; the members too where the rows of
    signatures do not say already who of them was there.
    """
    here = {person.id for person in there(night, act.minutes)}
    named = () if here == {*act.members} else night.persons
    people = [person.name for person in named if person.id in act.members]
    guests = [guest for guest in night.guests if guest.id in act.witnesses]
    people += [f"{guest.name} ({wording.coded('capacity', guest.capacity)})" for guest in guests]
    return ", ".join(people)


def signers(
    night: Night, who: str, moment: int | None, each: Callable[[Callable[[Wording], str]], Words]
) -> Iterator[Signer]:
    """``who``: all, chair_secretary (and who stands in for the chair), present."""
    day = night.rules.election.day
    then = replace(night, persons=tuple(as_then(p, moment, day) for p in night.persons))
    acting = for_chair(then)
    for person in then.persons:
        chosen = who != "chair_secretary" or person.office in _OFFICES or person.id == acting
        if not chosen or (who == "present" and person.state not in PRESENT):
            continue
        state = SIGNING.get(person.state, person.state)
        yield Signer(person.name, _office(each, person.office), state)


def _office(each: Callable[[Callable[[Wording], str]], Words], office: str) -> Words:
    return each(lambda wording: wording.coded("office", office))


def unsigned(block: Block) -> Block:
    """Who signs a paper that is filled in by hand is seen when it is: nobody is absent yet."""
    if not isinstance(block, Signers):
        return block
    return replace(block, rows=tuple(replace(row, state="signs", reason="") for row in block.rows))
