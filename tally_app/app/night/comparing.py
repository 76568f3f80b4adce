"""What a whole chain does not say: that what the night recorded of itself agrees with itself.

A chain made anew with other figures is as whole as the old one. What gives it away is what it says
twice: the record of a finished protocol and the figures it was made of, the hash of a form and its
bytes, the digest of a paper and the kept paper, digits read aloud and the event they were read at,
what was typed and the figure read from it, what was read from the blank and the record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any, Final, NamedTuple

from tally_app.app.night.clock import LEAST
from tally_app.app.night.files import rules_of
from tally_app.catalog.problems import CatalogueError
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.event import Event
from tally_app.domain.night.facts.course import DocumentFiled
from tally_app.domain.night.facts.figures import Typed, TypedDay
from tally_app.domain.night.facts.finishing import BlankChecked, Finished, Printed
from tally_app.domain.night.facts.program import ClockJumped, HeadRead
from tally_app.domain.night.facts.second import SecondTyped
from tally_app.domain.night.facts.steps import StepConfirmed
from tally_app.domain.night.facts.table import FoldError, begin, follow
from tally_app.domain.night.reckoning import Reckoner, read
from tally_app.domain.night.state import OFFICIAL, Night, Rules, Strange
from tally_app.domain.record.making import build
from tally_app.domain.record.record import HEAD_DIGITS, Record, check_digits
from tally_app.domain.relations.rulebook import rulebook

#: What a record says of its night, beside the figures.
_OF_THE_NIGHT: Final = (
    *("night", "mode", "precinct", "contest", "day", "form", "form_sha256"),
    *("election", "election_sha256", "journal_head"),
)

#: What is typed into a field, and the kinds of lines whose text is read as a figure or a time.
_TYPED: Final = (Typed.kind, TypedDay.kind, SecondTyped.kind)
_READ: Final = ("count", "time")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What does not agree: its words are ``verify.<code>``, with what they name."""

    code: str
    names: Mapping[str, str | int] = field(default_factory=dict)


def faults(events: Sequence[Event], kept: Mapping[str, str]) -> Iterator[Disagreement]:
    """What in a whole chain does not agree with itself; ``kept`` are the names of the documents the
    file holds, by their digests.
    """
    if not events:
        yield Disagreement("empty")
        return
    yield from _lost(events, kept)
    try:
        rules = rules_of(tuple(events))
    except (FoldError, CatalogueError):
        yield Disagreement("files_unreadable")
        return
    yield from _of_opening(events[0].payload, rules)
    yield from _of_night(events, rules)


def unnamed(events: Sequence[Event], kept: Sequence[str]) -> list[str]:
    """Digests of documents that are kept and no event names: the program was stopped in between,
    the paper left before Finish, or the end of the journal was cut off. No fault by itself.
    """
    named = {digest for _, digest, _ in _named(events)}
    return [digest for digest in kept if digest not in named]


def times_back(events: Sequence[Event]) -> Iterator[dict[str, str | int]]:
    """Every event whose time is before that of the one before it, where no jump of the clock says
    why. Clocks are set: it is no fault by itself.
    """
    for before, event in pairwise(events):
        try:
            gone = datetime.fromisoformat(before.at) - datetime.fromisoformat(event.at)
        except (TypeError, ValueError):  # an old file may hold a time that is none
            continue
        if gone >= LEAST and event.kind != ClockJumped.kind:
            yield {"seq": event.seq, "at": _minute(event.at), "before": _minute(before.at)}


def _minute(at: str) -> str:
    return f"{at[:16]} {at[-6:]}".replace("T", " ")


def _named(events: Sequence[Event]) -> Iterator[tuple[int, str, str]]:
    """Every event that names a kept document, with its digest and the name it was kept under."""
    for event in events:
        digest = str(event.payload.get("digest", ""))
        if event.kind == DocumentFiled.kind:
            yield event.seq, digest, str(event.payload.get("name", ""))
        elif event.kind == Printed.kind:
            yield event.seq, digest, f"{event.payload.get('document', '')}.pdf"


