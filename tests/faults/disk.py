"""A disk that fails when it is told to: a layer between SQLite and the system.

SQLite is the real one and the files are real. Its own interface to the disk (``sqlite3_vfs``) is
wrapped: every call is shown to ``Disk.fault`` first, which may let it pass, answer an error in its
place, or have a write torn in the middle. What was written and not yet synced is remembered, so
that a power cut can take it away.
"""

from __future__ import annotations

import _sqlite3
import ctypes
import os
import sys
from collections.abc import Callable
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path

IOERR, FULL, READONLY, CANTOPEN = 10, 13, 8, 14
IOERR_READ, IOERR_WRITE = IOERR | 1 << 8, IOERR | 3 << 8
IOERR_FSYNC, IOERR_TRUNCATE = IOERR | 4 << 8, IOERR | 6 << 8
IOERR_DELETE, IOERR_SIZE, IOERR_LOCK = IOERR | 10 << 8, IOERR | 7 << 8, IOERR | 15 << 8
#: What SQLite is told where a call fails for good.
ERRORS = {
    "open": CANTOPEN, "read": IOERR_READ, "write": IOERR_WRITE, "sync": IOERR_FSYNC,
    "truncate": IOERR_TRUNCATE, "delete": IOERR_DELETE, "size": IOERR_SIZE, "lock": IOERR_LOCK,
}  # fmt: skip
CALLS = tuple(ERRORS)
#: Answers of ``fault`` that are no error of SQLite.
PASS, LIE, TORN = 0, -1, -2

_Close = CFUNCTYPE(c_int, c_void_p)
_ReadWrite = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_Truncate = CFUNCTYPE(c_int, c_void_p, c_int64)
_Flags = CFUNCTYPE(c_int, c_void_p, c_int)
_Size = CFUNCTYPE(c_int, c_void_p, POINTER(c_int64))


class _Methods(Structure):
    """``sqlite3_io_methods`` as far as it is wrapped; the rest is copied as it is."""

    _fields_ = (
        ("iVersion", c_int), ("xClose", c_void_p), ("xRead", c_void_p), ("xWrite", c_void_p),
        ("xTruncate", c_void_p), ("xSync", c_void_p), ("xFileSize", c_void_p),
        ("xLock", c_void_p), ("xUnlock", c_void_p), ("rest", c_void_p * 10),
    )  # fmt: skip


#: Version 1 ends with xDeviceCharacteristics, 2 adds the four of shared memory, 3 two of mapping.
_WORDS = {1: 4, 2: 8, 3: 10}


class _Vfs(Structure):
    pass


# A name is a bare pointer: SQLite finds more behind it, and keeps it.
_Open = CFUNCTYPE(c_int, POINTER(_Vfs), c_void_p, c_void_p, c_int, POINTER(c_int))
_Delete = CFUNCTYPE(c_int, POINTER(_Vfs), c_void_p, c_int)
_Vfs._fields_ = [
    ("iVersion", c_int), ("szOsFile", c_int), ("mxPathname", c_int), ("pNext", c_void_p),
    ("zName", c_char_p), ("pAppData", c_void_p), ("xOpen", c_void_p), ("xDelete", c_void_p),
    ("rest", c_void_p * 14),
]  # fmt: skip


def _library():
    """The SQLite that this Python uses, None where it hides it."""
    if sys.platform == "win32":
        return None
    for name in (getattr(_sqlite3, "__file__", None), None):
        try:
            library = ctypes.CDLL(name)
            library.sqlite3_vfs_find.restype = POINTER(_Vfs)
            library.sqlite3_vfs_find.argtypes = [c_char_p]
            library.sqlite3_vfs_register.argtypes = [POINTER(_Vfs), c_int]
        except (OSError, AttributeError):
            continue
        return library
    return None


_SQLITE = _library()
#: Whether calls can be seen at all: a Python may have SQLite inside it and show nothing of it.
SEEN = _SQLITE is not None

Fault = Callable[[str, str], int]


def _no_fault(_call: str, _path: str) -> int:
    return PASS


