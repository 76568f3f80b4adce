"""The two papers of an exercise: the task sheet, and the debrief."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from tally_app.app.night.session import Session
from tally_app.app.papers.form_papers import Author
from tally_app.app.papers.unmade import NoPaperError
from tally_app.app.training.codes import code_of
from tally_app.app.training.debrief import Debrief, FaultOutcome, debrief
from tally_app.app.training.words import (
    caught_words,
    figures_words,
    lasted,
    lines_words,
    summary,
)
from tally_app.app.view.address import PaperName
from tally_app.domain.form.form import Step
from tally_app.domain.form.layout import Cell
from tally_app.domain.form.papers import Paper
from tally_app.domain.night.exercise import Exercise
from tally_app.domain.night.naming import items_of, line_number
from tally_app.domain.night.reckoning import read
from tally_app.domain.record.document import Block, Detail, Details, Document, Grid, Prose, same
from tally_app.domain.values.wording import Wording
from tally_app.domain.values.words import Words

TASK_SHEET: Final = "task_sheet"
DEBRIEF: Final = "debrief"


def training_paper(
    session: Session, contest: str, name: str, wordings: Mapping[str, Wording]
) -> Document:
    """One of the two papers; NoPaperError for a night without an exercise."""
    said, author = debrief(session), _Trainer(session, contest, wordings)
    if said is None:
        raise NoPaperError(PaperName(name))
    scope = "contest" if len(session.night.contests) > 1 and name == TASK_SHEET else "day"
    head = author.write(Paper(name, scope, "", title={}, subtitle={}, blocks=()))
    blocks = {TASK_SHEET: author.table, DEBRIEF: author.outcome}[name](said)
    title = author.each(lambda words: words(f"training.{name}"))
    number = said.exercise.number
    subtitle = author.each(lambda words: words("training.number", number=number))
    # It is about the evening on the table: neither hour nor journal of this laptop belongs on a
    # task sheet, so that it is the same on every one of them.
    made = replace(head, title=title, subtitle=subtitle, blocks=tuple(blocks))
    sheet = name == TASK_SHEET
    return replace(made, night="", made="", journal_head="") if sheet else made


class _Trainer(Author):
    """Writes what lies on the table, and what became of it."""

    def table(self, said: Debrief) -> Iterator[Block]:
        """The true figures, step by step as they are typed."""
        yield Prose(self.each(lambda words: words("training.table_says")))
        for step in self.form.steps:
            rows = tuple(self._on_table(step, said.exercise))
            if rows:
                yield Details(rows, self.own(step.title))

    def _on_table(self, step: Step, exercise: Exercise) -> Iterator[Detail]:
        for line in self.form.lines:
            if line.stage not in step.stages:
                continue
            for item in items_of(self.night, self.contest, line):
                text = exercise.on_table(self.contest, Cell(line.id, item))
                if not text.strip():
                    continue
                label = self._label(line, item)
                number = line_number(self.night, self.contest, line, item)
                if line.kind == "count":
                    figure = read(line, text).value
                    yield Detail(label, figure=figure, number=number, counted=True)
                else:
                    yield Detail(label, text=self._text(line, item) or same(text), number=number)

    def outcome(self, said: Debrief) -> Iterator[Block]:
        """What was planted, what was found, how long it took, and the code for the trainer."""
        yield Prose(self.each(lambda words: summary(said, words)))
        code = code_of(said, self.night.form(self.night.first).id)
        if code is not None:
            yield Prose(self._words("code", code=code.text()))
        columns = ("fault", "lines", "before", "after", "caught", "state")
        yield Grid(
            heads=tuple(self._words(f"column.{name}") for name in columns),
            rows=tuple(self._row(outcome) for outcome in said.outcomes),
        )
        spent = tuple(
            Detail(self.own(self.form.step(step).name), text=same(lasted(seconds)))
            for step, seconds in said.steps.items()
        )
        whole = Detail(self._words("whole"), text=same(lasted(said.seconds)))
        yield Details((*spent, whole), self._words("time"))

    def _row(self, outcome: FaultOutcome) -> tuple[Words, ...]:
        fault = outcome.fault
        return (
            self._words(f"fault.{fault.kind}"),
            self.each(lambda words: lines_words(self.session, outcome, words)),
            same(figures_words(fault.before)),
            same(figures_words(fault.after)),
            self.each(lambda words: caught_words(outcome, words)),
            self._words("mended" if outcome.mended else "missed"),
        )

    def _words(self, key: str, **names: object) -> Words:
        return self.each(lambda words: words(f"training.{key}", **names))
