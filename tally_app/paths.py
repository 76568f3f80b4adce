"""The only module that knows where files are."""

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_APP = "tally-app"
_WITNESSES = "witnesses"
#: Marks a folder that was built to be carried: the list of its files.
LIST = "parts.cdx.json"
#: Where nights lie that stay with such a folder: beside it, so that a newer one finds them too.
_CARRIED = "tally-nights"


def resources() -> Path:
    """Return the folder of forms, texts, icons; FileNotFoundError says where it looked."""
    candidates = _candidates()
    for folder in candidates:
        if folder.is_dir():
            return folder
    looked = ", ".join(str(folder) for folder in candidates)
    raise FileNotFoundError(f"no resources folder; looked in: {looked}")


def folder() -> Path | None:
    """Return the built folder this copy runs from, None for a checkout or an installed wheel."""
    root = _PACKAGE.parent.parent
    return root if (root / LIST).is_file() else None


def data_dir() -> Path:
    """Return the folder for precinct files and settings, which may not exist yet.

    Who wishes nights to stay on the stick makes a folder ``tally-nights`` beside the program's.
    """
    chosen = os.environ.get("TALLY_DATA_DIR")
    if chosen:
        return Path(chosen)
    return _carried() or _of_user()


def _carried() -> Path | None:
    """The folder for nights beside the program's, where somebody made one."""
    mine = folder()
    beside = mine.parent / _CARRIED if mine else None
    return beside if beside and beside.is_dir() else None


def _of_user() -> Path:
    """The user's own folder on this computer."""
    import platformdirs

    return platformdirs.user_data_path(_APP, appauthor=False)


def settings_file() -> Path:
    """Return the file of the settings, which may not exist yet."""
    return data_dir() / "settings.json"


def witness_folders() -> tuple[Path, ...]:
    """Return where it is remembered how far nights came, outside their files: where nights lie, and
    where those are carried on a stick on this computer too. They may not exist yet.
    """
    folders = [data_dir() / _WITNESSES]
    if not os.environ.get("TALLY_DATA_DIR") and _carried():
        folders.append(_of_user() / _WITNESSES)
    return tuple(folders)


def _candidates() -> tuple[Path, ...]:
    """List the places of resources, most specific first."""
    # Only a wheel has the first, a checkout and a built folder the second: pyproject.toml maps one
    # to the other.
    return (_PACKAGE / "_resources", _PACKAGE.parent / "resources")
