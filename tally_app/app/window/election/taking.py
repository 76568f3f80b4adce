"""The page on which a precinct takes its election: nothing is stored before the commission says
that it is theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from tally_app.app.handover import taking
from tally_app.app.handover.taking import OfferedElection
from tally_app.app.night.files import free_path, make_folder
from tally_app.app.night.session import Session
from tally_app.app.view.base import Button, GoToStart, Intent, Note
from tally_app.app.view.fields import DialogForm, Field, Message, Row, Rows
from tally_app.app.view.taking import (
    BallotShown,
    ClocksShown,
    KeyAsked,
    OtherNumber,
    PrecinctShown,
    PutMemberRight,
    PutRight,
    TakePrecinct,
    TakingView,
    WithLetter,
)
from tally_app.app.window.election import from_paper
from tally_app.app.window.election.putting_right import Commission
from tally_app.app.window.services import Services, SidePresenter
from tally_app.domain.form.election import Contest, Precinct
from tally_app.domain.form.form import Form
from tally_app.domain.handover.fingerprint import GROUPS
from tally_app.domain.handover.refusing import KNOWN, UNKNOWN, UNPROVEN
from tally_app.domain.values.dates import in_full
from tally_app.domain.values.languages import LANGUAGES, STATE_LANGUAGES
from tally_app.domain.values.minutes import clock_of
from tally_app.domain.values.times import by_precinct
from tally_app.domain.values.wording import Wording, grouped
from tally_app.domain.values.words import Words

#: The field with the number of the precinct, and those with a group of the letter's digits.
NUMBER: Final = "taking.number"
_GROUP: Final = "taking.group."
#: Digits of a group: whoever typed so many has typed it.
_DIGITS: Final = 4


class TakingPresenter(SidePresenter):
    """``paper``: the night is typed anew from its papers, which are asked for in the end."""

    shows_hour = True

    def __init__(self, services: Services, *, paper: bool = False) -> None:
        self._services = services
        self._paper = paper
        self._path = Path()
        self._election: OfferedElection | None = None
        self._number = ""
        self._precinct: Precinct | None = None
        self._commission = Commission(())
        self._places: tuple[int, ...] = ()
        self._groups: dict[int, str] = {}
        self._without = False
        self.dialog: DialogForm | None = None

    def opened(self, file: str) -> None:
        """Read the election of a file; NotTakenError and CatalogueError say what is wrong."""
        self._election, self._path = None, Path(file)
        self._number, self._precinct, self.dialog = "", None, None
        self._places, self._groups = taking.places_asked(self._services.draw), {}
        self._without = False
        self._election = taking.offered(self._path, self._services.library)
        if len(self._election.precincts) == 1:
            self._found(self._election.precincts[0])

    def _found(self, precinct: Precinct | None) -> None:
        self._precinct = precinct
        self._commission = Commission(precinct.members if precinct else ())

    # what comes in

    def draft(self, key: str, text: str) -> None:
        """The second of two groups was typed to its end: they are compared at once."""
        if not key.startswith(_GROUP):
            return
        self._groups[int(key.removeprefix(_GROUP))] = text
        if self._election is not None and self._typed_all():
            taking.proved(self._election, [*self._groups.items()], self._services.settings)

    def commit(self, key: str, text: str) -> None:
        """The number of the precinct was typed."""
        if key != NUMBER:
            self.draft(key, text)
            return
        self._number = text.strip()
        if self._election is not None and self._number:
            self._found(self._election.precinct(self._number))

    def asked(self, intent: Intent) -> Session | None:
        """A button of the page."""
        words = self._words()
        match intent:
            case OtherNumber():
                self._number = ""
                self._found(None)
            case WithLetter(there):
                self._without, self._groups = not there, {}
            case PutRight():
                self.dialog = self._commission.whom(words)
            case TakePrecinct() if not self._closed(words):
                if not self._paper:
                    return self._begun()
                self.dialog = from_paper.asked(words)
        return None

    def submit(self, values: Mapping[str, str]) -> Session | None:
        """Somebody was put right, or it was said which papers there are."""
        form, self.dialog, words = self.dialog, None, self._words()
        if form is None:
            return None
        match form.intent:
            case PutRight():
                self.dialog = self._commission.what(values, words)
            case PutMemberRight():
                self.dialog = self._commission.take(form, values, words)
            case from_paper.PAPER:
                papers = from_paper.answered(form, values, words)
                if isinstance(papers, DialogForm):
                    self.dialog = papers
                    return None
                session = self._begun()
                if session is not None:
                    from_paper.record(session, papers)
                return session
        return None

    def _begun(self) -> Session | None:
        election, precinct, services = self._election, self._precinct, self._services
        if election is None or precinct is None:
            return None
        make_folder(services.data_dir)
        rules = election.rules.election
        if len(election.precincts) > 1:  # the next precinct is offered from where this one came
            services.settings.set(many=str(self._path))
        name = f"{rules.day}-{precinct.number}"
        return taking.begun(
            election,
            precinct.number,
            self._trust(election),
            free_path(services.data_dir, name, training=rules.training),
            clock=services.clock,
            night=services.new_night(),
            put_right=self._commission.facts,
        )

    def _trust(self, election: OfferedElection) -> str:
        trust = taking.trust_in(election, self._services.settings)
        return UNPROVEN if trust == UNKNOWN and self._without else trust

    def _typed_all(self) -> bool:
        return all(len(self._groups.get(at, "").strip()) >= _DIGITS for at in self._places)

    # what is shown

    def _words(self) -> Wording:
        return self._services.wordings[self._services.settings["language"]]

    def view(self, language: str) -> TakingView:
        """The page in words."""
        words = self._services.wordings[language]
        shown, election = self._precinct, self._election
        package = election is not None and election.package is not None
        asked = "number" if shown is None else "yours"
        closed = self._closed(words)
        return TakingView(
            language=language,
            languages=LANGUAGES,
            title=words("taking.package" if package else "taking.file"),
            subtitle=" › ".join(self._path.parts[-2:]),
            head=words(f"taking.{asked}"),
            says=words(f"taking.{asked}_says"),
            number=self._number_row(words) if shown is None else None,
            precinct=self._shown(election, shown, words) if election and shown else None,
            signed=self._signed(election, words) if election and shown else None,
            buttons=self._buttons(words, closed) if shown else self._buttons(words, closed)[:1],
            why=closed,
            clocks=self._clocks(shown, words) if shown else None,
        )

    def _clocks(self, one: Precinct, words: Wording) -> ClocksShown:
        now = self._services.clock().isoformat()
        there, here = clock_of(by_precinct(now, one.utc_offset)), clock_of(now)
        said = words("taking.clock_here", time=here)
        return ClocksShown(there, words("taking.clock"), said, apart=here != there)

    def _closed(self, words: Wording) -> str:
        """Why it cannot be begun yet, "" where it can."""
        if self._election is None or self._precinct is None:
            return ""
        if self._trust(self._election) != UNKNOWN:
            return ""
        first, second = self._places
        return words("taking.key_first", first=first, second=second)

    def _buttons(self, words: Wording, closed: str) -> tuple[Button, ...]:
        esc = "Esc"
        away = Button(GoToStart(), words("taking.not_ours"), "outlined", "", esc, esc, "close")
        pen = Button(PutRight(), words("taking.put_right"), icon="pen")
        yes = Button(
            TakePrecinct(), words("taking.yes"), "filled", closed, "Ctrl+Return", "Ctrl+Enter",
            "next",
        )  # fmt: skip
        if self._election is not None and len(self._election.precincts) > 1:
            other = Button(OtherNumber(), words("taking.other_number"), icon="back")
            return away, other, pen, yes
        return away, pen, yes

    def _number_row(self, words: Wording) -> Rows:
        label = words("taking.number_label")
        wrong = bool(self._number)
        said = Message("error", words("taking.no_such", number=self._number)) if wrong else None
        field = Field(NUMBER, self._number, tone="error" if wrong else "", name=label)
        return Rows((Row("", label, field=field, message=said),))

    def _shown(self, election: OfferedElection, one: Precinct, words: Wording) -> PrecinctShown:
        rules = election.rules.election
        kind = rules.type_of(one)
        about = [
            words.pick(one.district),
            words.pick(one.region),
            words.pick(kind.name) if kind else words("taking.ordinary"),
        ]
        if one.voters is not None:
            about.append(words("taking.voters", n=grouped(one.voters)))
        day = in_full(date.fromisoformat(rules.day), words.language)
        ballots = election.ballots(one)
        if rules.training:
            about.append(words("mode.training"))
        return PrecinctShown(
            number=f"№ {one.number}",
            address=_state(one.address),
            about=" · ".join(filter(None, about)),
            commission=words("taking.commission"),
            many=words("taking.members", n=len(self._commission.now)),
            members=self._commission.shown(words),
            ballots=tuple(
                _ballot(ballot, election.rules.forms[ballot.id], day, words) for ballot in ballots
            ),
        )

    def _signed(self, election: OfferedElection, words: Wording) -> KeyAsked | Note:
        trust = self._trust(election)
        if trust == UNKNOWN:
            return self._key_asked(words)
        if trust == KNOWN:
            return Note(words("taking.known"), "ok")
        if trust != UNPROVEN:
            bare = election.package is None
            return Note(words("taking.unsigned_file" if bare else "taking.unsigned"), "note")
        back = Button(WithLetter(there=True), words("taking.letter"), "small")
        return Note(words("taking.unproven"), "note", buttons=(back,))

    def _key_asked(self, words: Wording) -> KeyAsked:
        wrong = self._typed_all()
        places: list[str | Field] = []
        for at in range(1, GROUPS + 1):
            word = words("taking.group", n=at)
            if at not in self._places:
                places.append(word)
                continue
            name = words("taking.group_name", n=at)
            tone = "error" if wrong else ""
            text = self._groups.get(at, "")
            places.append(
                Field(f"{_GROUP}{at}", text, tone=tone, placeholder=word, name=name, small=True)
            )
        return KeyAsked(
            title=words("taking.who"),
            text=words("taking.who_says"),
            places=tuple(places),
            button=Button(WithLetter(there=False), words("taking.no_letter"), "small"),
            wrong=words("package.refused.key_differs") if wrong else "",
        )


def _state(said: Words) -> tuple[str, ...]:
    """What is said in the languages of the protocol, each once; of others the first."""
    both = [said[language] for language in STATE_LANGUAGES if said.get(language)]
    return tuple(dict.fromkeys(both)) or tuple(said.values())[:1]


def _ballot(ballot: Contest, form: Form, day: str, words: Wording) -> BallotShown:
    removed = words("taking.removed")
    rows = list[tuple[tuple[str, ...], str]]()
    for line in form.marked:
        if "option" in line.scope:
            rows += [(_state(x.name), removed if x.removed else "") for x in ballot.options]
        else:
            rows.append((_state(line.short), ""))
    return BallotShown(title=f"{words.pick(ballot.name)} · {day}", options=tuple(rows))
