"""The file that a key of another one names, or why it cannot be had.

A file that is there and cannot be used is told with what is wrong with it: whoever is told that it
does not exist looks in the wrong place.
"""

from __future__ import annotations

from typing import Final

from tally_app.catalog.library import Library
from tally_app.catalog.problems import CatalogueError, Problems
from tally_app.catalog.source import FORMATS, Source

#: The problem of a name that no file has, by the kind that is named.
_UNKNOWN: Final = {
    "form": "unknown_form",
    "part": "unknown_part",
    "election": "unknown_election",
}
#: Shipped forms of earlier programs, and the one to extend in place of them.
_RENAMED: Final = {"election-day-count": "election-day", "election-day-voting": "election-day"}


def referred(
    library: Library, kind: str, name: str, problems: Problems, *, file: str, key: str
) -> Source | None:
    """The file of that kind and id, which ``key`` of ``file`` names; None with its problem noted.

    Where no file has the id, the file that is meant is told, or may be: one of another kind, or one
    that cannot be used, with all that is wrong with it.
    """
    try:
        return library.find(kind, name)
    except CatalogueError as error:
        problems.take(error)
        return None
    except KeyError:
        of = next((other for other in FORMATS if name in library.ids(other)), "")
    if of:
        problems.add(file, key, "named_other_kind", found=name, kind=of, expected_kind=kind)
        return None
    meant = library.unusable_as(name)
    if kind == "form" and name in _RENAMED:
        problems.add(file, key, "renamed", found=name, instead=_RENAMED[name])
        return None
    if meant:
        problems.add(file, key, "named_unusable", found=name, other=meant[0].name)
    else:
        problems.unknown(file, key, _UNKNOWN[kind], name, library.ids(kind))
        meant = [other for other in library.unusable if not other.ids]
    for other in meant:
        problems.take(CatalogueError(other.problems))
    return None
