"""What can still be read of a broken file, saved into a new sound night.

The file and what lies beside it are read in every way there is, always from copies. An event counts
when its own hash fits; a night is the unbroken chain from the first one. What comes after a gap is
no night any more and is only listed.
"""

import sqlite3
import struct
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tally_app.domain.night.event import GENESIS, Event, chain_hash
from tally_app.store.chain import Row, misfit, read_row
from tally_app.store.errors import StoreError, failures
from tally_app.store.judging.beside import beside, copied
from tally_app.store.judging.wal import PageImage, read_wal
from tally_app.store.making import make
from tally_app.store.opening import JOURNAL, WAL, connect, inspect
from tally_app.store.reading import KeptFile
from tally_app.store.schema import EVENT_COLUMNS

_COLUMNS: Final = ", ".join(EVENT_COLUMNS)
_EVENTS: Final = f"SELECT {_COLUMNS} FROM event ORDER BY seq"  # noqa: S608 - constants
_EVENT: Final = f"SELECT {_COLUMNS} FROM event WHERE seq = ?"  # noqa: S608 - constants
_DOCUMENTS: Final = "SELECT number, digest, name, content FROM document ORDER BY number"
_DOCUMENT: Final = "SELECT number, digest, name, content FROM document WHERE number = ?"
#: No night has more events; behind a page that cannot be read they are asked for one by one, until
#: that many in a row are not there.
_MOST: Final = 1_000_000
_MISSED: Final = 400
#: What the header of a database says of its length: bytes of a page (1 for the largest), pages.
_HEADER: Final = struct.Struct(">16xH10xI")
_LARGEST: Final = 1 << 16
_ROOM: Final = 1 << 31
#: Events after which the bytes of a document are in the file.
_KEEPING: Final = frozenset({"printed", "document_filed"})


