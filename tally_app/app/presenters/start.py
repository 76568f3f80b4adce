"""The start page: continue, begin from an election file, open a precinct file, samples."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tally_app.app.desk.build import LANGUAGES
from tally_app.app.nights import begin, free_path, read_night
from tally_app.app.presenters.failures import said
from tally_app.app.presenters.services import Services
from tally_app.app.session import Session
from tally_app.app.view import Button, Field, Form, RecentItem, Row, Start
from tally_app.catalog.library import Library
from tally_app.catalog.rules import load_rules
from tally_app.catalog.source import Source
from tally_app.domain.dates import in_full
from tally_app.domain.wording import Wording
from tally_app.store import Journal

#: The ways to begin: intent, icon, shortcut.
_WAYS = (("begin", "page", "Ctrl+N"), ("open", "folder", "Ctrl+O"), ("samples", "cap", "Ctrl+T"))


def _way(name: str, icon: str, key: str) -> Button:
    return Button(name, "", icon=icon, shortcut=key, shortcut_text=key)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the start page says of a past night."""

    path: str
    title: Mapping[str, str]
    contest: Mapping[str, str]
    day: str
    training: bool
    finished: bool
    number: str
    at: str


class StartPresenter:
    """The start page and its dialogs. Past nights are read once, after the first paint."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.dialog: Form | None = None
        self._offered: tuple[Source, Library] | None = None
        self._known: list[_Known] | None = None

    def refresh(self) -> None:
        """Read the past nights anew."""
        self._known = None

    def view(self, language: str) -> Start:
        """The start page in words."""
        words = self.services.wordings[language]
        nights = self._nights()
        resume = next((night for night in nights if not night.finished), None)
        path = self.services.settings["resume"]
        if resume is not None and resume.path != path:
            resume = None
        begin_cards = tuple(
            (words(f"start.{name}"), words(f"start.{name}_says"), _way(name, icon, key))
            for name, icon, key in _WAYS
        )
        return Start(
            language=language,
            languages=LANGUAGES,
            title=words("start.title"),
            subtitle=words("start.subtitle"),
            resume_line=words("start.resume_line", time=resume.at[11:16]) if resume else "",
            resume_title=self._title(resume, words) if resume else "",
            resume_caption=self._caption(resume, words) if resume else "",
            resume=Button(
                "resume",
                words("start.resume"),
                resume.path,
                "filled",
                "",
                "Return",
                "Enter",
                "next",
            )
            if resume
            else None,
            begin_title=words("start.how"),
            begin=begin_cards,
            recent_title=words("start.recent"),
            recent=tuple(self._recent(night, words) for night in nights if night is not resume),
            recent_empty=words("start.recent_empty"),
            version=words("start.version", version=self.services.version),
            footer=words("start.local"),
            buttons=(Button("help", words("menu.help"), shortcut="F1", shortcut_text="F1"),),
        )

    def _nights(self) -> list[_Known]:
        if self._known is None:
            paths = [Path(path) for path in self.services.settings["recent"]]
            self._known = [known for path in paths if (known := self._look(path))]
        return self._known

    def _look(self, path: Path) -> _Known | None:
        """A past night as far as it can be read; one that is gone is not shown."""
        try:
            session = read_night(path, self.services.clock)
        except Exception as failure:
            if said(failure, self.services.wordings["en"]) is None:
                raise
            return None
        night = session.night
        contest = next(iter(night.contests))
        return _Known(
            str(path),
            night.precinct.district,
            night.rules.contest(contest).name,
            night.rules.election.day,
            night.training,
            all(state.finish is not None for state in night.contests.values()),
            night.precinct.number,
            night.last,
        )

    def _title(self, night: _Known, words: Wording) -> str:
        place = words.pick(night.title)
        return f"{words('header.precinct', number=night.number)}, {place}"

    def _caption(self, night: _Known, words: Wording) -> str:
        day = in_full(date.fromisoformat(night.day), words.language)
        mode = words("mode.training" if night.training else "mode.official")
        said_all = words("start.all_saved")
        return f"{words.pick(night.contest)}, {day}, {mode}. {said_all}"

    def _recent(self, night: _Known, words: Wording) -> RecentItem:
        mark = "mode.training" if night.training else "start.finished" if night.finished else ""
        tone = "training" if night.training else "ok" if night.finished else ""
        return RecentItem(
            path=night.path,
            title=words("header.precinct", number=night.number),
            caption=f"{words.pick(night.contest)}, {words.pick(night.title)}",
            mark=words(mark) if mark else "",
            tone=tone,
            date=in_full(date.fromisoformat(night.day), words.language),
        )

    def intent(self, name: str, _argument: str) -> None:
        """A card or button of the start page."""
        if name == "samples":
            self.dialog = self._samples(self.services.settings["language"])

    def cancel(self) -> None:
        """The dialog was closed without an answer."""
        self.dialog = None

    def _samples(self, language: str) -> Form:
        words = self.services.wordings[language]
        library = self.services.library
        choices = tuple(
            (name, words.pick(load_rules(library.election(name), library).election.name))
            for name in library.ids("election")
        )
        return self._choice("samples", choices, words)

    def offer(self, path: Path, language: str) -> None:
        """An election file was chosen: ask which of its precincts this is."""
        library = self.services.library.beside(path)
        source = Source.of(path)
        rules = load_rules(source, library)
        self._offered = source, library
        words = self.services.wordings[language]
        choices = tuple(
            (p.number, f"№ {p.number}, {words.pick(p.district)}") for p in rules.election.precincts
        )
        self.dialog = self._choice("precinct", choices, words)

    def _choice(self, name: str, choices: tuple[tuple[str, str], ...], words: Wording) -> Form:
        label = words(f"dialog.field.{name}")
        first = choices[0][0] if choices else ""
        field = Field(name, first, "choice", name=label, choices=choices)
        return Form(
            name,
            "",
            words(f"dialog.{name}.title"),
            words(f"dialog.{name}.text"),
            (Row("", label, "", field),),
            (),
            words(f"dialog.{name}.accept"),
            words("dialog.cancel"),
        )

    def submit(self, values: Mapping[str, str], _language: str) -> Session | None:
        """Begin the night that was chosen, in the program's folder."""
        form, self.dialog = self.dialog, None
        if form is None:
            return None
        if form.intent == "samples":
            library = self.services.library
            source = library.election(values["samples"])
            rules = load_rules(source, library)
            number = rules.election.precincts[0].number
        else:
            if self._offered is None:
                return None
            source, library = self._offered
            rules = load_rules(source, library)
            number = values["precinct"]
        folder = self.services.data_dir
        folder.mkdir(parents=True, exist_ok=True)
        return begin(
            free_path(folder, f"{rules.election.day}-{number}"),
            source,
            library,
            precinct=number,
            clock=self.services.clock,
            night=self.services.new_night(),
        )

    @staticmethod
    def write(path: Path, content: bytes) -> None:
        """Write a file so that it is there whole or not at all."""
        draft = path.with_name(path.name + ".part")
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)

    def copy(self, session: Session, path: Path) -> None:
        """Copy a precinct file as it stands, for a USB stick."""
        if isinstance(session.journal, Journal):
            session.journal.copy_to(path)
