"""The right panel: open findings first, then what is in order, then answered ones and notes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tally_app.app.desk.panel.findings import answered_card, card, note_card, place_words
from tally_app.app.desk.panel.standing import answered_findings, open_findings
from tally_app.app.desk.scene import Scene
from tally_app.app.desk.unbuilt import card_or_why, part_or
from tally_app.app.view.base import Button
from tally_app.app.view.desk import Card, Panel
from tally_app.app.view.intents import Jump, ShowStep, WriteFinishAct, WriteNotEstablished
from tally_app.domain.form.form import Severity, Step
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.finish import Obstacle
from tally_app.domain.night.reckoning import is_due
from tally_app.domain.relations.finding import JOINT
from tally_app.domain.relations.rulebook import Check, Result, Status
from tally_app.domain.relations.writing import Formula
from tally_app.domain.values.wording import grouped

#: Severities that have a chip of their own, worst first.
_CHIPS = (Severity.ERROR, Severity.LEGAL, Severity.WARNING)

#: Up to this many missing lines are named one by one.
_SINGLE_LINES = 3

#: Sums an onlooker can redo, shown in the card that says all is in order.
_SHOWN_SUMS = 2


def panel(scene: Scene) -> Panel:
    """The panel of a page where figures are typed."""
    found = open_findings(scene)
    unchecked = uncheckable_cards(scene)
    cards = [*(_shown(scene, card, result) for result in found), *unchecked]
    if not cards and not scene.now.problems and _something_holds(scene):
        cards.append(in_order(scene))
    cards.extend(
        card_or_why(scene, result, partial(answered_card, scene, result, given))
        for result, given in answered_findings(scene)
    )
    cards.extend(_shown(scene, note_card, one) for one in scene.now.failing(Severity.NOTE))
    quiet = () if cards else (scene.wording("panel.nothing_yet"),)
    return Panel(scene.wording("panel.title"), chips(scene), tuple(cards), quiet)


def _shown(
    scene: Scene, build: Callable[[Scene, Result], Card], result: Result, *beside: Button
) -> Card:
    return card_or_why(scene, result, partial(build, scene, result, *beside))


def uncheckable_cards(scene: Scene) -> list[Card]:
    """A card for every relation that a fault of the program keeps from being checked: its code, and
    where it can still be written its lines, for whoever checks it by hand.
    """
    return [
        Card(
            key=f"uncheckable/{result.key}",
            tone="warning",
            word=scene.wording("window.uncheckable"),
            code=result.relation.code,
            sentence=scene.wording("window.uncheckable_says", fault=result.fault),
            formula=part_or(scene, partial(_symbols, scene, result), lambda _: ""),
        )
        for result in scene.now.uncheckable
    ]


def _symbols(scene: Scene, result: Result) -> str:
    """The relation in line numbers."""
    parts = scene.now.bound.check(result.relation.key, result.item).parts
    return scene.now.writer(scene.wording).parts(parts, JOINT).symbols


def _something_holds(scene: Scene) -> bool:
    """True once a sum of the paper holds: before that there is nothing to praise."""
    holding = [r.relation for r in scene.now.results if r.status is Status.HOLDS]
    return any(relation.printed for relation in holding)


def chips(scene: Scene) -> tuple[tuple[str, str], ...]:
    """A chip per severity with how many stand open."""
    found = open_findings(scene)
    counted = [
        (severity.value, sum(1 for result in found if result.relation.severity is severity))
        for severity in _CHIPS
    ]
    return tuple((tone, str(many)) for tone, many in counted if many)


def in_order(scene: Scene) -> Card:
    """How many relations were checked, how many are not yet, and the sums to redo."""
    holds = scene.now.counted(Status.HOLDS)
    later = [r.relation.due for r in scene.now.results if r.status is Status.NOT_CHECKED]
    waiting = sum([is_due(due, "finish") for due in later])
    key = "panel.checked_all" if not waiting else "panel.checked"
    sums = [
        check
        for check, result in zip(scene.now.bound.checks, scene.now.results, strict=True)
        if result.relation.printed and result.status is Status.HOLDS and check.parts
    ]
    shown = [_sum(scene, check) for check in sums[-_SHOWN_SUMS:]]
    return Card(
        key="in_order",
        tone="ok",
        word=scene.wording("panel.in_order"),
        code="",
        sentence=scene.wording(key, checked=grouped(holds), waiting=grouped(waiting)),
        answer=tuple(text for formula in shown for text in (formula.symbols, formula.numbers)),
    )


def _sum(scene: Scene, check: Check) -> Formula:
    """A sum as it is written, made anew when one of its figures is another."""
    part, name = check.parts[0], ("sum", check.relation.key, check.item)
    figures = tuple([scene.now.value(cell) for cell in part.cells])
    return scene.kept.part(name, figures, lambda: scene.now.writer(scene.wording).part(part))


def obstacle_cards(scene: Scene) -> list[Card]:
    """What is still to do before Finish: findings one by one, missing lines step by step."""
    findings = (_finding_obstacle(scene, obstacle) for obstacle in scene.obstacles)
    found = [
        *(shown for shown in findings if shown is not None),
        *(_cell_card(scene, cell, "bad_text") for cell in _cells_of(scene, "bad_text")),
        *_missing_cards(scene, _cells_of(scene, "not_entered")),
        *(_step_card(scene, o.step) for o in scene.obstacles if o.code == "step"),
        *_second_card(scene),
    ]
    return [card for card in found if card.sentence]


def _cells_of(scene: Scene, code: str) -> list[Cell]:
    """The lines of one kind of obstacle."""
    return [one.cell for one in scene.obstacles if one.code == code and one.cell]


def _missing_cards(scene: Scene, missing: list[Cell]) -> list[Card]:
    """Few missing lines one by one, many step by step."""
    if len(missing) <= _SINGLE_LINES:
        return [_cell_card(scene, cell, "not_entered") for cell in missing]
    return [_missing_on(scene, step, missing) for step in scene.form.steps]


def _cell_card(scene: Scene, cell: Cell, code: str) -> Card:
    """One line that holds no figure: go there, or record that it cannot be established."""
    words, place = scene.wording, place_words(scene, cell)
    jump = Button(Jump(cell), place, "small", icon="jump")
    act = Button(WriteNotEstablished(cell), words("window.cannot_establish"), "small")
    label = words.pick(scene.form.line(cell.line).label)
    tone = "error" if code == "bad_text" else "waiting"
    return Card(
        f"{code}/{cell}", tone, words(f"obstacle.{code}"), "N-01", label, buttons=(jump, act)
    )


def _missing_on(scene: Scene, step: Step, missing: list[Cell]) -> Card:
    """How many lines of a step are not entered; no sentence where none is missing."""
    words = scene.wording
    cells = [cell for cell in missing if scene.form.line(cell.line).stage in step.stages]
    name = words.pick(step.name)
    return Card(
        key=f"missing/{step.id}",
        tone="waiting",
        word=words("obstacle.not_entered"),
        code="N-01",
        sentence=words("obstacle.lines", step=name, count=len(cells)) if cells else "",
        buttons=(Button(Jump(cells[0]), name, "small", icon="jump"),) if cells else (),
    )


def _step_card(scene: Scene, step_id: str) -> Card:
    words, step = scene.wording, scene.form.step(step_id)
    go = Button(ShowStep(step.id), words.pick(step.name), "small", icon="jump")
    word = words("obstacle.step")
    return Card(f"step/{step.id}", "waiting", word, "", words.pick(step.title), buttons=(go,))


def _second_card(scene: Scene) -> list[Card]:
    """How many lines only one person has seen (N-03)."""
    unseen = [obstacle for obstacle in scene.obstacles if obstacle.code == "second"]
    if not unseen:
        return []
    words, step = scene.wording, scene.form.step(unseen[0].step)
    go = Button(ShowStep(step.id), words.pick(step.name), "small", icon="jump")
    said = words("second.obstacle_says", count=len(unseen))
    return [Card("second", "waiting", words("second.obstacle"), "N-03", said, buttons=(go,))]


def _finding_obstacle(scene: Scene, obstacle: Obstacle) -> Card | None:
    result = obstacle.result
    if result is None or obstacle.code == "not_checked":
        return None
    if result.relation.severity is not Severity.ERROR:
        return _shown(scene, card, result)
    act = Button(
        WriteFinishAct(result.key), scene.wording("window.finish_act"), "small", icon="page"
    )
    return _shown(scene, card, result, act)
