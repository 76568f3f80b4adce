"""Random expressions: the bound closures say what a second, naive reading of the same thing says.

The naive side never sees the text: every strategy draws a text together with a Python function.
"""

import operator

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tally_app.domain.relations.language import LONGEST
from tests.domain.making import bind, figures, form, line
from tests.effort import EFFORT

SIGNS = {
    "==": operator.eq,
    "!=": operator.ne,
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}
signs = st.sampled_from(sorted(SIGNS))
counts = st.integers(0, 6)


class NoBoxError(Exception):
    """The last of nothing: the relation is not applicable."""


def constant(value):
    return str(value), lambda night, box: value


def plain(name):
    return name, lambda night, box: night[name]


def of_box(name):
    return f"box.{name}", lambda night, box: box[name]


def arithmetic(one, sign, other):
    do = {"+": operator.add, "-": operator.sub, "*": operator.mul}[sign]
    return f"({one[0]} {sign} {other[0]})", lambda n, b: do(one[1](n, b), other[1](n, b))


def absolute(one):
    return f"abs({one[0]})", lambda n, b: abs(one[1](n, b))


def negative(one):
    return f"-{one[0]}", lambda n, b: -one[1](n, b)


def compared(sides, between):
    text = sides[0][0]
    for sign, side in zip(between, sides[1:], strict=False):
        text += f" {sign} {side[0]}"

    def holds(night, box):
        values = [side[1](night, box) for side in sides]
        pairs = zip(values, between, values[1:], strict=False)
        return all(SIGNS[sign](a, b) for a, sign, b in pairs)

    return text, holds


def joined(word, conditions):
    every = all if word == "and" else any
    text = f" {word} ".join(f"({c[0]})" for c in conditions)
    return text, lambda n, b: every([c[1](n, b) for c in conditions])


def denied(one):
    return f"not ({one[0]})", lambda n, b: not one[1](n, b)


def most(name, sides):
    choose = {"max": max, "min": min}[name]
    text = f"{name}({', '.join(side[0] for side in sides)})"
    return text, lambda n, b: choose(side[1](n, b) for side in sides)


def is_odd(one):
    return f"odd({one[0]})", lambda n, b: one[1](n, b) % 2 == 1


everything = st.just(("box", lambda night: night["boxes"]))


def chosen(condition):
    return f"box[{condition[0]}]", lambda n: [b for b in n["boxes"] if condition[1](n, b)]


def numbers(inside):
    leaves = [st.integers(0, 5).map(constant), st.sampled_from("ab").map(plain)]
    if inside:
        leaves += [st.sampled_from("xy").map(of_box)] * 2
    else:
        name = st.sampled_from("xy")
        leaves.append(st.builds(_count, selections))
        leaves.append(st.builds(_sum, selections, name))
        leaves.append(st.builds(_last, st.deferred(lambda: in_a_box), name))
        leaves.append(st.builds(_sum_of_two, selections, st.sampled_from("+-*")))
    leaf = st.one_of(leaves)
    return st.recursive(
        leaf,
        lambda deeper: st.one_of(
            st.builds(arithmetic, deeper, st.sampled_from("+-*"), deeper),
            deeper.map(absolute),
            deeper.map(negative),
            st.builds(
                most, st.sampled_from(["max", "min"]), st.lists(deeper, min_size=2, max_size=3)
            ),
        ),
        max_leaves=3,
    )


def _count(of):
    return f"count({of[0]})", lambda n, b: len(of[1](n))


def _sum(of, name):
    return f"sum({of[0]}.{name})", lambda n, b: sum(box[name] for box in of[1](n))


def _last(condition, name):
    def last(night, __):
        if not night["boxes"]:
            raise NoBoxError
        values = [b[name] for b in night["boxes"] if b["x"] >= 0 and condition[1](night, b)]
        return values[-1] if values else 0

    # Chosen by figures: where nothing is chosen the last of it is 0.
    return f"last(box[x >= 0 and ({condition[0]})].{name})", last


