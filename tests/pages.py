"""The README pages: which there are, and the parts of them that are written from the code.

    uv run python -m tests.pages

writes those parts anew, each between its two marks; a test compares them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from tests.catalog import reference as forms
from tests.cli import reference as cli

ROOT: Final = Path(__file__).parents[1]


#: page -> mark -> the rows between ``<!-- mark -->`` and ``<!-- /mark -->``.
WRITTEN: Final[Mapping[str, Mapping[str, Callable[[], Iterable[str]]]]] = {
    "resources/elections/README.md": {
        "tables": forms.tables,
        "free": forms.free,
        "keys": forms.keys,
        "relations": forms.relations,
    },
    "tally_app/cli/README.md": {"commands": cli.commands},
}


def pages() -> dict[str, str]:
    """Every README of the repository, its path and its text."""
    found = (path.relative_to(ROOT) for path in ROOT.rglob("README.md"))
    ours = sorted(path for path in found if not any(part.startswith(".") for part in path.parts))
    return {path.as_posix(): (ROOT / path).read_text("utf-8") for path in ours}


def written(name: str, text: str) -> str:
    """A page with its parts written anew; ValueError where one of its marks is missing."""
    for mark, rows in WRITTEN[name].items():
        begin, end = f"<!-- {mark} -->\n", f"<!-- /{mark} -->"
        start = text.index(begin) + len(begin)
        text = text[:start] + "".join(f"{row}\n" for row in rows()) + text[text.index(end) :]
    return text


if __name__ == "__main__":
    for page in WRITTEN:
        path = ROOT / page
        path.write_text(written(page, path.read_text("utf-8")), encoding="utf-8", newline="\n")