@dataclass(frozen=True, slots=True)
class Salvaged:
    """``events`` are the unbroken chain, ``stranded`` events that were read but hang on nothing;
    ``documents`` were saved, ``lost`` are digests of those whose bytes were not.

    Without the first event, which holds the form and the election, there is no night: ``events``
    is empty then, and no file was made.
    """

    events: tuple[Event, ...]
    stranded: tuple[Event, ...] = ()
    documents: tuple[KeptFile, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """True where nothing is known to be missing."""
        return not (self.stranded or self.lost)


def salvage(path: Path, new: Path) -> Salvaged:
    """Save what can be read of ``path`` into the new file ``new``; the broken one stays as it is.

    StoreError "nothing_left" where not a single event can be read, else as ``make``.
    """
    inspect(path)
    found = _Found()
    for copy in _readings(path):
        found.read(copy)
    saved = found.night()
    if not saved.events and not saved.stranded:
        raise StoreError("nothing_left", path=str(path))
    if saved.events:
        make(new, saved.events, saved.documents)
    return saved


def documents_for(events: Sequence[Event], path: Path) -> tuple[KeptFile, ...]:
    """The documents that events name, as far as they can be read in a copy of a file."""
    found = _Found()
    found.read(path)
    named = frozenset(_named_in(events))
    return tuple(kept for kept in found.documents() if kept.digest in named)


def _readings(path: Path) -> Iterator[Path]:
    """Copies of the file: alone, with each set of what lies beside it, and with every page that a
    -wal holds, whether SQLite would believe it or not.
    """
    sides = tuple(side for side in beside(path) if Path(f"{path}{side}").is_file())
    for kept in dict.fromkeys(((), (WAL,), (JOURNAL,), sides)):
        if set(kept) <= set(sides):
            with copied(path, kept) as copy:
                yield copy
    if WAL in sides:
        with copied(path, ()) as copy:
            _write_pages(copy, read_wal(Path(f"{path}{WAL}").read_bytes()).pages)
            yield copy


def _write_pages(path: Path, pages: Sequence[PageImage]) -> None:
    with path.open("rb+") as file:
        for page in pages:
            file.seek((page.number - 1) * len(page.image))
            file.write(page.image)


def _lengthen(path: Path) -> None:
    """Give a file that was cut short the length its header says, or SQLite reads nothing of it."""
    with failures(path), path.open("rb+") as file:
        header = file.read(_HEADER.size)
        if len(header) == _HEADER.size:
            size, pages = _HEADER.unpack(header)
            length = (_LARGEST if size == 1 else size) * pages
            if path.stat().st_size < length <= _ROOM:
                file.truncate(length)


class _Found:
    """Everything that was read so far, whichever way."""

    def __init__(self) -> None:
        self._events: dict[tuple[int, str], Event] = {}
        self._documents: dict[str, KeptFile] = {}
        self._named: dict[str, None] = {}

    def read(self, path: Path) -> None:
        """Add what one file says."""
        try:
            _lengthen(path)
            with failures(path), closing(connect(path, "rw")) as connection:
                connection.execute("PRAGMA cell_size_check = ON")
                for row in _rows(connection, _EVENTS, _EVENT):
                    self._event(row)
                for row in _rows(connection, _DOCUMENTS, _DOCUMENT):
                    self._document(row)
        except StoreError:
            return  # not even its header: another way may do better

    def _event(self, row: Row) -> None:
        with suppress(StoreError):
            event = read_row(row)
            if chain_hash(event.body()) == event.hash:
                self._events[event.seq, event.hash] = event

    def _document(self, row: Row) -> None:
        _, digest, name, content = row
        texts = isinstance(digest, str) and isinstance(name, str) and isinstance(content, bytes)
        if not texts:
            return
        self._named[digest] = None
        kept = KeptFile(digest, name, content)
        if kept.fits:
            self._documents[digest] = kept

    def documents(self) -> tuple[KeptFile, ...]:
        """Those whose bytes are the ones that were issued."""
        return tuple(self._documents.values())

    def night(self) -> Salvaged:
        """The longest unbroken chain from a first event, and what is left."""
        after: dict[str, list[Event]] = {}
        for event in self._events.values():
            after.setdefault(event.before, []).append(event)
        chain = _longest(after)
        kept = {event.hash for event in chain}
        left = [event for event in self._events.values() if event.hash not in kept]
        named = self._named | dict.fromkeys(_named_in(chain))
        return Salvaged(
            chain,
            tuple(sorted(left, key=lambda event: event.seq)),
            self.documents(),
            tuple(digest for digest in named if digest not in self._documents),
        )


def _longest(after: Mapping[str, Sequence[Event]]) -> tuple[Event, ...]:
    """Follow the chain from its beginning; where two go on, the longer one is the night."""
    lengths: dict[str, int] = {}
    for event in sorted((e for row in after.values() for e in row), key=lambda e: -e.seq):
        lengths[event.hash] = 1 + _ahead(after, event.hash, lengths)
    chain: list[Event] = []
    while True:
        last = chain[-1] if chain else None
        following = after.get(last.hash if last else GENESIS, ())
        fitting = [event for event in following if misfit(last, event) is None]
        if not fitting:
            return tuple(chain)
        chain.append(max(fitting, key=lambda event: lengths[event.hash]))


def _ahead(after: Mapping[str, Sequence[Event]], digest: str, lengths: Mapping[str, int]) -> int:
    return max((lengths.get(event.hash, 0) for event in after.get(digest, ())), default=0)


def _named_in(events: Sequence[Event]) -> Iterator[str]:
    """Digests of the documents that events say were kept."""
    for event in events:
        if event.kind in _KEEPING:
            yield str(event.payload.get("digest", ""))


def _rows(connection: sqlite3.Connection, every: str, one: str) -> Iterator[Row]:
    """All rows that can be read: from the front, from the back, and what lies between the two one
    by one, for a page that is broken takes only its own rows with it.
    """
    first, last = 0, _MOST
    for row in _until_broken(connection, every):
        first = row[0] if isinstance(row[0], int) else first
        yield row
    for row in _until_broken(connection, f"{every} DESC"):
        if isinstance(row[0], int):
            if row[0] <= first:
                return  # the two have met: nothing lies between
            last = row[0]
        yield row
    missed = 0
    for number in range(first + 1, last):
        rows = [*_until_broken(connection, one, number)]
        yield from rows
        missed = 0 if rows else missed + 1
        if missed > _MISSED:
            return


def _until_broken(connection: sqlite3.Connection, sql: str, *given: int) -> Iterator[Row]:
    with suppress(sqlite3.Error):
        yield from connection.execute(sql, given)
