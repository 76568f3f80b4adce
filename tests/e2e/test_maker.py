"""An election is made in the window, by keys and paste, and a precinct begins from it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from tally_app.app.handover.packages import fingerprint_of, read_package
from tally_app.app.view.base import AskFile
from tally_app.app.view.maker import AddBallot, GoOn, GoTo
from tally_app.catalog.drafts.reading import read_draft
from tally_app.catalog.source import Source
from tests.e2e.hands import focused, forward, keys, press, push, settle

OPTIONS = """Әлиева Гүлнар Маратқызы\tАлиева Гульнар Маратовна
Жақыпов Ерлан Тоқтарұлы\tЖакупов Ерлан Токтарович
Ахметов Болат Серікұлы\tАхметов Болат Серикович
"""
HEADS = (
    "Участок №", "Область, қазақша", "Область, по-русски", "Аудан, қазақша", "Район, по-русски",
    "Адрес, қазақша", "Адрес, по-русски", "Избирателей", "Члены комиссии",
)  # fmt: skip
PLACE = (
    "Қарағанды облысы", "Карагандинская область", "Ақтоғай ауданы", "Актогайский район",
)  # fmt: skip
MEMBERS = (
    "Бекенова Айгүл, председатель; Сейтов Марат, секретарь; Омаров Ерлан; Тасова Дана; Ким Олег",
    "Ахатов Нұрлан, төраға; Иса Гүлім, хатшы; Оспан Ержан; Дауыл Сәуле; Қанат Берік",
)
PRECINCTS = "\n".join(
    "\t".join(row)
    for row in (
        HEADS,
        ("441", *PLACE, "Абай к-сі, 12", "ул. Абая, 12", "1 984", MEMBERS[0]),
        ("442", *PLACE, "Мектеп к-сі, 1", "ул. Мектеп, 1", "1120", MEMBERS[1]),
    )
)


def copied(text):
    QGuiApplication.clipboard().setText(text)
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def begun(house, language):
    house.start()
    house.qtbot.waitUntil(lambda: house.window.start is not None)
    house.shell.choose_language(language)
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    house.qtbot.waitUntil(lambda: len(house.window.sides) == 1)
    (page,) = house.window.sides.values()
    house.qtbot.waitUntil(page.isVisible)
    return page


def ticked(page, form):
    """Stand on a kind and press it with the space bar."""
    rows = [
        row for card in page.blocks for row in getattr(card, "rows", ()) if hasattr(row, "asked")
    ]
    row = next(row for row in rows if row.asked == AddBallot(form))
    row.setFocus()
    press(Qt.Key.Key_Space)


def cell(page, row, column):
    at = [one.key for one in page.view.grid.columns].index(column)
    return page.view.grid.rows[row][at]


def saved(house, page, path):
    """Save with Ctrl+S; the system's dialog answers."""
    asked = []
    house.shell.file_asked.connect(lambda kind, _name: asked.append(kind))
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = [one for one in house.window.findChildren(QFileDialog) if one.isVisible()]
    dialog.reject()
    QApplication.processEvents()
    assert asked == ["maker_save"]
    house.shell.file_chosen(*asked, str(path))
    assert page.view.message.tone == "ok", page.view.message.text


