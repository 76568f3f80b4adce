"""Every paper the shipped form declares, written from a night in which everything happened."""

import pytest

from tally_app.app.papers.acts import acts_of, acts_on
from tally_app.app.papers.form_papers import Author
from tally_app.catalog.start_texts import load_language
from tally_app.catalog.texts import texts_of
from tally_app.domain.record.document import Details, Grid, Labels, Prose, Signers
from tests.domain.making import RESOURCES, Evening

ROWS = ["delivery", "urn", "urn", "trip", "entry", "copy", "package", "paper_item"]
DAY = {
    "opened": "06:00", "list_delivered": "2480", "present_parties": "4", "present_proxies": "3",
    "urn.number/1": "1", "urn.kind/1": "stationary", "urn.seal/1": "004512", "urn.shown/1": "yes",
    "urn.number/2": "П-1", "urn.kind/2": "portable", "urn.seal/2": "004514", "urn.shown/2": "yes",
    "turnout.given/10:00": "210", "turnout.head/10:00": "4737 3618", "turnout.told/10:00": "10:04",
    "trip.box/1": "П-1", "trip.left/1": "12:30", "trip.back/1": "15:10", "trip.first/1": "m4",
    "trip.second/1": "m5", "trip.taken/1": "30", "trip.returned/1": "8",
    "entry.time/1": "09:15", "entry.what/1": "observer_act", "entry.text/1": "пломба туралы",
    "entry.sheets/1": "2",
}  # fmt: skip
AFTER = {
    "posted": "00:20", "copy.number/1": "1", "copy.time/1": "00:12", "copy.contest/1": "akim",
    "copy.to/1": "байқаушы", "package.what/1": "cancelled", "package.contest/1": "akim",
    "package.ballots/1": "900", "package.seal/1": "77-01", "paper_item.what/1": "хаттама",
    "paper_item.sheets/1": "3", "carrier": "Мысалов Б. Е.", "left_premises": "01:10",
}  # fmt: skip
ACT = {"number": "2", "minutes": 1262, "members": ["m1", "m2", "m3", "m4"], "text": "бір артық"}


@pytest.fixture(scope="module")
def night():
    """One box holds a ballot too many and is annulled, one ballot is missing."""
    evening = Evening()
    taken = dict.fromkeys(ROWS, 0)
    for name in ROWS:
        taken[name] += 1
        assert evening.session.add_row(evening.contest, name, str(taken[name])) is None
    evening.type(DAY).lists(ballots_cancelled=908).announce().boxes(**{"box.ballots/1": 13})
    evening.do("box_counted_again", box="1", value=13)
    evening.do("box_decided", box="1", number="1", minutes=1260, **{"for": 7, "against": 0})
    evening.do("box_annulled", box="1", annulled=True)
    evening.answer("C-04/1", "act", **ACT)
    evening.confirm("portable").type({"stationary.ballots": 1588}).confirm("stationary")
    evening.type({"taken_out": 1611, **AFTER})
    evening.answer("C-02", "act", **{**ACT, "number": "3"})
    evening.answer("G-01", "act", **{**ACT, "number": "4"})
    return evening


@pytest.fixture(scope="module")
def author(night):
    words = {
        name: load_language(RESOURCES / "texts" / name, texts_of) for name in ("kk", "ru", "en")
    }
    return Author(night.session, night.contest, words)


def papers(night, author):
    form, acts = night.night.form(night.contest), acts_of(night.session, night.contest)
    for paper in form.papers:
        for act in acts_on(form, paper, acts) if paper.each else [None]:
            yield author.write(paper, act)


#: Labels and sheets that are filled in by hand: nobody signs them in a table.
BY_HAND = ("labels", "copies_register", "mark_of_receipt", "tally_sheet", "option_list")


def said(document):
    """Every text of a document, as (where, words)."""
    yield "title", document.title
    if document.subtitle:
        yield "subtitle", document.subtitle
    for block in document.blocks:
        match block:
            case Prose(text=text):
                yield "prose", text
            case Details(rows=rows):
                yield from (("label", row.label) for row in rows)
                yield from (("text", row.text) for row in rows if row.text)
            case Grid(rows=rows, heads=heads):
                yield from (("head", head) for head in heads if head)
                yield from (("cell", cell) for row in rows for cell in row if cell)
            case Labels(labels=labels):
                yield from (("label", row.label) for one in labels for row in one.rows)


def test_every_paper_is_whole_in_both_languages(night, author):
    written = list(papers(night, author))
    form = night.night.form(night.contest)
    # Of a box whose ballots were not annulled, of a figure that is not known: not in this night.
    others = {"act_box_kept", "act_unknown"}
    assert {made.paper for made in written} == {paper.id for paper in form.papers} - others
    for document in written:
        for where, words in said(document):
            for language in ("kk", "ru"):
                assert words[language].strip(), (document.paper, where)
                assert "{" not in words[language], (document.paper, words)
        if document.paper not in BY_HAND:
            assert any(isinstance(block, Signers) for block in document.blocks), document.paper


def test_the_act_on_a_box_speaks_of_that_box_alone_and_names_who_went_with_it(night, author):
    (act,) = [document for document in papers(night, author) if document.paper == "act_box"]
    assert act.number == "2"
    rows = [row for block in act.blocks if isinstance(block, Details) for row in block.rows]
    # Applications, both counts, of another form, excess, annulled; the vote.
    assert [row.figure for row in rows] == [12, 13, 13, 0, 1, 13, None, None, None]
    (trips,) = [block for block in act.blocks if isinstance(block, Grid)]
    names = [cell["kk"] for row in trips.rows for cell in row if cell]
    people = {person.id: person.name for person in night.night.persons}
    assert {people["m4"], people["m5"]} <= set(names)
    prose = " ".join(block.text["ru"] for block in act.blocks if isinstance(block, Prose))
    assert "бюллетеней установленного образца больше, чем письменных заявлений" in prose
    texts = [row.text["ru"] for row in rows if row.text]
    assert texts[0] == "за: 7 · против: 0"
    assert "бір артық" in texts


def test_an_act_that_has_no_paper_of_its_own_is_on_figures_that_do_not_reconcile(night, author):
    written = {document.paper: document for document in papers(night, author)}
    assert written["act_figures"].number == "4"
    assert written["act_surplus"].number == "3"
    prose = " ".join(b.text["ru"] for b in written["act_figures"].blocks if isinstance(b, Prose))
    assert "2 519 ≠ 1 610 + 908" in prose.replace("\u202f", " ")


def test_an_act_writes_the_relation_whole_as_it_always_did():
    """A paper of an earlier night is made again to the byte; the card says what is true instead."""
    evening = Evening().lists(voting_end="19:30", count_start="19:40")
    evening.answer("T-01", "act", **ACT)
    words = {
        name: load_language(RESOURCES / "texts" / name, texts_of) for name in ("kk", "ru", "en")
    }
    author = Author(evening.session, evening.contest, words)
    (act,) = [made for made in papers(evening, author) if made.paper == "act_figures"]
    prose = " ".join(block.text["ru"] for block in act.blocks if isinstance(block, Prose))
    assert "19:30 ≥ 20:00 или 0 = 1 и 1 610 = 2 494" in prose.replace("\u202f", " ")


def test_a_blank_form_has_its_names_and_no_figures(night, author):
    form = night.night.form(night.contest)
    for paper in form.papers:
        if paper.each:
            continue
        blank = author.write(paper, blank=True)
        for block in blank.blocks:
            if isinstance(block, Details):
                assert all(row.figure is None and row.text is None for row in block.rows)
            if isinstance(block, Grid):
                assert block.rows or block.empty, paper.id
