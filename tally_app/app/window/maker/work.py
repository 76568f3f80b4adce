"""An election in the making while it is open: kept at every change, which can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Final

from tally_app.app.maker.making import forms_of
from tally_app.app.night.clock import Clock
from tally_app.app.window.maker.known_rows import KnownRows
from tally_app.app.window.maker.shelf import Shelf
from tally_app.catalog.drafts.keeping import KeptDraft
from tally_app.catalog.drafts.reading import read_draft
from tally_app.catalog.library import Library
from tally_app.catalog.problems import CatalogueError
from tally_app.catalog.source import Source
from tally_app.domain.form.form import Form
from tally_app.domain.maker.decided import row_of
from tally_app.domain.maker.draft import DraftElection, DraftFault, Spot
from tally_app.domain.maker.faults import faults
from tally_app.domain.maker.precincts import KnownFaults

#: Changes that can be taken back.
_STEPS: Final = 500


class Work:
    """``draft`` is what stands there now, ``rows`` what of it was shown last,
    ``removing`` whether an option is about to be removed. ``saved_at`` is when
    it was kept last, ``failure`` why it could not be: what was typed stays here and is kept with
    the next change.
    """

    def __init__(
        self, shelf: Shelf, library: Library, clock: Clock, kept: KeptDraft, name: str = ""
    ) -> None:
        self._shelf, self._library, self._clock = shelf, library, clock
        self._past: list[KeptDraft] = []
        self._future: list[KeptDraft] = []
        self._forms: dict[str, Form] = {}
        self._known = KnownFaults()
        self.rows = KnownRows()
        self.removing = False
        self._before: tuple[str, DraftElection | None] = "", None
        self.kept = kept
        self.name = name
        self.saved_at: datetime | None = None
        self.failure: OSError | None = None

    @property
    def draft(self) -> DraftElection:
        """What stands there now."""
        return self.kept.draft

    @property
    def library(self) -> Library:
        """The forms there are, those beside the election file among them."""
        return self._library.beside(Path(self.kept.path)) if self.kept.path else self._library

    def forms(self) -> Mapping[str, Form]:
        """The forms of the ballots, each read once."""
        missing = [x.form for x in self.draft.contests if x.form not in self._forms]
        self._forms.update(forms_of(missing, self.library) if missing else {})
        return {x.form: self._forms[x.form] for x in self.draft.contests if x.form in self._forms}

    @cached_property
    def faults(self) -> tuple[DraftFault, ...]:
        """Everything that is wrong, in the order of the pages."""
        unread = tuple(
            DraftFault(Spot("decisions", row_of(name), name), "no_number", args={"found": text})
            for name, text in self.kept.unread.items()
        )
        found = faults(self.draft, self.forms(), self._handed_out(), self._known)
        return (*found, *unread)

    def _handed_out(self) -> DraftElection | None:
        """The election as its file has it, with which numbers are compared; None for a new one."""
        path, before = self.kept.path, self.kept.before
        if before != self._before[0]:
            self._before = before, None
            with suppress(CatalogueError):
                if before:
                    self._before = before, read_draft(Source(path, before.encode()))
        return self._before[1]

    def errors(self) -> int:
        """How many faults keep it from being handed out."""
        return sum(fault.severity == "error" for fault in self.faults)

    # what is changed

    def change(self, draft: DraftElection, unread: Mapping[str, str] | None = None) -> None:
        """Let something else stand there, and keep it at once."""
        now = replace(self.kept, draft=draft)
        if unread is not None:
            now = replace(now, unread=dict(unread))
        if now == self.kept:
            return
        self._past = [*self._past[-_STEPS:], self.kept]
        self._future.clear()
        self._stand(now)

    def undo(self) -> None:
        """Take the last change back."""
        if self._past:
            self._future.append(self.kept)
            self._stand(self._with_file(self._past.pop()))

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        if self._future:
            self._past.append(self.kept)
            self._stand(self._with_file(self._future.pop()))

    def written(self, path: Path, text: str) -> None:
        """The election file was written there: it is what the next one is compared with."""
        self._stand(replace(self.kept, path=str(path), before=text))

    def next_version(self) -> int:
        """The version of the next package."""
        return self.kept.version + 1

    def packed(self, version: int) -> None:
        """A package of that version was written."""
        self._stand(replace(self.kept, version=version))

    def _with_file(self, past: KeptDraft) -> KeptDraft:
        """What was typed before, beside the file as it is now: no change takes a file back."""
        kept = self.kept
        return replace(past, path=kept.path, before=kept.before, version=kept.version)

    def _stand(self, kept: KeptDraft) -> None:
        self.kept = kept
        self.__dict__.pop("faults", None)
        try:
            now = self._clock()
            self.name = self.name or self._shelf.new_name(now)
            self._shelf.keep(self.name, self.kept)
            self.saved_at, self.failure = now, None
        except OSError as failure:
            self.failure = failure
