"""What relations say about figures: holds, fails and by how much, not yet, not here."""

import ast

import pytest

from tally_app.domain.form.form import Severity
from tally_app.domain.form.layout import Cell
from tally_app.domain.relations.language import parse
from tally_app.domain.relations.rulebook import Status, failures, outer_collection, vocabulary
from tests.domain.making import bind, figures, form, line, outcome, relation

MEMBERS = [
    ("m1", {"role": "chair", "present": True, "state": "present"}),
    ("m2", {"role": "secretary", "present": True, "state": "present"}),
    ("m3", {"role": "member", "present": False, "state": "absent"}),
]
BOXES = [("1", {"annulled": True}), ("2", {"annulled": False}), ("3", {"annulled": True})]


def holds(check, lines=(), typed=None, pieces=None, **said):
    """The single outcome of a relation without items: True, False, or why there is none."""
    found = outcome(check, lines, typed or {}, pieces, **said)
    status, _ = found.pop("")
    assert not found
    return {"holds": True, "fails": False}.get(status, status)


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ("a == 7", True),
        ("a != 7", False),
        ("a <= 7", True),
        ("a >= 8", False),
        ("a < 8", True),
        ("a > 7", False),
        ("-a == 0 - 7", True),
        ("2*a - 4 == a + 3", True),
        ("0 < a <= 7", True),
        ("0 < a < 7", False),
        ("9 > a > 7", False),
        ("7 == a == b", False),
        ("1 <= a <= 9 >= b > 2", True),
        ("a == 7 and b == 3", True),
        ("a == 7 and b == 4", False),
        ("a == 1 or b == 3", True),
        ("a == 1 or b == 1", False),
        ("a == 1 or a == 7 and b == 3", True),
        ("(a == 7 or b == 3) and a == 1", False),
        ("abs(b - a) == 4", True),
        ("odd(a)", True),
        ("odd(a + b)", False),
        ("a", True),
        ("a - 7", False),
        ("a == closes - 1193", True),
        ("options == 0", True),
    ],
)
def test_arithmetic_and_logic(check, expected):
    got = holds(check, ["a", "b"], {"a": 7, "b": 3}, constants={"closes": 1200})
    assert got is expected


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ("count(member) == 3", True),
        ("count(member[present]) == 2", True),
        ('count(member[role == "chair"]) == 1', True),
        ('count(member[role != "chair"]) == 2', True),
        ('count(member[member.role == "chair" or state == "absent"]) == 2', True),
        ('count(member[present and role == "member"]) == 0', True),
        ("count(member[issued > 1]) == 2", True),
        ("count(member[present and issued > 1]) == 1", True),
        ("count(member[present == 1]) == 2", True),
        ("count(member[present][issued > 1]) == 1", True),
        ("count(member[issued > 1][issued > 4]) == 1", True),
        ("count(member[issued > 1][present]) == 1", True),
        ('count(member[role == "chair" or issued == 5]) == 2', True),
        ("count(member[issued]) == 2", True),
        ("sum(member.issued) == 7", True),
        ("sum(member[present].issued) == 2", True),
        ("sum(member[issued > 2].issued) == 5", True),
        ("sum(member.issued + member.extra) == 8", True),
        ("sum(member.issued * member.extra) == 5", True),
        ("sum(member.issued - member.extra) == 6", True),
        ("sum(member[issued > 2].issued - member[issued > 2].extra) == 4", True),
        ("successive(member.issued)", True),
        ("successive(member.extra)", True),
        ("successive(member[issued < 5].issued)", True),
        ("last(member.issued) == 5", True),
        ("last(member[issued < 5].issued) == 2", True),
        ("last(member[issued > 5].issued) == 0", True),
        ("successive(member[issued != 2].extra)", True),
        ("each(member[present], issued <= 2) and a == 1", True),
        ("each(member[issued > 2], present == 1) or a == 1", True),
        ("each(member[issued > 2], present == 1) and a == 1", False),
    ],
)
def test_members_and_their_lines(check, expected):
    lines = ["a", line("member.issued"), line("member.extra")]
    typed = {"a": 1}
    typed |= {"member.issued/m1": 0, "member.issued/m2": 2, "member.issued/m3": 5}
    typed |= {"member.extra/m1": 0, "member.extra/m2": 0, "member.extra/m3": 1}
    assert holds(check, lines, typed, {"member": MEMBERS}) is expected


