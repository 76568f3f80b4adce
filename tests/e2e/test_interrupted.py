"""The count is interrupted until the morning: recorded, seen on every page, gone on with."""

from __future__ import annotations

from tally_app.app.view.base import Note
from tally_app.app.view.evening import InterruptCount, ResumeCount
from tally_app.app.view.intents import ChangeMember, ShowStep
from tests.e2e.hands import push
from tests.e2e.nights import do, open_night
from tests.e2e.test_legal_events import answer


def notes(shell) -> list[Note]:
    return [block for block in shell.desk.view().page.blocks if isinstance(block, Note)]


def test_an_interruption_stands_on_every_page_until_the_count_goes_on(house):
    shell = open_night(house, "aral-2021-night", do("finish"))
    shell.intent(ShowStep("minutes"))
    push(house, InterruptCount())
    said = {"time": "01:00", "reason": "свет погас", "sealed": "урны опечатаны", "guard": "Сарин"}
    shell.submit({**said, "guard": ""})
    assert [key for key, _ in shell.desk.dialog.errors] == ["guard"]
    shell.submit(said)
    for step in ("minutes", "count", "finish"):
        shell.intent(ShowStep(step))
        assert "урны опечатаны" in notes(shell)[0].text
    went = {"time": "06:00", "seals": "broken", "found": ""}
    assert answer(shell, ResumeCount(), **{**went, "seals": ""}) is not None
    shell.cancel()
    assert answer(shell, ResumeCount(), **went) is not None, "what broken seals show is said"
    shell.cancel()
    assert answer(shell, ResumeCount(), **{**went, "found": "печать сорвана"}) is None
    assert not any("урны опечатаны" in note.text for note in notes(shell))
    assert shell.desk.session.night.pauses[0].resumed == 24 * 60 + 6 * 60


def test_the_page_of_the_commission_says_how_many_may_still_go(house):
    shell = open_night(house, "aral-2021-night", do("finish"))
    shell.intent(ShowStep("setup"))
    assert "Чтобы остались две трети (5, ст. 20, п. 4), уйти могут: 2" in notes(shell)[-1].text
    for member in ("m5", "m6", "m7"):
        person = shell.desk.session.night.person(member)
        gone = {"state": "left", "since": "23:00", "reason": "сырқат"}
        asked = {"name": person.name, "office": person.office, **gone}
        assert answer(shell, ChangeMember(member), **asked) is None
    assert notes(shell)[-1].tone == "warning"
    assert "Двух третей (5" in notes(shell)[-1].text
