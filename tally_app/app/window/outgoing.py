"""What goes out of a night: papers to a printer or to a file, copies; and pictures of signed papers
that come in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from tally_app.app.desk.evening.printing import SENT
from tally_app.app.desk.presenter import DeskPresenter
from tally_app.app.desk.scene import Sent
from tally_app.app.papers.issue import file_document, issue, write_document
from tally_app.app.papers.offering import BATCH, ENVELOPE
from tally_app.app.papers.papers import PrintedPaper
from tally_app.app.view.address import PageName, PaperName
from tally_app.app.view.base import Button, Note, StopPaper
from tally_app.app.window.failures import said
from tally_app.domain.values.file_names import fitted
from tally_app.domain.values.minutes import clock_of
from tally_app.domain.values.wording import Wording
from tally_app.store import Journal

#: How something is told in a language.
Say: TypeAlias = Callable[[Wording], Note]


def pdf_name(desk: DeskPresenter, name: PaperName) -> str:
    """How the file of a paper is called: precinct, ballot, day, which paper; a batch is of all."""
    night, contest = desk.session.night, desk.place.contest
    ballot = night.rules.contest(contest)
    called = desk.wording.pick(ballot.short or ballot.name) if name != BATCH else ""
    day = night.rules.election.day
    said = (str(night.precinct.number), called, str(day), name.text().replace(":", " "))
    return f"{fitted(' '.join(part for part in said if part))}.pdf"


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A paper that somebody waits for: of which ballot, on which page it was asked for, and the
    file it is written to; None: it is printed.
    """

    contest: str
    paper: PaperName
    asked_at: PageName
    path: Path | None = None


class Outgoing:
    """The papers of one night that somebody waits for, each handed out once, as soon as it is made.

    ``hand`` takes the bytes to be printed, ``say`` what is told of those that are being made, and
    ``unsay`` ends it.
    """

    def __init__(
        self,
        desk: DeskPresenter,
        hand: Callable[[bytes], None],
        say: Callable[[Say], None],
        unsay: Callable[[Say], None],
    ) -> None:
        self._desk = desk
        self._hand, self._say, self._unsay = hand, say, unsay
        self._wanted: list[_Wanted] = []
        self._printing: _Wanted | None = None
        #: the paper whose file is being asked for
        self.saving: PaperName | None = None

    def print(self, paper: PaperName) -> None:
        """A paper is to be printed; one that still waits for a printer gives way."""
        self._wanted = [one for one in self._wanted if one.path is not None]
        self._want(paper, None)

    def save(self, path: Path) -> None:
        """The paper whose file was asked for is to be written there."""
        if self.saving is not None:
            self._want(self.saving, path)

    def go_on(self) -> None:
        """Hand out what is made by now, and let go of what nobody waits for."""
        for one in [*self._wanted]:
            if one not in self._wanted:  # handed out while the window waited for a printer
                continue
            self._wanted.remove(one)
            if self._given_up(one):
                self._say_stopped(one)
                continue
            made = self._desk.papers.soon(self._desk.session, one.contest, one.paper)
            if made is None:
                self._wanted.append(one)
            elif one.path is None:
                self._printing = one
                self._hand(made.pdf)
            else:
                self._say(_saved(self._desk, one, one.path, made))
        self._tell()

    def printed(self, state: str) -> None:
        """What became of a print is shown on its page; what went out is kept with the night, but
        for the code of the passphrase.
        """
        desk, asked, self._printing = self._desk, self._printing, None
        if asked is None:
            return
        if asked.paper == ENVELOPE:
            sent = state.startswith("sent")
            key = "passphrase.print_sent" if sent else "passphrase.print_not"
            self._say(lambda words: Note(words(key), "ok" if sent else "warning"))
            return
        if state in SENT:
            issue(desk.session, desk.papers, asked.contest, asked.paper)
        time = clock_of(desk.session.now().isoformat())
        desk.place = replace(desk.place, sent=Sent(state, time, asked.paper))

    def _want(self, paper: PaperName, path: Path | None) -> None:
        self._desk.papers.stop(None)
        self._wanted.append(_Wanted(self._desk.place.contest, paper, self._desk.here, path))
        self.go_on()

    def _given_up(self, one: _Wanted) -> bool:
        """Nobody waits for it any more: it was said, or another ballot is shown than its own."""
        elsewhere = one.path is None and one.contest != self._desk.place.contest
        if one.paper in (BATCH, ENVELOPE):  # of no ballot
            elsewhere = False
        return elsewhere or self._desk.papers.stopped == one.paper

    def _tell(self) -> None:
        here = [one for one in self._wanted if one.asked_at == self._desk.here]
        if here:
            self._say(self._soon)
        else:
            self._unsay(self._soon)

    def _soon(self, words: Wording) -> Note:
        """What is being made on the page that is shown, and a way not to wait for it."""
        one = next(one for one in self._wanted if one.asked_at == self._desk.here)
        said = words("paper_page.print_soon" if one.path is None else "paper_page.save_soon")
        if one.paper == BATCH and (batch := self._desk.papers.batch):
            drawn = min(len(batch.drawn) + 1, batch.whole)
            said = words("handed.making", n=drawn, of=batch.whole)
        stop = Button(StopPaper(one.paper), words("paper_page.stop"), "small")
        return Note(said, "info", buttons=(stop,))

    def _say_stopped(self, one: _Wanted) -> None:
        """The copies that were drawn are there: who asks again waits for the others only."""
        batch = self._desk.papers.batch
        if one.paper == BATCH and batch is not None:
            drawn, whole = len(batch.drawn), batch.whole
            self._say(lambda words: Note(words("handed.stopped", n=drawn, of=whole), "info"))


def _saved(desk: DeskPresenter, one: _Wanted, path: Path, made: PrintedPaper) -> Say:
    """Write a paper to a file, whole or not at all. A full disk of the night does not keep it from
    another one: that the night could not note it is said then.
    """
    unnoted: Exception | None = None
    try:
        issue(desk.session, desk.papers, one.contest, one.paper)
    except Exception as failure:
        if not said(failure, desk.wording):
            raise
        unnoted = failure
    write_document(path, made.pdf)
    if unnoted is None:
        return lambda words: Note(words("told.saved", path=str(path)), "ok")
    why = unnoted
    return lambda words: Note(
        words("told.saved_unnoted", path=str(path), why=said(why, words) or ""), "warning"
    )


def to_file(desk: DeskPresenter, kind: str, path: Path) -> Note | None:
    """Do with a file that was chosen for the open night what it was asked for: a picture of the
    signed paper is kept, a copy written. None for another matter.
    """
    words, session = desk.wording, desk.session
    match kind:
        case "file_picture":
            digest = file_document(session, desk.place.contest, path)
            return Note(words("papers.filed", name=path.name, digest=digest[:16]), "ok")
        case "save_copy" if isinstance(session.journal, Journal):
            session.journal.copy_to(path)
            return Note(words("told.copied", path=str(path)), "ok")
    return None