def test_successive_never_falls():
    lines = [line("call.given")]
    calls = {"call": ["1", "2", "3"]}

    def rising(*given):
        typed = {f"call.given/{i}": n for i, n in enumerate(given, 1)}
        return holds("successive(call.given)", lines, typed, calls)

    assert rising(1, 1, 2) is True
    assert rising(1, 3, 2) is False
    chosen = "successive(call[given < 3].given)"
    typed = {"call.given/1": 1, "call.given/2": 3, "call.given/3": 2}
    assert holds(chosen, lines, typed, calls) is True


def test_annulled_boxes_are_chosen_by_their_state():
    lines = ["invalid_annulled", line("box.ballots")]
    typed = {"invalid_annulled": 13, "box.ballots/1": 9, "box.ballots/2": 10, "box.ballots/3": 4}
    check = "invalid_annulled == sum(box[annulled].ballots)"
    assert outcome(check, lines, typed, {"box": BOXES}) == {"": ("holds", 0)}


def test_each_gives_one_outcome_per_item_with_its_own_difference():
    lines = ["given", line("box.ballots"), line("box.received")]
    typed = {"given": 1, "box.ballots/1": 13, "box.received/1": 12}
    typed |= {"box.ballots/2": 9, "box.received/2": 12}
    check = "each(box, box.ballots <= box.received)"
    boxes = {"box": ["1", "2", "3"]}
    typed |= {"box.ballots/3": 4, "box.received/3": None}
    assert outcome(check, lines, typed, boxes) == {
        "1": ("fails", 1),
        "2": ("holds", -3),
        "3": ("not_checked", None),
    }


def test_each_over_chosen_items():
    lines = [line("member.issued")]
    typed = {f"member.issued/m{i}": 1 for i in (1, 2, 3)}
    chosen = 'each(member[role == "chair" or role == "secretary"], member.issued == 0)'
    assert set(outcome(chosen, lines, typed, {"member": MEMBERS})) == {"m1", "m2"}
    by_value = "each(member[issued > 0], present == 1)"
    typed["member.issued/m3"] = 0
    assert outcome(by_value, lines, typed, {"member": MEMBERS}) == {
        "m1": ("holds", 0),
        "m2": ("holds", 0),
        "m3": ("not_applicable", None),
    }


@pytest.mark.parametrize(
    ("check", "said"),
    [
        ("each(box, box.ballots <= 5)", "not_applicable"),
        ("each(box[ballots > 1], ballots <= 5)", "not_applicable"),
        ("each(pile, pile.ballots <= 5)", "not_applicable"),
        ("last(box.ballots) == 0", "not_applicable"),
        ("sum(box.ballots) == 0", True),
        ("sum(box.ballots) + a == 1", True),
        ("count(box) == 0", True),
        ("successive(box.ballots)", True),
        ("sum(pile.ballots) == 0", "not_applicable"),
        ("count(pile) == 0", "not_applicable"),
    ],
)
def test_nothing_of_a_kind(check, said):
    """No box tonight is 0 ballots; a night that keeps no piles has no such line at all."""
    lines = ["a", line("box.ballots"), line("pile.ballots")]
    assert holds(check, lines, {"a": 1}, {"box": []}) == said


def test_not_entered_is_not_yet_checked_and_never_passed():
    lines = ["a", "b", line("box.ballots")]
    typed = {"a": 1, "b": None, "box.ballots/1": 1}
    boxes = {"box": ["1", "2"]}
    assert holds("a == b", lines, typed, boxes) == "not_checked"
    assert holds("sum(box.ballots) == 1", lines, typed, boxes) == "not_checked"
    assert holds("a == 1 or b == 1", lines, typed, boxes) == "not_checked"
    assert holds("a == 1", lines, typed, boxes) is True


