"""An evening for an election that nobody wrote a script for: a sample's, put to its ballot.

Of all samples the one is taken whose form has most in common with the election's. What it types
is typed for the members, options and lines there are, as much earlier or later as voting ends here;
a line only the new form has is typed as 0. So relations of the form's own may fail: then the
evening stops there and says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tally_app.app.night.replay import Action, NightScript
from tally_app.catalog.library import Library
from tally_app.catalog.nights import load_night
from tally_app.catalog.rules import load_rules
from tally_app.catalog.source import Source
from tally_app.domain.form.election import Option, Precinct
from tally_app.domain.form.form import Form, Line
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.reckoning import read
from tally_app.domain.night.state import Rules
from tally_app.domain.values.times import clock

#: When lines must be known that an evening types; the others belong to the signed protocol.
_DUES: Final = ("setup", "list", "boxes", "finish")


class NoEveningError(Exception):
    """No sample can be put to this election: it has several ballots, a form like none, or nobody
    who could type.
    """


def adapted(election: Source, library: Library) -> tuple[NightScript, str]:
    """A whole evening of the election's first precinct, and the id of the sample's script.

    NoEveningError where none can be made, CatalogueError for a file with problems.
    """
    rules = load_rules(election, library)
    members = [p.members for p in rules.election.precincts[:1]]
    if len(rules.election.contests) != 1 or not any(members):
        raise NoEveningError(rules.election.id)
    form = next(iter(rules.forms.values()))
    script, sample = _nearest(form, library)
    actions = tuple(_Adapting(rules, script, sample).actions())
    number = rules.election.precincts[0].number
    name = rules.election.name
    evening = NightScript(f"{rules.election.id}-evening", name, rules.election.id, number, actions)
    return evening, script.id


def _nearest(form: Form, library: Library) -> tuple[NightScript, Rules]:
    """The sample with one ballot whose form shares most bases with this one, and of those the one
    that has fewest figures for lines this one lacks.
    """
    found: dict[tuple[int, int], tuple[NightScript, Rules]] = {}
    own = {form.id, *form.extends}
    lines = {line.id for line in form.lines}
    for name in library.ids("night"):
        if not library.is_whole(name):
            continue
        script = load_night(library.night(name), library)
        rules = load_rules(library.election(script.election), library)
        if len(rules.forms) == 1:
            (other,) = rules.forms.values()
            lost = [x for x in script.actions if x.cell.line and x.cell.line not in lines]
            figures = sum(1 for x in lost if x.text.strip("0"))
            shared = len(own & {other.id, *other.extends})
            found.setdefault((shared, -figures), (script, rules))
    if not found or max(found)[0] == 0:
        raise NoEveningError(form.id)
    return found[max(found)]


@dataclass
class _Adapting:
    """Puts one script to one election."""

    rules: Rules
    script: NightScript
    sample: Rules

    def __post_init__(self) -> None:
        election = self.rules.election
        self.contest = election.contests[0]
        self.form = self.rules.forms[self.contest.id]
        self.known: Mapping[str, Line] = {x.id: x for x in self.form.lines if not x.derived}
        there = next(p for p in self.sample.election.precincts if p.number == self.script.precinct)
        self.people = _people(there, election.precincts[0])
        ends, ended = _closes(self.rules, election.precincts[0]), _closes(self.sample, there)
        self.later = ends - ended if ends is not None and ended is not None else 0
        self.options = _options(self.sample.election.contests[0].options, self.contest.options)

    def actions(self) -> Iterator[Action]:
        """The script's actions where they have a place here, each line typed once."""
        texts = self._texts()
        waiting = [cell for cell in self._asked() if cell not in texts]
        typed: set[Cell] = set()
        for action in self.script.actions:
            if action.do in ("confirm", "second", "finish"):
                for cell in [cell for cell in waiting if self._due(cell, action)]:
                    waiting.remove(cell)
                    yield self._type(action, cell, self._nought(cell, action))
            for one in self._put(action):
                if one.do != "type":
                    yield one
                elif one.cell not in typed:
                    typed.add(one.cell)
                    yield replace(one, text=texts[one.cell])

    def _put(self, action: Action) -> Iterator[Action]:
        """One action as it is done here: none where there is nothing to do it to."""
        here = replace(
            action,
            at=action.at + self.later,
            who=self.people.get(action.who, action.who),
            contest=self.contest.id,
            minutes=None if action.minutes is None else action.minutes + self.later,
        )
        match action.do:
            case "type":
                cell = self._cell(action.cell)
                if cell is not None:
                    yield replace(here, cell=cell)
            case "switch":
                if action.name in self.known:
                    yield here
            case "add":
                if self.form.collection(action.cell.line) is not None:
                    yield here
            case "confirm":
                if action.name in [step.id for step in self.form.steps]:
                    yield here
            case "second":
                yield replace(here, name=self._another(self.people[action.name], here.who))
            case _:
                yield here

    def _cell(self, cell: Cell) -> Cell | None:
        line = self.known.get(cell.line)
        if line is None:
            return None
        names = {"member": self.people, "option": self.options}.get(line.collection)
        if names is None:
            return cell
        return Cell(cell.line, names[cell.item]) if cell.item in names else None

    def _texts(self) -> dict[Cell, str]:
        """What is typed in every cell: counts that fall together are added."""
        found: dict[Cell, str] = {}
        for action in self.script.actions:
            cell = self._cell(action.cell) if action.do == "type" else None
            if cell is None:
                continue
            before, text = found.get(cell, ""), action.text
            together = before.isdecimal() and text.isdecimal() and cell.item != action.cell.item
            found[cell] = str(int(before) + int(text)) if together else self._said(cell, text)
        return found

    def _said(self, cell: Cell, text: str) -> str:
        """A text of the script as it is said here: who does it and at what time."""
        line = self.known[cell.line]
        if line.kind == "member":
            return self.people.get(text, text)
        minutes = read(line, text).value if line.kind == "time" else None
        return text if minutes is None else clock(minutes + self.later)

    def _asked(self) -> Iterator[Cell]:
        """Every cell somebody must type in that evening."""
        items = {
            "": ("",),
            "option": [option.id for option in self.contest.options],
            "member": [member.id for member in self.rules.election.precincts[0].members],
            "box": [action.name for action in self.script.actions if action.do == "box"],
        }
        for line in self.known.values():
            if not line.optional and line.due in _DUES:
                yield from (Cell(line.id, item) for item in items.get(line.collection, ()))

    def _due(self, cell: Cell, action: Action) -> bool:
        """Whether the cell must be typed before that: what a step closes, or the second look."""
        stage = self.known[cell.line].stage
        steps = {step.id: (*step.stages, *step.locks) for step in self.form.steps}
        return action.do != "confirm" or stage in steps.get(action.name, ())

    def _nought(self, cell: Cell, action: Action) -> str:
        line = self.known[cell.line]
        match line.kind:
            case "count":
                return "0"
            case "time":
                return clock(action.at + self.later)
            case "choice":
                return line.choices[0].id
            case "member":
                return self.rules.election.precincts[0].members[0].id
            case "contest":
                return self.contest.id
            case _:
                return "–"

    def _type(self, action: Action, cell: Cell, text: str) -> Action:
        who = self.people.get(action.who, action.who)
        return Action("type", action.at + self.later, who, self.contest.id, cell, text)

    def _another(self, member: str, who: str) -> str:
        """The member, or another one where it is who typed."""
        others = [m.id for m in self.rules.election.precincts[0].members if m.id != who]
        return member if member != who or not others else others[0]


def _closes(rules: Rules, precinct: Precinct) -> int | None:
    """The minute voting ends by the files, None where none of them says."""
    (contest,) = rules.election.contests
    said = rules.election.constants_for(contest, precinct)
    return {**rules.forms[contest.id].constants, **said}.get("closes")


def _people(there: Precinct, here: Precinct) -> dict[str, str]:
    """Who stands for whom: offices for offices, the last member for those there are too many of."""
    found: dict[str, str] = {}
    offices: dict[str, list[str]] = {}
    for member in here.members:
        offices.setdefault(member.office, []).append(member.id)
    rest = offices.get("member") or [member.id for member in here.members]
    for member in there.members:
        of = offices.get(member.office, rest)
        seen = [m for m in there.members if m.office == member.office].index(member)
        if of:
            found[member.id] = of[min(seen, len(of) - 1)]
    return found


def _options(there: Sequence[Option], here: Sequence[Option]) -> dict[str, str]:
    """Which option stands for which, the last one for those there are too many of."""
    own = [x.id for x in here if not (x.removed and x.removed.elsewhere)]
    return {x.id: own[min(i, len(own) - 1)] for i, x in enumerate(there) if own}
