"""Names that become names of files: one rule for every system and every stick they are carried on.

A number of a precinct and an id come from a file somebody else wrote, and name a night, a protocol,
a folder: what one system takes as it is, another refuses or leads elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from tally_app.domain.values.signs import composed, seen, unseen

#: Bytes of a name; the rest of 255 is for what the program puts before and behind it.
MOST_BYTES: Final = 100
_SEPARATING: Final = re.compile(r'[<>:"/\\|?*]')
#: Devices of Windows, with any ending.
_DEVICE: Final = re.compile(
    r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])", re.IGNORECASE
)


def fits(text: str) -> bool:
    """Whether the text is a name of a file on every system."""
    return (
        0 < len(text.encode("utf-8", "surrogatepass")) <= MOST_BYTES
        and not unseen(text)
        and _SEPARATING.search(text) is None
        and text == text.strip(" .")
        and _DEVICE.fullmatch(text.partition(".")[0].rstrip()) is None
    )


def fitted(text: str) -> str:
    """A name for a file made of any text: the text itself where it fits."""
    if fits(text):
        return text
    plain = _SEPARATING.sub("-", seen(composed(text)))
    cut = plain.encode()[:MOST_BYTES].decode(errors="ignore").strip(" .")
    return cut if fits(cut) else f"-{cut}"[:MOST_BYTES].rstrip(" .")


def fitted_each(texts: Iterable[str]) -> Iterator[str]:
    """Names for files beside each other, one for each text: no two are one file on any system."""
    taken = set[str]()
    for text in texts:
        name, number = fitted(text), 1
        while name.casefold() in taken:
            number += 1
            name = f"{fitted(text)}-{number}"
        taken.add(name.casefold())
        yield name
