"""Two keyings beside each other: ``check --second``."""

import csv
import json
from collections import Counter
from itertools import combinations

import pytest

from tally_app.domain.causes.differences import KINDS
from tests.cli.test_check import DATA, REAL, command, one_sentence

FORM = str(DATA / "ge2013.toml")
HEADER = [
    "place", "registered", "special_list", "voted_by_12", "voted_by_17", "signatures",
    "ballots_received", "invalid", "cand_1", "cand_2", "cand_3", "cand_4", "cand_5",
]  # fmt: skip
RIGHT = [1580, 10, 263, 696, 862, 1450, 17, 145, 2, 61, 35, 602]


@pytest.fixture
def write(tmp_path):
    def sheet(name, *rows, header=HEADER):
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
        return path

    return sheet


def with_(**columns):
    row = dict(zip(HEADER[1:], RIGHT, strict=True))
    return list((row | columns).values())


@pytest.fixture
def both(write):
    """The command on two keyings, each row by its place."""

    def run(first, second, *words, **more):
        names = write("first.csv", *first), write("second.csv", *second)
        return command(FORM, names[0], "--second", names[1], "--id", "place", *words, **more)

    return run


def test_a_row_says_what_differs(both):
    first = [["A", *RIGHT], ["B", *with_(cand_3=35, cand_4=61)], ["C", *with_(cand_5=620)]]
    answer = both(first, [["C", *RIGHT], ["B", *RIGHT], ["A", *RIGHT]], "--json")
    assert answer.code == 0
    assert [row["differences"] for row in answer.rows] == [
        [],
        [{"kind": "lines_swapped", "lines": ["cand_3", "cand_4"],
          "first": ["35", "61"], "second": ["61", "35"]}],
        [{"kind": "digits_swapped", "lines": ["cand_5"], "first": ["620"], "second": ["602"]}],
    ]  # fmt: skip
    assert [row["status"] for row in answer.rows] == ["ok", "ok", "error"]


def test_several_slips_are_one_difference_with_its_parts(both):
    first = [["A", *with_(cand_3=35, cand_4=61, registered=1850)]]
    (difference,) = both(first, [["A", *RIGHT]], "--json").rows[0]["differences"]
    parts = difference.pop("parts")
    assert difference == {
        "kind": "other", "lines": ["registered", "cand_3", "cand_4"],
        "first": ["1850", "35", "61"], "second": ["1580", "61", "35"],
    }  # fmt: skip
    assert [(part["kind"], part["lines"]) for part in parts] == [
        ("digits_swapped", ["registered"]),
        ("lines_swapped", ["cand_3", "cand_4"]),
    ]


def test_columns_may_stand_in_another_order(write):
    turned = [HEADER[0], *HEADER[:0:-1]]
    first = write("first.csv", ["A", *with_(registered=1680)])
    second = write("second.csv", ["A", *RIGHT[::-1]], header=turned)
    answer = command(FORM, first, "--second", second, "--id", "place", "--json")
    (difference,) = answer.rows[0]["differences"]
    assert (difference["kind"], difference["lines"]) == ("digit_wrong", ["registered"])


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (("007", "7"), None), (("1 450", "1450"), None), ((" 7", "7"), None),
        (("", "7"), "other"), (("", "0"), "other"), (("", ""), None),
        (("x", "7"), "other"), (("x", ""), "other"), (("x", "x"), None), (("x", "y"), "other"),
    ],
)  # fmt: skip
def test_what_is_written_otherwise_and_what_is_no_count(both, texts, kind):
    first, second = (["A", *with_(special_list=text)] for text in texts)
    found = both([first], [second], "--json").rows[0]["differences"]
    assert [one["kind"] for one in found] == ([kind] if kind else [])
    if kind:
        assert (found[0]["first"], found[0]["second"]) == ([texts[0].strip()], [texts[1].strip()])


def test_a_cell_that_is_no_count_beside_another_slip(both):
    first = [["A", *with_(invalid="x", cand_3=35, cand_4=61)]]
    (found,) = both(first, [["A", *RIGHT]], "--json").rows[0]["differences"]
    assert (found["kind"], found["first"]) == ("other", ["x", "35", "61"])
    assert [part["kind"] for part in found["parts"]] == ["other", "lines_swapped"]


def test_a_column_that_is_no_line_does_not_differ(write):
    first = write("first.csv", ["A", *RIGHT, "op1"], header=[*HEADER, "operator"])
    second = write("second.csv", ["A", *RIGHT, "op2"], header=[*HEADER, "operator"])
    answer = command(FORM, first, "--second", second, "--id", "place", "--json")
    assert answer.rows[0]["differences"] == []


