"""What a printer needs beside a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tally_app.domain.form.form import Form
from tally_app.domain.values.languages import STATE_LANGUAGES
from tally_app.domain.values.wording import Wording
from tally_app.domain.values.words import Words


@dataclass(frozen=True, slots=True)
class Texts:
    """What a printer needs beside the record: the form and the catalogues of what is printed, the
    commission a paper goes to, how the ballot is called where its name is too long, and the sheets
    of the commission's acts by their numbers. ``own``: the precinct made the election file itself.
    """

    form: Form
    wordings: Mapping[str, Wording]
    addressee: Words = field(default_factory=dict)
    short: Words = field(default_factory=dict)
    sheets: Mapping[str, int] = field(default_factory=dict)
    own: bool = False

    def __post_init__(self) -> None:
        """The catalogues speak as the form does: its terms stand in place of the usual ones."""
        printed = {x: self.wordings[x] for x in STATE_LANGUAGES if x in self.wordings}
        own = {x: words.speaking(self.form.terms) for x, words in printed.items()}
        object.__setattr__(self, "wordings", own)

    def __getitem__(self, language: str) -> Wording:
        return self.wordings[language]
