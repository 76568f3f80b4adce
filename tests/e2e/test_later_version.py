"""A later version of the election comes to an open night: dropped, taken by two, on the annex."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tally_app.app.view.address import PaperName
from tally_app.app.view.start import OpenBeside
from tally_app.domain.form.layout import Cell
from tests.e2e.handed import letter, package, two_precincts
from tests.e2e.hands import enter, forward, keys, press
from tests.e2e.test_first_night import text_of
from tests.e2e.test_taking import dropped, type_groups

REMOVED = """removed.day = 2021-07-30
removed.decision.kk = "Аудандық соттың шешімі № 7"
removed.decision.ru = "Решение районного суда № 7"
removed.decision.en = "Decision of the district court No. 7"
name.kk = "Махажанова Зәурегүл\""""
LATER = two_precincts().replace('name.kk = "Махажанова Зәурегүл"', REMOVED)
LATER = LATER.replace('name = "Байқаева Гүлнар Тасқынқызы"', 'name = "Жаңаева Әсел Мысалқызы"')


@pytest.fixture
def night(house, tmp_path):
    """The night of precinct 448, from the first version of a signed package."""
    path = package(tmp_path / "USB", two_precincts())
    house.start()
    house.shell.choose_language("ru")
    dropped(house, path)
    enter("448")
    type_groups(house, letter(path))
    forward()
    return house.shell


def opened(house):
    """The precinct is opened: the first figure stands."""
    house.shell.choose_person("m3")
    forward()
    enter("1296")


def test_an_open_precinct_takes_it_by_two_members_and_the_annex_says_so(house, night, tmp_path):
    opened(house)
    dropped(house, package(tmp_path / "USB", LATER, version=2))
    form = house.window.form.view
    assert "Решение районного суда № 7" in form.text
    assert "прежний – Байқаева Гүлнар Тасқынқызы, новый – Жаңаева Әсел Мысалқызы" in form.text
    keys("1")
    press(Qt.Key.Key_Return)
    keys("1")
    press(Qt.Key.Key_Return)
    enter("решение № 4")
    said = dict(house.window.form.view.errors)["second"]
    assert said.startswith("Изменение на открытом участке вносят два члена комиссии"), said
    keys("3")
    for _ in ("second", "reason"):
        press(Qt.Key.Key_Return)
    assert house.window.form is None, (house.window.form.view.errors, house.window.form.values())
    session = night.desk.session
    options = {one.id: one for one in session.night.rules.contest("akim").options}
    assert options["mahajanova"].removed is not None
    assert session.text("akim", Cell("ballots_received")) == "1296"
    assert "Жаңаева Әсел Мысалқызы" in [person.name for person in session.night.persons]
    drawn = night.desk.papers.of(session, "akim", PaperName("protocol"), draft=True).pdf
    said = " ".join(text_of(drawn).split())
    assert "Решение районного суда № 7" in said
    assert "Исключение из бюллетеня: Махажанова Заурегуль" in said
    assert "бұрын Байқаева Гүлнар Тасқынқызы, енді Жаңаева Әсел Мысалқызы" in said
    assert "решение № 4" in said


def test_before_the_precinct_is_opened_the_night_begins_anew_from_it(house, night, tmp_path):
    before = night.desk.session.journal.path
    dropped(house, package(tmp_path / "USB", LATER, version=2))
    press(Qt.Key.Key_Escape)
    assert night.desk.session.journal.path == before
    dropped(house, package(tmp_path / "USB", LATER, version=2))
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    session = night.desk.session
    assert session.journal.path != before
    assert before.exists()
    assert session.night.program[0].said["version"] == 2
    assert session.night.person("m4").name == "Жаңаева Әсел Мысалқызы"


@pytest.mark.parametrize(
    ("text", "version", "says"),
    [
        (two_precincts(), 1, "уже принята"),
        (two_precincts().replace('"448"', '"450"'), 2, "нет этого участка"),
        (two_precincts().replace("Мысал ауылы", "Басқа ауыл"), 2, "сведения об участке"),
    ],
)
def test_what_is_not_taken_is_said_and_the_night_goes_on(
    house, night, tmp_path, text, version, says
):
    opened(house)
    told = []
    night.told.connect(lambda note: note and told.append(note))
    path = package(tmp_path / "USB", text, version=version)
    dropped(house, path)
    assert house.window.form is None, (house.window.form.view.errors, house.window.form.values())
    assert says in told[-1].text
    assert [one.intent for one in told[-1].buttons] == [OpenBeside(str(path))]
    assert night.desk.session.text("akim", Cell("ballots_received")) == "1296"
