"""The lock on a finished contest, once readable and once as the SQL condition of a trigger.

From "finished" until the unsigned print is withdrawn or, once signed, a recount is opened the
figures of a contest stand (43(8)). The store keeps this itself, whatever the layers above may
think, and the trigger keeps it against any other program.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from tally_app.domain.events import Event

FINISH: Final = "finished"
SIGN: Final = "signed"
WITHDRAW: Final = "print_withdrawn"

#: What opens a finished contest again.
REOPENING: Final = frozenset({WITHDRAW, "recount_opened"})

#: What may still be said about a finished contest.
ALLOWED: Final = REOPENING | {SIGN, "print_confirmed", "printed"}

#: Contests that are locked, with what locked them last: finished, or signed.
Locks = Mapping[str, str]


def locks_after(locks: Locks, event: Event) -> Locks:
    """Return the locks that stand once ``event`` has happened."""
    if event.contest and (event.kind == FINISH or (event.kind == SIGN and event.contest in locks)):
        return {**locks, event.contest: event.kind}
    if event.kind in REOPENING:
        return {contest: kind for contest, kind in locks.items() if contest != event.contest}
    return locks


def refusing(locks: Locks, event: Event) -> str:
    """Return the id of the locked contest that refuses ``event``, "" if none does."""
    if event.kind == WITHDRAW and locks.get(event.contest) == SIGN:
        return event.contest
    if event.kind in ALLOWED:
        return ""
    # A fact of the day is locked by any finished contest: its protocol prints the day's lines.
    return min(locks.keys() & {event.contest} if event.contest else locks, default="")


def _sql(kinds: Iterable[str]) -> str:
    return "(" + ", ".join(f"'{kind}'" for kind in sorted(kinds)) + ")"


#: The few events that lock or reopen; the same text makes the index and lets SQLite use it.
MILESTONES: Final = f"kind IN {_sql({FINISH, SIGN, *REOPENING})}"

#: ``refusing`` as conditions on the row NEW that is about to be inserted.
SQL_REFUSED: Final = f"""
NEW.kind NOT IN {_sql(ALLOWED)}
AND EXISTS (
  SELECT 1 FROM event AS done
  WHERE done.{MILESTONES} AND done.kind = '{FINISH}' AND done.contest <> ''
    AND NEW.contest IN ('', done.contest)
    AND NOT EXISTS (
      SELECT 1 FROM event AS again
      WHERE again.{MILESTONES} AND again.kind IN {_sql(REOPENING)}
        AND again.contest = done.contest AND again.seq > done.seq))""".strip()  # noqa: S608 - constants of this file
_LAST: Final = f"SELECT kind FROM event WHERE {MILESTONES} AND contest = NEW.contest"  # noqa: S608 - constants
SQL_SIGNED: Final = f"""
NEW.kind = '{WITHDRAW}' AND NEW.contest <> ''
AND '{SIGN}' = ({_LAST} ORDER BY seq DESC LIMIT 1)
AND '{FINISH}' = ({_LAST} AND kind <> '{SIGN}' ORDER BY seq DESC LIMIT 1)""".strip()
