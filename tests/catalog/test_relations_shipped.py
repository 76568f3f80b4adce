"""Every relation of every shipped form against a second, naive reading of its text by Python."""

from __future__ import annotations

import ast
import functools
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tally_app.catalog.forms import load_form
from tally_app.catalog.nights import load_night
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.reckoning import pieces
from tally_app.domain.relations.language import collection_of
from tally_app.domain.relations.rulebook import Status, outer_collection
from tests.effort import EFFORT

NIGHTS = ["aral-2021-night", "bershugir-2021-night", "shieli-2021-night", "ulken-2021-night"]
NIGHTS += ["everything-on"]
STATES = {"role", "present", "state", "annulled", "removed", "undecided", "elsewhere"}
SIGNED = 24 * 60 - 1


class Naive(ast.NodeTransformer):
    """Rewrites the relation language as ordinary Python over lists of objects."""

    def __init__(self):
        self.inside: list[str] = []

    def items(self, node):
        name = collection_of(node)
        if isinstance(node, ast.Name):
            here = ast.List([ast.Name(name, ast.Load())], ast.Load())
            return here if name in self.inside else ast.Name(f"all_{name}", ast.Load())
        if isinstance(node, ast.Attribute):
            owner = collection_of(node.value)
            rows = ast.Attribute(ast.Name(owner, ast.Load()), name, ast.Load())
            targets = [
                ast.comprehension(ast.Name(owner, ast.Store()), self.items(node.value), [], 0),
                ast.comprehension(ast.Name(name, ast.Store()), rows, [], 0),
            ]
            return ast.ListComp(ast.Name(name, ast.Load()), targets)
        self.inside.append(name)
        chosen = self.visit(node.slice)
        self.inside.pop()
        target = ast.comprehension(ast.Name(name, ast.Store()), self.items(node.value), [chosen], 0)
        return ast.ListComp(ast.Name(name, ast.Load()), [target])

    def over(self, name, items, element):
        target = ast.comprehension(ast.Name(name, ast.Store()), items, [], 0)
        return ast.ListComp(element, [target])

    def values(self, node):
        """The values of a sum: one line of every row, or several added up row by row."""
        line = next(n for n in ast.walk(node) if isinstance(n, ast.Attribute))
        name = collection_of(line.value)
        return self.over(name, self.items(line.value), _Row(name).visit(node))

    def call(self, function, *arguments):
        return ast.Call(ast.Name(function, ast.Load()), list(arguments), [])

    def visit_Call(self, node):
        first = node.args[0]
        match node.func.id:
            case "each":
                name = collection_of(first)
                items = self.items(first)
                self.inside.append(name)
                condition = self.visit(node.args[1])
                self.inside.pop()
                return self.call("all", self.over(name, items, condition))
            case "sum":
                return self.call("sum", self.values(first))
            case "successive" | "last":
                name = collection_of(first.value)
                there = self.call("hasattr", ast.Name(name, ast.Load()), ast.Constant(first.attr))
                values = self.values(first)
                values.generators[-1].ifs.append(there)
                return self.call(node.func.id, values)
            case "count":
                return self.call("len", self.items(first))
            case "optional":
                return self.visit(first)
            case _:
                return self.generic_visit(node)

    def visit_Name(self, node):
        if node.id in STATES and self.inside:
            return ast.Attribute(ast.Name(self.inside[-1], ast.Load()), node.id, ast.Load())
        return node

    def visit_BoolOp(self, node):
        """Every condition is looked at: a relation needs all its figures."""
        function = "all" if isinstance(node.op, ast.And) else "any"
        return self.call(function, ast.List([self.visit(x) for x in node.values], ast.Load()))


class _Row(ast.NodeTransformer):
    """``option.bundle.ballots`` as ``bundle.ballots``, for a bundle at hand."""

    def __init__(self, name):
        self.name = name

    def visit_Attribute(self, node):
        return ast.Attribute(ast.Name(self.name, ast.Load()), node.attr, ast.Load())


