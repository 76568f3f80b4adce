"""Numbers as signs that are read aloud and typed: Crockford's base 32, without I, L, O and U."""

from __future__ import annotations

from typing import Final

_SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BASE: Final = len(_SIGNS)
#: What a hand takes for another sign, and Cyrillic letters that look like one.
_TAKEN: Final = str.maketrans(
    {"O": "0", "I": "1", "L": "1"} | dict(zip("ОІАВЕКМНҺРСТХ", "01ABEKMHHPCTX", strict=True))
)
_GROUP: Final = 4


def written(number: int, signs: int) -> str:
    """A number in so many signs, in groups of four."""
    digits = ""
    for _ in range(signs):
        number, digit = divmod(number, _BASE)
        digits = _SIGNS[digit] + digits
    return "-".join(digits[at : at + _GROUP] for at in range(0, signs, _GROUP))


def read(text: str, signs: int) -> int | None:
    """The number of a text with so many signs; gaps, hyphens and small letters do not matter. None
    where there is another sign or are more or fewer of them.
    """
    found = bare(text)
    if len(found) != signs or strange(text):
        return None
    number = 0
    for sign in found:
        number = number * _BASE + _SIGNS.index(sign)
    return number


def bare(text: str) -> str:
    """The signs of a text alone, each as the one that was meant."""
    return "".join(text.upper().split()).replace("-", "").translate(_TAKEN)


def strange(text: str) -> tuple[str, ...]:
    """The signs of a text that none of these is, each once."""
    return tuple(dict.fromkeys(sign for sign in bare(text) if sign not in _SIGNS))
