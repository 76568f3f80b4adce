"""The desk's presenter: where the user is, and what is typed; the night becomes a view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tally_app.app.desk.blocks.rows import refusal_words
from tally_app.app.desk.build import desk
from tally_app.app.desk.dialogs import dialogs
from tally_app.app.desk.evening.blank import read_field
from tally_app.app.desk.evening.by_pen import figure_typed
from tally_app.app.desk.going import place_of
from tally_app.app.desk.pages.kind import PageKind
from tally_app.app.desk.pages.kinds import kind_of
from tally_app.app.desk.scene import Kept, Place, Scene
from tally_app.app.desk.second import commands as second
from tally_app.app.desk.tape import commands as tape
from tally_app.app.desk.unfinished import packed, unpacked
from tally_app.app.night.likely_causes import Likely
from tally_app.app.night.session import Session
from tally_app.app.papers.papers import Papers
from tally_app.app.view.address import (
    AnnounceTime,
    BlankButton,
    BlankField,
    DecidedField,
    FinishNumber,
    LineField,
    PageName,
    PenField,
    ReaderField,
    SecondAddress,
    SecondField,
    SigningField,
    ThirdField,
    read,
)
from tally_app.app.view.base import Button, Intent, Note
from tally_app.app.view.desk import Desk
from tally_app.app.view.fields import DialogForm
from tally_app.app.view.going import AskPlace
from tally_app.app.view.intents import OpenRecount, TakeOutUnseen
from tally_app.app.view.passphrase import AskPassphrase
from tally_app.app.words.clock import jump_words
from tally_app.domain.form.form import Step
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import LONGEST_PROSE, UNFIT, Refusal, unfit_text
from tally_app.domain.night.event import SETUP
from tally_app.domain.night.facts.program import ClockJumped
from tally_app.domain.values.signs import seen, unseen
from tally_app.domain.values.wording import Wording
from tally_app.store import StoreError


class DeskPresenter:
    """One open night as the window works on it. Every method leaves a state ``view`` shows.

    What its buttons do stands in ``actions``. ``dialog`` is the open dialog, None without one.
    ``focus`` is the key the window should focus next ("" leaves the focus alone); reading it with
    ``take_focus`` clears it.
    """

    def __init__(self, session: Session, papers: Papers, likely: Likely, wording: Wording) -> None:
        self.session = session
        self.papers = papers
        self.likely = likely
        self._catalogue = wording
        contest = session.night.first
        first = session.night.form(contest).steps[0].id
        self.place = Place(contest, first)
        self.dialog: DialogForm | None = None
        self._focus = ""
        self._typed = ("", "")
        self._kept = Kept()
        self._heard = len(session.night.program)

    @property
    def wording(self) -> Wording:
        """The words of the window, as the form of the contest speaks."""
        return self._catalogue.speaking(self.session.night.form(self.place.contest).terms)

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
        wall = self.session.now()
        return Scene(
            self.session, self.papers, self.place, self.wording, wall, self._kept, self.likely
        )

    def view(self) -> Desk:
        """The desk to paint."""
        return desk(self.scene())

    def news(self) -> str:
        """What happened to the clock and was not said yet, in words; "" for nothing."""
        noted = self.session.night.program[self._heard :]
        self._heard += len(noted)
        said = [jump_words(self.session.night, one, self.wording) for one in noted
                if one.kind == ClockJumped.kind]  # fmt: skip
        return said[-1] if said else ""

    def take_focus(self) -> str:
        """The field to focus next, once."""
        focus, self._focus = self._focus, ""
        return focus

    def go(self, step: str, focus: str = "") -> None:
        """Show a step's page, with the cursor in ``focus`` or its first open field."""
        self.place = replace(
            self.place,
            step=step,
            drafts={},
            reasons="",
            observer="",
            refusal="",
            sent=None,
            pen=None,
        )
        self.page.arrived(self.scene())
        self._focus = focus or self.page.first_field(self.scene())
        self.place = replace(self.place, focus=self._focus)

    @property
    def here(self) -> PageName:
        """The page that is shown."""
        return PageName(self.place.step, self.place.contest)

    @property
    def typing(self) -> str:
        """What stands in the field of the cursor and was not confirmed, and the statement of the
        signatures as far as it is filled in.
        """
        key, text = self._typed
        return packed(text if key == self.place.focus else "", self.place.signing)

    def open_at(self, name: str, focus: str, typed: str = "") -> None:
        """Show the page of that name with the cursor in ``focus``, the first one where it is not
        known. What was ``typed`` there when the window was closed waits to be confirmed.
        """
        page = PageName.read(name)
        if page.contest in self.session.night.contests:
            self.place = replace(self.place, contest=page.contest)
        known = page.step in self.session.night.form(self.place.contest).step_ids
        self.go(page.step if known else self.steps[0].id, focus if known else "")
        text, signing = unpacked(typed)
        self.place = replace(self.place, signing=signing)
        if known and text:
            self._left(focus, text)

    def _left(self, focus: str, typed: str) -> None:
        """A text nobody confirmed stands in its field again, and says so; it is no figure yet."""
        self._typed = (focus, typed)
        match read(focus):
            case LineField(cell):
                self.place = replace(self.place, unsaved={cell: typed})
            case SecondField() | DecidedField() | ThirdField() | ReaderField() as field:
                self.place = second.kept(self.place, field, typed, self.wording("window.unsaved"))
            case _:
                self.draft(focus, typed)

    def stand_on(self, key: str) -> None:
        """The cursor goes to a field of the page."""
        self._focus = key

    def draft(self, key: str, text: str) -> None:
        """A key was pressed: nothing is stored yet, the sums follow."""
        self._typed = (key, text)
        match read(key):
            case LineField(cell):
                drafts = {**self.place.drafts, cell: text}
                self.place = replace(self.place, drafts=drafts, refusal="")
            case AnnounceTime():
                self.place = replace(self.place, announce_time=text, refusal="")
            case SigningField(name):
                signing = {**self.place.signing, name: text}
                self.place = replace(self.place, signing=signing, refusal="")
            case FinishNumber():
                self.place = replace(self.place, finish_number=text, refusal="")

    def recheck(self) -> None:
        """Run every relation over what is being typed; ``view`` finds the outcome ready."""
        self.session.reckoning(self.place.contest, self.place.drafts)

    def commit(self, key: str, text: str) -> None:
        """A field was left: what stands in it becomes an event."""
        self._typed = ("", "")
        match read(key):
            case LineField(cell):
                self._type(cell, text)
            case SecondField() | DecidedField() | ThirdField() | ReaderField() as field:
                self._type_second(field, text)
            case BlankField(cell):
                self.place, refused = read_field(self.scene(), cell, text)
                self.tell(refused)
                if self.page.first_field(self.scene()) == BlankButton().text():
                    self._focus = BlankButton().text()  # all agree: the words come now
            case PenField(at):
                self.place = figure_typed(self.scene(), at, text)
                if self.page.first_field(self.scene()) == BlankButton().text():
                    self._focus = BlankButton().text()
            case _:
                self.draft(key, text)

    def _type(self, cell: Cell, text: str) -> None:
        place = self.place
        kept = {other: draft for other, draft in place.drafts.items() if other != cell}
        unsaved = {other: lost for other, lost in place.unsaved.items() if other != cell}
        here = place.contest, cell
        held = {other: left for other, left in place.held.items() if other != here}
        try:
            refused, goes_on = self.page.type_text(self.scene(), cell, text)
        except StoreError:
            self.place = replace(place, drafts=kept, unsaved={**unsaved, cell: text})
            self._focus = LineField(cell).text()
            raise
        self._focus = goes_on or self._focus
        if refused is not None and refused.code in UNFIT:
            held[here] = text
            self._focus = LineField(cell).text()
        self.place = replace(place, drafts=kept, unsaved=unsaved, held=held)
        self.tell(refused)
        if refused is None and self.session.who == SETUP and self.session.night.persons:
            # The figure is stored; who typed it is asked for, beside the page.
            self.place = replace(self.place, refusal=self.wording("window.choose_person"))

    def _type_second(self, field: SecondAddress, text: str) -> None:
        """A field of the second look was left."""
        try:
            if isinstance(field, ThirdField):
                self.place, refused, focus = tape.commit(self.scene(), field, text)
            else:
                self.place, refused, focus = second.commit(self.scene(), field, text)
        except StoreError:
            why = self.wording("window.unsaved")
            self.place, self._focus = second.kept(self.place, field, text, why), field.text()
            raise
        self.tell(refused)
        self._focus = focus

    def save_unsaved(self) -> None:
        """Store what the disk refused before; the failure is raised again while it still does."""
        for cell, text in self.place.unsaved.items():
            self._type(cell, text)
        for field, (text, _) in self.place.kept_texts.items():
            self._type_second(field, text)

    @property
    def told(self) -> Note | None:
        """Why something was refused, as long as a text waits in its field for it; with the one
        button that takes out what nobody can see.
        """
        held = self.held_back()
        why = self.place.refusal or (refusal_words(self.scene(), held) if held else "")
        if not why:
            return None
        texts = (
            *self.place.held_here.values(),
            *(text for text, _ in self.place.kept_texts.values()),
        )
        own = (self.place.announce_time, self.place.finish_number)
        words = self.wording("unfit.take_out")
        mend = (Button(TakeOutUnseen(), words, "small"),) if any(map(unseen, texts + own)) else ()
        return Note(why, "warning", buttons=mend)

    def take_out_unseen(self) -> None:
        """What nobody can see is taken out of the texts that wait for it, and they are stored."""
        place = self.place
        time, number = seen(place.announce_time), seen(place.finish_number)
        self.place = replace(place, refusal="", announce_time=time, finish_number=number)
        for cell, text in place.held_here.items():
            self._type(cell, seen(text))
        for field, (text, _) in place.kept_texts.items():
            self._type_second(field, seen(text))

    def speak(self, wording: Wording) -> None:
        """Another language: what was refused was said in the one before."""
        self._catalogue, self.place = wording, replace(self.place, refusal="")

    def held_back(self) -> Refusal | None:
        """Why a step is not left behind: a text of the ballot waits in its field to be mended."""
        first = next(iter(self.place.held_here.values()), "")
        return unfit_text(first, LONGEST_PROSE)

    def choose_person(self, person: str) -> None:
        """Somebody else is at the keys: what was refused to the one before is no word to them."""
        self.session.sit_down(person)
        self.place = replace(self.place, refusal="")
        if self.page.follows_person or self.place.pen is not None:
            self._focus = self.page.first_field(self.scene())

    def focus_at(self, key: str) -> None:
        """The cursor stands in another field."""
        self.place = replace(self.place, focus=key)

    def tell(self, refused: Refusal | None) -> None:
        """Say why something was refused, nothing where it was not."""
        words = refusal_words(self.scene(), refused) if refused else ""
        if words != self.place.refusal:
            self.place = replace(self.place, refusal=words)

    def submit(self, values: Mapping[str, str]) -> Intent | None:
        """The dialog was answered: it closes, or comes back with errors. What it was asked before,
        to be done now.
        """
        if self.dialog is None:
            return None
        asked = self.dialog
        self.dialog = dialogs.submit(self.scene(), asked, values)
        if self.dialog is None:
            self.place = replace(self.place, counting="")
            self.page.arrived(self.scene())  # the last zero of a second entry ends the round
        if self.dialog is None and isinstance(asked.intent, OpenRecount):
            self.go(self._recounted())
        elif self.dialog is None and isinstance(asked.intent, AskPlace):
            step, cell = place_of(self.scene(), values["place"]) or (self.place.step, None)
            self.go(step, LineField(cell).text() if cell else "")
        elif self.dialog is None:
            here = {LineField(cell).text() for cell in self.page.cells(self.scene())}
            stays = self.place.focus in here
            self._focus = self.place.focus if stays else self.page.first_field(self.scene())
        if self.dialog is None and isinstance(asked.intent, AskPassphrase):
            return asked.intent.then
        return None

    def _recounted(self) -> str:
        """The first step on which lines of the recount are typed."""
        form = self.session.night.form(self.place.contest)
        recount = self.session.night.contests[self.place.contest].recounts[-1]
        stages = set(form.ground(recount.ground).reopens)
        return next(step.id for step in self.steps if stages & set(step.stages))

    def cancel(self) -> None:
        """The dialog was closed without an answer."""
        self.dialog, self.place = None, replace(self.place, counting="")
