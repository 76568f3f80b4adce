"""The law beside a figure: every quotation was read, and what is no quotation is said as ours."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tally_app.catalog.check import check_file
from tally_app.catalog.forms import load_form, merge_form
from tally_app.catalog.library import FORMS
from tally_app.catalog.problems import Problems
from tally_app.catalog.source import Source

RESOURCES = Path(__file__).parents[2] / "resources"
READ = tomllib.loads((Path(__file__).parents[1] / "data/law_says.toml").read_text("utf-8"))
LANGUAGES = ("kk", "ru")
#: What every kept quotation says, by language.
QUOTATIONS = [
    {language: one[language]["text"] for language in LANGUAGES if language in one}
    for one in READ["quotation"]
]
SILENT = {code for codes in READ["silent"].values() for code in codes}
LISTS = ("line", "relation", "step")
#: Paragraphs that are lists: an item of one says as much as a sentence.
ITEM = re.compile(r"(43\((4|4-1|5)\)\([\d-]+\)|44\(5\))")
SENTENCE = re.compile(r"[«А-ЯЁӘҒҚҢӨҰҮҺІ][^.…]*\.")
WHOLE_ITEM = re.compile(r"[«а-яёәғқңөұүһі].*[^.,:;…]")
#: Forms that are not by the election law, and how articles of theirs begin.
OTHER_LAWS = {"referendum": "R ", "primary": None, "recall": None}


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


def with_words(form):
    """Every line, relation and step of a form beside which the law can be read."""
    return [x for x in (*form.lines, *form.relations, *form.steps) if x.law_says or x.law_means]


def test_every_quotation_is_one_that_was_read_and_of_the_article_beside_it():
    wrong = []
    for place, table in TABLES.items():
        if said := table.get("law_says"):
            article = [
                one["article"]
                for one, kept in zip(READ["quotation"], QUOTATIONS, strict=True)
                if kept == said and speaks_of(table["law"], one["article"])
            ]
            if not article:
                wrong.append((place, said, table["law"]))
    assert wrong == []


def test_the_list_of_quotations_holds_what_is_quoted_and_says_where_it_was_read():
    used = [table["law_says"] for table in TABLES.values() if table.get("law_says")]
    assert [one for one in QUOTATIONS if one not in used] == []
    assert all(QUOTATIONS.count(one) == 1 for one in QUOTATIONS)
    for one in READ["quotation"]:
        languages = {*one} & {*LANGUAGES}
        assert {*one} == {"article", "whole"} | languages
        assert languages
        for language in languages:
            assert {*one[language]} == {"text", "page", "edition"}
            assert all(one[language].values())


def test_a_quotation_is_a_whole_sentence_or_a_whole_item_of_a_list():
    cut = []
    for one, kept in zip(READ["quotation"], QUOTATIONS, strict=True):
        item = one["whole"] == "item"
        assert item or one["whole"] == "sentence"
        shape = WHOLE_ITEM if item else SENTENCE
        cut += [text for text in kept.values() if not shape.fullmatch(text) or "…" in text]
        if item and not ITEM.fullmatch(one["article"]):
            cut.append(one["article"])
    assert cut == []


def test_what_the_law_means_is_told_in_whole_sentences():
    told = [
        (place, text)
        for place, table in TABLES.items()
        for text in table.get("law_means", {}).values()
        if not text[0].isupper() or not text.endswith(".") or "…" in text
    ]
    assert told == []


def test_a_language_has_the_law_s_words_or_ours_and_never_both(library):
    said = 0
    for name in library.ids("form"):
        form = load_form(library.form(name), library)
        for one in with_words(form):
            assert not {*one.law_says} & {*one.law_means}, (name, one)
            assert {*one.law_says} | {*one.law_means} == {*form.languages}, (name, one)
            said += 1
    assert said > 700


def test_a_relation_says_what_the_law_asks_unless_the_law_does_not_ask_it(library):
    silent = set()
    for name in library.ids("form"):
        form = load_form(library.form(name), library)
        if name not in OTHER_LAWS:
            with_article = [x for x in form.relations if x.law]
            found = {x.key for x in with_article if x not in with_words(form)}
            assert found == SILENT & {x.key for x in with_article}, name
            silent |= found
    assert silent == SILENT


def test_no_form_speaks_with_the_words_of_a_law_that_is_not_its_own(library):
    spoken = {}
    for name in library.ids("form"):
        form = load_form(library.form(name), library)
        begins = OTHER_LAWS.get(name, "")
        for one in with_words(form):
            assert begins is not None, (name, one)
            assert one.law.startswith("R ") == (begins == "R "), (name, one)
        spoken[name] = len(with_words(form))
    assert {name for name, count in spoken.items() if not count} == {"primary", "recall"}


def test_another_article_is_never_explained_with_the_words_of_the_base_s(library):
    for name in library.ids("form"):
        merged = merge_form(library.form(name), library, Problems())
        for kind in LISTS:
            for key, item in merged.lists[kind].items():
                files = {item.files[x] for x in ("law_says", "law_means") if x in item.files}
                assert files <= {item.files.get("law")}, (name, kind, key)


def test_a_form_of_another_law_takes_over_nothing_that_the_base_s_law_says(shelf):
    text = (
        'format = 1\nkind = "form"\nid = "club"\nextends = "single-choice"\n'
        'languages = ["ru"]\nname = { ru = "Совет" }\n'
        "[remove]\nlaw_words = true\n"
        '[[relation]]\ncode = "T-02"\nreplaces = true\nlaw = "Устав, 5"\n'
        'law_says = { ru = "Подсчёт длится не больше часа." }\n'
    )
    form = load_form(Source("club.toml", text.encode()), shelf(club=text))
    assert [(x.key, x.law, x.law_says) for x in with_words(form)] == [
        ("T-02", "Устав, 5", {"ru": "Подсчёт длится не больше часа."})
    ]
    inherits = text.replace("law_words = true", "law_words = false")
    other = load_form(Source("club.toml", inherits.encode()), shelf(club=inherits))
    assert len(with_words(other)) > 30
    assert [x.check for x in other.relations] == [x.check for x in form.relations]


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


def printed(form):
    """Every text of a form that its papers print, in the two printed languages."""
    words = [*form.texts.values()]
    for paper in form.papers:
        words += [paper.title, paper.subtitle]
        words += [said for block in paper.blocks for said in (block.title, block.text)]
    return [said[language] for said in words for language in LANGUAGES if language in said]


def test_a_paper_cites_the_law_its_vote_is_by_and_no_other(library):
    """A referendum goes by its own law and by that on elections only as it says so (R 30(2)); a
    vote by the rules of an organiser by no law at all.
    """
    election = re.compile("закон о выборах|сайлау туралы заң", re.IGNORECASE)
    own = re.compile("закон о референдуме, |референдум туралы заң, ")
    cites = {}
    for name in library.ids("form"):
        found = [x for x in printed(load_form(library.form(name), library)) if election.search(x)]
        cites[name] = len(found)
        if name == "referendum":
            assert [text for text in found if not own.search(text)] == []
        assert not [text for text in found if "{" in text and "basis" in text]
    assert {name for name, many in cites.items() if not many} == {"primary"}
