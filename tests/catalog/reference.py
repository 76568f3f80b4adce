"""What the page of forms and elections says of every key and every relation, written from the code
and the forms.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reports.drawing.sheet import natural
from tally_app import main, paths
from tally_app.app.night.inspection import relations_table
from tally_app.catalog.forms import load_form
from tally_app.catalog.library import Library
from tally_app.catalog.shapes.election import ElectionKeys, NightKeys
from tally_app.catalog.shapes.form import FormKeys, PartKeys
from tally_app.catalog.shapes.keys import Inner, Inners, Key, Shape
from tally_app.domain.form.form import Form, Line, Step

#: The base whose steps and lines the page tells: the others have the same but for lines 5 to 7.
_BASE: Final = "candidates"
#: What only the election law asks: of the commission, of the list, of hours and of quantities.
ONLY_BY_LAW: Final = (
    "B-04", "B-04b", "B-10", "C-07a", "D-09", "G-04", "G-06", "P-01", "P-02", "T-02",
    "V-03", "V-07",
)  # fmt: skip
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


def tables() -> Iterator[str]:
    """What a form can build on: the steps of the base with their stages and lines, the headings of
    the printed table, the numbers that are free, the texts that name the law.
    """
    shipped = Library.of_resources(paths.resources(), every_kind=True)
    form = load_form(shipped.form(_BASE), shipped)
    words = main.Wordings(paths.resources() / "texts")["en"]
    yield from ("| step | `stage` | what is typed there |", "| --- | --- | --- |")
    for step in form.steps:
        stages = ", ".join(f"`{stage}`" for stage in step.stages)
        confirmed = " (confirmed)" if step.confirm else ""
        yield f"| `{step.id}`{confirmed} | {stages or '–'} | {_typed(form, step)} |"
    worked_out = ", ".join(_line(line) for line in form.lines if line.formula)
    yield from ("", f"**Worked out**, never typed: {worked_out}.", "")
    yield from ("| `section` | heading | lines that name it |", "| --- | --- | --- |")
    for section in form.sections:
        yield f"| `{section.id}` | {words.pick(section.text)} | {_under(form, section.id)} |"
    yield f"| none | – | {_under(form, '')} |"
    every = [load_form(shipped.form(name), shipped) for name in shipped.ids("form")]
    taken = sorted({line.number for of in every for line in of.lines if line.number}, key=natural)
    yield from ("", f"**Numbers** that are taken: {', '.join(taken)}.", "")
    yield (
        "**The law the papers are by** is `texts.basis`. It is named wherever a text of the base "
        f"cites an article by it, `{{basis:43(4)}}`: {', '.join(_of_the_law(form))}."
    )


def _under(form: Form, section: str) -> str:
    """The numbers of the lines under a heading, of a line without a number its id."""
    under = [line for line in form.lines if line.section == section]
    numbers = sorted((line.number for line in under if line.number), key=natural)
    return ", ".join(numbers or [f"`{line.id}`" for line in under]) or "–"


def free() -> Iterator[str]:
    """A base without the election law: what only the law asks is removed, and what any count of
    ballots must satisfy is kept without its article.
    """
    shipped = Library.of_resources(paths.resources(), every_kind=True)
    form = load_form(shipped.form(_BASE), shipped)
    kept = [one for one in form.relations if one.law and one.key not in ONLY_BY_LAW]
    removed = ", ".join(f'"{key}"' for key in ONLY_BY_LAW)
    yield from ("```toml", "# free.toml", "format = 1", 'kind = "form"', 'id = "free"')
    yield from (f'extends = "{_BASE}"', 'languages = ["kk", "ru"]')
    yield from ('name.kk = "Заңнан тыс дауыс беру"', 'name.ru = "Голосование вне закона о выборах"')
    yield "relation = ["
    for one in kept:
        part = f'part = "{one.part}", ' if one.part else ""
        yield f'  {{ code = "{one.code}", {part}replaces = true, law = "" }},'
    yield from ("]", "", "[remove]", "law_words = true", f"relation = [{removed}]", "```")


def _typed(form: Form, step: Step) -> str:
    """The lines of a step by their ids, then those that may stay empty, then the rows."""
    lines = [line for line in form.lines if line.stage in step.stages and not line.derived]
    single = [line for line in lines if not line.collection or line.place != "none"]
    asked = [_line(line) for line in single if line.optional in ("", "switch")]
    spared = [_line(line) for line in single if line.optional in ("free", "entered")]
    rows = {f"`{x.collection}`": None for x in lines if x not in single}
    told = [", ".join(asked)]
    told += [f"may stay empty: {', '.join(spared)}"] if spared else []
    told += [f"rows of {', '.join(rows)}"] if rows else []
    return "; ".join(filter(None, told)) or "–"


def _line(line: Line) -> str:
    said = f"`{line.id}`"
    said += f" {line.number}" if line.number else ""
    return f"{said} *off*" if line.optional == "switch" else said


def _of_the_law(form: Form) -> Iterator[str]:
    """Where the printed texts of the base name the law by ``texts.basis``."""
    names = {f"texts.{key}": words for key, words in form.texts.items()}
    names |= {f"paper.{paper.id}.subtitle": paper.subtitle for paper in form.papers}
    yield from (f"`{name}`" for name, words in names.items() if "Art." in words.get("en", ""))


def relations() -> Iterator[str]:
    """Every relation of every shipped form."""
    words = main.Wordings(paths.resources() / "texts")["en"]
    return relations_table(Library.of_resources(paths.resources(), every_kind=True), words)
