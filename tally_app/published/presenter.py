"""The page of a published table: what was pasted, checked again whenever it changes."""

from __future__ import annotations

from collections.abc import Mapping

from tally_app.app.view.base import Button, GoToStart, Note
from tally_app.app.view.beside.pasted import PastedView, PutInPlace, ReadLine, ReadTable
from tally_app.app.view.desk import Card
from tally_app.app.view.fields import Message
from tally_app.app.window.services import SidePresenter
from tally_app.domain.values.languages import LANGUAGES
from tally_app.domain.values.wording import Wording, grouped
from tally_app.published.rules.contradictions import Checked, Contradiction
from tally_app.published.rules.reading.cells import PrintedFigure
from tally_app.published.rules.reading.roles import OF_ROWS
from tally_app.published.rules.reading.text import TableProblem, without_unseen
from tally_app.published.words import TableReport, check, problem_said, role_words

_SHOWN = 60  # rows of the table that are shown as they were read


class PublishedPresenter(SidePresenter):
    """Holds the text; the words of a view are those of the language it is asked for."""

    def __init__(self, wordings: Mapping[str, Wording]) -> None:
        self._wordings = wordings
        self._words = role_words(wordings)
        self._text = ""
        self._checked: Checked | TableProblem | None = None

    def draft(self, _key: str, text: str) -> None:
        """The text in the field changed."""
        self._text = text
        if not text.strip():
            self._checked = None
            return
        try:
            self._checked = check(text, self._words)
        except TableProblem as problem:
            self._checked = problem

    def view(self, language: str) -> PastedView:
        """The page in words."""
        words = self._wordings[language]
        checked = self._checked
        report = TableReport(checked, words) if isinstance(checked, Checked) else None
        return PastedView(
            language=language,
            languages=LANGUAGES,
            title=words("published.title"),
            subtitle=words("published.subtitle"),
            back=Button(
                GoToStart(),
                words("published.back"),
                shortcut="Esc",
                shortcut_text="Esc",
                icon="back",
            ),
            field="published",
            paste_name=words("published.paste_name"),
            placeholder=words("published.paste"),
            text=self._text,
            state=self._state(report, words),
            too_large=Note(words("published.too_large"), "warning"),
            cards=_cards(report) if report is not None else (),
            remarks=tuple(report.remarks()) if report is not None else (),
            tables=(_read_table(report),) if report is not None else (),
        )

    def _state(self, report: TableReport | None, words: Wording) -> Note:
        if isinstance(self._checked, TableProblem):
            said = problem_said(self._checked, words)
            return Note(said, "warning", buttons=self._mending(self._checked, words))
        if report is None:
            return Note(words("published.waiting"))
        if report.checked.contradictions:
            found = words("published.found", count=len(report.checked.contradictions))
            return Note(report.base() or report.shape(), title=found)
        if not report.checked.checks:
            return Note(report.shape())
        below = " ".join(filter(None, [_sentence(report.agrees()), _sentence(report.base())]))
        return Note(below, "ok", report.verdict())

    def _mending(self, problem: TableProblem, words: Wording) -> tuple[Button, ...]:
        """The one button that takes out what nobody can see."""
        if problem.code != "unseen":
            return ()
        mended = PutInPlace(without_unseen(self._text))
        return (Button(mended, words("unfit.take_out"), "small"),)


def _sentence(words: str) -> str:
    return f"{words}." if words else ""


def _cards(report: TableReport) -> tuple[Card, ...]:
    return tuple(
        _card(at, report, contradiction)
        for at, contradiction in enumerate(report.checked.contradictions)
    )


def _card(at: int, report: TableReport, contradiction: Contradiction) -> Card:
    explanations = "\n".join(report.explanations(contradiction))
    return Card(
        key=f"{at}",
        tone="error",
        word=report.heading(contradiction),
        code=report.place(contradiction),
        sentence=report.message(contradiction),
        hint=Message("again", explanations) if explanations else None,
    )


def _read_table(report: TableReport) -> ReadTable:
    table = report.checked.table
    marked = _marked(report.checked)
    lines = tuple(
        ReadLine(
            report.row(at),
            report.words(f"published.role.{row.role}") if row.role in OF_ROWS else "",
            tuple(map(_figure, row.figures)),
            frozenset(column for of, column in marked if of == at),
            bold=row.role == "total",
        )
        for at, row in enumerate(table.rows[:_SHOWN])
    )
    columns = tuple(report.column(at) for at in range(len(table.columns)))
    if len(table.rows) > _SHOWN:
        more = report.words("published.and_more", count=len(table.rows) - _SHOWN)
        lines = (*lines, ReadLine(more, "", ("",) * len(columns)))
    return ReadTable(report.words("published.understood"), columns, lines)


def _figure(figure: PrintedFigure | None) -> str:
    """A figure as it was read_table: grouped as everywhere in the program."""
    if figure is None:
        return ""
    if figure.none or not figure.whole:
        return figure.text
    return grouped(figure.digits)


def _marked(checked: Checked) -> set[tuple[int, int]]:
    """Cells that contradictions are about; one of rows alone marks their percentages."""
    table = checked.table
    every = range(len(table.columns))
    return {
        (row, column)
        for contradiction in checked.contradictions
        for row in contradiction.rows
        for column in (contradiction.columns or every)
        if table.rows[row].figures[column] is not None
    }
