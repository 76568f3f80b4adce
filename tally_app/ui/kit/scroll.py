"""A column that scrolls: its children keep their height and the focused one stays in view."""

from collections.abc import Callable

from PySide6 import QtWidgets
from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from tally_app.ui.kit import theme
from tally_app.ui.kit.base import Guarded, Painted, Stack


class SlimBar(Guarded, QScrollBar):
    """A scroll bar that is only its handle, upright or level."""

    styled = False

    def sizeHint(self) -> QSize:
        size = QSize(theme.worn().px(10), theme.worn().px(40))
        return size if self.orientation() == Qt.Orientation.Vertical else size.transposed()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not SlimBar.styled:
            # A class of Qt is made when it is named, and a style brings 9 ms of names along: the
            # first page shows its words, then the handle.
            SlimBar.styled = True
            QTimer.singleShot(0, self, self.update)
            return
        option = QtWidgets.QStyleOptionSlider()
        self.initStyleOption(option)
        style = QtWidgets.QStyle
        bar, slider = style.ComplexControl.CC_ScrollBar, style.SubControl.SC_ScrollBarSlider
        handle = self.style().subControlRect(bar, option, slider, self)
        p, look = QPainter(self), theme.worn()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        across, along = look.px(2), 2
        if self.orientation() == Qt.Orientation.Horizontal:
            across, along = along, across
        slim = QRectF(handle).adjusted(across, along, -across, -along)
        path = QPainterPath()
        radius = min(slim.width(), slim.height()) / 2
        path.addRoundedRect(slim, radius, radius)
        p.fillPath(path, theme.colour(look.t.edge))


class ScrollColumn(Guarded, QScrollArea):
    """A scroll area around one painted widget, as wide as the area and as high as it needs."""

    def __init__(self, parent: QWidget, content: Painted) -> None:
        super().__init__(parent)
        self.content = content
        #: called when the area has another size: what must be in sight then
        self.resized: Callable[[], None] | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        # One of our own: for a widget that Qt made PySide looks through every class of Qt there is,
        # 40 ms and a megabyte.
        ground = QWidget()
        ground.setAutoFillBackground(True)
        self.setViewport(ground)
        self.setVerticalScrollBar(SlimBar())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The bar stands in the margin of the content, which is wider by it and never moves aside.
        aside = self.horizontalScrollBar()
        aside.valueChanged.connect(lambda _by: aside.setValue(0))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        content.setAutoFillBackground(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.relayout()
        if self.resized is not None:
            self.resized()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End, which Qt leaves out, beside the arrows and Page Up and Down."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def relayout(self) -> None:
        """Give the content the height it needs now."""
        # The width is the same with and without a scroll bar: it stands in the margin.
        width = self.width()
        high = self.content.height_for(width)
        if self.content.size().toTuple() == (width, high):
            self.content.place()
        else:
            self.content.resize(width, high)
        self.verticalScrollBar().setSingleStep(theme.worn().px(49))

    def show_widget(self, widget: QWidget, around: int, above: int = 0) -> None:
        """Scroll as little as needed to bring a widget, and its surroundings, into view.

        ``above`` is the height of what should be seen above it where there is room for it.
        """
        bar, room = self.verticalScrollBar(), self.viewport().height()
        if widget.height() + above > room:
            above = 0
        top, high = widget.mapTo(self.content, QPoint(0, 0)).y() - above, widget.height() + above
        if high + 2 * around > room:
            around = max(0, (room - high) // 2)
        if top - around < bar.value():
            bar.setValue(top - around)
        elif top + high + around > bar.value() + room:
            bar.setValue(top + high + around - room)

    def show_top(self, widget: QWidget) -> None:
        """Bring a widget into view, of a high one its top."""
        if widget.height() > self.viewport().height():
            self.verticalScrollBar().setValue(widget.mapTo(self.content, QPoint(0, 0)).y())
        else:
            self.show_widget(widget, 0)


def stack_area(parent: QWidget, gap: float) -> tuple[ScrollColumn, Stack]:
    """Return a scroll area and the stack in it."""
    stack = Stack(None, gap)
    return ScrollColumn(parent, stack), stack
