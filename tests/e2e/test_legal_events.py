"""What the law asks for in the night: acts, reasons, annulled boxes, withdrawn prints, recounts."""

from __future__ import annotations

import io

import pypdf
from PySide6.QtCore import Qt

from tally_app.app.view.address import PaperName
from tally_app.app.view.base import Note
from tally_app.app.view.intents import (
    AddMember,
    Announce,
    AnnulBox,
    CountBoxAgain,
    DecideBox,
    FinishProtocol,
    NotifyOfBox,
    OpenRecount,
    OpenStep,
    RemoveMember,
    ShowReasons,
    ShowStep,
    SignProtocol,
    UnlockStep,
    WithdrawPrint,
    WriteAct,
    WriteFinishAct,
    WriteNotEstablished,
)
from tally_app.domain.form.layout import Cell
from tests.e2e.hands import (
    counted_sheets,
    enter,
    fill_to_count,
    keys,
    look_again,
    press,
    push,
    sign,
    to_finish,
)
from tests.e2e.test_first_night import begin, state

PILES = ("928", "731", "3", "6", "153", "0", "35", "0", "1", "14", "20", "23:41")


def answer(shell, asked, **values):
    """Open a dialog, fill it and give its answer."""
    shell.intent(asked)
    form = shell.desk.dialog
    assert form is not None, shell.desk.place.refusal
    ticks = {key: "yes" if ticked else "" for key, _, ticked in form.checks}
    shell.submit({**ticks, **values})
    return shell.desk.dialog


def finish(house, shell):
    to_finish(house)
    keys("999")
    shell.intent(FinishProtocol())
    assert state(house).finish is not None, shell.desk.place.refusal


def codes(shell):
    return [card.code for card in shell.desk.view().panel.cards if card.tone != "ok"]


def text_of(pdf):
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def paper(shell, name="protocol"):
    desk = shell.desk
    named = name if isinstance(name, PaperName) else PaperName(name)
    return text_of(desk.papers.of(desk.session, desk.place.contest, named).pdf)


def to_boxes(house):
    shell = begin(house)
    fill_to_count(house)
    return shell


def test_a_box_with_too_many_ballots_is_annulled_after_two_equal_counts_whatever_was_voted(house):
    shell = to_boxes(house)
    shell.intent(ShowStep("portable"))
    shell.commit("line:box.ballots/1", "15")
    assert answer(shell, DecideBox("1"), votes_for="7", votes_against="0", number="2",
                  time="20:49") is not None  # fmt: skip
    shell.cancel()
    assert answer(shell, CountBoxAgain("1"), count="14", counted_by="m2") is None
    assert answer(shell, DecideBox("1"), votes_for="7", votes_against="0", number="2",
                  time="20:49") is not None, "two counts differ"  # fmt: skip
    shell.cancel()
    assert answer(shell, AnnulBox("1")) is not None, "two counts differ"
    shell.cancel()
    assert answer(shell, CountBoxAgain("1"), count="15", counted_by="m2") is None
    assert answer(shell, DecideBox("1"), votes_for="3", votes_against="4", number="2",
                  time="20:49") is None  # fmt: skip
    assert answer(shell, NotifyOfBox("1"), told_by="m2", time="21:05", told_to="") is not None
    shell.cancel()
    told = {"told_by": "m2", "time": "21:05", "told_to": "Арал ауданының комиссиясы"}
    assert answer(shell, NotifyOfBox("1"), **told) is None
    assert state(house).boxes["1"].notice == ("m2", 1265, told["told_to"])
    assert answer(shell, WriteAct("C-04/1"), number="2", time="20:50", found="2 / 5") is None
    assert answer(shell, AnnulBox("1")) is None
    assert shell.desk.scene().now.value(Cell("invalid_annulled")) == 15
    shell.intent(ShowStep("count"))
    enter("929", "731", "3", "6", "153", "0", "36")
    assert "C-04" in codes(shell)
    assert answer(shell, WriteAct("C-04/1"), number="2", time="20:50", found="13 > 12") is None
    answered = [c for c in shell.desk.view().panel.cards if c.tone == "answered"]
    assert "C-04" in [card.code for card in answered]


