"""Nights to measure with: made by the program's own use cases from the shipped forms."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from pathlib import Path

from tally_app import __version__, main, paths
from tally_app.app.night.files import begin
from tally_app.app.night.replay import KAZAKHSTAN, look_again, play, stage
from tally_app.app.night.session import Session
from tally_app.app.night.settings import Settings
from tally_app.app.view.base import Placed
from tally_app.app.window.services import Services
from tally_app.catalog.library import Library
from tally_app.catalog.source import Source
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import Command
from tally_app.domain.night.facts.rows import BoxAdded
from tally_app.domain.night.facts.steps import StepConfirmed
from tally_app.store import Journal

CONTEST = "akim"
MEMBERS = 7
VOTES = 12
#: Where the cursor stands in a night made by ``full_night``, as the window keeps it.
COUNT_PAGE = ("count", "line:option.votes/o30")


def services(folder: Path) -> Services:
    """What ``tally-app`` hands its window, over a folder of its own."""
    resources = paths.resources()
    return Services(
        resources=resources,
        wordings=main.Wordings(resources / "texts"),
        printers=main.printers,
        settings=Settings(folder / "settings.json"),
        clock=main.local_clock,
        new_night=main.new_night,
        draw=main.draw,
        data_dir=folder,
        witness_folders=(folder / "witnesses",),
        version=__version__,
        sides=main.SIDES,
    )


def election(options: int) -> Source:
    """An election of the shipped rural form with that many candidates."""
    lines = [
        'format = 1\nkind = "election"\nid = "bench"\nlanguages = ["kk", "ru"]',
        "day = 2026-09-06\ntraining = true",
        'name.kk = "Ауылдық округ әкімін сайлау"\nname.ru = "Выборы акима сельского округа"',
        "[constants]\ncloses = 1200",
        f'[[contest]]\nid = "{CONTEST}"\nkind = "akim-rural"\nform = "akim-rural"',
        'name.kk = "Ауылдық округ әкімін сайлау"\nname.ru = "Выборы акима сельского округа"',
    ]
    lines += [
        f'[[contest.option]]\nid = "o{n}"\nname.kk = "Үміткер Нөмір {n:02d}"\n'
        f'name.ru = "Кандидат Номер {n:02d}"\nby.kk = "өзін-өзі ұсынған"\nby.ru = "самовыдвижение"'
        for n in range(1, options + 1)
    ]
    lines.append(
        '[[precinct]]\nnumber = "999"\nregion.kk = "Қызылорда облысы"\n'
        'region.ru = "Кызылординская область"\ndistrict.kk = "Арал ауданы"\n'
        'district.ru = "Аральский район"\naddress.kk = "Мысал ауылы, Мектеп көшесі, 1"\n'
        'address.ru = "село Мысал, улица Мектеп, 1"'
    )
    offices = ("chair", "deputy", "secretary", *["member"] * (MEMBERS - 3))
    lines += [
        f'[[precinct.member]]\nid = "m{n}"\nname = "Үйренова Сәуле {n}"\noffice = "{office}"'
        for n, office in enumerate(offices, 1)
    ]
    return Source("bench.toml", "\n".join(lines).encode())


def clock(day: str = "2026-09-06"):
    """A clock that is a second later each time it is asked, from the evening on."""
    seconds = itertools.count()
    evening = datetime.fromisoformat(f"{day}T20:00").replace(tzinfo=KAZAKHSTAN)
    return lambda: evening + timedelta(seconds=next(seconds))


def full_night(path: Path, options: int) -> Session:
    """A night with every figure typed and every relation run, ready to be finished."""
    library = Library.of_resources(paths.resources())
    session = begin(
        path, election(options), library, precinct="999", clock=clock(), night="123456789012"
    )
    session.who = "m3"
    votes, bad, portable = VOTES * options, 10, 14
    taken = votes + 5 + bad
    inside = taken - portable
    _type(session, {"ballots_received": taken + 300, "voting_end": "20:00", "count_start": "20:06",
                    "voters": taken + 300, "given": taken, "given_outside": portable,
                    "given_inside": inside})  # fmt: skip
    issued = {1: 0, 2: taken, 3: 0}  # chair and secretary issue none
    _type(session, {f"member.issued/m{n}": issued.get(n, 0) for n in range(1, MEMBERS + 1)})
    _type(session, {"ballots_cancelled": 300})
    assert session.announce(CONTEST, "announce", "20:31") is None
    assert session.execute(Command(BoxAdded("1"))) is None
    _type(session, {"box.applications_received/1": portable, "box.applications_signed/1": portable,
                    "box.ballots/1": portable, "box.foreign/1": 0})  # fmt: skip
    _confirm(session, "portable")
    _type(session, {"stationary.ballots": inside})
    _confirm(session, "stationary")
    _type(session, {"taken_out": taken, "against_all": 5, "invalid": bad, "invalid_form": 0,
                    "invalid_unsigned": 1, "invalid_overmarked": 4, "invalid_unclear": 5,
                    **{f"option.votes/o{n}": VOTES for n in range(1, options + 1)},
                    "count_end": "23:41", "results_announced": "23:43"})  # fmt: skip
    assert look_again(session, CONTEST, "m1") is None
    left = [(o.code, str(o.cell or o.result)) for o in session.obstacles(CONTEST)]
    assert not left, left
    return session


def finished_night(path: Path) -> Session:
    """The shipped sample night, played to its signatures."""
    session, script, wall = stage("aral-2021-night", path, Library.of_resources(paths.resources()))
    for _action, refused in play(session, script, wall):
        assert refused is None, refused
    return session


def left_at(session: Session, page: str, field: str) -> None:
    """Close a night with the cursor somewhere: the window opens it there."""
    assert isinstance(session.journal, Journal)
    session.journal.set_cursor(page, field)
    session.close()


def eight_nights(folder: Path) -> None:
    """A data folder as it is after eight nights: every one finished, opened and closed once."""
    from tally_app.app.window.shell import Shell

    folder.mkdir(parents=True)
    shell = Shell(services(folder))
    for number in range(8):
        path = folder / f"night-{number}.tally"
        finished_night(path).close()
        shell.file_chosen("open", str(path))
        assert shell.desk is not None
        shell.closing(Placed((0, 0, 1366, 768), maximised=False))


def _type(session: Session, figures: dict[str, object]) -> None:
    for cell, text in figures.items():
        refused = session.type_text(CONTEST, Cell.read(cell), str(text))
        assert refused is None, (cell, refused)


def _confirm(session: Session, step: str) -> None:
    assert session.execute(Command(StepConfirmed(step), CONTEST)) is None
