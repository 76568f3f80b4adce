"""The footer: when figures were saved, what is closed and why, Back, and what goes on."""

from __future__ import annotations

from dataclasses import replace

from tally_app.app.desk.blocks.rows import closed_words, refusal_words
from tally_app.app.desk.order import beside, passed
from tally_app.app.desk.pages.finish import finish_closed, number_field, waiting_words
from tally_app.app.desk.pages.kinds import kind_of
from tally_app.app.desk.scene import Scene
from tally_app.app.view.base import Button
from tally_app.app.view.desk import Footer
from tally_app.app.view.intents import Announce, Back, FinishProtocol, Next
from tally_app.app.words.refusals import refused
from tally_app.domain.form.form import Step
from tally_app.domain.night.command import Refusal
from tally_app.domain.night.facts.steps import StepConfirmed
from tally_app.domain.night.finish import is_precinct
from tally_app.domain.night.locks import step_closed
from tally_app.domain.values.minutes import clock_of


def footer(scene: Scene) -> Footer:
    """Back and Next, or Finish in the place of Next; only an order lock closes Next."""
    words = scene.wording
    buttons = []
    if beside(scene.night, scene.place, -1) is not None:
        buttons.append(Button(Back(), words("footer.back"), icon="back"))
    closed, number = "", None
    own = kind_of(scene.step).actions(scene)
    filled = any(button.style == "filled" for button in own)
    if kind_of(scene.step).finishes and scene.state.finish is None:
        reason = finish_closed(scene)
        buttons.append(Button(FinishProtocol(), words("footer.finish"), "filled", closed=reason))
        closed, number = reason, number_field(scene)
    elif (following := beside(scene.night, scene.place, 1)) is not None:
        button = _next_button(scene, scene.night.form(following[0]).step(following[1]))
        buttons.append(replace(button, style="outlined") if filled else button)
        # Why a page is closed, and what to do now, is said by its own card.
        closed = "" if closed_words(scene) else button.closed or waiting_words(scene)
    buttons.extend(own)
    buttons.sort(key=lambda button: button.style == "filled")  # always at the same place: last
    time = clock_of(scene.session.saved_at, seconds=True)
    return Footer(
        words("footer.saved", time=time),
        closed,
        tuple(buttons),
        label=words("finish.type_number") if number else "",
        field=number,
        right=is_precinct(scene.night, scene.place.finish_number),
    )


def bare_footer(scene: Scene, fault: str) -> Footer:
    """That figures are saved, and why nothing else can be said."""
    words, time = scene.wording, clock_of(scene.session.saved_at, seconds=True)
    return Footer(words("footer.saved", time=time), words("window.part_unbuilt", fault=fault), ())


def _next_button(scene: Scene, following: Step) -> Button:
    """Next; on the step that is announced it announces."""
    words, step = scene.wording, scene.step
    open_still = step.id not in scene.state.confirmed and scene.state.finish is None
    if step.confirm and open_still:
        closed = refusal_words(scene, _not_confirmed(scene, scene.place.contest, step.id))
        if step.confirm == "announce":
            text = words("footer.announce")
            return Button(Announce(step.id), text, "filled", closed, "Ctrl+Return", "Ctrl+Enter")
    else:
        closed = kind_of(step).holds(scene) or _following_closed(scene, following)
    icon = "lock" if closed else "next"
    return Button(Next(), words("footer.next"), "filled", closed, "Ctrl+Return", "Ctrl+Enter", icon)


def _following_closed(scene: Scene, following: Step) -> str:
    """Why the next page is closed, in words: its turn has not come, or that of one passed over."""
    if scene.state.finish is not None:
        return ""
    over = to_confirm(scene)
    first = next(filter(None, (_not_confirmed(scene, *page) for page in over)), None)
    refusal = first or step_closed(scene.night, following)
    if refusal is None or (first is None and refusal.step in {name for _, name in over}):
        return ""
    because = scene.wording.pick(following.why)
    return refused(refusal, scene.night, scene.place.contest, scene.wording, because)


def to_confirm(scene: Scene) -> list[tuple[str, str]]:
    """The pages passed over that leaving them forwards would confirm, and so does passing them."""
    night = scene.night
    return [
        (contest, name)
        for contest, name in passed(night, scene.place)
        if night.form(contest).step(name).confirm == "next"
        and name not in night.contests[contest].confirmed
    ]


def _not_confirmed(scene: Scene, contest: str, step: str) -> Refusal | None:
    """Why a step cannot be confirmed now."""
    command = scene.session.step_command(StepConfirmed(step), contest)
    return scene.session.why_not(command)