EMPTY = (AttributeError, NameError)


def some(values):
    """Nothing at all can neither rise nor have a last one."""
    if not values:
        raise NameError("nothing was entered")
    return values


#: What the functions of the language are in Python; a figure that is not there is no attribute.
FUNCTIONS = {
    "odd": lambda n: n % 2 == 1,
    "last": lambda values: some(values)[-1],
    "successive": lambda values: some(values) == sorted(values),
}


def evaluate(text_or_tree, names):
    """Value of an expression (or of one side of it) by Python itself."""
    text = text_or_tree if isinstance(text_or_tree, str) else ast.unparse(text_or_tree)
    return eval(python_of(text), {**FUNCTIONS, **names})


@functools.cache
def python_of(text):
    tree = Naive().visit(ast.parse(text, mode="eval").body)
    return compile(ast.fix_missing_locations(ast.Expression(tree)), text, "eval")


class Oracle:
    """What must come out, from the texts of the form, the items of the night and the figures."""

    def __init__(self, replay):
        self.form = replay.form
        self.pieces = pieces(replay.night, replay.contest)
        election = replay.night.rules.election
        self.constants = {**self.form.constants, **election.constants}

    def names(self, figures, off):
        names = {**self.constants, "stationary": SimpleNamespace()}
        for collection, of in self.pieces.items():
            names[f"all_{collection}"] = [SimpleNamespace(id=p.id, **p.states) for p in of]
        for collection in self.form.collections:
            for parent in names.get(f"all_{collection.parent}", ()):
                rows = zip(self.pieces[collection.id], names[f"all_{collection.id}"], strict=True)
                owner = (collection.parent, parent.id)
                setattr(parent, collection.id, [x for piece, x in rows if owner in piece.owners])
        for line in self.form.lines:
            if line.formula or (line.id in off and not line.collection):
                names[line.id] = 0
        for cell, value in figures.items():
            owner, _, attribute = cell.line.rpartition(".")
            if value is None:
                continue
            if cell.item:
                item = next(x for x in names[f"all_{owner}"] if x.id == cell.item)
                setattr(item, attribute, value)
            elif owner:
                setattr(names[owner], attribute, value)
            else:
                names[cell.line] = value
        for line in self.form.lines:
            if line.formula:
                names[line.id] = evaluate(line.formula, names)
        return names

    def results(self, figures, off):
        names = self.names(figures, off)
        found = [x for r in self.form.relations for x in self.relation(r, names, off)]
        failing = {code for code, _, status, _ in found if status is Status.FAILS}
        silenced = {r.key: set(r.silent_while) for r in self.form.relations}
        return {
            key: (
                (Status.SILENT, None)
                if status is Status.FAILS and silenced[key.split("/")[0]] & failing
                else (status, difference)
            )
            for _, key, status, difference in found
        }

    def relation(self, relation, names, off):
        tree = ast.parse(relation.check, mode="eval").body
        if self.lacks(tree, off):
            yield relation.code, relation.key, Status.NOT_APPLICABLE, None
            return
        collection = outer_collection(tree)
        if not collection:
            yield self.one(relation, relation.key, tree, names)
            return
        chosen, asked = tree.args[0], None
        if isinstance(chosen, ast.Subscript) and not _states_only(chosen.slice):
            # A row that is not selected by its figures has its say too: it is not applicable.
            chosen, asked = chosen.value, chosen.slice
        listed = ast.fix_missing_locations(ast.Expression(Naive().items(chosen)))
        items = eval(compile(listed, "items", "eval"), dict(names))
        if not items:
            yield relation.code, relation.key, Status.NOT_APPLICABLE, None
        for item in items:
            inner = {**names, collection: item, f"all_{collection}": [item]}
            yield self.one(relation, f"{relation.key}/{item.id}", tree.args[1], inner, asked)

    def one(self, relation, key, tree, names, asked=None):
        try:
            whens = [evaluate(x, names) for x in (relation.when, asked) if x]
            holds = evaluate(tree, names)
        except EMPTY:
            return relation.code, key, Status.NOT_APPLICABLE, None
        if not all(whens):
            return relation.code, key, Status.NOT_APPLICABLE, None
        status = Status.HOLDS if holds else Status.FAILS
        difference = None
        if isinstance(tree, ast.Compare) and len(tree.ops) == 1:
            difference = evaluate(tree.left, names) - evaluate(tree.comparators[0], names)
        return relation.code, key, status, difference

    def lacks(self, tree, off):
        """A line that is off, and is not asked for by ``optional``."""
        optional = {
            ast.unparse(node.args[0])
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and node.func.id == "optional"
        }
        used = {ast.unparse(n) for n in ast.walk(tree) if isinstance(n, ast.Name | ast.Attribute)}
        return bool((used - optional) & off)


