"""The count is interrupted until the morning, and goes on; how many members may still go."""

from __future__ import annotations

from typing import Final

from tally_app.app.desk.blocks.rows import refusal_words
from tally_app.app.desk.dialogs.answers import Answers
from tally_app.app.desk.scene import Scene
from tally_app.app.view.base import Button, Note
from tally_app.app.view.evening import InterruptCount, ResumeCount
from tally_app.domain.night.command import Command
from tally_app.domain.night.facts.course import CountInterrupted, CountResumed
from tally_app.domain.night.reckoning import PRESENT
from tally_app.domain.values.minutes import DAY, clock

#: The paper of the form that is filled in by hand at an interruption: it is recorded where that
#: paper is offered.
_PAPER: Final = "interruption"
#: A sitting needs two thirds of all members (20(4)).
_PART, _OF = 2, 3


def paused_note(scene: Scene) -> Note | None:
    """On every page, while the count is interrupted."""
    pause, words = scene.night.paused, scene.wording
    if pause is None:
        return None
    said = words("pause.says", reason=pause.reason, sealed=pause.sealed, guard=pause.guard)
    title = words("pause.title", time=clock(pause.minutes))
    return Note(said, "warning", title, (Button(ResumeCount(), words("pause.resume"), "small"),))


def interrupt_note(scene: Scene) -> Note | None:
    """Where the paper of an interruption is offered: the button that records it."""
    offered = any(x.id == _PAPER and x.step == scene.step.id for x in scene.form.papers)
    if not offered or scene.night.paused is not None:
        return None
    words = scene.wording
    command = Command(CountInterrupted(0, "-", "-", "-"))
    closed = refusal_words(scene, scene.session.why_not(command))
    button = Button(InterruptCount(), words("pause.interrupt"), "small", closed)
    return Note(words("pause.law"), buttons=(button,))


def may_go_note(scene: Scene) -> Note:
    """How many members may still leave before two thirds, and more than half of all, are gone."""
    words, whole = scene.wording, len(scene.night.persons)
    there = sum(person.state in PRESENT for person in scene.night.persons)
    thirds, half = -(-whole * _PART // _OF), whole // 2 + 1
    said = words("pause.there", there=there, all=whole)
    rest = [
        words("pause.may_go" if there >= thirds else "pause.no_thirds",
              need=thirds, n=max(0, there - thirds)),
        words("pause.may_go_half" if there >= half else "pause.no_half",
              need=half, n=max(0, there - half)),
    ]  # fmt: skip
    return Note(" ".join((said, *rest)), "note" if there >= thirds else "warning")


def count_interrupted(answers: Answers, _asked: InterruptCount) -> list[Command]:
    """When, why, how everything is sealed, who guards it."""
    minutes = answers.minutes("time")
    said = (answers.words(key) for key in ("reason", "sealed", "guard"))
    return [Command(CountInterrupted(minutes, *said))]


def count_resumed(answers: Answers, _asked: ResumeCount) -> list[Command]:
    """When it went on, whether the seals were whole, what was found."""
    minutes, pause = answers.minutes("time"), answers.scene.night.paused
    while pause is not None and minutes < pause.minutes:
        minutes += DAY
    seals = answers.values.get("seals", "")
    if not seals:
        answers.errors["seals"] = answers.scene.wording("bad.empty")
    return [Command(CountResumed(minutes, seals == "whole", answers.words_or_none("found")))]
