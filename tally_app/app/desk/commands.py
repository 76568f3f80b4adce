"""Which function does what a button asks: rows of a table that the type checker reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from tally_app.app.view.base import Intent

_Asked = TypeVar("_Asked", bound=Intent)
_At = TypeVar("_At")
_Done = TypeVar("_Done")


def on(
    asked: type[_Asked], do: Callable[[_At, _Asked], _Done]
) -> tuple[type[Intent], Callable[[_At, Any], _Done]]:
    """A row: the intent, and the function that takes just this one."""
    return asked, do
