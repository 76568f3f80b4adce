"""The evenings of the kept nights: signed, half done, killed, withdrawn, recounted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

from tally_app import main, paths
from tally_app.app.night.files import begin
from tally_app.app.night.replay import (
    Action,
    NightScript,
    ScriptClock,
    Session,
    load_night,
    look_again,
    play,
    stage,
)
from tally_app.app.papers.issue import issue
from tally_app.app.papers.papers import Papers
from tally_app.app.training.exercises import begin_exercise
from tally_app.app.training.worked import work_through
from tally_app.app.view.address import PaperName
from tally_app.catalog.source import Source
from tally_app.domain.form.layout import Cell
from tests.bench.house import clock as ticking
from tests.domain.making import to_record
from tests.golden.digests import library

#: The piles of Aral counted again: one vote more for one candidate, one fewer for another.
COUNTED_AGAIN: Final = {
    "taken_out": "928",
    "option.votes/jandauletov": "731",
    "option.votes/mahajanova": "3",
    "option.votes/nurhojaev": "7",
    "option.votes/rsalieva": "152",
    "against_all": "0",
    "invalid": "35",
    "invalid_form": "0",
    "invalid_unsigned": "1",
    "invalid_overmarked": "14",
    "invalid_unclear": "20",
}

#: When the proxy's request has come, in minutes of the election day.
AFTER_MIDNIGHT: Final = 24 * 60 + 20

#: Ballots of five whose piles are not counted yet, and when their boxes were open.
UNCOUNTED: Final = ("region-mandate", "district-mandate")
BOXES_OPEN: Final = 1362


class Evening:
    """A night that is played from its script, and goes on by hand."""

    def __init__(self, session: Session, script: NightScript, wall: ScriptClock) -> None:
        self.session, self.script, self.wall = session, script, wall
        self.contest = session.night.first

    def play(self, until: Callable[[Action], bool]) -> None:
        """The script up to the first action ``until`` is true of, that one included."""
        for action, refused in play(self.session, self.script, self.wall):
            assert refused is None, (action, refused)
            if until(action):
                return

    def do(self, kind: str, **payload: object) -> None:
        """One thing more, five minutes later."""
        self.wall.minutes += 5
        refused = self.session.execute(to_record(kind, payload, self.contest))
        assert refused is None, (kind, refused)

    def finish(self) -> None:
        """Finish the ballot by the number of the precinct."""
        refused = self.session.finish(self.contest, self.session.night.precinct.number)
        assert refused is None, refused

    def print(self, *names: str) -> None:
        """Papers that leave the program: the file keeps them."""
        maker = Papers(main.printers, main.Wordings(paths.resources() / "texts"))
        for name in names:
            assert issue(self.session, maker, self.contest, PaperName(name)) is None, name

    def print_and_sign(self) -> None:
        """The rest of a whole night of one ballot."""
        self.print("part_one", "protocol")
        self.do("print_confirmed")
        self.do("signed", minutes=self.wall.minutes)


def evening(name: str, path: Path) -> Evening:
    """A sample night with a fresh file."""
    return Evening(*stage(name, path, library()))


def doing(name: str) -> Callable[[Action], bool]:
    """True of an action of that kind."""
    return lambda action: action.do == name


def one_signed(path: Path) -> None:
    """One ballot: Part I and protocol printed, signed."""
    night = evening("aral-2021-night", path)
    with closing(night.session):
        night.play(doing("finish"))
        night.print_and_sign()


def five_half(path: Path) -> None:
    """Five ballots: one finished and printed, two counted, two with their boxes just opened."""
    night = evening("five-2023-night", path)
    with closing(night.session):
        done = [a for a in night.script.actions if a.contest not in UNCOUNTED or a.at <= BOXES_OPEN]
        night.script = replace(night.script, actions=tuple(done))
        night.play(doing("finish"))
        night.print("part_one", "protocol")


def killed(path: Path) -> None:
    """Killed in the middle of the count: the file, and what the program left beside it."""
    night = evening("shieli-2021-night", path)
    sides = [path.with_name(f"{path.name}{side}") for side in ("", "-wal", "-journal")]
    with closing(night.session):
        night.play(lambda action: action.cell.line == "option.votes")
        left = {side: side.read_bytes() for side in sides if side.exists()}
    for side, content in left.items():
        side.write_bytes(content)


def print_withdrawn(path: Path) -> None:
    """A blurred print withdrawn before two people, the protocol finished and printed again."""
    night = evening("bershugir-2021-night", path)
    with closing(night.session):
        night.play(doing("finish"))
        night.print("part_one", "protocol")
        night.do("print_confirmed")
        names = [person.name for person in night.session.night.persons[:2]]
        night.do("print_withdrawn", reason="бояу жағылып кетті", sheets=3, names=names)
        night.finish()
        night.print("protocol")
        night.do("print_confirmed")


def recount(path: Path) -> None:
    """Opened again after signing on a ground of the law, some lines retyped."""
    night = _recounted(path, 4)
    night.session.close()


def recount_signed(path: Path) -> None:
    """Counted again with another result, to its act and the second signatures."""
    night = _recounted(path, len(COUNTED_AGAIN))
    with closing(night.session):
        assert look_again(night.session, night.contest, "m1") is None
        night.wall.minutes += 120
        night.finish()
        night.print("recount_act")
        night.print_and_sign()


def _recounted(path: Path, lines: int) -> Evening:
    """Aral signed, opened again, and so many lines of its piles typed."""
    night = evening("aral-2021-night", path)
    night.play(doing("finish"))
    night.print_and_sign()
    night.wall.minutes = AFTER_MIDNIGHT
    said = {"ground": "proxy", "applicant": "Сенімов А. М.", "act_number": "4"}
    night.do("recount_opened", **said, minutes=night.wall.minutes)
    for cell, text in list(COUNTED_AGAIN.items())[:lines]:
        assert night.session.type_text(night.contest, Cell.read(cell), text) is None, cell
    return night


def training(path: Path) -> None:
    """An exercise: faults planted, every one of them named and mended, finished."""
    shipped = library()
    script = load_night(shipped.night("aral-2021-night"), shipped)
    clock, election = ticking("2021-08-01"), shipped.election(script.election)
    session = begin_exercise(
        path, election, shipped, script, clock=clock, night="100000000001", number=1
    )
    with closing(session):
        assert session.night.exercise.faults
        assert work_through(session) is None


def official(path: Path) -> None:
    """Official, without leave to print a protocol: a sheet for the blank, which is read back."""
    shipped = library()
    script = load_night(shipped.night("aral-2021-night"), shipped)
    text = shipped.election(script.election).data.decode()
    head, _, rest = text.partition("[printed]")
    text = head + rest[rest.index("[[contest]]") :]
    text = text.replace("training = true", "training = false").replace('"aral-2021"', '"real-2021"')
    wall = ScriptClock("2021-08-01")
    session = begin(
        path,
        Source("real.toml", text.encode()),
        shipped,
        precinct=script.precinct,
        clock=wall,
        night="100000000002",
    )
    night = Evening(session, script, wall)
    with closing(session):
        night.play(doing("finish"))
        night.print("part_one", "protocol")
        night.do("print_confirmed")
        session.who = "m5"
        read = {
            str(Cell(line.id, line.item)): line.value
            for line in session.record(night.contest).lines
            if line.place == "body" and line.kind == "count"
        }
        night.do("blank_checked", agrees=True, read=read, by="m5")
        night.do("signed", minutes=night.wall.minutes)


EVENINGS: Final[Mapping[str, Callable[[Path], None]]] = {
    "one-signed": one_signed,
    "five-half": five_half,
    "killed": killed,
    "print-withdrawn": print_withdrawn,
    "recount": recount,
    "recount-signed": recount_signed,
    "training": training,
    "official": official,
}
