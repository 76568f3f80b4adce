"""The words of the paper: the same keys and places in every language."""

import re
from string import Formatter

import pytest

from tests.reports import factory

LANGUAGES = ("kk", "ru", "en")


def places(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_language_has_the_same_keys():
    keys = {lang: set(factory.catalogue(lang)) for lang in LANGUAGES}
    assert keys["kk"] == keys["ru"] == keys["en"]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_text_has_the_places_of_the_kazakh_one(language):
    kazakh, other = factory.catalogue("kk"), factory.catalogue(language)
    for key, text in other.items():
        assert text.strip(), key
        assert places(text) == places(kazakh[key]), key


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_latin_letter_inside_a_cyrillic_word(language):
    for key, text in factory.catalogue(language).items():
        bare = re.sub(r"{\w+}", "", text)
        assert not re.search(r"[а-яёәғқңөұүһі][a-z]|[a-z][а-яёәғқңөұүһі]", bare.lower()), key
