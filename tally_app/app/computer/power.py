"""How this computer is fed: asked of the system, which may not know."""

from __future__ import annotations

import contextlib
import ctypes
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_SUPPLIES: Final = Path("/sys/class/power_supply")
_UNKNOWN: Final = 255


@dataclass(frozen=True, slots=True)
class Battery:
    """Per cent that are left, and the minutes they last where the system says so."""

    percent: int
    minutes: int | None = None


def battery() -> Battery | None:
    """The battery, None where there is none or nobody knows."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        return _of_windows() if sys.platform == "win32" else _of_linux(_SUPPLIES)
    return None


def _of_linux(supplies: Path) -> Battery | None:
    for folder in sorted(supplies.iterdir()) if supplies.is_dir() else ():
        if (folder / "type").read_text().strip() == "Battery" and (folder / "capacity").is_file():
            return Battery(int((folder / "capacity").read_text()), _lasting(folder))
    return None


def _lasting(folder: Path) -> int | None:
    """Minutes by what is in it and what flows out now; None while nothing does."""
    with contextlib.suppress(OSError, ValueError, ZeroDivisionError):
        held, flow = (int((folder / name).read_text()) for name in ("energy_now", "power_now"))
        return held * 60 // flow
    return None


class _Status(ctypes.Structure):
    """SYSTEM_POWER_STATUS."""

    _fields_ = (
        ("ac", ctypes.c_ubyte),
        ("flag", ctypes.c_ubyte),
        ("percent", ctypes.c_ubyte),
        ("reserved", ctypes.c_ubyte),
        ("seconds", ctypes.c_ulong),
        ("full_seconds", ctypes.c_ulong),
    )


def _of_windows() -> Battery | None:
    status = _Status()
    asked = getattr(ctypes, "windll").kernel32.GetSystemPowerStatus(ctypes.byref(status))  # noqa: B009 - other systems have none
    if not asked or status.percent == _UNKNOWN:
        return None
    known = status.seconds < 2**31
    return Battery(status.percent, status.seconds // 60 if known else None)
