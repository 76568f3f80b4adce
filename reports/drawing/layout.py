"""Measuring before drawing: how text breaks into lines, how blocks flow over pages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from reports.drawing.fonts import Face
from reports.drawing.pen import FIRST, PAGE_HEIGHT, PAGE_WIDTH, Line, Pen, stack_height
from reports.drawing.tree import Role

#: Left edge and width of the text block, both in millimetres.
LEFT: Final = 16.0
WIDTH: Final = 178.0
RIGHT: Final = LEFT + WIDTH
#: First line of a page.
TOP: Final = 15.0
#: From the lower edge: where contents end with initials fields below them or without, the footer.
_INITIALED: Final = 44.4
_PLAIN: Final = 34.2
_FOOTER: Final = 31.5
#: Free space from this height on is crossed out.
FREE: Final = 12.0
_Z_GAP: Final = 2.8

_BLANKS: Final = re.compile(r"[ \t\r\n]+")
#: No break after №, after a paragraph's short word (п. 8), between a figure and its word or sign
#: (12 шілде, 12) тармақша, 5 %), between initials (А. М.).
_GLUED: Final = re.compile(
    r"(?<=№) |(?:(?<=\bп\.)|(?<=\bст\.)|(?<=\bподп\.)) (?=\d)|"
    r"(?<=\d) (?=[^\W\d_]|%)|(?<=\d\)) (?=[^\W\d_])|(?<=\b\w\.) (?=\w\.)"
)
_HALVINGS: Final = 12


def tidy(text: str) -> str:
    """Text as it is set: composed letters, single spaces, no break where one would mislead."""
    single = _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()
    return _GLUED.sub("\u00a0", single)


def wrap(text: str, face: Face, width: float) -> list[str]:
    """Lines no wider than ``width``; a wider word is broken, after a hyphen if it has one."""
    lines: list[str] = []
    for word in tidy(text).split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and face.width(joined) <= width:
            lines[-1] = joined
        else:
            lines += _pieces(word, face, width)
    return lines


def _pieces(word: str, face: Face, width: float) -> list[str]:
    pieces: list[str] = []
    while len(word) > 1 and face.width(word) > width:
        fits = 1
        while face.width(word[: fits + 1]) <= width:
            fits += 1
        hyphen = word.rfind("-", 0, fits) + 1
        pieces.append(word[: hyphen or fits])
        word = word[hyphen or fits :]
    return [*pieces, word]


def balanced(text: str, face: Face, width: float) -> list[str]:
    """As few lines as ``wrap`` needs, of about the same width each."""
    best = wrap(text, face, width)
    # Never so narrow that a word would have to be broken.
    widest = max(face.width(word) for word in tidy(text).split(" "))
    low, high = min(widest, width), width
    for _ in range(_HALVINGS if len(best) > 1 else 0):
        middle = (low + high) / 2
        tried = wrap(text, face, middle)
        if len(tried) == len(best) and all(face.width(line) <= middle for line in tried):
            best, high = tried, middle
        else:
            low = middle
    return best


def set_lines(text: str, face: Face, width: float, lang: str = FIRST) -> list[Line]:
    """``text`` in balanced lines of ``face``; nothing for no text."""
    return [Line(face, line, lang) for line in balanced(text, face, width)] if tidy(text) else []


def set_prose(text: str, face: Face, width: float, lang: str = FIRST) -> list[Line]:
    """``text`` in lines as full as they get: sentences, not labels."""
    return [Line(face, line, lang) for line in wrap(text, face, width)] if tidy(text) else []


@dataclass(frozen=True, slots=True)
class Block:
    """Something of a known height that is never split; ``draw`` gets the y of its top."""

    height: float
    draw: Callable[[Pen, float], None]


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet of paper, in millimetres; its side margins are the same both ways up."""

    width: float
    height: float

    @property
    def right(self) -> float:
        """Right edge of the text block."""
        return self.width - LEFT

    @property
    def text(self) -> float:
        """Width of the text block."""
        return self.width - 2 * LEFT

    @property
    def middle(self) -> float:
        """Centre between left and right."""
        return self.width / 2

    @property
    def footer(self) -> float:
        """The rule above the footer."""
        return self.height - _FOOTER


