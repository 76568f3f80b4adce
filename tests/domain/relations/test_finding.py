"""A relation that fails, as people read it: what does not hold, and what is true instead."""

import ast
import itertools
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tally_app.catalog.start_texts import load_language
from tally_app.catalog.texts import texts_of
from tally_app.domain.relations.finding import Findings, findings_of
from tally_app.domain.relations.rulebook import Status
from tests.domain.making import RESOURCES, Evening, bind, figures, form, line, relation
from tests.effort import EFFORT

WORDS = {name: load_language(RESOURCES / "texts" / name, texts_of) for name in ("kk", "ru", "en")}
LINES = [line(name, str(number)) for number, name in enumerate("abcdef", 1)]


def plain(text):
    return text.replace("\u202f", " ")


def call(collection, item):
    return f"{collection} {item}"


def found(check, typed, lines=LINES, pieces=None, language="en", **said):
    """The only finding of a relation over small figures."""
    bound = bind(form(lines, [check], {"limit": 5, "closes": 1200}), pieces, **said)
    known = figures(bound, typed)
    (result,) = [x for x in bound.evaluate(known) if x.status is Status.FAILS]
    return Findings(bound, WORDS[language]).finding(result, known, call)


def said(finding):
    return plain(finding.symbols), plain(finding.numbers)


ZERO = dict.fromkeys("abcdef", 0)


@pytest.mark.parametrize(
    ("check", "symbols", "numbers"),
    [
        ("a > 1 and b > 2", "1 > 1; 2 > 2", "0 ≤ 1; 0 ≤ 2"),
        ("a > 1 or b > 2", "1 > 1 or 2 > 2", "0 ≤ 1 and 0 ≤ 2"),
        (
            "a > 1 and b > 2 or c > 3 and d > 4",
            "(1 > 1 and 2 > 2) or (3 > 3 and 4 > 4)",
            "0 ≤ 1 and 0 ≤ 2 and 0 ≤ 3 and 0 ≤ 4",
        ),
        ("a > 1 and b == 0 or c > 3", "1 > 1 or 3 > 3", "0 ≤ 1 and 0 ≤ 3"),
        (
            "a > 1 or (b > 2 or c > 3) and d > 4",
            "1 > 1 or ((2 > 2 or 3 > 3) and 4 > 4)",
            "0 ≤ 1 and 0 ≤ 2 and 0 ≤ 3 and 0 ≤ 4",
        ),
        ("a > 1 or (b > 2 or c > 3)", "1 > 1 or 2 > 2 or 3 > 3", "0 ≤ 1 and 0 ≤ 2 and 0 ≤ 3"),
    ],
)
def test_conditions_joined_by_words_keep_their_shape(check, symbols, numbers):
    assert said(found(check, ZERO)) == (symbols, numbers)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_shape_is_the_same_in_every_language(language):
    both, either = (WORDS[language](f"formula.{word}") for word in ("and", "or"))
    shown = said(found("a > 1 and b > 2 or c > 3 and d > 4", ZERO, language=language))
    assert shown == (
        f"(1 > 1 {both} 2 > 2) {either} (3 > 3 {both} 4 > 4)",
        f"0 ≤ 1 {both} 0 ≤ 2 {both} 0 ≤ 3 {both} 0 ≤ 4",
    )


TREES = st.recursive(
    st.just(()),
    lambda inner: st.tuples(
        st.sampled_from(("and", "or")), st.lists(inner, min_size=2, max_size=3)
    ),
    max_leaves=6,
)


def written(tree, numbers):
    """A condition over lines of their own: each holds when its figure is 1."""
    if not tree:
        return f"{'abcdef'[next(numbers)]} >= 1"
    word, values = tree
    return f" {word} ".join(f"({written(value, numbers)})" for value in values)


