"""Render every state of the window to PNG, to be looked at beside the drawings.

python tests/ui/grab.py FOLDER [part of a name]
"""

import os
import sys
from functools import partial
from pathlib import Path

HERE = Path(__file__).parent
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={HERE.parent / 'screen.json'}")
sys.path.insert(0, str(HERE.parent.parent))

from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from tally_app.app.view.base import Note  # noqa: E402
from tally_app.ui.kit import text, theme  # noqa: E402
from tally_app.ui.maker.page import MakerPage  # noqa: E402
from tally_app.ui.pasted.page import PastedPage  # noqa: E402
from tally_app.ui.window.app import prepare  # noqa: E402
from tally_app.ui.window.main_window import MainWindow  # noqa: E402
from tests.ui import maker_samples, night_samples, published_samples, samples, second_samples  # noqa: E402
from tests.ui.fake_shell import FakeShell  # noqa: E402


def sample_pdf() -> bytes:
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    for page in (1, 2):
        canvas.setFont("Helvetica", 20)
        canvas.drawString(60, 760, f"Protocol, page {page}")
        canvas.rect(50, 50, 495, 742)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


IN_ORDER = {**samples.NIGHT, "5.2": "210"}
EMPTY = {"5.1": "1190", "5.2": "210"}
MANY = {"names": samples.options(60)}

#: name -> (view, focused key, width, height, zoom, theme, extra)
STATES = {
    "01-start-ru": (samples.start, "", {}),
    "01-start-empty": (lambda: samples.start(resume=False), "", {}),
    "01-start-200": (samples.start, "", {"zoom": 200}),
    "01-start-dark": (samples.start, "", {"theme": "dark"}),
    "01-start-contrast": (samples.start, "", {"theme": "contrast"}),
    "02-count-kk": (lambda: samples.count("kk"), "5.3", {}),
    "02-count-ru": (lambda: samples.count("ru"), "5.3", {}),
    "02-count-en": (lambda: samples.count("en"), "5.3", {}),
    "02-count-reasons": (lambda: samples.reasons("ru"), "5.3", {}),
    "02-count-missing": (lambda: samples.count("ru", EMPTY), "5.3", {}),
    "02-count-125": (lambda: samples.count("kk"), "5.3", {"zoom": 125}),
    "02-count-200": (lambda: samples.count("kk"), "5.3", {"zoom": 200}),
    "02-count-200-panel": (lambda: samples.count("ru"), "5.3", {"zoom": 200, "panel": True}),
    "02-count-1024": (lambda: samples.count("ru"), "5.2", {"size": (1024, 700)}),
    "02-count-1024-panel": (
        lambda: samples.count("ru"),
        "5.3",
        {"size": (1024, 700), "panel": True},
    ),
    "02-count-1920": (lambda: samples.count("ru"), "5.3", {"size": (1920, 1000)}),
    "02-copies-kk": (lambda: samples.no_stick("kk"), "5.3", {}),
    "02-copies-ru": (lambda: samples.no_stick("ru"), "5.3", {}),
    "02-copies-en": (lambda: samples.no_stick("en"), "5.3", {}),
    "02-copies-200": (lambda: samples.no_stick("ru"), "5.3", {"zoom": 200}),
    "02-copies-640": (lambda: samples.no_stick("ru"), "5.3", {"size": (640, 480)}),
    "02-count-told": (lambda: samples.count("ru"), "5.3", {"told": True}),
    "03-in-order-ru": (lambda: samples.count("ru", IN_ORDER), "7", {}),
    "04-portable-ru": (samples.portable, "", {}),
    "04-portable-200": (samples.portable, "", {"zoom": 200}),
    "04-portable-contrast": (samples.portable, "b2b", {"theme": "contrast"}),
    "06-finish-kk": (samples.finish, "finish.number", {}),
    "06-finish-dark": (samples.finish, "finish.number", {"theme": "dark"}),
    "06-finish-200": (samples.finish, "", {"zoom": 200}),
    "08a-dark-kk": (lambda: samples.count("kk"), "5.3", {"theme": "dark"}),
    "08b-contrast-kk": (lambda: samples.count("kk"), "5.3", {"theme": "contrast"}),
    "09-training-kk": (lambda: samples.count("kk", training=True), "5.3", {}),
    "09-training-contrast": (
        lambda: samples.count("kk", training=True),
        "5.3",
        {"theme": "contrast"},
    ),
    "15-commission-ru": (samples.commission, "address", {}),
    "15-commission-200": (samples.commission, "m1.name", {"zoom": 200}),
    "16-sixty": (lambda: samples.count("kk", {**samples.NIGHT}, **MANY), "5.33", {}),
    "17-preview": (lambda: samples.preview(sample_pdf()), "", {}),
    "18-dialog": (lambda: samples.count("ru"), "", {"form": "warning"}),
    "18-dialog-plain": (lambda: samples.count("ru"), "", {"form": ""}),
    "18-dialog-200": (lambda: samples.count("ru"), "", {"form": "warning", "zoom": 200}),
}