PORTRAIT: Final = Page(PAGE_WIDTH, PAGE_HEIGHT)
LANDSCAPE: Final = Page(PAGE_HEIGHT, PAGE_WIDTH)
BOTTOM_PLAIN: Final = PAGE_HEIGHT - _PLAIN


@dataclass(slots=True)
class Leaf:
    """One page being filled from ``y`` down to ``bottom``.

    ``running`` names what the running head says, "" for a page without one; ``initials`` puts the
    fields of chair and secretary above the footer.
    """

    y: float
    running: str
    initials: bool
    page: Page = PORTRAIT
    placed: list[tuple[float, Block]] = field(default_factory=list)

    @property
    def bottom(self) -> float:
        """Where the room for blocks ends, mm from the top."""
        return self.page.height - (_INITIALED if self.initials else _PLAIN)

    @property
    def room(self) -> float:
        """Millimetres left."""
        return self.bottom - self.y

    def fits(self, height: float) -> bool:
        """True when a block of ``height`` still fits."""
        return self.y + height <= self.bottom + 1e-6

    def put(self, block: Block, gap: float = 0.0) -> None:
        """Place a block under the last one; ValueError when it does not fit."""
        if not self.fits(gap + block.height):
            raise ValueError(
                f"block of {block.height:.1f} mm does not fit at {self.y + gap:.1f} mm"
            )
        self.placed.append((self.y + gap, block))
        self.y += gap + block.height

    def zed(self) -> tuple[float, float] | None:
        """Top and bottom of the Z that crosses the free rest, None where little is left."""
        if self.bottom - self.y < FREE:
            return None
        return self.y + _Z_GAP, self.bottom - _Z_GAP


def append(leaves: list[Leaf], block: Block, gap: float, fresh: Callable[[], Leaf]) -> None:
    """Place a block on the last page, or on a fresh one where it does not fit."""
    if not leaves[-1].fits(gap + block.height):
        leaves.append(fresh())
    leaves[-1].put(block, gap)


class Build(Protocol):
    """Makes all pages of a paper, with or without room for initials."""

    def __call__(self, *, initials: bool) -> list[Leaf]: ...


def signed_pages(build: Build) -> list[Leaf]:
    """Pages of a paper that ends with its signatures.

    Where one page is not enough, every page but the last has initials fields.
    """
    leaves = build(initials=False)
    if len(leaves) > 1:
        leaves = build(initials=True)
        leaves[-1].initials = False
    return leaves


def group(blocks: Sequence[Block], gap: float = 0.0) -> Block:
    """Blocks one under the other as one that is never split."""
    height = sum(block.height for block in blocks) + gap * (len(blocks) - 1)

    def draw(pen: Pen, y: float) -> None:
        for block in blocks:
            block.draw(pen, y)
            y += block.height + gap

    return Block(height, draw)


def tabled(
    rows: Sequence[Block], between: Callable[[Pen, float, int], None] | None = None
) -> Block:
    """Blocks one under the other as the rows of one table; ``between`` draws what parts a row from
    the one before it.
    """

    def draw(pen: Pen, y: float) -> None:
        with pen.part(Role.TABLE):
            for index, row in enumerate(rows):
                if index and between:
                    between(pen, y, index)
                with pen.part(Role.TR):
                    row.draw(pen, y)
                y += row.height

    return Block(sum(row.height for row in rows), draw)


def centred(lines: Sequence[Line], top: float, height: float) -> float:
    """Y at which a stack of ``lines`` stands in the middle of a cell."""
    return top + (height - stack_height(lines)) / 2
