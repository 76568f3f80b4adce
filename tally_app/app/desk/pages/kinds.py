"""The kinds of page by the names a form's steps call them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tally_app.app.desk.pages.announce import AnnouncePage
from tally_app.app.desk.pages.commission import CommissionPage
from tally_app.app.desk.pages.copies import HandedOutPage
from tally_app.app.desk.pages.finish import FinishPage
from tally_app.app.desk.pages.handover import HandoverPage
from tally_app.app.desk.pages.kind import PageKind
from tally_app.app.desk.pages.lines import LinesPage
from tally_app.app.desk.pages.protocol import ProtocolPage
from tally_app.app.desk.pages.results import ResultsPage
from tally_app.app.desk.pages.second import SecondPage
from tally_app.app.desk.pages.tape import TapePage
from tally_app.app.desk.pages.turnout import TurnoutPage
from tally_app.domain.form import pages
from tally_app.domain.form.form import Step

KINDS: Final[Mapping[str, PageKind]] = {
    pages.COMMISSION: CommissionPage(),
    pages.LINES: LinesPage(),
    pages.TAPE: TapePage(),
    pages.TURNOUT: TurnoutPage(),
    pages.ANNOUNCE: AnnouncePage(),
    pages.SECOND: SecondPage(),
    pages.RESULTS: ResultsPage(),
    pages.FINISH: FinishPage(),
    pages.PROTOCOL: ProtocolPage(),
    pages.COPIES: HandedOutPage(),
    pages.HANDOVER: HandoverPage(),
}


def kind_of(step: Step) -> PageKind:
    """The kind of a step's page."""
    return KINDS[step.page]