def _states_only(tree):
    return {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)} <= STATES


class Bench:
    """One seed night, complete, whose figures can be moved."""

    def __init__(self, night):
        self.night = night
        self.oracle = Oracle(night)
        self.layout = night.reckoning().layout
        known = night.reckoning().figures
        self.figures = dict(zip(self.layout.cells, known, strict=True))
        self.figures[Cell("signed")] = SIGNED
        self.bound = night.reckoning().bound

    def real(self, figures):
        listed = [figures[cell] for cell in self.layout.cells]
        return {r.key: (r.status, r.difference) for r in self.bound.evaluate(listed)}

    def expected(self, figures):
        return self.oracle.results(figures, self.layout.off)

    def needs(self, key):
        checks = {
            f"{c.relation.key}/{c.item}" if c.item else c.relation.key: c for c in self.bound.checks
        }
        check = checks[key]
        return {self.layout.cells[slot] for slot in (*check.needs, *check.asks)}


@pytest.fixture(scope="session")
def benches(library, replay, rules_of):
    return {name: Bench(replay(name)) for name in NIGHTS[:-1]} | {
        NIGHTS[-1]: Bench(everything_on(library, replay("shieli-2021-night"), rules_of))
    }


#: One row of every collection the relations look at, and a figure in every line of the day.
ROWS = [("delivery", "1", False), ("trip", "1", True), ("entry", "1", True), ("entry", "2", True)]
ROWS += [("page", "1", True)]
MEMBERS = [f"m{i}" for i in range(1, 8)]
DAY = {
    "delivery.act/1": "7", "delivery.days_before/1": "2", "delivery.ballots/1": "3000",
    "delivery.returned/1": "10", "delivery.from/1": "аумақтық комиссия",
    "trip.box/1": "1", "trip.left/1": "12:30", "trip.back/1": "15:10", "trip.first/1": "m4",
    "trip.second/1": "m5", "trip.taken/1": "30", "trip.returned/1": "3",
    "trip.last_application/1": "11:40",
    "entry.time/1": "09:15", "entry.what/1": "observer_act", "entry.text/1": "акт",
    "entry.sheets/1": "2", "entry.time/2": "22:15", "entry.what/2": "dissent",
    "entry.text/2": "пікір", "entry.sheets/2": "1", "nothing_happened": "entries",
    "page.listed/1": "2500", "page.added/1": "12", "page.struck/1": "3",
    "page.listed_again/1": "2500", "page.added_again/1": "12", "page.struck_again/1": "3",
    "list_delivered": "2480", "list_added": "9", "list_removed": "5", "list_certificates": "4",
    "wall_clock": "20:03",
    **{f"turnout.given/{hour}:00": str(20 * hour) for hour in range(10, 22, 2)},
    **{f"member.{line}/{m}": "0" for line in ("taken_over", "passed_on") for m in MEMBERS},
    **{f"member.handed/{m}": "400" for m in MEMBERS},
    **{f"member.returned/{m}": "20" for m in MEMBERS},
    "page.member/1": "m4", "page.member_again/1": "m4",
    "page.signed/1": "350", "page.signed_again/1": "350",
}  # fmt: skip
PILES = {
    "moved_in": "3", "moved_out": "1", "voted_outside": "9", "voted_certificate": "4",
    "dispute.what/1": "белгі", "dispute.outcome/1": "valid", "dispute.votes/1": "5",
}  # fmt: skip


