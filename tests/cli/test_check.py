"""The command ``check``: formats, streams, exit codes, a reader that leaves."""

import argparse
import io
import json
import os
import re
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tally_app import paths
from tally_app.catalog.library import Library
from tally_app.catalog.problems import Problems
from tally_app.catalog.texts import read_texts
from tally_app.cli import check
from tally_app.cli.context import Context
from tally_app.domain.causes.slips import KINDS

ROOT = Path(__file__).parent.parent.parent
DATA = ROOT / "tests" / "data"
REAL = ROOT.parent / "shared" / "data"
WORDS = read_texts(paths.resources() / "texts", Problems())
COLUMNS = [
    "ballots_received", "registered", "added_on_day", "voted", "unused", "spoiled", "in_box",
    "invalid", "against_all", "valid_for_lists", "machine_total", "machine_against_all",
    "machine_valid_for_lists",
]  # fmt: skip
GOOD = [600, 625, 4, 296, 450, 1, 149, 12, 3, 134, 147, 7, 140]
FORM = str(DATA / "bg2024.toml")
#: What a cause in words begins with, by how sure it is.
SAID = ("  perhaps ", "  very probably ", "  several lines ")


class Answer:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    @property
    def rows(self):
        return [json.loads(line) for line in self.out.splitlines()]


def command(*words, library=None, lang="en"):
    parser = argparse.ArgumentParser()
    check.add(parser.add_subparsers(), WORDS[lang])
    out, err = io.StringIO(), io.StringIO()
    context = Context(
        library=library or Library.of_resources(paths.resources()),
        wordings=WORDS,
        printers=lambda: pytest.fail("check prints nothing"),
        clock=lambda: datetime(2026, 11, 21, tzinfo=UTC),
        stdout=out,
        stderr=err,
        resources=paths.resources(),
    )
    arguments = parser.parse_args(["check", *map(str, words)])
    return Answer(arguments.run(arguments, context), out.getvalue(), err.getvalue())


@pytest.fixture
def sheet(tmp_path):
    def write(data, name="sheet.csv"):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
        return path

    return write


def table(*rows, separator=",", names=COLUMNS, end="\n"):
    return "".join(separator.join(map(str, row)) + end for row in (names, *rows))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("cp1251", "Windows-1251"),
        ("utf-16", "UTF-16"), ("utf-16-be", "UTF-16"), ("utf-16-le", "UTF-16"),
    ],
)  # fmt: skip
def test_how_a_sheet_is_written_is_found_out(sheet, separator, encoding, said):
    text = table(["Село", *GOOD], separator=separator, names=["Место", *COLUMNS], end="\r\n")
    mark = "\ufeff" if encoding in {"utf-16-be", "utf-16-le"} else ""
    path = sheet((mark + text).encode(encoding))
    answer = command(FORM, path, "--json", "--id", "Место")
    name = {",": "commas", ";": "semicolons", "\t": "tabs"}[separator]
    assert answer.err == f"{path}: read as {said}, separated by {name}.\n"
    assert answer.rows == [{"row": 1, "id": "Село", "status": "ok", "findings": []}]
    assert answer.code == 0


def test_quoted_cells(sheet):
    text = '"name; place",' + ",".join(f'"{name}"' for name in COLUMNS) + "\n"
    text += '"A ""B"",\nC",' + ",".join(f'"{figure}"' for figure in GOOD) + "\n"
    answer = command(FORM, sheet(text), "--json", "--id", "name; place")
    assert answer.rows == [{"row": 1, "id": 'A "B",\nC', "status": "ok", "findings": []}]


def test_late_letters_decide_the_encoding(sheet):
    rows = [[f"plain {number}", *GOOD] for number in range(30_000)]
    text = table(*rows, ["Ақтөбе", *GOOD], names=["place", *COLUMNS])
    answer = command(FORM, sheet(text), "--json", "--id", "place")
    assert "UTF-8" in answer.err
    assert answer.rows[-1]["id"] == "Ақтөбе"
    russian = text.replace("Ақтөбе", "Актобе").encode("cp1251")
    answer = command(FORM, sheet(russian), "--json", "--id", "place")
    assert "Windows-1251" in answer.err
    assert answer.rows[-1]["id"] == "Актобе"