def test_a_spreadsheet_without_the_column_leaves_the_relation_unchecked():
    lines = ["a", "b", line("box.ballots"), line("box.signed"), line("member.issued")]
    unread = ["b", "box.signed", "member.issued"]
    boxes = {"box": ["1"]}
    typed = {"a": 1, "box.ballots/1": 1}

    def said(check):
        return [status for status, _ in outcome(check, lines, typed, boxes, unread=unread).values()]

    assert said("a == b") == ["not_checked"]
    assert said("sum(box.signed) == a") == ["not_checked"]
    assert said("each(box, box.ballots <= box.signed)") == ["not_checked"]
    assert said("each(member, member.issued == 0)") == ["not_checked"]
    assert said("count(member) == 0") == ["not_checked"]
    assert said("each(box, ballots <= signed)") == ["not_checked"]
    assert said("each(box, box.ballots <= a)") == ["holds"]


def test_a_figure_that_cannot_be_established_takes_its_relations_out():
    lines = ["a", "b", line("box.ballots")]
    gone = [Cell("b"), Cell("box.ballots", "2")]
    typed = {"a": 1, "box.ballots/1": 1}
    boxes = {"box": ["1", "2"]}
    said = {"unestablished": gone}
    assert holds("a == b", lines, typed, boxes, **said) == "not_applicable"
    assert holds("sum(box.ballots) == a", lines, typed, boxes, **said) == "not_applicable"
    assert holds("a == 1", lines, typed, boxes, **said) is True


def test_states_and_lines_the_items_do_not_have():
    lines = [line("member.issued"), line("member.extra", optional="switch")]
    nameless = {"member": ["m1"]}
    typed = {"member.issued/m1": 1}
    off = {"off": ["member.extra"]}
    for check in (
        'each(member, role == "chair" or issued == 1)',
        "each(member, member.present == 1)",
        "each(member, member.issued == member.extra)",
        "sum(member.extra) == 0",
        "a == seats",
    ):
        found = outcome(check, ["a", *lines], {**typed, "a": 1}, nameless, **off)
        assert [status for status, _ in found.values()] == ["not_applicable"], check


def test_an_optional_line_is_nothing_while_off_and_required_while_on():
    lines = ["a", "b", line("lost", optional="switch")]
    check = "a == b + optional(lost)"
    typed = {"a": 5, "b": 5}
    assert outcome(check, lines, typed, off=["lost"]) == {"": ("holds", 0)}
    assert outcome(check, lines, typed) == {"": ("not_checked", None)}
    assert outcome(check, lines, {**typed, "lost": 2}) == {"": ("fails", -2)}
    assert outcome("a == b + lost", lines, typed, off=["lost"]) == {"": ("not_applicable", None)}


def test_an_optional_line_of_an_item():
    lines = [line("box.ballots"), line("box.foreign", optional="switch")]
    check = "each(box, box.ballots == optional(box.foreign))"
    typed = {"box.ballots/1": 0}
    boxes = {"box": ["1"]}
    assert outcome(check, lines, typed, boxes, off=["box.foreign"]) == {"1": ("holds", 0)}
    typed["box.foreign/1"] = 3
    assert outcome(check, lines, typed, boxes) == {"1": ("fails", -3)}


def test_when_makes_a_relation_apply():
    lines = ["a", "b"]
    check = relation("a <= b", when="b > 0")
    assert outcome(check, lines, {"a": 5, "b": 0}) == {"": ("not_applicable", None)}
    assert outcome(check, lines, {"a": 5, "b": 1}) == {"": ("fails", 4)}
    per_box = relation("each(box[ballots > 1], ballots <= a)", when="b > 0")
    said = {"a": 3, "b": 1, "box.ballots/1": 5, "box.ballots/2": 1}
    boxes = {"box": ["1", "2"]}
    found = outcome(per_box, [*lines, line("box.ballots")], said, boxes)
    assert found == {"1": ("fails", 2), "2": ("not_applicable", None)}
    found = outcome(per_box, [*lines, line("box.ballots")], {**said, "b": 0}, boxes)
    assert set(found.values()) == {("not_applicable", None)}


