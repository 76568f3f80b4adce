"""The start page: continue, begin from an election file, open a precinct file, samples."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tally_app.app.night.past_nights import PastNight, PastNights
from tally_app.app.view.base import AskFile, Button, Intent, ShowHelp
from tally_app.app.view.start import ChooseSample, OpenNight, OpenSide, RecentItem, Start
from tally_app.app.window import late
from tally_app.domain.values.dates import in_full
from tally_app.domain.values.languages import LANGUAGES

if TYPE_CHECKING:  # the start page is painted before anything a night needs is loaded
    from tally_app.app.night.session import Session
    from tally_app.app.view.fields import DialogForm
    from tally_app.app.window.services import Services
    from tally_app.app.window.start_dialogs import StartDialogs
    from tally_app.domain.values.wording import Wording

#: The ways to begin: their words, what they ask for, icon, shortcut.
_WAYS: Final = (
    ("begin", AskFile("begin"), "page", "Ctrl+N"),
    ("open", AskFile("open"), "folder", "Ctrl+O"),
    ("samples", ChooseSample(), "cap", "Ctrl+T"),
)


def _way(asked: Intent, icon: str, key: str) -> Button:
    return Button(asked, "", icon=icon, shortcut=key, shortcut_text=key)


class StartPresenter:
    """The start page and its dialogs. Past nights are read after the first paint, where needed."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self._dialogs: StartDialogs | None = None
        self.past = PastNights(services.settings, self._look)

    def refresh(self) -> None:
        """Read the past nights that changed."""
        self.past.refresh()

    def view(self, language: str) -> Start:
        """The start page in words."""
        words = self.services.wordings[language]
        nights = self.past.shown()
        resume = next((night for night in nights if not night.finished), None)
        path = self.services.settings["resume"]
        if resume is not None and resume.path != path:
            resume = None
        begin_cards = tuple(
            (words(f"start.{name}"), words(f"start.{name}_says"), _way(asked, icon, key))
            for name, asked, icon, key in _WAYS
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
                OpenNight(resume.path),
                words("start.resume"),
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
            buttons=(
                *(
                    Button(
                        OpenSide(side.name),
                        words(f"start.{side.name}"),
                        shortcut=side.shortcut,
                        shortcut_text=side.shortcut,
                    )
                    for side in self.services.sides
                ),
                Button(ShowHelp(), words("menu.help"), shortcut="F1", shortcut_text="F1"),
            ),
        )

    def _look(self, path: Path) -> Session | None:
        """A past night as far as it can be read; one that is gone is not shown."""
        try:
            return late.read_night(path, self.services.clock)
        except Exception as failure:
            if late.said(failure, self.services.wordings["en"]) is None:
                raise
            return None

    def _title(self, night: PastNight, words: Wording) -> str:
        place = words.pick(night.title)
        return f"{words('header.precinct', number=night.number)}, {place}"

    def _caption(self, night: PastNight, words: Wording) -> str:
        day = in_full(date.fromisoformat(night.day), words.language)
        mode = words("mode.training" if night.training else "mode.official")
        said_all = words("start.all_saved")
        return f"{words.pick(night.contest)}, {day}, {mode}. {said_all}"

    def _recent(self, night: PastNight, words: Wording) -> RecentItem:
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

    @property
    def dialog(self) -> DialogForm | None:
        """The open dialog, None without one."""
        return self._dialogs.shown if self._dialogs is not None else None

    @property
    def dialogs(self) -> StartDialogs:
        """The dialogs; loaded with the first of them."""
        if self._dialogs is None:
            self._dialogs = late.start_dialogs(self.services)
        return self._dialogs

    def intent(self, asked: Intent) -> None:
        """A card or button of the start page."""
        language = self.services.settings["language"]
        match asked:
            case ChooseSample():
                self.dialogs.samples(language)
            case ShowHelp():
                self.dialogs.help(language)

    def cancel(self) -> None:
        """The dialog was closed without an answer."""
        if self._dialogs is not None:
            self._dialogs.shown = None
