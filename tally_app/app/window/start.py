"""The start page: continue, open whatever file there is, training, past counts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tally_app.app.night.past_nights import PastNight, PastNights, Unreadable
from tally_app.app.view.base import AskFile, Button, Intent, ShowHelp, Tone
from tally_app.app.view.start import (
    ChooseSample,
    Going,
    OpenNight,
    OpenSide,
    RecentItem,
    SalvageNight,
    Start,
    TakeTour,
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

#: The ways to begin, between which stand the sides that are some: their words, the words below
#: them, what they ask for, icon, shortcut.
_WAYS: Final = (
    ("open", "open", AskFile("open"), "folder", "Ctrl+O"),
    ("samples", "samples", ChooseSample(), "cap", "Ctrl+T"),
)


#: What the program does, in numbered sentences: the words of each and its icon.
_WELCOME: Final = (("type", "digits"), ("check", "tick"), ("paper", "print"))

#: The folder of elections in the making, and how their files end.
DRAFTS: Final = "drafts"
DRAFT: Final = ".tally-draft"

#: How files of nights end.
_OF_NIGHTS: Final = (".tally", ".tally-training")

#: What a file may lack of what this computer saw.
_LACKS: Final = ("less", "other")


def _way(asked: Intent, icon: str, key: str) -> Button:
    return Button(asked, "", icon=icon, shortcut=key, shortcut_text=key)


def _shown(path: str) -> str:
    """A file by its folder and name: the whole path is too long to be read."""
    return " › ".join(Path(path).parts[-2:])


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
        resume = self._interrupted(rows)
        first = not rows
        begin_cards = tuple(
            (words(f"start.{name}"), words(f"start.{says}_says"), _way(asked, icon, key))
            for name, says, asked, icon, key in self._ways()
        )
        return Start(
            language=language,
            languages=LANGUAGES,
            title=words("start.title"),
            subtitle=words("start.subtitle"),
            says=words("start.welcome_says" if first else "start.says"),
            welcome=self._welcome(words) if first else (),
            going=self._tour(words) if first else self._resume(resume, words),
            begin_title=words("start.at_once" if first else "start.how"),
            begin=begin_cards,
            recent_title="" if first else words("start.recent"),
            recent=tuple(self._row(night, words) for night in rows if night is not resume),
            recent_empty=words("start.dropped" if first else "start.recent_empty"),
            version=words("start.version", version=self.services.version),
            footer=words("start.local"),
            buttons=(
                *self._another(words),
                *(
                    Button(
                        OpenSide(side.name),
                        words(f"start.{side.name}"),
                        shortcut=side.shortcut,
                        shortcut_text=side.shortcut,
                    )
                    for side in self.services.sides
                    if side.listed and not side.icon
                ),
                Button(ShowHelp(), words("menu.help"), shortcut="F1", shortcut_text="F1"),
            ),
        )

    def _ways(self) -> Iterator[tuple[str, str, Intent, str, str]]:
        """The ways to begin: their words, what they ask for, icon, shortcut."""
        opens, *others = _WAYS
        yield opens
        for side in self.services.sides:
            if side.icon:
                says = f"{side.name}_kept" if self._kept() else side.name
                yield side.name, says, OpenSide(side.name), side.icon, side.shortcut
        yield from others

    def _another(self, words: Wording) -> Iterator[Button]:
        """The file of many precincts one of which was taken: the next one is taken from it."""
        path = self.services.settings["many"]
        if path and os.path.isfile(path):  # noqa: PTH113 - never raises
            yield Button(OpenSide("taking", path), words("start.another"), icon="add")

    def _kept(self) -> bool:
        """Whether an election in the making waits for somebody to go on with it."""
        try:
            with os.scandir(self.services.data_dir / DRAFTS) as found:
                return any(entry.name.endswith(DRAFT) for entry in found)
        except OSError:
            return False

    def _interrupted(self, rows: list[PastNight | Unreadable]) -> PastNight | None:
        """The night that was open last, if it is not finished and whole."""
        path = self.services.settings["resume"]
        nights = [night for night in rows if isinstance(night, PastNight)]
        here = self.services.nights.at
        going = (x for x in nights if not (x.finished or x.lacks or here(Path(x.path))))
        return next((night for night in going if night.path == path), None)

    def _resume(self, night: PastNight | None, words: Wording) -> Going | None:
        if night is None:
            return None
        step, place = words.pick(night.step), words.pick(night.place)
        where = (words.pick(night.contest), step and words("start.at_step", step=step), place)
        asked = OpenNight(night.path)
        return Going(
            "clock",
            words("start.resume_line", time=clock_of(night.at)),
            f"{words('header.precinct', number=night.number)}, {words.pick(night.title)}",
            " · ".join(filter(None, where)),
            f"{self._mode(night, words)} · {_shown(night.path)}",
            Button(asked, words("start.resume"), "filled", "", "Return", "Enter", "next"),
        )

    def _tour(self, words: Wording) -> Going:
        return Going(
            "cap",
            "",
            words("start.tour"),
            words("start.tour_says"),
            words("start.tour_kept"),
            Button(TakeTour(), words("start.tour_begins"), "filled", "", "Return", "Enter", "next"),
        )

    def _welcome(self, words: Wording) -> tuple[tuple[str, str, str], ...]:
        return tuple(
            (
                icon,
                f"{number}. {words(f'start.welcome_{name}')}",
                words(f"start.welcome_{name}_says"),
            )
            for number, (name, icon) in enumerate(_WELCOME, 1)
        )

    def _look(self, path: Path) -> PastNight | Exception:
        """A past night with what it lacks of what was typed here, or why it cannot be read."""
        try:
            session = late.read_night(path, self.services.clock)
        except Exception as failure:
            if late.said(failure, self.services.wordings["en"]) is None:
                raise
            return failure
        says = self.services.witnesses.say(session.night.id, session.journal.events())
        return replace(
            self._summed(session, path, closed=False), lacks=says if says in _LACKS else ""
        )

    def _summed(self, session: Session, path: Path, *, closed: bool) -> PastNight:
        seen = self.services.witnesses.of(session.night.id)
        return late.past_night(session, path, seen, self.services.wordings, closed=closed)

    def keep(self, session: Session, path: Path, *, closed: bool = False) -> None:
        """Remember a night that was opened or is ``closed``, first of all."""
        self.past.keep(self._summed(session, path, closed=closed))

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
            file="" if kind else name,
        )

    def _copied(self, path: str) -> str:
        """The time of the last event in the newest copy of a night, "" where there is none."""
        if path not in self._copies:
            self._copies[path] = late.copied(Path(path), self.services)
        return self._copies[path]

    def _mode(self, night: PastNight, words: Wording) -> str:
        return words("mode.training" if night.training else "mode.official")

    def _recent(self, night: PastNight, words: Wording) -> RecentItem:
        day = in_full(date.fromisoformat(night.day), words.language)
        mark, tone = self._state(night, words)
        caption = f"{words.pick(night.contest)}, {day}"
        if self.services.nights.at(Path(night.path)) is not None:
            mark, tone = words("start.beside"), "now"
        if night.lacks in _LACKS:
            mark, tone = words(f"start.{night.lacks}"), "warning"
            caption = words(f"start.{night.lacks}_says")
        return RecentItem(
            path=night.path,
            title=words("header.precinct", number=night.number),
            caption=caption,
            mark=mark,
            tone=tone,
            file=Path(night.path).name,
            training=words("start.training_word") if night.training else "",
        )

    def _state(self, night: PastNight, words: Wording) -> tuple[str, Tone]:
        """In which state a past count is, in words, and their tone."""
        if night.signed:
            return words("start.signed", time=night.signed), "ok"
        if night.finished:
            return words("start.finished"), ""
        step = words.pick(night.step)
        return words("start.open_at", step=step) if step else words("start.unfinished"), "now"

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
            case SalvageNight(path):
                self.dialogs.offer_salvage(Path(path), language)

    def chosen(self, path: Path, language: str) -> str | None:
        """A file was chosen to be opened. None for a night or a copy of one; "" for an election, of
        which a page asks on; else what the file is and what to do with it. OSError if it cannot be
        read.
        """
        if path.suffix in _OF_NIGHTS:  # whatever it holds by now: it may be saved
            return None
        found = late.recognised(path)
        if found.kind in ("night", "training_night", "copy"):
            return None
        if found.kind in ("election", "package"):
            return ""
        return found.sentence(self.services.wordings[language])

    def refused(self, failure: Exception, path: Path | None) -> None:
        """A file was not opened: of a broken one, offer to save what can be read."""
        if path is not None and late.salvageable(failure):
            self.dialogs.offer_salvage(path, self.services.settings["language"])

    def cancel(self) -> None:
        """The dialog was closed without an answer."""
        if self._dialogs is not None:
            self._dialogs.shown = None
