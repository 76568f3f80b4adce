"""Looking at forms and files without working on them: what there is, what is wrong with it."""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path
from typing import Final

from tally_app.catalog.check import check_file
from tally_app.catalog.dump import dump
from tally_app.catalog.forms import load_form, merge_form
from tally_app.catalog.incoming.slips import texts_in
from tally_app.catalog.library import Library, resolve
from tally_app.catalog.merging.left import still_says
from tally_app.catalog.merging.merge import Merged, TableChange
from tally_app.catalog.problems import Problems, worded
from tally_app.catalog.source import Source, parse
from tally_app.domain.form.form import Relation
from tally_app.domain.values.articles import cited
from tally_app.domain.values.signs import all_named, unseen
from tally_app.domain.values.wording import Wording

#: Lists whose changes are told: a relation that goes is a check of the law that goes.
_SHOWN_CHANGES: Final = ("relation", "line", "step")


def known(library: Library, words: Wording) -> Iterator[tuple[str, str]]:
    """Id and name of every form and election file; CatalogueError where an id is there twice."""
    for kind in ("form", "election"):
        for name in library.ids(kind):
            yield name, words.pick(library.name(kind, name))


def problems_of(name: str, library: Library, words: Wording) -> list[str]:
    """Every problem of a form, part, election or night script, worded; ``name`` is a path or an id.

    OSError if a file cannot be read.
    """
    return [worded(problem, words) for problem in check_file(*opened(name, library))]


def undrawn(name: str, drawn: Container[int], words: Wording) -> Iterator[str]:
    """The texts of a file with signs that the faces of the papers cannot draw (``drawn``): they are
    printed by their code. It is a warning: a name may have any sign that is seen.
    """
    path = Path(name)
    raw = parse(Source.of(path, name), Problems()) if path.is_file() else None
    for key, text in texts_in(raw or {}):
        signs = tuple(x for x in dict.fromkeys(text) if ord(x) not in drawn and not unseen(x))
        if signs:
            yield words("cli.form_undrawn", path=name, at=key, signs=all_named(signs))


def neighbours(name: str, words: Wording) -> Iterator[str]:
    """Which files beside a file were left out, and why."""
    path = Path(name)
    if path.is_file():
        for other in Library(path.resolve().parent).unusable:
            if other.name != path.name:
                said = " ".join(worded(problem, words) for problem in other.problems)
                yield words("cli.form_skipped", problem=said)


def opened(name: str, library: Library) -> tuple[Source, Library]:
    """The file of a path or of an id of any kind, and the library its references are found in."""
    path = Path(name)
    kinds = [kind for kind in ("form", "part", "election", "night") if name in library.ids(kind)]
    if kinds and not path.exists():
        return resolve(library, kinds[0], name)
    return Source.of(path, name), library.beside(path)


def merged_form(name: str, library: Library, words: Wording) -> str:
    """A form with everything it extends merged in, as TOML, what it does to its bases said above;
    ``name`` is an id or a path.
    """
    source, nearer = resolve(library, "form", name)
    load_form(source, nearer)
    merged = merge_form(source, nearer, Problems())
    if merged is None:
        return ""
    said = "".join(f"# {row}\n" for row in _changes(merged, words))
    return f"{said}\n{dump(merged.plain())}" if said else dump(merged.plain())


def changes(name: str, library: Library, words: Wording) -> Iterator[str]:
    """What a form and its bases do to what they inherit, nothing of a file that is no form;
    ``name`` is a path or an id. OSError if a file cannot be read.
    """
    merged = merge_form(*opened(name, library), Problems())
    if merged is not None:
        yield from _changes(merged, words)


def _changes(merged: Merged, words: Wording) -> Iterator[str]:
    """Every relation, line and step that is replaced or removed, relations first: a check of the
    law must not end unseen. Then the words that still name a line which was removed.
    """
    for kind in _SHOWN_CHANGES:
        told: dict[tuple[str, str], list[TableChange]] = {}
        for change in merged.changes:
            if change.list == kind:
                told.setdefault((change.key, change.form), []).append(change)
        yield from (_change(_named(kind, key, words), of, words) for (key, _), of in told.items())
    for left in still_says(merged):
        said = {"name": _named(left.list, left.key, words), "keys": ", ".join(left.fields)}
        yield words("cli.form_still_says", words=words.pick(left.words), line=left.line, **said)


def _named(kind: str, key: str, words: Wording) -> str:
    """A relation, line or step as it is called in the list."""
    return words(f"cli.form_{kind}", id=key)


def _change(name: str, changes: list[TableChange], words: Wording) -> str:
    """What one form does to one table, in one row: what it says anew, and which checks ask less
    because it removes a line.
    """
    said = {"name": name, "form": changes[0].form, "base": changes[0].base}
    if any(not change.keys for change in changes):
        return words("cli.form_removes", **said)
    keys = dict.fromkeys(key for change in changes if not change.gone for key in change.keys)
    noughts = [
        words(
            "cli.form_nought",
            keys=", ".join(left),
            noughts=", ".join(f"optional({line})" for line in change.gone),
        )
        for change in changes
        if change.gone and (left := [key for key in change.keys if key not in keys])
    ]
    if not keys:
        return words("cli.form_without", noughts="; ".join(noughts), **said)
    return "; ".join([words("cli.form_replaces", keys=", ".join(keys), **said), *noughts])


def relations_table(library: Library, words: Wording) -> Iterator[str]:
    """Every relation of every form that a contest can use, as a Markdown table: one row for what
    several forms have alike, with the forms that have it.
    """
    forms = [load_form(library.form(name), library) for name in library.ids("form")]
    forms = [form for form in forms if form.contest_kinds]
    rows: dict[tuple[str, ...], list[str]] = {}
    for form in forms:
        for relation in form.relations:
            rows.setdefault(_row(relation, words), []).append(form.id)
    yield words("cli.relations_columns")
    yield "| --- | --- | --- | --- | --- | --- |"
    for row, having in sorted(rows.items(), key=lambda item: item[0][0]):
        yield f"| {' | '.join((*row, _having(having, [form.id for form in forms], words)))} |"


def _row(relation: Relation, words: Wording) -> tuple[str, ...]:
    when = words("cli.relations_when", when=f"`{relation.when}`") if relation.when else ""
    return (
        relation.key,
        f"`{relation.check}` {when}".strip(),
        words(f"severity.{relation.severity.value}"),
        ", ".join(relation.due),
        cited(relation.law, words) or words("formula.missing"),
    )


def _having(having: list[str], known: list[str], words: Wording) -> str:
    """The forms of a row: all, all but a few, or their names."""
    lacking = [name for name in known if name not in having]
    if not lacking:
        return words("cli.relations_all")
    if len(lacking) < len(having):
        return words("cli.relations_but", forms=", ".join(lacking))
    return ", ".join(having)
