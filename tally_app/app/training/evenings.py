"""The evening that is played for a name: a form, an election or a script, by id or by path."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from tally_app.app.night.replay import NightScript
from tally_app.app.training.adapted import NoEveningError, adapted
from tally_app.catalog.ballots import BUILT_IN
from tally_app.catalog.checking.relations import constants_used
from tally_app.catalog.dump import dump
from tally_app.catalog.forms import load_form
from tally_app.catalog.library import Library, resolve
from tally_app.catalog.nights import load_night
from tally_app.catalog.problems import Problems
from tally_app.catalog.rules import load_rules
from tally_app.catalog.source import Source, parse
from tally_app.domain.form.election import Precinct
from tally_app.domain.form.form import Form
from tally_app.domain.values.words import Words

#: What the options of an election are called that nobody wrote a file for.
_OPTIONS: Final = ("А", "Б", "В")
#: Whose precinct and day an election without a file has.
_PLACE: Final = "aral-2021"


class NoSampleError(Exception):
    """No night is shipped on the form of that id; with it the ids that have one."""


class Evening(NamedTuple):
    """A script, and the library in which its election and forms are found.

    ``borrowed``: the sample whose evening it is, put to an election that has none; "" of its own.
    ``others``: the scripts that would have fitted as well, where nobody named this one.
    """

    script: NightScript
    library: Library
    borrowed: str = ""
    others: tuple[str, ...] = ()


def evening(name: str, library: Library) -> Evening:
    """The evening of a form's id, or of a file: a script itself; of an election the first whole
    script that names it, else a sample's put to it; of a form that of an election on it, else of
    one made up.

    NoSampleError(id, known ids) for an id without a sample, NoEveningError where none can be made,
    CatalogueError for a file with problems.
    """
    if Path(name).suffix != ".toml":
        try:
            sample = library.night_on(name)
        except KeyError as error:
            raise NoSampleError(*error.args) from error
        return _found(sample, library)
    source, nearer = resolve(library, "form", name)
    match (parse(source, Problems()) or {}).get("kind"):
        case "night":
            return _of_script(load_night(source, nearer), nearer)
        case "election":
            return _of_election(source, nearer)
        case _:
            return _of_form(load_form(source, nearer), nearer)


def _of_script(script: NightScript, library: Library) -> Evening:
    if not any(action.do == "finish" for action in script.actions):
        raise NoEveningError(script.id)
    return Evening(script, library)


def _found(source: Source, library: Library) -> Evening:
    """The evening of a script that was looked for, with the others there are of its election."""
    script = load_night(source, library)
    others = tuple(name for name in library.nights_of(script.election) if name != script.id)
    return Evening(script, library, others=others)


def _of_election(source: Source, library: Library) -> Evening:
    election = load_rules(source, library).election
    script = library.night_of(election.id)
    if script is not None:
        return _found(script, library)
    return _borrowed(source, library)


def _borrowed(election: Source, library: Library) -> Evening:
    script, sample = adapted(election, library)
    return Evening(script, library, sample)


def _of_form(form: Form, library: Library) -> Evening:
    try:
        return _found(library.night_on(form.id), library)
    except KeyError:
        source = library.election_on(form.id)
    if source is None:
        source = made_up(form, library)
        library = library.including(source)
    return _borrowed(source, library)


def made_up(form: Form, library: Library) -> Source:
    """An election on the form: a sample's precinct, three options where it has a line for them, a
    value for every constant that an election must say.
    """
    sample = load_rules(library.election(_PLACE), library).election
    contest: dict[str, object] = {"id": "contest", "form": form.id, "name": form.name}
    if form.contest_kinds:
        contest["kind"] = form.contest_kinds[0]
    if owed := sorted(constants_used(form) - form.constants.keys() - BUILT_IN):
        contest["constants"] = dict.fromkeys(owed, 1)
    if any("option" in line.scope for line in form.lines):
        contest["option"] = [
            {"id": f"option-{n}", "name": dict.fromkeys(form.languages, name)}
            for n, name in enumerate(_OPTIONS, 1)
        ]
    tables = {
        "format": 1,
        "kind": "election",
        "id": f"{form.id}-made-up",
        "languages": [*form.languages],
        "day": sample.day,
        "training": True,
        "name": form.name,
        "contest": [contest],
        "precinct": [_precinct(sample.precincts[0], form)],
    }
    return Source(f"{form.id}-made-up.toml", dump(tables).encode())


def _precinct(precinct: Precinct, form: Form) -> dict[str, object]:
    def in_its_languages(words: Words) -> Words:
        return {x: words.get(x) or next(iter(words.values())) for x in form.languages}

    return {
        "number": precinct.number,
        "region": in_its_languages(precinct.region),
        "district": in_its_languages(precinct.district),
        "address": in_its_languages(precinct.address),
        "member": [
            {"id": member.id, "name": member.name, "office": member.office}
            for member in precinct.members
        ],
    }
