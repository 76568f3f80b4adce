"""Whatever single mistake is made in a balanced night of a shipped form: if a relation fails that
held before, the mistake is among the explanations.
"""

import random
from functools import cache

import pytest

from tally_app.catalog.forms import load_form
from tally_app.domain.causes.cause import CauseModel
from tally_app.domain.causes.likely import likely_causes, typed_order
from tally_app.domain.form.layout import Cell, Piece, lay_out
from tally_app.domain.relations.linear import COUNTED
from tally_app.domain.relations.rulebook import Bound, Status, rulebook
from tests.domain.making import LIBRARY

FORMS = [
    "akim-rural", "akim-district", "president", "referendum", "party-lists", "maslikhat-mandate",
    "recall", "primary", "self-government",
]  # fmt: skip
EVEN = CauseModel({})
OPTIONS, NIGHTS = 7, 3
STATES = {"removed": False, "undecided": False, "elsewhere": False}
OFFICES = ("chair", "deputy", "secretary", "member", "member", "member", "member")


@cache
def bound(name):
    form = load_form(LIBRARY.form(name), LIBRARY)
    pieces = {
        "member": [
            Piece(f"m{n}", {"role": office, "present": True, "state": "present"})
            for n, office in enumerate(OFFICES, 1)
        ],
        "box": [Piece("1", {"annulled": False}), Piece("2", {"annulled": False})],
        "option": [Piece(f"o{n}", STATES) for n in range(1, OPTIONS + 1)],
        "parallel": [],
        **{collection.id: [] for collection in form.collections},
    }
    off = [line.id for line in form.lines if line.optional in ("switch", "entered")]
    constants = {"closes": 1200, "special": 0, "applications_until": 1080, "seats": 1}
    return Bound(rulebook(form), lay_out(form, pieces, constants=constants, off=off))


def balanced(of, chance):
    """A night in which every ballot is where it belongs."""
    slots = of.layout.slots
    figures = [None] * len(slots)

    def put(line, value, item=""):
        if (cell := Cell(line, item)) in slots:
            figures[slots[cell]] = value

    sizes = [3, 20, 150, 400]
    votes = [chance.choice([0, chance.randrange(chance.choice(sizes))]) for _ in range(OPTIONS)]
    yes, no, both = (chance.randrange(300) for _ in range(3))
    counted = yes + no + both if Cell("yes") in slots else sum(votes)
    against = chance.randrange(30) if Cell("against_all") in slots else 0
    invalid = chance.randrange(14)
    taken = counted + against + invalid
    boxes = [chance.randrange(9), chance.randrange(9)]
    outside = min(sum(boxes), taken)
    boxes = [outside // 2, outside - outside // 2]
    left = chance.randrange(40, 300)
    for n, value in enumerate(votes, 1):
        put("option.votes", value, f"o{n}")
    for n, value in enumerate(boxes, 1):
        for line in ("applications_received", "applications_signed", "ballots"):
            put(f"box.{line}", value, str(n))
        put("box.foreign", 0, str(n))
    handed = {3: 0, 4: taken // 3, 5: taken - taken // 3}
    for n in range(1, len(OFFICES) + 1):
        put("member.issued", handed.get(n, 0), f"m{n}")
    for line, value in {
        "voters": taken + left, "given": taken, "given_outside": outside,
        "given_inside": taken - outside, "ballots_received": taken + left,
        "ballots_cancelled": left, "stationary.ballots": taken - outside, "taken_out": taken,
        "against_all": against, "invalid": invalid, "yes": yes, "no": no, "both": both,
    }.items():  # fmt: skip
        put(line, value)
    return figures


def slips(figures, order, chance):
    """One mistake of every kind: its name, the slots it changes, what is typed there."""
    known = [slot for slot in order if figures[slot] is not None]
    for place, slot in enumerate(known):
        text = str(figures[slot])
        at = chance.randrange(len(text))
        digit = chance.choice([x for x in "123456789" if x != text[at]])
        if len(text) > 1:
            yield "digit_wrong", {slot: int(text[:at] + digit + text[at + 1 :])}
            if int(text[:at] + text[at + 1 :]):
                yield "digit_missing", {slot: int(text[:at] + text[at + 1 :])}
            swapped = [*text]
            swapped[at - 1], swapped[at] = swapped[at], swapped[at - 1]
            if at and int("".join(swapped)):
                yield "digits_swapped", {slot: int("".join(swapped))}
        if figures[slot]:
            yield "digit_extra", {slot: int(text[:at] + digit + text[at:])}
            yield "zero_for_value", {slot: 0}
        for size in (50, 100):
            yield "bundle_twice", {slot: figures[slot] + size}
            if figures[slot] > size:
                yield "bundle_missed", {slot: figures[slot] - size}
        other = chance.choice(known)
        yield "lines_swapped", {slot: figures[other], other: figures[slot]}
        if figures[other]:
            yield "sum_of_wrong_line", {slot: figures[other]}
        yield "other", {slot: figures[slot] + chance.randrange(1, 400)}
        if place + 1 < len(known) and figures[slot] not in (0, figures[known[place + 1]]):
            below = known[place + 1]
            yield "value_in_neighbour", {below: figures[slot], slot: 0}
            yield "value_in_neighbour", {below: figures[slot]}
    first = chance.randrange(len(known) - 4)
    block = known[first : first + chance.randrange(4, min(9, len(known) - first) + 1)]
    values = [figures[slot] for slot in block]
    yield "block_shifted", dict(zip(block, [0, *values[:-1]], strict=True))
    yield "block_shifted", dict(zip(block, [*values[1:], 0], strict=True))


def failing(of, figures):
    return {
        x.key for x in of.run(figures)
        if x.status is Status.FAILS and x.relation.severity in COUNTED
    }  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_the_mistake_made_is_among_those_found(name):
    of, chance, tried = bound(name), random.Random(name), {}
    order = typed_order(of)
    for _ in range(NIGHTS):
        true = balanced(of, chance)
        before = failing(of, true)
        for kind, typed in slips(true, order, chance):
            changed = {slot: value for slot, value in typed.items() if value != true[slot]}
            wrong = [changed.get(slot, value) for slot, value in enumerate(true)]
            if not failing(of, wrong) - before:
                continue
            tried[kind] = tried.get(kind, 0) + 1
            cells = {of.layout.cells[slot] for slot in changed}
            found = likely_causes(of, wrong, order, EVEN, most=None)
            fitting = [x for x in found if set(x.cells) == cells and kind in (x.kind, "other")]
            assert fitting, (kind, {str(of.layout.cells[s]): (true[s], wrong[s]) for s in changed})
    assert len(tried) > 8, "every kind breaks something now and then"
