"""Relations as people read them: line numbers, figures, signs, in every language."""

import ast

import pytest

from tally_app.catalog.start_texts import load_language
from tally_app.catalog.texts import texts_of
from tally_app.domain.form.layout import Cell
from tally_app.domain.record.relations import RecordFormulas
from tally_app.domain.relations.binding import Scope
from tally_app.domain.relations.rulebook import Status
from tally_app.domain.relations.writing import LONG_SUM, Formula, Writer
from tests.domain.making import RESOURCES, Evening, bind, figures, form, line, relation

WORDS = {name: load_language(RESOURCES / "texts" / name, texts_of) for name in ("kk", "ru", "en")}
THIN = "\u202f"


def plain(formula):
    """A formula as two texts with ordinary spaces."""
    return formula.symbols.replace(THIN, " "), formula.numbers.replace(THIN, " ")


def written(evening, key, language="en"):
    """Every part of a relation of the night."""
    now = evening.reckoning()
    writer = Writer(now.bound.book, now.layout, now.figures, WORDS[language])
    check, _, item = key.partition("/")
    found = next(c for c in now.bound.checks if (c.relation.key, c.item) == (check, item))
    return [plain(writer.part(part)) for part in found.parts]


@pytest.fixture(scope="module")
def night():
    return Evening().counted()


@pytest.mark.parametrize(
    ("key", "symbols", "numbers"),
    [
        ("B-02", "2 = 2.1 + 2.2", "1 610 = 22 + 1 588"),
        ("B-03", "2 = 3.1 + … + 3.7", "1 610 = 0 + 330 + 0 + 325 + 320 + 318 + 317"),
        ("B-04/m3", "3.3 = 0", "0 = 0"),
        ("G-01", "8 = 2 + 9", "2 519 = 1 610 + 909"),
        ("G-02a", "9 ≤ 8", "909 ≤ 2 519"),
        ("C-04/2", "ballots in the box ≤ applications received", "10 ≤ 10"),
        ("C-05/1", "ballots in the box ≥ applications signed", "12 ≥ 12"),
        ("B-09", "2.1 = Σ applications signed", "22 = 12 + 10"),
        ("D-01", "4 = 5 + 6 + 7", "1 610 = 1 190 + 210 + 96 + 0 + 66 + 48"),
        ("D-04", "7 = 7.1 + 7.2 + 7.3 + 7.4 + 7.5", "48 = 0 + 9 + 20 + 19 + 0"),
        ("P-01", "3·present ≥ 2·members", "3·7 ≥ 2·7"),
        ("T-02", "end of the count − start of the count ≤ 12 hours", "23:40 − 20:05 ≤ 12:00"),
        ("S-01", "100·7 < 8·4 or 7 < 15", "100·48 < 8·1 610 or 48 < 15"),
        ("S-03", "4 > 0", "1 610 > 0"),
    ],
)
def test_relations_of_the_example_night(night, key, symbols, numbers):
    assert written(night, key) == [(symbols, numbers)]


def test_the_parts_of_a_relation_are_written_one_by_one(night):
    assert written(night, "D-03")[-2:] == [("6 ≤ 4", "66 ≤ 1 610"), ("7 ≤ 4", "48 ≤ 1 610")]
    (start, closing) = written(night, "T-01")
    assert start == ("start of the count ≥ end of voting", "20:05 ≥ 20:00")
    assert closing == (
        "end of voting ≥ closing time or special precinct = 1 and 2 = 1",
        "20:00 ≥ 20:00 or 0 = 1 and 1 610 = 2 494",
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", "дауыс берудің аяқталуы ≥ дауыс беру уақытының соңы немесе арнайы учаске = 1"),
        ("ru", "конец голосования ≥ конец времени голосования или особый участок = 1"),
        ("en", "end of voting ≥ closing time or special precinct = 1"),
    ],
)
def test_words_stand_where_there_is_no_number(night, language, said):
    assert written(night, "T-01", language)[1][0].startswith(said)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_what_has_numbers_is_the_same_in_every_language(night, language):
    for key in ("B-02", "B-03", "G-01", "D-01", "D-04", "S-03"):
        assert written(night, key, language) == written(night, key, "en")


