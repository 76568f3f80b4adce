"""A finding in one sentence: the same words for the window, the papers and the command line."""

from __future__ import annotations

from tally_app.domain.naming import item_name
from tally_app.domain.night import Night
from tally_app.domain.reckoning import Reckoning
from tally_app.domain.relations import Result, outer_collection
from tally_app.domain.wording import Wording, grouped
from tally_app.domain.words import Words


def named(
    night: Night, contest: str, reckoning: Reckoning, result: Result, wording: Wording
) -> str:
    """What a finding is about: the member, box or option of its ``each``, "" without one."""
    collection = outer_collection(reckoning.bound.book.checks[result.relation.key])
    return item_name(night, contest, collection, result.item, wording)


def filled(words: Words, result: Result, name: str, wording: Wording) -> str:
    """A form's sentence with its places filled."""
    difference = grouped(abs(result.difference or 0))
    return wording.pick(words).format(item=name, difference=difference)
