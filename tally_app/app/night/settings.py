"""What the program remembers between starts. A setting is one row of ``DEFAULTS``."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from tally_app.domain.values.languages import CODES

#: Name, value before anybody chose one; the type of a value never changes.
DEFAULTS: Final[Mapping[str, Any]] = {
    "language": CODES[0],
    "theme": "system",
    "zoom": 100,
    "recent": [],
    "nights": {},
    "resume": "",
    "copies": {},
}

#: How many past nights the start page remembers.
RECENT: Final = 8


class Settings:
    """Settings in one JSON file. An unreadable file means defaults: no night depends on it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._values: dict[str, Any] = {**DEFAULTS, **self._read()}

    def _read(self) -> dict[str, Any]:
        try:
            read = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(read, dict):
            return {}
        return {
            name: read[name]
            for name, default in DEFAULTS.items()
            if type(read.get(name)) is type(default)
        }

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - as many types as settings
        return self._values[name]

    def set(self, **values: object) -> None:
        """Change settings and write them; a disk that takes nothing is not worth a message here."""
        unknown = set(values) - set(DEFAULTS)
        if unknown:
            raise KeyError(*unknown)
        self._values.update(values)
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            draft = self.path.with_suffix(".new")
            draft.write_text(json.dumps(self._values, ensure_ascii=False), encoding="utf-8")
            draft.replace(self.path)

    def remember(self, path: Path) -> None:
        """Put a night first among the recent ones."""
        others = [p for p in self["recent"] if p != str(path)]
        self.set(recent=[str(path), *others][:RECENT])
