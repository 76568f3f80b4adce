"""The pages of the night, one function each, in the table by which a form's steps name them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from tally_app.app.desk.blocks.ear import ear_blocks
from tally_app.app.desk.blocks.rows import refusal_words
from tally_app.app.desk.blocks.tables import line_blocks
from tally_app.app.desk.blocks.turnout import turnout_blocks
from tally_app.app.desk.order import bare, typed_first
from tally_app.app.desk.pages.papers import paper_note, paper_page, paper_panel
from tally_app.app.desk.panel.exercise_cards import exercise_note
from tally_app.app.desk.panel.findings import place_words
from tally_app.app.desk.panel.panel import in_order, obstacle_cards, panel
from tally_app.app.desk.panel.relations import writer
from tally_app.app.desk.scene import Scene, shown_value
from tally_app.app.view.desk import (
    Block,
    Button,
    Field,
    Note,
    Page,
    Panel,
    Row,
    Rows,
    SumBar,
    Table,
    TableRow,
)
from tally_app.app.words.preview import preview_words
from tally_app.domain.form.form import Line
from tally_app.domain.form.layout import Cell
from tally_app.domain.form.numbers import short_name
from tally_app.domain.night.command import Command
from tally_app.domain.night.facts.commission import MemberUnlisted
from tally_app.domain.night.facts.figures import LineSwitched
from tally_app.domain.night.locks import step_closed
from tally_app.domain.night.naming import item_name, items_of, line_number
from tally_app.domain.night.second_look import PAGE
from tally_app.domain.relations.rulebook import Part, Status
from tally_app.domain.relations.writing import Term
from tally_app.domain.values.numwords import in_words
from tally_app.domain.values.times import clock
from tally_app.domain.values.wording import grouped, signed

ANNOUNCE_TIME: Final = "announce.time"
FINISH_NUMBER: Final = "finish.number"
_WHOLE: Final = 1000


def page_of(scene: Scene) -> Page:
    """The page of the step that is shown."""
    blocks, wide = _PAGES[scene.step.page][0](scene)
    papers = None if wide else scene.kept.part("papers", (), lambda: paper_note(scene))
    if papers is not None:
        blocks = [*blocks, papers]
    title, subtitle = _heading(scene)
    words = scene.wording
    top: list[Block] = []
    closed = step_closed(scene.night, scene.step)
    if closed is not None and scene.state.finish is None:
        early = Button("open_step", words("window.open_step"), scene.step.id, "small", icon="lock")
        title = words("window.closed_step")
        top.append(Note(refusal_words(scene, closed), "locked", title, (early,)))
    return Page(
        id=scene.step.id,
        title=title,
        subtitle=subtitle,
        blocks=(*top, *exercise_note(scene), *blocks),
        sum_bar=sum_bar(scene),
        wide=wide,
    )


def _heading(scene: Scene) -> tuple[str, str]:
    """Title and subtitle: the step's own, and of the second look those of its phase."""
    if scene.step.page == PAGE:
        from tally_app.app.desk.pages.second import second_heading

        return second_heading(scene)
    return scene.wording.pick(scene.step.title), scene.wording.pick(scene.step.subtitle)


def _second(scene: Scene) -> tuple[list[Block], bool]:
    from tally_app.app.desk.pages.second import second_page

    return second_page(scene)


def _second_panel(scene: Scene) -> Panel:
    from tally_app.app.desk.pages.second import second_panel

    return second_panel(scene)


def panel_of(scene: Scene) -> Panel:
    """The panel of the step that is shown."""
    return _PAGES[scene.step.page][1](scene)


def sum_bar(scene: Scene) -> SumBar | None:
    """The pinned sum of the step's relation: what is there, what should be, the difference."""
    checks = scene.live.bound.checks
    check = next((c for c in checks if c.relation.key == scene.step.sum and c.parts), None)
    if check is None:
        return None
    target, parts = writer(scene, live=True).sides(check.parts[0].tree, check.parts[0].scope)
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


def _gap(part: Part, scene: Scene) -> int | None:
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


