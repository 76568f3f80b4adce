"""The evening on the supplied blank, without a printer: two sittings, read back, signed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tally_app.app.view.address import BlankButton
from tally_app.app.view.base import Note
from tally_app.app.view.desk import BlankLines
from tally_app.app.view.evening import SpoilBlank, WriteBlankLine
from tally_app.app.view.fields import Rows
from tally_app.app.view.intents import Announce, FinishProtocol
from tally_app.ui.kit.button import SETTLED
from tests.e2e.hands import (
    enter,
    fill_to_announcement,
    focused,
    forward,
    from_boxes_to_count,
    keys,
    press,
    sign,
    to_finish,
)
from tests.e2e.test_first_night import state
from tests.e2e.test_legal_events import answer
from tests.e2e.test_official_night import election_file


def begin(house, folder, language):
    shell = house.start()
    shell.choose_language(language)
    shell.file_chosen("open", str(election_file(folder, permitted=False)))
    forward()
    shell.choose_person("m3")
    fill_to_announcement(house)
    return shell


def blank(house) -> BlankLines:
    (found,) = [b for b in house.shell.desk.view().page.blocks if isinstance(b, BlankLines)]
    return found


def states(house) -> list[str]:
    return [line.state for line in blank(house).lines]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_whole_evening_on_the_blank_by_keys(house, tmp_path, language):
    shell = begin(house, tmp_path / "USB", language)
    assert [line.number for line in blank(house).lines] == ["1", "2", "3", "9"]
    assert states(house) == ["now", "ahead", "ahead", "ahead"]
    shell.commit("announce.time", "20:31")
    shell.intent(Announce("announce"))
    assert "announce" not in state(house).confirmed, "the boxes are closed until the fourth"
    shell.desk.stand_on(BlankButton().text())
    shell.choose_language(language)
    for done in range(4):
        assert states(house)[done] == "now"
        press(Qt.Key.Key_Return)
        assert states(house)[done] == "now", "one Enter too many ticks nothing"
        house.qtbot.wait(round(1000 * SETTLED) + 50)
        press(Qt.Key.Key_Return)
    assert states(house) == ["done"] * 4
    forward()
    assert "announce" in state(house).confirmed, shell.desk.place.refusal
    (done,) = [b for b in shell.desk.view().page.blocks if isinstance(b, Note) and b.tone == "ok"]
    assert done.text == shell.desk.wording(
        "announce.done_blank",
        time="20:31",
        check_value=state(house).confirmed["announce"].check_value,
    ), "nothing is to be printed where the blank is the protocol"
    from_boxes_to_count(house)
    enter("928", "731", "3", "6", "153", "0", "35", "0", "1", "14", "20", "23:41")
    to_finish(house)
    keys("999")
    shell.intent(FinishProtocol())
    assert states(house).count("done") == 4, "what was announced stands there already"
    for _ in range(states(house).count("ahead") + 1):
        press(Qt.Key.Key_Space)
    read_back(house)
    sign(house, "00:10")
    assert state(house).finish.signed == 24 * 60 + 10, "no printer was needed"
    assert not state(house).finish.printed


def read_back(house):
    """Another member types what stands there, one line wrong at first, and compares the words."""
    shell = house.shell
    shell.choose_person("m5")
    record = shell.desk.session.record("akim")
    lines = [x for x in record.lines if x.place == "body" and x.kind == "count"]
    (rows,) = [b for b in shell.desk.view().page.blocks if isinstance(b, Rows)]
    assert all(row.field.text == "" for row in rows.rows), "nothing to copy from"
    assert focused().key == rows.rows[0].field.key
    for line in lines:
        enter("982" if line.id == "taken_out" else str(line.value))
    wrong = [row for row in shell.desk.view().page.blocks[1].rows if row.field.tone == "error"]
    assert [row.number for row in wrong] == ["4"]
    assert not state(house).finish.blank_agrees
    read = [e.payload for e in shell.desk.session.journal.events() if e.kind == "blank_checked"]
    assert [one["agrees"] for one in read] == [False], "what was read is kept"
    right = next(str(line.value) for line in lines if line.id == "taken_out")
    shell.desk.stand_on(wrong[0].field.key)
    shell.choose_person("m5")
    enter(right)
    assert states(house) == ["now"] + ["ahead"] * (len(lines) - 1)
    for _ in lines:
        press(Qt.Key.Key_Space)
    assert state(house).finish.blank_agrees


def test_a_spoiled_blank_is_taken_away_before_two_people_and_all_is_written_again(house, tmp_path):
    shell = begin(house, tmp_path / "USB", "ru")
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Space)
    assert states(house)[:3] == ["done", "done", "now"]
    bad = {"reason": "исправление в строке 2", "time": "20:50", "first_name": "m1"}
    assert answer(shell, SpoilBlank(), **bad, second_name="m1") is not None
    shell.cancel()
    assert answer(shell, SpoilBlank(), **bad, second_name="m5") is None
    assert states(house)[:2] == ["now", "ahead"]
    told = shell.desk.view().panel.cards[0]
    assert told.key == "blank"
    assert "исправление в строке 2" in " ".join(told.answer)
    assert isinstance(blank(house).lines[0].button.intent, WriteBlankLine)
