"""The questions of the help, in their order: what stands beside which page."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from tally_app.catalog.problems import Problems
from tally_app.catalog.source import Source, parse

_FILE: Final = Path("help") / "topics.toml"


@dataclass(frozen=True, slots=True)
class Topic:
    """A question of the night; ``steps`` are the pages it is offered beside and leads to, none for
    one that is offered beside every page. ``also`` are words people look for it by, in every
    language. ``brief``: the quick guide has its first step too.
    """

    id: str
    steps: tuple[str, ...]
    also: tuple[str, ...] = ()
    brief: bool = True


@cache
def topics_in(resources: Path) -> tuple[Topic, ...]:
    """The shipped questions; CatalogueError if the file cannot be read."""
    path, problems = resources / _FILE, Problems()
    raw = parse(Source.of(path), problems, tomllib.loads) or {}
    return problems.settled(
        tuple(
            Topic(one["id"], tuple(one["steps"]), tuple(one["also"]), one.get("brief", True))
            for one in raw.get("topic", ())
        )
    )