def test_several_ids(sheet):
    text = table(["N", 7, *GOOD], names=["district", "precinct", *COLUMNS])
    answer = command(FORM, sheet(text), "--json", "--id", "precinct", "--id", "district")
    assert answer.rows[0]["id"] == "7 / N"


def test_summary_for_people(sheet):
    bad = [601, *GOOD[1:]]
    path = sheet(table(["A", *GOOD], ["B", *bad], ["C", "", *GOOD[1:]], names=["id", *COLUMNS]))
    answer = command(FORM, path, "--id", "id")
    assert answer.code == 0
    lines = answer.out.splitlines(keepends=True)
    causes = [line for line in lines if line.startswith(SAID)]
    assert 0 < len(causes) <= 3
    assert lines.index(causes[0]) == 2
    assert "".join(line for line in lines if line not in causes) == (
        "Row 2, B: Error\n"
        "  B-01, Error: The ballots received are not all accounted for. "
        "1 = 5 + 6 + 7: 601 ≠ 450 + 1 + 149; the sum is less by 1\n\n"
        "Row 3, C: Incomplete\n"
        "  not entered: ballots_received\n\n"
        "Rows: 3\n  In order: 1\n  Incomplete: 1\n  Error: 1\n  B-01, Error: 1\n"
    )


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_every_language(sheet, lang):
    names = [name for name in COLUMNS if name != "registered"]
    path = sheet(table([601, *GOOD[2:]], ["x", *GOOD[2:]], names=names))
    answer = command(FORM, path, "--lang", lang)
    assert answer.code == 0
    assert answer.err.count(str(path)) == 3
    assert "B-05" in answer.err
    other = [command(FORM, path, "--lang", one).out for one in ("kk", "ru", "en") if one != lang]
    assert answer.out not in other


def test_no_rows_is_no_mistake(sheet):
    answer = command(FORM, sheet(table()), "--json")
    assert (answer.code, answer.out) == (0, "")


BIG = "9" * 200_000
UNUSABLE = {
    "empty": b"",
    "only blank lines": b"\n\r\n\n",
    "only separators": b",,,\n,,,\n",
    "no line of the form": b"a,b\n1,2\n",
    "double column": table([1, *GOOD], names=["voted", *COLUMNS]),
    "nul": table(GOOD).encode() + b"1,\0,2\n",
    "no text": table(GOOD).encode() + b"\x98\xff\n",
    "half utf-16": b"\xff\xfev\x00\x00\xd8",
    "broken utf-8": b"\xef\xbb\xbf" + table(GOOD).encode() + b"\xd0\n",
    "long row": table(GOOD, [*GOOD, 1]),
    "long row at the end": table(*[GOOD] * 5_000, [*GOOD, ""]),
    "open quotation mark": table(GOOD) + '"1,2\n',
    "open quotation mark in the header": '"' + table(GOOD),
    "endless cell": table(GOOD, [BIG, *GOOD[1:]]),
}


@pytest.mark.parametrize("name", UNUSABLE)
@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_unusable_sheets(sheet, name, lang):
    path = sheet(UNUSABLE[name])
    answer = command(FORM, path, "--json", "--lang", lang)
    assert (answer.code, answer.out) == (2, "")
    one_sentence(answer.err, path)


WIDE = {
    "utf-16-le": table(GOOD).encode("utf-16-le"),
    "utf-16-be": table(GOOD).encode("utf-16-be"),
    "said": b"sep=;\r\n" + table(GOOD).replace(",", ";").encode(),
}


@pytest.mark.parametrize("name", WIDE)
def test_how_spreadsheets_write_a_table(sheet, name):
    (row,) = command(FORM, sheet(WIDE[name]), "--json").rows
    assert (row["status"], row["findings"]) == ("ok", [])


def test_a_thousand_may_be_parted_by_a_space_as_wide_as_a_figure(sheet):
    figures = [1600, 1625, 4, 1296, *GOOD[4:]]
    wide = [f"{n:,}".replace(",", "\u2007") for n in figures]
    (row,) = command(FORM, sheet(table(wide)), "--json").rows
    assert "N-01" not in [found["code"] for found in row["findings"]]


def one_sentence(text, said):
    assert text.endswith("\n")
    assert len(text.splitlines()) == 1, text
    assert str(said) in text
    assert "Traceback" not in text
    assert "{" not in text


