"""The words of one language without a TOML reader: it would cost a third of the start.

The catalogues are sections of one-line texts, and only that is read here, line by line; a file
with anything else in it is left to ``texts``, which also checks that the languages agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from tally_app.domain.values.wording import Wording

#: The file with all the words of the start page; the others are read with the first other word.
_FIRST: Final = "start.toml"


def load_language(folder: Path) -> Wording:
    """The words of one language; CatalogueError if a file cannot be read."""
    return Wording(folder.name, _Texts(folder))


class _Texts(Mapping[str, str]):
    """The texts of a folder: those of the start page at once, all of them when one is missing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rest = [path for path in sorted(folder.glob("*.toml")) if path.name != _FIRST]
        first = folder / _FIRST
        self._found = self._read(first) if first.is_file() else {}
        if not self._found:
            self._read_all()

    def _read(self, path: Path) -> dict[str, str]:
        data = path.read_bytes()
        return {**(plain_texts(data) or _any_texts(f"{self._folder.name}/{path.name}", data))}

    def _read_all(self) -> dict[str, str]:
        while self._rest:
            self._found.update(self._read(self._rest.pop(0)))
        return self._found

    def __getitem__(self, key: str) -> str:
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
        if line.startswith("["):
            section = line[1:-1] + "."
            if not _plain_key(line[1:-1]) or line[-1] != "]":
                return None
            continue
        name, _, rest = line.partition(" = ")
        text = _plain_text(rest)
        bare, _, quoted = name.partition('."')
        key = section + name.replace('"', "")
        if text is None or key in found or not _plain_key(bare):
            return None
        if quoted and (quoted.find('"') != len(quoted) - 1 or "\\" in quoted):
            return None
        found[key] = text
    return found


def _plain_key(name: str) -> bool:
    """True for letters, digits, _ and - with dots between."""
    parts = name.replace("_", "a").replace("-", "a").split(".")
    return name.isascii() and all(part.isalnum() for part in parts)


def _any_texts(name: str, data: bytes) -> Mapping[str, str]:
    from tally_app.catalog.texts import texts_of

    return texts_of(name, data)


def _plain_text(rest: str) -> str | None:
    """The text between quotes, with a comment behind it; None where it is no such thing."""
    if not rest.startswith('"'):
        return None
    end = rest.find('"', 1)
    while end > 0 and rest[end - 1] == "\\":
        end = rest.find('"', end + 1)
    text, behind = rest[1:end], rest[end + 1 :].strip()
    if end < 0 or "\\\\" in text or (behind and behind[0] != "#"):
        return None
    text = text.replace('\\"', '"').replace("\\n", "\n")
    return None if "\\" in text else text
