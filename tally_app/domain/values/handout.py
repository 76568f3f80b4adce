"""A sheet to be handed out: a guide, a list of checks, what a lesson came to."""

from __future__ import annotations

from dataclasses import dataclass

from tally_app.domain.values.words import Words


@dataclass(frozen=True, slots=True)
class HandoutHeading:
    """A line above what follows."""

    text: Words


@dataclass(frozen=True, slots=True)
class HandoutText:
    """A paragraph; every line break begins another one."""

    text: Words


@dataclass(frozen=True, slots=True)
class HandoutTable:
    """A table: ``columns`` are heads with their share of the width, ``rows`` have a text for each;
    ``strong`` rows are bold, ``large`` are the columns in large type.
    """

    columns: tuple[tuple[Words, float], ...]
    rows: tuple[tuple[Words, ...], ...]
    strong: frozenset[int] = frozenset()
    large: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Handout:
    """``languages`` are those it is printed in, one below the other; ``training`` is written over
    every page of a sheet of a lesson ("" = none); ``foot`` says on every page what it is not.
    """

    title: Words
    subtitle: Words
    blocks: tuple[HandoutHeading | HandoutText | HandoutTable, ...]
    foot: Words
    languages: tuple[str, ...]
    training: Words | None = None


def same(text: str) -> Words:
    """A text that needs no language: a figure, a code."""
    return {"": text}
