"""A whole chain is not enough: what a night says twice must agree, and with the paper too."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from tally_app import main, paths
from tally_app.app.night.comparing import digits_in, on_paper
from tally_app.app.night.verdict import FromPaper, judge
from tally_app.domain.night.event import next_event
from tally_app.domain.record.record import check_digits
from tally_app.store import create, read_file, schema
from tests.domain.making import to_record
from tests.golden import nights

WORDS = main.Wordings(paths.resources() / "texts")
FOLDERS = nights.folders()
SIGNED = next(folder for folder in FOLDERS if folder.name == "official")


def codes(path, paper=None):
    return [fault.code for fault in judge(path, paper).faults]


@pytest.fixture(scope="module")
def signed(tmp_path_factory):
    return nights.take(SIGNED, tmp_path_factory.mktemp("signed"))


def made_anew(signed, to, change):
    """The same night with its whole chain made anew: ``change`` gives the payload of each event,
    None to leave it out. The chain, the triggers and the header are those of an honest file.
    """
    file = read_file(signed)
    before, journal = None, None
    for event in file.events:
        payload = change(event)
        if payload is None:
            continue
        said = {"at": event.at, "who": event.who, "kind": event.kind, "contest": event.contest}
        before = next_event(before, payload=payload, **said)
        if journal is None:
            journal = create(to, before)
        else:
            journal.append(before)
    for kept in file.documents:
        journal.keep_document(kept.digest, kept.name, kept.content)
    journal.close()
    return to


def other_vote(event):
    """One vote taken from where it was typed: the record is left as it was."""
    if event.kind == "typed" and event.payload["line"] == "option.votes":
        value = event.payload["value"]
        if value:
            return {**event.payload, "value": value - 1, "text": str(value - 1)}
    return event.payload


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda at: f"{at.parent.name}-{at.name}")
def test_every_kept_night_agrees_with_itself(folder, tmp_path):
    found = judge(nights.take(folder, tmp_path))
    assert (found.sound, found.wrong(WORDS["en"])) == (True, [])


def test_a_chain_made_anew_with_other_votes_is_told_by_its_record(signed, tmp_path):
    path = made_anew(signed, tmp_path / "a.tally", other_vote)
    found = judge(path)
    assert found.chain.sound
    assert not found.sound
    assert {fault.code for fault in found.faults} == {"record_figure", "record_other"}
    for language in ("kk", "ru", "en"):
        assert len(found.wrong(WORDS[language])) == len(found.faults)


def test_a_record_changed_without_its_check_value_is_told(signed, tmp_path):
    def change(event):
        if event.kind != "finished":
            return event.payload
        record = event.payload["record"]
        lines = [{**line, "value": 7} if line["value"] else line for line in record["lines"]]
        return {**event.payload, "record": {**record, "lines": lines}}

    assert {"check_value", "record_figure"} <= {*codes(made_anew(signed, tmp_path / "a", change))}


@pytest.mark.parametrize("seq", [4, 27, 46])
def test_a_figure_that_is_not_what_was_typed_is_told_before_there_is_any_record(
    signed, tmp_path, seq
):
    def change(event):
        if event.kind in ("step_confirmed", "finished") or event.seq > seq:
            return None
        return {**event.payload, "value": 741} if event.seq == seq else event.payload

    # The event of Part I is left out with its record, so those behind it are renumbered.
    kept = [e for e in read_file(signed).events[:seq] if change(e) is not None]
    path = made_anew(signed, tmp_path / "a.tally", change)
    (fault,) = (fault for fault in judge(path).faults if fault.code != "document_lost")
    assert (fault.code, fault.names["seq"]) == ("value", len(kept))
    assert fault.names["text"] == kept[-1].payload["text"]
    for language in ("kk", "ru", "en"):
        assert any("741" in line for line in judge(path).wrong(WORDS[language]))


def test_a_blank_that_agrees_was_read_as_the_record_has_it(signed, tmp_path):
    def change(event):
        if event.kind != "blank_checked":
            return event.payload
        return {**event.payload, "read": {**event.payload["read"], "given": 929}}

    path = made_anew(signed, tmp_path / "a.tally", change)
    (fault,) = judge(path).faults
    assert (fault.code, fault.names["read"], fault.names["record"]) == ("blank", "929", "928")


def test_practice_made_official_is_told(tmp_path):
    training = next(folder for folder in FOLDERS if folder.name == "training")
    path = nights.take(training, tmp_path)

    def official(event):
        first = event.kind == "night_opened"
        return {**event.payload, "mode": "official"} if first else event.payload

    assert "practice" in codes(made_anew(path, tmp_path / "official.tally", official))


@pytest.mark.parametrize(("key", "code"), [("election_sha256", "election_changed"),
                                           ("form_sha256", "form_changed")])  # fmt: skip
def test_files_in_the_night_are_those_of_their_hashes(signed, tmp_path, key, code):
    def change(event):
        if event.kind != "night_opened":
            return event.payload
        other = "0" * 64 if key == "election_sha256" else {"akim": "0" * 64}
        return {**event.payload, key: other}

    assert code in codes(made_anew(signed, tmp_path / "a.tally", change))


def without_documents(path, more=()):
    with closing(sqlite3.connect(path, isolation_level=None)) as expert:
        expert.execute("DROP TRIGGER document_no_delete")
        expert.execute("DELETE FROM document")
        for row in more:
            expert.execute("INSERT INTO document VALUES (?, ?, ?, ?)", row)
        expert.execute(schema.TRIGGERS["document_no_delete"])


def test_a_kept_paper_that_is_gone_or_exchanged_is_told(signed, tmp_path):
    path = shutil.copyfile(signed, tmp_path / "a.tally")
    kept = len(read_file(path).documents)
    assert kept
    without_documents(path)
    assert codes(path) == ["document_lost"] * kept
    other = "315f5bdb76d078c43b8ac0064e4a0164612b1fce77c869345bfc94c75894edd3"
    without_documents(path, [(1, other, "protocol.pdf", b"Hello, world!")])
    found = judge(path)
    assert [fault.code for fault in found.faults] == ["document_lost"] * kept
    assert other in found.said(WORDS["en"])[-1], "and what no event names is told"


def test_digits_read_aloud_are_those_of_their_event(signed, tmp_path):
    events = read_file(signed).events
    honest = {"occasion": "announce", "seq": 9, "digits": check_digits(events[8].hash)[:9]}
    for said, wrong in ((honest, []), ({**honest, "seq": 8}, ["digits"])):
        path = shutil.copyfile(signed, tmp_path / f"{len(wrong)}.tally")
        with closing(nights.open_night(path, nights.clock)) as session:
            assert session.execute(to_record("head_read", said)) is None
        assert codes(path) == wrong


def test_no_events_are_no_night(signed, tmp_path):
    path = shutil.copyfile(signed, tmp_path / "a.tally")
    with closing(sqlite3.connect(path, isolation_level=None)) as expert:
        expert.execute("DROP TRIGGER event_no_delete")
        expert.execute("DELETE FROM event")
        expert.execute(schema.TRIGGERS["event_no_delete"])
    found = judge(path)
    assert not found.sound
    assert [fault.code for fault in found.faults] == ["empty"]


@pytest.mark.parametrize(
    ("text", "digits"),
    [("1234 5678", "12345678"), ("12345678", "12345678"), ("1234-5678", "12345678"),
     ("1234 567", None), ("12a4 5678", None), ("1" * 33, None), ("١٢٣٤٥٦٧٨", None), ("", None)],
)  # fmt: skip
def test_digits_are_read_as_people_copy_them(text, digits):
    assert digits_in(text) == digits


def digits_after(events, seq):
    return digits_in(check_digits(events[seq - 1].hash)[:9])


def test_the_digits_on_paper_say_where_a_file_stands(signed):
    events = read_file(signed).events
    last, early = len(events), 20
    ending, then = digits_after(events, last), digits_after(events, early)
    for entries in (None, last):
        assert on_paper(events, ending, entries) == ("same", last)
    assert on_paper(events, then) == on_paper(events, then, early) == ("older", early)
    cut = events[:early]
    assert on_paper(cut, ending, last) == ("cut", early)
    assert on_paper(cut, ending) == ("unknown", early)
    assert on_paper(events, "00000000", early).code == "another"
    assert on_paper(events, then, early + 1).code == "another"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_what_the_paper_says_decides_whether_the_file_is_sound(signed, language):
    events = read_file(signed).events
    for digits, entries, sound in (
        (digits_after(events, len(events)), None, True),
        (digits_after(events, 20), None, True),
        ("00000000", None, False),
        ("00000000", 5, False),
        ("00000000", len(events) + 3, False),
    ):
        found = judge(signed, FromPaper(digits, entries))
        assert found.sound == sound
        assert digits in found.said(WORDS[language])[-1] or entries
