"""One simulated night: everything drawn from the seed, the same bytes for the same seed."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from unittest.mock import patch

from tally_app.app.night.files import begin, open_night, rules_of
from tally_app.domain.night.facts.table import fold
from tally_app.store import StoreError, verify
from tests.app.night_plan import Planner
from tests.faults.disk import Disk, installed
from tests.simulator import elections
from tests.simulator.mishaps import Mishaps
from tests.simulator.slips import RATES
from tests.simulator.tampering import tampered
from tests.simulator.world import Clock, FaultError, hold

#: Where the files of a night live for a second: in memory, where the system has such a place.
SHM = Path("/dev/shm")
#: Facts that are worth a drawn paper whenever they happen.
RARE = {"box surplus", "not established", "recount", "withdrawn"}

#: Where salts and codes are drawn: from the seed here, or it would have another night each time.
_SECRETS = "tally_app.app.night.passphrase"

DEEDS = {
    "go_on_with_one": 6, "some_figures": 4, "second_thoughts": 3, "open_early": 2, "unlock": 2,
    "announce_as_it_stands": 1, "a_finding_is_answered": 3, "rows_come_and_go": 1,
    "people_come_and_go": 2, "a_line_is_switched": 1, "finish_is_tried": 2, "by_ear": 1,
    "photograph": 1, "change_hands": 3,
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """What a simulated night was: its seed, size, the digest of all its events, what happened."""

    seed: int
    election: str
    actions: int
    events: int
    digest: str
    seen: tuple[str, ...]


class FoundError(AssertionError):
    """A night that found a fault: seed, index of the action, sentence."""

    def __init__(self, seed: int, action: int, sentence: str) -> None:
        super().__init__(f"seed {seed}, action {action}: {sentence}")
        self.seed, self.action, self.sentence = seed, action, sentence


class Night(Mishaps):
    """One night."""

    def go_on_with_one(self) -> None:
        self.go_on(self.random.choice(self.contests))

    def lived(self) -> None:
        """From the commission's list to the last signature."""
        random = self.random
        self.change_hands()
        if random.randrange(2):
            self.a_commission_of_some_size()
        self.some_set_a_passphrase()
        self.plan = Planner(self.night, random).made()
        for _ in range(random.randint(2, 14)):
            self.between()
            getattr(self, random.choices([*DEEDS], [*DEEDS.values()])[0])()
        for contest in random.sample(self.contests, len(self.contests)):
            self.to_the_end(contest)
        for contest in self.contests:
            self.sign(contest)
        if random.randrange(5) == 0:
            self.count_again(random.choice(self.contests))

    def ended(self) -> None:
        """What must be true of every night in the end."""
        self.hook = lambda: None
        self.broken_for = 0
        self.close_and_open()
        events = self.session.journal.events()
        hold(fold(events, rules_of(events)) == self.night, "fold of the file is another night")
        if self.real:
            self.every_paper()
        elif self.seen & RARE and self.random.randrange(3) == 0:
            self.protocols()
        kept = {file.digest for file in self.session.journal.documents()}
        told = {e.payload["digest"] for e in events if e.kind in ("printed", "document_filed")}
        hold(told <= kept | self.overwritten, "a paper that left the program is not kept")
        records = [self.session.record(contest) for contest in self.contests]
        self.close()
        said = verify(self.path)
        hold(said.sound and said.events == len(events), "a sound file is not called sound")
        with_other_eyes = open_night(self.path, self.clock)
        hold(
            [with_other_eyes.record(contest) for contest in self.contests] == records,
            "another opening gives another record",
        )
        with_other_eyes.close()
        tampered(self.random, self.path, self.folder)


def simulate(seed: int) -> Told:
    """Live the night of a seed; FoundError tells what is wrong with the program."""
    with begun(seed) as world:
        try:
            world.lived()
            world.ended()
        except Exception as error:
            said = str(error) if isinstance(error, FaultError) else repr(error)
            raise FoundError(seed, world.actions, said) from error
        events = world.told
        digest = hashlib.sha256("".join(event.hash for event in events).encode()).hexdigest()
        seen = tuple(sorted(world.seen))
        election = world.night.rules.election.id
        return Told(seed, election, world.actions, len(events), digest, seen)


@contextmanager
def begun(seed: int) -> Iterator[Night]:
    """The night of a seed, open, with its first event."""
    random, chance = Random(seed), Random(f"passphrase {seed}")
    single, several = elections.names()
    name = random.choice(several) if random.randrange(10) == 0 else random.choice(single)
    official = random.randrange(4) == 0
    with (
        tempfile.TemporaryDirectory(prefix="night-", dir=SHM if SHM.is_dir() else None) as folder,
        installed(Disk(remember=True)) as disk,
        elections.read_once(),
    ):
        world = _begun(random, Path(folder), disk, name, official=official)
        try:
            # No name of this machine in an event, or the seed has another night on the next one.
            world.chance = chance
            with (
                patch("platform.node", lambda: world.computer),
                patch(f"{_SECRETS}.new_salt", lambda: chance.randbytes(16)),
                patch(
                    f"{_SECRETS}.new_digits", lambda many: f"{chance.randrange(10**many):0{many}}"
                ),
            ):
                yield world
        finally:
            with suppress(StoreError):
                world.session.close()


def _begun(random: Random, folder: Path, disk: Disk, name: str, *, official: bool) -> Night:
    source = elections.source(name, official=official)
    election = elections.read(source)
    clock = Clock(random, election.day)
    world = Night(random, folder, disk, clock)
    world.rate = random.choice(RATES)
    world.luck = random.choice([0, 10, 20, 40])
    world.disk_fails = random.randrange(2) == 0
    world.places_for_copies()
    world.printer(real=random.randrange(10) == 0)
    world.hook = world.before_act
    (folder / "disk0").mkdir()
    night = str(random.randrange(10**12)).zfill(12)
    first = folder / "disk0" / "түн.tally"
    precinct = random.choice(election.precincts).number
    world.begun(
        begin(first, source, elections.LIBRARY, precinct=precinct, clock=clock, night=night)
    )
    return world
