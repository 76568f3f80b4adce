"""Why something was refused, as a sentence for window and command line."""

from __future__ import annotations

from tally_app.domain.form.form import Form
from tally_app.domain.night.command import Refusal
from tally_app.domain.values.dates import moment
from tally_app.domain.values.wording import Wording


def refused(refusal: Refusal, form: Form, day: str, words: Wording) -> str:
    """The sentence of a refusal; ``day`` is the election day (ISO) its times are counted from."""
    step = words.pick(form.step(refusal.step).name) if refusal.step else ""
    said = [moment(day, minutes, words.language) for minutes in refusal.times]
    times = dict(zip(("opens", "now"), said, strict=False))
    return words(f"refused.{refusal.code}", law=refusal.law, step=step, **times)
