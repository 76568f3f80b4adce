"""Tables a commission has, as an election in the making: which column is which is read from its
head, whatever the order; a cell is taken as it stands, right or wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tally_app.domain.maker.cells import (
    IN_WORDS,
    Cells,
    Heads,
    cell,
    columns_of,
    matter_of,
    plain,
    words_in,
)
from tally_app.domain.maker.decisions import Decisions
from tally_app.domain.maker.draft import (
    DraftContest,
    DraftElection,
    DraftFault,
    DraftMember,
    DraftOption,
    DraftPrecinct,
    DraftRemoved,
    Spot,
)
from tally_app.domain.values.dates import iso_of
from tally_app.domain.values.text_table import TextTable
from tally_app.domain.values.words import Words

#: What parts one member from the next in a cell, and a member from the office.
_MEMBERS: Final = ";"
_OFFICE: Final = ","


@dataclass(frozen=True, slots=True)
class Assembled:
    """What tables say: the election, faults of the tables themselves, and where each row of it is,
    by matter, row and of which ballot or precinct.
    """

    draft: DraftElection
    faults: tuple[DraftFault, ...]
    places: Mapping[tuple[str, int, int], Cells]


def assembled(
    tables: Sequence[TextTable],
    heads: Heads,
    given: DraftElection,
    own: Mapping[str, str] | None = None,
) -> Assembled:
    """The election of all tables; ``given`` has its day and its ballots, with names as they are
    where no table says another. ``own`` is the ballot whose "options" and the precinct
    whose "members" a table has without a column for it.
    """
    return _Assembly(heads, given, own or {}).of(tables)


def pasted_options(
    rows: Sequence[Sequence[str]], heads: Heads, languages: Sequence[str]
) -> tuple[DraftOption, ...]:
    """Options pasted from a word processor or a spreadsheet: by their heads where there are any,
    else names and who nominated them in the languages of the file side by side, as the columns
    stand on the page; a number of the line before them is left out.
    """
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if not filled:
        return ()
    columns = columns_of(filled[0], heads)
    if matter_of(columns) == "options":
        return tuple(_option(x, columns, at) for at, x in enumerate(filled[1:], 1))
    first = 1 if all(row and row[0].strip(" .)").isdigit() for row in filled) else 0
    keys = [f"{name}.{language}" for name in ("name", "by") for language in languages]
    columns = {key: first + at for at, key in enumerate(keys)}
    return tuple(_option(row, columns, at) for at, row in enumerate(filled, 1))


class _Assembly:
    def __init__(self, heads: Heads, given: DraftElection, own: Mapping[str, str]) -> None:
        self.heads, self.own = heads, own
        self.draft = given
        self.faults: list[DraftFault] = []
        self.places: dict[tuple[str, int, int], Cells] = {}
        self.options: list[list[DraftOption]] = [[*x.options] for x in given.contests]
        self.members: dict[str, list[tuple[DraftMember, Cells]]] = {}
        self.precincts: list[DraftPrecinct] = [*given.precincts]
        self.decisions = Decisions(given, heads)

    def of(self, tables: Sequence[TextTable]) -> Assembled:
        """Ballots first, for the others name them; then options, precincts, members, decisions."""
        known = [
            (table, at, columns_of(row, self.heads)) for table in tables for at, row in _head(table)
        ]
        for matter in ("ballots", "options", "precincts", "members", "decisions"):
            for table, head, columns in known:
                if matter_of(columns) == matter:
                    self._table(matter, table, head, columns)
        if not any(matter_of(columns) for *_, columns in known):
            self.faults.append(DraftFault(Spot("options"), "no_heads"))
        return self._whole()

    def _table(self, matter: str, table: TextTable, head: int, columns: Mapping[str, int]) -> None:
        read = getattr(self, f"_{matter}")
        for at, row in enumerate(table.rows[head + 1 :], head + 2):
            if any(cell.strip() for cell in row):
                read(row, Cells(table.file, table.name, at, columns))

    def _ballots(self, row: Sequence[str], cells: Cells) -> None:
        """A row without a form names the election."""
        title, form = words_in(row, cells.columns, "title"), cell(row, cells.columns, "form")
        named = cell(row, cells.columns, "id")
        if not form:
            self.places["election", 1, 0] = cells
            self.draft = replace(
                self.draft, name=title or self.draft.name, id=named or self.draft.id
            )
            return
        contests = [*self.draft.contests]
        position = self._ballot(row, cells)
        if position is None or contests[position].form != form:
            self._strange(cells, "form", form, [contest.form for contest in contests])
            return
        of = contests[position]
        contests[position] = replace(of, name=title or of.name, id=named or of.id)
        self.places["ballots", position + 1, 0] = cells
        self.draft = replace(self.draft, contests=tuple(contests))

    def _options(self, row: Sequence[str], cells: Cells) -> None:
        position = self._ballot(row, cells)
        if position is None:
            found = cell(row, cells.columns, "ballot")
            self._strange(cells, "ballot", found, [str(n) for n, _ in enumerate(self.options, 1)])
            return
        options = self.options[position]
        options.append(_option(row, cells.columns, len(options) + 1))
        self.places["options", len(options), position + 1] = cells

    def _precincts(self, row: Sequence[str], cells: Cells) -> None:
        def said(name: str) -> str:
            return cell(row, cells.columns, name)

        places = {name: words_in(row, cells.columns, name) for name in IN_WORDS["precincts"]}
        kind = said("type")
        written = said("members")
        self.precincts.append(
            DraftPrecinct(
                number=said("number"),
                type=self.heads.types.get(plain(kind), kind),
                clock=said("clock"),
                voters=said("voters"),
                ballots=tuple(self._ballot_ids(said("ballots"))),
                members=tuple(self._in_a_cell(written)),
                **places,
            )
        )
        self.places["precincts", len(self.precincts), 0] = cells
        for number, _ in enumerate(self.precincts[-1].members, 1):
            at = replace(cells, columns={"name": cells.columns["members"]})
            self.places["members", number, len(self.precincts)] = at

    def _members(self, row: Sequence[str], cells: Cells) -> None:
        columns = {**cells.columns, "name": cells.columns["member"]}
        number, office = cell(row, columns, "number"), cell(row, columns, "office")
        number = number if "number" in columns else self.own.get("members", "")
        named, name = cell(row, columns, "id"), cell(row, columns, "member")
        member = DraftMember(named, name, self._office(office))
        at = replace(cells, columns=columns)
        self.members.setdefault(number, []).append((member, at))

    def _in_a_cell(self, text: str) -> Iterator[DraftMember]:
        """Members in one cell: name, office; name, office."""
        for number, part in enumerate(filter(str.strip, text.split(_MEMBERS)), 1):
            name, _, office = part.partition(_OFFICE)
            yield DraftMember(f"m{number}", name.strip(), self._office(office.strip()))

    def _office(self, text: str) -> str:
        return self.heads.offices.get(plain(text), text) if text else "member"

    def _ballot(self, row: Sequence[str], cells: Cells) -> int | None:
        """The position of the ballot a row is of: the only one, or by its number or id."""
        said = cell(row, cells.columns, "ballot")
        if "ballot" not in cells.columns:
            said = self.own.get("options", "")
        ids = [contest.id for contest in self.draft.contests]
        if not said and len(ids) == 1:
            return 0
        if said in ids:
            return ids.index(said)
        return int(said) - 1 if said.isdecimal() and 0 < int(said[:4]) <= len(ids) else None

    def _ballot_ids(self, text: str) -> Iterator[str]:
        ids = [contest.id for contest in self.draft.contests]
        for said in text.replace(",", " ").replace(";", " ").split():
            known = said.isdecimal() and 0 < int(said[:4]) <= len(ids)
            yield ids[int(said) - 1] if known and said not in ids else said

    def _decisions(self, row: Sequence[str], cells: Cells) -> None:
        for column, code, args in self.decisions.take(row, cells):
            self._stray(cells, column, code, args)

    def _strange(self, cells: Cells, column: str, found: str, known: Sequence[str]) -> None:
        args = {"found": found or "–", "known": ", ".join(known) or "–"}
        self._stray(cells, column, "unknown_ballot", args)

    def _stray(self, cells: Cells, column: str, code: str, args: Mapping[str, str]) -> None:
        """A cell that belongs nowhere in the election."""
        row = len(self.places) + len(self.faults) + 1
        self.places["rows", row, 0] = cells
        self.faults.append(DraftFault(Spot("rows", row, column), code, args=args))

    def _whole(self) -> Assembled:
        precincts = []
        for of, precinct in enumerate(self.precincts, 1):
            listed = [*precinct.members]
            for member, cells in self.members.pop(precinct.number, ()):
                listed.append(replace(member, id=member.id or f"m{len(listed) + 1}"))
                self.places["members", len(listed), of] = cells
            precincts.append(replace(precinct, members=tuple(listed)))
        for number, rest in self.members.items():
            for _, cells in rest:
                self._stray(cells, "number", "unknown_number", {"found": number or "–"})
        pairs = zip(self.draft.contests, self.options, strict=True)
        contests = tuple(replace(contest, options=tuple(found)) for contest, found in pairs)
        draft = replace(self.draft, contests=contests, precincts=tuple(precincts))
        draft = self.decisions.written_into(draft)
        self.places.update(self.decisions.places)
        return Assembled(spoken(draft), tuple(self.faults), self.places)


def spoken(draft: DraftElection) -> DraftElection:
    """The election in the state languages, and in a third one as soon as an option or a precinct
    has a text in it; texts in others are the forms' own and are left out.
    """
    said: set[str] = set()
    for words in (
        *(option.name for contest in draft.contests for option in contest.options),
        *(words for x in draft.precincts for words in (x.region, x.district, x.address)),
    ):
        said.update(language for language, text in words.items() if text)
    languages = (*draft.languages, *sorted(said - {*draft.languages}))

    def only(words: Words) -> Words:
        return {language: words[language] for language in languages if language in words}

    contests = tuple(replace(contest, name=only(contest.name)) for contest in draft.contests)
    return replace(draft, languages=languages, name=only(draft.name), contests=contests)


def ids_of(forms: Sequence[str]) -> tuple[str, ...]:
    """Ids of the ballots: the id of the form, numbered where a form comes twice."""
    return tuple(
        form if forms.count(form) == 1 else f"{form}-{forms[:at].count(form) + 1}"
        for at, form in enumerate(forms)
    )


def begun(ballots: Sequence[DraftContest], day: str, days: Sequence[str] = ()) -> DraftElection:
    """An election nothing is known of but its ballots and its day."""
    named = " · ".join(dict.fromkeys(contest.form for contest in ballots))
    several = len(ballots) > 1
    name: dict[str, str] = {}
    for language in dict.fromkeys(x for contest in ballots for x in contest.name):
        texts = dict.fromkeys(contest.name.get(language, "") for contest in ballots)
        name[language] = "; ".join(filter(None, texts)) if several else next(iter(texts))
    id_ = f"{named.replace(' · ', '-')}-{day}"
    return DraftElection(id_, name, day=day, days=tuple(days), contests=tuple(ballots))


def _option(row: Sequence[str], columns: Mapping[str, int], number: int) -> DraftOption:
    named = cell(row, columns, "id") or f"c{number}"
    name, by = words_in(row, columns, "name"), words_in(row, columns, "by")
    return DraftOption(named, name, by, _removed(row, columns))


def _removed(row: Sequence[str], columns: Mapping[str, int]) -> DraftRemoved | None:
    """That an option was removed after printing, None where its cells are empty."""
    day, counts = iso_of(cell(row, columns, "removed_day")), cell(row, columns, "counts")
    decision, treatment = (words_in(row, columns, name) for name in ("removed", "treatment"))
    if not (day or decision or treatment):
        return None
    return DraftRemoved(day, decision, treatment, counts or DraftRemoved().counts)


def _head(table: TextTable) -> Iterator[tuple[int, Sequence[str]]]:
    """The first row that has anything in it, with its position."""
    found = ((at, row) for at, row in enumerate(table.rows) if any(cell.strip() for cell in row))
    first = next(found, None)
    if first:
        yield first
