"""Counters and marks in a rounded field: how many findings of a severity, which mode."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPen

from tally_app.ui.kit import icons, text, theme
from tally_app.ui.kit.base import rounded

_SIZE = 13


def width(tone: str, words: str) -> int:
    """Return the width of a chip."""
    look = theme.worn()
    lead = look.px(22) if icons.known(tone) and tone != "training" else 0
    return text.advance(words, _SIZE, bold=True) + lead + look.px(18 if tone != "training" else 16)


def paint(p: QPainter, at: QRect, tone: str, words: str) -> None:
    """Paint a chip in its place (as wide as ``width`` says)."""
    look = theme.worn()
    t = look.t
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    if tone == "training":
        p.setPen(QPen(theme.colour(t.ink if t.contrast else t.training), 1))
        p.setBrush(theme.colour(t.ink if t.contrast else t.training))
        p.drawPath(rounded(at, look.px(4), 0.5))
        ink = t.surface if t.contrast else t.training_ink
        text.draw(p, at, words, _SIZE, ink, bold=True, align=text.CENTRE)
        return
    tint, ink = t.tone(tone).tint, t.tone(tone).ink
    if t.contrast:
        tint, ink = t.surface, t.ink
    elif tone not in ("error", "warning", "legal", "ok"):
        tint = t.track
    p.setPen(QPen(theme.colour(t.ink if t.contrast else tint), 2 if t.contrast else 1))
    p.setBrush(theme.colour(tint))
    p.drawPath(rounded(at, at.height() / 2, 1))
    words_at = at.adjusted(look.px(9), 0, -look.px(7), 0)
    if icons.known(tone):
        side = look.px(16)
        icons.paint(
            p, QRect(words_at.x(), at.center().y() - side // 2 + 1, side, side), tone, ink, tint
        )
        words_at.setLeft(words_at.left() + look.px(22))
    text.draw(p, words_at, words, _SIZE, ink, bold=True)
