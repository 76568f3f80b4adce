"""What a row or column of a published table is, by its name: words come from the catalogue."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Final

#: Every role a name can say. A row without a role is a part; those of columns say nothing of a row.
#: ``line``: some other line of a protocol, which is added to nothing.
OF_ROWS: Final = (
    "total", "valid", "invalid", "against_all", "registered", "turnout", "voted", "issued",
    "issued_outside", "received", "cancelled", "portable", "stationary", "boxes", "line",
)  # fmt: skip
#: ``votes`` is what a part holds; ``change``: by how much another figure changed; ``unit``: what
#: stands beside a figure.
ROLES: Final = (*OF_ROWS, "percent", "index", "votes", "change", "unit")
#: Roles that are no answer to what a row or column is.
_OTHER: Final = frozenset({"percent", "unit", "line"})
_LETTER: Final = r"[\w']"


class RoleWords:
    """Finds roles in names. Of several phrases in a name the longest says what it is.

    A phrase is found as whole words; ``*`` at the end of a word stands for any ending. A phrase
    of the total is only looked for where a name begins: "Total", "Total votes"; what says that a
    column numbers the rows is the whole of its name.
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._known = [
            (role, _pattern(phrase, at_start=role in _AT_START, whole=role == "index"))
            for role in ROLES
            for phrase in phrases.get(role, ())
        ]

    def role(self, name: str) -> str:
        """The role of a name, "" for the name of an option, a place or a party."""
        found = self._longest(name, [role for role in ROLES if role not in _OTHER])
        return "" if found == "votes" else found or self._longest(name, ["line"])

    def is_unit(self, word: str) -> bool:
        """True for a word that stands beside a figure: "votes"."""
        return bool(self._longest(word, ["unit"]))

    def is_turnout(self, name: str) -> bool:
        """True where a name speaks of turnout, beside whatever else it says."""
        return bool(self._longest(name, ["turnout"]))

    def is_percent(self, name: str) -> bool:
        """True where a name says percentages."""
        return bool(self._longest(name, ["percent"]))

    def _longest(self, name: str, wanted: Collection[str]) -> str:
        said = name.casefold().replace("’", "'")
        best, size = "", 0
        for role, pattern in self._known:
            found = pattern.search(said) if role in wanted else None
            if found and len(found[0]) > size:
                best, size = role, len(found[0])
        return best


_AT_START: Final = ("total", "index")


def _pattern(phrase: str, *, at_start: bool, whole: bool) -> re.Pattern[str]:
    words = [
        re.escape(word.removesuffix("*")) + (rf"{_LETTER}*" if word.endswith("*") else "")
        for word in phrase.casefold().split()
    ]
    body = r"[\s\-–,:]+".join(words)
    before = r"^\W*" if at_start else rf"(?<!{_LETTER})"
    after = r"\W*$" if whole else rf"(?!{_LETTER})"
    return re.compile(rf"{before}(?:{body}){after}")
