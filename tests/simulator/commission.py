"""What a commission does in a night: types, confirms, opens early, corrects, looks twice."""

from __future__ import annotations

from functools import partial

from tally_app.app.night.session import Session
from tally_app.domain.form.form import Severity
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.evening import left_to_write
from tally_app.domain.night.event import SETUP
from tally_app.domain.night.facts.acts import Answered
from tally_app.domain.night.facts.rows import ItemRemoved
from tally_app.domain.night.facts.steps import StepConfirmed, StepOpened, StepUnlocked
from tally_app.domain.night.facts.table import FACTS
from tally_app.domain.night.second_look import Seen, free_for, overview
from tests.simulator.slips import SAME_AGAIN, slip
from tests.simulator.world import DISK, World, hold

SETTLES = {"error": "finish_act", "legal": "act", "warning": "reason"}
_OF_STEPS = {"step_confirmed": StepConfirmed, "step_opened": StepOpened,
             "step_unlocked": StepUnlocked}  # fmt: skip


_NEW_MEMBERS = ("Әлиева Б. Т.", "Бек А. Қ.", "Ғани С. М.", "Дос Е. Н.", "Ерік Ж. О.", "Жан И. П.")


class Commission(World):
    """People at work. ``plan`` is what the paper says; ``rate`` of 10,000 figures go wrong."""

    rate = 0

    def surely(self, kind, contest="", do=None, **said) -> None:
        """What the paper knows nothing of does not stay: tried until the disk takes it."""
        while self.act(kind, contest, do, **said) == DISK:
            self.seen.add("tried again")

    # people

    def in_the_room(self) -> list[str]:
        return [person for person in self.account.persons if self.account.present(person)]

    def somebody(self, *but: str) -> str:
        """A member in the room, another one than ``but``; who was away comes back."""
        there = [person for person in self.in_the_room() if person not in but]
        if not there:
            away = [person for person in self.account.persons if person not in but]
            back = {"member": away[0], "state": "present", "reason": "", "minutes": None}
            self.act("member_state_noted", **back)
            return away[0]
        return self.random.choice(there)

    def change_hands(self) -> None:
        self.sit_down(self.somebody())

    def sit_down(self, person: str) -> None:
        """Somebody else is at the keys, and that is told."""
        if person != self.session.who:
            said = {"person": person, "before": self.session.who}
            self.act("person_changed", "", lambda s: s.sit_down(person), **said)

    def a_commission_of_some_size(self) -> None:
        """Five to eleven people, before anything is typed."""
        wanted = self.random.choice([5, 7, 7, 9, 11])
        names = iter(_NEW_MEMBERS)
        for i in range(max(0, wanted - len(self.night.persons))):
            self.act("member_listed", id=f"n{i}", name=next(names), office="member")
        plain = [x.id for x in self.night.persons if x.office == "member"]
        for person in plain[: max(0, len(self.night.persons) - wanted)]:
            self.act("member_unlisted", id=person)

    def people_come_and_go(self) -> None:
        random = self.random
        if self.act("member_listed", id="x77", name="Мысал А. Б.", office="member") == "":
            self.surely("member_unlisted", id="x77")
        person = random.choice([*self.account.persons])
        state = self.plan.states.get(person, "present")
        self.act("member_state_noted", member=person, state=state, reason="so", minutes=1300)
        self.change_hands()

    # figures

    def pending(self, contest, stages=None) -> list[tuple[Cell, str | None]]:
        """What the paper says and the file does not yet; None for an act in place of a figure."""
        found = []
        form, acts = self.night.form(contest), self.account.ballots[contest].acts
        for (owner, cell), text in self.plan.texts.items():
            if owner not in ("", contest):
                continue
            if stages is not None and form.line(cell.line).stage not in stages:
                continue
            if (owner, cell) in self.plan.acts:
                if cell not in acts:
                    found.append((cell, None))
                continue
            figure = self.account.figure(contest, cell)
            if (figure.text if figure else "") != text or cell in acts:
                found.append((cell, text))
        return found

    def type_in(self, contest, cell, text) -> str:
        """One field, sometimes with a slip."""
        if self.random.randrange(10_000) < self.rate:
            text = self._slipped(contest, text)
        day = self.night.is_day(contest, cell.line)
        said = {"line": cell.line, "item": cell.item, "text": text}
        kind = "typed_day" if day else "typed"
        return self.act(kind, contest, lambda s: s.type_text(contest, cell, text), **said)

    def _slipped(self, contest, text):
        self.seen.add("slip")
        others = [x for (owner, _), x in self.plan.texts.items() if owner == contest]
        return slip(self.random, text, others)

    def enter(self, contest, cell, text) -> str:
        if text is not None:
            return self.type_in(contest, cell, text)
        act = {**self.an_act(), "line": cell.line, "item": cell.item}
        self.seen.add("not established")
        return self.act("not_established", contest, **act)

    def an_act(self):
        people = [*self.account.persons]
        number = str(self.random.randint(1, 99))
        return {"number": number, "minutes": 1300, "members": people, "text": "санақ қайталанды"}

    def rows_and_boxes(self) -> None:
        for contest, collection, item in self.plan.rows:
            name = contest or self.night.first
            if item not in self.account.items(name, collection):
                self.add_row(name, collection, item)
        for box in self.plan.boxes:
            if box not in self.account.rows.get("box", ()):
                self.act("box_added", box=box)
        for contest, line in sorted(self.plan.switched):
            if line not in self.account.ballots[contest].switched:
                self.act("line_switched", contest, line=line, on=True)

    def add_row(self, contest, collection, item) -> str:
        shape = self.night.form(contest).collection(collection)
        of = "" if shape and shape.scope == "day" else contest
        said = {"collection": collection, "item": item}
        return self.act("item_added", of, lambda s: s.add_row(contest, collection, item), **said)

    def rows_come_and_go(self) -> None:
        contest = self.random.choice(self.contests)
        added = [c for c in self.night.form(contest).collections if c.added and not c.parent]
        if added:
            shape = self.random.choice(added)
            of = "" if shape.scope == "day" else contest
            if self.add_row(contest, shape.id, "77") == "":
                gone = self.session.row_command(ItemRemoved(shape.id, "77"), contest)
                self.surely("item_removed", of, lambda s: s.execute(gone))
        if self.act("box_added", box="77") == "":
            self.surely("box_removed", box="77")

    def a_line_is_switched(self) -> None:
        contest = self.random.choice(self.contests)
        lines = [x.id for x in self.night.form(contest).lines if x.optional == "switch"]
        if lines:
            line = self.random.choice(lines)
            self.act("line_switched", contest, line=line, on=True)
            wanted = (contest, line) in self.plan.switched
            self.surely("line_switched", contest, line=line, on=wanted)

    def some_figures(self) -> None:
        """In any order, whatever their turn."""
        contest = self.random.choice(self.contests)
        self.rows_and_boxes()
        wanted = self.pending(contest)
        self.random.shuffle(wanted)
        for cell, text in wanted[: self.random.randint(1, 12)]:
            self.enter(contest, cell, text)

    def second_thoughts(self) -> None:
        for _ in range(self.random.randint(0, 3)):
            name = "undo" if self.random.randrange(3) else "redo"
            changes = []

            def back(session, name=name, changes=changes):
                changes.append(getattr(session, name)())

            if self.act(name, "", back) == DISK or changes == [None]:
                break
            [change] = changes
            now = self.session.text(change.contest, change.cell)
            hold(now in (change.before, change.after), "an undo brings another figure")

    # steps

    def step(self, kind, contest, step, **said) -> str:
        day = self.night.form(contest).step(step).scope == "day"
        of = "" if day else contest
        command = self.session.step_command(_OF_STEPS[kind](step, **said), contest)
        return self.act(kind, of, lambda s: s.execute(command), step=step, **said)

    def announce(self, contest, step) -> str:
        at = "20:40"
        if self.night.by_hand and not self.wrote_on_the_blank(contest):
            return DISK
        return self.act(
            "step_confirmed", contest, lambda s: s.announce(contest, step, at), step=step
        )

    def wrote_on_the_blank(self, contest) -> bool:
        """The lines that are announced go on the supplied blank first, figure by figure."""
        reckoning = self.session.reckoning(contest)
        for cell in left_to_write(self.night, contest, reckoning, part_one=True):
            said = {"line": cell.line, "item": cell.item, "value": reckoning.value(cell)}
            if self.act("blank_line_written", contest, **said):
                return False
        return True

    def open_early(self) -> None:
        contest = self.random.choice(self.contests)
        late = [s for s in self.night.form(contest).steps if s.after]
        if late:
            self.seen.add("opened early")
            reason = self.random.choice(["жарық сөнді", " "])
            self.step("step_opened", contest, self.random.choice(late).id, reason=reason)

    def unlock(self) -> None:
        contest = self.random.choice(self.contests)
        locking = [s for s in self.night.form(contest).steps if s.confirm]
        reason = self.random.choice(["жаңылыс", " "])
        self.step("step_unlocked", contest, self.random.choice(locking).id, reason=reason)

    def announce_as_it_stands(self) -> None:
        contest = self.random.choice(self.contests)
        for step in self.night.form(contest).steps:
            if step.confirm == "announce":
                self.announce(contest, step.id)

    def go_on(self, contest) -> None:
        """Step by step in the order of the law: type, settle boxes, confirm."""
        self.rows_and_boxes()
        for step in self.night.form(contest).steps:
            for cell, text in self.pending(contest, step.stages):
                if self.enter(contest, cell, text) in ("before", "not_recounted"):
                    break
            if step.id in self.account.ballots[contest].confirmed or not step.confirm:
                continue
            if step.confirm == "next":
                self.settle_boxes(contest)
                self.step("step_confirmed", contest, step.id)
            elif not self.pending(contest, step.locks):
                self.announce(contest, step.id)

    # findings

    def settle_boxes(self, contest) -> None:
        """A box with more ballots than applications: counted again, decided, its act."""
        for result in self.session.reckoning(contest).failing(Severity.LEGAL):
            if result.relation.procedure != "annul":
                continue
            box = result.item
            self.seen.add("box surplus")
            line = self.night.form(contest).role("box_ballots").id
            figure = self.account.figure(contest, Cell(line, box))
            self.act("box_counted_again", contest, box=box, value=figure.value)
            annul = (contest, box) in self.plan.annulled
            if "box_decided" in FACTS:
                votes = len(self.account.persons) if annul else 0
                vote = {"box": box, "for": votes, "against": 0, "number": "1", "minutes": 1290}
                self.act("box_decided", contest, **vote)
            reason = {} if annul else {"reason": "шешім осындай"}
            self.act("box_annulled", contest, box=box, annulled=annul, **reason)

    def answer(self, contest, result) -> str:
        kind = SETTLES[result.relation.severity.value]
        reckoning = self.session.reckoning(contest)
        act = {**self.an_act(), "kind": kind}
        if kind == "reason":
            act = {"kind": kind, "reason": result.relation.reasons[0], "text": ""}
        given = Answered.given(kind, act["text"], result, reckoning)
        said = {"key": given.key, "difference": given.difference, "figures": [*given.figures]}
        return self.act("answered", contest, **said, **act)

    def a_finding_is_answered(self) -> None:
        contest = self.random.choice(self.contests)
        failing = [
            result
            for result in self.session.reckoning(contest).failing()
            if result.relation.severity.value in SETTLES
        ]
        if failing:
            result = self.random.choice(failing)
            if self.random.randrange(3) == 0:
                figures = [*self.session.reckoning(contest).figures_of(result)]
                self.act("counted_again", contest, key=result.key, figures=figures)
            self.answer(contest, result)

    # the second look

    def look_again(self, contest) -> None:
        """Others compare Part I, and type or read back what is open; a third decides."""
        typing = self.session.who
        form = self.night.form(contest)
        free = next((s for s in form.steps if s.page == "second" and not s.way), None)
        if free is not None and not self.state(contest).way:
            way = self.random.choice(["entry", "read_back"])
            self.act("second_way_chosen", contest, way=way)
        seen = self._seen_by_second(contest)
        if seen.to_compare:
            hands = {x for c in seen.to_compare for x in self.account.figure(contest, c).own}
            self.sit_down(self.somebody(*hands))
            self.act("part_one_compared", contest, lambda s: s.compare_part_one(contest))
        for cell in seen.among(Seen.OPEN):
            self._look_at(contest, cell)
        self.sit_down(self.somebody())
        self.act("entries_compared", contest, lambda s: s.compare_entries(contest))
        for cell in self._seen_by_second(contest).among(Seen.DOUBTED):
            self._third_decides(contest, cell)
        self.sit_down(typing if self.night.person(typing) else self.session.who)

    def _seen_by_second(self, contest):
        return overview(self.night, contest, self.session.reckoning(contest).layout)

    def _look_at(self, contest, cell) -> None:
        first = self.account.figure(contest, cell)
        if first is None or first.value is None:
            return
        by_ear = self.random.randrange(5) == 0 or self.state(contest).way == "read_back"
        others = [person for person in self.account.persons if person not in first.own]
        # Whoever typed before a person was chosen is nobody: two members read it back.
        if by_ear or not others or SETUP in first.own:
            reader = self.somebody(first.who) if len(self.account.persons) > 1 else ""
            self.sit_down(self.somebody(reader))
            said = {"line": cell.line, "item": cell.item, "reader": reader}
            agrees = self.random.randrange(60) > 0
            kind = "read_confirmed" if agrees else "read_refused"
            read = partial(Session.read_back, contest=contest, cell=cell, reader=reader)
            self.act(kind, contest, lambda s: read(s, agrees=agrees), **said)
            return
        self.sit_down(self.somebody(*first.own))
        text = self._second_text(contest, cell, first)
        said = {"line": cell.line, "item": cell.item, "text": text}
        self.act("second_typed", contest, lambda s: s.type_again(contest, cell, text), **said)

    def _second_text(self, contest, cell, first):
        """What the paper says, with another slip; now and then the same slip again."""
        paper = self.plan.texts.get((contest, cell)) or self.plan.texts.get(("", cell))
        if paper is None or self.random.randrange(1000) < SAME_AGAIN:
            return first.text
        return self._slipped(contest, paper) if self.random.randrange(10_000) < self.rate else paper

    def _third_decides(self, contest, cell) -> None:
        self.seen.add("two entries differ")
        paper = self.plan.texts.get((contest, cell)) or self.plan.texts.get(("", cell))
        text = paper or self.session.text(contest, cell)
        said = {"line": cell.line, "item": cell.item, "text": text}
        free = free_for(self.night, contest, cell)
        if free:
            self.sit_down(free[0].id)
        self.act("settled", contest, lambda s: s.settle(contest, cell, text), **said)

    def by_ear(self) -> None:
        contest = self.random.choice(self.contests)
        if self.act("ear_counted", contest, totals={"invalid": 1}) == "":
            self.act("ear_removed", contest)
