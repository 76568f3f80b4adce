"""Findings in words: the short message in a row, the card in the panel."""

from __future__ import annotations

from tally_app.app.desk.panel.standing import (
    EXPLAINED,
    checked,
    likely_cause,
    open_findings,
)
from tally_app.app.desk.scene import Scene
from tally_app.app.view.base import Button
from tally_app.app.view.desk import Card
from tally_app.app.view.fields import Message
from tally_app.app.view.intents import (
    GiveReason,
    Jump,
    NoteCountedAgain,
    ShowObserver,
    ShowReasons,
    WriteAct,
    WriteReason,
)
from tally_app.app.words.findings import finding_of
from tally_app.app.words.lines import cell_words, cells_words, heading
from tally_app.app.words.refusals import unfit_words
from tally_app.domain.causes.cause import COUNT_AGAIN
from tally_app.domain.form.form import Relation, Severity
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.answers import counted_again
from tally_app.domain.night.boxes import settled
from tally_app.domain.night.command import LONGEST_PROSE
from tally_app.domain.night.state import Answer
from tally_app.domain.relations.finding import FEW, JOINT, Broken, Finding, with_gap
from tally_app.domain.relations.rulebook import Result
from tally_app.domain.values.minutes import clock_of
from tally_app.domain.values.times import clock
from tally_app.domain.values.wording import grouped

#: Ready answers that have a number key of their own.
_KEYS = "123456789"


def tone_of(relation: Relation) -> str:
    """Icon and colour of a finding."""
    return relation.severity.value


def suspects(scene: Scene, result: Result) -> list[Cell]:
    """Cells to look at again, most suspected first: those of the likeliest cause, else in the order
    the relation says.
    """
    cells = list(result.cells)
    likely = _likeliest(scene, result)
    if likely:
        return likely
    order = {line: position for position, line in enumerate(result.relation.lines_to_check)}
    known = [cell for cell in cells if cell.line in order]
    return sorted(known, key=lambda cell: order[cell.line]) or cells


def _likeliest(scene: Scene, result: Result) -> list[Cell]:
    """The cells of a finding that the likeliest cause names."""
    cause = likely_cause(scene)
    return [cell for cell in cause.cells if cell in result.cells] if cause else []


def row_message(scene: Scene, cell: Cell) -> Message | None:
    """The short message in the row of ``cell``: what to count again, never a figure."""
    return scene.once(row_messages).get(cell)


def row_messages(scene: Scene) -> dict[Cell, Message]:
    """The messages of all rows: what the disk refused, what is no figure, what findings point at,
    each by the worst one.
    """
    words = scene.wording
    found = {cell: Message("error", words("window.unsaved")) for cell in scene.place.unsaved}
    for cell, text in scene.place.held_here.items():
        found.setdefault(cell, Message("error", unfit_words(text, LONGEST_PROSE, words)))
    for cell, problem in scene.now.problems.items():
        found.setdefault(cell, Message("error", words.coded("bad", problem)))
    for result in open_findings(scene):
        first = suspects(scene, result)
        if checked(scene, result):
            continue
        if first and first[0] not in found and _points(scene, result, first[0]):
            hour = _is_time(scene, first[0])
            again = words("window.look_at_clock") if hour else words("window.look_again")
            found[first[0]] = Message(tone_of(result.relation), again)
    return found


def _is_time(scene: Scene, cell: Cell) -> bool:
    """Whether a cell holds an hour: it is compared with the clock, nothing is counted."""
    return scene.form.line(cell.line).kind == "time"


def _points(scene: Scene, result: Result, cell: Cell) -> bool:
    """A finding about all options together points at no single one of them, unless a likely cause
    does.
    """
    if cell in _likeliest(scene, result):
        return True
    same = [other for other in result.cells if other.line == cell.line]
    return len(same) == 1 or result.item == cell.item != ""


def place_words(scene: Scene, cell: Cell) -> str:
    """How a cell is called on a button: "Line 5.2", "Box 1, taken out"."""
    return heading(cell_words(scene.night, scene.place.contest, cell, scene.wording))


def _places_words(scene: Scene, result: Result, cell: Cell) -> str:
    """Where a finding sends people: one line, or all lines of a collection."""
    if _points(scene, result, cell) or not scene.form.line(cell.line).number:
        return place_words(scene, cell)
    same = [other for other in result.cells if other.line == cell.line]
    return heading(cells_words(scene.night, scene.place.contest, same, scene.wording))


