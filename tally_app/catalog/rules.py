"""The stored files of a night: which ones it needs, and its rules from their bytes alone.

Hash of a form = SHA-256 of its files' bytes one after another in reading order (base first, the
parts a form includes before the form), so that ``cat BASE.toml PART.toml FORM.toml | sha256sum``
gives it without this program; of an election: of its file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from itertools import chain

from tally_app.catalog.elections import read_election
from tally_app.catalog.library import Library
from tally_app.catalog.merging.chain import File, read_chain
from tally_app.catalog.problems import CatalogueError, Problem, Problems
from tally_app.catalog.source import Source, forget
from tally_app.domain.night.state import Rules


def load_from_bytes(files: Mapping[str, bytes]) -> Rules:
    """Rules of a night from the files it stored, found by their own kind and id, not by name.

    CatalogueError when they do not hold exactly one election with all its forms, or have problems.
    """
    sources = [Source(name, data, kept=True) for name, data in files.items()]
    library = Library(sources=sources)
    found = library.ids("election")
    if len(found) != 1:
        args = {"found": ", ".join(found) or "–"}
        code = "one_election" if files else "no_files"
        raise CatalogueError([Problem(", ".join(files), "", code, args)])
    return load_rules(library.election(found[0]), library)


def load_rules(source: Source, library: Library) -> Rules:
    """Rules of an election file and the forms of a library; CatalogueError with every problem."""
    return rules_and_files(source, library)[0]


def rules_and_files(source: Source, library: Library) -> tuple[Rules, dict[str, bytes]]:
    """The rules, and every file a night of them stores: the election, its forms, all they extend
    and include.

    CatalogueError when one of them has a problem: a night never begins on a bad file.
    """
    problems = Problems()
    try:
        read, forms = read_election(source, library, problems)
        election = problems.settled(read)
        chains = {contest.id: _chain(contest.form, library) for contest in election.contests}
    finally:
        forget()  # the night keeps its rules, not the text they were read from
    hashes = {contest: _sha256(files) for contest, files in chains.items()}
    rules = Rules(election, dict(forms), hashlib.sha256(source.data).hexdigest(), hashes)
    files = {f"election/{election.id}.toml": source.data}
    for file in chain.from_iterable(chains.values()):
        files[f"{file.raw['kind']}/{file.id}.toml"] = file.source.data
    return rules, files


def form_sha256(form_id: str, library: Library) -> str:
    """Hash of a form with everything it extends; KeyError for an unknown id."""
    return _sha256(_chain(form_id, library))


def _sha256(files: Iterable[File]) -> str:
    return hashlib.sha256(b"".join(file.source.data for file in files)).hexdigest()


def _chain(form_id: str, library: Library) -> list[File]:
    """The files of a form in reading order."""
    links = read_chain(library.form(form_id), library, Problems())
    return [file for link in links for file in link.files()]
