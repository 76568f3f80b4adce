"""Precincts and their commissions in the making: what is wrong, in which cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from tally_app.domain.form.form import PrecinctType
from tally_app.domain.maker.draft import (
    DraftElection,
    DraftFault,
    DraftMember,
    DraftPrecinct,
    Forms,
    Spot,
)
from tally_app.domain.maker.foretold import foretold
from tally_app.domain.maker.names import looks, signs, texts
from tally_app.domain.values.counts import BadText, Count, parse_count
from tally_app.domain.values.file_names import fits

OFFICES: Final = ("chair", "deputy", "secretary", "member")
#: Minutes east of UTC.
_FARTHEST: Final = 840
#: Other precincts of a member that are named.
_NAMED: Final = 5
_PLACES: Final = ("region", "district", "address")


class KnownFaults:
    """The faults of each row as they were found last, while it and what they rest on stay: of
    thousands of rows one is typed in.
    """

    def __init__(self) -> None:
        self._rests_on: object = None
        self._rows: dict[int, tuple[DraftPrecinct, tuple[DraftFault, ...]]] = {}

    def of(
        self, row: int, precinct: DraftPrecinct, find: Callable[[], Iterable[DraftFault]]
    ) -> tuple[DraftFault, ...]:
        """The faults of a row, found anew where another precinct stands in it."""
        before, found = self._rows.get(row, (None, ()))
        if before is not precinct:
            found = tuple(find())
            self._rows[row] = precinct, found
        return found

    def rest_on(self, said: object) -> None:
        """Forget everything where the rest of the election is another one."""
        if said != self._rests_on:
            self._rests_on = said
            self._rows.clear()


def precincts(
    draft: DraftElection, forms: Forms, known: KnownFaults | None = None
) -> Iterator[DraftFault]:
    """Faults of all precincts, in their order, those of their members among them; what is
    ``known`` of rows that stay is not looked for again.
    """
    known = known or KnownFaults()
    ballots = [(contest.id, contest.form) for contest in draft.contests]
    known.rest_on((ballots, draft.languages, dict(draft.constants), [*map(id, forms.values())]))
    types = {kind.id: kind for form in forms.values() for kind in form.precinct_types}
    numbers = Counter(precinct.number.strip() for precinct in draft.precincts)
    sits = _sits(draft.precincts)
    for row, precinct in enumerate(draft.precincts, 1):
        yield from _number(row, precinct.number, numbers)
        yield from known.of(row, precinct, partial(_alone, row, precinct, draft, forms, types))
        yield from _elsewhere(row, draft.precincts, sits)


def _alone(
    row: int,
    precinct: DraftPrecinct,
    draft: DraftElection,
    forms: Forms,
    types: Mapping[str, PrecinctType],
) -> Iterator[DraftFault]:
    """Faults of a precinct for which no other one is asked."""
    for place in _PLACES:
        spot = Spot("precincts", row, place)
        yield from texts(spot, getattr(precinct, place), draft.languages)
    yield from _type(row, precinct, types)
    yield from _ballots(row, precinct, draft)
    yield from _figures(row, precinct, draft, forms)
    yield from members(row, precinct.members)


def _number(row: int, number: str, numbers: Mapping[str, int]) -> Iterator[DraftFault]:
    spot, bare = Spot("precincts", row, "number"), number.strip()
    if not bare:
        yield DraftFault(spot, "missing")
        return
    if not fits(bare):
        yield DraftFault(spot, "no_file_name", args={"found": bare})
    if numbers[bare] > 1:
        yield DraftFault(spot, "precinct_twice", args={"number": bare})


def _type(
    row: int, precinct: DraftPrecinct, types: Mapping[str, PrecinctType]
) -> Iterator[DraftFault]:
    kind, clock = precinct.type, precinct.clock.strip()
    if kind and kind not in types:
        args = {"found": kind, "known": ", ".join(types)}
        yield DraftFault(Spot("precincts", row, "type"), "unknown_type", args=args)
    spot = Spot("precincts", row, "clock")
    if clock and offset(clock) is None:
        yield DraftFault(spot, "clock", args={"found": clock})
    elif not clock and kind in types and types[kind].utc_offset is None:
        yield DraftFault(spot, "no_clock")


def offset(text: str) -> int | None:
    """Minutes east of UTC as a text ("300", "-60"), None for anything else."""
    sign, digits = (-1, text[1:]) if text[:1] in ("-", "\u2212") else (1, text.removeprefix("+"))
    if not (digits.isascii() and digits.isdigit()) or int(digits[:5]) > _FARTHEST:
        return None
    return sign * int(digits)


def _ballots(row: int, precinct: DraftPrecinct, draft: DraftElection) -> Iterator[DraftFault]:
    known = [contest.id for contest in draft.contests]
    strange = [ballot for ballot in precinct.ballots if ballot not in known]
    if strange:
        args = {"found": ", ".join(strange), "known": ", ".join(known)}
        yield DraftFault(Spot("precincts", row, "ballots"), "unknown_ballot", args=args)


def _figures(
    row: int, precinct: DraftPrecinct, draft: DraftElection, forms: Forms
) -> Iterator[DraftFault]:
    """The number of voters, and what the law says of it and of the size of the commission."""
    spot = Spot("precincts", row, "voters")
    read = parse_count(precinct.voters)
    if isinstance(read, BadText):
        yield DraftFault(spot, f"bad_{read.problem}", args={"found": precinct.voters})
    voters = read.value if isinstance(read, Count) else None
    told: set[str] = set()
    for contest in draft.contests:
        form = forms.get(contest.form)
        if form is None or (precinct.ballots and contest.id not in precinct.ballots):
            continue
        types = {kind.id: kind.constants for kind in form.precinct_types}
        constants = {**draft.constants, **types.get(precinct.type, {})}
        failing = foretold(form).failing(voters, len(precinct.members), constants)
        for relation, of_members in failing:
            if relation.key not in told:
                told.add(relation.key)
                at = replace(spot, column="members" if of_members else "voters")
                args = {"article": relation.law}
                yield DraftFault(at, "law", "warning", args, relation.message)


def members(of: int, found: Sequence[DraftMember]) -> Iterator[DraftFault]:
    """Faults of one commission, ``of`` which precinct it is."""
    chairs = [row for row, member in enumerate(found, 1) if member.office == "chair"]
    seen: dict[str, int] = {}
    for row, member in enumerate(found, 1):
        spot = Spot("members", row, "name", of)
        if not member.name.strip():
            yield DraftFault(spot, "missing")
        else:
            yield from signs(spot, member.name, cyrillic=True)
            first = seen.setdefault(looks(member.name), row)
            if first != row:
                args = {"name": member.name, "row": str(first)}
                yield DraftFault(spot, "member_twice", args=args)
        if member.office not in OFFICES:
            at = Spot("members", row, "office", of)
            yield DraftFault(at, "office", args={"found": member.office})
        if row in chairs[1:]:
            args = {"row": str(chairs[0])}
            yield DraftFault(Spot("members", row, "office", of), "two_chairs", args=args)
    if found and not chairs:
        yield DraftFault(Spot("members", 0, "office", of), "no_chair", "warning")


def _sits(found: Sequence[DraftPrecinct]) -> Mapping[str, tuple[int, ...]]:
    """In which rows of precincts a name stands, by its shape."""
    sits: dict[str, list[int]] = {}
    for row, precinct in enumerate(found, 1):
        for shape in dict.fromkeys(looks(member.name) for member in precinct.members):
            if shape:
                sits.setdefault(shape, []).append(row)
    return {shape: tuple(rows) for shape, rows in sits.items() if len(rows) > 1}


def _elsewhere(
    of: int, found: Sequence[DraftPrecinct], sits: Mapping[str, tuple[int, ...]]
) -> Iterator[DraftFault]:
    """Somebody who sits in two precincts, or two people of one name."""
    for row, member in enumerate(found[of - 1].members, 1):
        rows = sits.get(looks(member.name), ())
        # A name that stands in all of thousands of rows is told with the first few of them.
        others = [found[at - 1] for at in rows[: _NAMED + 1] if at != of][:_NAMED]
        if others:
            numbers = ", ".join(one.number.strip() or "–" for one in others)
            numbers += " …" if len(rows) > _NAMED + 1 else ""
            args = {"name": member.name, "numbers": numbers}
            yield DraftFault(Spot("members", row, "name", of), "sits_twice", "warning", args)
