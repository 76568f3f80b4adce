"""A photograph of the signed paper is kept with the night up to 20 MB; a larger one is told."""

import pytest

from tally_app import paths
from tally_app.app.night.replay import stage
from tally_app.app.papers.issue import file_document
from tally_app.app.window.failures import said
from tally_app.catalog.incoming.bounded import UnfitFileError
from tally_app.catalog.library import Library
from tally_app.catalog.problems import Problems
from tally_app.catalog.texts import read_texts

LIBRARY = Library.of_resources(paths.resources(), every_kind=True)
WORDS = read_texts(paths.resources() / "texts", Problems())
MOST = 20_000_000


@pytest.fixture
def session(tmp_path):
    opened, _, _ = stage("aral-2021-night", tmp_path / "night.tally", LIBRARY)
    yield opened
    opened.close()


def picture(path, size):
    path.touch()
    with path.open("r+b") as file:
        file.truncate(size)
    return path


def test_20_mb_are_kept(session, tmp_path):
    file_document(session, session.night.first, picture(tmp_path / "сурет.jpg", MOST))
    (kept,) = session.journal.documents()
    assert (kept.name, len(kept.content)) == ("сурет.jpg", MOST)
    assert session.journal.events()[-1].kind == "document_filed"


def test_a_byte_more_is_told_and_nothing_is_kept(session, tmp_path):
    before, path = session.journal.events(), picture(tmp_path / "үлкен.jpg", MOST + 1)
    with pytest.raises(UnfitFileError) as refused:
        file_document(session, session.night.first, path)
    assert (refused.value.code, refused.value.limit) == ("too_big", MOST)
    assert session.journal.events() == before
    assert session.journal.documents() == ()
    for wording in WORDS.values():
        assert "үлкен.jpg" in said(refused.value, wording)


@pytest.mark.parametrize("name", [".", "/dev/zero"])
def test_what_is_no_file_is_told(session, tmp_path, name):
    path = tmp_path / name
    with pytest.raises((UnfitFileError, OSError)) as refused:
        file_document(session, session.night.first, path)
    assert all(said(refused.value, wording) for wording in WORDS.values())
    assert session.journal.documents() == ()
