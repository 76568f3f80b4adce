"""``uv run python -m tests.look --out DIR``: every page in every language, and a sheet of all.

The window is opened on nights played to a moment of interest; each of its pages is grabbed as
somebody at that screen sees it. Pictures are looked at and never kept in the repository.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent


def main() -> None:
    """Make what was asked for."""
    parser = argparse.ArgumentParser(prog="tests.look", description=__doc__.partition("\n")[0])
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--size", default="1366x768", help="of the window")
    parser.add_argument("--zoom", type=int, default=100, help="size of the text, %%")
    parser.add_argument("--theme", default="light", help="light, dark, contrast")
    parser.add_argument("--language", action="append", help="only this one")
    parser.add_argument("--only", help="only the night of that name")
    asked = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={HERE.parent / 'screen.json'}"
    with TemporaryDirectory() as name:
        os.environ["TALLY_DATA_DIR"] = name
        from tests.look.pages import pages, sheet

        for language in asked.language or ("kk", "ru", "en"):
            folder = asked.out / language
            folder.mkdir(parents=True, exist_ok=True)
            made = list(pages(asked, language, Path(name) / language, folder))
            sheet(made, asked.out / f"{language}.png")
            print(f"{language}: {len(made)} pages, {asked.out / language}.png")


if __name__ == "__main__":
    main()
