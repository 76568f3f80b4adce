"""The shipped files, and a night replayed from its script through the domain's own door."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from tally_app.catalog.library import FORMS, Library
from tally_app.catalog.nights import Action, NightScript, load_night
from tally_app.catalog.problems import Problems
from tally_app.catalog.rules import load_from_bytes, rules_and_files
from tally_app.catalog.source import Source
from tally_app.catalog.texts import read_texts
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.event import next_event
from tally_app.domain.night.facts.table import allowed, apply, begin
from tally_app.domain.night.naming import choices_of
from tally_app.domain.night.reckoning import Reckoner, Reckoning, read
from tally_app.domain.night.state import Night, Rules
from tally_app.domain.relations.rulebook import Rulebook, Status
from tests.domain.making import to_record

RESOURCES = Path(__file__).parents[2] / "resources"
AT = "2021-08-01T20:00:00.000+05:00"


class Replay:
    """A night built from actions, each one allowed before it happens."""

    def __init__(self, rules: Rules, precinct: str) -> None:
        payload = {"night": "000000000000", "mode": "training", "precinct": precinct}
        self.last = next_event(None, at=AT, who="setup", kind="night_opened", payload=payload)
        self.night: Night = begin(self.last, rules)
        self.contest = rules.election.contests[0].id
        self.reckoner = Reckoner(Rulebook(rules.forms[self.contest]), self.contest)

    @property
    def form(self):
        return self.reckoner.form

    def do(self, kind: str, payload: dict[str, Any], *, day: bool = False) -> None:
        contest = "" if day else self.contest
        refused = allowed(self.night, to_record(kind, payload, contest), self.reckoning())
        assert refused is None, (kind, payload, refused)
        self.last = next_event(
            self.last, at=AT, who="m3", kind=kind, payload=payload, contest=contest
        )
        self.night = apply(self.night, self.last)

    def type(self, cell: Cell, text: str) -> None:
        line = self.form.line(cell.line)
        reading = read(line, text, choices_of(self.night, line))
        payload = {
            "line": cell.line,
            "item": cell.item,
            "text": text,
            "value": reading.value,
            "problem": reading.problem,
        }
        if self.night.is_day(self.contest, cell.line):
            self.do("typed_day", payload, day=True)
        else:
            self.do("typed", payload)

    def act(self, action: Action) -> None:
        match action.do:
            case "type":
                self.type(action.cell, action.text)
            case "box":
                self.do("box_added", {"box": action.name}, day=True)
            case "switch":
                self.do("line_switched", {"line": action.name, "on": True})
            case "confirm":
                self.do("step_confirmed", {"step": action.name, "minutes": action.minutes})
            case "finish" | "printed" | "signed":
                pass  # belongs to the application

    def play(self, script: NightScript) -> Replay:
        for action in script.actions:
            self.act(action)
        return self

    def reckoning(self) -> Reckoning:
        return self.reckoner.reckon(self.night)

    def again(self, drafts: dict[str, int | str]) -> Reckoning:
        """Everything reckoned with some figures changed."""
        typed = {Cell.read(key): str(value) for key, value in drafts.items()}
        return self.reckoner.reckon(self.night, typed)


def findings(reckoning: Reckoning) -> dict[str, int | None]:
    """Key to difference of every relation that fails."""
    return {r.key: r.difference for r in reckoning.results if r.status is Status.FAILS}


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.of_resources(RESOURCES, every_kind=True)


@pytest.fixture(scope="session")
def wordings(tmp_path_factory):
    """The words of the problems alone, so that unfinished words elsewhere fail only their test."""
    folder = tmp_path_factory.mktemp("texts")
    for source in (RESOURCES / "texts").glob("*/problems.toml"):
        (folder / source.parent.name).mkdir()
        shutil.copy(source, folder / source.parent.name)
    return read_texts(folder, Problems())


@pytest.fixture(scope="session")
def rules_of(library: Library) -> Callable[[str], Rules]:
    """Rules of an election, from the bytes a night would store."""
    return lambda name: load_from_bytes(rules_and_files(library.election(name), library)[1])


@pytest.fixture(scope="session")
def replay(library: Library, rules_of: Callable[[str], Rules]) -> Callable[[str], Replay]:
    """The night of a script, played to its end."""

    def play(name: str) -> Replay:
        script = load_night(library.night(name), library)
        return Replay(rules_of(script.election), script.precinct).play(script)

    return play


@pytest.fixture
def found() -> Callable[[Reckoning], dict[str, int | None]]:
    return findings


@pytest.fixture
def new_night(rules_of: Callable[[str], Rules]) -> Callable[..., Replay]:
    """A night with nothing in it, its members' number as asked."""
    return lambda election, precinct: Replay(rules_of(election), precinct)


@pytest.fixture
def shelf(tmp_path: Path) -> Callable[..., Library]:
    """A library of files written for one test, beside the shipped forms."""

    def put(**texts: str) -> Library:
        for name, text in texts.items():
            (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        forms = (RESOURCES / folder for folder in FORMS)
        return Library(tmp_path, *forms, RESOURCES / "samples")

    return put


@pytest.fixture(scope="session")
def shipped() -> Iterable[Source]:
    samples = RESOURCES / "samples"
    folders = (*(RESOURCES / folder for folder in FORMS), samples, samples / "kinds")
    return [Source.of(path) for folder in folders for path in sorted(folder.glob("*.toml"))]
