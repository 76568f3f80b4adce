"""What people type as a secret, stretched: never kept itself, and dear to guess."""

from __future__ import annotations

import secrets
from hashlib import scrypt
from typing import Final

#: How dear a guess is: 2^15 · 8 · 128 bytes, 32 MiB, some tenths of a second.
COST: Final = {"n": 2**15, "r": 8, "p": 1}
#: The same as a name, for whatever is kept beside what was stretched so.
SCHEME: Final = "scrypt-15-8-1"
#: Bytes of what is stretched, of a salt.
STRETCHED, SALT = 32, 16
_MEMORY: Final = 2**26


def stretched(secret: str, salt: bytes) -> bytes:
    """32 bytes. The costs are the program's, never a file's: a file could ask for a year of
    work.
    """
    return scrypt(secret.encode(), salt=salt, dklen=STRETCHED, maxmem=_MEMORY, **COST)


def new_salt() -> bytes:
    """Another one for every secret."""
    return secrets.token_bytes(SALT)


def new_digits(many: int) -> str:
    """So many digits by chance, for a code that is printed."""
    return str(secrets.randbelow(10**many)).zfill(many)
