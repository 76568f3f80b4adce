"""What the program makes today, as digests: a change of the house that should change nothing a
commission sees is held against them.

One file each for forms, events, records, papers and the places of their words stands beside this
module, pictures of papers in a folder. To renew them on purpose, after a change that is meant to be
seen: ``uv run python -m tests.golden``.

Hashes of forms and elections, and what follows from them (check values, heads of the journal), are
blanked: a comment in a form changes them, and nothing else. What must stay to the byte is kept in
``tests/data/nights``.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from tally_app import main, paths
from tally_app.app.night.replay import Session, play, stage
from tally_app.catalog.library import Library
from tests.reports import reading

FOLDER: Final = Path(__file__).parent
Digests = dict[str, str]

#: Keys whose values are hashes of files, or follow from such hashes. ``files`` are their bytes.
HASHED: Final = frozenset(
    {"files", "form_sha256", "election_sha256", "journal_head", "part_one", "check_value"}
)
#: The same on paper: a check value, the first digits of the journal, the number of a night.
DIGITS: Final = re.compile(r"\b\d{4}(?: \d{4})+\b")


def library() -> Library:
    """Every form and sample the program comes with."""
    return Library.of_resources(paths.resources(), every_kind=True)


def forms() -> Digests:
    """Every form as ``forms show`` prints it, what it does to its bases said above in English."""
    return {
        name: digest(_printed("forms", "show", name, "--lang", "en"))
        for name in library().ids("form")
    }


def events_and_records() -> tuple[Digests, Digests]:
    """Every event of every sample night, and the records of its ballots as it ends."""
    events: Digests = {}
    records: Digests = {}
    for name, session in _nights():
        for event in session.journal.events():
            said = [event.kind, event.contest, event.who, blanked(event.payload)]
            key = f"{name} {event.seq:03d} {event.kind} {event.contest}".strip()
            events[key] = digest(_text(said))
        for contest in session.night.contests:
            record = json.loads(session.record(contest).canonical())
            records[f"{name} {contest}"] = digest(_text(blanked(record)))
    return events, records


def every_paper() -> dict[str, bytes]:
    """Every paper of ``demo --all``."""
    with TemporaryDirectory() as folder:
        _printed("demo", "--all", "--lang", "en", "--out", folder)
        paths = sorted(Path(folder).rglob("*.pdf"))
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def papers(made: Mapping[str, bytes]) -> Digests:
    """The text of these papers, page by page."""
    return {
        f"{name} page {number}": digest(DIGITS.sub("####", "\n".join(page)))
        for name, pdf in made.items()
        for number, page in enumerate(reading.lines(pdf), 1)
    }


def blanked(value: Any) -> Any:
    """JSON without the hashes in it."""
    if isinstance(value, Mapping):
        return {
            key: "" if key in HASHED and held is not None else blanked(held)
            for key, held in value.items()
        }
    return [blanked(one) for one in value] if isinstance(value, list | tuple) else value


def digest(text: str) -> str:
    """The first 16 hex digits of its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def kept(name: str) -> Digests:
    """The digests of that name as they were last renewed."""
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


def keep(made: Mapping[str, Digests]) -> None:
    """Keep these digests, each under its name."""
    for name, found in made.items():
        text = json.dumps(found, indent=0, ensure_ascii=False)
        (FOLDER / f"{name}.json").write_text(text + "\n", "utf-8")


def _nights() -> Iterator[tuple[str, Session]]:
    shipped = library()
    with TemporaryDirectory() as folder:
        for name in shipped.ids("night"):
            session, script, wall = stage(name, Path(folder) / f"{name}.tally", shipped)
            with contextlib.closing(session):
                for action, refused in play(session, script, wall):
                    assert refused is None, (name, action, refused)
                yield name, session


def _printed(*arguments: str) -> str:
    """What a command prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = main.command_line(arguments)
    assert code == 0, (arguments, out.getvalue())
    return out.getvalue()


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
