"""What is read as a count, what as nothing, and what never."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally_app.domain.values.counts import (
    GROUPING_SPACES,
    MAX_COUNT,
    BadText,
    Count,
    Empty,
    parse_count,
)

counts = st.integers(0, MAX_COUNT)
spaces = st.sampled_from(GROUPING_SPACES)
margins = st.text(st.sampled_from(GROUPING_SPACES), max_size=4)


@given(st.text())
def test_any_text_is_read_without_an_error(text):
    read = parse_count(text)
    assert isinstance(read, Count | Empty | BadText)
    if isinstance(read, Count):
        assert 0 <= read.value <= MAX_COUNT
        assert set(text) <= set("0123456789" + GROUPING_SPACES)
        assert "".join(c for c in text if c.isascii() and c.isdigit()).lstrip("0") == (
            str(read.value).lstrip("0")
        )
    if isinstance(read, BadText):
        assert read.text == text
        assert read.problem


@given(counts, spaces, margins, margins)
def test_a_count_is_read_in_every_grouping(value, space, before, after):
    for shown in (str(value), f"{value:,}".replace(",", space)):
        assert parse_count(before + shown + after) == Count(value)


@given(counts, st.integers(0, 9))
def test_zeros_in_front_change_nothing(value, zeros):
    assert parse_count("0" * zeros + str(value)) == Count(value)


@given(margins)
def test_blank_is_empty_and_never_zero(text):
    assert parse_count(text) == Empty()
    assert parse_count(text + "0") == Count(0)


@given(st.integers(min_value=MAX_COUNT + 1))
def test_more_than_a_line_can_hold_is_too_big(value):
    assert problem(str(value)) == "too_big"
    assert problem(f"{value:,}".replace(",", "\u202f")) == "too_big"


@given(counts.map(str), st.data())
def test_one_strange_character_spoils_a_count(digits, data):
    strange = data.draw(st.characters(exclude_characters="0123456789" + GROUPING_SPACES))
    at = data.draw(st.integers(0, len(digits)))
    assert isinstance(parse_count(digits[:at] + strange + digits[at:]), BadText)


def problem(text):
    read = parse_count(text)
    assert isinstance(read, BadText), read
    return read.problem


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("12\n13", "lines"),
        ("12\n", "lines"),
        ("\r\n", "lines"),
        ("1\u20282", "lines"),
        ("12\x85", "lines"),
        ("+5", "sign"),
        ("-5", "sign"),
        ("−5", "sign"),
        ("5–7", "sign"),
        ("±1", "sign"),
        ("1.0", "mark"),
        ("1,283", "mark"),
        ("1.283", "mark"),
        ("1'283", "mark"),
        ("1’283", "mark"),
        ("10%", "mark"),
        ("1/2", "mark"),
        ("12²", "superscript"),
        ("₁₂", "superscript"),
        ("١٢", "digits"),
        ("१२", "digits"),
        ("１２", "digits"),
        ("1٢", "digits"),
        ("twelve", "letters"),
        ("O", "letters"),
        ("О", "letters"),
        ("1l", "letters"),
        ("1e3", "letters"),
        ("0x10", "letters"),
        ("1_000", "letters"),
        ("½", "letters"),
        ("Ⅷ", "letters"),
        ("五", "letters"),
        ("٣ x", "letters"),
        ("1\t283", "letters"),
        ("\u200b1", "letters"),
        ("\ufeff1", "letters"),
        ("12 83", "grouping"),
        ("1283 000", "grouping"),
        ("1  283", "grouping"),
        ("1 283 00", "grouping"),
        ("1000000", "too_big"),
        ("1 000 000", "too_big"),
        ("9" * 5000, "too_big"),
    ],
)
def test_why_a_text_is_no_count(text, why):
    assert problem(text) == why


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("000", 0),
        ("007", 7),
        ("999999", MAX_COUNT),
        ("999 999", MAX_COUNT),
        ("1\u00a0283", 1283),
        ("1\u2009283", 1283),
        ("1\u202f283", 1283),
        ("0000001283", 1283),
        ("\u00a012 ", 12),
    ],
)
def test_a_count(text, value):
    assert parse_count(text) == Count(value)
