"""What the buttons of the desk do: a function for every intent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from tally_app.app.desk.blocks import ear_commands
from tally_app.app.desk.commands import on
from tally_app.app.desk.dialogs.dialogs import ask
from tally_app.app.desk.dialogs.table import DIALOGS
from tally_app.app.desk.evening_actions import EVENING
from tally_app.app.desk.footer import to_confirm
from tally_app.app.desk.order import beside
from tally_app.app.desk.pages.kinds import kind_of
from tally_app.app.desk.passphrase import asked_first, asked_to_finish
from tally_app.app.desk.presenter import DeskPresenter
from tally_app.app.desk.second import commands as second_commands
from tally_app.app.night.session import Change
from tally_app.app.view.address import PROTOCOL_PAPER, AnnounceTime, LineField
from tally_app.app.view.base import Intent, StopPaper
from tally_app.app.view.going import GoToPaperStep
from tally_app.app.view.intents import (
    AddBox,
    AddRow,
    Announce,
    Back,
    CountBoxAgain,
    FinishProtocol,
    GiveReason,
    Jump,
    Next,
    NoteCountedAgain,
    NoteHeadRead,
    NoteReadOut,
    OpenPaper,
    Redo,
    RemoveBox,
    RemoveRow,
    ShowContest,
    ShowObserver,
    ShowPaper,
    ShowReasons,
    ShowStep,
    SwitchLine,
    TakeOutUnseen,
    TakeTime,
    Undo,
)
from tally_app.app.view.passphrase import CodeIsAway
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import Command
from tally_app.domain.night.facts.figures import LineSwitched
from tally_app.domain.night.facts.program import HeadRead
from tally_app.domain.night.facts.rows import BoxAdded, BoxRemoved, ItemRemoved
from tally_app.domain.night.locks import step_of
from tally_app.domain.night.naming import box_number, items_in
from tally_app.domain.night.passing import asked_steps
from tally_app.domain.record.record import HEAD_DIGITS, check_digits
from tally_app.domain.values.minutes import clock_of


def act(desk: DeskPresenter, asked: Intent) -> bool:
    """Do what a button asks; False if it is not the desk's to do."""
    kind = type(asked)
    if kind in DIALOGS:
        if isinstance(asked, CountBoxAgain):  # the first figure is not to be seen from now on
            desk.place = replace(desk.place, counting=asked.box)
        desk.dialog = ask(desk.scene(), asked_first(desk.scene(), asked))
    elif kind in ear_commands.COMMANDS:
        desk.place, refused = ear_commands.COMMANDS[kind](desk.scene(), asked)
        desk.tell(refused)
    elif kind in second_commands.COMMANDS:
        refused, cell = second_commands.COMMANDS[kind](desk.scene(), asked)
        desk.go(desk.place.step)
        desk.tell(refused)
        if cell is not None:
            _to(desk, cell)
    elif kind in ACTIONS:
        ACTIONS[kind](desk, asked)
    elif kind in EVENING:
        EVENING[kind](desk, asked)
    else:
        return False
    return True


def _next(desk: DeskPresenter, _asked: Next | FinishProtocol) -> None:
    """Forward to the next step; a step confirmed by leaving it is confirmed now, and so is one that
    is passed over. No text that waits to be mended is left behind this way.
    """
    desk.save_unsaved()
    waits = desk.held_back()
    if waits is not None:
        desk.tell(waits)
        return
    if held := desk.page.holds(desk.scene()):
        desk.place = replace(desk.place, refusal=held)
        return
    here, contest = desk.step, desk.place.contest
    state = desk.session.night.contests[contest]
    if here.confirm == "next" and here.id not in state.confirmed and state.finish is None:
        refused = desk.session.confirm(contest, here.id)
        if refused is not None:
            desk.tell(refused)
            return
    for other, step in to_confirm(desk.scene()):
        refused = desk.session.confirm(other, step)
        if refused is not None:
            desk.tell(refused)
            return
    _turn(desk, beside(desk.session.night, desk.place, 1))


def _back(desk: DeskPresenter, _asked: Back) -> None:
    """Back to the step before; steps can always be read."""
    _turn(desk, beside(desk.session.night, desk.place, -1))


def _turn(desk: DeskPresenter, page: tuple[str, str] | None) -> None:
    if page is not None:
        desk.place = replace(desk.place, contest=page[0])
        desk.go(page[1])