#: the pages of a whole night: name -> (view of a language, focused key)
NIGHTS = {
    "20-contests": (night_samples.night, "5.2"),
    "21-contests-20": (lambda lang: night_samples.night(lang, 13, 20), "5.2"),
    "22-seals": (night_samples.seals, "seal.2.number"),
    "23-tape": (night_samples.tape, "tape.3.2"),
    "24-turnout": (night_samples.turnout, "turnout.18"),
    "25-ear": (night_samples.ear, "ear"),
    "26-ear-locked": (lambda lang: night_samples.ear(lang, locked=True), ""),
    "27-papers": (lambda lang: night_samples.papers(sample_pdf(), lang), ""),
}
for _name, (_make, _key) in NIGHTS.items():
    for _lang in ("kk", "ru", "en"):
        for _zoom in (100, 150, 200):
            STATES[f"{_name}-{_lang}-{_zoom}"] = (partial(_make, _lang), _key, {"zoom": _zoom})
    for _worn in ("dark", "contrast"):
        STATES[f"{_name}-{_worn}"] = (partial(_make, "kk"), _key, {"theme": _worn})
    STATES[f"{_name}-1024"] = (partial(_make, "ru"), _key, {"size": (1024, 700)})

#: the page of a published table: name -> text
PUBLISHED = {
    "30-published-race": published_samples.RACE,
    "31-published-places": published_samples.PLACES,
    "32-published-moved": published_samples.MOVED,
    "33-published-sound": published_samples.SOUND,
    "34-published-broken": published_samples.BROKEN,
    "35-published-empty": "",
    "36-published-unseen": published_samples.UNSEEN,
}
for _name, _text in PUBLISHED.items():
    for _lang in ("kk", "ru", "en"):
        STATES[f"{_name}-{_lang}"] = (partial(published_samples.page, _lang, _text), "", {})
for _extra in (
    {"zoom": 150},
    {"zoom": 200},
    {"theme": "dark"},
    {"theme": "contrast"},
    {"size": (1024, 700)},
    {"size": (640, 480)},
):
    _name = "-".join(str(value) for value in _extra.values())
    STATES[f"30-published-{_name}"] = (published_samples.page, "", _extra)


#: the pages of the maker, with faults on each
for _name in maker_samples.STATES:
    for _lang in ("kk", "ru", "en"):
        STATES[f"40-maker-{_name}-{_lang}"] = (partial(maker_samples.page, _lang, _name), "", {})


def emit(name: str, shell: FakeShell, shown: object) -> None:
    """Show a state by the signal it comes by."""
    if name.startswith("01"):
        shell.start_changed.emit(shown)
    elif "published" in name:
        shell.side_changed.emit(PastedPage, shown)
    elif "maker" in name:
        shell.side_changed.emit(MakerPage, shown)
    else:
        shell.desk_changed.emit(shown)


