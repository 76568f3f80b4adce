"""Reading a PDF back: its text by two readers, its operators, its pixels."""

import io

import pypdf
import pypdfium2
from pypdf.generic import ContentStream

MM = 72 / 25.4


def plain(text):
    return " ".join(text.split())


def pages(data):
    """Text of every page by pypdf, white space made single spaces."""
    return [plain(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def pdfium_pages(data):
    document = pypdfium2.PdfDocument(data)
    found = [plain(page.get_textpage().get_text_range()) for page in document]
    document.close()
    return found


def lines(data):
    """Text of every page line by line, for comparing a paper with one made earlier."""
    document = pypdfium2.PdfDocument(data)
    found = [page.get_textpage().get_text_range().splitlines() for page in document]
    document.close()
    return found


def fonts(data):
    """Name and embedded file of every font the pages name."""
    found = {}
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        for reference in page["/Resources"]["/Font"].values():
            font = reference.get_object()
            found[font["/BaseFont"]] = "/FontFile2" in font.get("/FontDescriptor", {})
    return found


def operations(data):
    """Operands and operator of every page's contents."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    return [ContentStream(page.get_contents(), reader).operations for page in reader.pages]


def images(data, dpi):
    document = pypdfium2.PdfDocument(data)
    found = [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]
    document.close()
    return found


def rectangles(data):
    """Width, height and boxes of text of every page in mm from the top left corner.

    A box is left, top, right, bottom, text.
    """
    document = pypdfium2.PdfDocument(data)
    found = []
    for page in document:
        height, text = page.get_height(), page.get_textpage()
        boxes = [text.get_rect(i) for i in range(text.count_rects())]
        found.append(
            (page.get_width() / MM, height / MM, [
                (x / MM, (height - top) / MM, right / MM, (height - bottom) / MM,
                 text.get_text_bounded(x, bottom, right, top))
                for x, bottom, right, top in boxes
            ])
        )  # fmt: skip
    document.close()
    return found
