"""Packages as a commission hands them out: signed by a key, with the digits of its letter."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tally_app import paths
from tally_app.app.handover.packages import built_of, new_key, opened, opened_key, signed
from tally_app.catalog.library import Library
from tally_app.domain.handover.fingerprint import groups

PHRASE = "five ordinary words here"


@cache
def key():
    return opened_key(new_key(PHRASE), PHRASE)


def two_precincts() -> str:
    """The Aral sample as an official election of two precincts, 999 and 448."""
    text = (paths.resources() / "samples" / "aral-2021.toml").read_text("utf-8")
    text = text.replace("training = true", "training = false").replace('"aral-2021"', '"real-2021"')
    head, mark, precinct = text.partition("[[precinct]]")
    other = precinct.replace('"999"', '"448"')
    return f"{head}{mark}{precinct}\n{mark}{other}"


def package(folder: Path, text: str, *, version: int = 1, sign: bool = True) -> Path:
    """A package of that election in a folder of its own, as on a stick."""
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / "сайлау.toml"
    source.write_text(text, "utf-8")
    library = Library.of_resources(paths.resources())
    data = built_of(source, library, version=version, made="2021-07-01")
    source.unlink()
    path = folder / f"аким-{version}.tally-election"
    path.write_bytes(signed(opened(data), key()) if sign else data)
    return path


def letter(path: Path) -> tuple[str, ...]:
    """The six groups of the letter about the key of a package."""
    return groups(opened(path.read_bytes()).fingerprint)
