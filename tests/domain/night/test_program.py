"""What happened to the program and its file: told at any time, and nothing changes by it."""

from dataclasses import replace

import pytest

from tally_app.domain.night.command import Refusal
from tally_app.domain.night.facts.table import allowed
from tests.domain.making import Evening, to_record
from tests.domain.night import test_passphrase
from tests.domain.night.kept import BY_NAME, kept

EXAMPLES = kept(BY_NAME["events_v1_program"])[1:]
#: Of the passphrase, which has a file of its own.
REFUSED = test_passphrase.REFUSED
NIGHTS = {
    "empty": Evening,
    "counted": lambda: Evening().counted(),
    "finished": lambda: Evening().counted().finish(),
    "signed": lambda: Evening().signed(),
}


@pytest.mark.parametrize("made", NIGHTS.values(), ids=NIGHTS)
def test_it_is_told_at_any_time_and_changes_nothing_else(made):
    evening = made()
    before = evening.night
    for event in EXAMPLES:
        evening.do(event.kind, **event.payload)
    after = evening.night
    stamp = {"seq": after.seq, "head": after.head, "last": after.last}
    assert replace(before, program=after.program, **stamp) == after
    assert [(noted.kind, noted.said) for noted in after.program] == [
        (event.kind, event.payload) for event in EXAMPLES
    ]
    assert [noted.seq for noted in after.program] == list(range(before.seq + 1, after.seq + 1))
    assert {noted.who for noted in after.program} == {"m3"}


@pytest.mark.parametrize("event", EXAMPLES, ids=lambda event: event.kind)
def test_it_is_never_said_of_a_ballot(event):
    said = to_record(event.kind, event.payload, "akim")
    assert allowed(Evening().night, said) == Refusal("unknown")


def test_only_somebody_of_the_list_sits_down_or_nobody():
    evening = Evening()
    assert evening.why("person_changed", person="m77", before="m3") == "unknown"
    assert evening.why("person_changed", person="setup", before="m3") is None
