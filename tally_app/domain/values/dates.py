"""Dates and times of the election day in words, with no case ending on a variable."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from tally_app.domain.values.minutes import DAY, clock


def _list(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_MONTHS: Final[Mapping[str, tuple[str, ...]]] = {
    "kk": _list(
        "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"
    ),
    "ru": _list(
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
    ),
    "en": _list(
        "January February March April May June July August September October November December"
    ),
}
_DATES: Final = {
    "kk": "{year} жылғы {day} {month}",
    "ru": "{day} {month} {year} года",
    "en": "{day} {month} {year}",
}
_SHORT: Final = {"kk": "{day} {month}", "ru": "{day} {month}", "en": "{day} {month}"}
_TIMES: Final = {"kk": "{date}, сағат {clock}", "ru": "{date}, {clock}", "en": "{date}, {clock}"}


def on_day(day: str, minutes: int) -> date:
    """The calendar day on which ``minutes`` after the midnight that begins ``day`` (ISO) fall."""
    return date.fromisoformat(day) + timedelta(days=minutes // DAY)


def in_full(when: date, language: str) -> str:
    """A date with its year: 2021 жылғы 1 тамыз, 1 августа 2021 года, 1 August 2021."""
    return _DATES[language].format(**_parts(when, language))


def without_year(when: date, language: str) -> str:
    """A date beside which the year is known: 1 тамыз, 1 августа, 1 August."""
    return _SHORT[language].format(**_parts(when, language))


def moment(day: str, minutes: int, language: str, *, year: bool = True) -> str:
    """Date and time of ``minutes`` after the midnight that begins ``day`` (ISO)."""
    when = on_day(day, minutes)
    said = in_full(when, language) if year else without_year(when, language)
    return _TIMES[language].format(date=said, clock=clock(minutes))


def in_digits(iso: str) -> str:
    """An ISO date as 01.07.2026; any other text as it is."""
    try:
        return f"{date.fromisoformat(iso):%d.%m.%Y}"
    except ValueError:
        return iso


def _parts(when: date, language: str) -> dict[str, object]:
    return {"day": when.day, "month": _MONTHS[language][when.month - 1], "year": when.year}
