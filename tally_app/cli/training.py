"""``tally-app training``: exercises with planted errors, worked through without a screen."""

from __future__ import annotations

import argparse
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tally_app.app.night.file_names import TRAINING
from tally_app.app.night.files import make_folder
from tally_app.app.night.replay import clear
from tally_app.app.night.session import Session
from tally_app.app.papers.issue import write_document
from tally_app.app.papers.offering import DEBRIEF, TASK_SHEET
from tally_app.app.papers.papers import Papers
from tally_app.app.papers.unmade import UnmadePaperError
from tally_app.app.training.codes import code_of
from tally_app.app.training.debrief import Debrief, debrief
from tally_app.app.training.evenings import Evening
from tally_app.app.training.exercises import RefusedScriptError, begin_exercise, rounds
from tally_app.app.training.words import caught_words, figures_words, lines_words, summary
from tally_app.app.training.worked import work_through
from tally_app.app.words.open_still import open_still
from tally_app.app.words.refusals import refused as why
from tally_app.cli.context import Context, evening_or_why, speaks
from tally_app.cli.room import room
from tally_app.domain.night.command import Refusal
from tally_app.domain.values.times import clock
from tally_app.domain.values.wording import Wording

_DONE, _MISSED, _UNUSABLE = 0, 1, 2

NAME: Final = "training"
#: In place of a kind: what a room of people missed.
ROOM: Final = "room"


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser], words: Wording) -> None:
    """Declare the command and its arguments."""
    says = words("training.help")
    parser = subparsers.add_parser(NAME, help=says, description=says)
    parser.add_argument("kind", metavar="KIND", help=words("training.kind"))
    parser.add_argument("codes", metavar="CODE", nargs="*", help=words("training.codes"))
    parser.add_argument("--seed", type=_number, metavar="N", help=words("training.seed"))
    parser.add_argument("--out", type=Path, metavar="DIR", help=words("training.out"))
    speaks(parser, words)
    parser.set_defaults(run=run)


def _number(text: str) -> int:
    """The number of an exercise, from 1."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def run(arguments: argparse.Namespace, context: Context) -> int:
    """Work through one exercise of a kind, or a whole round; 1 if a planted fault was missed."""
    words = context.wording(arguments.lang)
    if arguments.kind == ROOM:
        return room(arguments.codes, arguments.out, context, arguments.lang)
    shown = evening_or_why(arguments.kind, context, words)
    if shown is None:
        return _UNUSABLE
    out: Path | None = arguments.out
    with TemporaryDirectory(prefix="tally-") as temporary:
        trainer = _Trainer(
            context, words, arguments.kind, shown, out or Path(temporary), keep=bool(out)
        )
        make_folder(trainer.folder)
        seed = arguments.seed
        numbers = [seed] if seed else range(1, trainer.rounds() + 1)
        try:
            caught = [trainer.practise(number) for number in numbers]
            for path, fault in trainer.unmade.items():
                told = words("demo.unmade", path=str(path), fault=fault)
                context.stderr.write(told + "\n")
        except RefusedScriptError as error:
            action = error.action
            said = {"script": error.script, "time": clock(action.at), "deed": action.deed}
            context.stderr.write(words("training.refused_script", **said) + "\n")
            return _UNUSABLE
    if trainer.unmade:
        return _UNUSABLE
    return _DONE if all(caught) else _MISSED


@dataclass(frozen=True)
class _Trainer:
    """Begins exercises of one kind in a folder and works through them."""

    context: Context
    words: Wording
    kind: str
    shown: Evening
    folder: Path
    keep: bool
    unmade: dict[Path, str] = field(default_factory=dict)

    def rounds(self) -> int:
        """How many exercises hold every kind of fault."""
        return rounds(self.shown.script, self.shown.library)

    def practise(self, number: int) -> bool:
        """Whether every planted fault of one exercise was named and mended."""
        script, library = self.shown.script, self.shown.library
        seed = hashlib.sha256(f"{script.id}/{number}".encode()).hexdigest()
        night = str(int(seed, 16) % 10**12).zfill(12)
        path = self.folder / f"night-{number}{TRAINING}"
        clear(path, night)
        session = begin_exercise(
            path,
            library.election(script.election),
            library,
            script,
            clock=self.context.clock,
            night=night,
            number=number,
        )
        try:
            refused = work_through(session)
            said = debrief(session)
            if said is None:
                return False
            self._tell(session, said, refused)
            if self.keep:
                self._write(session, number)
        finally:
            session.close()
        whole = all(outcome.mended and outcome.named for outcome in said.outcomes)
        return refused is None and said.finished and whole

    def _tell(self, session: Session, said: Debrief, refused: Refusal | None) -> None:
        words, exercise = self.words, said.exercise
        self._say("begins", form=self.kind, number=exercise.number, of=exercise.of)
        for outcome in said.outcomes:
            fault = outcome.fault
            self._say(
                "row",
                mark="✔" if outcome.mended and outcome.named else "✘",
                fault=words(f"training.fault.{fault.kind}"),
                lines=lines_words(session, outcome, words),
                before=figures_words(fault.before),
                after=figures_words(fault.after),
                caught=caught_words(outcome, words),
            )
        if refused is not None:
            night = session.night
            self._say("stopped", reason=why(refused, night, night.first, words))
            for row in open_still(session, night.first, refused, words):
                self.context.stdout.write(row + "\n")
            if self.shown.borrowed:
                told = words("demo.write_script", script=self.shown.borrowed)
                self.context.stdout.write(told + "\n")
        self.context.stdout.write(summary(said, words) + "\n")
        form = session.night.form(session.night.first).id
        if (code := code_of(said, form)) is not None:
            self._say("code", code=code.text())

    def _say(self, key: str, **arguments: object) -> None:
        self.context.stdout.write(self.words(f"training.{key}", **arguments) + "\n")

    def _write(self, session: Session, number: int) -> None:
        papers = Papers(self.context.printers, self.context.wordings)
        night = session.night
        several = len(night.contests) > 1
        sheets = [
            (f"task-sheet-{number}{f'-{contest}' if several else ''}.pdf", contest, TASK_SHEET)
            for contest in night.contests
        ]
        for file, contest, name in (*sheets, (f"debrief-{number}.pdf", night.first, DEBRIEF)):
            try:
                write_document(self.folder / file, papers.of(session, contest, name).pdf)
            except UnmadePaperError as error:
                self.unmade[self.folder / file] = error.fault
