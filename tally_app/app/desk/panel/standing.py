"""Which findings stand open, what would explain them, and what was counted again."""

from __future__ import annotations

from tally_app.app.desk.scene import Scene
from tally_app.app.desk.unbuilt import part_or
from tally_app.domain.causes.cause import Cause
from tally_app.domain.causes.hints import Grade, grade
from tally_app.domain.form.form import Severity
from tally_app.domain.night.answers import answer_to, counted_again
from tally_app.domain.night.state import Answer
from tally_app.domain.relations.rulebook import Result

#: Severities of findings that a mistake in typing may explain.
EXPLAINED = (Severity.ERROR, Severity.LEGAL)

#: How many times the share of the next one makes a cause clearly the likelier.
_CLEARLY = 2.0


def open_findings(scene: Scene) -> list[Result]:
    """Failing relations nobody has answered yet, worst first, else in the form's order."""
    return scene.once(_open_findings)


def _open_findings(scene: Scene) -> list[Result]:
    order = list(Severity)
    found = [
        result
        for result in scene.now.failing()
        if result.relation.severity is not Severity.NOTE and answer(scene, result) is None
    ]
    return sorted(found, key=lambda result: order.index(result.relation.severity))


def answered_findings(scene: Scene) -> list[tuple[Result, Answer]]:
    """Failing relations with an answer that still stands."""
    pairs = ((result, answer(scene, result)) for result in scene.now.failing())
    return [(result, given) for result, given in pairs if given is not None]


def answer(scene: Scene, result: Result) -> Answer | None:
    """The standing answer to a finding."""
    return answer_to(scene.night, scene.place.contest, scene.now, result)


def causes(scene: Scene) -> tuple[Cause, ...]:
    """Likely causes of what stands open, as the figures were stored last; () for nothing severe,
    and where a fault of the program keeps them from being worked out.
    """
    return scene.once(_causes_or_none)


def _causes_or_none(scene: Scene) -> tuple[Cause, ...]:
    return part_or(scene, lambda: _causes(scene), lambda _: ())


def _causes(scene: Scene) -> tuple[Cause, ...]:
    stands = any(result.relation.severity in EXPLAINED for result in open_findings(scene))
    if scene.likely is None or not stands:
        return ()
    return scene.likely.causes(scene.session.reckoning(scene.place.contest))


def likely_cause(scene: Scene) -> Cause | None:
    """The cause that is clearly likelier than the rest and names a place; None where two are
    alike.
    """
    found = causes(scene)
    if not found or found[0].one_of:
        return None
    second = found[1].score if len(found) > 1 else 0.0
    clear = grade(found) is not Grade.SEVERAL and found[0].score >= _CLEARLY * second
    return found[0] if clear else None


def checked(scene: Scene, result: Result) -> bool:
    """Whether what a finding rests on was counted again for these figures, or decided."""
    again = counted_again(scene.night, scene.place.contest, scene.now, result) is not None
    box = scene.state.boxes.get(result.item)
    return again or (result.relation.procedure == "annul" and box is not None and bool(box.second))
