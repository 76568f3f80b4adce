"""Measure start-up, key press and memory against a bare window with line edits, interleaved.

Processor time stands beside the clock: it is the fairer one when the computer is busy.

    python tests/ui/measure.py [table]
"""
# ruff: noqa: E501

import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={HERE.parent / 'screen.json'}")
sys.path.insert(0, str(HERE.parent.parent))


def rss() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 2**20


def bare_window(fields: int = 40):
    from PySide6.QtWidgets import QFormLayout, QLineEdit, QMainWindow, QScrollArea, QWidget

    window, form = QMainWindow(), QWidget()
    layout = QFormLayout(form)
    for at in range(fields):
        layout.addRow(f"{at + 1}. Дауыс беруге қатысқан сайлаушылар", QLineEdit(str(at)))
    area = QScrollArea()
    area.setWidget(form)
    area.setWidgetResizable(True)
    window.setCentralWidget(area)
    window.resize(1366, 768)
    return window


def start_bare() -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    app = QApplication(sys.argv[:1])
    window = bare_window()

    def paint(event):
        type(window).paintEvent(window, event)
        QTimer.singleShot(0, done)

    window.paintEvent = paint
    window.show()
    app.exec()


def start_ours(page: str) -> None:
    from tally_app.ui.window import app as start
    from tally_app.ui.window.main_window import MainWindow

    app = start.prepare()
    began = time.process_time()
    from tests.ui import samples
    from tests.ui.fake_shell import FakeShell

    class Shell(FakeShell):
        def ready(self):
            done(harness)

    first = samples.start() if page == "start" else samples.count("kk", names=samples.options(60))
    harness = time.process_time() - began
    window = MainWindow(Shell(first))
    window.resize(1366, 768)
    window.show()
    app.exec()


def done(harness: float = 0.0) -> None:
    now = time.time() - float(os.environ["T0"]) - harness
    print(now, rss(), resident(), time.process_time() - harness)
    sys.stdout.flush()
    os._exit(0)


def keys(ours: bool) -> None:  # noqa: PLR0915 - one measurement, top to bottom
    """Time from the key press until everything is painted."""
    from PySide6.QtCore import QEvent, QEventLoop, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication, QLineEdit

    from tally_app.ui.window import app as start
    from tally_app.ui.window.main_window import MainWindow
    from tests.ui import samples
    from tests.ui.fake_shell import FakeShell

    app = start.prepare()
    spent = [0.0]
    if ours:
        names = samples.options(60)
        shell = FakeShell()
        shell.names = names
        shell.values.update(dict.fromkeys(names, "1"))
        views = []

        def draft(key, text):
            views.append((key, text))
            began = time.thread_time()
            desk = shell.desk({**shell.values, key: text})
            from tests.ui.fake_shell import with_text

            shown = with_text(desk, key, shell.values.get(key, ""))
            spent[0] = time.thread_time() - began  # the presenter's part
            shell.desk_changed.emit(shown)

        shell.draft = draft
        window = MainWindow(shell)
        window.resize(1366, 768)
        shell.show()
        window.show()
        field = window.desk.entry("5.3")
    else:
        window = bare_window(66)
        window.show()
        field = window.findChildren(QLineEdit)[2]
    window.activateWindow()
    app.processEvents()
    field.setFocus()
    app.processEvents()
    times = []
    for at in range(400):
        digit = str(at % 9 + 1)
        spent[0] = 0.0
        began = time.thread_time()
        QApplication.sendEvent(
            field,
            QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_0, Qt.KeyboardModifier.NoModifier, digit),
        )
        app.processEvents(QEventLoop.ProcessEventsFlag.ExcludeSocketNotifiers)
        times.append(time.thread_time() - began - spent[0])
        if at % 4 == 3:
            field.selectAll()
            app.processEvents()
    print(
        statistics.median(times) * 1000,
        sorted(times)[len(times) * 95 // 100] * 1000,
        rss(),
        resident(),
    )
    sys.stdout.flush()
    os._exit(0)


def table() -> None:
    """Time a table of 40 rows and 6 columns: its first painting, a changed cell, a new row."""
    from PySide6.QtWidgets import QApplication

    from tally_app.ui.window import app as start
    from tally_app.ui.window.main_window import MainWindow
    from tests.ui import night_samples, samples
    from tests.ui.fake_shell import FakeShell

    _app = start.prepare()
    shell = FakeShell()
    window = MainWindow(shell)
    window.resize(1366, 768)
    shell.desk_changed.emit(samples.count("ru"))
    window.show()
    QApplication.processEvents()
    steps = {
        "built": lambda at: (samples.count("ru"), night_samples.tape("ru")),
        "one cell": lambda at: (
            night_samples.tape("ru"),
            night_samples.tape("ru", changed=str(at + 90)),
        ),
        "the same": lambda at: (night_samples.tape("ru"), night_samples.tape("ru")),
        "one row more": lambda at: (night_samples.tape("ru", 39), night_samples.tape("ru")),
    }
    for name, make in steps.items():
        times = []
        for at in range(15):
            before, after = make(at)
            shell.desk_changed.emit(before)
            QApplication.processEvents()
            began = time.perf_counter()
            shell.desk_changed.emit(after)
            QApplication.processEvents()
            times.append((time.perf_counter() - began) * 1000)
        print(f"table of 40 x 6, {name}: {statistics.median(times):.1f} ms, most {max(times):.1f}")
    sys.stdout.flush()
    os._exit(0)


CASES = {
    "bare": start_bare, "start": lambda: start_ours("start"), "count": lambda: start_ours("count"),
    "key-bare": lambda: keys(False), "key-ours": lambda: keys(True),
}  # fmt: skip


def main() -> None:
    if sys.argv[1:] == ["table"]:
        table()
    if len(sys.argv) > 1:
        CASES[sys.argv[1]]()
        return
    found: dict[str, list[list[float]]] = {name: [] for name in CASES}
    for _round in range(9):
        for name in CASES:
            env = dict(os.environ, T0=repr(time.time()))
            out = subprocess.run(
                [sys.executable, __file__, name],
                env=env,
                capture_output=True,
                text=True,
                check=False,
            )
            if out.returncode:
                print(name, out.stderr)
                return
            found[name].append([float(word) for word in out.stdout.split()])
    middle = {
        name: [statistics.median(column) for column in zip(*rows[1:], strict=True)]
        for name, rows in found.items()
    }
    least = {name: min(row[-1] for row in rows) for name, rows in found.items()}
    for name in ("bare", "start", "count"):
        seconds, peak, now, cpu = middle[name]
        bare = middle["bare"]
        print(
            f"{name:9} first paint {seconds * 1000:5.0f} ms ({seconds / bare[0]:.2f}), "
            f"processor {cpu * 1000:5.0f} ms ({cpu / bare[3]:.2f}, least {least[name] / least['bare']:.2f}),  "
            f"resident {now:4.0f} MiB ({now / bare[2]:.2f})  peak {peak:4.0f}"
        )
    for name in ("key-bare", "key-ours"):
        key, late, peak, now = middle[name]
        print(
            f"{name:9} key to paint {key:.3f} ms, 95 % {late:.3f} ms  resident {now:4.0f} MiB  peak {peak:4.0f}"
        )


if __name__ == "__main__":
    main()