def made(house, page):
    """An akim election of three candidates and two precincts."""
    keys("21.03.2027")
    press(Qt.Key.Key_Return)
    ticked(page, "akim-rural")
    forward()
    assert page.view.matter.startswith("names")
    forward()
    assert focused() is page.grid
    copied(OPTIONS)
    assert [row[0].text.split()[0] for row in page.view.grid.rows] == [
        "Әлиева",
        "Жақыпов",
        "Ахметов",
    ]
    assert cell(page, 2, "name.kk").tone == "error", "it is out of its order"
    press(Qt.Key.Key_F8)
    offer = page.bar.buttons[0]
    offer.setFocus()
    press(Qt.Key.Key_Space)
    assert focused() is page.grid, "one types on"
    assert page.view.grid.rows[0][0].text.startswith("Ахметов")
    forward()
    copied(PRECINCTS)
    assert len(page.view.grid.rows) == 2
    assert page.view.message.tone == "ok"


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_an_election_is_made_saved_and_begun(house, tmp_path, language):
    page = begun(house, language)
    made(house, page)
    forward()
    assert page.view.grid.rows[0][0].text == "Бекенова Айгүл"
    forward()
    forward()
    assert page.view.matter.startswith("check")
    assert [(x.spot, x.code) for x in house.shell.sides.heard.work.faults] == []
    says = [getattr(block, "text", "") for block in page.view.blocks]
    assert any("3104" in text.replace("\u202f", "") for text in says), says
    path = tmp_path / "сайлау.toml"
    saved(house, page, path)
    draft = read_draft(Source.of(path))
    assert [x.number for x in draft.precincts] == ["441", "442"]
    assert draft.precincts[0].voters == "1984"
    assert [x.office for x in draft.precincts[1].members][:2] == ["chair", "secretary"]
    begin = page.message.buttons[0]
    begin.setFocus()
    press(Qt.Key.Key_Space)
    house.qtbot.waitUntil(lambda: not page.isVisible())
    keys("442")
    press(Qt.Key.Key_Return)
    forward()
    house.qtbot.waitUntil(lambda: house.shell.desk is not None)
    assert house.shell.desk.session.night.precinct.number == "442"


def test_what_was_typed_is_there_after_a_kill(house):
    page = begun(house, "ru")
    made(house, page)
    keys("443")
    press(Qt.Key.Key_Return)
    house.window.hide()  # nothing is closed in good order
    kept = [*(house.data_dir / "drafts").iterdir()]
    assert len(kept) == 1
    house.start()
    house.qtbot.waitUntil(lambda: house.window.start is not None)
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    (page,) = house.window.sides.values()
    push(house, GoOn(kept[0].name))
    house.window.intent(GoTo("precincts"))
    assert [row[0].text for row in page.view.grid.rows] == ["443", "442"]
    QApplication.processEvents()


