"""An election file as an election in the making: whatever stands in it, right or wrong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from tally_app.catalog.problems import Problems
from tally_app.catalog.source import Source, open_as
from tally_app.domain.maker.draft import (
    DraftContest,
    DraftElection,
    DraftMember,
    DraftOption,
    DraftPrecinct,
    DraftRemoved,
    PrintAct,
)
from tally_app.domain.values.languages import CODES
from tally_app.domain.values.words import Words

_ALPHABET: Final = "alphabet"
_OWN: Final = "own"


def read_draft(source: Source) -> DraftElection:
    """The election in the making; CatalogueError where the file is no election at all.

    A value of a wrong type is read as nothing: ``check_file`` tells it.
    """
    problems = Problems()
    raw = open_as(source, "election", problems)
    if raw is None:
        return problems.settled(None)
    return draft_of(raw)


def draft_of(raw: Mapping[str, Any]) -> DraftElection:
    """The same of the tables of a file."""
    printed, decided = raw.get("printed"), raw.get("decided")
    days = raw.get("days")
    return DraftElection(
        id=_text(raw, "id"),
        name=_words(raw, "name"),
        languages=_languages(raw.get("languages")),
        day=_day(raw.get("day")),
        days=tuple(map(_day, days)) if isinstance(days, list) else (),
        training=raw.get("training") is True,
        own=raw.get("own") is True,
        contests=tuple(map(_contest, _tables(raw, "contest"))),
        precincts=tuple(map(_precinct, _tables(raw, "precinct"))),
        constants={
            str(name): value
            for name, value in _table(raw, "constants").items()
            if isinstance(value, int) and not isinstance(value, bool)
        },
        printed=_act(printed) if isinstance(printed, Mapping) else None,
        decided=_act(decided) if isinstance(decided, Mapping) else None,
    )


def _languages(said: object) -> tuple[str, ...]:
    """Only those the program speaks have a column to type in."""
    return tuple(x for x in said if x in CODES) if isinstance(said, list) else ()


def _act(raw: Mapping[str, Any]) -> PrintAct:
    day = _day(raw.get("day"))
    return PrintAct(_text(raw, "by"), _text(raw, "act"), day, _words(raw, "decision"))


def _contest(raw: Mapping[str, Any]) -> DraftContest:
    return DraftContest(
        id=_text(raw, "id"),
        form=_text(raw, "form"),
        kind=_text(raw, "kind"),
        name=_words(raw, "name"),
        options=tuple(
            DraftOption(_text(x, "id"), _words(x, "name"), _words(x, "by"), _removed(x))
            for x in _tables(raw, "option")
        ),
        order=_text(raw, "order") or _ALPHABET,
    )


def _removed(raw: Mapping[str, Any]) -> DraftRemoved | None:
    table = _table(raw, "removed")
    if not table:
        return None
    said = _words(table, "decision"), _words(table, "treatment")
    return DraftRemoved(_day(table.get("day")), *said, _text(table, "counts") or _OWN)


def _precinct(raw: Mapping[str, Any]) -> DraftPrecinct:
    ballots = raw.get("ballots")
    return DraftPrecinct(
        number=_text(raw, "number"),
        region=_words(raw, "region"),
        district=_words(raw, "district"),
        address=_words(raw, "address"),
        type=_text(raw, "type"),
        clock=_figure(raw, "utc_offset"),
        voters=_figure(raw, "voters"),
        ballots=tuple(map(str, ballots)) if isinstance(ballots, list) else (),
        members=tuple(
            DraftMember(_text(x, "id"), _text(x, "name"), _text(x, "office"))
            for x in _tables(raw, "member")
        ),
    )


def _text(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key)
    return value if isinstance(value, str) else ""


def _figure(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key)
    return str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else ""


def _table(raw: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = raw.get(key)
    return value if isinstance(value, Mapping) else {}


def _words(raw: Mapping[str, Any], key: str) -> Words:
    return {str(k): text for k, text in _table(raw, key).items() if isinstance(text, str)}


def _tables(raw: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = raw.get(key)
    return [x for x in value if isinstance(x, Mapping)] if isinstance(value, list) else []
