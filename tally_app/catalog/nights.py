"""Night scripts: what a commission types in one evening, in order, for demo, tests and training.

A script is a list of ``[[do]]`` tables. Each has ``at`` (clock time) and exactly one thing done:

* ``type = { "voters" = "1283", "member.issued/m2" = "176" }``: fields by cell key, raw texts;
* ``boxes = ["1"]``: portable boxes added; ``add = { delivery = ["1", "2"] }``: rows added to
  collections of the form; ``switch = ["ballots_lost"]``: optional lines on;
* ``confirm = "announce"``: a step confirmed, with ``time`` as said aloud exactly where the form
  announces it;
* ``second = "m2"``: that member types the counted lines again and compares Part I;
* ``finish = true``, ``printed = true``, ``signed = "23:55"``.

What cannot be done in any night of the form is a problem of the script: a line that is off is
typed, a step is confirmed that nobody confirms. Whether the order can be played is seen when it is.

``who`` (a member's id) and ``contest`` hold until another ``[[do]]`` changes them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from tally_app.catalog.elections import read_election
from tally_app.catalog.library import Library
from tally_app.catalog.problems import Problems
from tally_app.catalog.referring import referred
from tally_app.catalog.shapes.election import DoKeys, NightKeys
from tally_app.catalog.source import Source, open_as
from tally_app.catalog.table import TomlTable
from tally_app.domain.form.election import Election, Precinct
from tally_app.domain.form.form import Form, Line
from tally_app.domain.form.layout import Cell
from tally_app.domain.form.numbers import NOBODY
from tally_app.domain.form.rows import row_ids
from tally_app.domain.night.reckoning import read
from tally_app.domain.values.counts import BadText
from tally_app.domain.values.times import Moment, parse_time
from tally_app.domain.values.words import Words

#: A clock time before this (minutes) belongs to the day after the election day.
_DAY_FROM: Final = 360
_NO_CELL: Final = Cell("")
_DEEDS: Final = (
    "type",
    "boxes",
    "add",
    "switch",
    "confirm",
    "second",
    "finish",
    "printed",
    "signed",
)


@dataclass(frozen=True, slots=True)
class Action:
    """One thing done. ``do``: type, box, add, switch, confirm, second, finish, printed, signed.

    ``at``: minutes from the midnight that begins the election day. ``cell`` and ``text`` belong to
    type; ``cell`` of add is collection and row; ``name`` is the box, line, step or member;
    ``minutes`` the time said (announced) or of signing.
    """

    do: str
    at: int
    who: str
    contest: str
    cell: Cell = _NO_CELL
    text: str = ""
    name: str = ""
    minutes: int | None = None

    @property
    def deed(self) -> str:
        """What is done to what, as the script says it: ``type voters``, ``confirm announce``."""
        return f"{self.do} {self.cell if self.cell.line else self.name}".strip()


@dataclass(frozen=True, slots=True)
class NightScript:
    """A whole evening of one precinct."""

    id: str
    name: Words
    election: str
    precinct: str
    actions: tuple[Action, ...]


def load_night(source: Source, library: Library) -> NightScript:
    """The script of a file; CatalogueError with every problem, its election's included."""
    problems = Problems()
    return problems.settled(read_night(source, library, problems))


def read_night(source: Source, library: Library, problems: Problems) -> NightScript | None:
    """The script as far as it can be read, None when not at all."""
    raw = open_as(source, "night", problems)
    if raw is None:
        return None
    table = TomlTable(raw, problems, file=source.name)
    table.languages = NightKeys.languages.of(table)
    script_id, name, election_id = (
        NightKeys.id.of(table),
        NightKeys.name.of(table),
        NightKeys.election.of(table),
    )
    number = NightKeys.precinct.of(table)
    place = {"file": table.file_of("election"), "key": table.place("election")}
    found = referred(library, "election", election_id, problems, **place)
    if found is None:
        return None
    election, forms = read_election(found, library, problems)
    if election is None:
        return None
    precinct = next((p for p in election.precincts if p.number == number), None)
    if precinct is None:
        table.unknown(
            "precinct", "unknown_precinct", number, [p.number for p in election.precincts]
        )
        return None
    reader = _Reader(election, precinct, forms)
    actions = [action for deed in NightKeys.do.of(table) for action in reader.read(deed)]
    table.done(*NightKeys.names())
    return NightScript(script_id, name, election_id, number, tuple(actions))