def fill(night, rows, figures):
    for collection, item, day in rows:
        night.do("item_added", {"collection": collection, "item": item}, day=day)
    for key, text in figures.items():
        night.type(Cell.read(key), text)


def everything_on(library, like, rules_of):
    """The Shieli night with every optional line switched on and its first box annulled."""
    night = type(like)(rules_of("shieli-2021"), "998")
    for line in ("ballots_spoiled", "ballots_lost", "ballots_found"):
        night.do("line_switched", {"line": line, "on": True})
        night.type(Cell(line), "2")
    fill(night, ROWS, DAY)
    night.play(load_night(library.night("shieli-2021-night"), library))
    for line in ("moved_in", "moved_out", "voted_outside", "voted_certificate"):
        night.do("line_switched", {"line": line, "on": True})
    option = night.night.rules.election.contests[0].options[0].id
    bundles = [("bundle", f"{option}.{i}", False) for i in (1, 2)]
    fill(night, [*bundles, ("dispute", "1", False)], PILES)
    votes = night.reckoning().value(Cell("option.votes", option))
    bundled = {f"{option}.1": "50", f"{option}.2": str(votes - 50)}
    fill(night, [], {f"bundle.ballots/{item}": text for item, text in bundled.items()})
    too_many = night.reckoning().value(Cell("box.applications_received", "1")) + 1
    night.type(Cell("box.ballots", "1"), str(too_many))
    night.do("box_counted_again", {"box": "1", "value": too_many})
    night.do("box_annulled", {"box": "1", "annulled": True})
    return night


def silences(bench, cell, key):
    """Whether a relation that needs the figure may make another one silent."""
    codes = bench.oracle.form.relation(key.split("/")[0]).silent_while
    others = [k for k in bench.real(bench.figures)
              if bench.oracle.form.relation(k.split("/")[0]).code in codes]  # fmt: skip
    return any(cell in bench.needs(other) for other in others)


@pytest.mark.parametrize("name", NIGHTS)
@pytest.mark.parametrize("step", [-1, 1])
def test_moving_one_line_by_one_moves_exactly_the_relations_that_need_it(benches, name, step):
    bench = benches[name]
    before = bench.real(bench.figures)
    assert before == bench.expected(bench.figures)
    for cell, value in bench.figures.items():
        if value is None:
            continue
        moved = {**bench.figures, cell: value + step}
        after = bench.real(moved)
        assert after == bench.expected(moved), cell
        for key in after:
            if after[key] != before[key]:
                assert cell in bench.needs(key) or silences(bench, cell, key), (cell, key)


def comparisons(bench):
    """Every outcome of the night that is one comparison, with its operator."""
    for key, (status, difference) in bench.real(bench.figures).items():
        relation = bench.oracle.form.relation(key.split("/")[0])
        tree = ast.parse(relation.check, mode="eval").body
        tree = tree.args[1] if outer_collection(tree) else tree
        single = isinstance(tree, ast.Compare) and len(tree.ops) == 1
        if single and status is not Status.NOT_APPLICABLE and bench.needs(key):
            yield key, type(tree.ops[0]), difference


HOLDS_AT = {
    ast.Eq: (False, True, False),
    ast.LtE: (True, True, False),
    ast.GtE: (False, True, True),
    ast.Lt: (True, False, False),
    ast.Gt: (False, False, True),
    ast.NotEq: (True, False, True),
}


