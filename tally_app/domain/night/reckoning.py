"""Everything the relations say about one contest, from the night and what is being typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial

from tally_app.domain.form.form import Form, Line, Severity
from tally_app.domain.form.layout import Cell, Layout, Piece, lay_out
from tally_app.domain.form.removed import option_states
from tally_app.domain.form.rows import owners_of
from tally_app.domain.night.naming import choices_of, items_in
from tally_app.domain.night.state import Entry, Night
from tally_app.domain.relations.rulebook import Bound, Result, Rulebook, Status, failures, silenced
from tally_app.domain.relations.writing import Writer
from tally_app.domain.values.counts import Count, Empty, parse_count
from tally_app.domain.values.times import DAY, Moment, minutes_between, parse_time
from tally_app.domain.values.wording import Wording

#: States of members who sit with the commission; who refuses to sign is there (43(8)).
PRESENT = ("present", "refused")

#: Kinds of lines whose value is chosen.
CHOSEN = ("choice", "member", "contest")

#: When a relation is due, in the order of the night; Finish waits for everything up to "finish".
DUES = ("setup", "list", "boxes", "finish", "print", "sign", "later")
_DUE_BY = {moment: frozenset(DUES[: place + 1]) for place, moment in enumerate(DUES)}


@dataclass(frozen=True, slots=True)
class ReadText:
    """A typed text as the domain reads it: a value, nothing, or why it is no value."""

    value: int | None
    problem: str = ""


def read(line: Line, text: str, choices: Sequence[str] = ()) -> ReadText:
    """Read what was typed into a field of ``line``, or chosen from ``choices`` (``choices_of``).

    What is chosen counts as its position, from 0 where the first one is nobody, else from 1; words
    count as 1 once there are any.
    """
    if line.kind == "text":
        return ReadText(1 if text.strip() else None)
    if line.kind in CHOSEN:
        return _chosen(line, text, choices)
    outcome = parse_time(text, line.day_from) if line.kind == "time" else parse_count(text)
    match outcome:
        case Count(value=value) | Moment(minutes=value):
            return ReadText(value)
        case Empty():
            return ReadText(None)
        case _:
            return ReadText(None, outcome.problem)


def _chosen(line: Line, text: str, choices: Sequence[str]) -> ReadText:
    if not text:
        return ReadText(None)
    if text not in choices:
        return ReadText(None, "choice")
    return ReadText(choices.index(text) + (0 if line.kind == "member" else 1))


@dataclass(frozen=True)
class Reckoning:
    """``figures`` by slot of ``bound.layout`` and the outcome of every relation."""

    bound: Bound
    figures: tuple[int | None, ...]
    problems: Mapping[Cell, str]
    results: tuple[Result, ...]

    @property
    def layout(self) -> Layout:
        """Where every figure has its slot."""
        return self.bound.layout

    def writer(self, wording: Wording) -> Writer:
        """Writes relations with the figures as they are."""
        return Writer(self.bound.book, self.layout, self.figures, wording)

    def value(self, cell: Cell) -> int | None:
        """A typed or derived figure, None while it is missing."""
        slot = self.bound.layout.slots.get(cell)
        if slot is not None:
            return self.figures[slot]
        line = self.bound.book.form.line(cell.line)
        return self.bound.derive(line.id, self.figures) if line.formula else None

    def constant(self, name: str) -> int | None:
        """A constant as relations know it: the form's, unless the election file says another for
        the election, the ballot or the type of precinct. None where nobody names it.
        """
        return self.layout.constants.get(name)

    def failing(self, *severities: Severity) -> list[Result]:
        """Relations that fail now, in the form's order."""
        return failures(self.results, *severities)

    def result(self, key: str) -> Result | None:
        """The outcome of that key (relation key, and item), None if there is none."""
        return next((result for result in self.results if result.key == key), None)

    def figures_of(self, result: Result) -> tuple[int, ...]:
        """The figures a finding rests on; an answer lapses when one of them changes."""
        slots = self.layout.slots
        return tuple(self.figures[slots[cell]] or 0 for cell in result.cells)

    @property
    def uncheckable(self) -> list[Result]:
        """Relations a fault of the program keeps from being checked."""
        return [result for result in self.results if result.status is Status.UNCHECKABLE]

    def counted(self, status: Status) -> int:
        """How many relations have that status."""
        return sum(1 for result in self.results if result.status is status)


@dataclass(frozen=True, slots=True)
class _Standing:
    """A night as it stands: its reckoning, what each relation says by itself, and the entries its
    figures are those of.
    """

    night: Night
    reckoning: Reckoning
    results: list[Result]
    entries: Sequence[Entry | None]


