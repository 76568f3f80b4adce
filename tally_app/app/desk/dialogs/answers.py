"""What was typed into a dialog, read field by field, and what a dialog is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from tally_app.app.desk.scene import Scene
from tally_app.app.view.base import Intent
from tally_app.app.view.fields import Row
from tally_app.app.words.refusals import unfit_words
from tally_app.domain.night.command import LONGEST_NAME, LONGEST_PROSE, Command
from tally_app.domain.night.facts.commission import GuestNoted
from tally_app.domain.night.state import CAPACITIES
from tally_app.domain.values.counts import Count, parse_count
from tally_app.domain.values.signs import composed
from tally_app.domain.values.times import DAY, Moment, by_precinct, minutes_between, parse_time

#: Times of acts and signatures before this minute of the day belong to the night's second day.
_NIGHT_UNTIL: Final = 9 * 60
#: From this minute on one may also be the morning's of the election day: a member away since seven.
_MORNING: Final = 5 * 60
#: Prefix of the keys of the ticks beside members.
MEMBER: Final = "member:"
#: Prefix of the keys of the ticks beside others who are present.
GUEST: Final = "guest:"

Values = Mapping[str, str]
Errors = dict[str, str]
_Asked = TypeVar("_Asked", bound=Intent)


class Answers:
    """Reads the fields of a dialog; every field that cannot be read leaves an error beside it."""

    def __init__(self, scene: Scene, values: Values) -> None:
        self.scene = scene
        self.values = values
        self.errors: Errors = {}

    def words(self, key: str, longest: int = LONGEST_PROSE) -> str:
        """Text that must not be empty."""
        text = self.words_or_none(key, longest)
        if not text:
            self.errors[key] = self.scene.wording("bad.empty")
        return text

    def words_or_none(self, key: str, longest: int = LONGEST_PROSE) -> str:
        """Text that may be left out."""
        text = composed(self.values.get(key, "")).strip()
        if why := unfit_words(text, longest, self.scene.wording):
            self.errors[key] = why
        return text

    def name(self, key: str) -> str:
        """A name, or the number of a document, that must not be empty."""
        return self.words(key, LONGEST_NAME)

    def count(self, key: str) -> int:
        """A count."""
        outcome = parse_count(self.values.get(key, ""))
        if isinstance(outcome, Count):
            return outcome.value
        self._unread(key, getattr(outcome, "problem", "empty"))
        return 0

    def minutes(self, key: str) -> int:
        """A time read from the wall clock."""
        outcome = parse_time(self.values.get(key, ""), _NIGHT_UNTIL)
        if isinstance(outcome, Moment):
            return self._passed(outcome.minutes)
        self._unread(key, getattr(outcome, "problem", "empty"))
        return 0

    def _passed(self, minutes: int) -> int:
        """A morning hour that is still to come was this morning's: nothing is dated before it
        happened.
        """
        morning = minutes - DAY
        if not _MORNING <= morning < _NIGHT_UNTIL:
            return minutes
        night = self.scene.night
        at = by_precinct(self.scene.wall.isoformat(), night.precinct.utc_offset)
        now = minutes_between(night.rules.election.day, at)
        return morning if morning <= now < minutes else minutes

    def _unread(self, key: str, problem: str) -> None:
        """Why a field holds no figure: what nobody can see is named before anything else."""
        words = self.scene.wording
        self.errors[key] = unfit_words(self.values.get(key, ""), LONGEST_PROSE, words) or words(
            f"bad.{problem}"
        )

    def minutes_or_none(self, key: str) -> int | None:
        """A time that may be left out."""
        return self.minutes(key) if self.values.get(key, "").strip() else None

    def members(self) -> list[str]:
        """The commission members ticked."""
        return [p.id for p in self.scene.night.persons if self.values.get(MEMBER + p.id) == "yes"]

    def people(self, *keys: str) -> tuple[str, ...]:
        """Names of those present who were chosen in the fields."""
        night, found = self.scene.night, []
        for key in keys:
            chosen = self.values.get(key, "")
            one = night.person(chosen) or night.guest(chosen)
            found.append(one.name if one else "")
            if one is None:
                self.errors[key] = self.scene.wording("bad.empty")
        return tuple(found)

    def witnesses(self) -> tuple[tuple[str, ...], list[Command]]:
        """Who was there beside the commission; somebody written anew is recorded as present."""
        there = self.scene.night.guests
        ticked = [one.id for one in there if self.values.get(GUEST + one.id) == "yes"]
        name = composed(self.values.get("guest_name", "")).strip()
        if not name:
            return tuple(ticked), []
        capacity = self.values.get("guest_capacity", "")
        if capacity not in CAPACITIES:
            self.errors["guest_capacity"] = self.scene.wording("bad.empty")
            return tuple(ticked), []
        known = next((x.id for x in there if (x.name, x.capacity) == (name, capacity)), "")
        new = known or f"g{len(there) + 1}"
        noted = [] if known else [Command(GuestNoted(new, name, capacity))]
        return tuple(dict.fromkeys((*ticked, new))), noted


@dataclass(frozen=True, slots=True)
class Dialog(Generic[_Asked]):
    """The dialog of an intent; ``name`` finds its words. ``fields`` are (key, kind); kinds: text,
    count, time, office, state, member (of the commission), person (of those present), another (a
    member who is there, nobody preselected).

    ``members`` asks who was present; ``dangerous`` dialogs lock, open or destroy. ``record`` turns
    the answers into commands, ``start`` prefills fields, ``what`` names what is asked about;
    ``rows`` and ``ticks`` are fields that depend on the night.
    """

    intent: type[_Asked]
    name: str
    fields: tuple[tuple[str, str], ...]
    record: Callable[[Answers, _Asked], list[Command]]
    members: bool = False
    tone: str = ""
    dangerous: bool = False
    start: Callable[[Scene, _Asked], Values] | None = None
    what: Callable[[Scene, _Asked], str] | None = None
    rows: Callable[[Scene, _Asked], tuple[Row, ...]] | None = None
    ticks: Callable[[Scene], tuple[tuple[str, str, bool], ...]] | None = None
