"""Words: the same keys and places in every language, whatever file they stand in."""

from pathlib import Path

import pytest

from tally_app.catalog.problems import Problems, worded
from tally_app.catalog.texts import read_texts
from tally_app.domain.values.wording import grouped

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


def test_a_figure_keeps_its_sign_and_its_unit_on_its_line(folder):
    where = folder(ru_a='a = "{n} %, {n} МБ"\nb = "{n} минут, {n} с половиной"')
    texts = read_texts(where, Problems())
    assert texts["ru"]("a", n=5) == "5\u202f%, 5\u202fМБ"
    assert texts["ru"]("b", n=5) == "5 минут, 5 с половиной"


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
        (
            {"ru_a": 'x = { by = "n", one = "{n} лист", other = "{n} листа" }'},
            {("ru/a.toml", "x", "plural_categories")},
        ),
        (
            {"kk_a": 'x = { by = "n", one = "бір парақ", other = "{n} парақ" }'},
            {("kk/a.toml", "x", "plural_by")},
        ),
        ({"kk_a": 'x = { by = "n", one = 1, other = "{n}" }'}, {("kk/a.toml", "x", "wrong_type")}),
        (
            {"kk_a": 'x = "{n} парақ"', "en_a": 'x = { by = "m", one = "{m}", other = "{m}" }'},
            {("en/a.toml", "x", "placeholders_differ")},
        ),
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


RU_SHEETS = """
[made]
by = "n"
one = "{n} лист"
few = "{n} листа"
many = "{n} листов"
other = "{n} листа"
[other]
by = "no plural: this table has texts of its own"
name = "нет"
"""


@pytest.fixture
def sheets(folder):
    by_n = 'by = "n"'
    kk = f'made = {{ {by_n}, one = "{{n}} парақ", other = "{{n}} парақ" }}\nother.by = "б"'
    en = f'made = {{ {by_n}, one = "{{n}} sheet", other = "{{n}} sheets" }}\nother.by = "b"'
    where = folder(kk_a=f'{kk}\nother.name = "ж"', en_a=f'{en}\nother.name = "n"', ru_a=RU_SHEETS)
    problems = Problems()
    texts = read_texts(where, problems)
    assert list(problems) == []
    return texts


#: Whole numbers that CLDR 45 gives as samples of its categories (common/supplemental/plurals.xml).
SAMPLES = {
    ("ru", "лист"): "1 21 31 41 51 61 71 81 101 1001",
    ("ru", "листа"): "2 3 4 22 23 24 32 33 34 42 43 44 52 53 54 62 102 1002",
    (
        "ru",
        "листов",
    ): "0 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 100 111 112 114 1000 1000000",
    ("en", "sheet"): "1",
    ("en", "sheets"): "0 2 3 4 16 100 101 1000 10000 100000 1000000",
    ("kk", "парақ"): "0 1 2 16 100 101 1000 1000000",
}


@pytest.mark.parametrize(("language", "noun"), list(SAMPLES))
def test_a_noun_stands_beside_a_figure_as_its_language_has_it(sheets, language, noun):
    for count in map(int, SAMPLES[language, noun].split()):
        for written in (count, str(count), grouped(count), grouped(-count)):
            assert sheets[language]("made", n=written) == f"{written} {noun}"


def test_what_is_no_whole_number_has_a_noun_too(sheets):
    assert sheets["ru"]("made", n="–") == "– листа"
    assert sheets["en"]("made", n="1.5") == "1.5 sheets"


def test_a_table_that_only_has_a_text_called_by_is_no_plural(sheets):
    assert sheets["ru"]("other.name") == "нет"