def finding(scene: Scene, result: Result) -> Finding:
    """A failing relation with its words, as the figures are now."""
    return finding_of(scene.night, scene.place.contest, scene.now, result, scene.wording)


def card(scene: Scene, result: Result, *beside: Button) -> Card:
    """The card of one finding, with further buttons beside its own."""
    found = finding(scene, result)
    again = counted_again(scene.night, scene.place.contest, scene.now, result)
    todo = Message("again", found.hint) if found.hint else None
    if again is not None:
        todo = Message("ok", _after_counting(scene, result, again))
    apart = result.difference and len(found.receipt) > FEW
    barred = result.relation.key == scene.step.sum  # its figures stand in the pinned sum
    own = _buttons(scene, result, counted=again is not None)
    observer, more = _for_observers(scene, found)
    return Card(
        key=result.key,
        tone=tone_of(result.relation),
        word=scene.wording(f"severity.{result.relation.severity.value}"),
        code=result.relation.code,
        sentence=found.sentence,
        formula="" if barred or (found.receipt and _in_words(scene, result)) else found.symbols,
        numbers="" if barred else _numbers(scene, found),
        receipt=() if barred else found.receipt,
        difference=("", "")
        if barred or not apart
        else (scene.wording("window.difference"), found.difference),
        hint=todo,
        cause=_cause_words(scene, result),
        buttons=(*own, *beside, *more),
        observer=observer,
    )


def _cause_words(scene: Scene, result: Result) -> str:
    """What would explain it, on the first card it may belong to, until that was counted again."""
    cause = likely_cause(scene)
    if cause is None or cause.kind == COUNT_AGAIN or checked(scene, result):
        return ""  # to count again is what the hint says
    mine = (
        found.key
        for found in open_findings(scene)
        if found.relation.severity in EXPLAINED and set(cause.cells) & set(found.cells)
    )
    if next(mine, "") != result.key:
        return ""
    lines = cells_words(scene.night, scene.place.contest, cause.cells, scene.wording)
    return scene.wording(f"cause.{cause.kind}", lines=heading(lines))


def _in_words(scene: Scene, result: Result) -> bool:
    """Whether lines without a number stand in a relation: its receipt names them as well."""
    return any(not scene.form.line(cell.line).number for cell in result.cells)


def _numbers(scene: Scene, found: Finding) -> str:
    """The figures and how far they are from holding."""
    return JOINT.join(_part(scene, part, found) for part in found.parts)


def _part(scene: Scene, part: Broken, found: Finding) -> str:
    """After a long sum the gap has a line of its own, so that nothing below moves while a figure is
    typed.
    """
    gap = part.gap.replace(" ", "\u00a0")
    text = with_gap(part.numbers, gap, scene.wording)
    return text.replace(f" {gap}", f"\n{gap}") if gap and len(found.receipt) > FEW else text


def _for_observers(scene: Scene, found: Finding) -> tuple[tuple[str, str], tuple[Button, ...]]:
    """What a finding means for an observer, on one card of the panel: the one that was asked for,
    else the first open one. The others have a button that asks for it.
    """
    words, key = found.observer, found.result.key
    if not words:
        return ("", ""), ()
    label = scene.wording("window.observers")
    if key == scene.once(_observed):
        return (label, words), ()
    return ("", ""), (Button(ShowObserver(key), label, "plain", icon="jump"),)


def _observed(scene: Scene) -> str:
    """Key of the finding whose words for observers are shown, "" for none."""
    asked = scene.place.observer
    if any(result.key == asked for result in scene.now.failing()):
        return asked
    found = open_findings(scene)
    return found[0].key if found else ""


def _after_counting(scene: Scene, result: Result, at: str) -> str:
    """After "counted again": the time, and the one figure that would balance the relation."""
    cell, time = suspects(scene, result)[0], clock_of(at)
    value = balancing(scene, result, cell) if _points(scene, result, cell) else None
    if value is None:
        words = scene.wording
        if _is_time(scene, cell):
            return words("window.compared_at", time=time)
        return words("window.counted_at", time=time)
    place = place_words(scene, cell)
    return scene.wording("window.balances", time=time, place=place, value=grouped(value))


