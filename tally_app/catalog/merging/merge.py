"""A form with everything it ``extends``: base first, each child overriding by id, key by key.

A child's table with the id of a base table changes the keys it names and keeps the others. New
lines stand where ``after`` says, other new tables where ``follows`` says, else last. ``[remove]``
drops inherited tables (``optional`` of a line that is gone is 0), then the parts a form includes
bring theirs, then its own come.
``approved`` is never inherited: approval is given to one file.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from tally_app.catalog.library import Library
from tally_app.catalog.merging.chain import File, Link, read_chain
from tally_app.catalog.merging.without import without
from tally_app.catalog.problems import Problems
from tally_app.catalog.shapes.form import PartKeys, RemoveKeys
from tally_app.catalog.source import Source
from tally_app.catalog.table import TomlTable

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
MAPS: Final = ("constants", "texts", "terms", "result")
#: Keys that say what the law asks.
LAW_WORDS: Final = ("law_says", "law_means")
_FILE_ONLY: Final = ("format", "kind", "extends", "includes", "remove")


#: Says of a table that it is meant to override one that stands already.
REPLACES: Final = "replaces"


@dataclass(frozen=True, slots=True)
class TableChange:
    """What a form does to a table it inherits: it gives ``keys`` anew, or removes it (no keys).

    ``gone``: nobody wrote the keys anew, ``optional`` of these lines became 0 in them, for the form
    removes the lines.
    """

    list: str
    key: str
    keys: tuple[str, ...]
    form: str
    base: str
    gone: tuple[str, ...] = ()


@dataclass
class MergedTable:
    """One merged table: values, the file every key is from, the file that touched it last, the form
    that brought it.
    """

    values: dict[str, Any]
    files: dict[str, str]
    file: str
    form: str = ""

    def override(self, values: Mapping[str, Any], file: str) -> None:
        """Take over a child's keys."""
        self.values.update(values)
        self.files.update(dict.fromkeys(values, file))
        self.file = file


