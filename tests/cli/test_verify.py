"""A file that fails the check is told, and its protocol is not printed as if nothing were wrong."""

import errno
import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from tally_app import main, paths
from tally_app.domain.night.event import canonical, chain_hash
from tally_app.domain.record.record import check_digits
from tally_app.store import Witnesses, read_file, schema
from tally_app.store.witness import Witness
from tests.golden import nights
from tests.reports import reading

SIGNED = next(folder for folder in nights.folders() if folder.name == "official")


@pytest.fixture(scope="module")
def signed(tmp_path_factory):
    return nights.take(SIGNED, tmp_path_factory.mktemp("signed"))


@pytest.fixture
def broken(signed, tmp_path):
    """An event in the middle altered by somebody who puts the triggers back."""
    path = shutil.copyfile(signed, tmp_path / "broken.tally")
    with closing(sqlite3.connect(path, isolation_level=None)) as expert:
        expert.execute("DROP TRIGGER event_no_update")
        expert.execute("UPDATE event SET who = 'm9' WHERE seq = 40")
        expert.execute(schema.TRIGGERS["event_no_update"])
    return path


def said(capsys, *arguments):
    code = main.command_line([str(one) for one in arguments])
    return code, *capsys.readouterr()


def test_the_digits_of_a_paper_are_compared(signed, capsys):
    events = read_file(signed).events
    digits = check_digits(events[-1].hash)[:9]
    code, out, _ = said(capsys, "journal", "verify", signed, "--head", digits, "--lang", "en")
    assert (code, "are the same" in out) == (0, True)
    other = "journal", "verify", signed, "--head", "0000 0001", "--lang", "en"
    code, out, _ = said(capsys, *other)
    assert (code, "another journal, or the file was cut off" in out) == (1, True)
    code, out, _ = said(capsys, *other, "--entries", "3")
    assert (code, "This is another journal" in out) == (1, True)
    code, out, _ = said(capsys, *other, "--entries", len(events) + 2)
    assert (code, f"cut off after event {len(events)}" in out) == (1, True)
    code, out, err = said(capsys, "journal", "verify", signed, "--head", "12", "--lang", "en")
    assert (code, out, len(err.splitlines())) == (2, "", 1)


def test_a_protocol_is_not_printed_of_a_broken_file(broken, tmp_path, capsys):
    to = tmp_path / "p.pdf"
    code, out, err = said(capsys, "protocol", broken, "--out", to, "--lang", "en")
    assert (code, out, to.exists()) == (1, "", False)
    assert "event 40" in err
    assert "--as-found" in err
    assert said(capsys, "protocol", broken, "--out", to, "--as-found")[0] == 2, "not finished then"
    asked = "protocol", broken, "--out", to, "--as-found", "--draft"
    assert said(capsys, *asked)[0] == 0
    for page in reading.lines(to.read_bytes()):
        text = " ".join(page)
        assert "ФАЙЛ ТЕКСЕРУДЕН ӨТПЕДІ" in text
        assert "ФАЙЛ НЕ ПРОШЁЛ ПРОВЕРКУ" in text
    assert "событие 40 не подходит" in " ".join(reading.lines(to.read_bytes())[0])


def test_what_is_found_in_a_sound_file_is_a_plain_protocol(signed, tmp_path, capsys):
    plain, found = tmp_path / "a.pdf", tmp_path / "b.pdf"
    assert said(capsys, "protocol", signed, "--out", plain)[0] == 0
    assert said(capsys, "protocol", signed, "--out", found, "--as-found")[0] == 0
    assert plain.read_bytes() == found.read_bytes()


def test_no_protocol_of_a_file_that_holds_less_than_was_typed_here(
    signed, tmp_path, capsys, monkeypatch
):
    """The tail was cut off after Finish: the chain is whole, only this computer knows better."""
    events, kept = read_file(signed).events, tmp_path / "witnesses"
    monkeypatch.setattr(paths, "witness_folders", lambda: (kept,))
    witnesses = Witnesses(kept)
    witnesses.note(events[0].payload["night"], Witness(len(events) + 1, "ab" * 32))
    witnesses.close()
    to = tmp_path / "p.pdf"
    code, _, err = said(capsys, "protocol", signed, "--out", to, "--lang", "en")
    assert (code, to.exists()) == (1, False)
    assert f"holds less than was typed on this computer (events: {len(events)})" in err
    assert said(capsys, "protocol", signed, "--out", to, "--as-found")[0] == 0