SAID = {
    "lines cand_3 and cand_4 exchanged: 35 / 61": with_(cand_3=35, cand_4=61),
    "from line cand_2 down everything is one line lower than in the second entry: "
    "0, 2, 61, 35 / 2, 61, 35, 602": with_(cand_2=0, cand_3=2, cand_4=61, cand_5=35),
    "from line cand_2 down everything is one line higher than in the second entry: "
    "61, 35, 602, 0 / 2, 61, 35, 602": with_(cand_2=61, cand_3=35, cand_4=602, cand_5=0),
    "a figure is one line lower than in the second entry, cand_3 and cand_4: 0, 61 / 61, 35":
        with_(cand_3=0, cand_4=61),
    "a figure is one line higher than in the second entry, cand_4: 602 / 35":
        with_(cand_4=602),
    "0 instead of a figure in invalid: 0 / 17": with_(invalid=0),
    "digits exchanged in signatures: 826 / 862": with_(signatures=826),
    "a digit is missing in ballots_received: 145 / 1450": with_(ballots_received=145),
    "a digit too many in cand_2: 12 / 2": with_(cand_2=12),
    "one digit differs in cand_2: 3 / 2": with_(cand_2=3),
    "different figures in cand_2: empty / 2": with_(cand_2=""),
}  # fmt: skip


@pytest.mark.parametrize("sentence", SAID)
def test_what_differs_is_said(both, sentence):
    answer = both([["A", *SAID[sentence]]], [["A", *RIGHT]])
    assert f"  {sentence}\n" in answer.out


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_every_kind_in_every_language(both, lang):
    first = [[str(n), *row] for n, row in enumerate(SAID.values())]
    second = [[str(n), *RIGHT] for n in range(len(first))]
    answer = both([*first, ["alone", *RIGHT]], [*second, ["late", *RIGHT]], "--lang", lang)
    assert answer.code == 0
    assert "35 / 61" in answer.out
    assert "{" not in answer.out + answer.err
    assert answer.err.splitlines()[-1].endswith("(late).")


def test_the_summary_counts_what_differs(both):
    first = [["A", *with_(invalid=0)], ["B", *with_(cand_2=0)], ["C", *RIGHT]]
    out = both(first, [["A", *RIGHT], ["B", *RIGHT], ["C", *RIGHT]]).out
    assert out.endswith("  0 instead of a figure: 2\n")
    assert "Row 3" not in out


def test_a_row_without_partner_is_said(both):
    answer = both([["A", *RIGHT], ["B", *RIGHT]], [["A", *RIGHT], ["Z", *RIGHT]], "--json")
    assert [row["differences"] for row in answer.rows] == [[], None]
    assert answer.err.endswith("that were not compared: 1 (Z).\n")
    words = both([["A", *RIGHT], ["B", *RIGHT]], [["A", *RIGHT]])
    assert "Row 2, B: In order\n  not compared: the second entry has no row" in words.out
    assert words.out.endswith("  Not in the second entry: 1\n")


def test_several_keyings_of_one_protocol_against_one(both):
    first = [["A", *RIGHT], ["A", *with_(invalid=0)]]
    answer = both(first, [["A", *RIGHT]], "--json")
    assert [len(row["differences"]) for row in answer.rows] == [0, 1]


def test_one_protocol_against_several_keyings_that_agree(both):
    answer = both([["A", *with_(invalid=0)]], [["A", *RIGHT], ["A", *RIGHT]], "--json")
    assert [len(row["differences"]) for row in answer.rows] == [1]


def test_a_name_that_stands_as_often_in_both_is_paired_in_order(both):
    first = [["A", *RIGHT], ["A", *with_(invalid=0)]]
    answer = both(first, first, "--json")
    assert [row["differences"] for row in answer.rows] == [[], []]


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_what_cannot_be_compared(both, write, tmp_path, lang):
    first = write("first.csv", ["A", *RIGHT])
    other = ["A", *with_(invalid=0)]
    twice = both([["A", *RIGHT]], [["A", *RIGHT], other], "--json", "--lang", lang)
    assert (twice.code, twice.out) == (2, "")
    one_sentence(twice.err, tmp_path / "second.csv")
    narrow = write("narrow.csv", ["A", *RIGHT[1:]], header=["place", *HEADER[2:]])
    bare = write("bare.csv", RIGHT, header=HEADER[1:])
    for second, words, said in (
        (tmp_path / "none.csv", ["--id", "place"], "none.csv"),
        (first, [], "--id"),
        (first, ["--id", "uik"], "uik"),
        (bare, ["--id", "place"], "bare.csv"),
        (narrow, ["--id", "place"], "registered"),
    ):
        answer = command(FORM, first, "--second", second, *words, "--lang", lang)
        assert (answer.code, answer.out) == (2, "")
        one_sentence(answer.err, said)


