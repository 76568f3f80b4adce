"""One laptop screen, one set of fonts, one empty data folder: the same for every test anywhere."""

import os
import shutil
import sys
import tempfile
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from tally_app import paths
from tally_app.preflight import missing_for_window, sentence
from tests.effort import EFFORT

HERE = Path(__file__).parent
WINDOW_FOLDERS = (HERE / "ui", HERE / "e2e")
FAMILIES = ["Noto Sans", "Noto Sans Math", "Noto Sans Symbols2"]

# Everything up to PROBLEM happens while this file is imported because pytest-qt imports Qt as soon
# as pytest is configured, before any hook or fixture of ours could run.
if "--onscreen" not in sys.argv:
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={HERE / 'screen.json'}"
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)
DATA = Path(tempfile.mkdtemp(prefix="tally-tests-"))
os.environ["TALLY_DATA_DIR"] = str(DATA)
# Programs that tests start keep what Python compiled, for all of this run: compiling the house
# anew takes longer than most of them live.
os.environ.setdefault("PYTHONPYCACHEPREFIX", str(DATA / "compiled"))
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
PROBLEM = missing_for_window(os.environ, sys.platform)
REASON = sentence(PROBLEM, "en") if PROBLEM else ""

not_run: set[str] = set()


def pytest_addoption(parser, pluginmanager):
    parser.addoption("--onscreen", action="store_true", help="show the windows on the real screen")
    if PROBLEM:
        # It would stop the whole run, the tests that need no window included.
        pluginmanager.unregister(name="pytest-qt")


def pytest_configure(config):
    config.addinivalue_line("markers", "window: needs Qt's windows (set by conftest)")
    config.addinivalue_line("markers", "long: takes minutes; runs in .ci/long only")
    # How long an example takes says more of what else runs on the computer than of the program.
    settings.register_profile("here", max_examples=100 * EFFORT, deadline=None)
    settings.load_profile("here")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config):
    """One test after another on a real screen: two windows would take each other's keys."""
    if config.option.onscreen:
        config.option.numprocesses = 0


def pytest_sessionfinish(session):
    """Hand what was not run to the process that says so."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["not_run"] = sorted(not_run)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    not_run.update(node.workeroutput["not_run"] if hasattr(node, "workeroutput") else ())


def pytest_unconfigure():
    shutil.rmtree(DATA, ignore_errors=True)


class UnopenedModule(pytest.Module):
    """A file of window tests that cannot even be imported on this computer."""

    def collect(self):
        not_run.add(self.nodeid)
        pytest.skip(REASON, allow_module_level=True)


def pytest_pycollect_makemodule(module_path, parent):
    if PROBLEM and _in_window_folder(module_path):
        return UnopenedModule.from_parent(parent, path=module_path)
    return None


def pytest_collection_modifyitems(items):
    for item in items:
        if _in_window_folder(item.path) or {"qtbot", "qapp"} & set(item.fixturenames):
            item.add_marker("window")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    if PROBLEM and item.get_closest_marker("window"):
        not_run.add(item.nodeid)
        pytest.skip(REASON)


def pytest_terminal_summary(terminalreporter):
    if not_run:
        files = sum("::" not in name for name in not_run)
        terminalreporter.write_line(
            f"WINDOW TESTS NOT RUN: {files} whole files and {len(not_run) - files} single tests. "
            + REASON,
            red=True,
            bold=True,
        )


def _in_window_folder(path):
    return any(path.is_relative_to(folder) for folder in WINDOW_FOLDERS)


_numbers = count()


@pytest.fixture(autouse=True)
def papers_in_time(monkeypatch):
    """A paper is there at once, however busy the machine: what is shown while one waits for it has
    tests of its own.
    """
    monkeypatch.setattr("tally_app.app.papers.unmade.PATIENCE", 60)


@pytest.fixture(autouse=True)
def files_stay_read(monkeypatch):
    """What a file says is read once for all tests of a process: the program forgets it for the sake
    of a small laptop's memory.
    """
    monkeypatch.setattr("tally_app.catalog.rules.forget", lambda: None)


@pytest.fixture(autouse=True)
def data_dir(monkeypatch):
    """Give every test a data folder of its own, which does not exist yet."""
    folder = DATA / str(next(_numbers))
    monkeypatch.setenv("TALLY_DATA_DIR", str(folder))
    return folder


@pytest.fixture(autouse=True)
def light_look(request):
    """Show every window light and at 100 %, whatever look the test before it put on."""
    yield
    if not request.node.get_closest_marker("window"):
        return
    from tally_app.ui.kit import text, theme

    if theme.worn() != theme.Look(theme.THEMES["light"], 100):
        theme.wear(theme.THEMES["light"], 100)
        text.forget()


@pytest.fixture
def on_disk(tmp_path):
    """A folder on a real disk where the system keeps one for temporary files: what a sync costs is
    not measured in memory.
    """
    lasting = Path("/var/tmp")
    if not os.access(lasting, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(prefix="tally-tests-", dir=lasting) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def qapp(qapp):
    """Extend pytest-qt's application with the bundled fonts: text measures alike anywhere."""
    from PySide6.QtGui import QFont, QFontDatabase

    for file in sorted((paths.resources() / "fonts").glob("*.ttf")):
        assert QFontDatabase.addApplicationFont(str(file)) != -1, file
    font = QFont(qapp.font())
    font.setFamilies(FAMILIES)
    qapp.setFont(font)
    return qapp


@pytest.fixture(autouse=True)
def no_window_left_open(request):
    """Fail a test that leaves a window for the next one to stumble over."""
    yield
    if not request.node.get_closest_marker("window"):
        return
    from PySide6.QtWidgets import QApplication

    left = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    names = [f"{type(widget).__name__} {widget.objectName()!r}" for widget in left]
    for widget in left:
        widget.close()
    assert not names, f"windows left open: {names}"
