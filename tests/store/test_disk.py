"""A disk that fails at any single call, and the one file looked at in the middle of any commit."""

import shutil
from collections import Counter

import pytest

from tally_app.store import StoreError, create, open_file, read_file, salvage, verify
from tests.store.conftest import event
from tests.store.disk import ERRORS, watched

EVENTS = 60


def typed(journal, number):
    return event(journal.head, line="L1", text=str(number) * 20, value=number)


@pytest.mark.parametrize("code", ERRORS)
def test_whichever_call_fails_nothing_is_half_written_and_the_same_event_is_taken_again(
    code, tmp_path, first
):
    failed, number = 0, 0
    with create(tmp_path / "night.tally", first) as journal:
        while failed == number:  # until an append makes fewer calls than that
            number += 1
            calls = Counter()

            def before(name, wanted=number, calls=calls):
                calls[name] += 1
                return ERRORS[code] if calls.total() == wanted else 0

            said, events = typed(journal, number), journal.events()
            with watched(before):
                try:
                    journal.append(said)
                except StoreError:
                    assert journal.events() == events
                    failed += 1
            if calls.total() >= number:
                journal.append(said)
            assert journal.head == said
    assert number > 8
    assert verify(journal.path).sound
    assert read_file(journal.path).events == journal.events()


def test_in_the_middle_of_any_commit_the_one_file_opens_or_can_be_saved(tmp_path, first):
    """As a kill leaves it, copied without what lies beside it: nobody copies that. At one moment
    of a night, while the table of events grows by a storey, only the two together are whole.
    """
    moments = []
    with create(tmp_path / "night.tally", first) as journal:

        def before(_name):
            copy = tmp_path / f"{len(moments)}.tally"
            shutil.copyfile(journal.path, copy)
            moments.append((copy, len(journal.events())))
            return 0

        with watched(before):
            for number in range(EVENTS):
                journal.append(typed(journal, number))
        events = journal.events()
    fates = Counter()
    for copy, committed in moments:
        try:
            with open_file(copy) as opened:
                found, fate = opened.events(), "open"
        except StoreError:
            try:
                found, fate = salvage(copy, tmp_path / f"saved {copy.name}").events, "saved"
            except StoreError:
                fates["said"] += 1
                continue
        assert found == events[: len(found)]
        assert len(found) >= committed
        fates[fate] += 1
    assert fates["said"] <= 1
    assert fates["open"] > 0.95 * len(moments) > EVENTS
