"""What goes in and out of the maker: tables, election files, packages, the list of options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from tally_app.app.maker.making import text_of, with_words
from tally_app.app.maker.words import Places, told
from tally_app.app.night.files import begin_nowhere
from tally_app.app.view.address import PaperName
from tally_app.app.view.base import Note
from tally_app.app.window.maker.shelf import write_whole
from tally_app.app.window.maker.tables import Shown
from tally_app.app.window.maker.work import Work
from tally_app.app.window.services import Services
from tally_app.catalog.drafts.keeping import KeptDraft
from tally_app.catalog.drafts.reading import read_draft
from tally_app.catalog.handover.package import ENDING
from tally_app.catalog.incoming.workbook import read_tables, text_table
from tally_app.catalog.rules import load_rules
from tally_app.catalog.source import Source
from tally_app.domain.maker.draft import DraftElection, DraftFault
from tally_app.domain.maker.edits import with_rows
from tally_app.domain.maker.merging import MergedPrecincts, merged
from tally_app.domain.maker.tables import Assembled, assembled, pasted_options, spoken
from tally_app.domain.values.file_names import fitted
from tally_app.domain.values.text_table import TextTable
from tally_app.domain.values.wording import Wording

#: Rows that could not be placed and are listed.
_LISTED: Final = 5
#: A key signs more than one election.
_KEY_FILES: Final = {"maker_new_key": "commission.key", "maker_letter": "commission-key.pdf"}
_LIST: Final = PaperName("form", "option_list")


@dataclass(frozen=True, slots=True)
class InTables:
    """What tables say together with what stood there, and which of their rows belong nowhere."""

    draft: DraftElection
    faults: tuple[DraftFault, ...]
    places: Places
    merged: MergedPrecincts

    def note(self, words: Wording) -> Note:
        """How many rows there are now, and every row that was left out."""
        contests, precincts = self.draft.contests, self.draft.precincts
        said = words(
            "maker.taken",
            options=sum(len(contest.options) for contest in contests),
            precincts=len(precincts),
            members=sum(len(precinct.members) for precinct in precincts),
        )
        if len(precincts) > self.merged.added:
            counts = {name: getattr(self.merged, name) for name in ("changed", "added", "kept")}
            said = f"{words('maker.merged', **counts)} {said}"
        left = [told(fault, self.places, words) for fault in self.faults]
        more = [words("maker.and_more", count=len(left) - _LISTED)] if len(left) > _LISTED else []
        return Note("\n".join((said, *left[:_LISTED], *more)), "warning" if left else "ok")


def opened(path: Path) -> KeptDraft:
    """An election file as it stands; CatalogueError where it is none."""
    source = Source.of(path)
    return KeptDraft(read_draft(source), source.data.decode("utf-8-sig"), str(path))


def pasted(text: str) -> TextTable:
    """A pasted text as a table."""
    return text_table(text)


def tables_of(path: Path) -> tuple[TextTable, ...]:
    """The tables of a workbook or a text; CatalogueError, OSError."""
    return read_tables(path)


def by_heads(read: Sequence[TextTable], shown: Shown) -> InTables | None:
    """Tables whose heads are known; None where none is. Options of a ballot take the place of what
    stood there, precincts and commissions are brought together by number: what no table speaks of
    stays.
    """
    draft = shown.draft
    known, own = shown.heads(), _own(shown)
    bare = replace(
        draft,
        contests=tuple(replace(x, options=()) for x in draft.contests),
        precincts=(),
        printed=None,
        constants={},
        decided=None,
    )
    found = assembled(read, known, bare, own)
    if not found.draft.precincts:
        empty = tuple(replace(x, members=()) for x in draft.precincts)
        found = assembled(read, known, replace(bare, precincts=empty), own)
    if any(fault.code == "no_heads" for fault in found.faults) or not _says(found, bare):
        return None
    said = found.draft
    pairs = zip(said.contests, draft.contests, strict=True)
    contests = tuple(replace(x, options=x.options or old.options) for x, old in pairs)
    both = merged(draft.precincts, said.precincts)
    whole = replace(said, contests=contests, precincts=both.precincts, **_decided(said, draft))
    spoke = with_words(spoken(whole), shown.wordings)
    return InTables(spoke, found.faults, found.places, both)


def _decided(said: DraftElection, stood: DraftElection) -> dict[str, Any]:
    """What a sheet decides takes the place of what stood: the constants and their act at once."""
    limits = said if said.constants else stood
    printed = said.printed or stood.printed
    return {"printed": printed, "constants": limits.constants, "decided": limits.decided}


def _own(shown: Shown) -> Mapping[str, str]:
    """Of which ballot or commission rows are that do not say it: the one whose page is open."""
    table, precincts = shown.table, shown.draft.precincts
    if table.matter == "members" and 0 < table.of <= len(precincts):
        return {"members": precincts[table.of - 1].number}
    return {"options": str(table.of)} if table.matter == "options" else {}


def _says(found: Assembled, bare: DraftElection) -> bool:
    """Whether a table said anything."""
    some = any(x.options for x in found.draft.contests) or found.places
    return bool(some or found.faults or found.draft.name != bare.name)


def with_options(shown: Shown, read: TextTable) -> DraftElection:
    """The election with the options of a pasted text."""
    options = pasted_options(read.rows, shown.heads(), shown.draft.languages)
    return spoken(with_rows(shown.draft, shown.table, options))


def suggested(kind: str, work: Work, position: int) -> str:
    """How a file that is written is called while nobody calls it otherwise."""
    name = fitted(work.draft.id) or "election"
    if kind == "maker_list":
        return f"{name}-{position + 1}.pdf"
    if kind in ("maker_new_key", "maker_letter"):
        return _KEY_FILES[kind]
    return f"{name}{ENDING}" if kind == "maker_package" else f"{name}.toml"


def written(work: Work, path: Path) -> str:
    """Write the election file; its text. What the maker cannot say stays as it stood there."""
    text = text_of(work.draft, work.library, work.kept.before)
    write_whole(path, text.encode())
    return text


def write_option_list(work: Work, position: int, path: Path, services: Services) -> None:
    """Write the list of a ballot's options as a paper to be compared and signed."""
    rules = load_rules(_source(work), work.library)
    precinct = rules.election.precincts[0].number
    session = begin_nowhere(rules, precinct, services.clock)
    contest = work.draft.contests[position].id
    write_whole(path, services.papers().of(session, contest, _LIST).pdf)


def _source(work: Work) -> Source:
    text = text_of(work.draft, work.library, work.kept.before)
    return Source(f"{work.draft.id}.toml", text.encode())
