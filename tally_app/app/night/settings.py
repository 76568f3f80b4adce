"""What the program remembers between starts. A setting is one row of ``DEFAULTS``."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from tally_app.domain.values.languages import CODES

#: Said of a key whose letter was typed here.
KNOWN: Final = "known"

#: How many past nights the start page remembers.
RECENT: Final = 8
#: Minutes without a key after which the figures are covered; 0: never.
IDLE: Final = (0, 5, 10, 20)
#: Bytes of the file: eight nights with long names have a tenth of it.
_MOST: Final = 64_000

#: A rectangle, and how far in pixels a desktop of several screens reaches.
_SIDES: Final = 4
_FARTHEST: Final = 50_000

#: Name, value before anybody chose one, and whether a value read from the file is one.
_ROWS: Final[tuple[tuple[str, Any, Callable[[Any], bool]], ...]] = (
    ("language", CODES[0], lambda value: value in CODES),
    ("theme", "system", lambda value: value in ("system", "light", "dark", "contrast")),
    ("zoom", 100, lambda value: value in (80, 90, 100, 110, 125, 150, 175, 200)),
    ("recent", [], lambda value: all(map(_is_file, value)) and len(value) <= RECENT),
    ("nights", {}, lambda value: all(map(_is_file, value))),
    ("resume", "", lambda value: value == "" or _is_file(value)),
    ("many", "", lambda value: value == "" or _is_file(value)),
    ("keys", {}, lambda value: all(map(_is_trust, value.items()))),
    ("public", False, lambda value: value in (True, False)),
    ("idle", 0, lambda value: value in IDLE),
    ("folders", {}, lambda value: all(map(_is_path, (*value, *value.values())))),
    ("ready", {}, lambda value: all(isinstance(said, str) for said in value.values())),
    ("place", [], lambda value: value == [] or _is_place(value)),
    ("maximised", False, lambda value: value in (True, False)),
    ("copies", {}, lambda value: all(map(_is_path, (*value, *value.values())))),
)
DEFAULTS: Final[Mapping[str, Any]] = {name: default for name, default, _ in _ROWS}


def _is_file(value: object) -> bool:
    """Whether it can name a file: the root of a disk has no name."""
    return _is_path(value) and Path(str(value)).name != ""


def _is_path(value: object) -> bool:
    """Whether it can name a file or a folder."""
    if not isinstance(value, str) or not value or "\0" in value:
        return False
    try:
        os.fsencode(value)
    except UnicodeEncodeError:
        return False
    return True


def _is_place(value: list[object]) -> bool:
    """Whether it can be a window: left, top, width and height in pixels."""
    whole = [one for one in value if type(one) is int and abs(one) <= _FARTHEST]
    return len(value) == len(whole) == _SIDES and min(whole[2:]) > 0


def _is_trust(item: tuple[object, object]) -> bool:
    """Whether it says of the digits of a key that its letter was typed."""
    digits, trust = item
    return isinstance(digits, str) and digits.isdecimal() and trust == KNOWN


class Settings:
    """Settings in one JSON file. What is none is its default: no night depends on a setting.

    ``spoilt`` are the names of what stood there and is no setting, the file's for all of it.
    ``language`` is that of the system, as long as none was used here.
    """

    def __init__(self, path: Path, language: str = DEFAULTS["language"]) -> None:
        self.path = path
        self.spoilt: tuple[str, ...] = ()
        defaults = {**DEFAULTS, "language": language}
        read = self._read()
        bad = {name for name, default, is_one in _ROWS if not _sound(read, name, default, is_one)}
        self.spoilt += tuple(sorted(bad))
        self._values = {n: d if n in bad else read.get(n, d) for n, d in defaults.items()}

    def _read(self) -> dict[str, Any]:
        try:
            if not self.path.exists():
                return {}
            size = self.path.stat().st_size if self.path.is_file() else _MOST + 1
            read = json.loads(self.path.read_bytes()) if size <= _MOST else None
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError):
            read = None
        if isinstance(read, dict):
            return read
        self.spoilt = (self.path.name,)
        return {}

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
            draft.write_text(json.dumps(self._values), encoding="utf-8")
            draft.replace(self.path)

    def mended(self) -> str:
        """What was no setting, told once, "" for nothing: the file is written anew without it."""
        spoilt, self.spoilt = self.spoilt, ()
        if spoilt:
            self.set()
        return ", ".join(spoilt)

    def remember(self, path: Path) -> None:
        """Put a night first among the recent ones."""
        others = [p for p in self["recent"] if p != str(path)]
        self.set(recent=[str(path), *others][:RECENT])


def _sound(
    read: Mapping[str, Any], name: str, default: object, is_one: Callable[[Any], bool]
) -> bool:
    """Whether the file says nothing of a setting, or a value that is one."""
    return name not in read or (type(read[name]) is type(default) and is_one(read[name]))
