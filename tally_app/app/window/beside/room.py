"""The trainer's page: codes typed or pasted, one a line, and what the room missed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tally_app.app.papers.issue import write_document
from tally_app.app.training.repeat import Practised, again, evening_of, form_named
from tally_app.app.training.room import (
    Again,
    Room,
    WrongCode,
    faults_words,
    read_room,
    repeat_words,
    result_words,
    sheet,
    wrong_words,
)
from tally_app.app.view.base import Button, GoToStart, Intent, Note
from tally_app.app.view.beside.pasted import PastedView, PrintRoom, ReadLine, ReadTable, SaveRoom
from tally_app.app.view.desk import Card
from tally_app.app.window.services import Request, Services, SidePresenter
from tally_app.catalog.library import Library
from tally_app.domain.values.languages import LANGUAGES
from tally_app.domain.values.wording import Wording

#: The key of the field.
FIELD: Final = "room"
_FILE: Final = "room.pdf"


class RoomPresenter(SidePresenter):
    """Holds the text; every change of it is read anew."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._text, self._saved = "", ""
        self._room, self._wrong = read_room(())
        self._pdf = b""
        self._practised: dict[frozenset[object], Practised | None] = {}

    def draft(self, _key: str, text: str) -> None:
        """The text in the field changed."""
        self._text, self._saved = text, ""
        self._room, self._wrong = read_room(text.splitlines())

    def asked(self, intent: Intent) -> Request | None:
        """The sheet is printed, or saved where a file is chosen."""
        if isinstance(intent, PrintRoom):
            self._pdf = self._sheet()
        return Request("save_pdf", _FILE) if isinstance(intent, SaveRoom) else None

    def file(self, _kind: str, path: Path) -> None:
        """A file was chosen for the sheet."""
        write_document(path, self._sheet())
        self._saved = str(path)

    def take_pdf(self) -> bytes:
        """The sheet that is to be printed, once."""
        pdf, self._pdf = self._pdf, b""
        return pdf

    def _sheet(self) -> bytes:
        form = form_named(self._room.form, self._library)
        made = sheet(self._room, form, self._again(), self._services.wordings)
        return self._services.printers().handout(made)

    @property
    def _library(self) -> Library:
        return self._services.library.with_every_kind()

    def _again(self) -> Again:
        """The exercise to take next; the evening is looked for once per set of exercises."""
        codes = self._room.codes.values()
        done = frozenset((code.form, code.number, code.planted) for code in codes)
        if done not in self._practised:
            self._practised[done] = evening_of(self._room, self._library)
        return again(self._room, self._practised[done])

    def view(self, language: str) -> PastedView:
        """The page in words."""
        words = self._services.wordings[language]
        return PastedView(
            language=language,
            languages=LANGUAGES,
            title=words("training.room.page.title"),
            subtitle=words("training.room.page.subtitle"),
            back=Button(
                GoToStart(), words("menu.start"), shortcut="Esc", shortcut_text="Esc", icon="back"
            ),
            field=FIELD,
            paste_name=words("training.room.page.field"),
            placeholder=words("training.room.page.paste"),
            text=self._text,
            state=self._state(words),
            too_large=Note(words("training.room.page.too_large"), "warning"),
            cards=tuple(_card(one, words) for one in self._wrong),
            remarks=tuple(self._remarks(words)),
            tables=_tables(self._room, words) if self._room.codes else (),
            buttons=self._buttons(words),
        )

    def _state(self, words: Wording) -> Note:
        room = self._room
        if not room.codes and not self._wrong:
            return Note(words("training.room.page.waiting"))
        if not room.codes:
            return Note(words("training.room.page.none_read"), "warning")
        told = f"{result_words(room, words)}. {repeat_words(room, self._again(), words)}"
        title = words("training.room.page.read", count=len(room.codes))
        return Note(told, "" if room.missed else "ok", title)

    def _remarks(self, words: Wording) -> Iterator[str]:
        for places in self._room.alike:
            yield words("training.room.page.alike", lines=", ".join(map(str, places)))
        if self._saved:
            yield words("told.saved", path=self._saved)

    def _buttons(self, words: Wording) -> tuple[Button, ...]:
        closed = ""
        if self._wrong:
            lines = ", ".join(str(one.place) for one in self._wrong)
            closed = words("training.room.page.closed_wrong", lines=lines)
        elif not self._room.codes:
            closed = words("training.room.page.waiting")
        save, out = words("training.room.page.save"), words("training.room.page.print")
        return (
            Button(SaveRoom(), save, closed=closed, icon="save"),
            Button(PrintRoom(), out, "filled", closed, "Ctrl+P", "Ctrl+P", "print"),
        )


def _card(wrong: WrongCode, words: Wording) -> Card:
    line = words("training.room.page.line", place=wrong.place)
    return Card(str(wrong.place), "error", line, wrong.text.strip()[:24], wrong_words(wrong, words))


def _tables(room: Room, words: Wording) -> tuple[ReadTable, ...]:
    """By kind of fault, then by place: what was missed is marked."""
    kinds = tuple(
        _line(words(f"training.fault.{kind}"), (planted, planted - missed, missed))
        for kind, planted, missed in room.by_kind()
    )
    places = tuple(
        _line(
            f"{place} · {faults_words(code.missed, words)}",
            (code.number, code.minutes, len(code.planted) - len(code.missed), len(code.missed)),
        )
        for place, code in room.codes.items()
    )

    def columns(*names: str) -> tuple[str, ...]:
        return tuple(words(f"training.room.{name}") for name in names)

    return (
        ReadTable(words("training.room.by_kind"), columns("planted", "seen", "missed"), kinds),
        ReadTable(
            words("training.room.by_place"),
            columns("exercise", "minutes", "seen", "missed"),
            places,
        ),
    )


def _line(name: str, figures: tuple[int, ...]) -> ReadLine:
    marked = frozenset({len(figures) - 1}) if figures[-1] else frozenset()
    return ReadLine(name, "", tuple(map(str, figures)), marked)
