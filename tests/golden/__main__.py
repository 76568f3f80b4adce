"""Renews the digests, or makes a folder of kept nights.

    uv run python -m tests.golden
    uv run python -m tests.golden anew
    uv run python -m tests.golden NAME

``anew`` tells what papers of kept nights, never issued, say in other words than they said then, and
writes that down beside them: read every line it tells, for it is what the tests ask for afterwards.
NAME is the commit whose program makes the nights; they stand in ``tests/data/nights/NAME`` and are
never made again, for they are what a later program must open.
"""

from __future__ import annotations

import sys

from tests.golden import digests, nights

match sys.argv[1:]:
    case []:
        digests.renew()
    case ["anew"]:
        nights.renew()
    case [name]:
        nights.make(name)
    case _:
        sys.exit(__doc__)
