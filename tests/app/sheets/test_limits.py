"""How much a sheet may hold, told before it is read."""

import pytest

from tally_app import main, paths
from tally_app.app.sheets.reading import TableError, open_sheet
from tally_app.catalog.problems import Problems
from tally_app.catalog.texts import read_texts

WORDS = read_texts(paths.resources() / "texts", Problems())
BYTES, COLUMNS = 64_000_000, 4_096


def known(names):
    return sum(name in ("precinct", "voters") for name in names)


def sheet_of(path, size):
    """A sheet with nothing behind its rows, which takes no room on the disk."""
    path.write_bytes(b"precinct,voters\n1,2\n")
    with path.open("r+b") as file:
        file.truncate(size)
    return path


def refused(path):
    with pytest.raises(TableError) as error, open_sheet(str(path), known) as sheet:
        list(sheet.rows())
    return error.value


def test_a_byte_more_than_64_mb_is_no_sheet(tmp_path):
    error = refused(sheet_of(tmp_path / "big.csv", BYTES + 1))
    assert (error.code, error.arguments["most"]) == ("sheet_too_large", 64)
    for wording in WORDS.values():
        said = wording("check.problem.sheet_too_large", **error.arguments)
        assert "64" in said
        assert "big.csv" in said


def test_64_mb_are_read(tmp_path):
    """What stands in it is another question: noughts are no text."""
    assert refused(sheet_of(tmp_path / "whole.csv", BYTES)).code != "sheet_too_large"


@pytest.mark.parametrize("more", [0, 1])
def test_4096_columns_are_read_and_one_more_is_not(tmp_path, more):
    others = [f"x{number}" for number in range(COLUMNS - 2 + more)]
    path = tmp_path / "wide.csv"
    row = ["1", "2", *("" for _ in others)]
    path.write_text(",".join(["precinct", "voters", *others]) + "\n" + ",".join(row) + "\n")
    if more:
        error = refused(path)
        assert (error.code, error.arguments["columns"]) == ("too_wide", COLUMNS + 1)
    else:
        with open_sheet(str(path), known) as sheet:
            assert len(list(sheet.rows())) == 1


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_command_says_it_in_one_sentence(tmp_path, capsys, language):
    path = sheet_of(tmp_path / "big.csv", BYTES + 1)
    assert main.command_line(["check", "akim-rural", str(path), "--lang", language]) == 2
    said = capsys.readouterr().err
    assert "64" in said
    assert "Traceback" not in said
    assert len(said.strip().splitlines()) == 1
