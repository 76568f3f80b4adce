"""The lock on a finished contest, once readable and once as the SQL condition of a trigger.

From "finished" until the unsigned print is withdrawn or, once signed, a recount is opened the
figures of a contest stand (43(8)). The store keeps this itself, whatever the layers above may
think, and the trigger keeps it against any other program.
"""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from tally_app.domain.night.event import Event

FINISH: Final = "finished"
SIGN: Final = "signed"
WITHDRAW: Final = "print_withdrawn"

#: What opens a finished contest again.
REOPENING: Final = frozenset({WITHDRAW, "recount_opened"})

#: What may still be said about a finished contest.
ALLOWED: Final = REOPENING | {
    SIGN,
    "blank_checked",
    "blank_line_written",
    "blank_spoiled",
    "document_filed",
    "print_confirmed",
    "printed",
}

#: What is told of the program and its file: never of a ballot, and at any time.
OF_PROGRAM: Final = frozenset(
    {
        "begun_from_paper",
        "clock_jumped",
        "file_repaired",
        "head_read",
        "night_moved",
        "night_restored",
        "package_taken",
        "passphrase_forgone",
        "passphrase_given",
        "passphrase_wrong",
        "person_changed",
        "went_on_elsewhere",
    }
)

#: What may be said of the day whatever is finished: the protocol has its own list of who signs.
OF_THE_DAY: Final = (
    ALLOWED
    | OF_PROGRAM
    | {"count_interrupted", "count_resumed", "guest_noted", "member_state_noted"}
    | {"record_closed", "step_confirmed"}
)

#: Facts of the day that are locked line by line, by the lines a finished protocol rests on.
BY_LINE: Final = frozenset({"typed_day", "item_added", "item_removed"})


class ContestLock(NamedTuple):
    """What locked a contest last (finished, signed), and the day's lines and collections its
    protocol rests on: None where the event of an older version does not say, and locks all.
    """

    kind: str
    lines: frozenset[str] | None


#: Contests that are locked.
Locks = Mapping[str, ContestLock]


def locks_after(locks: Locks, event: Event) -> Locks:
    """Return the locks that stand once ``event`` has happened."""
    if event.contest and event.kind == FINISH:
        said = event.payload.get("locks")
        lines = frozenset(str(line) for line in said) if isinstance(said, list) else None
        return {**locks, event.contest: ContestLock(FINISH, lines)}
    if event.kind == SIGN and event.contest in locks:
        return {**locks, event.contest: locks[event.contest]._replace(kind=SIGN)}
    if event.kind in REOPENING:
        return {contest: lock for contest, lock in locks.items() if contest != event.contest}
    return locks


def refusing(locks: Locks, event: Event) -> str:
    """Return the id of the locked contest that refuses ``event``, "" if none does."""
    held = locks.get(event.contest)
    if event.kind == WITHDRAW and held is not None and held.kind == SIGN:
        return event.contest
    if event.kind in (ALLOWED if event.contest else OF_THE_DAY):
        return ""
    if event.contest:
        return event.contest if held is not None else ""
    return min((name for name, lock in locks.items() if _rests_on(lock, event)), default="")


def _rests_on(lock: ContestLock, event: Event) -> bool:
    """True when the locked protocol rests on what a fact of the day would change."""
    if event.kind not in BY_LINE or lock.lines is None:
        return True
    named = "line" if event.kind == "typed_day" else "collection"
    return event.payload.get(named, "") in lock.lines


def _sql(kinds: Iterable[str]) -> str:
    return "(" + ", ".join(f"'{kind}'" for kind in sorted(kinds)) + ")"


#: The few events that lock or reopen; the same text makes the index and lets SQLite use it.
MILESTONES: Final = f"kind IN {_sql({FINISH, SIGN, *REOPENING})}"


def _after(column: str, mark: str) -> str:
    """SQL for what follows a mark in a canonical payload: no string can hold a bare quote, and the
    JSON functions of SQLite may not be used inside a trigger.
    """
    return f"substr({column}, instr({column}, '{mark}') + {len(mark)})"


def _up_to(text: str, end: str) -> str:
    return f"substr({text}, 1, instr({text}, '{end}') - 1)"


_NAMED: Final = " ".join(
    (
        "CASE NEW.kind WHEN 'typed_day' THEN",
        _up_to(_after("NEW.payload", '"line":"'), '"'),
        "ELSE",
        _up_to(_after("NEW.payload", '"collection":"'), '"'),
        "END",
    )
)
_LOCKED: Final = _up_to(_after("done.payload", '"locks":['), "]")

#: ``_rests_on`` denied: a line of the day the finished protocol does not rest on.
_OTHER_LINE: Final = f"""
NEW.contest = '' AND NEW.kind IN {_sql(BY_LINE)}
      AND instr(done.payload, '"locks":[') > 0
      AND instr({_LOCKED}, '"' || {_NAMED} || '"') = 0""".strip()

#: ``refusing`` as conditions on the row NEW that is about to be inserted.
SQL_REFUSED: Final = f"""
NEW.kind NOT IN {_sql(ALLOWED)}
AND NOT (NEW.contest = '' AND NEW.kind IN {_sql(OF_THE_DAY)})
AND EXISTS (
  SELECT 1 FROM event AS done
  WHERE done.{MILESTONES} AND done.kind = '{FINISH}' AND done.contest <> ''
    AND NEW.contest IN ('', done.contest)
    AND NOT EXISTS (
      SELECT 1 FROM event AS again
      WHERE again.{MILESTONES} AND again.kind IN {_sql(REOPENING)}
        AND again.contest = done.contest AND again.seq > done.seq)
    AND NOT ({_OTHER_LINE}))""".strip()  # noqa: S608 - constants of this file
_LAST: Final = f"SELECT kind FROM event WHERE {MILESTONES} AND contest = NEW.contest"  # noqa: S608 - constants
SQL_SIGNED: Final = f"""
NEW.kind = '{WITHDRAW}' AND NEW.contest <> ''
AND '{SIGN}' = ({_LAST} ORDER BY seq DESC LIMIT 1)
AND '{FINISH}' = ({_LAST} AND kind <> '{SIGN}' ORDER BY seq DESC LIMIT 1)""".strip()
