"""The page of the second look as the presenter makes it: blind, then compared; or read aloud."""

from __future__ import annotations

import pytest

from tally_app.app.night.replay import play, stage
from tally_app.app.view.base import Note
from tally_app.app.view.fields import Field, Rows
from tally_app.app.view.intents import (
    ChooseWay,
    ComparePartOne,
    Next,
    RefuseReading,
    Undo,
)
from tally_app.app.view.second import Comparison, ReadBack
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.second_look import Seen, eyes_on
from tally_app.store import StoreError
from tests.app.desk.test_desk_of_the_day import LIBRARY, Desk
from tests.domain.making import Evening

SECOND, THIRD = "option.votes/mahajanova", "option.votes/nurhojaev"
EXCHANGED = {SECOND: 96, THIRD: 210}


@pytest.fixture
def desk():
    return opened(Evening().counted())


def opened(evening, language="ru", who="m1"):
    made = Desk(evening, language).page("second")
    evening.session.who = who
    return made.page("second")


def fields(desk):
    shown = [row.field for block in desk.blocks(Rows) for row in block.rows]
    return [field for field in shown if isinstance(field, Field)]


def again(desk, said=()):
    """Another member types every open line, with the figures of ``said`` in place of the first."""
    session, contest = desk.evening.session, "akim"
    for field in fields(desk):
        key = field.key.removeprefix("again:")
        text = dict(said).get(key, session.text(contest, Cell.read(key)))
        desk.presenter.commit(field.key, str(text))
    return desk


def groups(desk):
    return [group for block in desk.blocks(Comparison) for group in block.groups]


def test_a_second_entry_is_the_way_and_reading_aloud_is_named_the_weaker(desk):
    asked = [button.intent for note in desk.blocks(Note) for button in note.buttons]
    assert asked == [ComparePartOne(), ChooseWay("read_back")]
    assert fields(desk)
    assert any("слабее" in note.text for note in desk.blocks(Note))


def test_the_second_person_sees_no_figure_of_the_first(desk):
    shown = fields(desk)
    assert len(shown) == 21
    assert all(field.text == field.shown == "" and field.by_hand for field in shown)
    page = repr([row for block in desk.blocks(Rows)[:1] for row in block.rows])
    assert "1190" not in page.replace(" ", "")
    assert "1 190" not in page


def test_nothing_is_said_of_a_line_before_all_are_typed(desk):
    keys = [field.key for field in fields(desk)]
    desk.presenter.commit(keys[0], "999")
    row = next(r for b in desk.blocks(Rows) for r in b.rows if r.field and r.field.key == keys[0])
    assert (row.message.tone, row.field.tone) == ("note", "")
    assert not groups(desk)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("ru", "Переставлены: строки 5.2 и 5.3"),
        ("en", "Exchanged: lines 5.2 and 5.3"),
        ("kk", "Орны ауысқан: 5.2 және 5.3-жолдар"),
    ],
)
def test_two_exchanged_lines_are_named_and_the_paper_is_typed(language, title):
    desk = again(opened(Evening().counted(**EXCHANGED), language), {SECOND: 210, THIRD: 96})
    (group,) = groups(desk)
    assert {line.first.text for line in group.lines} == {line.second.text for line in group.lines}
    assert not any(sign.isdigit() for line in group.lines for sign in line.first.text)
    assert desk.presenter.take_focus() == "button:who", "somebody who typed neither is called"
    assert all(line.field.locked for line in group.lines)
    desk.presenter.choose_person("m2")
    assert desk.presenter.take_focus() == f"paper:{SECOND}"
    desk.presenter.commit(f"paper:{SECOND}", "210")
    (group,) = groups(desk)
    assert "210" not in group.lines[0].first.text + group.lines[0].second.text, "one is left"
    desk.presenter.commit(f"paper:{THIRD}", "96")
    (group,) = groups(desk)
    assert group.title == title
    assert [line.settled for line in group.lines] == ["210", "96"]
    assert [(line.first.text, line.second.text) for line in group.lines] == [
        ("96", "210"),
        ("210", "96"),
    ]
    desk.press(ComparePartOne())
    assert [o.code for o in desk.evening.session.obstacles("akim")] == []


def test_digits_that_differ_are_marked_in_both_figures(desk):
    again(desk, {"option.votes/jandauletov": "1910", "invalid": "480"})
    desk.presenter.choose_person("m2")
    for key, true in (("option.votes/jandauletov", "1190"), ("invalid", "48")):
        desk.presenter.commit(f"paper:{key}", true)
    swapped, extra = groups(desk)
    assert swapped.lines[0].first.marks == swapped.lines[0].second.marks == (1, 2)
    assert (extra.lines[0].first.marks, extra.lines[0].second.marks) == ((), (2,))


