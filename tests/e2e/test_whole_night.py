"""The whole day at the keyboard: rows of every table, calls, the list by two people, papers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tally_app.app.view.address import PaperName
from tally_app.app.view.desk import PaperPreview
from tally_app.app.view.intents import (
    AddRow,
    AddRowUnder,
    ChangeMember,
    CloseBundle,
    NoteReadOut,
    OpenEar,
    OpenPaper,
    RemoveRow,
    ShowPaper,
    ShowReasons,
    ShowStep,
)
from tally_app.domain.form.layout import Cell
from tests.e2e.hands import enter, focused, forward, keys, press, push
from tests.e2e.nights import buttons, cards, do, never, open_night, page_words, rows, typed
from tests.e2e.test_first_night import begin
from tests.e2e.test_legal_events import answer

ARAL = "aral-2021-night"


def choose(position: int) -> None:
    """In a field with choices: the digit of one of them, then on to the next field."""
    keys(str(position))
    press(Qt.Key.Key_Return)


def to_step(house, step: str):
    house.shell.intent(ShowStep(step))
    return house.shell


def test_deliveries_are_added_filled_and_taken_away_by_keyboard(house):
    begin(house)
    forward()
    enter("1296")
    push(house, AddRow("delivery"))
    enter("17", "2", "15:30", "1300", "4", "типография")
    assert typed(house, "delivery.act", "1") == "17"
    assert typed(house, "delivery.from", "1") == "типография"
    assert ("row_remove", "delivery|1") not in buttons(house), "what was typed stays"
    push(house, AddRow("delivery"))
    assert rows(house, "delivery") == ["1", "2"]
    push(house, RemoveRow("delivery", "2"))
    assert rows(house, "delivery") == ["1"]
    enter_in(house, "delivery.ballots", "1", "1290")
    assert cards(house, "G-03"), "the acts do not add up to line 8"


def enter_in(house, line: str, item: str, text: str) -> None:
    """Stand on a field and type into it."""
    house.window.desk.entry(f"line:{Cell(line, item)}").setFocus()
    enter(text)


def test_boxes_are_shown_empty_in_a_row_of_words_and_choices(house):
    begin(house)
    to_step(house, "opening")
    enter("06:00", "1283", "2", "1", "0", "3", "1", "0")
    push(house, AddRow("urn"))
    keys("1")
    press(Qt.Key.Key_Return)
    choose(1)
    enter("004511")
    choose(1)
    found = [typed(house, f"urn.{name}", "1") for name in ("number", "kind", "seal", "shown")]
    assert found == ["1", "stationary", "004511", "yes"]


def test_a_trip_names_two_members_and_its_times(house):
    begin(house)
    to_step(house, "offsite")
    push(house, AddRow("trip"))
    enter("3", "13:05", "15:38")
    choose(2)
    choose(3)
    enter("15", "1", "11:40")
    people = house.shell.desk.session.night.persons
    assert typed(house, "trip.first", "1") == people[0].id
    assert typed(house, "trip.second", "1") == people[1].id
    assert [typed(house, f"trip.{x}", "1") for x in ("left", "back", "taken", "returned")] == [
        "13:05", "15:38", "15", "1",
    ]  # fmt: skip
    assert not cards(house, "B-10")
    enter_in(house, "trip.last_application", "1", "12:20")
    (late,) = cards(house, "B-10")
    assert "applications_until" not in late.formula
    assert late.numbers == "12:20 > 12:00; разница\u00a0+20\u202fмин"


def test_an_entry_of_the_minutes_takes_a_whole_sentence(house):
    begin(house)
    to_step(house, "minutes")
    push(house, AddRow("entry"))
    keys("16:10")
    press(Qt.Key.Key_Return)
    choose(1)
    enter("6", "1", "2", "Шағым қаралды: үстел жылжытылды")
    assert typed(house, "entry.text", "1") == "Шағым қаралды: үстел жылжытылды"
    assert typed(house, "entry.votes_against", "1") == "1"
    table = next(b for b in house.shell.desk.view().page.blocks if getattr(b, "columns", ()))
    assert table.total is not None
    added = dict(zip(table.columns, table.total.cells, strict=True))
    assert [text for text in added.values() if text] == ["2"], "sheets are added up, votes are not"


def test_the_call_of_the_turnout_is_read_in_both_languages_and_its_digits_stay(house):
    begin(house)
    to_step(house, "turnout")
    enter("180")
    said = page_words(house)
    assert "180" in said
    assert "№ 999 сайлау учаскесі" in said
    assert "Избирательный участок № 999" in said
    push(house, NoteReadOut(Cell.read("turnout.head/10:00")))
    digits = typed(house, "turnout.head", "10:00")
    assert len(digits.replace(" ", "")) == 8
    assert digits in page_words(house)
    enter_in(house, "turnout.told", "10:00", "10:04")
    assert typed(house, "turnout.head", "10:00") == digits, "what was read out stays"
    assert digits in page_words(house)
    assert ("head_read", "turnout.head/10:00") not in buttons(house)
    enter_in(house, "turnout.given", "12:00", "402")
    assert digits not in page_words(house), "the next call has its own digits"
    keys_there = [field for field in focusable(house) if "turnout.head" in field]
    assert keys_there == [], "nobody types the digits"


def focusable(house) -> list[str]:
    desk = house.shell.desk
    return [str(cell) for cell in desk.page.cells(desk.scene())]


def test_bundles_that_do_not_make_the_pile_are_an_error_under_its_name(house):
    open_night(house, ARAL, do("finish"))
    to_step(house, "count")
    house.shell.intent(AddRowUnder("bundle"))
    house.shell.submit({"parent": "mahajanova"})
    assert rows(house, "bundle") == ["mahajanova.1"]
    enter_in(house, "bundle.ballots", "mahajanova.1", "2")
    (card,) = cards(house, "D-06")
    assert "Махажанова" in card.sentence + str(card.receipt)
    enter_in(house, "bundle.ballots", "mahajanova.1", "3")
    assert cards(house, "D-06") == []


def test_a_disputed_ballot_is_decided_by_more_than_half_of_all_members(house):
    open_night(house, ARAL, do("finish"))
    to_step(house, "count")
    push(house, AddRow("dispute"))
    keys("две отметки")
    press(Qt.Key.Key_Return)
    choose(1)
    enter("3")
    (card,) = cards(house, "D-09")
    assert card.tone == "legal"
    enter_in(house, "dispute.votes", "1", "4")
    assert cards(house, "D-09") == []


def test_fifty_keys_make_a_bundle_and_a_pile_that_differs_names_its_bundles(house):
    open_night(house, ARAL, do("finish"))
    to_step(house, "count")
    push(house, OpenEar())
    house.qtbot.waitUntil(lambda: type(focused()).__name__ == "TallyCard")
    keys("1" * 47 + "223")
    desk = house.shell.desk
    (bundle,) = desk.session.night.contests["akim"].ear
    assert sorted(bundle.values()) == [1, 2, 47]
    keys("1")
    press(Qt.Key.Key_Backspace)
    keys("4")
    push(house, CloseBundle())
    assert [sum(b.values()) for b in desk.session.night.contests["akim"].ear] == [50, 1]
    heard = compared(desk)
    assert heard["Рсалиева Мырзагуль"].cells[0] == "1"
    assert [row.label for row in heard.values() if row.message] == [], "867 are still to come"
    for line, votes in (("jandauletov", "47"), ("mahajanova", "3"), ("nurhojaev", "1")):
        enter_in(house, "option.votes", line, votes)
    enter_in(house, "option.votes", "rsalieva", "0")
    assert "2" in compared(desk)["Рсалиева Мырзагуль"].message.text, "one more than its stack"
    enter_in(house, "invalid", "", "0")
    message = compared(desk)["Махажанова Заурегуль"].message
    assert message.text.endswith("1"), "the second ballot of the pile is in bundle 1"
    assert compared(desk)["Жандаулетов Нурбек"].message is None


def compared(desk):
    """The rows that compare the piles by ear with their stacks, by the name of the pile."""
    tables = (block for block in desk.view().page.blocks if getattr(block, "heading", ""))
    table = next(block for block in tables if block.heading == "Стопка")
    return {row.label: row for row in table.rows}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_step_offers_papers_that_can_be_looked_at(house, language):
    shell = open_night(house, ARAL, never, language)
    night = shell.desk.session.night
    seen = 0
    for step in night.form("akim").step_ids:
        shell.intent(ShowStep(step))
        for asked in buttons(house):
            if not isinstance(asked, OpenPaper):
                continue
            shell.intent(asked)
            assert shell.desk.place.step == "protocol"
            blocks = shell.desk.view().page.blocks
            preview = next(x for x in blocks if isinstance(x, PaperPreview))
            assert preview.pdf.startswith(b"%PDF"), asked
            seen += 1
            shell.intent(ShowStep(step))
    assert seen >= 7


def test_blank_forms_of_all_papers_stand_behind_one_button(house):
    shell = open_night(house, ARAL, do("finish"))
    shell.intent(ShowStep("protocol"))
    shell.intent(ShowPaper(PaperName("blank")))
    names = [asked.paper for asked in buttons(house) if isinstance(asked, ShowPaper)]
    assert len(names) > 8
    for name in [name for name in names if name.kind == "form"][:4]:
        shell.intent(ShowPaper(name))
        assert shell.desk.view().page.blocks[0].pdf.startswith(b"%PDF"), name


def test_a_photograph_of_the_signed_paper_is_kept_with_the_night(house, tmp_path):
    shell = open_night(house, ARAL, never)
    picture = tmp_path / "сурет.jpg"
    picture.write_bytes(b"\xff\xd8\xff\xe0 jpeg")
    shell.intent(ShowStep("protocol"))
    shell.file_chosen("file_picture", str(picture))
    assert picture.name in house.said[-1]
    assert picture.read_bytes() in [d.content for d in shell.desk.session.journal.documents()]


def test_copies_and_packages_are_written_down_after_the_signing(house):
    open_night(house, ARAL, never)
    to_step(house, "copies")
    enter("00:40")
    push(house, AddRow("copy"))
    enter("1", "00:45")
    choose(1)
    enter("наблюдатель")
    assert [typed(house, f"copy.{x}", "1") for x in ("number", "contest", "to")] == [
        "1", "akim", "наблюдатель",
    ]  # fmt: skip
    to_step(house, "handover")
    enter("Үлгібаева А. С.")
    push(house, AddRow("package"))
    choose(1)
    choose(1)
    enter("368", "004521")
    assert typed(house, "package.what", "1") == "cancelled"
    assert typed(house, "package.seal", "1") == "004521"
    state = house.shell.desk.session.night.contests["akim"]
    assert state.finish.signed is not None


def test_steps_of_the_day_can_be_entered_afterwards_and_both_times_are_kept(house):
    """A commission that came late, or had no power, types from its papers."""
    shell = begin(house)
    to_step(house, "closing")
    enter("20:00", "20:06")
    to_step(house, "opening")
    enter("06:00", "1283")
    row = next(
        row
        for block in shell.desk.view().page.blocks
        for row in getattr(block, "rows", ())
        if row.field is not None and row.field.key == "line:opened"
    )
    entry = shell.desk.session.night.entry("akim", Cell("opened"))
    assert entry.value == 360
    typed_at = entry.at[11:16]
    far = abs(int(typed_at[:2]) * 60 + int(typed_at[3:]) - 360) % 1440 > 10
    assert (f"введено в {typed_at}" in row.message.text) is far
    to_step(house, "turnout")
    enter("180")
    enter_in(house, "turnout.told", "10:00", "10:04")
    assert typed(house, "turnout.told", "10:00") == "10:04"
    events = shell.desk.session.journal.events()
    assert any(e.payload.get("line") == "opened" and e.at == entry.at for e in events)


def test_the_day_can_be_typed_from_paper_while_the_count_goes_on(house):
    """Power came back after the boxes were opened: nothing of the day is closed by that."""
    open_night(house, ARAL, do("finish"))
    to_step(house, "opening")
    enter("06:00", "1283")
    to_step(house, "turnout")
    enter("180")
    to_step(house, "offsite")
    push(house, AddRow("trip"))
    enter("3", "13:05")
    to_step(house, "minutes")
    push(house, AddRow("entry"))
    enter("22:10")
    found = [("opened", ""), ("turnout.given", "10:00"), ("trip.left", "1"), ("entry.time", "1")]
    assert [typed(house, *cell) for cell in found] == ["06:00", "180", "13:05", "22:10"]


def test_the_wall_clock_asks_once_where_the_machine_is_an_hour_off(house):
    shell = begin(house)
    to_step(house, "closing")
    now = shell.desk.session.clock()
    late = f"{(now.hour + 1) % 24:02d}:{now.minute:02d}"
    enter("20:00", "20:06", late)
    (card,) = cards(house, "T-06")
    assert card.tone == "warning"
    push(house, ShowReasons("T-06"))
    press(Qt.Key.Key_2)
    (card,) = cards(house, "T-06")
    assert card.tone == "answered"


def test_the_training_dialog_plays_every_kind_five_ballots_too(house):
    shell = house.start()
    shell.choose_language("ru")
    press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    choices = dict(shell.start.dialog.fields[0].field.choices)
    assert len(set(choices.values())) == len(choices), "every one can be told from the others"
    names = list(choices)
    assert names[0] == "aral-2021"
    assert "five-2023" in names
    shell.submit({"samples": "five-2023"})
    assert len(shell.desk.view().contests) == 5


def test_a_member_is_answered_for_after_the_boxes_are_open(house):
    shell = open_night(house, ARAL, do("finish"))
    shell.intent(ShowStep("setup"))
    assert answer(shell, ChangeMember("m6"), name="Көрсетов Мұрат Әділұлы", office="member",
                  state="left", since="23:20", reason="сырқат") is None  # fmt: skip
    assert shell.desk.session.night.person("m6").state == "left"
