"""A paper is what it was at its first print: its hour, its persons, its bytes."""

from __future__ import annotations

from contextlib import closing

import pytest

from tally_app import main, paths
from tally_app.app.night.replay import stage
from tally_app.app.papers.issue import issue
from tally_app.app.papers.papers import Papers
from tally_app.app.view.address import PROTOCOL_PAPER, PaperName
from tally_app.domain.form.layout import Cell
from tally_app.domain.record.document import Signers
from tests.domain.making import to_record
from tests.golden.digests import library
from tests.golden.evenings import Evening, doing

WORDINGS = main.Wordings(paths.resources() / "texts")
OPENING = PaperName("doc", "opening_protocol")
CANCEL = PaperName("doc", "act_cancel")


@pytest.fixture
def night(tmp_path):
    evening = Evening(*stage("aral-2021-night", tmp_path / "night.tally", library()))
    with closing(evening.session):
        evening.play(lambda action: action.cell == Cell("ballots_cancelled"))
        yield evening


def press():
    return Papers(main.printers, WORDINGS)


def printed(night, name):
    """Issued by a program that was started again: nothing is remembered but the file."""
    assert issue(night.session, press(), night.contest, name) is None
    return press().of(night.session, night.contest, name)


def leave(night, member, minutes):
    noted = {"member": member, "state": "left", "reason": "ауырып қалды", "minutes": minutes}
    assert night.session.execute(to_record("member_state_noted", noted)) is None


def signers(night, name):
    document = press().document(night.session, night.contest, name)
    (found,) = [block for block in document.blocks if isinstance(block, Signers)]
    return document, {row.name: row.state for row in found.rows}


def test_a_second_print_of_a_paper_is_the_first_whoever_left_since(night):
    first = printed(night, OPENING)
    leave(night, "m4", None)
    night.wall.minutes += 60
    again = press().of(night.session, night.contest, OPENING)
    assert (again.pdf, again.digest) == (first.pdf, first.digest)


def test_a_paper_whose_matter_changed_is_another_paper(night):
    first = printed(night, OPENING)
    assert night.session.type_text(night.contest, Cell("present_parties"), "9") is None
    assert press().of(night.session, night.contest, OPENING).pdf != first.pdf


def test_a_protocol_that_left_the_program_is_its_kept_bytes(night):
    night.play(doing("finish"))
    first = printed(night, PROTOCOL_PAPER)

    class Others:
        def protocol(self, *_args, **_said):
            return b"made by another program"

    again = Papers(Others, WORDINGS).of(night.session, night.contest, PROTOCOL_PAPER)
    assert (again.pdf, again.digest) == (first.pdf, first.digest)


def test_who_left_later_was_there_when_the_ballots_were_cancelled(night):
    typed = night.session.night.entry(night.contest, Cell("ballots_cancelled"))
    before, there = signers(night, CANCEL)
    name = night.session.night.person("m4").name
    assert there[name] == "signs"
    night.wall.minutes += 300
    leave(night, "m4", 22 * 60 + 55)
    after, there = signers(night, CANCEL)
    assert there[name] == "signs"
    assert before.made == after.made
    assert after.made == typed.at
    leave(night, "m5", 60)
    assert signers(night, CANCEL)[1][night.session.night.person("m5").name] == "absent"