@settings(max_examples=150 * EFFORT)
@given(TREES, st.lists(st.booleans(), min_size=6, max_size=6))
def test_mending_what_is_shown_mends_the_relation_and_nothing_less_does(tree, holds):
    """What holds may stay; of what fails, exactly what satisfies the text satisfies the form."""
    check = written(tree, itertools.count())
    typed = {name: int(yes) for name, yes in zip("abcdef", holds, strict=True)}

    def true(figures_now):
        return eval(check, {}, figures_now)  # the relation language is a part of Python

    if true(typed):
        return
    finding = found(check, typed)
    shown = " and ".join(f"({part.symbols})" for part in finding.parts).replace("≥", ">=")
    assert all(eval(part.numbers) for part in finding.parts)
    wrong = [name for name, value in typed.items() if not value]
    for values in itertools.product((0, 1), repeat=len(wrong)):
        now = {**typed, **dict(zip(wrong, values, strict=True))}
        read = re.sub(r"(\d) >= 1", r"line[\1]", shown)
        line_now = {number: now[name] for number, name in enumerate("abcdef", 1)}
        assert bool(eval(read, {}, {"line": line_now})) == bool(true(now)), (check, shown, now)


BOXES = [line("box.ballots", "5.i"), line("box.slips"), line("box.hour", kind="time")]
THREE = {"box": ["x", "y", "z"]}


def boxes(ballots, slips=(0, 0, 0)):
    filled = {f"box.ballots/{box}": value for box, value in zip("xyz", ballots, strict=True)}
    return filled | {f"box.slips/{box}": value for box, value in zip("xyz", slips, strict=True)}


@pytest.mark.parametrize(
    ("check", "symbols", "numbers"),
    [
        ("1 <= sum(box.ballots) <= 3", "1 ≤ 5.1 + … + 5.3 ≤ 3", "4 + 6 + 5 > 3"),
        ("odd(sum(box.ballots) + 1)", None, "4 + 6 + 5 + 1"),
        ("successive(box.ballots)", None, "6 > 5"),
        ("limit == 4 or successive(box.ballots)", None, "5 ≠ 4 and 6 > 5"),
        (
            "limit == 4 or each(box, box.ballots <= 5 and box.slips == 0)",
            "5 = 4 or 5.2 ≤ 5",
            "5 ≠ 4 and 6 > 5",
        ),
        (
            "limit == 4 or each(box, ballots < 5 and slips == 0)",
            "5 = 4 or (5.2 < 5 and 5.3 < 5)",
            "5 ≠ 4 and 6 ≥ 5 and 5 ≥ 5",
        ),
        ("each(box[ballots > 5], box.slips == 1)", "box.slips = 1", "0 ≠ 1"),
    ],
)
def test_conditions_that_are_no_single_comparison_say_what_is_true(check, symbols, numbers):
    shown = said(found(check, boxes((4, 6, 5)), BOXES, THREE))
    assert symbols in (None, shown[0])
    assert shown[1] == numbers


def test_times_that_should_rise_are_times():
    typed = {"box.hour/x": 1205, "box.hour/y": 1210, "box.hour/z": 1150}
    assert found("successive(box.hour)", typed, BOXES, THREE).numbers == "20:10 > 19:10"


@pytest.mark.parametrize(
    ("check", "typed", "gaps"),
    [
        ("a == b + c", {"a": 9, "b": 1, "c": 2}, ["the sum is less by 6"]),
        ("a == b + c", {"a": 1, "b": 1, "c": 2}, ["the sum is more by 2"]),
        ("b + c == a", {"a": 9, "b": 1, "c": 2}, ["the sum is less by 6"]),
        ("a == b + c", {"a": 4, "b": 1, "c": 2}, ["the sum is less by 1"]),
        ("a == b + c", {"a": 2, "b": 1, "c": 2}, ["the sum is more by 1"]),
        ("a <= b", {"a": 9, "b": 1}, ["difference +8"]),
        ("a == b", {"a": 1, "b": 9}, ["difference −8"]),
        ("a != b", {"a": 1, "b": 1}, [""]),
        ("a <= b and a == c", {"a": 9, "b": 1, "c": 2}, ["difference +8", "difference +7"]),
        ("a <= b or a <= c", {"a": 9, "b": 1, "c": 2}, [""]),
    ],
)
def test_the_gap_of_every_part_that_fails(check, typed, gaps):
    assert [part.gap for part in found(check, ZERO | typed).parts] == gaps


