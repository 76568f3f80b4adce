"""What a copy is said to be before anybody opens it: written beside it when it is made."""

from __future__ import annotations

import contextlib
import json
import platform
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Final

from tally_app.app.night.session import Session
from tally_app.app.view.address import PageName
from tally_app.catalog.incoming.bounded import whole
from tally_app.domain.night.state import Night

#: Beside the copies of a night; no copy depends on it.
NAME: Final = "about.json"
_LARGEST: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class About:
    """``title``, ``contest`` and ``step`` are the names of the district, of the ballot and of the
    step where the cursor stood, by language (none where it is not known); ``figures`` how many
    fields are filled; ``at`` the local time of event ``seq``, whose hash is ``head``. ``path`` on
    ``computer`` is where it was typed.
    """

    night: str
    number: str
    title: Mapping[str, str]
    contest: Mapping[str, str]
    step: Mapping[str, str]
    day: str
    training: bool
    finished: bool
    figures: int
    seq: int
    head: str
    at: str
    path: str
    computer: str


def about(session: Session, path: Path, page: str) -> About:
    """What there is to say of a night whose cursor stands on a page (as the file remembers it)."""
    night, place = session.night, PageName.read(page)
    contest = place.contest if place.contest in night.contests else night.first
    form = night.form(contest)
    step = form.step(place.step).name if place.step in form.step_ids else {}
    return About(
        night=night.id,
        number=night.precinct.number,
        title=dict(night.precinct.district),
        contest=dict(night.rules.contest(contest).name),
        step=dict(step),
        day=night.rules.election.day,
        training=night.training,
        finished=all(state.finish is not None for state in night.contests.values()),
        figures=_figures(night),
        seq=night.seq,
        head=night.head,
        at=night.last,
        path=str(path),
        computer=platform.node(),
    )


def _figures(night: Night) -> int:
    entries = [*night.day_entries.values()]
    for contest in night.contests.values():
        entries.extend(contest.entries.values())
    return sum(bool(entry.text) for entry in entries)


def folder_name(said: About) -> str:
    """The folder of a night's copies: the precinct for the reader, the id for the program."""
    number = re.sub(r"[^\w-]", "", said.number)[:20]
    return f"{number}-{re.sub('[^0-9]', '', said.night)}"


def write(folder: Path, said: About) -> None:
    """Put it beside the copies; without it a copy only takes longer to be shown."""
    with contextlib.suppress(OSError):
        new = folder / f"{NAME}.new"
        new.write_text(json.dumps(asdict(said), ensure_ascii=False), encoding="utf-8")
        new.replace(folder / NAME)


def read(folder: Path) -> About | None:
    """What is said of the newest copy in a folder, None where nothing sound is."""
    try:
        said = json.loads(whole(folder / NAME, _LARGEST))
    except (OSError, ValueError, RecursionError):
        return None
    names = {field.name: field.type for field in fields(About)}
    if not isinstance(said, dict) or set(said) != set(names):
        return None
    return About(**said) if all(_sound(names[name], said[name]) for name in names) else None


def _sound(kind: object, value: object) -> bool:
    if kind == "bool":
        return isinstance(value, bool)
    if kind == "int":
        return isinstance(value, int) and not isinstance(value, bool)
    if kind == "str":
        return isinstance(value, str)
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())


def day_of(said: About) -> date | None:
    """The day of the election, None where it is no date."""
    try:
        return date.fromisoformat(said.day)
    except ValueError:
        return None
