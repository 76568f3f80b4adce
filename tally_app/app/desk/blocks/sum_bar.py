"""The pinned sum of a page: what is there, what it should be, the signed difference."""

from __future__ import annotations

from functools import partial
from typing import Final

from tally_app.app.desk.scene import Scene
from tally_app.app.view.desk import SumBar
from tally_app.domain.relations.rulebook import Condition, Result, Status
from tally_app.domain.relations.writing import Term
from tally_app.domain.values.wording import grouped, signed

_WHOLE: Final = 1000


def sum_bar(scene: Scene) -> SumBar | None:
    """The pinned sum of the step's relation: what is there, what should be, the difference."""
    return scene.kept.part("sum_bar", scene.live.figures, partial(_sum_bar, scene))


def _sum_bar(scene: Scene) -> SumBar | None:
    """All of it follows from the figures, drafts among them."""
    checks = scene.live.bound.checks
    check = next((c for c in checks if c.relation.key == scene.step.sum and c.parts), None)
    if check is None:
        return None
    target, parts = _sides(scene, check.parts[0])
    missing = sum(scene.live.figures[slot] is None for slot in check.needs)
    total = _added(parts) + (_partial(scene, check.needs, parts) if missing else 0)
    known = all(term.value is not None for term in target)
    goal = _added(target) if known else 0
    words = scene.wording
    result = next(r for r in scene.live.results if r.relation.key == scene.step.sum)
    gap = total - goal if known and not missing else None
    line = scene.form.line(target[0].line) if target[0].line else None
    return SumBar(
        formula=" + ".join(term.symbol for term in parts),
        total=grouped(total) if _begun(scene, check.needs, parts) else words("window.dash"),
        target_label=f"{target[0].symbol}  {words.pick(line.short)}" if line else "",
        target=grouped(goal) if known else words("window.dash"),
        caption=words("window.lines_missing" if gap is None else "window.difference"),
        difference=str(missing) if gap is None else signed(gap),
        tone="" if missing else _tone(result),
        share=min(_WHOLE, total * _WHOLE // goal) if goal > 0 and total > 0 else 0,
    )


def _sides(scene: Scene, part: Condition) -> tuple[list[Term], list[Term]]:
    """What it should be and what is added up, whichever side of the relation they stand on. The bar
    is read from left to right, and so is its difference: what is there minus what should be.
    """
    target, parts = scene.live.writer(scene.wording).sides(part.tree, part.scope)
    return (parts, target) if len(parts) == 1 and len(target) > 1 else (target, parts)


def _added(terms: list[Term]) -> int:
    """The sum of what is known of them."""
    return sum((-1 if term.minus else 1) * (term.value or 0) for term in terms)


def _begun(scene: Scene, needs: tuple[int, ...], parts: list[Term]) -> bool:
    """Whether anything was typed of what is added up: nothing yet is no sum of 0."""
    lines, live = {term.line for term in parts}, scene.live
    return any(term.value is not None for term in parts) or any(
        live.figures[slot] is not None for slot in needs if live.layout.cells[slot].line in lines
    )


def _tone(result: Result) -> str:
    return "ok" if result.status is Status.HOLDS else result.relation.severity.value


def _partial(scene: Scene, needs: tuple[int, ...], parts: list[Term]) -> int:
    """What the figures already typed add to sums that are not complete yet."""
    lines = {term.line for term in parts if term.value is None}
    return sum(
        scene.live.figures[slot] or 0
        for slot in needs
        if scene.live.layout.cells[slot].line in lines
    )
