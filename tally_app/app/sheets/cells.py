"""What the text of a cell stands for: a count, a time, one of the choices of a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from tally_app.domain.form.form import Line, Reason
from tally_app.domain.night.reckoning import ReadText, read

#: Lines that no sheet is read for: what stands there names people, ballots, or nothing countable.
UNREAD: Final = ("text", "member", "contest")

_REMEMBERED: Final = 100_000


class NoValueError(Exception):
    """A cell without a value: the row is looked at closely."""


def read_cell(line: Line, text: str) -> ReadText:
    """The text of a cell as the domain reads it. A choice is known by its id, by its words in any
    language, and by its position from 1.
    """
    if not line.choices:
        return read(line, text)
    known, said = _choices(line.choices), " ".join(text.split())
    chosen = known.get(said) or known.get(said.casefold()) or said
    return read(line, chosen, [choice.id for choice in line.choices])


def _choices(choices: tuple[Reason, ...]) -> dict[str, str]:
    """Ids of choices by everything that may stand for them; what is said first counts."""
    known = {choice.id: choice.id for choice in choices}
    for choice in choices:
        for words in choice.text.values():
            known.setdefault(" ".join(words.split()).casefold(), choice.id)
    for position, choice in enumerate(choices, 1):
        known.setdefault(str(position), choice.id)
    return known


class _Memory(dict[str, int]):
    """Remembers what each text of a line's cells stands for."""

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line = line

    def __missing__(self, text: str) -> int:
        value = read_cell(self.line, text).value
        if value is None:
            raise NoValueError
        if len(self) >= _REMEMBERED:
            self.clear()
        self[text] = value
        return value


def values(lines: Sequence[Line]) -> Callable[[Sequence[str]], list[int]]:
    """Turns texts of cells into figures; counts share what was read once. NoValueError where a cell
    holds none.
    """
    counts = [line for line in lines if line.kind == "count"]
    count = _Memory(counts[0]).__getitem__ if counts else None
    if count is not None and len(counts) == len(lines):
        return lambda texts: list(map(count, texts))
    reads = [count if count and x.kind == "count" else _Memory(x).__getitem__ for x in lines]
    return lambda texts: [one(text) for one, text in zip(reads, texts, strict=True)]