@dataclass
class Reckoner:
    """Reckons one contest; keeps the relations bound while people, boxes and lines stay."""

    book: Rulebook
    contest: str
    _bound: dict[object, Bound] = field(default_factory=dict)
    _last: tuple[tuple[object, ...], Bound] | None = None
    _stands: _Standing | None = None

    @property
    def form(self) -> Form:
        """The contest's form."""
        return self.book.form

    def reckon(self, night: Night, drafts: Mapping[Cell, str] | None = None) -> Reckoning:
        """The state of all relations, ``drafts`` (text being typed) in place of what stands."""
        if self._stands is None or self._stands.night is not night:
            self._stands = self._reckon(night, self._bind(night, {}), self._stands)
        stands = self._stands
        if not drafts:
            return stands.reckoning
        if not self._groups.isdisjoint(self.form.line(cell.line).group for cell in drafts):
            bound = self._bind(night, drafts)
            if bound is not stands.reckoning.bound:
                stands = self._reckon(night, bound)
        return self._with_drafts(stands, drafts)

    def _with_drafts(self, standing: _Standing, drafts: Mapping[Cell, str]) -> Reckoning:
        night, stands = standing.night, standing.reckoning
        bound, slots = stands.bound, stands.layout.slots
        figures, problems = [*stands.figures], {**stands.problems}
        known = [cell for cell in drafts if cell in slots]
        for cell in known:
            line = self.form.line(cell.line)
            reading = read(line, drafts[cell], choices_of(night, line))
            figures[slots[cell]] = reading.value
            problems.pop(cell, None)
            if reading.problem:
                problems[cell] = reading.problem
        again = bound.run_again(standing.results, figures, [slots[cell] for cell in known])
        return Reckoning(bound, tuple(figures), problems, tuple(silenced(again)))

    @cached_property
    def _mirrors(self) -> frozenset[str]:
        """Lines that show what another line holds."""
        return frozenset(line.id for line in self.form.lines if line.mirror)

    @cached_property
    def _groups(self) -> frozenset[str]:
        """Groups of lines that count once one of them is typed."""
        return frozenset(line.group for line in self.form.lines if line.optional == "entered")

    @cached_property
    def _entered(self) -> tuple[Cell, ...]:
        """The cells of those lines that can be typed in."""
        lines = [line for line in self.form.lines if line.group in self._groups]
        return tuple(Cell(line.id) for line in lines if not line.derived)

    @cached_property
    def _days(self) -> frozenset[str]:
        """Lines the day has once, whatever the number of contests."""
        return frozenset(line.id for line in self.form.lines if line.is_day)

    def _reckon(self, night: Night, bound: Bound, before: _Standing | None = None) -> _Standing:
        """The night as it stands. What is typed as it was ``before`` is the same figure, and a
        relation whose figures are the same says what it said then.
        """
        cells, days, day = bound.layout.cells, self._days, night.day_entries
        own, mirrors = night.contests[self.contest].entries, self._mirrors
        if before is not None and self._same_figures(night, bound, before):
            same = replace(before.reckoning)  # of another night, whatever it says of the figures
            return _Standing(night, same, before.results, before.entries)
        entries = [(day if cell.line in days else own).get(cell) for cell in cells]
        problems = {
            cell: entry.problem
            for cell, entry in zip(cells, entries, strict=True)
            if entry is not None and entry.problem
        }
        if before is None or before.reckoning.bound is not bound:
            each = zip(cells, entries, strict=True)
            figures = [self._figure(night, cell, entry) for cell, entry in each]
            results = bound.run(figures)
        else:
            stood = enumerate(zip(cells, entries, before.entries, strict=True))
            again = [s for s, (c, new, old) in stood if new is not old or c.line in mirrors]
            figures = [*before.reckoning.figures]
            for slot in again:
                figures[slot] = self._figure(night, cells[slot], entries[slot])
            other = [slot for slot in again if figures[slot] != before.reckoning.figures[slot]]
            results = bound.run_again(before.results, figures, other)
        said = tuple(silenced(results))
        return _Standing(night, Reckoning(bound, tuple(figures), problems, said), results, entries)

    def _same_figures(self, night: Night, bound: Bound, before: _Standing) -> bool:
        """Whether nothing was typed since in this contest or for the day, and what its lines show
        of other contests is the same.
        """
        was, stood = before.night, before.reckoning
        return (
            stood.bound is bound
            and night.day_entries is was.day_entries
            and night.contests[self.contest].entries is was.contests[self.contest].entries
            and all(
                self._figure(night, cell, None) == figure
                for cell, figure in zip(bound.layout.cells, stood.figures, strict=True)
                if cell.line in self._mirrors
            )
        )

    def _figure(self, night: Night, cell: Cell, entry: Entry | None) -> int | None:
        if cell.line in self._mirrors:
            return mirrored(night, self.form.by_id[cell.line], cell)
        return entry.value if entry is not None else None

    def _bind(self, night: Night, typed: Mapping[Cell, str]) -> Bound:
        rests_on = self._rests_on(night, typed)
        if self._last is not None and _same(rests_on, self._last[0]):
            return self._last[1]
        key = self._structure(night, typed)
        if key not in self._bound:
            self._bound.clear()
            self._bound[key] = Bound(self.book, self._lay_out(night, self._off(night, typed)))
        self._last = rests_on, self._bound[key]
        return self._bound[key]

    def _rests_on(self, night: Night, typed: Mapping[Cell, str]) -> tuple[object, ...]:
        """All of a night that the structure is worked out from: a figure that is stored leaves it
        as it was, and whether an "entered" line has a text is one of two objects.
        """
        contest = night.contests[self.contest]
        return (
            *(night.persons, night.items, contest.items, contest.boxes, contest.switched_on),
            *(contest.confirmed, contest.unestablished, night.rules),
            *[self._has_text(night, cell, typed) for cell in self._entered],
        )

    def _structure(self, night: Night, typed: Mapping[Cell, str]) -> object:
        contest = night.contests[self.contest]
        annulled = tuple(box for box in night.boxes if is_annulled(night, self.contest, box))
        people = tuple((p.id, p.office, p.state) for p in night.persons)
        options = night.rules.contest(self.contest).options
        return (
            people,
            tuple((option.id, option.removed is None) for option in options),
            tuple(night.items.items()),
            tuple(contest.items.items()),
            annulled,
            self._off(night, typed),
            self._growing(night),
            frozenset(contest.unestablished),
        )

    def _growing(self, night: Night) -> frozenset[str]:
        """Collections typed on a step that is still to be confirmed: more items may come."""
        confirmed = night.contests[self.contest].confirmed
        stages = {
            stage
            for step in self.form.steps
            if step.confirm == "next" and step.id not in confirmed
            for stage in step.stages
        }
        return frozenset(x.collection for x in self.form.lines if x.stage in stages) - {""}

    def _off(self, night: Night, typed: Mapping[Cell, str]) -> frozenset[str]:
        contest = night.contests[self.contest]
        off = {
            line.id
            for line in self.form.lines
            if line.optional == "switch" and line.id not in contest.switched_on
        }
        groups = {line.group for line in self.form.lines if line.optional == "entered"}
        for group in groups:
            lines = [line for line in self.form.lines if line.group == group and not line.derived]
            if not any(self._has_text(night, Cell(line.id), typed) for line in lines):
                off.update(line.id for line in lines)
        return frozenset(off)

    def _has_text(self, night: Night, cell: Cell, typed: Mapping[Cell, str]) -> bool:
        if cell in typed:
            return bool(typed[cell].strip())
        entry = night.entry(self.contest, cell)
        return entry is not None and bool(entry.text.strip())

    def _lay_out(self, night: Night, off: frozenset[str]) -> Layout:
        return lay_out(
            self.form,
            pieces(night, self.contest),
            constants=constants_of(night, self.contest),
            off=off,
            growing=self._growing(night),
            unestablished=night.contests[self.contest].unestablished,
        )


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Whether two tuples of one length hold the very same objects."""
    return all(new is old for new, old in zip(one, other, strict=True))


def pieces(night: Night, contest: str) -> dict[str, Sequence[Piece]]:
    """The members, boxes and options of a contest, with the states relations may ask for, and the
    rows of its form's collections with those they belong to.
    """
    rows = cache(partial(items_in, night, contest))
    return {
        "member": [
            Piece(p.id, {"role": p.office, "present": p.state in PRESENT, "state": p.state})
            for p in night.persons
        ],
        "box": [Piece(b, {"annulled": is_annulled(night, contest, b)}) for b in night.boxes],
        "option": [
            Piece(option.id, option_states(option.removed))
            for option in night.rules.contest(contest).options
        ],
        "parallel": [Piece(other) for other in items_in(night, contest, "parallel")],
        **{
            collection.id: [
                Piece(item, owners=owners_of(collection, item, rows))
                for item in rows(collection.id)
            ]
            for collection in night.form(contest).collections
        },
    }


def mirrored(night: Night, line: Line, cell: Cell) -> int | None:
    """What a mirror line shows: another contest's figure (0 of a line that is switched off there),
    or the machine's clock. Its date is not looked at: a training night may be on any day.
    """
    if not line.machine:
        other = night.contests.get(cell.item)
        if other is None:
            return None
        if line.mirror not in other.switched_on and _switched(night.form(cell.item), line.mirror):
            return 0
        entry = other.entries.get(Cell(line.mirror))
        return entry.value if entry else None
    entry = night.day_entries.get(Cell(line.mirror, cell.item))
    if entry is None or entry.value is None:
        return None
    minutes = minutes_between(night.rules.election.day, entry.at)
    return minutes + (entry.value - minutes + DAY // 2) // DAY * DAY


def _switched(form: Form, line_id: str) -> bool:
    line = form.by_id.get(line_id)
    return line is not None and line.optional == "switch"


def constants_of(night: Night, contest: str) -> dict[str, int]:
    """What the election file says beside the form's own constants; the record keeps it."""
    rules = night.rules
    return rules.election.constants_for(rules.contest(contest), night.precinct)


def is_annulled(night: Night, contest: str, box: str) -> bool:
    """True when the box's ballots of this contest were annulled (43(3-1))."""
    procedure = night.contests[contest].boxes.get(box)
    return procedure is not None and procedure.annulled


def is_due(dues: Sequence[str], moment: str) -> bool:
    """True when something due at one of ``dues`` must be settled by ``moment``."""
    return not _DUE_BY[moment].isdisjoint(dues)
