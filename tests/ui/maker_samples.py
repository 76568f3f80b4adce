"""The pages of the maker in their states, by the real presenter."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tally_app import __version__, main, paths
from tally_app.app.night.settings import Settings
from tally_app.app.view.maker import AddBallot, GoOn, GoTo, NextFault, PasteCells, TypeCell
from tally_app.app.window.maker.presenter import MakerPresenter
from tally_app.app.window.services import Services

OPTIONS = """Ахметов Болат Серікұлы\tАхметов Болат Серикулы
Әлиева Гүлнар Маратқызы\t
Жақыпов Ерлан Тоқтарұлы\tЖакупов Ерлан Токтарулы
Нұрланова \u200bАйгүл Қайратқызы\tНурланова Айгуль Кайраткызы
Сағатов Дәурен Ерболұлы\tСагатов Даурен Ерболулы
Сағатов Дәурен Ерболұлы\tСагатов Даурен Ерболулы
"""
PLACES = "\n".join(
    f"{number}\tАқтоғай а., Абай к-сі, {number}\tс. Актогай, ул. Абая, {number}\t"
    + ("1 O84" if number == 444 else str(1900 + number))
    for number in range(441, 461)
)
MEMBERS = "Бекенова Айгүл Жұмабекқызы\tтөраға\nСейтов Марат\tсекретарь\nОмаров Ерлан\tвахтёр"
#: Name of a state and what is asked for to come there.
STATES = ("kinds", "names", "options", "precincts", "members", "decisions", "check")


def services(folder: Path) -> Services:
    resources = paths.resources()
    return Services(
        resources=resources,
        wordings=main.Wordings(resources / "texts"),
        printers=main.printers,
        settings=Settings(folder / "settings.json"),
        clock=lambda: datetime(2027, 3, 1, 9, 30, tzinfo=UTC),
        new_night=main.new_night,
        draw=lambda _below: 0,
        data_dir=folder,
        witness_folders=(folder / "witnesses",),
        version=__version__,
        sides=main.SIDES,
    )


def presenter(folder: Path) -> MakerPresenter:
    """An election of two ballots in the making, with faults on every page."""
    made = MakerPresenter(services(folder))
    made.asked(GoOn())
    made.commit("day", "21.03.2027")
    made.asked(AddBallot("akim-rural"))
    made.asked(AddBallot("maslikhat-lists"))
    made.asked(GoTo("options", 1))
    made.asked(PasteCells(0, "name.kk", OPTIONS))
    made.asked(GoTo("precincts"))
    made.asked(PasteCells(0, "number", PLACES))
    made.asked(TypeCell(2, "address.kk", ""))
    made.asked(TypeCell(5, "number", "445"))
    made.asked(GoTo("members", 1))
    made.asked(PasteCells(0, "name", MEMBERS))
    made.commit("printed", "territorial")
    made.commit("act_number", "15")
    made.commit("constant.closes", "вечером")
    return made


def page(language: str, state: str):
    """A page in a language."""
    made = presenter(Path(tempfile.mkdtemp(prefix="tally-maker-")))
    made.asked(GoTo(state))
    if state in ("options", "precincts"):
        made.asked(NextFault())
    return made.view(language)
