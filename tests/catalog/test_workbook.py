"""Workbooks and text tables from outside: values as people write them, and limits asked first."""

import io
import tracemalloc
import zipfile
from contextlib import suppress

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from tally_app.catalog.incoming import workbook
from tally_app.catalog.incoming.workbook import read_tables, tables_of, text_table
from tally_app.catalog.problems import CatalogueError, worded
from tests.effort import EFFORT


def written(sheets):
    """The bytes of a workbook: its sheets by name, each a list of rows."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    sheet.write(at, column, value)
    return data.getvalue()


def packed(parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return data.getvalue()


def parts_of(book):
    with zipfile.ZipFile(io.BytesIO(book)) as file:
        return {name: file.read(name) for name in file.namelist()}


def refusal(data, wordings, name="book.xlsx"):
    with pytest.raises(CatalogueError) as failure:
        tables_of(name, data)
    (problem,) = failure.value.problems
    for words in wordings.values():
        assert name in worded(problem, words)
    return problem.code


def test_cells_are_what_a_person_would_write(tmp_path):
    rows = [["№", "сайлаушылар"], [448, 2494.0], ["0448", " 1 084 "], [None, 0.5]]
    path = tmp_path / "called.anything"
    path.write_bytes(written({"Участки": rows, "б": []}))
    sheet, empty = read_tables(path)
    assert sheet.name == "Участки"
    assert sheet.rows == (
        ("№", "сайлаушылар"), ("448", "2494"), ("0448", "1 084"), ("", "0.5"),
    )  # fmt: skip
    assert empty.rows == ()


def test_rows_and_columns_count_from_the_first_of_the_sheet():
    (sheet,) = tables_of("x", written({"a": [[], [], [None, "here"]]}))
    assert sheet.rows[2][1] == "here"


def test_a_formula_gives_its_last_value_and_is_never_worked_out():
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        book.add_worksheet("a").write_formula(0, 0, "=1+1", value=7)
    (sheet,) = tables_of("x", data.getvalue())
    assert sheet.rows == (("7",),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_text_is_read_however_it_was_saved(encoding, separator):
    text = f"участок{separator}адрес\r\n448{separator}школа\r\n"
    (table,) = tables_of("x.csv", text.encode(encoding))
    assert table.rows == (("участок", "адрес"), ("448", "школа"))


def test_what_unpacks_to_too_much_is_refused_before_it_is_unpacked(wordings):
    bomb = packed({"xl/worksheets/sheet1.xml": b" " * (workbook.UNPACKED + 1)})
    assert len(bomb) < workbook.PACKED
    tracemalloc.start()
    assert refusal(bomb, wordings) == "workbook_large"
    assert tracemalloc.get_traced_memory()[1] < workbook.UNPACKED / 4
    tracemalloc.stop()


def test_a_workbook_that_lies_about_its_sizes_is_not_believed(wordings):
    honest = written({"a": [["x"]]})
    with zipfile.ZipFile(io.BytesIO(honest)) as file:
        size = file.getinfo("xl/worksheets/sheet1.xml").file_size
    assert refusal(honest.replace(size.to_bytes(4, "little"), b"\1\0\0\0"), wordings) == (
        "workbook_broken"
    )


def test_two_cells_at_the_ends_of_a_sheet_make_no_table_between_them(wordings):
    parts = parts_of(written({"a": [["x"], ["y"]]}))
    far = parts["xl/worksheets/sheet1.xml"].replace(b'"A2"', b'"XFD1048576"')
    parts["xl/worksheets/sheet1.xml"] = far
    assert refusal(packed(parts), wordings) == "workbook_wide"


def test_what_is_no_workbook_is_told(wordings):
    assert refusal(b"\xd0\xcf\x11\xe0" + bytes(600), wordings) == "workbook_locked"
    assert refusal(b"\x89PNG\r\n\x1a\n\0\0\0", wordings) == "no_table"
    assert refusal(b"PK\x03\x04" + bytes(50), wordings) == "workbook_broken"
    assert refusal(packed({"mimetype": "text"}), wordings) == "workbook_broken"


BOOK = written({"a": [["№", "ru"], [1, "Ахметов"], [2, "Әлиева"]], "b": [["x"]]})
PARTS = parts_of(BOOK)


@settings(max_examples=300 * EFFORT, deadline=None)
@given(st.integers(0, len(BOOK) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_is_read_or_refused_in_words(at, noise):
    with suppress(CatalogueError):
        tables_of("x.xlsx", BOOK[:at] + noise + BOOK[at + len(noise) :])


@settings(max_examples=300 * EFFORT, deadline=None)
@given(st.sampled_from(sorted(PARTS)), st.integers(0, 3000), st.binary(max_size=30))
def test_a_workbook_with_strange_parts_is_read_or_refused_in_words(name, at, noise):
    """The zip is whole and what is in it is not: the reader of values meets it."""
    part = PARTS[name]
    with suppress(CatalogueError):
        tables_of("x.xlsx", packed({**PARTS, name: part[:at] + noise + part[at + len(noise) :]}))


@settings(max_examples=200 * EFFORT, deadline=None)
@given(st.text(max_size=400))
def test_any_pasted_text_is_a_table(text):
    assert all(isinstance(cell, str) for row in text_table(text).rows for cell in row)


@settings(max_examples=200 * EFFORT, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_refused_in_words(data):
    with suppress(CatalogueError):
        tables_of("x", data)
