"""The only module that knows where files are."""

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_APP = "tally-app"
_WITNESSES = "witnesses"


def resources() -> Path:
    """Return the folder of forms, texts, icons; FileNotFoundError says where it looked."""
    candidates = _candidates()
    for folder in candidates:
        if folder.is_dir():
            return folder
    looked = ", ".join(str(folder) for folder in candidates)
    raise FileNotFoundError(f"no resources folder; looked in: {looked}")


def data_dir() -> Path:
    """Return the folder for precinct files and settings, which may not exist yet."""
    chosen = os.environ.get("TALLY_DATA_DIR")
    if chosen:
        return Path(chosen)
    import platformdirs

    return platformdirs.user_data_path(_APP, appauthor=False)


def settings_file() -> Path:
    """Return the file of the settings, which may not exist yet."""
    return data_dir() / "settings.json"


def witness_folders() -> tuple[Path, ...]:
    """Return where this computer remembers how far its nights came, outside their files; a program
    that was copied into a folder, on a stick for instance, remembers it there too. They may not
    exist yet.
    """
    folders = [data_dir() / _WITNESSES]
    if getattr(sys, "frozen", False):
        beside = Path(sys.executable).resolve().parent
        if os.access(beside, os.W_OK):  # no installed program's folder
            folders.append(beside / _WITNESSES)
    return tuple(folders)


def _candidates() -> tuple[Path, ...]:
    """List the places of resources, most specific first."""
    unpacked = getattr(sys, "_MEIPASS", None)
    if unpacked is not None:
        # A frozen copy on a USB stick may carry its resources beside the executable.
        return (Path(unpacked) / "resources", Path(sys.executable).resolve().parent / "resources")
    # Only a wheel has the first, only a checkout the second: pyproject.toml maps one to the other.
    return (_PACKAGE / "_resources", _PACKAGE.parent / "resources")
