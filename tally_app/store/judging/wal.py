"""The ``-wal`` that programs before version 4 of the file left beside it, read without SQLite.

SQLite reads it up to the first frame that does not fit and says nothing of what lies behind: where
one sector rots, whole hours fall silently. The layout: https://www.sqlite.org/fileformat2.html#walformat
"""

import struct
from dataclasses import dataclass
from typing import Final

_HEADER: Final = struct.Struct(">8I")
_FRAME: Final = struct.Struct(">6I")
_MAGIC: Final = (0x377F0682, 0x377F0683)
_WORD: Final = 0xFFFFFFFF
#: Bytes of the smallest page SQLite knows.
_SMALLEST: Final = 512
#: How many times the file may have been begun anew since a frame behind its end was written.
_GENERATIONS: Final = 100_000


@dataclass(frozen=True, slots=True)
class PageImage:
    """The image of one page of the database as a frame holds it, ``number`` from 1."""

    number: int
    image: bytes


@dataclass(frozen=True, slots=True)
class Wal:
    """``pages`` are all images of the last generation, in order, whether SQLite would read them or
    not. ``damaged``: frames of it lie behind the point up to which SQLite reads.
    """

    pages: tuple[PageImage, ...]
    damaged: bool


def read_wal(data: bytes) -> Wal:
    """Read the bytes of a ``-wal``; what is none at all is damaged."""
    if len(data) < _HEADER.size:
        return Wal((), damaged=False)  # a kill while its first bytes were written
    magic, _, size, _, salt1, salt2, *said = _HEADER.unpack_from(data)
    order = ">" if magic & 1 else "<"
    sums = _checksum((0, 0), data[:24], order)
    if magic not in _MAGIC or sums != tuple(said) or size < _SMALLEST:
        return Wal((), damaged=any(data))
    pages: list[PageImage] = []
    read, damaged = True, False
    for at in range(_HEADER.size, len(data) - _FRAME.size - size + 1, _FRAME.size + size):
        number, _, one, two, *wanted = _FRAME.unpack_from(data, at)
        image = data[at + _FRAME.size : at + _FRAME.size + size]
        ours = (one, two) == (salt1, salt2)
        if read:
            sums = _checksum(_checksum(sums, data[at : at + 8], order), image, order)
            read = ours and sums == tuple(wanted)
        if not read:
            # Frames of an earlier generation rightly lie behind the end.
            damaged = damaged or ours or not 0 < (salt1 - one) & _WORD <= _GENERATIONS
        if ours and number:
            pages.append(PageImage(number, image))
    return Wal(tuple(pages), damaged)


def _checksum(sums: tuple[int, int], data: bytes, order: str) -> tuple[int, int]:
    one, two = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & _WORD
        two = (two + second + one) & _WORD
    return one, two
