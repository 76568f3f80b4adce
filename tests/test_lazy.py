"""The start page is shown before anything heavy is loaded: the window opens at once."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tally_app.preflight import missing_for_window

HERE = Path(__file__).parent
HEAVY = {
    "PySide6.QtNetwork",
    "PySide6.QtPrintSupport",
    "pypdfium2",
    "reportlab",
    "reports",
    "sqlite3",
    "sqlite_utils",
    "tally_app.app.desk",
    "tally_app.app.papers",
    "tally_app.app.sheets",
    "tally_app.app.training",
    "tally_app.app.words",
    "tally_app.cli",
    "tally_app.domain.causes",
    "tally_app.domain.form",
    "tally_app.domain.night",
    "tally_app.domain.record",
    "tally_app.domain.relations",
    "tally_app.published",
    "tally_app.store",
    "tally_app.ui.night",
    "tomllib",
}


@pytest.mark.parametrize("name", sorted(HEAVY))
def test_what_must_not_be_loaded_exists(name):
    """A name that was moved away could never be found among the loaded ones."""
    assert find_spec(name) is not None


START = """
import sys
from PySide6.QtCore import QTimer
from tally_app import main
from tally_app.ui.window.main_window import MainWindow

painted = MainWindow.paintEvent

def paint(window, event):
    painted(window, event)
    QTimer.singleShot(50, window.close)

MainWindow.paintEvent = paint
assert main.window(None) == 0
print(*sys.modules)
"""


@pytest.mark.skipif(
    bool(missing_for_window({"QT_QPA_PLATFORM": "offscreen"}, sys.platform)),
    reason="the system libraries of Qt are missing",
)
def test_the_start_page_loads_nothing_a_night_needs(tmp_path):
    environ = {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={HERE / 'screen.json'}",
        "TALLY_DATA_DIR": str(tmp_path),
    }
    child = subprocess.run(
        [sys.executable, "-c", START], check=False, capture_output=True, text=True, timeout=60,
        env=environ, cwd=HERE.parent,
    )  # fmt: skip
    assert child.returncode == 0, child.stderr
    assert HEAVY & set(child.stdout.split()) == set()
