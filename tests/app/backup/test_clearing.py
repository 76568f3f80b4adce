"""Copies of practice that is over go after two weeks; nothing else is ever taken away."""

import json
import shutil
from datetime import timedelta

from tally_app.app.backup import about, clearing
from tests.golden import nights

LATER = timedelta(days=15)


class Copied:
    """A folder with the copy of a kept night."""

    def __init__(self, root, name, **said):
        source = next(folder for folder in nights.folders() if folder.name == name)
        night = nights.open_night(nights.take(source, root), nights.clock)
        known = about.about(night, root / nights.NAME, "")
        night.close()
        self.own = root / "tally-copies"
        self.folder = self.own / about.folder_name(known)
        self.folder.mkdir(parents=True)
        ending = ".tally-training" if night.night.training else ".tally"
        shutil.copyfile(root / nights.NAME, self.folder / f"{known.seq}-{known.head[:8]}{ending}")
        about.write(self.folder, known)
        self.at = nights.datetime.fromisoformat(known.at)
        self.night = known.night
        if said:
            self.say(**said)

    def say(self, **said):
        path = self.folder / about.NAME
        path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **said}), "utf-8")

    def cleared(self, after=LATER, open_night=""):
        clearing.clear(self.own, self.at + after, open_night)
        return not self.folder.exists()


def test_finished_practice_goes_after_two_weeks_and_not_before(tmp_path):
    copied = Copied(tmp_path, "training")
    assert not copied.cleared(timedelta(days=13))
    assert not copied.cleared(open_night=copied.night)
    assert copied.cleared()


def test_an_official_night_stays_for_ever_whatever_is_said_of_it(tmp_path):
    copied = Copied(tmp_path, "official", training=True, finished=True)
    assert not copied.cleared(timedelta(days=5000))
    (path,) = copied.folder.glob("*.tally")
    path.rename(path.with_suffix(".tally-training"))
    assert not copied.cleared(timedelta(days=5000))


def test_practice_that_is_not_finished_stays(tmp_path):
    copied = Copied(tmp_path, "training", finished=False)
    assert not copied.cleared()


def test_a_folder_in_which_something_else_lies_stays(tmp_path):
    copied = Copied(tmp_path, "training")
    (copied.folder / "photo.jpg").write_bytes(b"x")
    assert not copied.cleared()


def test_a_folder_whose_copy_cannot_be_read_stays(tmp_path):
    copied = Copied(tmp_path, "training")
    (path,) = copied.folder.glob("*.tally-training")
    path.write_bytes(path.read_bytes()[:4096])
    assert not copied.cleared()
    (copied.folder / about.NAME).unlink()
    assert not copied.cleared()
