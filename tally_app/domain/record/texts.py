"""What a printer needs beside a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tally_app.domain.form.form import Form
from tally_app.domain.values.languages import STATE_LANGUAGES
from tally_app.domain.values.wording import Wording


@dataclass(frozen=True, slots=True)
class Texts:
    """What a printer needs beside the record: the form and the catalogues of what is printed."""

    form: Form
    wordings: Mapping[str, Wording]

    def __post_init__(self) -> None:
        """The catalogues speak as the form does: its terms stand in place of the usual ones."""
        printed = {x: self.wordings[x] for x in STATE_LANGUAGES if x in self.wordings}
        own = {x: words.speaking(self.form.terms) for x, words in printed.items()}
        object.__setattr__(self, "wordings", own)

    def __getitem__(self, language: str) -> Wording:
        return self.wordings[language]