#: What is multiplied (the reserve of one per cent, a majority) steps over equality.
STEEP = 2


@pytest.mark.parametrize("name", NIGHTS)
def test_every_comparison_at_equality_and_one_beside_it(benches, name):
    bench = benches[name]
    for key, operator, difference in comparisons(bench):
        tried = 0
        for cell in bench.needs(key):
            up = bench.real({**bench.figures, cell: bench.figures[cell] + 1})[key][1]
            slope = 0 if up is None else up - difference
            tried += 2 * (abs(slope) >= STEEP)
            for target, holds in zip((-1, 0, 1), HOLDS_AT[operator], strict=True):
                if not slope or (target - difference) % slope:
                    continue
                value = bench.figures[cell] + (target - difference) // slope
                if value < 0:
                    continue
                moved = {**bench.figures, cell: value}
                status, reached = bench.real(moved)[key]
                assert (status, reached) == bench.expected(moved)[key]
                if status in (Status.HOLDS, Status.FAILS):
                    tried += 1
                    assert reached == target
                    assert (status is Status.HOLDS) == holds, (key, cell, target)
        # A condition may leave equality out: T-05b is T-05a where the difference is larger.
        assert tried >= 2 or bench.oracle.form.relation(key.split("/")[0]).when, key


def test_the_seed_nights_reach_every_comparison_of_the_form(benches):
    form = benches[NIGHTS[0]].oracle.form
    reached = {key.split("/")[0] for bench in benches.values() for key, _, _ in comparisons(bench)}
    single = {
        relation.key
        for relation in form.relations
        if isinstance(tree := inner(relation.check), ast.Compare) and len(tree.ops) == 1
    }
    # P-01 and P-03 compare people, C-03b needs six missing ballots, X-01 and X-02 a second contest,
    # D-10 and D-11 a removed option: all have tests of their own. T-05b is T-05a where more is
    # missing.
    # B-04b asks who was appointed, which no seed night says: tests/catalog/test_day_relations.py.
    # V-07 wants a special precinct: tests/catalog/test_precincts.py; S-07 wants bundles of two
    # piles: tests/catalog/test_bundles.py.
    assert single - reached == {
        "B-04b",
        "P-01",
        "P-03",
        "C-03b",
        "T-05a",
        "X-01",
        "X-02",
        "D-10",
        "D-11",
        "V-07",
        "S-07",
    }


def inner(text):
    tree = ast.parse(text, mode="eval").body
    return tree.args[1] if outer_collection(tree) else tree