def test_unusable_names(sheet, tmp_path):
    path = sheet(table(GOOD))
    one_sentence(command(FORM, tmp_path / "none.csv").err, tmp_path / "none.csv")
    one_sentence(command(FORM, tmp_path).err, tmp_path)
    one_sentence(command(FORM, f"{tmp_path}/a\0b").err, tmp_path)
    one_sentence(command(FORM, path, "--id", "uik").err, "uik")
    one_sentence(command("nowhere", path).err, "nowhere")
    one_sentence(command(tmp_path / "none.toml", path).err, "none.toml")
    one_sentence(command(tmp_path, path).err, tmp_path)
    one_sentence(command(path, path).err, "sheet.csv")
    for words in ((FORM, tmp_path), (tmp_path, path), ("nowhere", path), (path, path)):
        assert command(*words).code == 2


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root reads everything")
def test_unreadable(sheet):
    path = sheet(table(GOOD))
    path.chmod(0)
    one_sentence(command(FORM, path).err, path)


def test_a_form_with_problems(sheet, tmp_path):
    text = (DATA / "bg2024.toml").read_text("utf-8")
    broken = tmp_path / "broken.toml"
    broken.write_text(text.replace("voted == in_box", "votd == in_bx"), "utf-8")
    answer = command(broken, sheet(table(GOOD)))
    assert answer.code == 2
    one_sentence(answer.err, "relation.B-02.check")


def test_a_form_by_its_id(sheet):
    answer = command("bg2024", sheet(table(GOOD)), "--json", library=Library(DATA))
    assert (answer.code, len(answer.rows)) == (0, 1)


def test_a_sheet_without_the_votes_is_not_in_order(sheet):
    answer = command("akim-rural", sheet("given,taken_out\n10,10\n"))
    assert answer.code == 1
    assert "the sum of the ballots was not checked in any row (D-01)" in answer.err
    assert "Not checked: the sum of the ballots: 1" in answer.out


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_bundles_of_a_sheet_belong_to_their_pile(sheet, lang):
    text = "option.A,bundle.ballots.A.1,bundle.ballots.A.2\n60,50,9\n"
    answer = command("akim-rural", sheet(text), lang=lang)
    assert "D-06" in answer.out
    assert "60 ≠ 50 + 9" in answer.out


def test_an_election_file_brings_its_options(sheet):
    samples = sorted((paths.resources() / "samples").glob("*.toml"))
    library = Library.of_resources(paths.resources())
    if "aral-2021" not in library.ids("election"):
        pytest.skip(f"NO SAMPLE ELECTION aral-2021 among {len(samples)} samples")
    names = ["taken_out", "against_all", "invalid"]
    options = ["jandauletov", "mahajanova", "nurhojaev", "rsalieva"]
    header = [*names, *(f"option.{name}" for name in options), "option.nobody"]
    path = sheet(
        table([928, 0, 35, 731, 3, 6, 153, 999], [928, 0, 35, 731, 3, 6, 135, 0], names=header)
    )
    answer = command("aral-2021", path, "--json")
    assert [row["status"] for row in answer.rows] == ["ok", "error"]
    finding = answer.rows[1]["findings"][0]
    assert (finding["code"], finding["difference"]) == ("D-01", -18)
    assert finding["lines"][:4] == header[3:7]


def test_an_election_with_several_contests(sheet, tmp_path):
    sample = paths.resources() / "samples" / "aral-2021.toml"
    if not sample.is_file():
        pytest.skip(f"NO SAMPLE ELECTION {sample}")
    head, contest, rest = re.split(
        r"(?=^\[\[contest]]|^\[\[precinct]])",
        sample.read_text("utf-8"),
        maxsplit=2,
        flags=re.MULTILINE,
    )
    second = contest.replace('id = "', 'id = "second-', 1)
    two = tmp_path / "two.toml"
    two.write_text(head + contest + second + rest, "utf-8")
    answer = command(two, sheet(table(GOOD)))
    assert answer.code == 2
    one_sentence(answer.err, "has 2 contests")


