"""What happened to the program and its file, in words; hours are the precinct's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any, Final

from tally_app.domain.form.numbers import short_name
from tally_app.domain.handover.fingerprint import groups
from tally_app.domain.night.facts.finishing import PrintWithdrawn
from tally_app.domain.night.facts.program import (
    BegunFromPaper,
    ClockJumped,
    FileRepaired,
    HeadRead,
    NightMoved,
    NightRestored,
    PackageTaken,
    PassphraseForgone,
    PassphraseGiven,
    PassphraseSet,
    PassphraseWrong,
    PersonChanged,
    WentOnElsewhere,
)
from tally_app.domain.night.state import Night
from tally_app.domain.record.record import HEAD_DIGITS, check_digits
from tally_app.domain.values.dates import in_digits, stamp
from tally_app.domain.values.minutes import clock_of
from tally_app.domain.values.times import by_precinct, clock
from tally_app.domain.values.wording import Wording

#: What the sheet of the program tells, beside the second look and the changes of figures.
TOLD: Final = tuple(
    fact.kind
    for fact in (
        *(PersonChanged, ClockJumped, FileRepaired, HeadRead, NightRestored, NightMoved),
        *(BegunFromPaper, WentOnElsewhere, PackageTaken, PrintWithdrawn),
        *(PassphraseSet, PassphraseGiven, PassphraseWrong, PassphraseForgone),
    )
)
_OF_PASSPHRASE: Final = tuple(
    fact.kind for fact in (PassphraseSet, PassphraseGiven, PassphraseWrong, PassphraseForgone)
)
_NOBODY: Final = "–"
#: Digits of a hash that are enough to find it again.
_FIRST_DIGITS: Final = 16


def what_words(night: Night, kind: str, said: Mapping[str, Any], wording: Wording) -> str:
    """What one of ``TOLD`` says, without its name and time."""
    places = {name: str(value) for name, value in said.items()}
    match kind:
        case ClockJumped.kind:
            return _jump(night, said, wording)
        case PersonChanged.kind:
            places = {
                "person": _name(night, said["person"]),
                "before": _name(night, said["before"]),
            }
        case FileRepaired.kind:
            told = (_repaired(str(one), wording) for one in said["what"])
            places = {"what": "; ".join(dict.fromkeys(told))}
        case HeadRead.kind:
            form = night.form(night.first)
            known = said["occasion"] in form.step_ids
            step = wording.pick(form.step(said["occasion"]).name) if known else said["occasion"]
            places["occasion"] = step
        case NightMoved.kind:
            places = {name: place or _NOBODY for name, place in places.items()}
        case NightRestored.kind:
            made = by_precinct(said["made"], night.precinct.utc_offset)
            places["made"] = stamp(made, seconds=False)
            places["head"] = _head(said["head"])
        case BegunFromPaper.kind:
            places = {"papers": ", ".join(said["papers"]), "time": clock(said["minutes"]),
                      "typed": clock(said["typed"])}  # fmt: skip
        case WentOnElsewhere.kind:
            reason = _known(f"program.lost.{said['reason']}", "program.lost.other", wording)
            places = {"from": _file(said["from"]), "to": _file(said["to"]), "reason": reason}
        case PackageTaken.kind:
            places["trust"] = _known(
                f"package_trust.{said['trust']}", "package_trust.unproven", wording
            )
            places["made"] = in_digits(str(said["made"]))
            places["digits"] = " ".join(groups(str(places.pop("key")))) or _NOBODY
            places["manifest"] = str(said["manifest"])[:_FIRST_DIGITS]
        case PrintWithdrawn.kind:
            places["names"] = ", ".join(said["names"])
        case kind if kind in _OF_PASSPHRASE:
            places = _passphrase(night, said, wording)
    return wording(f"program.{kind}", **places)


def _passphrase(night: Night, said: Mapping[str, Any], wording: Wording) -> dict[str, str]:
    """By whom, before what, how: never what is kept of it."""
    by = said.get("by", "")
    names = (by,) if isinstance(by, str) else by
    places = {"by": ", ".join(_name(night, person) for person in names)}
    if "occasion" in said:
        occasion = f"passphrase.occasion.{said['occasion']}"
        places["occasion"] = _known(occasion, "passphrase.occasion.other", wording)
    if "way" in said:
        way = f"passphrase.way.{said['way']}"
        places["way"] = _known(way, "passphrase.way.other", wording)
    return {**places, "reason": str(said.get("reason", ""))}


def _jump(night: Night, said: Mapping[str, Any], wording: Wording) -> str:
    offset = night.precinct.utc_offset
    before, after = (by_precinct(str(said[key]), offset) for key in ("before", "after"))
    shown = partial(clock_of, seconds=True) if before[:10] == after[:10] else stamp
    seconds = int(said["seconds"])
    return wording(
        f"program.{ClockJumped.kind}",
        before=shown(before),
        after=shown(after),
        apart=f"{'−' if seconds < 0 else '+'}{timedelta(seconds=abs(seconds))}",
    )


def _head(sha256: str) -> str:
    """The first digits of a journal's value, whatever else stands in its place as it is."""
    try:
        return check_digits(sha256)[:HEAD_DIGITS]
    except ValueError:
        return sha256


def _name(night: Night, person: str) -> str:
    known = night.person(person)
    return short_name(known.name) if known else _NOBODY


def _repaired(code: str, wording: Wording) -> str:
    """One repair in words: a file set aside by its name, the guards of one table together."""
    if "." in code:
        return wording("program.repair.aside", file=_file(code))
    guards = "document" if code.startswith("document_") else "event"
    return _known(f"program.repair.{code}", f"program.repair.{guards}", wording)


def _known(key: str, other: str, wording: Wording) -> str:
    return wording(key if wording.has(key) else other)


def _file(path: str) -> str:
    """The name of a file of any system."""
    return re.split(r"[/\\]", path)[-1]
