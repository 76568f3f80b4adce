"""A night that is typed anew from paper: what is asked before it begins, and what is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from tally_app.app.night.session import Session
from tally_app.app.view.base import AskFile
from tally_app.app.view.fields import DialogForm, Field, Row
from tally_app.domain.night.command import Command
from tally_app.domain.night.facts.program import BegunFromPaper
from tally_app.domain.values.times import Moment, minutes_between, parse_time
from tally_app.domain.values.wording import Wording

#: An election file is asked for with this.
PAPER: Final = AskFile("paper")
#: What may be there, as it is headed: ``copies.paper.<name>``.
_PAPERS: Final = ("part_one", "sheets", "lists")
_TIME: Final = "time"
#: A precinct opens at 6:00 at the earliest: an hour before that is the next morning's.
_DAY_FROM: Final = 360


@dataclass(frozen=True, slots=True)
class PapersThere:
    """The papers that are there, in words, and the time on the newest of them."""

    names: tuple[str, ...]
    minutes: int


def asked(words: Wording) -> DialogForm:
    """What is to be said of the papers before the night begins."""
    label = words("copies.paper.time")
    row = Row("", label, words("copies.paper.time_says"), Field(_TIME, "", _TIME, name=label))
    return DialogForm(
        PAPER,
        words("copies.paper.title"),
        words("copies.paper.text"),
        (row,),
        tuple((name, words(f"copies.paper.{name}"), False) for name in _PAPERS),
        words("copies.paper.accept"),
        words("dialog.cancel"),
    )


def answered(
    form: DialogForm, values: Mapping[str, str], words: Wording
) -> PapersThere | DialogForm:
    """What was said of the papers, or the form again with what is missing in it."""
    names = tuple(words(f"copies.paper.{name}") for name in _PAPERS if values.get(name))
    minutes = parse_time(values.get(_TIME, ""), _DAY_FROM)
    errors = []
    if not isinstance(minutes, Moment):
        errors.append((_TIME, words("copies.paper.no_time")))
    if not names:
        errors.append(("", words("copies.paper.no_paper")))
    if isinstance(minutes, Moment) and names:
        return PapersThere(names, minutes.minutes)
    return replace(form, errors=tuple(errors))


def record(session: Session, papers: PapersThere) -> None:
    """Record that the night is typed from papers, with both times."""
    day = session.night.rules.election.day
    typed = minutes_between(day, session.clock().isoformat())
    session.execute(Command(BegunFromPaper(papers.names, papers.minutes, typed)))
