"""Whole nights at random, of every kind of election and of several ballots at once.

A commission types figures that fit one another, in any order, with slips and second thoughts. What
the law forbids is never reached, what the law allows never blocks: every night ends in signatures.
"""

from __future__ import annotations

import re
from functools import cache
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tally_app import paths
from tally_app.app.night.session import Session
from tally_app.catalog.forms import load_form
from tally_app.catalog.library import Library
from tally_app.catalog.nights import load_night
from tally_app.catalog.rules import load_from_bytes, rules_and_files
from tally_app.domain.form.form import Severity
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.event import next_event
from tally_app.domain.night.facts.rows import ItemRemoved
from tally_app.domain.night.facts.table import FACTS, fold
from tally_app.domain.relations.rulebook import Status
from tests.app.night_hands import SETTLES, command
from tests.app.night_law import Law
from tests.app.night_plan import Planner
from tests.domain.making import MemoryJournal, Wall
from tests.effort import EFFORT

LIBRARY = Library.of_resources(paths.resources(), every_kind=True)
SEEDS = st.integers(0, 2**32)
#: What may still be recorded about a signed protocol.
AFTER_SIGNING = {"printed", "recount_opened", "document_filed"}


def elections():
    """The election of the sample night of every kind, and every election with several ballots."""
    kinds = [load_form(LIBRARY.form(name), LIBRARY) for name in LIBRARY.ids("form")]
    nights = [LIBRARY.night_on(form.id) for form in kinds if form.contest_kinds]
    names = {load_night(night, LIBRARY).election for night in nights}
    several = {name for name in LIBRARY.ids("election") if len(rules(name).election.contests) > 1}
    return sorted(names | several)


@cache
def rules(election):
    return load_from_bytes(rules_and_files(LIBRARY.election(election), LIBRARY)[1])


#: Rules of the machine that begin a night too.
DEEDS = (
    "figures_are_typed_in_any_order", "somebody_makes_a_slip", "a_step_is_opened_or_unlocked",
    "rows_come_and_go", "members_come_and_go", "a_line_is_switched", "a_finding_is_answered",
    "a_list_is_announced_as_it_stands", "one_ballot_goes_on", "finish_is_tried",
    "one_ballot_is_brought_to_its_end", "a_protocol_is_printed_signed_or_withdrawn",
)  # fmt: skip


