"""Ids of the rows of a form's collections, and what each row belongs to."""

import pytest

from tally_app.domain.form.papers import Collection
from tally_app.domain.form.rows import owners_of, row_ids

KNOWN = {"option": ["a", "a.b"], "rank": ["1", "2"]}


def rows(name):
    return KNOWN.get(name, [])


def collection(**said):
    return Collection("own", "contest", {"en": "own"}, {"en": "own"}, **said)


@pytest.mark.parametrize(
    ("said", "added", "ids", "owners"),
    [
        ({}, ["1", "2"], ["1", "2"], [(), ()]),
        ({"fixed": ("x", "y")}, [], ["x", "y"], [(), ()]),
        (
            {"parent": "option"},
            ["a.b.1", "a.1", "z.1"],
            ["a.1", "a.b.1"],
            [(("option", "a"),), (("option", "a.b"),)],
        ),
        (
            {"parent": "option", "fixed": ("1",)},
            [],
            ["a.1", "a.b.1"],
            [(("option", "a"),), (("option", "a.b"),)],
        ),
        (
            {"of": ("option", "rank")},
            [],
            ["a.1", "a.2", "a.b.1", "a.b.2"],
            [(("option", one), ("rank", rank)) for one in ("a", "a.b") for rank in ("1", "2")],
        ),
    ],
)
def test_rows_and_what_they_belong_to(said, added, ids, owners):
    one = collection(**said)
    assert row_ids(one, rows, added) == ids
    assert [owners_of(one, row, rows) for row in ids] == owners


def test_a_row_of_nothing_belongs_to_nothing():
    assert owners_of(collection(parent="option"), "z.1", rows) == ()
    assert owners_of(collection(of=("option", "rank")), "z.1", rows) == ()
