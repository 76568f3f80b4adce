"""Words: the same keys and places in every language, whatever file they stand in."""

from pathlib import Path

import pytest

from tally_app.catalog.problems import Problems, worded
from tally_app.catalog.texts import read_texts

TEXTS = Path(__file__).parents[2] / "resources" / "texts"


@pytest.fixture
def folder(tmp_path):
    def put(**files):
        for name, text in files.items():
            language, _, stem = name.partition("_")
            (tmp_path / language).mkdir(exist_ok=True)
            (tmp_path / language / f"{stem}.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return put


def problems_of(folder):
    problems = Problems()
    read_texts(folder, problems)
    return [(p.file, p.key, p.code) for p in problems]


def test_the_shipped_words_are_complete():
    problems = Problems()
    wordings = read_texts(TEXTS, problems)
    assert [str(problem) for problem in problems] == []
    assert {"kk", "ru", "en"} <= set(wordings)


def test_tables_become_dotted_keys_and_places_are_filled(folder):
    where = folder(kk_a='[a.b]\nc = "{n} жол"', ru_a='[a.b]\nc = "{n} строк"')
    texts = read_texts(where, Problems())
    assert texts["kk"]("a.b.c", n=3) == "3 жол"
    assert texts["ru"].language == "ru"
    assert texts["ru"].has("a.b.c")


def test_a_file_beside_the_languages_is_no_language(folder):
    where = folder(kk_a='x = "Иә"')
    (where / "preflight.toml").write_text("[zz]\nx = 'y'", encoding="utf-8")
    assert set(read_texts(where, Problems())) == {"kk"}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"kk_a": 'x = "Иә"', "ru_a": 'y = "Да"'},
            {("ru/a.toml", "x", "language_missing"), ("kk/a.toml", "y", "language_missing")},
        ),
        ({"kk_a": 'x = "Иә"', "ru_a": 'x = " "'}, {("ru/a.toml", "x", "language_missing")}),
        ({"kk_a": 'x = "{n}"', "ru_a": 'x = "{m}"'}, {("kk/a.toml", "x", "placeholders_differ")}),
        ({"kk_a": 'x = "{n"'}, {("kk/a.toml", "x", "bad_placeholder")}),
        ({"kk_a": "x = 1"}, {("kk/a.toml", "x", "wrong_type")}),
        ({"kk_a": 'x = "Иә"', "kk_b": 'x = "Иә"'}, {("kk/b.toml", "x", "text_twice")}),
        ({"kk_a": 'x = "берiлген"'}, {("kk/a.toml", "x", "mixed_letters")}),
        ({"kk_a": 'x = "Иә'}, {("kk/a.toml", "", "syntax")}),
        ({}, {("", "", "no_language")}),
    ],
)
def test_what_is_wrong_with_words(folder, wordings, files, expected):
    where = folder(**files)
    found = set(problems_of(where))
    assert found == {(file or where.name, key, code) for file, key, code in expected}
    problems = Problems()
    read_texts(where, problems)
    assert len(problems) == len(expected)
    for problem in problems:
        assert all(worded(problem, wording) for wording in wordings.values())
