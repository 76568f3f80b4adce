"""Small forms in one line, and the example night of control-relations.md, typed step by step."""

from dataclasses import fields
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path

from tally_app.app.night.replay import look_again, write_blank
from tally_app.app.night.session import Session
from tally_app.catalog.library import Library
from tally_app.catalog.rules import load_from_bytes, rules_and_files
from tally_app.domain.form.form import Form, Line, Relation, Section, Severity
from tally_app.domain.form.layout import Cell, Piece, lay_out
from tally_app.domain.night.command import UNSAID, Command
from tally_app.domain.night.event import next_event
from tally_app.domain.night.facts.ear import EarRemoved
from tally_app.domain.night.facts.table import FACTS, allowed
from tally_app.domain.relations.rulebook import Bound, Rulebook
from tally_app.store.after_finish import OF_PROGRAM

RESOURCES = Path(__file__).parents[2] / "resources"
LIBRARY = Library.of_resources(RESOURCES)
START = datetime(2021, 8, 1, 18, 40, tzinfo=timezone(timedelta(hours=5)))
#: An official night is not finished before its voting ends at 20:00.
AFTER_VOTING = START + timedelta(hours=3)
#: What a test may leave unsaid of a fact.
WHOLE = {"against": 0, "number": "1", "minutes": 1260, "difference": 0, "figures": [],
         "record": {}, "check_value": "", "read": {}, "night": "", "mode": "", "precinct": "",
         "sheets": 1}  # fmt: skip
DAY_KINDS = {"typed_day", "member_listed", "member_unlisted", "member_state_noted", "guest_noted"}
DAY_KINDS |= {"count_interrupted", "count_resumed", "record_closed"}
DAY_KINDS |= {"page_settled", "box_added", "box_removed", "member_replaced"}
DAY_KINDS |= OF_PROGRAM | {"passphrase_set"}


def line(name, number="", **said):
    """A typed count; "box.ballots" is one per box."""
    owner = name.split(".")[0] if "." in name else ""
    scope = said.pop("scope", (owner, "contest") if owner else ("contest",))
    kind, stage, place = said.pop("kind", "count"), said.pop("stage", "list"), "body"
    return Line(name, kind, scope, stage, place, {"en": name}, number, **said)


def relation(check, code="R", severity="error", **said):
    return Relation(code, check, Severity(severity), {"en": check}, **said)


def form(lines, relations=(), constants=None, sections=()):
    lines = [line(item) if isinstance(item, str) else item for item in lines]
    relations = [relation(x) if isinstance(x, str) else x for x in relations]
    return Form(
        "small", ("en",), {"en": "small"}, "", False, tuple(lines), tuple(relations), (), (), (),
        tuple(Section(*said) for said in sections), {}, constants or {},
    )  # fmt: skip


def bind(of, pieces=None, **said):
    """The form's relations over a layout with these items (ids, or ids with their states)."""
    items = {
        name: [Piece(x) if isinstance(x, str) else Piece(*x) for x in found]
        for name, found in (pieces or {}).items()
    }
    layout = lay_out(of, items, constants=said.pop("constants", {}), **said)
    return Bound(Rulebook(of), layout)


def figures(bound, typed):
    """Figures by key: {"given": 1, "box.ballots/1": 2}; what is left out is not entered."""
    known = {Cell.read(key): value for key, value in typed.items()}
    assert set(known) <= set(bound.layout.cells), "a figure without a field"
    return [known.get(cell) for cell in bound.layout.cells]


def outcome(check, lines, typed, pieces=None, **said):
    """The results of one relation, by item: (status, difference)."""
    constants = said.pop("constants", {})
    relations = [check if isinstance(check, Relation) else relation(check)]
    bound = bind(form(lines, relations, constants), pieces, **said)
    results = bound.evaluate(figures(bound, typed))
    return {result.item: (result.status.value, result.difference) for result in results}


@cache
def rules(election="aral-2021"):
    return load_from_bytes(rules_and_files(LIBRARY.election(election), LIBRARY)[1])


def to_record(kind, payload=None, contest=""):
    """The command to record a fact of that kind with this payload, in a contest or of the day."""
    fact = FACTS[kind] if kind in FACTS else type("Strange", (EarRemoved,), {"kind": kind})
    keys = {each.name.rstrip("_") for each in fields(fact) if each.default is not UNSAID}
    unsaid = {key: value for key, value in WHOLE.items() if key in keys}
    return Command(fact.read({**unsaid, **(payload or {})}), contest)


def answered(session, contest, result, said):
    """Answer a finding as it stands now; why that is refused."""
    figures = list(session.reckoning(contest).figures_of(result))
    found = {"key": result.key, "difference": result.difference, "figures": figures}
    return session.execute(to_record("answered", {**found, **said}, contest))


class MemoryJournal:
    """A journal in memory; ``failure`` is raised by the next append."""

    def __init__(self, first):
        self.kept = [first]
        self.failure = None

    def append(self, event):
        if self.failure:
            raise self.failure
        self.kept.append(event)

    def events(self):
        return tuple(self.kept)

    def close(self):
        pass


class Wall:
    """A clock that goes on by a minute at every look."""

    def __init__(self, start=START):
        self.now = start

    def __call__(self):
        self.now += timedelta(minutes=1)
        return self.now


def first_event(mode="training", precinct="999"):
    payload = {"night": "000000000042", "mode": mode, "precinct": precinct}
    return next_event(None, at=START.isoformat(), who="setup", kind="night_opened", payload=payload)


