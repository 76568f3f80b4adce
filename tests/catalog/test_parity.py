"""A text says in each language what it says in the others: as many sentences, the same marks."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.every_text import texts

DATA = Path(__file__).parents[1] / "data" / "said.toml"
SAID = tomllib.loads(DATA.read_text(encoding="utf-8"))
LANGUAGES = ("kk", "ru", "en")
#: Full stops that end no sentence.
SHORT = re.compile(
    r"\b(?:No|no|Art|para|ст|п|пп|подп|г|ж|М\.О|М\.П|Қайт|Повт|қаз|рус|min|мин|e\.g|т\.е)\."
    r"|\.(?=\w)|\.\.\."
)
END = re.compile(r"[.!?…](?=\s|$|»|”)")
#: Rows of what a program reads, not sentences.
NO_SENTENCES = ("published.words.", "maker.also.")


def sentences(text):
    return len(END.findall(SHORT.sub("", text)))


def test_every_language_has_as_many_sentences():
    found = {}
    for key, text in texts("en").items():
        there = [x for x in LANGUAGES if key in texts(x)]
        counts = {x: sentences(texts(x)[key]) for x in there}
        if len(set(counts.values())) > 1 and not key.startswith(NO_SENTENCES):
            found[key] = counts, text
    assert {x: y for x, y in found.items() if x not in SAID["sentences"]} == {}


@pytest.mark.parametrize("key", list(SAID["said"]))
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_is_said_in_every_language(key, language):
    text = texts(language)[key]
    for mark in SAID["said"][key]:
        found = re.search(SAID["marks"][mark][language], text, re.IGNORECASE)
        assert found, (mark, text)


@pytest.mark.parametrize("key", list(SAID["never"]))
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_one_language_alone_said_is_gone(key, language):
    assert not re.search(SAID["never"][key][language], texts(language)[key])


def test_sentences_are_counted_as_one_reads_them():
    assert sentences("Акт № 3 (ст. 43, п. 8). Дальше.") == 2
    assert sentences("{path}: closed. No. 3 is open.") == 2
    assert sentences("Сан") == 0
