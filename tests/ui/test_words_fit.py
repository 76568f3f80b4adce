"""No word is cut off: every state, every zoom, words forty per cent longer."""

from dataclasses import fields, is_dataclass, replace

import pytest
from PySide6.QtWidgets import QApplication

from tally_app.app.view.fields import Field, Message, Row
from tally_app.ui.kit import text, theme
from tally_app.ui.kit.row import RowWidget
from tests.ui import grab, night_samples, samples, second_samples
from tests.ui.fake_shell import FakeShell

MAKERS = [
    samples.count, samples.portable, samples.finish, samples.commission, night_samples.night,
    night_samples.seals, night_samples.tape, night_samples.turnout, night_samples.ear,
    lambda: night_samples.night("ru", 13, 20), lambda: night_samples.ear("en", locked=True),
    lambda: night_samples.papers(grab.sample_pdf()),
    second_samples.second, second_samples.read_back,
    lambda: second_samples.second("kk", second_samples.many("kk", 9)),
    lambda: second_samples.second("ru", second_samples.comparison("ru", settled={"5.3": "61"})),
]  # fmt: skip

# fmt: off
WORDS = {
    "label", "caption", "title", "subtitle", "text", "sentence", "name", "heading", "remark",
    "quiet", "closed", "words", "target_label",
    "state_words", "group", "columns", "progress", "locked", "detail", "line", "first",
    "second", "paper", "what", "before", "after", "steps", "observer", "numbers",
}
#: which of the words of a bar or a pile is a name
PAIRS = {"bars": 0, "keys": 1}
# fmt: on


def longer(value, name=""):
    """Return a view whose words are 40 % longer, as a translation may be."""
    if is_dataclass(value):
        return replace(
            value, **{one.name: longer(getattr(value, one.name), one.name) for one in fields(value)}
        )
    if isinstance(value, tuple):
        if name in PAIRS and value and isinstance(value[0], str):
            at = PAIRS[name]
            return tuple(longer(one, "label" if at == n else "") for n, one in enumerate(value))
        return tuple(longer(one, name) for one in value)
    if isinstance(value, str) and name in WORDS and len(value) > 3:
        return value + " " + ("бүгін ұзарды " * 9)[: len(value) * 2 // 5].strip()
    return value


@pytest.fixture
def clipped(monkeypatch):
    found = []
    monkeypatch.setattr(text, "on_clip", found.append)
    return found


def close(window):
    if window.form is not None:
        window.form.finish()
    window.close()
    window.deleteLater()
    QApplication.processEvents()


@pytest.mark.parametrize("name", list(grab.STATES))
def test_every_state(qapp, clipped, name):
    window, _shell = grab.show(name)
    (window.form or window).grab()
    close(window)
    assert clipped == []


@pytest.mark.parametrize("name", list(grab.SCREENS))
def test_every_second_screen(qapp, clipped, tmp_path, name):
    size, make, worn, zoom = grab.SCREENS[name]
    theme.wear(theme.THEMES[worn], zoom)
    grab.second_screen(name, size, make, tmp_path)
    grab.second_screen(name, size, lambda: longer(make()), tmp_path)
    assert clipped == []


@pytest.mark.parametrize("zoom", theme.ZOOMS)
@pytest.mark.parametrize("make", MAKERS)
def test_longer_words_at_every_zoom(qapp, open_window, shell, clipped, make, zoom):
    theme.wear(theme.THEMES["light"], zoom)
    window = open_window()
    shell.desk_changed.emit(longer(make()))
    window.desk.open_panel(wanted=True)
    window.grab()
    for area in (window.desk.page.area, window.desk.panel.area, window.desk.steps_area):
        area.content.grab()
    assert clipped == []


@pytest.mark.parametrize("size", [(640, 480), (1024, 600), (1280, 720), (1920, 1080)])
def test_longer_words_at_every_size(qapp, open_window, shell, clipped, size):
    window = open_window(*size)
    for make in MAKERS:
        shell.desk_changed.emit(longer(make()))
        window.grab()
        window.desk.page.area.content.grab()
    shell.start_changed.emit(longer(samples.start()))
    window.grab()
    assert clipped == []


def test_what_is_missing_is_said_without_taking_the_room_of_its_label(open_window, shell, clipped):
    """A label of two lines beside a wide field in a dialog, and what is wrong with the field."""
    window = open_window()
    wrong = Message("error", "Толтырылмаған")
    label = "Актінің немесе шешімнің нөмірі"
    rows = (Row("", label, field=Field("number", "", "text", tone="error"), message=wrong),)
    shell.form_asked.emit(replace(samples.form(), fields=rows, errors=(("number", wrong.text),)))
    window.form.grab()
    (row,) = window.form.findChildren(RowWidget)
    below = row.height_for(row.width())
    row.set_view(replace(row.view, message=None))
    assert row.height_for(row.width()) == below, "a message moves nothing"
    assert clipped == []


def test_children_stand_inside_their_parents(qapp, open_window, shell):
    from tally_app.ui.kit.button import ButtonWidget

    for zoom in theme.ZOOMS:
        theme.wear(theme.THEMES["light"], zoom)
        window = open_window()
        for make in MAKERS:
            shell.desk_changed.emit(longer(make()))
            for one in (*window.desk.entries(), *window.desk.page.findChildren(ButtonWidget)):
                assert one.parentWidget().rect().contains(one.geometry()), (zoom, one.objectName())
            buttons = window.desk.footer.buttons
            assert window.desk.footer.rect().contains(buttons[0].geometry()), zoom
            assert not buttons[0].geometry().intersects(buttons[1].geometry())


def test_a_word_that_does_not_fit_is_noticed(qapp, clipped):
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter, QPixmap

    target = QPixmap(100, 100)
    target.fill()
    painter = QPainter(target)
    text.draw(painter, QRect(0, 0, 30, 12), "long words", 14, "#000000")
    painter.end()
    assert clipped == ["long words"]


def test_fake_shell_speaks_the_protocol(qapp):
    from tally_app.ui.kit.wire import Partner

    names = {name for name in vars(Partner) if not name.startswith("_")}
    assert not [name for name in names if not hasattr(FakeShell(), name)]


@pytest.mark.parametrize(
    ("said", "parted"),
    [
        ("№ 12 сайлау учаскесі", "№|12"),
        ("пересчёт (ст. 43, п. 8)", "ст.|43"),
        ("пересчёт (ст. 43, п. 8)", "п.|8"),
        ("қайта санау (43-бап, 9-тармақ)", "9-|тармақ"),
        ("by the law (Art. 43(8))", "Art.|43"),
    ],
)
def test_a_number_stays_with_its_sign_and_its_noun(qapp, said, parted):
    """In every width in which each of them fits a line of its own."""
    before, behind = parted.split("|")
    whole = text.advance(before + behind, 14) + 60
    for width in range(whole, text.advance(said, 14) + 20, 3):
        layout = text.para(said, 14, width).layout
        shown = layout.text()
        lines = [layout.lineAt(n) for n in range(layout.lineCount())]
        rows = [shown[x.textStart() : x.textStart() + x.textLength()] for x in lines]
        assert not any(row.rstrip("\u2060 \u00a0").endswith(before) for row in rows), (width, rows)
