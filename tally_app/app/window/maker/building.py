"""The view of the maker's page that is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from tally_app.app.maker.words import sentence
from tally_app.app.view.base import AskFile, Button, GoToStart, Note
from tally_app.app.view.maker import (
    Block,
    GoTo,
    GridTable,
    MakerStep,
    MakerView,
    MoveRow,
    NewRow,
    PasteHere,
    Picture,
    SaveOptions,
    ShowRemoval,
    TakeRowOut,
)
from tally_app.app.window.maker import checking, key_dialogs, pages, tables
from tally_app.app.window.maker.handing import Handing
from tally_app.app.window.maker.shelf import OnShelf
from tally_app.app.window.maker.work import Work
from tally_app.catalog.library import OfferedKind
from tally_app.domain.form.form import Form
from tally_app.domain.maker.draft import DraftContest, DraftFault
from tally_app.domain.maker.edits import TableOf
from tally_app.domain.maker.faults import order_of
from tally_app.domain.values.dates import in_full
from tally_app.domain.values.languages import LANGUAGES
from tally_app.domain.values.minutes import clock_of
from tally_app.domain.values.wording import Wording

#: The pages in their order.
PAGES: Final = ("kinds", *tables.TABLES, "decisions", "check")
#: Pages with a table for each ballot or precinct, one of which is shown.
_OF: Final = ("options", "members")
#: Ballots that have a button each to be chosen.
_CHOSEN: Final = 8


@dataclass(frozen=True, slots=True)
class Standing:
    """Which page is shown, of which ballot or precinct, where the cursor stands in its table; the
    cursor shall go to ``at``. ``of`` are the ballots and precincts that were shown last.
    """

    matter: str
    row: int = 0
    column: str = ""
    at: tuple[int, str] | None = None
    of: Mapping[str, int] = field(default_factory=dict)

    @property
    def table(self) -> TableOf:
        """The table of the page."""
        return TableOf(self.matter, self.of.get(self.matter, 1) if self.matter in _OF else 0)

    def to(self, goal: GoTo) -> Standing:
        """Another page. From the precincts one goes to the commission of the row."""
        of = goal.of or (
            self.row + 1 if self.matter == "precincts" and goal.matter == "members" else 0
        )
        known = {**self.of, **({goal.matter: of} if of else {})}
        at = (goal.row, goal.column) if goal.column or goal.row else None
        return Standing(goal.matter, goal.row, goal.column, at, known)


def built(
    work: Work,
    here: Standing,
    wordings: Mapping[str, Wording],
    words: Wording,
    *,
    handing: Handing,
    kinds: list[OfferedKind],
    shelf: list[OnShelf],
) -> MakerView:
    """The page in words."""
    page = here.matter
    shown = tables.Shown(work, here.table, words, wordings)
    errors = work.errors()
    closed = words("maker.closed", count=errors) if errors and page == PAGES[-1] else ""
    aside = tuple(_aside(work, page, words))
    return MakerView(
        language=words.language,
        languages=LANGUAGES,
        title=words("maker.title"),
        subtitle=words("maker.subtitle"),
        about=words.pick(work.draft.name) if page in PAGES else "",
        about_quiet=_about(work, words) if page in PAGES else "",
        matter=f"{page}.{here.table.of}",
        steps=tuple(_steps(work, page, words)) if page in PAGES else (),
        head=_head(shown, words),
        says=_says(shown, words),
        message=_whole(work, here.table, words),
        tools=tuple(_tools(work, here, words)),
        blocks=tuple(_blocks(work, page, handing, kinds, shelf, words)),
        grid=_grid(shown, here) if page in tables.TABLES else None,
        aside_title=words(f"maker.aside.{page}") if aside else "",
        aside=aside,
        picture=_picture(work, here.table, wordings, words),
        saved=_saved(work, words),
        closed=closed,
        buttons=_buttons(work, page, handing, words, closed),
    )


def _saved(work: Work, words: Wording) -> str:
    """When the draft was kept, "" before it was."""
    if work.saved_at is None:
        return ""
    return words("maker.kept_at", time=clock_of(work.saved_at.isoformat(), seconds=True))


def _about(work: Work, words: Wording) -> str:
    day = work.draft.day
    try:
        day = in_full(date.fromisoformat(day), words.language)
    except ValueError:
        day = day or words("maker.no_day")
    return words("maker.about", day=day, ballots=len(work.draft.contests))


def _head(shown: tables.Shown, words: Wording) -> str:
    page, of = shown.table.matter, shown.table.of
    if page == "options" and 0 < of <= len(shown.draft.contests) > 1:
        return words("maker.page.options_of", number=of)
    if page == "members" and 0 < of <= len(shown.draft.precincts):
        return words("maker.page.members_of", number=shown.draft.precincts[of - 1].number or "–")
    return words(f"maker.page.{page}")


def _says(shown: tables.Shown, words: Wording) -> str:
    """One quiet line: what to do; of the options in which order they stand."""
    page, of = shown.table.matter, shown.table.of
    if page == "options" and 0 < of <= len(shown.draft.contests):
        contest = shown.draft.contests[of - 1]
        form = shown.work.forms().get(contest.form)
        if form is not None and any("option" in line.scope for line in form.lines):
            return words(f"maker.ordered.{order_of(contest, form)}")
        return words("maker.ordered.none")
    if page == "members" and shown.draft.precincts:
        return words("maker.one_member")
    return words(f"maker.says.{page}")


# the steps


def _steps(work: Work, page: str, words: Wording) -> Iterator[MakerStep]:
    begun = _begun(work)
    found = Counter((checking.page_of(x).matter, x.severity) for x in work.faults)
    every = sum(many for (_, severity), many in found.items() if severity == "error")
    for name in PAGES:
        errors = found[name, "error"] if name in begun else 0
        other = name in begun and (found[name, "warning"] or found[name, "note"])
        mark = "error" if errors else "warning" if other else "done" if name in begun else "open"
        if name == PAGES[-1]:
            mark = "locked" if every else "open"
        caption = words("maker.to_mend", count=errors) if errors else ""
        current = name == page
        yield MakerStep(
            GoTo(name), words(f"maker.page.{name}"), caption,
            "dot" if current and mark in ("open", "done") else mark,
            words(f"maker.mark.{mark}"), current,
        )  # fmt: skip


def _begun(work: Work) -> set[str]:
    """The pages on which something was typed: of the others nothing is wrong yet."""
    draft = work.draft
    said = {
        "kinds": draft.contests or draft.day,
        "names": draft.contests,
        "options": any(contest.options for contest in draft.contests),
        "precincts": draft.precincts,
        "members": any(precinct.members for precinct in draft.precincts),
        "decisions": draft.printed or draft.constants or work.kept.unread or draft.precincts,
    }
    return {name for name, known in said.items() if known}


# above, in and beside the page


def _tools(work: Work, here: Standing, words: Wording) -> Iterator[Button]:
    page = here.matter
    if page not in tables.TABLES:
        return
    yield Button(PasteHere(), words("maker.paste"), "small", "", "", "Ctrl+V", "page")
    if page != "names":
        yield Button(AskFile("maker_table"), words("maker.read_file"), "small", icon="folder")
        yield Button(NewRow(), words(f"maker.add.{page}"), "small", icon="add")
        yield Button(TakeRowOut(), words("maker.remove_row"), "small")
    if page == "options":
        yield Button(MoveRow(-1), words("maker.up"), "small", shortcut="Alt+Up")
        yield Button(MoveRow(1), words("maker.down"), "small", shortcut="Alt+Down")
        shown = tables.shows_removal(work, here.table)
        yield Button(ShowRemoval(), words("maker.removal"), "chosen" if shown else "small")
    if page == "precincts" and work.draft.precincts:
        yield Button(GoTo("members"), words("maker.commission_of_row"), "small", icon="person")
    if page in _OF:
        yield from _others(work, here.table, words)


def _others(work: Work, table: TableOf, words: Wording) -> Iterator[Button]:
    """The other ballots or precincts: all of a few, else the one before and the one behind."""
    if table.matter == "options":
        names = [
            words("maker.ballot_number", number=n) for n, _ in enumerate(work.draft.contests, 1)
        ]
    else:
        names = [f"№ {precinct.number or '–'}" for precinct in work.draft.precincts]
    every = range(1, len(names) + 1)
    near = every if len(names) <= _CHOSEN else (n for n in (table.of - 1, table.of, table.of + 1))
    if len(names) < 2:  # noqa: PLR2004 - one alone is no choice
        return
    for number in near:
        if number in every:
            style = "chosen" if number == table.of else "small"
            yield Button(GoTo(table.matter, number), names[number - 1], style)


def _blocks(
    work: Work,
    page: str,
    handing: Handing,
    kinds: list[OfferedKind],
    shelf: list[OnShelf],
    words: Wording,
) -> Iterator[Block]:
    match page:
        case "kept":
            yield from checking.door(shelf, words)
        case "kinds":
            yield from pages.kinds(work, kinds, words)
        case "decisions":
            yield from pages.decisions(work, words)
        case "check":
            yield from checking.check(work, words)
            if not work.errors():
                yield from key_dialogs.card(handing.how, work, words)


def _grid(shown: tables.Shown, here: Standing) -> GridTable | None:
    """The table, where there is a ballot or precinct whose it is."""
    holders: Sequence[object] = ()
    if shown.table.matter == "options":
        holders = shown.draft.contests
    elif shown.table.matter == "members":
        holders = shown.draft.precincts
    if shown.table.matter in _OF and not 0 < shown.table.of <= len(holders):
        return None
    return tables.grid(shown, here.at)


def _whole(work: Work, table: TableOf, words: Wording) -> Note | None:
    """What is wrong with the whole of a table, once something stands in it."""
    if table.matter not in _begun(work) or table.matter not in tables.TABLES:
        return None
    found = [x for x in work.faults if _is_whole(x, table)]
    if not found:
        return None
    return Note(" ".join(sentence(fault, words) for fault in found), found[0].severity)


def _is_whole(fault: DraftFault, table: TableOf) -> bool:
    spot = fault.spot
    return (spot.matter, spot.of, spot.row) == (table.matter, table.of, 0)


def _aside(work: Work, page: str, words: Wording) -> Iterator[Note]:
    if page == "kinds":
        yield from pages.tonight(work, words)
        if not work.draft.contests:
            yield Note(words("maker.aside.none"))
    elif page == "check":
        for number, contest in enumerate(work.draft.contests, 1):
            if contest.options:
                asked = Button(SaveOptions(number - 1), words("maker.list"), "small", icon="print")
                title = words("maker.ballot_number", number=number)
                yield Note(words.pick(contest.name), "note", title, (asked,))
        yield Note(words("maker.aside.file"))


def _picture(
    work: Work, table: TableOf, wordings: Mapping[str, Wording], words: Wording
) -> Picture | None:
    """The ballot of the options that are shown: what is typed is seen as it will be read."""
    if table.matter != "options" or not 0 < table.of <= len(work.draft.contests):
        return None
    contest = work.draft.contests[table.of - 1]
    form = work.forms().get(contest.form)
    if form is None:
        return None
    heads = [wordings[x]("maker.picture.ballot") for x in ("kk", "ru")]
    heads += [contest.name.get(x, "") for x in ("kk", "ru")]
    rows = tuple(_rows(contest, form, words))
    return Picture(words("maker.picture.title"), tuple(heads), rows, words("maker.picture.below"))


def _rows(contest: DraftContest, form: Form, words: Wording) -> Iterator[tuple[str, str]]:
    """The lines of the ballot: what can be marked."""
    for line in form.marked:
        if "option" in line.scope:
            for option in contest.options:
                missing = words("maker.picture.missing")
                yield option.name.get("kk", "") or missing, option.name.get("ru", "") or missing
        else:
            yield line.short.get("kk", ""), line.short.get("ru", "")


def _buttons(
    work: Work, page: str, handing: Handing, words: Wording, closed: str
) -> tuple[Button, ...]:
    """The buttons of the footer: Close, Back, Next, or what is done at the end."""
    at = PAGES.index(page) if page in PAGES else -1
    close = Button(GoToStart(), words("maker.close"), shortcut="Esc", icon="close")
    if at < 0:
        return (close,)
    back = Button(GoTo(PAGES[at - 1]), words("maker.back"), icon="back")
    before = (close, back) if at else (close,)
    if at + 1 < len(PAGES):
        goal = GoTo(PAGES[at + 1])
        key = "Ctrl+Return", "Ctrl+Enter"
        return (*before, Button(goal, words("maker.next"), "filled", "", *key, "next"))
    why = closed or handing.closed(words)
    asked = AskFile(handing.asks(work))
    package = Button(asked, words("maker.save_package"), closed=why, icon="save")
    save = Button(AskFile("maker_save"), words("maker.save"), "filled", closed, icon="save")
    return (*before, package, replace(save, shortcut="Ctrl+S", shortcut_text="Ctrl+S"))
