"""Tables pasted with their markup: of an encyclopaedia (wiki text) or of a page (HTML)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Final

_WIKI: Final = re.compile(r"^\s*\{\|", re.MULTILINE)
_HTML: Final = re.compile(r"<t[rdh][\s>]", re.IGNORECASE)
_DROPPED: Final = re.compile(r"<ref[^>]*/>|<ref.*?</ref>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_LINK: Final = re.compile(r"\[\[(?:[^\[\]|]*\|)*([^\[\]|]*)\]\]")
_TEMPLATE: Final = re.compile(r"\{\{(?:[^{}|]*\|)*([^{}|]*)\}\}")
_TAG: Final = re.compile(r"<[^<>]*>")
_QUOTES: Final = re.compile(r"'{2,}")
_SPAN: Final = re.compile(r"(row|col)span\s*=\s*[\"']?\s*(\d{1,3})", re.IGNORECASE)
_DEEPEST: Final = 5  # templates in templates
_WIDEST: Final = 60  # columns and rows that one cell may reach over


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class _Row:
    """A row of markup; ``line``: where it begins, from 1."""

    line: int
    cells: list[_Cell] = field(default_factory=list)


def pasted(text: str) -> list[tuple[int, tuple[str, ...]]] | None:
    """The rows of the largest table of a text with markup, each with its line from 1 and its cells;
    None where the text has no markup. A cell over several columns heads each of them, or stands in
    the first of them; over several rows it stands in the first.
    """
    if _WIKI.search(text):
        tables = _wiki(text)
    elif _HTML.search(text):
        tables = _html(text)
    else:
        return None
    largest = max(tables, key=lambda rows: sum(len(row.cells) for row in rows), default=[])
    return list(_spread([row for row in largest if row.cells]))


def _spread(rows: Sequence[_Row]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every cell in the columns it reaches over."""
    held: dict[int, int] = {}  # rows that a cell of a column still reaches over
    for row in rows:
        words = not any(char.isdigit() for cell in row.cells for char in cell.text)
        cells: dict[int, str] = {}
        at = 0
        for cell in row.cells:
            while held.get(at, 0):
                cells[at] = ""
                at += 1
            for step in range(cell.columns):
                cells[at + step] = cell.text if words or not step else ""
                held[at + step] = cell.rows
            at += cell.columns
        width = max([*cells, *(column for column, left in held.items() if left)], default=-1) + 1
        held = {column: left - 1 for column, left in held.items() if left > 0}
        yield row.line, tuple(cells.get(column, "") for column in range(width))


def _reach(attributes: str) -> tuple[int, int]:
    """Rows and columns a cell reaches over."""
    said = {name.casefold(): min(max(int(n), 1), _WIDEST) for name, n in _SPAN.findall(attributes)}
    return said.get("row", 1), said.get("col", 1)


# wiki text


def _wiki(text: str) -> list[list[_Row]]:
    bare = _DROPPED.sub(lambda found: "\n" * found[0].count("\n"), text)
    for _ in range(_DEEPEST):
        bare = _TEMPLATE.sub(r"\1", bare)
    tables: list[list[_Row]] = []
    inside = False
    for number, said in enumerate(bare.split("\n"), 1):
        line = said.strip()
        if line.startswith("{|"):
            tables.append([_Row(number)])
        inside = (inside or line.startswith("{|")) and not line.startswith("|}")
        if not inside or line.startswith(("{|", "|+")):
            continue
        if line.startswith("|-"):
            tables[-1].append(_Row(number))
        elif line.startswith(("|", "!")):
            parts = re.split(r"\|\||!!" if line[0] == "!" else r"\|\|", line[1:])
            tables[-1][-1].cells.extend(map(_wiki_cell, parts))
        elif line and tables[-1][-1].cells:
            last = tables[-1][-1].cells.pop()
            more = _plain(line)
            tables[-1][-1].cells.append(
                _Cell(f"{last.text} {more}".strip(), last.rows, last.columns)
            )
    return tables


def _wiki_cell(said: str) -> _Cell:
    linked = _LINK.sub(r"\1", said)
    attributes, mark, text = linked.partition("|")
    if not mark or ("=" not in attributes and attributes.strip()):
        return _Cell(_plain(linked))
    return _Cell(_plain(text), *_reach(attributes))


def _plain(said: str) -> str:
    """The words of a piece of markup."""
    bare = _QUOTES.sub("", _LINK.sub(r"\1", _TAG.sub(" ", said)))
    return " ".join(unescape(bare).split())


# HTML


class _Reader(HTMLParser):
    """Collects the rows of every table; what stands in scripts and footnotes is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[_Row]] = [[]]
        self._open: tuple[int, int] | None = None
        self._said: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._close()
            self.tables.append([])
        elif tag == "tr":
            self._close()
            self.tables[-1].append(_Row(self.getpos()[0]))
        elif tag in ("td", "th"):
            self._close()
            self._open = _reach(" ".join(f'{name}="{value}"' for name, value in attrs))
        elif tag == "br":
            self._said.append(" ")
        elif tag in _SILENT:
            self._silent += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._close()
        elif tag in _SILENT:
            self._silent = max(0, self._silent - 1)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._said.append(data)

    def _close(self) -> None:
        if self._open is not None:
            if not self.tables[-1]:
                self.tables[-1].append(_Row(self.getpos()[0]))
            text = " ".join("".join(self._said).split())
            self.tables[-1][-1].cells.append(_Cell(text, *self._open))
        self._open = None
        self._said = []


_SILENT: Final = frozenset({"script", "style", "sup"})


def _html(text: str) -> list[list[_Row]]:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.tables
