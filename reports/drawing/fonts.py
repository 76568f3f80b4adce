"""The faces of the paper: registered once from a directory, embedded always, never substituted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from tally_app.domain.values.signs import spelt

REGULAR: Final = "TallySans"
BOLD: Final = "TallySans-Bold"
#: Signs that the text faces lack (− ≠ ≤ ≥).
SIGNS: Final = "TallySigns"

_FILES: Final = {
    REGULAR: "NotoSans-Regular.ttf",
    BOLD: "NotoSans-Bold.ttf",
    SIGNS: "NotoSansMath-tally.ttf",
}
#: Millimetres in a point.
PT: Final = 25.4 / 72
#: Height of a line per point of size: 8.0 on 9.7.
_LEADING: Final = 9.7 / 8.0


class FontsNotRegisteredError(RuntimeError):
    """A document was asked for before ``register`` was called."""

    def __init__(self) -> None:
        super().__init__("no fonts: call reports.fonts.register(directory) before printing")


@dataclass(frozen=True, slots=True)
class Face:
    """A font, its size and tracking in points."""

    font: str
    size: float
    tracking: float = 0.0

    @property
    def leading(self) -> float:
        """Height of one line in millimetres."""
        return self.size * _LEADING * PT

    @property
    def ascent(self) -> float:
        """From the top of a line to its baseline, in millimetres."""
        return self.size * 0.95 * PT

    def at(self, size: float) -> Face:
        """The same face in another size."""
        return Face(self.font, size, self.tracking)

    def width(self, text: str) -> float:
        """Width of ``text`` in millimetres."""
        parts = runs(text, self.font)
        plain = sum(pdfmetrics.stringWidth(part, font, self.size) for font, part in parts)
        signs = sum(len(part) for _, part in parts)
        return float(plain + self.tracking * signs) * PT


def bold(size: float, tracking: float = 0.0) -> Face:
    """The face of Kazakh text and of figures."""
    return Face(BOLD, size, tracking)


def regular(size: float, tracking: float = 0.0) -> Face:
    """The face of Russian text."""
    return Face(REGULAR, size, tracking)


def register(directory: Path) -> None:
    """Read the font files of ``directory``; FileNotFoundError names one that is not there."""
    for name, file in _FILES.items():
        path = directory / file
        if not path.is_file():
            raise FileNotFoundError(f"font file missing: {path}")
        pdfmetrics.registerFont(TTFont(name, str(path)))
    # Every page names its first font: left alone, reportlab names Helvetica, which it never embeds.
    rl_config.canvas_basefontname = REGULAR
    # Bytes of a file are bytes: written as letters they are a quarter more.
    rl_config.useA85 = 0
    runs.cache_clear()
    drawn.cache_clear()


def require() -> None:
    """FontsNotRegisteredError unless ``register`` was called."""
    known = pdfmetrics.getRegisteredFontNames()
    if any(name not in known for name in _FILES):
        raise FontsNotRegisteredError


@lru_cache(maxsize=4096)
def runs(text: str, font: str) -> tuple[tuple[str, str], ...]:
    """``text`` as runs of one font each. A sign that nobody sees or that no font has is printed by
    its code, [U+260E]: a paper is always made, and never says less than what is kept.
    """
    found: list[tuple[str, str]] = []
    for character in printed(text):
        name = font if ord(character) in _glyphs(font) else SIGNS
        if found and found[-1][0] == name:
            found[-1] = (name, found[-1][1] + character)
        else:
            found.append((name, character))
    return tuple(found)


def marked(text: str, font: str = REGULAR) -> str:
    """A text as a flowing paragraph in ``font`` takes it: what the face lacks in the font of the
    signs, never left out.
    """
    return "".join(
        escape(part) if name == font else f'<font name="{name}">{escape(part)}</font>'
        for name, part in runs(text, font)
    )


def printed(text: str) -> str:
    """The text with what no face can draw by its code."""
    return spelt(text, drawn())


@cache
def drawn() -> frozenset[int]:
    """The code points that every face of the papers can draw, with the signs for those without."""
    both = _glyphs(REGULAR).keys() & _glyphs(BOLD).keys()
    return frozenset(both | _glyphs(SIGNS).keys())


def _glyphs(font: str) -> dict[int, int]:
    # The stubs know only the standard fonts; ours are TrueType, whose face has the glyphs.
    glyphs: dict[int, int] = pdfmetrics.getFont(font).face.charToGlyph  # type: ignore[attr-defined]
    return glyphs
