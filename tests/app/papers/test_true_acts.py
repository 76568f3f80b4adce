"""No act says what was not: every sentence of a paper has its recorded fact behind it."""

from __future__ import annotations

from string import Formatter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tally_app import main, paths
from tally_app.app.desk.actions import act
from tally_app.app.desk.presenter import DeskPresenter
from tally_app.app.night.likely_causes import Likely
from tally_app.app.papers.offering import lacking, offers
from tally_app.app.papers.papers import Papers
from tally_app.app.view.base import Button
from tally_app.app.view.desk import Table
from tally_app.app.view.intents import AddBox
from tally_app.catalog.forms import load_form
from tally_app.catalog.library import Library
from tally_app.domain.night.naming import number_in
from tally_app.domain.record.document import Details, Grid, Prose
from tests.app.shipped_model import causes
from tests.domain.making import Evening
from tests.effort import EFFORT

LIBRARY = Library.of_resources(paths.resources(), every_kind=True)
WORDINGS = main.Wordings(paths.resources() / "texts")
PRESS = Papers(main.printers, WORDINGS)
ACT = {"minutes": 1262, "members": ["m1", "m2", "m3", "m4"]}
LIMIT = 12

#: What a sentence of an act asserts, by its words in kk and ru.
ASSERTED = {
    "annulled": ("бюллетеньдері жарамсыз деп танылды", "признаны недействительными"),
    "kept": ("бөлек қойылған жоқ", "не отложены"),
    "counted twice": ("Екі санаудың нәтижесі бірдей", "Результат двух подсчётов одинаков"),
    "counted again": ("Комиссия екінші рет санады", "Комиссия провела второй подсчёт"),
    "finished with it": ("осы актімен аяқталады", "завершается с этим актом"),
    "not established": ("саны анықталмады", "не установлено"),
}
#: No act may say that the commission decided to declare ballots invalid: it follows from 43(3-1).
NEVER = ("таниды", "признаёт", "пересчитала")

boxes = st.fixed_dictionaries(
    {
        "ballots": st.integers(LIMIT + 1, LIMIT + 9),
        "votes": st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda v: sum(v) <= 7),
        "annul": st.booleans(),
        "trips": st.lists(st.sampled_from(("1", "П-1", "№ 2", "2", "")), max_size=3),
        "people": st.booleans(),
    }
)
figures = st.fixed_dictionaries({"again": st.booleans(), "lost": st.booleans()})


def box_night(said):
    """Box 1 with more ballots than applications, voted on; its act written."""
    evening = Evening()
    for row, box in enumerate(said["trips"], 1):
        assert evening.session.add_row("akim", "trip", str(row)) is None
        evening.type({f"trip.box/{row}": box})
        if said["people"]:
            evening.type({f"trip.first/{row}": "m4", f"trip.second/{row}": "m5"})
    evening.lists().announce().boxes(**{"box.ballots/1": said["ballots"]})
    evening.do("box_counted_again", box="1", value=said["ballots"])
    votes, against = said["votes"]
    evening.do(
        "box_decided", box="1", number="5", minutes=1260, **{"for": votes, "against": against}
    )
    if said["annul"] and evening.why("box_annulled", box="1", annulled=True) is None:
        evening.do("box_annulled", box="1", annulled=True)
    assert evening.answer("C-04/1", "act", number="17", text="факт", **ACT) in (None, REFUSED)
    return evening


class _Undecided:
    """Equal to the refusal of an act on a box that is neither annulled nor voted on."""

    def __eq__(self, other):
        return getattr(other, "code", "") == "annul_first"

    __hash__ = None


REFUSED = _Undecided()


def said_in(document):
    """All a document says, in one text per language."""
    for language in ("kk", "ru"):
        parts = [document.title[language], document.subtitle[language]]
        for block in document.blocks:
            match block:
                case Prose(text=text):
                    parts.append(text[language])
                case Details(rows=rows):
                    parts += [row.label[language] for row in rows]
                    parts += [row.text[language] for row in rows if row.text]
                case Grid(rows=rows):
                    parts += [cell.get(language, "") for row in rows for cell in row]
        yield " ".join(parts)


def check(document, facts):
    for spoken in said_in(document):
        for fact, words in ASSERTED.items():
            there = any(word in spoken for word in words)
            assert there <= (fact in facts), (fact, spoken)
        assert not [word for word in NEVER if word in spoken], spoken
    for language, spoken in zip((0, 1), said_in(document), strict=True):
        missing = [f for f in facts if f in ASSERTED and ASSERTED[f][language] not in spoken]
        assert not missing, (missing, spoken)


def figures_of(document):
    (facts,) = [b for b in document.blocks if isinstance(b, Details) and b.rows[0].counted]
    return [row.figure for row in facts.rows if row.counted]


def vote_of(document):
    rows = [row for b in document.blocks if isinstance(b, Details) for row in b.rows]
    return next(row.text["ru"] for row in rows if "Голосование" in row.label["ru"])


