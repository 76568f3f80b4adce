"""The night in which everything went wrong: every paper read back, each hour and figure against the
journal, each sentence against what happened, each name against who was there at that hour.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest

from tally_app import main, paths
from tally_app.app.papers.offering import lacking, offers
from tally_app.app.papers.papers import Papers
from tally_app.app.view.address import PaperName
from tally_app.domain.record.document import Details, Grid, Prose, Signers
from tally_app.domain.record.record import Record
from tests.app.papers.test_true_acts import check
from tests.domain.making import START, Evening
from tests.reports import reading

WORDINGS = main.Wordings(paths.resources() / "texts")
MIDNIGHT = START.replace(hour=0, minute=0)
HOUR = re.compile(r"(?<![\d:])([0-2]\d:[0-5]\d)(?![\d:])")
ALL = ["m1", "m2", "m3", "m4", "m5", "m6", "m7"]
LATE = ["m1", "m2", "m3", "m4", "m5", "m7"]
#: Who was there: from, to in minutes of the day, as the test itself knows it.
GONE = {"m6": 22 * 60 + 10}


class Night(Evening):
    """The evening by the clock on the wall, which the test sets."""

    def at(self, clock):
        hour, minute = map(int, clock.split(":"))
        days = 1 if hour < 5 else 0
        self.session.clock = Still(MIDNIGHT + timedelta(days=days, hours=hour, minutes=minute))
        self.minutes = days * 1440 + hour * 60 + minute
        return self

    def act(self, key, number, text, kind="act", members=ALL):
        said = {"number": number, "minutes": self.minutes, "members": members, "text": text}
        assert self.answer(key, kind, **said) is None, key
        return self


class Still:
    """A clock that stands at a minute and counts its seconds."""

    def __init__(self, at):
        self.now = at

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture(scope="module")
def night():
    return troubled()


def troubled():
    """An annulled box, a box where members voted against, a surplus, a lost ballot, a count that
    was not established, a member who left, a recount.
    """
    night = Night().at("06:35")
    for name in ("trip", "urn"):
        assert night.session.add_row("akim", name, "1") is None
    assert night.session.add_row("akim", "trip", "2") is None
    night.type(
        {
            "opened": "06:00",
            "present_parties": "4",
            "urn.number/1": "П-1",
            "urn.kind/1": "portable",
            "urn.seal/1": "004514",
            "urn.shown/1": "yes",
        }
    )
    night.at("15:20").type(
        {"trip.box/1": "П-1", "trip.left/1": "12:31", "trip.back/1": "15:12", "trip.first/1": "m4",
         "trip.second/1": "m6", "trip.box/2": "2", "trip.left/2": "13:05", "trip.back/2": "14:40",
         "trip.first/2": "m5", "trip.second/2": "m7", "trip.taken/1": "20", "trip.returned/1": "8",
         "trip.taken/2": "18", "trip.returned/2": "8"}
    )  # fmt: skip
    night.at("20:20").lists(**{"member.issued/m7": 316, "ballots_cancelled": 908})
    night.at("20:31").announce("20:31")
    night.at("20:40").boxes(**{"box.ballots/1": 13, "box.ballots/2": 11})
    for box, ballots, votes, number in (("1", 13, (7, 0), "4"), ("2", 11, (2, 5), "5")):
        night.do("box_counted_again", box=box, value=ballots)
        said = {"for": votes[0], "against": votes[1]}
        night.at("20:46").do("box_decided", box=box, number=number, minutes=20 * 60 + 46, **said)
    night.do("box_annulled", box="1", annulled=True)
    night.at("20:47").do("higher_notified", box="2", member="m2", minutes=20 * 60 + 47, to="О. Х.")
    night.at("20:49").act("C-04/1", "1", "бір бюллетень артық")
    night.at("20:52").act("C-04/2", "2", "бір бюллетень артық, мүшелер қарсы")
    night.confirm("portable")
    night.at("21:10").do("not_established", line="stationary.ballots", item="", number="3",
                         minutes=21 * 60 + 10, members=ALL, text="екі жәшік араласты")  # fmt: skip
    night.confirm("stationary")
    night.at("22:15").do("member_state_noted", member="m6", state="left", reason="ауырып қалды",
                         minutes=GONE["m6"])  # fmt: skip
    night.at("23:12").type({"taken_out": 1611, "invalid": 62, "invalid_form": 0})
    votes = {"jandauletov": 1190, "mahajanova": 197, "nurhojaev": 96, "rsalieva": 0}
    night.type({f"option.votes/{option}": many for option, many in votes.items()})
    night.type({"against_all": 66, "count_end": "23:10"})
    grounds = {"invalid_unsigned": 9, "invalid_overmarked": 20, "invalid_unclear": 20}
    night.type(grounds)
    for key, number in (("C-02", "4"), ("B-03", "5"), ("G-01", "6")):
        night.at("23:20").act(key, number, f"факт {number}", members=LATE)
    return night


def there(member, minutes):
    """Whether a member was there, by what the test did and by nothing of the program."""
    return minutes < GONE.get(member, 10**6)


def words_of(document):
    """Everything a document says in words, Russian and Kazakh together."""
    found = [*document.title.values(), *document.subtitle.values()]
    for block in document.blocks:
        match block:
            case Prose(text=text):
                found += text.values()
            case Details(rows=rows):
                for row in rows:
                    found += [*row.label.values(), *(row.text or {}).values()]
            case Grid(rows=rows):
                found += [text for row in rows for cell in row for text in cell.values()]
    return " ".join(found)


def recorded_hours(night):
    """Every hour somebody recorded, and every hour something was recorded at."""
    hours = set()
    for event in night.session.journal.events():
        hours.add(event.at[11:16])
        minutes = event.payload.get("minutes")
        if isinstance(minutes, int):
            hours.add(f"{minutes // 60 % 24:02d}:{minutes % 60:02d}")
        hours |= set(HOUR.findall(str(event.payload.get("text", ""))))
    return hours


def documents(night):
    press = Papers(main.printers, WORDINGS)
    for offer in offers(night.session, "akim"):
        if offer.paper is not None:
            yield offer, press.document(night.session, "akim", offer.name)


def test_every_act_of_the_night_is_made(night):
    made = {o.act.number: o.paper.id for o in offers(night.session, "akim") if o.act}
    assert made == {
        "1": "act_box",
        "2": "act_box_kept",
        "3": "act_unknown",
        "4": "act_surplus",
        "5": "act_figures",
        "6": "act_figures",
    }
    lacks = {o.paper.id: o.lacks for o in lacking(night.session, "akim")}
    assert lacks == {
        "turnout_sheet": "turnout.given",
        "minutes": "meeting_begun",
        "labels": "package.what",
        "inventory": "paper_item.what",
        "receipt": "carrier",
    }


FACTS = {
    "1": {"annulled", "counted twice"},
    "2": {"kept", "counted twice"},
    "3": {"not established"},
    "4": set(),
    "5": set(),
    "6": set(),
}


def test_each_sentence_of_an_act_has_its_fact(night):
    for offer, document in documents(night):
        if offer.act:
            check(document, FACTS[offer.act.number])


def test_each_hour_on_a_paper_was_recorded_and_none_is_younger_than_the_paper(night):
    hours = recorded_hours(night)
    for offer, document in documents(night):
        said = set(HOUR.findall(words_of(document)))
        assert said <= hours, (offer.name, said - hours)
        if offer.act:
            made = datetime.fromisoformat(document.made)
            assert f"{made:%H:%M}" == {"1": "20:49", "2": "20:52", "3": "21:10"}.get(
                offer.act.number, "23:20"
            )
            late = {hour for hour in said if hour >= "06:00" and hour > f"{made:%H:%M}"}
            assert not late, (offer.name, late)


def test_each_name_signs_only_where_the_member_was_there(night):
    names = {person.id: person.name for person in night.night.persons}
    moments = {"opening_protocol": 6 * 60, "act_cancel": 20 * 60 + 20}
    acts = {"1": 1249, "2": 1252, "3": 1270, "4": 1400, "5": 1400, "6": 1400}
    seen = 0
    for offer, document in documents(night):
        minutes = acts[offer.act.number] if offer.act else moments.get(document.paper)
        if minutes is None:
            continue
        (signers,) = [block for block in document.blocks if isinstance(block, Signers)]
        signing = {row.name for row in signers.rows if row.state == "signs"}
        assert signing == {names[one] for one in ALL if there(one, minutes)}, offer.name
        seen += 1
    assert seen == 8


def test_a_paper_is_not_older_than_anything_it_says():
    """The boxes are shown and sealed after the precinct is opened, and stand on one paper."""
    night = Night().at("06:05")
    assert night.session.add_row("akim", "urn", "1") is None
    night.type({"opened": "06:00"}).at("06:31").type({"urn.number/1": "П-1", "urn.shown/1": "yes"})
    (made,) = [d.made for o, d in documents(night) if d.paper == "opening_protocol"]
    assert made[11:16] == "06:31"


def test_each_figure_of_an_act_was_counted(night):
    typed = set()
    for event in night.session.journal.events():
        typed |= {value for value in event.payload.values() if isinstance(value, int)}
    differences, annulled_not = {1}, {0}
    for offer, document in documents(night):
        figures = {
            row.figure
            for block in document.blocks
            if isinstance(block, Details)
            for row in block.rows
            if row.figure is not None
        }
        allowed = typed | differences | annulled_not if offer.act else typed | {1609}
        assert figures <= allowed, (offer.name, figures - allowed)


def test_the_annex_lists_the_acts_in_the_order_they_were_made(night):
    press = Papers(main.printers, WORDINGS)
    found = reading.lines(press.of(night.session, "akim", PaperName("protocol")).pdf)
    # Six acts are one more than the annex has room for on its sheet.
    annex = " ".join(line for page in found[2:] for line in page)
    said = [annex.index(f"акт № {number} ") for number in "123456"]
    assert said == sorted(said)
    for hour in ("20:49", "20:52", "21:10", "23:20"):
        assert hour in annex
    for name in ("Байқаева Гүлнар", "C-04", "B-03", "N-01"):
        assert name not in annex
    body = " ".join(found[0])
    for number, line in (
        ("4", "принявших участие в голосовании"),
        ("6", "избирательной комиссией"),
    ):
        assert f"акт № {number}" in body[body.index(line) :][:60]


def test_part_one_stays_what_was_announced(night):
    (done,) = [x for x in night.state.confirmed.values() if x.record is not None]
    record = Record.read(done.record)
    assert record.announced == 20 * 60 + 31
    assert {member.state for member in record.members} == {"signs"}
    press = Papers(main.printers, WORDINGS)
    (page,) = reading.lines(press.of(night.session, "akim", PaperName("part_one")).pdf)
    whole = " ".join(page)
    assert "отсутствует" not in whole
    assert record.check_value() in whole.replace("\u00a0", " ")


def test_the_form_of_an_interruption_asks_the_hand_and_claims_nothing(night):
    (found,) = [d for o, d in documents(night) if d.paper == "interruption"]
    assert not HOUR.findall(words_of(found))
    details = [block for block in found.blocks if isinstance(block, Details)]
    rows = [row for block in details for row in block.rows]
    assert rows
    assert all(row.text is None and row.figure is None for row in rows)


def found_lines(press, night, name):
    """The lines of a paper of the night, read back from its pages."""
    return [
        line for page in reading.lines(press.of(night.session, "akim", name).pdf) for line in page
    ]


def test_a_paper_filled_in_by_hand_says_so_and_claims_no_hour_and_nobody_absent(night):
    press = Papers(main.printers, WORDINGS)
    seen = set()
    for offer, document in documents(night):
        if not document.by_hand:
            continue
        seen.add(document.paper)
        said = " ".join(found_lines(press, night, offer.name))
        for claim in ("Документ составлен", "отсутствует", "только подписи"):
            assert claim not in said, (document.paper, claim)
    assert {"interruption", "tally_sheet", "copies_register", "mark_of_receipt"} <= seen


@pytest.fixture(scope="module")
def recounted():
    """The same night signed, then counted again: one vote went over, and another member left."""
    night = troubled().at("23:30").type({"results_announced": "23:28"})
    night.seen("m2")
    assert night.session.finish("akim", "999") is None
    night.do("print_confirmed").at("00:14").do("signed", minutes=1454)
    night.first = night.session.record("akim")
    said = {"ground": "proxy", "applicant": "Сенімов Арман", "act_number": "7"}
    night.at("00:40").do("recount_opened", minutes=1480, **said)
    left = {"member": "m5", "state": "left", "reason": "кетті", "minutes": 1475}
    night.do("member_state_noted", **left)
    piles = {"jandauletov": 1189, "mahajanova": 198, "nurhojaev": 96, "rsalieva": 0}
    night.at("02:10").type({"taken_out": 1611, "invalid": 62})
    night.type({f"option.votes/{option}": many for option, many in piles.items()})
    night.type({"against_all": 66, "invalid_form": 0, "invalid_unsigned": 9})
    night.type({"invalid_overmarked": 20, "invalid_unclear": 20})
    return night


def test_a_recount_has_its_own_persons_and_the_first_protocol_keeps_its(recounted):
    night = recounted
    for _, key in [one for one in night.obstacles() if one[0] in ("legal", "error")]:
        night.act(key, "8", "факт 8", members=[one for one in LATE if one != "m5"])
    night.seen("m2")
    assert night.session.finish("akim", "999") is None, night.obstacles()
    record = night.session.record("akim")
    states = {member.id: member.state for member in record.members}
    first = {member.id: member.state for member in night.first.members}
    assert [one for one in ALL if first[one] == "absent"] == ["m6"]
    assert [one for one in ALL if states[one] == "absent"] == ["m5", "m6"]
    assert record.recount.old_check_value == night.first.check_value()
    press = Papers(main.printers, WORDINGS)
    found = reading.lines(press.of(night.session, "akim", PaperName("recount_act")).pdf)
    act = " ".join(line for page in found for line in page).replace("\u00a0", " ")
    assert "(закон о выборах, ст. 43, п. 7-1)" in act
    assert night.first.check_value() in act
    assert record.check_value() in act
    assert "Сенімов Арман" in act
    for old, new in (("1190", "1189"), ("197", "198")):
        assert old in act
        assert new in act
    protocol = " ".join(found_lines(press, night, PaperName("protocol")))
    # The new figures were neither counted nor heard in the hours of the first count.
    for hour in ("23:10", "23:28"):
        assert hour not in protocol
    assert "начало подсчёта 20:05" in protocol
    assert "Приложения: документов 7" in protocol
    listed = " ".join(found_lines(press, night, PaperName("doc", "attachments")))
    for paper in (protocol[protocol.index("Приложения: документов") :], listed):
        assert "акт № 7" in paper
        assert "о повторном подсчёте голосов" in paper
    # The paper of the morning still has who left in the night.
    for _, document in documents(night):
        if document.paper == "opening_protocol":
            (signers,) = [block for block in document.blocks if isinstance(block, Signers)]
            assert {row.state for row in signers.rows} == {"signs"}
