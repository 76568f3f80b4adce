"""What probably went wrong in a row of a sheet: likely causes, named as its findings name lines."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cached_property

from tally_app.app.sheets.findings import Speaker
from tally_app.catalog.causes import shipped_causes
from tally_app.catalog.library import Library
from tally_app.domain.causes.cause import CauseModel
from tally_app.domain.causes.likely import likely_causes, typed_order
from tally_app.domain.values.wording import Wording, grouped


@dataclass(frozen=True, slots=True)
class NamedCause:
    """One cause. ``lines`` as findings name them; ``after``: None where nothing tells it."""

    kind: str
    lines: tuple[str, ...]
    before: tuple[int | None, ...]
    after: tuple[int | None, ...]

    def as_object(self) -> dict[str, object]:
        """The cause as JSON has it."""
        return {"kind": self.kind, "lines": self.lines, "from": self.before, "to": self.after}

    def sentence(self, words: Wording) -> str:
        """The cause in words: what may have happened on which lines."""
        said = words(
            f"check.causes.{self.kind}",
            lines=", ".join(self.lines),
            first=self.lines[0],
            last=self.lines[-1],
            before=_shown(self.before, words),
            after=_shown(self.after, words),
        )
        return words("check.cause", cause=said)


@dataclass(frozen=True)
class Explainer:
    """Finds the causes of rows. The model is read from the library when the first row needs it."""

    library: Library

    @cached_property
    def _model(self) -> CauseModel:
        return shipped_causes(self.library)

    def causes(
        self, speaker: Speaker, figures: Sequence[int | None], unplaced: Container[int]
    ) -> tuple[NamedCause, ...]:
        """The most likely causes of what fails in one row. ``unplaced``: slots
        the sheet has no column for.
        """
        known = [None if slot in unplaced else figure for slot, figure in enumerate(figures)]
        found = likely_causes(speaker.bound, known, typed_order(speaker.bound), self._model)
        return tuple(
            NamedCause(x.kind, tuple(speaker.line(cell) for cell in x.cells), x.before, x.after)
            for x in found
        )


def _shown(figures: Sequence[int | None], words: Wording) -> str:
    return ", ".join(words("check.unknown") if x is None else grouped(x) for x in figures)
