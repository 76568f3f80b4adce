"""A form is gone through to its papers before a commission does: what would be missing is named."""

import pytest

from tally_app import main, paths
from tally_app.app.papers.proof import missing_of, prove
from tally_app.app.training.evenings import made_up
from tally_app.catalog.forms import load_form
from tally_app.catalog.library import FORMS, Library
from tally_app.catalog.problems import Problems
from tally_app.catalog.texts import read_texts
from tests.domain.poison import poison_every_form

RESOURCES = paths.resources()
WORDS = read_texts(RESOURCES / "texts", Problems())
BARE = """
format = 1
kind = "form"
id = "bare"
languages = ["kk", "ru"]
law_edition = "1"
contest_kinds = ["bare"]
name = {kk = "Нысан", ru = "Форма"}
[[line]]
id = "voters"
number = "1"
stage = "list"
place = "body"
label = {kk = "Сайлаушылар", ru = "Избиратели"}
[[line]]
id = "lost"
number = "2"
stage = "late"
place = "body"
label = {kk = "Жоғалған", ru = "Потеряно"}
[[step]]
id = "list"
page = "lines"
stages = ["list"]
confirm = "next"
name = {kk = "Тізім", ru = "Список"}
title = {kk = "Тізім", ru = "Список"}
subtitle = {kk = "Тізім", ru = "Список"}
[[step]]
id = "late"
page = "lines"
stages = ["late"]
after = ["list"]
name = {kk = "Кеш", ru = "Поздно"}
title = {kk = "Кеш", ru = "Поздно"}
subtitle = {kk = "Кеш", ru = "Поздно"}
"""
TITLE = '[texts.title]\nkk = "Хаттама"\nru = "Протокол"\n'
CLUB = """
format = 1
kind = "form"
id = "club"
extends = "candidates"
languages = ["kk", "ru"]
contest_kinds = ["club"]
name = {kk = "Клуб", ru = "Клуб"}
"""
ASKED = """
[[relation]]
code = "Z-01"
check = "lost <= voters"
severity = "error"
message = {kk = "Көп", ru = "Много"}
"""


@pytest.fixture
def shelf(tmp_path):
    """A library with the form that a test writes, and where it stands."""

    def put(text):
        (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
        library = Library(*(RESOURCES / folder for folder in FORMS), RESOURCES / "samples")
        return tmp_path / "mine.toml", library

    return put


@pytest.fixture
def told(shelf, tmp_path):
    def run(text, lang="en"):
        path, library = shelf(text)
        found = missing_of(str(path), library, WORDS[lang], main.printers, WORDS)
        return [said.removeprefix(f"{tmp_path}/") for said in found]

    return run


@pytest.fixture
def found(shelf):
    """Key and code of what a form misses."""

    def run(text):
        path, library = shelf(text)
        library = library.beside(path)
        form = load_form(library.form("bare"), library)
        election = made_up(form, library)
        problems = prove(election, library.including(election), main.printers, WORDS, WORDS["en"])
        return [(problem.key, problem.code) for problem in problems]

    return run


def test_a_form_without_a_title_would_end_at_the_print(told):
    (said,) = told(BARE)
    assert said == (
        "mine.toml: texts.title: these papers need this text and the form has none: Protocol, "
        "For the wall, Protocol form to fill in; add it in every language."
    )
    assert told(BARE + TITLE) == []


def test_a_removed_title_is_missed(told):
    assert told(CLUB) == []
    (said,) = told(CLUB + '[remove]\ntexts = ["title"]\n')
    assert "mine.toml: texts.title: these papers need this text" in said


LOCKING = BARE.replace('confirm = "next"', 'confirm = "next"\nlocks = ["late"]') + ASKED
NEVER = [
    # The first step locks what is typed on the next one, and each waits for the other.
    (
        LOCKING,
        [
            ("step.list", "never_done"),
            ("line.lost", "never_typed"),
            ("relation.Z-01", "never_asked"),
        ],
    ),
    # A procedure of boxes for a relation about none.
    (
        BARE
        + ASKED.replace("lost <= voters", "voters == 7").replace(
            '"error"', '"legal"\nprocedure = "annul"'
        ),
        [
            ("step.list", "never_done"),
            ("line.lost", "never_typed"),
            ("relation.Z-01", "never_settled"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "problems"), NEVER)
def test_a_night_that_can_never_be_finished(found, text, problems):
    assert found(text) == problems


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_it_is_told_in_every_language_with_the_remedy(told, lang):
    said = told(LOCKING, lang)
    assert [one.split(" ")[:2] for one in said] == [
        ["mine.toml:", "step.list:"],
        ["mine.toml:", "line.lost:"],
        ["mine.toml:", "relation.Z-01:"],
    ]
    assert all("; " in one for one in said)


def test_a_text_that_is_missing_is_named(found):
    assert {*found(BARE)} == {("texts.title", "paper_lacks")}


def test_a_paper_that_ends_in_a_fault_is_named(found, monkeypatch):
    def torn(*_given, **_words):
        raise ValueError("block of 900 mm does not fit")

    monkeypatch.setattr(main.printers(), "wall", torn)
    assert {code for _, code in found(BARE + TITLE)} == {"paper_fails"}


def test_a_relation_the_program_fails_at_is_named(found, monkeypatch):
    poison_every_form(monkeypatch, "Z-01")
    assert found(LOCKING.replace('locks = ["late"]', "") + TITLE) == [
        ("relation.Z-01", "relation_fails")
    ]


def test_an_election_is_gone_through_as_it_is(told):
    sample = (RESOURCES / "samples" / "aral-2021.toml").read_text(encoding="utf-8")
    assert told(sample) == []


def test_what_no_night_is_made_of_misses_nothing(told):
    assert told('kind = "part"\nid = "x"\n') == []
