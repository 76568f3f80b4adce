"""Documents filed with the night."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from tally_app.domain.night.command import Fact, Refusal
from tally_app.domain.night.event import Event
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.state import Filed, Night


@dataclass(frozen=True, slots=True)
class DocumentFiled(Fact):
    """A file is kept with the night, of a ballot or of the day: its name and SHA-256."""

    kind: ClassVar[str] = "document_filed"
    name: str
    digest: str

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """Filed at any time, with a name."""
        known = not contest or contest in night.contests
        return None if known and self.name.strip() else Refusal("unknown")

    def apply(self, night: Night, event: Event) -> Night:
        """It is the last one."""
        filed = Filed(self.name, self.digest, event.at, event.contest)
        return replace(night, documents=(*night.documents, filed))