@settings(
    max_examples=100 * EFFORT,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_any_figures_give_what_python_says(benches, data):
    bench = benches[data.draw(st.sampled_from(NIGHTS))]
    moved = dict(bench.figures)
    for cell in data.draw(st.lists(st.sampled_from(list(moved)), max_size=6, unique=True)):
        known = st.sampled_from(sorted({x for x in moved.values() if x is not None}))
        moved[cell] = data.draw(st.one_of(st.integers(0, 3100), known))
    assert bench.real(moved) == bench.expected(moved)


@pytest.mark.parametrize(
    ("members", "present", "voters", "failing"),
    [
        (7, 5, 2494, set()),
        (7, 4, 2494, {"P-01"}),
        (5, 5, 2000, set()),
        (5, 5, 2001, {"P-02"}),
        (6, 6, 2000, {"P-02"}),
        (9, 9, 2001, set()),
        (9, 6, 2000, {"P-02"}),
        (3, 2, 2000, {"P-02"}),
    ],
)
def test_relations_about_people(new_night, found, members, present, voters, failing):
    night = new_night("ulken-2021", "997")
    for i in range(6, members + 1):
        night.do("member_listed", {"id": f"m{i}", "name": "Мысалов", "office": "member"}, day=True)
    for i in range(members, 3):
        night.do("member_unlisted", {"id": f"m{i}"}, day=True)
    if members < 5:
        for i in (4, 5):
            night.do("member_unlisted", {"id": f"m{i}"}, day=True)
    for person in night.night.persons[present:]:
        state = {"member": person.id, "state": "absent", "reason": "ill"}
        night.do("member_state_noted", state, day=True)
    night.type(Cell("voters"), str(voters))
    assert set(found(night.reckoning())) == failing


@pytest.mark.parametrize(
    ("changed", "key", "fails"),
    [
        ({"taken_out": 200, "invalid": 16}, "S-01", True),
        ({"taken_out": 201, "invalid": 16}, "S-01", False),
        ({"taken_out": 20, "invalid": 14}, "S-01", False),
        ({"against_all": 99, "ballots_cancelled": 99}, "S-06b", False),
        ({"against_all": 100, "ballots_cancelled": 100}, "S-06b", True),
        ({"option.votes/rsalieva": 368}, "S-06a/rsalieva", True),
        ({"option.votes/rsalieva": 1283}, "S-06a/rsalieva", True),
        ({"option.votes/rsalieva": 928}, "S-06a/rsalieva", False),
        ({"option.votes/rsalieva": 929}, "D-03", True),
        ({"against_all": 929}, "D-03", True),
        ({"invalid": 929}, "D-03", True),
        ({"invalid": 928}, "D-03", False),
        ({"count_start": "19:59"}, "T-01", True),
        ({"count_start": "20:00"}, "T-01", False),
        ({"voting_end": "19:59"}, "T-01", True),
        ({"member.issued/m1": 1}, "B-04/m1", True),
        ({"member.issued/m3": 1}, "B-04/m3", True),
        ({"count_end": "08:07"}, "T-02", True),
        ({"count_end": "08:06"}, "T-02", False),
    ],
)
def test_boundaries_that_are_no_single_comparison(replay, changed, key, fails):
    result = replay("aral-2021-night").again(changed).result(key)
    assert result.status is (Status.FAILS if fails else Status.HOLDS)


def test_every_relation_and_numbered_line_is_there(library):
    form = load_form(library.form("akim-rural"), library)
    codes = "V-03 V-04 B-01 B-02 B-03 B-04 B-09 B-11 G-01 G-02 C-01 C-02 C-03 C-04 C-05 D-01 D-03"
    codes += " D-04 D-05 P-01 P-02 T-01 T-02 T-03 S-01 S-03 S-06 S-07"
    codes += " V-01 V-05 V-06 B-05 B-07 B-08 B-10 G-03 G-04 G-06 C-07 D-06 D-09 P-03 P-04 P-05 M-01"
    codes += " T-04 T-05 T-06 X-01 X-02 X-04 D-10 D-11 V-07"
    assert {relation.code for relation in form.relations} == set(codes.split())
    numbers = {line.id: line.number for line in form.lines if line.number}
    assert numbers == {
        "voters": "1", "given": "2", "given_outside": "2.1", "given_inside": "2.2",
        "issued_total": "3", "member.issued": "3.i", "taken_out": "4", "option.votes": "5.i",
        "against_all": "6", "invalid": "7", "invalid_form": "7.1", "invalid_unsigned": "7.2",
        "invalid_overmarked": "7.3", "invalid_unclear": "7.4", "invalid_annulled": "7.5",
        "ballots_received": "8", "ballots_cancelled": "9", "ballots_spoiled": "10",
        "ballots_lost": "11", "ballots_found": "12", "moved_in": "13", "moved_out": "14",
        "voted_outside": "4.1", "voted_certificate": "4.2",
    }  # fmt: skip
    assert {r.code for r in form.relations if r.printed} == {
        "B-02", "B-03", "C-01", "D-01", "D-04", "G-01",
    }  # fmt: skip
    assert {x.id for x in form.lines if x.part_one} == {
        "voters", "given", "issued_total", "member.issued", "ballots_cancelled",
    }  # fmt: skip
