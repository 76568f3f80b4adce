"""The zip a package is: one way to write it, and nothing read that was not written so.

Sorted names, the time 1980-01-01, no comment, no extra field, parts as they are: what is packed can
be packed in more than one way, and then a changed byte could unpack to the same, and another
program would make other bytes of the same input.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from typing import Final

MOST_PARTS: Final = 64
#: Bytes of the file, and of all its parts.
PACKED: Final = 8_000_000
UNPACKED: Final = 32_000_000

_LOCAL: Final = struct.Struct("<4s5H3I2H")
_CENTRAL: Final = struct.Struct("<4s6H3I5H2I")
_END: Final = struct.Struct("<4s4H2IH")
#: 1980-01-01 as a zip writes a day, and the version of zip that unpacks it.
_DAY: Final = 0x21
_VERSION: Final = 20

Entry = tuple[str, bytes]


class ContainerError(Exception):
    """Bytes that are no package. ``code``: no_zip, large, altered."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def pack(parts: Mapping[str, bytes]) -> bytes:
    """The file of these parts; ContainerError "large" beyond the limits."""
    if len(parts) > MOST_PARTS or sum(map(len, parts.values())) > UNPACKED:
        raise ContainerError("large")
    data = _written(sorted(parts.items()))
    if len(data) > PACKED:
        raise ContainerError("large")
    return data


def unpack(data: bytes) -> dict[str, bytes]:
    """The parts of a file, sizes asked before anything is taken out; ContainerError for any file
    that ``pack`` would not have written.
    """
    if len(data) > PACKED:
        raise ContainerError("large")
    entries = _entries(data)
    names = [name for name, _ in entries]
    if names != sorted(set(names)) or _written(entries) != data:
        raise ContainerError("altered")
    return dict(entries)


def _written(entries: Iterable[Entry]) -> bytes:
    body, index, count = bytearray(), bytearray(), 0
    for name, content in entries:
        called = name.encode("ascii")
        size = len(content)
        shared = (
            *(_VERSION, 0, 0, 0, _DAY),
            *(zlib.crc32(content), size, size, len(called), 0),
        )
        index += _CENTRAL.pack(b"PK\1\2", _VERSION, *shared, 0, 0, 0, 0, len(body)) + called
        body += _LOCAL.pack(b"PK\3\4", *shared) + called + content
        count += 1
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(index), len(body), 0)
    return bytes(body + index + end)


def _entries(data: bytes) -> list[Entry]:
    """The parts as their heads say; that the rest agrees is seen when they are written again."""
    found: list[Entry] = []
    at = total = 0
    if not data.startswith(b"PK\3\4"):
        raise ContainerError("no_zip")
    while data[at : at + 4] == b"PK\3\4":
        if len(data) < at + _LOCAL.size:
            raise ContainerError("altered")
        *_, packed, size, long, _ = _LOCAL.unpack_from(data, at)
        total += size
        if len(found) == MOST_PARTS or total > UNPACKED:
            raise ContainerError("large")
        start = at + _LOCAL.size + long
        name = data[at + _LOCAL.size : start]
        at = start + packed
        if at > len(data) or packed != size or not name.isascii():
            raise ContainerError("altered")
        found.append((name.decode("ascii"), data[start:at]))
    return found