def _lines(scene: Scene) -> tuple[list[Block], bool]:
    blocks = line_blocks(scene)
    if bare(scene.night, scene.place.contest, scene.step.id):
        blocks = [Note(scene.wording("window.no_rows_yet"))]
    elif scene.session.who in typed_first(scene.night, scene.place.contest, scene.step.id):
        blocks = [Note(scene.wording("window.same_person"), "warning"), *blocks]
    offered = [
        line
        for line in scene.form.lines
        if line.optional == "switch" and line.stage in scene.step.stages
    ]
    buttons = scene.kept.part(
        "switches", (), lambda: tuple(x for line in offered if (x := _switch(scene, line)))
    )
    if buttons:
        blocks.append(Note(scene.wording("window.optional_lines"), buttons=buttons))
    blocks.extend(ear_blocks(scene, scene.place.ear))
    locks = [step for step in scene.form.steps if set(scene.step.stages) & set(step.locks)]
    for step in locks:
        if step.id in scene.state.confirmed and scene.state.finish is None:
            blocks.append(_unlock_note(scene, step.id))
    return blocks, False


def _turnout(scene: Scene) -> tuple[list[Block], bool]:
    return [*_lines(scene)[0], *turnout_blocks(scene)], False


def _switch(scene: Scene, line: Line) -> Button | None:
    on = line.id in scene.state.switched_on
    if on and scene.session.text(scene.place.contest, Cell(line.id)).strip():
        return None
    words = scene.wording
    command = Command(LineSwitched(line.id, on=not on), scene.place.contest)
    closed = refusal_words(scene, scene.session.why_not(command))
    key = "window.line_off" if on else "window.line_on"
    text = words(key, name=words.pick(line.short or line.label))
    return Button("switch", text, line.id, "small", closed, icon="" if on else "add")


def _unlock_note(scene: Scene, step: str) -> Note:
    done = scene.state.confirmed[step]
    words = scene.wording
    time = clock(done.minutes) if done.minutes is not None else done.at[11:16]
    law = scene.form.step(step).law
    return Note(
        words("window.announced_locked", time=time, law=law),
        "locked",
        buttons=(Button("unlock", words("window.unlock"), step, "small", icon="lock"),),
    )


def _commission(scene: Scene) -> tuple[list[Block], bool]:
    words, night = scene.wording, scene.night
    rows = []
    for person in night.persons:
        buttons = [Button("member", words("window.change"), person.id, "small")]
        if scene.session.why_not(Command(MemberUnlisted(person.id))) is None:
            buttons.append(Button("member_remove", words("window.remove"), person.id, "small"))
        state = words(f"state.{person.state}")
        rows.append(
            TableRow(
                person.name, (state,), words(f"office.{person.office}"), buttons=tuple(buttons)
            )
        )
    table = Table(
        words("commission.heading"),
        (words("commission.state"),),
        tuple(rows),
        (Button("member_add", words("commission.add"), icon="add"),),
    )
    notice = words.pick(scene.form.notice) if scene.form.notice else ""
    told: list[Block] = [Note(notice, "warning")] if notice else []
    return [*told, *_lines(scene)[0], table], False


def _announce(scene: Scene) -> tuple[list[Block], bool]:
    words = scene.wording
    rows = [
        summary_row(scene, line, item)
        for line in scene.form.lines
        if line.part_one and (line.place == "body" or line.derived)
        for item in items_of(scene.night, scene.place.contest, line)
    ]
    blocks: list[Block] = [Rows(tuple(rows))]
    done = scene.state.confirmed.get(scene.step.id)
    if done is None:
        refusal = step_closed(scene.night, scene.step)
        field = Field(
            ANNOUNCE_TIME,
            scene.place.announce_time,
            "time",
            locked=refusal_words(scene, refusal),
            placeholder=words("window.not_entered"),
            name=words("announce.time"),
        )
        blocks.append(Rows((Row("", words("announce.time"), words("announce.aloud"), field),)))
        return blocks, False
    print_button = Button("part_one", words("announce.part_one"), look="small", icon="print")
    unlock = Button("unlock", words("window.unlock"), scene.step.id, "small", icon="lock")
    open_still = scene.state.finish is None
    blocks.append(
        Note(
            words("announce.done", time=clock(done.minutes or 0), check_value=done.check_value),
            "ok",
            words("announce.done_title"),
            (print_button, unlock) if open_still else (print_button,),
        )
    )
    return blocks, False


