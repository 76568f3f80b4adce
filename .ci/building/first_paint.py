"""Starts the installed program of a folder and closes its window after the first paint."""

import sys
from pathlib import Path

FOLDER = Path("/usr/lib/tally-app")


def run() -> int:
    """0 where the window was painted and closed."""
    sys.dont_write_bytecode = True  # as its launcher: nothing is written into the folder
    sys.path += [str(FOLDER / "program"), str(FOLDER / "parts")]
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from tally_app import main
    from tally_app.ui.window.main_window import MainWindow

    painted, seen = MainWindow.paintEvent, list[str]()

    def paint(window: MainWindow, event: object) -> None:
        painted(window, event)  # type: ignore[arg-type]
        if not seen:
            seen.append(window.windowTitle())
            QTimer.singleShot(500, window.close)

    MainWindow.paintEvent = paint  # type: ignore[assignment,method-assign]
    code = main.window(None, "kk")
    platform = QApplication.platformName()
    print(f"the window was painted ({platform}): {seen}")
    return code if seen else 1


if __name__ == "__main__":
    sys.exit(run())
