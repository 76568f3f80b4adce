"""Pages of a PDF exactly as printed, drawn from its own bytes; only what is in sight is drawn."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tally_app.app.view.desk import PaperPreview
from tally_app.ui.kit import theme
from tally_app.ui.kit.base import Painted, focus_ring
from tally_app.ui.kit.pdf import Pages
from tally_app.ui.kit.wire import Wire
from tally_app.ui.night.papers import PaperButtons

_GAP = 16


class PreviewBlock(Painted):
    """Shows a ``PaperPreview``, buttons above the pages."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self.view: PaperPreview | None = None
        self.papers = PaperButtons(wire, self)
        self._pages: Pages | None = None
        self._images: dict[tuple[int, int], QImage] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_view(self, shown: PaperPreview) -> bool:
        """Show another document; return whether the height may have changed."""
        old = self.view
        if old is not None and (shown.digest, shown.buttons) == (old.digest, old.buttons):
            return False
        self.view = shown
        if old is None or shown.digest != old.digest:
            self._images.clear()
            if self._pages is not None:
                self._pages.close()
            self._pages = Pages(shown.pdf)
        self.papers.set_view(shown.buttons)
        self.setAccessibleName(f"PDF, {len(self._pages.sizes) if self._pages else 0}")
        self.update()
        return True

    def _page_width(self, width: int) -> int:
        return max(1, min(width - 8, theme.worn().px(840)))

    def _top(self, width: int) -> int:
        high = self.papers.height_for(width)
        return high + theme.worn().px(12) if high else 3

    def _places(self, width: int) -> list[QRect]:
        """Return where each page stands."""
        wide, y = self._page_width(width), self._top(width)
        places: list[QRect] = []
        for across, down in self._pages.sizes if self._pages else ():
            high = round(wide * down / across)
            places.append(QRect((width - wide) // 2, y, wide, high))
            y += high + theme.worn().px(_GAP)
        return places

    def height_for(self, width: int) -> int:
        places = self._places(width)
        return places[-1].bottom() + 4 if places else self._top(width)

    def place(self) -> None:
        self.papers.place(self.width())

    def restyle(self) -> None:
        self.papers.restyle()
        super().restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        seen = self.visibleRegion().boundingRect().united(event.rect())
        places = self._places(self.width())
        for index, place in enumerate(places):
            if not place.intersects(seen):
                self._images.pop((index, self._wanted(place)), None)
            elif place.intersects(event.rect()):
                p.fillRect(place.adjusted(-1, -1, 1, 1), theme.colour(look.t.edge))
                p.drawImage(place, self._image(index, place))
        if self.hasFocus() and places:
            for place in places:
                focus_ring(p, place.adjusted(-3, -3, 3, 3), radius=2)

    def _wanted(self, place: QRect) -> int:
        return round(place.width() * self.devicePixelRatioF())

    def _image(self, index: int, place: QRect) -> QImage:
        key = (index, self._wanted(place))
        image = self._images.get(key)
        if image is None:
            assert self._pages is not None  # noqa: S101 - there is a page to show
            image = self._pages.image(index, key[1])
            self._images[key] = image
        return image
