"""The protocol beside a plain platypus document of the same words in the same fonts and rows."""

from __future__ import annotations

import io
import time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tally_app import main, paths
from tally_app.app.night.replay import play, stage
from tally_app.app.papers.offering import offers
from tally_app.app.papers.papers import Papers
from tally_app.catalog.library import Library
from tally_app.domain.record.texts import Texts
from tests.bench import house
from tests.bench.figures import Figure, Value, by_turns

#: The night of five ballots.
_FIVE = "five-2023-night"
#: Columns of the protocol's widest table: number, two languages, cells, words.
_COLUMNS = (12, 62, 34, 70)


def protocol_pdf(pairs: int) -> list[Figure]:
    """Warm, in one process: the record and the texts are at hand for both."""
    with TemporaryDirectory() as name:
        session = house.finished_night(Path(name) / "night.tally")
        record = session.record(house.CONTEST)
        texts = Texts(session.night.form(house.CONTEST), house.services(Path(name)).wordings)
        session.close()
    printers = main.printers()
    said = _said(lambda: printers.protocol(record, texts))
    pages = {page for page, _, _ in said}

    def ours() -> float:
        start = time.perf_counter()
        printers.protocol(record, texts)
        return (time.perf_counter() - start) * 1000

    def base() -> float:
        start = time.perf_counter()
        _platypus(said)
        return (time.perf_counter() - start) * 1000

    figures = by_turns(pairs, ours, base)
    return [Figure(f"protocol PDF, {len(pages)} pages", *figures, limit=1.5)]


def day_papers(pairs: int) -> list[Value]:
    """Every paper of a day of five ballots, each made once by a program just started."""
    seconds, library = [], Library.of_resources(paths.resources(), every_kind=True)
    with TemporaryDirectory() as name:
        session, script, wall = stage(_FIVE, Path(name) / "night.tally", library)
        for action, refused in play(session, script, wall):
            assert refused is None, (action, refused)
        wordings = house.services(Path(name)).wordings
        for _ in range(pairs):
            papers, start = Papers(main.printers, wordings), time.perf_counter()
            for contest in session.night.contests:
                for offer in offers(session, contest):
                    day = offer.paper is not None and offer.paper.scope == "day"
                    if not day or contest == session.night.first:
                        papers.of(session, contest, offer.name)
            seconds.append(time.perf_counter() - start)
        session.close()
    return [Value("all papers of a five-ballot day", seconds, "s", limit=6)]


#: Page, in a table or not, and the lines of one paragraph: text, font, size.
_Said = list[tuple[int, bool, list[tuple[str, str, float]]]]


def _said(make) -> _Said:
    """Everything the protocol writes, listened to while it is drawn once."""
    from reports.drawing.pen import Pen
    from reports.drawing.tree import Role

    said: _Said = []
    write, stack = Pen.write, Pen.stack

    def heard(pen, role, lines) -> None:
        words = [(line.text, line.face.font, line.face.size) for line in lines]
        if words:
            said.append((pen.page, role in (Role.TD, Role.TH), words))

    def on_write(self, role, x, y, line, *rest, **named):
        heard(self, role, [line])
        write(self, role, x, y, line, *rest, **named)

    def on_stack(self, role, x, y, lines, *rest, **named):
        heard(self, role, lines)
        stack(self, role, x, y, lines, *rest, **named)

    Pen.write, Pen.stack = on_write, on_stack
    try:
        make()
    finally:
        Pen.write, Pen.stack = write, stack
    return said


def _platypus(said: _Said) -> bytes:
    """Paragraphs above each other, runs of table words in a ruled table of four columns."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.platypus import PageBreak, SimpleDocTemplate

    stream = io.BytesIO()
    # Platypus sets wider than we do: its pages are as long as they must be to stay as many.
    document = SimpleDocTemplate(
        stream, pagesize=(A4[0], 3 * A4[1]), leftMargin=16 * mm, rightMargin=16 * mm,
        topMargin=10 * mm, bottomMargin=10 * mm, invariant=1, lang="kk", title="Protocol",
    )  # fmt: skip
    story: list[object] = []
    page, cells = 1, []
    for on, in_table, lines in said:
        if on != page or not in_table:
            story += _table(cells)
            cells = []
        if on != page:
            story.append(PageBreak())
            page = on
        if in_table:
            cells.append(_paragraph(lines))
        else:
            story.append(_paragraph(lines))
    story += _table(cells)
    document.build(story)
    return stream.getvalue()


@cache
def _style(font: str, size: float):
    from reportlab.lib.styles import ParagraphStyle

    return ParagraphStyle("words", fontName=font, fontSize=size, leading=size * 1.15)


def _paragraph(lines: list[tuple[str, str, float]]):
    from reportlab.platypus import Paragraph

    _, font, size = lines[0]
    words = [
        text if face == font else f'<font name="{face}">{text}</font>'
        for text, face, _ in ((_escaped(text), face, size) for text, face, size in lines)
    ]
    return Paragraph("<br/>".join(words), _style(font, size))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _table(cells: list) -> list[object]:
    from reportlab.lib.colors import black
    from reportlab.lib.units import mm
    from reportlab.platypus import Table

    if not cells:
        return []
    wide = len(_COLUMNS)
    cells = [*cells, *[""] * (-len(cells) % wide)]
    rows = [cells[at : at + wide] for at in range(0, len(cells), wide)]
    style = [("GRID", (0, 0), (-1, -1), 0.5, black), ("TOPPADDING", (0, 0), (-1, -1), 1),
             ("BOTTOMPADDING", (0, 0), (-1, -1), 1)]  # fmt: skip
    return [Table(rows, colWidths=[width * mm for width in _COLUMNS], style=style)]
