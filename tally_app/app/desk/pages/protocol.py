"""The last page: the paper exactly as it will be printed, and what happens to it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from tally_app.app.desk.blocks.offers import lacks_words, offer_words, paper_buttons
from tally_app.app.desk.evening.blank import (
    blank_actions,
    blank_blocks,
    blank_card,
    blank_first,
)
from tally_app.app.desk.evening.by_pen import can_copy, pen_blocks, pen_button, pen_first
from tally_app.app.desk.evening.signing import first_unsaid, signing_blocks
from tally_app.app.desk.evening.strip import due, strip
from tally_app.app.desk.pages.kind import PageKind
from tally_app.app.desk.panel.exercise_cards import (
    exercise_cards,
    outcome_cards,
)
from tally_app.app.desk.panel.panel import panel
from tally_app.app.desk.passphrase import asked_note, recount_button
from tally_app.app.desk.scene import Scene
from tally_app.app.desk.unbuilt import part_or
from tally_app.app.papers.offering import (
    BLANK,
    DEBRIEF,
    DIGEST,
    PART_ONE,
    PROGRAM,
    RECOUNT_ACT,
    TASK_SHEET,
    Offer,
    blanks,
    lacking,
    offers,
)
from tally_app.app.view.address import PROTOCOL_PAPER, PaperName
from tally_app.app.view.base import AskFile, Button, Note, PrintPaper, SavePaper, StopPaper
from tally_app.app.view.desk import Block, Card, Panel, PaperPreview
from tally_app.app.view.intents import (
    ConfirmPrint,
    ShowPaper,
    SignProtocol,
    WithdrawPrint,
)
from tally_app.domain.form.form import Step
from tally_app.domain.night.evening import PRINT, SIGN, WRITE
from tally_app.domain.night.state import Finish
from tally_app.domain.values.minutes import clock_of
from tally_app.domain.values.times import clock


class ProtocolPage(PageKind):
    """A paper, large, with what can be done with it; what is to be done with it beside it."""

    shows_papers = True

    def blocks(self, scene: Scene) -> list[Block]:
        if scene.place.pen is not None and can_copy(chosen(scene)):
            return [*pen_blocks(scene, chosen(scene)), Note("", buttons=_choices(scene))]
        paper = partial(part_or, scene, lambda: _paper(scene), partial(_unmade, scene))
        if scene.state.finish is None or chosen(scene) != PROTOCOL_PAPER:
            return [paper()]
        if due(scene) == WRITE:
            blank = blank_blocks(scene, part_one=False)
            return [strip(scene), *blank, Note("", buttons=_choices(scene))]
        if due(scene) == SIGN:
            return [strip(scene), *signing_blocks(scene), Note("", buttons=_choices(scene))]
        signed = scene.state.finish.signed is not None
        asked = asked_note(scene, "recount") if signed else None
        return [strip(scene), *filter(None, (asked,)), paper()]

    def actions(self, scene: Scene) -> tuple[Button, ...]:
        """Print and save what is shown; of the protocol also the deed that is due now."""
        words, paper = scene.wording, chosen(scene)
        save = Button(SavePaper(paper), words("paper_page.save"), icon="save")
        draft = scene.state.finish is None and paper == PROTOCOL_PAPER
        text = words("paper_page.print_draft" if draft else "paper_page.print")
        print_it = Button(PrintPaper(paper), text, "outlined", "", "Ctrl+P", "Ctrl+P", "print")
        if scene.state.finish is None or paper != PROTOCOL_PAPER:
            return (*pen_button(scene, paper), save, print_it)
        return (save, *_lawful(scene, scene.state.finish, print_it))

    def first_field(self, scene: Scene) -> str:
        """The line of the blank that is due, or the first signature that nothing is said of."""
        if chosen(scene) != PROTOCOL_PAPER:
            return pen_first(scene, chosen(scene)) if scene.place.pen is not None else ""
        if due(scene) == WRITE:
            return blank_first(scene, part_one=False)
        return first_unsaid(scene) if due(scene) == SIGN else ""

    def panel(self, scene: Scene) -> Panel:
        """What is to be done with the paper now, one card a step."""
        finish = scene.state.finish
        if chosen(scene) in (TASK_SHEET, DEBRIEF):
            return Panel(scene.wording("paper_page.title"), (), tuple(exercise_cards(scene)))
        if chosen(scene) not in (PROTOCOL_PAPER, PART_ONE, RECOUNT_ACT):
            return Panel(scene.wording("paper_page.title"), (), (_document_card(scene),))
        if finish is None:
            base = panel(scene)
            return Panel(scene.wording("paper_page.title"), base.chips, (_draft_card(scene),))
        cards = (*outcome_cards(scene), *_cards(scene, finish))
        return Panel(scene.wording("paper_page.title"), (), cards)

    def state(self, scene: Scene, step: Step) -> str:  # noqa: ARG002 - a protocol has one
        finish = scene.state.finish
        return "locked" if finish is None else "done" if finish.signed is not None else "open"


def _lawful(scene: Scene, finish: Finish, print_it: Button) -> tuple[Button, ...]:
    """The deed that is due now, filled at the right edge; what comes after it is closed."""
    words, now = scene.wording, due(scene)
    sign = Button(SignProtocol(), words("signing.mark"), icon="pen")
    if now == SIGN:
        return (print_it, replace(sign, style="filled"))
    if now == WRITE:
        return (print_it, *blank_actions(scene))
    if now != PRINT:
        return (print_it,)
    after = words("signing.after_print")
    if "protocol" not in finish.prints:
        return (replace(sign, closed=after), replace(print_it, style="filled"))
    confirm = Button(ConfirmPrint(), words("paper_page.confirm"), "filled", icon="tick")
    return (replace(print_it, text=words("print.again")), confirm)


def _paper(scene: Scene) -> Block:
    paper = scene.papers.soon(scene.session, scene.place.contest, chosen(scene))
    if paper is None:
        return _underway(scene)
    return PaperPreview(paper.pdf, paper.digest, _choices(scene))


def _underway(scene: Scene) -> Block:
    """In place of a paper that is being made: for how long, and a way not to wait for it."""
    words, name = scene.wording, chosen(scene)
    if scene.papers.stopped == name:
        again = Button(ShowPaper(name), words("paper_page.make"), "small", icon="page")
        return Note(words("paper_page.stopped"), "info", buttons=(again, *_choices(scene)))
    stop = Button(StopPaper(name), words("paper_page.stop"), "small")
    said = words("paper_page.making", seconds=scene.papers.press.seconds())
    return Note(said, "info", buttons=(stop, *_choices(scene)))


def _unmade(scene: Scene, fault: str) -> Block:
    """In place of a paper that cannot be made: why, and the others."""
    return Note(scene.wording("papers.unmade", fault=fault), "error", buttons=_choices(scene))


def chosen(scene: Scene) -> PaperName:
    """The paper that is shown: the one chosen, while it exists."""
    there = {offer.name for offer in (*scene.once(_offered), *scene.once(_blanks))}
    return scene.place.paper if scene.place.paper in there else PROTOCOL_PAPER


def _offered(scene: Scene) -> list[Offer]:
    return [*offers(scene.session, scene.place.contest), Offer(DIGEST), Offer(PROGRAM)]


def _lacking(scene: Scene) -> list[Offer]:
    return lacking(scene.session, scene.place.contest)


def _blanks(scene: Scene) -> list[Offer]:
    return blanks(scene.session, scene.place.contest)


def _choices(scene: Scene) -> tuple[Button, ...]:
    """One button per paper that exists now; the last one turns to the forms to fill in by hand."""
    words, here = scene.wording, chosen(scene)
    empty = scene.once(_blanks)
    by_hand = here in {offer.name for offer in empty}
    turn = Button(ShowPaper(BLANK), words("paper_page.blanks"), "small", icon="page")
    if by_hand:
        turn = Button(ShowPaper(PROTOCOL_PAPER), words("paper_page.filled"), "small", icon="back")
    shown = (
        Button(
            ShowPaper(offer.name),
            offer_words(scene, offer),
            "chosen" if offer.name == here else "small",
            closed=lacks_words(scene, offer),
        )
        for offer in (empty if by_hand else [*scene.once(_offered), *scene.once(_lacking)])
    )
    return (*shown, turn)


def _document_card(scene: Scene) -> Card:
    """A paper beside the protocol: print it, keep it as a file."""
    words, buttons = scene.wording, paper_buttons(scene, chosen(scene))
    title, says = words("paper_page.document"), words("paper_page.document_says")
    return Card("document", "plain", title, "", says, buttons=buttons)


def _draft_card(scene: Scene) -> Card:
    words = scene.wording
    return Card("draft", "waiting", words("paper_page.draft"), "", words("paper_page.draft_says"))


def _cards(scene: Scene, finish: Finish) -> list[Card]:
    words = scene.wording
    what = words("paper_page.fair_copy" if scene.night.by_hand else "paper_page.protocol")
    cards = [
        Card(
            "final",
            "ok",
            words("paper_page.finished"),
            "",
            words("paper_page.finished_says", paper=what, time=clock_of(finish.at)),
            answer=(words("paper_page.check_value"), finish.check_value, *_addressee(scene)),
        )
    ]
    if finish.signed is not None:
        return [*cards, _signed_card(scene, finish.signed)]
    if scene.night.by_hand:
        return [*cards, blank_card(scene), *_withdrawing(scene)]
    return [*cards, *_withdrawing(scene)]


def _withdrawing(scene: Scene) -> list[Card]:
    words = scene.wording
    withdraw = Button(WithdrawPrint(), words("paper_page.withdraw"), "small")
    title, says = words("paper_page.wrong_print"), words("paper_page.withdraw_says")
    return [_to_do("withdraw", title, says, withdraw, tone="plain")]


def _addressee(scene: Scene) -> tuple[str, ...]:
    """The commission the protocol goes to, where the files say it."""
    to = scene.wording.pick(scene.night.rules.addressee(scene.place.contest))
    return (scene.wording("paper_page.addressee"), to) if to else ()


def _to_do(key: str, title: str, says: str, button: Button, tone: str = "waiting") -> Card:
    """A card that says what is to be done, with the button that records it."""
    return Card(key, tone, title, "", says, buttons=(button,))


def _signed_card(scene: Scene, minutes: int) -> Card:
    words = scene.wording
    buttons = [recount_button(scene, ground) for ground in scene.form.grounds]
    buttons.append(Button(AskFile("file_picture"), words("papers.file"), "small", icon="page"))
    return Card(
        "signed",
        "plain",
        words("paper_page.signed", time=clock(minutes)),
        "",
        words("paper_page.signed_says"),
        buttons=tuple(buttons),
    )
