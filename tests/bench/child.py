"""One fresh process to be measured: ``child.py bare|start|desk [SECONDS] [FILE]``.

Prints seconds since T0 (environment) at the end of the first paint, resident and peak memory in
MiB. ``desk`` prints them SECONDS after the first paint, when the file is open and shown.
"""

import os
import sys
import time
from pathlib import Path


def memory() -> tuple[float, float]:
    """Resident memory now and at its peak, MiB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    said = dict(line.split(":", 1) for line in lines if line.startswith("Vm"))
    return tuple(int(said[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM"))


def report(since: float) -> None:
    print(since, *memory(), flush=True)
    os._exit(0)


def bare(wait: float) -> None:
    """The smallest honest window: forty fields in a scroll area."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import (
        QApplication,
        QFormLayout,
        QLineEdit,
        QMainWindow,
        QScrollArea,
        QWidget,
    )

    class Window(QMainWindow):
        def paintEvent(self, event):
            super().paintEvent(event)
            QTimer.singleShot(0, painted)

    def painted():
        since = time.time() - float(os.environ["T0"])
        QTimer.singleShot(int(wait * 1000), lambda: report(since))

    app = QApplication(sys.argv[:1])
    window = Window()
    form = QWidget()
    layout = QFormLayout(form)
    for number in range(40):
        label = f"{number + 1}. Дауыс беруге қатысқан сайлаушылар / Число избирателей"
        layout.addRow(label, QLineEdit(str(number)))
    area = QScrollArea()
    area.setWidget(form)
    area.setWidgetResizable(True)
    window.setCentralWidget(area)
    window.resize(900, 700)
    window.show()
    app.exec()


def ours(wait: float, arguments: list[str]) -> None:
    """What ``tally-app`` does, its first paint heard from outside.

    The window is caught when the program hands over to Qt, so that nothing is imported earlier
    than the program itself imports it.
    """
    from tally_app import __main__ as program

    class Finder:
        """Wraps ``MainWindow.paintEvent`` as soon as its module was run."""

        def find_spec(self, name, path=None, target=None):
            if name != "tally_app.ui.window.main_window":
                return None
            from importlib.machinery import PathFinder

            spec = PathFinder.find_spec(name, path, target)
            run = spec.loader.exec_module

            def exec_module(module):
                run(module)
                listen(module.MainWindow)

            spec.loader.exec_module = exec_module
            return spec

    def listen(window):
        from PySide6.QtCore import QTimer

        usual = window.paintEvent
        heard = []

        def painted():
            since = time.time() - float(os.environ["T0"])
            QTimer.singleShot(int(wait * 1000), lambda: report(since))

        def paint(self, event):
            if not heard:
                heard.append(True)
                QTimer.singleShot(0, painted)
            usual(self, event)

        window.paintEvent = paint

    sys.meta_path.insert(0, Finder())
    sys.argv = ["tally-app", *arguments]
    sys.exit(program.main())


if __name__ == "__main__":
    what, seconds, *rest = sys.argv[1:]
    del sys.path[0]  # tests/bench; the program is installed, or found from the checkout's root
    if "FOLDER" in os.environ:  # a built one: its program and its parts
        sys.path += [str(Path(os.environ["FOLDER"]) / name) for name in ("program", "parts")]
    else:
        sys.path.insert(0, str(Path(__file__).parent.parent.parent))
    if what == "bare":
        bare(float(seconds))
    else:
        ours(float(seconds), rest)
