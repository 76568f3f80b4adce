"""Reading a file again: it says whether this is what was written that night."""

from dataclasses import dataclass
from pathlib import Path

from tally_app.domain.night.event import GENESIS, Event
from tally_app.domain.night.state import OFFICIAL, TRAINING
from tally_app.store import schema
from tally_app.store.chain import read_chain
from tally_app.store.errors import StoreError
from tally_app.store.kinds import contradict, event_mode, event_night, header_mode
from tally_app.store.reading import documents, foreign_beside, looked_at
from tally_app.store.witness import NO_WITNESS, Testimony, Witnesses


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """What a file's chain says.

    ``events`` fit, and ``head`` is the hash of the last of them: only a comparison with a printed
    head shows that none was cut off the end. ``seq`` is the first event that does not fit (0: all
    do) and ``reason`` why: sequence, version, unreadable, before, hash. ``documents`` are digests
    that do not fit their bytes; ``triggers`` are missing, altered or strange.
    ``header`` and ``mode`` are what the header and the first event say: "training", "official",
    or "" where the header is older than that, or the event cannot be read. ``aside``: endings of
    files beside it that belong to another night. ``testimony``: what this computer saw of it.
    """

    events: int
    head: str
    seq: int = 0
    reason: str = ""
    documents: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()
    header: str = ""
    mode: str = ""
    aside: tuple[str, ...] = ()
    testimony: Testimony = "unknown"

    @property
    def sound(self) -> bool:
        wrong = (
            self.reason or self.documents or self.triggers or self.testimony in ("less", "other")
        )
        return bool(self.events) and not wrong

    @property
    def training(self) -> bool:
        """True where header or first event says practice: either is enough."""
        return TRAINING in (self.header, self.mode)

    @property
    def contradicts(self) -> bool:
        """True where header and first event do not agree whether the night is practice."""
        return contradict(self.header, self.mode)

    @property
    def official(self) -> bool:
        """True only where the first event says so and the header does not say otherwise."""
        return self.mode == OFFICIAL and not self.training


def verify(path: Path, witnesses: Witnesses = NO_WITNESS) -> VerifyResult:
    """Read the whole file again; StoreError if it cannot be read at all."""
    seq, reason = 0, ""
    events: list[Event] = []
    with looked_at(path) as connection:
        try:
            events.extend(read_chain(connection.execute(schema.SELECT_EVENTS)))
        except StoreError as error:
            seq, reason = int(error.arguments["seq"]), str(error.arguments["reason"])
        first = events[0] if events else None
        return VerifyResult(
            len(events),
            events[-1].hash if events else GENESIS,
            seq,
            reason,
            tuple(kept.digest for kept in documents(connection) if not kept.fits),
            schema.wrong_triggers(connection),
            header_mode(connection),
            event_mode(first),
            foreign_beside(path),
            witnesses.say(event_night(first), events) if first else "unknown",
        )
