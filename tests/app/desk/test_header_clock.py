"""The clock of the count: calm until nine hours of twelve are used, plain from eleven (T-02)."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from tally_app.app.desk.build import header
from tally_app.app.desk.scene import Place, Scene
from tally_app.app.night.session import Session
from tally_app.app.papers.papers import Papers
from tally_app.domain.values.wording import Wording
from tally_app.main import Wordings
from tally_app.paths import resources
from tests.domain.making import Evening, Wall, rules

MIDNIGHT = datetime(2021, 8, 1, tzinfo=timezone(timedelta(hours=5)))


WORDS: Wording = Wordings(resources() / "texts")["ru"]


def head_of(evening, minutes):
    """The header so many minutes after midnight of the election day."""
    wall = MIDNIGHT + timedelta(minutes=minutes)
    return header(Scene(evening.session, Papers(None, {}), Place("akim", "list"), WORDS, wall))


def where_the_election_says(**constants):
    """The example night under an election file with these constants alone."""
    said, evening = rules(), Evening()
    election = replace(said.election, constants=constants)
    evening.session = Session(evening.journal, replace(said, election=election), Wall())
    return evening


@pytest.mark.parametrize(
    ("used", "tone"),
    [(0, ""), (539, ""), (540, "note"), (659, "note"), (660, "warning"), (719, "warning")],
)
def test_the_clock_says_how_late_it_is(used, tone):
    evening = Evening().lists()
    start = 20 * 60  # voting was announced to have ended, the count began five minutes later
    head = head_of(evening, start + used)
    assert head.clock_tone == tone
    assert head.clock_used == f"{used // 60}:{used % 60:02d} / 12:00"


@pytest.mark.parametrize(("said", "until"), [({}, "20:00"), ({"closes": 1320}, "22:00")])
def test_the_hour_voting_ends_stands_in_the_header_whoever_names_it(said, until):
    """The form's hour (38(1)) where the election file is silent, as its relations have it."""
    evening = where_the_election_says(**said)
    head = head_of(evening, 600)
    assert (head.clock_caption, head.clock_used) == (WORDS("header.voting_until"), until)
    evening.lists(voting_end="19:30", count_start="19:40")
    assert evening.result("T-01").status == "fails"


def test_the_time_the_law_gives_the_count_is_the_one_its_relation_checks():
    evening = where_the_election_says(count_limit=600).opened()
    head = head_of(evening, 20 * 60 + 550)
    assert (head.clock_used, head.clock_tone) == ("9:10 / 10:00", "warning")
    evening.type(count_end="06:06")
    assert evening.findings()["T-02"] == 1
