"""An election in the making as it is kept on disk between two evenings: to the letter."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from tally_app.catalog.drafts.reading import draft_of
from tally_app.domain.maker.draft import (
    DraftContest,
    DraftElection,
    DraftOption,
    DraftPrecinct,
    PrintAct,
)

FORMAT: Final = 1
#: Bytes of what is kept: an election of a thousand precincts has a tenth of them.
MOST: Final = 32_000_000


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What is kept. ``before`` is the text of the election file it was opened from or written as
    last, ``path`` where that lies; ``unread`` are texts typed where only a number can stand, by
    their field; ``version`` is that of the last package.
    """

    draft: DraftElection
    before: str = ""
    path: str = ""
    unread: Mapping[str, str] = field(default_factory=dict)
    version: int = 0


class UnreadableDraftError(ValueError):
    """What was kept cannot be read."""


def kept(draft: KeptDraft) -> bytes:
    """The bytes of the file."""
    raw = {
        "format": FORMAT,
        "kind": "draft",
        "draft": _tables(draft.draft),
        "before": draft.before,
        "path": draft.path,
        "unread": dict(draft.unread),
        "version": draft.version,
    }
    return json.dumps(raw, ensure_ascii=False).encode("utf-8", "surrogatepass")


def read_kept(data: bytes) -> KeptDraft:
    """What the bytes say; UnreadableDraftError where they are no draft."""
    try:
        raw = json.loads(data.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise UnreadableDraftError from error
    if not isinstance(raw, dict) or raw.get("kind") != "draft" or raw.get("format") != FORMAT:
        raise UnreadableDraftError
    unread, version = raw.get("unread"), raw.get("version")
    return KeptDraft(
        draft_of(_table(raw.get("draft"))),
        str(raw.get("before", "")),
        str(raw.get("path", "")),
        {str(name): str(text) for name, text in _table(unread).items()},
        version if isinstance(version, int) else 0,
    )


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _tables(draft: DraftElection) -> dict[str, Any]:
    """The keys of an election file, with every text as it was typed and nothing left out."""
    return {
        "id": draft.id,
        "name": dict(draft.name),
        "languages": [*draft.languages],
        "day": draft.day,
        "days": [*draft.days],
        "training": draft.training,
        "own": draft.own,
        "constants": dict(draft.constants),
        "contest": [*map(_contest, draft.contests)],
        "precinct": [*map(_precinct, draft.precincts)],
        **({"printed": _act(draft.printed)} if draft.printed else {}),
        **({"decided": _act(draft.decided)} if draft.decided else {}),
    }


def _act(act: PrintAct) -> dict[str, Any]:
    return {"by": act.by, "act": act.number, "day": act.day, "decision": dict(act.words)}


def _contest(contest: DraftContest) -> dict[str, Any]:
    return {
        "id": contest.id,
        "form": contest.form,
        "kind": contest.kind,
        "name": dict(contest.name),
        "order": contest.order,
        "option": [*map(_option, contest.options)],
    }


def _option(option: DraftOption) -> dict[str, Any]:
    said = {"id": option.id, "name": dict(option.name), "by": dict(option.by)}
    gone = option.removed
    if gone is None:
        return said
    decided = {"decision": dict(gone.decision), "treatment": dict(gone.treatment)}
    return {**said, "removed": {"day": gone.day, "counts": gone.counts, **decided}}


def _precinct(precinct: DraftPrecinct) -> dict[str, Any]:
    return {
        "number": precinct.number,
        "region": dict(precinct.region),
        "district": dict(precinct.district),
        "address": dict(precinct.address),
        "type": precinct.type,
        "utc_offset": precinct.clock,
        "voters": precinct.voters,
        "ballots": [*precinct.ballots],
        "member": [{"id": x.id, "name": x.name, "office": x.office} for x in precinct.members],
    }
