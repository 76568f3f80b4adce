"""``load_election``: the day, its contests with their options and forms, the precincts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from tally_app.catalog.ballots import complete, known_constants, read_contests
from tally_app.catalog.form_heads import precinct_type, utc_offset
from tally_app.catalog.library import Library
from tally_app.catalog.problems import Problems
from tally_app.catalog.shapes.election import (
    DecidedKeys,
    ElectionKeys,
    MemberKeys,
    PrecinctKeys,
    PrintedKeys,
)
from tally_app.catalog.source import Source, open_as
from tally_app.catalog.table import TomlTable, twice
from tally_app.domain.form.election import (
    UTC_OFFSET,
    Contest,
    Election,
    LimitDecision,
    Member,
    Precinct,
    PrintDecision,
)
from tally_app.domain.form.form import Form, PrecinctType
from tally_app.domain.values.counts import MAX_COUNT


def load_election(source: Source, library: Library) -> Election:
    """The election of a file; CatalogueError with every problem, those of its forms included."""
    problems = Problems()
    election, _ = read_election(source, library, problems)
    return problems.settled(election)


def read_election(
    source: Source, library: Library, problems: Problems
) -> tuple[Election | None, Mapping[str, Form]]:
    """The election as far as it can be read, and the form of every contest by its contest's id."""
    raw = open_as(source, "election", problems)
    if raw is None:
        return None, {}
    table = TomlTable(raw, problems, file=source.name)
    table.languages = ElectionKeys.languages.of(table)
    contests, forms = read_contests(table, library, problems)
    known = _known_constants(contests, forms)
    shared = ElectionKeys.constants.of(table, known)
    complete(table, contests, forms, shared)
    printed = ElectionKeys.printed.of(table)
    decided = _decided(ElectionKeys.decided.of(table))
    types = _types(table, forms.values(), known)
    precincts = list(ElectionKeys.precinct.of(table))
    twice(precincts, "number")
    ids = [contest.id for contest in contests]
    day = ElectionKeys.day.of(table)
    election = Election(
        id=ElectionKeys.id.of(table),
        name=ElectionKeys.name.of(table),
        day=day,
        contests=contests,
        precincts=tuple(_precinct(x, types, ids, sure=known is not None) for x in precincts),
        training=ElectionKeys.training.of(table),
        printed=_printed(printed) if printed else None,
        constants=shared,
        days=_days(table, day),
        types=tuple(types.values()),
        own=ElectionKeys.own.of(table),
        decided=decided,
    )
    table.done(*ElectionKeys.names())
    if not contests and "contest" in raw:
        table.problem("contest", "missing")
    problems.undeclared_once()
    return election, forms


def _days(table: TomlTable, day: str) -> tuple[str, ...]:
    """All voting days, in order, the election day the last of them."""
    days = ElectionKeys.days.of(table)
    if day and days and (list(days) != sorted(set(days)) or days[-1] != day):
        table.problem("days", "voting_days", found=", ".join(days), day=day)
    return days or (day,)


def _known_constants(
    contests: Collection[Contest], forms: Mapping[str, Form]
) -> Collection[str] | None:
    """Names of constants, None where a form is missing: what it knows would be told as unknown."""
    whole = all(contest.id in forms for contest in contests)
    return known_constants(forms.values()) if whole else None


def _types(
    table: TomlTable, forms: Collection[Form], known: Collection[str] | None
) -> dict[str, PrecinctType]:
    """The precinct types of the forms; one of the election's own takes the place of a form's."""
    types = {kind.id: kind for form in forms for kind in form.precinct_types}
    tables = list(ElectionKeys.precinct_type.of(table))
    twice(tables)
    for own in tables:
        kind = precinct_type(own)
        types[kind.id] = kind
        for name in kind.constants:
            if known is not None and name not in known:
                own.unknown(f"constants.{name}", "unknown_constant", name, known)
    return types


def _precinct(
    table: TomlTable, types: Mapping[str, PrecinctType], ids: Sequence[str], *, sure: bool
) -> Precinct:
    """A precinct; ``ids`` of the contests; ``sure`` where the types of all its forms are known."""
    members = list(PrecinctKeys.member.of(table))
    twice(members)
    kind = PrecinctKeys.type.of(table)
    if kind and kind not in types and sure:
        table.unknown("type", "unknown_precinct_type", kind, types)
    precinct = Precinct(
        number=PrecinctKeys.number.of(table),
        region=PrecinctKeys.region.of(table),
        district=PrecinctKeys.district.of(table),
        address=PrecinctKeys.address.of(table),
        members=tuple(_member(member) for member in members),
        type=kind,
        utc_offset=_offset(table, types.get(kind)),
        voters=_voters(table),
        ballots=PrecinctKeys.ballots.of(table),
    )
    for ballot in precinct.ballots:
        if ballot not in ids:
            table.unknown("ballots", "unknown_contest", ballot, ids)
    chairs = [member for member in precinct.members if member.office == "chair"]
    if len(chairs) > 1:
        table.problem("member", "two_chairs", found=", ".join(chair.name for chair in chairs))
    _named_twice(members)
    table.done(*PrecinctKeys.names())
    return precinct


def _voters(table: TomlTable) -> int | None:
    found = PrecinctKeys.voters.of(table)
    if found is not None and not 0 <= found <= MAX_COUNT:
        table.problem("voters", "bad_voters", found=found, limit=MAX_COUNT)
    return found


def _offset(table: TomlTable, kind: PrecinctType | None) -> int:
    """The precinct's own time zone, else its type's; a type without one wants the precinct's."""
    own = utc_offset(table, PrecinctKeys.utc_offset)
    if own is not None:
        return own
    if kind is None:
        return UTC_OFFSET
    if kind.utc_offset is None:
        table.problem("utc_offset", "no_utc_offset", found=kind.id)
        return UTC_OFFSET
    return kind.utc_offset


def _named_twice(members: list[TomlTable]) -> None:
    """One person cannot sit on a commission twice."""
    seen: set[str] = set()
    for member in members:
        name = " ".join(str(member.values.get("name", "")).split()).casefold()
        if name and name in seen:
            member.problem("name", "member_twice", found=member.values["name"])
        seen.add(name)


def _member(table: TomlTable) -> Member:
    office = MemberKeys.office.of(table)
    member = Member(MemberKeys.id.of(table), MemberKeys.name.of(table), office)
    if {"/", "."} & {*member.id}:  # both stand between the ids of a figure or a pair of rows
        table.problem("id", "bad_id", found=member.id)
    table.done(*MemberKeys.names())
    return member


def _decided(table: TomlTable | None) -> LimitDecision | None:
    """The act by which constants are others than the law's, named whole."""
    if table is None:
        return None
    keys = (DecidedKeys.by, DecidedKeys.act, DecidedKeys.day)
    decided = LimitDecision(*(key.of(table) for key in keys))
    table.done(*DecidedKeys.names())
    return decided


def _printed(table: TomlTable) -> PrintDecision:
    printed = PrintDecision(
        PrintedKeys.decision.of(table),
        by=PrintedKeys.by.of(table),
        number=PrintedKeys.act.of(table),
        day=PrintedKeys.day.of(table),
    )
    table.done(*PrintedKeys.names())
    return printed
