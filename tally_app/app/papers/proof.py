"""A form gone through once, to every paper, with made-up figures.

What is missing is found by whoever writes the form, not by a commission that has locked its night.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import Final

from tally_app.app.night.files import begin_nowhere
from tally_app.app.night.inspection import opened
from tally_app.app.night.session import Session
from tally_app.app.papers.drawn.printers import Printers
from tally_app.app.papers.offering import DIGEST, Offer, blanks, offers
from tally_app.app.papers.papers import Papers
from tally_app.app.papers.unmade import UnmadePaperError
from tally_app.app.training.evenings import made_up
from tally_app.app.training.hands import fill
from tally_app.catalog.forms import load_form
from tally_app.catalog.library import Library
from tally_app.catalog.problems import Problems, worded
from tally_app.catalog.rules import load_rules
from tally_app.catalog.source import Source, parse
from tally_app.domain.form.election import UTC_OFFSET
from tally_app.domain.night.command import Command
from tally_app.domain.night.facts.finishing import PrintConfirmed, Signed
from tally_app.domain.night.finish import Obstacle
from tally_app.domain.night.state import TRAINING, Rules
from tally_app.domain.values.wording import Text, Wording, fault_words
from tally_app.domain.values.words import Words

_SIGNED: Final = 23 * 60
_PAPER: Final = "paper."
#: Who types, and who looks at it again.
_PEOPLE: Final = 2


def missing_of(
    name: str,
    library: Library,
    words: Wording,
    printers: Callable[[], Printers],
    wordings: Mapping[str, Wording],
) -> list[str]:
    """What a night on a sound form, or of a sound election, would miss, worded; nothing of other
    kinds of files. ``name`` is a path or an id. OSError if a file cannot be read.
    """
    source, nearer = opened(name, library)
    kind = (parse(source, Problems()) or {}).get("kind")
    if kind == "form":
        nearer = nearer.including(source)
        source = made_up(load_form(source, nearer), nearer)
        nearer = nearer.including(source)
    elif kind != "election":
        return []
    found = prove(source, nearer, printers, wordings, words)
    return [worded(problem, words) for problem in found]


def prove(
    election: Source,
    library: Library,
    printers: Callable[[], Printers],
    wordings: Mapping[str, Wording],
    words: Wording,
) -> Problems:
    """Everything that keeps a night of this election from its papers, which ``words`` call by their
    names; nothing where no two people could fill it in. CatalogueError for files with problems.
    """
    problems = Problems()
    rules = load_rules(election, library)
    precinct = next(iter(rules.election.precincts), None)
    if precinct is None or len(precinct.members) < _PEOPLE:
        return problems
    asked = {contest: _Asked(form.texts) for contest, form in rules.forms.items()}
    forms = {contest: replace(form, texts=asked[contest]) for contest, form in rules.forms.items()}
    session = _begin(replace(rules, forms=forms), precinct.number)
    session.who = precinct.members[-1].id
    for contest in session.night.contests:
        file = library.form(rules.contest(contest).form).name
        _Proof(session, contest, file, asked[contest], problems, words).run(printers, wordings)
    return problems


def _begin(rules: Rules, precinct: str) -> Session:
    day = datetime.fromisoformat(rules.election.day)
    wall = day.replace(tzinfo=timezone(timedelta(minutes=UTC_OFFSET))) + timedelta(minutes=_SIGNED)
    return begin_nowhere(rules, precinct, lambda: wall, mode=TRAINING)


class _Noting(dict[str, Text]):
    """Texts that note what is asked for and not there, and hold something in its place."""

    def __init__(self, texts: Mapping[str, Text], lacking: dict[str, None]) -> None:
        super().__init__(texts)
        self.lacking = lacking

    def __missing__(self, key: str) -> str:
        self.lacking[key] = None
        return key


class _Asked(Mapping[str, Words]):
    """Texts of a form that remember which was asked for last: it is at fault where a print ends."""

    def __init__(self, texts: Mapping[str, Words]) -> None:
        self.texts, self.last = texts, ""

    def __getitem__(self, key: str) -> Words:
        found = self.texts[key]
        self.last = key
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __len__(self) -> int:
        return len(self.texts)


@dataclass(frozen=True)
class _Proof:
    """One ballot of a night. ``file`` is that of its form, ``asked`` are the form's texts; papers
    are called by ``words``.
    """

    session: Session
    contest: str
    file: str
    asked: _Asked
    problems: Problems
    words: Wording

    def run(self, printers: Callable[[], Printers], wordings: Mapping[str, Wording]) -> None:
        """Note why Finish stays closed; else what each paper lacks."""
        session, contest = self.session, self.contest
        fill(session, contest)
        for result in session.reckoning(contest).uncheckable:
            relation, said = result.relation, {"detail": result.fault}
            place = f"relation.{relation.key}"
            self.problems.add(self.file, place, "relation_fails", found=relation.check, **said)
        closed = session.obstacles(contest)
        for obstacle in closed:
            self._closed(obstacle)
        if closed:
            return
        session.finish(contest, session.night.precinct.number)
        for fact in (PrintConfirmed(), Signed(_SIGNED)):
            session.execute(Command(fact, contest))
        fill(session, contest)
        self._papers(printers, wordings)

    def _closed(self, obstacle: Obstacle) -> None:
        result, add = obstacle.result, self.problems.add
        if result is not None:
            code = "never_asked" if obstacle.code == "not_checked" else "never_settled"
            add(self.file, f"relation.{result.relation.key}", code, found=result.relation.check)
        elif obstacle.cell is not None and obstacle.code != "second":
            add(self.file, f"line.{obstacle.cell.line}", "never_typed")
        elif obstacle.cell is None or self.session.text(self.contest, obstacle.cell):
            add(self.file, f"step.{obstacle.step}", "never_done")

    def _papers(self, printers: Callable[[], Printers], wordings: Mapping[str, Wording]) -> None:
        lacking: dict[str, None] = {}
        needed: dict[str, list[str]] = {}
        noting = {
            name: Wording(name, _Noting(words.texts, lacking)) for name, words in wordings.items()
        }
        papers, drawn = Papers(printers, noting), set[str]()
        made = [*offers(self.session, self.contest), Offer(DIGEST)]
        for offer in (*made, *blanks(self.session, self.contest)):
            self.asked.last = ""
            try:
                self._make(papers, offer, drawn)
            except Exception as error:  # noqa: BLE001 - whatever ends a print must be told now
                place = f"texts.{self.asked.last}" if self.asked.last else self._place(offer)
                detail = error.fault if isinstance(error, UnmadePaperError) else fault_words(error)
                said = {"paper": self._name(offer), "detail": detail}
                self.problems.add(self.file, place, "paper_fails", **said)
            for key in lacking:
                needed.setdefault(key.removeprefix(_PAPER), []).append(self._name(offer))
            lacking.clear()
        for key, of in needed.items():
            listed = ", ".join(dict.fromkeys(of))
            self.problems.add(self.file, f"texts.{key}", "paper_lacks", papers=listed)

    def _make(self, papers: Papers, offer: Offer, drawn: set[str]) -> None:
        """Draw the paper; one made of blocks that were ``drawn`` before needs only be worded."""
        kinds = {block.kind for block in offer.paper.blocks} if offer.paper else set()
        if offer.paper and kinds <= drawn:
            papers.document(self.session, self.contest, offer.name)
            return
        papers.of(self.session, self.contest, offer.name)
        drawn |= kinds

    def _name(self, offer: Offer) -> str:
        """What the paper is called: by its own title, or as the window offers it."""
        if offer.said:
            return self.words("papers.copy", number=offer.said)
        if offer.paper:
            return self.words.pick(offer.paper.title)
        return self.words(f"paper_page.{offer.name.kind}")

    @staticmethod
    def _place(offer: Offer) -> str:
        return f"paper.{offer.paper.id}" if offer.paper else ""
