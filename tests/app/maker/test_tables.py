"""Tables a commission has become an election: seed elections from a workbook, faults in cells."""

import csv
import io
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from tally_app.app.maker.heads import heads
from tally_app.app.maker.making import (
    forms_of,
    made_of_tables,
    new_election,
    text_of,
    with_act,
)
from tally_app.app.maker.template import template
from tally_app.app.maker.words import told
from tally_app.catalog.drafts.reading import read_draft
from tally_app.catalog.elections import load_election
from tally_app.catalog.incoming.workbook import text_table
from tally_app.catalog.library import Library
from tally_app.catalog.source import Source
from tally_app.domain.maker.draft import DECIDERS, DraftRemoved, PrintAct
from tally_app.domain.maker.tables import pasted_options
from tests.effort import EFFORT

LIBRARY = Library.of_resources(Path(__file__).parents[3] / "resources", every_kind=True)
SEEDS = (
    *("aral-2021", "shieli-2021", "ulken-2021", "bershugir-2021"),
    *("akim-district-2023", "majilis-lists-2016-sample"),
)


def seeds(election):
    """A shipped election, and one nothing is known of but its kinds and its day."""
    draft = read_draft(LIBRARY.election(election))
    given = new_election([x.form for x in draft.contests], draft.day, LIBRARY)
    return draft, replace(given, training=True, days=draft.days)


def forms(draft):
    return forms_of([x.form for x in draft.contests], LIBRARY)


@pytest.mark.parametrize("election", SEEDS)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_seed_election_made_from_a_workbook_is_the_shipped_sample(
    election, language, wordings, tmp_path
):
    draft, given = seeds(election)
    book = tmp_path / "book.xlsx"
    book.write_bytes(template(draft, forms(draft), wordings[language]))
    made = made_of_tables(given, [book, book], LIBRARY, wordings)
    assert [told(fault, made.places, wordings["ru"]) for fault in made.faults] == []
    made_of = load_election(
        Source("made", text_of(made.draft, Library(*LIBRARY.folders)).encode()), LIBRARY
    )
    assert made_of == load_election(LIBRARY.election(election), LIBRARY)


@pytest.mark.parametrize("election", sorted(set(LIBRARY.ids("election")) - set(SEEDS)))
def test_every_shipped_election_goes_through_a_workbook(election, wordings, tmp_path):
    draft, given = seeds(election)
    book = tmp_path / "book.xlsx"
    book.write_bytes(template(draft, forms(draft), wordings["kk"]))
    made = made_of_tables(given, [book], LIBRARY, wordings)
    assert made.count("error") == 0
    of = zip(made.draft.contests, draft.contests, strict=True)
    contests = tuple(replace(x, id=y.id, order=y.order, kind=y.kind) for x, y in of)
    assert replace(made.draft, contests=contests) == draft


def as_csv(rows, separator=";"):
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()


OPTIONS = [["По-казахски", "По-русски"], ["Әлиева Гүлнар", "Алиева Гульнар"], ["Құрман Ерлан", ""]]
PRECINCTS = [
    [
        *("№ участка", "Номер участка", "Область по-казахски", "Область по-русски"),
        *("Район, по-казахски", "Район, по-русски", "Адрес, по-казахски", "Адрес (по-русски)"),
        *("Избирателей", "Члены комиссии"),
    ],
    [
        *("", "441", "Облыс", "Область", "Аудан", "Район", "Ауыл", "Село", "1 O84"),
        "Ахметов Болат, председатель; Әлиева Гүлнар, секретарь; Сейтов Марат",
    ],
    ["", "441", "Облыс", "Область", "Аудан", "Район", "Ауыл", "Село", "412", ""],
]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_an_option_removed_after_printing_goes_through_a_workbook(language, wordings, tmp_path):
    draft, given = seeds("aral-2021")
    words = {"kk": "№ 5 қаулы", "ru": "постановление № 5", "en": "resolution No. 5"}
    gone = DraftRemoved("2021-07-29", words, {**words}, "invalid")
    (contest,) = draft.contests
    first, second, *rest = contest.options
    options = (first, replace(second, removed=gone), *rest)
    draft = replace(draft, contests=(replace(contest, options=options),))
    book = tmp_path / "book.xlsx"
    book.write_bytes(template(draft, forms(draft), wordings[language]))
    made = made_of_tables(given, [book], LIBRARY, wordings)
    assert made.faults == ()
    assert made.draft.contests[0].options == options


