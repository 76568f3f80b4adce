"""The passphrase at the desk: set on the first page, asked for before a finish and a recount.

Its dialogs: ``dialogs/passphrase.py``. What a dialog calls for goes on once it was given.
"""

from __future__ import annotations

from typing import Final

from tally_app.app.desk.blocks.rows import refusal_words
from tally_app.app.desk.scene import Scene
from tally_app.app.papers.offering import ENVELOPE
from tally_app.app.view.base import Button, Intent, Note, PrintPaper
from tally_app.app.view.intents import OpenRecount
from tally_app.app.view.passphrase import (
    AskPassphrase,
    CodeIsAway,
    ForgoPassphrase,
    SetPassphrase,
)
from tally_app.domain.form.form import Ground
from tally_app.domain.handover.fingerprint import groups
from tally_app.domain.night.command import Command, Refusal
from tally_app.domain.night.facts.program import PassphraseSet
from tally_app.domain.night.facts.recount import RecountOpened
from tally_app.domain.values.articles import cited

#: The refusal that is no closed button: what was asked for goes on once the passphrase is given.
_ASKED: Final = "passphrase"


def set_note(scene: Scene) -> Note | None:
    """On the page of the commission: one calm place, passed by without it."""
    night, words = scene.night, scene.wording
    refused = scene.session.why_not(_another(scene))
    if night.training or (night.passphrase is None and _is(refused, "passphrase_late")):
        return None
    if scene.session.guard.code:
        return _code_note(scene)
    closed = "" if _is(refused, _ASKED) else refusal_words(scene, refused)
    there = night.passphrase is not None
    text = words("passphrase.set_anew" if there else "passphrase.set")
    button = Button(SetPassphrase(), text, "small", closed)
    title = words("passphrase.is_set" if there else "passphrase.title")
    says = words("passphrase.is_set_says" if there else "passphrase.says")
    buttons = () if _is(refused, "passphrase_late") else (button,)
    return Note(says, "note" if there else "", title, buttons)


def _code_note(scene: Scene) -> Note:
    """The code for the envelope, until somebody says that it is in it."""
    words = scene.wording
    buttons = (
        Button(PrintPaper(ENVELOPE), words("passphrase.print"), "small", icon="print"),
        Button(CodeIsAway(), words("passphrase.away"), "small", icon="tick"),
    )
    title = words("passphrase.code", code=" ".join(groups(scene.session.guard.code)))
    return Note(words("passphrase.code_says"), "warning", title, buttons)


def asked_note(scene: Scene, occasion: str) -> Note | None:
    """Where it is asked for: that it is, and how the commission goes on without it."""
    kept, words = scene.night.passphrase, scene.wording
    if kept is None:
        return None
    title = words("passphrase.title")
    if kept.opened:
        return Note(words(f"passphrase.opened_{occasion}"), "ok", title)
    button = Button(ForgoPassphrase(occasion), words("passphrase.forgo"), "small")
    return Note(words(f"passphrase.asked_{occasion}"), "note", title, (button,))


def recount_button(scene: Scene, ground: Ground) -> Button:
    """A recount on that ground, closed where the law closes it."""
    text = scene.wording("paper_page.recount", law=cited(ground.law, scene.wording))
    refused = scene.session.why_not(_recount(scene, ground.id))
    closed = "" if _is(refused, _ASKED) else refusal_words(scene, refused)
    return Button(OpenRecount(ground.id), text, "small", closed)


def asked_first(scene: Scene, asked: Intent) -> Intent:
    """What is asked in place of a recount or of another passphrase that waits for the one there
    is.
    """
    match asked:
        case OpenRecount(ground):
            waits, occasion = scene.session.why_not(_recount(scene, ground)), "recount"
        case SetPassphrase():
            waits, occasion = scene.session.why_not(_another(scene)), "set"
        case _:
            return asked
    return AskPassphrase(occasion, asked) if _is(waits, _ASKED) else asked


def asked_to_finish(refused: Refusal | None, asked: Intent) -> AskPassphrase | None:
    """What is asked in place of a finish that waits for it alone."""
    return AskPassphrase("finish", asked) if _is(refused, _ASKED) else None


def _another(scene: Scene) -> Command:
    """The command to set one, by whoever is at the keys."""
    return Command(PassphraseSet(scene.session.who, "", "", "", "", ""))


def _recount(scene: Scene, ground: str) -> Command:
    return Command(RecountOpened(ground, "", 0, ""), scene.place.contest)


def _is(refused: Refusal | None, code: str) -> bool:
    return refused is not None and refused.code == code