def test_the_published_aral_night():
    votes = ("jandauletov", 731), ("mahajanova", 3), ("nurhojaev", 6), ("rsalieva", 153)
    night = Evening().opened()
    night.type({f"option.votes/{name}": said for name, said in votes})
    night.type(taken_out=928, against_all=0, invalid=35)
    assert written(night, "D-01") == [("4 = 5 + 6 + 7", "928 = 731 + 3 + 6 + 153 + 0 + 35")]
    night.type({"option.votes/rsalieva": 135})
    assert written(night, "D-01")[0][1] == "928 ≠ 731 + 3 + 6 + 135 + 0 + 35"


def test_a_sign_breaks_between_figures_that_do_not_fit():
    night = Evening().lists(given=2495).announce().boxes(**{"box.ballots/1": 13})
    assert written(night, "B-01") == [("2 ≤ 1", "2 495 > 2 494")]
    assert written(night, "C-04/1")[0][1] == "13 > 12"
    assert written(night, "B-02")[0][1] == "2 495 ≠ 22 + 1 588"


def test_a_figure_that_is_not_there_yet_is_dots():
    night = Evening().type(voters=5)
    assert written(night, "B-01") == [("2 ≤ 1", "… ≤ 5")]
    assert written(night, "B-03")[0][1] == "… = … + … + … + … + … + … + …"
    assert written(night, "T-03")[0][1] == "… ≥ …"


def test_optional_lines_stand_in_the_formula_only_while_they_are_on():
    night = Evening().do("line_switched", line="ballots_lost", on=True)
    night.lists(ballots_lost=2)
    assert written(night, "G-01") == [("8 = 2 + 9 + 11", "2 519 ≠ 1 610 + 909 + 2")]
    night.do("line_switched", line="ballots_found", on=True).type(ballots_found=2)
    numbers = "2 519 = 1 610 + 909 + 2 − 2"
    assert written(night, "G-01") == [("8 = 2 + 9 + 11 − 12", numbers)]
    assert written(night, "G-02b") == [("2 ≤ 8 + 12", "1 610 ≤ 2 519 + 2")]


SMALL = [
    line("total", "1"),
    line("more", "2"),
    line("less", "3"),
    line("nameless", short={"en": "nameless ballots"}),
    line("start", kind="time"),
    line("lost", "4", optional="switch"),
    line("box.ballots", "5.i"),
    line("box.foreign", short={"en": "foreign ballots"}),
    line("option.votes", "6.i", section="votes"),
    line("all", "7", formula="total + more"),
]
BOXES = ["a", "b", "c"]
TYPED = {"total": 10, "more": 4, "less": 3, "nameless": 2, "start": 1205}
TYPED |= {f"box.ballots/{b}": i for i, b in enumerate(BOXES, 1)}
TYPED |= {f"box.foreign/{b}": i for i, b in enumerate(BOXES, 1)}


def write(check, typed=None, boxes=BOXES, options=(), language="en", off=("lost",)):
    shape = form(SMALL, [check], {"limit": 5, "closes": 1200}, [("votes", {"en": "votes"}, "6")])
    pieces = {"box": list(boxes), "option": list(options)}
    bound = bind(shape, pieces, off=off)
    known = {k: v for k, v in (TYPED | (typed or {})).items() if _there(k, boxes)}
    writer = Writer(bound.book, bound.layout, figures(bound, known), WORDS[language])
    parts = [part for check in bound.checks for part in check.parts]
    return plain(writer.part(parts[0]))


def _there(key, boxes):
    return not key.startswith("box.") or key.partition("/")[2] in boxes


