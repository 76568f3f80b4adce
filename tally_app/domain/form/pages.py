"""The kinds of page a step can have. What stands on each of them is the desk's to say."""

from __future__ import annotations

from typing import Final

from tally_app.domain.form.form import Form, Step

COMMISSION: Final = "commission"
LINES: Final = "lines"
TAPE: Final = "tape"
TURNOUT: Final = "turnout"
ANNOUNCE: Final = "announce"
SECOND: Final = "second"
RESULTS: Final = "results"
FINISH: Final = "finish"
PROTOCOL: Final = "protocol"
COPIES: Final = "copies"
HANDOVER: Final = "handover"

#: Every name a step's ``page`` may have.
PAGES: Final = (
    *(COMMISSION, LINES, TAPE, TURNOUT, ANNOUNCE, SECOND, RESULTS),
    *(FINISH, PROTOCOL, COPIES, HANDOVER),
)


def step_with(form: Form, page: str) -> Step | None:
    """The step whose page is of that kind, None where the form has none."""
    return next((step for step in form.steps if step.page == page), None)