@dataclass
class Merged:
    """A whole form as tables. ``chain`` are its files in reading order, ``ids`` its forms.

    ``removed`` has, by list and id, the file that removed a table last, ``gone`` the lines that
    were; ``included`` has the file that included a part first; ``changes`` are all overrides and
    removals of the chain. ``unsaid`` are those whose table does not say ``replaces``, and those
    that say it and replace nothing: no problem for a night that is read, but for whoever checks a
    form.
    """

    head: MergedTable
    lists: dict[str, dict[str, MergedTable]] = field(
        default_factory=lambda: {name: {} for name in LISTS}
    )
    maps: dict[str, MergedTable] = field(default_factory=dict)
    chain: tuple[File, ...] = ()
    ids: tuple[str, ...] = ()
    spoken: frozenset[str] = frozenset()
    removed: dict[str, dict[str, str]] = field(default_factory=dict)
    gone: dict[str, MergedTable] = field(default_factory=dict)
    included: dict[str, str] = field(default_factory=dict)
    changes: list[TableChange] = field(default_factory=list)
    unsaid: Problems = field(default_factory=Problems)

    def map(self, name: str, file: str) -> MergedTable:
        """A table of names and values, as a file finds it."""
        return self.maps.setdefault(name, MergedTable({}, {}, file))

    def bases(self) -> tuple[File, ...]:
        """The files of the forms that the last one extends."""
        forms = [place for place, file in enumerate(self.chain) if file.id in self.ids]
        return self.chain[: forms[-2] + 1] if len(forms) > 1 else ()

    def every(self) -> Iterator[tuple[str, str, MergedTable]]:
        """Every merged table but the head, with the names of its list and of itself."""
        for name, items in self.lists.items():
            yield from ((name, key, item) for key, item in items.items())
        yield from ((name, "", item) for name, item in self.maps.items())

    def tables(self, name: str, problems: Problems) -> list[TomlTable]:
        """The merged tables of one list, ready to be read."""
        return [
            TomlTable(item.values, problems, file=item.file, path=f"{name}.{key}", files=item.files)
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


def merge(source: Source, library: Library, problems: Problems) -> Merged | None:
    """The form of ``source`` with its whole chain; None when a form of it cannot be read."""
    chain = read_chain(source, library, problems)
    if not chain:
        return None
    merged = Merged(MergedTable({}, {}, source.name))
    for link in chain:
        _extend(merged, link, problems)
    return merged


def _extend(merged: Merged, link: Link, problems: Problems) -> None:
    form = link.form
    merged.head.values.pop("approved", None)
    head = {key: value for key, value in form.raw.items() if key not in LISTS and key not in MAPS}
    merged.head.override(head, form.source.name)
    merged.chain = (*merged.chain, *link.files())
    merged.ids = (*merged.ids, form.id)
    languages = form.raw.get("languages", ())
    if isinstance(languages, list):
        merged.spoken |= {x for x in languages if isinstance(x, str)}
    _remove(merged, form, problems)
    for part in link.parts:
        table = TomlTable(part.raw, problems, file=part.source.name)
        PartKeys.id.of(table)
        table.done(*PartKeys.names())
    for file in link.files():
        taking = _Taking(merged, file, problems, form, merged.included.get(file.id, ""))
        for name in MAPS:
            taking.map(name)
        for name in LISTS:
            taking.list(name)
        if file is not form:
            merged.included.setdefault(file.id, form.source.name)


def _remove(merged: Merged, form: File, problems: Problems) -> None:
    removed, file = form.raw.get("remove", {}), form.source.name
    if not isinstance(removed, dict):
        problems.add(file, "remove", "wrong_type", expected="table", found=removed)
        return
    table = TomlTable(removed, problems, file=file, path="remove")
    if RemoveKeys.law_words.of(table):
        _without_law_words(merged)
    for name in (*LISTS, *MAPS):
        held = merged.lists[name] if name in LISTS else merged.map(name, file).values
        for key in table.names(name):
            if key not in held:
                table.unknown(name, "remove_unknown", key, list(held))
            item = held.pop(key, None)
            merged.removed.setdefault(name, {})[key] = file
            if isinstance(item, MergedTable):
                merged.changes.append(TableChange(name, key, (), form.id, item.form))
                if name == "line":
                    merged.gone[key] = item
    table.done(*RemoveKeys.names())
    if gone := table.names("line"):
        _without(merged, gone, form)


def _without_law_words(merged: Merged) -> None:
    """Every inherited table without the words of a law that is not the form's."""
    for items in merged.lists.values():
        for item in items.values():
            for name in LAW_WORDS:
                item.values.pop(name, None)
                item.files.pop(name, None)


def _without(merged: Merged, gone: Sequence[str], form: File) -> None:
    """What is left of every table without the removed lines; a check that asks less is told."""
    for name, key, item in merged.every():
        left = without(item.values, gone)
        said = tuple(x for x in ("check", "when") if left.get(x) != item.values.get(x))
        if said and name == "relation":
            nought = tuple(x for x in gone if _asks_for(item.values, x, said))
            merged.changes.append(TableChange(name, key, said, form.id, item.form, nought))
        item.values = left


def _asks_for(values: Mapping[str, Any], line: str, keys: Sequence[str]) -> bool:
    """Whether one of the keys holds ``optional`` of the line."""
    left = without(values, [line])
    return any(left.get(key) != values.get(key) for key in keys)


@dataclass(frozen=True, slots=True)
class _Taking:
    """Takes over the tables of one file of ``form``; a part overrides nothing. ``before``: the file
    of the form that included this part already, "" for none.
    """

    merged: Merged
    file: File
    problems: Problems
    form: File
    before: str

    @property
    def part(self) -> bool:
        """Whether the file is a part of the form."""
        return self.file.raw.get("kind") == "part"

    @property
    def name(self) -> str:
        """The file's name."""
        return self.file.source.name

    def map(self, name: str) -> None:
        """A table of names and values."""
        found = self.file.raw.get(name, {})
        held = self.merged.map(name, self.name)
        if not isinstance(found, dict):
            self.problems.add(self.name, name, "wrong_type", expected="table", found=found)
            return
        if self.part:
            for key in held.values.keys() & found:
                self._stands(f"{name}.{key}", key, held.files[key])
        held.override(found, self.name)

    def list(self, name: str) -> None:
        """Tables of one list."""
        found = self.file.raw.get(name, [])
        if not isinstance(found, list) or any(not isinstance(values, dict) for values in found):
            self.problems.add(self.name, name, "wrong_type", expected="tables", found=found)
            return
        held, own = self.merged.lists[name], set[str]()
        for position, values in enumerate(found, 1):
            key = _key(name, values)
            if not key:
                self._nameless(name, position, values)
                continue
            if key in own:
                self.problems.add(self.name, f"{name}.{key}", "duplicate", found=key)
                continue
            own.add(key)
            self._take(held, name, key, values)
            if LISTS[name] in values:
                self._move(held, name, key)

    def _take(
        self, held: dict[str, MergedTable], name: str, key: str, table: Mapping[str, Any]
    ) -> None:
        """A new table, or the keys of one that stands already."""
        values = {inner: value for inner, value in table.items() if inner != REPLACES}
        said, place = table.get(REPLACES, False), f"{name}.{key}"
        if not isinstance(said, bool):
            found = {"expected": "flag", "found": said}
            self.problems.add(self.name, f"{place}.{REPLACES}", "wrong_type", **found)
        if key not in held:
            held[key] = MergedTable(
                values, dict.fromkeys(values, self.name), self.name, self.form.id
            )
            if said:
                self.merged.unsaid.add(self.name, place, "replaces_nothing", found=key)
        elif self.part:
            self._stands(place, key, held[key].file)
        else:
            base, keys = held[key].form, tuple(x for x in values if x not in ("id", "code", "part"))
            self.merged.changes.append(TableChange(name, key, keys, self.form.id, base))
            held[key].override(values, self.name)
            if not said:
                self.merged.unsaid.add(self.name, place, "replaces_unsaid", found=key, base=base)

    def _stands(self, place: str, key: str, other: str) -> None:
        if self.before:
            name, said = self.form.source.name, {"found": self.file.id, "other": self.before}
            self.problems.add(name, "includes", "included_twice", **said)
            return
        self.problems.add(self.name, place, "stands_already", found=key, other=other)

    def _nameless(self, name: str, position: int, values: Mapping[str, Any]) -> None:
        key = "code" if name == "relation" else "id"
        place = f"{name}[{position}].{key}"
        if isinstance(values.get(key, ""), str):
            self.problems.add(self.name, place, "missing")
        else:
            self.problems.add(self.name, place, "wrong_type", expected="text", found=values[key])

    def _move(self, held: dict[str, MergedTable], name: str, key: str) -> None:
        """Put a table right after the one it names."""
        before = held[key].values[LISTS[name]]
        others = [other for other in held if other != key]
        if before not in others:
            place = f"{name}.{key}.{LISTS[name]}"
            self.problems.unknown(self.name, place, "unknown_place", str(before), others)
            return
        at = others.index(before) + 1
        order = [*others[:at], key, *others[at:]]
        items = {other: held[other] for other in order}
        held.clear()
        held.update(items)


def _key(name: str, values: Mapping[str, Any]) -> str:
    parts = ("code", "part") if name == "relation" else ("id",)
    if not all(isinstance(values.get(part, ""), str) for part in parts) or not values.get(parts[0]):
        return ""
    return "".join(values.get(part, "") for part in parts)
