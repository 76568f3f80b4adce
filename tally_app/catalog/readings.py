"""What was read by whom: ``resources/readings``, and every text there is to be read.

``sheets.toml`` says which texts stand on which sheet, ``kk.toml`` holds the readings that were
taken back; it is not there before the first one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from tally_app.catalog.dump import dump
from tally_app.catalog.problems import Problems
from tally_app.catalog.source import Source, parse
from tally_app.catalog.table import TomlTable
from tally_app.catalog.texts import read_texts
from tally_app.domain.values.languages import CODES
from tally_app.domain.values.readings import VERDICTS, Reading
from tally_app.domain.values.wording import Plural

#: Between the file of a form and the place inside it: ``list/step.list.name``.
OF_FORM: Final = "/"


def every_text(resources: Path, language: str) -> dict[str, str]:
    """Every text of a language by its key, with the usual terms in it: those of the catalogue (a
    plural once per category, as ``preview.base_valid[few]``), then those of the forms.
    """
    found: dict[str, str] = {}
    words = read_texts(resources / "texts", Problems())[language]
    for key, text in words.texts.items():
        if isinstance(text, Plural):
            found |= {f"{key}[{category}]": one for category, one in text.texts.items()}
        else:
            found[key] = text
    for path in sorted((resources / "elections").rglob("*.toml")):
        raw = parse(Source.of(path), Problems()) or {}
        found |= {
            f"{path.stem}{OF_FORM}{key}": text
            for key, text in _within(raw, "", language, here=False)
        }
    return {key: words.pick({language: text}) for key, text in found.items()}


def sheets(resources: Path) -> dict[str, tuple[str, ...]]:
    """By the letter of a sheet the keys on it, or how its keys begin; "" begins every key."""
    raw = parse(Source.of(resources / "readings" / "sheets.toml"), Problems()) or {}
    return {letter: tuple(map(str, names)) for letter, names in raw["sheets"].items()}


def read_readings(path: Path) -> tuple[Reading, ...]:
    """The readings of a file, none where it is not there; CatalogueError if it is not sound."""
    if not path.is_file():
        return ()
    problems = Problems()
    raw = parse(Source.of(path), problems) or {}
    table = TomlTable(raw, problems, file=path.name)
    found = tuple(_reading(one) for one in table.tables("reading", "key"))
    table.done()
    return problems.settled(found)


def written(readings: Iterable[Reading]) -> str:
    """The file of readings as TOML; reading it gives the same ones."""
    names = ("key", "text", "verdict", "better", "by", "day")
    return dump({"reading": [{x: getattr(one, x) for x in names} for one in readings]})


def _reading(table: TomlTable) -> Reading:
    found = Reading(
        key=table.text("key"),
        text=table.text("text"),
        verdict=table.choice("verdict", VERDICTS),
        better=table.text("better", ""),
        by=table.text("by"),
        day=table.day("day"),
    )
    table.done()
    return found


def _within(value: object, at: str, language: str, *, here: bool) -> Iterator[tuple[str, str]]:
    """The texts of a language inside a table, by the names on the way to each."""
    if isinstance(value, str):
        if here:
            yield at, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key in CODES:
                yield from _within(inner, at, language, here=key == language)
            else:
                yield from _within(inner, f"{at}.{key}".lstrip("."), language, here=here)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _within(inner, f"{at}.{_name(inner, number)}", language, here=here)


def _name(value: object, number: int) -> str:
    """What a table of a list is called: by its code and part, its id, or its place."""
    if not isinstance(value, Mapping):
        return str(number)
    code = f"{value.get('code', '')}{value.get('part', '')}"
    return code or str(value.get("id", number))
