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
from tests.reports import reading

WORDINGS = main.Wordings(paths.resources() / "texts")
OPENING = PaperName("doc", "opening_protocol")
CANCEL = PaperName("doc", "act_cancel")


@pytest.fixture
def night(tmp_path):
    evening = Evening(*stage("aral-2021-night", tmp_path / "night.tally", library()))
    with closing(evening.session):
        assert evening.session.type_text(evening.contest, Cell("opened"), "06:00") is None
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


def test_a_paper_that_says_something_else_says_which_one_it_replaces(night):
    first = printed(night, OPENING)
    hour = f"{night.wall():%H:%M}"
    assert night.session.type_text(night.contest, Cell("present_parties"), "9") is None
    night.wall.minutes += 30
    second = printed(night, OPENING)
    said = text_of(second.pdf)
    assert f"№ 2. Составлен вместо выпуска № 1, вышедшего в {hour}." in said
    assert "вместо выпуска" not in text_of(first.pdf)
    # The last issue stands: what an earlier one said is said anew, never handed out again.
    assert night.session.type_text(night.contest, Cell("present_parties"), "") is None
    third = press().of(night.session, night.contest, OPENING)
    assert third.digest not in {first.digest, second.digest}
    assert "№ 3. Составлен вместо выпуска № 2" in text_of(third.pdf)


@pytest.mark.parametrize("name", ["wall", "dictation"])
def test_what_is_made_from_the_record_is_its_kept_bytes_while_it_says_the_same(night, name):
    night.play(doing("finish"))
    first = printed(night, PaperName(name))
    night.wall.minutes += 60

    class Others:
        def __getattr__(self, _name):
            return lambda *_args, **_said: b"made by another program"

    again = Papers(Others, WORDINGS).of(night.session, night.contest, PaperName(name))
    assert again.pdf == first.pdf
    assert night.session.type_text(night.contest, Cell("posted"), "23:59") is None
    changed = Papers(Others, WORDINGS).of(night.session, night.contest, PaperName(name))
    assert (changed.pdf == first.pdf) == (name == "dictation")


def test_presence_has_a_beginning_and_an_end(night):
    name = night.session.night.person("m4").name
    hour = night.session.night.entry(night.contest, Cell("ballots_cancelled")).at[11:16]
    deed = int(hour[:2]) * 60 + int(hour[3:])

    def note(state, minutes):
        noted = {"member": "m4", "state": state, "reason": "", "minutes": minutes}
        assert night.session.execute(to_record("member_state_noted", noted)) is None

    note("left", deed - 60)
    assert signers(night, CANCEL)[1][name] == "absent"
    note("present", deed - 10)
    assert signers(night, CANCEL)[1][name] == "signs"
    assert signers(night, OPENING)[1][name] == "signs"
    note("left", deed - 5)
    note("left", deed + 5)  # the hour was put right
    assert signers(night, CANCEL)[1][name] == "signs"


def text_of(pdf):
    return " ".join(" ".join(page) for page in reading.lines(pdf)).replace("\u00a0", " ")
