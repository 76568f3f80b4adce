"""Pages on which lines of the form are typed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tally_app.app.desk.blocks.added_rows import adds_rows, typed_again, typed_first
from tally_app.app.desk.blocks.ear import ear_blocks
from tally_app.app.desk.blocks.head import head_note
from tally_app.app.desk.blocks.rows import refusal_words
from tally_app.app.desk.blocks.tables import line_blocks, typed_cells
from tally_app.app.desk.blocks.zeros import could_be, of_lines, zeros_note
from tally_app.app.desk.pages.kind import PageKind
from tally_app.app.desk.scene import Scene
from tally_app.app.view.base import Button, Note
from tally_app.app.view.desk import Block
from tally_app.app.view.intents import SwitchLine, UnlockStep
from tally_app.domain.form.form import Line
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import Command
from tally_app.domain.night.facts.figures import LineSwitched
from tally_app.domain.night.naming import items_in
from tally_app.domain.values.articles import cited
from tally_app.domain.values.minutes import clock_of
from tally_app.domain.values.times import clock


class TypedPage(PageKind):
    """Cards and tables of fields; below them what can be switched on, and counting by ear."""

    def blocks(self, scene: Scene) -> list[Block]:
        contest, step = scene.place.contest, scene.step
        blocks = line_blocks(scene)
        over, again, offered = scene.kept.part("page", (), partial(self._page, scene))
        if over:
            blocks = [Note(scene.wording("window.no_rows_yet"))]
        elif again and scene.session.who in typed_first(scene.night, contest, step, again):
            blocks = [Note(scene.wording("window.same_person"), "warning"), *blocks]
        typed = [scene.session.text(contest, Cell(line.id)) for line in offered]
        buttons = scene.kept.part(
            "switches", typed, lambda: tuple(x for line in offered if (x := _switch(scene, line)))
        )
        if buttons:
            blocks.append(Note(scene.wording("window.optional_lines"), buttons=buttons))
        blocks.extend(ear_blocks(scene, scene.place.ear))
        blocks.extend(unlock_notes(scene))
        head = head_note(scene)
        return [*blocks, *([head] if head else []), *self._zeros(scene)]

    def _page(self, scene: Scene) -> tuple[bool, frozenset[str], list[Line]]:
        """What no figure changes: whether there is nothing to type yet, what is typed a second
        time here, and the lines that can be switched on.
        """
        form, step = scene.form, scene.step
        lines = [line for line in form.lines if line.stage in step.stages]
        offered = [line for line in lines if line.optional == "switch"]
        over = _no_rows_yet(scene)
        return over, typed_again(form, step), offered

    def cells(self, scene: Scene) -> list[Cell]:
        return typed_cells(scene)

    def zeros(self, scene: Scene) -> Iterator[list[Cell]]:
        return of_lines(scene)

    def _zeros(self, scene: Scene) -> list[Block]:
        return zeros_note(self.zeros(scene), scene, stays=could_be(scene))


class LinesPage(TypedPage):
    """A page for nothing but lines."""


def _no_rows_yet(scene: Scene) -> bool:
    """On a page of a second entry: nothing was entered for the first time."""
    form, step, night = scene.form, scene.step, scene.night
    lines = [line for line in form.lines if line.stage in step.stages]
    return bool(lines) and not any(
        not line.collection
        or adds_rows(form, step, line.collection)
        or items_in(night, scene.place.contest, line.collection)
        for line in lines
    )


def unlock_notes(scene: Scene) -> list[Block]:
    """That what is typed here was announced, with the button that opens it again."""
    stages = set(scene.step.stages)
    return [
        _unlock_note(scene, one.id)
        for one in scene.form.steps
        if stages & set(one.locks)
        and one.id in scene.state.confirmed
        and scene.state.finish is None
    ]


def _switch(scene: Scene, line: Line) -> Button | None:
    on = line.id in scene.state.switched_on
    if on and scene.session.text(scene.place.contest, Cell(line.id)).strip():
        return None
    words = scene.wording
    command = Command(LineSwitched(line.id, on=not on), scene.place.contest)
    closed = refusal_words(scene, scene.session.why_not(command))
    key = "window.line_off" if on else "window.line_on"
    text = words(key, name=words.pick(line.short or line.label))
    return Button(SwitchLine(line.id), text, "small", closed, icon="" if on else "add")


def _unlock_note(scene: Scene, step: str) -> Note:
    done = scene.state.confirmed[step]
    words = scene.wording
    time = clock(done.minutes) if done.minutes is not None else clock_of(done.at)
    law = scene.form.step(step).law
    return Note(
        words("window.announced_locked", time=time, law=cited(law, words)),
        "locked",
        buttons=(Button(UnlockStep(step), words("window.unlock"), "small", icon="pen"),),
    )
