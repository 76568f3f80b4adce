"""A package that comes to an open night: a later version of its election, before two members."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tally_app.app.handover import taking
from tally_app.app.handover.recognising import recognised
from tally_app.app.handover.taking import NotTakenError, OfferedElection
from tally_app.app.night.files import free_path
from tally_app.app.night.session import Session
from tally_app.app.view.base import Button, Note
from tally_app.app.view.fields import DialogForm, Field, Row
from tally_app.app.view.start import OpenBeside
from tally_app.app.view.taking import TakeLater
from tally_app.app.words.refusals import refused, unfit_words
from tally_app.domain.handover.amendment import Amendment
from tally_app.domain.handover.refusing import KNOWN, UNPROVEN
from tally_app.domain.night.command import LONGEST_PROSE
from tally_app.domain.night.facts.program import PackageTaken
from tally_app.domain.night.state import Night
from tally_app.domain.values.signs import composed
from tally_app.domain.values.wording import Wording

if TYPE_CHECKING:  # they are what loads this
    from tally_app.app.window.services import Services

_FIRST, _SECOND, _REASON = "first", "second", "reason"
#: Files that may be opened in a window of their own.
_BESIDE: Final = ("package", "election", "night", "training_night")


class LaterVersions:
    """``dialog`` is the open dialog, None without one."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.dialog: DialogForm | None = None
        self._offered: tuple[OfferedElection, str] | None = None

    def bring(self, session: Session, path: Path, words: Wording) -> Note | None:
        """A file was brought to an open night: a later version asks in a dialog; of any other it is
        said what it is, and what can be opened beside the night is offered so.
        """
        found = recognised(path)
        beside = Button(OpenBeside(str(path)), words("beside.open"), "small")
        if found.kind != "package":
            offers = (beside,) if found.kind in _BESIDE else ()
            return Note(found.sentence(words), "warning", buttons=offers)
        election = taking.offered(path, self._services.library)
        trust = self._trust(session.night, election)
        try:
            if taking.untouched(session.night):
                taking.checked(session, election, trust)
                self.dialog = _anew(path, election, words)
            else:
                found_changes = taking.amended(session, election, trust)
                self.dialog = _amends(path, session.night, election, found_changes, words)
        except NotTakenError as failure:
            others = {one.number for one in election.precincts} - {session.night.precinct.number}
            return Note(failure.sentence(words), "warning", buttons=(beside,) if others else ())
        self._offered = election, trust
        return None

    def _trust(self, night: Night, election: OfferedElection) -> str:
        """A key that is known here, else as far as the night began with it."""
        trust = taking.trust_in(election, self._services.settings)
        if trust == KNOWN or not election.key:
            return trust
        said = next((x.said for x in night.program if x.kind == PackageTaken.kind), {})
        return str(said["trust"]) if said.get("key") == election.key else UNPROVEN

    def submit(
        self, session: Session, contest: str, values: Mapping[str, str], words: Wording
    ) -> Session | None:
        """Take the version that was offered. A night that begins anew from it is given back."""
        form, self.dialog = self.dialog, None
        if form is None or self._offered is None:
            return None
        election, trust = self._offered
        if not form.fields:
            return self._begun_anew(session, election, trust)
        by, reason = (values.get(_FIRST, ""), values.get(_SECOND, "")), ""
        if any(row.field is not None and row.field.key == _REASON for row in form.fields):
            reason = composed(values.get(_REASON, "")).strip()
            wrong = unfit_words(reason, LONGEST_PROSE, words)
            if wrong or not reason:
                self.dialog = replace(form, errors=((_REASON, wrong or words("bad.empty")),))
                return None
        why = taking.amend(session, election, trust, by, reason)
        if why is not None:
            said = refused(why, session.night, contest, words)
            self.dialog = replace(form, errors=((_SECOND if by[0] else _FIRST, said),))
        return None

    def _begun_anew(self, session: Session, election: OfferedElection, trust: str) -> Session:
        night, services = session.night, self._services
        name = f"{night.rules.election.day}-{night.precinct.number}"
        path = free_path(services.data_dir, name, training=night.training)
        return taking.begun_anew(session, election, trust, path, night=services.new_night())

    def cancel(self) -> None:
        """The dialog was closed without an answer: nothing is taken."""
        self.dialog = None


def _version(election: OfferedElection) -> int:
    return election.package.manifest.version if election.package is not None else 0


def _anew(path: Path, election: OfferedElection, words: Wording) -> DialogForm:
    return DialogForm(
        TakeLater(str(path)),
        words("later.title", version=_version(election)),
        words("later.anew"),
        (),
        (),
        words("later.anew_accept"),
        words("dialog.cancel"),
    )


def _amends(
    path: Path, night: Night, election: OfferedElection, found: Amendment, words: Wording
) -> DialogForm:
    """What it changes, who takes it, and by which decision a member is replaced."""
    says = [words("later.amends")]
    for removed in found.options:
        name = words.pick(removed.option.name)
        decision = words.pick(removed.option.removed.decision) if removed.option.removed else ""
        says.append(words("later.option", name=name, decision=decision))
    for change in found.members:
        office = words(f"office.{change.after.office}")
        before, after = change.before.name, change.after.name
        says.append(words("later.member", before=before, after=after, office=office))
    if not (found.options or found.members):
        says.append(words("later.nothing"))
    people = (("", ""), *((person.id, person.name) for person in night.persons))
    rows = [
        Row("", words(f"later.{key}"), field=Field(key, "", "choice", choices=people))
        for key in (_FIRST, _SECOND)
    ]
    if found.members:
        rows.append(Row("", words("later.reason"), field=Field(_REASON, "", "text")))
    return DialogForm(
        TakeLater(str(path)),
        words("later.title", version=_version(election)),
        "\n".join(says),
        tuple(rows),
        (),
        words("later.accept"),
        words("dialog.cancel"),
    )
