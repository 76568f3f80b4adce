"""A relation the program fails at is said in its row, and the row is checked by all others."""

import pytest

from tests.app.sheets.test_check import BALLOTS, HEADER, check, rows
from tests.domain.poison import poison

assert check  # the fixture

#: In order; its sum does not hold; more ballots than voters; a cell is empty.
TEXT = HEADER + "10,5,4,1,20\n10,5,4,4,20\n10,5,5,0,9\n10,,9,1,20\n"


def test_a_row_is_unchecked_and_what_fails_beside_is_found(check, monkeypatch):
    poison(monkeypatch, BALLOTS, "D-01")
    assert rows(check, BALLOTS, TEXT) == [
        ("unchecked", ["D-01"]),
        ("unchecked", ["D-01"]),
        ("legal", ["D-01", "C-02"]),
        ("incomplete", ["D-01"]),
    ]


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_it_names_the_fault(check, monkeypatch, lang):
    poison(monkeypatch, BALLOTS, "D-01")
    (row,) = check(BALLOTS, HEADER + "10,5,4,1,20\n", lang=lang)
    (finding,) = row["findings"]
    assert "ZeroDivisionError: poison" in finding["message"]
    assert finding["severity"] == "note"
