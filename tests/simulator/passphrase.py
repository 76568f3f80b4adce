"""A commission that set a passphrase: it is known, forgotten, mistyped, or nobody thinks of it.

Drawn beside the night's own chance, so that a night without one is the same night as ever.
"""

from __future__ import annotations

from random import Random

from tests.simulator.commission import Commission
from tests.simulator.world import DISK, hold

DIGITS, WRONG = "90817263", "90817264"
#: Longer than the program ever keeps somebody waiting.
_PATIENCE = 61
#: So many times it is tried where the disk fails.
_TRIES = 9


class WithPassphrase(Commission):
    """What is done about it. ``chance`` is drawn from the seed as well."""

    chance = Random(0)
    #: What stands in the envelope, "" where nobody has it.
    envelope = ""
    forgotten = False

    def some_set_a_passphrase(self) -> None:
        """One official night in two: by the chair, before anything is typed."""
        if self.night.training or self.chance.randrange(2):
            return
        before = self.session.who
        (chair,) = [x.id for x in self.night.persons if x.office == "chair"]
        self.sit_down(chair)
        done = self.act("passphrase_set", "", lambda s: s.set_passphrase(DIGITS), by=chair)
        if done == "":
            self.envelope = self.session.guard.code
        self.sit_down(before)
        self.forgotten = self.chance.randrange(2) == 0
        self.seen.add("passphrase set")

    def open_up(self, occasion: str) -> None:
        """Before a finish or a recount: it is given, or the commission goes on without it."""
        if not self.account.shut or self.chance.randrange(5) == 0:
            return
        if self.chance.randrange(3) == 0:
            self._mistyped(occasion)
        without = self.forgotten and not (self.envelope and self.chance.randrange(2))
        for _ in range(_TRIES):
            if not self.account.shut:
                return
            self._go_on_without(occasion) if without else self._given(occasion)

    def _mistyped(self, occasion: str) -> None:
        def typed(session):
            session.give_passphrase(occasion, WRONG)

        self.act("passphrase_wrong", "", typed, occasion=occasion)
        self.seen.add("passphrase mistyped")

    def _given(self, occasion: str) -> None:
        typed = self.envelope if self.forgotten else DIGITS
        done = self.act("passphrase_given", "", lambda s: s.give_passphrase(occasion, typed),
                        occasion=occasion)  # fmt: skip
        hold(done in ("", "wait", DISK), f"the right passphrase does not open: {done}")
        self.clock.counted += _PATIENCE
        self.seen.add("passphrase from the envelope" if self.forgotten else "passphrase given")

    def _go_on_without(self, occasion: str) -> None:
        together = self.in_the_room()[:2]
        if len(together) == 2:
            self.act("passphrase_forgone", "", occasion=occasion, reason="ұмытылды", by=together)
            self.seen.add("passphrase forgone")
