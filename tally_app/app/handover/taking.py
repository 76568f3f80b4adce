"""An election taken at a precinct: who signed it, which precinct it is, begun or refused.

Until ``begun`` nothing is stored. A bare election file is taken as well: nobody signed it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from tally_app.app.handover.packages import Package, PackageError, rules_of_package
from tally_app.app.handover.recognising import FileKind, recognised
from tally_app.app.night.clock import Clock
from tally_app.app.night.files import begin
from tally_app.app.night.session import Session
from tally_app.app.night.settings import Settings
from tally_app.catalog.library import Library
from tally_app.catalog.rules import load_rules
from tally_app.catalog.source import Source
from tally_app.domain.form.election import Contest, Precinct
from tally_app.domain.handover.amendment import Amendment, amendment
from tally_app.domain.handover.fingerprint import ASKED, GROUPS, agrees
from tally_app.domain.handover.refusing import KNOWN, UNKNOWN, InUse, refusal
from tally_app.domain.night.command import Command, Refusal
from tally_app.domain.night.event import SETUP
from tally_app.domain.night.facts.amending import MemberReplaced, OptionRemoved
from tally_app.domain.night.facts.commission import (
    MemberListed,
    MemberStateNoted,
    MemberUnlisted,
)
from tally_app.domain.night.facts.program import PackageTaken
from tally_app.domain.night.locks import removal_closed
from tally_app.domain.night.state import Night, Rules
from tally_app.domain.values.wording import Wording

#: What a night says of an election that came without a signature.
UNSIGNED: Final = "unsigned"
#: What the commission says of itself, which a later file does not unsay.
_OWN: Final = (MemberListed.kind, MemberUnlisted.kind, MemberStateNoted.kind)


class NotTakenError(Exception):
    """An election that this precinct does not take. ``code`` is a reason of ``package.refused``,
    ``what`` the names of what it changes; ``file`` is set where the file is another one.
    """

    def __init__(
        self, code: str, *, what: Sequence[str] = (), file: FileKind | None = None
    ) -> None:
        super().__init__(code)
        self.code = code
        self.what = tuple(what)
        self.file = file

    def sentence(self, words: Wording) -> str:
        """What happened, and what to do."""
        if self.file is not None:
            return self.file.sentence(words)
        what = ", ".join(words(f"package.changed.{name}") for name in self.what)
        return words(f"package.refused.{self.code}", what=what)


@dataclass(frozen=True, slots=True)
class OfferedElection:
    """An election that was opened and of which nothing is stored. ``package`` is None for a bare
    file.
    """

    source: Source
    library: Library
    rules: Rules
    package: Package | None = None

    @property
    def key(self) -> str:
        """The 24 digits of the key that signed it, "" for nobody."""
        return self.package.fingerprint if self.package else ""

    @property
    def precincts(self) -> tuple[Precinct, ...]:
        """The precincts it is for."""
        return self.rules.election.precincts

    def precinct(self, number: str) -> Precinct | None:
        """The precinct whose number was typed, None for none of it."""
        asked = number.strip()
        return next((x for x in self.precincts if x.number == asked), None)

    def ballots(self, precinct: Precinct) -> tuple[Contest, ...]:
        """The ballots of that precinct, in their order."""
        return self.rules.election.contests_of(precinct)


def offered(path: Path, library: Library) -> OfferedElection:
    """The election of a package or of a bare file, told from what it holds; NotTakenError says what
    any other file is, CatalogueError what is wrong with an election.
    """
    found = recognised(path)
    if found.package is not None:
        package = found.package
        try:
            rules = rules_of_package(package)
        except PackageError as error:
            broken = FileKind("package_broken", path, why=error.code)
            raise NotTakenError(error.code, file=broken) from error
        return OfferedElection(package.election, package.library, rules, package)
    if found.kind != "election":
        raise NotTakenError(found.kind, file=found)
    source, nearer = Source.of(path), library.beside(path)
    return OfferedElection(source, nearer, load_rules(source, nearer))


def trust_in(election: OfferedElection, settings: Settings) -> str:
    """How far its key is known on this computer: known, unknown; "unsigned" without one."""
    return str(settings["keys"].get(election.key, UNKNOWN)) if election.key else UNSIGNED


def places_asked(draw: Callable[[int], int]) -> tuple[int, ...]:
    """Which groups of the letter are to be typed, chosen at this moment: ``draw(n)`` gives a chance
    number below n.
    """
    left = [*range(1, GROUPS + 1)]
    return tuple(sorted(left.pop(draw(len(left))) for _ in range(ASKED)))


def proved(election: OfferedElection, typed: Sequence[tuple[int, str]], settings: Settings) -> bool:
    """Whether the groups typed from the letter are its key's, which is known from then on."""
    if not agrees(election.key, typed):
        return False
    settings.set(keys={**settings["keys"], election.key: KNOWN})
    return True


