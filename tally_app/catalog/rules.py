"""The stored files of a night: which ones it needs, and its rules from their bytes alone.

Hash of a form = SHA-256 of its files' bytes one after another, base first, so that
``cat BASE.toml FORM.toml | sha256sum`` gives it without this program; of an election: of its file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from tally_app.catalog.elections import read_election
from tally_app.catalog.forms import merge_form, read_form
from tally_app.catalog.library import Library
from tally_app.catalog.problems import CatalogueError, Problem, Problems
from tally_app.catalog.source import Source, open_as, tables
from tally_app.domain.night.state import Rules


def load_from_bytes(files: Mapping[str, bytes]) -> Rules:
    """Rules of a night from the files it stored, found by their own kind and id, not by name.

    CatalogueError when they do not hold exactly one election with all its forms, or have problems.
    """
    sources = [Source(name, data) for name, data in files.items()]
    library = Library(sources=sources)
    found = library.ids("election")
    if len(found) != 1:
        args = {"found": ", ".join(found) or "–"}
        raise CatalogueError([Problem(", ".join(files), "", "one_election", args)])
    return load_rules(library.election(found[0]), library)


def load_rules(source: Source, library: Library) -> Rules:
    """Rules of an election file and the forms of a library; CatalogueError with every problem."""
    problems = Problems()
    try:
        read, forms = read_election(source, library, problems)
        election = problems.settled(read)
        hashes = {contest.id: form_sha256(contest.form, library) for contest in election.contests}
    finally:
        tables.cache_clear()  # the night keeps its rules, not the text they were read from
    return Rules(election, dict(forms), hashlib.sha256(source.data).hexdigest(), hashes)


def form_sha256(form_id: str, library: Library) -> str:
    """Hash of a form with everything it extends; KeyError for an unknown id."""
    digest = hashlib.sha256()
    for source in _chain(form_id, library):
        digest.update(source.data)
    return digest.hexdigest()


def night_files(source: Source, library: Library) -> dict[str, bytes]:
    """Every file a night of this election stores: the election, its forms, all they extend.

    CatalogueError when one of them has a problem: a night never begins on a bad file.
    """
    rules = load_rules(source, library)
    files = {f"election/{rules.election.id}.toml": source.data}
    for contest in rules.election.contests:
        for part in _chain(contest.form, library):
            name = (open_as(part, "form", Problems()) or {})["id"]
            files[f"form/{name}.toml"] = part.data
    return files


def _chain(form_id: str, library: Library) -> tuple[Source, ...]:
    """The files of a form, base first."""
    merged = merge_form(library.form(form_id), library, Problems())
    return merged.chain if merged else ()


def check_file(source: Source, library: Library) -> tuple[Problem, ...]:
    """Every problem of one form, election, night script or model of causes, told by the file's own
    ``kind``.
    """
    from tally_app.catalog.causes import read_causes
    from tally_app.catalog.nights import read_night
    from tally_app.catalog.source import FORMATS, parse

    problems = Problems()
    raw = parse(source, problems)
    if raw is None:
        return tuple(problems)
    try:
        match raw.get("kind"):
            case "form":
                read_form(source, library, problems)
            case "election":
                read_election(source, library, problems)
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
