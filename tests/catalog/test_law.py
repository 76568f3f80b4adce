"""The law beside a figure: every quotation was read, and what is no quotation is said as ours."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tally_app.catalog.check import check_file
from tally_app.catalog.forms import load_form
from tally_app.catalog.library import FORMS
from tally_app.catalog.source import Source

RESOURCES = Path(__file__).parents[2] / "resources"
READ = tomllib.loads((Path(__file__).parents[1] / "data/law_says.toml").read_text("utf-8"))
QUOTATIONS = {(one["language"], one["text"]): one for one in READ["quotation"]}
LISTS = ("line", "relation", "step")


def tables():
    """Every line, relation and step of every shipped file, as it stands there."""
    for folder in FORMS:
        for path in sorted((RESOURCES / folder).glob("*.toml")):
            raw = tomllib.loads(path.read_text("utf-8"))
            for name in LISTS:
                for table in raw.get(name, []):
                    key = table.get("code", table.get("id")) + table.get("part", "")
                    yield f"{path.name} {name} {key}", table


TABLES = dict(tables())


def speaks_of(law: str, article: str) -> bool:
    """Whether an article is one of those that a table names, or a paragraph of one."""
    return any(article.startswith(one) or one.startswith(article) for one in law.split(", "))


def test_every_quotation_is_one_that_was_read_and_of_the_article_beside_it():
    wrong = []
    for place, table in TABLES.items():
        for language, text in table.get("law_says", {}).items():
            read = QUOTATIONS.get((language, text))
            if read is None or not speaks_of(table["law"], read["article"]):
                wrong.append((place, language, text, table["law"]))
    assert wrong == []


def test_the_list_of_quotations_holds_what_is_quoted_and_says_where_it_was_read():
    used = {
        (language, text)
        for table in TABLES.values()
        for language, text in table.get("law_says", {}).items()
    }
    assert {*QUOTATIONS} == used
    assert len(READ["quotation"]) == len(QUOTATIONS)
    for one in READ["quotation"]:
        assert {"article", "language", "text", "page", "edition"} == {*one}
        assert all(one.values())


def test_a_language_has_the_law_s_words_or_ours_and_never_both(library):
    said = 0
    for name in library.ids("form"):
        form = load_form(library.form(name), library)
        for one in (*form.lines, *form.relations, *form.steps):
            assert not {*one.law_says} & {*one.law_means}, (name, one)
            if one.law_says or one.law_means:
                assert {*one.law_says} | {*one.law_means} == {*form.languages}, (name, one)
                said += 1
    assert said > 1000


def test_every_relation_says_what_the_law_asks(library):
    for name in library.ids("form"):
        form = load_form(library.form(name), library)
        silent = [x.key for x in form.relations if x.law and not (x.law_says or x.law_means)]
        assert silent == [], name


def test_another_article_is_never_explained_with_the_words_of_the_base_s():
    other = [
        place
        for place, table in TABLES.items()
        if table.get("replaces") and "law" in table and not {"law_says", "law_means"} <= {*table}
    ]
    assert other == []


@pytest.mark.parametrize(
    ("words", "key", "code"),
    [
        ('{ ru = "' + "з" * 161 + '" }', "relation.D-01.law_says.ru", "too_long"),
        ('{ fr = "La loi" }', "relation.D-01.law_says.fr", "language_extra"),
        ('{ kk = "Сан дұрыc" }', "relation.D-01.law_says.kk", "mixed_letters"),
        ('"Закон"', "relation.D-01.law_says", "wrong_type"),
        ("{ ru = 1 }", "relation.D-01.law_says", "wrong_type"),
    ],
)
def test_what_the_law_says_is_checked_as_it_is_read(shelf, words, key, code):
    text = (
        'format = 1\nkind = "form"\nid = "club"\nextends = "single-choice"\n'
        'languages = ["kk", "ru"]\nname = { kk = "Кеңес", ru = "Совет" }\n'
        f'[[relation]]\ncode = "D-01"\nreplaces = true\nlaw_says = {words}\n'
    )
    (problem,) = check_file(Source("club.toml", text.encode()), shelf(club=text))
    assert (problem.key, problem.code) == (key, code)
    fine = text.replace(words, '{ ru = "' + "з" * 160 + '" }')
    assert check_file(Source("club.toml", fine.encode()), shelf(club=fine)) == ()
