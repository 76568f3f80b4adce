"""Every paper of a night is printed, read back, and says what was recorded: not more, not less."""

from __future__ import annotations

import io
import re

import pypdf
import pytest

from tally_app import main, paths
from tally_app.app.night.replay import play, stage
from tally_app.app.papers.acts import acts_of
from tally_app.app.papers.offering import blanks, offers, papers_there
from tally_app.app.papers.papers import Papers
from tally_app.app.view.address import PaperName
from tally_app.app.words.minutes import minutes_of
from tally_app.catalog.library import Library
from tally_app.domain.record.document import Details, Grid, Labels, Prose, Signers
from tally_app.domain.values.dates import clock_on
from tally_app.domain.values.numwords import in_words
from tests.domain.making import Evening
from tests.reports import reading
from tests.reports.slips import KINDS, slips

LIBRARY = Library.of_resources(paths.resources(), every_kind=True)
WORDINGS = main.Wordings(paths.resources() / "texts")
LANGUAGES = ("kk", "ru")
ACT = {"number": "17", "minutes": 1262, "members": ["m1", "m2", "m3", "m4"]}


@pytest.fixture(scope="module")
def press():
    return Papers(main.printers, WORDINGS)


@pytest.fixture(scope="module")
def five(tmp_path_factory):
    """Five ballots in one night, to their signatures."""
    path = tmp_path_factory.mktemp("five") / "night.tally"
    session, script, wall = stage("five-2023-night", path, LIBRARY)
    for action, refused in play(session, script, wall):
        assert refused is None, action
    yield session
    session.close()


@pytest.fixture(scope="module")
def troubled():
    """A night in which much happened: an annulled box, a surplus, members who differ, no figure."""
    evening = Evening()
    for name in ("trip", "urn", "copy", "package", "paper_item"):
        assert evening.session.add_row("akim", name, "1") is None
    evening.type(
        {
            "urn.number/1": "П-1", "urn.kind/1": "portable", "urn.seal/1": "004514",
            "urn.shown/1": "yes", "trip.box/1": "П-1", "trip.left/1": "12:31",
            "trip.back/1": "15:12", "trip.first/1": "m4", "trip.second/1": "m5",
            "trip.taken/1": "30", "trip.returned/1": "8", "copy.number/1": "1",
            "copy.time/1": "00:14", "copy.contest/1": "akim", "copy.to/1": "байқаушы",
            "package.what/1": "invalid", "package.seal/1": "77-01", "paper_item.what/1": "хаттама",
            "paper_item.sheets/1": "3", "carrier": "Мысалов Б. Е.",
        }
    )  # fmt: skip
    evening.lists(**{"member.issued/m7": 316, "ballots_cancelled": 908})
    evening.announce().boxes(**{"box.ballots/1": 13})
    evening.do("box_counted_again", box="1", value=13)
    evening.do("box_decided", box="1", number="5", minutes=1260, **{"for": 7, "against": 0})
    evening.do("box_annulled", box="1", annulled=True)
    evening.answer("C-04/1", "act", **ACT, text="бір бюллетень артық")
    evening.confirm("portable").type({"stationary.ballots": 1588}).confirm("stationary")
    evening.type({"taken_out": 1611, "invalid": 49})
    votes = {"jandauletov": 1190, "mahajanova": 210, "nurhojaev": 96}
    evening.type({f"option.votes/{option}": many for option, many in votes.items()})
    evening.type({"against_all": 66, "option.votes/rsalieva": 0, "count_end": "23:40"})
    for key, number in (("C-02", "18"), ("B-03", "19"), ("G-01", "20")):
        evening.answer(key, "act", **{**ACT, "number": number}, text=f"факт {number}")
    gone = {**ACT, "number": "21", "text": "парақ жоғалды", "line": "stationary.ballots"}
    evening.do("not_established", item="", **gone)
    evening.do("member_state_noted", member="m6", state="absent", reason="ауырып қалды")
    return evening


def pages(pdf):
    """Text of every page without spaces: figures are set in groups and in cells of their own."""
    found = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return [bare(page.extract_text()) for page in found]


def bare(text):
    """Without spaces, without the hyphens of broken words, and whether small or capital."""
    return "".join(text.split()).replace("\u00ad", "").casefold()


def spelled(figure, language, whole):
    """The figure in words; beside those of the other language they may run over two lines."""
    return all(bare(word) in whole for word in in_words(figure, language).split())


