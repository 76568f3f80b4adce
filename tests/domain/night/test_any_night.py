"""Any night at all: random commands of a clumsy commission, in any order.

Whatever ``allowed`` lets through is folded without an error; whatever it refuses changes nothing;
after "finished" no figure changes; the journal always adds up to the night in memory.
"""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tally_app.app.night.session import Session
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.facts.table import fold
from tally_app.domain.night.locks import uses
from tally_app.domain.night.naming import items_of
from tally_app.domain.night.reckoning import is_due
from tally_app.domain.record.record import Record
from tests.domain.making import ACT, BOX_1, BOX_2, LISTS, PILES, Evening, Wall, answered, rules
from tests.effort import EFFORT

FORM = rules().forms["akim"]
LINES = st.sampled_from([line.id for line in FORM.lines])
STEPS = st.sampled_from([step.id for step in FORM.steps])
KEYS = st.sampled_from([relation.key for relation in FORM.relations] + ["C-04/1", "C-04/2"])
BOXES = st.sampled_from(["1", "2"])
MEMBERS = st.sampled_from([f"m{i}" for i in range(1, 10)])
TEXTS = st.sampled_from(["", "0", "1", "12", "1610", "20:05", "3x", "999999"])
WORDS = st.sampled_from(["", " ", "a reason"])
PARTS = st.sampled_from([LISTS, BOX_1, BOX_2, {"stationary.ballots": 1588}, PILES])
OTHER = st.one_of(
    st.tuples(st.just("member_unlisted"), st.fixed_dictionaries({"id": MEMBERS})),
    st.tuples(
        st.just("member_listed"),
        st.fixed_dictionaries({"id": MEMBERS, "name": WORDS, "office": st.just("member")}),
    ),
    st.tuples(
        st.just("member_state_noted"),
        st.fixed_dictionaries({"member": MEMBERS, "state": st.just("absent"), "reason": WORDS}),
    ),
    st.tuples(st.sampled_from(["box_added", "box_removed"]), st.builds(dict, box=BOXES)),
    st.tuples(st.just("line_switched"), st.builds(dict, line=LINES, on=st.booleans())),
    st.tuples(st.just("step_unlocked"), st.builds(dict, step=STEPS, reason=WORDS)),
    st.tuples(st.just("step_opened"), st.builds(dict, step=STEPS, reason=WORDS)),
    st.tuples(st.just("step_confirmed"), st.builds(dict, step=STEPS)),
    st.tuples(
        st.just("not_established"),
        st.builds(lambda line, item: {**ACT, "line": line, "item": item}, LINES, MEMBERS),
    ),
    st.tuples(
        st.just("box_counted_again"), st.builds(dict, box=BOXES, value=st.sampled_from([10, 12]))
    ),
    st.tuples(
        st.just("box_decided"),
        st.builds(
            lambda box, votes: {**ACT, "box": box, "for": votes, "against": 0},
            BOXES,
            st.integers(0, 7),
        ),
    ),
    st.tuples(st.just("box_annulled"), st.builds(dict, box=BOXES, annulled=st.booleans())),
    st.tuples(
        st.just("printed"), st.builds(dict, document=st.just("protocol"), digest=st.just(""))
    ),
    st.tuples(st.just("print_confirmed"), st.just({})),
    st.tuples(
        st.just("print_withdrawn"),
        st.builds(
            lambda reason, names: {"reason": reason, "sheets": 2, "names": names},
            WORDS,
            st.lists(WORDS, max_size=3),
        ),
    ),
    st.tuples(st.just("signed"), st.just({"minutes": 1439})),
    st.tuples(
        st.just("recount_opened"),
        st.builds(
            lambda ground: {**ACT, "ground": ground, "applicant": "A", "act_number": "9"},
            st.sampled_from(["proxy", "higher"]),
        ),
    ),
    st.tuples(st.sampled_from(["opened", "nonsense"]), st.just({})),
)


