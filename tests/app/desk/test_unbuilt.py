"""What a fault of the program keeps from being built says so in its own place, all else works."""

import pytest

from tally_app import main, paths
from tally_app.app.desk import build
from tally_app.app.desk.actions import act
from tally_app.app.desk.pages import kind
from tally_app.app.desk.presenter import DeskPresenter
from tally_app.app.night.likely_causes import Likely
from tally_app.app.papers.papers import Papers
from tally_app.app.view.address import PROTOCOL_PAPER, PaperName
from tally_app.app.view.desk import PaperPreview
from tally_app.app.view.fields import Rows
from tally_app.app.view.intents import ShowPaper
from tests.app.shipped_model import causes
from tests.domain.making import Evening, rules
from tests.domain.poison import poison

WORDINGS = main.Wordings(paths.resources() / "texts")
LANGUAGES = ["kk", "ru", "en"]
FAULT = "ZeroDivisionError: poison"


def fails(*_, **__):
    raise ZeroDivisionError("poison")


def desk(evening, step, language="en", explain=causes, printers=main.printers):
    papers = Papers(printers, WORDINGS)
    presenter = DeskPresenter(evening.session, papers, Likely(explain), WORDINGS[language])
    presenter.go(step)
    return presenter


def fields(view):
    blocks = [block for block in view.page.blocks if isinstance(block, Rows)]
    return [row.field.key for block in blocks for row in block.rows if row.field]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("when", ["bound", "run"])
def test_every_page_says_which_relation_could_not_be_checked(monkeypatch, language, when):
    evening = Evening().counted()
    steps = [step.id for step in evening.night.form("akim").steps]
    sound = {step: desk(evening, step, language).view() for step in steps}
    poison(monkeypatch, rules().forms["akim"], "G-01", when)
    evening = Evening().counted()
    for step in steps:
        view = desk(evening, step, language).view()
        assert view.page.blocks == sound[step].page.blocks or step == "protocol"
        if step in ("second", "protocol", "tape"):  # their panels have a matter of their own
            continue
        told = {card.key: card for card in view.panel.cards}["uncheckable/G-01"]
        assert (told.code, told.word) == ("G-01", WORDINGS[language]("window.uncheckable"))
        assert when == "bound" or FAULT in told.sentence
        assert "in_order" not in [card.key for card in view.panel.cards]


def test_finish_says_it_and_stays_open(monkeypatch):
    poison(monkeypatch, rules().forms["akim"], "G-01")
    evening = Evening().counted().seen()
    shown = desk(evening, "finish")
    assert "uncheckable/G-01" in [card.key for card in shown.view().panel.cards]
    assert not shown.scene().obstacles
    assert evening.session.finish("akim", "999") is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", ["header", "steps", "footer", "_contests", "sum_bar", "_papers"])
def test_a_part_that_fails_leaves_every_field_of_the_page(monkeypatch, language, part):
    evening = Evening().lists()
    whole = desk(evening, "list", language).view()
    monkeypatch.setattr(kind if part == "sum_bar" else build, part, fails)
    view = desk(evening, "list", language).view()
    assert view.faults == (FAULT,)
    assert fields(view) == fields(whole) != []
    assert len(view.steps) == len(whole.steps)
    assert view.header.precinct == whole.header.precinct
    assert view.header.training


@pytest.mark.parametrize("language", LANGUAGES)
def test_causes_that_cannot_be_worked_out_leave_the_findings(language):
    evening = Evening().lists(ballots_received=2505, ballots_cancelled=859)
    view = desk(evening, "list", language, fails).view()
    assert [card.key for card in view.panel.cards] == ["G-01", "G-04"]
    assert view.faults == (FAULT,)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_finding_that_cannot_be_worded_leaves_the_others(monkeypatch, language):
    evening = Evening().lists(ballots_received=2505, ballots_cancelled=859, given_inside=1500)
    keys = [card.key for card in desk(evening, "list", language).view().panel.cards]
    relation = evening.result("G-01").relation
    object.__setattr__(evening.result("G-01"), "relation", _Unworded.of(relation))
    view = desk(evening, "list", language).view()
    assert [card.key for card in view.panel.cards] == keys
    broken = next(card for card in view.panel.cards if card.key == "G-01")
    assert (broken.code, "poison" in broken.sentence) == ("G-01", True)


class _Unworded:
    """A relation whose own sentence fails."""

    @classmethod
    def of(cls, relation):
        made = cls()
        made.of = relation
        return made

    def __getattr__(self, name):
        if name == "message":
            fails()
        return getattr(self.of, name)


class _Press:
    """The printers, of which one fails."""

    def __init__(self, failing):
        self.failing = failing

    def __getattr__(self, name):
        return fails if name == self.failing else getattr(main.printers(), name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paper_that_cannot_be_made_says_so_and_the_others_can_be_chosen(language):
    evening = Evening().signed()
    shown = desk(evening, "protocol", language, printers=lambda: _Press("protocol"))
    view = shown.view()
    assert FAULT in view.page.blocks[1].text
    assert view.faults == (FAULT,)
    asked = [button.intent for button in view.page.blocks[1].buttons]
    assert ShowPaper(PaperName("wall")) in asked
    assert [card.key for card in view.panel.cards] == ["final", "signed"]
    act(shown, ShowPaper(PaperName("wall")))
    assert isinstance(shown.view().page.blocks[0], PaperPreview)
    act(shown, ShowPaper(PROTOCOL_PAPER))
    assert FAULT in shown.view().page.blocks[1].text
