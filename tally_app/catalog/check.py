"""Every problem of one file of any kind, for whoever writes one."""

from __future__ import annotations

from collections.abc import Mapping

from tally_app.catalog.causes import read_causes
from tally_app.catalog.elections import read_election
from tally_app.catalog.forms import merge_form, read_form, undeclared
from tally_app.catalog.library import Library
from tally_app.catalog.nights import read_night
from tally_app.catalog.problems import CatalogueError, Problem, Problems
from tally_app.catalog.source import FORMATS, Source, parse


def check_file(source: Source, library: Library) -> tuple[Problem, ...]:
    """Every problem of one form, part of a form, election, night script or model of causes, told by
    the file's own ``kind``.
    """
    problems = Problems()
    raw = parse(source, problems)
    if raw is None:
        return tuple(problems)
    _check_alone(raw, source, library, problems)
    try:
        match raw.get("kind"):
            case "form":
                read_form(source, library, problems)
                _check_replaces(source, library, problems)
                problems.take(CatalogueError(undeclared(source, library)))
            case "part":
                _check_part(str(raw.get("id")), source, library, problems)
            case "election":
                _, forms = read_election(source, library, problems)
                for form in forms.values():
                    _check_replaces(library.form(form.id), library, problems)
            case "night":
                read_night(source, library, problems)
            case "causes":
                read_causes(source, problems)
            case None:
                problems.add(source.name, "kind", "missing")
            case other:
                allowed = ", ".join(FORMATS)
                problems.add(source.name, "kind", "not_allowed", found=other, allowed=allowed)
    except CatalogueError as error:
        problems.take(error)
    return tuple(problems)


def _check_alone(
    raw: Mapping[str, object], source: Source, library: Library, problems: Problems
) -> None:
    """No other file has the id: neither would be found by it."""
    kind, name = raw.get("kind"), raw.get("id")
    if not isinstance(kind, str) or not isinstance(name, str) or not name:
        return
    others = [other.name for other in library.called(kind, name) if other.data != source.data]
    if others:
        files = ", ".join([source.name, *others])
        problems.add(source.name, "id", "ambiguous_id", found=name, files=files)


def _check_part(part: str, source: Source, library: Library, problems: Problems) -> None:
    """A part is read with every form that includes it: alone it refers to what it does not have."""
    used = False
    for form in map(library.form, library.ids("form")):
        includes = (parse(form, Problems()) or {}).get("includes")
        if isinstance(includes, list) and part in includes:
            used = True
            read_form(form, library, problems)
            _check_replaces(form, library, problems)
    if not used:
        problems.add(source.name, "id", "never_included", found=part)


def _check_replaces(source: Source, library: Library, problems: Problems) -> None:
    """Whoever checks a form is told of every table that overrides another without saying so: a new
    relation with the code of an old one would be the end of a check of the law.
    """
    merged = merge_form(source, library, Problems())
    if merged is not None:
        problems.take(CatalogueError(merged.unsaid))
