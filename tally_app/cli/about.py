"""``tally-app about``: version, parts and licences of this copy, and the hash of its folder."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Final

from tally_app import __version__, paths
from tally_app.app.parts.folder import Deviation, compared, files_of, folder_hash
from tally_app.app.parts.listing import ListError, read
from tally_app.cli.context import Context, in_utf8, speaks
from tally_app.domain.values.parts import Component
from tally_app.domain.values.wording import Wording

_AS_LISTED, _DIFFERS, _UNUSABLE = 0, 1, 2

NAME: Final = "about"


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser], words: Wording) -> None:
    """Declare the command and its arguments."""
    parser = subparsers.add_parser(NAME, help=words("cli.about"))
    parser.add_argument("--json", action="store_true", help=words("cli.about_json"))
    speaks(parser, words)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, context: Context) -> int:
    """0 when every file is as the list says, 1 naming those that are not; 2 without a list that can
    be read. A copy that runs from its sources has none to compare: 0.
    """
    words, root = context.wording(arguments.lang), paths.folder()
    if arguments.json:
        in_utf8(context.stdout)
    if root is None:
        alone = json.dumps({"program": "tally-app", "version": __version__, "folder": None})
        said = alone if arguments.json else f"tally-app {__version__}\n{words('about.sources')}"
        context.stdout.write(said + "\n")
        return _AS_LISTED
    try:
        _, parts = read((root / paths.LIST).read_bytes())
    except ListError:
        context.stderr.write(words("about.no_list", path=root / paths.LIST) + "\n")
        return _UNUSABLE
    files = files_of(root)
    found = compared(files, parts)
    told = _as_json if arguments.json else _in_words
    context.stdout.write(told(words, root, files, parts, found) + "\n")
    return _DIFFERS if found else _AS_LISTED


def _as_json(
    _words: Wording,
    root: Path,
    files: dict[str, str],
    parts: tuple[Component, ...],
    found: Deviation,
) -> str:
    folder = {
        "path": str(root),
        "sha256": folder_hash(files),
        "files": len(files),
        "altered": found.altered,
        "missing": found.missing,
        "unlisted": found.unlisted,
    }
    of_parts = [
        {
            "name": part.name,
            "version": part.version,
            "licence": part.licence,
            "origin": part.origin,
            "sha256": part.sha256,
            "files": len(part.files),
        }
        for part in parts
    ]
    said = {"program": "tally-app", "version": __version__, "folder": folder, "parts": of_parts}
    return json.dumps(said, ensure_ascii=False, indent=1)


def _in_words(
    words: Wording,
    root: Path,
    files: dict[str, str],
    parts: tuple[Component, ...],
    found: Deviation,
) -> str:
    lines = [f"tally-app {__version__}", str(root), ""]
    lines += [f"{part.name} {part.version} · {part.licence}" for part in parts]
    lines += ["", words("about.hash", hash=folder_hash(files))]
    for key in ("altered", "missing", "unlisted"):
        lines += [words(f"about.{key}", path=path) for path in getattr(found, key)]
    lines.append(words("about.differs") if found else words("about.same", files=len(files)))
    return "\n".join(lines)
