"""What papers look like: a small picture of every distinct layout, and where the words of every
other page stand.

A picture is of one bit and 60 dpi. What differs is a connected area of more than 1 mm², so that a
hair of another rounding is none, and a rule that moved is one. Check values and numbers of nights
are left white: they follow from a comment in a form. Words stand where they stood to half a
millimetre.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops, ImageDraw

from tests.golden import digests
from tests.reports import reading

FOLDER: Final = Path(__file__).parent / "pictures"
DPI: Final = 60
#: Of 255: a rule of half a point is grey at this size, and must not vanish.
_BLACK: Final = 200
#: Pixels of the largest area that is no difference yet.
_AREA: Final = int((DPI / 25.4) ** 2)
#: Further pages of one paper repeat the layout of these.
_PAGES: Final = 4
#: Half a millimetre.
_STEP: Final = 2

Pictures = dict[str, Image.Image]


def of(papers: Mapping[str, bytes]) -> tuple[Pictures, digests.Digests]:
    """The picture of every distinct layout, the digest of the boxes of every other page."""
    shown: Pictures = {}
    boxes: digests.Digests = {}
    layouts = set[str]()
    for name, pdf in papers.items():
        pages = reading.rectangles(pdf)
        new = [_layout(name, number) for number in range(1, len(pages) + 1)]
        images = reading.images(pdf, DPI) if set(new) - layouts else []
        for number, page in enumerate(pages, 1):
            layout = new[number - 1]
            if number <= _PAGES and layout not in layouts:
                layouts.add(layout)
                shown[layout] = picture(images[number - 1], page)
            else:
                boxes[f"{name} page {number}"] = digests.digest(boxes_of(page))
    return shown, boxes


def _layout(name: str, number: int) -> str:
    """A paper without its ballot, and the page."""
    contests = {key.split()[-1] for key in digests.kept("records")}
    ids = "|".join(sorted(contests, key=len, reverse=True))
    kind = re.sub(rf"(^|-)({ids})(?=-|$)", "", Path(name).stem)
    return f"{kind.strip('-')}-{number}"


def picture(image: Image.Image, page: tuple) -> Image.Image:
    """One page in black and white, without the digits that are no matter of the layout."""
    pencil, (width, _, boxes) = ImageDraw.Draw(image), page
    dots = image.width / width
    for left, top, right, bottom, text in boxes:
        if digests.DIGITS.search(text):
            place = (left * dots - 1, top * dots - 1, right * dots + 1, bottom * dots + 1)
            pencil.rectangle(place, "white")
    grey = image.convert("L")
    return grey.point([255 * (value >= _BLACK) for value in range(256)], "1")


def boxes_of(page: tuple) -> str:
    """Size of the page and its words, each with its place to half a millimetre."""
    width, height, boxes = page
    return repr((round(width), round(height), [_place(box) for box in boxes]))


def _place(box: tuple) -> tuple:
    """Where words stand; of check values and numbers of nights how far down: their digits are of
    many widths.
    """
    text, top = box[4], round(box[1] * _STEP)
    if digests.DIGITS.search(text):
        return top, digests.DIGITS.sub("####", text)
    return tuple(round(x * _STEP) for x in box[:4]), text


def differs(kept: Image.Image, made: Image.Image) -> bool:
    """True where a connected area of more than 1 mm² is black in one and white in the other."""
    if kept.size != made.size:
        return True
    return any(len(area) > _AREA for area in _areas(ImageChops.logical_xor(kept, made)))


def _areas(image: Image.Image) -> Iterator[set[tuple[int, int]]]:
    """The connected white areas, corner to corner too."""
    width, left = image.width, {at for at, on in enumerate(image.convert("L").tobytes()) if on}
    while left:
        edge, area = [left.pop()], set[tuple[int, int]]()
        while edge:
            at = edge.pop()
            area.add(divmod(at, width))
            around = {at + down * width + aside for down in (-1, 0, 1) for aside in (-1, 0, 1)}
            found = around & left
            left -= found
            edge += found
        yield area


def shown(kept: Image.Image, made: Image.Image) -> Image.Image:
    """Both over each other: what is gone in red, what is new in green, what stayed in black."""
    size = max(kept.width, made.width), max(kept.height, made.height)
    red, green = (Image.new("L", size, 255) for _ in range(2))
    green.paste(kept.convert("L"))
    red.paste(made.convert("L"))
    return Image.merge("RGB", (red, green, ImageChops.darker(red, green)))


def kept() -> Pictures:
    """The pictures as they were last renewed."""
    return {path.stem: Image.open(path).convert("1") for path in sorted(FOLDER.glob("*.png"))}


def keep(pictures: Pictures) -> None:
    """Keep these and no others."""
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.png"):
        path.unlink()
    for name, image in pictures.items():
        image.save(FOLDER / f"{name}.png", optimize=True)