def altered(signed, path, seq):
    """The night with the payload of one event altered and the guard put back."""
    shutil.copyfile(signed, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as expert:
        expert.execute("DROP TRIGGER event_no_update")
        expert.execute("UPDATE event SET payload = '{}' WHERE seq = ?", (seq,))
        expert.execute(schema.TRIGGERS["event_no_update"])
    return path


@pytest.mark.parametrize("seq", [1, 20])
def test_every_figure_behind_a_gap_is_told_by_salvage(signed, tmp_path, capsys, seq):
    path, new = altered(signed, tmp_path / "night.tally", seq), tmp_path / "new.tally"
    code, out, err = said(capsys, "journal", "salvage", path, "--out", new, "--lang", "en")
    assert (code, err, new.exists()) == ((2, "", False) if seq == 1 else (1, "", True))
    typed = [e.payload for e in read_file(signed).events[seq:] if e.kind.startswith("typed")]
    assert len(typed) > 10
    for one in typed:
        field = f"{one['line']}/{one['item']}" if one["item"] else one["line"]
        assert f"says: {field} = {one['text']}\n" in out


def test_of_a_broken_chain_no_document_is_called_unnamed(signed, tmp_path, capsys):
    path = altered(signed, tmp_path / "night.tally", 20)
    code, out, _ = said(capsys, "journal", "verify", path, "--lang", "en")
    assert (code, len(out.splitlines())) == (1, 1)
    assert "event 20 does not fit" in out


def test_salvage_says_what_does_not_agree_in_what_it_saved(signed, tmp_path, capsys):
    path, new = shutil.copyfile(signed, tmp_path / "night.tally"), tmp_path / "new.tally"
    with closing(sqlite3.connect(path, isolation_level=None)) as expert:
        expert.execute("DROP TRIGGER event_no_update")
        before = "0" * 64
        for event in read_file(signed).events:
            payload = dict(event.payload)
            if (payload.get("line"), payload.get("item")) == ("option.votes", "jandauletov"):
                payload |= {"text": "741", "value": 741}
            made = replace(event, payload=payload, before=before)
            before = chain_hash(made.body())
            expert.execute(
                "UPDATE event SET payload = ?, before = ?, hash = ? WHERE seq = ?",
                (canonical(payload).decode(), made.before, before, event.seq),
            )
        expert.execute(schema.TRIGGERS["event_no_update"])
    _, out, _ = said(capsys, "journal", "salvage", path, "--out", new, "--lang", "en")
    assert "731 in the record of the protocol, 741 in the journal" in out
    assert "No gap" not in out


def test_a_paper_on_a_disk_that_takes_no_writing_is_told_under_its_own_name(
    signed, tmp_path, capsys, monkeypatch
):
    """Such a disk refuses to remove a file too, and that refusal used to be the one told."""

    def refuse(*_, **__):
        raise OSError(errno.EROFS, "Read-only file system")

    to = tmp_path / "p.pdf"
    with monkeypatch.context() as locked:
        locked.setattr(os, "fsync", refuse)
        locked.setattr(type(to), "unlink", refuse)
        code, _, err = said(capsys, "protocol", signed, "--out", to, "--lang", "en")
    assert (code, to.exists()) == (2, False)
    assert f"the file {to} was not made" in err


def test_entries_without_the_digits_are_refused(signed, capsys):
    code, out, err = said(capsys, "journal", "verify", signed, "--entries", "7", "--lang", "en")
    assert (code, out, "--head" in err) == (2, "", True)


def forged(signed, tmp_path, *statements):
    """A copy altered by somebody who takes the guards away and puts them back."""
    path = shutil.copyfile(signed, tmp_path / "forged.tally")
    with closing(sqlite3.connect(path, isolation_level=None)) as expert:
        for name in schema.TRIGGERS:
            expert.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            expert.execute(statement)
        for guard in schema.TRIGGERS.values():
            expert.execute(guard)
    return path


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_names_of_two_documents_exchanged_are_told(signed, tmp_path, capsys, language):
    names = {kept.name for kept in read_file(signed).documents}
    assert len(names) > 1
    path = forged(
        signed,
        tmp_path,
        "CREATE TEMP TABLE other AS SELECT 3 - number AS number, name FROM document",
        "UPDATE document SET name = (SELECT name FROM other WHERE other.number = document.number)"
        " WHERE number < 3",
    )
    code, out, _ = said(capsys, "journal", "verify", path, "--lang", language)
    assert code == 1
    told = [
        line
        for line in out.splitlines()
        if any(f"“{n}”" in line or f"«{n}»" in line for n in names)
    ]
    assert len(told) == 2


def test_another_journal_value_in_a_record_is_named_in_words(signed, tmp_path, capsys):
    path = rechained(signed, tmp_path, _other_head)
    code, out, _ = said(capsys, "journal", "verify", path, "--lang", "en")
    assert (code, "the journal's last value" in out, "journal_head" in out) == (1, True, False)


def _other_head(event):
    if event.kind != "finished":
        return event
    record = {**event.payload["record"], "journal_head": "0" * 64}
    return replace(event, payload={**event.payload, "record": record})


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_time_that_goes_back_is_told_and_is_no_fault_by_itself(
    signed, tmp_path, capsys, language
):
    path = rechained(signed, tmp_path, _early)
    code, out, _ = said(capsys, "journal", "verify", path, "--lang", language)
    assert code == 0
    assert [line for line in out.splitlines() if "2001-01-01 00:00" in line]
    assert "2001" not in said(capsys, "journal", "verify", signed, "--lang", language)[1]


def _early(event):
    return replace(event, at="2001-01-01T00:00:00.000+05:00") if event.kind == "signed" else event


def test_a_night_without_its_files_is_told_in_a_whole_sentence(signed, tmp_path, capsys):
    path = rechained(signed, tmp_path, _bare)
    code, _, err = said(
        capsys, "protocol", path, "--out", tmp_path / "p.pdf", "--as-found", "--lang", "en"
    )
    assert (code, err[:9]) == (2, "the file ")


def _bare(event):
    return replace(event, payload={**event.payload, "files": []}) if event.seq == 1 else event


def rechained(signed, tmp_path, change):
    """The night written anew with changed events, its chain whole."""
    path, before, rows = tmp_path / "made.tally", "0" * 64, []
    for event in map(change, read_file(signed).events):
        made = replace(event, before=before)
        before = chain_hash(made.body())
        rows.append((event.seq, event.at, canonical(event.payload).decode(), made.before, before))
    shutil.copyfile(signed, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as expert:
        expert.execute("DROP TRIGGER event_no_update")
        for seq, at, payload, link, value in rows:
            expert.execute(
                "UPDATE event SET at = ?, payload = ?, before = ?, hash = ? WHERE seq = ?",
                (at, payload, link, value, seq),
            )
        expert.execute(schema.TRIGGERS["event_no_update"])
    return path


@pytest.mark.parametrize("inside", ["", "new"])
def test_a_demo_on_a_disk_that_takes_no_writing_asks_for_another_folder(
    tmp_path, capsys, monkeypatch, inside
):
    name = "mkdir" if inside else "open"
    real = getattr(os, name)

    def refuse(path, *more, **said):
        if str(path).startswith(str(tmp_path)):
            raise OSError(errno.EROFS, "Read-only file system", str(path))
        return real(path, *more, **said)

    with monkeypatch.context() as locked:
        locked.setattr(os, name, refuse)
        code, _, err = said(capsys, "demo", "--out", tmp_path / inside, "--lang", "en")
    assert code == 2
    assert "Choose another folder or disk" in err