class AnyNight(RuleBasedStateMachine):
    """A night under random commands."""

    def __init__(self):
        super().__init__()
        self.evening = Evening()
        self.finished = None

    @property
    def session(self):
        return self.evening.session

    @initialize(how_far=st.integers(0, 5))
    def some_of_the_night_is_done(self, how_far):
        """Random commands alone would hardly ever reach the signatures."""
        evening = self.evening
        done = [
            evening.lists,
            evening.announce,
            evening.boxes,
            lambda: evening.confirm("portable").type({"stationary.ballots": 1588}),
            lambda: evening.confirm("stationary").type(PILES).finish(),
        ]
        for deed in done[:how_far]:
            deed()

    def cells(self, line):
        shape = self.session.night.form("akim").line(line)
        return [Cell(line, item) for item in items_of(self.session.night, "akim", shape)]

    @rule(line=LINES, text=TEXTS, item=MEMBERS)
    def type_something(self, line, text, item):
        cells = [*self.cells(line), Cell(line, item)]
        for cell in cells:
            before, night = self.session.text("akim", cell), self.session.night
            refused = self.session.type_text("akim", cell, text)
            stands = self.session.text("akim", cell)
            assert stands == (before if refused else text)
            if refused:
                assert self.session.night is night

    @rule(part=PARTS)
    def type_what_is_right(self, part):
        for key, text in part.items():
            cell = Cell.read(key)
            if cell in self.cells(cell.line):
                self.session.type_text("akim", cell, str(text))

    @rule(said=OTHER)
    def do_something(self, said):
        kind, payload = said
        self.evening.refusal(kind, **payload)

    @rule(key=KEYS, kind=st.sampled_from(["reason", "act", "finish_act"]))
    def answer_something(self, key, kind):
        result = self.evening.result(key)
        if result is not None:
            night = self.session.night
            refused = answered(self.session, "akim", result, {"kind": kind, **ACT})
            assert refused is None or self.session.night is night

    @rule(key=KEYS)
    def count_again(self, key):
        result = self.evening.result(key)
        if result is not None:
            self.session.counted_again("akim", result)

    @rule(time=st.sampled_from(["20:31", "0:10", "later"]))
    def announce(self, time):
        self.session.announce("akim", "announce", time)

    @rule(number=st.sampled_from(["999", "998"]))
    def finish(self, number):
        ready = not self.session.obstacles("akim") and self.evening.state.finish is None
        refused = self.session.finish("akim", number)
        assert (refused is None) == (ready and number == "999")

    @rule()
    def undo(self):
        change = self.session.undo()
        if change:
            assert self.session.text("akim", change.cell) == change.before

    @rule()
    def redo(self):
        change = self.session.redo()
        if change:
            assert self.session.text("akim", change.cell) == change.after

    @precondition(lambda self: self.evening.state.finish is not None)
    @rule()
    def the_program_is_started_again(self):
        self.evening.session = Session(self.evening.journal, rules(), Wall())
        self.evening.session.who = "m3"

    @invariant()
    def the_journal_is_the_night(self):
        assert fold(self.evening.journal.events(), rules()) == self.session.night

    @invariant()
    def a_finished_protocol_says_what_stands(self):
        """No figure the protocol rests on changes while a contest is finished; a record always
        comes back whole.
        """
        finish = self.evening.state.finish
        if finish is None:
            self.finished = None
            return
        night = self.session.night
        rests_on = uses(night.form("akim"))
        day = {cell: x for cell, x in night.day_entries.items() if cell.line in rests_on}
        stands = dict(self.evening.state.entries), day, finish.record
        assert self.finished in (None, stands)
        self.finished = stands
        record = Record.read(finish.record)
        assert record.check_value() == finish.check_value
        lines = {line.id: line for line in night.form("akim").lines}
        missing = [lines[line.id] for line in record.lines if line.status == "missing"]
        assert not [line.id for line in missing if is_due((line.due,), "finish") and not line.free]

    @invariant()
    def the_record_of_any_moment_can_be_made(self):
        assert self.session.record("akim").mode == "training"


AnyNight.TestCase.settings = settings(
    max_examples=60 * EFFORT,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestAnyNight = AnyNight.TestCase
