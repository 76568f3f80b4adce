"""A rotten sector anywhere: no file opens with fewer events and says nothing."""

import shutil
from collections import Counter

import pytest

from tally_app.store import StoreError, open_file, salvage, verify
from tests.store.conftest import event
from tests.store.test_judging import in_the_middle, killed, torn  # noqa: F401 - fixtures

SECTOR = 512
#: Of how many sectors one is tried where every change is checked.
STRIDE = 23


@pytest.fixture
def closed(journal):
    for number in range(60):
        journal.append(event(journal.head, line="L1", text=str(number), value=number))
    journal.close()
    return journal.path


def rotten(source, side, tmp_path, stride):
    """Copies of a night and what lies beside it, each with another sector broken."""
    size = (source.parent / f"{source.name}{side}").stat().st_size
    for number, at in enumerate(range(0, size, SECTOR * stride)):
        folder = tmp_path / f"rotten{side}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for end in ("", "-wal", "-journal"):
            if (source.parent / f"{source.name}{end}").exists():
                shutil.copyfile(f"{source}{end}", folder / f"night.tally{end}")
        with (folder / f"night.tally{side}").open("rb+") as file:
            file.seek(at)
            file.write((b"\xa5", b"\0", b"\xff")[number % 3] * min(SECTOR, size - at))
        yield folder / "night.tally"


def fates(source, side, tmp_path, stride):
    events = whole(source, tmp_path)
    found = Counter()
    for path in rotten(source, side, tmp_path, stride):
        before = {one.name: one.read_bytes() for one in path.parent.iterdir()}
        try:
            sound = verify(path).sound
            with open_file(path) as journal:
                opened = journal.events()
        except StoreError:
            after = {one.name: one.read_bytes() for one in path.parent.iterdir()}
            assert after == before, "what is refused is not touched"
            found["refused"] += 1
            found["saved whole"] += saved_whole(path, events)
            continue
        found["open" if opened == events else "SILENT" if sound else "unsound"] += 1
    return found


def saved_whole(path, events):
    try:
        return salvage(path, path.with_name("saved.tally")).events == events
    except StoreError:
        return False


def whole(source, tmp_path):
    copy = tmp_path / "whole"
    shutil.copytree(source.parent, copy)
    with open_file(copy / source.name) as journal:
        return journal.events()


def check(found):
    assert found["SILENT"] == 0
    assert found["refused"] + found["open"] > 0


@pytest.mark.parametrize("stride", [STRIDE, pytest.param(1, marks=pytest.mark.long)])
def test_in_the_file_itself(closed, tmp_path, stride):
    found = fates(closed, "", tmp_path, stride)
    check(found)


@pytest.mark.parametrize("stride", [STRIDE, pytest.param(1, marks=pytest.mark.long)])
def test_in_a_wal_that_an_earlier_program_left(killed, tmp_path, stride):  # noqa: F811
    found = fates(killed, "-wal", tmp_path, stride)
    check(found)
    assert found["saved whole"] > 0.7 * found["refused"]


@pytest.mark.parametrize("stride", [STRIDE, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.parametrize("side", ["", "-journal"])
def test_in_the_middle_of_a_commit(torn, side, tmp_path, stride):  # noqa: F811
    check(fates(torn, side, tmp_path, stride))
