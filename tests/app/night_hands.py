"""What a commission does in a night of ``test_whole_nights``, through the session alone."""

from __future__ import annotations

from tally_app.domain.form.form import Severity
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.reckoning import PRESENT
from tally_app.domain.night.second_look import Seen, free_for, overview
from tests.domain.making import answered, to_record

SETTLES = {"error": "finish_act", "legal": "act", "warning": "reason"}


def command(contest, cell):
    """Typing something into a field; the day's for no contest."""
    kind = "typed" if contest else "typed_day"
    payload = {"line": cell.line, "item": cell.item, "text": "1", "value": 1, "problem": ""}
    return to_record(kind, payload, contest)


class Hands:
    """Has a ``session``, the ``journal`` it writes and the ``plan`` of the night."""

    @property
    def night(self):
        return self.session.night

    @property
    def contests(self):
        return list(self.night.contests)

    @property
    def open_contests(self):
        return [name for name, state in self.night.contests.items() if state.finish is None]

    def state(self, contest):
        return self.night.contests[contest]

    def do(self, kind, contest="", /, **payload):
        """Why a command was refused, "" when it was recorded; a refusal changes nothing."""
        before = self.night
        refused = self.session.execute(to_record(kind, payload, contest))
        assert refused is None or self.night is before
        return refused.code if refused else ""

    def pending(self, contest):
        """Planned figures of a contest and of the day that do not stand yet, rows being there."""
        found = []
        for (owner, cell), text in self.plan.texts.items():
            if owner not in ("", contest):
                continue
            if (owner, cell) in self.plan.acts:
                if cell not in self.state(contest).unestablished:
                    found.append((cell, None))
            elif self.session.text(contest, cell) != text:
                found.append((cell, text))
        return found

    def enter(self, contest, cell, text):
        """Type a figure, or the act that it could not be established."""
        if text is None:
            act = {**self.act(), "line": cell.line, "item": cell.item}
            return self.do("not_established", contest, **act)
        refused = self.session.type_text(contest, cell, text)
        return refused.code if refused else ""

    def act(self, number="1"):
        people = [person.id for person in self.night.persons]
        return {"number": number, "minutes": 1300, "members": people, "text": "found"}

    def rows_and_boxes(self):
        for contest, collection, item in self.plan.rows:
            self.session.add_row(contest or self.night.first, collection, item)
        for box in self.plan.boxes:
            self.do("box_added", box=box)
        for contest, line in sorted(self.plan.switched):
            self.do("line_switched", contest, line=line, on=True)

    def go_on(self, contest):
        """Type what can be typed, settle boxes, confirm what can be confirmed."""
        self.rows_and_boxes()
        for cell, text in self.pending(contest):
            self.enter(contest, cell, text)
        self.settle(contest)
        for step in self.night.form(contest).steps:
            if step.id in self.state(contest).confirmed:
                continue
            if step.confirm == "announce" and not self.pending_of(contest, step.locks):
                self.session.announce(contest, step.id, "20:40")
            elif step.confirm == "next":
                self.session.confirm(contest, step.id)

    def pending_of(self, contest, stages):
        form = self.night.form(contest)
        return [cell for cell, _ in self.pending(contest) if form.line(cell.line).stage in stages]

    def settle(self, contest):
        """A box with more ballots than applications: two counts, a vote, the act."""
        for result in self.session.reckoning(contest).failing(Severity.LEGAL):
            if result.relation.procedure != "annul":
                continue
            box = result.item
            line = self.night.form(contest).role("box_ballots").id
            value = self.night.entry(contest, Cell(line, box)).value
            if self.do("box_counted_again", contest, box=box, value=value):
                continue
            votes = len(self.night.persons) if (contest, box) in self.plan.annulled else 0
            vote = {"box": box, "for": votes, "against": 0, "number": "1", "minutes": 1290}
            assert self.do("box_decided", contest, **vote) == ""
            if votes:
                assert self.do("box_annulled", contest, box=box, annulled=True) == ""
            else:
                self.do("box_annulled", contest, box=box, annulled=False, reason="decided so")

    def answer(self, contest, result):
        kind = SETTLES[result.relation.severity.value]
        said = {"kind": kind, **self.act()}
        if kind == "reason":
            said = {"kind": kind, "reason": result.relation.reasons[0], "text": ""}
        return answered(self.session, contest, result, said)

    def somebody_else(self, hands):
        """A member in the room who typed nothing there; one who was away comes back."""
        others = [person for person in self.night.persons if person.id not in hands]
        there = [person.id for person in others if person.state in PRESENT]
        if not there:
            back = {"member": others[0].id, "state": "present", "reason": "", "minutes": None}
            assert self.do("member_state_noted", **back) == ""
            there = [others[0].id]
        return there[0]

    def look_again(self, contest, random=None):
        """Other members compare Part I, type or read back what is open; with ``random`` with slips
        of their own, which a third person settles.
        """
        typing = self.session.who
        layout = self.session.reckoning(contest).layout
        early = overview(self.night, contest, layout).to_compare
        hands = {who for cell in early for who in self.night.entry(contest, cell).hands}
        if early:
            self.session.who = self.somebody_else(hands)
            self.session.compare_part_one(contest)
        for cell in overview(self.night, contest, layout).among(Seen.OPEN):
            first = self.night.entry(contest, cell)
            text = str(first.value + (random.randrange(3) if random else 0))
            self.session.who = self.somebody_else(first.hands)
            if random and random.randrange(2):
                reader = self.somebody_else({self.session.who})
                self.session.read_back(contest, cell, reader, agrees=random.randrange(4) > 0)
            else:
                self.session.type_again(contest, cell, text)
        self.session.who = self.somebody_else(())
        self.session.compare_entries(contest)
        for cell in overview(self.night, contest, layout).among(Seen.DOUBTED):
            paper = self.plan.texts.get((contest, cell)) or self.plan.texts.get(("", cell))
            free = free_for(self.night, contest, cell)
            self.session.who = free[0].id if free else self.session.who
            self.session.settle(contest, cell, paper or self.session.text(contest, cell))
        self.session.who = typing

    def try_to_finish(self, contest, *, number=True):
        state = self.state(contest)
        ready = state.finish is None and not self.session.obstacles(contest)
        precinct = self.night.precinct.number if number else "0"
        others = {name: self.state(name) for name in self.contests if name != contest}
        refused = self.session.finish(contest, precinct)
        assert (refused is None) == (ready and number)
        if refused is None:
            self.finish_is_lawful(contest)
            self.others_go_on(contest, others)
            self.stands[contest] = self.figures(contest)