def test_a_legal_event_is_answered_by_an_act_that_the_annex_prints(house):
    shell = to_boxes(house)
    shell.intent(ShowStep("list"))
    answer(shell, UnlockStep("announce"), reason="пересчёт погашенных")
    shell.intent(ShowStep("cancel"))
    shell.commit("line:ballots_cancelled", "367")
    shell.intent(ShowStep("announce"))
    shell.draft("announce.time", "20:40")
    shell.intent(Announce("announce"))
    shell.intent(ShowStep("count"))
    enter(*PILES)
    assert "G-01" in codes(shell)
    assert answer(shell, WriteAct("G-01"), number="", time="", found="") is not None
    shell.cancel()
    assert (
        answer(shell, WriteAct("G-01"), number="3", time="20:22", found="недостаёт одного") is None
    )
    finish(house, shell)
    said = paper(shell)
    assert "G-01" not in said, "no code of a relation stands on an official paper"
    assert "№ 3" in said
    print(said[-6000:])
    assert "8 = 2 + 9: 1 296 ≠ 928 + 367 (+1)" in said
    assert "недостаёт одного" not in said, "what was found stands in the act itself"
    act = paper(shell, PaperName("doc", "act_figures", "G-01"))
    assert "недостаёт одного" in act


def test_a_warning_takes_a_reason_by_its_number_key_and_lapses_when_a_figure_changes(house):
    shell = to_boxes(house)
    enter("927", "731", "3", "6", "153", "0", "34", "0", "0", "14", "20", "23:41")
    shell.intent(ShowStep("portable"))
    shell.commit("line:box.ballots/1", "13")
    shell.intent(ShowStep("count"))
    assert "C-05" in codes(shell)
    push(house, ShowReasons("C-05/1"))
    card = next(c for c in shell.desk.view().panel.cards if c.code == "C-05")
    assert [b.shortcut for b in card.buttons][:2] == ["1", "2"]
    press(Qt.Key.Key_1)
    given = state(house).answers["C-05/1"]
    assert (given.kind, given.figures) == ("reason", (13, 14))
    shell.commit("line:box.ballots/1", "12")
    assert any(o.code == "warning" for o in shell.desk.session.obstacles("akim"))


def test_an_error_can_be_finished_with_an_act_of_the_majority(house):
    shell = to_boxes(house)
    enter(*PILES)
    shell.commit("line:option.votes/rsalieva", "152")
    shell.commit("line:results_announced", "23:43")
    shell.intent(ShowStep("finish"))
    shell.intent(WriteFinishAct("D-01"))
    form = shell.desk.dialog
    nobody = {key: "" for key, _, _ in form.checks}
    shell.submit({**nobody, "number": "5", "time": "23:50", "found": "разница 1"})
    assert shell.desk.dialog is not None, "no majority"
    shell.cancel()
    assert (
        answer(shell, WriteFinishAct("D-01"), number="5", time="23:50", found="разница 1") is None
    )
    shell.intent(ShowStep("second"))
    look_again(house)
    shell.intent(ShowStep("finish"))
    keys("999")
    shell.intent(FinishProtocol())
    assert state(house).finish is not None
    assert "№ 5" in paper(shell)


def test_who_is_present_and_on_no_list_is_recorded_where_the_act_is_written(house):
    shell = to_boxes(house)
    shell.commit("line:box.ballots/1", "15")
    enter(*PILES)
    shell.intent(ShowStep("finish"))
    findings = shell.desk.session.reckoning("akim").failing()
    key = next(found.key for found in findings if found.relation.severity == "error")
    who = {"guest_name": "Сенімов Арман", "guest_capacity": "proxy"}
    said = {"number": "5", "time": "23:50", "found": "разница"}
    assert answer(shell, WriteFinishAct(key), **said, **who) is None
    (guest,) = shell.desk.session.night.guests
    assert (guest.name, guest.capacity) == ("Сенімов Арман", "proxy")
    assert state(house).answers[key].witnesses == (guest.id,)
    shell.intent(WriteFinishAct(key))
    assert any("Сенімов Арман" in text for _, text, _ in shell.desk.dialog.checks)
    shell.cancel()


def test_an_unsigned_print_is_withdrawn_before_two_people_and_made_again(house):
    shell = to_boxes(house)
    enter(*PILES)
    finish(house, shell)
    first = state(house).finish.check_value
    bad = {"reason": "смазан лист", "sheets": "3", "first_name": "m1", "second_name": "m1"}
    assert answer(shell, WithdrawPrint(), **bad) is not None
    shell.cancel()
    assert answer(shell, WithdrawPrint(), **{**bad, "second_name": "Б"}) is not None, (
        "not one present"
    )
    shell.cancel()
    assert answer(shell, WithdrawPrint(), **{**bad, "second_name": "m2"}) is None
    assert state(house).finish is None
    shell.intent(ShowStep("finish"))
    keys("999")
    shell.intent(FinishProtocol())
    assert state(house).finish.check_value != first


