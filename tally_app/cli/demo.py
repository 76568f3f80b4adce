"""``tally-app demo``: a whole night without a screen, then a night that must be refused."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tally_app.app.night.files import make_folder
from tally_app.app.night.replay import (
    Action,
    NightScript,
    ScriptClock,
    load_night,
    play,
    stage,
    stage_script,
)
from tally_app.app.night.session import Session
from tally_app.app.papers.issue import issue, write_document
from tally_app.app.papers.offering import DIGEST, PART_ONE, Offer, blanks, offers, papers_there
from tally_app.app.papers.papers import Papers
from tally_app.app.papers.unmade import UnmadePaperError
from tally_app.app.training.evenings import Evening
from tally_app.app.view.address import PROTOCOL_PAPER
from tally_app.app.words.findings import finding_of, named
from tally_app.app.words.journal import said_text
from tally_app.app.words.open_still import open_still
from tally_app.app.words.preview import preview_words
from tally_app.app.words.refusals import refused as why
from tally_app.cli.context import Context, evening_or_why, speaks
from tally_app.domain.form.form import Severity
from tally_app.domain.night.command import Refusal
from tally_app.domain.night.naming import item_name, line_number
from tally_app.domain.night.second_look import Seen, overview
from tally_app.domain.relations.finding import JOINT
from tally_app.domain.relations.rulebook import Result, Status
from tally_app.domain.values.file_names import fitted
from tally_app.domain.values.times import clock
from tally_app.domain.values.wording import Wording

_NIGHT, _PLANTED, _DAY = "aral-2021-night", "aral-2021-errors-night", "five-2023-night"
_DONE, _FAILED, _UNUSABLE = 0, 1, 2

#: Outcomes of a relation that are said aloud.
_TOLD: Final = (Status.HOLDS, Status.FAILS, Status.UNCHECKABLE)

NAME: Final = "demo"


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser], words: Wording) -> None:
    """Declare the command and its arguments."""
    parser = subparsers.add_parser(NAME, help=words("demo.help"), description=words("demo.help"))
    parser.add_argument(
        "--out", type=Path, default=Path("tally-demo"), metavar="DIR", help=words("demo.out")
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("file", nargs="?", metavar="FILE", help=words("demo.file"))
    which.add_argument("--kind", metavar="ID", help=words("demo.kind"))
    which.add_argument("--all", action="store_true", help=words("demo.whole_day"))
    speaks(parser, words)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, context: Context) -> int:
    """Play a sound night and one that must be refused, or the night of one kind or file.

    1 if the sound one stops or the planted one does not.
    """
    words, asked = context.wording(arguments.lang), arguments.file or arguments.kind
    shown = evening_or_why(asked, context, words) if asked else _shipped(context, arguments)
    if shown is None:
        return _UNUSABLE
    out: Path = arguments.out
    make_folder(out)
    show = _Show(context, words)
    whole = show.night(shown, out / "night.tally")
    if whole is None:
        return _FAILED
    written, unmade = _write_papers(whole, context, out)
    if arguments.all:
        more, lost = _write_every_paper(whole, context, out / "papers")
        written, unmade = written + more, {**unmade, **lost}
    whole.close()
    for path in (*written, out / "night.tally"):
        show.say(words("demo.wrote", path=str(path)))
    for path, fault in unmade.items():
        show.say(words("demo.unmade", path=str(path), fault=fault))
    if unmade:
        return _FAILED
    if asked or arguments.all:
        return _DONE
    show.say("")
    show.say(words("demo.planted"))
    return show.planted(out / "planted.tally")


def _shipped(context: Context, arguments: argparse.Namespace) -> Evening:
    """The sample that is played where nothing else is asked for."""
    library = context.library
    return Evening(load_night(library.night(_DAY if arguments.all else _NIGHT), library), library)


def _write_papers(
    session: Session, context: Context, out: Path
) -> tuple[list[Path], dict[Path, str]]:
    """Protocol and record of every contest; with several contests their ids are in the names.
    What was written, and which paper could not be made, with why.
    """
    papers = Papers(context.printers, context.wordings)
    written, unmade = [], dict[Path, str]()
    for contest in session.night.contests:
        suffix = f"-{fitted(contest)}" if len(session.night.contests) > 1 else ""
        protocol, record = out / f"protocol{suffix}.pdf", out / f"record{suffix}.json"
        write_document(record, session.record(contest).canonical())
        written.append(record)
        # Part I and the protocol were printed that night: the file keeps what was issued. A form
        # without the step that is announced has no Part I.
        there = papers_there(session.night, contest)
        try:
            for name in (PART_ONE, PROTOCOL_PAPER):
                if name in there:
                    issue(session, papers, contest, name)
            write_document(protocol, papers.of(session, contest, PROTOCOL_PAPER).pdf)
            written.append(protocol)
        except UnmadePaperError as error:
            unmade[protocol] = error.fault
    return written, unmade


def _write_every_paper(
    session: Session, context: Context, out: Path
) -> tuple[list[Path], dict[Path, str]]:
    """Every paper of the day and of every ballot, filled and as a form to fill in by hand. What was
    written, and which papers could not be made, with why.
    """
    make_folder(out)
    papers = Papers(context.printers, context.wordings)
    written, unmade = list[Path](), dict[Path, str]()
    for contest in session.night.contests:
        made = [*offers(session, contest), Offer(DIGEST), *blanks(session, contest)]
        for offer in made:
            day = offer.name == DIGEST or (offer.paper is not None and offer.paper.scope == "day")
            name = fitted(offer.name.text())
            path = out / (f"{name}.pdf" if day else f"{fitted(contest)}-{name}.pdf")
            if path in written or path in unmade:
                continue
            try:
                write_document(path, papers.of(session, contest, offer.name).pdf)
                written.append(path)
            except UnmadePaperError as error:
                unmade[path] = error.fault
    return written, unmade


class _Show:
    """Plays a night and says aloud what happens."""

    def __init__(self, context: Context, words: Wording) -> None:
        self.context = context
        self.words = words
        self._said: dict[str, Status] = {}

    def say(self, text: str) -> None:
        self.context.stdout.write(text + "\n")

    def night(self, shown: Evening, path: Path) -> Session | None:
        """A night that must go through to the signatures."""
        script = shown.script
        session, wall = stage_script(script, path, shown.library)
        self._title(session, script)
        for action, refused in self._steps(session, script, wall):
            if refused is not None:
                self._stopped(session, action, refused)
                if shown.borrowed:
                    self.say(self.words("demo.write_script", script=shown.borrowed))
                session.close()
                return None
            self._action(session, action)
        self._all(session)
        return session

    def planted(self, path: Path) -> int:
        """A night whose figures cannot be: Finish must be refused, naming each error."""
        session, script, wall = stage(_PLANTED, path, self.context.library)
        self._title(session, script)
        for action, refused in play(session, script, wall):
            if refused is not None:
                self._stopped(session, action, refused)
                session.close()
                return _FAILED
        contest = next(iter(session.night.contests))
        refused = session.finish(contest, session.night.precinct.number)
        session.close()
        if refused is None:
            self.say(self.words("demo.not_refused"))
            return _FAILED
        found = [o.result for o in session.obstacles(contest) if o.result is not None]
        self.say(self.words("demo.refused", count=len(found)))
        for result in found:
            self.say(self._line(session, contest, result))
        path.unlink(missing_ok=True)
        return _DONE

    def _title(self, session: Session, script: NightScript) -> None:
        """What is played; from here on the words are those of its form."""
        self.words = self.words.speaking(session.night.form(session.night.first).terms)
        precinct = self.words("header.precinct", number=session.night.precinct.number)
        self.say(self.words("demo.night", name=self.words.pick(script.name), precinct=precinct))

    def _stopped(self, session: Session, action: Action, refused: Refusal) -> None:
        """What was refused, as the script says it, why, and what it is about."""
        night, contest = session.night, action.contest
        reason = why(refused, night, contest or night.first, self.words)
        said = {"time": clock(action.at), "deed": action.deed, "reason": reason}
        self.say(self.words("demo.stopped", **said))
        for row in open_still(session, contest, refused, self.words):
            self.say(row)

    def _steps(
        self, session: Session, script: NightScript, wall: ScriptClock
    ) -> Iterator[tuple[Action, Refusal | None]]:
        """The actions, with the name of the step before its first one."""
        shown = ""
        for action, refused in play(session, script, wall):
            form = session.night.form(action.contest)
            stage = form.line(action.cell.line).stage if action.do == "type" else ""
            for number, step in enumerate(form.steps, 1):
                if stage in step.stages and step.id != shown:
                    shown = step.id
                    name = self.words.pick(step.name)
                    self.say("\n" + self.words("demo.step", number=number, name=name))
            yield action, refused

    def _action(self, session: Session, action: Action) -> None:
        words, contest, time = self.words, action.contest, clock(action.at)
        state = session.night.contests[contest]
        form = session.night.form(contest)
        match action.do:
            case "type":
                self.say(self._typed(session, action))
            case "confirm" if form.step(action.name).confirm == "announce":
                value = state.confirmed[action.name].check_value
                self.say(words("demo.announced", time=time, check_value=value))
            case "confirm":
                step = words.pick(form.step(action.name).name)
                self.say(words("demo.confirmed", time=time, step=step))
            case "box":
                box = item_name(session.night, contest, "box", action.name, words)
                self.say(words("demo.box", time=time, box=box))
            case "switch":
                line_name = words.pick(form.line(action.name).label)
                self.say(words("demo.switched", time=time, line=line_name))
            case "add":
                row = item_name(session.night, contest, action.cell.line, action.cell.item, words)
                self.say(words("demo.box", time=time, box=row))
            case "second":
                self.say(self._second(session, action))
            case "finish":
                value = state.finish.check_value if state.finish else ""
                self.say(words("demo.finished", time=time, check_value=value))
            case "printed":
                self.say(words("demo.printed", time=time))
            case _:
                said = clock(action.minutes or 0)
                self.say(words("demo.signed", time=time, signed=said))
        self._changed(session, contest)

    def _typed(self, session: Session, action: Action) -> str:
        words, contest, item = self.words, action.contest, action.cell.item
        line = session.night.form(contest).line(action.cell.line)
        name = item_name(session.night, contest, line.collection, item, words)
        label = words.pick(line.label)
        number = line_number(session.night, contest, line, item)
        whole = f"{name}: {label}" if name else label
        time = clock(action.at)
        text = said_text(session.night, line, action.text, words)
        return words("demo.typed", time=time, number=number, label=whole, text=text)

    def _second(self, session: Session, action: Action) -> str:
        """Who typed the lines a second time, and that they agree: else Finish is refused."""
        layout = session.reckoning(action.contest).layout
        seen = overview(session.night, action.contest, layout)
        person = session.night.person(action.name)
        return self.words(
            "demo.second",
            time=clock(action.at),
            name=person.name if person else action.name,
            count=len(seen.among(Seen.AGREES, Seen.SETTLED)),
            locked=len(seen.locked),
        )

    def _changed(self, session: Session, contest: str) -> None:
        """Every relation whose outcome is new since the last action."""
        for result in session.reckoning(contest).results:
            if self._said.get(result.key) != result.status and result.status in _TOLD:
                self.say(self._line(session, contest, result))
            self._said[result.key] = result.status

    def _line(self, session: Session, contest: str, result: Result) -> str:
        words, reckoning = self.words, session.reckoning(contest)
        name = named(session.night, contest, reckoning, result, words)
        code = f"{result.relation.key} {name}".strip()
        if result.status is Status.UNCHECKABLE:
            return words("demo.uncheckable", code=code, fault=result.fault)
        if result.status is Status.HOLDS:
            check = reckoning.bound.check(result.relation.key, result.item)
            shown = reckoning.writer(words).parts(check.parts, JOINT)
            return words("demo.holds", code=code, symbols=shown.symbols, numbers=shown.numbers)
        found = finding_of(session.night, contest, reckoning, result, words)
        return words(
            "demo.fails",
            code=code,
            symbols=found.symbols,
            numbers=found.numbers,
            severity=words(f"severity.{result.relation.severity.value}"),
            sentence=found.sentence,
            difference=found.difference or words("window.dash"),
        )

    def _all(self, session: Session) -> None:
        for contest in session.night.contests:
            self._outcome(session, contest)

    def _outcome(self, session: Session, contest: str) -> None:
        reckoning = session.reckoning(contest)
        holds, fails = reckoning.counted(Status.HOLDS), len(reckoning.failing(*Severity))
        other = len(reckoning.results) - holds - fails
        self.say("")
        self.say(self.words("demo.all", holds=holds, fails=fails, other=other))
        for line in preview_words(session, contest, self.words):
            self.say(line)