SECOND = second_samples
LONG = {
    "name": SECOND.LONG_NAME,
    "figure": samples.grouped("12345678"),
    "words": " ".join(["сегіз"] * 12),
}
STATES |= {
    "07-read-long": (
        lambda: SECOND.read_back("kk", SECOND.figure("kk", 140, 300, **LONG)), "", {}
    ),
    "05-second-sixty": (lambda: SECOND.second("kk", SECOND.many()), "paper.5.33", {}),
    "05-second-sixty-200": (
        lambda: SECOND.second("kk", SECOND.many()), "paper.5.4", {"zoom": 200}
    ),
    "05-second-settled": (
        lambda: SECOND.second("ru", SECOND.comparison("ru", settled={"5.3": "61"})), "paper.5.4", {}
    ),
    "05-second-640": (
        lambda: SECOND.second("ru", SECOND.comparison("ru", settled={"5.3": "61"})),
        "paper.5.4",
        {"size": (640, 700), "zoom": 150},
    ),
    "05-second-training": (lambda: SECOND.second("kk", training=True), "paper.5.3", {}),
    "07-read-training": (lambda: SECOND.read_back("ru", training=True), "", {}),
}  # fmt: skip
for _name, _make in (("05-second", SECOND.second), ("07-read", SECOND.read_back)):
    _key = "paper.5.3" if _name == "05-second" else ""
    for _lang in ("kk", "ru", "en"):
        for _zoom in (100, 125, 200):
            STATES[f"{_name}-{_lang}-{_zoom}"] = (partial(_make, _lang), _key, {"zoom": _zoom})
    for _worn in ("dark", "contrast"):
        STATES[f"{_name}-{_worn}"] = (partial(_make, "ru"), _key, {"theme": _worn})
    STATES[f"{_name}-1024"] = (partial(_make, "ru"), _key, {"size": (1024, 700)})


def second_screen(name: str, size: tuple[int, int], make, folder: Path) -> None:
    """Render what a second screen of a size shows."""
    from tally_app.ui.night.second.read_back_screen import ReadBackScreen

    desk, screen = make(), ReadBackScreen()
    screen.resize(*size)
    screen.set_view(desk.page.blocks[0], desk.header)
    screen.grab().save(str(folder / f"{name}.png"))
    screen.deleteLater()


#: name -> (size of the screen, view, theme, zoom)
SCREENS = {
    "07-screen-kk": ((1366, 768), SECOND.read_back, "light", 100),
    "07-screen-1080": ((1920, 1080), SECOND.read_back, "light", 200),
    "07-screen-4x3": ((1024, 768), partial(SECOND.read_back, "ru"), "light", 125),
    "07-screen-dark": ((1366, 768), SECOND.read_back, "dark", 100),
    "07-screen-contrast": ((1366, 768), SECOND.read_back, "contrast", 100),
    "07-screen-training": (
        (1366, 768), partial(SECOND.read_back, "ru", training=True), "light", 100
    ),
    "07-screen-long": (
        (1366, 768),
        lambda: SECOND.read_back("kk", SECOND.figure("kk", 140, 300, **LONG)), "light", 100,
    ),
}  # fmt: skip


def show(name: str) -> tuple[MainWindow, FakeShell]:
    make, key, extra = STATES[name]
    theme.wear(theme.THEMES[extra.get("theme", "light")], extra.get("zoom", 100))
    text.forget()
    shell = FakeShell()
    window = MainWindow(shell, extra.get("theme", "light"))
    window.resize(*extra.get("size", (1366, 768)))
    shown = make()
    emit(name, shell, shown)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window, 500)
    if key:
        shell.focus_asked.emit(key)
    if extra.get("panel"):
        window.desk.open_panel(wanted=True)
    if extra.get("told"):
        window.tell(Note("Файл занят другой программой. Закройте её и повторите.", "error"))
    if "form" in extra:
        shell.form_asked.emit(samples.form(extra["form"]))
    QApplication.processEvents()
    return window, shell


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    part = sys.argv[2] if len(sys.argv) > 2 else ""
    _app = prepare("light")
    for name in STATES:
        if part not in name:
            continue
        clipped = []
        text.on_clip = clipped.append
        window, _shell = show(name)
        shown = window.form if window.form is not None else window
        shown.grab().save(str(folder / f"{name}.png"))
        if clipped:
            print(name, "CLIPPED", sorted(set(clipped)))
        if window.form is not None:
            window.form.finish()
        window.close()
        window.deleteLater()
        QApplication.processEvents()
    for name, (size, make, worn, zoom) in SCREENS.items():
        if part in name:
            theme.wear(theme.THEMES[worn], zoom)
            text.forget()
            clipped = []
            text.on_clip = clipped.append
            second_screen(name, size, make, folder)
            if clipped:
                print(name, "CLIPPED", sorted(set(clipped)))


if __name__ == "__main__":
    main()
