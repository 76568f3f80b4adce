"""The page of a published table: what was pasted, checked again whenever it changes."""

from __future__ import annotations

from collections.abc import Mapping

from tally_app.app.view.base import Button, GoToStart, Note
from tally_app.app.view.desk import Card
from tally_app.app.view.fields import Message
from tally_app.domain.values.languages import LANGUAGES
from tally_app.domain.values.wording import Wording, grouped
from tally_app.published.rules.cells import Figure
from tally_app.published.rules.contradictions import Checked, Finding
from tally_app.published.rules.text import TableProblem
from tally_app.published.view import Line, PublishedPage, Understood
from tally_app.published.words import Said, check, problem_said, role_words

_SHOWN = 60  # rows of the table that are shown as they were read


class PublishedPresenter:
    """Holds the text; the words of a view are those of the language it is asked for."""

    def __init__(self, wordings: Mapping[str, Wording]) -> None:
        self._wordings = wordings
        self._words = role_words(wordings)
        self._text = ""
        self._checked: Checked | TableProblem | None = None

    def paste(self, text: str) -> None:
        """The text changed."""
        self._text = text
        if not text.strip():
            self._checked = None
            return
        try:
            self._checked = check(text, self._words)
        except TableProblem as problem:
            self._checked = problem

    def view(self, language: str) -> PublishedPage:
        """The page in words."""
        words = self._wordings[language]
        checked = self._checked
        said = Said(checked, words) if isinstance(checked, Checked) else None
        return PublishedPage(
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
            paste_name=words("published.paste_name"),
            placeholder=words("published.paste"),
            text=self._text,
            state=self._state(said, words),
            cards=_cards(said) if said is not None else (),
            remarks=tuple(said.remarks()) if said is not None else (),
            understood=_understood(said) if said is not None else None,
        )

    def _state(self, said: Said | None, words: Wording) -> Note:
        if isinstance(self._checked, TableProblem):
            return Note(problem_said(self._checked, words), "warning")
        if said is None:
            return Note(words("published.waiting"))
        if said.checked.findings:
            found = words("published.found", count=len(said.checked.findings))
            return Note(said.base() or said.shape(), title=found)
        if not said.checked.checks:
            return Note(said.shape())
        below = " ".join(filter(None, [_sentence(said.agrees()), _sentence(said.base())]))
        return Note(below, "ok", words("published.agrees"))


def _sentence(words: str) -> str:
    return f"{words}." if words else ""


def _cards(said: Said) -> tuple[Card, ...]:
    return tuple(_card(at, said, finding) for at, finding in enumerate(said.checked.findings))


def _card(at: int, said: Said, finding: Finding) -> Card:
    causes = "\n".join(said.causes(finding))
    return Card(
        key=f"{at}",
        tone="error",
        word=said.heading(finding),
        code=said.place(finding),
        sentence=said.message(finding),
        hint=Message("again", causes) if causes else None,
    )


def _understood(said: Said) -> Understood:
    table = said.checked.table
    marked = _marked(said.checked)
    lines = tuple(
        Line(
            said.row(at),
            said.words(f"published.role.{row.role}") if row.role else "",
            tuple(map(_figure, row.figures)),
            frozenset(column for of, column in marked if of == at),
            bold=row.role == "total",
        )
        for at, row in enumerate(table.rows[:_SHOWN])
    )
    columns = tuple(said.column(at) for at in range(len(table.columns)))
    if len(table.rows) > _SHOWN:
        more = said.words("published.and_more", count=len(table.rows) - _SHOWN)
        lines = (*lines, Line(more, "", ("",) * len(columns)))
    return Understood(said.words("published.understood"), columns, lines)


def _figure(figure: Figure | None) -> str:
    """A figure as it was understood: grouped as everywhere in the program."""
    if figure is None:
        return ""
    if figure.none or not figure.whole:
        return figure.text
    return grouped(figure.digits)


def _marked(checked: Checked) -> set[tuple[int, int]]:
    """Cells that findings are about; a finding of rows alone marks their percentages."""
    table = checked.table
    every = range(len(table.columns))
    return {
        (row, column)
        for finding in checked.findings
        for row in finding.rows
        for column in (finding.columns or every)
        if table.rows[row].figures[column] is not None
    }
