"""An election file of many precincts as the file of one of them."""

from __future__ import annotations

import re
import tomllib
from typing import Final

from tally_app.catalog.dump import dump

_HEAD: Final = re.compile(r"^[ \t]*\[{1,2}[ \t]*([^\]\n]*?)[ \t]*\]{1,2}", re.MULTILINE)
_PRECINCT: Final = "precinct"


class Slices:
    """The file of each precinct, everything else as it stands, comments too; read once."""

    def __init__(self, text: str) -> None:
        self._raw = tomllib.loads(text)
        heads = [(found.start(), found.group(1)) for found in _HEAD.finditer(text)]
        ends = [*(at for at, _ in heads[1:]), len(text)]
        self._parts = [text[: heads[0][0]] if heads else text]
        self._precinct: list[int | None] = [None]
        number = -1
        for (at, name), end in zip(heads, ends, strict=True):
            of_precinct = name.partition(".")[0].strip() == _PRECINCT
            number += name == _PRECINCT
            self._parts.append(text[at:end])
            self._precinct.append(number if of_precinct else None)

    def only(self, number: str) -> str:
        """The text of the file for the precinct of that number; KeyError for none."""
        precincts = self._raw.get(_PRECINCT, [])
        at = next((at for at, x in enumerate(precincts) if x.get("number") == number), None)
        if at is None:
            raise KeyError(number)
        asked = {**self._raw, _PRECINCT: [precincts[at]]}
        pairs = zip(self._parts, self._precinct, strict=True)
        text = "".join(part for part, of in pairs if of in (None, at))
        try:
            cut = tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            cut = {}
        # A file may be written so that its precincts are no pieces of it: then it is written anew.
        return text if cut == asked else dump(asked)
