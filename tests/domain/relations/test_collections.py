"""Items inside items, items beside each other, and items still to come."""

from tally_app.domain.form.layout import Cell, Item, Layout
from tally_app.domain.relations.rulebook import Bound, Rulebook, Status
from tests.domain.making import Evening, form, line, outcome, relation


def nested(*bundles):
    """A layout with piles of bundles, which issue 2 will lay out."""
    piles, cells = [], []
    for number, of in enumerate(bundles, 1):
        children = []
        for ballots in of:
            children.append(Item(f"{number}.{len(children)}", {}, {"ballots": len(cells)}))
            cells.append((Cell("bundle.ballots", children[-1].id), ballots))
        pile = Item(str(number), {}, {"ballots": len(cells)}, {"bundle": tuple(children)})
        cells.append((Cell("pile.ballots", pile.id), 100 * number))
        piles.append(pile)
    layout = Layout(tuple(c for c, _ in cells), {}, {"pile": tuple(piles)}, {})
    return layout, [value for _, value in cells]


def test_piles_and_their_bundles():
    lines = [line("pile.ballots"), line("bundle.ballots")]
    checks = [
        relation("each(pile, pile.ballots == sum(pile.bundle.ballots))", "D-06"),
        relation("count(pile.bundle) == 5", "N"),
        relation("each(pile, count(pile.bundle[ballots > 40]) == 2)", "M"),
        relation("each(pile, each(pile.bundle, bundle.ballots <= pile.ballots))", "L"),
        relation("sum(pile.bundle[ballots > 50].ballots) == 200", "K"),
    ]
    layout, values = nested([50, 50], [50, 100, 49], [])
    results = Bound(Rulebook(form(lines, checks)), layout).evaluate(values)
    found = {result.key: (result.status.value, result.difference) for result in results}
    assert found == {
        "D-06/1": ("holds", 0),
        "D-06/2": ("fails", 1),
        "D-06/3": ("fails", 300),
        "N": ("holds", 0),
        "M/1": ("holds", 0),
        "M/2": ("fails", 1),
        "M/3": ("fails", -2),
        "L/1": ("holds", None),
        "L/2": ("holds", None),
        "L/3": ("not_applicable", None),
        "K": ("fails", -100),
    }


def test_parallel_contests_of_one_constituency():
    """X-01: the same voters, give or take certificates, on the list of every parallel contest."""
    lines = ["voters", "certificates", line("parallel.voters")]
    check = "each(parallel, abs(voters - parallel.voters) <= certificates)"
    typed = {"voters": 100, "certificates": 2, "parallel.voters/mayor": 98}
    typed["parallel.voters/council"] = 97
    assert outcome(check, lines, typed, {"parallel": ["mayor", "council"]}) == {
        "mayor": ("holds", 0),
        "council": ("fails", 1),
    }
    own = "each(parallel, parallel.voters <= voters)"
    found = outcome(own, lines, typed, {"parallel": ["mayor", "council"]})
    assert found == {"mayor": ("holds", -2), "council": ("holds", -3)}


def test_a_bare_name_is_the_nearest_item_that_has_it():
    lines = [line("box.ballots"), line("member.issued")]
    typed = {"box.ballots/1": 5, "box.ballots/2": 3, "member.issued/m1": 4}
    items = {"box": ["1", "2"], "member": ["m1"]}
    check = "each(box, each(member, issued <= ballots))"
    assert outcome(check, lines, typed, items) == {"1": ("holds", -1), "2": ("fails", 1)}


def test_sums_wait_for_boxes_that_are_still_to_be_opened():
    """One box is open, the next one is on its way: nobody is told that the sum is wrong."""
    lines = ["given", line("box.ballots")]
    typed = {"given": 22, "box.ballots/1": 12}
    said = {"pieces": {"box": ["1"]}, "growing": ["box"]}
    for check in ("given == sum(box.ballots)", "count(box) == 2", "last(box.ballots) == 1"):
        assert outcome(check, lines, typed, **said) == {"": ("not_checked", None)}
    assert outcome("each(box, box.ballots <= 10)", lines, typed, **said) == {"1": ("fails", 2)}


def test_the_boxes_of_a_night_are_complete_once_their_step_is_confirmed():
    evening = Evening().lists().announce().boxes()
    assert evening.result("B-09").status is Status.NOT_CHECKED
    assert evening.result("C-04/1").status is Status.HOLDS
    before = evening.reckoning().counted(Status.NOT_CHECKED)
    evening.confirm("portable")
    assert evening.result("B-09").status is Status.HOLDS
    assert evening.reckoning().counted(Status.NOT_CHECKED) == before - 1