class _Reader:
    """Reads the deeds one after another; remembers who works on which contest."""

    def __init__(self, election: Election, precinct: Precinct, forms: Mapping[str, Form]) -> None:
        self.election = election
        self.precinct = precinct
        self.forms = forms
        self.who = ""
        self.contest = election.contests[0].id if election.contests else ""
        self.boxes: list[str] = []
        self.added: dict[tuple[str, str], list[str]] = {}
        self.switched: set[tuple[str, str]] = set()
        self.missed: set[str] = set()

    def read(self, table: TomlTable) -> Iterator[Action]:
        at = _minutes(table, "at")
        self._hold(table)
        done = [name for name in _DEEDS if name in table.values]
        if len(done) != 1:
            table.problem("do", "one_deed", found=", ".join(done) or "–", allowed=", ".join(_DEEDS))
        for deed in done:
            yield from self._deed(table, deed, at)
        table.done(*_DEEDS)

    def _hold(self, table: TomlTable) -> None:
        self.who = DoKeys.who.of(table, default=self.who)
        self.contest = DoKeys.contest.of(table, default=self.contest)
        members = [member.id for member in self.precinct.members]
        if self.who and self.who not in members:
            self._missing(table, "who", "unknown_member", self.who, members)
        contests = [contest.id for contest in self.election.contests]
        if self.contest not in contests:
            self._missing(table, "contest", "unknown_contest", self.contest, contests)

    def _missing(
        self, table: TomlTable, key: str, code: str, found: str, known: Collection[str]
    ) -> None:
        """Who or what holds from here on and does not exist: told where it is said first."""
        if found not in self.missed:
            self.missed.add(found)
            table.unknown(key, code, found, known)

    def _deed(self, table: TomlTable, deed: str, at: int) -> Iterator[Action]:
        form = self.forms.get(self.contest)
        if form is None:
            return
        who, contest = self.who, self.contest
        match deed:
            case "type":
                yield from self._typed(table, form, at)
            case "boxes":
                for box in DoKeys.boxes.of(table):
                    self.boxes.append(box)
                    yield Action("box", at, who, contest, name=box)
            case "add":
                yield from self._added(table, form, at)
            case "switch":
                yield from self._switched(table, form, at)
            case "confirm":
                yield self._confirmed(table, form, at)
            case "second":
                yield self._second(table, at)
            case "signed":
                yield Action("signed", at, who, contest, minutes=_minutes(table, "signed"))
            case _:
                if table.flag(deed):
                    yield Action(deed, at, who, contest)
                else:
                    table.problem(deed, "undone", found=deed)

    def _confirmed(self, table: TomlTable, form: Form, at: int) -> Action:
        name = DoKeys.confirm.of(table)
        said = _minutes(table, "time") if "time" in table.values else None
        step = next((known for known in form.steps if known.id == name), None)
        if step is None:
            table.unknown("confirm", "unknown_step", name, [s.id for s in form.steps])
        elif not step.confirm:
            confirmed = ", ".join(s.id for s in form.steps if s.confirm) or "–"
            table.problem("confirm", "unconfirmed", found=name, allowed=confirmed)
        elif step.confirm == "announce" and said is None:
            table.problem("time", "announce_time", found=name)
        elif step.confirm != "announce" and said is not None:
            table.problem("time", "not_announced", found=name)
        return Action("confirm", at, self.who, self.contest, name=name, minutes=said)

    def _second(self, table: TomlTable, at: int) -> Action:
        member, members = DoKeys.second.of(table), [known.id for known in self.precinct.members]
        if member not in members:
            table.unknown("second", "unknown_member", member, members)
        return Action("second", at, self.who, self.contest, name=member)

    def _typed(self, table: TomlTable, form: Form, at: int) -> Iterator[Action]:
        fields = DoKeys.type.of(table)
        if fields is None:
            return
        lines = {line.id: line for line in form.lines if not line.derived}
        for key in fields.values:
            cell, text = Cell.read(key), fields.text(key, "")
            line = lines.get(cell.line)
            if line is None:
                fields.unknown(key, "unknown_line", cell.line, list(lines))
                continue
            items = self._items(form, line.collection)
            if cell.item not in items:
                cells = ", ".join(str(Cell(line.id, item)) for item in items) or "–"
                fields.problem(key, "unknown_item", found=key, allowed=cells)
            elif line.optional == "switch" and (self.contest, line.id) not in self.switched:
                fields.problem(key, "line_off", found=line.id)
            elif problem := read(line, text, self._choices(line)).problem:
                fields.problem(key, "bad_text", found=text, why=problem)
            yield Action("type", at, self.who, self.contest, cell, text)

    def _switched(self, table: TomlTable, form: Form, at: int) -> Iterator[Action]:
        lines = [line.id for line in form.lines if line.optional == "switch"]
        for name in DoKeys.switch.of(table):
            if name not in lines:
                there = name in [line.id for line in form.lines]
                code = "never_off" if there else "unknown_line"
                table.unknown("switch", code, name, () if there else lines)
            self.switched.add((self.contest, name))
            yield Action("switch", at, self.who, self.contest, name=name)

    def _added(self, table: TomlTable, form: Form, at: int) -> Iterator[Action]:
        rows = DoKeys.add.of(table)
        if rows is None:
            return
        known = [collection.id for collection in form.collections if collection.added]
        for name in rows.values:
            declared = form.collection(name)
            if declared is None or not declared.added:
                rows.unknown(name, "unknown_collection", name, known)
                continue
            for item in rows.names(name):
                contest = "" if declared.scope == "day" else self.contest
                self.added.setdefault((contest, name), []).append(item)
                yield Action("add", at, self.who, self.contest, Cell(name, item))

    def _choices(self, line: Line) -> tuple[str, ...]:
        members = [member.id for member in self.precinct.members]
        contests = [contest.id for contest in self.election.contests]
        chosen = {
            "choice": [choice.id for choice in line.choices],
            "member": [NOBODY, *members],
            "contest": contests,
        }
        return tuple(chosen.get(line.kind, ()))

    def _items(self, form: Form, collection: str) -> list[str]:
        declared = form.collection(collection)
        if declared is None:
            return self._known_items(collection)
        contest = "" if declared.scope == "day" else self.contest
        added = self.added.get((contest, collection), [])
        return row_ids(declared, partial(self._items, form), added)

    def _known_items(self, collection: str) -> list[str]:
        match collection:
            case "member":
                return [member.id for member in self.precinct.members]
            case "option":
                contest = next(c for c in self.election.contests if c.id == self.contest)
                return [option.id for option in contest.options]
            case "box":
                return self.boxes
            case _:
                return [""]


def _minutes(table: TomlTable, key: str) -> int:
    text = table.text(key)
    found = parse_time(text, _DAY_FROM)
    if isinstance(found, Moment):
        return found.minutes
    if isinstance(found, BadText):
        table.problem(key, "bad_time", found=text)
    return 0