def texts_of(document):
    """Everything a document says beside its figures, as words per language."""
    yield document.title
    yield document.subtitle
    for block in document.blocks:
        match block:
            case Prose(text=text):
                yield text
            case Details(rows=rows):
                for row in rows:
                    yield row.label
                    yield row.text or {}
            case Grid(heads=heads, rows=rows, total=total, empty=empty):
                yield from heads if rows or empty else ()
                for row in (*rows, total):
                    yield from row
            case Labels(labels=labels):
                for label in labels:
                    yield label.title
                    for row in label.rows:
                        yield row.text or {}
            case Signers(rows=rows):
                for row in rows:
                    yield from (dict.fromkeys(LANGUAGES, row.name), row.office)


def figures_of(document):
    for block in document.blocks:
        if isinstance(block, Details):
            yield from (row.figure for row in block.rows if row.figure is not None)


def read_back(press, session, contest, name):
    """Print a paper of the form and compare what it says with what it was made of."""
    document = press.document(session, contest, name)
    pdf = press.of(session, contest, name).pdf
    assert [*slips(reading.lines(pdf))] == [], name
    printed = pages(pdf)
    whole = "".join(printed)
    for words in texts_of(document):
        for language in LANGUAGES:
            # A long paragraph may run over to the next page, under that page's frame.
            for word in words.get(language, "").split():
                assert bare(word) in whole, (name, word)
    for figure in figures_of(document):
        assert str(figure) in whole, (name, figure)
        for language in LANGUAGES:
            assert spelled(figure, language, whole), (name, figure)
    return document, printed


def framed(document, printed):
    value = bare(document.check_value())
    for number, page in enumerate(printed, 1):
        assert document.blank or value in page
        assert re.search(rf"{number}[^0-9]{{1,4}}{len(printed)}", page), page[-300:]


def test_every_paper_of_five_ballots_says_what_was_recorded(press, five):
    for contest in five.night.contests:
        there = [offer for offer in offers(five, contest) if offer.paper]
        assert len(there) > 6
        for offer in there:
            # A paper of the day is the same through every ballot.
            if offer.paper.scope == "day" and contest != five.night.first:
                continue
            framed(*read_back(press, five, contest, offer.name))


def test_every_paper_of_the_record_says_its_figures(press, five):
    for contest in five.night.contests:
        record = five.record(contest)
        for name in papers_there(five.night, contest):
            pdf = press.of(five, contest, name).pdf
            assert [*slips(reading.lines(pdf))] == [], name
            printed = pages(pdf)
            part = five.night.contests[contest].confirmed["announce"].check_value
            value = bare(part if name.kind == "part_one" else record.check_value())
            assert all(value in page for page in printed), (contest, name)
            whole = "".join(printed)
            early = five.night.form(contest)
            for line in record.lines:
                if line.place != "body" or line.kind != "count":
                    continue
                if name.kind != "part_one" or early.line(line.id).part_one:
                    assert str(line.value) in whole, (name, line)
                    for language in LANGUAGES if name.kind != "wall" else ():
                        assert spelled(line.value, language, whole), (name, line)


def test_acts_of_a_troubled_night_are_read_back(press, troubled):
    session = troubled.session
    acts = {act.number: act for act in acts_of(session, "akim")}
    assert set(acts) == {"17", "18", "19", "20", "21"}
    written = {}
    for offer in offers(session, "akim"):
        if offer.paper is None:
            continue
        document, printed = read_back(press, session, "akim", offer.name)
        framed(document, printed)
        if offer.act:
            written[offer.act.number] = (document.paper, "".join(printed))
    assert {number: paper for number, (paper, _) in written.items()} == {
        "17": "act_box",
        "18": "act_surplus",
        "19": "act_figures",
        "20": "act_figures",
        "21": "act_unknown",
    }
    box = written["17"][1]
    people = {person.id: person.name for person in session.night.persons}
    for text in (
        "бір бюллетень артық",
        "12:31",
        "15:12",
        "21:02",
        *(people[m] for m in ACT["members"]),
    ):
        assert bare(text) in box, text
    assert bare("бюллетеней установленного образца больше, чем письменных заявлений") in box
    assert bare("парақ жоғалды") in written["21"][1]


@pytest.mark.parametrize("kind", KINDS)
def test_a_slip_of_the_pen_on_a_paper_would_be_seen(kind):
    """Every paper that is read back here is looked through for them."""
    assert kind in [found for found, _ in slips([KINDS[kind][1].splitlines()])]
    right = ["№ 3 акт · «А» партиясы: 5 бет, А. Б.,", "ст. 43, п. 4; об избирателях…"]
    assert [*slips([right])] == []


