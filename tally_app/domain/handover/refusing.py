"""Why a package is not taken by a precinct, before anything of it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tally_app.domain.handover.manifest import Manifest

#: How a key came to be known here: two groups of its letter were typed, the commission goes on
#: without a letter (which the program's sheet says), or not at all.
KNOWN, UNPROVEN, UNKNOWN = "known", "unproven", "unknown"
TRUST: Final = (KNOWN, UNPROVEN, UNKNOWN)


@dataclass(frozen=True, slots=True)
class InUse:
    """The package a night has: its mode, its version (0 for a bare file), the digits of its key (""
    for an unsigned one), and the night's precinct.
    """

    mode: str
    version: int
    key: str
    precinct: str


def refusal(
    manifest: Manifest, key: str, trust: str, precinct: str, in_use: InUse | None = None
) -> str:
    """The code of the first reason, "" for none: key_unknown, other_precinct, training, official,
    other_key, older, same.
    """
    if key and trust == UNKNOWN:
        return "key_unknown"
    if precinct not in manifest.precincts:
        return "other_precinct"
    if in_use is None:
        return ""
    if manifest.mode != in_use.mode:
        return manifest.mode
    if precinct != in_use.precinct:
        return "other_precinct"
    if key != in_use.key:
        return "other_key"
    if manifest.version < in_use.version:
        return "older"
    return "same" if manifest.version == in_use.version else ""
