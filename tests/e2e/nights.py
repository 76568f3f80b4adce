"""A night played as far as wanted, then opened in the window of a house."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tally_app import paths
from tally_app.app.night.replay import play, stage
from tally_app.app.view.base import Intent
from tally_app.app.view.desk import Call
from tally_app.catalog.library import Library
from tally_app.catalog.nights import Action
from tally_app.domain.form.layout import Cell

FIVE = "five-2023-night"


def open_night(house, name: str, until: Callable[[Action], bool], language: str = "ru"):
    """Play a script up to the first action ``until`` is true of, and open the file by hand."""
    house.data_dir.mkdir(parents=True, exist_ok=True)
    path = house.data_dir / "түн.tally"
    library = Library.of_resources(paths.resources(), every_kind=True)
    session, script, wall = stage(name, path, library)
    for action in script.actions:
        if until(action):
            break
        for done, refused in play(session, replace(script, actions=(action,)), wall):
            assert refused is None, (done, refused)
    session.close()
    shell = house.start(path)
    house.qtbot.waitUntil(lambda: shell.desk is not None)
    shell.choose_language(language)
    shell.choose_person("m3")
    return shell


def never(_action: Action) -> bool:
    """The whole script."""
    return False


def do(name: str, contest: str = "") -> Callable[[Action], bool]:
    """The first action of that kind ("announce" is the confirmation with a time)."""

    def found(action: Action) -> bool:
        kind = "announce" if action.do == "confirm" and action.minutes is not None else action.do
        return kind == name and contest in ("", action.contest)

    return found


def typed(house, line: str, item: str = "", contest: str = "") -> str:
    """What the file holds in a field."""
    desk = house.shell.desk
    return desk.session.text(contest or desk.place.contest, Cell(line, item))


def rows(house, collection: str) -> list[str]:
    """The rows of a collection."""
    from tally_app.domain.night.naming import items_in

    desk = house.shell.desk
    return items_in(desk.session.night, desk.place.contest, collection)


def page_words(house) -> str:
    """Everything the page of the desk says in notes, and what is read out by telephone."""
    page = house.shell.desk.view().page
    said = [block.text for block in page.blocks if hasattr(block, "text")]
    calls = [block for block in page.blocks if isinstance(block, Call)]
    said += [text for call in calls for text in (call.sentence, call.other, call.digits)]
    return "\n".join(said)


def cards(house, code: str):
    """The cards of a relation in the panel."""
    return [card for card in house.shell.desk.view().panel.cards if card.code == code]


def buttons(house) -> list[Intent]:
    """What every button on the page asks for."""
    page = house.shell.desk.view().page
    made = []
    for block in page.blocks:
        made.extend(b.intent for b in getattr(block, "buttons", ()))
        made.extend(b.intent for b in getattr(block, "choices", ()))
        for row in getattr(block, "rows", ()):
            made.extend(b.intent for b in getattr(row, "buttons", ()))
    return made
