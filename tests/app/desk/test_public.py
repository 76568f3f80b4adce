"""What everybody in the room may see: nothing before it was announced."""

import pytest

from tally_app import main, paths
from tally_app.app.desk.presenter import DeskPresenter
from tally_app.app.desk.public import public_view
from tally_app.app.night.likely_causes import Likely
from tally_app.app.papers.papers import Papers
from tests.domain.making import PILES, Evening

WORDINGS = main.Wordings(paths.resources() / "texts")
RESULTS = {
    key: said for key, said in PILES.items() if key not in ("count_end", "results_announced")
}


def shown(evening, language="ru"):
    papers = Papers(main.printers, WORDINGS)
    desk = DeskPresenter(evening.session, papers, Likely(lambda: None), WORDINGS[language])
    desk.go("count")
    return desk, public_view(desk.scene(), desk.view().header)


def numbers(view):
    return {number: figure.replace("\u202f", "") for number, _name, figure in view.lines}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_before_part_one_is_announced_there_is_no_figure(language):
    _desk, view = shown(Evening().lists(), language)
    assert view.lines == ()
    assert view.note == WORDINGS[language]("public.nothing_yet")
    assert view.head[0]


def test_part_one_is_seen_once_it_was_announced_and_no_total_before_the_results_are():
    evening = Evening().opened()
    evening.type(RESULTS)
    desk, view = shown(evening)
    assert numbers(view) == {"1": "2494", "2": "1610", "9": "909"} | {
        number: figure for number, figure in numbers(view).items() if number[:1] in "1239"
    }
    assert not {"4", "5.1", "6", "7"} & set(numbers(view))
    assert not any(view.bars), "no bar tells a result before it is announced"
    desk.draft("line:taken_out", "1610")
    assert not {"4", "5.1"} & set(numbers(public_view(desk.scene(), desk.view().header)))
    evening.type(count_end="23:40", results_announced="23:45")
    _desk, view = shown(evening)
    assert {"4", "5.1", "6", "7"} <= set(numbers(view))
    assert numbers(view)["5.1"] == "1190"
    bars = {number: bar for (number, *_), bar in zip(view.lines, view.bars, strict=True)}
    assert [bars[f"5.{n}"] for n in range(1, 5)] == [1000, 176, 80, 0]
    assert not any(bar for number, bar in bars.items() if not number.startswith("5.")), "votes only"


def test_a_recount_shows_no_figure_of_its_own_before_its_end():
    evening = Evening().signed()
    assert "5.1" in numbers(shown(evening)[1])
    opened = {"ground": "proxy", "applicant": "А", "minutes": 1450, "act_number": "9"}
    evening.do("recount_opened", **opened)
    evening.type({"option.votes/jandauletov": 1191})
    assert "5.1" not in numbers(shown(evening)[1])
