"""Renews the digests, or makes a folder of kept nights.

    uv run python -m tests.golden
    uv run python -m tests.golden NAME

NAME is the commit whose program makes the nights; they stand in ``tests/data/nights/NAME`` and are
never made again, for they are what a later program must open.
"""

from __future__ import annotations

import sys

from tests.golden import digests, nights

match sys.argv[1:]:
    case []:
        digests.renew()
    case [name]:
        nights.make(name)
    case _:
        sys.exit(__doc__)