def test_after_signing_only_a_lawful_recount_opens_the_piles_and_names_its_ground(house):
    shell = to_boxes(house)
    enter(*PILES)
    finish(house, shell)
    shell.intent(SignProtocol())
    assert state(house).finish.signed is None, "not printed yet"
    counted_sheets(house)
    sign(house, "23:55")
    assert state(house).finish.signed == 23 * 60 + 55
    old = state(house).finish.check_value
    assert answer(shell, WithdrawPrint(), reason="x", sheets="3", first_name="m1", second_name="m2")
    shell.cancel()
    assert (
        answer(shell, OpenRecount("proxy"), applicant="Сенімов А. М.", time="00:20", number="4")
        is None
    )
    shell.commit("line:voters", "1284")
    assert state(house).entries[Cell("voters")].value == 1283
    assert shell.desk.place.step == "count", "the page to count on is shown"
    assert any(o.code == "not_entered" for o in shell.desk.session.obstacles("akim"))
    enter("928", "731", "3", "7", "152", "0", "35", "0", "1", "14", "20")
    shell.intent(ShowStep("second"))
    look_again(house)
    assert not shell.desk.session.obstacles("akim")
    shell.intent(ShowStep("finish"))
    keys("999")
    shell.intent(FinishProtocol())
    assert state(house).finish is not None, shell.desk.place.refusal
    assert "43-бап, 7-1-тармақ" in paper(shell)
    act = paper(shell, "recount_act")
    assert old in act
    assert state(house).finish.check_value in act
    counted_sheets(house)
    sign(house, "02:37")
    grounds = [
        b
        for c in shell.desk.view().panel.cards
        for b in c.buttons
        if isinstance(b.intent, OpenRecount)
    ]
    closed = {button.intent.ground: bool(button.closed) for button in grounds}
    assert closed == {"proxy": True, "higher": False}


def test_a_line_that_cannot_be_established_needs_an_act_and_prints_it(house):
    shell = to_boxes(house)
    enter("928", "731", "3", "6", "153", "0", "35", "0", "1", "14", "20")
    shell.commit("line:results_announced", "23:43")
    shell.intent(ShowStep("finish"))
    codes_open = [o.code for o in shell.desk.session.obstacles("akim")]
    assert codes_open.count("not_entered") == 1
    key = "count_end"
    assert (
        answer(
            shell,
            WriteNotEstablished(Cell.read(key)),
            number="6",
            time="23:59",
            found="часы стояли",
        )
        is None
    )
    shell.intent(ShowStep("second"))
    look_again(house)
    shell.intent(ShowStep("finish"))
    keys("999")
    shell.intent(FinishProtocol())
    assert state(house).finish is not None, shell.desk.place.refusal


def test_a_locked_step_opens_early_only_with_a_reason_that_the_record_keeps(house):
    shell = begin(house)
    shell.intent(ShowStep("stationary"))
    assert answer(shell, OpenStep("stationary"), reason="") is not None
    shell.cancel()
    assert answer(shell, OpenStep("stationary"), reason="свет погас, урна вскрыта") is None
    shell.commit("line:stationary.ballots", "914")
    assert state(house).entries[Cell("stationary.ballots")].value == 914
    record = shell.desk.session.record("akim")
    assert [(a.kind, a.item) for a in record.answers] == [("order", "stationary")]
    assert "свет погас, урна вскрыта" in paper(shell)


def test_a_member_is_added_renamed_and_removed_only_while_nothing_hangs_on_it(house):
    shell = begin(house)
    assert answer(shell, AddMember(), name="Жаңа Мүше", office="chair") is not None, "one chair"
    shell.cancel()
    assert answer(shell, AddMember(), name="Жаңа Мүше", office="member") is None
    people = [person.id for person in shell.desk.session.night.persons]
    assert people[-1] == "m8"
    shell.intent(ShowStep("issued"))
    shell.commit("line:member.issued/m8", "5")
    assert answer(shell, RemoveMember("m8")) is not None, "what was typed is never thrown away"
    shell.cancel()
    shell.commit("line:member.issued/m8", "")
    assert answer(shell, RemoveMember("m8")) is None
    assert len(shell.desk.session.night.persons) == 7


def test_a_closed_page_keeps_its_name_and_says_once_why_it_is_closed(house):
    shell = begin(house)
    desk = shell.desk
    form = desk.session.night.form(desk.place.contest)
    for step in ("portable", "stationary", "count", "second"):
        shell.intent(ShowStep(step))
        view = desk.view()
        assert view.page.title == desk.wording.pick(form.step(step).title)
        said = [block.text for block in view.page.blocks if isinstance(block, Note)]
        assert sum("Сначала подтвердите шаг «Оглашение»" in text for text in said) == 1, said
        assert not any("нажмите «Далее»" in text for text in said), "it is locked"
        assert view.footer.closed == ""
