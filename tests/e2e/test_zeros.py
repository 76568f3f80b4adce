"""Zeros in one act; a box counted again by another, unseen; what is read aloud."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tally_app.app.view.desk import Aloud
from tally_app.app.view.fields import DialogForm
from tally_app.app.view.intents import CountBoxAgain, FillZeros, ShowStep, TakeTime
from tally_app.domain.form.layout import Cell
from tests.e2e.hands import enter, fill_the_day, fill_to_count, forward, part_one, press, where
from tests.e2e.nights import buttons, typed
from tests.e2e.test_first_night import begin


def dialog(house) -> DialogForm:
    assert house.shell.desk.dialog is not None
    return house.shell.desk.dialog


def zeros(house):
    """The button that asks for zeros, where the page has it."""
    blocks = house.shell.desk.view().page.blocks
    asked = [b for block in blocks for b in getattr(block, "buttons", ())]
    return next(button for button in asked if button.intent == FillZeros())


def test_zeros_fill_what_is_empty_after_a_question_and_each_is_an_event(house):
    shell = begin(house)
    fill_the_day()
    enter("1283", "928", "14", "914")
    forward()
    assert where(house)[0] == "issued"
    assert zeros(house).closed, "the rest is what remains beside typed figures"
    enter("0", "400")
    assert not zeros(house).closed
    press(Qt.Key.Key_F4)
    form = dialog(house)
    assert "3.3" in form.text
    assert "3.7" in form.text
    assert "3.2" not in form.text
    before = len(shell.desk.session.happened)
    shell.submit({})
    added = shell.desk.session.happened[before:]
    assert {event.kind for event in added} == {"typed"}
    assert [event.payload["text"] for event in added] == ["0"] * 5
    assert typed(house, "member.issued", "m2") == "400"
    assert zeros(house).closed, "the button stays in its place: nothing moves"


def test_the_second_count_of_a_box_hides_the_first_and_asks_who_counts(house):
    shell = begin(house)
    fill_the_day()
    enter("1283", "928", "14", "914")
    forward()
    enter("0", "176", "0", "212", "198", "187", "155")
    forward()
    enter("368")
    forward()
    enter("20:31")
    forward()
    part_one(house)
    forward()
    shell.intent(_add_box())
    enter("14", "14", "715", "0")
    shown = repr((shell.desk.view().page, shell.desk.view().panel))
    assert "715" in shown
    shell.intent(CountBoxAgain("1"))
    desk = shell.desk.view()
    for hidden in ("715", "701"):
        assert hidden not in repr((desk.page, desk.panel, desk.undo, desk.redo, desk.footer))
    shell.submit({"count": "715"})
    assert dialog(house).errors, "who counts is asked"
    shell.submit({"count": "715", "counted_by": "m3"})
    assert "другой" in dict(dialog(house).errors)["counted_by"]
    shell.submit({"count": "715", "counted_by": "m2"})
    assert shell.desk.dialog is None
    event = shell.desk.session.happened[-1]
    assert (event.kind, event.who) == ("box_counted_again", "m2")
    assert "715" in repr(shell.desk.view().page), "both are seen now"


def _add_box():
    from tally_app.app.view.intents import AddBox

    return AddBox()


def test_the_results_are_shown_as_they_are_read_and_the_time_is_one_press(house):
    shell = begin(house)
    fill_to_count(house)
    enter("928", "731", "3", "6", "153", "0", "35", "0", "1", "14", "20", "23:41")
    shell.intent(ShowStep("results"))
    aloud = next(x for x in shell.desk.view().page.blocks if isinstance(x, Aloud))
    said = {row.number: (row.value, row.words) for row in aloud.rows}
    assert said["5.1"] == ("731", "семьсот тридцать один")
    assert said["4"][0] == "928"
    assert not {"1", "8"} & {*said}, "what was announced before the boxes is not read again"
    now = TakeTime(Cell("results_announced"))
    assert now in buttons(house)
    shell.intent(now)
    assert typed(house, "results_announced").count(":") == 1
    assert now not in buttons(house)