def tally(*words, **more):
    code = (
        "import sys; from tally_app.main import command_line; sys.exit(command_line(sys.argv[1:]))"
    )
    return subprocess.Popen(
        [sys.executable, "-X", "dev", "-c", code, "check", *map(str, words)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more,
    )  # fmt: skip


@pytest.mark.parametrize("json_too", [["--json"], []])
def test_a_reader_that_leaves(sheet, json_too):
    bad = [601, *GOOD[1:]]
    path = sheet(table(*[bad] * 20_000))
    child = tally(FORM, path, *json_too, "--lang", "en")
    first = child.stdout.readline()
    child.stdout.close()
    said = child.stderr.read().decode()
    child.stderr.close()
    assert child.wait(60) == 0
    assert first
    assert said == f"{path}: read as UTF-8, separated by commas.\n"


def test_answers_are_utf8_in_any_locale(sheet):
    path = sheet(table(["Ұлытау", 601, *GOOD[1:]], names=["id", *COLUMNS]))
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    out, _ = tally(FORM, path, "--json", "--id", "id", "--lang", "kk", env=env).communicate(
        timeout=60
    )
    assert json.loads(out.decode("utf-8"))["id"] == "Ұлытау"
    assert out.endswith(b"}\n")
    assert b"\r" not in out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_sheet_from_a_pipe(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_text(table(GOOD, GOOD), "utf-8"))
    writer.start()
    answer = command(FORM, pipe, "--json")
    writer.join()
    assert [row["row"] for row in answer.rows] == [1, 2]


def test_memory_does_not_grow_with_the_sheet(sheet):
    import tracemalloc

    from tally_app.app.sheets.reading import open_sheet

    path = sheet(table(*[GOOD] * 60_000))
    tracemalloc.start()
    with open_sheet(str(path), len) as found:
        assert sum(1 for _ in found.rows()) == 60_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8_000_000 < path.stat().st_size * 4


def test_every_problem_has_its_words():
    code = "".join(path.read_text("utf-8") for path in (ROOT / "tally_app/app/sheets").glob("*.py"))
    raised = set(re.findall(r'TableError\(\s*"(\w+)"', code)) | {"form_problem", "form_problems"}
    assert len(raised) > 15
    for words in WORDS.values():
        worded = {key for key in words.texts if key.startswith("check.problem.")}
        assert worded == {f"check.problem.{code}" for code in raised}


@pytest.mark.skipif(not REAL.is_dir(), reason=f"REAL PROTOCOLS NOT FOUND in {REAL}")
def test_ten_thousand_rows_within_three_loops():
    from tests.bench.check_rows import measure

    ours, by_hand = measure(3)
    assert min(ours) <= 3 * min(by_hand)


def test_a_failing_row_has_its_causes(sheet):
    wrong = [*GOOD[:4], 540, *GOOD[5:]]  # unused: 540 for 450
    path = sheet(table(GOOD, wrong, [*GOOD[:-1], ""]))
    good, failing, incomplete = command(FORM, path, "--json").rows
    assert "causes" not in good
    assert "causes" not in incomplete
    said = [{**cause, "share": 0 < cause["share"] <= 1} for cause in failing["causes"]]
    assert {
        "kind": "digits_swapped", "lines": ["unused"], "from": [540], "to": [450], "share": True,
    } in said  # fmt: skip
    assert failing["sure"] in ("sure", "likely", "several")
    assert 1 < len(failing["causes"]) <= 3
    assert failing["causes"][0]["lines"] != failing["causes"][1]["lines"]


def test_items_are_named_by_their_columns(sheet):
    names = ["registered", "special_list", "voted_by_12", "voted_by_17", "signatures",
             "ballots_received", "invalid", "cand_1", "cand_2"]  # fmt: skip
    path = sheet(table([900, 0, 100, 300, 500, 900, 0, 2550, 245], names=names))
    causes = command(str(DATA / "ge2013.toml"), path, "--json").rows[0]["causes"]
    assert causes[0]["kind"] in ("digit_extra", "other")
    assert [causes[0][key] for key in ("lines", "from", "to")] == [["cand_1"], [2550], [255]]


def test_a_line_without_a_column_is_no_cause(sheet):
    names = [name for name in COLUMNS if name != "spoiled"]
    figures = [f for name, f in zip(COLUMNS, GOOD, strict=True) if name != "spoiled"]
    figures[names.index("in_box")] += 9
    causes = command(FORM, sheet(table(figures, names=names)), "--json").rows[0]["causes"]
    assert causes
    assert all(set(cause["lines"]) <= set(names) for cause in causes)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "perhaps digits are exchanged in unused\n"),
        ("ru", "возможно, переставлены цифры в строке unused\n"),
        ("kk", "мүмкін, unused жолында цифрлардың орны ауысқан\n"),
    ],
)
def test_causes_in_words(sheet, lang, said):
    path = sheet(table([*GOOD[:4], 540, *GOOD[5:]]))
    assert f"  {said}" in command(FORM, path, "--lang", lang).out


