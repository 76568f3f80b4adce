"""The batch: every certified copy that stands in the register and has not left the program."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tally_app.app.night.session import Session
from tally_app.app.papers.offering import copies_of
from tally_app.app.view.address import PaperName

#: All waiting copies of every ballot, one after the other, as one print.
BATCH: Final = PaperName("batch")


def waiting(session: Session) -> Iterator[tuple[str, PaperName]]:
    """The copies of the batch by their ballots, each in the order of the register."""
    for contest in session.night.contests:
        for offer in copies_of(session, contest):
            if not has_left(session, contest, offer.name):
                yield contest, offer.name


def has_left(session: Session, contest: str, name: PaperName) -> bool:
    """Whether a paper was printed, or saved, at least once."""
    called = f"{name.text()}.pdf"
    return any(one.name == called and one.contest == contest for one in session.night.documents)
