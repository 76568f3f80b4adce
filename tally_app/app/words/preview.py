"""The preview of a result in words; it always says that it is decided above the precinct."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tally_app.app.night.session import Session
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.naming import item_name
from tally_app.domain.record.preview import preview
from tally_app.domain.values.wording import Wording, grouped

_HUNDRED: Final = 100


def preview_words(session: Session, contest: str, words: Wording) -> Iterator[str]:
    """One line for the base, one for all ballots cast where that is another, one per share, one
    for what the rule would say; none without a rule or while figures are missing.
    """
    options = session.night.rules.contest(contest).options
    removed = [option.id for option in options if option.removed]
    found = preview(session.reckoning(contest), removed)
    if found is None:
        return
    yield words(f"preview.base_{found.base}", of=grouped(found.of))
    if found.cast is not None:
        yield words("preview.cast", cast=grouped(found.cast))
    for share in found.shares:
        name = _name(session, contest, share.cell, words)
        shown = {
            "name": name,
            "votes": grouped(share.votes),
            "percent": percent(share.hundredths, words),
        }
        key = "preview.share"
        if share.of_cast is not None:
            key, shown["cast"] = "preview.share_of_cast", percent(share.of_cast, words)
        yield "  " + words(key, **shown)
    leading = ", ".join(_name(session, contest, cell, words) for cell in found.leading)
    outcome = words(f"preview.{found.outcome}", leading=leading)
    yield words("preview.above", outcome=outcome)


def percent(hundredths: int, words: Wording) -> str:
    """8131 as 81.31 %, with the decimal sign of the language."""
    whole, rest = divmod(hundredths, _HUNDRED)
    return words("preview.percent", whole=whole, rest=f"{rest:02d}")


def _name(session: Session, contest: str, cell: Cell, words: Wording) -> str:
    line = session.night.form(contest).line(cell.line)
    name = item_name(session.night, contest, line.collection, cell.item, words)
    return name or words.pick(line.short or line.label)
