"""The start page is shown before anything heavy is loaded: the window opens at once."""

import json
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
    "cryptography",
    "pypdfium2",
    "python_calamine",
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
    "tomlkit",
    "tomllib",
    "xlsxwriter",
}


needs_qt = pytest.mark.skipif(
    bool(missing_for_window({"QT_QPA_PLATFORM": "offscreen"}, sys.platform)),
    reason="the system libraries of Qt are missing",
)


@pytest.mark.parametrize("name", sorted(HEAVY))
def test_what_must_not_be_loaded_exists(name):
    """A name that was moved away could never be found among the loaded ones."""
    assert find_spec(name) is not None


#: Prints the modules that are loaded at the end of the first paint, then those after it.
START = """
import sys
from PySide6.QtCore import QTimer
from tally_app import main
from tally_app.ui.window.main_window import MainWindow

painted, first = MainWindow.paintEvent, []

def paint(window, event):
    painted(window, event)
    first.extend(sys.modules if not first else [])
    QTimer.singleShot(50, window.close)

MainWindow.paintEvent = paint
assert main.window(None) == 0
print(*first)
print(*sys.modules)
"""
#: A night as the settings remember it; its file is gone, which is found out after the first paint.
PAST = {
    "path": "/gone.tally", "title": {"kk": "Арал"}, "contest": {"kk": "Сайлау"},
    "day": "2021-08-01", "training": True, "finished": False,
    "signed": "", "step": {}, "place": {}, "number": "999",
    "at": "2021-08-01T23:10:00+05:00", "stamp": "1 1",
}  # fmt: skip
#: Loaded by what they name: lists of late imports, the dialogs of the start page.
MADE_BY_WHAT_THEY_NAME = {
    "tally_app.app.papers.late", "tally_app.app.window.nights.open_nights_words",
    "tally_app.app.window.election.later", "tally_app.app.window.start_dialogs",
    "tally_app.store.late",
}  # fmt: skip
#: Our modules on the way to the first paint, faces of packages among them.
OURS = 54


def child(code, folder):
    """What a process of its own prints."""
    environ = {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={HERE / 'screen.json'}",
        "TALLY_DATA_DIR": str(folder),
    }
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, text=True, timeout=60,
        env=environ, cwd=HERE.parent,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def started(folder):
    """Start and close the program; name what was loaded at the first paint, and in the end."""
    first, last = child(START, folder).splitlines()
    return set(first.split()), set(last.split())


@needs_qt
def test_the_start_page_loads_nothing_a_night_needs(tmp_path):
    _, loaded = started(tmp_path)
    assert HEAVY & loaded == set()


@needs_qt
def test_past_nights_are_shown_from_what_the_settings_remember(tmp_path):
    kept = {"recent": [PAST["path"]], "nights": {PAST["path"]: PAST}, "resume": PAST["path"]}
    (tmp_path / "settings.json").write_text(json.dumps(kept), encoding="utf-8")
    loaded, later = started(tmp_path)
    assert HEAVY & loaded == set()
    assert "tally_app.store" in later, "the night was looked at afterwards"


#: Opens the window and closes it at once; prints whose source was read.
READ = """
import linecache
from tally_app import main, preflight

load = preflight.load_qt

def loaded():
    load()
    from PySide6.QtWidgets import QApplication
    QApplication.exec = lambda *_: 0

preflight.load_qt = loaded
assert main.window(None) == 0
print(*linecache.cache)
"""


@needs_qt
def test_nobody_reads_the_source_of_what_is_loaded(tmp_path):
    """PySide would: a tenth of a cold start, and megabytes of lines that Python keeps."""
    assert "tally_app" not in child(READ, tmp_path)


@needs_qt
def test_few_of_our_modules_stand_before_the_first_paint(tmp_path):
    loaded, _ = started(tmp_path)
    ours = sorted(name for name in loaded if name.split(".")[0] in ("tally_app", "reports"))
    assert len(ours) <= OURS, ours


@needs_qt
def test_imports_for_types_alone_stand_on_the_way_to_the_first_paint_only(tmp_path):
    """Everywhere else an import costs nothing that somebody waits for."""
    loaded, _ = started(tmp_path)
    root = HERE.parent
    paths = [*(root / "tally_app").rglob("*.py"), *(root / "reports").rglob("*.py")]
    typed = {
        ".".join(path.relative_to(root).with_suffix("").parts)
        for path in paths
        if "TYPE_CHECKING" in path.read_text(encoding="utf-8")
    }
    assert typed - loaded - MADE_BY_WHAT_THEY_NAME == set()
