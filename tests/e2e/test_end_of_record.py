"""The end: the file is closed by two members, what was done and what stays open is said."""

from __future__ import annotations

from tally_app.app.view.base import AskFile, GoToStart, Note
from tally_app.app.view.evening import CloseRecord
from tally_app.app.view.fields import Rows
from tally_app.app.view.intents import Next, ShowStep
from tally_app.ui.kit.button import ButtonWidget
from tests.e2e.hands import counted_sheets, push, sign
from tests.e2e.nights import typed
from tests.e2e.test_legal_events import answer
from tests.e2e.test_protocol_evening import filled, finished


def footer(house) -> list[object]:
    found = house.window.desk.footer.findChildren(ButtonWidget)
    return [one.view.intent for one in found if one.isVisible()]


def test_the_record_is_closed_once_and_delivery_is_written_down_later(house):
    shell = finished(house)
    shell.intent(ShowStep("handover"))
    assert [type(x) for x in filled(house)] != [GoToStart]
    button = next(x for x in shell.desk.view().footer.buttons if x.intent == CloseRecord())
    assert button.closed, "not signed yet"
    shell.intent(ShowStep("protocol"))
    counted_sheets(house)
    sign(house, "23:58")
    shell.intent(ShowStep("handover"))
    assert filled(house) == [CloseRecord()]
    assert answer(shell, CloseRecord(), closed_by="m1", closed_with="m1") is not None
    shell.cancel()
    assert answer(shell, CloseRecord(), closed_by="m1", closed_with="m3") is None
    assert filled(house) == [GoToStart()]
    assert Next() not in footer(house), "nothing is turned to and fro at the end"
    assert AskFile("save_copy") in footer(house)
    blocks = shell.desk.view().page.blocks
    rows = {row.label: row.value for row in next(b for b in blocks if isinstance(b, Rows)).rows}
    assert any(value.startswith("23:58 · подписей 7 из 7") for value in rows.values()), rows
    left = next(b for b in blocks if isinstance(b, Note)).text
    assert "08:00" in left, "twelve hours from the end of voting"
    shell.commit("line:receipt_number", "17")
    assert typed(house, "receipt_number") == "17"
    push(house, GoToStart())
    assert shell.desk is None