def _lost(events: Sequence[Event], kept: Mapping[str, str]) -> Iterator[Disagreement]:
    """Documents that are gone, or are kept under a name no event gives them: the same bytes may be
    filed twice, and are kept under the first name.
    """
    named: dict[str, list[str]] = {}
    for seq, digest, name in _named(events):
        named.setdefault(digest, []).append(name)
        if digest not in kept:
            yield Disagreement("document_lost", {"seq": seq, "digest": digest})
    for digest, names in named.items():
        if digest in kept and kept[digest] not in names:
            said: dict[str, str | int] = {"digest": digest, "name": kept[digest]}
            yield Disagreement("document_name", {**said, "names": ", ".join(dict.fromkeys(names))})


def _of_opening(said: Mapping[str, Any], rules: Rules) -> Iterator[Disagreement]:
    """The first event: hashes of the files it carries, and whether they are for practice."""
    if said.get("election_sha256") != rules.election_sha256:
        yield Disagreement("election_changed")
    hashes = said.get("form_sha256")
    kept = hashes if isinstance(hashes, dict) else {}
    for contest, sha256 in rules.form_sha256.items():
        if kept.get(contest) != sha256:
            yield Disagreement("form_changed", {"contest": contest})
    practice = rules.election.training or said.get("exercise") is not None
    if said.get("mode") == OFFICIAL and practice:
        yield Disagreement("practice")


def _of_night(events: Sequence[Event], rules: Rules) -> Iterator[Disagreement]:
    """Records and digits read aloud, each against the night as it stood before them."""
    reckoners = {
        contest: Reckoner(rulebook(form), contest) for contest, form in rules.forms.items()
    }
    heads = {event.seq: event.hash for event in events}
    try:
        night = begin(events[0], rules)
        for event in events[1:]:
            if isinstance(event.payload.get("record"), dict) and event.payload["record"]:
                yield from _of_record(night, event, reckoners)
            if event.kind == HeadRead.kind:
                yield from _of_digits(event, heads)
            if event.kind in _TYPED:
                yield from _of_typed(night, event)
            if event.kind == BlankChecked.kind:
                yield from _of_blank(night, event)
            night = follow(night, event)
        yield from map(of_strange, night.strange)
    except FoldError as error:
        yield Disagreement("fold", {"seq": error.seq, "reason": error.code})


def _of_record(
    night: Night, event: Event, reckoners: Mapping[str, Reckoner]
) -> Iterator[Disagreement]:
    """The record an event keeps: its check value, and the figures it was made of."""
    if event.kind not in (Finished.kind, StepConfirmed.kind):
        return
    where: dict[str, str | int] = {"seq": event.seq, "contest": event.contest}
    payload: Any = event.payload
    try:
        record = Record.read(payload["record"])
    except ValueError:
        yield Disagreement("record_unreadable", where)
        return
    if record.check_value() != payload.get("check_value"):
        yield Disagreement("check_value", where)
    contest = event.contest or night.first
    reckoning = reckoners[contest].reckon(night)
    made = build(night, contest, reckoning, part=record.part, announced=record.announced)
    yield from (
        Disagreement("record_other", {**where, "what": name})
        for name in _OF_THE_NIGHT
        if getattr(record, name) != getattr(made, name)
    )
    yield from (
        Disagreement("record_figure", {**where, **names}) for names in _figures(record, made)
    )


def _figures(record: Record, made: Record) -> Iterator[dict[str, str | int]]:
    """Lines, options and boxes of a record that are not those of the night."""
    kept = {(line.id, line.item): line for line in record.lines}
    night = {(line.id, line.item): line for line in made.lines}
    for key in [*kept, *(key for key in night if key not in kept)]:
        one, other = kept.get(key), night.get(key)
        if one is None or other is None or one.value != other.value:
            number = next((line.number for line in (one, other) if line and line.number), "")
            yield {
                "line": number or "/".join(part for part in key if part),
                "record": _shown(one.value if one else None),
                "figure": _shown(other.value if other else None),
            }
    for what in ("options", "boxes"):
        if getattr(record, what) != getattr(made, what):
            yield {"line": what, "record": "–", "figure": "–"}


