"""The second screen, for everybody in the room to see: the figure that is read aloud, else what was
announced where that was asked for.

It appears by itself while there is something to show and a second screen is there, never takes the
focus and goes with the figure, the night, the screen or the window.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from tally_app.app.view.desk import Desk, Header
from tally_app.app.view.public import PublicView
from tally_app.app.view.second import ReadBack
from tally_app.ui.kit import text, theme
from tally_app.ui.kit.band import TrainingBand
from tally_app.ui.kit.base import Guarded
from tally_app.ui.night.second import public_screen, read_back

_DRAWN = (1366, 768)
_STRIP, _SIDE = 64, 64  # height of head and foot, and from the edge to their words
_HEAD, _QUIET = 20, 18
_FLAGS = (
    Qt.WindowType.Window
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowDoesNotAcceptFocus
    | Qt.WindowType.WindowStaysOnTopHint
)


class ReadBackScreen(Guarded, QWidget):
    """A whole screen with one ``ReadBack``; as large as the screen, at any zoom."""

    def __init__(self, window: QWidget | None = None) -> None:
        super().__init__(None, _FLAGS)
        self._window = window
        self.view: ReadBack | None = None
        self.public: PublicView | None = None
        self.band = TrainingBand(self)
        self.setObjectName("second-screen")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_view(self, shown: ReadBack | PublicView, header: Header) -> None:
        """Show another figure or what was announced, under the band of a training night."""
        self.band.setVisible(header.training)
        if header.training:
            self.band.set_view(header.band, header.band_quiet)
        self.setWindowTitle(shown.head[0])
        public = shown if isinstance(shown, PublicView) else None
        self.view = shown if isinstance(shown, ReadBack) else None
        self.public = public
        said = public_screen.spoken(public) if public else ""
        self.setAccessibleName(read_back.spoken(self.view) if self.view else said)
        self._place()
        self.update()

    def _unit(self) -> float:
        """Return how many pixels a pixel of the drawing has on this screen."""
        return min(self.width() / _DRAWN[0], self.height() / _DRAWN[1])

    def _size(self, drawn: float) -> float:
        """Return a size that is the same at every zoom of the window."""
        return max(1, round(drawn * self._unit() * 200 / theme.worn().zoom) / 2)

    def _heights(self) -> tuple[int, int]:
        """Return the heights of head and foot."""
        shown, unit = self.view, self._unit()
        if shown is None:
            return (round(_STRIP * unit), 0) if self.public is not None else (0, 0)
        side, room = round(_STRIP * unit), self._room()
        half = (room - round(24 * unit)) // 2
        first = text.height(shown.head[0], self._size(_HEAD), half, bold=True)
        second = text.height(shown.head[1], self._size(_QUIET), self._head_room())
        foot = read_back.foot_height(shown, room, self._size(_QUIET))
        air = round(20 * unit)
        return max(side, first + air, second + air), max(side, foot + air)

    def _room(self) -> int:
        return max(1, self.width() - 2 * round(_SIDE * self._unit()))

    def _head_room(self) -> int:
        """Return the room of the quiet words at the right of the head."""
        shown, gap = self.view, round(24 * self._unit())
        half = (self._room() - gap) // 2
        taken = text.advance(shown.head[0], self._size(_HEAD), bold=True) if shown else 0
        return self._room() - gap - min(taken, half)

    def _place(self) -> None:
        high = self.band.height_for(self.width())
        self.band.setGeometry(0, self._heights()[0], self.width(), high)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Give the keys back where a window manager gave them here against what was asked."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            QTimer.singleShot(0, self, self._give_back)

    def _give_back(self) -> None:
        window = QApplication.activeModalWidget() or self._window
        if window is not None and self.isActiveWindow():
            window.activateWindow()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, shown, t = QPainter(self), self.view, theme.worn().t
        p.fillRect(self.rect(), theme.colour(t.surface))
        if self.public is not None:
            self._paint_public(p, self.public)
        if shown is None:
            return
        unit, (head, foot) = self._unit(), self._heights()
        side, room, line = round(_SIDE * unit), self._room(), max(1, min(t.line, 2))
        bottom = self.height() - foot
        p.fillRect(0, 0, self.width(), head, theme.colour(t.ground))
        p.fillRect(0, head - line, self.width(), line, theme.colour(t.hairline))
        p.fillRect(0, bottom, self.width(), foot, theme.colour(t.ground))
        p.fillRect(0, bottom, self.width(), line, theme.colour(t.hairline))
        quiet = self._head_room()
        first = QRect(side, 0, room - quiet - round(24 * unit) + 1, head)
        text.draw(p, first, shown.head[0], self._size(_HEAD), t.ink, bold=True)
        second = QRect(side + room - quiet, 0, quiet, head)
        text.draw(p, second, shown.head[1], self._size(_QUIET), t.quiet, align=text.RIGHT)
        read_back.paint_foot(p, QRect(side, bottom, room, foot), shown, self._size(_QUIET))
        top = head + (self.band.height() if self.band.isVisibleTo(self) else 0)
        top, low = top + round(16 * unit), bottom - round(8 * unit)
        # A high screen has room for larger words than its width alone would say.
        larger = min(self.height() / _DRAWN[1], 1.5 * unit)
        read_back.paint(p, QRect(side, top, room, low - top), shown, larger)

    def _paint_public(self, p: QPainter, shown: PublicView) -> None:
        """Head as always; below the band the room's own view."""
        side, t = round(_SIDE * self._unit()), theme.worn().t
        head = round(_STRIP * self._unit())
        p.fillRect(0, 0, self.width(), head, theme.colour(t.ground))
        half = self._room() // 2
        first, second = QRect(side, 0, half, head), QRect(side + half, 0, half, head)
        text.draw(p, first, shown.head[0], self._size(_HEAD), t.ink, bold=True)
        text.draw(p, second, shown.head[1], self._size(_QUIET), t.quiet, align=text.RIGHT)
        top = head + (self.band.height() if self.band.isVisibleTo(self) else 0)
        air = round(24 * self._unit())
        room = QRect(side, top + air, self._room(), self.height() - top - 2 * air)
        public_screen.paint(p, room, shown)


