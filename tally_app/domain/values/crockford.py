"""Numbers as signs that are read aloud and typed: Crockford's base 32, without I, L, O and U."""

from __future__ import annotations

from typing import Final

_SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BASE: Final = len(_SIGNS)
#: What a hand takes for another sign.
_TAKEN: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
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
    bare = "".join(text.upper().split()).replace("-", "").translate(_TAKEN)
    if len(bare) != signs or set(bare) - set(_SIGNS):
        return None
    number = 0
    for sign in bare:
        number = number * _BASE + _SIGNS.index(sign)
    return number
