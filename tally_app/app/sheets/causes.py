"""What probably went wrong in a row of a sheet: likely causes, named as its findings name lines."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from tally_app.app.sheets.findings import Speaker
from tally_app.catalog.causes import shipped_causes
from tally_app.catalog.library import Library
from tally_app.domain.causes.cause import COUNT_AGAIN, CauseModel
from tally_app.domain.causes.hints import SURE, Grade, grade
from tally_app.domain.causes.likely import told_causes, typed_order
from tally_app.domain.causes.usual import Usual
from tally_app.domain.values.wording import Wording, grouped

_HUNDRED: Final = 100


@dataclass(frozen=True, slots=True)
class NamedCause:
    """One cause. ``lines`` as findings name them; ``after``: None where nothing tells it; ``share``
    of all that was supposed, in hundredths; ``one_of``: the lines are alternatives.
    """

    kind: str
    lines: tuple[str, ...]
    before: tuple[int | None, ...]
    after: tuple[int | None, ...]
    share: int = 0
    one_of: bool = False

    def as_object(self) -> dict[str, object]:
        """The cause as JSON has it; ``one_of`` only where the lines are alternatives."""
        shown: dict[str, object] = {
            "kind": self.kind, "lines": self.lines, "from": self.before, "to": self.after,
            "share": self.share / _HUNDRED,
        }  # fmt: skip
        if self.one_of:
            shown["one_of"] = True
        return shown

    def sentence(self, words: Wording) -> str:
        """The cause in words: what may have happened on which lines; a figure only where it is
        nearly certain.
        """
        lines = ", ".join(self.lines)
        said = words(
            f"check.causes.{self.kind}",
            lines=words("check.one_of", lines=lines) if self.one_of else lines,
            first=self.lines[0] if self.lines else "",
            last=self.lines[-1] if self.lines else "",
        )
        figures = ""
        if self.share >= SURE * _HUNDRED and self.kind != COUNT_AGAIN and not self.one_of:
            before, after = _shown(self.before, words), _shown(self.after, words)
            figures = words("check.cause_figures", before=before, after=after)
        return said + figures


def sentences(causes: Sequence[NamedCause], sure: Grade, words: Wording) -> Iterator[str]:
    """The causes of one row in words, as sure as they are together."""
    if sure is Grade.SEVERAL:
        lines = dict.fromkeys(line for cause in causes for line in cause.lines)
        yield words("check.cause_several", lines=", ".join(lines))
        return
    for at, cause in enumerate(causes):
        key = "cause_sure" if sure is Grade.SURE and not at else "cause"
        yield words(f"check.{key}", cause=cause.sentence(words))


@dataclass(frozen=True)
class Explainer:
    """Finds the causes of rows. The model is read from the library when the first row needs it.
    ``of_warnings``: also of rows in which nothing but a warning fails, which may be a fact;
    ``alone``: whatever the other rows report.
    """

    library: Library
    of_warnings: bool = True
    alone: bool = False

    @cached_property
    def _model(self) -> CauseModel:
        return shipped_causes(self.library)

    def causes(
        self,
        speaker: Speaker,
        figures: Sequence[int | None],
        unplaced: Container[int],
        usual: Usual | None,
    ) -> tuple[tuple[NamedCause, ...], Grade]:
        """The most likely causes of what fails in one row, and how sure they are. ``unplaced``:
        slots the sheet has no column for; ``usual``: what the other rows report.
        """
        known = [None if slot in unplaced else figure for slot, figure in enumerate(figures)]
        bound = speaker.bound
        found = told_causes(bound, known, typed_order(bound), self._model, usual)
        named = tuple(
            NamedCause(
                x.kind, tuple(speaker.line(cell) for cell in x.cells), x.before, x.after,
                round(_HUNDRED * x.score), x.one_of,
            )
            for x in found
        )  # fmt: skip
        return named, grade(found)


def _shown(figures: Sequence[int | None], words: Wording) -> str:
    return ", ".join(words("check.unknown") if x is None else grouped(x) for x in figures)
