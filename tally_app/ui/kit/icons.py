"""The signs of the window, drawn as paths in a box of 24 and tinted when painted.

Drawn in code: loading QtSvg alone costs more than the whole start page. The four severities
differ in outline, so they are told apart without colour.
"""

import functools
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen, QPolygonF

from tally_app.ui.kit import theme

_STROKE = 2.0


def _line(*strokes: tuple[tuple[float, float], ...]) -> QPainterPath:
    path = QPainterPath()
    for stroke in strokes:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in stroke]))
    return path


def _closed(*points: tuple[float, float]) -> QPainterPath:
    path = _line(points)
    path.closeSubpath()
    return path


def _circle(x: float, y: float, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), radius, radius)
    return path


def _box(x: float, y: float, w: float, h: float, r: float = 1.5) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(x, y, w, h), r, r)
    return path


def _page() -> QPainterPath:
    return _closed((6, 3), (14, 3), (18, 7), (18, 21), (6, 21))


def _again() -> QPainterPath:
    path = QPainterPath()
    path.arcMoveTo(QRectF(4.5, 4.5, 15, 15), 35)
    path.arcTo(QRectF(4.5, 4.5, 15, 15), 35, 300)
    path.addPath(_line(((19.5, 3.5), (19, 8.5), (14, 8))))
    return path


def _person() -> QPainterPath:
    path = _circle(12, 8, 3.8)
    path.moveTo(5, 20)
    path.cubicTo(5, 12.7, 19, 12.7, 19, 20)
    path.closeSubpath()
    return path


def _lock() -> QPainterPath:
    path = _box(5.5, 10.5, 13, 9.5, 2)
    path.moveTo(8.5, 10.5)
    path.lineTo(8.5, 8)
    path.arcTo(QRectF(8.5, 4.5, 7, 7), 180, -180)
    path.lineTo(15.5, 10.5)
    return path


def _folder() -> QPainterPath:
    return _closed((3.5, 5.5), (9.5, 5.5), (11.5, 8), (20.5, 8), (20.5, 18.5), (3.5, 18.5))


def _cap() -> QPainterPath:
    path = _closed((2.5, 9.5), (12, 5), (21.5, 9.5), (12, 14))
    path.addPath(_line(((6.5, 11.8), (6.5, 16), (9, 17.8), (15, 17.8), (17.5, 16), (17.5, 11.8))))
    path.addPath(_line(((21.5, 9.5), (21.5, 15.5))))
    return path


def _printer() -> QPainterPath:
    path = _line(((7, 9), (7, 3.5), (17, 3.5), (17, 9)))
    path.addPath(_line(((7, 17), (4, 17), (4, 9), (20, 9), (20, 17), (17, 17))))
    path.addPath(_box(7, 14, 10, 6.5, 0.5))
    return path


def _save() -> QPainterPath:
    path = _closed((4, 4), (16, 4), (20, 8), (20, 20), (4, 20))
    path.addPath(_line(((8, 20), (8, 14), (16, 14), (16, 20))))
    path.addPath(_line(((8, 4), (8, 8.5), (14, 8.5))))
    return path


def _nib() -> QPainterPath:
    body = _closed((5, 15.5), (15.5, 5), (19, 8.5), (8.5, 19), (4, 20))
    return _joined(body, _line(((13, 7.5), (16.5, 11))))


def _phone() -> QPainterPath:
    path = QPainterPath(QPointF(4, 4.5))
    for x, y in ((9, 3.5), (11, 8.5), (8.7, 10.5)):
        path.lineTo(x, y)
    path.quadTo(10.2, 13.8, 13.5, 15.3)
    for x, y in ((15.5, 13), (20.5, 15), (19.5, 20)):
        path.lineTo(x, y)
    path.cubicTo(10.5, 20.5, 3.5, 13.5, 4, 4.5)
    return path


def _pin() -> QPainterPath:
    path = QPainterPath(QPointF(12, 21))
    path.cubicTo(3.5, 12.5, 5, 3, 12, 3)
    path.cubicTo(19, 3, 20.5, 12.5, 12, 21)
    return _joined(path, _circle(12, 9.5, 2.4))


def _digits() -> QPainterPath:
    """One and two below a double arrow: two digits that changed places."""
    one = _line(((3.5, 14.5), (6.5, 12), (6.5, 21)))
    two = QPainterPath(QPointF(14, 14.5))
    two.cubicTo(14, 11, 20, 11, 20, 14.5)
    two.cubicTo(20, 16.5, 16, 18, 14, 21)
    two.lineTo(20.5, 21)
    arrow = _line(((4, 5), (20, 5)), ((7, 2), (4, 5), (7, 8)), ((17, 2), (20, 5), (17, 8)))
    return _joined(one, two, arrow)


