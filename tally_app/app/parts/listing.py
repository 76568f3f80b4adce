"""The list of parts in a folder: a CycloneDX 1.6 file, written by the build, read by ``about``.

A part is a component; its files are components within it. Nothing in it depends on when or where it
was written.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from tally_app.domain.values.parts import Component, ComponentFile

_FORMAT: Final = "CycloneDX"
_EDITION: Final = "1.6"
_ORIGIN: Final = "tally-app:origin"


class ListError(ValueError):
    """The list of parts cannot be read."""


def written(version: str, parts: Sequence[Component]) -> bytes:
    """The list of a version's parts; the same parts give the same bytes."""
    said = {
        "bomFormat": _FORMAT,
        "specVersion": _EDITION,
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "tally-app", "version": version}},
        "components": [_component(part) for part in parts],
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _component(part: Component) -> dict[str, Any]:
    """One part with its files."""
    found: dict[str, Any] = {
        "type": "library",
        "name": part.name,
        "version": part.version,
        "licenses": [{"license": {"name": part.licence}}],
        "properties": [{"name": _ORIGIN, "value": part.origin}],
        "components": [
            {"type": "file", "name": file.path, "hashes": _hashes(file.sha256)}
            for file in part.files
        ],
    }
    if part.sha256:
        found["hashes"] = _hashes(part.sha256)
    return found


def _hashes(sha256: str) -> list[dict[str, str]]:
    return [{"alg": "SHA-256", "content": sha256}]


def read(data: bytes) -> tuple[str, tuple[Component, ...]]:
    """The version and the parts of a list; ListError where it is none."""
    try:
        said = json.loads(data)
        version = said["metadata"]["component"]["version"]
        parts = tuple(_part(one) for one in said["components"])
    except (ValueError, LookupError, TypeError) as error:
        raise ListError(str(error)) from error
    return version, parts


def _part(said: dict[str, Any]) -> Component:
    origins = [one["value"] for one in said["properties"] if one["name"] == _ORIGIN]
    return Component(
        name=said["name"],
        version=said["version"],
        licence=said["licenses"][0]["license"]["name"],
        origin=origins[0],
        sha256=said["hashes"][0]["content"] if "hashes" in said else "",
        files=tuple(
            ComponentFile(one["name"], one["hashes"][0]["content"]) for one in said["components"]
        ),
    )
