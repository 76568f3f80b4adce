"""Where a window stands: where it stood last, if a screen is there; else as it was drawn."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QMainWindow

from tally_app.app.view.base import Placed

_DRAWN: Final = QSize(1366, 768)
#: Pixels by which a window beside another stands aside, so that both titles are seen.
_ASIDE: Final = QPoint(40, 40)


def stand(window: QMainWindow, last: Placed | None, beside: int) -> None:
    """Show a window where one stood ``last``, aside of as many others as are ``beside`` it."""
    room = window.screen().availableGeometry()
    if last is None:
        window.resize(_DRAWN)
        full = room.width() <= _DRAWN.width() + 40 or room.height() <= _DRAWN.height() + 40
    else:
        where = QRect(*last.where)
        screen = _screen_of(where)
        if screen is None:
            where.moveCenter(room.center())
        else:
            room = screen.availableGeometry()
        where = _inside(where.translated(_ASIDE * beside), room)
        window.resize(where.size())
        window.move(where.topLeft())
        full = last.maximised
    if full:
        window.showMaximized()
    else:
        window.show()


def placed(window: QMainWindow) -> Placed:
    """Where a window stands now; of one that fills its screen, where it stood before."""
    full = window.isMaximized() or window.isFullScreen()
    usual = not full and not window.isMinimized()
    where = QRect(window.pos(), window.size()) if usual else window.normalGeometry()
    return Placed((where.x(), where.y(), where.width(), where.height()), full)


def _screen_of(where: QRect) -> QScreen | None:
    """The screen that shows most of a place, None where none shows any of it."""

    def shown(screen: QScreen) -> int:
        seen = screen.availableGeometry() & where
        return max(0, seen.width()) * max(0, seen.height())

    best = max(QGuiApplication.screens(), key=shown, default=None)
    return best if best is not None and shown(best) else None


def _inside(where: QRect, room: QRect) -> QRect:
    """A place as near as can be that lies in a room, smaller where the room is."""
    size = where.size().boundedTo(room.size())
    x = max(room.left(), min(where.x(), room.right() + 1 - size.width()))
    y = max(room.top(), min(where.y(), room.bottom() + 1 - size.height()))
    return QRect(QPoint(x, y), size)
