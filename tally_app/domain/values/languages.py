"""The languages of the window, the command line and the papers. One more: a row, and its texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final


def _one_or_more(count: int) -> str:
    return "one" if count == 1 else "other"


def _slavic(count: int) -> str:
    """21 лист, 22 листа, 25 листов; 11 to 14 are as 15."""
    tens, last = count % 100 // 10, count % 10
    if tens == 1 or last in (0, 5, 6, 7, 8, 9):
        return "many"
    return "one" if last == 1 else "few"


@dataclass(frozen=True, slots=True)
class Citing:
    """How a language cites an article of a law: patterns of one and of several articles and
    paragraphs, of a subparagraph, and the word before the last of several. Without a pattern of
    paragraphs the codes stand as they are: "Art. 43(8)".
    """

    article: str
    articles: str = ""
    paragraph: str = ""
    paragraphs: str = ""
    point: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Language:
    """A language that is spoken: ``short`` as the switch writes it, ``name`` its own. ``months``
    from January, in the case they have in a date; ``date``, ``day`` (beside which the year is
    known) and ``moment`` are how dates and times are put together, ``citing`` an article.
    ``plurals`` are the categories of CLDR by which its nouns differ beside a figure, ``plural`` the
    one of a whole number from 0; the last is that of a figure that is none.
    """

    code: str
    short: str
    name: str
    months: tuple[str, ...]
    date: str
    citing: Citing
    plurals: tuple[str, ...]
    plural: Callable[[int], str]
    day: str = "{day} {month}"
    moment: str = "{date}, {clock}"


def _list(words: str) -> tuple[str, ...]:
    return tuple(words.split())


#: The first is spoken before anybody chooses.
SPOKEN: Final = (
    Language(
        "kk",
        "ҚАЗ",
        "Қазақша",
        _list("қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"),
        date="{year} жылғы {day} {month}",
        citing=Citing(
            "{}-бап",
            "{}-баптар",
            "{}-тармақ",
            "{}-тармақтар",
            "{}) тармақша",
            "және",
        ),
        plurals=("one", "other"),
        plural=_one_or_more,
        moment="{date}, сағат {clock}",
    ),
    Language(
        "ru",
        "РУС",
        "Русский",
        _list("января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
        date="{day} {month} {year} года",
        citing=Citing("ст. {}", "ст. {}", "п. {}", "п. {}", "подп. {}", "и"),
        plurals=("one", "few", "many", "other"),
        plural=_slavic,
    ),
    Language(
        "en",
        "ENG",
        "English",
        _list(
            "January February March April May June July August September October November December"
        ),
        date="{day} {month} {year}",
        citing=Citing("Art. {}"),
        plurals=("one", "other"),
        plural=_one_or_more,
    ),
)

CODES: Final = tuple(language.code for language in SPOKEN)

#: Code, short and own name of each, as the switch offers them.
LANGUAGES: Final = tuple((one.code, one.short, one.name) for one in SPOKEN)

BY_CODE: Final = {language.code: language for language in SPOKEN}

#: What is printed and what is read out is in both, the state language first.
STATE_LANGUAGES: Final = ("kk", "ru")

#: Their words have no Latin letters among the others.
CYRILLIC: Final = ("kk", "ru")
