"""How a copy stands to the file that is here, and what is said of it before it is opened."""

import json
import shutil
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally_app import main, paths
from tally_app.app.backup import about, found, places
from tally_app.app.backup.restore import restore
from tally_app.app.night.files import begin, open_night
from tally_app.app.night.settings import Settings
from tally_app.catalog.library import Library
from tally_app.domain.form.layout import Cell
from tally_app.store import NO_WITNESS, Copier, StoreError, read_file

ID = "123456789012"


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A night with three figures typed; made once."""
    library = Library.of_resources(paths.resources())
    path = tmp_path_factory.mktemp("begun") / "night.tally-training"
    source = library.election("aral-2021")
    night = begin(path, source, library, precinct="999", clock=main.local_clock, night=ID)
    for figure in ("1", "2", "3"):
        typed(night, figure)
    night.close()
    return path


def typed(session, figure):
    assert session.type_text(session.night.first, Cell("ballots_received"), figure) is None


class Computer:
    """A data folder with a night in it, and its copy."""

    def __init__(self, root, begun):
        self.root = root
        self.path = root / "night.tally-training"
        shutil.copyfile(begun, self.path)
        self.places = places.Places(root, Settings(root / "settings.json"))
        self.places._settings.set(recent=[str(self.path)])

    def copy(self):
        self.places.own.mkdir(exist_ok=True)
        with open_night(self.path, main.local_clock).journal as journal:
            session = open_session(journal)
            said = about.about(session, self.path, "received@akim")
            folder = self.places.own / about.folder_name(said)
            made = Copier(lambda: journal, ".tally-training").make(folder)
            about.write(folder, said)
        return made.path

    def type(self, *figures):
        session = open_night(self.path, main.local_clock)
        for figure in figures:
            typed(session, figure)
        session.close()

    def found(self):
        (one,) = found.found(self.places, main.local_clock)
        return one


def open_session(journal):
    from tally_app.app.night.files import rules_of
    from tally_app.app.night.session import Session

    return Session(journal, rules_of(journal.events()), main.local_clock)


@pytest.fixture
def computer(tmp_path, begun, monkeypatch):
    monkeypatch.setattr(places, "volumes", lambda: iter(()))
    return Computer(tmp_path, begun)


def test_the_same(computer):
    computer.copy()
    assert (computer.found().here.code, computer.found().here.is_enough) == ("same", True)


def test_the_file_here_went_on(computer):
    computer.copy()
    computer.type("7", "8")
    here = computer.found().here
    assert (here.code, here.events, here.is_enough) == ("less", 2, True)


def test_the_copy_went_on_elsewhere(computer, begun):
    computer.type("7")
    computer.copy()
    shutil.copyfile(begun, computer.path)
    here = computer.found().here
    assert (here.code, here.events, here.is_enough) == ("more", 1, False)


def test_both_went_on(computer, begun):
    computer.type("7", "8")
    computer.copy()
    shutil.copyfile(begun, computer.path)
    computer.type("9")
    here = computer.found().here
    assert (here.code, here.is_enough) == ("apart", False)


def test_the_file_here_is_broken_or_gone_or_another_night(computer):
    computer.copy()
    whole = computer.path.read_bytes()
    computer.path.write_bytes(whole[: len(whole) // 2])
    assert computer.found().here.code == "broken"
    computer.path.unlink()
    assert computer.found().here.code == "none"


def test_a_copy_without_a_word_beside_it_is_read_itself(computer):
    path = computer.copy()
    (path.parent / "about.json").write_text("{}", "utf-8")
    one = computer.found()
    assert (one.said.number, one.said.figures, one.said.step) == ("999", 1, {})


LIES = [{"head": "0" * 64}, {"number": "448"}, {"training": False}, {"night": "1"}, {"seq": 2}]


@pytest.mark.parametrize("lie", LIES)
def test_what_is_said_beside_a_copy_is_not_believed_of_another_one(computer, lie):
    path = computer.copy()
    kept = json.loads((path.parent / "about.json").read_text("utf-8"))
    kept |= {"figures": 400} | lie
    (path.parent / "about.json").write_text(json.dumps(kept), "utf-8")
    said = computer.found().said
    assert (said.figures, said.number, said.training) == (1, "999", True)


def test_of_a_copy_that_came_without_a_word_nobody_says_where_it_was_typed(computer):
    path = computer.copy()
    (path.parent / "about.json").unlink()
    computer.places._settings.set(recent=[])
    computer.path.unlink()
    one = computer.found()
    assert one.here.code == "none"
    session = restore(one, computer.root, main.local_clock, NO_WITNESS, known=False)
    session.close()
    assert session.journal.events()[-1].payload["from"] == ""


def test_a_copy_that_rotted_is_passed_over_for_the_one_before(computer):
    first = computer.copy()
    computer.type("7")
    second = computer.copy()
    second.write_bytes(second.read_bytes()[:5000])
    assert (computer.found().path, computer.found().unread) == (first, 1)
    assert found.unread(computer.places) == []
    first.write_bytes(b"")
    assert found.found(computer.places, main.local_clock) == []
    assert found.unread(computer.places) == [second]


def test_a_copy_that_is_not_whole_makes_no_night(computer):
    path = computer.copy()
    rotten = bytearray(path.read_bytes())
    rotten[rotten.index(b'"text":"2"') + 8] = ord("9")
    path.write_bytes(rotten)
    one = computer.found()
    before = sorted(computer.root.iterdir())
    with pytest.raises(StoreError):
        restore(one, computer.root, main.local_clock, NO_WITNESS, known=True)
    assert sorted(computer.root.iterdir()) == before


def test_a_restored_night_is_the_copy_and_says_so(computer):
    path = computer.copy()
    copied = read_file(path).events
    session = restore(computer.found(), computer.root, main.local_clock, NO_WITNESS, known=True)
    session.close()
    assert session.journal.path not in (path, computer.path)
    events = session.journal.events()
    assert events[: len(copied)] == copied
    (said,) = events[len(copied) :]
    assert said.kind == "night_restored"
    assert (said.payload["copy"], said.payload["seq"]) == (path.name, len(copied))
    assert said.payload["head"] == copied[-1].hash


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=4,
)
NAMES = sorted(about.About.__slots__)


@given(st.one_of(json_values, st.fixed_dictionaries(dict.fromkeys(NAMES, json_values))))
def test_whatever_lies_beside_a_copy_is_read_or_is_nothing(begun, value):
    folder = begun.parent
    (folder / "about.json").write_text(json.dumps(value), "utf-8")
    said = about.read(folder)
    assert said is None or asdict(said) == value
