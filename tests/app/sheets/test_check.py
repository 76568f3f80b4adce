"""What becomes of each row of a sheet, against forms that are nowhere in the program."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tally_app import paths
from tally_app.app.sheets.check import Checker, columns_known
from tally_app.app.sheets.reading import TableError, open_sheet
from tally_app.app.sheets.rules import SheetRules, find_rules
from tally_app.catalog.library import Library
from tally_app.catalog.problems import Problems
from tally_app.catalog.texts import read_texts
from tally_app.domain.form.form import Form, Line, Relation, Severity
from tally_app.domain.relations import finding
from tally_app.domain.relations.writing import Writer
from tests.effort import EFFORT

DATA = Path(__file__).parents[2] / "data"
REAL = Path(__file__).parents[4] / "shared" / "data"
needs_real = pytest.mark.skipif(not REAL.is_dir(), reason=f"REAL PROTOCOLS NOT FOUND in {REAL}")
WORDS = read_texts(paths.resources() / "texts", Problems())


def line(name, scope=("contest",), **more):
    label = {"en": name.replace("_", " ")}
    return Line(name, more.pop("kind", "count"), scope, "all", "body", label, **more)


def relation(code, check, severity=Severity.ERROR, **more):
    return Relation(code, check, severity, {"en": more.pop("message", f"{code} fails.")}, **more)


def form(lines, relations, **constants):
    return Form(
        id="test", languages=("en",), name={"en": "Test"}, law_edition="", approved=False,
        lines=tuple(lines), relations=tuple(relations), steps=(), reasons=(), grounds=(),
        sections=(), texts={}, constants=constants,
    )  # fmt: skip


VOTES = line("option.votes", ("option", "contest"), number="2.i")
BALLOTS = form(
    [line("taken_out", number="1"), VOTES, line("invalid", number="3"), line("voters", number="4")],
    [
        relation("D-01", "sum(option.votes) + invalid == taken_out"),
        relation("C-02", "taken_out <= voters", Severity.LEGAL),
        relation("S-03", "taken_out > 0", Severity.WARNING),
        relation("I-01", "invalid < 5", Severity.NOTE),
    ],
)
GROUNDS = form(
    [
        line("invalid"),
        line("torn", optional="entered", group="grounds"),
        line("blank", optional="entered", group="grounds"),
        line("lost", optional="switch"),
    ],
    [
        relation("D-04", "invalid == torn + blank"),
        relation("L-01", "optional(lost) <= invalid"),
    ],
)


@pytest.fixture
def check(tmp_path):
    """Rows of a sheet as parsed JSON; the checker itself is in ``check.checker``."""

    def run(rules, text, ids=(), lang="en"):
        rules = rules if isinstance(rules, SheetRules) else SheetRules(rules)
        path = tmp_path / "sheet.csv"
        path.write_text(text, encoding="utf-8", newline="")
        with open_sheet(str(path), columns_known(rules)) as sheet:
            run.checker = Checker(rules, sheet, WORDS[lang], ids)
            return [json.loads(one) for one in run.checker.json_lines()]

    return run


def rows(check, rules, text, **more):
    return [(r["status"], [f["code"] for f in r["findings"]]) for r in check(rules, text, **more)]


HEADER = "taken_out,option.a,option.b,invalid,voters\n"


def test_every_status(check):
    text = HEADER + "10,5,4,1,20\n10,5,4,9,20\n10,5,5,0,9\n0,0,0,0,9\n10,,9,1,20\n20,8,5,7,20\n"
    assert rows(check, BALLOTS, text) == [
        ("ok", []),
        ("error", ["D-01", "I-01"]),
        ("legal", ["C-02"]),
        ("warning", ["S-03"]),
        ("incomplete", []),
        ("ok", ["I-01"]),
    ]


def test_the_worst_of_a_row_is_its_status(check):
    text = HEADER + ",0,0,0,0\n0,,0,0,9\n9,,0,0,8\nx,,0,0,8\n"
    assert rows(check, BALLOTS, text) == [
        ("incomplete", []),
        ("warning", ["S-03"]),
        ("legal", ["C-02"]),
        ("error", ["N-01"]),
    ]


def test_a_finding_says_everything(check):
    (row,) = check(BALLOTS, "name;" + HEADER.replace(",", ";") + "A;10;5;3;0;20\n", ids=["name"])
    assert row == {
        "row": 1,
        "id": "A",
        "status": "error",
        "findings": [
            {
                "code": "D-01",
                "severity": "error",
                "lines": ["option.a", "option.b", "invalid", "taken_out"],
                "difference": -2,
                "message": "D-01 fails. 1 = 2.1 + 2.2 + 3: 10 ≠ 5 + 3 + 0; the sum is less by 2",
            }
        ],
    }


def test_json_lines_to_the_byte(check, tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text('id,taken_out,option.a,invalid,voters\n"ә ""1""",1,1,0,2\nб,2,1,0,\n', "utf-8")
    rules = SheetRules(BALLOTS)
    with open_sheet(str(path), columns_known(rules)) as sheet:
        lines = "".join(Checker(rules, sheet, WORDS["en"], ["id", "voters"]).json_lines())
    assert lines == (
        '{"row": 1, "id": "ә \\"1\\" / 2", "status": "ok", "findings": []}\n'
        '{"row": 2, "id": "б / ", "status": "error", "findings": [{"code": "D-01", '
        '"severity": "error", "lines": ["option.a", "invalid", "taken_out"], "difference": -1, '
        '"message": "D-01 fails. 1 = 2.1 + 3: 2 ≠ 1 + 0; the sum is less by 1"}]}\n'
    )


