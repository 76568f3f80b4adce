"""The real keyings as cases to learn from and to be measured by: what was typed, what is true."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tally_app import paths
from tally_app.catalog.forms import load_form
from tally_app.catalog.library import Library, resolve
from tally_app.domain.causes.likely import typed_order
from tally_app.domain.form.layout import Piece, lay_out
from tally_app.domain.relations.rulebook import Bound, Status, rulebook

ROOT = Path(__file__).parents[2]
KEYINGS = ROOT.parent / "shared" / "data" / "ge2013_keyings_dev.csv"
FORM = ROOT / "tests" / "data" / "ge2013.toml"
FOLDS = 5


@dataclass(frozen=True)
class Keying:
    """A keying. ``fold`` hangs on the district alone; ``marked``: the data call it wrong."""

    fold: int
    typed: tuple[int, ...]
    true: tuple[int, ...]
    marked: bool = True

    @property
    def wrong(self) -> frozenset[int]:
        """Slots that hold another figure than the verified one."""
        pairs = zip(self.typed, self.true, strict=True)
        return frozenset(slot for slot, (typed, true) in enumerate(pairs) if typed != true)

    @property
    def of_paper(self) -> bool:
        """Whether all that fails stands so on the paper: its verified figures fail as well."""
        return failing(self.typed) <= failing(self.true)


@dataclass(frozen=True)
class Precinct:
    """One protocol: its verified figures, and every keying of it with who made it."""

    fold: int
    verified: tuple[int, ...]
    keyings: tuple[tuple[str, tuple[int, ...]], ...]


@cache
def bound() -> Bound:
    """The form of the keyings, its relations bound."""
    with KEYINGS.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    source, around = resolve(Library.of_resources(paths.resources()), "form", str(FORM))
    form = load_form(source, around)
    options = [Piece(name) for name in header if name.startswith("cand_")]
    return Bound(rulebook(form), lay_out(form, {"option": options}, constants={}))


def names() -> list[str]:
    """Column of every slot."""
    return [cell.item or cell.line for cell in bound().layout.cells]


def order() -> tuple[int, ...]:
    """The slots as they are typed."""
    return typed_order(bound())


def failing(figures: tuple[int, ...] | list[int]) -> frozenset[str]:
    """Keys of the relations that fail."""
    return frozenset(x.key for x in bound().run(figures) if x.status is Status.FAILS)


@cache
def failing_keyings() -> list[Keying]:
    """Every keying with a verified partner in which a relation fails, right ones too."""
    known, _ = _read()
    return [x for x in known if failing(x.typed)]


def sheets() -> list[list[tuple[int, ...]]]:
    """Every keying of each fold, as a sheet holds them."""
    known, _ = _read()
    return [[x.typed for x in known if x.fold == fold] for fold in range(FOLDS)]


@cache
def wrong_keyings() -> tuple[list[Keying], list[list[tuple[int, ...]]]]:
    """Every wrong keying with a verified partner, and the verified protocols of every fold."""
    known, verified = _read()
    return [x for x in known if x.marked], verified


@cache
def precincts() -> list[Precinct]:
    """Every protocol with a verified keying."""
    with KEYINGS.open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    found: dict[tuple[str, str], list[tuple[str, tuple[int, ...]]]] = {}
    true: dict[tuple[str, str], tuple[int, ...]] = {}
    wrong: Counter[str] = Counter()
    for row in rows:
        key, figures = (row["district"], row["precinct"]), tuple(int(row[x]) for x in names())
        found.setdefault(key, []).append((row["operator"], figures))
        if row["equals_verified"] == "1":
            true.setdefault(key, figures)
    for row in rows:
        known = (row["district"], row["precinct"]) in true
        wrong[row["district"]] += known and row["equals_verified"] != "1"
    folds = _folds(wrong, {district for district, _ in true})
    return [Precinct(folds[key[0]], verified, tuple(found[key])) for key, verified in true.items()]


@cache
def _read() -> tuple[list[Keying], list[list[tuple[int, ...]]]]:
    """Every keying with a verified partner, and the verified protocols of every fold."""
    with KEYINGS.open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    columns = names()
    place = [(row["district"], row["precinct"]) for row in rows]
    typed = [tuple(int(row[name]) for name in columns) for row in rows]
    good = [row["equals_verified"] == "1" for row in rows]
    true = {key: figures for key, figures, ok in zip(place, typed, good, strict=True) if ok}
    wrong = Counter(key[0] for key, ok in zip(place, good, strict=True) if not ok and key in true)
    folds = _folds(wrong, {key[0] for key in true})
    verified: list[list[tuple[int, ...]]] = [[] for _ in range(FOLDS)]
    for key, figures in true.items():
        verified[folds[key[0]]].append(figures)
    known = [
        Keying(folds[key[0]], figures, true[key], marked=not ok)
        for key, figures, ok in zip(place, typed, good, strict=True)
        if key in true
    ]
    return known, verified


def noticed(keyings: list[Keying]) -> Iterator[Keying]:
    """Those that make a relation fail which the verified figures satisfy."""
    for keying in keyings:
        if failing(keying.typed) - failing(keying.true):
            yield keying


def _folds(sizes: Counter[str], districts: set[str]) -> dict[str, int]:
    """Districts in five folds of nearly as many wrong keyings."""
    folds: dict[str, int] = {}
    load = [0] * FOLDS
    for district in sorted(districts, key=lambda x: (-sizes[x], int(x))):
        folds[district] = load.index(min(load))
        load[folds[district]] += sizes[district]
    return folds
