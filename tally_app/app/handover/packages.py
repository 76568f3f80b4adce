"""Packages made and signed, one for all precincts or one for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tally_app.catalog.drafts.reading import read_draft
from tally_app.catalog.handover.container import ContainerError
from tally_app.catalog.handover.keys import (
    SHORTEST,
    KeyFileError,
    SigningKey,
    new_key,
    opened_key,
    public_of,
)
from tally_app.catalog.handover.package import (
    ENDING,
    Package,
    PackageError,
    built,
    opened,
    read_package,
    signed,
)
from tally_app.catalog.handover.package import built_each as each_of
from tally_app.catalog.incoming.bounded import TOML, whole
from tally_app.catalog.library import Library
from tally_app.catalog.rules import load_rules
from tally_app.catalog.source import Source
from tally_app.domain.handover.fingerprint import fingerprint
from tally_app.domain.night.state import Rules
from tally_app.domain.values.file_names import fitted_each

__all__ = [
    "ENDING",
    "SHORTEST",
    "ContainerError",
    "KeyFileError",
    "Package",
    "PackageError",
    "SigningKey",
    "built_each",
    "built_of",
    "fingerprint_of",
    "key_file",
    "new_key",
    "opened",
    "opened_key",
    "read_package",
    "rules_of_package",
    "signed",
]


def built_of(path: Path, library: Library, *, version: int, made: str) -> bytes:
    """The unsigned package of an election file; CatalogueError where it is not sound."""
    return built(Source.of(path), library.beside(path), version=version, made=made)


def built_each(
    path: Path, library: Library, *, version: int, made: str
) -> Iterator[tuple[str, bytes]]:
    """The name of a file and the unsigned package of each precinct, in their order."""
    return named_each(Source.of(path), library.beside(path), version=version, made=made)


def named_each(
    source: Source, library: Library, *, version: int, made: str
) -> Iterator[tuple[str, bytes]]:
    """The same of a file that lies nowhere yet."""
    numbers = [precinct.number for precinct in read_draft(source).precincts]
    names = dict(zip(numbers, fitted_each(numbers), strict=True))
    for number, data in each_of(source, library, version=version, made=made):
        yield f"{names[number]}{ENDING}", data


def rules_of_package(package: Package) -> Rules:
    """Election and forms of a package alone; CatalogueError where they have a problem, PackageError
    "contradicts" where what the package says of itself is not what its election says.
    """
    rules, manifest = load_rules(package.election, package.library), package.manifest
    said = "training" if rules.election.training else "official"
    numbers = tuple(precinct.number for precinct in rules.election.precincts)
    if (manifest.mode, manifest.precincts) != (said, numbers):
        raise PackageError("contradicts")
    return rules


def digits_of(key: bytes) -> str:
    """The 24 digits of the raw bytes of a public key."""
    return fingerprint(key)


def key_file(path: Path) -> bytes:
    """The bytes of a key file; OSError for one that cannot be read or is none."""
    return whole(path, TOML)


def fingerprint_of(path: Path) -> str:
    """The 24 digits of a key file's public half."""
    return fingerprint(public_of(key_file(path)))
