"""The evening of the printed protocol: print, count the sheets, sign, say so, post, hand out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tally_app.app.desk.unfinished import unpacked
from tally_app.app.view.base import PrintPaper, SavePaper
from tally_app.app.view.desk import Stages
from tally_app.app.view.intents import ConfirmPrint, ShowStep, SignProtocol
from tally_app.app.view.start import OpenNight
from tally_app.ui.kit import text, theme
from tally_app.ui.kit.button import ButtonWidget
from tally_app.ui.night.stages import StagesStrip
from tests.e2e.hands import counted_sheets, keys, press, push, sign, where
from tests.e2e.nights import open_night
from tests.e2e.test_first_night import state

NIGHT = "aral-2021-night"


def finished(house, language="ru"):
    shell = open_night(house, NIGHT, lambda action: action.do == "printed", language)
    shell.intent(ShowStep("protocol"))
    return shell


def stages(house) -> list[str]:
    (strip,) = [b for b in house.shell.desk.view().page.blocks if isinstance(b, Stages)]
    return [stage.state for stage in strip.stages]


def filled(house) -> list[object]:
    footer = house.window.desk.footer.findChildren(ButtonWidget)
    return [one.view.intent for one in footer if one.view.style == "filled" and one.isVisible()]


def told(house) -> list[str]:
    return [b.text for b in house.shell.desk.view().page.blocks if hasattr(b, "text")]


def test_a_print_that_no_printer_took_is_none_and_the_page_says_what_to_do(house, monkeypatch):
    asked = []
    monkeypatch.setattr("tally_app.ui.window.late.print_pdf", lambda *said: asked.append(said))
    shell = finished(house)
    (paper,) = [one for one in filled(house) if isinstance(one, PrintPaper)]
    for became in ("cancelled", "no_printer", "stopped", "failed", "no_such_paper"):
        press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        done = asked.pop()[2]
        done(became)
        assert "printed" not in [e.kind for e in shell.desk.session.journal.events()]
        assert not state(house).finish.prints
        assert any(words in told(house) for words in [shell.desk.wording(f"print.{became}")])
        offered = [b.intent for block in shell.desk.view().page.blocks
                   for b in getattr(block, "buttons", ())]  # fmt: skip
        assert {PrintPaper(paper.paper), SavePaper(paper.paper)} <= set(offered)
    shell.intent(ShowStep("copies"))
    shell.intent(ShowStep("protocol"))
    assert not told(house), "what is said of a print belongs to its page"
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    asked.pop()[2]("sent")
    assert list(state(house).finish.prints) == ["protocol"]


def test_what_came_out_is_counted_and_the_signed_paper_is_stated_name_by_name(house, monkeypatch):
    monkeypatch.setattr(
        "tally_app.ui.window.late.print_pdf", lambda _parent, _pdf, done: done("sent")
    )
    shell = finished(house)
    assert stages(house) == ["now", "ahead", "ahead", "ahead", "ahead"]
    push(house, *filled(house))
    assert filled(house) == [ConfirmPrint()]
    push(house, ConfirmPrint())
    keys("1")
    shell.submit({"came_out": "1"})
    assert shell.desk.dialog.errors, "one sheet is not the protocol"
    shell.cancel()
    counted_sheets(house)
    assert filled(house) == [SignProtocol()]
    push(house, SignProtocol())
    assert state(house).finish.signed is None
    assert house.said[-1].startswith(shell.desk.session.night.persons[0].name)
    shell.commit("sign:member/m2", "absent")
    names = [person.id for person in shell.desk.session.night.persons]
    for name in names[:1] + names[2:]:
        shell.commit(f"sign:member/{name}", "signed")
    shell.commit("sign:time", "23:58")
    shell.commit("sign:seal", "yes")
    push(house, SignProtocol())
    signing = state(house).finish.signing
    assert signing.unsigned == {"m2": "absent"}
    assert signing.signers == tuple(names[:1] + names[2:])
    assert (signing.seal, signing.stated_by) == (True, names[0])
    assert stages(house) == ["done", "done", "now", "ahead", "ahead"]


def test_a_statement_half_filled_in_is_there_again_after_a_restart(house):
    shell = finished(house)
    counted_sheets(house)
    shell.intent(ShowStep("protocol"))
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_Return)
    said = dict(shell.desk.place.signing)
    assert next(iter(said.values())) == "signed"
    assert len(said) == 2
    kept = shell.desk.session.journal.typed
    assert unpacked(kept) == ("", said), "written down before the window is closed"
    path = shell.desk.session.journal.path
    house.close()
    again = house.start()
    again.intent(OpenNight(str(path)))
    assert dict(again.desk.place.signing) == said
    assert where(house)[0] == "protocol"


def test_by_keys_alone_everybody_signed(house):
    finished(house)
    counted_sheets(house)
    sign(house, "23:58")
    assert len(state(house).finish.signing.signers) == len(house.shell.desk.session.night.persons)
    assert state(house).finish.signed == 23 * 60 + 58


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_deed_that_is_due_can_be_read_in_every_look_and_no_word_is_broken(house, language):
    shell = finished(house)
    shell.choose_language(language)
    for look, zoom in (("contrast", 150), ("dark", 125), ("light", 100)):
        house.window.wear(theme_name=look, zoom=zoom)
        QApplication.processEvents()
        (strip,) = house.window.findChildren(StagesStrip)
        picture = strip.grab().toImage()
        due = [stage.state for stage in strip.view.stages].index("now")
        columns = strip._columns(strip.width())
        wide = strip.width() // columns
        left, line = due % columns * wide, strip._line(strip.width())
        colours = {picture.pixel(left + x, due // columns * line + y)
                   for x in range(4, wide - 4) for y in range(4, line - 8)}  # fmt: skip
        assert len(colours) > 1, "words of the colour of their ground"
        room = wide - theme.worn().px(48)
        for stage in strip.view.stages:
            for word in stage.name.split():
                assert text.advance(word, 14, bold=True) <= room
