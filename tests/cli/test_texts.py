"""Sheets for a native reader, and what comes back: nobody stands there who did not read."""

import csv
import io
import re
import shutil
from pathlib import Path

import pypdfium2
import pytest

from tally_app import main, paths
from tally_app.app.readings.sheets import counted, unread_sheets
from tally_app.catalog.readings import every_text, read_readings, sheets
from tally_app.domain.values.readings import BETTER, GOOD, WRONG, Reading, read

RESOURCES = paths.resources()


def run(capsys, *arguments):
    code = main.command_line([*map(str, arguments), "--lang", "en"])
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sheets")
    assert main.command_line(["texts", "sheet", "--out", str(folder), "--lang", "ru"]) == 0
    return folder


def rows_of(path):
    text = path.read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def filled(path, out, **said):
    """The sheet with marks in it, by key: verdict and what is written."""
    rows = rows_of(path)
    for row in rows:
        if row["key"] in said:
            row.update(said[row["key"]])
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, rows[0].keys(), delimiter=";")
        table.writeheader()
        table.writerows(rows)
    return out


def test_four_sheets_hold_every_unread_text_once(made):
    names = sorted(path.name for path in made.iterdir())
    assert names == [f"{letter}.{kind}" for letter in "ABCD" for kind in ("csv", "pdf")]
    keys = [row["key"] for letter in "ABCD" for row in rows_of(made / f"{letter}.csv")]
    assert len(keys) == len(set(keys))
    assert set(keys) == set(every_text(RESOURCES, "kk")), "nobody has read any of them"


def test_the_first_sheet_is_read_in_twenty_minutes_with_russian_beside(made):
    rows = rows_of(made / "A.csv")
    assert 55 <= len(rows) <= 65
    for row in rows:
        assert all(row[name] for name in ("number", "place", "key", "ru", "kk")), row
        assert not any(row[verdict] for verdict in (GOOD, WRONG, BETTER))


def test_every_name_on_a_sheet_is_of_a_text():
    from fnmatch import fnmatchcase

    keys = every_text(RESOURCES, "kk")
    for letter, names in sheets(RESOURCES).items():
        for name in names:
            assert any(fnmatchcase(key, name) for key in keys), (letter, name)


def test_the_printed_sheet_says_the_same(made):
    document = pypdfium2.PdfDocument(made / "A.pdf")
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    said = re.sub(r"\s+", "", text)
    for row in rows_of(made / "A.csv"):
        assert re.sub(r"\s+", "", row["key"]) in said
        assert re.sub(r"\s+", "", row["kk"]) in said, row["kk"]


def test_a_sheet_that_comes_back_is_kept_with_name_and_day(made, tmp_path, capsys):
    kept = tmp_path / "kk.toml"
    first, second, third = (row["key"] for row in rows_of(made / "A.csv")[:3])
    said = {first: {GOOD: "+"}, second: {BETTER: "жақсырақ"}, third: {WRONG: "x"}}
    back = filled(made / "A.csv", tmp_path / "back.csv", **said)
    code, out, _ = run(
        capsys, "texts", "take", back, "--by", "A Reader", "--day", "2026-12-02", "--into", kept
    )
    assert code == 0
    assert "Readings taken: 3" in out
    assert f"{second}: " in out
    found = read_readings(kept)
    assert {one.key: (one.verdict, one.by, one.day) for one in found} == {
        key: (verdict, "A Reader", "2026-12-02")
        for key, verdict in ((first, GOOD), (second, BETTER), (third, WRONG))
    }
    texts = every_text(RESOURCES, "kk")
    assert read(texts, found) == {first}, "the better text is not there yet"
    assert read(texts | {second: "жақсырақ"}, found) == {first, second}
    assert read(texts | {first: "басқа"}, found) == frozenset(), "changed: unread again"


def test_what_was_read_is_on_no_sheet_any_more(tmp_path, made):
    own = tmp_path / "resources"
    for name in ("texts", "elections", "readings"):
        shutil.copytree(RESOURCES / name, own / name)
    before, there = counted(own)
    key, text = next(iter(every_text(own, "kk").items()))
    reading = f'[[reading]]\nkey = "{key}"\ntext = "{text}"\nverdict = "good"\n'
    reading += 'by = "A Reader"\nday = "2026-12-02"\n'
    (own / "readings" / "kk.toml").write_text(reading, encoding="utf-8")
    assert counted(own) == (before + 1, there)
    words = main.Wordings(RESOURCES / "texts")["en"]
    left = [row.key for sheet in unread_sheets(own, words) for row in sheet.rows]
    assert len(left) == there - 1
    assert key not in left


@pytest.mark.parametrize(
    ("said", "by", "day", "told"),
    [
        ({}, "A Reader", "2026-12-02", "Nothing is marked"),
        ({GOOD: "+", WRONG: "+"}, "A Reader", "2026-12-02", "more than one box"),
        ({BETTER: "{n} парақ"}, "A Reader", "2026-12-02", "the places in braces"),
        ({GOOD: "+"}, "  ", "2026-12-02", "No name was given"),
        ({GOOD: "+"}, "A Reader", "2.12.2026", "is not a day"),
    ],
)
def test_a_sheet_that_cannot_be_taken_says_what_to_do(made, tmp_path, capsys, said, by, day, told):
    key = rows_of(made / "A.csv")[0]["key"]
    back = filled(made / "A.csv", tmp_path / "back.csv", **{key: said})
    kept = tmp_path / "kk.toml"
    code, _, err = run(capsys, "texts", "take", back, "--by", by, "--day", day, "--into", kept)
    assert code == 2
    assert told in err
    assert not kept.exists()


def test_another_file_is_no_sheet(tmp_path, capsys):
    other = tmp_path / "other.csv"
    other.write_text("a;b\n1;2\n", encoding="utf-8")
    for path, told in ((other, "is not a sheet"), (tmp_path / "none.csv", "cannot be read")):
        code, _, err = run(capsys, "texts", "take", path, "--by", "A", "--day", "2026-12-02")
        assert code == 2
        assert told in err


def test_the_last_word_on_a_text_counts():
    before = Reading("k", "мәтін", GOOD, "", "A", "2026-12-01")
    after = Reading("k", "мәтін", WRONG, "", "B", "2026-12-02")
    assert read({"k": "мәтін"}, [before]) == {"k"}
    assert read({"k": "мәтін"}, [before, after]) == frozenset()


def test_the_readme_says_how_many_are_read():
    page = (Path(__file__).parents[2] / "tally_app" / "README.md").read_text(encoding="utf-8")
    (said,) = re.findall(r"Texts read by a native reader so far: (\d+)", page)
    assert int(said) == counted(RESOURCES)[0]
