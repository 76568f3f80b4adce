"""The command ``check-table``: sentences, the JSON object, exit codes, the standard input."""

import argparse
import io
import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from tally_app import cli, paths
from tally_app.catalog.library import Library
from tally_app.catalog.problems import Problems
from tally_app.catalog.texts import read_texts
from tally_app.cli.context import Context
from tally_app.published import command as check_table

WORDS = read_texts(paths.resources() / "texts", Problems())
PAGE = Path(cli.__file__).parent / "README.md"
RACE = """Кандидат;Голоса;%
Касенов;732;85,12
Бердыкулов;82;9,53
Калкабаев;46;5,35
Против всех;0;0,00
Недействительных;0;3,77
Всего;860;100
Избирателей в списках;1 200;
Явка;;71,67
"""
PLACES = "Place;P;Q;Total\nA;10;20;30\nB;15;–;15\nC;1;2;3\nTotal;26;22;49\n"


class Answer:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    @property
    def data(self):
        return json.loads(self.out)


def command(*words, lang="en"):
    parser = argparse.ArgumentParser()
    check_table.add(parser.add_subparsers(), WORDS[lang])
    out, err = io.StringIO(), io.StringIO()
    context = Context(
        library=Library.of_resources(paths.resources()),
        wordings=WORDS,
        printers=lambda: pytest.fail("check-table prints nothing"),
        clock=lambda: datetime(2026, 11, 21, tzinfo=UTC),
        stdout=out,
        stderr=err,
        resources=paths.resources(),
    )
    arguments = parser.parse_args(["check-table", *map(str, words)])
    return Answer(arguments.run(arguments, context), out.getvalue(), err.getvalue())


@pytest.fixture
def table(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / "table.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


def test_sentences_for_people(table):
    answer = command(table(RACE))
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == (
        "Read as: names with votes, rows: 8. Percentages of: all ballots, invalid ones included, "
        "860.\n\n"
        "“Недействительных”: 3,77\u202f% is printed beside 0, but 0 of 860 (all ballots, invalid "
        "ones included) is 0,00\u202f%.\n  No whole number of 860 gives 3,77\u202f%.\n\n"
        "Contradictions: 1\n"
    )


def test_a_table_without_a_contradiction(table):
    answer = command(table(RACE.replace("3,77", "0,00")), "--lang", "ru")
    assert answer.code == 0
    assert answer.out.endswith("\n\nЧисла друг другу не противоречат. Сравнений сделано: 9\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_every_encoding(table, encoding):
    answer = command(table(RACE, encoding), "--json")
    assert [one["rows"] for one in answer.data["findings"]] == [["Недействительных"]]


def test_the_json_object(table):
    answer = command(table(PLACES), "--json")
    assert len(answer.out.splitlines()) == 1
    data = answer.data
    assert (data["format"], data["shape"], data["base"]) == (1, "grid", None)
    assert data["rows"][1] == {"line": 3, "name": "B", "role": "part"}
    (finding,) = data["findings"]
    message = finding.pop("message")
    assert finding == {
        "kind": "cell",
        "rows": ["Total"],
        "columns": ["Total"],
        "lines": [5],
        "printed": 49,
        "expected": 48,
        "difference": 1,
        "causes": [
            {
                "kind": "digit_wrong",
                "rows": ["Total"],
                "columns": ["Total"],
                "from": 49,
                "to": 48,
                "message": "One digit is another: 49 for 48 (Total).",
            }
        ],
    }
    assert message.startswith("Row “Total” and column “Total” are off by the same amount")
    assert data["remarks"] == ["A dash is read as none (0 in sums)."]


def test_percentages_are_strings_as_printed(table):
    data = command(table(RACE), "--json").data
    (finding,) = data["findings"]
    assert (finding["printed"], finding["expected"], finding["difference"]) == (
        "3,77", "0,00", "3,77",
    )  # fmt: skip
    assert data["base"] == {"kind": "all", "figure": 860, "to": 860}
    assert not re.search(r"[:\[ ]-?\d+\.\d", json.dumps(data["findings"]))


def test_the_page_names_every_key_and_kind(table):
    text = PAGE.read_text("utf-8")
    page = text[text.index("## What `check-table` reads") :]
    data = command(table(PLACES), "--json").data
    finding = data["findings"][0]
    keys = {*data, *finding, *finding["causes"][0], *data["rows"][0]}
    kinds = {key.split(".")[2] for key in WORDS["en"].texts if key.startswith("published.heading")}
    causes = {key.split(".")[2] for key in WORDS["en"].texts if key.startswith("published.cause")}
    bases = {key.split(".")[2] for key in WORDS["en"].texts if key.startswith("published.of.")}
    said = {*keys, *kinds, *causes, *bases} - {"columns_total", "rows_left_out", "where_total"}
    assert [name for name in sorted(said) if not re.search(rf"\b{name}\b", page)] == []


def test_the_standard_input(monkeypatch):
    piped = SimpleNamespace(buffer=io.BytesIO(RACE.encode()))
    monkeypatch.setattr(sys, "stdin", piped)
    assert command("-", "--json").data["findings"][0]["lines"] == [6]
    piped.buffer = io.BytesIO(b"Name;Votes\nA;12\nB;3.5\nC;4\nD;5\n")
    answer = command("-")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (
        "standard input: Line 3, column Votes: “3.5” votes are not a whole number. Write "
        "the whole figure, or a percent sign behind a percentage.\n"
    )
    piped.buffer = io.BytesIO(b"Name;Votes\nA;12\nB;many\nTotal;15\n")
    answer = command("-")
    assert answer.code == 0
    assert "No figure stands there, so it is read as empty: B, Votes." in answer.out
    assert "Contradictions" not in answer.out


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
@pytest.mark.parametrize(
    "text",
    ["", "hello\n", "a;b\nc;d\n", 'A;1\nB;"2\n', "\0", "A;1\n" * 2000, "A;1" + "\n" * 5_000_000],
)
def test_unusable_tables_are_one_sentence(table, lang, text):
    path = table(text)
    answer = command(path, "--json", "--lang", lang)
    assert (answer.code, answer.out) == (2, "")
    assert len(answer.err.splitlines()) == 1
    assert str(path) in answer.err
    assert "{" not in answer.err


def test_names_that_are_no_file(tmp_path):
    for path in (tmp_path, tmp_path / "none.csv"):
        answer = command(path)
        assert (answer.code, answer.out) == (2, "")
        assert str(path) in answer.err
