"""What the law says of an act before the program is asked: it must be possible, or may not be.

Written from the law (``Constitutional Law "On Elections"``, Art. 17, 20, 43) and the data of the
forms, for the simulator only; it shares no code with the permits of the program. ``None`` is no
opinion: what the law leaves to the program, and what it says of acts that are half filled in.
"""

from __future__ import annotations

from dataclasses import dataclass

from tally_app.domain.form.layout import Cell
from tests.simulator.account import Account


@dataclass(frozen=True)
class Verdict:
    """``must``: True the act must be possible, False it may not be; ``why`` in one sentence."""

    must: bool | None
    why: str = ""


NO_OPINION = Verdict(None)
LAWFUL = Verdict(True, "the law allows it")


def no(why: str) -> Verdict:
    return Verdict(False, why)


class NightLaw:
    """The judge of one night; ``account`` is what has happened."""

    def __init__(self, account: Account) -> None:
        self.account = account

    def judges(self, kind: str, contest: str, said: dict, who: str) -> Verdict:
        """The law on one act."""
        asked = getattr(self, f"_{kind}", None)
        return asked(contest, said, who) if asked else NO_OPINION

    # figures and rows

    def _typed(self, contest, said, _who):
        return self._field(contest, Cell(said["line"], said["item"]))

    _typed_day = _typed

    def _not_established(self, contest, said, _who):
        verdict = self._field(contest, Cell(said["line"], said["item"]))
        if verdict.must and not (said["number"] and said["members"] and said["text"].strip()):
            return no("an act has its number, its people and what was found")
        return verdict

    def _field(self, contest, cell):
        account, name = self.account, contest or next(iter(self.account.ballots))
        line = account.forms[name].line(cell.line)
        if line.formula or line.mirror:
            return no("nobody types this line")
        if cell.item not in (account.items(name, line.collection) if line.collection else [""]):
            return no("there is no such row")
        return self._line(name, line)

    def _line(self, contest, line):
        """A line of the day is every ballot's that rests on it."""
        account, day = self.account, "contest" not in line.scope
        owners = [contest]
        if day:
            owners = [n for n in account.ballots if account.rests_on(n, line)]
        if any(account.ballots[name].finished for name in owners):
            return no("a finished protocol takes no correction, 43(8)")
        for name in owners:
            ground = account.ground(name)
            if ground is not None and line.stage not in ground.reopens:
                return no("a recount opens what its ground names, 43(7-1), 43(9)")
        step = next((s for s in account.forms[contest].steps if line.stage in s.stages), None)
        if step is None:
            return no("nobody types this line")
        if not self._turn(step):
            return no("lists before boxes, portable before stationary, 43(3-1), 43(4)")
        if all(self._locked(n, line.stage) for n in ([*account.ballots] if day else [contest])):
            return no("announced lines are locked until they are unlocked with a reason, 43(3-1)")
        return LAWFUL

    def _turn(self, step) -> bool:
        """Whether it is a step's turn, or it was opened early with a reason."""
        for name, ballot in self.account.ballots.items():
            steps = {one.id for one in self.account.forms[name].steps}
            waits = [x for x in step.after if x in steps and x not in ballot.confirmed]
            if waits and step.id not in ballot.opened:
                return False
        return True

    def _locked(self, contest, stage) -> bool:
        confirmed = self.account.ballots[contest].confirmed
        steps = self.account.forms[contest].steps
        return any(stage in step.locks and step.id in confirmed for step in steps)

    def _box_added(self, _contest, said, _who):
        if said["box"] in self.account.rows.get("box", ()):
            return no("a box is there once")
        return self._collection("", "box")

    def _item_added(self, contest, said, _who):
        name = contest or next(iter(self.account.ballots))
        if said["item"] in self.account.items(name, said["collection"]):
            return no("a row is there once")
        shapes = {one.id: one for one in self.account.forms[name].collections}
        shape = shapes.get(said["collection"])
        if shape is None or shape.fixed or shape.of:
            return no("nobody adds rows there")
        return NO_OPINION if shape.parent else self._collection(contest, said["collection"])

    def _collection(self, contest, collection):
        if not contest and collection == "box" and any(
            ballot.finished for ballot in self.account.ballots.values()
        ):  # fmt: skip
            return no("every protocol prints the boxes, 43(8)")
        name = contest or next(iter(self.account.ballots))
        lines = [x for x in self.account.forms[name].lines if x.collection == collection]
        typed = [x for x in lines if not x.formula and not x.mirror]
        return self._line(name, typed[0]) if typed else NO_OPINION

    def _line_switched(self, contest, said, _who):
        account, line = self.account, self.account.forms[contest].line(said["line"])
        verdict = self._line(contest, line)
        figure, cell = account.figure(contest, Cell(line.id)), Cell(line.id)
        kept = (figure and figure.text.strip()) or cell in account.ballots[contest].acts
        if verdict.must and not said["on"] and kept:
            return no("what was typed is never thrown away")
        return verdict

    # steps

    def _step_confirmed(self, contest, said, _who):
        account = self.account
        name = contest or next(iter(account.ballots))
        step, ballot = account.forms[name].step(said["step"]), account.ballots[name]
        if (step.scope == "day") != (not contest):
            return NO_OPINION
        if contest and ballot.finished:
            return no("a finished protocol takes no correction, 43(8)")
        if not self._turn(step):
            return no("it is not the turn of the step, 43(3-1), 43(4)")
        if step.locks and step.id in ballot.confirmed:
            return no("it is announced already")
        if account.lacking(name, {*step.stages, *step.locks}):
            return no("a figure the protocol prints is missing, 43(4), 43(4-1)")
        # A box with too many ballots goes its own way first, 43(3-1): judged at Finish.
        return NO_OPINION if "portable" in step.stages else LAWFUL

    def _step_unlocked(self, contest, said, _who):
        ballot = self.account.ballots[contest or next(iter(self.account.ballots))]
        if said["step"] not in ballot.confirmed or not said["reason"].strip():
            return no("nothing to unlock, or no reason")
        if ballot.grounds or ballot.finished:
            return no("it stands, 43(7-1), 43(8)")
        return LAWFUL

    def _step_opened(self, contest, said, _who):
        name = contest or next(iter(self.account.ballots))
        step = self.account.forms[name].step(said["step"])
        if not said["reason"].strip() or self._turn(step):
            return no("it is its turn, or there is no reason")
        return no("it stands, 43(8)") if self.account.ballots[name].finished else LAWFUL

    # the second look

    def _second_typed(self, contest, said, who):
        figure = self.account.figure(contest, Cell(said["line"], said["item"]))
        if self.account.ballots[contest].finished:
            return no("a finished protocol takes no correction, 43(8)")
        if figure is None or who in figure.own or not self.account.present(who):
            return no("nobody sees their own slip: another person of the room types it again")
        return NO_OPINION

    def _settled(self, contest, said, who):
        account, cell = self.account, Cell(said["line"], said["item"])
        hands, second = account.figure(contest, cell).own, account.second(contest, cell)
        typed = {*hands, *([second[2]] if second else [])}
        ever = hands | account.typed_again(contest, cell)  # one of them typed for an older figure
        free = [x for x in account.persons if x not in ever and account.present(x)]
        if account.ballots[contest].finished:
            return no("a finished protocol takes no correction, 43(8)")
        if not account.present(who) or (who in typed and free):
            return no("what differs is typed by who typed neither, while one such is there")
        return NO_OPINION

    def _read_confirmed(self, contest, said, who):
        if said["reader"] == who or not self.account.present(said["reader"]):
            return no("one person reads, another one answers")
        if self.account.ballots[contest].finished:
            return no("a finished protocol takes no correction, 43(8)")
        return NO_OPINION

    # people

    def _member_state_noted(self, _contest, _said, _who):
        if all(ballot.finished for ballot in self.account.ballots.values()):
            return no("every protocol is finished, 43(8)")
        return LAWFUL

    def _member_listed(self, _contest, said, _who):
        ballots, persons = self.account.ballots.values(), self.account.persons
        if any(ballot.finished or ballot.grounds for ballot in ballots):
            return no("the commission of a finished protocol stands, 43(8)")
        taken = [x for x, one in persons.items() if one["office"] == said["office"]]
        if said["office"] != "member" and [x for x in taken if x != said["id"]]:
            return no("one chair, one deputy, one secretary, 17")
        return LAWFUL

    # the protocol

    def _finished(self, contest, said, _who):
        """``said``: the precinct's number, what fails (severity, key, difference, figures), what is
        not checked, and whether the clock is right.
        """
        account, ballot = self.account, self.account.ballots[contest]
        form = account.forms[contest]
        if ballot.finished:
            return no("it is finished already")
        if [step.id for step in form.steps if step.confirm and step.id not in ballot.confirmed]:
            return no("a step of the law's order is not confirmed, 43(3-1), 43(4)")
        if account.lacking(contest):
            return no("a figure the protocol prints is missing, 43(4), 43(4-1)")
        if any(step.page == "second" for step in form.steps) and [*account.to_look_at(contest)]:
            return no("a counted line was seen by one person only, N-03")
        if said["not_checked"] or [
            one for one in said["failing"] if not self._has_answer(ballot, one)
        ]:
            return no("a relation is open or has no answer for its figures")
        if said["precinct"] != account.precinct.number:
            return no("it is another precinct's number")
        if account.shut:
            return no("the commission's passphrase was not given")
        if account.unread(contest):
            return NO_OPINION  # the law says nothing of a scribble where nothing has to stand
        # By a clock that is wrong nobody can say whether voting has ended, 43(1).
        return LAWFUL if said["clock_is_right"]() else NO_OPINION

    @staticmethod
    def _has_answer(ballot, failing) -> bool:
        severity, key, difference, figures = failing
        kinds = {"error": "finish_act", "legal": "act", "warning": "reason"}
        answer = ballot.answers.get(key)
        if answer is None or answer["kind"] != kinds[severity]:
            return False
        return (answer["difference"], tuple(answer["figures"])) == (difference, figures)

    def _print_confirmed(self, contest, _said, _who):
        return self._of_the_print(contest)

    def _print_withdrawn(self, contest, said, _who):
        verdict = self._of_the_print(contest)
        if verdict.must and (len({*said["names"]}) != 2 or not said["reason"].strip()):
            return no("a print is destroyed for a reason and before two people")
        return verdict

    def _of_the_print(self, contest):
        ballot = self.account.ballots[contest]
        if not ballot.finished or ballot.signed:
            return no("only a finished protocol is printed, a signed one stands, 43(8)")
        return LAWFUL

    def _blank_checked(self, contest, said, _who):
        verdict = self._of_the_print(contest)
        if verdict.must and said["by"] == self.account.ballots[contest].finished:
            return no("another member than who finished it reads the blank")
        return verdict

    def _blank_line_written(self, contest, _said, _who):
        if self.account.ballots[contest].signed:
            return no("nothing is written on a signed blank, 43(8)")
        return LAWFUL

    def _signed(self, contest, said, _who):
        verdict, ballot = self._of_the_print(contest), self.account.ballots[contest]
        if verdict.must and not ballot.whole and not said.get("by_hand"):
            return no("nobody has seen that the sheets are whole, 43(8)")
        if verdict.must and said.get("by_hand") and not ballot.blank:
            return no("nobody has read the hand-written blank back, 43(8)")
        return verdict

    def _recount_opened(self, contest, said, _who):
        ballot = self.account.ballots[contest]
        if not ballot.signed:
            return no("only a signed protocol is counted again, 43(7-1)")
        ground = next(x for x in self.account.forms[contest].grounds if x.id == said["ground"])
        if ground.once and ground.id in ballot.grounds:
            return no("once only, 43(7-1)")
        if self.account.shut:
            return no("the commission's passphrase was not given")
        return LAWFUL

    def _passphrase_forgone(self, _contest, said, _who):
        """A passphrase never ends a night: two who are there always go on."""
        there = [person for person in said["by"] if self.account.present(person)]
        if len(set(there)) != 2 or not said["reason"].strip():
            return no("two members and a reason")
        return LAWFUL if self.account.shut else NO_OPINION

    def _document_filed(self, _contest, said, _who):
        return LAWFUL if said["name"].strip() else no("a document has a name")
