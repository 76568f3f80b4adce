"""The page of copies: the posted one first, then one batch for all who asked, and the register."""

from __future__ import annotations

from dataclasses import replace

from tally_app.app.desk.evening.copies import batch_card, mark_note, receivers, signed
from tally_app.app.desk.pages.lines import LinesPage
from tally_app.app.desk.panel.panel import panel
from tally_app.app.desk.scene import Scene
from tally_app.app.papers.offering import BATCH, waiting
from tally_app.app.view.address import LineField
from tally_app.app.view.base import Button, PrintPaper, SavePaper
from tally_app.app.view.desk import Block, Panel
from tally_app.app.view.evening import AskCopies


class HandedOutPage(LinesPage):
    """The hour of the posted copy, who gets which copies, and the register they stand in."""

    def blocks(self, scene: Scene) -> list[Block]:
        posted, *rest = super().blocks(scene)
        return [posted, *receivers(scene), *rest, mark_note(scene)]

    def first_field(self, scene: Scene) -> str:
        """The first field to be filled in: a signature is marked by its button."""
        receipt, contest = scene.form.role("copy_receipt"), scene.place.contest
        empty = (
            cell
            for cell in self.cells(scene)
            if not scene.session.text(contest, cell).strip()
            and (receipt is None or cell.line != receipt.id)
        )
        first = next(empty, None)
        return LineField(first).text() if first else ""

    def panel(self, scene: Scene) -> Panel:
        """The batch and what stands open of the figures."""
        base = panel(scene)
        if not signed(scene):
            return base
        return replace(base, cards=(batch_card(scene), *base.cards))

    def actions(self, scene: Scene) -> tuple[Button, ...]:
        """One more who asks; the whole batch saved, or printed."""
        words = scene.wording
        none = "" if signed(scene) else words("handed.after_signing")
        empty = none or ("" if next(waiting(scene.session), None) else words("handed.no_batch"))
        style = "outlined" if empty else "filled"
        return (
            Button(AskCopies(), words("handed.ask"), closed=none, icon="add"),
            Button(SavePaper(BATCH), words("paper_page.save"), closed=empty, icon="save"),
            Button(PrintPaper(BATCH), words("handed.print"), style, empty, "Ctrl+P", "Ctrl+P",
                   "print"),
        )  # fmt: skip
