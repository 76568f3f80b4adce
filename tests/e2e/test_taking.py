"""A precinct takes its election: from a package to the first step, by keys and mouse."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tally_app import paths
from tally_app.app.view.base import GoToStart, Note
from tally_app.app.view.fields import Field
from tally_app.app.view.taking import PutRight, WithLetter
from tally_app.app.words.program import what_words
from tally_app.ui.kit import text
from tests.e2e.handed import letter, package, two_precincts
from tests.e2e.hands import enter, focused, forward, keys, press, push, settle


@pytest.fixture
def taken(house, tmp_path):
    """A package of two precincts that was dropped on the start page in a language."""

    def drop(language, **made):
        path = package(tmp_path / "USB", made.pop("text", two_precincts()), **made)
        house.start()
        house.shell.choose_language(language)
        dropped(house, path)
        return path

    return drop


def dropped(house, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    at, act = QPointF(300, 300), Qt.DropAction.CopyAction
    bare, mouse = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    over = QDragEnterEvent(at.toPoint(), act, data, mouse, bare)
    QApplication.sendEvent(house.window, over)
    assert over.isAccepted()
    QApplication.sendEvent(house.window, QDropEvent(at, act, data, mouse, bare))
    QApplication.processEvents()


def page(house):
    """What the page says."""
    return next(one.view for one in house.window.sides.values() if one.isVisible())


def asked(house):
    """The places of the groups that are asked for, from 1."""
    places = page(house).signed.places
    return [at for at, one in enumerate(places, 1) if isinstance(one, Field)]


def type_groups(house, groups):
    for at in asked(house):
        keys(groups[at - 1])
        press(Qt.Key.Key_Return)


def kinds(house):
    return [event.kind for event in house.shell.desk.session.journal.events()]


def files(house):
    return [*house.data_dir.glob("*.tally*")] if house.data_dir.exists() else []


@pytest.mark.parametrize(
    ("language", "head", "key_first"),
    [
        ("kk", "Бұл сіздің учаскеңіз бе?", "Алдымен кілт"),
        ("ru", "Это ваш участок?", "Сначала ключ"),
    ],
)
def test_from_a_package_to_the_first_step(house, taken, language, head, key_first):
    path = taken(language)
    digits = letter(path)
    assert page(house).precinct is None
    enter("44")
    assert "44" in page(house).number.rows[0].message.text
    enter("448")
    shown = page(house)
    assert (shown.head, shown.precinct.number) == (head, "№ 448")
    assert len(shown.precinct.address) == 2
    (ballot,) = shown.precinct.ballots
    assert ballot.options[0][0] == ("Жандәулетов Нұрбек", "Жандаулетов Нурбек")
    assert ballot.options[-1][0] == ("«Бәріне қарсымын»", "«Против всех»"), "it is on the ballot"
    assert shown.why.startswith(key_first)
    forward()
    assert house.shell.desk is None, "closed until the key is known"
    wrong = [str((int(group) + 1) % 10_000).zfill(4) for group in digits]
    type_groups(house, wrong)
    assert page(house).signed.wrong
    assert house.shell.services.settings["keys"] == {}
    first = house.window.findChild(type(focused()), f"taking.group.{asked(house)[0]}")
    first.setFocus(Qt.FocusReason.TabFocusReason)
    type_groups(house, digits)
    assert page(house).signed.tone == "ok"
    assert house.shell.desk is None, "the Enter behind the last digit begins nothing"
    assert files(house) == []
    forward()
    session = house.shell.desk.session
    assert session.night.precinct.number == "448"
    assert not session.night.training
    assert kinds(house) == ["night_opened", "package_taken"]
    assert session.night.program[0].said["trust"] == "known"
    forward()
    enter("1296")
    assert kinds(house)[-1] == "typed"


def test_a_known_key_is_asked_no_more(house, taken):
    digits = letter(taken("ru"))
    enter("448")
    type_groups(house, digits)
    press(Qt.Key.Key_Escape)
    taken("ru", version=2)
    enter("999")
    assert page(house).signed.tone == "ok"
    assert page(house).why == ""


def test_without_the_letter_the_program_s_sheet_says_so(house, taken):
    taken("ru")
    enter("448")
    push(house, WithLetter(there=False))
    assert "письма нет" in page(house).signed.text
    assert page(house).signed.tone != "ok"
    forward()
    (said,) = house.shell.desk.session.night.program
    words = what_words(
        house.shell.desk.session.night, said.kind, said.said, house.shell.services.wordings["ru"]
    )
    assert "ключ с письмом не сверен" in words


def test_the_next_precinct_of_the_same_file_is_offered_at_the_start(house, taken):
    taken("ru")
    enter("448")
    push(house, WithLetter(there=False))
    forward()
    house.window.intent(GoToStart())
    (offer,) = [
        button for button in house.window.start.buttons if "того же файла" in button.view.text
    ]
    offer.setFocus()
    settle()
    press(Qt.Key.Key_Space)
    assert page(house).precinct is None
    enter("999")
    assert page(house).precinct.number == "№ 999"


def test_what_is_not_ours_leaves_nothing_behind(house, taken):
    taken("kk")
    enter("448")
    press(Qt.Key.Key_Escape)
    assert house.window.start.isVisible()
    assert files(house) == []


def test_the_commission_puts_itself_right_before_it_begins(house, taken):
    taken("ru", sign=False)
    enter("448")
    push(house, PutRight())
    keys("4")
    press(Qt.Key.Key_Return)
    assert focused().text() == "Байқаева Гүлнар Тасқынқызы"
    enter("Жаңаева Әсел")
    keys("1")
    press(Qt.Key.Key_Return)
    enter("решение № 4")
    assert dict(house.window.form.view.errors)["office"].startswith("Эту должность занимает")
    keys("4")
    for _ in ("office", "reason"):
        press(Qt.Key.Key_Return)
    assert house.window.form is None
    put = page(house).precinct.members[3]
    assert put.name == "Жаңаева Әсел"
    assert "Байқаева" in put.before
    forward()
    said = house.shell.desk.session.journal.events()[-1]
    assert said.kind == "member_listed"
    assert (said.payload["name"], said.payload["reason"]) == ("Жаңаева Әсел", "решение № 4")
    assert house.shell.desk.session.night.person(said.payload["id"]).office == "member"


def test_a_member_of_the_file_is_taken_off_the_list_with_a_reason(house, taken):
    taken("kk", sign=False)
    enter("448")
    push(house, PutRight())
    keys("7")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    keys("5")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    settle()
    press(Qt.Key.Key_Return)
    assert dict(house.window.form.view.errors).keys() == {"reason"}
    enter("шешім № 5")
    assert page(house).precinct.members[6].gone
    assert page(house).precinct.many == "6 мүше"
    forward()
    assert kinds(house)[-1] == "member_unlisted"


def test_a_bare_file_says_in_one_line_that_nobody_signed_it(house):
    house.start()
    house.shell.choose_language("ru")
    dropped(house, paths.resources() / "samples" / "aral-2021.toml")
    signed = page(house).signed
    assert isinstance(signed, Note)
    assert (signed.tone, signed.text.count("\n")) == ("note", 0)
    assert "без пакета" in signed.text
    button = house.window.sides[next(iter(house.window.sides))].buttons[-1]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert kinds(house) == ["night_opened"]


def test_a_changed_package_is_refused_and_nothing_is_stored(house, taken, tmp_path):
    path = package(tmp_path / "USB", two_precincts(), version=3)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    house.start()
    house.shell.choose_language("ru")
    dropped(house, path)
    assert house.shell.desk is None
    assert "возьмите файл заново" in house.said[-1]
    assert files(house) == []


@pytest.mark.parametrize(("offset", "here", "apart"), [(5, "23:10", False), (3, "21:10", True)])
def test_the_hour_of_the_precinct_and_that_of_the_computer_stand_in_the_head(
    house, taken, monkeypatch, offset, here, apart
):
    now = [datetime(2026, 12, 1, 18, 10, tzinfo=UTC)]
    house.clock = lambda: now[0].astimezone(timezone(timedelta(hours=offset)))
    taken("ru")
    assert page(house).clocks is None, "of which precinct is not known yet"
    enter("448")
    drawn = []
    monkeypatch.setattr(text, "draw", lambda _p, _at, words, *_, **__: drawn.append(words))
    (shown,) = [one for one in house.window.sides.values() if one.isVisible()]
    shown.repaint()
    assert {"23:10", "время участка", f"этот компьютер: {here}"} <= set(drawn)
    assert page(house).clocks.apart == apart
    now[0] += timedelta(minutes=1)
    house.qtbot.waitUntil(lambda: page(house).clocks.hour == "23:11", timeout=5000)
