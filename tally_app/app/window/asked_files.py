"""Where a file is asked for, and in which words."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths

from tally_app.app.night.settings import Settings
from tally_app.app.view.fields import FileWords
from tally_app.domain.values.wording import Wording

_FOLDERS: Final = "folders"
#: Kinds that ask for a folder, and kinds that are written.
_PLACES: Final = ("copies_folder", "maker_packages")
_WRITTEN: Final = (
    "maker_save", "maker_package", "maker_list", "maker_new_key", "maker_letter",
)  # fmt: skip


def words_of(kind: str, words: Wording) -> FileWords:
    """What the dialog of a kind says."""
    deed = "choose" if kind in _PLACES else "save" if _writes(kind) else "open"
    return FileWords(
        title=words(f"files.{kind}.title"),
        says=words(f"files.{kind}.says"),
        look_in=words("files.look_in"),
        name=words("files.name"),
        type=words("files.type"),
        accept=words(f"files.accept.{deed}"),
        cancel=words("dialog.cancel"),
    )


def place_of(kind: str, suggested: str, settings: Settings) -> str:
    """The folder that was used last for such a file, else for any, else the documents of the user,
    with the name that is ``suggested``. A suggested place holds where no folder was used for such.
    """
    named = "" if _is_folder(suggested) else Path(suggested).name
    used = settings[_FOLDERS]
    if Path(suggested).is_absolute() and kind not in used:
        return suggested
    known = (used.get(kind, ""), *reversed(used.values()), _documents())
    folder = next((one for one in known if one and _is_folder(one)), "")
    return str(Path(folder) / named) if folder else named


def remember(kind: str, chosen: Path, settings: Settings) -> None:
    """Keep the folder in which a file was chosen, as the one used last."""
    folder = str(chosen if _is_folder(chosen) else chosen.parent)
    others = {one: place for one, place in settings[_FOLDERS].items() if one != kind}
    settings.set(folders={**others, kind: folder})


def _is_folder(path: Path | str) -> bool:
    """Whether it is a folder; a name no system has is none, and nothing is raised for it."""
    return os.path.isdir(path)  # noqa: PTH112 - Path raises for a name that is too long


def _writes(kind: str) -> bool:
    return kind.startswith("save") or kind in _WRITTEN


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
