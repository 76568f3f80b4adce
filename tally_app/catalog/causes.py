"""The weights of likely causes, and where they come from: one file of kind "causes"."""

from __future__ import annotations

from tally_app.catalog.library import Library
from tally_app.catalog.problems import Problems
from tally_app.catalog.source import Source, open_as
from tally_app.catalog.table import TomlTable
from tally_app.domain.causes.agreeing import SHARED_TRAITS
from tally_app.domain.causes.cause import CauseModel
from tally_app.domain.causes.traits import TRAITS

#: The model the program comes with.
SHIPPED = "keying-errors"

_HUNDREDTHS = 100
_TRAITS = (*TRAITS, *SHARED_TRAITS)


def shipped_causes(library: Library) -> CauseModel:
    """The model the program comes with; KeyError or CatalogueError if it cannot be used."""
    return load_causes(library.causes(SHIPPED))


def load_causes(source: Source) -> CauseModel:
    """A model of causes; CatalogueError with every problem of the file."""
    problems = Problems()
    return problems.settled(read_causes(source, problems))


def read_causes(source: Source, problems: Problems) -> CauseModel | None:
    """A model as far as it can be read; adds to ``problems``."""
    raw = open_as(source, "causes", problems)
    if raw is None:
        return None
    table = TomlTable(raw, problems, file=source.name)
    table.text("id")
    if (said := table.table("source")) is not None:
        for key in ("name", "url", "licence", "how"):
            said.text(key)
        said.day("fitted")
        said.integer("rows")
        said.done()
    else:
        table.problem("source", "missing")
    weights = table.table("weights")
    if weights is None:
        table.problem("weights", "missing")
    table.done("format", "kind")
    return CauseModel({} if weights is None else _weights(weights))


def _weights(table: TomlTable) -> dict[str, float]:
    """Weights by trait, from hundredths."""
    found: dict[str, float] = {}
    for group in dict.fromkeys(trait.partition(".")[0] for trait in _TRAITS):
        inner = table.table(group)
        if inner is None:
            continue
        for name in (x.partition(".")[2] for x in _TRAITS if x.startswith(f"{group}.")):
            found[f"{group}.{name}"] = inner.integer(name, 0) / _HUNDREDTHS
        inner.done()
    table.done()
    return found
