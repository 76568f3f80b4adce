"""What the law and the program promise about a finished ballot, asked of events and figures."""

from __future__ import annotations

import re

from tally_app.domain.form.form import Severity
from tally_app.domain.form.layout import Cell
from tally_app.domain.record.record import Record
from tally_app.domain.relations.rulebook import Status
from tests.app.night_hands import SETTLES, Hands, command
from tests.domain.making import to_record

#: The law's order (43(3-1), 43(4)): nothing of these stages before every list was announced.
AFTER_LISTS = ("portable", "stationary", "piles")
DUES = ("setup", "list", "boxes", "finish")


class Law(Hands):
    """Checks of one night."""

    def finish_is_lawful(self, contest):
        """Asked of the events and figures themselves, not of the program's list of obstacles."""
        state, reckoning = self.state(contest), self.session.reckoning(contest)
        form = self.night.form(contest)
        record = Record.read(state.finish.record)
        assert record.check_value() == state.finish.check_value
        announce = [step.id for step in form.steps if step.confirm]
        assert set(announce) <= set(state.confirmed)
        for line in record.lines:
            shape = form.line(line.id)
            known = line.status != "missing" or shape.free or shape.due not in DUES
            assert known or shape.formula, line
            assert line.status != "not_established" or line.act
        for result in reckoning.results:
            if not set(result.relation.due) & set(DUES):
                continue
            assert result.status is not Status.NOT_CHECKED, result.key
            kind = SETTLES.get(result.relation.severity.value)
            if result.status is Status.FAILS and result.relation.procedure:
                box = state.boxes[result.item]
                assert box.second is not None
                assert box.decision is not None
            if result.status is Status.FAILS and kind:
                answer = state.answers[result.key]
                assert answer.kind == kind
                entries = [self.night.entry(contest, cell) for cell in result.cells]
                assert [e.seq for e in entries if e and e.at > answer.at and e.value is not None
                        and e.value not in answer.figures] == []  # fmt: skip
        self.lists_came_first()

    def lists_came_first(self):
        """No box line before every list was announced, or the step was opened with a reason."""
        announced, opened = set(), set()
        for event in self.journal.events():
            said = event.payload
            names = [event.contest] if event.contest else self.contests
            match event.kind:
                case "step_confirmed" | "step_unlocked" | "step_opened":
                    step = self.night.form(names[0]).step(said["step"])
                    for name in names:
                        if event.kind == "step_opened":
                            assert said["reason"].strip()
                            opened.add((name, *step.stages))
                        elif step.confirm == "announce" and event.kind == "step_confirmed":
                            announced.add(name)
                        elif step.confirm == "announce":
                            assert said["reason"].strip()
                            announced.discard(name)
                case "typed" | "typed_day" if str(said["text"]).strip():
                    stage = self.night.form(names[0]).line(said["line"]).stage
                    if stage in AFTER_LISTS:
                        late = [n for n in self.contests if n not in announced]
                        assert all((n, stage) in opened for n in late), event

    def others_go_on(self, contest, before):
        """A finish locks its own lines and the day's it rests on, and nothing else."""
        for name, state in before.items():
            assert self.state(name) == state
            if state.finish is None and not state.recounts:
                line = next(x for x in self.night.form(name).lines if x.stage == "received")
                why = self.session.why_not(command(name, Cell("ballots_received")))
                assert why is None, (name, line)
        form = self.night.form(contest)
        told = [r for r in form.relations if r.severity is not Severity.NOTE]
        said = " ".join([f"{r.check} {r.when}" for r in told] + [x.formula for x in form.lines])
        for line in form.lines:
            if not line.is_day or line.derived or line.collection:
                continue
            rests = line.place != "none" or re.search(rf"\b{line.id}\b", said)
            closed = self.session.why_not(command("", Cell(line.id)))
            code = closed.code if closed else ""
            if rests:
                assert code == "finished", line.id
            else:
                assert code in ("", "locked"), line.id

    def figures(self, contest):
        rests = {line.id for line in self.night.form(contest).lines if line.place != "none"}
        day = {c: e for c, e in self.night.day_entries.items() if c.line in rests}
        return dict(self.state(contest).entries), day, self.state(contest).finish.record

    def everything(self, contest):
        """One command of every kind, as complete as it can be."""
        act = self.act()
        form = self.night.form(contest)
        for line in form.lines:
            if not line.derived and not line.collection and not line.is_day:
                yield command(contest, Cell(line.id))
                yield to_record("not_established", {**act, "line": line.id, "item": ""}, contest)
        for step in form.steps:
            if step.scope == "contest":
                for kind in ("step_confirmed", "step_unlocked", "step_opened"):
                    yield to_record(kind, {"step": step.id, "reason": "so"}, contest)
        yield to_record("ear_counted", {"totals": {"invalid": 1}}, contest)
        yield to_record("ear_removed", {}, contest)
        yield to_record("blank_checked", {"agrees": True, "by": "m2"}, contest)
        yield to_record("print_confirmed", {}, contest)
        yield to_record("signed", {"minutes": 1750}, contest)
        names = {"reason": "so", "names": ["А", "Б"], "sheets": 1}
        yield to_record("print_withdrawn", names, contest)
        yield to_record("finished", {"precinct": self.night.precinct.number}, contest)
        yield to_record("line_switched", {"line": "ballots_lost", "on": True}, contest)
