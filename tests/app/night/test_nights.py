"""Nights in real files: begun, closed, opened again, looked at."""

import base64
import hashlib
from dataclasses import replace
from types import SimpleNamespace

import pytest

from tally_app.app.night import files as nights
from tally_app.app.papers.issue import issue
from tally_app.app.papers.papers import Papers, PrintedPaper
from tally_app.app.view.address import PaperName
from tally_app.catalog.problems import CatalogueError
from tally_app.catalog.source import Source
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.event import next_event
from tally_app.domain.night.facts.table import FoldError
from tally_app.store import StoreError, create, read_file, verify
from tests.domain.making import LIBRARY, Evening, Wall, rules


def facts(night):
    """Everything the events say; the rules are read anew from the bytes in the file."""
    return replace(night, rules=rules())


def fake(record, texts, *, draft=False):
    return b"%PDF " + record.canonical() + texts.form.id.encode() + bytes([draft])


PRINTERS = SimpleNamespace(
    **dict.fromkeys(
        ("protocol", "part_one", "fair_copy", "recount_act", "dictation", "blank"), fake
    )
)
PAPERS = Papers(lambda: PRINTERS, {})


class RealEvening(Evening):
    """The example night in a real precinct file."""

    def __init__(self, session):
        self.session = session
        self.session.who = "m3"

    @property
    def journal(self):
        return self.session.journal


@pytest.fixture
def path(tmp_path):
    return tmp_path / "учаске 999.tally"


@pytest.fixture
def evening(path):
    election = LIBRARY.election("aral-2021")
    session = nights.begin(
        path, election, LIBRARY, precinct="999", clock=Wall(), night="000000000042"
    )
    yield RealEvening(session)
    session.close()


def reopened(evening, path):
    evening.session.close()
    evening.session = nights.open_night(path, Wall())
    evening.session.who = "m3"
    return evening


def test_a_training_file_begins_a_training_night(evening):
    assert evening.night.training
    assert evening.night.id == "000000000042"
    assert (
        evening.night.rules.election_sha256
        == hashlib.sha256(LIBRARY.election("aral-2021").data).hexdigest()
    )


def test_an_official_file_begins_an_official_night(path):
    data = LIBRARY.election("aral-2021").data.replace(b"training = true", b"training = false")
    election = Source("official.toml", data)
    session = nights.begin(path, election, LIBRARY, precinct="999", clock=Wall(), night="1" * 12)
    assert session.night.mode == "official"
    session.close()


def test_the_night_goes_on_where_it_stood(evening, path):
    stages = [
        evening.lists,
        evening.announce,
        evening.boxes,
        lambda: evening.confirm("portable").type({"stationary.ballots": 1588}),
        lambda: evening.confirm("stationary"),
    ]
    for stage in stages:
        stage()
        before = facts(evening.night)
        assert facts(reopened(evening, path).night) == before
        assert evening.session.undo() is None
    assert verify(path).sound


def test_the_single_file_is_the_whole_night(evening, path, tmp_path):
    evening.lists().announce()
    before = facts(evening.night)
    evening.session.close()
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    copy = tmp_path / "copy.tally"
    copy.write_bytes(path.read_bytes())
    assert facts(nights.read_night(copy, Wall()).night) == before


def test_a_night_that_is_only_looked_at_takes_nothing(evening, path):
    evening.lists()
    looking = nights.read_night(path, Wall())
    assert facts(looking.night) == facts(evening.night)
    with pytest.raises(StoreError, match="read_only"):
        looking.type_text("akim", Cell("given"), "1")
    assert facts(looking.night) == facts(evening.night)
    looking.close()
    assert issue(looking, PAPERS, "akim", PaperName("protocol")) is None


def test_papers_that_leave_the_program_are_kept(evening, path):
    assert issue(evening.session, PAPERS, "akim", PaperName("protocol")) is None
    assert read_file(path).documents == ()
    evening.counted()
    issue(evening.session, PAPERS, "akim", PaperName("part_one"))
    kinds = [event.kind for event in evening.journal.events()]
    assert "printed" not in kinds
    evening.finish()
    issue(evening.session, PAPERS, "akim", PaperName("protocol"))
    printed = evening.journal.events()[-1]
    assert printed.payload["document"] == "protocol"
    documents = {document.digest: document for document in read_file(path).documents}
    assert [document.name for document in documents.values()] == ["part_one.pdf", "protocol.pdf"]
    assert documents[printed.payload["digest"]].content.startswith(b"%PDF")
    assert isinstance(PAPERS.of(evening.session, "akim", PaperName("protocol")), PrintedPaper)


def test_a_precinct_the_election_does_not_have_is_no_night(path):
    election = LIBRARY.election("aral-2021")
    with pytest.raises(FoldError, match="payload at event 1"):
        nights.begin(path, election, LIBRARY, precinct="1", clock=Wall(), night="1" * 12)
    assert not path.exists()


def test_an_election_with_problems_is_no_night(path):
    broken = Source("broken.toml", b"format = 1\nkind = 'election'\n")
    with pytest.raises(CatalogueError):
        nights.begin(path, broken, LIBRARY, precinct="999", clock=Wall(), night="1" * 12)
    assert not path.exists()


@pytest.mark.parametrize(
    "files",
    [
        None,
        {},
        [{"name": "election/x.toml"}],
        [{"name": "election/x.toml", "base64": "=not base64="}],
        [{"name": "election/x.toml", "base64": base64.b64encode(b"x = 1").decode()}],
    ],
)
def test_a_file_whose_rules_cannot_be_read_is_not_opened_and_not_locked(path, files):
    payload = {"night": "1", "mode": "training", "precinct": "999"}
    payload |= {} if files is None else {"files": files}
    first = next_event(
        None, at="2021-08-01T20:00:00+05:00", who="setup", kind="night_opened", payload=payload
    )
    create(path, first).close()
    for _ in range(2):
        with pytest.raises((FoldError, CatalogueError)):
            nights.open_night(path, Wall())


def test_files_get_names_that_are_free(tmp_path):
    assert nights.free_path(tmp_path, "999", training=False).name == "999.tally"
    assert nights.free_path(tmp_path, "999", training=True).name == "999.tally-training"
    (tmp_path / "999.tally").touch()
    (tmp_path / "999-2.tally").touch()
    assert nights.free_path(tmp_path, "999", training=False).name == "999-3.tally"
    (tmp_path / "999.tally-training").touch()
    assert nights.free_path(tmp_path, "999", training=True).name == "999-2.tally-training"
