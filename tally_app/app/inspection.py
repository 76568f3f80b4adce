"""Looking at forms and files without working on them: what there is, what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tally_app.catalog.dump import dump
from tally_app.catalog.forms import load_form, merge_form
from tally_app.catalog.library import Library, resolve
from tally_app.catalog.problems import Problems, worded
from tally_app.catalog.rules import check_file, load_rules
from tally_app.catalog.source import Source
from tally_app.domain.record import check_digits
from tally_app.domain.wording import Wording
from tally_app.store import verify


def known(library: Library, words: Wording) -> Iterator[tuple[str, str]]:
    """Id and name of every form and election file; CatalogueError for one with problems."""
    for form_id in library.ids("form"):
        yield form_id, words.pick(load_form(library.form(form_id), library).name)
    for election_id in library.ids("election"):
        rules = load_rules(library.election(election_id), library)
        yield election_id, words.pick(rules.election.name)


def problems_of(name: str, library: Library, words: Wording) -> list[str]:
    """Every problem of a form, election or night script, worded; ``name`` is a path or an id.

    OSError if a file cannot be read.
    """
    path = Path(name)
    kinds = [kind for kind in ("form", "election", "night") if name in library.ids(kind)]
    if kinds and not path.exists():
        source, nearer = resolve(library, kinds[0], name)
        return [worded(problem, words) for problem in check_file(source, nearer)]
    source = Source(name, path.read_bytes())
    return [worded(problem, words) for problem in check_file(source, library.beside(path))]


def merged_form(name: str, library: Library) -> str:
    """A form with everything it extends merged in, as TOML; ``name`` is an id or a path."""
    source, nearer = resolve(library, "form", name)
    load_form(source, nearer)
    merged = merge_form(source, nearer, Problems())
    return dump(merged.plain()) if merged else ""


def verdict(path: Path, words: Wording) -> tuple[bool, list[str]]:
    """Whether a precinct file's journal is whole, and what to say; StoreError if unusable."""
    result, name = verify(path), str(path)
    if result.sound:
        head = check_digits(result.head)
        return True, [words("cli.journal_sound", path=name, events=result.events, head=head)]
    said = []
    if result.reason:
        reason = words(f"cli.reason.{result.reason}")
        where = {"path": name, "seq": result.seq, "reason": reason, "events": result.events}
        said.append(words("cli.journal_fault", **where))
    said.extend(
        words("cli.journal_document", path=name, digest=digest) for digest in result.documents
    )
    said.extend(
        words("cli.journal_trigger", path=name, name=trigger) for trigger in result.triggers
    )
    return False, said