def _show_contest(desk: DeskPresenter, asked: ShowContest) -> None:
    """Another ballot of the night, on the same step where its form has it."""
    desk.place = replace(desk.place, contest=asked.contest)
    known = desk.session.night.form(asked.contest).step_ids
    desk.go(desk.place.step if desk.place.step in known else desk.steps[0].id)


def _show_step(desk: DeskPresenter, asked: ShowStep) -> None:
    """A step was chosen in the list: any step can be visited and read at any time."""
    desk.go(asked.step)


def _jump(desk: DeskPresenter, asked: Jump) -> None:
    _to(desk, asked.cell)


def _to(desk: DeskPresenter, cell: Cell) -> None:
    """To the field of a line, on whatever page it is."""
    night, contest = desk.session.night, desk.place.contest
    step = step_of(night, contest, night.form(contest).line(cell.line).stage)
    if step is not None:
        desk.go(step.id)
        key = desk.page.field_for(desk.scene(), cell)
        desk.stand_on(key)
        desk.focus_at(key)


def _show_reasons(desk: DeskPresenter, asked: ShowReasons) -> None:
    """Open or close the ready answers of a warning."""
    key = "" if desk.place.reasons == asked.key else asked.key
    desk.place = replace(desk.place, reasons=key)


def _show_observer(desk: DeskPresenter, asked: ShowObserver) -> None:
    """Show what a finding means for an observer in the place of another's."""
    desk.place = replace(desk.place, observer=asked.key)


def _give_reason(desk: DeskPresenter, asked: GiveReason) -> None:
    """A ready answer was chosen by its key."""
    contest = desk.place.contest
    result = desk.session.reckoning(contest).result(asked.key)
    if result is not None:
        desk.tell(desk.session.give_reason(contest, result, asked.reason))
    desk.place = replace(desk.place, reasons="")


def _counted_again(desk: DeskPresenter, asked: NoteCountedAgain) -> None:
    """What a finding rests on was counted again."""
    contest = desk.place.contest
    result = desk.session.reckoning(contest).result(asked.key)
    if result is not None:
        desk.tell(desk.session.counted_again(contest, result))


def _switch(desk: DeskPresenter, asked: SwitchLine) -> None:
    """Switch an optional line on or off."""
    contest, line = desk.place.contest, asked.line
    wanted = line not in desk.session.night.contests[contest].switched_on
    desk.tell(desk.session.execute(Command(LineSwitched(line, wanted), contest)))
    if wanted:
        desk.stand_on(LineField(Cell(line)).text())


def _add_box(desk: DeskPresenter, asked: AddBox) -> None:
    """One more portable box."""
    night, contest = desk.session.night, desk.place.contest
    taken = {box_number(night, contest, box) for box in night.boxes} | {*night.boxes}
    new = asked.box or next(str(i) for i in range(1, 2 * len(taken) + 2) if str(i) not in taken)
    desk.tell(desk.session.execute(Command(BoxAdded(new))))
    _stand_in(desk, new)


def _remove_box(desk: DeskPresenter, asked: RemoveBox) -> None:
    """A box without figures was added by mistake."""
    desk.tell(desk.session.execute(Command(BoxRemoved(asked.box))))


def _add_row(desk: DeskPresenter, asked: AddRow) -> None:
    """One more row of a collection, with the cursor in its first field."""
    contest = desk.place.contest
    rows = items_in(desk.session.night, contest, asked.collection)
    new = next(str(i) for i in range(1, len(rows) + 2) if str(i) not in rows)
    desk.tell(desk.session.add_row(contest, asked.collection, new))
    _stand_in(desk, new)


def _remove_row(desk: DeskPresenter, asked: RemoveRow) -> None:
    """A row without figures was added by mistake."""
    gone = ItemRemoved(asked.collection, asked.item)
    desk.tell(desk.session.execute(desk.session.row_command(gone, desk.place.contest)))


def _stand_in(desk: DeskPresenter, item: str) -> None:
    """The cursor goes to the first field of a row."""
    cells = [cell for cell in desk.page.cells(desk.scene()) if cell.item == item]
    desk.stand_on(LineField(cells[0]).text() if cells else "")


def _note_read_out(desk: DeskPresenter, asked: NoteReadOut) -> None:
    """The first digits of the journal head are read out to the other side: they are written
    down beside the call, and stand in the journal for ever.
    """
    digits = check_digits(desk.session.night.head)[:HEAD_DIGITS]
    desk.tell(desk.session.type_text(desk.place.contest, asked.cell, digits))


