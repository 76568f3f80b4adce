"""Every "what if" of the help, played on the real session: what it says to do can be done, and what
it says of the night is so.
"""

import shutil

import pytest

from tally_app import main, paths
from tally_app.app.backup import about, found, places
from tally_app.app.backup.restore import restore
from tally_app.app.night.files import begin, open_night
from tally_app.app.night.settings import Settings
from tally_app.app.papers.papers import Papers, blanks, offers
from tally_app.app.papers.program_sheet import program_sheet
from tally_app.app.view.address import PaperName
from tally_app.catalog.library import Library
from tally_app.catalog.topics import topics_in
from tally_app.domain.form.layout import Cell
from tally_app.domain.record.record import Record
from tally_app.store import NO_WITNESS, Copier, read_file
from tests.domain.making import PILES, Evening

RESOURCES = paths.resources()
LIBRARY = Library.of_resources(RESOURCES)
PLAYED = {}


def plays(topic):
    def kept(play):
        PLAYED[topic] = play
        return play

    return kept


def entry(evening, what, text, **more):
    """A row of the minutes of the meeting."""
    assert evening.session.add_row("akim", "entry", "1") is None
    row = {"time": "22:10", "what": what, "text": text, **more}
    return evening.type({f"entry.{key}/1": said for key, said in row.items()})


def signers(evening):
    record = evening.state.finish.record
    record = record if isinstance(record, Record) else evening.session.record("akim")
    return {member.id: (member.state, member.reason) for member in record.members}


@pytest.fixture
def file(tmp_path):
    """A night on a disk, three figures typed, not closed."""
    path = tmp_path / "night.tally-training"
    source = LIBRARY.election("aral-2021")
    night = begin(
        path, source, LIBRARY, precinct="999", clock=main.local_clock, night="123456789012"
    )
    night.who = "m3"
    for line, figure in (("ballots_received", "2519"), ("voters", "2494"), ("given", "1610")):
        assert night.type_text("akim", Cell(line), figure) is None
    yield night
    night.close()


@plays("lost")
def lost(_file, _tmp):
    evening = Evening().lists(ballots_cancelled=907)
    assert evening.findings()["G-01"], "the program names it"
    evening.do("line_switched", line="ballots_lost", on=True).type(ballots_lost=2)
    assert "G-01" not in evening.findings()
    assert evening.night.entry("akim", Cell("ballots_cancelled")).value == 907, "as counted"


@plays("floor")
def floor(_file, _tmp):
    evening = entry(
        Evening(), "decision", "бюллетень на полу: не считать", votes_for=6, votes_against=1
    )
    said = evening.night.day_entries
    assert (said[Cell("entry.votes_for", "1")].value, said[Cell("entry.what", "1")].text) == (
        6,
        "decision",
    )


@plays("foreign")
def foreign(_file, _tmp):
    evening = Evening().lists().announce().boxes(**{"box.foreign/1": 1})
    assert evening.night.entry("akim", Cell("box.foreign", "1")).value == 1
    evening.confirm("portable").type({"stationary.ballots": 1588}).confirm("stationary")
    assert evening.session.add_row("akim", "dispute", "1") is None
    evening.type({"dispute.what/1": "чужой", "dispute.outcome/1": "invalid", "dispute.votes/1": 3})
    assert "D-09/1" in evening.findings(), "three of seven are no majority"
    evening.type({"dispute.votes/1": 4})
    assert "D-09/1" not in evening.findings()


@plays("differ")
def differ(_file, _tmp):
    evening = Evening().counted(invalid=47, invalid_unclear=18)
    assert evening.findings()["D-01"]
    assert any(code == "finding" or code for code, _ in evening.obstacles()), "finish is closed"
    evening.type(invalid=48, invalid_unclear=19)
    assert evening.findings().get("D-01") is None
    typed = [
        e.payload["text"] for e in evening.journal.events() if e.payload.get("line") == "invalid"
    ]
    assert typed == ["47", "48"], "the one before stays in the journal"
    evening = Evening().counted(invalid=47, invalid_unclear=18)
    assert evening.answer("D-01", "finish_act") is None
    assert "D-01" not in [key for _, key in evening.obstacles()]
    assert evening.night.entry("akim", Cell("invalid")).value == 47, "a fact stays"


