"""The page of copies: what there is to go on with, and what to do where there is nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tally_app.app.backup import found
from tally_app.app.backup.about import day_of
from tally_app.app.backup.found import Found
from tally_app.app.backup.places import Places
from tally_app.app.view.backup import CopiesView
from tally_app.app.view.base import AskFile, Button, GoToStart, Note
from tally_app.app.view.start import OpenNight, RestoreCopy, SalvageNight
from tally_app.app.window.failures import said
from tally_app.app.window.services import Services, SidePresenter
from tally_app.domain.values.dates import in_full
from tally_app.domain.values.languages import LANGUAGES
from tally_app.domain.values.minutes import clock_of
from tally_app.domain.values.wording import Wording
from tally_app.store import StoreError

#: What is asked for: a copy that lies elsewhere, and an election file to begin from paper with.
_CHOOSE: Final = AskFile("copy")
_PAPER: Final = AskFile("paper")


class CopiesPresenter(SidePresenter):
    """The copies are looked for whenever the page is opened."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._places = Places(services.data_dir, services.settings)
        self._found: list[Found] = []
        self._unread: list[Path] = []
        self._failure: StoreError | None = None

    def opened(self, file: str) -> None:
        """Look for the copies there are now; a file that was chosen by hand is the first."""
        clock = self._services.clock
        self._found, self._failure = found.found(self._places, clock), None
        self._unread = found.unread(self._places)
        if not file:
            return
        try:
            chosen = found.look(Path(file), self._places, clock)
        except StoreError as failure:
            self._failure = failure
            return
        others = (one for one in self._found if one.ends.head != chosen.ends.head)
        self._found = [chosen, *others]

    def view(self, language: str) -> CopiesView:
        """The page in words."""
        words = self._services.wordings[language]
        cards = [self._card(one, words, first=one is self._found[0]) for one in self._found]
        cards += [_unread(path, words) for path in self._unread]
        if self._failure is not None:
            cards.insert(0, Note(said(self._failure, words) or "", "error"))
        choose = Button(_CHOOSE, words("copies.page.choose"), "small", icon="folder")
        begin = Button(_PAPER, words("copies.page.begin"), "small", icon="page")
        none = "" if cards else words("copies.page.none")
        return CopiesView(
            language=language,
            languages=LANGUAGES,
            title=words("copies.page.title"),
            subtitle=words("copies.page.subtitle"),
            back=Button(
                GoToStart(), words("menu.start"), shortcut="Esc", shortcut_text="Esc", icon="back"
            ),
            cards=tuple(cards),
            others=(
                Note(none or words("copies.page.elsewhere"), buttons=(choose,)),
                Note(words("copies.page.paper"), buttons=(begin,)),
            ),
        )

    def _card(self, one: Found, words: Wording, *, first: bool) -> Note:
        about, here = one.said, one.here
        day = day_of(about)
        mode = words("mode.training" if about.training else "mode.official")
        dated = in_full(day, words.language) if day else about.day
        at = "at" if about.step else "at_unknown"
        lines = [
            f"{words.pick(about.contest)}, {dated}, {mode}",
            words(
                f"copies.page.{at}",
                step=words.pick(about.step),
                figures=about.figures,
                time=clock_of(one.ends.at),
            ),
            words("copies.page.lies", path=self._lies(one, words)),
            words(f"copies.page.here_{here.code}", path=here.path, events=here.events),
        ]
        if one.unread:
            lines.append(words("copies.page.newer_unread", n=one.unread))
        copy = Button(RestoreCopy(str(one.path)), words("copies.page.open"), "small", icon="again")
        buttons = [copy]
        if here.is_enough:
            open_here = Button(OpenNight(here.path), words("copies.page.open_here"), "small")
            buttons = [open_here, copy]
        if first:
            buttons[0] = _filled(buttons[0])
        title = f"{words('header.precinct', number=about.number)}, {words.pick(about.title)}"
        troubled = one.unread or here.code in ("apart", "more", "broken")
        tone = "warning" if troubled else "note"
        return Note("\n".join(lines), tone, title, tuple(buttons))

    def _lies(self, one: Found, words: Wording) -> str:
        named = [
            words("copies.page.own") if place == self._places.own else str(place)
            for place in sorted(one.places, key=lambda place: place != self._places.own)
        ]
        return "; ".join(named) or str(one.path)


def _unread(path: Path, words: Wording) -> Note:
    """A folder in which copies lie and none can be read: what is in the newest may be saved."""
    save = Button(SalvageNight(str(path)), words("dialog.salvage.accept"), "small")
    said = words("copies.page.unread_says", path=str(path.parent))
    return Note(said, "error", words("copies.page.unread"), (save,))


def _filled(button: Button) -> Button:
    return Button(button.intent, button.text, "filled", icon=button.icon)