DAYS = st.dates(date(2021, 1, 1), date(2029, 12, 31)).map(date.isoformat)
ACTS = st.builds(
    PrintAct,
    st.sampled_from(DECIDERS),
    st.from_regex("[1-9][0-9]{0,2}(/[1-9])?", fullmatch=True),
    DAYS,
)
LIMITS = st.fixed_dictionaries(
    {}, optional={
        "closes": st.integers(0, 1439), "applications_until": st.integers(0, 1439),
        "count_limit": st.integers(0, 999_999), "list_limit": st.integers(0, 999_999),
    },
)  # fmt: skip


@settings(max_examples=4 * EFFORT, deadline=None)
@given(st.none() | ACTS, LIMITS, st.none() | ACTS, st.sampled_from(["kk", "ru", "en"]))
def test_what_was_decided_goes_through_a_workbook(
    wordings, tmp_path_factory, printed, constants, decided, language
):
    draft, given_ = seeds("aral-2021")
    decided = decided if constants else None
    draft = replace(draft, printed=None, constants=constants, decided=decided)
    draft = with_act(draft, printed, wordings) if printed else draft
    book = tmp_path_factory.mktemp("decided") / "book.xlsx"
    book.write_bytes(template(draft, forms(draft), wordings[language]))
    made = made_of_tables(given_, [book], LIBRARY, wordings).draft
    assert (made.printed, made.constants, made.decided) == (
        printed and draft.printed,
        constants,
        decided,
    )


DECISIONS = [
    ["Что решено", "Значение", "Чьё решение", "Номер решения", "День решения"],
    ["Протокол печатает компьютер", "", "Аким района", "", "25.02.2027"],
    ["Голосование заканчивается", "21:00", "ТИК", "7", "26.02.2027"],
    ["Подсчёт не дольше, минут (ст. 43, п. 1)", "8 ч", "ТИК", "7", "26.02.2027"],
    ["Избирателей на участке не больше", "2500", "", "", ""],
    ["Голосование заканчивается", "22:00", "ТИК", "7", "26.02.2027"],
    ["Порог для партий", "7", "ТИК", "7", "26.02.2027"],
    ["Заявления о голосовании вне помещения до", "", "", "", ""],
]


def test_faults_of_decisions_are_told_in_their_cells(wordings, tmp_path):
    """A row without a value of its own leaves it to the law; nothing said twice is chosen from."""
    draft, given = seeds("aral-2021")
    book, sheet = tmp_path / "book.xlsx", tmp_path / "decisions.xlsx"
    bare = replace(draft, printed=None, constants={})
    book.write_bytes(template(bare, forms(draft), wordings["ru"]))
    with xlsxwriter.Workbook(sheet) as file:
        page = file.add_worksheet("Р")
        for at, row in enumerate(DECISIONS):
            page.write_row(at, 0, row)
    made = made_of_tables(given, [book, sheet], LIBRARY, wordings)
    lines = [told(fault, made.places, wordings["ru"]) for fault in made.faults]
    assert {line.split("лист «Р», ")[1].split(":")[0].split(",")[0] for line in lines} == {
        "ячейка C2", "ячейка D2", "ячейка B4", "ячейка C5", "ячейка B6", "ячейка A7", "ячейка B5",
    }  # fmt: skip
    assert any("Чьё решение: Ошибка: «Аким района» здесь не решает" in line for line in lines)
    assert any("не то, что в строке 3" in line for line in lines)
    assert made.draft.constants == {"closes": 21 * 60, "list_limit": 2500}
    assert made.draft.decided == PrintAct("territorial", "7", "2027-02-26")


def test_faults_are_told_by_file_row_and_column_all_at_once(wordings, tmp_path):
    options, precincts = tmp_path / "options.csv", tmp_path / "precincts.csv"
    options.write_text(as_csv(OPTIONS), encoding="utf-8")
    precincts.write_text(as_csv(PRECINCTS), encoding="cp1251", errors="replace")
    given = new_election(["akim-rural"], "2027-03-21", LIBRARY)
    made = made_of_tables(given, [options, precincts], LIBRARY, wordings)
    rows = [told(fault, made.places, wordings["ru"]) for fault in made.faults]
    start = [row for row in rows if "Ошибка" in row]
    assert "options.csv, строка 3, столбец 2, Кандидат или партия, по-русски: Ошибка" in start[0]
    assert [row.partition(", ")[0] for row in start[1:]] == ["precincts.csv"] * 3
    assert sum("стоит дважды" in row for row in rows) == 2
    assert any("«1 O84»" in row and "столбец 9" in row for row in rows)
    members = made.draft.precincts[0].members
    assert [x.office for x in members] == ["chair", "secretary", "member"]


