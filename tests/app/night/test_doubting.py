"""Which lines two people typed alike a third one is asked about, by the weights the program has."""

import pytest

from tally_app.app.night.explaining import doubted
from tally_app.catalog.library import Library
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.second_look import Seen
from tests.domain.making import LIBRARY, Evening

RECEIVED = "box.applications_received/1"


def asked(library, **figures):
    evening = Evening().counted(**figures)
    alike = evening.session.seen("akim").among(Seen.OPEN)
    return doubted(library, evening.session.standing("akim"), alike)


@pytest.mark.parametrize(("figure", "lines"), [(12, ()), (138, (Cell.read(RECEIVED),))])
def test_a_long_figure_that_only_a_limit_sees_is_asked_about(figure, lines):
    assert asked(LIBRARY, **{RECEIVED: figure}) == lines


def test_without_usable_weights_the_second_look_goes_on(tmp_path):
    (tmp_path / "weights.toml").write_text('kind = "causes"\nid = "keying-errors"\n')
    assert asked(Library(tmp_path), **{RECEIVED: 138}) == ()
