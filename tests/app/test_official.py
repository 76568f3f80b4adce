"""What is an official night, asked of a file; and an official night told that it is too early."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from tally_app import main, paths
from tally_app.app.desk.actions import act
from tally_app.app.desk.presenter import DeskPresenter
from tally_app.app.night import files as nights
from tally_app.app.night.likely_causes import Likely
from tally_app.app.night.verdict import judge
from tally_app.app.papers.papers import Papers
from tally_app.app.view.intents import FinishProtocol
from tally_app.catalog.source import Source
from tally_app.domain.values.articles import cited
from tally_app.store import verify
from tests.app.shipped_model import causes
from tests.domain.making import AFTER_VOTING, LIBRARY, Evening, Wall

WORDINGS = main.Wordings(paths.resources() / "texts")
OFFICIAL_HEADER = int.from_bytes(b"tall", "big")


def begun(path, *, training):
    data = LIBRARY.election("aral-2021").data
    if not training:
        data = data.replace(b"training = true", b"training = false")
    session = nights.begin(
        path, Source("e.toml", data), LIBRARY, precinct="999", clock=Wall(), night="000000000042"
    )
    session.close()
    return path


def with_header(path, owner):
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(f"PRAGMA application_id = {owner}")
    return path


@pytest.mark.parametrize("name", ["999.tally", "999.tally-training", "999"])
def test_whoever_takes_results_in_sees_practice_under_any_name(tmp_path, name):
    assert not verify(begun(tmp_path / name, training=True)).official
    assert not verify(with_header(tmp_path / name, OFFICIAL_HEADER)).official


def test_an_official_night_is_one(tmp_path):
    assert verify(begun(tmp_path / "999.tally", training=False)).official


@pytest.mark.parametrize(
    ("language", "first"),
    [("kk", "ЖАТТЫҒУ САНАУЫ"), ("ru", "УЧЕБНЫЙ ПОДСЧЁТ"), ("en", "TRAINING COUNT")],
)
def test_verify_says_first_of_all_that_a_night_is_practice(tmp_path, language, first):
    found = judge(begun(tmp_path / "999.tally", training=True))
    said = found.said(WORDINGS[language])
    assert found.sound
    assert len(said) == 2
    assert first in said[0]


def test_verify_says_nothing_of_practice_about_an_official_night(tmp_path):
    found = judge(begun(tmp_path / "999.tally", training=False))
    said = found.said(WORDINGS["en"])
    assert found.sound
    assert len(said) == 1
    assert "training" not in said[0].casefold()


def test_verify_tells_a_header_that_contradicts_its_night(tmp_path):
    path = with_header(begun(tmp_path / "999.tally", training=True), OFFICIAL_HEADER)
    found = judge(path)
    said = found.said(WORDINGS["en"])
    assert found.chain.sound, "the chain itself is whole"
    assert not found.sound, "practice made official is no sound night"
    assert "TRAINING COUNT" in said[0]
    assert "contradict" in said[1]


def early_desk(language):
    """A counted official night at 19:05 by the laptop's clock, looked at on its last page."""
    evening = Evening("official").counted().seen()
    wall = datetime(2021, 8, 1, 19, 5, tzinfo=timezone(timedelta(hours=5)))
    evening.session.clock = lambda: wall
    papers = Papers(main.printers, WORDINGS)
    desk = DeskPresenter(evening.session, papers, Likely(causes), WORDINGS[language])
    desk.go("finish")
    desk.place = replace(desk.place, finish_number="999")
    return evening, desk


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_finish_before_the_end_of_voting_says_when_and_what_to_do(language):
    evening, desk = early_desk(language)
    (button,) = [b for b in desk.view().footer.buttons if b.intent == FinishProtocol()]
    assert "20:00" in button.closed
    assert "19:05" in button.closed
    assert cited("43(1)", WORDINGS[language]).removeprefix("Art. ") in button.closed
    assert desk.view().footer.closed == button.closed
    act(desk, FinishProtocol())
    assert desk.place.refusal == button.closed
    assert evening.state.finish is None


def test_the_same_press_finishes_once_the_clock_is_right():
    evening, desk = early_desk("ru")
    act(desk, FinishProtocol())
    evening.session.clock = Wall(AFTER_VOTING)
    (button,) = [b for b in desk.view().footer.buttons if b.intent == FinishProtocol()]
    assert button.closed == ""
    act(desk, FinishProtocol())
    assert evening.state.finish is not None
