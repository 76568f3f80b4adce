"""A training night is another file from its first event, and nobody's edit makes it official."""

import json

import pytest

from tally_app.domain.night.event import next_event
from tally_app.store import create, open_file, verify
from tests.store.conftest import AT, event

OFFICIAL, TRAINING = int.from_bytes(b"tall", "big"), int.from_bytes(b"talt", "big")


def made(path, mode):
    first = event(None, "night_opened", "", night="123456789012", mode=mode)
    with create(path, first) as opened:
        opened.append(event(opened.head, line="L1", text="1", value=1))
    return path


def header(raw, path):
    with raw(path) as other:
        return other.execute("PRAGMA application_id").fetchone()[0]


def set_header(raw, path, owner, version=None):
    with raw(path) as other:
        other.execute(f"PRAGMA application_id = {owner}")
        if version:
            other.execute(f"PRAGMA user_version = {version}")


def forged(raw, path, mode):
    """The first event says something else, and the whole chain is made anew to fit it."""
    payload = {"mode": mode, "night": "123456789012"}
    first = next_event(None, at=AT, who="m1", kind="night_opened", contest="", payload=payload)
    second = event(first, line="L1", text="1", value=1)
    with raw(path) as other:
        for (name,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            other.execute(f"DROP TRIGGER {name}")
        for one in (first, second):
            text = json.dumps(payload, separators=(",", ":"))
            other.execute(
                "UPDATE event SET hash = ?, before = ? WHERE seq = ?",
                (one.hash, one.before, one.seq),
            )
            if one is first:
                other.execute("UPDATE event SET payload = ? WHERE seq = 1", (text,))


@pytest.mark.parametrize(("mode", "owner"), [("training", TRAINING), ("official", OFFICIAL)])
def test_the_header_says_which_it_is_and_so_does_a_copy(file, tmp_path, raw, mode, owner):
    assert header(raw, made(file, mode)) == owner
    copy = tmp_path / "copy.tally"
    with open_file(file) as journal:
        assert not journal.contradicts
        journal.copy_to(copy)
    assert header(raw, copy) == owner
    found = verify(copy)
    assert (found.official, found.training, found.contradicts) == (
        mode == "official",
        mode == "training",
        False,
    )


def test_a_training_night_under_another_name_is_still_one(file, tmp_path, raw):
    renamed = tmp_path / "999.tally"
    made(file, "training").rename(renamed)
    assert not verify(renamed).official


def test_a_header_that_was_edited_does_not_make_a_night_official(file, raw):
    set_header(raw, made(file, "training"), OFFICIAL)
    found = verify(file)
    assert (found.sound, found.official, found.training, found.contradicts) == (
        True, False, True, True,
    )  # fmt: skip
    with open_file(file) as journal:
        assert journal.contradicts


def test_a_first_event_that_was_forged_does_not_make_a_night_official(file, raw):
    forged(raw, made(file, "training"), "official")
    found = verify(file)
    assert (found.reason, found.mode, found.header) == ("", "official", "training")
    assert not found.official
    assert found.contradicts


def test_a_night_without_a_readable_first_event_is_not_official(file, raw):
    made(file, "official")
    with raw(file) as other:
        other.execute("DROP TRIGGER event_no_update")
        other.execute("UPDATE event SET payload = '{' WHERE seq = 1")
    found = verify(file)
    assert (found.official, found.contradicts, found.seq) == (False, False, 1)


def test_a_training_night_of_an_older_program_is_read_for_ever_and_gets_its_header(file, raw):
    set_header(raw, made(file, "training"), OFFICIAL, version=2)
    found = verify(file)
    assert (found.header, found.training, found.official, found.contradicts) == (
        "", True, False, False,
    )  # fmt: skip
    with open_file(file) as journal:
        assert not journal.contradicts
        assert len(journal.events()) == 2
    assert header(raw, file) == TRAINING


def test_an_official_night_of_an_older_program_stays_official(file, raw):
    set_header(raw, made(file, "official"), OFFICIAL, version=2)
    assert verify(file).official
    open_file(file).close()
    assert header(raw, file) == OFFICIAL
    assert verify(file).official


def test_an_old_file_with_a_broken_first_event_keeps_its_header(file, raw):
    made(file, "training")
    with raw(file) as other:
        other.execute("DROP TRIGGER event_no_update")
        other.execute("UPDATE event SET payload = '[1]' WHERE seq = 1")
    set_header(raw, file, OFFICIAL, version=2)
    with pytest.raises(Exception, match="chain"):
        open_file(file)
    assert header(raw, file) == OFFICIAL
