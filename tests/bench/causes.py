"""Likely causes while sixty options are counted: one mistake on any line of a shipped form."""

from __future__ import annotations

import random
import time
from functools import cache

from tally_app import paths
from tally_app.catalog.causes import shipped_causes
from tally_app.catalog.forms import load_form
from tally_app.catalog.library import Library
from tally_app.domain.causes.likely import likely_causes, typed_order
from tally_app.domain.form.layout import Cell, Piece, lay_out
from tally_app.domain.relations.linear import COUNTED
from tally_app.domain.relations.rulebook import Bound, failures, rulebook
from tests.bench.figures import Value, share

OPTIONS, MEMBERS = 60, 7
_FORM = "akim-rural"
_SLOWEST = 0.99
_OFF = ("switch", "entered")
_STATES = {"removed": False, "undecided": False, "elsewhere": False}
_VOTES = (0, 0, 0, 1, 2, 7, 12, 35, 90, 140)
_LIMIT = 50


@cache
def _bound() -> Bound:
    library = Library.of_resources(paths.resources())
    form = load_form(library.form(_FORM), library)
    pieces = {
        **{collection.id: [] for collection in form.collections},
        "parallel": [],
        "member": [
            Piece(f"m{n}", {"role": "member", "present": True, "state": "present"})
            for n in range(1, MEMBERS + 1)
        ],
        "box": [Piece("1", {"annulled": False})],
        "option": [Piece(f"o{n}", _STATES) for n in range(1, OPTIONS + 1)],
    }
    off = [line.id for line in form.lines if line.optional in _OFF]
    constants = {"closes": 1200, "special": 0, "applications_until": 1080, "seats": 1}
    return Bound(rulebook(form), lay_out(form, pieces, constants=constants, off=off))


def _night(chance: random.Random) -> list[int | None]:
    """A night in which everything holds."""
    slots = _bound().layout.slots
    votes = {Cell("option.votes", f"o{n}"): chance.choice(_VOTES) for n in range(1, OPTIONS + 1)}
    taken, portable = sum(votes.values()) + 15, 14
    issued = {Cell("member.issued", f"m{n}"): 0 for n in range(2, MEMBERS + 1)}
    boxes = ("applications_received", "applications_signed", "ballots")
    typed = {
        **votes, **issued, Cell("member.issued", "m1"): taken, Cell("box.foreign", "1"): 0,
        **{Cell(f"box.{line}", "1"): portable for line in boxes},
        Cell("voters"): taken + 30, Cell("given"): taken, Cell("given_outside"): portable,
        Cell("given_inside"): taken - portable, Cell("ballots_cancelled"): 30,
        Cell("ballots_received"): taken + 30, Cell("stationary.ballots"): taken - portable,
        Cell("taken_out"): taken, Cell("against_all"): 5, Cell("invalid"): 10,
    }  # fmt: skip
    figures: list[int | None] = [None] * len(slots)
    for cell, value in typed.items():
        figures[slots[cell]] = value
    return figures


def causes(repeats: int) -> list[Value]:
    """Processor milliseconds until causes are found and ranked, over mistakes on every line."""
    library = Library.of_resources(paths.resources())
    bound, model, chance = _bound(), shipped_causes(library), random.Random(60)
    order = typed_order(bound)
    taken = []
    while len(taken) < repeats:
        figures = _night(chance)
        slot = chance.choice([slot for slot in order if figures[slot] is not None])
        typed = figures[slot] or 0
        figures[slot] = chance.choice([0, typed * 10 + 3, typed + 9, typed // 10])
        if not failures(bound.run(figures), *COUNTED):
            continue
        start = time.process_time()
        found = likely_causes(bound, figures, order, model)
        taken.append((time.process_time() - start) * 1000)
        assert found, figures
    return [
        Value("likely causes, 60 options", taken, "ms"),
        Value("… their 99th percentile", [share(taken, _SLOWEST)], "ms", limit=_LIMIT),
    ]
