"""Renews the digests and pictures, or makes a folder of kept nights.

    uv run python -m tests.golden
    uv run python -m tests.golden papers
    uv run python -m tests.golden anew
    uv run python -m tests.golden NAME

``papers`` renews what papers say and look like, nothing else. ``anew`` tells what papers of kept
nights, never issued, say in other words than they said then, and writes that down beside them: read
every line it tells, for it is what the tests ask for afterwards. NAME is the commit whose program
makes the nights; they stand in ``tests/data/nights/NAME`` and are never made again, for they are
what a later program must open.
"""

from __future__ import annotations

import sys

from tests.golden import digests, nights, pictures


def papers() -> None:
    """What every paper of the day says, and how it looks."""
    made = digests.every_paper()
    looks, boxes = pictures.of(made)
    digests.keep({"papers": digests.papers(made), "boxes": boxes})
    pictures.keep(looks)


def everything() -> None:
    """Forms, events and records too."""
    events, records = digests.events_and_records()
    digests.keep({"forms": digests.forms(), "events": events, "records": records})
    papers()


match sys.argv[1:]:
    case []:
        everything()
    case ["papers"]:
        papers()
    case ["anew"]:
        nights.renew()
    case [name]:
        nights.make(name)
    case _:
        sys.exit(__doc__)