@settings(max_examples=8 * EFFORT, deadline=None)
@given(boxes)
@example({"ballots": 13, "votes": (2, 5), "annul": True, "trips": ["1"], "people": True})
@example({"ballots": 13, "votes": (7, 0), "annul": True, "trips": ["П-1", "2"], "people": True})
@example({"ballots": 13, "votes": (7, 0), "annul": True, "trips": ["2"], "people": True})
@example({"ballots": 13, "votes": (7, 0), "annul": True, "trips": ["1"], "people": False})
def test_the_act_on_a_box_says_what_was_counted_voted_and_done(said):
    evening = box_night(said)
    session = evening.session
    mine = said["people"] and any(box in ("1", "П-1") for box in said["trips"])
    made = [o for o in offers(session, "akim") if o.act and o.act.code == "C-04"]
    not_yet = [o for o in lacking(session, "akim") if o.act and o.act.code == "C-04"]
    if "C-04/1" not in evening.state.answers:
        assert made == not_yet == []
        return
    # Without annulment the act waits for the notice to the higher commission (20(5)).
    mine = mine and evening.state.boxes["1"].annulled
    assert (len(made), len(not_yet)) == ((1, 0) if mine else (0, 1))
    for offer in not_yet:
        with pytest.raises(KeyError):
            PRESS.document(session, "akim", offer.name)
    for offer in made:
        document = PRESS.document(session, "akim", offer.name)
        annulled = evening.state.boxes["1"].annulled
        check(document, {"annulled" if annulled else "kept", "counted twice"})
        ballots, (votes, against) = said["ballots"], said["votes"]
        invalid = ballots if annulled else 0
        counted = [LIMIT, ballots, ballots, 0, ballots - LIMIT, invalid]
        assert figures_of(document) == counted
        assert vote_of(document) == f"за: {votes} · против: {against}"
        (trips,) = [block for block in document.blocks if isinstance(block, Grid)]
        assert len(trips.rows) == sum(box in ("1", "П-1") for box in said["trips"])
        assert not trips.empty


def test_a_vote_against_is_never_the_commission_declaring_the_ballots_invalid():
    said = {"ballots": 13, "votes": (2, 5), "annul": False, "trips": ["1"], "people": True}
    evening = box_night(said)
    assert not [o for o in offers(evening.session, "akim") if o.act]
    (unmade,) = [o for o in lacking(evening.session, "akim") if o.act]
    assert (unmade.paper.id, unmade.lacks) == ("act_box_kept", "notice")
    evening.do("higher_notified", box="1", member="m2", minutes=1290, to="Оқшаев, хатшы")
    (offer,) = [o for o in offers(evening.session, "akim") if o.act]
    assert offer.paper.id == "act_box_kept"
    assert not evening.state.boxes["1"].annulled
    assert evening.state.boxes["1"].decision == (2, 5, "5", 1260)
    document = PRESS.document(evening.session, "akim", offer.name)
    titles = " ".join(document.title.values())
    assert "недействительн" not in titles
    assert "жарамсыз" not in titles
    pens = [row.label["ru"] for b in document.blocks if isinstance(b, Details) for row in b.rows
            if row.text is None and row.figure is None]  # fmt: skip
    assert pens == []


def test_the_notice_to_the_higher_commission_stands_as_it_was_recorded():
    said = {"ballots": 13, "votes": (2, 5), "annul": False, "trips": ["1"], "people": True}
    evening = box_night(said)
    told = {"box": "1", "member": "m2", "minutes": 1290}
    assert evening.why("higher_notified", **told, to=" ") == "unknown"
    assert evening.why("higher_notified", **{**told, "member": "m9"}, to="О") == "unknown"
    assert evening.why("higher_notified", **{**told, "box": "9"}, to="О") == "unknown"
    evening.do("higher_notified", **told, to="Оқшаев, хатшы")
    (offer,) = [o for o in offers(evening.session, "akim") if o.act]
    document = PRESS.document(evening.session, "akim", offer.name)
    rows = [row for b in document.blocks if isinstance(b, Details) for row in b.rows]
    said = [row.text["ru"] for row in rows if row.text]
    assert said[1:4] == ["21:30", "Мысалов Бауыржан Ерланұлы", "Оқшаев, хатшы"]


@settings(max_examples=4 * EFFORT, deadline=None)
@given(figures)
def test_an_act_on_figures_says_recounted_and_left_as_counted_only_where_they_were(said):
    evening = Evening().lists(**{"member.issued/m7": 316}).announce().boxes().confirm("portable")
    result = evening.result("B-03")
    if said["again"]:
        now = [*evening.reckoning().figures_of(result)]
        evening.do("counted_again", key=result.key, figures=now)
    assert evening.answer(result.key, "act", number="2", text="факт", **ACT) is None
    if said["lost"]:
        evening.do(
            "not_established", line="stationary.ballots", item="", number="3", text="от", **ACT
        )
    facts = {"2": {"counted again"} if said["again"] else set(), "3": {"not established"}}
    for offer in offers(evening.session, "akim"):
        if offer.act:
            check(PRESS.document(evening.session, "akim", offer.name), facts[offer.act.number])


