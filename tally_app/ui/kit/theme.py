"""Which theme and size is worn now: colours, pixels and fonts for everything that paints.

There is one look for the whole window. A change of theme or zoom is a new ``Look``; the window
then asks every widget to ``restyle``.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from tally_app.ui.kit.tokens import LIGHT, THEMES, Tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibilityHints, QStyleHints

FAMILIES = ["Noto Sans", "Noto Sans Math", "Noto Sans Symbols2"]
ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)
SYSTEM = "system"
_TABULAR = QFont.Tag("tnum")


class _Pixels(dict[float, int]):
    """Measures of the design at one zoom, worked out once: a paint asks hundreds of times."""

    def __init__(self, zoom: int) -> None:
        super().__init__()
        self._zoom = zoom

    def __missing__(self, size: float) -> int:
        self[size] = found = max(1, round(size * self._zoom / 100))
        return found


class Look:
    """One theme at one zoom."""

    __slots__ = ("_fonts", "px", "t", "zoom")

    def __init__(self, tokens: Tokens, zoom: int) -> None:
        self.t = tokens
        self.zoom = zoom
        self._fonts: dict[tuple[float, bool], QFont] = {}
        #: a measure of the design at this zoom, never less than one pixel
        self.px: Callable[[float], int] = _Pixels(zoom).__getitem__

    def font(self, size: float, *, bold: bool = False) -> QFont:
        """Return the font of a size in design pixels, with digits of one width."""
        key = (size, bold)
        font = self._fonts.get(key)
        if font is None:
            font = QFont(FAMILIES)
            font.setPixelSize(self.px(size))
            font.setBold(bold)
            font.setFeature(_TABULAR, 1)
            self._fonts[key] = font
        return font


@functools.cache
def colour(text: str) -> QColor:
    """Return the colour of a token."""
    return QColor(text)


_worn = Look(LIGHT, 100)


def worn() -> Look:
    """Return the look that is worn now."""
    return _worn


def wear(tokens: Tokens, zoom: int) -> Look:
    """Put on another look; the caller restyles the widgets."""
    global _worn  # noqa: PLW0603 - one window wears one look
    _worn = Look(tokens, min(ZOOMS[-1], max(ZOOMS[0], zoom)))
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.setPalette(palette(tokens))
        app.setFont(_worn.font(14))
    return _worn


def next_zoom(zoom: int, direction: int) -> int:
    """Return the next zoom step up (1) or down (-1), or 100 for 0."""
    if direction == 0:
        return 100
    if direction > 0:
        return min((step for step in ZOOMS if step > zoom), default=ZOOMS[-1])
    return max((step for step in ZOOMS if step < zoom), default=ZOOMS[0])


def accessibility(hints: QStyleHints) -> QAccessibilityHints | None:
    """What the system says of contrast; Qt before 6.10, which the folder for Windows carries, does
    not ask the system. Whoever keeps it keeps ``hints`` too: a wrapper that outlives them leaves a
    dead object for Python's collector to trip over, and the window dies in the middle of a key.
    """
    return hints.accessibility() if hasattr(hints, "accessibility") else None


def resolve(name: str) -> Tokens:
    """Return the theme of a name; "system" follows contrast preference, then colour scheme."""
    if name in THEMES:
        return THEMES[name]
    hints = QApplication.styleHints()
    access = accessibility(hints)
    if access is not None and access.contrastPreference() == Qt.ContrastPreference.HighContrast:
        return THEMES["contrast"]
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    return THEMES["dark" if dark else "light"]


def load_fonts(folder: str) -> int:
    """Load the bundled fonts of a folder; return how many were loaded."""
    names = (
        "NotoSans-Regular.ttf",
        "NotoSans-Bold.ttf",
        "NotoSansMath-tally.ttf",
        "NotoSansSymbols2-tally.ttf",
    )
    return sum(QFontDatabase.addApplicationFont(f"{folder}/{name}") >= 0 for name in names)


def palette(t: Tokens) -> QPalette:
    """Return the palette of a theme for what Fusion paints itself (menus, scroll bars, edits)."""
    role = QPalette.ColorRole
    colours = {
        role.Window: t.ground,
        role.WindowText: t.ink,
        role.Base: t.surface,
        role.AlternateBase: t.well,
        role.Text: t.ink,
        role.PlaceholderText: t.quiet,
        role.Button: t.surface,
        role.ButtonText: t.ink,
        role.Highlight: t.selected,
        role.HighlightedText: t.on_selected,
        role.ToolTipBase: t.surface,
        role.ToolTipText: t.ink,
        role.Link: t.accent,
        role.Accent: t.accent,
    }
    made = QPalette(colour(t.surface), colour(t.ground))
    for name, value in colours.items():
        made.setColor(name, colour(value))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, colour(t.quiet))
    return made
