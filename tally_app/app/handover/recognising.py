"""What a file is, told from what it holds and never from its name: one answer for the window and
the command line, with what to do.
"""

from __future__ import annotations

import json
import tomllib
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from tally_app.app.backup.found import is_copy
from tally_app.catalog.handover.container import PACKED
from tally_app.catalog.handover.package import Package, PackageError, opened
from tally_app.catalog.incoming.bounded import TOML, UnfitFileError, whole
from tally_app.catalog.incoming.bounded import opened as opened_file
from tally_app.catalog.incoming.slips import deep_key
from tally_app.domain.handover.manifest import ELECTION, MANIFEST
from tally_app.domain.values.wording import Wording
from tally_app.store.kinds import OWNERS, TRAINING_ID

_HEAD: Final = 100
_OWNER: Final = slice(68, 72)
_SQLITE: Final = b"SQLite format 3\0"
_ZIP: Final = b"PK\3\4"
#: Where the name of the first part of a zip stands.
_FIRST: Final = 30
_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM")
_COMPOUND: Final = b"\xd0\xcf\x11\xe0"
#: Kinds of files of ours that are written by hand.
_OURS: Final = {
    "election": "election",
    "form": "form",
    "part": "form",
    "night": "script",
    "causes": "causes",
}
_SEPARATORS: Final = ("\t", ";", ",")

#: Everything a file can be. The words are ``file_kind.<kind>``: what it is, and what to do.
KINDS: Final = (
    *("package", "package_broken", "election", "election_broken", "night", "training_night"),
    *("copy", "form", "script", "causes", "key", "record", "workbook", "old_workbook", "table"),
    *("paper", "picture", "database", "archive", "text", "empty", "folder", "too_big", "other"),
)


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a file is (``KINDS``). ``package`` is the package it is; ``why`` the code of a broken
    one.
    """

    kind: str
    path: Path
    package: Package | None = None
    why: str = ""

    def sentence(self, words: Wording) -> str:
        """What the file is and what can be done with it."""
        said = words(f"file_kind.{self.kind}", path=self.path)
        return f"{said} {words(f'package.refused.{self.why}')}" if self.why else said


def recognised(path: Path) -> FileKind:
    """What a file is; OSError where it cannot be read. A copy holds what the night's file holds: it
    is told by where it lies.
    """
    if path.is_dir():
        return FileKind("folder", path)
    with opened_file(path, 2**63) as file:
        head = file.read(_HEAD)
    if not head:
        return FileKind("empty", path)
    if head.startswith(_SQLITE):
        return FileKind(_of_database(path, head), path)
    if head.startswith(_ZIP):
        return _of_archive(path)
    for kind, starts in (
        ("paper", (b"%PDF",)),
        ("picture", _PICTURES),
        ("old_workbook", (_COMPOUND,)),
    ):
        if head.startswith(starts):
            return FileKind(kind, path)
    try:
        return FileKind(_of_text(whole(path, TOML)), path)
    except UnfitFileError:
        return FileKind("too_big", path)


def _of_database(path: Path, head: bytes) -> str:
    owner = int.from_bytes(head[_OWNER], "big")
    if owner not in OWNERS:
        return "database"
    if is_copy(path):
        return "copy"
    return "training_night" if owner == TRAINING_ID else "night"


def _of_archive(path: Path) -> FileKind:
    try:
        data = whole(path, PACKED * 2)
    except UnfitFileError:
        return FileKind("too_big", path)
    names: list[str] = []
    with suppress(zipfile.BadZipFile, ValueError, EOFError, NotImplementedError):
        names = zipfile.ZipFile(BytesIO(data)).namelist()
    # One that was cut off has lost its list of parts, which stands behind its first part.
    if MANIFEST in names or data[_FIRST:].startswith(ELECTION.encode()):
        try:
            return FileKind("package", path, opened(data))
        except PackageError as error:
            return FileKind("package_broken", path, why=error.code)
    return FileKind("workbook" if "xl/workbook.xml" in names else "archive", path)


def _of_text(data: bytes) -> str:
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1251", "replace") if b"\0" not in data else ""
    if not text or "\0" in text:
        return "other"
    return _of_json(text) or _of_toml(text) or _of_rows(text)


def _of_json(text: str) -> str:
    if not text.lstrip().startswith("{"):
        return ""
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    if raw.get("kind") == "tally-key":
        return "key"
    return "record" if {"format", "night", "precinct"} <= set(raw) else "text"


def _of_toml(text: str) -> str:
    raw = {}
    with suppress(tomllib.TOMLDecodeError, RecursionError, ValueError):
        raw = {} if deep_key(text) else tomllib.loads(text)
    kind = raw.get("kind")
    if isinstance(kind, str) and kind in _OURS:
        return _OURS[kind]
    if not raw and 'kind = "election"' in text:
        return "election_broken"
    return ""


def _of_rows(text: str) -> str:
    """A table has the same sign in its first two rows."""
    rows = [row for row in text.splitlines() if row.strip()][:2]
    several = len(rows) > 1
    tabular = several and any(all(sign in row for row in rows) for sign in _SEPARATORS)
    return "table" if tabular else "text"
