"""The sheet that nothing is counted yet: asked for the day before, signed by nobody."""

import io
from datetime import timedelta

import pypdf
import pytest

from tally_app.app.view.base import GoToStart
from tally_app.app.view.computer import PrintUncounted, SaveUncounted
from tally_app.app.view.start import OpenSide
from tests.e2e.hands import fill_to_count, forward, push
from tests.e2e.test_official_night import election_file


@pytest.fixture
def printed(house):
    """A house whose pages for the printer are kept."""
    house.start()
    house.qtbot.waitUntil(lambda: house.window.start is not None)
    house.shell.choose_language("ru")
    house.shell.print_asked.disconnect()
    house.shell.print_asked.connect(house.printed.append)
    return house.printed


def words_of(pdf):
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) == 1
    return " ".join(pages[0].extract_text().split())


def page(house):
    push(house, OpenSide("ready"))
    return next(one for one in house.window.sides.values() if one.isVisible())


def offered(house):
    """Whether the sheet is offered, and what is said beside."""
    note = page(house).view.beside[-1]
    return bool(note.buttons), note.text


def begun(house, folder, day):
    """An official precinct file of an election of that day, nothing typed in it."""
    path = election_file(folder, permitted=False)
    text = path.read_text("utf-8")
    path.write_text(text.replace("day = 2021-08-01", f"day = {day}"), "utf-8")
    house.shell.file_chosen("open", str(path))
    forward()
    assert not house.shell.desk.session.night.training
    assert house.shell.desk.session.night.rules.election.day == str(day)


def test_before_a_file_is_opened_it_says_that_there_is_none(house, printed):
    assert offered(house)[0]
    push(house, PrintUncounted())
    said = words_of(printed[0])
    assert "НИЧЕГО НЕ ПОДСЧИТАНО" in said
    assert "ЕШТЕҢЕ САНАЛҒАН ЖОҚ" in said
    assert "вводить числа ещё некуда" in said
    assert "не подписывают" in said


def test_of_a_file_that_was_begun_it_counts_the_lines_and_names_the_minute(
    house, printed, tmp_path
):
    begun(house, tmp_path / "USB", house.clock().date() + timedelta(days=1))
    house.shell.intent(GoToStart())
    assert offered(house)[0]
    push(house, SaveUncounted())
    (saved,) = house.data_dir.glob("uncounted-*.pdf")
    said = words_of(saved.read_bytes())
    assert "Участок № 999" in said
    assert said.count("= 0 =") == 2, "no line typed, no protocol finished"
    assert f"{house.clock():%H:}" in said
    assert "подпис" not in said.replace("не подписывают", ""), "nobody signs it"


@pytest.mark.parametrize("day", [0, -1])
def test_once_a_line_is_typed_there_is_no_such_sheet_on_the_night_itself_or_after_midnight(
    house, printed, tmp_path, day
):
    begun(house, tmp_path / "USB", house.clock().date() + timedelta(days=day))
    house.shell.choose_person("m3")
    fill_to_count(house)
    house.shell.intent(GoToStart())
    is_offered, said = offered(house)
    assert not is_offered
    assert "уже введено строк" in said
    with pytest.raises(ValueError, match="something is counted"):
        house.shell.sides.heard.computer.uncounted_sheet()
    assert printed == []
