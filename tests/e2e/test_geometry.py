"""No word is cut off, shortened or painted over another, on any page, in any language, at the sizes
a laptop of a precinct may have.
"""

from __future__ import annotations

import lzma
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tally_app import paths
from tally_app.app.view.base import GoToStart, ShowHelp
from tally_app.app.view.intents import ShowContest, ShowStep
from tally_app.app.view.start import OpenSide
from tally_app.ui.kit import text, theme
from tally_app.ui.kit.scroll import ScrollColumn
from tests.e2e.nights import FIVE, do, open_night
from tests.golden.nights import NIGHTS

LANGUAGES = ("kk", "ru", "en")
#: Every size of a window with every zoom that is promised for it.
ALL = (
    *((1024, 600, zoom) for zoom in (100, 110, 125)),
    *((1366, 768, zoom) for zoom in (100, 110, 125, 150)),
    *((1920, 1080, zoom) for zoom in (100, 110, 125, 150, 175, 200)),
)
#: Those of every day's run: the usual one, and the largest zoom of each size.
USUAL = ((1366, 768, 100), (1024, 600, 125), (1366, 768, 150), (1920, 1080, 200))
#: Words that may be shortened: what somebody typed into a field of one line, in which they are seen
#: whole by going there.
MAY_BE_SHORT = ("Бюллетеньдерді үй-жайдан тыс жерден әкелу", "Байқаушы үстелден қашықтық")
#: The same in a cell of a table of the maker, whose row is as high as the others.
IN_A_CELL = (
    *("Election of", "Выборы акима", "Ауылдық округ", "Mysal", "село Мысал", "Мысал", "+ "),
    *("«Нұр Отан» партиясы", "партия «Нур Отан»", "самовыдвижение", "өзін-өзі ұсынған"),
    *("Кызылординская область", "Махажанова Заурегуль"),
)
#: Design pixels of what is pressed.
LEAST = 24
#: Pixels by which line boxes may touch: the space above and below letters.
TOUCH = 6


@dataclass(frozen=True)
class Page:
    """A page by name, and what shows it."""

    name: str
    show: Callable[[], object]


def maker(house) -> Iterator[Page]:
    """The maker with an election in it."""
    shell = house.start()
    shell.intent(OpenSide("maker"))
    shell.file_chosen("maker_open", str(paths.resources() / "samples" / "aral-2021.toml"))
    for number, step in enumerate(shell.sides.view(shell.sides.shown, "ru").steps):
        yield Page(f"maker-{number}", lambda step=step: shell.intent(step.intent))


def start(house) -> Iterator[Page]:
    shell = house.start()
    yield Page("start", lambda: shell.intent(GoToStart()))
    for side in shell.services.sides:
        if side.listed:
            yield Page(side.name, lambda side=side: side_page(shell, side.name))
    file = str(paths.resources() / "samples" / "aral-2021.toml")
    yield Page("taking", lambda: (side_page(shell, "copies"), shell._recognise(Path(file))))
    yield Page("help", lambda: shell.intent(ShowHelp()))


def side_page(shell, name):
    if shell.sides.shown is not None:
        shell.intent(GoToStart())
    shell.intent(OpenSide(name))


def steps(shell) -> Iterator[Page]:
    """Every step of the night that is open."""
    for group in shell.desk.view().steps:
        for step in group.steps:
            yield Page(step.id, lambda step=step: shell.intent(ShowStep(step.id)))


def stored(name):
    """A night that stands in the repository: it is opened in a moment."""

    def pages(house) -> Iterator[Page]:
        path = house.data_dir / "night.tally"
        house.data_dir.mkdir(parents=True)
        path.write_bytes(
            lzma.decompress((NIGHTS / "a82dc4e" / name / "night.tally.xz").read_bytes())
        )
        shell = house.start(path)
        house.qtbot.waitUntil(lambda: shell.desk is not None)
        yield from steps(shell)

    return pages


def played(script, until):
    """A night that is played up to a moment, which takes seconds."""

    def pages(house) -> Iterator[Page]:
        yield from steps(open_night(house, script, until))

    return pages


STATES = {
    "start": start,
    "maker": maker,
    "training": stored("training"),
    "signed": stored("one-signed"),
    "five": stored("five-half"),
}
#: Those of the long run: what is not found in a stored night too.
MORE = STATES | {
    "official": stored("official"),
    "recount": stored("recount"),
    "begun": played("aral-2021-night", do("type")),
    "errors": played("aral-2021-errors-night", do("second")),
    "five at the second look": played(FIVE, do("second")),
}


