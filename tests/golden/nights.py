"""Nights made by the program of a commit and kept, with what it said of them: every later program
opens them, and says the same.

A night is a folder ``tests/data/nights/COMMIT/NAME``: the precinct file (with the ``-wal`` or
``-journal`` that a killed program leaves); the record of each ballot to the byte; ``said.json``
with check values; and the text of every paper that could be made. What is long is packed: every
night carries its forms.

All that is never written again. A paper that was issued is the bytes the night keeps. One that
never was may be made in new words: ``papers-anew.json.xz`` has its text as it is now, and
``python -m tests.golden anew`` writes it, and tells every line that differs.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import zlib
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from tally_app import main, paths
from tally_app.app.night.files import Session, open_night
from tally_app.app.night.replay import KAZAKHSTAN
from tally_app.app.papers.offering import blanks, offers
from tally_app.app.papers.papers import Papers
from tally_app.app.view.address import PaperName
from tests.golden.evenings import EVENINGS
from tests.reports import reading

NIGHTS: Final = paths.resources().parent / "tests" / "data" / "nights"
NAME: Final = "night.tally"
SIDES: Final = ("", "-wal", "-journal")
PAPERS: Final = "papers.json.xz"
#: What papers that were never issued say since, where that was changed on purpose.
ANEW: Final = "papers-anew.json.xz"


def clock() -> datetime:
    """When a kept night is opened: no paper of it may depend on today."""
    return datetime(2026, 11, 20, 9, 0, tzinfo=KAZAKHSTAN)


# what a program says of a night


def said(session: Session, made: Mapping[str, bytes]) -> dict[str, Any]:
    """Its head, its check values, and the SHA-256 of its papers."""
    return {
        "events": len(session.journal.events()),
        "head": session.night.head,
        "check_values": {
            contest: session.record(contest).check_value() for contest in session.night.contests
        },
        "zlib": zlib.ZLIB_RUNTIME_VERSION,  # packs the pages of a paper
        "sha256": {name: hashlib.sha256(pdf).hexdigest() for name, pdf in made.items()},
    }


def records(session: Session) -> dict[str, bytes]:
    """The canonical record of every ballot."""
    return {name: session.record(name).canonical() for name in session.night.contests}


def texts(made: Mapping[str, bytes]) -> dict[str, list[list[str]]]:
    """The text of papers: their pages, line by line."""
    return {name: reading.lines(pdf) for name, pdf in made.items()}


def papers(session: Session) -> dict[str, bytes]:
    """Every paper that can be made of a night now, those of the day once."""
    made: dict[str, bytes] = {}
    maker = Papers(main.printers, main.Wordings(paths.resources() / "texts"))
    for first, contest in enumerate(session.night.contests):
        for offer in (*offers(session, contest), *blanks(session, contest)):
            day = offer.paper is not None and offer.paper.scope == "day"
            if not day or not first:
                name = offer.name.text() if day else f"{contest} {offer.name.text()}"
                made[name] = maker.of(session, contest, offer.name).pdf
    return {**made, "digest": maker.of(session, session.night.first, PaperName("digest")).pdf}


# a night on the shelf


def folders() -> list[Path]:
    """Every kept night."""
    return sorted(path.parent for path in NIGHTS.glob("*/*/said.json"))


def take(folder: Path, to: Path) -> Path:
    """A copy of its files: opening a night may write into it."""
    for side in SIDES:
        packed = folder / f"{NAME}{side}.xz"
        if packed.exists():
            (to / f"{NAME}{side}").write_bytes(lzma.decompress(packed.read_bytes()))
    return to / NAME


def kept_texts(folder: Path) -> dict[str, list[list[str]]]:
    """The text of the papers that could be made then."""
    return json.loads(lzma.decompress((folder / PAPERS).read_bytes()))


def kept_anew(folder: Path) -> dict[str, list[list[str]]]:
    """The text of the papers that are made in other words now."""
    path = folder / ANEW
    return json.loads(lzma.decompress(path.read_bytes())) if path.exists() else {}


def issued(session: Session) -> set[str]:
    """The SHA-256 of every paper that left the program."""
    return {file.digest for file in session.journal.documents()}  # type: ignore[attr-defined]


def renew() -> None:
    """Write down what papers that were never issued say now, and tell what differs from then."""
    for folder in folders():
        with (
            TemporaryDirectory() as at,
            closing(open_night(take(folder, Path(at)), clock)) as night,
        ):
            made = papers(night)
            then, now = kept_texts(folder), texts(made)
        other = {name: now[name] for name in then if now[name] != then[name]}
        (folder / ANEW).unlink(missing_ok=True)
        if other:
            text = json.dumps(other, ensure_ascii=False, indent=1).encode()
            (folder / ANEW).write_bytes(lzma.compress(text, preset=9))
        for name, pages in other.items():
            before = [line for page in then[name] for line in page]
            after = [line for page in pages for line in page]
            print(f"{folder.name} {name}")
            print(*unified_diff(before, after, lineterm="", n=0), sep="\n")


def keep(folder: Path, path: Path) -> None:
    """Put a night on the shelf, and what the program says of it on being opened."""
    folder.mkdir(parents=True)
    for side in SIDES:
        file = path.with_name(path.name + side)
        if file.exists():
            (folder / f"{NAME}{side}.xz").write_bytes(lzma.compress(file.read_bytes(), preset=9))
    with closing(open_night(path, clock)) as session:
        for contest, record in records(session).items():
            (folder / f"record-{contest}.json").write_bytes(record)
        made = papers(session)
        text = json.dumps(said(session, made), ensure_ascii=False, indent=1)
    (folder / "said.json").write_text(text + "\n", "utf-8")
    pages = json.dumps(texts(made), ensure_ascii=False, indent=1).encode()
    (folder / PAPERS).write_bytes(lzma.compress(pages, preset=9))


def make(commit: str) -> None:
    """Make every night of ``evenings`` and keep it in a new folder."""
    for name, made in EVENINGS.items():
        with TemporaryDirectory() as folder:
            path = Path(folder) / NAME
            made(path)
            keep(NIGHTS / commit / name, path)