@pytest.mark.parametrize(
    ("check", "symbols", "numbers"),
    [
        ("total != more", "1 ≠ 2", "10 ≠ 4"),
        ("total != 10", "1 ≠ 10", "10 = 10"),
        ("total < more", "1 < 2", "10 ≥ 4"),
        ("more > total", "2 > 1", "4 ≤ 10"),
        ("more >= total", "2 ≥ 1", "4 < 10"),
        ("total == more - less", "1 = 2 − 3", "10 ≠ 4 − 3"),
        ("total == more - (less - 2)", "1 = 2 − 3 + 2", "10 ≠ 4 − 3 + 2"),
        ("total == -more", "1 = −2", "10 ≠ −4"),
        ("more - less + 9 == total", "1 = 2 − 3 + 9", "10 = 4 − 3 + 9"),
        ("more + less == total + 2", "2 + 3 = 1 + 2", "4 + 3 ≠ 10 + 2"),
        ("more + less <= total", "2 + 3 ≤ 1", "4 + 3 ≤ 10"),
        ("2*(more + less) == 14", "14 = 2·(2 + 3)", "14 = 2·(4 + 3)"),
        ("total == more*less - 2", "1 = 2·3 − 2", "10 = 4·3 − 2"),
        ("abs(more - total) <= 6", "|2 − 1| ≤ 6", "|4 − 10| ≤ 6"),
        ("total - abs(more - less) == 9", "9 = 1 − |2 − 3|", "9 = 10 − |4 − 3|"),
        ("1 < more <= less", "1 < 2 ≤ 3", "1 < 4 ≤ 3"),
        ("total == all - more", "1 = 7 − 2", "10 = 14 − 4"),
        ("more < limit", "2 < 5", "4 < 5"),
        ("start >= closes", "start ≥ closing time", "20:05 ≥ 20:00"),
        ("nameless == 2", "nameless ballots = 2", "2 = 2"),
        ("more == optional(lost)", "2 = 0", "4 ≠ 0"),
        ("more + optional(lost) == 4", "2 = 4", "4 = 4"),
        ("more > 5 or less > 1", "2 > 5 or 3 > 1", "4 > 5 or 3 > 1"),
        (
            "more > 5 or (less > 1 or more > 1) and total > 1",
            "2 > 5 or (3 > 1 or 2 > 1) and 1 > 1",
            "4 > 5 or (3 > 1 or 4 > 1) and 10 > 1",
        ),
        ("less", "3", "3"),
        ("sum(box.ballots) == more", "2 = 5.1 + … + 5.3", "4 ≠ 1 + 2 + 3"),
        ("total == more + sum(box.ballots)", "1 = 2 + 5.1 + … + 5.3", "10 = 4 + 1 + 2 + 3"),
        ("more == total - sum(box.ballots)", "2 = 1 − (5.1 + … + 5.3)", "4 = 10 − (1 + 2 + 3)"),
        ("-sum(box.ballots) == 0 - 6", "−(5.1 + … + 5.3) = 0 − 6", "−(1 + 2 + 3) = 0 − 6"),
        ("2*sum(box.ballots) == 12", "12 = 2·(5.1 + … + 5.3)", "12 = 2·(1 + 2 + 3)"),
        ("sum(box.ballots) <= total", "5.1 + … + 5.3 ≤ 1", "1 + 2 + 3 ≤ 10"),
        ("sum(box.foreign) == 6", "6 = Σ foreign ballots", "6 = 1 + 2 + 3"),
        ("sum(box[ballots > 1].ballots) == 5", None, None),
        ("count(box) == 3", "count(box) = 3", "3 = 3"),
        ("sum(box.ballots + box.foreign) == 12", None, "12 = 12"),
        ("sum(box.ballots * box.foreign) == 14", None, "14 = 14"),
        ("each(box, ballots == box.foreign)", "5.1 = foreign ballots", "1 = 1"),
        ("each(box, box.ballots <= total)", "5.1 ≤ 1", "1 ≤ 10"),
        ("successive(box.ballots)", "successive(box.ballots)", "1"),
        ("more == 1 or each(box[ballots > 1], ballots > 1)", None, "4 = 1 or 1"),
    ],
)
def test_every_kind_of_expression(check, symbols, numbers):
    got = write(check)
    assert symbols in (None, got[0])
    assert numbers in (None, got[1])


def test_a_sum_over_one_two_or_no_boxes():
    assert write("sum(box.ballots) == total", boxes=["a"]) == ("5.1 = 1", "1 ≠ 10")
    assert write("sum(box.ballots) == total", boxes=["a", "b"]) == ("1 = 5.1 + 5.2", "10 ≠ 1 + 2")
    assert write("total == sum(box.ballots)", boxes=[]) == ("1 = 5", "10 ≠ 0")
    assert write("sum(box.foreign) == 1", boxes=["a"]) == ("foreign ballots = 1", "1 = 1")


def test_a_bare_name_is_the_box_around_the_option():
    check = "each(box, each(option, ballots <= votes))"
    assert write(check, {"option.votes/x": 7}, options=["x"]) == ("5.1 ≤ 6.1", "1 ≤ 7")


