"""Citing the law: the one place where an article becomes words.

Forms, refusals and texts name an article by its code: "43(3-1), 43(4)" is article 43, paragraphs
3-1 and 4, "43(4)(3)" a subparagraph of one. A letter before them, as in "R 30(1)", is another law
than the one on elections: the texts name it under ``law``. A sentence that always cites the same
article has a place for it, ``{law:43(8)}``, filled when its file is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from tally_app.domain.values.languages import BY_CODE, Citing
from tally_app.domain.values.wording import Wording

#: The text of a form that says by which law its papers are, with a place for the article.
BASIS: Final = "basis"

_CODE: Final = re.compile(r"(\d+(?:-\d+)?)(?:\(([\d-]+)\))?(?:\(([\d-]+)\))?")
_PLACE: Final = re.compile(r"\{law:([^{}]*)\}")
#: Articles that are one list: what stands in their brackets is a subparagraph (Art. 12).
_LISTS: Final = ("12",)


@dataclass(frozen=True, slots=True)
class _Article:
    """A place in a law, ``code`` as it was given; "" for a paragraph or point it does not name."""

    code: str
    number: str
    paragraph: str
    point: str


def cited(law: str, words: Wording) -> str:
    """An article as a sentence cites it: «43-бап, 3-1 және 4-тармақтар», «ст. 43, п. 3-1 и 4»,
    "Art. 43(3-1), 43(4)", after the name of its law where a letter says it is another one. What is
    no code, as a by-law of an organiser, is cited as it stands.
    """
    letter, _, code = law.partition(" ")
    if words.has(f"law.{letter}"):
        return words(f"law.{letter}", article=_article(code, words.language))
    return _article(law, words.language)


def with_articles(text: str, language: str) -> str:
    """A text with its ``{law:43(8)}`` places filled; one whose code cannot be read stays."""
    if "{law:" not in text:
        return text
    return _PLACE.sub(lambda x: _article(x[1], language) if _read(x[1]) else x[0], text)


def unread_article(text: str) -> str:
    """The code of a ``{law:…}`` place that cannot be read, "" where there is none."""
    if "{law:" not in text:
        return ""
    found = (place[1] for place in _PLACE.finditer(text))
    return next((code for code in found if not _read(code)), "")


def _article(code: str, language: str) -> str:
    """A code in words; as it stands where it is none, or the language is not spoken."""
    spoken, articles = BY_CODE.get(language), _read(code)
    if spoken is None or not articles:
        return code
    citing = spoken.citing
    return _in_words(articles, citing) if citing.paragraph else _as_codes(articles, citing)


def _read(law: str) -> list[_Article]:
    """Every article of a code, none where a part of it is no article."""
    found = [_CODE.fullmatch(part) for part in law.split(", ")]
    return [
        _Article(one[0], one[1], "", one[2])
        if one[1] in _LISTS and one[2]
        else _Article(one[0], one[1], one[2] or "", one[3] or "")
        for one in found
        if one is not None and all(found)
    ]


def _as_codes(articles: Sequence[_Article], citing: Citing) -> str:
    return citing.article.format(", ".join(article.code for article in articles))


def _in_words(articles: Sequence[_Article], citing: Citing) -> str:
    """Paragraphs of one article together, whole articles together; a point stands alone."""
    said: list[str] = []
    for (number, deep), group in groupby(articles, lambda x: (x.paragraph and x.number, x.point)):
        held = list(group)
        if deep:
            said += [_point(article, citing) for article in held]
        elif number:
            paragraphs = [article.paragraph for article in held]
            where = citing.article.format(number)
            said.append(
                f"{where}, {_several(paragraphs, citing.paragraph, citing.paragraphs, citing)}"
            )
        else:
            numbers = [article.number for article in held]
            said.append(_several(numbers, citing.article, citing.articles, citing))
    return "; ".join(said)


def _point(article: _Article, citing: Citing) -> str:
    parts = (
        (citing.article, article.number),
        (citing.paragraph, article.paragraph),
        (citing.point, article.point),
    )
    return ", ".join(pattern.format(number) for pattern, number in parts if number)


def _several(numbers: Sequence[str], one: str, many: str, citing: Citing) -> str:
    if len(numbers) == 1:
        return one.format(numbers[0])
    return many.format(f"{', '.join(numbers[:-1])} {citing.last} {numbers[-1]}")