def test_undo_takes_back_and_redo_brings_again(house):
    page = begun(house, "en")
    made(house, page)
    house.window.intent(GoTo("options", 1))
    keys("Б")
    press(Qt.Key.Key_Return)
    assert cell(page, 0, "name.kk").text == "Б"
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert cell(page, 0, "name.kk").text == "Ахметов Болат Серікұлы"
    press(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert cell(page, 0, "name.kk").text == "Б"


def test_a_file_is_opened_and_saved_with_what_the_maker_cannot_say(house, tmp_path):
    page = begun(house, "en")
    made(house, page)
    house.window.intent(GoTo("check"))
    path = Path(tmp_path / "election.toml")
    saved(house, page, path)
    text = "# kept by hand\n" + path.read_text("utf-8").replace(
        "[[precinct]]", "# the first\n[[precinct]]", 1
    )
    path.write_text(text, "utf-8")
    house.shell.file_chosen("maker_open", str(path))
    house.window.intent(GoTo("precincts"))
    house.window.intent(GoTo("precincts", 0, 0, "voters"))
    keys("1985")
    press(Qt.Key.Key_Return)
    assert "1984" in cell(page, 0, "voters").said, "the number changed since the last file"
    house.window.intent(GoTo("check"))
    house.shell.file_chosen("maker_save", str(path))
    after = path.read_text("utf-8")
    assert after == text.replace("1984", "1985")


def test_voters_nobody_typed_are_not_nought(house):
    page = begun(house, "en")
    made(house, page)
    for row in (0, 1):
        house.window.intent(GoTo("precincts", 0, row, "voters"))
        press(Qt.Key.Key_Delete)
    house.window.intent(GoTo("check"))
    assert any("Voters: not stated" in getattr(x, "text", "") for x in page.view.blocks)


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
def test_a_typed_cell_is_left_for_the_next_one(house, key):
    page = begun(house, "kk")
    ticked(page, "akim-rural")
    forward()
    house.window.intent(GoTo("options", 1))
    for typed in ("Ахметов Болат", "Ахметов Болат Серикович", "партия"):
        keys(typed)
        press(key)
    row = [one.text for one in page.view.grid.rows[0]][:3]
    assert row == ["Ахметов Болат", "Ахметов Болат Серикович", "партия"]


def test_a_year_of_two_digits_is_no_day(house):
    begun(house, "ru")
    keys("6.12.26")
    press(Qt.Key.Key_Return)
    work = house.shell.sides.heard.work
    assert work.draft.day == "6.12.26"
    assert "no_day" in [x.code for x in work.faults]


def test_f8_goes_round_the_errors_of_the_page(house):
    page = begun(house, "ru")
    ticked(page, "akim-rural")
    house.window.intent(GoTo("precincts"))
    copied("Участок\tИзбирателей\n101\t1240\n102\t860")
    seen = []
    for _ in range(9):
        press(Qt.Key.Key_F8)
        at = page.grid.currentIndex()
        seen.append((at.row(), page.view.grid.columns[at.column()].key))
    empty = [
        (row, f"{name}.{language}")
        for row in (0, 1)
        for name in ("address", "region", "district")
        for language in ("kk", "ru")
    ]
    assert set(seen[:9]) <= set(empty)
    assert len(set(seen)) == 9


def test_a_list_of_one_commission_is_pasted_on_its_page_with_offices_as_people_write_them(house):
    page = begun(house, "ru")
    ticked(page, "akim-rural")
    house.window.intent(GoTo("precincts"))
    copied("Участок\tИзбирателей\n101\t1240\n102\t860")
    house.window.intent(GoTo("members", 2))
    copied("ФИО\tДолжность\nАхатов Нұрлан\tтөраға")
    house.window.intent(GoTo("members", 1))
    copied(
        "ФИО\tДолжность\nИванова Ольга\tпредседатель комиссии\nКим Роза\tзам. председателя\n"
        "Омаров Ерлан\tсекретарь комиссии\nТасова Дана\tчлен\nСейтов Марат\tмүше"
    )
    first, second = house.shell.sides.heard.work.draft.precincts
    assert [x.name for x in second.members] == ["Ахатов Нұрлан"], "no row spoke of it"
    assert [x.office for x in first.members] == ["chair", "deputy", "secretary", "member", "member"]


def answered(house, kind, path):
    """The system's dialog for a file of that kind is answered with a path."""
    (dialog,) = [one for one in house.window.findChildren(QFileDialog) if one.isVisible()]
    dialog.reject()
    QApplication.processEvents()
    house.shell.file_chosen(kind, str(path))
    QApplication.processEvents()


def pushed(page, kind):
    """Stand on the button that asks for that file and press it with the space bar."""
    cards = [page.message, *page.blocks]
    every = [*page.buttons, *(one for card in cards for one in getattr(card, "buttons", ()))]
    found = next(one for one in every if one.view.intent == AskFile(kind))
    found.setFocus()
    settle()
    press(Qt.Key.Key_Space)


def test_packages_are_signed_with_a_key_whose_passphrase_nobody_sees(house, tmp_path):
    page = begun(house, "ru")
    made(house, page)
    house.window.intent(GoTo("check"))
    house.shell.commit("hand.signs", "key")
    house.shell.commit("hand.each", "each")
    pushed(page, "maker_new_key")
    answered(house, "maker_new_key", tmp_path / "our.key")
    for _ in range(2):
        keys("five ordinary words")
        assert "five" not in focused().displayText()
        press(Qt.Key.Key_Return)
    assert (tmp_path / "our.key").is_file()
    assert "Отпечаток" in page.message.view.text
    folder = tmp_path / "пакеты"
    folder.mkdir()
    pushed(page, "maker_packages")
    answered(house, "maker_packages", folder)
    keys("five ordinary words")
    press(Qt.Key.Key_Return)
    house.qtbot.waitUntil(lambda: page.message.view.tone == "ok", timeout=20_000)
    found = [read_package(path) for path in sorted(folder.iterdir())]
    assert [package.manifest.precincts for package in found] == [("441",), ("442",)]
    assert {package.fingerprint for package in found} == {fingerprint_of(tmp_path / "our.key")}
