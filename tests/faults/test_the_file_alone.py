"""The one file is looked at in the middle of any commit, copied without what lies beside it."""

import shutil
from collections import Counter

import pytest

from tally_app.domain.night.event import next_event
from tally_app.store import StoreError, create, read_file, salvage
from tests.faults.disk import PASS, SEEN, Disk, installed

pytestmark = pytest.mark.skipif(not SEEN, reason="this Python shows nothing of its SQLite")

FIRST = next_event(None, at="", who="setup", kind="night_opened", payload={"night": "7"})
WRITES = ("write", "sync", "truncate")


def fate(copy, committed, events):
    """What becomes of a copy: it opens, everything committed is saved from it, or it says that
    nothing can be.
    """
    try:
        found, said = read_file(copy).events, "open"
    except StoreError:
        new = copy.with_name("saved.tally")
        new.unlink(missing_ok=True)
        try:
            found, said = salvage(copy, new).events, "saved"
        except StoreError:
            return "refused"
    assert found == events[: len(found)]
    assert len(found) >= committed
    return said


@pytest.mark.parametrize("many", [30, pytest.param(400, marks=pytest.mark.long)])
def test_in_the_middle_of_any_commit_the_one_file_opens_or_can_be_saved(tmp_path, many):
    """As a kill leaves it. At one moment of a night, while the table of events grows by a storey,
    only the file and its journal together are whole: alone it is refused, and says so.
    """
    fates = Counter()
    with installed(Disk()) as disk, create(tmp_path / "night.tally", FIRST) as journal:
        copies = []

        def look(call, _path):
            if call in WRITES:
                copies.append(tmp_path / f"{len(copies)}.tally")
                shutil.copyfile(journal.path, copies[-1])
            return PASS

        for number in range(many):
            payload = {"line": "L1", "text": str(number) * 20, "value": number}
            said = next_event(
                journal.head, at="", who="m1", kind="typed", contest="c", payload=payload
            )
            disk.fault, committed = look, len(journal.events())
            journal.append(said)
            disk.fault = lambda _call, _path: PASS
            fates.update(fate(copy, committed, journal.events()) for copy in copies)
            copies.clear()
    print(dict(fates))
    assert fates["refused"] <= 1
    assert fates["open"] > 0.9 * fates.total() > many
