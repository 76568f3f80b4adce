"""A night of an earlier program with signs that are not taken in any more: from its opening to its
printed protocol everything works, and each sign stands there by its code.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tally_app import main, paths
from tally_app.app.desk.presenter import DeskPresenter
from tally_app.app.night.files import open_night
from tally_app.app.night.likely_causes import Likely
from tally_app.app.night.replay import look_again, play, stage
from tally_app.app.papers.issue import issue
from tally_app.app.papers.offering import blanks, offers
from tally_app.app.papers.papers import Papers
from tally_app.app.view.address import PROTOCOL_PAPER
from tally_app.catalog.library import Library
from tally_app.domain.night.event import next_event
from tests.app.shipped_model import causes
from tests.reports import reading

LIBRARY = Library.of_resources(paths.resources(), every_kind=True)
WORDINGS = main.Wordings(paths.resources() / "texts")
SIGNS = {"\u200b": "[U+200B]", "☎": "[U+260E]", "\u202e": "[U+202E]", "\ufeff": "[U+FEFF]"}
BAD = "".join(SIGNS)


def said_before(session, kind, payload, contest=""):
    """An event as a program without the gate stored it."""
    journal = session.journal
    event = next_event(
        journal.head, at=journal.head.at, who=session.who, kind=kind, contest=contest,
        payload=payload,
    )  # fmt: skip
    journal.append(event)


@pytest.fixture
def old(tmp_path):
    """Counted and looked at twice; its people, a guest and a corrected field have such signs."""
    path = tmp_path / "night.tally"
    session, script, wall = stage("aral-2021-night", path, LIBRARY)
    finish = next(i for i, action in enumerate(script.actions) if action.do == "finish")
    for action, refused in play(session, replace(script, actions=script.actions[:finish]), wall):
        assert refused is None, action
    for person in session.night.persons:
        listed = {"id": person.id, "name": f"{person.name}{BAD}", "office": person.office}
        said_before(session, "member_listed", listed)
    contest = session.night.first
    cell, stood = next(iter(session.night.contests[contest].entries.items()))
    right = {"line": cell.line, "item": cell.item, "text": stood.text, "value": stood.value,
             "problem": ""}  # fmt: skip
    wrong = {**right, "text": f"12{BAD}", "value": None, "problem": "letters"}
    for payload in (wrong, right):
        said_before(session, "typed", payload, contest)
    session.close()
    opened = open_night(path, wall)
    yield opened
    opened.close()


def test_it_is_finished_and_printed_with_the_signs_by_their_codes(old):
    contest, papers = old.night.first, Papers(main.printers, WORDINGS)
    assert look_again(old, contest, "m5") is None
    assert old.finish(contest, old.night.precinct.number) is None
    assert issue(old, papers, contest, PROTOCOL_PAPER) is None
    printed = " ".join(reading.pdfium_pages(papers.of(old, contest, PROTOCOL_PAPER).pdf))
    for sign, code in SIGNS.items():
        assert sign not in printed
        assert code in "".join(printed.split()), code
    for offer in (*offers(old, contest), *blanks(old, contest)):
        assert papers.of(old, contest, offer.name).pdf, offer.name


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_page_of_it_is_built(old, language):
    desk = DeskPresenter(old, Papers(main.printers, WORDINGS), Likely(causes), WORDINGS[language])
    for step in old.night.form(old.night.first).steps:
        desk.go(step.id)
        assert desk.view().faults == (), step.id
