"""What the page of forms and elections says of every key and every relation, written from the code
and the forms.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tally_app import main, paths
from tally_app.app.night.inspection import relations_table
from tally_app.catalog.library import Library
from tally_app.catalog.shapes.election import ElectionKeys, NightKeys
from tally_app.catalog.shapes.form import FormKeys, PartKeys
from tally_app.catalog.shapes.keys import Inner, Inners, Key, Shape

#: What the page calls a table of each shape.
FILES: Final = {
    FormKeys: "Form", PartKeys: "Part", ElectionKeys: "Election", NightKeys: "Night script",
}  # fmt: skip


def keys() -> Iterator[str]:
    """The keys of every file, and of every table in it, each table once."""
    told: set[type[Shape]] = set()
    for shape, name in FILES.items():
        yield from _shape(shape, f"### {name}")
        told.add(shape)
        yield from _inner(shape, told)


def _inner(shape: type[Shape], told: set[type[Shape]], path: str = "") -> Iterator[str]:
    for key in shape.every():
        of = getattr(key, "shape", None)
        if of is None or of in told:
            continue
        told.add(of)
        place = f"{path}{key.name}"
        yield from _shape(
            of, f"#### `[[{place}]]`" if isinstance(key, Inners) else f"#### `[{place}]`"
        )
        yield from _inner(of, told, f"{place}.")


def _shape(shape: type[Shape], heading: str) -> Iterator[str]:
    yield from (heading, "", " ".join((shape.__doc__ or "").split()), "")
    yield from ("| key | holds | default | |", "| --- | --- | --- | --- |")
    for key in shape.every():
        yield f"| `{key.name}` | {_holds(key)} | {_default(key)} | {key.says} |"
    yield ""


def _holds(key: Key[object]) -> str:
    allowed = ", ".join(f"`{value or chr(34) * 2}`" for value in key.allowed)
    if isinstance(key, Inner | Inners):
        return key.holds
    return f"{key.holds}: {allowed}" if allowed else key.holds


def _default(key: Key[object]) -> str:
    match key.default:
        case None:
            return "**required**"
        case bool() as flag:
            return f"`{str(flag).lower()}`"
        case int() as number:
            return str(number)
        case str() as text:
            return f"`{text}`" if text else "–"
        case tuple() as names if names:
            return ", ".join(f"`{name}`" for name in names)
        case _:
            return "–"


def relations() -> Iterator[str]:
    """Every relation of every shipped form."""
    words = main.Wordings(paths.resources() / "texts")["en"]
    return relations_table(Library.of_resources(paths.resources(), every_kind=True), words)
