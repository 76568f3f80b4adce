"""Which paper is printed when."""

import hashlib
from dataclasses import replace
from types import SimpleNamespace

import pytest

from tally_app import main, paths
from tally_app.app.night.session import Session
from tally_app.app.papers.offering import papers_there
from tally_app.app.papers.papers import Papers
from tally_app.app.view.address import PaperName
from tally_app.domain.values.wording import Wording
from tests.domain.making import (
    AFTER_VOTING,
    PILES,
    Evening,
    MemoryJournal,
    Wall,
    first_event,
    rules,
)
from tests.reports import reading

WORDINGS = main.Wordings(paths.resources() / "texts")
RECOUNT = {"ground": "proxy", "applicant": "A", "minutes": 1450, "act_number": "9"}


class Press:
    """Printers that say what they were asked for."""

    def __init__(self):
        self.asked = []
        kinds = ("protocol", "part_one", "fair_copy", "recount_act", "document", "wall",
                 "dictation", "certified_copy", "blank")  # fmt: skip
        self.calls = 0
        self.printers = SimpleNamespace(**{kind: self.printer(kind) for kind in kinds})
        self.papers = Papers(self.called, {"kk": Wording("kk", {})})

    def called(self):
        self.calls += 1
        return self.printers

    def printer(self, name):
        def sheet(record, texts, *, draft=False):
            assert texts.form.id == "akim-rural"
            assert "kk" in texts.wordings
            self.asked.append((name, record.part, draft))
            return f"{name} {draft} {record.check_value()}".encode()

        return sheet

    def of(self, evening, name):
        return self.papers.of(evening.session, "akim", PaperName(name))


@pytest.fixture
def press():
    return Press()


def unprinted(mode):
    """The example night of an election nobody permitted to print by computer."""
    evening = Evening(mode)
    election = replace(rules().election, printed=None)
    evening.journal = MemoryJournal(first_event(mode))
    evening.session = Session(
        evening.journal, replace(rules(), election=election), Wall(AFTER_VOTING)
    )
    evening.session.who = "m3"
    return evening


def test_until_finish_the_protocol_is_a_draft(press):
    evening = Evening("official").counted()
    assert press.of(evening, "protocol").draft
    evening.finish()
    paper = press.of(evening, "protocol")
    assert not paper.draft
    assert paper.digest == hashlib.sha256(paper.pdf).hexdigest()
    assert press.asked == [("protocol", 0, True), ("protocol", 0, False)]


def test_without_a_permit_an_official_night_ends_in_a_sheet_for_the_blank(press):
    evening = unprinted("official").counted()
    assert press.of(evening, "protocol").name.text() == "protocol"
    paper = press.of(evening.finish(), "protocol")
    assert (paper.name.text(), paper.draft) == ("fair_copy", False)
    assert press.of(evening, "protocol") is paper


def test_a_training_night_always_prints_its_protocol(press):
    paper = press.of(unprinted("training").counted().finish(), "protocol")
    assert paper.name.text() == "protocol"


def test_part_one_is_the_one_that_was_announced(press):
    evening = Evening().lists()
    with pytest.raises(KeyError):
        press.of(evening, "part_one")
    evening.announce().boxes()
    paper = press.of(evening, "part_one")
    assert not paper.draft
    assert press.asked == [("part_one", 1, False)]
    assert evening.state.confirmed["announce"].check_value.encode() in paper.pdf


def test_the_act_of_a_recount(press):
    evening = Evening().signed().do("recount_opened", **RECOUNT).type(PILES).finish()
    assert press.of(evening, "recount_act").name.text() == "recount_act"
    assert press.asked == [("recount_act", 0, False)]


def test_a_paper_is_made_once_and_again_when_a_figure_changes(press):
    evening = Evening().counted()
    first = press.of(evening, "protocol")
    assert press.of(evening, "protocol") is first
    evening.type(invalid_form=1, invalid_unsigned=8)
    assert press.of(evening, "protocol") is not first
    assert len(press.asked) == 2


def test_the_printers_are_asked_for_at_the_first_print_and_once(press):
    evening = Evening().counted()
    assert press.calls == 0
    press.of(evening, "protocol")
    press.of(evening.finish(), "protocol")
    assert press.calls == 1


def test_what_is_announced_is_copied_onto_the_blank_before_the_boxes():
    """Where nobody permitted a print: two sittings, and the sheet of the first is kept."""
    said = rules()
    evening = Evening("official")
    by_hand = replace(said, election=replace(said.election, printed=None))
    evening.session = Session(evening.journal, by_hand, Wall(AFTER_VOTING))
    evening.session.who = "m3"
    name = PaperName("fair_copy")
    evening.lists()
    assert name not in papers_there(evening.night, "akim")
    evening.announce()
    assert name in papers_there(evening.night, "akim")
    press = Papers(main.printers, WORDINGS)
    (page,) = reading.lines(press.of(evening.session, "akim", name).pdf)
    whole = " ".join(page)
    assert "Переносят до вскрытия урн" in whole
    assert "Переносят после подсчёта" not in whole
