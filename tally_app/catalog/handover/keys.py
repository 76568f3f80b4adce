"""Keys of whoever makes packages: a public one that anybody may have, and the private one, which
lies in a file under a passphrase.

It signs for comparison: whether a file is as it was handed out. It is no electronic signature in
the law's sense and stands for nobody's hand.
"""

from __future__ import annotations

import json
import secrets
from binascii import Error as NotHexError
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # isort: skip
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from tally_app.catalog.handover.stretching import COST, SALT, new_salt, stretched

KEY_FORMAT: Final = 1
#: Signs a passphrase has at least.
SHORTEST: Final = 12
#: Bytes of a public key, of a signature.
KEY_BYTES, SIGNATURE_BYTES = 32, 64

_NONCE: Final = 12


class KeyFileError(Exception):
    """A key that cannot be used. ``code``: no_key, newer_key, passphrase, short."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key that was opened: what it signs with, and its public half as 32 raw bytes."""

    private: Ed25519PrivateKey
    public: bytes

    def sign(self, data: bytes) -> bytes:
        """64 bytes over ``data``."""
        return self.private.sign(data)


def new_key(passphrase: str) -> bytes:
    """A new key as the file that keeps it; KeyFileError "short" for a short passphrase."""
    if len(passphrase) < SHORTEST:
        raise KeyFileError("short")
    private = Ed25519PrivateKey.generate()
    salt, nonce = new_salt(), secrets.token_bytes(_NONCE)
    public = private.public_key().public_bytes_raw()
    plain = private.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    sealed = ChaCha20Poly1305(stretched(passphrase, salt)).encrypt(nonce, plain, public)
    said = {
        "format": KEY_FORMAT,
        "kind": "tally-key",
        "public": public.hex(),
        **COST,
        "salt": salt.hex(),
        "nonce": nonce.hex(),
        "sealed": sealed.hex(),
    }
    return (json.dumps(said, indent=1) + "\n").encode()


def public_of(data: bytes) -> bytes:
    """The public half of a key file, for which nobody needs the passphrase."""
    return _hex(_read(data), "public", KEY_BYTES)


def opened_key(data: bytes, passphrase: str) -> SigningKey:
    """The key of a file; KeyFileError "passphrase" where it does not open."""
    raw = _read(data)
    public = _hex(raw, "public", KEY_BYTES)
    opener = stretched(passphrase, _hex(raw, "salt", SALT))
    sealed = _hex(raw, "sealed", KEY_BYTES + 16)
    try:
        plain = ChaCha20Poly1305(opener).decrypt(_hex(raw, "nonce", _NONCE), sealed, public)
    except InvalidTag as error:
        raise KeyFileError("passphrase") from error
    private = Ed25519PrivateKey.from_private_bytes(plain)
    if private.public_key().public_bytes_raw() != public:
        raise KeyFileError("no_key")
    return SigningKey(private, public)


def verified(key: bytes, signature: bytes, data: bytes) -> bool:
    """Whether the signature is that key's over ``data``."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def _read(data: bytes) -> Mapping[str, Any]:
    try:
        raw = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise KeyFileError("no_key") from error
    if not isinstance(raw, Mapping) or raw.get("kind") != "tally-key":
        raise KeyFileError("no_key")
    if raw.get("format") != KEY_FORMAT or any(raw.get(x) != cost for x, cost in COST.items()):
        raise KeyFileError("newer_key")
    return raw


def _hex(raw: Mapping[str, Any], key: str, size: int) -> bytes:
    try:
        found = bytes.fromhex(raw[key])
    except (KeyError, TypeError, ValueError, NotHexError) as error:
        raise KeyFileError("no_key") from error
    if len(found) != size:
        raise KeyFileError("no_key")
    return found