@plays("recount")
def recount(_file, _tmp):
    opened = {"ground": "proxy", "applicant": "А", "minutes": 1450, "act_number": "9"}
    evening = Evening().counted()
    assert evening.why("recount_opened", **opened) == "not_signed"
    evening.type(invalid=48)  # before signing figures are simply entered again
    evening = Evening().signed()
    kept = evening.state.finish
    evening.do("recount_opened", **opened)
    assert evening.session.text("akim", Cell("invalid")) == "", "the piles begin empty"
    assert evening.session.text("akim", Cell("given")) == "1610", "the lists stay"
    assert evening.state.recounts[0].old == kept, "the protocol before is kept"
    evening.type(PILES).finish().do("print_confirmed").do("signed", minutes=1500)
    assert evening.why("recount_opened", **opened) == "once"
    assert evening.why("recount_opened", **{**opened, "ground": "higher"}) is None


@plays("member")
def member(_file, _tmp):
    evening = Evening()
    evening.do("member_state_noted", member="m6", state="left", reason="болен", minutes=1300)
    evening.counted()
    assert "P-01" not in evening.findings()
    for gone in ("m5", "m7"):
        evening.do("member_state_noted", member=gone, state="left", reason="ушёл", minutes=1310)
    assert "P-01" in evening.findings(), "four of seven are no two thirds"
    assert evening.answer("P-01", "reason", reason="") is None
    evening.finish()
    assert signers(evening)["m6"] == ("absent", "болен")


@plays("chair")
def chair(_file, _tmp):
    evening = Evening()
    first = next(person for person in evening.night.persons if person.office == "chair")
    evening.do("member_state_noted", member=first.id, state="left", reason="болен", minutes=1200)
    evening.counted()
    evening.seen("m4")
    assert evening.session.finish("akim", "999") is None
    said = signers(evening)
    assert said[first.id] == ("absent", "болен")
    others = [p for p in evening.night.persons if p.office in ("deputy", "secretary")]
    assert any(said[one.id][0] == "signs" for one in others)
    evening.do("print_confirmed").do("signed", minutes=1439)


@plays("observer")
def observer(_file, _tmp):
    evening = entry(Evening().counted(), "observer_act", "не видно отметок", sheets=2)
    before = evening.reckoning()
    there = {
        offer.name.id
        for offer in (*offers(evening.session, "akim"), *blanks(evening.session, "akim"))
    }
    assert {"mark_of_receipt", "attachments"} <= there
    assert evening.night.entry("akim", Cell("invalid")).value == 48
    assert before.value(Cell("entry.sheets", "1")) == 2
    evening.finish()


@plays("photo")
def photo(_file, _tmp):
    evening = entry(Evening(), "event", "снимали список", votes_for=5, votes_against=2)
    assert evening.night.day_entries[Cell("entry.text", "1")].text == "снимали список"


@plays("power")
def power(file, tmp):
    """The process is killed: nothing is closed."""
    torn = tmp / "torn"
    torn.mkdir()
    for part in file.journal.path.parent.glob("night*"):
        shutil.copyfile(part, torn / part.name)
    again = open_night(torn / file.journal.path.name, main.local_clock)
    assert again.text("akim", Cell("given")) == "1610"
    again.close()


@plays("laptop")
def laptop(file, tmp):
    """A copy on a stick, another computer; what was typed after it is not in it."""
    stick, other = tmp / "stick", tmp / "other"
    stick.mkdir()
    said = about.about(file, file.journal.path, "given@akim")
    Copier(lambda: file.journal, ".tally-training").make(stick / about.folder_name(said))
    about.write(stick / about.folder_name(said), said)
    assert file.type_text("akim", Cell("ballots_cancelled"), "909") is None
    where = places.Places(other, Settings(other / "settings.json"))
    copy = next(path for path in stick.rglob("*.tally-training"))
    one = found.look(copy, where, main.local_clock)
    again = restore(one, other, main.local_clock, NO_WITNESS, known=False)
    assert again.text("akim", Cell("given")) == "1610"
    assert again.text("akim", Cell("ballots_cancelled")) == ""
    kinds = [event.kind for event in read_file(again.journal.path).events]
    assert kinds[-2:] == ["night_restored", "night_moved"]
    again.execute(evening_paper())
    assert again.night.program[-1].kind == "begun_from_paper"
    again.close()


