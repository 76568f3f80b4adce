"""The whole desk from one scene: header, steps, page, panel, footer."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Final

from tally_app.app.desk.blocks.offers import paper_note
from tally_app.app.desk.blocks.rows import closed_words, text_words
from tally_app.app.desk.evening.pause import interrupt_note, paused_note
from tally_app.app.desk.evening.printing import sent_note
from tally_app.app.desk.footer import bare_footer, footer
from tally_app.app.desk.pages.kinds import kind_of
from tally_app.app.desk.panel.findings import place_words
from tally_app.app.desk.scene import Scene
from tally_app.app.desk.steps import bare_steps, steps
from tally_app.app.desk.unbuilt import page_or_why, panel_or_why, part_or
from tally_app.app.view.base import Button, Note
from tally_app.app.view.desk import (
    Block,
    ContestTab,
    Desk,
    Header,
    Page,
    Panel,
    PaperPreview,
)
from tally_app.app.view.intents import OpenStep
from tally_app.app.view.second import ReadBack
from tally_app.app.words.clock import zone_words
from tally_app.domain.form.form import Severity
from tally_app.domain.form.layout import Cell
from tally_app.domain.form.numbers import short_name
from tally_app.domain.night.answers import answer_to
from tally_app.domain.night.passing import can_stay_empty, paper_due
from tally_app.domain.night.reckoning import PRESENT, Reckoning
from tally_app.domain.values.dates import in_full, on_day
from tally_app.domain.values.languages import LANGUAGES
from tally_app.domain.values.minutes import clock, clock_of

#: Blocks that use the whole width between steps and panel.
_WIDE: Final = (PaperPreview, ReadBack)


def desk(scene: Scene) -> Desk:
    """Everything the window shows of the night at this moment."""
    return Desk(
        language=scene.wording.language,
        languages=LANGUAGES,
        header=part_or(scene, lambda: header(scene), lambda _: _bare_header(scene)),
        steps=part_or(scene, lambda: steps(scene), lambda _: bare_steps(scene)),
        page=page_or_why(scene, _page),
        panel=panel_or_why(scene, _panel),
        footer=part_or(scene, lambda: footer(scene), lambda fault: bare_footer(scene, fault)),
        undo=part_or(scene, lambda: _change_words(scene, "undo"), lambda _: ""),
        redo=part_or(scene, lambda: _change_words(scene, "redo"), lambda _: ""),
        contests=part_or(scene, lambda: _contests(scene), lambda _: _bare_contests(scene)),
        faults=tuple(dict.fromkeys(scene.faults)),
    )


def _panel(scene: Scene) -> Panel:
    """What stands beside the page; nothing while a figure of it is hidden."""
    if scene.place.counting:
        words = scene.wording
        return Panel(words("panel.title"), (), (), (words("procedure.counting"),))
    return kind_of(scene.step).panel(scene)


def _page(scene: Scene) -> Page:
    """The page of the step that is shown."""
    kind = kind_of(scene.step)
    blocks = kind.blocks(scene)
    wide = any(isinstance(block, _WIDE) for block in blocks)
    papers = None if wide else part_or(scene, lambda: _papers(scene), partial(_unbuilt, scene))
    if papers is not None:
        blocks = [*blocks, papers]
    title, subtitle = kind.heading(scene)
    words = scene.wording
    here = scene.night, scene.place.contest, scene.step
    top: list[Block] = []
    if closed := closed_words(scene):
        early = Button(OpenStep(scene.step.id), words("window.open_step"), "small", icon="pen")
        top.append(Note(closed, "locked", words("window.closed_step"), (early,)))
    elif can_stay_empty(*here) and not paper_due(*here):
        blocks = [*blocks, Note(words("window.optional_page"))]
    paused, interrupt = paused_note(scene), interrupt_note(scene)
    if paused is not None:
        top.append(paused)
    if interrupt is not None:
        blocks = [*blocks, interrupt]
    sent = sent_note(scene)
    if sent is not None:
        top.append(sent)
    zone = zone_words(scene.session, words) if _asks_the_hour(scene) else ""
    if zone:
        top.append(Note(zone, "warning"))
    return Page(
        id=scene.step.id,
        title=title,
        subtitle=subtitle,
        blocks=(*top, *blocks),
        sum_bar=None
        if scene.place.counting
        else part_or(scene, lambda: kind.foot(scene), lambda _: None),
        wide=wide,
    )


def _asks_the_hour(scene: Scene) -> bool:
    """Whether the page is the one on which voting ends, or a protocol is finished."""
    line = scene.form.role("voting_end")
    ends = line is not None and line.stage in scene.step.stages
    return ends or kind_of(scene.step).finishes


def _unbuilt(scene: Scene, fault: str) -> Note:
    return Note(scene.wording("window.part_unbuilt", fault=fault), "error")


def _papers(scene: Scene) -> Note | None:
    return scene.kept.part("papers", _papers_follow(scene), lambda: paper_note(scene))


def _papers_follow(scene: Scene) -> str:
    """Papers are offered for acts, which stand while figures do, and for copies at the end."""
    on_figures = scene.state.answers or scene.state.finish
    return scene.night.head if on_figures else ""


def header(scene: Scene) -> Header:
    """Precinct, contest, mode, who types, clock: always in the same places."""
    minute = scene.wall.replace(second=0, microsecond=0)
    follows = scene.session.who, minute, _count_from(scene)
    return scene.kept.part("header", follows, lambda: _header(scene))


def _header(scene: Scene) -> Header:
    words, night = scene.wording, scene.night
    election, contest = night.rules.election, night.rules.contest(scene.place.contest)
    person = night.person(scene.session.who)
    caption, used, tone = _count_clock(scene)
    return Header(
        precinct=words("header.precinct", number=night.precinct.number),
        district=words.pick(night.precinct.district),
        contest=words.pick(contest.name),
        ballot=words.pick(contest.short or contest.name),
        day=in_full(on_day(election.day, 0), words.language),
        mode=_mode(scene),
        training=night.training,
        band=words("mode.training") if night.training else "",
        band_quiet=words("mode.not_official") if night.training else "",
        who=short_name(person.name) if person else words("header.who"),
        who_office=words.coded("office", person.office) if person else words("header.choose"),
        clock_caption=caption,
        clock_used=used,
        clock=clock_of(scene.wall.isoformat()),
        clock_tone=tone,
        persons=tuple(
            (p.id, f"{p.name}, {words.coded('office', p.office)}")
            for p in night.persons
            if p.state in PRESENT or p.id == scene.session.who
        ),
    )


def _bare_header(scene: Scene) -> Header:
    """What is certain of a night whose header cannot be built."""
    words, night = scene.wording, scene.night
    return Header(
        precinct=words("header.precinct", number=night.precinct.number),
        district="",
        contest=words.pick(night.rules.contest(scene.place.contest).name),
        day="",
        mode="",
        training=night.training,
        band=words("mode.training") if night.training else "",
        band_quiet=words("mode.not_official") if night.training else "",
        who=words("header.who"),
        who_office=words("header.choose"),
        clock_caption="",
        clock_used="",
        clock=clock_of(scene.wall.isoformat()),
        persons=tuple((person.id, person.name) for person in night.persons),
    )


def _mode(scene: Scene) -> str:
    """Practice or not, and which exercise it is."""
    words, night = scene.wording, scene.night
    mode = words(f"mode.{night.mode}")
    if night.exercise is None:
        return mode
    return f"{mode} · {words('training.number', number=night.exercise.number)}"


#: Shares of the time the law gives the count, in twelfths: calm until nine hours of twelve are
#: used, plain from eleven on (T-02).
_LATE: Final = ((11, "warning"), (9, "note"))
_PARTS: Final = 12


def _count_clock(scene: Scene) -> tuple[str, str, str]:
    """Time used of the twelve hours since voting was announced to have ended (43(1)), voting hours
    before; and how it is shown.
    """
    words = scene.wording
    election = scene.night.rules.election
    start = _count_from(scene)
    closes = scene.now.constant("closes")
    if start is None:
        shown = clock(closes) if closes is not None else ""
        return words("header.voting_until"), shown, ""
    midnight = datetime.fromisoformat(election.day).replace(tzinfo=scene.wall.tzinfo)
    used = int((scene.wall - midnight).total_seconds()) // 60 - start
    limit = scene.now.constant("count_limit") or 0
    if not 0 <= used <= 2 * limit:
        return words("header.count_since"), clock(start), ""
    over = scene.state.finish is not None
    tone = next((t for part, t in _LATE if _PARTS * used >= part * limit and not over), "")
    said = f"{used // 60}:{used % 60:02d} / {limit // 60}:{limit % 60:02d}"
    return words("header.count"), said, tone


def _count_from(scene: Scene) -> int | None:
    """The minute voting ended, as it was announced; None before."""
    line = scene.form.role("voting_end")
    return scene.now.value(Cell(line.id)) if line else None


def _contests(scene: Scene) -> tuple[ContestTab, ...]:
    """One tab per ballot of the night; nothing where there is only one."""
    night, words = scene.night, scene.wording
    if len(night.contests) == 1:
        return ()
    tabs = []
    for contest in night.rules.election.contests:
        state = _state_of(scene, contest.id)
        current = contest.id == scene.place.contest
        name = words.pick(contest.short or contest.name)
        tabs.append(ContestTab(contest.id, name, state, words(f"contest.{state}"), current))
    return tuple(tabs)


def _bare_contests(scene: Scene) -> tuple[ContestTab, ...]:
    """The ballots without their state: one can still be gone to."""
    return tuple(
        ContestTab(x.id, scene.wording.pick(x.name), "open", "", x.id == scene.place.contest)
        for x in scene.night.rules.election.contests
    )


def _state_of(scene: Scene, contest: str) -> str:
    """The state of a ballot, made anew when what it follows is another."""
    reckoning = scene.now if contest == scene.place.contest else scene.session.reckoning(contest)
    typed = bool(scene.night.contests[contest].entries)
    follows = typed, reckoning.figures, reckoning.results
    make = partial(_contest_state, scene, contest, reckoning)
    return scene.kept.part(("contest", contest), follows, make)


def _contest_state(scene: Scene, contest: str, reckoning: Reckoning) -> str:
    """Done once signed or finished, the worst open finding, else open."""
    state = scene.night.contests[contest]
    if state.finish is not None:
        return "done"
    for severity in (Severity.ERROR, Severity.LEGAL, Severity.WARNING):
        for result in reckoning.failing(severity):
            if answer_to(scene.night, contest, reckoning, result) is None:
                return severity.value
    return "now" if state.entries else "open"


def _change_words(scene: Scene, which: str) -> str:
    """Name of what undo or redo would do now: line, from what, to what; "" when there is none."""
    session = scene.session
    if not kind_of(scene.step).may_undo or scene.place.counting:
        return ""
    change = session.next_back(session.undoable if which == "undo" else session.redoable)
    if change is None or change.contest != scene.place.contest:
        return ""
    old, new = change.before, change.after
    if which == "undo":
        old, new = new, old
    place, line = place_words(scene, change.cell), scene.form.line(change.cell.line)
    old, new = (text_words(scene, line, text) for text in (old, new))
    return scene.wording(f"menu.{which}", place=place, old=old, new=new)