LISTS = {
    "ballots_received": 2519,
    "voting_end": "20:00",
    "count_start": "20:05",
    "voters": 2494,
    "given": 1610,
    "given_outside": 22,
    "given_inside": 1588,
    "member.issued/m1": 0,
    "member.issued/m2": 330,
    "member.issued/m3": 0,
    "member.issued/m4": 325,
    "member.issued/m5": 320,
    "member.issued/m6": 318,
    "member.issued/m7": 317,
    "ballots_cancelled": 909,
}
BOX_1 = {
    "box.applications_received/1": 12,
    "box.applications_signed/1": 12,
    "box.ballots/1": 12,
    "box.foreign/1": 0,
}
BOX_2 = {
    "box.applications_received/2": 10,
    "box.applications_signed/2": 10,
    "box.ballots/2": 10,
    "box.foreign/2": 0,
}
GROUNDS = {
    "invalid_form": 0,
    "invalid_unsigned": 9,
    "invalid_overmarked": 20,
    "invalid_unclear": 19,
}
PILES = {
    "taken_out": 1610,
    "option.votes/jandauletov": 1190,
    "option.votes/mahajanova": 210,
    "option.votes/nurhojaev": 96,
    "option.votes/rsalieva": 0,
    "against_all": 66,
    "invalid": 48,
    **GROUNDS,
    "count_end": "23:40",
    "results_announced": "23:45",
}
ACT = {"number": "1", "minutes": 1380, "members": ["m1", "m2", "m3", "m4"], "text": "found"}


class Evening:
    """The example night (seven members, two portable boxes, 1610 ballots), one step at a time."""

    contest = "akim"

    def __init__(self, mode="training"):
        self.journal = MemoryJournal(first_event(mode))
        start = START if mode == "training" else AFTER_VOTING
        self.session = Session(self.journal, rules(), Wall(start))
        self.session.who = "m3"

    @property
    def night(self):
        return self.session.night

    @property
    def state(self):
        return self.night.contests[self.contest]

    def type(self, said=None, **more):
        for key, text in {**(said or {}), **more}.items():
            refused = self.session.type_text(self.contest, Cell.read(key), str(text))
            assert refused is None, (key, refused)
        return self

    def command(self, kind, payload):
        return to_record(kind, payload, "" if kind in DAY_KINDS else self.contest)

    def do(self, kind, **payload):
        refused = self.session.execute(self.command(kind, payload))
        assert refused is None, (kind, refused)
        return self

    def refusal(self, kind, /, **payload):
        """Why a command is refused; nothing changes by asking or trying."""
        command, before = self.command(kind, payload), self.night
        refused = self.session.why_not(command)
        assert self.session.execute(command) == refused
        assert refused is None or self.night is before
        return refused

    def why(self, kind, /, **payload):
        refused = self.session.why_not(self.command(kind, payload))
        return refused.code if refused else None

    def why_typing(self, key, text="1"):
        refused = self.session.type_text(self.contest, Cell.read(key), text)
        return refused.code if refused else None

    def lists(self, **changes):
        return self.type({**LISTS, **changes})

    def announce(self, at="20:31"):
        assert write_blank(self.session, self.contest, part_one=True) is None
        assert self.session.announce(self.contest, "announce", at) is None
        return self

    def confirm(self, step):
        return self.do("step_confirmed", step=step)

    def boxes(self, **changes):
        for box in ("1", "2"):
            self.do("box_added", box=box)
        return self.type({**BOX_1, **BOX_2, **changes})

    def opened(self, stationary=1588, **changes):
        """Announced, boxes counted, stationary boxes too: the piles come next."""
        self.lists().announce().boxes(**changes).confirm("portable")
        return self.type({"stationary.ballots": stationary}).confirm("stationary")

    def counted(self, **changes):
        return self.opened().type({**PILES, **changes})

    def seen(self, who="m1"):
        """Another member compares Part I and types every open line again, the same figures."""
        assert look_again(self.session, self.contest, who) is None
        return self

    def finish(self):
        self.seen()
        assert self.session.finish(self.contest, "999") is None
        return self

    def signed(self):
        return self.counted().finish().do("print_confirmed").do("signed", minutes=1439)

    def reckoning(self):
        return self.session.reckoning(self.contest)

    def result(self, key):
        return self.reckoning().result(key)

    def findings(self):
        """Key to difference of every relation that fails."""
        return {r.key: r.difference for r in self.reckoning().failing()}

    def answer(self, key, kind, **said):
        payload = {"kind": kind, **({"text": "found"} if kind == "reason" else ACT), **said}
        return answered(self.session, self.contest, self.result(key), payload)

    def obstacles(self):
        """What stands before Finish: code and where, the second look apart (``unseen``)."""
        return [
            (o.code, str(o.cell or "") or (o.result.key if o.result else o.step))
            for o in self.session.obstacles(self.contest)
            if o.code != "second"
        ]

    def unseen(self):
        """The lines only one person has seen."""
        found = self.session.obstacles(self.contest)
        return [str(o.cell) for o in found if o.code == "second"]

    def asked(self, kind, **payload):
        """What ``allowed`` says without a session."""
        return allowed(self.night, self.command(kind, payload), self.reckoning())


def said(refusal):
    """The code, article and step of a refusal; what else it names is told by its words."""
    return (refusal.code, refusal.law, refusal.step) if refusal else None
