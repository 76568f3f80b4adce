"""How lines and rows are numbered, and names shortened."""

from __future__ import annotations

from tally_app.domain.form.form import Line

#: What a field for a commission member holds where nobody is meant.
NOBODY = "nobody"


def parent_of(item: str) -> str:
    """The row another one was added under: "jandauletov" of "jandauletov.2"."""
    return item.rpartition(".")[0]


def numbered(line: Line, position: int) -> str:
    """The printed number of an item's line: "5.i" becomes "5.2"."""
    return line.number.replace("i", str(position)) if line.collection else line.number


def short_name(name: str) -> str:
    """Surname and initials of a full name: "Үйренова С. Ғ."."""
    surname, *given = name.split() or [""]
    return " ".join([surname, *(f"{part[0]}." for part in given[:2])])
