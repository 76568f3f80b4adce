"""Why something was refused and what to do now, for window and command line."""

from __future__ import annotations

from typing import Final

from tally_app.app.words.lines import cells_words
from tally_app.domain.night.command import Refusal, unfit_text
from tally_app.domain.night.state import Night
from tally_app.domain.values.articles import cited
from tally_app.domain.values.dates import moment
from tally_app.domain.values.signs import FEW, code, unseen
from tally_app.domain.values.wording import Wording

#: So many lines are named, of more it is said how many there are.
_NAMED: Final = 4


def unfit_words(text: str, longest: int, words: Wording) -> str:
    """Beside a field: why its text cannot be stored as it is; "" where it can."""
    refusal = unfit_text(text, longest)
    if refusal is None:
        return ""
    if refusal.code == "unseen":
        return words("unfit.unseen", found=", ".join(map(code, unseen(text)[:FEW])))
    return words("unfit.too_long", found=refusal.found, most=refusal.most)


def refused(refusal: Refusal, night: Night, contest: str, words: Wording, because: str = "") -> str:
    """The sentences of a refusal: why, with its article, and what to do now. ``because`` is what
    the form itself says in place of why.
    """
    places = _places(refusal, night, contest, words)
    now = words(f"refused.{refusal.code}.now", **places)
    if because:
        return words("refusal.because", why=because, now=now)
    why = words(f"refused.{refusal.code}.why", **places)
    if refusal.law:
        why = words("refusal.by_law", why=why, law=cited(refusal.law, words))
    return words("refusal.says", why=why, now=now)


def _places(refusal: Refusal, night: Night, contest: str, words: Wording) -> dict[str, object]:
    """What the sentences of a refusal may name."""
    form, day = night.form(contest), night.rules.election.day
    step = words.pick(form.step(refusal.step).name) if refusal.step else ""
    lines = cells_words(night, contest, refusal.lines, words, few=_NAMED)
    return {
        "step": step,
        "lines": lines,
        "first": lines or refusal.relation or step,
        "name": refusal.name,
        "found": refusal.found,
        "most": refusal.most,
        **dict(
            zip(
                ("opens", "now"),
                [moment(day, minutes, words.language) for minutes in refusal.times],
                strict=False,
            )
        ),
    }
