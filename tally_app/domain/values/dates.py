"""Dates and times of the election day in words, with no case ending on a variable."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

from tally_app.domain.values.languages import BY_CODE
from tally_app.domain.values.minutes import DAY, clock, clock_of


def on_day(day: str, minutes: int) -> date:
    """The calendar day on which ``minutes`` after the midnight that begins ``day`` (ISO) fall."""
    return date.fromisoformat(day) + timedelta(days=minutes // DAY)


def clock_on(day: str, minutes: int) -> str:
    """The hour of a time in minutes of ``day`` (ISO), after the date where it is another day's."""
    return (
        clock(minutes) if 0 <= minutes < DAY else f"{on_day(day, minutes):%d.%m} {clock(minutes)}"
    )


def in_full(when: date, language: str) -> str:
    """A date with its year: 2021 жылғы 1 тамыз, 1 августа 2021 года, 1 August 2021."""
    return BY_CODE[language].date.format(**_parts(when, language))


def without_year(when: date, language: str) -> str:
    """A date beside which the year is known: 1 тамыз, 1 августа, 1 August."""
    return BY_CODE[language].day.format(**_parts(when, language))


def moment(day: str, minutes: int, language: str, *, year: bool = True) -> str:
    """Date and time of ``minutes`` after the midnight that begins ``day`` (ISO)."""
    when = on_day(day, minutes)
    said = in_full(when, language) if year else without_year(when, language)
    return BY_CODE[language].moment.format(date=said, clock=clock(minutes))


def in_digits(iso: str) -> str:
    """An ISO date as 01.07.2026; any other text as it is."""
    try:
        return f"{date.fromisoformat(iso):%d.%m.%Y}"
    except ValueError:
        return iso


def is_iso(text: str) -> bool:
    """Whether a text is a day as files write it: 2027-03-21. 0027 is a year half typed."""
    try:
        return date.fromisoformat(text).isoformat() == text and not text.startswith("0")
    except ValueError:
        return False


def iso_of(text: str) -> str:
    """A day typed as 21.03.2027 in the way of the files; any other text as it is, one with a year
    of two digits too: nobody says which century that is.
    """
    parts = text.strip().split(".")
    if len(parts) == len(("day", "month", "year")) and all(map(str.isdecimal, parts)):
        if len(parts[2]) != len("2027"):
            return text.strip()
        with suppress(ValueError, OverflowError):
            return date(int(parts[2]), int(parts[1]), int(parts[0])).isoformat()
    return text.strip()


def stamp(at: str, *, seconds: bool = True) -> str:
    """A moment (ISO) in digits, as lists have it in every language: 19.03.2023 06:05:00."""
    return f"{in_digits(at[:10])} {clock_of(at, seconds=seconds)}"


def _parts(when: date, language: str) -> dict[str, object]:
    return {"day": when.day, "month": BY_CODE[language].months[when.month - 1], "year": when.year}