def test_a_text_that_is_no_figure_is_said_at_once_and_kept(desk):
    key = fields(desk)[0].key
    desk.presenter.commit(key, "1б")
    field = next(field for field in fields(desk) if field.key == key)
    assert (field.text, field.tone) == ("1б", "error")


def test_a_figure_from_the_paper_that_cannot_be_read_stays_in_its_field(desk):
    again(desk, {"invalid": "84"})
    desk.presenter.choose_person("m2")
    desk.presenter.commit("paper:invalid", "4б")
    (group,) = groups(desk)
    assert group.lines[0].field.text == "4б"
    assert desk.refusal


def test_who_typed_first_is_asked_to_let_another_type():
    desk = opened(Evening().counted(), who="m3")
    assert all(field.locked for field in fields(desk))
    assert any(note.tone == "warning" for note in desk.blocks(Note))


def test_a_line_changed_later_is_alone_on_the_page(desk):
    again(desk).press(ComparePartOne())
    desk.evening.session.who = "m3"
    desk.evening.type(invalid=47).type(invalid=48)
    desk.evening.session.who = "m1"
    desk.page("second")
    assert [field.key for field in fields(desk)] == ["again:invalid"]


def test_a_figure_is_read_aloud_and_a_refusal_goes_to_its_field(desk):
    desk.press(ChooseWay("read_back"))
    desk.presenter.commit("second.reader", "m2")
    (shown,) = desk.blocks(ReadBack)
    refuses, agrees = shown.buttons
    assert (refuses.shortcut, agrees.shortcut) == ("Backspace", "Space")
    desk.press(agrees.intent)
    (following,) = desk.blocks(ReadBack)
    assert following.at.startswith("2 /")
    assert following.marks[:2] == (True, False)
    refuses = following.buttons[0].intent
    assert isinstance(refuses, RefuseReading)
    desk.press(refuses)
    assert desk.presenter.place.step == "portable"
    assert desk.presenter.place.focus == f"line:{refuses.cell}"


def test_read_back_of_every_line_opens_finish(desk):
    desk.press(ChooseWay("read_back"))
    desk.presenter.commit("second.reader", "m2")
    while shown := desk.blocks(ReadBack):
        desk.press(shown[0].buttons[1].intent)
    desk.press(ComparePartOne())
    assert desk.evening.unseen() == []


def test_the_step_says_where_it_stands(desk):
    def state():
        steps = desk.presenter.view().steps
        return next(x.state for group in steps for x in group.steps if x.id == "second")

    desk.page("count")
    assert state() == "open"
    desk.page("second")
    again(desk, {"invalid": "84"})
    desk.page("count")
    assert state() == "warning"
    desk.evening.type(invalid="")
    assert state() == "locked"


def test_a_figure_the_disk_refused_stays_in_its_field_and_is_stored_by_the_next_key(desk):
    evening, key = desk.evening, fields(desk)[0].key
    evening.journal.failure = StoreError("disk_full", path="night.tally")
    with pytest.raises(StoreError):
        desk.presenter.commit(key, "14")
    field = next(field for field in fields(desk) if field.key == key)
    assert (field.text, field.unsaved, field.tone) == ("14", True, "error")
    evening.journal.failure = None
    desk.press(Next())
    said = [event.payload["text"] for event in evening.journal.events()
            if event.kind == "second_typed"]  # fmt: skip
    assert said == ["14"]


def test_a_refusal_is_not_said_to_the_next_person_at_the_keys(desk):
    key = fields(desk)[0].key
    desk.presenter.choose_person("setup")
    desk.presenter.commit(key, "14")
    assert desk.refusal
    desk.presenter.choose_person("m1")
    assert not desk.refusal
    field = next(field for field in fields(desk) if field.key == key)
    assert (field.text, field.unsaved) == ("14", True), "Enter stores it now"


def test_the_cursor_stands_where_this_person_can_go_on(desk):
    evening = desk.evening
    evening.type(**{"box.applications_received/1": 13}).type(**{"box.applications_received/1": 12})
    assert desk.page("second").presenter.take_focus() == "again:box.applications_received/2"
    again(desk)


def test_after_the_last_line_the_cursor_goes_to_part_one_and_then_on(desk):
    evening = desk.evening
    evening.session.who = "m2"
    desk.page("second")
    again(desk)
    assert desk.presenter.take_focus() == "button:second_part_one"
    assert desk.presenter.view().page.title == "Сверить с частью I"
    desk.press(ComparePartOne())
    assert desk.presenter.take_focus() == "button:next"


def test_the_reader_at_the_keys_is_no_reader(desk):
    desk.press(ChooseWay("read_back"))
    desk.presenter.commit("second.reader", "m2")
    desk.presenter.choose_person("m2")
    assert desk.presenter.take_focus() == "second.reader"
    assert not desk.blocks(ReadBack)


