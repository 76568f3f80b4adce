"""Likely causes on real keyings: how often a truly wrong line is named by the shipped weights."""

import pytest

from tally_app import paths
from tally_app.catalog.causes import shipped_causes
from tally_app.catalog.library import Library
from tests.model.keyings import KEYINGS, noticed, wrong_keyings
from tests.model.measuring import Rates, hits, told_apart

pytestmark = pytest.mark.skipif(not KEYINGS.is_file(), reason=f"REAL KEYINGS NOT FOUND: {KEYINGS}")


def rate(hits):
    return sum(hits) / len(hits)


def test_the_wrong_line_is_named():
    """Cross-validated rates stand in the file of weights; these are of all keyings at once."""
    model = shipped_causes(Library.of_resources(paths.resources()))
    keyings = [*noticed(wrong_keyings()[0])]
    assert len(keyings) == 502
    apart, alike = Rates(), Rates()
    for keying in keyings:
        (apart if told_apart(keying) else alike).add(hits(keying, model))
    assert len(apart.first) + len(alike.first) == 502
    assert rate(apart.first) > 0.60
    assert rate(apart.three) > 0.80
    assert rate(apart.first + alike.first) > 0.44
    assert rate(apart.three + alike.three) > 0.62


def test_folds_are_whole_districts():
    keyings, verified = wrong_keyings()
    assert {keying.fold for keying in keyings} == set(range(5))
    sizes = [sum(keying.fold == fold for keying in keyings) for fold in range(5)]
    assert max(sizes) - min(sizes) < 20
    assert sum(map(len, verified)) == 1241