def test_a_count_that_is_finished_with_an_act_says_that_its_figures_stay():
    evening = Evening().lists(given=2495)
    (key,) = [r.key for r in evening.reckoning().failing() if r.relation.severity == "error"][:1]
    assert evening.answer(key, "finish_act", number="2", text="факт", **ACT) is None
    (offer,) = [o for o in offers(evening.session, "akim") if o.act]
    check(PRESS.document(evening.session, "akim", offer.name), {"finished with it"})


#: Sentences of papers that rest on no fact: they say what the paper is for, or how it is filled in.
BOUND_TO_NOTHING = {
    "receipt": "Вышестоящей избирательной комиссии передаются",
}


def test_a_sentence_of_a_paper_rests_on_a_place_or_on_what_is_asked_for():
    """A new canned sentence must name what says so: `when`, `needs`, or a place that is filled."""
    general = {"precinct", "address", "day", "election", "contest"}
    seen = set()
    for form_id in LIBRARY.ids("form"):
        for paper in load_form(LIBRARY.form(form_id), LIBRARY).papers:
            for block in paper.blocks:
                if block.kind != "prose" or block.when or block.needs:
                    continue
                places = {name for name in places_in(block.text["ru"]) if name not in general}
                if not places:
                    seen.add((paper.id, block.text["ru"]))
    unbound = [(p, t) for p, t in seen if not t.startswith(BOUND_TO_NOTHING.get(p, "\0"))]
    assert unbound == []


def places_in(text):
    return [name for _, name, _, _ in Formatter().parse(text) if name]


@pytest.mark.parametrize("at", [("П-1", 1), ("№ 12", 12), ("1", 1), ("", None), ("қ", None)])
def test_a_box_is_known_by_the_number_a_person_wrote(at):
    assert number_in(at[0]) == at[1]


def test_an_act_names_its_witnesses_with_the_capacity_they_were_there_in():
    evening = Evening().lists(**{"member.issued/m7": 316})
    for who, capacity in (("g1", "proxy"), ("g2", "media")):
        name = {"g1": "Сенімов Арман", "g2": "Тілшиева Айгүл"}[who]
        evening.do("guest_noted", id=who, name=name, capacity=capacity)
    act = {**ACT, "number": "2", "text": "факт", "witnesses": ["g1"]}
    assert evening.answer("B-03", "act", **act) is None
    (offer,) = [o for o in offers(evening.session, "akim") if o.act]
    kk, ru = said_in(PRESS.document(evening.session, "akim", offer.name))
    assert "Байқаева Гүлнар Тасқынқызы, Сенімов Арман (доверенное лицо)" in ru
    assert "Сенімов Арман (сенім білдірілген адам)" in kk
    assert "Тілшиева" not in ru + kk


def test_an_act_on_a_box_names_who_went_with_it_in_whatever_order_boxes_are_opened():
    """Box 2 is opened first: whoever opens it says so, and its act names its trip alone."""
    evening = Evening()
    went = {"1": ("m4", "m5"), "2": ("m6", "m7")}
    for row, (first, second) in went.items():
        assert evening.session.add_row("akim", "trip", row) is None
        said = {
            "box": f"П-{row}",
            "left": "12:30",
            "back": "15:10",
            "first": first,
            "second": second,
        }
        evening.type({f"trip.{line}/{row}": text for line, text in said.items()})
    evening.lists().announce()
    desk = DeskPresenter(evening.session, PRESS, Likely(causes), WORDINGS["ru"])
    desk.go("portable")
    assert offered(desk) == {"n1": "Добавить урну № 1", "n2": "Добавить урну № 2"}
    for box in ("n2", "n1"):
        act(desk, AddBox(box))
    assert offered(desk) == {"": "Добавить урну"}, "another one, that no trip names"
    counted = {"applications_received": 10, "applications_signed": 10, "ballots": 10, "foreign": 0}
    for box, more in (("n1", {}), ("n2", {"ballots": 13})):
        evening.type({f"box.{line}/{box}": x for line, x in {**counted, **more}.items()})
    evening.do("box_counted_again", box="n2", value=13)
    evening.do("box_decided", box="n2", number="5", minutes=1260, **{"for": 7, "against": 0})
    evening.do("box_annulled", box="n2", annulled=True)
    assert evening.answer("C-04/n2", "act", number="17", text="факт", **ACT) is None
    (found,) = [offer for offer in offers(evening.session, "akim") if offer.act]
    document = PRESS.document(evening.session, "akim", found.name)
    assert "Переносная урна № 2" in str(document)
    people = {person.id: person.name for person in evening.night.persons}
    (trips,) = [block for block in document.blocks if isinstance(block, Grid)]
    names = {cell["ru"] for row in trips.rows for cell in row if cell}
    assert {people["m6"], people["m7"]} <= names
    assert not {people["m4"], people["m5"]} & names


def offered(desk):
    """The boxes that can be added, by the words of their buttons."""
    tables = [block for block in desk.view().page.blocks if isinstance(block, Table)]
    buttons = [button for table in tables for button in table.buttons if isinstance(button, Button)]
    return {x.intent.box: x.text for x in buttons if isinstance(x.intent, AddBox)}
