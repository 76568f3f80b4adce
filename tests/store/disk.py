"""A disk that fails, or is looked at, at every single call SQLite makes: the system calls of its
Unix layer are replaced (``sqlite3_vfs.xSetSystemCall``), in this process and for as long as asked.
"""

import _sqlite3
import ctypes
import errno
from collections.abc import Callable
from contextlib import contextmanager

import pytest

_METHODS = 20
_SET = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)
_GET = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)
_PWRITE = ctypes.CFUNCTYPE(
    ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64,
    use_errno=True,
)  # fmt: skip
_FSYNC = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, use_errno=True)
_TRUNCATE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.c_int64, use_errno=True)
_CALLS = {b"pwrite": _PWRITE, b"pwrite64": _PWRITE, b"ftruncate": _TRUNCATE}


class _Vfs(ctypes.Structure):
    """The head of ``sqlite3_vfs`` (https://www.sqlite.org/c3ref/vfs.html)."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("file_size", ctypes.c_int),
        ("longest_name", ctypes.c_int),
        ("next", ctypes.c_void_p),
        ("name", ctypes.c_char_p),
        ("data", ctypes.c_void_p),
        *((f"method{number}", ctypes.c_void_p) for number in range(13)),
        ("set_call", ctypes.c_void_p),
        ("get_call", ctypes.c_void_p),
    )


def _vfs():
    library = ctypes.CDLL(_sqlite3.__file__)
    if not hasattr(library, "sqlite3_vfs_find"):
        pytest.skip("this Python keeps its SQLite to itself")
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    return library.sqlite3_vfs_find(b"unix")


@contextmanager
def watched(before: Callable[[str], int]):
    """Call ``before`` with the name of every writing call; an errno it returns is what happens."""
    vfs = _vfs()
    there = vfs.contents
    set_call, get_call = _SET(there.set_call), _GET(there.get_call)
    kept = []
    for name, kind in _CALLS.items():
        address = get_call(ctypes.addressof(there), name)
        if not address:
            continue
        real = kind(address)

        def call(*given, _real=real, _name=name):
            failing = before(_name.decode())
            if failing:
                ctypes.set_errno(failing)
                return -1
            return _real(*given)

        kept.append((name, address, kind(call)))
    for name, _, replaced in kept:
        set_call(ctypes.addressof(there), name, ctypes.cast(replaced, ctypes.c_void_p))
    try:
        yield
    finally:
        for name, address, _ in kept:
            set_call(ctypes.addressof(there), name, address)


ERRORS = {"disk_failed": errno.EIO, "disk_full": errno.ENOSPC}
