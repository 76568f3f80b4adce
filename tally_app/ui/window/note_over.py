"""A sentence of the program over a page beside the night that has no place for one of its own."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from tally_app.app.view.base import Note
from tally_app.ui.kit import theme
from tally_app.ui.kit.note import NoteCard
from tally_app.ui.kit.wire import Wire

#: Design pixels: the head of a page, and what is left free beside the sentence.
_HEAD, _SIDE = 64, 24


class NoteOver:
    """At most one sentence, below the head of the page; it is taken away by its cross."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self.card: NoteCard | None = None

    def tell(self, page: QWidget, note: Note | None) -> None:
        """Show a sentence over a page, or take away the one that is shown."""
        if self.card is not None:
            self.card.hide()
            self.card.deleteLater()
            self.card = None
        if note is None:
            return
        self.card = NoteCard(self._wire, page, can_close=True)
        self.card.set_view(note)
        if self.card.cross is not None:
            self.card.cross.clicked.connect(lambda: self.tell(page, None))
        self.place()
        self.card.show()
        self.card.raise_()

    def place(self) -> None:
        """Stand across the page as it is now."""
        if self.card is not None and (page := self.card.parentWidget()) is not None:
            look = theme.worn()
            wide = page.width() - 2 * look.px(_SIDE)
            high = self.card.height_for(wide)
            self.card.setGeometry(QRect(look.px(_SIDE), look.px(_HEAD), wide, high))
            self.card.place()
