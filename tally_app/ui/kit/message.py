"""A short message beside a field: icon in the tone's outline, words in its colour."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from tally_app.app.view.fields import Message
from tally_app.ui.kit import icons, text, theme
from tally_app.ui.kit.base import rounded

SIZE = 13
_ICONS = {"error": "error", "warning": "warning", "legal": "legal", "ok": "tick", "again": "again"}


def _bold(shown: Message) -> bool:
    return shown.tone in ("error", "warning", "legal")


def _lead(shown: Message) -> int:
    """Return the width of the icon and the gap behind it."""
    return theme.worn().px(22) if shown.tone in _ICONS else 0


def width(shown: Message) -> int:
    """Return the width of the message on one line."""
    return text.advance(shown.text, SIZE, bold=_bold(shown)) + _lead(shown) + theme.worn().px(2)


def height(shown: Message, room: int) -> int:
    """Return the height of the message in a width."""
    return text.height(shown.text, SIZE, room - _lead(shown), bold=_bold(shown))


def paint(
    p: QPainter, rect: QRect, shown: Message, *, right: bool = True, ground: str = ""
) -> None:
    """Paint a message in its place, against the right edge (the field) or the left one."""
    look = theme.worn()
    tone = look.t.tone(shown.tone)
    ink, ground = tone.ink, ground or look.t.surface
    words_ink = look.t.quiet if shown.tone == "ok" else ink
    lead, bold = _lead(shown), _bold(shown)
    natural = min(width(shown), rect.width())
    box = QRect(rect.right() - natural + 1, rect.y(), natural, rect.height()) if right else rect
    if look.t.contrast and shown.tone == "error":
        ink, ground = look.t.surface, look.t.ink
        words_ink = ink
        high = min(rect.height(), height(shown, box.width()) + look.px(8))
        chip = QRect(box.x() - look.px(6), box.center().y() - high // 2, natural + look.px(8), high)
        p.fillPath(rounded(chip, look.px(4), 0), theme.colour(ground))
    words = box.adjusted(lead, 0, 0, 0)
    text.draw(p, words, shown.text, SIZE, words_ink, bold=bold)
    if lead:
        side = look.px(15)
        at = QRect(box.x(), box.center().y() - side // 2 + 1, side, side)
        icons.paint(p, at, _ICONS[shown.tone], ink, ground)
