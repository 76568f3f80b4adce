"""What a printer needs beside a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tally_app.domain.form.form import Form
from tally_app.domain.values.wording import Wording


@dataclass(frozen=True, slots=True)
class Texts:
    """What a printer needs beside the record: the form and the catalogues of every language."""

    form: Form
    wordings: Mapping[str, Wording]

    def __getitem__(self, language: str) -> Wording:
        return self.wordings[language]
