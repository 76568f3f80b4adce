"""What a territorial commission waits for: packages of 448 precincts with five ballots each."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from tally_app import paths
from tally_app.app.handover.packages import built_of, named_each
from tally_app.app.handover.taking import offered
from tally_app.catalog.drafts.reading import read_draft
from tally_app.catalog.drafts.writing import written
from tally_app.catalog.library import Library
from tally_app.catalog.source import Source
from tests.bench.figures import Value

_PRECINCTS = 448
_MADE = "2023-01-01"


def packages(pairs: int) -> list[Value]:
    """Seconds of the processor: what stands beside on the machine is not counted."""
    library = Library.of_resources(paths.resources(), every_kind=True)
    text = election_of(_PRECINCTS, library)
    with TemporaryDirectory() as name:
        file, package = Path(name) / "e.toml", Path(name) / "e.tally-election"
        file.write_text(text, encoding="utf-8")
        package.write_bytes(built_of(file, library, version=1, made=_MADE))
        source = Source("e.toml", text.encode())

        def each() -> None:
            assert len([*named_each(source, library, version=1, made=_MADE)]) == _PRECINCTS

        few = max(3, pairs // 5)
        opening = _processor(lambda: offered(package, library), few)
        return [
            Value(f"opening a package of {_PRECINCTS} × 5", opening, "s", 1),
            Value(f"a package for each of {_PRECINCTS} precincts", _processor(each, few), "s"),
        ]


def election_of(precincts: int, library: Library) -> str:
    """The election file of the five ballots with so many precincts."""
    draft = read_draft(library.election("five-2023"))
    first = draft.precincts[0]
    many = tuple(replace(first, number=str(n), voters="1984") for n in range(1, precincts + 1))
    return written(replace(draft, precincts=many))


def _processor(deed: Callable[[], object], times: int) -> Sequence[float]:
    taken = []
    for _ in range(times):
        began = time.process_time()
        deed()
        taken.append(time.process_time() - began)
    return taken