#: name -> (outline to stroke, or nothing) ; the severities below are filled with a cut-out instead
_STROKED: dict[str, Callable[[], QPainterPath]] = {
    "tick": lambda: _line(((5, 12.5), (10, 17.5), (19.5, 7))),
    "next": lambda: _line(((9, 5.5), (15.5, 12), (9, 18.5))),
    "back": lambda: _line(((15, 5.5), (8.5, 12), (15, 18.5))),
    "down": lambda: _line(((6, 9.5), (12, 15.5), (18, 9.5))),
    "close": lambda: _line(((6, 6), (18, 18)), ((18, 6), (6, 18))),
    "search": lambda: _joined(_circle(10.5, 10.5, 6), _line(((15, 15), (20, 20)))),
    "add": lambda: _line(((12, 5), (12, 19)), ((5, 12), (19, 12))),
    "dash": lambda: _line(((7.5, 12), (16.5, 12))),
    "up": lambda: _line(((6, 15), (12, 9), (18, 15))),
    "menu": lambda: _line(((4, 7), (20, 7)), ((4, 12), (20, 12)), ((4, 17), (20, 17))),
    "ring": lambda: _circle(12, 12, 4.2),
    "clock": lambda: _joined(_circle(12, 12, 9), _line(((12, 6.5), (12, 12), (15.5, 14)))),
    "page": lambda: _joined(_page(), _line(((9, 12), (15, 12)), ((9, 16), (15, 16)))),
    "page_add": lambda: _joined(_page(), _line(((12, 10.5), (12, 17.5)), ((8.5, 14), (15.5, 14)))),
    "again": _again,
    "person": _person,
    "lock": _lock,
    "folder": _folder,
    "cap": _cap,
    "print": _printer,
    "exchange": lambda: _line(
        ((4, 7.5), (20, 7.5)), ((16.2, 3.7), (20, 7.5), (16.2, 11.3)),
        ((20, 16.5), (4, 16.5)), ((7.8, 12.7), (4, 16.5), (7.8, 20.3)),
    ),
    "shift": lambda: _line(
        ((5, 3.5), (5, 20.5)), ((1.5, 16.5), (5, 20.5), (8.5, 16.5)),
        ((12.5, 5), (21.5, 5)), ((12.5, 12), (21.5, 12)), ((12.5, 19), (21.5, 19)),
    ),
    "digits": _digits,
    "key": lambda: _joined(
        _circle(8, 15.5, 4.2),
        _line(((11.2, 12.4), (20, 3.8)), ((16.2, 7.5), (19.2, 10.5)), ((13.4, 10.2), (15.6, 12.4))),
    ),
    "save": _save,
    "pen": _nib,
    "pin": _pin,
    "phone": _phone,
}  # fmt: skip


def _joined(*paths: QPainterPath) -> QPainterPath:
    whole = QPainterPath()
    for path in paths:
        whole.addPath(path)
    return whole


#: name -> (filled outline, strokes cut out of it, dots cut out of it)
_FILLED: dict[str, Callable[[], tuple[QPainterPath, QPainterPath, QPainterPath]]] = {
    "error": lambda: (
        _closed(
            (7.9, 2), (16.1, 2), (22, 7.9), (22, 16.1), (16.1, 22), (7.9, 22), (2, 16.1), (2, 7.9)
        ),
        _line(((12, 6.7), (12, 12.6))),
        _circle(12, 16.8, 1.5),
    ),
    "warning": lambda: (
        _closed((12, 2.8), (22.6, 21), (1.4, 21)),
        _line(((12, 9.2), (12, 14))),
        _circle(12, 17.7, 1.4),
    ),
    "legal": lambda: (
        _closed((5, 2), (14.5, 2), (19.5, 7), (19.5, 22), (5, 22)),
        _line(((8.5, 12), (16, 12)), ((8.5, 16.5), (16, 16.5)), ((14, 3), (14, 7.5), (18.5, 7.5))),
        QPainterPath(),
    ),
    "ok": lambda: (
        _circle(12, 12, 10),
        _line(((7.3, 12.3), (10.7, 15.7), (16.9, 9))),
        QPainterPath(),
    ),
    "dot": lambda: (_circle(12, 12, 4.8), QPainterPath(), QPainterPath()),
}
_ALIAS = {
    "done": "tick",
    "now": "dot",
    "open": "ring",
    "skipped": "dash",
    "locked": "lock",
    "jump": "next",
    "training": "cap",
}


@functools.cache
def _stroked(name: str) -> QPainterPath:
    return _STROKED[name]()


@functools.cache
def _filled(name: str) -> tuple[QPainterPath, QPainterPath, QPainterPath]:
    return _FILLED[name]()


def known(name: str) -> bool:
    """Return whether there is a sign of this name."""
    name = _ALIAS.get(name, name)
    return name in _STROKED or name in _FILLED


def paint(p: QPainter, rect: QRect, name: str, ink: str, ground: str) -> None:
    """Paint a sign in a square: its ink, and the ground that shows through its cut-outs."""
    name = _ALIAS.get(name, name)
    if not known(name):
        return
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.translate(rect.x(), rect.y())
    p.scale(rect.width() / 24, rect.height() / 24)
    if name in _FILLED:
        outline, strokes, dots = _filled(name)
        p.setPen(_pen(ink, 1.2))
        p.setBrush(QBrush(theme.colour(ink)))
        p.drawPath(outline)
        p.setPen(_pen(ground, 2.3))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawPath(strokes)
        p.fillPath(dots, theme.colour(ground))
    else:
        p.setPen(_pen(ink, _STROKE))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawPath(_stroked(name))
    p.restore()


@functools.cache
def _pen(ink: str, width: float) -> QPen:
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(theme.colour(ink), width, Qt.PenStyle.SolidLine, cap, join)
