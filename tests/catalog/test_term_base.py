"""One concept, one word: the term base in ``resources/terms`` holds in every text of a language."""

import re
import tomllib
from fnmatch import fnmatchcase
from functools import cache

import pytest

from tally_app import paths
from tally_app.catalog.forms import load_form
from tally_app.catalog.library import Library
from tests.every_text import texts

FOLDER = paths.resources() / "terms"
LAW_LINES = FOLDER / "law-lines.toml"
LANGUAGES = ("kk", "ru", "en")
FORMS = ("gen", "acc", "dat", "pl")
KEYS = {"word", "source", *FORMS, "never", "where", "but"}
PLACES = re.compile(r"\{[^{}]*\}")
#: An article of a law, with the paragraph where there is one.
ARTICLE = re.compile(r"(R )?\d+(-\d+)?(\(\d+(-\d+)?\))*")


@cache
def concepts():
    found = {}
    for path in sorted(FOLDER.glob("*.toml")):
        if path != LAW_LINES:
            found |= tomllib.loads(path.read_text(encoding="utf-8"))
    return found


TERMS = [(name, x) for name in concepts() for x in LANGUAGES]


def asked(key, term):
    """Whether the words that are never used for a concept are asked for in a text of that key."""
    here = not term.get("where") or any(fnmatchcase(key, name) for name in term["where"])
    return here and not any(fnmatchcase(key, name) for name in term.get("but", ()))


def misnamed(key, text, term):
    """Words of a text that are never used for the concept."""
    bare = PLACES.sub(" ", text)
    return [
        word
        for word in term.get("never", ())
        if asked(key, term) and re.search(rf"(?<!\w){re.escape(word)}", bare, re.IGNORECASE)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_concept_is_called_by_its_one_word(language):
    """In window, papers, help and messages alike."""
    never = {word for concept in concepts().values() for word in concept[language].get("never", ())}
    any_of_them = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, never))})", re.IGNORECASE)
    found = []
    for key, text in texts(language).items():
        if any_of_them.search(PLACES.sub(" ", text)):
            for name, concept in concepts().items():
                found += [
                    (name, word, key, text) for word in misnamed(key, text, concept[language])
                ]
    assert found == []


@pytest.mark.parametrize(("name", "language"), TERMS)
def test_a_concept_has_its_word_and_where_it_is_from(name, language):
    term = concepts()[name][language]
    assert set(term) <= KEYS
    assert term["word"]
    assert term["source"] == "unread" or ARTICLE.fullmatch(term["source"]), term["source"]
    for word in term.get("never", ()):
        assert not re.search(rf"(?<!\w){word}", term["word"]), "its own word"


@pytest.mark.parametrize(("name", "language"), TERMS)
def test_a_concept_is_spoken_of(name, language):
    """A term that no text uses is no term: by its word or one of its forms, in any text."""
    term = concepts()[name][language]
    said = " ".join(texts(language).values()).lower()
    words = [term["word"], *(term[form] for form in FORMS if form in term)]
    assert any(word.lower() in said for word in words), words


def test_two_concepts_have_two_words():
    """A bundle is no package and no pile, a recount no second count, a printout no seal."""
    for language in LANGUAGES:
        words = [concept[language]["word"] for concept in concepts().values()]
        assert len(words) == len(set(words))


def test_the_lines_of_the_protocol_are_the_law_letter_for_letter():
    library = Library.of_resources(paths.resources(), every_kind=True)
    form = load_form(library.form("president"), library)
    for line, law in tomllib.loads(LAW_LINES.read_text(encoding="utf-8")).items():
        for language in ("kk", "ru"):
            label = form.line(line).label[language]
            assert label[:1].lower() + label[1:] == law[language], (line, language)


def test_the_law_announces_ballots_and_counts_by_different_words():
    """A ballot is announced one by one («жариялайды»), counts of the lists are made public («жария
    етеді»): 43(3-1), 43(1).
    """
    said = texts("kk")
    assert "жария ет" in said["announce/step.announce.title"].lower()
    assert not re.search("жариялан", said["announce/step.announce.title"])


def test_a_word_that_is_never_used_is_seen():
    term = {"word": "pile", "never": ["stack"], "where": ["ear.*"], "but": ["ear.says"]}
    assert misnamed("ear.stack", "In the Stacks", term) == ["stack"]
    assert misnamed("ear.says", "the stacks", term) == []
    assert misnamed("window.x", "the stack", term) == []
