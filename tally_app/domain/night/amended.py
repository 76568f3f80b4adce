"""What later versions of the election file changed, as the night remembers it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Amended:
    """What a later version of the election file changed in the open precinct. ``kind``: removed
    (the option ``item`` of a ``contest``), replaced (a member of the day's list, by the decision
    ``text``). ``names`` are who was replaced and by whom; ``by`` the two who took it.
    """

    kind: str
    item: str
    by: tuple[str, ...]
    contest: str = ""
    names: tuple[str, ...] = ()
    text: str = ""
