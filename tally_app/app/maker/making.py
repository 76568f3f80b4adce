"""An election file out of a commission's tables, checked as a whole before it is written."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tally_app.app.maker.heads import heads
from tally_app.app.maker.words import Places, told
from tally_app.app.night.inspection import opened as found_as
from tally_app.catalog.check import check_file
from tally_app.catalog.drafts.reading import read_draft
from tally_app.catalog.drafts.writing import written
from tally_app.catalog.forms import load_form
from tally_app.catalog.incoming.workbook import read_tables
from tally_app.catalog.library import Library
from tally_app.catalog.problems import CatalogueError
from tally_app.catalog.source import Source
from tally_app.domain.form.form import Form
from tally_app.domain.maker.draft import (
    DECIDERS,
    DraftContest,
    DraftElection,
    DraftFault,
    PrintAct,
)
from tally_app.domain.maker.faults import faults
from tally_app.domain.maker.tables import assembled, begun, ids_of
from tally_app.domain.values.dates import in_full
from tally_app.domain.values.wording import Wording


@dataclass(frozen=True, slots=True)
class MadeElection:
    """An election in the making, every fault of it, and where its rows stand in the tables."""

    draft: DraftElection
    faults: tuple[DraftFault, ...]
    places: Places

    def count(self, severity: str) -> int:
        """How many faults of that severity there are."""
        return sum(fault.severity == severity for fault in self.faults)


def forms_of(ids: Sequence[str], library: Library) -> Mapping[str, Form]:
    """The forms that can be read, by their ids."""
    found: dict[str, Form] = {}
    for form_id in dict.fromkeys(ids):
        with suppress(KeyError, CatalogueError):
            found[form_id] = load_form(library.form(form_id), library)
    return found


def ballots_of(kinds: Sequence[str], forms: Mapping[str, Form]) -> tuple[DraftContest, ...]:
    """The ballots of these kinds, called as their forms are."""
    ids = ids_of(kinds)
    return tuple(_ballot(id_, kind, forms.get(kind)) for id_, kind in zip(ids, kinds, strict=True))


def _ballot(id_: str, kind: str, form: Form | None) -> DraftContest:
    kinds = form.contest_kinds if form else ()
    order = "lot" if form and form.ballot_order != "alphabet" else "alphabet"
    return DraftContest(id_, kind, next(iter(kinds), ""), form.name if form else {}, order=order)


def made_of_tables(
    given: DraftElection, paths: Sequence[Path], library: Library, wordings: Mapping[str, Wording]
) -> MadeElection:
    """The election of some workbooks and texts; ``given`` has its ballots and its day.

    CatalogueError for a file that is no table, OSError for one that cannot be read.
    """
    forms = forms_of([contest.form for contest in given.contests], library)
    tables = [table for path in dict.fromkeys(paths) for table in read_tables(path)]
    found = assembled(tables, heads(wordings, forms), given)
    draft = with_words(found.draft, wordings)
    return MadeElection(draft, (*found.faults, *faults(draft, forms)), found.places)


def opened(path: Path, library: Library) -> MadeElection:
    """An election file as an election in the making, with its faults; CatalogueError where it is no
    election.
    """
    draft = read_draft(Source.of(path))
    forms = forms_of([contest.form for contest in draft.contests], library.beside(path))
    return MadeElection(draft, faults(draft, forms), {})


def remarks(name: str, before: Path | None, library: Library, words: Wording) -> Iterator[str]:
    """What a sound election may be asked about: namesakes, sizes of commissions, numbers of voters,
    and which of them are others than in the file handed out ``before``. Nothing of a file that is
    no election; ``name`` is a path or an id. CatalogueError where ``before`` is none.
    """
    last = read_draft(Source.of(before)) if before else None
    source, nearer = found_as(name, library)
    try:
        draft = read_draft(source)
    except CatalogueError:
        return
    forms = forms_of([contest.form for contest in draft.contests], nearer)
    for fault in faults(draft, forms, last):
        if fault.severity != "error":
            yield told(fault, {}, words)


def new_election(kinds: Sequence[str], day: str, library: Library) -> DraftElection:
    """An election nothing is known of but its kinds and its day (ISO)."""
    return begun(ballots_of(kinds, forms_of(kinds, library)), day)


def with_act(draft: DraftElection, act: PrintAct, wordings: Mapping[str, Wording]) -> DraftElection:
    """The election whose protocol is printed by computer by that act; the paper names whose it is,
    its day and number.
    """
    said = {}
    for language in draft.languages if act.by in DECIDERS else ():
        words = wordings[language]
        with suppress(ValueError):
            day = in_full(date.fromisoformat(act.day), language)
            said[language] = words(f"maker.act.{act.by}", day=day, number=act.number)
    return replace(draft, printed=replace(act, words=said))


def with_words(draft: DraftElection, wordings: Mapping[str, Wording]) -> DraftElection:
    """The election whose papers name the act of the protocol, where a table said whose it is."""
    act = draft.printed
    return with_act(draft, act, wordings) if act and act.by and not act.words else draft


def text_of(draft: DraftElection, library: Library, before: str = "") -> str:
    """The file of an election without errors; CatalogueError where the file it would be is not
    sound: nothing is handed out that a precinct could not open.
    """
    text = written(draft, before)
    found = check_file(Source(f"{draft.id}.toml", text.encode()), library)
    own = [problem for problem in found if problem.code != "ambiguous_id"]
    if own:
        raise CatalogueError(own)
    return text


def write_new(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file that is not there yet, ``private`` so that its owner alone may read it;
    FileExistsError where one is.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags, 0o600 if private else 0o666), "wb") as file:  # noqa: PTH123 - a descriptor
        file.write(data)
