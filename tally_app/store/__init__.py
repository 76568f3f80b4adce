"""The precinct file: one SQLite file holds one precinct's day. The only place for databases."""

from tally_app.store.backup import Copier, Copy, newest_first
from tally_app.store.copying import bring
from tally_app.store.errors import BROKEN, CODES, LOST, Code, StoreError, of_system
from tally_app.store.journal import Journal, create, open_file
from tally_app.store.making import make_folder
from tally_app.store.reading import Ends, KeptFile, NightFile, ends, hash_at, is_training, read_file
from tally_app.store.salvaging import Salvaged, salvage
from tally_app.store.verify import VerifyResult, verify
from tally_app.store.witness import NO_WITNESS, Witnesses

__all__ = [
    "BROKEN",
    "CODES",
    "LOST",
    "NO_WITNESS",
    "Code",
    "Copier",
    "Copy",
    "Ends",
    "Journal",
    "KeptFile",
    "NightFile",
    "Salvaged",
    "StoreError",
    "VerifyResult",
    "Witnesses",
    "bring",
    "create",
    "ends",
    "hash_at",
    "is_training",
    "make_folder",
    "newest_first",
    "of_system",
    "open_file",
    "read_file",
    "salvage",
    "verify",
]
