"""Files are asked for in the folder that was used last, by a name that says what they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton

from tally_app.app.view.address import PROTOCOL_PAPER
from tally_app.app.view.base import AskFile, GoToStart, SavePaper
from tests.e2e.hands import press
from tests.e2e.test_protocol_evening import finished


def test_the_second_pdf_is_offered_beside_the_first_with_precinct_ballot_and_day(house, tmp_path):
    shell = finished(house)
    asked: list[tuple[str, str]] = []
    shell.file_asked.disconnect(house.window.ask_file)
    shell.file_asked.connect(lambda kind, path, _words: asked.append((kind, path)))
    shell.intent(SavePaper(PROTOCOL_PAPER))
    kind, name = asked[-1]
    assert kind == "save_pdf"
    assert name.startswith("999 ")
    assert name.endswith("2021-08-01 protocol.pdf")
    stick = tmp_path / "USB"
    stick.mkdir()
    shell.file_chosen(kind, str(stick / name))
    assert (stick / name).is_file()
    shell.intent(SavePaper(PROTOCOL_PAPER))
    assert Path(asked[-1][1]).parent == stick
    house.close()
    shell = house.start()
    assert shell.services.settings["folders"]["save_pdf"] == str(stick), "also another day"


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("kk", {"Файлды ашу", "Сайлау пакеттері мен файлдары, учаске файлдары, көшірмелер",
                "Қалта:", "Файл аты:", "Қандай файлдар:", "Ашу", "Бас тарту"}),
        ("ru", {"Открыть файл", "Пакеты и файлы выборов, участковые файлы, копии",
                "Папка:", "Имя файла:", "Какие файлы:", "Открыть", "Отмена"}),
        ("en", {"Open a file", "Packages and files of elections, precinct files, copies",
                "Folder:", "File name:", "Which files:", "Open", "Cancel"}),
    ],
)  # fmt: skip
def test_a_dialog_speaks_the_language_of_the_window_and_stands_in_the_last_folder(
    house, tmp_path, language, says
):
    stick = tmp_path / "USB"
    stick.mkdir()
    house.start().choose_language(language)
    house.shell.services.settings.set(folders={"save_pdf": str(stick)})
    press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    dialog = house.window.findChild(QFileDialog)
    house.qtbot.waitUntil(dialog.isVisible)
    QApplication.processEvents()
    shown = [*dialog.findChildren(QLabel), *dialog.findChildren(QPushButton)]
    words = {one.text().replace("&", "") for one in shown if one.isVisible()}
    words |= {dialog.windowTitle(), *(one.split(" (")[0] for one in dialog.nameFilters())}
    assert words == says
    assert dialog.testOption(QFileDialog.Option.HideNameFilterDetails), "no endings"
    assert Path(dialog.directory().absolutePath()) == stick, (
        "nothing was opened before: the folder used last of all"
    )
    press(Qt.Key.Key_Escape)


def test_each_kind_of_file_has_a_folder_of_its_own(house, tmp_path):
    shell = house.start()
    one, other = tmp_path / "USB", tmp_path / "құжаттар"
    one.mkdir()
    other.mkdir()
    asked = []
    shell.file_asked.disconnect(house.window.ask_file)
    shell.file_asked.connect(lambda _kind, place, _words: asked.append(Path(place)))
    (one / "a.txt").write_text("text")
    shell.file_chosen("copy", str(other))
    shell.intent(GoToStart())
    shell.file_chosen("open", str(one / "a.txt"))
    for kind in ("open", "copy", "paper"):
        shell.intent(AskFile(kind))
    assert asked == [one, other, one]
    one.rename(tmp_path / "gone")
    shell.intent(AskFile("open"))
    assert asked[-1] == other, "a stick that was pulled out is not asked for"
