"""What has happened in a night, told from its events alone, by other hands than the program's.

Nothing here is taken from ``tally_app.domain.night``: the law is judged by this account, and an
account that used the program's own permits would always agree with it. Forms and elections are
read as data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import product

from tally_app.domain.form.layout import Cell

DUE_BY_FINISH = ("setup", "list", "boxes", "finish")
IN_THE_ROOM = ("present", "refused")


@dataclass
class Figure:
    """What stands in a field: the event that put it there, its value, everybody who typed there.
    ``alone``: a third figure that was neither of two, which is nobody's but who typed it.
    """

    seq: int
    value: int | None
    text: str
    who: str
    hands: set[str]
    alone: bool = False

    @property
    def own(self):
        """Whose own figure it may be."""
        return {self.who} if self.alone else self.hands


@dataclass
class Ballot:
    """One contest as events tell it; sets and tables by what they are named after."""

    confirmed: set[str] = field(default_factory=set)
    opened: set[str] = field(default_factory=set)
    switched: set[str] = field(default_factory=set)
    figures: dict[Cell, Figure] = field(default_factory=dict)
    acts: set[Cell] = field(default_factory=set)
    answers: dict[str, dict] = field(default_factory=dict)
    rows: dict[str, list[str]] = field(default_factory=dict)
    second: dict[Cell, tuple[int, int, str]] = field(default_factory=dict)
    again: dict[Cell, set[str]] = field(default_factory=dict)
    compared: set[Cell] = field(default_factory=set)
    third: set[Cell] = field(default_factory=set)
    looked: dict[Cell, int] = field(default_factory=dict)
    finished: str = ""
    whole: bool = False
    blank: bool = False
    signed: bool = False
    grounds: list[str] = field(default_factory=list)
    annulled: set[str] = field(default_factory=set)


class Account:
    """The account of one night; ``saw`` is told every event in order."""

    def __init__(self, rules, precinct) -> None:
        self.rules, self.precinct = rules, precinct
        self.forms = rules.forms
        self.persons = {m.id: {"office": m.office, "state": "present"} for m in precinct.members}
        self.ballots = {contest.id: Ballot() for contest in rules.election.contests}
        self.day: dict[Cell, Figure] = {}
        self.rows: dict[str, list[str]] = {}
        #: A passphrase stands before the next finish or recount.
        self.shut = self.secret = False

    # events

    def saw(self, event) -> None:
        """One event more."""
        told = getattr(self, f"_{event.kind}", None)
        if told is not None:
            told(event, event.payload)

    def _of(self, event) -> list[Ballot]:
        return [self.ballots[event.contest]] if event.contest else [*self.ballots.values()]

    def _typed(self, event, said):
        self._stands(event, said, self.ballots[event.contest].figures)

    def _typed_day(self, event, said):
        self._stands(event, said, self.day)

    def _stands(self, event, said, figures):
        cell = Cell(said["line"], said["item"])
        before = figures.get(cell)
        hands = (before.hands if before else set()) | {event.who}
        figures[cell] = Figure(event.seq, said["value"], said["text"], event.who, hands)
        if said["text"].strip():
            for ballot in self._of(event):
                ballot.acts.discard(cell)

    def _not_established(self, event, said):
        self.ballots[event.contest].acts.add(Cell(said["line"], said["item"]))

    def _line_switched(self, event, said):
        switched = self.ballots[event.contest].switched
        (switched.add if said["on"] else switched.discard)(said["line"])

    def _member_listed(self, _event, said):
        state = self.persons.get(said["id"], {}).get("state", "present")
        self.persons[said["id"]] = {"office": said["office"], "state": state}

    def _member_unlisted(self, _event, said):
        self.persons.pop(said["id"], None)

    def _member_state_noted(self, _event, said):
        if said["member"] in self.persons:
            self.persons[said["member"]]["state"] = said["state"]

    def _box_added(self, _event, said):
        self.rows.setdefault("box", []).append(said["box"])

    def _box_removed(self, _event, said):
        self.rows["box"].remove(said["box"])

    def _held(self, event):
        return self.ballots[event.contest].rows if event.contest else self.rows

    def _item_added(self, event, said):
        self._held(event).setdefault(said["collection"], []).append(said["item"])

    def _item_removed(self, event, said):
        self._held(event)[said["collection"]].remove(said["item"])

    def _step_confirmed(self, event, said):
        for ballot in self._of(event):
            ballot.confirmed.add(said["step"])

    def _step_unlocked(self, event, said):
        for ballot in self._of(event):
            ballot.confirmed.discard(said["step"])

    def _step_opened(self, event, said):
        for ballot in self._of(event):
            ballot.opened.add(said["step"])

    def _answered(self, event, said):
        self.ballots[event.contest].answers[said["key"]] = said

    def _box_annulled(self, event, said):
        annulled = self.ballots[event.contest].annulled
        (annulled.add if said["annulled"] else annulled.discard)(said["box"])

    def _second_typed(self, event, said):
        cell, ballot = Cell(said["line"], said["item"]), self.ballots[event.contest]
        ballot.second[cell] = (self._seq(event.contest, cell), said["value"], event.who)
        ballot.again.setdefault(cell, set()).add(event.who)
        ballot.compared.discard(cell)
        ballot.third.discard(cell)

    def _entries_compared(self, event, said):
        self._side_by_side(event)
        self.ballots[event.contest].third |= {Cell.read(key) for key in said.get("third", ())}

    def _second_way_chosen(self, event, said):
        if said["way"] == "read_back":
            self._side_by_side(event)

    def _side_by_side(self, event):
        for name, ballot in self.ballots.items():
            mine = name == event.contest
            ballot.compared |= {c for c in ballot.second if mine or self.is_day(name, c.line)}

    def _settled(self, event, said):
        cell = Cell(said["line"], said["item"])
        first = self.figure(event.contest, cell)
        second = self.second(event.contest, cell)
        figures = (first.value, second[1])
        if first.value != said["value"]:
            day = self.is_day(event.contest, cell.line)
            self._stands(event, said, self.day if day else self.ballots[event.contest].figures)
        if said["value"] in figures:
            self.ballots[event.contest].looked[cell] = self._seq(event.contest, cell)
        else:
            self.figure(event.contest, cell).alone = True

    def _read_confirmed(self, event, said):
        cell = Cell(said["line"], said["item"])
        self.ballots[event.contest].looked[cell] = self._seq(event.contest, cell)

    def _part_one_compared(self, event, said):
        for key in said["cells"]:
            cell = Cell.read(key)
            self.ballots[event.contest].looked[cell] = self._seq(event.contest, cell)

    def _passphrase_set(self, _event, _said):
        self.shut = self.secret = True

    def _passphrase_given(self, _event, _said):
        self.shut = False

    _passphrase_forgone = _passphrase_given

    def _finished(self, event, _said):
        self.shut = self.secret
        ballot = self.ballots[event.contest]
        ballot.finished, ballot.whole, ballot.blank = event.who, False, False

    def _print_confirmed(self, event, _said):
        self.ballots[event.contest].whole = True

    def _blank_checked(self, event, said):
        self.ballots[event.contest].blank = said["agrees"]

    def _print_withdrawn(self, event, _said):
        self.ballots[event.contest].finished = ""

    def _signed(self, event, _said):
        self.ballots[event.contest].signed = True

    def _recount_opened(self, event, said):
        self.shut = self.secret
        ballot, form = self.ballots[event.contest], self.forms[event.contest]
        ballot.finished, ballot.signed = "", False
        ballot.grounds.append(said["ground"])
        stages = self.ground(event.contest).reopens
        counted = {x.id for x in form.lines if x.stage in stages and x.kind == "count"}
        ballot.figures = {c: f for c, f in ballot.figures.items() if c.line not in counted}
        ballot.acts = {c for c in ballot.acts if c.line not in counted}

    # questions about a form and what was typed in it

    def is_day(self, contest, line_id):
        return "contest" not in self.forms[contest].line(line_id).scope

    def figure(self, contest, cell):
        day = self.is_day(contest, cell.line)
        return (self.day if day else self.ballots[contest].figures).get(cell)

    def _seq(self, contest, cell):
        figure = self.figure(contest, cell)
        return figure.seq if figure else 0

    def second(self, contest, cell):
        """The last second entry of a field; one of the day does for every ballot."""
        day = self.is_day(contest, cell.line)
        found = [
            ballot.second[cell]
            for name, ballot in self.ballots.items()
            if cell in ballot.second and (day or name == contest)
        ]
        return max(found, default=None)

    def typed_again(self, contest, cell):
        """Everybody who ever typed a second entry of a field."""
        day = self.is_day(contest, cell.line)
        found = [
            x.again.get(cell, ()) for name, x in self.ballots.items() if day or name == contest
        ]
        return {who for people in found for who in people}

    def ground(self, contest):
        """The ground of the recount under way, None without one."""
        named = self.ballots[contest].grounds
        grounds = {ground.id: ground for ground in self.forms[contest].grounds}
        return grounds[named[-1]] if named else None

    def rests_on(self, contest, line) -> bool:
        """Whether a protocol prints a line or must answer for a relation that names it."""
        return line.place != "none" or line.id in self._named(contest)

    def _named(self, contest):
        form = self.forms[contest]
        kept = getattr(self, "_names", None)
        if kept is None:
            kept = self._names = {}
        if form.id not in kept:
            told = [r for r in form.relations if r.severity.value != "note"]
            said = " ".join([f"{r.check} {r.when}" for r in told] + [x.formula for x in form.lines])
            words = set(re.findall(r"[a-z_]+(?:\.[a-z_]+)?", said))
            kept[form.id] = words | {x.id for x in form.lines if x.collection in words}
        return kept[form.id]

    def items(self, contest, collection) -> list[str]:
        """The rows of a collection that are there now."""
        if collection == "member":
            return [*self.persons]
        if collection == "option":
            return [option.id for option in self.rules.contest(contest).options]
        if collection == "parallel":
            return [name for name in self.ballots if name != contest]
        shapes = {one.id: one for one in self.forms[contest].collections}
        shape = shapes.get(collection)
        if shape is not None and shape.fixed:
            return [*shape.fixed]
        if shape is not None and shape.of:
            return [".".join(row) for row in product(*(self.items(contest, x) for x in shape.of))]
        day = shape is None or shape.scope == "day"
        return (self.rows if day else self.ballots[contest].rows).get(collection, [])

    def fields(self, contest):
        """Every field there is now that somebody types, with its line."""
        for line in self.forms[contest].lines:
            if line.formula or line.mirror or self.left_out(contest, line):
                continue
            for item in self.items(contest, line.collection) if line.collection else [""]:
                yield Cell(line.id, item), line

    def left_out(self, contest, line) -> bool:
        """A line nobody switched on, or of a group nobody has begun."""
        if line.optional == "switch":
            return line.id not in self.ballots[contest].switched
        if line.optional != "entered":
            return False
        group = [x for x in self.forms[contest].lines if x.group == line.group and not x.formula]
        typed = [self.figure(contest, Cell(x.id)) for x in group]
        return not any(figure and figure.text.strip() for figure in typed)

    def lacking(self, contest, stages=None):
        """Fields of a protocol that have neither figure nor act."""
        acts = self.ballots[contest].acts
        return [
            cell
            for cell, line in self.fields(contest)
            if (stages is None or line.stage in stages)
            and line.optional != "free"
            and line.due in DUE_BY_FINISH
            and cell not in acts
            and not self.known(contest, cell)
        ]

    def unread(self, contest) -> list[Cell]:
        """Fields in which something stands that is no figure."""
        typed = [(cell, self.figure(contest, cell)) for cell, _ in self.fields(contest)]
        return [cell for cell, x in typed if x and x.text.strip() and x.value is None]

    def known(self, contest, cell) -> bool:
        figure = self.figure(contest, cell)
        return figure is not None and figure.value is not None

    def to_look_at(self, contest):
        """Fields of counted lines that a second person must have seen (N-03), and has not."""
        ballot = self.ballots[contest]
        for cell, line in self.fields(contest):
            counted = line.kind == "count" and line.optional != "free" and line.place != "none"
            mine = "contest" in line.scope or line.role == "box_limit"
            if not counted or not mine or cell in ballot.acts or not self.known(contest, cell):
                continue
            if not self._seen(contest, cell):
                yield cell, line

    def _seen(self, contest, cell) -> bool:
        figure, day = self.figure(contest, cell), self.is_day(contest, cell.line)
        names = self.ballots if day else [contest]
        return any(self.ballots[name].looked.get(cell) == figure.seq for name in names) or (
            self._agrees(contest, cell, figure)
        )

    def _agrees(self, contest, cell, figure) -> bool:
        second, day = self.second(contest, cell), self.is_day(contest, cell.line)
        names = self.ballots if day else [contest]
        shown = any(cell in self.ballots[name].compared for name in names)
        asked = any(cell in self.ballots[name].third for name in names)
        same = bool(second) and second[:2] == (figure.seq, figure.value)
        return same and shown and not asked

    def present(self, person) -> bool:
        return self.persons.get(person, {}).get("state") in IN_THE_ROOM
