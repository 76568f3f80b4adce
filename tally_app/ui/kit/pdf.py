"""Pages of a PDF as images, for the screen and for the printer: the same bytes, the same engine."""

import pypdfium2
from PySide6.QtGui import QImage


class Pages:
    """An opened PDF. Sizes are in points (1/72 inch)."""

    def __init__(self, pdf: bytes) -> None:
        self._document = pypdfium2.PdfDocument(pdf)
        self.sizes: list[tuple[float, float]] = [
            self._document.get_page_size(index) for index in range(len(self._document))
        ]

    def image(self, index: int, width: int) -> QImage:
        """Return a page as an image of this width in pixels."""
        return self._render(index, width, QImage.Format.Format_RGB32)

    def grey(self, index: int, width: int) -> QImage:
        """Return a page in shades of grey, a quarter of the size."""
        return self._render(index, width, QImage.Format.Format_Grayscale8)

    def _render(self, index: int, width: int, form: QImage.Format) -> QImage:
        page = self._document[index]
        grey = form == QImage.Format.Format_Grayscale8
        bitmap = page.render(
            scale=width / self.sizes[index][0], prefer_bgrx=not grey, grayscale=grey
        )
        # The buffer goes with the bitmap, so the image is a copy of its own.
        made = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, form).copy()
        bitmap.close()
        page.close()
        return made

    def close(self) -> None:
        """Release the document."""
        self._document.close()
