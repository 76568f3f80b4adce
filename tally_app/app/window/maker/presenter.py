"""The maker in the window: which page is shown, what its fields and buttons do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from tally_app.app.handover.packages import ContainerError, KeyFileError
from tally_app.app.view.base import AskFile, Intent, Note
from tally_app.app.view.intents import Redo, Undo
from tally_app.app.view.maker import (
    AddBallot,
    BeginSaved,
    ClearCells,
    FillColumn,
    GoOn,
    GoTo,
    MakerView,
    MoveBallot,
    MoveRow,
    NewRow,
    NextFault,
    PasteCells,
    PutAway,
    PutInOrder,
    RemoveBallot,
    SaveOptions,
    ShowRemoval,
    StopHanding,
    TakeRowOut,
    TypeCell,
)
from tally_app.app.window.failures import said
from tally_app.app.window.maker import checking, files, key_dialogs, pages, tables
from tally_app.app.window.maker.building import PAGES, Standing, built
from tally_app.app.window.maker.handing import Handing, Say
from tally_app.app.window.maker.shelf import Shelf
from tally_app.app.window.maker.work import Work
from tally_app.app.window.services import Request, Services, SidePresenter
from tally_app.catalog.drafts.keeping import KeptDraft, UnreadableDraftError
from tally_app.catalog.problems import CatalogueError
from tally_app.domain.maker.draft import DraftElection
from tally_app.domain.maker.edits import (
    TableOf,
    filled_down,
    moved,
    moved_row,
    rows_of,
    with_row,
    with_rows,
    without_row,
)
from tally_app.domain.maker.names import in_order
from tally_app.domain.values.wording import Wording

DOOR: Final = "kept"
#: Signs that are pasted at once at most.
_PASTED: Final = 1_000_000
_NEW: Final = KeptDraft(DraftElection())


class MakerPresenter(SidePresenter):
    """One election in the making at a time; the others wait on the shelf."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._shelf = Shelf(services.data_dir)
        self._message: Callable[[Wording], Note] | None = None
        self.work = self._begun(_NEW)
        self.here = Standing(DOOR)
        self._kinds = services.library.kinds()
        self._listed = 0  # the ballot whose list of options was asked for
        self._handing = Handing(services)

    def _begun(self, kept: KeptDraft, name: str = "") -> Work:
        return Work(self._shelf, self._services.library, self._services.clock, kept, name)

    def opened(self, file: str) -> None:
        """What is kept is offered; without anything kept a new election is begun."""
        self._message = None
        if file:
            self._open(Path(file))
        elif next(self._shelf.all(self._services.clock()), None) is None:
            self._enter(self._begun(_NEW))
        else:
            self.here = Standing(DOOR)

    def _enter(self, work: Work, page: str = PAGES[0]) -> None:
        self.work, self.here, self._message = work, Standing(page), None

    def _open(self, path: Path) -> None:
        """An election file as a new election in the making, which remembers the file."""
        self._enter(self._begun(files.opened(path)))
        self.work.change(self.work.draft)

    # what is shown

    def view(self, language: str) -> MakerView:
        """The page in words."""
        words = self._services.wordings[language]
        message = self._message(words) if self._message is not None else None
        if self._handing.packing is not None:
            message = key_dialogs.going_on(self._handing.packing, words)
        if self.work.failure is not None:
            message = Note(said(self.work.failure, words) or "", "error")
        shelf = [*self._shelf.all(self._services.clock())] if self.here.matter == DOOR else []
        view = built(
            self.work, self.here, self._services.wordings, words,
            handing=self._handing, kinds=self._kinds, shelf=shelf,
        )  # fmt: skip
        view = replace(view, message=message or view.message)
        self.here = replace(self.here, at=None)
        return view

    # what is typed and pressed

    def commit(self, key: str, text: str) -> None:
        """A field was left."""
        name, dot, constant = key.partition(".")
        self._message = None
        if dot and name == "constant":
            self.work.change(*pages.with_constant(self.work, constant, text))
        elif key in key_dialogs.FIELDS:
            self._handing.set(constant, text)
        elif key in pages.FIELDS:
            self.work.change(pages.FIELDS[key](self.work, text, self._services.wordings))

    def focus_at(self, key: str) -> None:
        """The cursor stands in another cell of the table."""
        name, _, rest = key.partition(".")
        row, _, column = rest.partition(".")
        if name == "cell" and row.isdecimal():
            self.here = replace(self.here, row=int(row), column=column)

    def asked(self, intent: Intent) -> Request | None:
        """A button or a key; what only the window can do is handed back."""
        self._message = None
        match intent:
            case Undo():
                self.work.undo()
            case Redo():
                self.work.redo()
            case GoTo():
                self.here = self.here.to(intent)
            case GoOn(name):
                self._go_on(name)
            case PutAway(name):
                self._shelf.put_away(name)
            case NextFault():
                self._to_next_fault()
            case StopHanding():
                self._heard(self._handing.stop)
            case BeginSaved():
                return Request("open", self.work.kept.path)
            case SaveOptions(position):
                self._listed = position
                return self._file_asked("maker_list")
            case AskFile(kind) if kind.startswith("maker_"):
                return self._file_asked(kind)
            case _ if self.here.matter != DOOR:
                self._change(intent)
        return None

    def _change(self, asked: Intent) -> None:
        draft = self.work.draft
        match asked:
            case AddBallot(form):
                self.work.change(pages.with_ballot(self.work, form))
            case RemoveBallot(position):
                self.work.change(pages.without_ballot(draft, position))
            case MoveBallot(position, by):
                self.work.change(replace(draft, contests=moved(draft.contests, position, by)))
            case TypeCell(row, column, text):
                self._type({(row, column): text})
            case ClearCells(cells):
                self._type(dict.fromkeys(cells, ""))
            case PasteCells(row, column, text):
                self._paste(row, column, text)
            case ShowRemoval():
                self.work.removing = not self.work.removing
            case FillColumn(column):
                self.work.change(filled_down(draft, column))
            case _:
                self._change_rows(asked)

    def _change_rows(self, asked: Intent) -> None:
        draft, table, row = self.work.draft, self.here.table, self.here.row
        rows = rows_of(draft, table)
        match asked:
            case NewRow() if self._has_rows():
                self.work.change(with_row(draft, table))
                self.here = replace(self.here, at=(len(rows), ""))
            case TakeRowOut() if row < len(rows):
                self.work.change(without_row(draft, table, row))
            case MoveRow(by) if 0 <= row + by < len(rows):
                self.work.change(moved_row(draft, table, row, by))
                self.here = replace(self.here, row=row + by, at=(row + by, self.here.column))
            case PutInOrder():
                self.work.change(with_rows(draft, table, in_order(rows)))

    def _go_on(self, name: str) -> None:
        if not name:
            self._enter(self._begun(_NEW))
            return
        try:
            kept = self._shelf.read(name)
        except UnreadableDraftError:
            return
        self._enter(self._begun(kept, name))

    def _to_next_fault(self) -> None:
        """The next fault behind the cursor, from the first one again behind the last. Errors come
        before what is only to be looked at, and those of this page before those of others.
        """
        errors = [x for x in self.work.faults if x.severity == "error"]
        goals = sorted(map(checking.page_of, errors or self.work.faults), key=self._place)
        here = [goal for goal in goals if goal.matter == self.here.matter] if errors else []
        stands = self.here
        now = self._place(GoTo(stands.matter, stands.table.of, stands.row, stands.column))
        goals = here or goals
        if goals:
            self.here = self.here.to(next((x for x in goals if self._place(x) > now), goals[0]))

    def _place(self, at: GoTo) -> tuple[int, int, int, int]:
        """Where something is mended: page, which of its tables, row, column."""
        columns: list[str] = []
        if at.matter in tables.TABLES:
            table = TableOf(at.matter, at.of)
            columns = [x.key for x in tables.columns_of(replace(self._shown(), table=table))]
        column = columns.index(at.column) if at.column in columns else 0
        return {page: x for x, page in enumerate(PAGES)}.get(at.matter, 0), at.of, at.row, column

    # tables

    def _shown(self) -> tables.Shown:
        wordings = self._services.wordings
        return tables.Shown(self.work, self.here.table, next(iter(wordings.values())), wordings)

    def _has_rows(self) -> bool:
        """Whether the ballot or the precinct is there whose rows the table has."""
        table, draft = self.here.table, self.work.draft
        holders = {"options": draft.contests, "members": draft.precincts}.get(table.matter)
        return holders is None or 0 < table.of <= len(holders)

    def _type(self, cells: Mapping[tuple[int, str], str]) -> None:
        if self._has_rows():
            self.work.change(tables.with_texts(self._shown(), cells))

    def _paste(self, row: int, column: str, text: str) -> None:
        """A table that names its columns is read by them; any other one is laid out at the cell."""
        if len(text) > _PASTED:
            self._message = lambda words: Note(words("maker.too_large"), "warning")
            return
        read = files.pasted(text)
        table = self.here.table
        found = files.by_heads((read,), self._shown())
        rows = rows_of(self.work.draft, table)
        empty = table.matter == "options" and not any(any(x.name.values()) for x in rows)
        if found is not None:
            self._taken(found)
        elif empty and len(read.rows) > 1:
            self.work.change(files.with_options(self._shown(), read))
        else:
            columns = tables.grid(self._shown(), None).columns
            self._type(tables.laid_out(columns, row, column, read.rows))

    def _taken(self, found: files.InTables) -> None:
        """Tables took the place of what stood there: how many rows, which could not be placed, and
        that it can be undone.
        """
        self.work.change(found.draft)
        self._message = found.note

    # files

    def _file_asked(self, kind: str) -> Request:
        if kind in ("maker_open", "maker_table", "maker_key", "maker_packages"):
            return Request(kind, "")
        name = files.suggested(kind, self.work, self._listed)
        folder = Path(self.work.kept.path).parent if self.work.kept.path else None
        return Request(kind, str(folder / name) if folder is not None and folder.is_dir() else name)

    def file(self, kind: str, path: Path) -> None:
        """A file was chosen."""
        self._message = None
        self._heard(lambda: self._file(kind, path), path)

    def submit(self, values: Mapping[str, str]) -> None:
        """The dialog about a key was answered."""
        self._heard(lambda: self._handing.submit(values, self.work))

    def cancel(self) -> None:
        """The dialog about a key was closed: nothing is made or signed."""
        self.dialog = self._handing.dialog = None

    @property
    def busy(self) -> bool:
        """Whether packages are being written."""
        return self._handing.packing is not None

    def work_on(self) -> None:
        """Write packages for a moment."""
        self._heard(lambda: self._handing.go_on(self.work))

    def _heard(self, deed: Callable[[], Say | None], path: Path | None = None) -> None:
        """Do something with files; what is to be told of it, and of a failure what to do."""
        try:
            self._message = deed() or self._message
        except (CatalogueError, KeyFileError, ContainerError, OSError) as failure:
            why = failure
            self._message = lambda words: Note(key_dialogs.failed(why, path, words), "error")
        self.dialog = self._handing.dialog

    def _file(self, kind: str, path: Path) -> Say | None:
        match kind:
            case "maker_open":
                self._open(path)
            case "maker_table":
                found = files.by_heads(files.tables_of(path), self._shown())
                if found is None:
                    return lambda words: Note(words("maker.fault.no_heads"), "warning")
                self._taken(found)
            case "maker_save":
                text = files.written(self.work, path)
                self.work.written(path, text)
                return lambda words: checking.saved_note(self.work, str(path), words)
            case "maker_list":
                files.write_option_list(self.work, self._listed, path, self._services)
                return lambda words: Note(words("maker.saved.list", path=path), "ok")
            case _:
                return self._handing.file(kind, path, self.work)
        return None
