"""Heads and cells of a commission's tables: which table and which column is which, whatever the
order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

#: Texts that stand in several languages, by the table they are columns of.
IN_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "ballots": ("title",),
    "options": ("name", "by", "removed", "treatment"),
    "precincts": ("region", "district", "address"),
    "decisions": ("said",),
}
#: The other columns of each table; the first ones tell which table it is.
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "ballots": ("form", "ballot", "id"),
    "members": ("member", "office", "number", "id"),
    "precincts": ("number", "type", "clock", "voters", "ballots", "members"),
    "options": ("ballot", "removed_day", "counts", "id"),
    "decisions": ("matter", "value", "by_whom", "act_number", "act_day"),
}


@dataclass(frozen=True, slots=True)
class Heads:
    """Words of tables, as ``plain``: ``columns`` by head ("name.kk" of "name, in Kazakh"), ids of
    ``offices``, of precinct ``types``, of ``matters`` decided and of their ``deciders`` by what
    they are called, in every language.
    """

    columns: Mapping[str, str]
    offices: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    matters: Mapping[str, str] = field(default_factory=dict)
    deciders: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cells:
    """Where a row of a matter stands: file, sheet ("" of a text), row (from 1), and the column
    (from 0) of each field.
    """

    file: str
    sheet: str
    row: int
    columns: Mapping[str, int]


def plain(text: str) -> str:
    """A head or a word without case, spaces and signs, in which tables differ."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def matter_of(columns: Mapping[str, int]) -> str:
    """Which table has these columns, "" for none of ours."""
    if "matter" in columns:
        return "decisions"
    if "form" in columns:
        return "ballots"
    if "member" in columns:
        return "members"
    if "number" in columns:
        return "precincts"
    return "options" if any(name.startswith("name.") for name in columns) else ""


def columns_of(row: Sequence[str], heads: Heads) -> dict[str, int]:
    """The column of each field, the first one where a head comes twice."""
    columns: dict[str, int] = {}
    for at, text in enumerate(row):
        name = heads.columns.get(plain(text))
        if name:
            columns.setdefault(name, at)
    return columns


def cell(row: Sequence[str], columns: Mapping[str, int], name: str) -> str:
    """What stands in the column of a field, "" where there is none."""
    at = columns.get(name)
    return row[at].strip() if at is not None and at < len(row) else ""


def words_in(row: Sequence[str], columns: Mapping[str, int], name: str) -> dict[str, str]:
    """What stands in the columns of a text, by language."""
    found = {
        column.partition(".")[2]: cell(row, columns, column)
        for column in columns
        if column.startswith(f"{name}.")
    }
    return {language: text for language, text in found.items() if text}
