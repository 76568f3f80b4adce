"""The pinned sum of a page: what is there, what it should be, the signed difference."""

from __future__ import annotations

from typing import Final

from tally_app.app.desk.scene import Scene
from tally_app.app.view.desk import SumBar
from tally_app.domain.relations.rulebook import Condition, Status
from tally_app.domain.relations.writing import Term
from tally_app.domain.values.wording import grouped, signed

_WHOLE: Final = 1000


def sum_bar(scene: Scene) -> SumBar | None:
    """The pinned sum of the step's relation: what is there, what should be, the difference."""
    checks = scene.live.bound.checks
    check = next((c for c in checks if c.relation.key == scene.step.sum and c.parts), None)
    if check is None:
        return None
    target, parts = scene.live.writer(scene.wording).sides(
        check.parts[0].tree, check.parts[0].scope
    )
    if len(parts) == 1 and len(target) > 1:
        target, parts = parts, target
    missing = sum(1 for slot in check.needs if scene.live.figures[slot] is None)
    total = sum((-1 if t.minus else 1) * (t.value or 0) for t in parts)
    total += _partial(scene, check.needs, parts) if missing else 0
    goal = sum((-1 if t.minus else 1) * (t.value or 0) for t in target)
    known = all(term.value is not None for term in target)
    words = scene.wording
    result = next(r for r in scene.live.results if r.relation.key == scene.step.sum)
    tone = (
        "" if missing else "ok" if result.status is Status.HOLDS else result.relation.severity.value
    )
    gap = result.difference
    if gap is None and not missing:  # it is silent while another relation speaks
        gap = _gap(check.parts[0], scene)
    quiet = gap is None
    target_line = scene.form.line(target[0].line) if target[0].line else None
    return SumBar(
        formula=" + ".join(term.symbol for term in parts),
        total=grouped(total),
        target_label=f"{target[0].symbol}  {words.pick(target_line.short)}" if target_line else "",
        target=grouped(goal) if known else words("window.dash"),
        caption=words("window.lines_missing") if quiet else words("window.difference"),
        difference=str(missing) if gap is None else signed(gap),
        tone="" if missing else tone,
        share=min(_WHOLE, total * _WHOLE // goal) if known and goal > 0 and total > 0 else 0,
    )


def _gap(part: Condition, scene: Scene) -> int | None:
    """Left minus right of one comparison, whose figures are all there; None for anything else."""
    if part.left is None or part.right is None:
        return None
    figures = [figure or 0 for figure in scene.live.figures]
    return part.left(figures) - part.right(figures)


def _partial(scene: Scene, needs: tuple[int, ...], parts: list[Term]) -> int:
    """What the figures already typed add to sums that are not complete yet."""
    lines = {term.line for term in parts if term.value is None}
    return sum(
        scene.live.figures[slot] or 0
        for slot in needs
        if scene.live.layout.cells[slot].line in lines
    )
