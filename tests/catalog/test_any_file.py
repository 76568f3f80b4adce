"""Whatever stands in a file, it is told as problems; nothing else is ever raised."""

import copy
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tally_app.catalog.dump import dump
from tally_app.catalog.library import Library
from tally_app.catalog.problems import worded
from tally_app.catalog.rules import check_file
from tally_app.catalog.source import Source

TINY = Path(__file__).parent / "tiny"
FILES = {kind: (TINY / f"{kind}.toml").read_bytes() for kind in ("form", "election", "night")}
STRANGE = [0, -1, True, "", " ", "x", "x/y", "{", "{item}", "box", "each(box, 1)", "i", "kk"]
STRANGE += [[], [1], ["x"], [[]], [{}], {}, {"kk": 1}, {"kk": {}}, {"x": "y"}, "2030-13-01"]
SETTINGS = settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
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
        inner[last] = data.draw(st.sampled_from(STRANGE))
    check_with(kind, dump(tables).encode(), wordings)


@pytest.mark.parametrize("kind", FILES)
@SETTINGS
@given(cut=st.integers(0, 4000), junk=st.binary(max_size=6))
@example(cut=0, junk=b"")
def test_a_damaged_file(kind, wordings, cut, junk):
    data = FILES[kind]
    cut = min(cut, len(data))
    check_with(kind, data[:cut] + junk + data[cut + len(junk) :], wordings)


@SETTINGS
@given(st.text(alphabet="voters box.sum()+-*<=>[]'\"each,0129 andor", max_size=40))
@example("voters" + " + voters" * 3000)
@example("(" * 300 + "voters" + ")" * 300)
@example("voters == role")
@example("count(box['x'])")
@example("each(box[annulled], each(box, ballots == 0))")
def test_any_expression_is_bound_or_told(wordings, text):
    from tally_app.catalog.forms import load_form
    from tally_app.catalog.problems import CatalogueError
    from tally_app.domain.layout import Piece, lay_out
    from tally_app.domain.relations import Bound, Rulebook

    tables = tomllib.loads(FILES["form"].decode())
    tables["relation"][0].update(check=text, message={"kk": "Артық", "ru": "Больше"})
    try:
        form = load_form(Source("f.toml", dump(tables).encode()), Library())
    except CatalogueError as error:
        assert {p.key for p in error.problems} <= {"relation.V-03.check", "relation.V-03"}
        return
    pieces = {"box": [Piece("1", {"annulled": False}), Piece("2", {"annulled": True})]}
    pieces["member"] = [Piece("m", {"role": "chair", "present": True, "state": "present"})]
    bound = Bound(Rulebook(form), lay_out(form, {**pieces, "option": []}, constants={}))
    bound.evaluate([1] * len(bound.layout.cells))
