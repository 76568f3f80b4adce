"""Whether a precinct file is what was written that night, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tally_app.app.night.comparing import (
    Disagreement,
    OnPaper,
    faults,
    on_paper,
    times_back,
    unnamed,
)
from tally_app.domain.record.record import check_digits
from tally_app.domain.values.dates import stamp
from tally_app.domain.values.wording import Wording
from tally_app.store import NightFile, VerifyResult, Witnesses, read_file, verify


@dataclass(frozen=True, slots=True)
class FromPaper:
    """What was copied from a paper: first ``digits`` of the journal's value, and the number of
    ``entries`` where it stands beside them.
    """

    digits: str
    entries: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file says and what in it does not agree; ``seen`` is what the paper's digits say."""

    path: Path
    chain: VerifyResult
    file: NightFile
    faults: tuple[Disagreement, ...]
    paper: FromPaper | None = None
    seen: OnPaper | None = None

    @property
    def sound(self) -> bool:
        """Whether everything agrees, with itself and with the paper."""
        agrees = self.chain.sound and not self.chain.contradicts and not self.faults
        return agrees and (self.seen is None or self.seen.holds)

    def wrong(self, words: Wording) -> list[str]:
        """Everything that does not agree, the worst first."""
        chain, name = self.chain, str(self.path)
        said = [words("told.contradicts", path=name)] if chain.contradicts else []
        if chain.reason:
            reason = words(f"cli.reason.{chain.reason}")
            where = {"path": name, "seq": chain.seq, "reason": reason, "events": chain.events}
            said.append(words("cli.journal_fault", **where))
        said += [words("cli.journal_side_file", path=name, name=side) for side in chain.aside]
        if chain.testimony in ("less", "other"):
            said.append(words(f"told.{chain.testimony}", path=name, events=chain.events))
        said += [worded(one, name, words) for one in self.faults]
        said += [words("cli.journal_document", path=name, digest=one) for one in chain.documents]
        said += [words("cli.journal_trigger", path=name, name=one) for one in chain.triggers]
        if self.seen is not None and not self.seen.holds:
            said.append(self._of_paper(self.seen, words))
        return said

    def said(self, words: Wording) -> list[str]:
        """What to say of the file; first of all that the night is practice."""
        chain, name = self.chain, str(self.path)
        said = [words("cli.journal_training", path=name)] if chain.training else []
        said += self.wrong(words)
        if self.sound:
            head = check_digits(chain.head)
            said.append(words("cli.journal_sound", path=name, events=chain.events, head=head))
        if self.seen is not None and self.seen.holds:
            said.append(self._of_paper(self.seen, words))
        said += [words("verify.time_back", **names) for names in times_back(self.file.events)]
        kept = [document.digest for document in self.file.documents]
        # Behind the first event that does not fit, nobody knows which documents were named.
        notes = [] if chain.reason else unnamed(self.file.events, kept)
        return said + [words("verify.unnamed", digest=one) for one in notes]

    def _of_paper(self, seen: OnPaper, words: Wording) -> str:
        """What the digits on the paper say of the file."""
        event = self.file.events[seen.seq - 1]
        return words(
            f"verify.paper_{seen.code}",
            digits=self.paper.digits if self.paper else "",
            seq=seen.seq,
            at=f"{stamp(event.at, seconds=False)} {event.at[-6:]}",
            more=self.file.events[-1].seq - seen.seq,
            entries=self.paper.entries or 0 if self.paper else 0,
        )


def worded(one: Disagreement, name: str, words: Wording) -> str:
    """What does not agree in the file of that name."""
    names = dict(one.names)
    if one.code == "record_other":
        names["what"] = words(f"verify_what.{names['what']}")
    return words(f"verify.{one.code}", path=name, **names)


def judge(
    path: Path, paper: FromPaper | None = None, witness_folders: Iterable[Path] = ()
) -> Verdict:
    """Read a precinct file again and compare everything it says twice, and the digits of a
    ``paper``, and what this computer saw of it (``witness_folders``); StoreError if unusable.
    """
    chain = verify(path, Witnesses(*witness_folders))
    file = read_file(path, as_found=True)
    kept = {document.digest: document.name for document in file.documents}
    found = () if chain.reason else tuple(faults(file.events, kept))
    seen = None
    if paper is not None and file.events:
        seen = on_paper(file.events, paper.digits, paper.entries)
    return Verdict(path, chain, file, found, paper, seen)
