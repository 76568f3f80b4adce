"""What Windows shows of a program before it runs: its icon, and whose it is.

The stub's own icon and version name another program. They are replaced, and nothing else of it is:
its code stays pip's.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import lief
from PIL import Image

#: Pixels of an icon's pictures, as Explorer asks for them.
SIZES: Final = (16, 32, 48, 256)
#: Pixels from which on a picture is kept packed.
_PACKED: Final = 256
#: English, and the code page of UTF-16: what version texts are kept under.
_LANGUAGE: Final = (0x0409, 1200)
_TYPES: Final = lief.PE.ResourcesManager.TYPE


def dressed(stub: bytes, picture: Path, version: str, said: Mapping[str, str]) -> bytes:
    """A program with our icon and version: ``said`` are the texts of "Properties · Details"."""
    program = lief.PE.parse(list(stub))
    root = program.resources if program else None
    if program is None or root is None:
        raise ValueError("the stub has no resources")
    for kind in (_TYPES.ICON, _TYPES.GROUP_ICON, _TYPES.VERSION):
        root.delete_child(kind.value)
    pictures = [_picture(picture, size) for size in SIZES]
    root.add_child(_branch(_TYPES.ICON.value, pictures))
    root.add_child(_branch(_TYPES.GROUP_ICON.value, [_group(pictures)]))
    root.add_child(_branch(_TYPES.VERSION.value, [_version(version, said)]))
    asked = lief.PE.Builder.config_t()
    asked.resources = True
    built = lief.PE.Builder(program, asked)
    built.build()
    return bytes(built.raw_bytes())


def _branch(kind: int, leaves: Sequence[bytes]) -> lief.PE.ResourceDirectory:
    """Resources of one kind, numbered from 1."""
    branch = lief.PE.ResourceDirectory(kind)
    for number, data in enumerate(leaves, start=1):
        named = lief.PE.ResourceDirectory(number)
        leaf = lief.PE.ResourceData(list(data), 0)
        leaf.id = _LANGUAGE[0]
        named.add_child(leaf)
        branch.add_child(named)
    return branch


def _picture(path: Path, size: int) -> bytes:
    """One picture of an icon, as it stands in a file of icons behind its directory."""
    file = io.BytesIO()
    with Image.open(path) as drawn:
        drawn.convert("RGBA").resize((size, size), Image.Resampling.LANCZOS).save(
            file,
            format="ICO",
            sizes=[(size, size)],
            bitmap_format="png" if size >= _PACKED else "bmp",
        )
    return file.getvalue()[22:]


def _group(pictures: Sequence[bytes]) -> bytes:
    """The directory of an icon: which picture to take for which size."""
    head = struct.pack("<3H", 0, 1, len(pictures))
    rows = (
        struct.pack("<4B2HIH", size % 256, size % 256, 0, 0, 1, 32, len(data), number)
        for number, (size, data) in enumerate(zip(SIZES, pictures, strict=True), start=1)
    )
    return head + b"".join(rows)


def _version(version: str, said: Mapping[str, str]) -> bytes:
    """VS_VERSIONINFO: the number for programs, the texts for people."""
    numbers = [*map(int, version.split(".")), 0, 0, 0][:4]
    high, low = numbers[0] << 16 | numbers[1], numbers[2] << 16 | numbers[3]
    fixed = struct.pack(
        "<13I", 0xFEEF04BD, 0x10000, high, low, high, low, 0x3F, 0, 0x40004, 1, 0, 0, 0
    )
    texts = b"".join(
        _aligned(_block(name, (text + "\0").encode("utf-16-le"), length=len(text) + 1, text=True))
        for name, text in said.items()
    )
    table = _block("{:04x}{:04x}".format(*_LANGUAGE), b"", texts, text=True)
    strings = _block("StringFileInfo", b"", table, text=True)
    languages = _block("Translation", struct.pack("<2H", *_LANGUAGE))
    kept = _aligned(strings) + _block("VarFileInfo", b"", languages, text=True)
    return _block("VS_VERSION_INFO", fixed, kept)


def _block(
    key: str, value: bytes, children: bytes = b"", *, length: int | None = None, text: bool = False
) -> bytes:
    """One block of a version: its length, the value's, what it is, its name, all at fours."""
    named = (key + "\0").encode("utf-16-le")
    inside = _aligned(b"\0" * 6 + named)[6:] + (_aligned(value) if children else value) + children
    counted = len(value) if length is None else length
    return struct.pack("<3H", 6 + len(inside), counted, int(text)) + inside


def _aligned(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % 4)
