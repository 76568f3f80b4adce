"""The words of one language. Those of the start page are read without a TOML reader.

``tomllib`` costs 4–5 ms to import and this reader 0.6: 0.05 of the ratio of a cold start to a bare
window, of which 1.5 is the limit. So ``start.toml`` is sections of one-line texts, and only that is
read here, line by line; every other file, and a ``start.toml`` with anything else in it, is left to
the reader that is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from tally_app.domain.values.wording import Text, Wording

#: The file with all the words of the start page; the others are read with the first other word.
_FIRST: Final = "start.toml"

#: Texts by dotted key of a file's name and bytes; CatalogueError if it cannot be read.
Reader = Callable[[str, bytes], Mapping[str, Text]]


def load_language(folder: Path, reader: Reader) -> Wording:
    """The words of one language; CatalogueError if a file cannot be read."""
    return Wording(folder.name, _Texts(folder, reader))


class _Texts(Mapping[str, Text]):
    """The texts of a folder: those of the start page at once, all of them when one is missing."""

    def __init__(self, folder: Path, reader: Reader) -> None:
        self._folder = folder
        self._reader = reader
        self._rest = [path for path in sorted(folder.glob("*.toml")) if path.name != _FIRST]
        first = folder / _FIRST
        self._found: dict[str, Text] = {}
        if first.is_file():
            self._found.update(plain_texts(first.read_bytes()) or self._read(first))
        if not self._found:
            self._read_all()

    def _read(self, path: Path) -> Mapping[str, Text]:
        return self._reader(f"{self._folder.name}/{path.name}", path.read_bytes())

    def _read_all(self) -> dict[str, Text]:
        while self._rest:
            self._found.update(self._read(self._rest.pop(0)))
        return self._found

    def __getitem__(self, key: str) -> Text:
        return self._found[key] if key in self._found else self._read_all()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read_all())

    def __len__(self) -> int:
        return len(self._read_all())


def plain_texts(data: bytes) -> dict[str, str] | None:
    """Dotted keys and texts of a file of the plain kind, None for any other."""
    found: dict[str, str] = {}
    section = ""
    try:
        lines = data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        return None
    for line in lines:
        if not line or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]") and _plain_key(line[1:-1]):
            section = line[1:-1] + "."
            continue
        name, _, rest = line.partition(" = ")
        text = _plain_text(rest)
        if text is None or section + name in found or not _plain_key(name):
            return None
        found[section + name] = text
    return found


def _plain_key(name: str) -> bool:
    """True for letters, digits and _."""
    return name.isascii() and name.replace("_", "a").isalnum()


def _plain_text(rest: str) -> str | None:
    """The text between quotes, with a comment behind it; None where it is no such thing."""
    if not rest.startswith('"'):
        return None
    text, end, behind = rest[1:].partition('"')
    plain = end and "\\" not in text and behind.strip()[:1] in ("", "#")
    return text if plain else None