def test_between_times_the_gap_is_minutes_and_between_people_it_is_not():
    evening = Evening().lists(voting_end="20:00", count_start="19:40")
    for number in (2, 5, 6):
        evening.do("member_state_noted", member=f"m{number}", state="absent", reason="ill",
                   minutes=None)  # fmt: skip
    now = evening.reckoning()
    findings = findings_of(now.bound, WORDS["en"])
    gaps = {
        key: findings.finding(now.result(key), now.figures, call).parts[0].gap
        for key in ("T-01", "P-01")
    }
    assert gaps == {"T-01": "difference −20\u202fmin", "P-01": "difference −2"}


def test_nobody_else_fills_a_sentence_of_a_form():
    """One writer: the place where ``{difference}`` of a form's sentence gets its figure."""
    code = [p for room in ("tally_app", "reports") for p in (RESOURCES.parent / room).rglob("*.py")]
    filled = {
        path.name
        for path in code
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "format"
        and {"item", "difference"} & {keyword.arg for keyword in node.keywords}
    }  # fmt: skip
    assert filled == {"finding.py"}


def test_a_sentence_names_its_item_and_the_bare_difference():
    check = relation("each(box, box.ballots <= box.slips)")
    sentence = {"en": "{item}: {difference} too many"}
    check = type(check)(check.code, check.check, check.severity, sentence)
    finding = found(check, boxes((4, 0, 0)), BOXES, THREE)
    assert (finding.name, finding.sentence) == ("box x", "box x: 4 too many")
    assert (finding.hint, finding.difference) == ("", "+4")


@settings(max_examples=60 * EFFORT)
@given(
    st.sampled_from(
        [
            "a == b + c",
            "b + c == a",
            "a <= b - c",
            "a == sum(box.ballots)",
            "a == b + sum(box[annulled].ballots)",
            "a == b - sum(box.ballots)",
            "2*a == b",
            "sum(box[ballots > 1].ballots) == a",
            "each(box, box.ballots < a)",
            "a < limit",
        ]
    ),
    st.integers(1, 15),
    st.lists(st.tuples(*[st.integers(0, 1500)] * 4), min_size=2, max_size=6),
)
def test_figures_filled_into_a_kept_shape_are_those_written_anew(check, many, rows):
    """Whatever was written first: other figures, annulled boxes, sums written as one figure."""
    lines = [*LINES[:3], line("box.ballots", "5.i")]
    pieces = {"box": [(f"b{i}", {"annulled": i % 2 == 0}) for i in range(many)]}
    bound = bind(form(lines, [check], {"limit": 5}), pieces)
    kept = Findings(bound, WORDS["en"])
    for a, b, c, d in rows:
        typed = {"a": a, "b": b, "c": c}
        typed |= {f"box.ballots/b{i}": d * (i % 3) for i in range(many)}
        known = figures(bound, typed)
        for result in bound.evaluate(known):
            if result.status is Status.FAILS:
                anew = Findings(bound, WORDS["en"]).finding(result, known, call)
                assert kept.finding(result, known, call).parts == anew.parts


def test_a_receipt_shows_a_figure_as_a_figure_and_a_time_as_a_time():
    at = replace(line("at", "7"), kind="time")
    finding = found("a == b", {**ZERO, "a": 1200, "b": 1205})
    assert [(number, plain(figure)) for number, _, figure in finding.receipt] == [
        ("1", "1 200"), ("2", "1 205")
    ]  # fmt: skip
    finding = found("at <= closes", {"at": 1215}, [at])
    assert finding.receipt[0][2] == "20:15"
