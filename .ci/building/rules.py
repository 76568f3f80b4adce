"""What must hold of a folder before anybody gets it: names Windows can keep, libraries it has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import PurePosixPath
from typing import Final

from building.choosing import choice

#: Windows opens no path longer than this without being told to; what remains is the stick's part.
LONGEST: Final = 259
#: Characters for the place where the folder lies, such as C:\Users\...\AppData\Local\Programs\.
PLACE: Final = 100
_FORBIDDEN: Final = frozenset('<>:"|?*\\') | {chr(code) for code in range(32)}
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{sign}" for port in ("com", "lpt") for sign in "0123456789¹²³"}
)
#: Never asked for: complete only from Windows 10 1903 on.
_TOO_NEW: Final = "icu"
#: The C library that is part of Windows 10.
_C_LIBRARY: Final = "api-ms-win-crt-"


def unusable_names(paths: Iterable[str]) -> list[str]:
    """Every path that Windows could not keep, with the reason; paths are seen from the folder."""
    found, seen = [], dict[str, str]()
    for path in paths:
        if PLACE + 1 + len(path) > LONGEST:
            found.append(f"{path}: longer than {LONGEST - PLACE - 1} characters")
        found += [f"{path}: {why}" for part in path.split("/") if (why := _why_not(part))]
        other = seen.setdefault(path.lower(), path)
        if other != path:
            found.append(f"{path}: Windows takes it for {other}")
    return found


def _why_not(name: str) -> str:
    """Why Windows cannot keep a name; "" where it can."""
    if not name or name != name.rstrip(" ."):
        return "empty, or ends in a point or a space"
    if _FORBIDDEN & set(name):
        return "holds a sign that no name may have"
    if name.split(".", maxsplit=1)[0].rstrip().lower() in _DEVICES:
        return "is the name of a device"
    return ""


def unmet(
    needed: Mapping[str, Collection[str]], package: Mapping[str, str], target: str
) -> list[str]:
    """Every library that would be missing on the target, with who asks for it.

    ``needed``: path of each compiled file and the libraries it asks for; ``package`` says to which
    part a path belongs. A library lies in the folder, or stands on the list of the system's for
    that part.
    """
    inside = {PurePosixPath(path).name.lower() for path in needed}
    system = choice()["system"][target]
    allowed = {name.lower(): frozenset(parts) for name, parts in system.items()}
    found = set()
    for path, names in needed.items():
        for name in {one.lower() for one in names} - inside:
            if name.startswith(_TOO_NEW):
                found.add(f"{name}: too new for Windows 10 1809, {package[path]}")
            elif package[path] == "python" or name.startswith(_C_LIBRARY):
                continue
            elif package[path] not in allowed.get(name, ()):
                found.add(f"{name}: not on the list of the system's for {package[path]}")
    return sorted(found)
