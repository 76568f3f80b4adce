"""The sheet of the checks: the same twelve in the same order, with the day and the hour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from tally_app.app.computer.checks import CheckOutcome
from tally_app.domain.values.dates import in_full
from tally_app.domain.values.handout import Handout, HandoutHeading, HandoutTable, HandoutText, same
from tally_app.domain.values.languages import STATE_LANGUAGES
from tally_app.domain.values.minutes import clock_of
from tally_app.domain.values.wording import Wording
from tally_app.domain.values.words import Words


def found(one: CheckOutcome, words: Wording) -> str:
    """What was measured, and what a person answered."""
    said = {
        key: words.pick(value) if isinstance(value, Mapping) else value
        for key, value in one.said.items()
    }
    name = f"{one.id}_{one.code}"
    measured = words(f"ready.found.{name}", **said)
    return f"{measured} · {answered(one.id, one.answer, words)}" if one.answer else measured


def answered(check: str, answer: str, words: Wording) -> str:
    """What a person may answer to a check."""
    name = f"{check}_{answer}"
    return words(f"ready.answer.{name}")


def sheet(
    checked: Sequence[CheckOutcome], wordings: Mapping[str, Wording], at: datetime
) -> Handout:
    """The sheet to be printed and signed by hand; it is no paper of a night."""

    def both(key: str, **said: object) -> Words:
        return {x: wordings[x](key, **said) for x in STATE_LANGUAGES}

    def each(one: CheckOutcome) -> tuple[Words, ...]:
        return (
            same(str([*checked].index(one) + 1)),
            both(f"ready.name.{one.id}"),
            {x: found(one, wordings[x]) for x in STATE_LANGUAGES},
            both(f"ready.wanted.{one.id}"),
            both("ready.yes" if one.ready else "ready.no"),
        )

    open_ = [one for one in checked if not one.ready]
    day = {x: in_full(at.date(), x) for x in STATE_LANGUAGES}
    todo = [
        (same(str([*checked].index(one) + 1)), both(f"ready.do.{one.id}"), same(""))
        for one in open_
    ]
    columns = tuple(
        (both(f"ready.column.{name}"), share)
        for name, share in (("number", 6), ("what", 25), ("found", 33), ("wanted", 22), ("end", 14))
    )
    counted = both(
        "ready.counted", every=len(checked), ready=len(checked) - len(open_), open=len(open_)
    )
    blocks: list[HandoutHeading | HandoutText | HandoutTable] = [
        HandoutTable(columns, tuple(map(each, checked)), frozenset(
            at for at, one in enumerate(checked) if not one.ready
        )),
        HandoutText(counted),
    ]  # fmt: skip
    if todo:
        who = (
            (both("ready.column.number"), 6),
            (both("ready.column.do"), 66),
            (both("ready.column.who"), 30),
        )
        blocks += [HandoutHeading(both("ready.open")), HandoutTable(who, tuple(todo))]
    signs = (
        (both("ready.column.office"), 30),
        (both("ready.column.name"), 40),
        (both("ready.column.sign"), 30),
    )
    offices = tuple(
        (both(f"office.{one}"), same("\n "), same("")) for one in ("chair", "secretary")
    )
    blocks += [HandoutHeading(both("ready.signed")), HandoutTable(signs, offices)]
    subtitle = {
        x: wordings[x]("ready.subtitle", day=day[x], time=clock_of(at.isoformat())) for x in day
    }
    return Handout(
        both("ready.title"), subtitle, tuple(blocks), both("ready.foot"), STATE_LANGUAGES
    )
