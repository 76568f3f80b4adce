"""The page on which a precinct takes its election: no word is cut off at any size."""

import pytest

from tally_app import paths
from tally_app.app.view.taking import PutMemberRight, PutRight
from tally_app.app.window.election.taking import NUMBER, TakingPresenter
from tally_app.ui.kit import text, theme
from tally_app.ui.start.taking_page import TakingPage
from tests.bench.house import services
from tests.e2e.handed import package, two_precincts
from tests.ui.test_words_fit import longer


@pytest.fixture
def clipped(monkeypatch):
    found = []
    monkeypatch.setattr(text, "on_clip", found.append)
    return found


@pytest.fixture
def states(tmp_path):
    """The page asking for a number, refusing one, for the key, with a wrong key and a member put
    right, and with several ballots.
    """
    presenter = TakingPresenter(services(tmp_path))
    presenter.opened(str(package(tmp_path, two_precincts())))
    found = [presenter.view("ru")]
    presenter.commit(NUMBER, "44")
    found.append(presenter.view("kk"))
    presenter.commit(NUMBER, "448")
    found.append(presenter.view("ru"))
    presenter.asked(PutRight())
    presenter.submit({"who": "m4"})
    assert presenter.dialog.intent == PutMemberRight("m4")
    presenter.submit({"name": "Жаңаева Әсел Мысалқызы", "office": "member", "reason": "шешім № 4"})
    for at in range(1, 7):
        presenter.draft(f"taking.group.{at}", "0000")
    found.append(presenter.view("kk"))
    presenter.opened(str(paths.resources() / "samples" / "kinds" / "five-2023.toml"))
    found.append(presenter.view("en"))
    return found


def shown(window, shell, view):
    shell.side_changed.emit(TakingPage, view)
    window.grab()
    page = window.sides[TakingPage]
    page.area.content.grab()
    return page


@pytest.mark.parametrize("zoom", theme.ZOOMS)
def test_longer_words_at_every_zoom(open_window, shell, clipped, states, zoom):
    theme.wear(theme.THEMES["light"], zoom)
    window = open_window()
    for view in states:
        shown(window, shell, longer(view))
    assert clipped == []


@pytest.mark.parametrize("size", [(640, 420), (1024, 600), (1920, 1080)])
def test_longer_words_at_every_size(open_window, shell, clipped, states, size):
    window = open_window(*size)
    for view in states:
        page = shown(window, shell, longer(view))
        for one in (*page.buttons, page.picker, page.area):
            assert page.rect().contains(one.geometry()), one.objectName()
    assert clipped == []