def _shown(value: int | None) -> str:
    return "–" if value is None else str(value)


def of_strange(one: Strange) -> Disagreement:
    """What an event names and the night does not know."""
    names: dict[str, str | int] = {"seq": one.seq, "field": one.key, "value": one.value}
    if not one.key:
        return Disagreement("strange_rests", names)
    return Disagreement("strange_gone" if one.passed_over else "strange", names)


def _of_digits(event: Event, heads: Mapping[int, str]) -> Iterator[Disagreement]:
    """Digits read aloud are those of the event they were read at."""
    said: Any = event.payload
    head = heads.get(said.get("seq"), "")
    if not head or check_digits(head)[:HEAD_DIGITS] != said.get("digits"):
        yield Disagreement("digits", {"seq": event.seq, "digits": str(said.get("digits"))})


def _of_typed(night: Night, event: Event) -> Iterator[Disagreement]:
    """A figure or a time is the one that its typed text reads as."""
    said: Any = event.payload
    line = night.form(event.contest or night.first).by_id.get(said.get("line"))
    if line is None or line.kind not in _READ or not isinstance(said.get("text"), str):
        return
    value = read(line, said["text"]).value
    if value != said.get("value"):
        what = {"text": said["text"], "value": _shown(said.get("value"))}
        yield Disagreement("value", {"seq": event.seq, "line": line.number or line.id, **what})


def _of_blank(night: Night, event: Event) -> Iterator[Disagreement]:
    """A blank that was found to agree was read as the record has it."""
    said: Any = event.payload
    finish, figures = night.contests[event.contest or night.first].finish, said.get("read")
    if finish is None or said.get("agrees") is not True or not isinstance(figures, dict):
        return
    for line in Record.read(finish.record).lines:
        key = str(Cell(line.id, line.item))
        if key in figures and figures[key] != line.value:
            what = {"read": str(figures[key]), "record": _shown(line.value)}
            yield Disagreement("blank", {"seq": event.seq, "line": line.number or key, **what})


# digits on paper


#: Fewest and most digits of a journal's value that stand on paper.
_FEWEST: Final = 8
_MOST: Final = 32


def digits_in(text: str) -> str | None:
    """The digits of a journal's value as somebody copied them from paper, None for anything else:
    8 to 32 digits with spaces or hyphens between them.
    """
    bare = "".join(sign for sign in text if not (sign.isspace() or sign in "-–·"))
    fits = bare.isascii() and bare.isdigit() and _FEWEST <= len(bare) <= _MOST
    return bare if fits else None


class OnPaper(NamedTuple):
    """What the digits on a paper say of a file: ``code`` is same, older (the file goes on after
    the paper), cut (its end is missing), another (another history) or unknown (cut or another).

    ``seq`` is the event they belong to, or the last one of the file.
    """

    code: str
    seq: int

    @property
    def holds(self) -> bool:
        """Whether the paper's history is in the file."""
        return self.code in ("same", "older")


def on_paper(events: Sequence[Event], digits: str, entries: int | None = None) -> OnPaper:
    """Compare the first digits of a journal's value on paper with a file of at least one event;
    ``entries`` is the number of entries beside them, where the paper has it.
    """
    last = events[-1].seq
    found = next(
        (e.seq for e in events if check_digits(e.hash).replace(" ", "").startswith(digits)), None
    )
    if found is not None and entries in (None, found):
        return OnPaper("same" if found == last else "older", found)
    if entries is None:
        return OnPaper("unknown", last)
    return OnPaper("cut" if entries > last and found is None else "another", last)
