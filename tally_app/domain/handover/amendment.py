"""What a later version of an election file changes for one precinct, and whether that may still be
changed once the precinct is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from tally_app.domain.form.election import Contest, Election, Member, Option, Precinct

#: What is never changed in an open precinct; the words are ``package.changed.<name>``.
FIXED: Final = ("days", "ballots", "options", "constants", "decision", "precinct")


@dataclass(frozen=True, slots=True)
class RemovedOption:
    """An option of a contest that the later version says is removed."""

    contest: str
    option: Option


@dataclass(frozen=True, slots=True)
class ReplacedMember:
    """A member of the list, and who takes the place."""

    before: Member
    after: Member


@dataclass(frozen=True, slots=True)
class Amendment:
    """What changed: what may be taken (``options``, ``members``), and the names (``FIXED``) of what
    may not (``fixed``).
    """

    options: tuple[RemovedOption, ...]
    members: tuple[ReplacedMember, ...]
    fixed: tuple[str, ...]


def amendment(old: Election, new: Election, number: str) -> Amendment:
    """What a later version changes for the precinct of that number, which both have."""
    precincts = tuple(
        next(x for x in election.precincts if x.number == number) for election in (old, new)
    )
    before, after = (x.contests_of(p) for x, p in zip((old, new), precincts, strict=True))
    pairs = _pairs(before, after)
    fixed = {
        "days": (old.day, old.days) != (new.day, new.days),
        "ballots": [_bare(contest) for contest in before] != [_bare(contest) for contest in after],
        "options": any(_unlike(*pair) for pair in pairs),
        "constants": dict(old.constants) != dict(new.constants),
        "decision": (old.printed, old.own) != (new.printed, new.own),
        "precinct": _others(precincts[0]) != _others(precincts[1]) or not _seats(*precincts),
    }
    return Amendment(
        options=tuple(found for pair in pairs for found in _removed(*pair)),
        members=tuple(_replaced(*precincts)) if _seats(*precincts) else (),
        fixed=tuple(name for name in FIXED if fixed[name]),
    )


def _pairs(
    before: tuple[Contest, ...], after: tuple[Contest, ...]
) -> list[tuple[Contest, Contest]]:
    later = {contest.id: contest for contest in after}
    return [(contest, later[contest.id]) for contest in before if contest.id in later]


def _bare(contest: Contest) -> Contest:
    """The ballot without its options."""
    return replace(contest, options=())


def _unlike(before: Contest, after: Contest) -> bool:
    """Whether the options differ in more than that some were removed."""
    plain = [replace(option, removed=None) for option in before.options]
    restored = {option.id for option in before.options if option.removed}
    said = {option.id: option.removed for option in after.options}
    again = any(
        said.get(option.id) != option.removed for option in before.options if option.id in restored
    )
    return again or plain != [replace(option, removed=None) for option in after.options]


def _removed(before: Contest, after: Contest) -> Iterator[RemovedOption]:
    stood = {option.id for option in before.options if option.removed is None}
    for option in after.options:
        if option.removed is not None and option.id in stood:
            yield RemovedOption(before.id, option)


def _others(precinct: Precinct) -> Precinct:
    """What is said of the precinct beside its members; the number of day -20 is foretold only."""
    return replace(precinct, members=(), voters=None)


def _seats(before: Precinct, after: Precinct) -> bool:
    """Whether as many sit in the same offices: a commission does not grow in an open precinct."""
    offices = [sorted(x.office for x in precinct.members) for precinct in (before, after)]
    return offices[0] == offices[1]


def _replaced(before: Precinct, after: Precinct) -> Iterator[ReplacedMember]:
    """Who is gone and who came into the same office, in the order of the list."""
    here = {member.name for member in before.members}
    there = {member.name for member in after.members}
    came = [member for member in after.members if member.name not in here]
    for gone in before.members:
        if gone.name in there:
            continue
        new = next((member for member in came if member.office == gone.office), None)
        if new is not None:
            came.remove(new)
            yield ReplacedMember(gone, new)
