"""What one event of the journal says, in words, for the extract people read."""

from __future__ import annotations

from typing import Final

from tally_app.app.night.session import Session
from tally_app.app.words.lines import cell_words
from tally_app.app.words.program import TOLD, what_words
from tally_app.domain.form.form import Line
from tally_app.domain.form.layout import Cell
from tally_app.domain.form.numbers import short_name
from tally_app.domain.night.event import Event
from tally_app.domain.night.naming import item_name, line_number
from tally_app.domain.night.state import Night
from tally_app.domain.values.wording import Wording

#: A sentence of the minutes is told by its beginning.
_LONG: Final = 60


#: Kinds of events about one line that was typed before.
_AGAIN: Final = (
    *("second_typed", "second_settled", "settled", "page_settled"),
    *("read_confirmed", "read_refused"),
)


def told(session: Session, event: Event, wording: Wording) -> str:
    """The line and what was typed into it, or the kind of event; whose, with several ballots."""
    night, words = session.night, wording(f"event.{event.kind}")
    if event.seq in night.passed_over:  # what it is about is not there
        return words
    if event.kind in ("typed", "typed_day"):
        words = _typed(session, event, wording)
    elif event.kind in _AGAIN:
        words = f"{words}, {_typed(session, event, wording)}"
    elif event.kind == "line_switched":
        words = _switched(session, event, wording)
    elif event.kind in TOLD:
        words = f"{words}: {what_words(night, event.kind, event.payload, wording)}"
    several = event.contest and len(night.contests) > 1
    if not several:
        return words
    contest = night.rules.contest(event.contest)
    return f"{wording.pick(contest.short or contest.name)} · {words}"


def by(session: Session, event: Event) -> str:
    """Who recorded it; "" for the program itself."""
    person = session.night.person(event.who)
    return short_name(person.name) if person else ""


def _switched(session: Session, event: Event, wording: Wording) -> str:
    """Which line was put in or left out, by its name: its number goes by the lines there are."""
    line = session.night.form(event.contest).line(str(event.payload["line"]))
    words = wording("event.line_switched" if event.payload["on"] else "event.line_left_out")
    return f"{words}: {wording.pick(line.short or line.label)}"


def _typed(session: Session, event: Event, wording: Wording) -> str:
    night = session.night
    contest = event.contest or night.first
    line = night.form(contest).line(str(event.payload["line"]))
    cell = Cell(line.id, str(event.payload["item"]))
    where = cell_words(night, contest, cell, wording)
    if "text" not in event.payload:  # a figure read aloud
        return where
    if cell in session.hidden(contest):
        return f"{where}: {wording('procedure.hidden')}"
    text = said_text(night, line, str(event.payload["text"]).strip(), wording)
    return f"{where}: {_begun(text) or '–'}"


def _begun(text: str) -> str:
    """A long text by its first words."""
    return text if len(text) <= _LONG else f"{text[:_LONG].rpartition(' ')[0] or text[:_LONG]} …"


def place(night: Night, contest: str, line: Line, item: str, wording: Wording) -> str:
    """The number of the line; without one its short name, after the row's."""
    try:
        number = line_number(night, contest, line, item)
    except ValueError:  # the row was taken away again
        number = ""
    if number:
        return number
    name = wording.pick(line.short or line.label)
    return f"{item_name(night, contest, line.collection, item, wording)}, {name}" if item else name


def said_text(night: Night, line: Line, text: str, wording: Wording) -> str:
    """What stands in the field: choices, ballots and people by their words."""
    if line.kind == "choice":
        return next((wording.pick(c.text) for c in line.choices if c.id == text), text)
    if line.kind == "contest" and text in night.contests:
        return wording.pick(night.rules.contest(text).name)
    person = night.person(text) if line.kind == "member" else None
    return short_name(person.name) if person else text
