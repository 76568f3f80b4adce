"""A presenter that remembers what it was told and answers like the real one would."""

from PySide6.QtCore import QObject, Signal

from tests.ui import samples


class FakeShell(QObject):
    start_changed = Signal(object)
    desk_changed = Signal(object)
    side_changed = Signal(object, object)
    help_changed = Signal(object)
    form_asked = Signal(object)
    form_closed = Signal()
    focus_asked = Signal(str)
    file_asked = Signal(str, str, object)
    print_asked = Signal(object)
    told = Signal(object)
    beside_asked = Signal(str)
    front_asked = Signal()

    def __init__(self, first=None):
        super().__init__()
        self.calls = []
        self.values = dict(samples.NIGHT)
        self.lang = "kk"
        self.names = None
        self.training = False
        self.answering = True
        self._first = first

    def first_view(self):
        return self._first

    def show(self):
        self.desk_changed.emit(self.desk(self.values))

    def desk(self, values):
        return samples.count(self.lang, values, names=self.names, training=self.training)

    def said(self, name):
        return [call[1:] for call in self.calls if call[0] == name]

    def asked(self):
        """What the buttons and keys asked for."""
        return [asked for (asked,) in self.said("intent")]

    def ready(self):
        self.calls.append(("ready",))

    def commit(self, key, text):
        self.calls.append(("commit", key, text))
        self.values[key] = text
        if self.answering:
            self.show()

    def draft(self, key, text):
        self.calls.append(("draft", key, text))
        if self.answering:
            # The committed text of the view stays; sums and findings follow the draft.
            view = self.desk({**self.values, key: text})
            self.desk_changed.emit(with_text(view, key, self.values.get(key, "")))

    def focus_at(self, key):
        self.calls.append(("focus_at", key))

    def intent(self, asked):
        self.calls.append(("intent", asked))

    def handed(self, handed, *, busy):
        self.calls.append(("handed", handed, busy))

    def submit(self, values):
        self.calls.append(("submit", values))

    def cancel(self):
        self.calls.append(("cancel",))

    def choose_language(self, code):
        self.calls.append(("language", code))
        self.lang = code
        self.show()

    def choose_person(self, person):
        self.calls.append(("person", person))

    def file_chosen(self, kind, path):
        self.calls.append(("file", kind, path))

    def print_done(self, state):
        self.calls.append(("printed", state))

    def touched(self):
        self.calls.append(("touched",))

    def tick(self):
        self.calls.append(("tick",))

    def placed(self):
        return None

    def closing(self, placed):
        self.calls.append(("closing", placed))


def with_text(desk, key, text):
    from dataclasses import replace

    def row(one):
        if one.field is None or one.field.key != key:
            return one
        return replace(one, field=replace(one.field, text=text, shown=samples.grouped(text)))

    blocks = tuple(
        replace(block, rows=tuple(map(row, block.rows)))
        if hasattr(block, "title") and hasattr(block, "rows")
        else block
        for block in desk.page.blocks
    )
    return replace(desk, page=replace(desk.page, blocks=blocks))
