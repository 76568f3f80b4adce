"""What a person wants to record, and why it is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person wants to record: the event that would follow."""

    kind: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    contest: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not: words ``refused.<code>``; ``law`` the article, ``step`` the step to go to, ``times``
    the minutes (from the election day's midnight) that the words name.
    """

    code: str
    law: str = ""
    step: str = ""
    times: tuple[int, ...] = ()
