"""The words in the header and in the footer of the maker."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from tally_app.app.view.maker import MakerView
from tally_app.ui.kit import icons, text, theme


def paint_header(p: QPainter, shown: MakerView, end: int, about: int) -> None:
    """Paint what the page is, and from ``about`` which election it is; 0 where it has no room."""
    look = theme.worn()
    t, left = look.t, look.px(20)
    room = (min(about, end) if about else end) - left - look.px(12)
    first, second = (look.px(8), look.px(22)), (look.px(29), look.px(20))
    text.draw_elided(p, QRect(left, first[0], room, first[1]), shown.title, 16, t.ink, bold=True)
    text.draw_elided(p, QRect(left, second[0], room, second[1]), shown.subtitle, 13, t.quiet)
    if about and shown.about_quiet:
        name = QRect(about, first[0], end - about, first[1])
        text.draw_elided(p, name, shown.about or "–", 16, t.ink)
        below = QRect(about, second[0], end - about, second[1])
        text.draw_elided(p, below, shown.about_quiet, 13, t.quiet)


def paint_foot(p: QPainter, shown: MakerView, at: QRect) -> None:
    """Paint when the draft was kept, and beside the buttons what is closed."""
    look, side = theme.worn(), theme.worn().px(16)
    t, left, y = look.t, look.px(22), at.y() + (at.height() - look.px(16)) // 2
    saved = text.advance(shown.saved, 14)
    if shown.saved and left + look.px(25) + saved < at.right():
        icons.paint(p, QRect(left, y, side, side), "tick", t.ok.ink, t.surface)
        place = QRect(left + look.px(25), at.y(), saved + 2, at.height())
        text.draw(p, place, shown.saved, 14, t.quiet)
        left += look.px(25) + saved + look.px(16)
    wide = text.advance(shown.closed, 14) + 2
    x = at.right() - look.px(13) - wide
    if shown.closed and x - look.px(24) > left:
        icons.paint(p, QRect(x - look.px(24), y, side, side), "lock", t.quiet, t.surface)
        text.draw(p, QRect(x, at.y(), wide, at.height()), shown.closed, 14, t.quiet)