def test_difference_only_of_one_comparison(check):
    rules = form(
        [line("a", number="1"), line("b", number="2")],
        [
            relation("A", "a == b"),
            relation("B", "a == b and a >= 0"),
            relation("C", "0 <= a <= b"),
            relation("D", "a <= b", message="{difference} over"),
        ],
    )
    (row,) = check(rules, "a,b\n1500,2\n")
    assert [(f["code"], f["difference"]) for f in row["findings"]] == [
        ("A", 1498), ("B", None), ("C", None), ("D", 1498),
    ]  # fmt: skip
    messages = [f["message"] for f in row["findings"]]
    assert messages[0] == "A fails. 1 = 2: 1\u202f500 ≠ 2; difference +1\u202f498"
    assert messages[3] == "1\u202f498 over 1 ≤ 2: 1\u202f500 > 2; difference +1\u202f498"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("x12", "Digits only"), ("-5", "Digits only, no sign"),
        ("1.5", "Digits only, no comma or point"),
        ("1 00", "One space too many between digits"), ("1234567", "Over 999 999"),
        ("٣", "Digits 0–9 only"), ("1²", "Plain digits, no superscripts"), ("1_0", "Digits only"),
    ],
)  # fmt: skip
def test_a_cell_that_is_no_count(check, cell, reason):
    (row,) = check(BALLOTS, HEADER + f'10,"{cell}",4,1,20\n')
    assert (row["status"], len(row["findings"])) == ("error", 1)
    assert row["findings"][0] == {
        "code": "N-01",
        "severity": "error",
        "lines": ["option.a"],
        "difference": None,
        "message": f"The column “option.a” holds “{cell}”, which is not a count: {reason}",
    }


@pytest.mark.parametrize("cell", ["1 000", "1\u00a0000", "1\u202f000", " 1000 ", "001000"])
def test_grouped_figures_are_read(check, cell):
    assert rows(check, BALLOTS, HEADER + f"{cell},1000,0,0,2000\n") == [("ok", [])]


def test_blank_lines_are_no_rows_and_short_rows_are_incomplete(check):
    found = check(BALLOTS, "\n" + HEADER + "\n10,5,4,1,20\n\n10,5\n")
    assert [(r["row"], r["status"]) for r in found] == [(1, "ok"), (2, "incomplete")]


def test_lines_without_a_column(check):
    assert rows(check, BALLOTS, "taken_out,voters\n10,9\n0,\n") == [
        ("legal", ["C-02"]),
        ("warning", ["S-03"]),
    ]
    assert check.checker.lines_without_column() == ["option.votes", "invalid"]
    assert check.checker.relations_not_checked() == ["D-01", "I-01"]


def test_options_of_an_election(check):
    rules = SheetRules(BALLOTS, ("b", "a"))
    assert rows(check, rules, HEADER.replace("voters", "option.z") + "10,5,4,1,900\n") == [
        ("ok", [])
    ]
    assert rows(check, rules, "taken_out,option.a,invalid,voters\n10,5,1,9\n") == [
        ("legal", ["C-02"])
    ]
    assert check.checker.lines_without_column() == ["option.b"]
    assert check.checker.relations_not_checked() == ["D-01"]


