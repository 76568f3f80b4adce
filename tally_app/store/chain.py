"""Events to rows and back, and the question whether each follows the one before."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final, Literal

from tally_app.domain.night.event import (
    EVENT_VERSION,
    GENESIS,
    Event,
    canonical,
    chain_hash,
    hash_with,
)
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
        reason = misfit(before, event, row[_PAYLOAD])
        if reason:
            raise StoreError("chain", seq=event.seq, reason=reason)
        yield event
        before = event


def misfit(before: Event | None, event: Event, payload: str = "") -> Reason | None:
    """Return why ``event`` cannot follow ``before`` (None: be the first), None if it can;
    ``payload`` is the canonical text of its own, where somebody has it already.
    """
    if event.seq != (before.seq + 1 if before else 1):
        return "sequence"
    if not 1 <= event.version <= EVENT_VERSION:
        return "version"
    if event.before != (before.hash if before else GENESIS):
        return "before"
    own = hash_with(event, payload) if payload else chain_hash(event.body())
    return None if event.hash == own else "hash"


def _hashable(event: Event) -> bool:
    """Whether its body has one byte form: texts, and whole numbers. ValueError for a text without
    one.
    """
    texts = (event.at, event.who, event.contest, event.kind, event.before, event.hash)
    if not all(type(text) is str for text in texts):
        return False
    "".join(texts).encode("utf-8")
    return type(event.seq) is type(event.version) is int


def read_row(row: Row) -> Event:
    """The event of one row; StoreError "chain" where it is none."""
    try:
        payload = json.loads(row[_PAYLOAD])
        event = Event(**{**dict(zip(EVENT_COLUMNS, row, strict=True)), "payload": payload})
        # Only the canonical form of a payload is the text its hash covers.
        if isinstance(payload, dict) and to_row(event) == row and _hashable(event):
            return event
    except (ValueError, TypeError, RecursionError):
        pass
    raise StoreError("chain", seq=row[0], reason="unreadable")