def test_every_kind_of_cause_has_its_words():
    for words in WORDS.values():
        worded = {key for key in words.texts if key.startswith("check.causes.")}
        assert worded == {f"check.causes.{kind}" for kind in KINDS}


def test_rows_beside_each_other_are_named(sheet):
    again, other = [*GOOD], [610, 635, *GOOD[2:4], 460, *GOOD[5:]]
    total = [a + b + c for a, b, c in zip(GOOD, other, again, strict=True)]
    names = ["place", *COLUMNS]
    rows = [["A", *GOOD], ["B", *other], ["A", *again], ["Σ", *total], ["C", *GOOD]]
    path = sheet(table(*rows, names=names))
    found = command(FORM, path, "--id", "place", "--json").rows
    assert [[one["code"] for one in row["findings"]] for row in found] == [
        [], [], ["N-02"], ["N-05"], ["N-04"],
    ]  # fmt: skip
    assert {row["status"] for row in found} == {"ok"}
    assert "1 and 3" in found[2]["findings"][0]["message"]
    changed = command(FORM, sheet(table(rows[0], ["A", *other], names=names)), "--id", "place")
    assert "N-03, For information: Row 1 has this precinct too, with other figures." in changed.out


def test_totals_above_the_rows_are_named(sheet):
    other = [610, 635, *GOOD[2:4], 460, *GOOD[5:]]
    total = [a + b for a, b in zip(GOOD, other, strict=True)]
    answer = command(FORM, sheet(table(total, GOOD, other)))
    assert "row 1 is the sum of all the others" in answer.err
    assert "the sum" not in command(FORM, sheet(table(GOOD, other))).err


@pytest.mark.parametrize("listed", ["A\nB\nZ\n", "place;town\nA;x\nB;y\nZ;z\n"])
def test_a_precinct_that_is_missing_is_named(sheet, tmp_path, listed):
    path = sheet(table(["A", *GOOD], ["Y", 610, 635, *GOOD[2:4], 460, *GOOD[5:]],
                       names=["place", *COLUMNS]))  # fmt: skip
    wanted = tmp_path / "wanted.txt"
    wanted.write_text(listed, encoding="utf-8")
    answer = command(FORM, path, "--id", "place", "--expect", wanted)
    assert "that no row has: 2 (B, Z)." in answer.err
    assert f"Rows whose precinct is not in {wanted}: 1 (Y)." in answer.err


def test_a_figure_stands_in_words_only_where_it_is_nearly_certain(sheet):
    """A machine gets every figure with its share."""
    wrong = [*GOOD[:4], 540, *GOOD[5:]]
    path = sheet(table(wrong))
    (row,) = command(FORM, path, "--json").rows
    words = command(FORM, path).out
    nearly = row["causes"][0]["share"] >= 0.9 and row["causes"][0]["kind"] != "count_again"
    assert ("instead of" in words) == nearly
    assert "perhaps" in words or "probably" in words or "several lines" in words


def test_a_workbook_is_read_by_the_sheet_that_has_the_lines(tmp_path):
    import xlsxwriter

    path = tmp_path / "protocols.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Notes").write_row(0, 0, ["nothing", "of the form"])
        sheet = book.add_worksheet("Хаттамалар")
        for at, row in enumerate([["place", *COLUMNS], ["A", *GOOD], ["B", 601, *GOOD[1:]]]):
            sheet.write_row(at, 0, row)
    answer = command(FORM, path, "--id", "place", "--json")
    assert [(row["id"], row["status"]) for row in answer.rows] == [("A", "ok"), ("B", "error")]
    assert "“Хаттамалар”" in answer.err