def test_patterns(check):
    lines = [
        line("taken_out", column="Tot*"),
        line("option.votes", ("option", "contest"), column="[A-Z]?? *", number="2.i"),
    ]
    rules = form(lines, [relation("D-01", "sum(option.votes) == taken_out")])
    (row,) = check(rules, "Total (all),Ann Lee,Bob Ray,bob ray\n5,2,2,100\n")
    assert row["findings"][0]["lines"] == ["Ann Lee", "Bob Ray", "taken_out"]
    with pytest.raises(TableError, match="two_columns"):
        check(rules, "Total 1,Total 2,Ann Lee\n1,1,1\n")
    with pytest.raises(TableError, match="two_lines"):
        check(rules, "Tot als,Ann Lee\n1,1\n")


def test_items_of_other_collections(check):
    rules = form(
        [
            line("all"),
            line("box.ballots", ("box", "contest")),
            line("box.asked", ("box", "day"), column="asked *"),
        ],
        [
            relation("C-01", "sum(box.ballots) == all"),
            relation("C-04", "each(box, box.ballots <= box.asked)", Severity.LEGAL),
        ],
    )
    found = check(rules, "all,box.ballots.1,box.ballots.2,asked 1\n5,3,2,3\n5,3,2,2\n6,3,2,3\n")
    assert [[f["code"] for f in r["findings"]] for r in found] == [[], ["C-04"], ["C-01"]]
    legal = found[1]["findings"][0]
    assert legal["lines"] == ["box.ballots.1", "asked 1"]
    assert (
        legal["message"]
        == "Portable box No. 1: C-04 fails. box.ballots ≤ box.asked: 3 > 2; difference +1"
    )
    assert check.checker.lines_without_column() == ["box.asked.2"]


def test_entered_groups_by_row(check):
    header = "invalid,torn,blank\n"
    assert rows(check, GROUNDS, header + "5,,\n5,2,3\n5,2,2\n5,2,\n5, ,x\n") == [
        ("ok", []),
        ("ok", []),
        ("error", ["D-04"]),
        ("incomplete", []),
        ("error", ["N-01"]),
    ]
    assert check.checker.lines_without_column() == []
    assert rows(check, GROUNDS, "invalid,torn\n5,\n5,1\n5,7\n") == [("ok", [])] * 3
    assert check.checker.lines_without_column() == ["blank"]


def test_switched_lines(check):
    assert rows(check, GROUNDS, "invalid\n5\n") == [("ok", [])]
    assert rows(check, GROUNDS, "invalid,lost\n5,5\n5,6\n5,\n") == [
        ("ok", []),
        ("error", ["L-01"]),
        ("incomplete", []),
    ]


def test_derived_lines(check):
    total = line("total", formula="sum(box.ballots)")
    extra = line("extra", formula="sum(box[annulled].ballots)", optional="entered", group="g")
    box = line("box.ballots", ("box", "contest"))
    rules = form([line("all"), total, extra, box], [relation("T", "all == total + extra")])
    assert rows(check, rules, "all,total,extra\n5,4,1\n5,4,2\n5,4,\n") == [
        ("ok", []),
        ("error", ["T"]),
        ("ok", []),
    ]
    assert rows(check, rules, "all,total\n5,5\n5,4\n") == [("ok", []), ("error", ["T"])]
    assert rows(check, rules, "all,box.ballots.1\n5,5\n5,4\n") == [("ok", []), ("ok", [])]
    assert check.checker.relations_not_checked() == ["T"]
    with_boxes = "all,box.ballots.1,total,extra\n5,5,99,0\n5,4,99,0\n"
    assert rows(check, rules, with_boxes) == [("ok", []), ("error", ["T"])]


def test_times_are_read_as_times(check):
    rules = form(
        [line("start", kind="time", day_from=720), line("end", kind="time", day_from=720)],
        [relation("T-02", "end - start <= 120", Severity.WARNING)],
    )
    assert rows(check, rules, "start,end\n20:05,21:40\n2350,0140\n20:05,02:00\n20:05,7\n") == [
        ("ok", []),
        ("ok", []),
        ("warning", ["T-02"]),
        ("error", ["N-01"]),
    ]


def test_conditions_and_silence(check):
    rules = form(
        [line("a"), line("b")],
        [
            relation("A", "a <= 10"),
            relation("B", "a == b", silent_while=("A",)),
            relation("C", "b > 0", when="a > 5"),
        ],
    )
    assert rows(check, rules, "a,b\n3,3\n3,0\n11,0\n6,0\n") == [
        ("ok", []),
        ("error", ["B"]),
        ("error", ["A", "C"]),
        ("error", ["B", "C"]),
    ]


