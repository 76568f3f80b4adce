"""A whole night's figures, made at random so that they fit one another, for any form.

No kind of election is named: a figure is made for a line where the form has that line, the piles
follow the relation that the page of the count shows as its sum.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random

from tally_app.domain.form.layout import Cell
from tally_app.domain.night.naming import items_in
from tally_app.domain.relations.rulebook import rulebook
from tally_app.domain.values.times import clock

OFFICES = ("chair", "secretary")
#: What may happen in a lawful night, and how often in a hundred.
FACTS = {
    "zero": 8, "lost": 20, "spoiled": 20, "found": 10, "missing": 15, "chair": 8, "surplus": 12,
    "box_surplus": 20, "carried": 20, "kept": 15, "grounds": 60, "late": 30, "handed": 30,
    "moved": 15, "unknown": 12, "outside": 20,
}  # fmt: skip


@dataclass
class Plan:
    """What the commission will type: texts by contest ("" for the day) and cell."""

    facts: set[str]
    texts: dict[tuple[str, Cell], str] = field(default_factory=dict)
    switched: set[tuple[str, str]] = field(default_factory=set)
    rows: list[tuple[str, str, str]] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    annulled: set[tuple[str, str]] = field(default_factory=set)
    acts: set[tuple[str, Cell]] = field(default_factory=set)
    states: dict[str, str] = field(default_factory=dict)


def split(random, total, parts):
    """``total`` in ``parts`` parts, some of them 0."""
    if not parts:
        return []
    cuts = sorted(random.randint(0, total) for _ in range(parts - 1))
    return [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]


class Planner:
    """Makes the figures of one night."""

    def __init__(self, night, random: Random) -> None:
        self.night, self.random = night, random
        facts = {name for name, often in FACTS.items() if random.randrange(100) < often}
        self.plan = Plan(facts)
        self.base = 0 if "zero" in facts else random.choice([30, 1810, 2494, 2999])

    def put(self, contest, line, value, item=""):
        """A figure, if the form has the line."""
        form = self.night.form(contest or self.night.first)
        if any(known.id == line for known in form.lines):
            owner = "" if form.line(line).is_day else contest
            self.plan.texts[owner, Cell(line, item)] = str(value)

    def row(self, contest, collection, item, **figures):
        form = self.night.form(contest or self.night.first)
        if form.collection(collection) is None:
            return
        self.plan.rows.append((contest, collection, item))
        for line, value in figures.items():
            self.put(contest, f"{collection}.{line}", value, item)

    def made(self) -> Plan:
        self.day()
        for contest in self.night.contests:
            self.contest(contest)
        self.turnout()
        self.unknown()
        return self.plan

    def day(self):
        random, facts = self.random, self.plan.facts
        start = 1200 + random.randint(1, 20)
        self.put("", "voting_end", "20:00")
        self.put("", "count_start", clock(start))
        many = 0 if "zero" in facts else random.randint(0, 2)
        self.plan.boxes = [str(i + 1) for i in range(many)]
        self.limits = {box: random.choice([0, 1, 7, 12]) for box in self.plan.boxes}
        for box, limit in self.limits.items():
            self.put("", "box.applications_received", limit, box)
        self.voters = self.base
        for urn in range(random.randint(0, 2)):
            self.row(
                "", "urn", str(urn + 1), number=urn + 1, kind="portable", seal="77", shown="yes"
            )
        if random.randrange(2):
            members = [person.id for person in self.night.persons]
            self.row("", "trip", "1", box="1", left="12:10", back="14:40", first=members[-1],
                     second=members[-2], taken=30, returned=4)  # fmt: skip
        if random.randrange(2):
            self.row("", "entry", "1", time="09:10", what="decision", text="үн")
        if random.randrange(3) == 0:
            self.row("", "page", "1", listed=self.voters, added=0, struck=0)
        if random.randrange(3) == 0:
            self.put("", "list_certificates", 3)
        for person in self.night.persons:
            if random.randrange(6) == 0:
                state = random.choice(["absent", "left", "refused", "suspended", "unknown"])
                self.plan.states[person.id] = state

    def turnout(self):
        """Some of the calls of the day, late or never made ones left out."""
        first = self.night.first
        line = self.night.form(first).role("turnout_given")
        if line is None or self.random.randrange(3) == 0:
            return
        given = int(self.plan.texts[first, Cell("given")])
        calls = items_in(self.night, first, line.collection)
        shares = split(self.random, given, len(calls))
        for i, call in enumerate(calls, 1):
            if self.random.randrange(4):
                self.put("", line.id, sum(shares[:i]), call)

    def contest(self, name):
        random, facts = self.random, self.plan.facts
        signed = {
            box: random.choice([limit, limit, limit // 2]) for box, limit in self.limits.items()
        }
        outside = sum(signed.values())
        inside = random.randint(0, max(0, self.voters - outside))
        given = outside + inside
        switch = {
            line: random.randint(1, 5) if line.removeprefix("ballots_") in facts else 0
            for line in ("ballots_spoiled", "ballots_lost", "ballots_found")
        }
        spoiled, lost, found = switch.values()
        for line, value in switch.items():
            if value:
                self.plan.switched.add((name, line))
                self.put(name, line, value)
        missing = 2 if "missing" in facts else 0
        cancelled = random.randint(5, 900)
        received = given + spoiled + lost - found + cancelled + missing
        figures = {"voters": self.voters, "given": given, "given_outside": outside}
        figures |= {"given_inside": inside, "ballots_cancelled": cancelled}
        for line, value in {**figures, "ballots_received": received}.items():
            self.put(name, line, value)
        self.members(name, given + spoiled)
        self.deliveries(name, received)
        self.boxes(name, signed, given, inside)

    def members(self, name, issued):
        persons = self.night.persons
        issuing = [p for p in persons if p.office not in OFFICES or "chair" in self.plan.facts]
        shares = split(self.random, issued, len(issuing))
        given = dict(zip((p.id for p in issuing), shares, strict=True))
        for person in persons:
            many = given.get(person.id, 0)
            self.put(name, "member.issued", many, person.id)
            if "handed" in self.plan.facts:
                handed = {"handed": many + 4, "taken_over": 1, "passed_on": 2, "returned": 3}
                for line, value in handed.items():
                    self.put(name, f"member.{line}", value, person.id)

    def deliveries(self, name, received):
        parts = self.random.randint(0, 2)
        for i, ballots in enumerate(split(self.random, received + parts, parts), 1):
            self.row(name, "delivery", str(i), act=i, ballots=ballots, returned=1)

    def boxes(self, name, signed, given, inside):
        random, facts = self.random, self.plan.facts
        annulled = taken = 0
        for box, many in signed.items():
            ballots = many
            if "kept" in facts:
                ballots = max(0, many - 1)
            if "box_surplus" in facts and box == "1":
                ballots = self.limits[box] + 1
                if random.randrange(2):
                    self.plan.annulled.add((name, box))
                    annulled += ballots
            for line, value in {
                "applications_signed": many,
                "ballots": ballots,
                "foreign": 0,
            }.items():
                self.put(name, f"box.{line}", value, box)
            taken += ballots
        stationary = inside
        if "carried" in facts:
            stationary -= min(inside, random.choice([1, 9]))
        if "surplus" in facts:
            stationary += given + 1
        self.put(name, "stationary.ballots", stationary)
        taken += stationary
        if "moved" in facts:
            self.plan.switched.add((name, "moved_in"))
            self.put(name, "moved_in", 2)
            taken += 2
        self.put(name, "taken_out", taken)
        if "outside" in facts:
            self.plan.switched.add((name, "voted_outside"))
            self.put(name, "voted_outside", sum(signed.values()))
        self.piles(name, taken, annulled)
        end = 1700 if "late" in facts else 1400
        self.put(name, "count_end", clock(end))
        self.put(name, "results_announced", clock(end + 5))

    def piles(self, name, taken, annulled):
        form, random = self.night.form(name), self.random
        options = self.night.rules.contest(name).options
        own = [o.id for o in options if not (o.removed and o.removed.elsewhere)]
        for option in options:
            self.put(name, "option.votes", 0, option.id)
        lines = {line.id for line in form.lines}
        summed = next((step.sum for step in form.steps if "piles" in step.stages), "")
        check = rulebook(form).form.relation(summed).check if summed else "against_all"
        named = dict.fromkeys(re.findall(r"[a-z_.]+", check))
        cells = [Cell(x) for x in named if x in lines - {"option.votes", "taken_out", "invalid"}]
        invalid = annulled + (random.randint(0, taken - annulled) if random.randrange(3) else 0)
        rest = taken - invalid
        if summed:
            if "option.votes" in named:
                cells += [Cell("option.votes", option) for option in own]
            for cell, value in zip(cells, split(random, rest, len(cells)), strict=True):
                self.put(name, cell.line, value, cell.item)
        else:
            against, marked = split(random, rest, 2)
            self.put(name, cells[0].line, against)
            votes = split(random, marked, len(own))  # every ballot one mark, some of them more
            for option, value in zip(own, votes, strict=True):
                self.put(name, "option.votes", value + random.randint(0, marked - value), option)
        self.put(name, "invalid", invalid)
        if "grounds" in self.plan.facts:
            typed = [x for x in form.lines if x.group == "grounds" and not x.derived]
            for line, value in zip(
                typed, split(random, invalid - annulled, len(typed)), strict=True
            ):
                self.put(name, line.id, value)
        elif form.collection("bundle") is not None and own:
            votes = int(self.plan.texts[name, Cell("option.votes", own[0])])
            for i, many in enumerate(split(random, votes, 2), 1):
                self.row(name, "bundle", f"{own[0]}.{i}", ballots=many)
        if random.randrange(4) == 0:
            everybody = len(self.night.persons)
            self.row(name, "dispute", "1", what="белгі", outcome="valid", votes=everybody)

    def unknown(self):
        """One figure that could not be established."""
        if "unknown" not in self.plan.facts:
            return
        required = [
            key for key in self.plan.texts
            if key[0] and self.night.form(key[0]).line(key[1].line).place != "none"
        ]  # fmt: skip
        self.plan.acts.add(self.random.choice(sorted(required)))
