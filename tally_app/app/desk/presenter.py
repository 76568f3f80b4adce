"""The desk's presenter: what the user did becomes commands, the night becomes a view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from tally_app.app.desk.blocks import ear_commands as ear_presenter
from tally_app.app.desk.blocks.rows import refusal_words
from tally_app.app.desk.build import desk
from tally_app.app.desk.dialogs import dialogs
from tally_app.app.desk.dialogs.table import DIALOGS
from tally_app.app.desk.order import beside
from tally_app.app.desk.pages.announce import ANNOUNCE_TIME
from tally_app.app.desk.pages.finish import FINISH_NUMBER
from tally_app.app.desk.pages.kind import PageKind
from tally_app.app.desk.pages.kinds import kind_of
from tally_app.app.desk.scene import Kept, Place, Scene, cell_of, key_of, scene
from tally_app.app.desk.second import commands as second_presenter
from tally_app.app.night.likely_causes import Likely
from tally_app.app.night.session import Change, Session
from tally_app.app.papers.papers import Papers
from tally_app.app.view.desk import Desk
from tally_app.app.view.fields import DialogForm
from tally_app.domain.form.form import Step
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import Command, Refusal
from tally_app.domain.night.event import SETUP
from tally_app.domain.night.facts.figures import LineSwitched
from tally_app.domain.night.facts.finishing import PrintConfirmed
from tally_app.domain.night.facts.rows import BoxAdded, BoxRemoved, ItemRemoved
from tally_app.domain.night.locks import step_of
from tally_app.domain.night.naming import items_in
from tally_app.domain.record.record import HEAD_DIGITS, check_digits
from tally_app.domain.values.wording import Wording
from tally_app.store import StoreError


class DeskPresenter:
    """One open night as the window works on it. Every method leaves a state ``view`` shows.

    ``dialog`` is the open dialog, None without one. ``focus`` is the key the window should focus
    next ("" leaves the focus alone); reading it with ``take_focus`` clears it.
    """

    def __init__(self, session: Session, papers: Papers, likely: Likely, wording: Wording) -> None:
        self.session = session
        self.papers = papers
        self.likely = likely
        self.wording = wording
        contest = session.night.first
        first = session.night.form(contest).steps[0].id
        self.place = Place(contest, first)
        self.dialog: DialogForm | None = None
        self._focus = ""
        self._kept = Kept()

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the contest's form."""
        return self.session.night.form(self.place.contest).steps

    @property
    def step(self) -> Step:
        """The step whose page is shown."""
        return self.session.night.form(self.place.contest).step(self.place.step)

    @property
    def page(self) -> PageKind:
        """What the page that is shown can do."""
        return kind_of(self.step)

    def scene(self) -> Scene:
        """Everything reckoned for this moment."""
        wall = self.session.clock()
        return scene(
            self.session, self.papers, self.place, self.wording, wall, self._kept, self.likely
        )

    def view(self) -> Desk:
        """The desk to paint."""
        return desk(self.scene())

    def take_focus(self) -> str:
        """The field to focus next, once."""
        focus, self._focus = self._focus, ""
        return focus

    def go(self, step: str, focus: str = "") -> None:
        """Show a step's page, with the cursor in ``focus`` or its first open field."""
        self.place = replace(self.place, step=step, drafts={}, reasons="", observer="", refusal="")
        self.page.arrived(self.scene())
        self._focus = focus or self.page.first_field(self.scene())
        self.place = replace(self.place, focus=self._focus)

    def open_at(self, page: str, focus: str) -> None:
        """Show the page of that name (``page_name``), the first one where it is not known."""
        step, _, contest = page.partition("@")
        if contest in self.session.night.contests:
            self.place = replace(self.place, contest=contest)
        known = step in self.session.night.form(self.place.contest).step_ids
        self.go(step if known else self.steps[0].id, focus if known else "")

    def draft(self, key: str, text: str) -> None:
        """A key was pressed: nothing is stored yet, the sums follow."""
        cell = cell_of(key)
        if cell is not None:
            self.place = replace(self.place, drafts={**self.place.drafts, cell: text}, refusal="")
        elif key == ANNOUNCE_TIME:
            self.place = replace(self.place, announce_time=text)
        elif key == FINISH_NUMBER:
            self.place = replace(self.place, finish_number=text)

    def recheck(self) -> None:
        """Run every relation over what is being typed; ``view`` finds the outcome ready."""
        self.session.reckoning(self.place.contest, self.place.drafts)

    def commit(self, key: str, text: str) -> None:
        """A field was left: what stands in it becomes an event."""
        cell = cell_of(key)
        if cell is None and second_presenter.takes(key):
            self._second(key, text)
            return
        if cell is None:
            self.draft(key, text)
            return
        place = self.place
        kept = {other: draft for other, draft in place.drafts.items() if other != cell}
        unsaved = {other: lost for other, lost in place.unsaved.items() if other != cell}
        try:
            refused = self.session.type_text(place.contest, cell, text)
        except StoreError:
            self.place = replace(place, drafts=kept, unsaved={**unsaved, cell: text})
            self._focus = key
            raise
        self.place = replace(place, drafts=kept, unsaved=unsaved)
        self._refused(refused)
        if refused is None and self.session.who == SETUP and self.session.night.persons:
            # The figure is stored; who typed it is asked for, beside the page.
            self.place = replace(self.place, refusal=self.wording("window.choose_person"))

    def _second(self, key: str, text: str) -> None:
        """A field of the second look was left."""
        try:
            self.place, refused, focus = second_presenter.commit(self.scene(), key, text)
        except StoreError:
            why = self.wording("window.unsaved")
            self.place, self._focus = second_presenter.kept(self.place, key, text, why), key
            raise
        self._refused(refused)
        self._focus = focus

    def choose_person(self, person: str) -> None:
        """Somebody else is at the keys: what was refused to the one before is no word to them."""
        self.session.who = person
        self.place = replace(self.place, refusal="")
        if self.page.follows_person:
            self._focus = self.page.first_field(self.scene())

    def focus_at(self, key: str) -> None:
        """The cursor stands in another field."""
        self.place = replace(self.place, focus=key)

    def _refused(self, refused: Refusal | None) -> None:
        words = refusal_words(self.scene(), refused) if refused else ""
        self.place = replace(self.place, refusal=words)

    def intent(self, name: str, argument: str) -> bool:
        """Do what a button asks; False if it is not the desk's to do."""
        if name in DIALOGS:
            self.dialog = dialogs.ask(self.scene(), name, argument)
            return True
        if name in ear_presenter.DEEDS:
            self.place, refused = ear_presenter.DEEDS[name](self.scene(), argument)
            self._refused(refused)
            return True
        if name in second_presenter.DEEDS:
            refused, jump = second_presenter.DEEDS[name](self.scene(), argument)
            self.go(self.place.step)
            self._refused(refused)
            if jump:
                self.jump(jump)
            return True
        action = _ACTIONS.get(name)
        if action is None:
            return False
        action(self, argument)
        return True

    def submit(self, values: Mapping[str, str]) -> None:
        """The dialog was answered: it closes, or comes back with errors."""
        if self.dialog is None:
            return
        asked = self.dialog
        self.dialog = dialogs.submit(self.scene(), asked, values)
        if self.dialog is None and asked.intent == "recount":
            self.go(self._recounted())
        elif self.dialog is None:
            here = {key_of(cell) for cell in self.page.cells(self.scene())}
            stays = self.place.focus in here
            self._focus = self.place.focus if stays else self.page.first_field(self.scene())

    def _recounted(self) -> str:
        """The first step on which lines of the recount are typed."""
        form = self.session.night.form(self.place.contest)
        recount = self.session.night.contests[self.place.contest].recounts[-1]
        stages = set(form.ground(recount.ground).reopens)
        return next(step.id for step in self.steps if stages & set(step.stages))

    def cancel(self) -> None:
        """The dialog was closed without an answer."""
        self.dialog = None

    def next(self, _: str) -> None:
        """Forward to the next step; a step confirmed by leaving it is confirmed now."""
        self._save_unsaved()
        here = self.step
        state = self.session.night.contests[self.place.contest]
        if here.confirm == "next" and here.id not in state.confirmed and state.finish is None:
            refused = self.session.confirm(self.place.contest, here.id)
            if refused is not None:
                self._refused(refused)
                return
        self._turn(beside(self.session.night, self.place, 1))

    def back(self, _: str) -> None:
        """Back to the step before; steps can always be read."""
        self._turn(beside(self.session.night, self.place, -1))

    def _turn(self, page: tuple[str, str] | None) -> None:
        if page is not None:
            self.place = replace(self.place, contest=page[0])
            self.go(page[1])

    def show_contest(self, contest: str) -> None:
        """Another ballot of the night, on the same step where its form has it."""
        steps = self.session.night.form(contest).step_ids
        self.place = replace(self.place, contest=contest)
        self.go(self.place.step if self.place.step in steps else next(iter(steps)))

    def show_step(self, step: str) -> None:
        """A step was chosen in the list: any step can be visited and read at any time."""
        self.go(step)

    def jump(self, key: str) -> None:
        """To the field a finding speaks of, on whatever page it is."""
        cell = cell_of(key)
        if cell is None:
            return
        stage = self.session.night.form(self.place.contest).line(cell.line).stage
        step = step_of(self.session.night, self.place.contest, stage)
        if step is not None:
            self.go(step.id, key)

    def reasons(self, key: str) -> None:
        """Open or close the ready answers of a warning."""
        self.place = replace(self.place, reasons="" if self.place.reasons == key else key)

    def observer(self, key: str) -> None:
        """Show what a finding means for an observer in the place of another's."""
        self.place = replace(self.place, observer=key)

    def reason(self, argument: str) -> None:
        """A ready answer was chosen by its key."""
        key, _, reason = argument.partition("|")
        result = self.session.reckoning(self.place.contest).result(key)
        if result is not None:
            self._refused(self.session.give_reason(self.place.contest, result, reason))
        self.place = replace(self.place, reasons="")

    def counted_again(self, key: str) -> None:
        """What a finding rests on was counted again."""
        result = self.session.reckoning(self.place.contest).result(key)
        if result is not None:
            self._refused(self.session.counted_again(self.place.contest, result))

    def switch(self, line: str) -> None:
        """Switch an optional line on or off."""
        contest = self.place.contest
        on = line not in self.session.night.contests[contest].switched_on
        self._refused(self.session.execute(Command(LineSwitched(line, on), contest)))
        if on:
            self._focus = key_of(Cell(line))

    def box_add(self, _: str) -> None:
        """One more portable box."""
        boxes = self.session.night.boxes
        new = next(str(i) for i in range(1, len(boxes) + 2) if str(i) not in boxes)
        self._refused(self.session.execute(Command(BoxAdded(new))))
        self.stand_on(new)

    def box_remove(self, box: str) -> None:
        """A box without figures was added by mistake."""
        self._refused(self.session.execute(Command(BoxRemoved(box))))

    def row_add(self, collection: str) -> None:
        """One more row of a collection, with the cursor in its first field."""
        contest = self.place.contest
        rows = items_in(self.session.night, contest, collection)
        new = next(str(i) for i in range(1, len(rows) + 2) if str(i) not in rows)
        self._refused(self.session.add_row(contest, collection, new))
        self.stand_on(new)

    def row_remove(self, row: str) -> None:
        """A row without figures was added by mistake."""
        collection, _, item = row.partition("|")
        gone = ItemRemoved(collection, item)
        self._refused(self.session.execute(self.session.row_command(gone, self.place.contest)))

    def stand_on(self, item: str) -> None:
        """The cursor goes to the first field of a row."""
        cells = [cell for cell in self.page.cells(self.scene()) if cell.item == item]
        self._focus = key_of(cells[0]) if cells else ""

    def head_read(self, cell: str) -> None:
        """The first digits of the journal head are read out to the other side: they are written
        down beside the call, and stand in the journal for ever.
        """
        digits = check_digits(self.session.night.head)[:HEAD_DIGITS]
        self._refused(self.session.type_text(self.place.contest, Cell.read(cell), digits))

    def announce(self, step: str) -> None:
        """The lines before the boxes were read out: they lock, Part I is made."""
        self._save_unsaved()
        refused = self.session.announce(self.place.contest, step, self.place.announce_time)
        self._refused(refused)
        if refused is not None and refused.code == "time":
            self._focus = ANNOUNCE_TIME

    def finish(self, _: str) -> None:
        """Make the record and lock the contest."""
        self._save_unsaved()
        refused = self.session.finish(self.place.contest, self.place.finish_number.strip())
        self._refused(refused)
        if refused is None:
            self.place = replace(self.place, finish_number="", paper="protocol")
            self.next("")

    def show_paper(self, name: str) -> None:
        """Show another paper of the night."""
        self.place = replace(self.place, paper=name)

    def open_paper(self, name: str) -> None:
        """Show a paper that a step offers, on the page where papers are printed."""
        step = next(step for step in self.steps if kind_of(step).shows_papers)
        self.place = replace(self.place, paper=name)
        self.go(step.id)

    def print_confirmed(self, _: str) -> None:
        """A person looked at the sheets: they are all there and legible."""
        self._refused(self.session.execute(Command(PrintConfirmed(), self.place.contest)))

    def undo(self, _: str) -> None:
        """Take the last typed figure back; not on the page where its figure must not be seen."""
        if self.page.may_undo:
            self._changed(self.session.undo())

    def redo(self, _: str) -> None:
        """Type the last undone figure again."""
        if self.page.may_undo:
            self._changed(self.session.redo())

    def _changed(self, change: Change | None) -> None:
        if change is not None:
            self.jump(key_of(change.cell))

    def _save_unsaved(self) -> None:
        """Store what the disk refused before; the failure is raised again while it still does."""
        for cell, text in self.place.unsaved.items():
            self.commit(key_of(cell), text)
        for key, (text, _) in self.place.kept_texts.items():
            self.commit(key, text)


_ACTIONS: Final[Mapping[str, Callable[[DeskPresenter, str], None]]] = {
    "next": DeskPresenter.next,
    "back": DeskPresenter.back,
    "step": DeskPresenter.show_step,
    "go": DeskPresenter.show_step,
    "jump": DeskPresenter.jump,
    "reasons": DeskPresenter.reasons,
    "observer": DeskPresenter.observer,
    "reason": DeskPresenter.reason,
    "counted_again": DeskPresenter.counted_again,
    "switch": DeskPresenter.switch,
    "box_add": DeskPresenter.box_add,
    "box_remove": DeskPresenter.box_remove,
    "contest": DeskPresenter.show_contest,
    "row_add": DeskPresenter.row_add,
    "row_remove": DeskPresenter.row_remove,
    "head_read": DeskPresenter.head_read,
    "announce": DeskPresenter.announce,
    "finish": DeskPresenter.finish,
    "paper": DeskPresenter.show_paper,
    "paper_open": DeskPresenter.open_paper,
    "print_confirmed": DeskPresenter.print_confirmed,
    "undo": DeskPresenter.undo,
    "redo": DeskPresenter.redo,
}