def _sum_of_two(of, sign):
    do = {"+": operator.add, "-": operator.sub, "*": operator.mul}[sign]
    text = f"sum({of[0]}.x {sign} {of[0]}.y)"
    return text, lambda n, b: sum(do(box["x"], box["y"]) for box in of[1](n))


def _each(of, condition):
    text = f"each({of[0]}, {condition[0]})"
    return text, lambda n, b: all(condition[1](n, box) for box in of[1](n))


def _rising(of, name):
    def holds(night, _):
        values = [box[name] for box in of[1](night)]
        return values == sorted(values)

    return f"successive({of[0]}.{name})", holds


def comparisons(of):
    sides = st.lists(of, min_size=2, max_size=3)
    return st.builds(compared, sides, st.lists(signs, min_size=2, max_size=2))


def conditions(inside):
    leaves = [comparisons(numbers(inside))] * 3 + [numbers(inside).map(is_odd)]
    leaves += [leaf.map(denied) for leaf in leaves[2:]]
    if inside:
        state = ("annulled", lambda n, b: b["annulled"])
        leaves += [st.just(state), st.just(("box.annulled == 0", lambda n, b: not b["annulled"]))]
    else:
        leaves.append(st.builds(_each, selections, st.deferred(lambda: in_a_box)))
        leaves.append(st.builds(_rising, selections, st.sampled_from("xy")))
    return st.recursive(
        st.one_of(leaves),
        lambda deeper: st.builds(
            joined, st.sampled_from(["and", "or"]), st.lists(deeper, min_size=2, max_size=3)
        ),
        max_leaves=4,
    )


selections = st.deferred(lambda: st.one_of(everything, in_a_box.map(chosen)))
in_a_box = conditions(inside=True)
expressions = conditions(inside=False)
boxes = st.lists(st.fixed_dictionaries({"x": counts, "y": counts, "annulled": st.booleans()}))
nights = st.fixed_dictionaries({"a": counts, "b": counts, "boxes": boxes})


def bound_to(text, night):
    lines = ["a", "b", line("box.x"), line("box.y")]
    items = [(str(i), {"annulled": box["annulled"]}) for i, box in enumerate(night["boxes"])]
    typed = {"a": night["a"], "b": night["b"]}
    for i, box in enumerate(night["boxes"]):
        typed |= {f"box.x/{i}": box["x"], f"box.y/{i}": box["y"]}
    bound = bind(form(lines, [text]), {"box": items})
    return bound, figures(bound, typed)


@settings(max_examples=300 * EFFORT, deadline=None)
@given(expressions, nights)
def test_a_relation_fails_exactly_where_its_naive_reading_is_false(expression, night):
    text, naive = expression
    assume(len(text) <= LONGEST)
    bound, values = bound_to(text, night)
    said = {result.status.value for result in bound.evaluate(values)}
    assert said <= {"holds", "fails", "not_applicable"}
    try:
        assert ("fails" in said) == (not naive(night, None)), text
    except NoBoxError:
        assert said == {"not_applicable"}


@settings(max_examples=200 * EFFORT, deadline=None)
@given(numbers(inside=False), numbers(inside=False), nights)
def test_the_difference_is_left_minus_right(left, right, night):
    bound, values = bound_to(f"{left[0]} == {right[0]}", night)
    (result,) = bound.evaluate(values)
    try:
        assert result.difference == left[1](night, None) - right[1](night, None)
    except NoBoxError:
        assert result.status.value == "not_applicable"


@settings(max_examples=200 * EFFORT, deadline=None)
@given(expressions, nights, st.data())
def test_with_a_figure_missing_nothing_is_made_up(expression, night, data):
    """A relation that could be checked with a gap says the same whatever fills the gap."""
    bound, values = bound_to(expression[0], night)
    slot = data.draw(st.integers(0, len(values) - 1))
    whole = bound.evaluate(values)
    gap = bound.evaluate([None if i == slot else v for i, v in enumerate(values)])
    for full, part in zip(whole, gap, strict=True):
        assert part.status.value == "not_checked" or part.status is full.status
