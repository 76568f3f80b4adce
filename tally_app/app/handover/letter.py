"""The letter with the digits of a key, in the state languages, to be signed and handed over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from tally_app.app.papers.drawn.printers import Printers
from tally_app.domain.handover.fingerprint import groups
from tally_app.domain.values.dates import in_full
from tally_app.domain.values.languages import STATE_LANGUAGES
from tally_app.domain.values.wording import Wording

_SAYS: Final = ("title", "what", "how", "never", "apart", "from", "signed")


def letter(digits: str, day: date, wordings: Mapping[str, Wording], printers: Printers) -> bytes:
    """The letter about the key of these 24 digits as PDF, made on that day."""
    spoken = {language: wordings[language] for language in STATE_LANGUAGES}
    says = {
        name: {language: words(f"key.paper.{name}") for language, words in spoken.items()}
        for name in _SAYS
    }
    made = {x: words("key.paper.made", day=in_full(day, x)) for x, words in spoken.items()}
    return printers.key_letter(groups(digits), {**says, "made": made})
