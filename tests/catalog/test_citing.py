"""No text cites an article in a way of its own: it has a place for it that one function fills."""

from __future__ import annotations

import re

import pytest

from tally_app.domain.values.articles import unread_article
from tests.catalog.said import every_text, program_strings

#: An article, a paragraph or a bare code written out, in any of the languages.
WRITTEN = re.compile(
    r"\d-?(?:бап|тармақ|тармағ)|\d\) тармақша"
    r"|\b(?:ст|п|подп)\. ?[\d{]|\b(?:стать|пункт)\w* [\d{]"
    r"|\b(?:Art|Arts|para|paras|Article|paragraph)\b\.? ?[\d{]"
    r"|\b\d+(?:-\d)?\(\d"
)
PLACE = re.compile(r"\{(?:law|basis):[^{}]*\}")
#: A place for an article that was cited elsewhere stands alone, without words of its own.
DRESSED = re.compile(r"\{law\}-|\b(?:ст|п|Art)\. ?\{law\}")
#: The room that cites, and the reference of keys for whoever writes codes into a file.
ROOM = ("tally_app/domain/values/languages.py", "tally_app/catalog/shapes/")
#: Says how a code is written.
SHOWS_A_CODE = "problems.toml problem.bad_law"


def test_no_text_writes_an_article_out():
    found = [
        (place, language, text)
        for place, language, text in every_text()
        if (WRITTEN.search(PLACE.sub("", text)) or DRESSED.search(text)) and place != SHOWS_A_CODE
    ]
    assert found == []


def test_every_place_for_an_article_can_be_read_and_is_the_same_in_every_language():
    places: dict[str, dict[str, tuple[str, ...]]] = {}
    for place, language, text in every_text():
        assert not unread_article(text), (place, text)
        places.setdefault(place, {})[language] = tuple(sorted(PLACE.findall(text)))
    unlike = {place: said for place, said in places.items() if len({*said.values()}) > 1}
    assert unlike == {}


def test_no_module_cites_an_article_itself():
    codes = re.compile(r"R? ?\d[\d-]*(?:\([\d-]+\))*(?:, \d[\d-]*(?:\([\d-]+\))*)*")
    found = [
        (place, text)
        for place, text in program_strings()
        if WRITTEN.search(text) and not place.startswith(ROOM) and not codes.fullmatch(text)
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    ["43-бап, 8-тармақ", "ст. 43, п. 8", "статья 43, пункт 8", "Art. 43(8)", "43(8)", "Art. {law}"],
)
def test_a_written_article_is_seen(text):
    assert WRITTEN.search(text) or DRESSED.search(text)
