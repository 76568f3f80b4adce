"""The start page: continue, begin from an election file, open a precinct file, samples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tally_app.app.night.past_nights import PastNight, PastNights
from tally_app.app.view.base import Button
from tally_app.app.view.start import RecentItem, Start
from tally_app.domain.values.dates import in_full
from tally_app.domain.values.languages import LANGUAGES

if TYPE_CHECKING:  # the start page is painted before anything a night needs is loaded
    from tally_app.app.night.session import Session
    from tally_app.app.view.fields import DialogForm
    from tally_app.app.window.services import Services
    from tally_app.catalog.library import Library
    from tally_app.catalog.source import Source
    from tally_app.domain.values.wording import Wording

#: The field with the number of an exercise.
_EXERCISE: Final = "exercise"

#: The ways to begin: intent, icon, shortcut.
_WAYS = (("begin", "page", "Ctrl+N"), ("open", "folder", "Ctrl+O"), ("samples", "cap", "Ctrl+T"))


def _way(name: str, icon: str, key: str) -> Button:
    return Button(name, "", icon=icon, shortcut=key, shortcut_text=key)


class StartPresenter:
    """The start page and its dialogs. Past nights are read after the first paint, where needed."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.dialog: DialogForm | None = None
        self.past = PastNights(services.settings, self._look)
        self._offered: tuple[Source, Library] | None = None

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
            buttons=(
                *(Button(one.intent, words(f"start.{one.intent}")) for one in self.services.sides),
                Button("help", words("menu.help"), shortcut="F1", shortcut_text="F1"),
            ),
        )

    def _look(self, path: Path) -> Session | None:
        """A past night as far as it can be read; one that is gone is not shown."""
        from tally_app.app.night.files import read_night
        from tally_app.app.window.failures import said

        try:
            return read_night(path, self.services.clock)
        except Exception as failure:
            if said(failure, self.services.wordings["en"]) is None:
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

    def intent(self, name: str, _argument: str) -> None:
        """A card or button of the start page."""
        language = self.services.settings["language"]
        if name == "samples":
            self.dialog = self._samples(language)
        elif name == "help":
            self.dialog = self._help(self.services.wordings[language])

    def _help(self, words: Wording) -> DialogForm:
        text = words("dialog.help.text", what=words("start.subtitle"))
        title, accept = words("dialog.help.title"), words("dialog.help.accept")
        return DialogForm("help", "", title, text, (), (), accept, words("dialog.cancel"))

    def cancel(self) -> None:
        """The dialog was closed without an answer."""
        self.dialog = None

    def _samples(self, language: str) -> DialogForm:
        """The sample nights, then one of every other kind of election, whole evenings first."""
        words = self.services.wordings[language]
        own = self.services.library.elections()
        known = {election.id for election in own}
        every = self.services.library.with_every_kind().elections()
        more = [election for election in every if election.id not in known]
        found = [*own, *sorted(more, key=lambda election: -election.ballots)]
        names = [words.pick(election.name) for election in found]
        choices = tuple(
            # Where two are called the same, the place they are from tells them apart.
            (one.id, f"{words.pick(one.place)}: {name}" if names.count(name) > 1 else name)
            for one, name in zip(found, names, strict=True)
        )
        form = self._choice("samples", choices, words)
        from tally_app.app.view.fields import Field, Row

        label = words("training.exercise")
        row = Row("", label, "", Field(_EXERCISE, "", name=label))
        text = f"{form.text}\n\n{words('training.exercise_says')}"
        return replace(form, text=text, fields=(*form.fields, row))

    def offer(self, path: Path, language: str) -> None:
        """An election file was chosen: ask which of its precincts this is."""
        from tally_app.catalog.rules import load_rules
        from tally_app.catalog.source import Source

        library = self.services.library.beside(path)
        source = Source.of(path)
        rules = load_rules(source, library)
        self._offered = source, library
        words = self.services.wordings[language]
        choices = tuple(
            (p.number, f"№ {p.number}, {words.pick(p.district)}") for p in rules.election.precincts
        )
        self.dialog = self._choice("precinct", choices, words)

    def _choice(
        self, name: str, choices: tuple[tuple[str, str], ...], words: Wording
    ) -> DialogForm:
        from tally_app.app.view.fields import DialogForm, Field, Row

        label = words(f"dialog.field.{name}")
        first = choices[0][0] if choices else ""
        field = Field(name, first, "choice", name=label, choices=choices)
        return DialogForm(
            name,
            "",
            words(f"dialog.{name}.title"),
            words(f"dialog.{name}.text"),
            (Row("", label, "", field),),
            (),
            words(f"dialog.{name}.accept"),
            words("dialog.cancel"),
        )

    def _exercise(
        self, form: DialogForm, values: Mapping[str, str], language: str
    ) -> Session | None:
        """Begin the exercise whose number was typed; the dialog stays open on a wrong one."""
        from tally_app.app.night.files import free_path
        from tally_app.app.night.replay import load_night
        from tally_app.app.training.exercises import begin_exercise
        from tally_app.domain.values.counts import Count, parse_count

        library = self.services.library.with_every_kind()
        number, source = parse_count(values[_EXERCISE]), library.night_of(values["samples"])
        if source is None or not isinstance(number, Count) or number.value < 1:
            bad = self.services.wordings[language]("training.exercise_bad")
            self.dialog = replace(form, errors=((_EXERCISE, bad),))
            return None
        script, election = load_night(source, library), library.election(values["samples"])
        folder = self.services.data_dir
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{script.election}-{script.precinct}-{number.value}"
        return begin_exercise(
            free_path(folder, name, training=True),
            election,
            library,
            script,
            clock=self.services.clock,
            night=self.services.new_night(),
            number=number.value,
        )

    def submit(self, values: Mapping[str, str], language: str) -> Session | None:
        """Begin the night that was chosen, in the program's folder."""
        from tally_app.app.night.files import begin, free_path
        from tally_app.catalog.rules import load_rules

        form, self.dialog = self.dialog, None
        if form is None or form.intent == "help":
            return None
        if form.intent == "samples" and values.get(_EXERCISE, "").strip():
            return self._exercise(form, values, language)
        if form.intent == "samples":
            library = self.services.library.with_every_kind()
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
            free_path(folder, f"{rules.election.day}-{number}", training=rules.election.training),
            source,
            library,
            precinct=number,
            clock=self.services.clock,
            night=self.services.new_night(),
        )

    def copy(self, session: Session, path: Path) -> None:
        """Copy a precinct file as it stands, for a USB stick."""
        from tally_app.store import Journal

        if isinstance(session.journal, Journal):
            session.journal.copy_to(path)