class Disk:
    """The disk of one night; use it in ``with installed(Disk())``.

    ``fault`` is asked of every call (a name of ``CALLS``) with the path. ``after_torn`` is called
    when a write was torn. With ``remember`` the durable bytes of every file are known:
    ``durable(path)`` is what a power cut leaves, with the first ``kept`` of the writes that were
    not synced.
    """

    def __init__(self, *, remember: bool = False, reads: bool = False) -> None:
        self.fault: Fault = _no_fault
        self.after_torn: Callable[[], None] = lambda: None
        self.calls = 0
        self._remember, self._reads = remember, reads
        self._paths: dict[int, str] = {}
        self._tables: dict[int, _Methods] = {}
        self._synced: dict[str, bytearray] = {}
        self._pending: dict[str, list[tuple[int, bytes | None]]] = {}
        self._kept: list[object] = []

    # what a power cut leaves

    def durable(self, path: str, kept: int | None = 0) -> bytes | None:
        """The bytes of a file after a power cut, None where it was never written through here."""
        if path not in self._synced:
            return None
        image = bytearray(self._synced[path])
        pending = self._pending[path]
        for offset, data in pending[: len(pending) if kept is None else kept]:
            _put(image, offset, data)
        return bytes(image)

    def unsynced(self, path: str) -> int:
        """How many writes of a file no sync has followed."""
        return len(self._pending.get(path, ()))

    def _note(self, path: str, offset: int, data: bytes | None) -> None:
        if self._remember and path in self._pending:
            self._pending[path].append((offset, data))

    def _settle(self, path: str) -> None:
        for offset, data in self._pending.get(path, ()):
            _put(self._synced[path], offset, data)
        self._pending[path] = []

    def _known(self, path: str) -> None:
        if self._remember and path not in self._synced:
            there = Path(path)
            self._synced[path] = bytearray(there.read_bytes() if there.exists() else b"")
            self._pending[path] = []

    def _forget(self, path: str) -> None:
        self._synced.pop(path, None)
        self._pending.pop(path, None)

    # the layer

    def _asked(self, call: str, path: str) -> int:
        self.calls += 1
        return self.fault(call, path)

    def _wrapped(self, address: int) -> _Methods:
        """A table of methods with ours in it, for the table at an address."""
        if address in self._tables:
            return self._tables[address]
        theirs = ctypes.cast(address, POINTER(_Methods)).contents
        ours = _Methods()
        size = _Methods.rest.offset + _WORDS[theirs.iVersion] * ctypes.sizeof(c_void_p)
        ctypes.memmove(ctypes.byref(ours), address, size)
        made = {
            "xClose": self._close(_Close(theirs.xClose)),
            "xWrite": self._write(_ReadWrite(theirs.xWrite)),
            "xTruncate": self._truncate(_Truncate(theirs.xTruncate)),
            "xSync": self._sync(_Flags(theirs.xSync)),
        }
        if self._reads:
            made["xRead"] = self._read(_ReadWrite(theirs.xRead))
            made["xFileSize"] = self._size(_Size(theirs.xFileSize))
            made["xLock"] = self._lock(_Flags(theirs.xLock))
        for name, function in made.items():
            setattr(ours, name, ctypes.cast(function, c_void_p).value)
        self._kept += [theirs, *made.values()]
        self._tables[address] = ours
        return ours

    def _close(self, real):
        def close(file):
            self._paths.pop(file, None)
            return real(file)

        return _Close(close)

    def _write(self, real):
        def write(file, data, size, offset):
            path = self._paths.get(file, "")
            said = self._asked("write", path)
            if said == TORN:
                part = size // 2
                real(file, data, part, offset)
                self._note(path, offset, ctypes.string_at(data, part))
                self.after_torn()
                return IOERR_WRITE
            if said > PASS:
                return said
            done = real(file, data, size, offset)
            if done == 0:
                self._note(path, offset, ctypes.string_at(data, size))
            return done

        return _ReadWrite(write)

    def _truncate(self, real):
        def truncate(file, size):
            path = self._paths.get(file, "")
            said = self._asked("truncate", path)
            if said > PASS:
                return said
            self._note(path, size, None)
            return real(file, size)

        return _Truncate(truncate)

    def _sync(self, real):
        def sync(file, flags):
            path = self._paths.get(file, "")
            said = self._asked("sync", path)
            if said > PASS:
                return said
            if said != LIE:
                self._settle(path)
            return real(file, flags)

        return _Flags(sync)

    def _read(self, real):
        def read(file, data, size, offset):
            said = self._asked("read", self._paths.get(file, ""))
            return said if said > PASS else real(file, data, size, offset)

        return _ReadWrite(read)

    def _size(self, real):
        def size(file, answer):
            said = self._asked("size", self._paths.get(file, ""))
            return said if said > PASS else real(file, answer)

        return _Size(size)

    def _lock(self, real):
        def lock(file, level):
            said = self._asked("lock", self._paths.get(file, ""))
            return said if said > PASS else real(file, level)

        return _Flags(lock)

    def _opener(self, real):
        def opened(vfs, name, file, flags, out):
            path = _text(name) if name else ""
            said = self._asked("open", path)
            methods = ctypes.cast(file, POINTER(c_void_p))
            if said > PASS:
                methods[0] = None
                return said
            done = real(vfs, name, file, flags, out)
            if done == 0 and methods[0]:
                if path:
                    self._known(path)
                self._paths[file] = path
                methods[0] = ctypes.addressof(self._wrapped(methods[0]))
            return done

        return _Open(opened)

    def _deleter(self, real):
        def deleted(vfs, name, sync):
            path = _text(name)
            said = self._asked("delete", path)
            if said > PASS:
                return said
            self._forget(path)
            return real(vfs, name, sync)

        return _Delete(deleted)


def _text(name: int) -> str:
    return os.fsdecode(ctypes.string_at(name))


def _put(image: bytearray, offset: int, data: bytes | None) -> None:
    if data is None:  # cut to a size
        del image[offset:]
        image.extend(b"\0" * (offset - len(image)))
        return
    image.extend(b"\0" * (offset - len(image)))
    image[offset : offset + len(data)] = data


@contextmanager
def installed(disk: Disk):
    """Every file that SQLite opens from now on goes through ``disk``."""
    theirs = _SQLITE.sqlite3_vfs_find(None)
    ours = _Vfs()
    ctypes.memmove(ctypes.byref(ours), theirs, ctypes.sizeof(_Vfs))
    ours.pNext, ours.zName = None, b"tally-tests"
    opener = disk._opener(_Open(theirs.contents.xOpen))
    deleter = disk._deleter(_Delete(theirs.contents.xDelete))
    ours.xOpen = ctypes.cast(opener, c_void_p).value
    ours.xDelete = ctypes.cast(deleter, c_void_p).value
    _SQLITE.sqlite3_vfs_register(ctypes.byref(ours), 1)
    try:
        yield disk
    finally:
        _SQLITE.sqlite3_vfs_unregister(ctypes.byref(ours))
        disk._kept += [ours, opener, deleter]
        disk._synced.clear()  # thousands of nights are lived in one process
        disk._pending.clear()
        _KEPT.append(disk)


#: A connection that is closed late still calls its disk: none is ever thrown away.
_KEPT: list[Disk] = []
