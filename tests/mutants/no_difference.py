"""Mutants that no test can see, for what they change makes no difference to anybody; each with its
reason, by the file, the line of the program and what it says there afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tests.mutants.drawing import ROOT, Mutant

REASONS: Final = {
    (
        "tally_app/domain/form/layout.py",
        "for piece, item in zip(pieces, items, strict=True):",
        "False",
    ): "every item was made of one piece just before: there are as many of the one as of the other",
    (
        "tally_app/domain/relations/linear.py",
        "return NotImplemented",
        "return None",
    ): "a product of two lines ends in a TypeError either way, here or where it is added up",
    (
        "tally_app/store/salvaging.py",
        "missed = 0 if rows else missed + 1",
        "1",
    ): "a hole in a broken file is given up after so many numbers; one fewer is as good",
}


def reason(mutant: Mutant) -> str:
    """Why nobody sees a mutant, "" where somebody should."""
    line = (ROOT / mutant.file).read_text(encoding="utf-8").splitlines()[mutant.line - 1]
    return REASONS.get((mutant.file, line.strip(), mutant.said), "")


def stale(every: Sequence[Mutant]) -> list[str]:
    """Reasons of mutants that there are no more."""
    texts = {file: (ROOT / file).read_text(encoding="utf-8").splitlines() for file, _, _ in REASONS}
    there = {
        (one.file, texts[one.file][one.line - 1].strip(), one.said)
        for one in every
        if one.file in texts
    }
    return [": ".join(key) for key in REASONS if key not in there]
