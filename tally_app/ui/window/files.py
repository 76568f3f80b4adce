"""The dialog that asks for a file. It does not block: a call says what was chosen."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from tally_app.app.view.fields import FileWords

#: kind -> what the file's name looks like, and whether it is written
_KINDS: Final = {
    "open": ("*.tally *.tally-training *.tally-election *.toml", False),
    "paper": ("*.toml", False),
    "copy": ("*.tally *.tally-training", False),
    "save_copy": ("*.tally", True),
    "save_pdf": ("*.pdf", True),
    "maker_open": ("*.toml", False),
    "maker_table": ("*.xlsx *.csv *.tsv *.txt", False),
    "maker_save": ("*.toml", True),
    "maker_package": ("*.tally-election", True),
    "maker_list": ("*.pdf", True),
    "maker_key": ("*.key", False),
    "maker_new_key": ("*.key", True),
    "maker_letter": ("*.pdf", True),
}
#: Kinds that ask for a folder.
_FOLDERS: Final = {"copies_folder", "maker_packages"}


def ask_file(
    parent: QWidget, kind: str, suggestion: str, words: FileWords, chosen: Callable[[str], None]
) -> QFileDialog:
    """Ask for a file without blocking, to open or to save by its kind.

    ``suggestion`` is a path or a file name; only a chosen path is said back.
    """
    pattern, saving = _KINDS.get(kind, ("*", False))
    if saving and Path(suggestion).suffix:
        pattern = f"*{Path(suggestion).suffix}"  # a copy of a training night keeps its ending
    dialog = QFileDialog(parent, words.title, "", f"{words.says} ({pattern})")
    # The endings mean nothing to who looks for a file.
    dialog.setOption(QFileDialog.Option.HideNameFilterDetails)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if kind in _FOLDERS:
        dialog.setFileMode(QFileDialog.FileMode.Directory)
    elif saving:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(pattern.removeprefix("*."))
    else:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _name_parts(dialog, words)
    _stand(dialog, suggestion)

    # After the dialog is gone, so that what follows does not open below it.
    dialog.fileSelected.connect(lambda path: QTimer.singleShot(0, lambda: chosen(path)))
    # Without a window manager (kiosks, some remote desktops) nobody gives the focus back.
    dialog.finished.connect(lambda _answer: parent.activateWindow())
    dialog.open()
    return dialog


def _name_parts(dialog: QFileDialog, words: FileWords) -> None:
    """Say what Qt says in few languages in the window's own."""
    parts = QFileDialog.DialogLabel
    dialog.setLabelText(parts.LookIn, words.look_in)
    dialog.setLabelText(parts.FileName, words.name)
    dialog.setLabelText(parts.FileType, words.type)
    dialog.setLabelText(parts.Accept, words.accept)
    dialog.setLabelText(parts.Reject, words.cancel)


def _stand(dialog: QFileDialog, suggestion: str) -> None:
    """Show the folder of what is suggested, with its name."""
    path = Path(suggestion) if suggestion else None
    if path is not None:
        folder = path if path.is_dir() else path.parent
        if path.is_absolute() and folder.is_dir():
            dialog.setDirectory(str(folder))
        if not path.is_dir():
            dialog.selectFile(path.name)
