"""A protocol from the last figure to the signatures, and again where the law counts again."""

from __future__ import annotations

from tally_app.domain.form.layout import Cell
from tally_app.domain.relations.rulebook import Status
from tests.simulator.account import DUE_BY_FINISH
from tests.simulator.commission import SETTLES
from tests.simulator.passphrase import WithPassphrase
from tests.simulator.world import hold

#: So many times round, and every lawful night has ended.
ROUNDS = 12
AFTER_MIDNIGHT = 1500


class Ending(WithPassphrase):
    """Finish, print, look at the sheets, sign, withdraw, count again."""

    def finish(self, contest, *, number="") -> str:
        """Finish is tried; the law is asked with what the relations say."""
        precinct = number or self.night.precinct.number
        self.open_up("finish")
        due = [
            result
            for result in self.session.reckoning(contest).results
            if set(result.relation.due) & set(DUE_BY_FINISH)
        ]
        reckoning = self.session.reckoning(contest)
        failing = [
            (r.relation.severity.value, r.key, r.difference, reckoning.figures_of(r))
            for r in due
            if r.status is Status.FAILS and r.relation.severity.value in SETTLES
        ]
        said = {
            "precinct": precinct,
            "failing": failing,
            "not_checked": any(r.status is Status.NOT_CHECKED for r in due),
            "clock_is_right": lambda: self.night.training or self.clock_is_right,
        }
        return self.act("finished", contest, lambda s: s.finish(contest, precinct), **said)

    #: False from a jump of the clock until somebody looks at a watch.
    clock_is_right = True

    def look_at_a_watch(self) -> None:
        self.clock.set_right(self.night.rules.election.day, AFTER_MIDNIGHT)
        self.clock_is_right = True

    def finish_is_tried(self) -> None:
        contest = self.random.choice(self.contests)
        self.finish(contest, number=self.random.choice(["", "", "", "0"]))

    def to_the_end(self, contest) -> None:
        """Whatever happened, the protocol can be finished: no lawful night is blocked."""
        for _ in range(ROUNDS):
            if self.state(contest).finish is not None:
                return
            self.between()
            self.look_at_a_watch()
            self.unlock_what_is_wrong(contest)
            for name in self.contests:
                if self.state(name).finish is None:
                    self.go_on(name)
            self.settle_boxes(contest)
            for obstacle in self.session.obstacles(contest):
                if obstacle.result is not None and obstacle.code in SETTLES:
                    self.answer(contest, obstacle.result)
            self.look_again(contest)
            if self.state(contest).finish is None:
                self.look_at_a_watch()
                self.finish(contest)
        if self.state(contest).finish is not None:
            return
        left = [(o.code, str(o.cell), o.step, o.result and o.result.key)
                for o in self.session.obstacles(contest)]  # fmt: skip
        hold(False, f"{contest} cannot be finished: {left}, {self.pending(contest)}")

    def unlock_what_is_wrong(self, contest) -> None:
        """A figure that was announced wrong: unlocked with a reason, announced again."""
        form, ballot = self.night.form(contest), self.account.ballots[contest]
        for cell, _ in self.pending(contest):
            stage = form.line(cell.line).stage
            for step in form.steps:
                if stage in step.locks and step.id in ballot.confirmed:
                    self.step("step_unlocked", contest, step.id, reason="жаңылыс")

    def sign(self, contest) -> None:
        """Printed, looked at, sometimes withdrawn before two people, read back, signed."""
        random = self.random
        for _ in range(ROUNDS):
            if self.state(contest).finish is None:  # withdrawn, whatever the disk said of it
                self.to_the_end(contest)
            if self.state(contest).finish.signed is not None:
                return
            self.print(contest)
            if random.randrange(9) == 0:
                names = [person.name for person in self.night.persons[:2]]
                gone = {"reason": "бояу жағылды", "sheets": 2, "names": names}
                if self.act("print_withdrawn", contest, **gone) == "":
                    self.seen.add("withdrawn")
                    self.to_the_end(contest)
                continue
            self.act("print_confirmed", contest)
            if self.night.by_hand:
                self.read_back_the_blank(contest)
            self.act("signed", contest, minutes=1740, by_hand=self.night.by_hand)
        hold(False, f"{contest} cannot be signed")

    def read_back_the_blank(self, contest) -> None:
        """Another member types what stands on the hand-written blank."""
        finisher = self.account.ballots[contest].finished
        said = {"agrees": self.random.randrange(5) > 0, "by": self.somebody(finisher), "read": {}}
        self.act("blank_checked", contest, **said)

    def count_again(self, contest) -> None:
        """A recount on a ground of the law: what it opens is blank, and is counted anew."""
        before = self.state(contest)
        ground = self.random.choice(self.night.form(contest).grounds)
        opened = {"ground": ground.id, "applicant": "Сенім Б. Е.", "minutes": 1760,
                  "act_number": "9"}  # fmt: skip
        self.open_up("recount")
        if self.act("recount_opened", contest, **opened):
            return
        self.seen.add("recount")
        form = self.night.form(contest)
        for cell in self.state(contest).entries:
            line = form.line(cell.line)
            hold(
                line.stage not in ground.reopens or line.kind != "count",
                f"a figure counted before stands in for a recount: {cell}",
            )
        self.to_the_end(contest)
        self.sign(contest)
        for cell, entry in before.entries.items():
            if form.line(cell.line).stage not in ground.reopens:
                now = self.session.text(contest, Cell(cell.line, cell.item))
                hold(now == entry.text, f"a recount changed what it did not open: {cell}")