def test_who_is_gone_is_not_offered_as_a_reader(desk):
    desk.evening.do("member_state_noted", member="m2", state="left", reason="", minutes=1400)
    desk.press(ChooseWay("read_back"))
    (field,) = fields(desk)
    assert "m2" not in dict(field.choices)


def test_undo_shows_and_changes_no_first_figure_while_lines_are_typed_again(desk):
    before = desk.evening.journal.events()
    assert desk.presenter.view().undo == ""
    desk.press(Undo())
    assert desk.presenter.place.step == "second"
    assert desk.evening.journal.events() == before


def test_no_name_stands_over_entries_of_several_people(desk):
    evening = desk.evening
    evening.session.who = "m4"
    evening.type(invalid=49).type(invalid=48)
    evening.session.who = "m1"
    desk.page("second")
    again(desk, {"invalid": "84", "taken_out": "1601"})
    (block,) = desk.blocks(Comparison)
    assert (block.first[1], block.second[1]) == ("", "Үлгібаева А. С."), "two typed first"


def test_a_member_listed_after_the_announcement_has_no_figure_in_part_one(desk):
    desk.evening.do("member_listed", id="m9", name="Жаңа Мүше", office="member")
    labels = [row.label for block in desk.page("second").blocks(Rows) for row in block.rows]
    assert "Жаңа Мүше" not in labels


def test_a_line_of_the_day_seen_for_one_ballot_is_seen_for_all_and_stays_as_it_was_signed(tmp_path):
    session, script, wall = stage("five-2023-night", tmp_path / "night.tally", LIBRARY)
    first, other = list(session.night.contests)[:2]
    for action, refused in play(session, script, wall):
        assert refused is None, action
        if action.do == "finish":
            break
    cell = Cell("box.applications_received", session.night.boxes[0])
    assert eyes_on(session.night, other, cell) is Seen.AGREES
    session.who = "m1"
    assert session.type_again(other, cell, "99").code == "unknown"
    assert session.type_text(other, cell, "99").code == "finished"
    assert session.night.contests[first].finish is not None
    session.close()


def _words(view):
    """Every figure the window is given, as it is written."""
    return repr(view).replace("\u202f", "").replace("\u00a0", "").replace(" ", "")


def test_no_page_shows_a_figure_of_two_that_differ_before_the_third(desk):
    """Fields, findings, sums, undo and the draft: the two figures occur nowhere else."""
    desk = opened(Evening().counted(**EXCHANGED))
    again(desk, {"option.votes/jandauletov": "1910"})
    first = desk.evening.state.second[Cell("option.votes", "jandauletov")]
    assert first.compared
    for step in ("second", "count", "finish"):
        shown = _words(desk.page(step).presenter.view())
        assert "1190" not in shown, step
        assert "1910" not in shown, step
    field = next(f for f in fields(desk.page("count")) if f.key.endswith("/jandauletov"))
    assert (field.shown, bool(field.locked)) == ("скрыто", True)


def test_the_pair_types_together_where_everybody_present_typed_one(desk):
    again(desk, {"invalid": "84"})
    for member in [person.id for person in desk.evening.night.persons]:
        if member not in ("m1", "m3"):
            desk.evening.do("member_state_noted", member=member, state="left", reason="x")
    cards = desk.page("second").presenter.view().panel.cards
    steps = next(card.steps for card in cards if card.key == "how")
    assert "Все присутствующие" in steps[0]
    desk.presenter.commit("paper:invalid", "48")
    assert not desk.refusal
    event = desk.evening.journal.events()[-1]
    assert (event.kind, event.payload["typed_one"]) == ("settled", True)
    (group,) = groups(desk.page("second"))
    assert group.lines[0].caption.endswith("третий ввод совпал с первым")


def test_a_third_figure_that_is_neither_is_typed_by_one_more_and_then_seen():
    desk = again(opened(Evening().counted(**EXCHANGED)), {SECOND: 210, THIRD: 96})
    desk.presenter.choose_person("m2")
    desk.presenter.commit(f"paper:{SECOND}", "95")
    desk.presenter.commit(f"paper:{THIRD}", "211")
    (group,) = groups(desk)
    assert "не совпал ни с одним" in group.title
    assert {line.first.text for line in group.lines} == {"скрыто"}
    assert [field.key for field in fields(desk)] == [f"again:{SECOND}", f"again:{THIRD}"]
    desk.presenter.choose_person("m4")
    desk.presenter.commit(f"again:{SECOND}", "95")
    desk.presenter.commit(f"again:{THIRD}", "211")
    lines = [line for group in groups(desk) for line in group.lines]
    shown = [(line.first.text, line.second.text, line.settled) for line in lines]
    assert shown == [("96", "210", "95"), ("210", "96", "211")]
    assert all(line.caption.endswith("не совпал ни с одним") for line in lines)