class Watch:
    """What is painted, and where."""

    def __init__(self, monkeypatch) -> None:
        self.faults: set[str] = set()
        self.where = ""
        self._drawn: dict[int, list[tuple[str, QRect]]] = {}
        monkeypatch.setattr(text, "on_clip", lambda words: self.fault("cut off", words))
        monkeypatch.setattr(text, "on_elide", self._elided)
        monkeypatch.setattr(text, "draw", self._watched(text.draw))

    def fault(self, what: str, *words: str) -> None:
        if self.where:
            self.faults.add(f"{self.where}: {what}: {' | '.join(words)}")

    def _elided(self, words: str) -> None:
        cell = self.where.startswith("maker-") and words.startswith(IN_A_CELL)
        if not cell and not words.startswith(MAY_BE_SHORT):
            self.fault("shortened", words)

    def _watched(self, draw):
        def drawn(p, rect, words, size, ink, *, bold=False, align=text.LEFT, top=False):
            high = draw(p, rect, words, size, ink, bold=bold, align=align, top=top)
            if words.strip():
                para = text.para(words, size, max(1, rect.width()), bold=bold, align=align.value)
                wide = min(int(para.width), rect.width())
                left = rect.x()
                if align == text.RIGHT:
                    left = rect.right() + 1 - wide
                elif align == text.CENTRE:
                    left += (rect.width() - wide) // 2
                y = rect.y() if top else rect.y() + (rect.height() - high) // 2
                self._drawn.setdefault(id(p.device()), []).append(
                    (words, QRect(left, y, wide, high))
                )
            return high

        return drawn

    def look_at(self, window: QWidget, where: str) -> None:
        """Paint the whole window and all that scrolls in it."""
        self.where = where
        self.paint(window)
        for area in window.findChildren(ScrollColumn):
            if area.isVisible():
                self.paint(area.content)
        least = theme.worn().px(LEAST)
        for one in window.findChildren(QAbstractButton):
            if one.isVisible() and min(one.width(), one.height()) < least:
                self.fault("too small to be hit", one.accessibleName())
        self.where = ""

    def paint(self, widget: QWidget) -> None:
        self._drawn.clear()
        widget.grab()
        for drawn in self._drawn.values():
            for (one, at), (other, there) in combinations(drawn, 2):
                both = at & there
                if both.width() > TOUCH and both.height() > TOUCH and one != other:
                    self.fault("painted over another", one, other)


def settle(house, size, language):
    wide, high, zoom = size
    house.window.resize(wide, high)
    house.shell.choose_language(language)
    house.window.wear(zoom=zoom)
    QApplication.processEvents()


def seen(house, monkeypatch, state, turns):
    """The faults of the pages of a state, each page in the sizes and languages of its turns."""
    watch = Watch(monkeypatch)
    pages = list(MORE[state](house))
    for number, page in enumerate(pages):
        for size, language in turns(number):
            settle(house, size, language)
            page.show()
            QApplication.processEvents()
            wide, high, zoom = size
            watch.look_at(house.window, f"{page.name} {language} {wide}x{high} {zoom} %")
    return sorted(watch.faults)


@pytest.mark.parametrize("state", STATES)
def test_no_word_is_cut_off_shortened_or_painted_over(house, monkeypatch, state):
    """Every state in every size, every size in every language; a page in one of each, of the night
    of five ballots every other one.
    """
    at = [*STATES].index(state)

    def turn(number):
        if state == "five" and number % 2:
            return []
        number //= 2 if state == "five" else 1
        return [(USUAL[number % len(USUAL)], LANGUAGES[(number + at) % len(LANGUAGES)])]

    found = seen(house, monkeypatch, state, turn)
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("size", [one for one in ALL if one[0] < 1920 and one[2] >= 125])
def test_the_head_says_which_of_five_ballots_is_typed(house, monkeypatch, size):
    list(stored("five-half")(house))
    watch = Watch(monkeypatch)
    night = house.shell.desk.session.night
    for language, contest in zip(LANGUAGES, night.contests, strict=False):
        settle(house, size, language)
        house.shell.intent(ShowContest(contest))
        watch._drawn.clear()
        house.window.desk.header.grab()
        said = " ".join(words for drawn in watch._drawn.values() for words, _ in drawn)
        ballot, pick = night.rules.contest(contest), house.shell.desk.wording.pick
        assert pick(ballot.name) in said or pick(ballot.short) in said, said


@pytest.mark.long
@pytest.mark.parametrize("state", MORE)
def test_no_word_at_any_size_in_any_language(house, monkeypatch, state):
    every = [(size, language) for size in ALL for language in LANGUAGES]
    found = seen(house, monkeypatch, state, lambda _number: every)
    assert found == [], "\n".join(found)
