"""Nothing in a file can be altered without verify saying so, and naming the first event."""

import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tally_app.domain.night.event import chain_hash
from tally_app.store import StoreError, open_file, read_file, schema, verify
from tally_app.store.chain import to_row
from tests.effort import EFFORT

NUMBERS = ("seq", "version")
TEXTS = ("at", "who", "contest", "kind", "payload", "before", "hash")


def altered(path, seq, column, value):
    """Change one field as an expert would: triggers off, the change, triggers back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as expert:
        expert.execute("DROP TRIGGER event_no_update")
        expert.execute(f"UPDATE event SET {column} = ? WHERE seq = ?", (value, seq))
        expert.execute(schema.TRIGGERS["event_no_update"])
    return verify(path)


FIELDS = st.one_of(
    st.tuples(st.sampled_from(NUMBERS), st.integers(-(2**63), 2**63 - 1)),
    st.tuples(st.sampled_from(TEXTS), st.text(st.characters(exclude_categories=["Cs"]))),
)


@settings(deadline=None, max_examples=150 * EFFORT)
@given(seq=st.integers(1, 6), field=FIELDS)
def test_an_altered_field_is_found_and_named(sealed, seq, field, tmp_path_factory):
    source = tmp_path_factory.getbasetemp() / "altered.tally"
    column, value = field
    shutil.copyfile(sealed, source)
    event = read_file(source).events[seq - 1]
    stands = to_row(event)[schema.EVENT_COLUMNS.index(column)]
    taken = column == "seq" and 1 <= value <= 6
    if value == stands or taken:
        return
    result = altered(source, seq, column, value)
    assert not result.sound
    assert result.triggers == ()
    if column == "seq":
        assert result.reason == "sequence"
        assert result.seq == (value if value < 1 or seq == 6 else seq + 1)
    else:
        assert result.seq == seq
        assert result.events == seq - 1


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("payload", "{}", "hash"),
        ("payload", "", "unreadable"),
        ("payload", "[]", "unreadable"),
        ("payload", '{"a":1.5}', "unreadable"),
        ("payload", '{"a":NaN}', "unreadable"),
        ("payload", '{"a":1,"a":1}', "unreadable"),
        ("payload", '{"line": "L1","text":"1","value":1}', "unreadable"),
        ("payload", "[" * 100_000, "unreadable"),
        ("payload", '{"a":' + "9" * 5000 + "}", "unreadable"),
        ("version", 2, "version"),
        ("version", 0, "version"),
        ("before", "0" * 64, "before"),
        ("hash", "0" * 64, "hash"),
        ("who", "somebody else", "hash"),
        ("seq", 99, "sequence"),
    ],
)
def test_the_reason_is_named(night, column, value, reason):
    result = altered(night, 3, column, value)
    assert result.reason == reason
    assert result.seq == (4 if column == "seq" else 3)
    assert result.events == 2


def test_bytes_that_are_no_text_are_unreadable(night):
    with closing(sqlite3.connect(night, isolation_level=None)) as expert:
        expert.execute("DROP TRIGGER event_no_update")
        expert.execute("UPDATE event SET who = CAST(x'ff' AS TEXT) WHERE seq = 3")
    result = verify(night)
    assert (result.seq, result.reason) == (3, "unreadable")
    assert result.triggers == ("event_no_update",)


def test_a_removed_event_leaves_a_gap(night):
    with closing(sqlite3.connect(night, isolation_level=None)) as expert:
        expert.execute("DROP TRIGGER event_no_delete")
        expert.execute("DELETE FROM event WHERE seq = 4")
    result = verify(night)
    assert (result.seq, result.reason, result.events) == (5, "sequence", 3)


def test_a_forged_tail_shows_in_the_head_alone(night):
    """What the chain cannot find, the head printed on paper does."""
    honest = verify(night)
    last = read_file(night).events[-1]
    forged = replace(last, payload={"text": "999"})
    forged = replace(forged, hash=chain_hash(forged.body()))
    with closing(sqlite3.connect(night, isolation_level=None)) as expert:
        expert.execute("DROP TRIGGER event_no_update")
        columns = ", ".join(f"{name} = ?" for name in schema.EVENT_COLUMNS)
        expert.execute(f"UPDATE event SET {columns} WHERE seq = 6", to_row(forged))
        expert.execute(schema.TRIGGERS["event_no_update"])
    result = verify(night)
    assert result.sound
    assert result.head != honest.head == last.hash


def test_a_document_that_is_not_what_was_issued(night):
    digest = read_file(night).documents[0].digest
    with closing(sqlite3.connect(night, isolation_level=None)) as expert:
        expert.execute("DROP TRIGGER document_no_update")
        expert.execute("UPDATE document SET content = x'00'")
        expert.execute(schema.TRIGGERS["document_no_update"])
    result = verify(night)
    assert result.documents == (digest,)
    assert not result.sound
    assert result.reason == ""


@settings(deadline=None, max_examples=300 * EFFORT)
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_flipped_bit_anywhere_is_found_or_changes_nothing(sealed, place, bit):
    honest = read_file(sealed)
    data = bytearray(sealed.read_bytes())
    data[int(place * len(data))] ^= 1 << bit
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "flipped.tally"
        path.write_bytes(data)
        try:
            result = verify(path)
        except StoreError:
            return
        if result.sound:
            kept = [(d.digest, d.content) for d in read_file(path).documents]
            assert read_file(path).events == honest.events
            assert kept == [(d.digest, d.content) for d in honest.documents]
        try:
            open_file(path).close()
        except StoreError:
            assert not result.sound or result.events == len(honest.events)
