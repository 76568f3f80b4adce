"""The extract of the journal names lines and people, and keeps both times of what came late."""

from __future__ import annotations

import io

import pypdf
import pytest

from tally_app import main, paths
from tally_app.app.night.replay import play, stage
from tally_app.app.papers.papers import Papers
from tally_app.app.view.address import PaperName
from tally_app.app.words.journal import by, told
from tally_app.catalog.library import Library
from tally_app.domain.form.layout import Cell
from tests.domain.making import to_record

WORDINGS = main.Wordings(paths.resources() / "texts")
LIBRARY = Library.of_resources(paths.resources(), every_kind=True)


@pytest.fixture
def played(tmp_path):
    session, script, wall = stage("five-2023-night", tmp_path / "night.tally", LIBRARY)
    for action, refused in play(session, script, wall):
        assert refused is None, action
        if action.do == "finish":
            break
    yield session, wall
    session.close()


def said(session, language="ru"):
    return [told(session, event, WORDINGS[language]) for event in session.journal.events()]


def test_every_event_is_told_without_an_id(played):
    session, _ = played
    for language in ("kk", "ru"):
        for words in said(session, language):
            assert not any(raw in words for raw in ("majilis-", "delivery", "urn.", "_", "m3"))
    assert "Мажилис, списки · строка 8: 1829" in said(session)
    assert any(words.startswith("Урна 1, Вид: Стационарн") for words in said(session))
    assert "Мажилис, списки · строка включена: Голосовали по открепительным" in said(session)
    long = next(words for words in said(session) if words.endswith(" …"))
    assert "үстел жылжыт" not in long, "told by whole words"


def test_names_stand_for_people_and_nothing_for_the_program(played):
    session, _ = played
    events = session.journal.events()
    assert by(session, events[0]) == ""
    assert by(session, events[1]) == "Үйренова С. Ғ."


def test_a_row_that_was_taken_away_is_still_told(played):
    session, _ = played
    session.add_row("majilis-list", "copy", "9")
    session.type_text("majilis-list", Cell("copy.number", "9"), "12")
    session.type_text("majilis-list", Cell("copy.number", "9"), "")
    assert session.execute(to_record("item_removed", {"collection": "copy", "item": "9"})) is None
    assert any(": 12" in words for words in said(session))


def test_the_extract_has_the_time_typed_and_the_time_of_typing(played):
    session, wall = played
    wall.minutes = 26 * 60
    assert session.type_text("majilis-list", Cell("posted"), "01:10") is None
    papers = Papers(main.printers, WORDINGS)
    pdf = papers.of(session, "majilis-list", PaperName("digest")).pdf
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    assert ": 01:10" in text
    assert "20.03.2023 02:00:00" in " ".join(text.split())
