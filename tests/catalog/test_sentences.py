"""Kinds of slips in the texts themselves: each was found once, and none comes back unseen."""

from __future__ import annotations

import re

import pytest

from tests.catalog.said import catalogue_texts, every_text, program_strings

#: What names an hour: a Kazakh case would hang on its figure, so nothing hangs on it.
_HOUR = r"\{(?:time|clock|opens|now|machine|precinct_time|before|after)\}"
#: Places for a person's name.
_PERSON = r"\{(?:member|person|name|who|reader|to|by|applicant|names)\}"
_LINE = r"\{(?:number|line|lines|a|b|first|last|numbers)\}"

#: A kind: of which languages, what must not be found, why.
KINDS = {
    "an hour stands alone in a Kazakh sentence": (
        "kk",
        rf"[Сс]ағат {_HOUR}(?! ?[:.,;)]|$| ?–)|[\w] сағат {_HOUR}",
        "Үзілген уақыты: {time}",
        "Санау сағат {time} үзілген",
    ),
    "no suffix hangs on a place": (
        "kk",
        r"\{\w+\}-(?![а-яәғқңөұүһі]{3})",
        "{n}-бет",
        "{time}-де",
    ),
    "a request ends as a request": (
        "kk",
        r"(?:салыстыру|тексеру|таңдау|енгізу|қайта санау)\.$",
        "Қайта санаңыз.",
        "Алу туралы актімен салыстыру.",
    ),
    "a request of a Russian hint is no infinitive": (
        "ru",
        r"^(?:Ещё раз )?(?:Пересчит|Посчит|Провер|Свер|Посмотр|Откр|Спрос|Взя|Най)\w*т[ьи] .*\.$",
        "Пересчитайте стопку этой строки.",
        "Пересчитать стопку этой строки.",
    ),
    "a person beside a name has no gender": (
        "ru",
        rf"{_PERSON}[ :,–-]{{0,3}}\w+(?:л|лся|ен|ён)\b|\b\w+(?:ил|ял|ал|ел|лся)[ :]+{_PERSON}",
        "передано: {member}",
        "сообщил {member}",
    ),
    "a printout is no seal": (
        "ru",
        r"[Нн]еподписанн\w+ (?:печать|отпечат)|[Оо]тозвать печать|отпечаток (?!ключа|\{digits)",
        "Уничтожить неподписанную распечатку",
        "Отозвать неподписанную печать",
    ),
    "ё is written": ("ru", r"\b[Пп]оселк|\bеще\b|\bучет\b", "посёлка", "поселка"),
    "quotation marks of the language": (
        "kk ru",
        r"[“”„]|(?<![=\\\[/*?(,] )(?<![=\\\[*?,(])\"(?![\],<\"])",
        "«Жаттығу»",
        'сөзі "Жаттығу"',
    ),
    "English says it straight": (
        "en",
        (
            r"(?<!here )\b(is|are|was) no (?!longer|error|next)\w|(?<!\{)\b[Mm]end(ed|s)?\b|"
            r"\bparted\b|\b(sits?|stands? (one|in|on|below|beside))\b|\bthe blank\b|\blaptop\b"
        ),
        "“{found}” is not a time",
        "“{found}” is no time",
    ),
    "a range has no spaces": ("kk ru en", r"\} – \{", "{first}–{last}", "{first} – {last}"),
    "№ has its space": ("kk ru", r"№[^ \"\u00a0.]", "№ {number}", "№{number}"),
    "one word of a language for a hash": ("kk ru", r"\b[Хх]эш", "хеш", "хэш"),
    "a night is a count to whoever counts": (
        "kk ru",
        (
            r"\b[Тт]үн(?!де|гі)|\b[Нн]оч(?!ью)|\bодного вечера|\bкештің|"
            r"қысқа қолы|[Өө]ткен санақ|\bвиз[аы]\b"
        ),
        "санау нөмірі",
        "түннің нөмірі",
    ),
}
#: A file's own syntax, or the name of a language of files.
SYNTAX = (
    "problems.toml",
    "published.toml published.words",
    "demo.toml",
    "check.toml",
    "maker.toml",
)


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_is_of_this_kind(kind):
    languages, pattern, _, _ = KINDS[kind]
    slip = re.compile(pattern)
    found = [
        (place, language, text)
        for place, language, text in every_text()
        if language in languages.split() and slip.search(text) and not place.startswith(SYNTAX)
    ]
    assert found == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_would_be_seen(kind):
    _, pattern, right, wrong = KINDS[kind]
    assert re.search(pattern, wrong)
    assert not re.search(pattern, right)


def test_a_line_s_number_is_put_into_words_in_one_place():
    """Sentences have a place for lines in words; only what says how lines are called counts one."""
    raw = re.compile(rf"{_LINE}-?жол|\b[Сс]трок[аиеу] {_LINE}|\b[Ll]ines? {_LINE}")
    rooms = ("window.toml", "second.toml", "refused.toml", "cause.toml", "dialog.toml", "day.toml")
    found = [
        (place, text) for place, _, text in catalogue_texts()
        if place.startswith(rooms) and raw.search(text)
    ]  # fmt: skip
    assert found == []


def test_an_hour_is_written_in_one_place():
    """Outside the values no module formats an hour or cuts one out of a moment."""
    hours = re.compile(r"%H:|:02d\}:|\[11:1")
    found = [
        (place, text)
        for place, text in program_strings()
        if hours.search(text) and not place.startswith("tally_app/domain/values/")
    ]
    assert found == []
