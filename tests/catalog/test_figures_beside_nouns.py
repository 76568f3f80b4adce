"""No figure stands bare beside a noun: the noun has its plurals, or the text is another one."""

import re

import pytest

from tally_app import paths
from tally_app.catalog.problems import Problems
from tally_app.catalog.texts import read_texts
from tally_app.domain.values.wording import Plural, grouped

#: Places that hold how many there are of something.
COUNTED = {
    "agree", "all", "cells", "checked", "columns", "count", "differ", "documents", "done", "events",
    "fails", "figures", "holds", "locked", "mended", "missed", "of", "open", "other",
    "planted", "rows", "sheets", "size", "waiting",
}  # fmt: skip
#: What stands behind such a place and is no noun that follows it.
NO_NOUNS = {
    "ru": {"из", "при", "мин"},
    "en": {"of", "more", "in", "too", "missing", "not", "min", "already", "and", "are"},
}
#: A place and a Kazakh word that stands only with a dative or an ablative before it.
CASELESS = re.compile(r"(\{([^{}]+)\}[\s\u00a0]+(?:дейін|шейін|қарай|бастап|кейін|бұрын|басқа)\b)")
CASED = (".dat.sg", ".dat.pl", ".abl.sg", ".abl.pl")
BARE = re.compile(r"\{(\w+)\}[\s\u00a0]+([^\W\d_]+)")


@pytest.fixture(scope="module")
def wordings():
    return read_texts(paths.resources() / "texts", Problems())


def bare(text: str, language: str) -> list[str]:
    found = BARE.findall(text)
    return [
        f"{{{p}}} {word}" for p, word in found if p in COUNTED and word not in NO_NOUNS[language]
    ]


@pytest.mark.parametrize("language", list(NO_NOUNS))
def test_no_figure_stands_bare_beside_a_noun(wordings, language):
    """Kazakh nouns are the same beside every figure."""
    for key, text in wordings[language].texts.items():
        if isinstance(text, str):
            assert bare(text, language) == [], (key, text)
        else:
            for one in text.texts.values():
                others = [x for x in bare(one, language) if not x.startswith(f"{{{text.by}}}")]
                assert others == [], (key, one)


def uncased(text: str) -> list[str]:
    """Places in front of a word that wants a case of what stands there."""
    return [found for found, place in CASELESS.findall(text) if not place.endswith(CASED)]


def test_no_place_stands_where_kazakh_wants_a_case(wordings):
    """The ending goes by the last sound of what is put in: a colon stands before the place."""
    texts = wordings["kk"].texts
    assert {key: text for key, text in texts.items() if uncased(text)} == {}


def test_the_look_for_a_place_without_its_case_sees_one():
    assert uncased("екі күн: {until} дейін") == ["{until} дейін"]
    assert uncased("файл {since} бастап ашық") == ["{since} бастап"]
    assert uncased("{Election_day.dat.sg} дейін; соңы: {until}") == []


def test_the_look_for_bare_figures_sees_one():
    assert bare("Saved: {events} events", "en") == ["{events} events"]
    assert bare("Всего {count} бюллетеней", "ru") == ["{count} бюллетеней"]
    assert bare("Бюллетеней: {count}", "ru") == []


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("ru", 1, "1 бюллетень,"), ("ru", 893, "893 бюллетеня,"), ("ru", 1283, "бюллетеня,"),
        ("ru", 911, "911 бюллетеней,"), ("ru", 0, "0 бюллетеней,"), ("en", 1, "1 ballot,"),
        ("en", 893, "893 ballots,"), ("kk", 893, "893 бюллетень"),
    ],
)  # fmt: skip
def test_the_base_of_a_preview_is_said_as_one_counts(wordings, language, count, said):
    assert said in wordings[language]("preview.base_valid", of=grouped(count))


def test_every_plural_differs_somewhere(wordings):
    """A table whose texts are all the same is one text."""
    for wording in wordings.values():
        for key, text in wording.texts.items():
            assert not isinstance(text, Plural) or len({*text.texts.values()}) > 1, key
