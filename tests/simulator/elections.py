"""Which elections nights are simulated of: every shipped kind, and several ballots in one night."""

from __future__ import annotations

import hashlib
import tomllib
from contextlib import contextmanager, suppress
from functools import cache
from unittest.mock import patch

from tally_app import paths
from tally_app.app.night import files
from tally_app.catalog import rules
from tally_app.catalog.library import Library
from tally_app.catalog.source import Source

LIBRARY = Library.of_resources(paths.resources(), every_kind=True)
#: An official night takes another path to the signatures; the shipped elections are for training.
_TRAINING, _OFFICIAL = b"training = true", b"training = false"


@cache
def names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Elections with one ballot, one for every kind; those with several."""
    several = {one.id for one in LIBRARY.elections() if one.ballots > 1}
    single = set()
    for form in LIBRARY.ids("form"):
        with suppress(KeyError):  # a base of other forms has no night
            night = LIBRARY.night_on(form)
            single.add(tomllib.loads(night.data.decode())["election"])
    return tuple(sorted(single - several)), tuple(sorted(several))


def source(name: str, *, official: bool) -> Source:
    """The election file, with the line that makes its nights official ones."""
    data = LIBRARY.election(name).data
    return Source(f"{name}.toml", data.replace(_TRAINING, _OFFICIAL) if official else data)


def read(one: Source):
    """What the file says."""
    return _kept(rules.rules_and_files, one.data, one, LIBRARY)[0].election


_KEPT: dict[tuple[str, bytes], object] = {}


def _kept(function, key, *asked):
    name = function.__name__, hashlib.sha256(repr(key).encode()).digest()
    if name not in _KEPT:
        _KEPT[name] = function(*asked)
    return _KEPT[name]


@contextmanager
def read_once():
    """Forms are read once for all nights of a run: the same bytes make the same rules, and reading
    them takes longer than a night.
    """
    load, read = files.rules_and_files, files.load_from_bytes
    with (
        patch.object(files, "rules_and_files", lambda one, lib: _kept(load, one.data, one, lib)),
        patch.object(
            files, "load_from_bytes", lambda said: _kept(read, sorted(said.items()), said)
        ),
    ):
        yield
