"""A form with everything it ``extends``: base first, each child overriding by id, key by key.

A child's table with the id of a base table changes the keys it names and keeps the others. New
lines stand where ``after`` says, other new tables where ``follows`` says, else last. ``[remove]``
drops inherited tables. ``approved`` is never inherited: approval is given to one file.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from tally_app.catalog.problems import CatalogueError, Problems
from tally_app.catalog.source import Source, open_as
from tally_app.catalog.table import Table

#: Tables of a form that are lists, with the key that says where a new one stands.
LISTS: Final[Mapping[str, str]] = {
    "line": "after",
    "relation": "follows",
    "step": "follows",
    "reason": "follows",
    "ground": "follows",
    "section": "follows",
    "collection": "follows",
    "group": "follows",
    "paper": "follows",
    "precinct_type": "follows",
}
#: Tables of a form that are name to value.
MAPS: Final = ("constants", "texts", "result")
_FILE_ONLY: Final = ("format", "kind", "extends", "remove")

#: Finds the file of a form id; KeyError if there is none.
Find = Callable[[str], Source]


@dataclass
class Item:
    """One merged table: values, the file every key is from, the file that touched it last."""

    values: dict[str, Any]
    files: dict[str, str]
    file: str

    def override(self, values: Mapping[str, Any], file: str) -> None:
        """Take over a child's keys."""
        self.values.update(values)
        self.files.update(dict.fromkeys(values, file))
        self.file = file


@dataclass
class Merged:
    """A whole form as tables. ``chain`` are its sources, base first."""

    head: Item
    lists: dict[str, dict[str, Item]] = field(default_factory=lambda: {name: {} for name in LISTS})
    maps: dict[str, Item] = field(default_factory=dict)
    chain: tuple[Source, ...] = ()
    ids: tuple[str, ...] = ()
    spoken: frozenset[str] = frozenset()

    def tables(self, name: str, problems: Problems) -> list[Table]:
        """The merged tables of one list, ready to be read."""
        return [
            Table(item.values, problems, file=item.file, path=f"{name}.{key}", files=item.files)
            for key, item in self.lists[name].items()
        ]

    def plain(self) -> dict[str, Any]:
        """The merged form as it would stand in one file."""
        head = {key: value for key, value in self.head.values.items() if key not in _FILE_ONLY}
        maps = {name: item.values for name, item in self.maps.items() if item.values}
        lists = {
            name: [
                {key: value for key, value in item.values.items() if key != LISTS[name]}
                for item in items.values()
            ]
            for name, items in self.lists.items()
            if items
        }
        return copy.deepcopy({"format": 1, "kind": "form", **head, **maps, **lists})


def merge(source: Source, find: Find, problems: Problems) -> Merged | None:
    """The form of ``source`` with its whole chain; None when a file of it cannot be read."""
    chain = _chain(source, find, problems)
    if not chain:
        return None
    merged: Merged | None = None
    for part, raw in reversed(chain):
        merged = _extend(merged, part, raw, problems)
    return merged


def _chain(source: Source, find: Find, problems: Problems) -> list[tuple[Source, dict[str, Any]]]:
    """The file, its base, the base's base ...; empty when one cannot be read."""
    chain: list[tuple[Source, dict[str, Any]]] = []
    seen: list[str] = []
    while True:
        raw = open_as(source, "form", problems)
        if raw is None:
            return []
        chain.append((source, raw))
        seen.append(str(raw.get("id", "")))
        base = raw.get("extends", "")
        if not isinstance(base, str):
            problems.add(source.name, "extends", "wrong_type", expected="text", found=base)
            return chain
        if not base:
            return chain
        if base in seen:
            problems.add(source.name, "extends", "cycle", found=" → ".join([*seen, base]))
            return chain
        try:
            source = find(base)
        except CatalogueError as error:
            problems.take(error)
            return chain
        except KeyError as error:
            known = error.args[1] if len(error.args) > 1 else ()
            problems.unknown(source.name, "extends", "unknown_form", base, known)
            return chain


