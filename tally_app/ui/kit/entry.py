"""The box around a field, painted by the widget the field stands on.

The field itself is a small opaque line edit inside the box, so that a key press repaints the
digits and nothing else.
"""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from tally_app.app.view.fields import Field
from tally_app.ui.kit import theme
from tally_app.ui.kit.base import rounded
from tally_app.ui.kit.choice_field import ChoiceField
from tally_app.ui.kit.count_field import CountField
from tally_app.ui.kit.wire import Wire

Entry = CountField | ChoiceField
RING = 3  # pixels outside the box that the ring may use


def make(shown: Field, wire: Wire, parent: QWidget) -> Entry:
    """Return the field for a view."""
    made: Entry = ChoiceField(wire, parent) if shown.kind == "choice" else CountField(wire, parent)
    made.show()
    return made


def stand_on(entry: Entry) -> None:
    """Give a field the focus, its text selected, also where it has the focus already: keys replace
    what was refused, they do not join it.
    """
    entry.setFocus(Qt.FocusReason.TabFocusReason)
    if isinstance(entry, CountField):
        entry.selectAll()


def fits(entry: Entry | None, shown: Field | None) -> bool:
    """Return whether this field can go on showing this view."""
    if entry is None or shown is None:
        return entry is None and shown is None
    return entry.key == shown.key and isinstance(entry, ChoiceField) == (shown.kind == "choice")


def height(shown: Field) -> int:
    """Return the height of a field's box."""
    look = theme.worn()
    if shown.kind in ("text", "phrase", "choice"):
        return look.px(28 if shown.small else 36)
    return look.px(28 if shown.small else 40)


def inside(box: QRect) -> QRect:
    """Return the place of the line edit in its box, clear of edge and rounded corners."""
    inset = max(theme.worn().t.line, theme.worn().px(4))
    return box.adjusted(inset, inset, -inset, -inset)


def paint(p: QPainter, box: QRect, entry: Entry, shown: Field) -> None:
    """Paint the box of a field: its edge says the tone, the ring that it has the focus."""
    look = theme.worn()
    t, radius = look.t, look.px(6)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    tone = shown.tone if shown.tone in ("error", "warning", "legal") else ""
    line: float = t.line if t.contrast or not tone else 2
    edge = t.hairline if shown.locked else t.tone(tone).ink if tone else t.edge
    p.setPen(QPen(theme.colour(edge), line))
    p.setBrush(theme.colour(t.well if shown.locked else t.surface))
    p.drawPath(rounded(box, radius, line / 2))
    p.setBrush(theme.colour("#00000000"))
    if entry.hasFocus() and t.contrast:
        p.setPen(QPen(theme.colour(t.ring), line))
        p.drawPath(rounded(box, radius, line / 2))
    if t.contrast and tone == "error":
        p.setPen(QPen(theme.colour(edge), 1.5))
        p.drawPath(rounded(box.adjusted(-3, -3, 3, 3), radius + 3, 0.75))
    if entry.hasFocus():
        p.setPen(QPen(theme.colour(t.ring), 3))
        p.drawPath(rounded(box.adjusted(-2, -2, 2, 2), radius + 2, 1.5))
