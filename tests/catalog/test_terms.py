"""Words a form has in place of the usual ones: a referendum has citizens, and no election."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

import pytest

from tally_app import paths
from tally_app.catalog.forms import load_form
from tally_app.catalog.library import Library
from tally_app.catalog.problems import Problems
from tally_app.catalog.texts import read_texts, texts_of
from tally_app.domain.values.terms import every_place
from tally_app.domain.values.wording import PLACE, Plural

#: What a referendum does not have, as words begin.
ELECTIONS = {
    "kk": re.compile(r"сайлау", re.IGNORECASE),
    "ru": re.compile(r"избирател|избирательн|выбор", re.IGNORECASE),
    "en": re.compile(r"\bvoter|\belection", re.IGNORECASE),
}
#: Names of the law, which a referendum goes by too (R 30(2)), and of the file it comes in.
LAWS = re.compile(
    "Закон о выборах|сайлау туралы заң|election law|Файл выборов|Сайлау файлын|election file",
    re.IGNORECASE,
)
#: The files of words that are shown or printed while a night is open. The others speak of the
#: program and of files: an "election file" is one of a referendum too.
OF_A_NIGHT = ("backup", "cause", "day", "dialog", "paper", "preview", "second", "window", "words")


@pytest.fixture(scope="module")
def library():
    return Library.of_resources(paths.resources(), every_kind=True)


@pytest.fixture(scope="module")
def wordings():
    return read_texts(paths.resources() / "texts", Problems())


def _is_text(value: object) -> bool:
    """A text in some languages, and no terms in them."""
    return (
        isinstance(value, Mapping)
        and bool(value)
        and set(value) <= set(ELECTIONS)
        and all(isinstance(text, str) for text in value.values())
    )


def texts_in(value: object, at: str = "") -> Iterator[tuple[str, Mapping[str, str]]]:
    """Every text of a form in its languages, with where it stands."""
    if is_dataclass(value):
        for one in fields(value):
            yield from texts_in(getattr(value, one.name), f"{at}.{one.name}")
    elif _is_text(value):
        yield at, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from texts_in(inner, f"{at}.{key}")
    elif isinstance(value, tuple):
        for inner in value:
            name = getattr(inner, "id", getattr(inner, "key", ""))
            yield from texts_in(inner, f"{at}[{name}]")


def of_a_night(language: str) -> list[str]:
    """Keys of the texts that are shown or printed while a night is open."""
    folder = paths.resources() / "texts" / language
    files = [folder / f"{name}.toml" for name in OF_A_NIGHT]
    return [key for path in files for key in texts_of(path.name, path.read_bytes())]


@pytest.mark.parametrize("language", list(ELECTIONS))
def test_a_referendum_speaks_of_no_voters_and_no_election(library, wordings, language):
    form = load_form(library.form("referendum"), library)
    own = wordings[language].speaking(form.terms)
    texts = [(at, own.pick(words)) for at, words in texts_in(form) if not at.startswith(".terms")]
    assert len(texts) > 500
    for key in of_a_night(language):
        found = own.texts[key]
        several = found.texts.values() if isinstance(found, Plural) else (found,)
        texts += [(key, own.pick({language: text})) for text in several]
    said = [(at, LAWS.sub("", text)) for at, text in texts]
    assert [(at, text) for at, text in said if ELECTIONS[language].search(text)] == []
    assert any("азамат" in text or "гражд" in text or "citizen" in text for _, text in texts)


def test_an_election_has_voters_as_the_law_calls_them(library, wordings):
    form = load_form(library.form("president"), library)
    for language, said in (
        ("kk", "Сайлаушылар тізімі"), ("ru", "Список избирателей"), ("en", "Voters' list"),
    ):  # fmt: skip
        own = wordings[language].speaking(form.terms)
        assert own.pick(form.step("list").name) == said


def test_a_list_of_parties_is_headed_as_one(library, wordings):
    said = {}
    for name in ("president", "maslikhat-lists"):
        terms = load_form(library.form(name), library).terms
        said[name] = [wordings[x].speaking(terms)("window.heading.option") for x in ELECTIONS]
    assert said["president"] == ["Кандидат", "Кандидат", "Candidate"]
    assert said["maslikhat-lists"] == ["Саяси партия", "Политическая партия", "Political party"]


def test_no_place_for_a_term_is_left_open(library, wordings):
    """Of every form, in every language: what is shown has words and no braces with dots."""
    for name in library.ids("form"):
        form = load_form(library.form(name), library)
        for language in form.languages:
            own = wordings[language].speaking(form.terms)
            for at, words in texts_in(form):
                assert not PLACE.search(own.pick(words)), (name, language, at)


def test_a_form_that_replaces_a_term_has_every_case_of_it(library):
    form = load_form(library.form("referendum"), library)
    for language, words in form.terms.items():
        assert set(words) <= set(every_place(language))
        for term in {place.partition(".")[0] for place in words}:
            told = {place for place in words if place.startswith(f"{term}.")}
            assert told == {x for x in every_place(language) if x.startswith(f"{term}.")}


def test_papers_of_a_referendum_name_the_law_whose_article_they_cite(library):
    """Its own law has an Article 20 and a 30 too: a bare number would be read as one of it."""
    form = load_form(library.form("referendum"), library)
    said = [words["ru"] for paper in form.papers for _, words in texts_in(paper) if "ru" in words]
    cites = re.compile(r"(закон о \w+, )?ст\. \d", re.IGNORECASE)
    cited = [named for text in said for named in cites.findall(text)]
    assert len(cited) > 4
    assert all(cited)