def balancing(scene: Scene, result: Result, cell: Cell) -> int | None:
    """The figure of ``cell`` with which an equality would hold; the program never enters it."""
    blind = result.relation.blind
    if blind or result.relation.check.count("==") != 1 or len(result.failing) != 1:
        return None
    slot = scene.now.layout.slots[cell]
    part = result.failing[0]
    figures = [figure or 0 for figure in scene.now.figures]
    if part.left is None or part.right is None:
        return None
    base = part.left(figures) - part.right(figures)
    figures[slot] += 1
    slope = part.left(figures) - part.right(figures) - base
    if slope not in (1, -1):
        return None
    value = figures[slot] - 1 - base * slope
    return value if value >= 0 else None


def _buttons(scene: Scene, result: Result, *, counted: bool) -> tuple[Button, ...]:
    words, key = scene.wording, result.key
    places = suspects(scene, result)[:1]
    jump = [
        Button(Jump(cell), _places_words(scene, result, cell), "small", icon="jump")
        for cell in places
    ]
    match result.relation.severity:
        case Severity.WARNING:
            return (*_reason_buttons(scene, result), *jump)
        case _ if result.relation.blind:  # it is typed a third time: that is its counting again
            return (*jump,)
        case Severity.LEGAL if _needs_procedure(scene, result):
            return (*jump,)
        case Severity.LEGAL:
            act = Button(WriteAct(key), words("window.act"), "small", icon="page")
            return (*jump, act)
        case _:
            hour = bool(places) and _is_time(scene, places[0])
            said = words("window.compared_again") if hour else words("window.counted_again")
            again = Button(NoteCountedAgain(key), said, "small")
            return (*jump,) if counted else (*jump, again)


def _needs_procedure(scene: Scene, result: Result) -> bool:
    """The act of 43(3-1) is written after the commission has decided, not before."""
    done = settled(scene.night, scene.place.contest, result.item)
    return result.relation.procedure == "annul" and not done


def _reason_buttons(scene: Scene, result: Result) -> tuple[Button, ...]:
    """The reasons themselves once "reason" was pressed, each with its number key."""
    reasons = result.relation.reasons or tuple(reason.id for reason in scene.form.reasons)
    words = scene.wording
    if scene.place.reasons != result.key:
        last = len(reasons) + 1
        return (
            Button(ShowReasons(result.key), words("window.reason"), "small", "", "", f"1–{last}"),
        )
    ready = [
        Button(
            GiveReason(result.key, reason),
            words.pick(scene.form.reason(reason).text),
            "small",
            shortcut=number,
            shortcut_text=number,
        )
        for reason, number in zip(reasons, _KEYS, strict=False)
    ]
    own = str(len(ready) + 1)
    other = Button(WriteReason(result.key), words("window.own_reason"), "small", "", own, own)
    return (*ready, other)


def answered_card(scene: Scene, result: Result, given: Answer) -> Card:
    """An answered finding: what it was, what was answered, who and when."""
    words = scene.wording
    person = scene.night.person(given.who)
    who = person.name if person else words("window.setup_person")
    lines = []
    if given.reason:
        lines.append(
            words("window.reason_given", text=words.pick(scene.form.reason(given.reason).text))
        )
    if given.number:
        time = clock(given.minutes) if given.minutes is not None else ""
        lines.append(words("window.act_given", number=given.number, time=time))
    if given.text:
        lines.append(given.text)
    lines.append(f"{who}, {clock_of(given.at)}")
    found = finding(scene, result)
    observer, more = _for_observers(scene, found)
    return Card(
        key=result.key,
        tone="answered",
        word=words(f"severity.{result.relation.severity.value}"),
        code=result.relation.code,
        sentence=found.sentence,
        numbers=_numbers(scene, found),
        answer=tuple(lines),
        buttons=more,
        observer=observer,
    )


def note_card(scene: Scene, result: Result) -> Card:
    """A note: shown, never asks."""
    found = finding(scene, result)
    observer, more = _for_observers(scene, found)
    return Card(
        key=result.key,
        tone="note",
        word=scene.wording("severity.note"),
        code=result.relation.code,
        sentence=found.sentence,
        numbers=_numbers(scene, found),
        hint=Message("again", found.hint) if found.hint else None,
        buttons=more,
        observer=observer,
    )