def evening_paper():
    """Without a copy: begun from paper."""
    from tests.domain.making import to_record

    return to_record("begun_from_paper", {"papers": ["part_one"], "minutes": 1231, "typed": 1300})


@plays("morning")
def morning(_file, _tmp):
    evening = Evening().counted(count_end="08:45", results_announced="08:50")
    assert "T-02" in evening.findings(), "it asks for a reason"
    assert evening.answer("T-02", "reason", reason="", text="прервано до утра") is None
    assert evening.obstacles() == [], "and does not keep anybody from finishing"
    there = {offer.name.id for offer in blanks(evening.session, "akim")}
    assert "interruption" in there


@plays("printer")
def printer(_file, _tmp):
    evening = Evening().counted().finish()
    withdrawn = {"reason": "смято", "sheets": 3, "names": ["А", "Б"]}
    assert evening.why("print_withdrawn", **{**withdrawn, "names": ["А"]}) == "two_names"
    evening.do("print_withdrawn", **withdrawn)
    assert evening.why_typing("invalid", "48") is None, "the lines are open again"
    evening.finish()


@plays("no_printer")
def no_printer(_file, _tmp):
    evening = Evening().counted().finish()
    papers = Papers(main.printers, main.Wordings(RESOURCES / "texts"))
    for name in ("dictation", "fair_copy"):
        pdf = papers.of(evening.session, "akim", PaperName("dictation")).pdf
        assert pdf.startswith(b"%PDF"), name
    read = {"agrees": True, "by": "m3", "read": {"invalid": 48}}
    assert evening.why("blank_checked", **read) == "same_person"
    evening.do("blank_checked", **{**read, "by": "m1"})
    assert evening.state.finish.blank_agrees


@plays("blank")
def blank(_file, _tmp):
    evening = Evening().counted().finish()
    before = {cell: entry.text for cell, entry in evening.state.entries.items()}
    evening.do("print_withdrawn", reason="помарка", sheets=1, names=["А", "Б"]).finish()
    assert {cell: entry.text for cell, entry in evening.state.entries.items()} == before
    evening.do("print_confirmed").do("signed", minutes=1439)
    assert evening.why("print_withdrawn", reason="x", sheets=1, names=["А", "Б"]) == "signed"


@plays("passphrase")
def passphrase(_file, _tmp):
    evening = Evening("official")
    session, wordings = evening.session, main.Wordings(RESOURCES / "texts")
    session.who = "m1"
    assert session.set_passphrase("90817263") is None
    code, session.who = session.guard.code, "m3"
    evening.counted().seen()
    assert session.finish("akim", "999").code == "passphrase"
    assert session.give_passphrase("finish", "90817264").code == "wrong"
    without = {"occasion": "finish", "reason": "забыли цифры"}
    assert evening.why("passphrase_forgone", **without, by=["m1"]) == "passphrase_two"
    evening.do("passphrase_forgone", **without, by=["m1", "m3"])
    assert session.finish("akim", "999") is None, "at once, though a wrong one was typed"
    assert "забыли цифры" not in str(evening.state.finish.record)
    assert "забыли цифры" in str(program_sheet(session, "akim", wordings))
    evening.do("print_confirmed").do("signed", minutes=1439)
    assert session.give_passphrase("recount", code) is None, "the envelope opens the next one"
    assert session.night.passphrase.opened
    for wording in wordings.values():
        assert wording("passphrase.forgo") in wording("help.if.passphrase.do"), "as the button says"


@pytest.mark.parametrize("topic", [topic.id for topic in topics_in(RESOURCES)])
def test_what_the_help_says_can_be_done_and_is_so(topic, file, tmp_path, monkeypatch):
    monkeypatch.setattr(places, "volumes", lambda: iter(()))
    PLAYED[topic](file, tmp_path)


def test_every_question_is_played_and_leads_to_pages_that_are():
    topics = topics_in(RESOURCES)
    steps = set(Evening().night.form("akim").step_ids)
    assert {topic.id for topic in topics} == set(PLAYED)
    wordings = main.Wordings(RESOURCES / "texts")
    for topic in topics:
        assert set(topic.steps) <= steps, topic.id
        for wording in wordings.values():
            assert len(wording(f"help.if.{topic.id}.do").split("\n")) == 3
