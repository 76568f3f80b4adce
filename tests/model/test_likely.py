"""What is said of real keyings in which something fails, by the shipped weights."""

import pytest

from tally_app import paths
from tally_app.catalog.causes import shipped_causes
from tally_app.catalog.library import Library
from tally_app.domain.causes.usual import usual
from tests.model.keyings import KEYINGS, failing_keyings, order, sheets, wrong_keyings
from tests.model.measuring import Rates, told

pytestmark = pytest.mark.skipif(not KEYINGS.is_file(), reason=f"REAL KEYINGS NOT FOUND: {KEYINGS}")


def rate(hits):
    return sum(hits) / len(hits)


def test_what_is_named_is_right_and_most_rows_get_a_hint():
    """Cross-validated rates stand in the file of weights; these are of all keyings at once."""
    model = shipped_causes(Library.of_resources(paths.resources()))
    every = failing_keyings()
    assert len(every) == 1289
    alone, mistyped, beside = Rates(), Rates(), Rates()
    others = [usual(sheet, order()) for sheet in sheets()]
    for keying in every:
        found = told(keying, model)
        alone.add(*found)
        if not keying.of_paper:
            mistyped.add(*found)
        beside.add(*told(keying, model, others[keying.fold]))
    assert rate(alone.named) > 0.85
    assert len(alone.named) / len(every) > 0.70
    assert rate(alone.first) > 0.66
    assert rate(mistyped.three) > 0.62
    assert rate(beside.first) > rate(alone.first) + 0.02
    assert rate(beside.three) > rate(alone.three)


def test_folds_are_whole_districts():
    keyings, verified = wrong_keyings()
    assert {keying.fold for keying in keyings} == set(range(5))
    sizes = [sum(keying.fold == fold for keying in keyings) for fold in range(5)]
    assert max(sizes) - min(sizes) < 20
    assert sum(map(len, verified)) == 1241
