"""Tables a commission has become an election: seed elections from a workbook, faults in cells."""

import csv
import io
import time
from dataclasses import replace
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
from tally_app.domain.maker.draft import DraftRemoved, PrintAct
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
    """Its decision and constants are no matter of a table: they are said beside it."""
    draft, given = seeds(election)
    book = tmp_path / "book.xlsx"
    book.write_bytes(template(draft, forms(draft), wordings[language]))
    made = made_of_tables(given, [book, book], LIBRARY, wordings)
    assert [told(fault, made.places, wordings["ru"]) for fault in made.faults] == []
    said = replace(made.draft, constants=draft.constants, printed=draft.printed)
    made_of = load_election(
        Source("made", text_of(said, Library(*LIBRARY.folders)).encode()), LIBRARY
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
    said = {"constants": draft.constants, "printed": draft.printed, "contests": contests}
    assert replace(made.draft, **said) == draft


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
