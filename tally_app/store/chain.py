"""Events to rows and back, and the question whether each follows the one before."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final, Literal

from tally_app.domain.night.event import EVENT_VERSION, GENESIS, Event, canonical, chain_hash
from tally_app.store.errors import StoreError
from tally_app.store.schema import EVENT_COLUMNS

Reason = Literal["sequence", "version", "unreadable", "before", "hash"]
Row = tuple[Any, ...]

_PAYLOAD: Final = EVENT_COLUMNS.index("payload")


def to_row(event: Event) -> Row:
    """Return the columns of an event in the order of EVENT_COLUMNS."""
    return (
        event.seq,
        event.at,
        event.who,
        event.contest,
        event.kind,
        event.version,
        canonical(event.payload).decode(),
        event.before,
        event.hash,
    )


def read_chain(rows: Iterable[Row]) -> Iterator[Event]:
    """Yield each event; StoreError "chain" names the first that does not fit and why."""
    before: Event | None = None
    for row in rows:
        event = read_row(row)
        reason = misfit(before, event)
        if reason:
            raise StoreError("chain", seq=event.seq, reason=reason)
        yield event
        before = event


def misfit(before: Event | None, event: Event) -> Reason | None:
    """Return why ``event`` cannot follow ``before`` (None: be the first), None if it can."""
    if event.seq != (before.seq + 1 if before else 1):
        return "sequence"
    if not 1 <= event.version <= EVENT_VERSION:
        return "version"
    if event.before != (before.hash if before else GENESIS):
        return "before"
    return None if event.hash == chain_hash(event.body()) else "hash"


def read_row(row: Row) -> Event:
    """The event of one row; StoreError "chain" where it is none."""
    try:
        payload = json.loads(row[_PAYLOAD])
        event = Event(**{**dict(zip(EVENT_COLUMNS, row, strict=True)), "payload": payload})
        # Only the canonical form of a payload is the text its hash covers.
        if isinstance(payload, dict) and to_row(event) == row:
            canonical(event.body())
            return event
    except (ValueError, TypeError, RecursionError):
        pass
    raise StoreError("chain", seq=row[0], reason="unreadable")