def test_a_workbook_names_its_sheet_and_cell(wordings, tmp_path):
    draft, given = seeds("aral-2021")
    lost = replace(draft.contests[0].options[2], name={"kk": "Нұрхожаев Қайыржан"})
    options = (*draft.contests[0].options[:2], lost, draft.contests[0].options[3])
    contest = replace(draft.contests[0], options=options)
    book = tmp_path / "book.xlsx"
    book.write_bytes(template(replace(draft, contests=(contest,)), forms(draft), wordings["ru"]))
    made = made_of_tables(given, [book], LIBRARY, wordings)
    lines = [told(fault, made.places, wordings["ru"]) for fault in made.faults]
    assert lines == [
        f"book.xlsx, лист «Кандидаты», ячейка {cell}, Кандидат или партия, {language}: "
        "Ошибка: Не заполнено."
        for cell, language in (("C4", "по-русски"), ("D4", "по-английски"))
    ]


def test_a_formula_link_or_macro_is_never_followed(wordings, tmp_path):
    """A formula's last value is taken; the heads decide what a column is, nothing else is read."""
    book = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(book) as file:
        sheet = file.add_worksheet("a")
        sheet.write_row(0, 0, ["қазақша", "по-русски"])
        sheet.write_formula(1, 0, '=HYPERLINK("file:///etc/passwd")', value="Әлиева")
        sheet.write_url(1, 1, "external:other.xlsx", string="Алиева")
    given = new_election(["akim-rural"], "2027-03-21", LIBRARY)
    made = made_of_tables(given, [book], LIBRARY, wordings)
    assert [dict(x.name) for x in made.draft.contests[0].options] == [
        {"kk": "Әлиева", "ru": "Алиева"}
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1\tӘлиева Гүлнар\tАлиева Гульнар\n2\tҚұрман Ерлан\tКурман Ерлан",
        "Әлиева Гүлнар\tАлиева Гульнар\r\nҚұрман Ерлан\tКурман Ерлан\r\n",
        "по-русски\tқазақша\nАлиева Гульнар\tӘлиева Гүлнар\nКурман Ерлан\tҚұрман Ерлан",
        "Әлиева Гүлнар;Алиева Гульнар\n\nҚұрман Ерлан;Курман Ерлан",
    ],
)
def test_options_are_pasted_side_by_side(text, wordings):
    options = pasted_options(text_table(text).rows, heads(wordings, {}), ("kk", "ru"))
    assert [dict(option.name) for option in options] == [
        {"kk": "Әлиева Гүлнар", "ru": "Алиева Гульнар"},
        {"kk": "Құрман Ерлан", "ru": "Курман Ерлан"},
    ]


def test_what_is_pasted_without_heads_stands_in_the_columns_of_the_page(wordings):
    rows = text_table("А\tБ\tВ\tГ\nД\tЕ\tЖ\tЗ").rows
    first = pasted_options(rows, heads(wordings, {}), ("kk", "ru"))[0]
    assert dict(first.name) == {"kk": "А", "ru": "Б"}
    assert dict(first.by) == {"kk": "В", "ru": "Г"}


@settings(max_examples=200 * EFFORT, deadline=None)
@given(st.text("қa1;,\t\n\"'. \u200b", max_size=60))
def test_any_paste_is_read_as_options(wordings, text):
    options = pasted_options(text_table(text).rows, heads(wordings, {}), ("kk", "ru"))
    assert all(set(option.name) <= {"kk", "ru", "en"} for option in options)


def test_an_act_is_named_in_every_language_with_its_day(wordings):
    given = new_election(["akim-rural"], "2027-03-21", LIBRARY)
    act = PrintAct("central", "9/512", "2027-02-25")
    printed = with_act(given, act, wordings).printed
    assert printed.words == {
        "kk": "Орталық сайлау комиссиясының қаулысы, 2027 жылғы 25 ақпан, № 9/512",
        "ru": "постановление Центральной избирательной комиссии от 25 февраля 2027 года № 9/512",
    }


def members(precinct, number):
    """Those of a precinct, each called otherwise at every number."""
    signs = "".join(chr(ord("а") + int(digit)) for digit in f"{number:03}")
    return tuple(replace(member, name=f"{member.name} {signs}") for member in precinct.members)


def test_448_precincts_with_five_ballots_are_made_in_seconds(wordings, tmp_path):
    draft, given = seeds("five-2023")
    first = draft.precincts[0]
    many = tuple(
        replace(first, number=str(n), voters="1984", members=members(first, n))
        for n in range(1, 449)
    )
    book = tmp_path / "book.xlsx"
    whole = replace(draft, precincts=many)
    book.write_bytes(template(whole, forms(draft), wordings["ru"]))
    began = time.process_time()  # a busy machine is no fault of the maker
    made = made_of_tables(given, [book, book], LIBRARY, wordings)
    text = text_of(made.draft, LIBRARY)
    took = time.process_time() - began
    assert len(read_draft(Source("made", text.encode())).precincts) == 448
    assert took < 5, f"{took:.1f} s"
