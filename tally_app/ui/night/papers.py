"""The buttons above a preview: a line or two of them, a grid of many papers, or a menu."""

from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QMenu, QWidget

from tally_app.app.view.base import Button, Intent
from tally_app.ui.kit import button, theme
from tally_app.ui.kit.wire import Wire

_FEW = 6  # so many stand side by side as wide as their words
_LEAST, _MOST = 200, 4  # least width of a column of the grid, the most columns
_LINES = 3  # a grid higher than this leaves too little of the page: then a menu
_GAP = 8


class PaperButtons:
    """Places the buttons of a ``Preview`` on the widget that shows it."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        self._wire, self._parent = wire, parent
        self.buttons: list[button.ButtonWidget] = []
        own = Wire()
        own.intent = self._open_menu
        self.picker = button.ButtonWidget(own, parent)
        self.picker.hide()
        self.menu: QMenu | None = None

    def set_view(self, shown: tuple[Button, ...]) -> bool:
        """Show other buttons; return whether a size may have changed."""
        self.buttons, moved = button.match(self.buttons, shown, self._wire, self._parent)
        chosen = next((one for one in shown if one.style == "chosen"), None)
        name = chosen.text if chosen is not None else ""
        return self.picker.set_view(Button(Intent(), name, style="chosen", icon="down")) or moved

    def _papers(self) -> list[button.ButtonWidget]:
        """Return the buttons of which one is chosen."""
        asks = {type(one.view.intent) for one in self.buttons if one.view.style == "chosen"}
        return [one for one in self.buttons if type(one.view.intent) in asks]

    def _columns(self, width: int) -> int:
        least, gap = theme.worn().px(_LEAST), theme.worn().px(_GAP)
        return max(1, min(_MOST, (width + gap) // (least + gap)))

    def _folded(self, width: int) -> bool:
        """Return whether a menu stands for the papers."""
        lines = -(-len(self.buttons) // self._columns(width))
        return len(self.buttons) > _FEW and lines > _LINES and len(self._papers()) > 1

    def _shown(self, width: int) -> list[button.ButtonWidget]:
        if not self._folded(width):
            return self.buttons
        papers = self._papers()
        return [self.picker, *(one for one in self.buttons if one not in papers)]

    def _grid(self, width: int) -> list[tuple[button.ButtonWidget, QRect]]:
        """Return the places of many buttons: columns of one width, lines of one height."""
        columns, gap = self._columns(width), theme.worn().px(_GAP)
        wide = (width - gap * (columns - 1)) // columns
        places: list[tuple[button.ButtonWidget, QRect]] = []
        y = 0
        for first in range(0, len(self.buttons), columns):
            line = self.buttons[first : first + columns]
            high = max(one.fit(wide).height() for one in line)
            for at, one in enumerate(line):
                places.append((one, QRect(at * (wide + gap), y, wide, high)))
            y += high + gap
        return places

    def _as_row(self, width: int) -> bool:
        return len(self.buttons) <= _FEW or self._folded(width)

    def height_for(self, width: int) -> int:
        """Return the height the buttons take in a width, 0 for none."""
        if not self.buttons:
            return 0
        if self._as_row(width):
            return button.row_height(self._shown(width), width, theme.worn().px(_GAP))
        return self._grid(width)[-1][1].bottom() + 1

    def place(self, width: int) -> None:
        """Put the buttons where they belong."""
        shown = self._shown(width)
        for one in (*self.buttons, self.picker):
            one.setVisible(one in shown)
        if self._as_row(width):
            button.place_row(shown, QPoint(0, 0), width, theme.worn().px(_GAP))
            return
        for one, place in self._grid(width):
            one.setGeometry(place)

    def restyle(self) -> None:
        """Take on a new look."""
        for one in (*self.buttons, self.picker):
            one.restyle()

    def _open_menu(self, _asked: Intent) -> None:
        self.menu = QMenu(self.picker)
        self.menu.setFont(theme.worn().font(14))
        for one in self._papers():
            action = self.menu.addAction(one.view.text.replace("&", "&&"))
            action.setCheckable(one.view.style == "chosen")
            action.setChecked(one.view.style == "chosen")
            action.setEnabled(not one.view.closed)
            action.triggered.connect(partial(_press, one))
        self.menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu.popup(self.picker.mapToGlobal(QPoint(0, self.picker.height())))


def _press(one: button.ButtonWidget, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt says it
    """Do what an entry is for; Qt adds whether it is ticked."""
    one.press()
