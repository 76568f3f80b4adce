"""The clock of the count: calm until nine hours of twelve are used, plain from eleven (T-02)."""

from datetime import datetime, timedelta, timezone

import pytest

from tally_app.app.desk.build import header
from tally_app.app.desk.scene import Place, scene
from tally_app.app.papers.papers import Papers
from tally_app.domain.values.wording import Wording
from tally_app.main import Wordings
from tally_app.paths import resources
from tests.domain.making import Evening

MIDNIGHT = datetime(2021, 8, 1, tzinfo=timezone(timedelta(hours=5)))


@pytest.mark.parametrize(
    ("used", "tone"),
    [(0, ""), (539, ""), (540, "note"), (659, "note"), (660, "warning"), (719, "warning")],
)
def test_the_clock_says_how_late_it_is(used, tone):
    evening = Evening().lists()
    start = 20 * 60 + 5
    wall = MIDNIGHT + timedelta(minutes=start + used)
    words: Wording = Wordings(resources() / "texts")["ru"]
    shown = scene(evening.session, Papers(None, {}), Place("akim", "list"), words, wall)
    head = header(shown)
    assert head.clock_tone == tone
    assert head.clock_used == f"{used // 60}:{used % 60:02d} / 12:00"
