"""What is kept from view to view never shows: every view is the one a fresh start would show."""

import random

import pytest

from tally_app import main, paths
from tally_app.app.desk.actions import act
from tally_app.app.desk.presenter import DeskPresenter
from tally_app.app.desk.scene import Kept
from tally_app.app.night.likely_causes import Likely
from tally_app.app.night.replay import play, stage
from tally_app.app.papers.papers import Papers
from tally_app.app.view.address import LineField
from tally_app.app.view.intents import ShowContest, Undo
from tally_app.catalog.library import Library
from tally_app.domain.relations.rulebook import silenced
from tests.app.shipped_model import causes

TEXTS = ["", "0", "3", "14", "153", "914", "928", "12x", "20:31", "1 283", "-1"]


@pytest.fixture
def session(tmp_path):
    library = Library.of_resources(paths.resources())
    made, script, wall = stage("aral-2021-night", tmp_path / "night.tally", library)
    for action, refused in play(made, script, wall):
        assert refused is None
        if action.cell is not None and action.cell.line == "count_end":
            break
    yield made
    made.close()


@pytest.mark.parametrize("step", ["list", "count", "finish"])
def test_views_after_keys_and_commits_are_those_of_a_fresh_desk(session, step):
    words = main.Wordings(paths.resources() / "texts")
    papers = Papers(main.printers, words)
    desk = DeskPresenter(session, papers, Likely(causes), words["kk"])
    chance = random.Random(step)
    desk.go(step)
    cells = desk.page.cells(desk.scene()) or [None]
    for _ in range(120):
        cell = chance.choice(cells)
        key = LineField(cell).text() if cell else "finish.number"
        match chance.randrange(6):
            case 0:
                desk.commit(key, chance.choice(TEXTS))
            case 1:
                desk.speak(words[chance.choice(["kk", "ru", "en"])])
            case 2:
                session.who = chance.choice(["m1", "m3"])
            case 3:
                act(desk, Undo())
                desk.go(step)
            case _:
                desk.draft(key, chance.choice(TEXTS))
        shown = desk.view()
        desk._kept = Kept()
        session._kept.clear()
        session._seen.clear()
        assert shown == desk.view()


def pressed(desk, chance) -> bool:
    """One of the buttons that page and panel offer; False where none of them is the desk's."""
    view = desk.view()
    shown = [*view.page.blocks, *view.panel.cards]
    buttons = [b for one in shown for b in getattr(one, "buttons", ())]
    buttons += [b for one in shown for row in getattr(one, "rows", ()) for b in row_buttons(row)]
    return bool(buttons) and act(desk, chance.choice(buttons).intent)


def row_buttons(row):
    return getattr(row, "buttons", ())


@pytest.mark.parametrize("until", ["confirm", "type", "second", "finish"])
def test_views_of_several_ballots_are_those_of_a_fresh_desk(tmp_path, until):
    """Any page, any button it offers, another ballot, another member: nothing old is shown."""
    library = Library.of_resources(paths.resources(), every_kind=True)
    session, script, wall = stage("five-2023-night", tmp_path / "night.tally", library)
    last = max(n for n, action in enumerate(script.actions) if action.do == until)
    for number, (_, refused) in enumerate(play(session, script, wall)):
        assert refused is None
        if number == last - (until == "confirm"):
            break
    words = main.Wordings(paths.resources() / "texts")
    desk = DeskPresenter(session, Papers(main.printers, words), Likely(causes), words["ru"])
    chance = random.Random(until)
    for turn in range(150):
        if turn % 6 == 0:
            act(desk, ShowContest(chance.choice([*session.night.contests])))
            desk.go(chance.choice([*session.night.form(desk.place.contest).step_ids]))
        cells = desk.page.cells(desk.scene())
        match chance.randrange(5):
            case 0 | 1 if cells:
                desk.commit(LineField(chance.choice(cells)).text(), chance.choice(TEXTS))
            case 2 if cells:
                desk.draft(LineField(chance.choice(cells)).text(), chance.choice(TEXTS))
            case 3:
                session.who = chance.choice([person.id for person in session.night.persons])
            case _:
                pressed(desk, chance)
                desk.dialog = None
        shown = desk.view()
        desk._kept = Kept()
        session._kept.clear()
        session._seen.clear()
        assert shown == desk.view(), turn
    session.close()


def test_relations_run_again_say_what_all_of_them_say(session):
    contest = next(iter(session.night.contests))
    chance = random.Random(43)
    cells = session.reckoning(contest).layout.cells
    for _ in range(300):
        drafts = {chance.choice(cells): chance.choice(TEXTS) for _ in range(3)}
        found = session.reckoning(contest, drafts)
        assert found.results == tuple(silenced(found.bound.run(found.figures)))