def test_a_blank_has_no_figure_of_the_night(press, troubled, five):
    """Names and numbers of the form are there; nothing that was counted is."""
    secret = ("1190", "1611", "1610", "908", "004514", "77-01", "12:31", "00:14")
    for offer in blanks(troubled.session, "akim"):
        printed = "".join(pages(press.of(troubled.session, "akim", offer.name).pdf))
        assert not [figure for figure in secret if figure in printed], offer.name
        assert bare("факт 18") not in printed
    contest = five.night.first
    for offer in blanks(five, contest):
        printed = "".join(pages(press.of(five, contest, offer.name).pdf))
        value = bare(five.record(contest).check_value())
        assert value not in printed, offer.name


def test_a_blank_act_has_room_for_what_the_law_asks_and_names_no_box(press, five):
    said = {
        name: said_on(press, five, PaperName("form", name)) for name in ("act_box", "act_surplus")
    }
    for text in said.values():
        assert "АКТ № ____" in text
        assert "только подписи" not in text
    # Of which box it will be nobody knows; who issued how many is asked for (43(4-1)).
    assert "Переносная урна" not in said["act_box"]
    assert "Бюллетени неустановленного образца" in said["act_box"]
    issued = said["act_surplus"]
    issued = issued[issued.index("выданных каждым членом") : issued.index("Акт подписываем")]
    assert "Жаттықов Ержан" in issued


def test_the_digest_has_every_event_of_the_night(press, five):
    printed = "".join(pages(press.of(five, five.night.first, PaperName("digest")).pdf))
    events = five.journal.events()
    for event in (events[0], events[len(events) // 2], events[-1]):
        day, clock = event.at[:10].split("-"), event.at[11:19]
        assert bare(f"{'.'.join(reversed(day))} {clock}") in printed


def test_the_minutes_tell_what_the_law_wants_written_down(troubled):
    """Every act, decision and reason once, in the order of the journal, in both languages."""
    session = troubled.session
    for language in LANGUAGES:
        rows = minutes_of(session, WORDINGS[language])
        told = [what for _, what, _ in rows]
        assert [time for time, _, _ in rows] == sorted(time for time, _, _ in rows)
        for number in ("17", "18", "19", "20", "21"):
            assert sum(number in what for what in told) >= 1, number
        assert any("ауырып қалды" in what for what in told)
        assert any("7" in what and "5" in what for what in told)
        assert {who for _, _, who in rows} == {session.night.person("m3").name}


def test_a_night_in_which_nothing_happened_has_empty_minutes():
    assert minutes_of(Evening().counted().session, WORDINGS["ru"]) == []


def test_minutes_of_several_ballots_name_the_ballot(five):
    contest = "region-list"
    named = WORDINGS["ru"].pick(five.night.rules.contest(contest).name)
    told = [what for _, what, _ in minutes_of(five, WORDINGS["ru"])]
    assert any(what.startswith(f"{named}: ") for what in told)


def said_on(press, session, name):
    """All a paper of the first ballot says, in one line."""
    pages = reading.lines(press.of(session, "majilis-list", name).pdf)
    return " ".join(line for page in pages for line in page).replace("\u00a0", " ")


def test_papers_of_the_day_do_not_deny_each_other(press, five):
    protocol = said_on(press, five, PaperName("protocol"))
    listed = said_on(press, five, PaperName("doc", "attachments"))
    assert "Приложения: документов 1, листов 1" in protocol
    assert "Жалоба" in listed
    assert "Решение" not in listed
    assert "Барлығы Всего 1" in listed
    opened = said_on(press, five, PaperName("doc", "opening_protocol"))
    issuing = opened[opened.index("Ответственные") : opened.index("Протокол подписываем")]
    assert "Мысалов" in issuing
    assert "Үлгібаева" not in issuing
    # The only portable box is called by its own number: box 1 of the opening is a stationary one.
    assert "Урна 1 1 Тұрақты жәшік" in opened
    assert "переносная урна № 3" in protocol
    assert "переносная урна № 1" not in protocol
    # A paper of the day is called by the day, not by the first of its ballots.
    for text in (listed, opened):
        assert "Мажилис, списки" not in text
        assert "пять бюллетеней в один день · 19 марта 2023 года" in text


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "00:00"),
        (1439, "23:59"),
        (1440, "20.03 00:00"),
        (1586, "20.03 02:26"),
        (-5, "18.03 23:55"),
    ],
)
def test_an_hour_of_another_day_stands_with_its_day(minutes, said):
    assert clock_on("2023-03-19", minutes) == said
