"""The dialogs of the start page: a sample, a file to be saved from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tally_app.app.night.file_names import TRAINING
from tally_app.app.night.files import begin, free_path, open_night
from tally_app.app.night.mending import saved_from, told
from tally_app.app.night.replay import load_night
from tally_app.app.night.session import Session
from tally_app.app.training.exercises import begin_exercise, begin_tour
from tally_app.app.view.base import Intent
from tally_app.app.view.fields import DialogForm, Field, Row
from tally_app.app.view.start import ChooseSample, SalvageNight
from tally_app.catalog.rules import load_rules
from tally_app.domain.values.counts import Count, parse_count
from tally_app.domain.values.wording import Wording
from tally_app.store import StoreError, make_folder

if TYPE_CHECKING:  # they are what loads this
    from tally_app.app.window.services import Services

#: The field with the number of an exercise.
_EXERCISE: Final = "exercise"


class StartDialogs:
    """``shown`` is the open dialog, None without one; ``said`` what came of the last answer, where
    there is more to say than the page shows.
    """

    def __init__(self, services: Services) -> None:
        self.services = services
        self.shown: DialogForm | None = None
        self.said = ""

    def samples(self, language: str) -> None:
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
        form = self._choice(ChooseSample(), "samples", choices, words)
        label = words("training.exercise")
        row = Row("", label, "", Field(_EXERCISE, "", name=label))
        text = f"{form.text}\n\n{words('training.exercise_says')}"
        self.shown = replace(form, text=text, fields=(*form.fields, row))

    def offer_salvage(self, path: Path, language: str) -> None:
        """A file was refused for being broken: offer to save what can be read of it."""
        words = self.services.wordings[language]
        title, accept = words("dialog.salvage.title"), words("dialog.salvage.accept")
        text = words("dialog.salvage.text", path=str(path))
        asked = SalvageNight(str(path))
        self.shown = DialogForm(asked, title, text, (), (), accept, words("dialog.cancel"))

    def _salvaged(self, path: Path, language: str) -> Session:
        """The night that could be saved, in the program's folder."""
        folder, training = self.services.data_dir, path.suffix == TRAINING
        make_folder(folder)
        new = free_path(folder, f"{path.stem}-{self.services.clock():%H%M}", training=training)
        saved = saved_from(path, new, self.services.clock)
        if not saved.events:
            raise StoreError("beginning_lost", path=str(path), events=len(saved.stranded))
        self.said = "\n".join(told(saved, new, self.services.wordings[language]))
        return open_night(new, self.services.clock, self.services.witnesses)

    def _choice(
        self, asked: Intent, name: str, choices: tuple[tuple[str, str], ...], words: Wording
    ) -> DialogForm:
        label = words(f"dialog.field.{name}")
        first = choices[0][0] if choices else ""
        field = Field(name, first, "choice", name=label, choices=choices)
        return DialogForm(
            asked,
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
        library = self.services.library.with_every_kind()
        number, source = parse_count(values[_EXERCISE]), library.night_of(values["samples"])
        if source is None or not isinstance(number, Count) or number.value < 1:
            bad = self.services.wordings[language]("training.exercise_bad")
            self.shown = replace(form, errors=((_EXERCISE, bad),))
            return None
        script, election = load_night(source, library), library.election(values["samples"])
        folder = self.services.data_dir
        make_folder(folder)
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

    def tour(self) -> Session:
        """Begin the five-minute tour with the first sample that has a night of its own."""
        library, folder = self.services.library, self.services.data_dir
        ids = (election.id for election in library.elections())
        source = next(found for found in map(library.night_of, ids) if found is not None)
        script = load_night(source, library)
        folder.mkdir(parents=True, exist_ok=True)
        return begin_tour(
            free_path(folder, "tour", training=True),
            library.election(script.election),
            library,
            script,
            clock=self.services.clock,
            night=self.services.new_night(),
        )

    def submit(self, values: Mapping[str, str], language: str) -> Session | None:
        """Begin the night that was chosen, in the program's folder."""
        form, self.shown, self.said = self.shown, None, ""
        if form is None:
            return None
        if isinstance(form.intent, SalvageNight):
            return self._salvaged(Path(form.intent.path), language)
        if form.intent == ChooseSample() and values.get(_EXERCISE, "").strip():
            return self._exercise(form, values, language)
        return self._begun(values)

    def _begun(self, values: Mapping[str, str]) -> Session:
        """Begin the sample that was chosen."""
        library = self.services.library.with_every_kind()
        source = library.election(values["samples"])
        rules = load_rules(source, library)
        number = rules.election.precincts[0].number
        folder = self.services.data_dir
        make_folder(folder)
        return begin(
            free_path(folder, f"{rules.election.day}-{number}", training=rules.election.training),
            source,
            library,
            precinct=number,
            clock=self.services.clock,
            night=self.services.new_night(),
        )
