from datetime import date

import pytest

from tally_app.domain.values import dates


@pytest.mark.parametrize(
    ("language", "full", "short"),
    [
        ("kk", "2021 жылғы 1 тамыз, сағат 20:31", "1 тамыз, сағат 20:31"),
        ("ru", "1 августа 2021 года, 20:31", "1 августа, 20:31"),
        ("en", "1 August 2021, 20:31", "1 August, 20:31"),
    ],
)
def test_moment(language, full, short):
    assert dates.moment("2021-08-01", 20 * 60 + 31, language) == full
    assert dates.moment("2021-08-01", 20 * 60 + 31, language, year=False) == short


def test_minutes_after_midnight_are_the_next_day():
    assert dates.moment("2021-12-31", 1444, "ru") == "1 января 2022 года, 00:04"
    assert dates.on_day("2024-02-28", 1440) == date(2024, 2, 29)


def test_twelve_months_in_every_language():
    for language in ("kk", "ru", "en"):
        said = {dates.in_full(date(2026, month, 1), language) for month in range(1, 13)}
        assert len(said) == 12


def test_in_digits():
    assert dates.in_digits("2026-07-01") == "01.07.2026"
    assert dates.in_digits("старая") == "старая"
