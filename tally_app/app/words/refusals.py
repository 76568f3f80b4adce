"""Why something was refused, as a sentence for window and command line."""

from __future__ import annotations

from tally_app.domain.form.form import Form
from tally_app.domain.night.command import Refusal, unfit_text
from tally_app.domain.values.articles import cited
from tally_app.domain.values.dates import moment
from tally_app.domain.values.signs import FEW, code, unseen
from tally_app.domain.values.wording import Wording


def unfit_words(text: str, longest: int, words: Wording) -> str:
    """Beside a field: why its text cannot be stored as it is; "" where it can."""
    refusal = unfit_text(text, longest)
    if refusal is None:
        return ""
    if refusal.code == "unseen":
        return words("unfit.unseen", found=", ".join(map(code, unseen(text)[:FEW])))
    return words("unfit.too_long", found=refusal.found, most=refusal.most)


def refused(refusal: Refusal, form: Form, day: str, words: Wording) -> str:
    """The sentence of a refusal; ``day`` is the election day (ISO) its times are counted from."""
    step = words.pick(form.step(refusal.step).name) if refusal.step else ""
    said = [moment(day, minutes, words.language) for minutes in refusal.times]
    times = dict(zip(("opens", "now"), said, strict=False))
    text = {"found": refusal.found, "most": refusal.most}
    return words(
        f"refused.{refusal.code}",
        law=cited(refusal.law, words),
        step=step,
        **text,
        **times,
    )