def test_more_than_twelve_options_are_written_as_one_sum():
    names = [f"o{i}" for i in range(1, LONG_SUM + 2)]
    votes = {f"option.votes/{name}": 100 for name in names}
    check = "sum(option.votes) + more == total"
    assert write(check, votes, options=names) == ("1 = 6 + 2", "10 ≠ 1 300 + 4")
    assert write("sum(option.votes) == total", votes, options=names)[0] in ("6 = 1", "1 = 6")
    del votes["option.votes/o13"]
    (_, numbers) = write(check, votes, options=names[:-1])
    assert numbers == "10 ≠ " + " + ".join(["100"] * 12) + " + 4"
    votes.pop("option.votes/o1")
    assert write(check, votes, options=names)[1] == "10 = … + 4"


def test_a_line_the_night_does_not_have_is_dots():
    shape = form(SMALL, ["total == lost"])
    bound = bind(shape, {"box": [], "option": []}, off=["lost"])
    assert bound.checks[0].parts == ()
    writer = Writer(bound.book, bound.layout, figures(bound, {"total": 1}), WORDS["en"])
    tree = ast.parse("total == lost + box.ballots", mode="eval").body
    assert writer.condition(tree, Scope()) == Formula("1 = 4 + 5.i", "1 = … + …")
    assert writer.sides(tree.left, Scope())[1] == []


def test_an_unestablished_figure_has_no_formula(night):
    evening = Evening().lists()
    act = {"number": "1", "minutes": 1300, "text": "torn", "members": ["m1"]}
    evening.do("not_established", line="voters", item="", **act)
    assert evening.result("B-01").status == "not_applicable"
    assert written(evening, "B-01") == []
    assert Cell("voters") in evening.state.unestablished


def not_applicable(reckoning, check):
    key = f"{check.relation.key}/{check.item}" if check.item else check.relation.key
    return reckoning.result(key).status is Status.NOT_APPLICABLE


def test_the_record_writes_the_same_formulas_again():
    """The paper prints from the record alone, without the journal."""
    evening = Evening().counted()
    evening.do("member_state_noted", member="m7", state="absent", reason="ill").finish()
    record = evening.session.record("akim")
    again = RecordFormulas(record, evening.night.form("akim"), WORDS)
    live = evening.reckoning()
    writer = Writer(live.bound.book, live.layout, live.figures, WORDS["ru"])
    for check in live.bound.checks:
        parts = [writer.part(part) for part in check.parts]
        shown = again.printed(check.relation.key, check.item, "ru")
        if not shown.symbols and not_applicable(live, check):
            continue  # asks for lines of the day that were left empty
        assert shown.symbols == " и ".join(part.symbols for part in parts)
        assert shown.numbers == " и ".join(part.numbers for part in parts)
    assert plain(again.printed("P-01", "", "en")) == ("3·present ≥ 2·members", "3·6 ≥ 2·7")


def test_the_paper_of_a_night_with_optional_lines_and_an_annulled_box():
    evening = Evening().do("line_switched", line="ballots_lost", on=True)
    evening.lists(ballots_lost=0)
    again = RecordFormulas(evening.session.record("akim"), evening.night.form("akim"), WORDS)
    assert plain(again.printed("G-01", "", "kk")) == ("8 = 2 + 9 + 11", "2 519 = 1 610 + 909 + 0")
    assert plain(again.printed("C-04", "", "kk")) == ("", "")


def test_the_state_of_a_member_who_signs_is_present():
    check = relation('count(member[state == "present"]) > 6')
    shape = form([line("member.issued", "3.i")], [check])
    evening = Evening().lists()
    again = RecordFormulas(evening.session.record("akim"), shape, WORDS)
    assert again.printed("R", "", "en").numbers == "7 > 6"


def test_a_paper_sums_the_rows_of_a_collection_and_no_others():
    evening = Evening()
    for row, ballots in (("1", 1000), ("2", 1519)):
        evening.do("item_added", collection="delivery", item=row)
        evening.type({f"delivery.ballots/{row}": ballots, f"delivery.returned/{row}": 0})
    evening.counted()
    again = RecordFormulas(evening.session.record("akim"), evening.night.form("akim"), WORDS)
    assert plain(again.printed("G-03", "", "en"))[1] == "2 519 = 1 000 + 1 519 − (0 + 0)"
