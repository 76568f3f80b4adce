"""What a computer remembers of a night beside its file: how far it came, where the cursor stood.

A file alone cannot say that its end was cut off or that it is another history from some event on;
whoever saw more of it can. A witness is written after each commit, without waiting for the disk:
it survives a kill, and after a power cut it may be older than the file, which is no fault. One
that is torn, missing or strange is *not known*, never *less*.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final, Literal

from tally_app.domain.night.event import Event

#: What a witness says of a file: nothing is known, it holds what was seen (or more), it holds
#: less, it holds another history.
Testimony = Literal["unknown", "holds", "less", "other"]

#: Always written whole and of one length: a shorter text never leaves the end of a longer one.
_LENGTH: Final = 1024
_ID_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class Witness:
    """Number and hash of the last event that was seen, page and field of the cursor then, and what
    was typed in it without being confirmed.
    """

    seq: int
    hash: str
    page: str = ""
    field: str = ""
    typed: str = ""

    def says(self, events: Sequence[Event]) -> Testimony:
        """What it says of a file that holds ``events``."""
        if len(events) < self.seq:
            return "less"
        return "holds" if events[self.seq - 1].hash == self.hash else "other"


_FIELDS: Final = tuple(one.name for one in fields(Witness))


class Witnesses:
    """The witnesses in some folders: of this computer, and beside a program on a stick.

    A folder that takes no writing is passed over: a witness is never worth a refusal.
    """

    def __init__(self, *folders: Path) -> None:
        self._folders = folders
        self._open: dict[Path, int] = {}

    def of(self, night: str) -> Witness | None:
        """The witness of a night that saw most of it, None where nothing is known."""
        found = [_read(folder / _name(night)) for folder in self._folders if _is_id(night)]
        known = [witness for witness in found if witness is not None]
        return max(known, key=lambda witness: witness.seq, default=None)

    def say(self, night: str, events: Sequence[Event]) -> Testimony:
        """What the witness of a night says of a file that holds ``events``."""
        seen = self.of(night)
        return seen.says(events) if seen is not None else "unknown"

    def note(self, night: str, witness: Witness) -> None:
        """Remember; nothing is waited for and nothing fails."""
        if not _is_id(night):
            return
        text = json.dumps({name: getattr(witness, name) for name in _FIELDS}, ensure_ascii=False)
        said = f"{zlib.crc32(text.encode('utf-8', 'replace')):08x} {text}".encode(
            "utf-8", "replace"
        )
        if len(said) > _LENGTH:
            return
        for folder in self._folders:
            with suppress(OSError):
                descriptor = self._descriptor(folder / _name(night))
                os.lseek(descriptor, 0, os.SEEK_SET)
                os.write(descriptor, said.ljust(_LENGTH))

    def _descriptor(self, path: Path) -> int:
        if path not in self._open:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._open[path] = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        return self._open[path]

    def close(self) -> None:
        """Close the files; the next note opens them again."""
        while self._open:
            os.close(self._open.popitem()[1])


#: Where nobody looks on: a night that is played, a copy that is looked at.
NO_WITNESS: Final = Witnesses()


def _name(night: str) -> str:
    return f"{night}.witness"


def _is_id(night: str) -> bool:
    """True for a night id as the program makes them: nothing else becomes the name of a file."""
    return len(night) == _ID_DIGITS and night.isascii() and night.isdigit()


def _read(path: Path) -> Witness | None:
    try:
        if not path.is_file():  # a pipe nobody writes to is not waited for
            return None
        with path.open("rb") as kept:
            check, _, text = kept.read(_LENGTH).decode().rstrip().partition(" ")
        if int(check, 16) != zlib.crc32(text.encode()):
            return None
        said = json.loads(text)
        words = all(isinstance(said[name], str) for name in _FIELDS[1:])
        return Witness(**said) if words and type(said["seq"]) is int and said["seq"] > 0 else None
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
