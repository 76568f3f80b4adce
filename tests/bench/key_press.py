"""A key press until it is painted: the count page of sixty options beside a bare QLineEdit."""

from __future__ import annotations

import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import house
from tests.bench.figures import Figure, Value, share

OPTIONS = 60
SCREEN = Path(__file__).parent.parent / "screen.json"
_SLOWEST = 0.99
_WARM = 20


def key_press(pairs: int) -> list[Figure | Value]:
    """A digit and a Backspace by turns, in both fields; relations fail and hold by turns."""
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={SCREEN}"
    with TemporaryDirectory() as name:
        path = Path(name) / "night.tally"
        house.left_at(house.full_night(path, OPTIONS), *house.COUNT_PAGE)
        return _measured(Path(name), path, pairs)


def _measured(folder: Path, path: Path, pairs: int) -> list[Figure | Value]:
    from PySide6.QtCore import QEvent, QObject, QRect, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QLineEdit

    from tally_app.app.window.shell import Shell
    from tally_app.domain.relations.rulebook import Status
    from tally_app.ui.night.sum_bar import SumBarWidget
    from tally_app.ui.window.app import prepare
    from tally_app.ui.window.main_window import MainWindow

    class Eye(QObject):
        """Sees when a widget is painted; the paint itself follows within microseconds."""

        seen = 0.0

        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint:
                self.seen = time.perf_counter()
            return False

    app = prepare("light", 100)
    shell = Shell(house.services(folder), path)
    window = MainWindow(shell, "light")
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    QTest.qWait(500)
    bare = QLineEdit(window)
    bare.setGeometry(QRect(600, 2, 120, 30))
    bare.show()
    field = QApplication.focusWidget()
    assert field in window.desk.page.entries(), field
    assert shell.desk.place.step == "count"
    eye, other, last = Eye(), Eye(), Eye()
    field.installEventFilter(eye)
    bare.installEventFilter(other)
    # The sum bar changes with every key; everything that changed is painted in the same pass.
    window.findChild(SumBarWidget).installEventFilter(last)

    def press(widget, key, *watchers) -> list[float]:
        """Milliseconds from the key until each watcher has seen its widget painted."""
        for watcher in watchers:
            watcher.seen = 0.0
        start = time.perf_counter()
        QTest.keyClick(widget, key)
        while not all(watcher.seen for watcher in watchers):
            app.processEvents()
        return [(watcher.seen - start) * 1000 for watcher in watchers]

    taken = [
        (*press(field, key, eye, last), *press(bare, key, other))
        for _turn in range(pairs + _WARM)
        for key in (Qt.Key.Key_1, Qt.Key.Key_Backspace)
    ]
    ours, whole, base = zip(*taken[2 * _WARM :], strict=True)
    results = shell.desk.session.reckoning(house.CONTEST).results
    silent = {x.relation.code for x in results if x.status is Status.NOT_CHECKED}
    assert silent == {"T-03"}, silent  # the time of signing comes after the count
    window.close()
    return [
        Figure("key press to digit, 60 options", ours, base, limit=3),
        Figure("… until sums and findings too", whole, base, limit=None),
        Value("… its 99th percentile", [share(whole, _SLOWEST)], "ms", limit=8),
        Value("… the bare field's", [share(base, _SLOWEST)], "ms"),
    ]