class SecondScreen(QObject):
    """Opens and closes the second screen of a window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._shown: Desk | None = None
        self._at: tuple[str, QRect] | None = None  # what it was opened on
        self.screen: ReadBackScreen | None = None
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._added)
            app.screenRemoved.connect(self._removed)
        for screen in QGuiApplication.screens():
            screen.geometryChanged.connect(self._changed)
        handle = window.windowHandle()
        if handle is not None:
            handle.screenChanged.connect(self._changed)

    def set_view(self, shown: Desk | None) -> None:
        """Show the figure a desk reads aloud; without one there is no second screen."""
        self._shown = shown
        self._changed()

    def restyle(self) -> None:
        """Take on a new look."""
        if self.screen is not None:
            self.screen.resizeEvent(QResizeEvent(self.screen.size(), self.screen.size()))
            self.screen.update()

    def _figure(self) -> ReadBack | PublicView | None:
        blocks = self._shown.page.blocks if self._shown is not None else ()
        found = next((one for one in blocks if isinstance(one, ReadBack)), None)
        return found or (self._shown.public if self._shown is not None else None)

    def _added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._changed)
        self._changed()

    def _removed(self, screen: QScreen) -> None:
        self._changed(gone=screen)

    def _changed(self, _what: object = None, gone: QScreen | None = None) -> None:
        """Bring what is to be seen and where in line with figure, screens and window."""
        figure, place = self._figure(), other_screen(self._window, gone)
        if figure is None or place is None or self._shown is None:
            self._close()
            return
        at = (place.name(), place.geometry())
        if at != self._at:
            self._close()
        self._at = at
        if self.screen is not None:
            self.screen.set_view(figure, self._shown.header)
            return
        self.screen = ReadBackScreen(self._window)
        self.screen.setScreen(place)
        self.screen.setGeometry(place.geometry())
        self.screen.set_view(figure, self._shown.header)
        self.screen.setWindowState(Qt.WindowState.WindowFullScreen)
        self.screen.show()  # showFullScreen would ask for the focus

    def _close(self) -> None:
        if self.screen is not None:
            gone, self.screen = self.screen, None
            gone.close()
            gone.deleteLater()


def other_screen(window: QWidget, gone: QScreen | None = None) -> QScreen | None:
    """Return a screen that shows nothing of the window's own: a mirrored one would cover it."""
    own = window.screen().geometry()
    there = [one for one in QGuiApplication.screens() if one is not gone]
    return next((one for one in there if not one.geometry().intersects(own)), None)
