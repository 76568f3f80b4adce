"""The start page: continue, begin from an election file, open a precinct file, samples."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tally_app.app.night.past_nights import PastNight, PastNights, Unreadable
from tally_app.app.view.base import AskFile, Button, Intent, ShowHelp
from tally_app.app.view.start import (
    ChooseSample,
    OpenNight,
    OpenSide,
    RecentItem,
    SalvageNight,
    Start,
)
from tally_app.app.window import late
from tally_app.domain.values.dates import in_full
from tally_app.domain.values.languages import LANGUAGES
from tally_app.domain.values.minutes import clock_of

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


#: What a file may lack of what this computer saw.
_LACKS: Final = ("less", "other")


def _way(asked: Intent, icon: str, key: str) -> Button:
    return Button(asked, "", icon=icon, shortcut=key, shortcut_text=key)


class StartPresenter:
    """The start page and its dialogs. Past nights are read after the first paint, where needed."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self._dialogs: StartDialogs | None = None
        self._copies: dict[str, str] = {}
        self.past = PastNights(services.settings, self._look)

    def refresh(self) -> None:
        """Read the past nights that changed."""
        self._copies.clear()
        self.past.refresh()

    def view(self, language: str) -> Start:
        """The start page in words."""
        words = self.services.wordings[language]
        rows = self.past.shown()
        nights = [night for night in rows if isinstance(night, PastNight)]
        resume = next((one for one in nights if not (one.finished or one.lacks)), None)
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
            resume_line=words("start.resume_line", time=clock_of(resume.at)) if resume else "",
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
            recent=tuple(self._row(night, words) for night in rows if night is not resume),
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

    def _look(self, path: Path) -> tuple[Session, str] | Exception:
        """A past night and what it lacks of what was typed here, or why it cannot be read."""
        try:
            session = late.read_night(path, self.services.clock)
        except Exception as failure:
            if late.said(failure, self.services.wordings["en"]) is None:
                raise
            return failure
        says = self.services.witnesses.say(session.night.id, session.journal.events())
        return session, says if says in _LACKS else ""

    def _row(self, night: PastNight | Unreadable, words: Wording) -> RecentItem:
        if isinstance(night, PastNight):
            return self._recent(night, words)
        known, name = night.known, Path(night.path).name
        kind = late.trouble(night.failure)
        said = words(f"start.{kind}_says") if kind else late.said(night.failure, words)
        if copied := self._copied(night.path):
            gone = f"{said} " if kind == "gone" else ""
            said = gone + words("start.copied_says", time=copied)
        return RecentItem(
            path=night.path,
            title=words("header.precinct", number=known.number) if known else name,
            caption=f"{name}. {said}" if kind else said or "",
            mark=words(f"start.{kind or 'closed'}"),
            tone="error",
            date=in_full(date.fromisoformat(known.day), words.language) if known else "",
        )

    def _copied(self, path: str) -> str:
        """The time of the last event in the newest copy of a night, "" where there is none."""
        if path not in self._copies:
            self._copies[path] = late.copied(Path(path), self.services)
        return self._copies[path]

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
        caption = f"{words.pick(night.contest)}, {words.pick(night.title)}"
        if night.lacks in _LACKS:
            mark, tone = f"start.{night.lacks}", "warning"
            caption = words(f"start.{night.lacks}_says")
        return RecentItem(
            path=night.path,
            title=words("header.precinct", number=night.number),
            caption=caption,
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
            case SalvageNight(path):
                self.dialogs.offer_salvage(Path(path), language)

    def refused(self, failure: Exception, path: Path | None) -> None:
        """A file was not opened: of a broken one, offer to save what can be read."""
        if path is not None and late.salvageable(failure):
            self.dialogs.offer_salvage(path, self.services.settings["language"])

    def cancel(self) -> None:
        """The dialog was closed without an answer."""
        if self._dialogs is not None:
            self._dialogs.shown = None
