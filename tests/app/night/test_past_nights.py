"""The start page knows past nights without opening them, and is never wrong for long."""

import json
import shutil
from dataclasses import replace

import pytest

from tally_app import main, paths
from tally_app.app.night.files import open_night, read_night
from tally_app.app.night.past_nights import (
    PastNight,
    PastNights,
    Stood,
    Unreadable,
    stamp_of,
    summary,
)
from tally_app.app.night.replay import play, stage
from tally_app.app.night.settings import Settings
from tally_app.catalog.library import Library
from tally_app.domain.night.command import Command
from tally_app.domain.night.facts.program import PersonChanged
from tally_app.store import StoreError


@pytest.fixture
def night(tmp_path):
    path = tmp_path / "night.tally"
    session, script, wall = stage("aral-2021-night", path, Library.of_resources(paths.resources()))
    for action, refused in play(session, script, wall):
        assert refused is None
        if action.do == "finish":
            break
    session.close()
    return path


class Reader:
    """Reads nights as the start page does, and remembers which."""

    def __init__(self):
        self.read = []

    def __call__(self, path):
        self.read.append(path.name)
        try:
            return summary(read_night(path, main.local_clock), path, Stood())
        except StoreError as failure:
            return failure


@pytest.fixture
def reader():
    return Reader()


@pytest.fixture
def past(tmp_path, reader):
    return PastNights(Settings(tmp_path / "settings.json"), reader)


def keep_closed(past, path):
    session = open_night(path, main.local_clock)
    session.close()
    past.keep(summary(session, path, Stood(), stamp_of(path)))


def test_a_night_that_was_closed_is_shown_after_a_restart_without_being_read(
    night, past, reader, tmp_path
):
    keep_closed(past, night)
    again = PastNights(Settings(tmp_path / "settings.json"), reader)
    again.refresh()
    (shown,) = again.shown()
    assert (shown.number, shown.finished, shown.training) == ("999", True, True)
    assert reader.read == []


def test_a_night_that_was_killed_while_open_is_read_again(night, past, reader):
    session = open_night(night, main.local_clock)
    past.keep(summary(session, night, Stood()))
    session.close()
    past.refresh()
    assert reader.read == ["night.tally"]
    past.refresh()
    assert len(reader.read) == 1


def test_a_night_that_changed_elsewhere_is_read_again(night, past, reader):
    keep_closed(past, night)
    session = open_night(night, main.local_clock)
    assert session.execute(Command(PersonChanged("m2", "m1"))) is None
    before = past.shown()[0].at
    session.close()
    past.refresh()
    assert reader.read == ["night.tally"]
    assert past.shown()[0].at >= before


def test_a_night_that_is_gone_is_said_to_be_and_comes_back_with_its_file(night, past):
    keep_closed(past, night)
    away = night.with_name("away")
    shutil.move(night, away)
    past.refresh()
    (gone,) = past.shown()
    assert (gone.path, gone.known.number, gone.failure.code) == (str(night), "999", "not_found")
    shutil.move(away, night)
    past.refresh()
    (back,) = past.shown()
    assert back.number == "999"


def test_a_broken_night_stays_in_the_list_with_its_reason(night, past, tmp_path):
    keep_closed(past, night)
    night.write_bytes(night.read_bytes()[:-5000])
    past.refresh()
    (broken,) = past.shown()
    assert (broken.known.number, broken.failure.code) == ("999", "damaged")
    again = PastNights(Settings(tmp_path / "settings.json"), Reader())
    again.refresh()
    assert isinstance(again.shown()[0], Unreadable)


def test_what_a_file_lacks_is_read_once_and_remembered(night, tmp_path):
    looked = []

    def look(path):
        looked.append(path)
        night = summary(read_night(path, main.local_clock), path, Stood())
        return replace(night, lacks="less")

    past = PastNights(Settings(tmp_path / "settings.json"), look)
    past.keep(summary(read_night(night, main.local_clock), night, Stood()))
    for _ in range(2):
        past.refresh()
        assert [shown.lacks for shown in past.shown()] == ["less"]
    assert len(looked) == 1


@pytest.mark.parametrize("broken", [None, [], {}, {"path": 1}, "x"])
def test_settings_somebody_edited_are_no_summary(broken):
    assert PastNight.read(broken) is None


def test_a_summary_with_a_wrong_type_is_none(night, past, tmp_path):
    keep_closed(past, night)
    kept = json.loads((tmp_path / "settings.json").read_text("utf-8"))["nights"][str(night)]
    assert PastNight.read(kept) is not None
    for name in kept:
        assert PastNight.read({**kept, name: 7}) is None, name
    assert PastNight.read({**kept, "day": "yesterday"}) is None
