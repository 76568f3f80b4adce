"""An hour typed in a dialog is one that has passed: nothing is dated before it happened."""

from datetime import datetime, timedelta, timezone

import pytest

from tally_app.app.desk.dialogs.answers import Answers
from tally_app.app.desk.scene import Place, Scene
from tally_app.app.papers.papers import Papers
from tally_app.main import Wordings
from tally_app.paths import resources
from tests.domain.making import Evening

MIDNIGHT = datetime(2021, 8, 1, tzinfo=timezone(timedelta(hours=5)))
WORDS = Wordings(resources() / "texts")["ru"]
DAY = 24 * 60


@pytest.mark.parametrize(
    ("typed", "now", "minutes"),
    [
        ("07:10", 21 * 60, 430),  # away since the morning of the election day
        ("07:10", DAY + 400, 430),
        ("07:10", DAY + 440, DAY + 430),  # the count has gone on until the next morning
        ("00:00", 23 * 60 + 55, DAY),  # a moment later is after, not before, the evening
        ("00:30", DAY + 45, DAY + 30),
        ("22:10", DAY + 10, 22 * 60 + 10),
    ],
)
def test_a_morning_hour_that_is_to_come_was_this_morning(typed, now, minutes):
    evening = Evening()
    wall = MIDNIGHT + timedelta(minutes=now)
    looked = Scene(evening.session, Papers(None, {}), Place("akim", "list"), WORDS, wall)
    assert Answers(looked, {"since": typed}).minutes("since") == minutes


def test_part_one_announced_at_midnight_is_announced_after_the_count_began():
    evening = Evening().lists().announce("00:00")
    done = evening.state.confirmed["announce"]
    assert done.minutes == DAY
    assert evening.session.record("akim").announced == DAY