def summary_row(scene: Scene, line: Line, item: str) -> Row:
    """A figure and its words, as they will stand on the paper."""
    contest, words = scene.place.contest, scene.wording
    value = scene.now.value(Cell(line.id, item))
    label = item_name(scene.night, contest, line.collection, item, words) if item else ""
    return Row(
        number=line_number(scene.night, contest, line, item),
        label=label or words.pick(line.label),
        value=shown_value(line, value) or words("window.dash"),
        words=in_words(value, words.language) if value is not None else "",
    )


def _finish(scene: Scene) -> tuple[list[Block], bool]:
    rows = [
        summary_row(scene, line, item)
        for line in scene.form.lines
        if line.place == "body"
        for item in items_of(scene.night, scene.place.contest, line)
        if line.id not in scene.now.layout.off
    ]
    blocks: list[Block] = [Rows(tuple(rows))]
    said = "\n".join(preview_words(scene.session, scene.place.contest, scene.wording))
    if said:
        blocks.append(Note(said, "note", scene.wording("finish.preview")))
    return blocks, False


def _finish_panel(scene: Scene) -> Panel:
    words = scene.wording
    base = panel(scene)
    cards = obstacle_cards(scene)
    if not scene.obstacles:
        cards.append(in_order(scene))
    kept = [c for c in base.cards if c.tone in ("answered", "note")]
    people = tuple(
        (short_name(person.name), words(f"office.{person.office}") if person.state == "present"
         else words(f"state.{person.state}"))
        for person in scene.night.persons
    )  # fmt: skip
    present = sum(1 for person in scene.night.persons if person.state == "present")
    number = Field(
        FINISH_NUMBER,
        scene.place.finish_number,
        "text",
        locked="" if not scene.obstacles and scene.state.finish is None else words("finish.closed"),
        name=words("finish.type_number"),
    )
    done = scene.state.finish is not None
    return Panel(
        title=words("finish.panel"),
        chips=base.chips,
        cards=(*cards, *kept),
        quiet=() if cards or kept else base.quiet,
        list_title=words("finish.signers", present=present, all=len(people)),
        list_rows=people,
        form_title="" if done else words("finish.type_number"),
        form_field=None if done else number,
        form_note="" if done else words("finish.no_correction"),
        form_ok=scene.place.finish_number.strip() == scene.night.precinct.number,
    )


def waiting_words(scene: Scene) -> str:
    """Which finding keeps Finish closed, for the footer; "" while none does."""
    for obstacle in scene.obstacles:
        if obstacle.result is not None and obstacle.code != "not_checked":
            code = obstacle.result.relation.code
            word = scene.wording(f"severity.{obstacle.code}")
            return scene.wording("footer.finish_closed", what=f"{word} {code}")
    return ""


def missing_words(scene: Scene) -> str:
    """The first field that keeps Finish closed, for the footer of the last pages."""
    for obstacle in scene.obstacles:
        if obstacle.cell is not None:
            what = place_words(scene, obstacle.cell)
            return scene.wording(f"footer.{obstacle.code}", what=what)
    return scene.wording("finish.closed")


_PAGES: Final[
    Mapping[str, tuple[Callable[[Scene], tuple[list[Block], bool]], Callable[[Scene], Panel]]]
] = {
    "commission": (_commission, panel),
    "lines": (_lines, panel),
    "turnout": (_turnout, panel),
    "announce": (_announce, panel),
    PAGE: (_second, _second_panel),
    "finish": (_finish, _finish_panel),
    "protocol": (paper_page, paper_panel),
}
