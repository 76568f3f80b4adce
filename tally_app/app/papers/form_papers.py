"""Makes the papers a form declares (``[[paper]]``) from the night, as values to be printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from string import Formatter
from typing import Final

from tally_app.app.night.session import Session
from tally_app.app.papers.acts import Act
from tally_app.app.papers.box_acts import notice, votes
from tally_app.app.papers.recorded import Recorded
from tally_app.app.papers.sitting import (
    acts,
    by_hand,
    disputes,
    quorum,
    said_present,
    signers,
    unsigned,
)
from tally_app.app.words.findings import finding_of
from tally_app.app.words.minutes import minutes_of
from tally_app.domain.form.form import Line
from tally_app.domain.form.layout import Cell
from tally_app.domain.form.papers import Paper, PaperBlock
from tally_app.domain.night.naming import item_name, items_in, items_of, line_number
from tally_app.domain.night.presence import there
from tally_app.domain.record.document import (
    DOCUMENT_FORMAT,
    Block,
    Detail,
    Details,
    Document,
    Grid,
    Label,
    Labels,
    Prose,
    Signer,
    Signers,
    asks_hand,
    joined,
    same,
)
from tally_app.domain.record.record import HEAD_DIGITS, check_digits
from tally_app.domain.relations.finding import Finding
from tally_app.domain.relations.rulebook import Result
from tally_app.domain.values.dates import clock_on, in_full, on_day
from tally_app.domain.values.languages import STATE_LANGUAGES
from tally_app.domain.values.times import clock
from tally_app.domain.values.wording import Wording, as_said, grouped
from tally_app.domain.values.words import Words

#: Empty rows of a form to fill in by hand where the form names no number.
_BLANK_ROWS: Final = 8
_OFFICES: Final = ("chair", "secretary")
#: A finding of no single member, box or option names none; every other place of a sentence is what
#: the sentence says, and without it there is no sentence.
_MAY_BE_NOTHING: Final = {"item"}
#: Room to write in where a sentence of a blank form speaks of an act that is still to come.
_BY_HAND: Final = "____________"


class Author:
    """Writes the papers of one contest (or of the day, looked at through it) of one night."""

    def __init__(self, session: Session, contest: str, wordings: Mapping[str, Wording]) -> None:
        self.session = session
        self.night = session.night
        self.contest = contest
        self.form = self.night.form(contest)
        self.reckoning = session.reckoning(contest)
        self.recorded = Recorded(session, contest, self.reckoning)
        terms = session.night.form(contest).terms
        self.wordings = {x: wordings[x].speaking(terms) for x in STATE_LANGUAGES}

    def write(self, paper: Paper, act: Act | None = None, *, blank: bool = False) -> Document:
        """One paper as the night stands; ``blank`` has its names and numbers and no figures."""
        night = self.night
        election, precinct = night.rules.election, night.precinct
        moment = None if blank else self.recorded.moment(paper, act)
        places = self._places(act, moment, blank=blank)
        contest: Words = {}
        if paper.scope == "contest":
            contest = night.rules.contest(self.contest).name
        blocks = joined(
            made
            for block in paper.blocks
            if self.recorded.stands(block, act, blank=blank)
            and (made := self._block(block, places, act, moment, blank=blank)) is not None
        )
        hand = blank or asks_hand(blocks)
        return Document(
            format=DOCUMENT_FORMAT,
            paper=paper.id,
            night=night.id,
            mode=night.mode,
            form=self.form.id,
            law_edition=self.form.law_edition,
            wording=paper.approved,
            election=election.name,
            contest=contest,
            day=election.day,
            precinct=precinct.number,
            region=precinct.region,
            district=precinct.district,
            address=precinct.address,
            title=as_said(paper.title, self.wordings),
            subtitle=self._filled(paper.subtitle, places),
            blocks=tuple(map(unsigned, blocks)) if hand else blocks,
            journal_head="" if blank else night.head,
            made="" if hand else self.recorded.made(paper, act),
            number=act.number if act else _BY_HAND if blank and paper.each else "",
            blank=blank,
            landscape=paper.landscape,
        )

    def each(self, make: Callable[[Wording], str]) -> Words:
        """One text per printed language."""
        return {language: make(wording) for language, wording in self.wordings.items()}

    def own(self, words: Words) -> Words:
        """The form's own words in the printed languages, another language rather than nothing."""
        return self.each(lambda wording: wording.pick(words))

    def _filled(self, words: Words, places: Mapping[str, Words]) -> Words:
        return {
            language: text.format(**{name: said.get(language, "") for name, said in places.items()})
            for language, text in self.own(words).items()
            if text
        }

    def _places(self, act: Act | None, moment: int | None, *, blank: bool) -> dict[str, Words]:
        """What the sentences of a form may speak of, by the name of its place."""
        night, election = self.night, self.night.rules.election
        done = night.contests[self.contest].finish
        day = on_day(election.day, 0)
        places = {
            "precinct": same(night.precinct.number),
            "address": self.own(night.precinct.address),
            "day": self.each(lambda wording: in_full(day, wording.language)),
            "election": self.own(election.name),
            "contest": self.own(night.rules.contest(self.contest).name),
            "night": same(night.id),
            "journal": same(check_digits(night.head)[:HEAD_DIGITS]),
            "check_value": same(done.check_value if done else ""),
        }
        if act is not None or blank:
            return {**places, **self._act_places(act)}
        here = [person.name for person in there(night, moment)]
        return {**places, **self._act_places(None), "present": same(", ".join(here))}

    def _act_places(self, act: Act | None) -> dict[str, Words]:
        names = ("number", "time", "item", "found", "present", "relation", "numbers")
        if act is None:
            return dict.fromkeys(names, same(_BY_HAND))
        relation: Words = {}
        numbers: Words = {}
        if act.result is not None:
            result = act.result
            relation = self.each(lambda wording: self._finding(result, wording).sentence)
            numbers = self.each(lambda wording: self._finding(result, wording).whole.numbers)
        return {
            "number": same(act.number),
            "time": same(clock(act.minutes) if act.minutes is not None else ""),
            "item": self.each(lambda wording: self._act_item(act, wording)),
            "found": same(act.found),
            "present": self.each(lambda wording: said_present(self.night, act, wording)),
            "relation": relation,
            "numbers": numbers,
        }

    def _act_item(self, act: Act, wording: Wording) -> str:
        if act.result is None:
            return wording.pick(self.form.line(Cell.read(act.key.partition("/")[2]).line).label)
        return self._finding(act.result, wording).name

    def _finding(self, result: Result, wording: Wording) -> Finding:
        return finding_of(self.night, self.contest, self.reckoning, result, wording)

    def _block(
        self,
        block: PaperBlock,
        places: Mapping[str, Words],
        act: Act | None,
        moment: int | None,
        *,
        blank: bool,
    ) -> Block | None:
        title = self._filled(block.title, places)
        match block.kind:
            case "prose":
                asked = _places_in(self.own(block.text)) - _MAY_BE_NOTHING
                unsaid = any(not any(places[name].values()) for name in asked)
                return None if unsaid else Prose(self._filled(block.text, places))
            case "lines":
                rows = [row for line in block.lines for row in self._facts(line, act, blank=blank)]
                return Details(tuple(rows), title)
            case "procedure":
                return Details(tuple(self._procedure(block, act, blank=blank)), title)
            case "notice":
                found = self.recorded.notice(act) if act and not blank else None
                return notice(self.night, found, self._paper) if found or blank else None
            case "row":
                said = self._filled(block.text, places)
                there = blank or any(text.strip() for text in said.values())
                return Details((Detail(title, text=None if blank else said),)) if there else None
            case "pen":
                return Details((Detail(self._filled(block.text, places)),), title)
            case "table":
                return self._table(block, act, title, blank=blank)
            case "labels":
                return self._labels(block, blank=blank)
            case "minutes":
                return self._minutes(title, blank=blank)
            case "hand" | "acts" | "quorum" | "disputes":
                return self._sitting(block, title, moment, blank=blank)
            case _:
                return Signers(tuple(self._signers(block, moment)), title, block.seal)

    def _facts(self, line_id: str, act: Act | None, *, blank: bool) -> Iterator[Detail]:
        """The rows of a line; one that is switched off has none, nor has one of a final of which
        nothing is recorded: no row stays open. An act about one box, one member speaks of that one
        alone.
        """
        line = self.form.line(line_id)
        if line_id in self.reckoning.layout.off:
            return
        items = items_of(self.night, self.contest, line)
        for item in [act.item] if act and act.item in items else items:
            if blank or self.recorded.there(line, item):
                yield self._fact(line, item, self._label(line, item), blank=blank)

    def _fact(self, line: Line, item: str, label: Words, *, blank: bool) -> Detail:
        number = line_number(self.night, self.contest, line, item)
        counted = line.kind == "count"
        if blank:
            return Detail(label, number=number, counted=counted)
        value = self.reckoning.value(Cell(line.id, item))
        if counted:
            return Detail(label, figure=value, number=number, counted=True)
        text = self._text(line, item)
        return Detail(label, text=text or None, number=number)

    def _label(self, line: Line, item: str) -> Words:
        if not item:
            return self.own(line.label)
        name = self._name(line.collection, item)
        return {
            language: f"{name[language]}: {text}"
            for language, text in self.own(line.short or line.label).items()
        }

    def _name(self, collection: str, item: str) -> Words:
        return self.each(lambda w: item_name(self.night, self.contest, collection, item, w))

    def _text(self, line: Line, item: str) -> Words:
        """What stands in a field, in words: {} for nothing."""
        cell = Cell(line.id, item)
        if line.kind in ("count", "time"):
            value = self.reckoning.value(cell)
            hour = partial(clock_on, self.night.rules.election.day)
            shown = grouped if line.kind == "count" else hour
            return {} if value is None else same(shown(value))
        entry = self.night.entry(self.contest, cell)
        text = entry.text.strip() if entry else ""
        return self._meaning(line, text) if text else {}

    def _meaning(self, line: Line, text: str) -> Words:
        """What a text in a field stands for."""
        match line.kind:
            case "choice":
                chosen = next((c for c in line.choices if c.id == text), None)
                return self.own(chosen.text) if chosen else {}
            case "member":
                person = self.night.person(text)
                return same(person.name) if person else {}
            case "contest":
                known = text in self.night.contests
                return self.own(self.night.rules.contest(text).name) if known else {}
            case _:
                return same(text)

    def _procedure(self, block: PaperBlock, act: Act | None, *, blank: bool) -> Iterator[Detail]:
        """What was counted of an act's box, and the vote on it; no vote where none was recorded."""
        counted = self.recorded.procedure(None if blank else act)
        for key, figure in counted.items():
            if key == "excess":
                for line in block.lines:
                    if blank:  # of which box it will be is not known yet
                        yield Detail(self.own(self.form.line(line).label), counted=True)
                    else:
                        yield from self._facts(line, act, blank=False)
            yield Detail(self._paper(f"procedure.{key}"), figure=figure, counted=True)
        vote = self.recorded.vote(act) if act and not blank else None
        yield from votes(vote, self._paper) if vote else ()

    def _paper(self, key: str, **places: object) -> Words:
        return self.each(lambda wording: wording(f"paper.{key}", **places))

    def _table(
        self, block: PaperBlock, act: Act | None, title: Words, *, blank: bool
    ) -> Grid | None:
        lines = [self.form.line(name) for name in block.lines]
        items = self.recorded.rows(replace(block, only="") if blank else block, act)
        if block.only and not blank and not items:
            return None
        declared = self.form.collection(block.collection)
        prefilled = not (declared and declared.added)
        kept = items if prefilled or not blank else []
        rows = tuple(
            (
                self._name(block.collection, item),
                *({} if blank else self._text(line, item) for line in lines),
            )
            for item in kept
        )
        numeric = tuple(i for i, line in enumerate(lines, 1) if line.kind in ("count", "time"))
        return Grid(
            heads=({}, *(self.own(line.short or line.label) for line in lines)),
            rows=rows,
            title=title,
            numeric=numeric,
            empty=block.empty or (_BLANK_ROWS if blank and not prefilled else 0),
            total=self._total(lines, items) if block.total and items and not blank else (),
        )

    def _total(self, lines: list[Line], items: list[str]) -> tuple[Words, ...]:
        cells: list[Words] = [self.each(lambda wording: wording("window.total"))]
        for line in lines:
            values = [self.reckoning.value(Cell(line.id, item)) for item in items]
            known = [value for value in values if value is not None]
            whole = line.kind == "count" and line.total and len(known) == len(values)
            cells.append(same(grouped(sum(known))) if whole else {})
        return tuple(cells)

    def _labels(self, block: PaperBlock, *, blank: bool) -> Labels:
        lines = [self.form.line(name) for name in block.lines]
        made = []
        for item in items_in(self.night, self.contest, block.collection):
            rows = [self._fact(x, item, self.own(x.short or x.label), blank=blank) for x in lines]
            made.append(Label(self._name(block.collection, item), tuple(rows)))
        return Labels(tuple(made))

    def _sitting(
        self, block: PaperBlock, title: Words, moment: int | None, *, blank: bool
    ) -> Block | None:
        """What is recorded of the sitting; a form for the hand stands on a blank as well."""
        if block.kind == "hand":
            rows = items_in(self.night, self.contest, block.collection) if block.collection else ()
            names = [self._name(block.collection, row) for row in rows]
            return by_hand(block, title, names, self.own)
        if blank:
            return None
        if block.kind == "quorum":
            asked = self.form.texts.get("quorum_needed", {})
            return quorum(self.night, moment, title, self._paper, asked and self.own(asked))
        if block.kind == "acts":
            return acts(self.session, tuple(self.night.contests), title, self._paper)
        return disputes(self.session, title, self._paper, self.own, self.text_of)

    def text_of(self, contest: str, line: Line, item: str) -> Words:
        """What stands in a field of any ballot of the night."""
        if contest != self.contest:
            return Author(self.session, contest, self.wordings).text_of(contest, line, item)
        return self._text(line, item)

    def _signers(self, block: PaperBlock, moment: int | None) -> Iterator[Signer]:
        if block.who != "taker":
            return signers(self.night, block.who, moment, self.each)
        lines = [self.form.line(name) for name in block.lines]
        return (
            Signer(self.recorded.text(line, ""), self.own(line.short or line.label))
            for line in lines
        )

    def _minutes(self, title: Words, *, blank: bool) -> Grid:
        """Decisions, acts and events as the journal has them, in their order."""
        heads = (
            self.each(lambda wording: wording("minutes.time")),
            self.each(lambda wording: wording("minutes.what")),
            self.each(lambda wording: wording("minutes.who")),
        )
        told = {
            language: minutes_of(self.session, wording)
            for language, wording in self.wordings.items()
        }
        rows = tuple(
            tuple(dict(zip(told, cells, strict=True)) for cells in zip(*row, strict=True))
            for row in zip(*told.values(), strict=True)
        )
        return Grid(heads, () if blank else rows, title, empty=_BLANK_ROWS if blank else 0)


def _places_in(words: Words) -> set[str]:
    """Names of the places of a text of a form."""
    parts = [part for text in words.values() for part in Formatter().parse(text)]
    return {name for _, name, _, _ in parts if name}
