"""What a build says of itself: sizes, sums, and the hash of the folder to publish."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_MB: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Built:
    """A folder as it was built: its bytes and files, its hash, and what it was packed into."""

    name: str
    size: int
    files: int
    folder_hash: str
    packed: tuple[Path, ...]


def told(built: Built) -> str:
    """A table of sizes and the hash, as Markdown."""
    rows = [
        "| built | MB | SHA-256 |",
        "| --- | --- | --- |",
        f"| `{built.name}`, {built.files} files | {built.size / _MB:.1f} | {built.folder_hash} |",
    ]
    for path in built.packed:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        rows.append(f"| `{path.name}` | {path.stat().st_size / _MB:.1f} | {digest} |")
    return "\n".join(rows) + "\n"
