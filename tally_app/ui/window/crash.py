"""What happens when the program itself is wrong: it says so once, calmly, and writes it down.

Every field is saved before, so a crash has nothing left to save. The sentence is here, not in the
catalogue of words: it must come even when the catalogue is what broke.
"""

import faulthandler
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6 import QtWidgets
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from tally_app.ui.window import late

WORDS = (
    "Бағдарламада қате болды. Енгізілгеннің бәрі сақталды. Бағдарламаны жауып, қайта ашыңыз: "
    "санау сол өрістен жалғасады. Төмендегі мәтінді көшіріп алуға болады.\n"
    "В программе произошла ошибка. Всё введённое сохранено. Закройте программу и откройте снова: "
    "подсчёт продолжится с того же поля. Текст ниже можно скопировать.\n"
    "The program made an error. Everything entered is saved. Close the program and open it again: "
    "the count goes on at the same field. The text below can be copied."
)
_MOST = 3  # windows in one run: a fault in painting would come back with every paint


class Crash:
    """Catches what nobody caught. Install it before the application is made."""

    def __init__(self, folder: Callable[[], Path]) -> None:
        self._find = folder  # asked late: finding the folder costs an import
        self._busy = False
        self._told = 0
        self._faults: TextIO | None = None
        self.dialogs: list[QtWidgets.QDialog] = []

    def install(self) -> None:
        """Take over the hooks of the interpreter."""
        sys.excepthook = self.caught
        threading.excepthook = self._caught_in_thread

    def watch_faults(self) -> None:
        """Have faults below Python written down too; after the first paint, as it opens a file."""
        try:
            folder = self._find()
            folder.mkdir(parents=True, exist_ok=True)
            self._faults = (folder / "fault.log").open("a", encoding="utf-8")
            faulthandler.enable(self._faults)
        except OSError:
            self._faults = None

    def caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log the error and tell it, unless one is being told already."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if self._busy:
            return
        self._busy = True
        try:
            report = self._report(kind, error, trace)
            self._log(report)
            sys.__excepthook__(kind, error, trace)
            self._tell(report)
        finally:
            self._busy = False

    def _caught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            report = self._report(args.exc_type, args.exc_value, args.exc_traceback)
            self._log(report)

    def _report(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> str:
        when = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
        trail = "".join(traceback.format_exception(kind, error, trace))
        return f"{when}\n{late.this_system()}\n{trail}"

    def _log(self, report: str) -> None:
        try:
            folder = self._find()
            folder.mkdir(parents=True, exist_ok=True)
            with (folder / "crash.log").open("a", encoding="utf-8") as log:
                log.write(report + "\n")
        except OSError:
            pass  # a full or read-only disk must not hide the error itself

    def _tell(self, report: str) -> None:
        # Qt's classes are made when they are named: those of a crash are named in a crash.
        if not isinstance(QApplication.instance(), QApplication) or self._told >= _MOST:
            return
        self._told += 1
        # Not here: Qt may be in the middle of a paint or of giving the focus, and a window that
        # opens in it paints over what is being painted; then the process ends, not the fault.
        QTimer.singleShot(0, lambda: self._open(report))

    def _open(self, report: str) -> None:
        try:
            dialog = make_dialog(report)
        except Exception:  # noqa: BLE001 - told here: older PySide hands it to whoever called Qt
            sys.excepthook(*sys.exc_info())
            return
        self.dialogs.append(dialog)
        dialog.open()


def make_dialog(report: str) -> QtWidgets.QDialog:
    """Return the window with the sentence and the report to copy."""
    dialog = QtWidgets.QDialog(QApplication.activeWindow())
    dialog.setAccessibleName(WORDS)
    box = QtWidgets.QVBoxLayout(dialog)
    words = QtWidgets.QLabel(WORDS)
    words.setWordWrap(True)
    words.setTextFormat(Qt.TextFormat.PlainText)
    box.addWidget(words)
    shown = QtWidgets.QPlainTextEdit(report)
    shown.setReadOnly(True)
    shown.setTabChangesFocus(True)
    shown.setAccessibleName(WORDS)
    box.addWidget(shown)
    buttons = QtWidgets.QDialogButtonBox(QtWidgets.QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    box.addWidget(buttons)
    dialog.resize(720, 420)
    return dialog
