"""One clock: the precinct's. The machine's zone says nothing, and its jumps are written down."""

from datetime import datetime, timedelta, timezone

import pytest

from tally_app import main, paths
from tally_app.app.desk.build import desk
from tally_app.app.desk.pages.finish import finish_closed
from tally_app.app.desk.presenter import DeskPresenter
from tally_app.app.night.likely_causes import Likely
from tally_app.app.night.session import Session
from tally_app.app.papers.papers import Papers
from tally_app.app.words.clock import zone_words
from tally_app.domain.form.layout import Cell
from tally_app.domain.values.times import by_precinct
from tally_app.store import StoreError
from tests.app.shipped_model import causes
from tests.domain.making import Evening, rules

WORDS = main.Wordings(paths.resources() / "texts")
HERE = timezone(timedelta(hours=5))


class Machine:
    """A machine: the moment, the zone it shows it in, and seconds nobody sets."""

    def __init__(self, hour, minute=0, zone=5):
        self.moment = datetime(2021, 8, 1, hour, minute, tzinfo=HERE)
        self.zone = timezone(timedelta(hours=zone))
        self.counted = 1000.0

    def __call__(self):
        return self.moment.astimezone(self.zone)

    def seconds(self):
        return self.counted

    def goes_on(self, seconds):
        self.moment += timedelta(seconds=seconds)
        self.counted += seconds

    def is_set(self, seconds):
        self.moment += timedelta(seconds=seconds)


def at_work(machine, mode="training"):
    evening = Evening(mode)
    evening.session.clock = machine
    evening.session.watch(machine.seconds)
    return evening


def jumps(evening):
    return [noted.said for noted in evening.night.program if noted.kind == "clock_jumped"]


def test_a_clock_that_goes_on_is_no_event():
    machine = Machine(20)
    evening = at_work(machine)
    for text in range(5):
        machine.goes_on(3600.4)
        machine.is_set(20)  # its network sets it right by a little
        evening.type(given=text)
        machine.is_set(-20)
    assert jumps(evening) == []


@pytest.mark.parametrize("moved", [-145, 145, 172800])
def test_a_jump_of_the_clock_is_written_down_once_before_what_comes_next(moved):
    machine = Machine(20)
    evening = at_work(machine)
    machine.goes_on(60)
    machine.is_set(moved)
    evening.type(given=1).type(given=2)
    (said,) = jumps(evening)
    due = datetime(2021, 8, 1, 20, 1, tzinfo=HERE)
    assert said == {
        "seconds": moved,
        "before": due.isoformat(timespec="milliseconds"),
        "after": (due + timedelta(seconds=moved)).isoformat(timespec="milliseconds"),
        "seen": "at_work",
    }
    assert [e.kind for e in evening.journal.events()][-3:] == ["clock_jumped", "typed", "typed"]


def test_a_zone_changed_at_work_is_no_jump():
    machine = Machine(20)
    evening = at_work(machine)
    machine.zone = timezone(timedelta(hours=6))
    evening.type(given=1)
    assert jumps(evening) == []


def test_a_disk_that_takes_no_jump_takes_no_figure_and_both_come_later():
    machine = Machine(20)
    evening = at_work(machine)
    machine.is_set(600)
    evening.journal.failure = StoreError("disk_full", path="x")
    with pytest.raises(StoreError):
        evening.type(given=1)
    assert evening.session.text("akim", Cell("given")) == ""
    evening.journal.failure = None
    evening.type(given=1)
    assert len(jumps(evening)) == 1


def test_a_clock_behind_the_last_event_is_told_at_opening():
    evening = Evening()
    evening.session.clock = Machine(21)
    evening.type(given=1)
    again = Session(evening.journal, rules(), Machine(20, 30))
    again.watch(Machine(20).seconds)
    (noted,) = again.night.program
    assert (noted.said["seconds"], noted.said["seen"]) == (-1800, "at_opening")
    Session(evening.journal, rules(), Machine(22)).watch(Machine(22).seconds)
    assert sum(e.kind == "clock_jumped" for e in evening.journal.events()) == 1


@pytest.mark.parametrize("zone", [4, 5, 6, -11])
def test_every_hour_is_the_precincts_whatever_the_machine_shows(zone):
    machine = Machine(20, 30, zone)
    evening = Evening()
    evening.session.clock = machine
    evening.type(given=1)
    event = evening.journal.events()[-1]
    assert event.at == machine().isoformat(timespec="milliseconds"), "kept as the machine showed it"
    assert evening.night.entry("akim", Cell("given")).at[:19] == "2021-08-01T20:30:00"
    assert evening.night.last == evening.session.saved_at == by_precinct(event.at, 300)
    assert evening.session.now().hour == 20
    for language, wording in WORDS.items():
        said = zone_words(evening.session, wording)
        assert (said == "") == (zone == 5), language
        assert not said or ("20:30" in said and f"{machine():%H:%M}" in said)


@pytest.mark.parametrize(("zone", "hour", "open_"), [(6, 19, False), (4, 20, True), (5, 20, True)])
def test_header_and_finish_know_one_hour(zone, hour, open_):
    """R-18: with the zone +06:00 the header showed 20:30 where Finish saw 19:30; with +04:00 the
    header showed 19:20 and Finish was open.
    """
    evening = Evening("official").counted().seen()
    evening.session.clock = Machine(hour, 30, zone)
    presenter = DeskPresenter(
        evening.session, Papers(main.printers, WORDS), Likely(causes), WORDS["en"]
    )
    presenter.go("finish")
    presenter.draft("finish:number", "999")
    scene = presenter.scene()
    assert desk(scene).header.clock == f"{hour}:30"
    closed = finish_closed(scene)
    assert ("19:30" in closed) == (not open_)
    top = desk(scene).page.blocks[0]
    told = "time zone" in getattr(top, "text", "")
    assert told == (zone != 5)


def test_whoever_sits_down_is_an_event_said_once():
    evening = Evening()
    evening.session.sit_down("m1")
    evening.session.sit_down("m1")
    evening.session.sit_down("m77")
    (noted,) = evening.night.program
    assert (noted.said, noted.who) == ({"person": "m1", "before": "m3"}, "m1")
    evening.journal.failure = StoreError("disk_full", path="x")
    with pytest.raises(StoreError):
        evening.session.sit_down("m2")
    assert evening.session.who == "m1"


def test_the_count_of_seconds_goes_on():
    assert main.even_seconds() <= main.even_seconds()


@pytest.mark.parametrize(
    ("at", "offset", "here"),
    [
        ("2026-11-15T19:30:00.123+06:00", 300, "2026-11-15T18:30:00.123+05:00"),
        ("2026-11-15T23:30:00+00:00", 300, "2026-11-16T04:30:00+05:00"),
        ("2026-11-15T01:00:00+05:00", -210, "2026-11-14T16:30:00-03:30"),
        ("2026-11-15T19:30:00+05:00", 300, "2026-11-15T19:30:00+05:00"),
        ("2026-11-15T19:30:00", 300, "2026-11-15T19:30:00"),
        ("2026-08-01T20:70:00.000+06:00", 300, "2026-08-01T20:70:00.000+06:00"),
        ("", 300, ""),
    ],
)
def test_a_moment_by_the_clock_of_a_precinct(at, offset, here):
    assert by_precinct(at, offset) == here
