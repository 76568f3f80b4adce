"""What a second screen shows, told as JSON: run by test_second_screen on two offscreen screens."""

import json
import os
import sys
from pathlib import Path

HERE = Path(__file__).parent
os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={HERE.parent / 'two_screens.json'}"
sys.path.insert(0, str(HERE.parent.parent))

from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtGui import QGuiApplication  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from tally_app.ui.kit import theme  # noqa: E402
from tally_app.ui.window.app import prepare  # noqa: E402
from tally_app.ui.window.main_window import MainWindow  # noqa: E402
from tests.ui import samples, second_samples  # noqa: E402
from tests.ui.fake_shell import FakeShell  # noqa: E402

told = {}


def seen(name):
    for _turn in range(3):  # this platform gives every new window the focus; it is given back
        QApplication.processEvents()
    screens = [one for one in QApplication.topLevelWidgets() if one.objectName() == "second-screen"]
    told[name] = [
        {
            "place": one.geometry().getRect(),
            "full": one.isFullScreen(),
            "said": one.accessibleName(),
            "band": one.band.isVisible(),
            "active": one.isActiveWindow(),
        }
        for one in screens
        if one.isVisible()
    ]
    focus = QApplication.focusWidget()
    told[f"{name}: focus"] = focus.objectName() if focus is not None else ""


class Screens(QGuiApplication):
    """The screens that are left when the second one was pulled out."""

    @staticmethod
    def screens():
        return QGuiApplication.screens()[:1]


def main():
    app = prepare("light")
    shell = FakeShell()
    window = MainWindow(shell, "light")
    window.resize(1366, 768)
    shell.desk_changed.emit(samples.count("ru"))
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window, 2000)
    seen("no figure")
    told["loaded early"] = "tally_app.ui.night.second.read_back" in sys.modules
    shell.desk_changed.emit(second_samples.read_back("kk"))
    seen("figure")
    QTest.qWait(1200)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    told["asked"] = [asked.name for asked in shell.asked()]
    other = second_samples.figure("kk", 5, figure="210", words="екі жүз он")
    shell.desk_changed.emit(second_samples.read_back("kk", other, training=True))
    seen("next figure in training")
    window.wear(theme_name="dark", zoom=200)
    seen("another look")
    from tally_app.ui.night.second import read_back_screen

    whole, pulled = QGuiApplication, QGuiApplication.screens()[1]
    read_back_screen.QGuiApplication = Screens
    app.screenRemoved.emit(pulled)
    seen("pulled out")
    read_back_screen.QGuiApplication = whole
    app.screenAdded.emit(pulled)
    seen("put in again")
    shell.desk_changed.emit(samples.count("ru"))
    seen("another page")
    shell.desk_changed.emit(second_samples.read_back("kk"))
    seen("back again")
    shell.start_changed.emit(samples.start())
    seen("night closed")
    shell.desk_changed.emit(second_samples.read_back("kk"))
    seen("night opened again")
    window.close()
    seen("window closed")
    theme.wear(theme.THEMES["light"], 100)
    print(json.dumps(told))


main()
