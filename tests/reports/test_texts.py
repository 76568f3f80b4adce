"""The words of the paper: the same keys and places in every language."""

import re

import pytest

from tally_app.catalog.checking.notes import placeholders
from tally_app.domain.values.wording import TERM, Plural
from tests.reports import factory

LANGUAGES = ("kk", "ru", "en")


def of_papers(language):
    """The words of papers; of terms each language has the forms of its own grammar."""
    texts = factory.catalogue(language)
    return {key: text for key, text in texts.items() if not key.startswith(TERM)}


def places(text):
    """Of a plural those of its last form."""
    return placeholders([*text.texts.values()][-1] if isinstance(text, Plural) else text)


def test_every_language_has_the_same_keys():
    keys = {lang: set(of_papers(lang)) for lang in LANGUAGES}
    assert keys["kk"] == keys["ru"] == keys["en"]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_text_has_the_places_of_the_kazakh_one(language):
    kazakh, other = of_papers("kk"), of_papers(language)
    for key, text in other.items():
        assert text, key
        assert places(text) == places(kazakh[key]), key


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_latin_letter_inside_a_cyrillic_word(language):
    for key, found in factory.catalogue(language).items():
        text = " ".join(found.texts.values()) if isinstance(found, Plural) else found
        bare = re.sub(r"{[\w.]+}", "", text)
        assert not re.search(r"[а-яёәғқңөұүһі][a-z]|[a-z][а-яёәғқңөұүһі]", bare.lower()), key
