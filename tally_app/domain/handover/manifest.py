"""What a package says of itself: its parts with their hashes. Only this is signed and trusted."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from tally_app.domain.values.dates import is_iso
from tally_app.domain.values.file_names import fits

PACKAGE_FORMAT: Final = 1
MODES: Final = ("official", "training")
#: What stands before the bytes of the manifest in what is signed.
PREAMBLE: Final = b"tally-election 1\n"
MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "signature.json"
ELECTION: Final = "election.toml"

#: Names of parts; nothing of them leads out of a folder.
_NAME: Final = re.compile(r"election\.toml|forms/[A-Za-z0-9][A-Za-z0-9._-]{0,79}\.toml")
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_MOST: Final = 2**31


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a package: its name, its size in bytes, its SHA-256 in hexadecimal digits."""

    name: str
    size: int
    sha256: str

    @staticmethod
    def of(name: str, data: bytes) -> Part:
        """The part that these bytes are."""
        return Part(name, len(data), sha256(data).hexdigest())


@dataclass(frozen=True, slots=True)
class Manifest:
    """``mode``: official or training, for ever. ``version`` counts what was handed out, from 1;
    ``made`` is the ISO day; ``precincts`` are the numbers it is for.
    """

    mode: str
    version: int
    made: str
    precincts: tuple[str, ...]
    parts: tuple[Part, ...]

    def canonical(self) -> bytes:
        """The one byte form of it."""
        said = {
            "format": PACKAGE_FORMAT,
            "mode": self.mode,
            "version": self.version,
            "made": self.made,
            "precincts": [*self.precincts],
            "parts": [{"name": p.name, "size": p.size, "sha256": p.sha256} for p in self.parts],
        }
        return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()

    def signed(self) -> bytes:
        """What a signature is over."""
        return PREAMBLE + self.canonical()


class ManifestError(ValueError):
    """Bytes that are no manifest; ``newer`` where a later program wrote them."""

    def __init__(self, *, newer: bool = False) -> None:
        super().__init__("newer" if newer else "no manifest")
        self.newer = newer


def read_manifest(data: bytes) -> Manifest:
    """The manifest these bytes are; ManifestError for any other bytes, were it one blank more."""
    try:
        raw = json.loads(data)
        if isinstance(raw, Mapping) and _whole(raw.get("format")) > PACKAGE_FORMAT:
            raise ManifestError(newer=True)
        found = Manifest(
            mode=raw["mode"],
            version=_whole(raw["version"]),
            made=_text(raw["made"]),
            precincts=tuple(map(_text, raw["precincts"])),
            parts=tuple(_part(part) for part in raw["parts"]),
        )
        same = found.canonical() == data
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        if isinstance(error, ManifestError):
            raise
        raise ManifestError from error
    names = [part.name for part in found.parts]
    if not (
        same
        and found.mode in MODES
        and found.version > 0
        and is_iso(found.made)
        and found.precincts
        and len(set(found.precincts)) == len(found.precincts)
        and all(map(fits, found.precincts))
        and names == sorted(set(names))
        and ELECTION in names
    ):
        raise ManifestError
    return found


def _part(raw: Mapping[str, Any]) -> Part:
    part = Part(_text(raw["name"]), _whole(raw["size"]), _text(raw["sha256"]))
    if not _NAME.fullmatch(part.name) or not _HASH.fullmatch(part.sha256):
        raise ManifestError
    return part


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ManifestError
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < _MOST:
        raise ManifestError
    return value
