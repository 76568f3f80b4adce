"""The dialogs of the passphrase. What is typed into them is compared at once and kept nowhere."""

from __future__ import annotations

from typing import Any, Final

from tally_app.app.desk.blocks.rows import refusal_words
from tally_app.app.desk.dialogs.answers import Answers, Dialog
from tally_app.app.night.passphrase import can_be_one
from tally_app.app.view.passphrase import AskPassphrase, ForgoPassphrase, SetPassphrase
from tally_app.domain.night.command import Command
from tally_app.domain.night.facts.program import PassphraseForgone

_TWO: Final = ("without_one", "without_other")


def passphrase_set(answers: Answers, _asked: SetPassphrase) -> list[Command]:
    """Typed twice the same; the session keeps what it was stretched to."""
    words = answers.scene.wording
    first, again = ("".join(answers.values.get(x, "").split()) for x in ("digits", "digits_again"))
    if not can_be_one(first):
        answers.errors["digits"] = words("passphrase.no_digits")
    elif first != again:
        answers.errors["digits_again"] = words("passphrase.not_again")
    else:
        refused = answers.scene.session.set_passphrase(first)
        if refused is not None:
            answers.errors[""] = refusal_words(answers.scene, refused)
    return []


def passphrase_given(answers: Answers, asked: AskPassphrase) -> list[Command]:
    """What was typed is compared, and that it was right or wrong recorded at once."""
    typed = answers.values.get("given", "")
    scene = answers.scene
    closed = scene.session.give_passphrase(asked.occasion, typed)
    if closed is not None:
        said = scene.wording(f"passphrase.{closed.code}", seconds=closed.seconds)
        answers.errors["given"] = said
    return []


def passphrase_forgone(answers: Answers, asked: ForgoPassphrase) -> list[Command]:
    """The two members, and why."""
    by = tuple(answers.values.get(key, "") for key in _TWO)
    for key, person in zip(_TWO, by, strict=True):
        if not person:
            answers.errors[key] = answers.scene.wording("bad.empty")
    return [Command(PassphraseForgone(asked.occasion, answers.words("reason"), by))]


OF_PASSPHRASE: Final[tuple[Dialog[Any], ...]] = (
    Dialog(
        SetPassphrase,
        "passphrase_set",
        (("digits", "secret"), ("digits_again", "secret")),
        passphrase_set,
    ),
    Dialog(AskPassphrase, "passphrase_ask", (("given", "secret"),), passphrase_given),
    Dialog(
        ForgoPassphrase,
        "passphrase_forgo",
        (("without_one", "another"), ("without_other", "another"), ("reason", "text")),
        passphrase_forgone,
        tone="warning",
    ),
)
