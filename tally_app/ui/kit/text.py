"""Words on a widget: laid out once, kept, drawn from there; nothing is ever cut off unnoticed.

Sizes are design pixels (theme scales them), widths and positions real pixels. ``on_clip`` is
called with the words that did not fit their place, ``on_elide`` with those that end in an ellipsis:
a name may, a word of the program may not, and tests fail on it.
"""

import functools
import math
import re
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextLayout, QTextOption

from tally_app.ui.kit import theme

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignHCenter
_UNBOUND = 16_000
#: So many signs of a text are laid out: a pasted megabyte would hold the window up for minutes.
_SEEN = 4000
_SLACK = 3.0  # the space above and below letters that a line box holds anyway
#: No break between № and its number, an article or a paragraph and its own (ст. 43, п. 8).
_GLUED = re.compile(r"(?<=№) (?=\S)|(?:(?<=\bп\.)|(?<=\bст\.)|(?<=\bNo\.)|(?<=\bArt\.)) (?=\d)")
#: Nor behind the hyphen of a number with its noun (9-тармақ).
_HYPHEN = re.compile(r"(?<=\d)-(?=[^\W\d_])")

on_clip: Callable[[str], None] | None = None
on_elide: Callable[[str], None] | None = None


class Para:
    """A laid out paragraph: its layout, natural width, height and number of lines."""

    __slots__ = ("height", "layout", "lines", "width")

    def __init__(self, text: str, style: tuple[float, bool], width: int, align: int) -> None:
        look = theme.worn()
        pitch = math.ceil(look.px(style[0]) * 1.4)
        said = _HYPHEN.sub("-\u2060", _GLUED.sub("\u00a0", text)).replace("\n", "\u2028")
        self.layout = QTextLayout(said, look.font(style[0], bold=style[1]))
        option = QTextOption(Qt.AlignmentFlag(align))
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.layout.setTextOption(option)
        self.layout.setCacheEnabled(True)
        self.layout.beginLayout()
        self.lines, self.width = 0, 0.0
        while (line := self.layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, self.lines * pitch + (pitch - line.height()) / 2))
            self.width = max(self.width, line.naturalTextWidth())
            self.lines += 1
        self.layout.endLayout()
        self.height = self.lines * pitch


def _seen(text: str) -> str:
    return text if len(text) <= _SEEN else text[:_SEEN] + "…"


@functools.lru_cache(maxsize=1500)
def _kept(text: str, style: tuple[float, bool], width: int, align: int) -> Para:
    return Para(text, style, width, align)


def para(text: str, size: float, width: int, *, bold: bool = False, align: int = 0x1) -> Para:
    """Return the paragraph in a width, from memory when it was laid out before."""
    return _kept(_seen(text), (size, bold), width, align)


@functools.lru_cache(maxsize=1500)
def _advance(text: str, size: float, bold: bool) -> int:  # noqa: FBT001 - a cache key
    metrics = QFontMetricsF(theme.worn().font(size, bold=bold))
    return math.ceil(metrics.horizontalAdvance(text)) + 1  # a layout may round up once more


def plain(words: str) -> str:
    """Return words as a tooltip shows them to the letter: a name is never read as markup."""
    if "<" not in words:  # without a tag Qt takes it to the letter
        return words
    for sign, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\n", "<br>")):
        words = words.replace(sign, written)
    return f"<qt>{words}</qt>"


def advance(text: str, size: float, *, bold: bool = False) -> int:
    """Return the width of one line of words."""
    return _advance(_seen(text), size, bold)


def height(text: str, size: float, width: int, *, bold: bool = False) -> int:
    """Return the height the words take in a width; none for no words."""
    return para(text, size, max(1, width), bold=bold).height if text else 0


def forget() -> None:
    """Drop what was laid out: the look changed or the application ends."""
    _kept.cache_clear()
    _advance.cache_clear()


def draw(  # noqa: PLR0913 - a drawing call names what it draws
    p: QPainter,
    rect: QRect,
    text: str,
    size: float,
    ink: str,
    *,
    bold: bool = False,
    align: Qt.AlignmentFlag = LEFT,
    top: bool = False,
) -> int:
    """Draw words in a place, centred in its height (or from its top); return the height used."""
    if not text:
        return 0
    words = para(text, size, max(1, rect.width()), bold=bold, align=align.value)
    if on_clip is not None and words.height > rect.height() + _SLACK:
        on_clip(text)
    y = rect.y() if top else rect.y() + (rect.height() - words.height) / 2
    p.setPen(theme.colour(ink))
    words.layout.draw(p, QPointF(rect.x(), y))
    return words.height


def draw_elided(
    p: QPainter, rect: QRect, text: str, size: float, ink: str, *, bold: bool = False
) -> bool:
    """Draw one line that may end in an ellipsis; return whether it did."""
    look = theme.worn()
    if advance(text, size, bold=bold) <= rect.width():
        draw(p, rect, text, size, ink, bold=bold)
        return False
    if on_elide is not None:
        on_elide(text)
    metrics = QFontMetricsF(look.font(size, bold=bold))
    short = metrics.elidedText(_seen(text), Qt.TextElideMode.ElideRight, rect.width())
    words = para(short, size, _UNBOUND, bold=bold)
    p.setPen(theme.colour(ink))
    words.layout.draw(p, QPointF(rect.x(), rect.y() + (rect.height() - words.height) / 2))
    return True