def begun(
    election: OfferedElection,
    number: str,
    trust: str,
    path: Path,
    *,
    clock: Clock,
    night: str,
    put_right: Sequence[MemberListed | MemberUnlisted] = (),
) -> Session:
    """Begin the night of a precinct: from now on it is stored. ``trust`` is "unproven" where the
    commission goes on without the letter; the program's sheet says so. ``put_right`` is what the
    commission says of its members. NotTakenError where it is not taken.
    """
    if election.package is not None:
        code = refusal(election.package.manifest, election.key, trust, number)
    else:
        code = "" if election.precinct(number) else "other_precinct"
    if code:
        raise NotTakenError(code)
    session = begin(
        path, election.source, election.library, precinct=number, clock=clock, night=night
    )
    if election.package is not None:
        session.execute(Command(_taken(election.package, trust)))
    for fact in put_right:
        session.execute(Command(fact))
    return session


def _taken(package: Package, trust: str) -> PackageTaken:
    manifest = package.manifest
    return PackageTaken(
        version=manifest.version,
        key=package.fingerprint,
        trust=trust,
        manifest=sha256(manifest.canonical()).hexdigest(),
        made=manifest.made,
    )


def untouched(night: Night) -> bool:
    """True until the precinct is opened: nothing was typed, added, confirmed or answered yet."""
    return not (
        night.day_entries
        or any(night.items.values())
        or any(
            state.entries or state.confirmed or state.opened or state.finish or state.recounts
            for state in night.contests.values()
        )
    )


def checked(session: Session, election: OfferedElection, trust: str) -> Package:
    """The package of a later version for an open night; NotTakenError where it is none."""
    night, package = session.night, election.package
    if package is None:
        raise NotTakenError("other_key")
    said = next((x.said for x in reversed(night.program) if x.kind == PackageTaken.kind), {})
    in_use = InUse(
        mode=night.mode,
        version=int(said.get("version", 0)),
        key=str(said.get("key", "")),
        precinct=night.precinct.number,
    )
    code = refusal(package.manifest, election.key, trust, night.precinct.number, in_use)
    if code:
        raise NotTakenError(code)
    return package


def begun_anew(
    session: Session, election: OfferedElection, trust: str, path: Path, *, night: str
) -> Session:
    """A later version before the precinct is opened: a night of its own begins from it, and what
    the commission put right of its members is said in it again. The file that was begun before
    stays as it is. NotTakenError where it is not taken.
    """
    checked(session, election, trust)
    if not untouched(session.night):
        raise NotTakenError("not_amendment")
    number = session.night.precinct.number
    anew = begun(election, number, trust, path, clock=session.clock, night=night)
    for event in session.journal.events():
        if event.kind in _OWN:
            fact = {x.kind: x for x in (MemberListed, MemberUnlisted, MemberStateNoted)}[event.kind]
            anew.execute(Command(fact.read(event.payload)))
    return anew


def amended(session: Session, election: OfferedElection, trust: str) -> Amendment:
    """What a later version changes in an open precinct; NotTakenError for what may not change."""
    checked(session, election, trust)
    night, rules = session.night, election.rules
    forms = {name: rules.form_sha256.get(name) for name in night.contests}
    if forms != {name: night.rules.form_sha256.get(name) for name in night.contests}:
        raise NotTakenError("form_changed")
    found = amendment(night.rules.election, rules.election, night.precinct.number)
    if found.fixed:
        raise NotTakenError("not_amendment", what=found.fixed)
    return found


def amend(
    session: Session,
    election: OfferedElection,
    trust: str,
    by: tuple[str, str],
    reason: str,
) -> Refusal | None:
    """Take what a later version changes, before two members; ``reason`` names the decision on the
    members. Nothing is taken where one part of it is refused; figures already typed stay.
    """
    found = amended(session, election, trust)
    package = checked(session, election, trust)
    version = package.manifest.version
    commands = [*_options(found, by, version), *_members(session.night, found, by, reason, version)]
    for command in commands:
        refused = session.why_not(command)
        if refused is not None:
            return refused
    for command in (*commands, Command(_taken(package, trust))):
        refused = session.execute(command)
        if refused is not None:
            return refused
    return None


def _options(found: Amendment, by: tuple[str, str], version: int) -> list[Command]:
    commands = []
    for change in found.options:
        removed = change.option.removed
        if removed is not None:
            fact = OptionRemoved(
                option=change.option.id,
                day=removed.day,
                decision=dict(removed.decision),
                treatment=dict(removed.treatment),
                counts=removed.counts,
                by=by,
                version=version,
            )
            commands.append(Command(fact, change.contest))
    return commands


def _members(
    night: Night, found: Amendment, by: tuple[str, str], reason: str, version: int
) -> list[Command]:
    ids = {person.id for person in night.persons}
    commands = []
    for change in found.members:
        here = next((x for x in night.persons if x.name == change.before.name), None)
        if here is None:
            continue
        new = change.after.id
        while new in ids or new == SETUP:
            new = f"{new}-2"
        ids.add(new)
        fact = MemberReplaced(
            before=here.id,
            id=new,
            name=change.after.name,
            office=change.after.office,
            reason=reason,
            stays=removal_closed(night, "member", here.id) is not None,
            by=by,
            version=version,
        )
        commands.append(Command(fact))
    return commands
