"""The laptop's clock in the window: another zone is said, a jump is said once."""

from datetime import timedelta, timezone

from tally_app import main
from tally_app.app.view.intents import ShowStep
from tally_app.store import StoreError
from tests.e2e.nights import FIVE, do, open_night


def program(shell):
    return [(noted.kind, noted.said) for noted in shell.desk.session.night.program]


def test_a_laptop_in_another_zone_is_told_at_the_start_and_where_voting_ends(house):
    house.clock = lambda: main.local_clock().astimezone(timezone(timedelta(hours=6)))
    shell = open_night(house, FIVE, do("type"))
    here = shell.desk.session.now()
    said = house.said[0]
    assert f"{here:%H:%M}" in said
    assert f"{here + timedelta(hours=1):%H:%M}" in said
    assert shell.desk.view().header.clock == f"{here:%H:%M}"
    voting = next(s.id for s in shell.desk.steps if "closing" in s.id)
    shell.intent(ShowStep(voting))
    assert any("Часовой пояс" in getattr(one, "text", "") for one in shell.desk.view().page.blocks)


def test_a_jump_of_the_clock_is_said_once_and_the_figure_is_stored(house):
    moved = timedelta(0)
    plain = house.clock
    house.clock, house.seconds = (lambda: plain() + moved), main.even_seconds
    shell = open_night(house, FIVE, do("type"))
    house.said.clear()
    moved = timedelta(minutes=-10)
    shell.commit("line:voting_end", "20:00")
    shell.commit("line:voting_end", "20:01")
    (jump,) = [said for kind, said in program(shell) if kind == "clock_jumped"]
    assert -602 <= jump["seconds"] <= -598
    assert sum("Часы компьютера" in said for said in house.said) == 1


def test_who_sits_at_the_keys_is_an_event_and_a_failing_disk_says_so(house, monkeypatch):
    shell = open_night(house, FIVE, do("type"))
    session = shell.desk.session
    shell.choose_person("m2")
    assert program(shell)[-1] == ("person_changed", {"person": "m2", "before": "m3"})

    def fail(_event):
        raise StoreError("disk_full", path="x")

    with monkeypatch.context() as broken:
        broken.setattr(session.journal, "append", fail)
        shell.choose_person("m1")
    assert session.who == "m2"
    assert house.said