def test_without_a_second_keying_nothing_is_said_of_differences(write):
    first = write("first.csv", ["A", *RIGHT])
    assert "differences" not in command(FORM, first, "--id", "place", "--json").rows[0]


def by_the_book(typed, meant):
    """The kind of a wrong keying, straight from the data README, in the order of its sentences."""
    lines = range(len(meant))
    wrong = [i for i in lines if typed[i] != meant[i]]
    if len(wrong) == 2:
        i, j = wrong
        if typed[i] == meant[j] and typed[j] == meant[i]:
            return "lines_swapped"
    if shifted(typed, meant):
        return "block_shifted"
    if one_line_off(typed, meant):
        return "value_in_neighbour"
    return of_digits(typed[wrong[0]], meant[wrong[0]]) if len(wrong) == 1 else "other"


def shifted(typed, meant):
    """Three or more consecutive lines hold the value of the line above, or of the line below."""
    for above_or_below in (-1, 1):
        for start, end in combinations(range(len(meant)), 2):
            run = range(start, end + 1)
            others = [i + above_or_below for i in run]
            if len(run) < 3 or others[0] < 0 or others[-1] >= len(meant):
                continue
            if all(typed[i] == meant[j] for i, j in zip(run, others, strict=True)):
                moved = [i for i in run if typed[i] != meant[i]]
                if len(moved) >= 3 or sum(typed[i] != "0" for i in moved) >= 2:
                    return True
    return False


def one_line_off(typed, meant):
    """One value stands one line off, and its own place is 0, blank or repeated."""
    for i, value in enumerate(meant):
        for off in (i - 1, i + 1):
            for own in ("0", "", value):
                one = list(meant)
                if value != "0" and 0 <= off < len(meant):
                    one[i], one[off] = own, value
                    if one == typed:
                        return True
    return False


def of_digits(typed, meant):
    if typed == "0":
        return "zero_for_value"
    if any(typed == meant[:k] + meant[k + 1] + meant[k] + meant[k + 2 :]
           for k in range(len(meant) - 1)):  # fmt: skip
        return "digits_swapped"
    if typed in dropped(meant):
        return "digit_missing"
    if meant in dropped(typed):
        return "digit_extra"
    if len(typed) == len(meant) and sum(a != b for a, b in zip(typed, meant, strict=True)) == 1:
        return "digit_wrong"
    return "other"


def dropped(text):
    return {"".join(kept) for size in range(1, len(text)) for kept in combinations(text, size)}


@pytest.mark.skipif(not REAL.is_dir(), reason=f"REAL PROTOCOLS NOT FOUND in {REAL}")
def test_wrong_keyings_of_2013_are_named_by_the_book(write):
    with (REAL / "ge2013_keyings_dev.csv").open(encoding="utf-8", newline="") as file:
        keyings = list(csv.DictReader(file))
    right = {(k["district"], k["precinct"]): k for k in keyings if k["equals_verified"] == "1"}
    wrong = [k for k in keyings if k["equals_verified"] == "0" and
             (k["district"], k["precinct"]) in right]  # fmt: skip
    meant = [right[k["district"], k["precinct"]] | {"keying_no": k["keying_no"]} for k in wrong]
    header = list(keyings[0])
    first = write("first.csv", *(k.values() for k in wrong), header=header)
    second = write("second.csv", *(k.values() for k in meant[::-1]), header=header)
    ids = [word for name in header[:3] for word in ("--id", name)]
    rows = command(FORM, first, "--second", second, *ids, "--json").rows
    assert len(rows) == len(wrong) == 842
    names = header[6:]
    named = Counter()
    for row, typed, should in zip(rows, wrong, meant, strict=True):
        (found,) = row["differences"]
        expected = by_the_book([typed[n] for n in names], [should[n] for n in names])
        named[expected, found["kind"]] += 1
        differing = [name for name in names if typed[name] != should[name]]
        assert found["lines"] == differing
        assert found["first"] == [typed[name] for name in differing]
        assert found["second"] == [should[name] for name in differing]
    agreed = sum(count for (expected, found), count in named.items() if expected == found)
    print(json.dumps({f"{a} as {b}": n for (a, b), n in named.most_common()}, indent=1))
    assert agreed >= 0.99 * len(rows)
    assert {expected for expected, _ in named} == set(KINDS)
