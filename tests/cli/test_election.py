"""The election commands as a person runs them, from an empty workbook to a night's file."""

import csv

import pytest

from tests.cli.test_commands import run

HEADS = [
    "Precinct number", "Region in Kazakh", "Region in Russian", "District in Kazakh",
    "District in Russian", "Address in Kazakh", "Address in Russian", "Voters", "Members",
]  # fmt: skip
COMMISSION = "; ".join(
    ["Ахметов Болат, chair", "Әлиева Гүлнар, secretary"]
    + [f"Мүше {name}" for name in ("Бірінші", "Екінші", "Үшінші")]
)
SCHOOL = ["Облыс", "Область", "Аудан", "Район", "Ауыл, мектеп", "Село, школа", "412", COMMISSION]
NEW = [
    *("election", "new", "--kind", "akim-rural", "--day", "2027-03-21", "--lang", "en"),
    *("--options", "options.csv", "--precincts", "precincts.csv", "--out", "e.toml"),
]


@pytest.fixture
def tables(tmp_path):
    def put(options, precincts):
        for name, rows in (("options", options), ("precincts", precincts)):
            with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(rows)
        return tmp_path

    return put


OPTIONS = [["Kazakh", "Russian"], ["Әлиева Гүлнар", "Алиева Гульнар"], ["Құрман Ер", "Курман Ер"]]


def test_an_election_is_made_of_tables_checked_and_shown(tables):
    folder = tables(OPTIONS, [HEADS, ["441", *SCHOOL]])
    act = ("--act", "central", "--act-number", "9/512", "--act-day", "2027-02-25")
    made = run(*NEW, *act, cwd=folder)
    assert made.returncode == 0, made.stdout + made.stderr
    assert made.stdout == "Written: e.toml. Ballots 1, precincts 1.\n"
    checked = run("election", "check", "e.toml", "--lang", "en", cwd=folder)
    assert (checked.returncode, checked.stdout) == (0, "e.toml: no problem found.\n")
    shown = run("election", "show", "e.toml", "--lang", "ru", cwd=folder).stdout
    assert "  2. Курман Ер\n" in shown
    assert "постановление Центральной избирательной комиссии от 25 февраля 2027 года" in shown
    assert "Участок № 441, Село, школа. Избирателей: 412. Членов комиссии: 5." in shown
    again = run(*NEW, cwd=folder)
    assert again.returncode == 2
    assert "was not replaced" in again.stderr
    (folder / "empty.toml").touch()
    empty = run("election", "show", "empty.toml", "--lang", "en", cwd=folder)
    assert (empty.returncode, empty.stdout) == (2, "")
    assert "empty.toml" in empty.stderr


def test_every_fault_is_told_and_nothing_is_written(tables):
    lost = [*OPTIONS[:1], ["Құрман Ер", "Курман Ер"], ["Әлиева Гүлнар", ""]]
    folder = tables(lost, [HEADS, ["441", *SCHOOL], ["441", *SCHOOL[:-2], "1 O84", ""]])
    done = run(*NEW, cwd=folder)
    assert done.returncode == 1
    assert not (folder / "e.toml").exists()
    rows = done.stdout.splitlines()
    assert rows[0].startswith("options.csv, row 3, column 2, Candidate or party, in Russian: Error")
    assert "alphabet of the state language" in rows[1]
    assert any("precincts.csv, row 3, column 8" in row and "“1 O84”" in row for row in rows)
    assert rows[-1] == "Errors 5, warnings 0."


def test_a_warning_is_said_and_does_not_keep_the_file_back(tables):
    few = "Ахметов Болат, chair"
    folder = tables(OPTIONS, [HEADS, ["441", *SCHOOL[:-1], few]])
    made = run(*NEW, cwd=folder)
    assert made.returncode == 0
    assert "Warning: The number of members is not what the law sets" in made.stdout
    checked = run("election", "check", "e.toml", "--lang", "en", cwd=folder)
    assert checked.returncode == 0
    assert "Warning: The number of members" in checked.stdout


def test_a_number_that_changed_since_the_last_file_is_told(tables):
    folder = tables(OPTIONS, [HEADS, ["441", *SCHOOL]])
    assert run(*NEW, cwd=folder).returncode == 0
    text = (folder / "e.toml").read_text(encoding="utf-8")
    (folder / "new").mkdir()
    (folder / "new" / "e.toml").write_text(text.replace("voters = 412", "voters = 421"), "utf-8")
    check = ("election", "check", "new/e.toml", "--lang", "en")
    done = run(*check, "--before", "e.toml", cwd=folder)
    assert done.returncode == 0
    assert "The file before had 412, now it is 421." in done.stdout
    assert "412" not in run(*check, cwd=folder).stdout
    strange = run(*check, "--before", "options.csv", cwd=folder)
    assert strange.returncode == 2
    assert "options.csv" in strange.stderr


def test_the_empty_workbook_is_written_once(tmp_path):
    ask = ("election", "template", "--kind", "akim-rural", "--out", "b.xlsx", "--lang", "kk")
    assert run(*ask, cwd=tmp_path).returncode == 0
    assert run(*ask, cwd=tmp_path).returncode == 2
    strange = run("election", "template", "--kind", "mayor", "--out", "c.xlsx", cwd=tmp_path)
    assert strange.returncode == 2
    assert "mayor" in strange.stderr
