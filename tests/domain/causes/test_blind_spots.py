"""Sound nights by chance, and the slips that nothing notices in them."""

from itertools import islice
from pathlib import Path

import pytest

from tally_app.app.training.blind import blind_map
from tally_app.app.training.evenings import evening
from tally_app.catalog.library import Library
from tally_app.domain.causes.blind_spots import OF_ONE, Often
from tally_app.domain.causes.differences import LINES_SWAPPED
from tally_app.domain.causes.likely import typed_order
from tally_app.domain.causes.sound_nights import sound_nights
from tally_app.domain.form.layout import Cell
from tally_app.domain.relations.linear import COUNTED
from tally_app.domain.relations.rulebook import Status

LIBRARY = Library.of_resources(Path(__file__).parents[3] / "resources", every_kind=True)


@pytest.fixture(scope="module")
def akim():
    return blind_map(evening("akim-rural", LIBRARY), 40, 7, lambda nights: nights)


def test_every_night_by_chance_is_sound_and_they_differ(akim):
    reckoning = akim.session.reckoning(akim.contest)
    bound, order = reckoning.bound, typed_order(reckoning.bound)
    nights = [*islice(sound_nights(bound, reckoning.figures, order, 5), 25)]
    for night in nights:
        failing = [r for r in bound.run(night) if r.status is Status.FAILS]
        assert [r.key for r in failing if r.relation.severity in COUNTED] == []
    assert len({tuple(night) for night in nights}) == 25
    typed = [slot for slot in order[:6] if reckoning.figures[slot] is not None]
    assert all(len({night[slot] for night in nights}) > 1 for slot in typed)
    again = [*islice(sound_nights(bound, reckoning.figures, order, 5), 25)]
    assert again == nights


def test_what_no_relation_sees_is_always_passed_and_what_a_sum_sees_never(akim):
    lines = akim.lines()
    voters, taken_out = lines[Cell("voters")], lines[Cell("taken_out")]
    assert {spot.often for spot in taken_out.values()} == {Often.NEVER}
    assert voters["digit_wrong"].often in (Often.MOSTLY, Often.SOMETIMES)
    options = [s for s in akim.several() if {c.line for c in s.cells} == {"option.votes"}]
    assert {s.often for s in options if s.kind == LINES_SWAPPED} == {Often.ALWAYS}
    assert Cell("voters") in akim.for_a_second_person()
    assert 0 < akim.spots.share(OF_ONE) < 0.1


def test_the_same_seed_gives_the_same_map(akim):
    again = blind_map(evening("akim-rural", LIBRARY), 40, 7, lambda nights: nights)
    shown = [[(x.kind, x.cells, x.made, x.passed) for x in m.spots.found()] for m in (akim, again)]
    assert shown[0] == shown[1]
