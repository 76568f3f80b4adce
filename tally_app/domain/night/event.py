"""The journal's envelope: every fact is one event, chained to the one before by its hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

#: Hash that stands before the first event.
GENESIS: Final = "0" * 64

#: ``who`` before a commission list exists.
SETUP: Final = "setup"

#: Newest version of the payloads this program writes and reads.
EVENT_VERSION: Final = 1

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


def canonical(value: object) -> bytes:
    """Return the one byte form of a JSON value: sorted keys, no spaces, UTF-8, integers only.

    Raises TypeError for a float: figures are sacred and a float is not a figure.
    """
    _refuse_floats(value)
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8")


def _refuse_floats(value: object) -> None:
    if value is None or isinstance(value, str | int):  # what nearly every value is
        return
    if isinstance(value, float):
        raise TypeError(f"a float cannot be stored: {value!r}")
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError(f"a key must be text: {key!r}")
            _refuse_floats(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_floats(inner)


@dataclass(frozen=True, slots=True)
class Event:
    """One fact. ``at`` is the machine's local date-time with offset, handed in by the caller.

    ``contest`` is empty for facts of the day. ``payload`` is JSON without floats; its meaning is
    given by ``kind`` and ``version``. ``before`` and ``hash`` are SHA-256 in hex.
    """

    seq: int
    at: str
    who: str
    contest: str
    kind: str
    version: int
    payload: Mapping[str, Json]
    before: str
    hash: str

    def body(self) -> dict[str, object]:
        """Everything the hash covers."""
        return {
            "seq": self.seq,
            "at": self.at,
            "who": self.who,
            "contest": self.contest,
            "kind": self.kind,
            "version": self.version,
            "payload": dict(self.payload),
            "before": self.before,
        }


def chain_hash(body: Mapping[str, object]) -> str:
    """SHA-256 of an event's canonical body, the hash of the event before included."""
    return hashlib.sha256(canonical(dict(body))).hexdigest()


def hash_with(event: Event, payload: str) -> str:
    """The hash an event has by its body, whose ``payload`` is there in canonical text already.

    The same as ``chain_hash`` of its body: the keys stand in their order.
    """
    at, before, contest, kind, who = (
        json.dumps(text, ensure_ascii=False)
        for text in (event.at, event.before, event.contest, event.kind, event.who)
    )
    body = (
        f'{{"at":{at},"before":{before},"contest":{contest},"kind":{kind},"payload":{payload},'
        f'"seq":{event.seq:d},"version":{event.version:d},"who":{who}}}'
    )
    return hashlib.sha256(body.encode("utf-8")).hexdigest()


def next_event(
    before: Event | None,
    *,
    at: str,
    who: str,
    kind: str,
    payload: Mapping[str, Json],
    contest: str = "",
) -> Event:
    """Make the event that follows ``before`` (None: the first of the night)."""
    draft = Event(
        seq=before.seq + 1 if before else 1,
        at=at,
        who=who,
        contest=contest,
        kind=kind,
        version=EVENT_VERSION,
        payload=dict(payload),
        before=before.hash if before else GENESIS,
        hash="",
    )
    return replace(draft, hash=chain_hash(draft.body()))
