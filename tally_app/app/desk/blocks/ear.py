"""Counting by ear: one key per ballot as it is announced, totals per 50, compared with the stacks.

No order and no time of a ballot is stored: a bundle has totals only. A pile that differs from its
stack then sends people to the bundles of 50 it occurs in, and not to all ballots.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from tally_app.app.desk.blocks.rows import refusal_words
from tally_app.app.desk.panel.findings import place_words
from tally_app.app.desk.scene import Ear, Scene
from tally_app.app.view.base import Button, Note
from tally_app.app.view.desk import Block, Table, TableRow, Tally
from tally_app.app.view.fields import Message
from tally_app.app.view.intents import CloseBundle, CloseEar, OpenEar, RemoveBundle
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import Command
from tally_app.domain.night.facts.ear import EAR_BUNDLE, EarCounted
from tally_app.domain.night.locks import step_closed
from tally_app.domain.night.naming import item_name
from tally_app.domain.values.wording import grouped, signed

#: One key per pile, in the order of the ballot; more piles than keys cannot be counted by ear.
KEYS: Final = "1234567890qwertyuiopasdfghjklzxcvbnm"


def piles(scene: Scene) -> tuple[Cell, ...]:
    """The piles of the step: the summands of its sum, in the order of the ballot."""
    return scene.kept.part("piles", (), partial(_piles, scene))


def _piles(scene: Scene) -> tuple[Cell, ...]:
    """Which cells they are no figure changes."""
    checks = scene.now.bound.checks
    check = next((c for c in checks if c.relation.key == scene.step.sum and c.parts), None)
    if check is None or "piles" not in scene.step.stages:
        return ()
    _target, parts = scene.now.writer(scene.wording).sides(
        check.parts[0].tree, check.parts[0].scope
    )
    lines = {term.line for term in parts if term.line}
    found = tuple(cell for cell in check.parts[0].cells if cell.line in lines)
    return found if 1 < len(found) <= len(KEYS) else ()


def ear_blocks(scene: Scene, ear: Ear) -> list[Block]:
    """The block to count in, or the button that opens it; then how the stacks compare."""
    found = piles(scene)
    if not found or scene.state.finish is not None:
        return []
    words = scene.wording
    blocks: list[Block] = []
    if ear.open:
        blocks.append(_tally(scene, ear, found))
    else:
        button = Button(OpenEar(), words("ear.open"), "small", icon="add")
        blocks.append(Note(words("ear.says"), buttons=(button,)))
    if scene.state.ear:
        blocks.append(_compared(scene, found))
    return blocks


def _tally(scene: Scene, ear: Ear, found: tuple[Cell, ...]) -> Tally:
    words = scene.wording
    keys = tuple(
        (key, _name(scene, cell), grouped(ear.totals.get(str(cell), 0)))
        for key, cell in zip(KEYS, found, strict=False)
    )
    done = len(scene.state.ear)
    progress = words("ear.progress", count=ear.ballots, of=EAR_BUNDLE, bundle=done + 1)
    bundle = Command(EarCounted(dict(ear.totals)), scene.place.contest)
    closed = refusal_words(scene, scene.session.why_not(bundle))
    buttons = [Button(CloseBundle(), words("ear.bundle"), "small", closed)]
    if done:
        buttons.append(Button(RemoveBundle(), words("ear.remove", bundle=done), "small"))
    buttons.append(Button(CloseEar(), words("ear.close"), "small"))
    locked = refusal_words(scene, step_closed(scene.night, scene.step))
    return Tally(words("ear.caption"), keys, progress, tuple(buttons), locked)


def _name(scene: Scene, cell: Cell) -> str:
    line = scene.form.line(cell.line)
    if not cell.item:
        return scene.wording.pick(line.short or line.label)
    night, contest = scene.night, scene.place.contest
    return item_name(night, contest, line.collection, cell.item, scene.wording)


def _compared(scene: Scene, found: tuple[Cell, ...]) -> Table:
    """Each pile by ear and by its stack; where they differ, the bundles it occurs in."""
    words = scene.wording
    rows = []
    totals = [sum(bundle.get(str(cell), 0) for bundle in scene.state.ear) for cell in found]
    stacks = [scene.live.value(cell) for cell in found]
    # While ballots are still to be announced a pile is behind its stack and nothing is wrong.
    whole = None not in stacks and sum(totals) >= sum(stack or 0 for stack in stacks)
    for cell, heard, stack in zip(found, totals, stacks, strict=True):
        known = stack is not None and (whole or heard > stack)
        difference = stack - heard if stack is not None and known else None
        rows.append(
            TableRow(
                _name(scene, cell),
                (
                    grouped(heard),
                    words("window.dash") if stack is None else grouped(stack),
                    "" if difference is None else signed(difference),
                ),
                caption=place_words(scene, cell),
                message=_where(scene, cell) if difference else None,
            )
        )
    columns = (words("ear.heard"), words("ear.stack"), words("window.difference"))
    return Table(words("ear.pile"), columns, tuple(rows))


def _where(scene: Scene, cell: Cell) -> Message:
    bundles = [
        str(number) for number, bundle in enumerate(scene.state.ear, 1) if bundle.get(str(cell), 0)
    ]
    return Message("warning", scene.wording("ear.look", bundles=", ".join(bundles) or "–"))
