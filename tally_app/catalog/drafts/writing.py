"""An election in the making as an election file.

A file that was there keeps what the maker does not know, its comments and its order: only what
changed is written anew. A new file is written whole.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import tomlkit
from tomlkit.items import AoT

from tally_app.catalog.drafts.reading import draft_of
from tally_app.catalog.dump import dump
from tally_app.domain.form.form import ELECTION_FORMAT
from tally_app.domain.maker.draft import (
    DraftContest,
    DraftElection,
    DraftOption,
    DraftPrecinct,
    PrintAct,
)
from tally_app.domain.maker.precincts import offset
from tally_app.domain.values.counts import Count, parse_count

#: Lists of tables with what their tables are known by, and the lists inside them.
_LISTS: Final[Mapping[str, str]] = {
    "contest": "id", "option": "id", "precinct": "number", "member": "id",
}  # fmt: skip
_ALPHABET: Final = "alphabet"
_OWN: Final = "own"


def written(draft: DraftElection, before: str = "") -> str:
    """The text of the file; ``before`` is the text it was read from, "" for a new one.

    Reading it back gives the same election in the making, but for texts that were no numbers where
    only a number can stand: they are kept as texts, which ``check_file`` tells.
    """
    asked = tables_of(draft)
    if not before:
        return dump(asked)
    stands = tables_of(draft_of(tomllib.loads(before)))
    if stands == asked:
        return before
    document = tomlkit.parse(before)
    _update(document, stands, asked)
    return tomlkit.dumps(document)


def tables_of(draft: DraftElection) -> dict[str, Any]:
    """The keys of the file that the maker knows, in the order in which they are written."""
    return _without_nothing(
        {
            "format": ELECTION_FORMAT,
            "kind": "election",
            "id": draft.id,
            "languages": [*draft.languages],
            "day": _day(draft.day),
            "days": [*map(_day, draft.days)],
            "training": draft.training,
            "own": draft.own,
            "name": dict(draft.name),
            "constants": dict(draft.constants),
            "decided": _act(draft.decided) if draft.decided else {},
            "printed": _act(draft.printed) if draft.printed else {},
            "contest": [*map(_contest, draft.contests)],
            "precinct": [*map(_precinct, draft.precincts)],
        }
    )


def _act(act: PrintAct) -> dict[str, Any]:
    found = {"by": act.by, "act": act.number, "day": act.day, "decision": dict(act.words)}
    return _without_nothing(found)


def _contest(contest: DraftContest) -> dict[str, Any]:
    return _without_nothing(
        {
            "id": contest.id,
            "kind": contest.kind,
            "form": contest.form,
            "order": contest.order if contest.order != _ALPHABET else "",
            "name": dict(contest.name),
            "option": [
                _without_nothing(
                    {"id": x.id, "name": dict(x.name), "by": dict(x.by), "removed": _removed(x)}
                )
                for x in contest.options
            ],
        }
    )


def _removed(option: DraftOption) -> dict[str, Any]:
    if option.removed is None:
        return {}
    found = option.removed
    return _without_nothing(
        {
            "day": _day(found.day),
            "decision": dict(found.decision),
            "treatment": dict(found.treatment),
            "counts": found.counts if found.counts != _OWN else "",
        }
    )


def _precinct(precinct: DraftPrecinct) -> dict[str, Any]:
    voters, clock = parse_count(precinct.voters), offset(precinct.clock)
    return _without_nothing(
        {
            "number": precinct.number,
            "region": dict(precinct.region),
            "district": dict(precinct.district),
            "address": dict(precinct.address),
            "type": precinct.type,
            "utc_offset": precinct.clock if clock is None else clock,
            "voters": voters.value if isinstance(voters, Count) else precinct.voters,
            "ballots": [*precinct.ballots],
            "member": [{"id": x.id, "name": x.name, "office": x.office} for x in precinct.members],
        }
    )


def _day(text: str) -> date | str:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return text
    return found if found.isoformat() == text else text


def _without_nothing(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if value or type(value) is int}


def _update(table: Any, stands: Mapping[str, Any], asked: Mapping[str, Any]) -> None:  # noqa: ANN401 - tomlkit's tables
    """Write into a table of the document what is asked and does not stand there yet."""
    for key in [key for key in stands if key not in asked]:
        del table[key]
    for key, value in asked.items():
        old = stands.get(key)
        if old == value and type(old) is type(value):
            continue
        if key in _LISTS and isinstance(table.get(key), AoT):
            _update_list(table, key, old or [], value)
        elif isinstance(value, dict) and isinstance(old, dict):
            _update(table[key], old, value)
        else:
            table[key] = _item(value)


def _item(value: object) -> object:
    """A value that was not there: words stand in one line, rows in tables of their own."""
    if isinstance(value, dict):
        words = tomlkit.inline_table()
        words.update(value)
        return words
    if isinstance(value, list) and value and isinstance(value[0], dict):
        rows = tomlkit.aot()
        for inner in value:
            row = tomlkit.table()
            _update(row, {}, inner)
            rows.append(row)
        return rows
    return value


def _update_list(
    table: Any,  # noqa: ANN401 - as above
    key: str,
    stands: Sequence[Mapping[str, Any]],
    asked: Sequence[Mapping[str, Any]],
) -> None:
    """The tables of a list, found again by what they are known by, in the order asked for."""
    name = _LISTS[key]
    old: AoT = table[key]
    rows = _found_again([x.get(name) for x in stands], [x.get(name) for x in asked])
    if rows == [*range(len(stands))]:
        for stood, inner, wanted in zip(stands, old, asked, strict=True):
            _update(inner, stood, wanted)
        return
    anew = tomlkit.aot()
    for row, wanted in zip(rows, asked, strict=True):
        kept = tomlkit.table() if row is None else old[row]
        _update(kept, {} if row is None else stands[row], wanted)
        anew.append(kept)
    table[key] = anew


def _found_again(stands: Sequence[object], asked: Sequence[object]) -> list[int | None]:
    """Which row each one asked for was: the one of its name, else one at its place that got another
    name, else None.
    """
    free = {name: row for row, name in reversed([*enumerate(stands)])}
    rows = [free.pop(name, None) for name in asked]
    taken = {row for row in rows if row is not None}
    return [
        place if row is None and place < len(stands) and place not in taken else row
        for place, row in enumerate(rows)
    ]
