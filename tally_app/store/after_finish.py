"""The lock on a finished contest, once readable and once as the SQL condition of a trigger.

From "finished" until the print is withdrawn or a recount is opened the figures of a contest stand
(Art. 43: the protocol is what was signed). The store keeps this itself, whatever the layers above
may think, and the trigger keeps it against any other program.
"""

from collections.abc import Iterable
from typing import Final

from tally_app.domain.events import Event

FINISH: Final = "finished"

#: What opens a finished contest again.
REOPENING: Final = frozenset({"print_withdrawn", "recount_opened"})

#: What may still be said about a finished contest.
ALLOWED: Final = REOPENING | {
    "closed",
    "document_kept",
    "member_state_noted",
    "opened",
    "print_confirmed",
    "printed",
    "signed",
}


def finished_after(finished: frozenset[str], event: Event) -> frozenset[str]:
    """Return the ids of the contests that are finished once ``event`` has happened."""
    if event.kind == FINISH and event.contest:
        return finished | {event.contest}
    return finished - {event.contest} if event.kind in REOPENING else finished


def refusing(finished: frozenset[str], event: Event) -> str:
    """Return the id of the finished contest that refuses ``event``, "" if none does."""
    if event.kind in ALLOWED:
        return ""
    # A fact of the day is locked by any finished contest: its protocol prints the day's lines.
    return min(finished & {event.contest} if event.contest else finished, default="")


def _sql(kinds: Iterable[str]) -> str:
    return "(" + ", ".join(f"'{kind}'" for kind in sorted(kinds)) + ")"


#: The few events that finish or reopen; the same text makes the index and lets SQLite use it.
MILESTONES: Final = f"kind IN {_sql({FINISH, *REOPENING})}"

#: ``refusing`` as a condition on the row NEW that is about to be inserted.
SQL_REFUSED: Final = f"""
NEW.kind NOT IN {_sql(ALLOWED)}
AND EXISTS (
  SELECT 1 FROM event AS done
  WHERE done.{MILESTONES} AND done.kind = '{FINISH}' AND done.contest <> ''
    AND NEW.contest IN ('', done.contest)
    AND NOT EXISTS (
      SELECT 1 FROM event AS again
      WHERE again.{MILESTONES} AND again.kind <> '{FINISH}'
        AND again.contest = done.contest AND again.seq > done.seq))""".strip()  # noqa: S608 - constants of this file
