"""The page of this computer: settings, the checks of the day before, what the program is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from tally_app.app.computer import report, uncounted
from tally_app.app.computer.checks import CHECKS, CheckOutcome, Machine, check
from tally_app.app.night.settings import IDLE, Settings
from tally_app.app.view.base import AskFile, Button, GoToStart, Note, WearTheme, Zoom
from tally_app.app.view.computer import (
    AnswerCheck,
    CheckAgain,
    ChooseLanguage,
    ComputerGroup,
    ComputerRow,
    ComputerView,
    CoverAfter,
    OpenFolder,
    PrintReadiness,
    PrintUncounted,
    SaveReadiness,
    SaveUncounted,
    ShowSection,
)
from tally_app.app.view.public import ShowPublic
from tally_app.domain.values.handout import Handout
from tally_app.domain.values.languages import LANGUAGES
from tally_app.domain.values.minutes import clock_of
from tally_app.domain.values.wording import Wording

SECTIONS: Final = ("look", "files", "devices", "ready", "about")
THEMES: Final = ("light", "dark", "contrast", "system")
SIZES: Final = (90, 100, 125, 150, 200)


@dataclass(frozen=True, slots=True)
class Parts:
    """What this copy consists of: (name, version, licence), and the hash of its folder, "" for a
    copy that runs from its sources.
    """

    listed: tuple[tuple[str, str, str], ...]
    hash: str


class Computer:
    """Which part is shown, what was measured, what was answered today."""

    def __init__(
        self,
        settings: Settings,
        wordings: Mapping[str, Wording],
        machine: Machine,
        parts: Callable[[], Parts],
    ) -> None:
        self._settings, self._wordings = settings, wordings
        self._machine, self._parts = machine, parts
        self.section = SECTIONS[0]
        self._checked: tuple[CheckOutcome, ...] = ()
        self._coming: tuple[uncounted.PrecinctFile, ...] = ()
        self._at = ""
        self.saved = ""

    def turn(self, section: str) -> None:
        """Show a part; what is measured is measured when its part is shown."""
        self.section, self.saved = section, ""
        if section == "ready":
            self.measure()

    def measure(self) -> None:
        """Measure everything anew."""
        self._checked = check(self._machine, self._answers())
        self._coming = uncounted.coming(self._machine)
        self._at = clock_of(self._machine.clock().isoformat(), seconds=True)

    def answer(self, name: str, said: str) -> None:
        """Keep a person's answer, with its day."""
        kept = {**self._answers(), name: said}
        day = self._day()
        self._settings.set(ready={key: f"{day} {one}" for key, one in kept.items() if one})
        self.measure()

    def _day(self) -> str:
        return f"{self._machine.clock():%Y-%m-%d}"

    def _answers(self) -> dict[str, str]:
        """The answers of today; those of another day are none."""
        day = self._day()
        kept: dict[str, Any] = self._settings["ready"]
        return {
            key: said.removeprefix(f"{day} ") for key, said in kept.items() if said.startswith(day)
        }

    def sheet(self) -> Handout:
        """The sheet of the checks as they were measured last."""
        if not self._checked:
            self.measure()
        shown = self._machine.clock()
        return report.sheet(self._checked, self._wordings, shown)

    def uncounted_sheet(self) -> Handout:
        """The sheet that nothing is counted yet, as the files are now."""
        self.measure()
        machine = self._machine
        return uncounted.sheet(self._coming, machine.version, self._wordings, machine.clock())

    def file_name(self, sheet: str) -> str:
        """How a saved sheet is called, with day and time."""
        at = self._machine.clock().isoformat()
        return f"{sheet}-{self._day()}-{clock_of(at).replace(':', '')}.pdf"

    # the view

    def view(self, language: str) -> ComputerView:
        """The page in words."""
        words = self._wordings[language]
        made = {
            "look": self._look, "files": self._files, "devices": self._devices,
            "ready": self._ready, "about": self._about,
        }  # fmt: skip
        groups, beside, buttons = made[self.section](words)
        sections = tuple(
            Button(ShowSection(one), words(f"computer.section.{one}"),
                   "chosen" if one == self.section else "plain")
            for one in SECTIONS
        )  # fmt: skip
        says = words(f"computer.says.{self.section}")
        if self.section == "ready":
            good = sum(one.ready for one in self._checked)
            says = words("computer.ready.says", ready=good, open=len(CHECKS) - good, time=self._at)
        return ComputerView(
            language=language,
            languages=LANGUAGES,
            title=words("computer.title"),
            subtitle=words("computer.subtitle"),
            section=self.section,
            sections=sections,
            heading=words(f"computer.heading.{self.section}"),
            says=says,
            groups=groups,
            beside=beside,
            back=Button(
                GoToStart(), words("menu.start"), shortcut="Esc", shortcut_text="Esc", icon="back"
            ),
            buttons=buttons,
        )

    def _look(self, words: Wording) -> _Shown:
        now = self._settings
        language = tuple(
            Button(ChooseLanguage(code), name, _style(chosen=code == words.language))
            for code, _short, name in LANGUAGES
        )
        sizes = tuple(
            Button(Zoom(one), f"{one} %", _style(chosen=one == now["zoom"])) for one in SIZES
        )
        themes = tuple(
            Button(
                WearTheme(one), words(f"computer.theme.{one}"), _style(chosen=one == now["theme"])
            )
            for one in THEMES
        )
        rows = (
            _row(words, "language", language),
            _row(words, "size", sizes),
            _row(words, "theme", themes),
        )
        idle = tuple(
            Button(
                CoverAfter(one),
                words("computer.idle.after", n=one) if one else words("computer.idle.never"),
                _style(chosen=one == now["idle"]),
            )
            for one in IDLE
        )
        people = (_row(words, "person"), _row(words, "second"), _row(words, "idle", idle))
        beside = (Note(words("computer.not_here_says"), title=words("computer.not_here")),)
        return (
            (ComputerGroup("", rows), ComputerGroup(words("computer.people"), people)),
            beside,
            (),
        )

    def _files(self, words: Wording) -> _Shown:
        machine = self._machine
        place = machine.places.wanted
        there = (
            words("computer.row.stick_says", path=place)
            if place
            else words("computer.row.no_stick")
        )
        rows = (
            ComputerRow("folder", words("computer.row.folder"), str(machine.folder),
                        (self._show_folder(words),)),
            ComputerRow("own", words("computer.row.own"), str(machine.places.own)),
            ComputerRow("stick", words("computer.row.stick"), there,
                        (Button(AskFile("copies_folder"), words("copies.choose"), "small"),)),
        )  # fmt: skip
        beside = (Note(words("copies.says"), title=words("computer.copies")),)
        return (ComputerGroup("", rows),), beside, ()

    def _public(self, words: Wording) -> ComputerRow:
        now = self._settings["public"]
        off = Button(ShowPublic(on=False), words("computer.public.off"), _style(chosen=not now))
        on = Button(ShowPublic(on=True), words("computer.public.on"), _style(chosen=now))
        return _row(words, "public", (off, on))

    def _show_folder(self, words: Wording) -> Button:
        asked = OpenFolder(str(self._machine.folder))
        return Button(asked, words("computer.open_folder"), "small", icon="folder")

    def _devices(self, words: Wording) -> _Shown:
        devices, shown = self._machine.devices(), self._machine.clock()
        printers = ", ".join(devices.printers) or words("computer.row.no_printer")
        screens = "; ".join(f"{width} × {height}" for _name, width, height in devices.screens)
        second = words(
            "computer.row.second_on" if len(devices.screens) > 1 else "computer.row.second_off"
        )
        zone = f"{clock_of(shown.isoformat())}, UTC{f'{shown:%z}'[:3]}"
        rows = (
            ComputerRow("printer", words("computer.row.printer"), printers),
            ComputerRow(
                "screens", words("computer.row.screens"), f"{screens}. {second}".lstrip(". ")
            ),
            self._public(words),
            ComputerRow(
                "clock", words("computer.row.clock"), words("computer.row.clock_says", now=zone)
            ),
        )
        return (ComputerGroup("", rows),), (Note(words("computer.system_says"),
                title=words("computer.system")),), ()  # fmt: skip

    def _ready(self, words: Wording) -> _Shown:
        rows = tuple(self._check_row(one, words) for one in self._checked)
        open_ = [one for one in self._checked if not one.ready]
        todo = "\n".join(words(f"ready.name.{one.id}") for one in open_)
        beside: tuple[Note, ...] = (
            Note(todo, "warning", words("computer.ready.almost")) if open_
            else Note(words("computer.ready.all_says"), "ok", words("computer.ready.all")),
            Note(words("computer.ready.fails_says"), title=words("computer.ready.fails")),
            self._uncounted(words),
        )  # fmt: skip
        if self.saved:
            beside = (Note(words("told.saved", path=self.saved), "ok"), *beside)
        buttons = (
            Button(CheckAgain(), words("computer.ready.again"), icon="again"),
            Button(SaveReadiness(), words("computer.ready.save"), icon="save"),
            Button(
                PrintReadiness(),
                words("computer.ready.print"),
                "filled",
                "",
                "Ctrl+P",
                "Ctrl+P",
                "print",
            ),
        )
        return (ComputerGroup("", rows),), beside, buttons

    def _uncounted(self, words: Wording) -> Note:
        """For whoever asks before the count; where something is typed, in which file."""
        title = words("uncounted.asked")
        counted = [one for one in self._coming if one.counted]
        if counted:
            one = counted[0]
            said = words("uncounted.counted", file=one.path.name, count=one.lines)
            return Note(said, title=title)
        buttons = (
            Button(PrintUncounted(), words("uncounted.print"), "small", icon="print"),
            Button(SaveUncounted(), words("computer.ready.save"), "small", icon="save"),
        )
        return Note(words("uncounted.asked_says"), title=title, buttons=buttons)

    def _check_row(self, one: CheckOutcome, words: Wording) -> ComputerRow:
        buttons = tuple(
            Button(AnswerCheck(one.id, "" if one.answer == said else said),
                   report.answered(one.id, said, words), _style(chosen=one.answer == said))
            for said in one.answers
        )  # fmt: skip
        name = words(f"ready.name.{one.id}")
        says = report.found(one, words)
        if not one.ready:
            says = f"{says} – {words(f'ready.do.{one.id}')}"
        return ComputerRow(one.id, name, says, buttons,
                           "ok" if one.ready else "warning")  # fmt: skip

    def _about(self, words: Wording) -> _Shown:
        parts = self._parts()
        version = f"tally-app {self._machine.version}"
        digits = words("about.hash", hash=parts.hash) if parts.hash else words("about.sources")
        rows = (
            ComputerRow("version", version, words("computer.about.licence")),
            ComputerRow("hash", words("computer.about.hash"), digits),
            ComputerRow("folder", words("computer.row.folder"), str(self._machine.folder),
                        (self._show_folder(words),)),
            ComputerRow("not", words("computer.about.not"), words("computer.about.not_says")),
            ComputerRow("fault", words("computer.about.fault"), words("computer.about.fault_says")),
        )  # fmt: skip
        listed = tuple(ComputerRow(f"part/{name}", f"{name} {version}", licence)
                       for name, version, licence in parts.listed)  # fmt: skip
        groups: tuple[ComputerGroup, ...] = (ComputerGroup("", rows),)
        if listed:
            groups = (*groups, ComputerGroup(words("computer.about.parts"), listed))
        return groups, (Note(words("help.principle")),), ()


_Shown = tuple[tuple[ComputerGroup, ...], tuple[Note, ...], tuple[Button, ...]]


def _style(*, chosen: bool) -> str:
    return "chosen" if chosen else "small"


def _row(words: Wording, name: str, buttons: tuple[Button, ...] = ()) -> ComputerRow:
    says = words(f"computer.row.{name}_says")
    return ComputerRow(name, words(f"computer.row.{name}"), says, buttons)
