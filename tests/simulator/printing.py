"""Papers of a simulated night: made by the real rules of which paper there is, drawn for real in
some nights, on a printer that jams.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

from tally_app import main, paths
from tally_app.app.papers.issue import file_document, issue
from tally_app.app.papers.offering import blanks, offers
from tally_app.app.papers.papers import Papers
from tally_app.app.papers.unmade import UnmadePaperError
from tally_app.app.view.address import PROTOCOL_PAPER, PaperName
from tally_app.domain.record.texts import Texts
from tests.reports import reading
from tests.simulator.ending import Ending
from tests.simulator.world import DISK, hold


class JamError(Exception):
    """The printer, or what draws for it, failed."""


class Plain:
    """Draws nothing: the bytes of a paper are a digest of what it is made from, on one sheet."""

    def sheets(self, _pdf):
        return 1

    def __getattr__(self, name):
        def made(said, _texts, **more):
            told = hashlib.sha256(said.canonical() + repr(sorted(more.items())).encode())
            return b"%PDF-plain " + name.encode() + told.hexdigest().encode()

        return made


class Jamming:
    """Printers that fail while ``jam`` is set. Not only once: the first thing drawn for a protocol
    may be an act whose sheets it names, and without an act's sheets it is still made.
    """

    def __init__(self, printers) -> None:
        self.printers, self.jam = printers, False

    def __getattr__(self, name):
        if self.jam:
            raise JamError(name)
        return getattr(self.printers, name)


@cache
def wordings():
    return main.Wordings(paths.resources() / "texts")


class Printing(Ending):
    """Papers that leave the program, and files kept with the night."""

    def printer(self, *, real: bool) -> None:
        self.real = real
        self.printers = Jamming(main.printers() if real else Plain())
        self.papers = Papers(lambda: self.printers, wordings())
        self.issued: dict[tuple[str, str, bytes], bytes] = {}

    def print(self, contest) -> None:
        """The papers a commission needs to sign, and any other one."""
        there = [PROTOCOL_PAPER, PaperName("part_one")]
        there += [x.name for x in offers(self.session, contest) if self.random.randrange(8) == 0]
        for name in there:
            self.issue(contest, name)

    def issue(self, contest, name) -> None:
        """A paper leaves the program where it is offered; now and then the printer jams."""
        jam = self.random.randrange(25) == 0
        if name in [offer.name for offer in offers(self.session, contest)]:
            self.printers.jam = jam
            self.issue_now(contest, name)

    def issue_now(self, contest, name) -> None:
        kinds = ("protocol", "fair_copy", "part_one", "recount_act")
        kind = "printed" if name.kind in kinds else "paper_filed"

        def issued(session):
            before = session.night  # as it stands after whatever befell it until now
            try:
                return issue(session, self.papers, contest, name)
            except UnmadePaperError as unmade:
                jammed = isinstance(unmade.__cause__, JamError)
                hold(jammed, f"a paper cannot be made: {name.text()}, {unmade.fault}")
                hold(session.night is before, "a paper that was not printed is told of")
                raise

        try:
            said = self.act(kind, contest, issued)
        except UnmadePaperError:
            self.seen.add("printer jam")
            self.printers.jam = False
            return
        if said != DISK and self.random.randrange(6) == 0:
            self.printed_alike(contest, name)
        self.printers.jam = False

    def printed_alike(self, contest, name) -> None:
        """The same paper of the same night has the same bytes, from a fresh printer too."""
        self.printers.jam = False
        paper = self.papers.of(self.session, contest, name)
        again = Papers(lambda: self.printers, wordings()).of(self.session, contest, name)
        hold(paper.pdf == again.pdf, f"two prints of one paper differ: {name.text()}")

    def photograph(self) -> None:
        """A photograph of the signed paper is kept with the night."""
        contest = self.random.choice(self.contests)
        file = self.folder / "photo.jpg"
        file.write_bytes(self.random.randbytes(3000))
        self.act(
            "document_filed", contest, lambda s: file_document(s, contest, Path(file)) and None,
            name="photo.jpg",
        )  # fmt: skip

    def every_paper(self) -> None:
        """Every paper there can be is made, sometimes the empty forms too; a protocol's figures are
        those of the night.
        """
        empty = self.random.randrange(4) == 0
        for first, contest in enumerate(self.contests):
            forms = blanks(self.session, contest) if empty else []
            for offer in (*offers(self.session, contest), *forms):
                day = offer.paper is not None and offer.paper.scope == "day"
                if day and first:
                    continue
                pdf = self.papers.of(self.session, contest, offer.name).pdf
                if self.real and offer.name == PROTOCOL_PAPER:
                    self._figures(contest, pdf)

    def protocols(self) -> None:
        """The protocol of every ballot drawn for real, its figures read back. What was issued comes
        from the bytes kept in the night, so the printer itself is asked.
        """
        printers = main.printers()
        draws = printers.fair_copy if self.night.by_hand else printers.protocol
        for contest in self.contests:
            texts = Texts(self.night.form(contest), wordings())
            self._figures(contest, draws(self.session.record(contest), texts))

    def _figures(self, contest, pdf) -> None:
        text = " ".join(reading.pdfium_pages(pdf))
        printed = set(re.findall(r"\d+", re.sub(r"(?<=\d)[\u00a0\u202f\u2009](?=\d)", "", text)))
        record = self.session.record(contest)
        for line in record.lines:
            if line.kind != "count" or line.place != "body" or line.value is None:
                continue
            hold(str(line.value) in printed, f"{contest}: {line.id} {line.value} is not printed")
