"""Packages written one after another: a piece at a time, so that it can be stopped between two."""

from __future__ import annotations

import errno
import os
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tally_app.app.handover.packages import SigningKey, named_each, opened, signed
from tally_app.app.maker.making import text_of, write_new
from tally_app.app.window.maker.shelf import write_whole
from tally_app.catalog.drafts.keeping import KeptDraft
from tally_app.catalog.handover.package import ENDING, built
from tally_app.catalog.library import Library
from tally_app.catalog.source import Source
from tally_app.domain.values.file_names import fitted_each


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written: the election as it stood when it was asked for, the file of one
    package for all or, with ``each``, the folder of one for each precinct. Without a ``key``
    nobody signs.
    """

    kept: KeptDraft
    library: Library
    path: Path
    each: bool
    version: int
    made: str
    key: SigningKey | None = None

    @property
    def many(self) -> int:
        """How many packages it will be."""
        return len(self.kept.draft.precincts) if self.each else 1


class Packing:
    """``done`` packages are written, of ``wanted.many``. One that fails or is stopped takes back
    what it wrote: half of the packages would look like all of them.
    """

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self._written: list[Path] = []
        self._pieces = self._all()

    @property
    def done(self) -> int:
        """How many packages are written."""
        return len(self._written)

    def go_on(self) -> bool:
        """Do the next piece; False when there was none. CatalogueError for an election that is
        not sound, ContainerError for one too large, OSError; FileExistsError where a file of a
        precinct stands already: it is never replaced.
        """
        try:
            for _ in self._pieces:
                return True
        except BaseException:
            self.stop()
            raise
        return False

    def stop(self) -> None:
        """Take back what was written."""
        self._pieces.close()
        while self._written:
            with suppress(OSError):
                self._written.pop().unlink()

    def _all(self) -> Generator[None, None, None]:
        wanted, draft = self.wanted, self.wanted.kept.draft
        if wanted.each:
            names = fitted_each(precinct.number for precinct in draft.precincts)
            self._refuse(wanted.path / f"{name}{ENDING}" for name in names)
        text = text_of(draft, wanted.library, wanted.kept.before)
        source = Source(f"{draft.id}.toml", text.encode())
        yield
        version, made = wanted.version, wanted.made
        if not wanted.each:
            data = built(source, wanted.library, version=version, made=made)
            write_whole(wanted.path, self._signed(data))
            self._written.append(wanted.path)
            return
        for name, data in named_each(source, wanted.library, version=version, made=made):
            path = wanted.path / name
            write_new(path, self._signed(data))
            self._written.append(path)
            yield

    def _refuse(self, paths: Iterator[Path]) -> None:
        for path in paths:
            if path.exists():
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))

    def _signed(self, data: bytes) -> bytes:
        return signed(opened(data), self.wanted.key) if self.wanted.key else data
