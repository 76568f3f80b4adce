"""The supplied blank: two sittings, every line once, nothing corrected."""

from dataclasses import replace

from tally_app.app.night.replay import write_blank
from tally_app.app.night.session import Session
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.evening import left_to_write, other_on_blank
from tests.domain.making import AFTER_VOTING, Evening, Wall, rules, said
from tests.domain.night.evenings import counted, refusing

SPOILED = {"reason": "чернила разного цвета", "minutes": 1250, "names": ["А", "Б"]}
LINE = {"line": "voters", "item": "", "value": 2494}


def by_hand():
    """An official night of an election nobody permitted to print by computer."""
    evening = Evening("official")
    unprinted = replace(rules(), election=replace(rules().election, printed=None))
    evening.session = Session(evening.journal, unprinted, Wall(AFTER_VOTING))
    evening.session.who = "m3"
    return evening


def signed():
    evening = by_hand().counted().finish()
    return evening.do("blank_checked", agrees=True, by="m5").do("signed", minutes=1439)


REFUSED = [
    ("no_blank", "43(8)", "", counted, "blank_line_written", LINE),
    ("no_blank", "43(8)", "", counted, "blank_spoiled", SPOILED),
    ("not_finished", "", "finish", lambda: by_hand().counted(), "blank_line_written",
     {"line": "taken_out", "item": "", "value": 1609}),
    ("blank_other", "43(8)", "", lambda: by_hand().lists(), "blank_line_written",
     {**LINE, "value": 2495}),
    ("signed", "43(8)", "", signed, "blank_line_written", LINE),
    ("signed", "43(8)", "", signed, "blank_spoiled", SPOILED),
    ("reason", "", "", lambda: by_hand().lists(), "blank_spoiled", {**SPOILED, "reason": " "}),
    ("two_names", "", "", lambda: by_hand().lists(), "blank_spoiled",
     {**SPOILED, "names": ["А", "А "]}),
    ("blank_unwritten", "43(3-1)", "announce", lambda: by_hand().lists(), "step_confirmed",
     {"step": "announce"}),
]  # fmt: skip


@refusing(REFUSED)
def test_what_is_refused(code, law, step, night, kind, payload):
    assert said(night().refusal(kind, **payload)) == (code, law, step)


def left(evening, *, part_one=False):
    cells = left_to_write(evening.night, "akim", evening.reckoning(), part_one=part_one)
    return [str(cell) for cell in cells]


def test_the_announced_lines_are_written_before_the_boxes_and_the_rest_after_the_finish():
    evening = by_hand().lists()
    assert left(evening, part_one=True) == ["voters", "given", "issued_total", "ballots_cancelled"]
    evening.announce()
    assert left(evening, part_one=True) == []
    evening = by_hand().counted().finish()
    assert "taken_out" in left(evening)
    assert not {"voters", "given", "issued_total", "ballots_cancelled"} & {*left(evening)}
    assert write_blank(evening.session, "akim") is None
    assert left(evening) == []


def test_a_spoiled_blank_is_kept_and_every_line_of_the_next_is_written_and_read_again():
    evening = by_hand().counted().finish()
    write_blank(evening.session, "akim")
    evening.do("blank_checked", agrees=True, by="m5").do("blank_spoiled", **SPOILED)
    assert [(one.reason, one.names) for one in evening.state.spoiled] == [
        (SPOILED["reason"], ("А", "Б"))
    ]
    assert "voters" in left(evening)
    assert evening.why("signed", minutes=1439) == "blank_unread"


def test_a_figure_changed_after_it_was_written_makes_the_blank_another():
    evening = by_hand().lists()
    write_blank(evening.session, "akim", part_one=True)
    evening.type({"voters": "2495"})
    assert other_on_blank(evening.night, "akim", evening.reckoning()) == (Cell("voters"),)
    assert evening.asked("step_confirmed", step="announce").code == "blank_unwritten"
