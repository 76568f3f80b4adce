"""Whatever stands in a file, it is told as problems; nothing else is ever raised."""

import copy
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tally_app.catalog.check import check_file
from tally_app.catalog.dump import dump
from tally_app.catalog.forms import read_form
from tally_app.catalog.library import Library
from tally_app.catalog.problems import Problems, worded
from tally_app.catalog.source import Source
from tally_app.domain.form.layout import Piece, lay_out
from tally_app.domain.relations.rulebook import Bound, Rulebook
from tests.effort import EFFORT

TINY = Path(__file__).parent / "tiny"
FILES = {kind: (TINY / f"{kind}.toml").read_bytes() for kind in ("form", "election", "night")}
STRANGE = [0, -1, True, "", " ", "x", "x/y", "{", "{item}", "box", "each(box, 1)", "i", "kk"]
STRANGE += [[], [1], ["x"], [[]], [{}], {}, {"kk": 1}, {"kk": {}}, {"x": "y"}, "2030-13-01"]
SETTINGS = settings(
    max_examples=300 * EFFORT,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def leaves(value, path=()):
    """Every place of a tree of tables and lists, inner ones first."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, child in inner:
        if isinstance(child, dict | list):
            yield from leaves(child, (*path, key))
        yield (*path, key)


def check_with(kind, data, wordings):
    sources = [Source(f"{name}.toml", other) for name, other in FILES.items() if name != kind]
    source = Source("bad.toml", data)
    problems = check_file(source, Library(sources=[*sources, source]))
    for problem in problems:
        for wording in wordings.values():
            assert worded(problem, wording)
    return problems


@pytest.mark.parametrize("kind", FILES)
@SETTINGS
@given(data=st.data())
def test_any_value_in_any_place(kind, wordings, data):
    tables = copy.deepcopy(tomllib.loads(FILES[kind].decode()))
    tables = {**tables, "day": str(tables["day"])} if "day" in tables else tables
    for _ in range(data.draw(st.integers(1, 3))):
        if not list(leaves(tables)):
            break
        *path, last = data.draw(st.sampled_from(list(leaves(tables))))
        inner = tables
        for key in path:
            inner = inner[key]
        inner[last] = copy.deepcopy(data.draw(st.sampled_from(STRANGE)))
    check_with(kind, dump(tables).encode(), wordings)


@pytest.mark.parametrize("kind", FILES)
@SETTINGS
@given(cut=st.integers(0, 4000), junk=st.binary(max_size=6))
@example(cut=0, junk=b"")
def test_a_damaged_file(kind, wordings, cut, junk):
    data = FILES[kind]
    cut = min(cut, len(data))
    check_with(kind, data[:cut] + junk + data[cut + len(junk) :], wordings)


ITEMS = st.sampled_from(
    [
        "box",
        "member",
        "option",
        "box[annulled]",
        "member[present]",
        "voters",
        "pile",
        "box[ballots > 1]",
        "member[role == 'chair' or state != 'absent']",
        "box[annulled == 1]",
        "box[box]",
        "box.ballots",
    ]
)
ATOMS = st.sampled_from(
    [
        "voters",
        "total",
        "limit",
        "seats",
        "1",
        "0",
        "'chair'",
        "role",
        "annulled",
        "box",
        "issued",
        "ballots",
        "box.ballots",
        "member.issued",
        "member.role",
        "box.annulled",
        "option.votes",
        "stationary.ballots",
        "True",
        "1.5",
        "None",
        "optional(voters)",
        "optional(box.ballots)",
    ]
)


def larger(inner):
    """Expressions of expressions: most of them mean something, some of them nothing."""
    sign = st.sampled_from(["+", "-", "*", "==", "!=", "<=", ">", " and ", " or ", "/", " in "])
    call = st.sampled_from(
        ["abs", "odd", "sum", "count", "last", "successive", "optional", "print"]
    )
    return st.one_of(
        st.builds("({}{}{})".format, inner, sign, inner),
        st.builds("({} <= {} < {})".format, inner, inner, inner),
        st.builds("{}({})".format, call, inner),
        st.builds("sum({}.{})".format, ITEMS, st.sampled_from(["ballots", "issued", "role"])),
        st.builds("sum({0}.ballots + {0}.ballots)".format, ITEMS),
        st.builds("count({})".format, ITEMS),
        st.builds("each({}, {})".format, ITEMS, inner),
        st.builds("-{}".format, inner),
        st.builds("not {}".format, inner),
    )


@SETTINGS
@given(st.one_of(st.recursive(ATOMS, larger, max_leaves=8), st.text(max_size=20)))
@example("voters" + " + voters" * 3000)
@example("(" * 300 + "voters" + ")" * 300)
@example("voters == role")
@example("not voters in voters")
@example("not voters is voters < voters")
@example("count(box['x'])")
@example("each(box[annulled], each(box, ballots == 0))")
def test_any_expression_is_bound_or_told(wordings, text):
    tables = tomllib.loads(FILES["form"].decode())
    tables["relation"][0].update(check=text, message={"kk": "Артық", "ru": "Больше"})
    problems = Problems()
    form = read_form(Source("f.toml", dump(tables).encode()), Library(), problems)
    if len(problems):
        assert {p.key for p in problems} <= {"relation.V-03.check", "relation.V-03"}
        return
    pieces = {"box": [Piece("1", {"annulled": False}), Piece("2", {"annulled": True})]}
    pieces["member"] = [Piece("m", {"role": "chair", "present": True, "state": "present"})]
    bound = Bound(Rulebook(form), lay_out(form, {**pieces, "option": []}, constants={}))
    for figure in (0, 1, 2):
        results = bound.evaluate([figure] * len(bound.layout.cells))
        assert all(type(result.difference) in (int, type(None)) for result in results)