def test_only_a_single_comparison_has_a_difference():
    lines, typed = ["a", "b"], {"a": 5, "b": 7}
    assert outcome("a == b", lines, typed) == {"": ("fails", -2)}
    for check in ("a > b and a > 1", "a > b or a > 9", "7 < a < 9", "a - 5"):
        assert outcome(check, lines, typed) == {"": ("fails", None)}, check


def test_one_mistake_one_finding():
    """The sum of the piles says nothing while one pile alone is larger than all."""
    lines = ["pile", "total"]
    relations = [
        relation("pile == total", "D-01", silent_while=("D-03",)),
        relation("pile <= total", "D-03"),
        relation("pile < 100", "S-01", "warning", silent_while=("D-01",)),
    ]
    bound = bind(form(lines, relations))

    def said(pile):
        results = bound.evaluate(figures(bound, {"pile": pile, "total": 10}))
        return [result.status.value for result in results]

    assert said(10) == ["holds", "holds", "holds"]
    assert said(9) == ["fails", "holds", "holds"]
    assert said(11) == ["silent", "fails", "holds"]
    assert said(100) == ["silent", "fails", "silent"]


def test_a_finding_names_only_the_lines_that_fail():
    lines = ["total", "against_all", line("option.votes")]
    check = "each(option, option.votes <= total) and against_all <= total and total > 0"
    bound = bind(form(lines, [check]), {"option": ["a", "b"]})
    typed = {"total": 5, "against_all": 2, "option.votes/a": 6, "option.votes/b": 5}
    (result,) = bound.evaluate(figures(bound, typed))
    assert result.cells == (Cell("option.votes", "a"), Cell("total"))
    assert len(result.failing) == 1


def test_derived_lines_define_themselves():
    lines = [
        line("total", formula="sum(member.issued)"),
        line("twice", formula="2*total"),
        line("lost", formula="nowhere"),
        line("nowhere", optional="switch"),
        line("member.issued"),
        "given",
    ]
    pieces = {"member": ["m1", "m2"]}
    bound = bind(form(lines, ["total == given"]), pieces, off=["nowhere"])
    half = figures(bound, {"member.issued/m1": 3, "member.issued/m2": None})
    assert [bound.derive(x, half) for x in ("total", "twice", "lost")] == [None, None, None]
    full = figures(bound, {"member.issued/m1": 3, "member.issued/m2": 4, "given": 6})
    assert [bound.derive(x, full) for x in ("total", "twice", "lost")] == [7, 14, None]
    assert bound.evaluate(full)[0].difference == 1
    assert Cell("total") not in bound.layout.cells


def test_findings_by_severity():
    relations = [relation("a == 0", "X"), relation("a == 1", "Y", "legal")]
    bound = bind(form(["a"], relations))
    results = bound.evaluate([5])
    assert [r.relation.code for r in failures(results)] == ["X", "Y"]
    assert [r.relation.code for r in failures(results, Severity.LEGAL)] == ["Y"]
    chosen = [check for check in bound.checks if check.relation.code == "Y"]
    assert [r.status for r in bound.evaluate([5], chosen)] == [Status.FAILS]


def test_the_collection_an_outer_each_runs_over():
    words = vocabulary(form([line("box.ballots"), "a"]))
    assert outer_collection(parse("each(box[annulled], ballots == 0)", words)) == "box"
    assert outer_collection(parse("a == 1", words)) == ""
    assert outer_collection(ast.parse("sum(box.ballots)", mode="eval").body) == ""


def test_cells_have_names_that_read_back():
    for cell in (Cell("given"), Cell("box.ballots", "1"), Cell("member.issued", "m/2")):
        assert Cell.read(str(cell)) == cell
    assert str(Cell("box.ballots", "1")) == "box.ballots/1"
