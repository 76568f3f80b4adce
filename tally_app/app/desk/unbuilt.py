"""A part of the desk that cannot be built says so in its own place, and the others work: a night
always opens, and the next figure can always be typed on the next page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from tally_app.app.desk.scene import Scene
from tally_app.app.papers.unmade import UnmadePaperError
from tally_app.app.view.base import Note
from tally_app.app.view.desk import Block, Card, Page, Panel
from tally_app.domain.relations.rulebook import Result
from tally_app.domain.values.wording import fault_words

_Part = TypeVar("_Part")


def part_or(scene: Scene, build: Callable[[], _Part], otherwise: Callable[[str], _Part]) -> _Part:
    """A part of the desk, or what stands in its place with the fault that kept it from being
    built, which the scene remembers.
    """
    try:
        return build()
    except Exception as fault:  # noqa: BLE001 - whatever is wrong with one part, the night goes on
        said = fault.fault if isinstance(fault, UnmadePaperError) else fault_words(fault)
        scene.faults.append(said)
        return otherwise(said)


def block_or_why(scene: Scene, build: Callable[[], Block]) -> Block:
    """A block of the page, or a note that it cannot be shown."""

    def why(fault: str) -> Block:
        return Note(scene.wording("window.part_unbuilt", fault=fault), "error")

    return part_or(scene, build, why)


def card_or_why(scene: Scene, result: Result, build: Callable[[], Card]) -> Card:
    """The card of a finding, or one with its code that says that it cannot be shown."""
    severity, code = result.relation.severity.value, result.relation.code

    def why(fault: str) -> Card:
        word = scene.wording(f"severity.{severity}")
        said = scene.wording("window.part_unbuilt", fault=fault)
        return Card(result.key, severity, word, code, said)

    return part_or(scene, build, why)


def page_or_why(scene: Scene, build: Callable[[Scene], Page]) -> Page:
    """The page of the step, or one that says that it cannot be shown."""

    def why(fault: str) -> Page:
        note = Note(scene.wording("window.page_unbuilt", fault=fault), "error")
        return Page(scene.step.id, scene.wording.pick(scene.step.title), "", (note,))

    return part_or(scene, lambda: build(scene), why)


def panel_or_why(scene: Scene, build: Callable[[Scene], Panel]) -> Panel:
    """The panel beside the page, or one that says that it cannot be shown."""

    def why(fault: str) -> Panel:
        return Panel("", (), (), quiet=(scene.wording("window.panel_unbuilt", fault=fault),))

    return part_or(scene, lambda: build(scene), why)