@pytest.mark.parametrize(
    ("text", "ids", "code"),
    [
        ("taken_out,voters,taken_out\n1,1,1\n", (), "twice"),
        ("a,b\n1,2\n", (), "no_line"),
        ("taken_out,x\n1,2\n", ("y",), "no_id"),
        ("taken_out,x,x\n1,2,3\n", ("x",), "twice"),
    ],
)
def test_unusable_columns(check, text, ids, code):
    with pytest.raises(TableError) as caught:
        check(BALLOTS, text, ids=ids)
    assert caught.value.code == code


def test_other_columns_may_be_double(check):
    assert rows(check, BALLOTS, "x,taken_out,x,,\nq,1,q,,\n") == [("unchecked", [])]


def real(form_id, file):
    rules = find_rules(Library(), str(DATA / f"{form_id}.toml"), WORDS["en"])
    with open_sheet(str(REAL / file), columns_known(rules)) as sheet:
        return list(Checker(rules, sheet, WORDS["en"]).outcomes())


@needs_real
def test_no_false_alarm_in_ten_thousand_protocols():
    found = real("ru2018", "ru2018_president.csv")
    assert len(found) == 10_000
    assert {outcome.status for outcome in found} == {"ok", "warning"}
    assert sum(outcome.status == "warning" for outcome in found) == 1_151


@needs_real
def test_every_broken_section_of_2024():
    found = [outcome.status for outcome in real("bg2024", "bg20240609_protocols.csv")]
    assert (found.count("error"), found.count("ok"), len(found)) == (237, 12_739, 12_976)


@needs_real
def test_keyings_of_2013_against_a_loop():
    found = real("ge2013", "ge2013_keyings_dev.csv")
    with (REAL / "ge2013_keyings_dev.csv").open(encoding="utf-8", newline="") as file:
        keyings = list(csv.DictReader(file))
    assert len(found) == len(keyings)
    for outcome, keying in zip(found, keyings, strict=True):
        names = [name for name in keying if not name.startswith(("op", "equals", "fields"))]
        n = {name: int(keying[name]) for name in names}
        ballots = sum(n[name] for name in names if name.startswith("cand_")) + n["invalid"]
        broken = (
            n["signatures"] > n["registered"] + n["special_list"]
            or n["signatures"] > n["ballots_received"]
            or not n["voted_by_12"] <= n["voted_by_17"] <= n["signatures"]
            or ballots > n["signatures"]
        )
        warning = ballots < n["signatures"]
        assert outcome.status == ("error" if broken else "warning" if warning else "ok")


cells = st.one_of(st.integers(0, 6).map(str), st.sampled_from(["", "x"]))


@settings(max_examples=150 * EFFORT, deadline=None)
@given(st.lists(st.lists(cells, min_size=5, max_size=5), min_size=1, max_size=6))
def test_random_protocols_against_a_loop(tmp_path_factory, table):
    path = tmp_path_factory.mktemp("random") / "sheet.csv"
    out = io.StringIO()
    csv.writer(out).writerows([HEADER.strip().split(","), *table])
    path.write_text(out.getvalue(), "utf-8")
    rules = SheetRules(BALLOTS)
    with open_sheet(str(path), columns_known(rules)) as sheet:
        found = [outcome.status for outcome in Checker(rules, sheet, WORDS["ru"]).outcomes()]
    assert found == [expected(row) for row in table]


def expected(row):
    taken, a, b, invalid, voters = [int(cell) if cell.isdigit() else None for cell in row]
    if "x" in row or (None not in (taken, a, b, invalid) and a + b + invalid != taken):
        return "error"
    if taken is not None and voters is not None and taken > voters:
        return "legal"
    if taken == 0:
        return "warning"
    return "incomplete" if "" in row else "ok"


@needs_real
@pytest.mark.parametrize(
    ("form_id", "file"),
    [("ru2018", "ru2018_president.csv"), ("ge2013", "ge2013_keyings_dev.csv")],
)
def test_templates_write_what_the_writer_writes(form_id, file, monkeypatch):
    """The quick way of filling a formula gives the very text of the slow one."""
    quick = real(form_id, file)
    monkeypatch.setattr(finding, "_template", lambda *_: None)
    used = []
    condition = Writer.condition
    monkeypatch.setattr(Writer, "condition", lambda *one: used.append(1) or condition(*one))
    assert real(form_id, file) == quick
    found = [one.code for outcome in quick for one in outcome.findings]
    # N: what the sheet itself finds, as the same row twice, has no formula.
    assert len(used) >= sum(not code.startswith("N-") for code in found) > 1_000
