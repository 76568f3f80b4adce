"""What an exercise came to, as fourteen signs somebody reads to the trainer: no name is in them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tally_app.app.training.debrief import Debrief
from tally_app.domain.causes.planting import KINDS
from tally_app.domain.values import crockford

#: The parts of a code with their bits, the check last: 70 bits, five to a sign.
_BITS: Final = (("number", 12), ("form", 16), ("planted", 11), ("missed", 11), ("minutes", 10))
_CHECK: Final = 10
SIGNS: Final = 14


@dataclass(frozen=True, slots=True)
class ExerciseCode:
    """The exercise by its ``number``, the ballot's ``form`` by 16 bits of its id, the kinds of
    fault ``planted`` and those still there in the end, ``minutes`` it took.
    """

    number: int
    form: int
    planted: tuple[str, ...]
    missed: tuple[str, ...]
    minutes: int

    def text(self) -> str:
        """The code as it is read out; what is larger than its place stands at its most."""
        said = {
            "number": self.number,
            "form": self.form,
            "planted": _mask(self.planted),
            "missed": _mask(self.missed),
            "minutes": self.minutes,
        }
        number = 0
        for name, bits in _BITS:
            number = number << bits | min(said[name], 2**bits - 1)
        return crockford.written(number << _CHECK | _check(number), SIGNS)


def form_mark(form_id: str) -> int:
    """The 16 bits a code names a form by."""
    return int.from_bytes(hashlib.sha256(form_id.encode()).digest()[:2], "big")


def code_of(said: Debrief, form_id: str) -> ExerciseCode | None:
    """The code of an exercise that was brought to its end, None before."""
    if not said.finished:
        return None
    planted = tuple(dict.fromkeys(outcome.fault.kind for outcome in said.outcomes))
    missed = tuple(dict.fromkeys(outcome.fault.kind for outcome in said.missed))
    minutes = -(-said.seconds // 60)
    return ExerciseCode(said.exercise.number, form_mark(form_id), planted, missed, minutes)


def read_code(text: str) -> ExerciseCode | None:
    """A code as it was typed; None where it is none, or a sign of it is wrong."""
    whole = crockford.read(text, SIGNS)
    if whole is None:
        return None
    number = whole >> _CHECK
    if whole & (2**_CHECK - 1) != _check(number):
        return None
    found, rest = dict[str, int](), number
    for name, bits in reversed(_BITS):
        found[name], rest = rest & (2**bits - 1), rest >> bits
    return ExerciseCode(
        found["number"], found["form"], _kinds(found["planted"]), _kinds(found["missed"]),
        found["minutes"],
    )  # fmt: skip


def fault_of(text: str) -> tuple[str, Mapping[str, object]]:
    """Why a text is no code, with what its words need: strange signs, too many or few, the check
    does not agree; "" where it is one.
    """
    if unknown := crockford.strange(text):
        return "signs", {"signs": ", ".join(unknown)}
    if (count := len(crockford.bare(text))) != SIGNS:
        return "length", {"count": count, "signs": SIGNS}
    return ("", {}) if read_code(text) is not None else ("check", {})


def _check(number: int) -> int:
    return int.from_bytes(hashlib.sha256(str(number).encode()).digest()[:2], "big") >> 6


def _mask(kinds: tuple[str, ...]) -> int:
    return sum(1 << KINDS.index(kind) for kind in kinds)


def _kinds(mask: int) -> tuple[str, ...]:
    return tuple(kind for at, kind in enumerate(KINDS) if mask >> at & 1)