def _note_head_read(desk: DeskPresenter, _asked: NoteHeadRead) -> None:
    """The first digits of the journal head were read aloud with the results; others wrote them
    down, and the journal keeps which they were.
    """
    night = desk.session.night
    digits = check_digits(night.head)[:HEAD_DIGITS]
    desk.tell(desk.session.execute(Command(HeadRead(desk.place.step, night.seq, digits))))


def _take_time(desk: DeskPresenter, asked: TakeTime) -> None:
    """The clock of the header is typed into a field, and stands there like any other time."""
    time = clock_of(desk.session.now().isoformat())
    desk.tell(desk.session.type_text(desk.place.contest, asked.cell, time))


def _announce(desk: DeskPresenter, asked: Announce) -> None:
    """The lines before the boxes were read out: they lock, Part I is made."""
    desk.save_unsaved()
    place = desk.place
    refused = desk.held_back() or desk.session.announce(
        place.contest, asked.step, place.announce_time
    )
    desk.tell(refused)
    if refused is not None and refused.code == "time":
        desk.stand_on(AnnounceTime().text())


def _finish(desk: DeskPresenter, asked: FinishProtocol) -> None:
    """Make the record and lock the contest."""
    desk.save_unsaved()
    refused = desk.session.finish(desk.place.contest, desk.place.finish_number.strip())
    first = asked_to_finish(refused, asked)
    if first is not None:
        desk.dialog = ask(desk.scene(), first)
        return
    desk.tell(refused)
    if refused is None:
        desk.place = replace(desk.place, finish_number="", paper=PROTOCOL_PAPER)
        _next(desk, asked)


def _show_paper(desk: DeskPresenter, asked: ShowPaper) -> None:
    """Show another paper of the night."""
    desk.papers.stop(None)
    desk.place = replace(desk.place, paper=asked.paper, pen=None)


def _stop_paper(desk: DeskPresenter, asked: StopPaper) -> None:
    """Nobody waits for a paper any more."""
    desk.papers.stop(asked.paper)


def _open_paper(desk: DeskPresenter, asked: OpenPaper) -> None:
    """Show a paper that a step offers, on the page where papers are printed."""
    step = next(step for step in desk.steps if kind_of(step).shows_papers)
    desk.place = replace(desk.place, paper=asked.paper)
    desk.go(step.id)


def _paper_step(desk: DeskPresenter, asked: GoToPaperStep) -> None:
    """To a step whose paper the law asks for every day."""
    steps = asked_steps(desk.session.night.form(desk.place.contest))
    if asked.at < len(steps):
        desk.go(steps[asked.at])


def _undo(desk: DeskPresenter, _asked: Undo) -> None:
    """Take the last typed figure back; not on the page where its figure must not be seen."""
    if desk.page.may_undo:
        _changed(desk, desk.session.undo())


def _redo(desk: DeskPresenter, _asked: Redo) -> None:
    """Type the last undone figure again."""
    if desk.page.may_undo:
        _changed(desk, desk.session.redo())


def _changed(desk: DeskPresenter, change: Change | None) -> None:
    if change is not None:
        _to(desk, change.cell)


def _away(desk: DeskPresenter, _asked: CodeIsAway) -> None:
    """The code is in the envelope."""
    desk.session.guard.code = ""


def _take_out(desk: DeskPresenter, _asked: TakeOutUnseen) -> None:
    """Nothing is taken out of a text but by this button."""
    desk.take_out_unseen()


ACTIONS: Final[Mapping[type[Intent], Callable[[DeskPresenter, Any], None]]] = dict(
    (
        on(Next, _next),
        on(Back, _back),
        on(ShowStep, _show_step),
        on(ShowContest, _show_contest),
        on(Jump, _jump),
        on(ShowReasons, _show_reasons),
        on(ShowObserver, _show_observer),
        on(GiveReason, _give_reason),
        on(NoteCountedAgain, _counted_again),
        on(SwitchLine, _switch),
        on(AddBox, _add_box),
        on(RemoveBox, _remove_box),
        on(AddRow, _add_row),
        on(RemoveRow, _remove_row),
        on(NoteReadOut, _note_read_out),
        on(NoteHeadRead, _note_head_read),
        on(Announce, _announce),
        on(TakeTime, _take_time),
        on(FinishProtocol, _finish),
        on(ShowPaper, _show_paper),
        on(StopPaper, _stop_paper),
        on(OpenPaper, _open_paper),
        on(GoToPaperStep, _paper_step),
        on(Undo, _undo),
        on(Redo, _redo),
        on(TakeOutUnseen, _take_out),
        on(CodeIsAway, _away),
    )
)
