"""The package of an election (``.tally-election``): the file, its forms, what it says of itself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from tally_app.catalog.drafts.slicing import Slices
from tally_app.catalog.handover.container import PACKED, ContainerError, pack, unpack
from tally_app.catalog.handover.keys import KEY_BYTES, SIGNATURE_BYTES, SigningKey, verified
from tally_app.catalog.incoming.bounded import whole
from tally_app.catalog.library import Library
from tally_app.catalog.rules import rules_and_files
from tally_app.catalog.source import Source
from tally_app.domain.handover.fingerprint import fingerprint
from tally_app.domain.handover.manifest import (
    ELECTION,
    MANIFEST,
    SIGNATURE,
    Manifest,
    ManifestError,
    Part,
    read_manifest,
)

#: How a package is called as a file.
ENDING: Final = ".tally-election"


class PackageError(Exception):
    """A file that is no package, or one that is not as it was handed out. ``code``: no_zip, large,
    altered, no_manifest, newer, parts, signature; contradicts, where its election says otherwise.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Package:
    """A package as it was handed out. ``key`` are the raw bytes of the key that signed it, b"" for
    an unsigned one.
    """

    manifest: Manifest
    parts: Mapping[str, bytes]
    key: bytes

    @property
    def fingerprint(self) -> str:
        """The 24 digits of its key, "" for an unsigned package."""
        return fingerprint(self.key) if self.key else ""

    @cached_property
    def election(self) -> Source:
        """Its election file."""
        return Source(ELECTION, self.parts[ELECTION])

    @cached_property
    def library(self) -> Library:
        """Its forms alone: a package brings all it needs."""
        forms = [Source(name, data) for name, data in self.parts.items() if name != ELECTION]
        return Library(sources=[self.election, *forms])


def built(election: Source, library: Library, *, version: int, made: str) -> bytes:
    """The unsigned package of an election file: the same input gives the same bytes.

    CatalogueError where file or forms have a problem, ContainerError "large" beyond the limits.
    """
    return _packed(_Whole.of(election, library), None, version, made)


def built_each(
    election: Source, library: Library, *, version: int, made: str
) -> Iterator[tuple[str, bytes]]:
    """The number of each precinct with its unsigned package, in their order; what is wrong with
    the whole file is raised before the first one. Every form is read once.
    """
    whole = _Whole.of(election, library)
    slices = Slices(election.data.decode("utf-8-sig"))
    for number in whole.precincts:
        yield number, _packed(whole, (number, slices.only(number).encode()), version, made)


@dataclass(frozen=True, slots=True)
class _Whole:
    """An election file that has no problem, with the other parts of its package."""

    election: bytes
    precincts: tuple[str, ...]
    training: bool
    forms: Mapping[str, bytes]

    @classmethod
    def of(cls, election: Source, library: Library) -> _Whole:
        rules, files = rules_and_files(election, library)
        forms: dict[str, bytes] = {}
        for name, data in files.items():
            kind, _, file = name.partition("/")
            if kind != "election":
                plain = f"forms/{file}"
                forms[plain if plain not in forms else f"forms/{kind}.{file}"] = data
        numbers = tuple(precinct.number for precinct in rules.election.precincts)
        return cls(election.data, numbers, rules.election.training, forms)


def _packed(whole: _Whole, one: tuple[str, bytes] | None, version: int, made: str) -> bytes:
    """The package of all precincts, or of ``one``: its number, and the file with no other."""
    parts = {ELECTION: one[1] if one else whole.election, **whole.forms}
    manifest = Manifest(
        mode="training" if whole.training else "official",
        version=version,
        made=made,
        precincts=(one[0],) if one else whole.precincts,
        parts=tuple(Part.of(name, parts[name]) for name in sorted(parts)),
    )
    return pack({**parts, MANIFEST: manifest.canonical()})


def signed(package: Package, key: SigningKey) -> bytes:
    """The package with that key's signature, in place of any other."""
    said = {"key": key.public.hex(), "signature": key.sign(package.manifest.signed()).hex()}
    parts = {**package.parts, MANIFEST: package.manifest.canonical()}
    return pack({**parts, SIGNATURE: _written(said)})


def read_package(path: Path) -> Package:
    """The package of a file; PackageError, or OSError where it cannot be read."""
    return opened(whole(path, PACKED))


def opened(data: bytes) -> Package:
    """The package of some bytes, its parts as its manifest says and its signature, where it has
    one, that of its key; PackageError for anything else.
    """
    try:
        parts = unpack(data)
    except ContainerError as error:
        raise PackageError(error.code) from error
    try:
        manifest = read_manifest(parts.pop(MANIFEST, b""))
    except ManifestError as error:
        raise PackageError("newer" if error.newer else "no_manifest") from error
    signature = parts.pop(SIGNATURE, None)
    if [part.name for part in manifest.parts] != sorted(parts) or any(
        (len(parts[p.name]), sha256(parts[p.name]).hexdigest()) != (p.size, p.sha256)
        for p in manifest.parts
    ):
        raise PackageError("parts")
    key = b""
    if signature is not None:
        key, sign = _signature(signature)
        if not verified(key, sign, manifest.signed()):
            raise PackageError("signature")
    return Package(manifest, parts, key)


def _signature(data: bytes) -> tuple[bytes, bytes]:
    """Key and signature as a package keeps them, written in one way only."""
    try:
        raw: Any = json.loads(data)
        key, sign = bytes.fromhex(raw["key"]), bytes.fromhex(raw["signature"])
        same = _written({"key": key.hex(), "signature": sign.hex()}) == data
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise PackageError("signature") from error
    if not same or (len(key), len(sign)) != (KEY_BYTES, SIGNATURE_BYTES):
        raise PackageError("signature")
    return key, sign


def _written(said: Mapping[str, str]) -> bytes:
    return (json.dumps(dict(said), indent=1) + "\n").encode()