class WholeNight(Law, RuleBasedStateMachine):
    """One night of one election."""

    election = ""

    def __init__(self):
        super().__init__()
        of = rules(self.election)
        payload = {"night": "000000000042", "mode": "training"}
        payload["precinct"] = of.election.precincts[0].number
        wall = Wall()
        first = next_event(
            None, at=wall().isoformat(), who="setup", kind="night_opened", payload=payload
        )
        self.journal = MemoryJournal(first)
        self.session = Session(self.journal, of, wall)
        self.session.who = self.night.persons[2].id
        self.stands = {}

    @initialize(seed=SEEDS, far=st.integers(0, 4))
    def a_night_is_planned(self, seed, far):
        """It is begun too: random acts alone would hardly ever reach a second signature."""
        random = Random(seed)
        self.plan = Planner(self.night, random).made()
        deeds = [*DEEDS] * 2
        for _ in range(far):
            for contest in self.contests:
                if random.randrange(3):
                    self.go_on(contest)
            for name in random.sample(deeds, 4):
                getattr(self, name)(random.randrange(2**32))

    @rule(seed=SEEDS)
    def figures_are_typed_in_any_order(self, seed):
        random = Random(seed)
        contest = random.choice(self.contests)
        self.rows_and_boxes()
        wanted = self.pending(contest)
        random.shuffle(wanted)
        for cell, text in wanted[: random.randint(1, 60)]:
            said = self.enter(contest, cell, text)
            assert said in {"", "before", "locked", "finished", "unknown", "not_recounted"}, cell

    @rule(seed=SEEDS)
    def somebody_makes_a_slip(self, seed):
        random = Random(seed)
        contest = random.choice(self.contests)
        known = sorted(cell for owner, cell in self.plan.texts if owner in ("", contest))
        text = random.choice(["", "3x", "17", "20:31", "999999"])
        self.session.type_text(contest, random.choice(known), text)

    @rule(back=st.integers(0, 3), forth=st.integers(0, 3))
    def second_thoughts(self, back, forth):
        for _ in range(back):
            change = self.session.undo()
            assert change is None or self.session.text(change.contest, change.cell) == change.before
        for _ in range(forth):
            change = self.session.redo()
            assert change is None or self.session.text(change.contest, change.cell) == change.after

    @rule(seed=SEEDS)
    def a_step_is_opened_or_unlocked(self, seed):
        random = Random(seed)
        contest = random.choice(self.contests)
        kind = random.choice(["step_opened", "step_unlocked"])
        steps = self.night.form(contest).steps
        if random.randrange(4):
            steps = [s for s in steps if (s.after if kind == "step_opened" else s.confirm)]
        step = random.choice(steps).id
        if random.randrange(2):
            said = FACTS[kind](step, "as it was")
            self.session.execute(self.session.step_command(said, contest))
        assert self.do(kind, contest, step=step, reason=" ") != ""

    @rule(seed=SEEDS)
    def rows_come_and_go(self, seed):
        random = Random(seed)
        contest = random.choice(self.contests)
        added = [c for c in self.night.form(contest).collections if c.added and not c.parent]
        collection = random.choice(added).id
        refused = self.session.add_row(contest, collection, "77")
        gone = self.session.row_command(ItemRemoved(collection, "77"), contest)
        if refused is None:
            assert self.session.execute(gone) is None
        self.do("box_added", box="77")
        if "77" in self.night.boxes:
            assert self.do("box_removed", box="77") == ""

    @rule(seed=SEEDS)
    def members_come_and_go(self, seed):
        random = Random(seed)
        if self.do("member_listed", id="m77", name="Мысал А. Б.", office="member") == "":
            assert self.do("member_unlisted", id="m77") == ""
        person = random.choice(self.night.persons)
        state = self.plan.states.get(person.id, "present")
        self.do("member_state_noted", member=person.id, state=state, reason="so", minutes=1300)

    @rule(seed=SEEDS)
    def a_line_is_switched(self, seed):
        random = Random(seed)
        contest = random.choice(self.contests)
        lines = [x.id for x in self.night.form(contest).lines if x.optional == "switch"]
        line = random.choice(lines)
        if self.do("line_switched", contest, line=line, on=True) == "":
            wanted = (contest, line) in self.plan.switched
            kept = bool(self.session.text(contest, Cell(line)).strip())
            kept = kept or Cell(line) in self.state(contest).unestablished
            said = self.do("line_switched", contest, line=line, on=wanted)
            assert said == ("has_figures" if kept and not wanted else "")

    @rule(seed=SEEDS)
    def a_finding_is_answered(self, seed):
        random = Random(seed)
        contest = random.choice(self.open_contests or self.contests)
        failing = self.session.reckoning(contest).failing(
            Severity.ERROR, Severity.LEGAL, Severity.WARNING
        )
        if failing:
            self.answer(contest, random.choice(failing))

    @rule(seed=SEEDS)
    def a_figure_that_breaks_a_relation_is_found(self, seed):
        """An equation that holds holds no more with any one of its figures changed."""
        random = Random(seed)
        contest = random.choice(self.contests)
        reckoning = self.session.reckoning(contest)
        holding = [
            check
            for check, result in zip(reckoning.bound.checks, reckoning.results, strict=True)
            if result.status is Status.HOLDS
            and result.difference == 0
            and check.parts[0].cells
            and " == " in check.relation.check
            and not re.search(r"abs|\*", check.relation.check)
            and check.relation.severity in (Severity.ERROR, Severity.LEGAL)
        ]
        for check in holding:
            cell = random.choice(check.parts[0].cells)
            line = self.night.form(contest).line(cell.line)
            if len(re.findall(rf"\b{line.id}\b", check.relation.check)) != 1 or line.derived:
                continue
            value = reckoning.value(cell) + random.choice([1, 9, 90])
            changed = self.session.reckoning(contest, {cell: str(value)})
            key = next(r for r in reckoning.results if r.relation is check.relation).key
            found = [r.key for r in changed.results if r.failing]
            statuses = {r.status for r in changed.results if r.relation is check.relation}
            assert found, (key, cell)
            assert statuses & {Status.FAILS, Status.SILENT}, (key, cell)

    @rule(seed=SEEDS)
    def one_ballot_goes_on(self, seed):
        self.go_on(Random(seed).choice(self.contests))

    @rule(seed=SEEDS)
    def a_list_is_announced_as_it_stands(self, seed):
        """With every slip that is in it."""
        contest = Random(seed).choice(self.contests)
        step = next(s.id for s in self.night.form(contest).steps if s.confirm == "announce")
        self.session.announce(contest, step, "20:40")

    @rule(seed=SEEDS)
    def one_ballot_is_brought_to_its_end(self, seed):
        contest = Random(seed).choice(self.contests)
        for _ in range(3):
            self.go_on(contest)
            for result in self.session.reckoning(contest).failing():
                if result.relation.severity.value in SETTLES:
                    self.answer(contest, result)
        self.look_again(contest)
        self.try_to_finish(contest)

    @rule(seed=SEEDS)
    def a_second_person_looks(self, seed):
        """With slips of their own, whatever stands; nobody types a line twice."""
        random = Random(seed)
        self.look_again(random.choice(self.contests), random)

    @rule(seed=SEEDS)
    def finish_is_tried(self, seed):
        random = Random(seed)
        self.try_to_finish(random.choice(self.contests), number=random.randrange(4) > 0)

    @rule(seed=SEEDS)
    def a_protocol_is_printed_signed_or_withdrawn(self, seed):
        random = Random(seed)
        contest, state = random.choice(self.contests), None
        kind = random.choice(["print_confirmed", "signed", "print_withdrawn"])
        said = {"minutes": 1740, "reason": "blurred", "names": ["А", "Б"], "sheets": 2}
        state = self.state(contest).finish
        code = self.do(kind, contest, **said)
        if state is None or state.signed is not None:
            assert code
        elif kind == "print_withdrawn":
            assert self.stands.pop(contest)

    @rule()
    def the_program_is_started_again(self):
        self.session = Session(self.journal, self.night.rules, self.session.clock)
        self.session.who = self.night.persons[2].id

    @invariant()
    def finished_figures_stand(self):
        for contest, stood in self.stands.items():
            assert self.figures(contest) == stood

    # --------------------------------------------------------------- the end of every night

    def teardown(self):
        if not hasattr(self, "plan"):
            return
        for contest in self.contests:
            self.to_the_end(contest)
        for contest in self.contests:
            self.signed_for_good(contest)
        self.recounted(self.contests[0])
        self.one_and_the_same_night()

    def to_the_end(self, contest):
        """Whatever happened, the protocol of every ballot can be finished and signed."""
        for _ in range(8):
            if self.state(contest).finish is not None:
                break
            self.unlock_what_is_wrong(contest)
            for name in self.open_contests:
                self.go_on(name)
            if self.settled_figures(contest):
                self.no_error(contest)
            for obstacle in self.session.obstacles(contest):
                assert obstacle.code != "not_checked" or self.pending(contest), obstacle
                if obstacle.result is not None and obstacle.code in SETTLES:
                    self.answer(contest, obstacle.result)
            self.look_again(contest)
            self.try_to_finish(contest)
        obstacles = [(o.code, o.cell, o.step, o.result and o.result.key)
                     for o in self.session.obstacles(contest)]  # fmt: skip
        assert self.state(contest).finish is not None, (obstacles, self.pending(contest))

    def unlock_what_is_wrong(self, contest):
        """A figure that was announced wrong: unlocked with a reason, announced again."""
        for cell, _ in self.pending(contest):
            refused = self.session.why_not(command(contest, cell))
            if refused is not None and refused.code == "locked":
                self.do("step_unlocked", contest, step=refused.step, reason="a slip")

    def settled_figures(self, contest):
        """True when everything of a ballot stands as planned."""
        return not self.pending(contest) and not any(
            obstacle.code in ("step", "not_entered") for obstacle in self.session.obstacles(contest)
        )

    def no_error(self, contest):
        reckoning = self.session.reckoning(contest)
        assert [r.key for r in reckoning.failing(Severity.ERROR)] == [], self.plan.facts
        legal = {r.key.partition("/")[0] for r in reckoning.failing(Severity.LEGAL)}
        assert not legal or self.plan.facts or self.plan.acts

    def signed_for_good(self, contest):
        if self.state(contest).finish.signed is None:
            self.do("print_confirmed", contest)
            assert self.do("signed", contest, minutes=1740) == ""
        for command_ in self.everything(contest):
            if command_.fact.kind not in AFTER_SIGNING:
                assert self.session.why_not(command_) is not None, command_

    def recounted(self, contest):
        """The one change the law allows: the piles are counted again, the lists stand."""
        before = self.state(contest)
        ground = self.night.form(contest).grounds[0].id
        opened = {"ground": ground, "applicant": "А", "minutes": 1760, "act_number": "9"}
        self.stands.pop(contest, None)
        assert self.do("recount_opened", contest, **opened) == ""
        reopened = set(self.night.form(contest).ground(ground).reopens)
        for line in self.night.form(contest).lines:
            if line.derived or line.collection or line.stage in reopened:
                continue
            asked = command("" if line.is_day else contest, Cell(line.id))
            rests = not line.is_day or line.place != "none"
            assert not rests or self.session.why_not(asked) is not None, line.id
        self.to_the_end(contest)
        self.do("print_confirmed", contest)
        assert self.do("signed", contest, minutes=1800) == ""
        after = self.state(contest)
        form = self.night.form(contest)
        for cell, entry in before.entries.items():
            if form.line(cell.line).stage != "piles":
                assert after.entries[cell] == entry

    def one_and_the_same_night(self):
        events = self.journal.events()
        assert fold(events, self.night.rules) == self.night
        again = Session(self.journal, rules(self.election), self.session.clock)
        for contest in self.contests:
            live, read = self.session.reckoning(contest), again.reckoning(contest)
            assert (live.figures, live.problems) == (read.figures, read.problems)
            said = [[(r.key, r.status, r.difference) for r in x.results] for x in (live, read)]
            assert said[0] == said[1]
            assert again.record(contest) == self.session.record(contest)


def machine(name):
    made = type(f"Night of {name}", (WholeNight,), {"election": name})
    made.TestCase.settings = settings(
        max_examples=6 * EFFORT,
        stateful_step_count=20,
        deadline=None,
        derandomize=EFFORT == 1,
        database=None,
        phases=[Phase.generate],  # a seed says nothing more when it is smaller
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    return made.TestCase


@pytest.mark.hypothesis
@pytest.mark.parametrize("election", elections())
def test_a_whole_night_ends_lawfully_in_whatever_order(election):
    machine(election)("runTest").runTest()