def _extend(base: Merged | None, source: Source, raw: dict[str, Any], problems: Problems) -> Merged:
    merged = base or Merged(Item({}, {}, source.name))
    merged.head.values.pop("approved", None)
    head = {key: value for key, value in raw.items() if key not in LISTS and key not in MAPS}
    merged.head.override(head, source.name)
    merged.chain = (*merged.chain, source)
    merged.ids = (*merged.ids, str(raw.get("id", "")))
    languages = raw.get("languages", ())
    if isinstance(languages, list):
        merged.spoken |= {x for x in languages if isinstance(x, str)}
    _remove(merged, source, raw, problems)
    for name in MAPS:
        _take_map(merged, name, source, raw, problems)
    for name in LISTS:
        _take_list(merged, name, source, raw, problems)
    return merged


def _remove(merged: Merged, source: Source, raw: dict[str, Any], problems: Problems) -> None:
    removed = raw.get("remove", {})
    if not isinstance(removed, dict):
        problems.add(source.name, "remove", "wrong_type", expected="table", found=removed)
        return
    table = Table(removed, problems, file=source.name, path="remove")
    for name in (*LISTS, *MAPS):
        held = merged.lists[name] if name in LISTS else _map(merged, name, source.name).values
        for key in table.names(name):
            if key not in held:
                table.unknown(name, "remove_unknown", key, list(held))
            held.pop(key, None)
    table.done()


def _map(merged: Merged, name: str, file: str) -> Item:
    return merged.maps.setdefault(name, Item({}, {}, file))


def _take_map(
    merged: Merged, name: str, source: Source, raw: dict[str, Any], problems: Problems
) -> None:
    found = raw.get(name, {})
    if isinstance(found, dict):
        _map(merged, name, source.name).override(found, source.name)
    else:
        problems.add(source.name, name, "wrong_type", expected="table", found=found)


def _take_list(
    merged: Merged, name: str, source: Source, raw: dict[str, Any], problems: Problems
) -> None:
    found = raw.get(name, [])
    if not isinstance(found, list) or any(not isinstance(values, dict) for values in found):
        problems.add(source.name, name, "wrong_type", expected="tables", found=found)
        return
    held, own = merged.lists[name], set()
    for position, values in enumerate(found, 1):
        key = _key(name, values)
        if not key:
            _nameless(name, position, values, source, problems)
            continue
        if key in own:
            problems.add(source.name, f"{name}.{key}", "duplicate", found=key)
            continue
        own.add(key)
        if key in held:
            held[key].override(values, source.name)
        else:
            held[key] = Item(dict(values), dict.fromkeys(values, source.name), source.name)
        if LISTS[name] in values:
            _move(held, name, key, source, problems)


def _key(name: str, values: Mapping[str, Any]) -> str:
    parts = ("code", "part") if name == "relation" else ("id",)
    if not all(isinstance(values.get(part, ""), str) for part in parts) or not values.get(parts[0]):
        return ""
    return "".join(values.get(part, "") for part in parts)


def _nameless(
    name: str, position: int, values: Mapping[str, Any], source: Source, problems: Problems
) -> None:
    key = "code" if name == "relation" else "id"
    place = f"{name}[{position}].{key}"
    if isinstance(values.get(key, ""), str):
        problems.add(source.name, place, "missing")
    else:
        problems.add(source.name, place, "wrong_type", expected="text", found=values[key])


def _move(held: dict[str, Item], name: str, key: str, source: Source, problems: Problems) -> None:
    """Put a table right after the one it names."""
    before = held[key].values[LISTS[name]]
    others = [other for other in held if other != key]
    if before not in others:
        place = f"{name}.{key}.{LISTS[name]}"
        problems.unknown(source.name, place, "unknown_place", str(before), others)
        return
    at = others.index(before) + 1
    order = [*others[:at], key, *others[at:]]
    items = {other: held[other] for other in order}
    held.clear()
    held.update(items)
