"""Reading a file again: it says whether this is what was written that night."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from tally_app.domain.night.event import GENESIS
from tally_app.domain.night.state import OFFICIAL, TRAINING
from tally_app.store import schema
from tally_app.store.chain import read_chain
from tally_app.store.errors import StoreError
from tally_app.store.kinds import contradict, event_mode, header_mode
from tally_app.store.opening import snapshot
from tally_app.store.reading import documents


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """What a file's chain says.

    ``events`` fit, and ``head`` is the hash of the last of them: only a comparison with a printed
    head shows that none was cut off the end. ``seq`` is the first event that does not fit (0: all
    do) and ``reason`` why: sequence, version, unreadable, before, hash. ``documents`` are digests
    that do not fit their bytes; ``triggers`` are missing, altered or strange.
    ``header`` and ``mode`` are what the header and the first event say: "training", "official",
    or "" where the header is older than that, or the event cannot be read.
    """

    events: int
    head: str
    seq: int = 0
    reason: str = ""
    documents: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()
    header: str = ""
    mode: str = ""

    @property
    def sound(self) -> bool:
        return bool(self.events) and not (self.reason or self.documents or self.triggers)

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


def verify(path: Path) -> VerifyResult:
    """Read the whole file again; StoreError if it cannot be read at all."""
    count, head, seq, reason, mode = 0, GENESIS, 0, "", ""
    with snapshot(path) as connection:
        try:
            for event in read_chain(connection.execute(schema.SELECT_EVENTS)):
                count, head = event.seq, event.hash
                mode = mode or event_mode(event)
        except StoreError as error:
            seq, reason = int(error.arguments["seq"]), str(error.arguments["reason"])
        return VerifyResult(
            count,
            head,
            seq,
            reason,
            tuple(
                kept.digest
                for kept in documents(connection)
                if hashlib.sha256(kept.content).hexdigest() != kept.digest
            ),
            schema.wrong_triggers(connection),
            header_mode(connection),
            mode,
        )
