"""A finding of a night in words: the same for window, papers and command line."""

from __future__ import annotations

from tally_app.domain.night.naming import item_name
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.state import Night
from tally_app.domain.relations.finding import Call, Finding, findings_of
from tally_app.domain.relations.rulebook import Result
from tally_app.domain.values.wording import Wording


def finding_of(
    night: Night, contest: str, reckoning: Reckoning, result: Result, wording: Wording
) -> Finding:
    """A result that fails, about a member, box or option as the night calls it."""
    findings = findings_of(reckoning.bound, wording)
    return findings.finding(result, reckoning.figures, _names(night, contest, wording))


def named(
    night: Night, contest: str, reckoning: Reckoning, result: Result, wording: Wording
) -> str:
    """What a result is about, whether it fails or holds; "" for no single item."""
    return findings_of(reckoning.bound, wording).name(result, _names(night, contest, wording))


def _names(night: Night, contest: str, wording: Wording) -> Call:
    return lambda collection, item: item_name(night, contest, collection, item, wording)
