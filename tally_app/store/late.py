"""What is loaded when it is first used: sqlite-utils takes 90 ms, opening a night needs none."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def utils(connection: sqlite3.Connection) -> Database:
    """Wrap a connection in sqlite-utils. Its plugins are other people's code, found by entry
    point: none of it belongs to a night.
    """
    from sqlite_utils import Database

    return Database(connection, execute_plugins=False, strict=True)
