"""An evening on which nothing else happened: going on leads through the pages that are needed."""

from __future__ import annotations

from tally_app.app.view.intents import ShowStep
from tests.e2e.hands import enter, forward, look_again, where
from tests.e2e.test_whole_night import begin

ELEVEN = [
    *("received", "closing", "list", "issued", "cancel", "announce"),
    *("stationary", "count", "second", "results", "finish"),
]


def step_of(house, name):
    groups = house.shell.desk.view().steps
    return next(step for group in groups for step in group.steps if step.id == name)


def test_an_evening_of_one_ballot_without_events_is_eleven_pages(house):
    begin(house)
    pages = []

    def on(*figures):
        enter(*figures)
        forward()
        pages.append(where(house)[0])

    on()
    on("1296")
    on("20:00", "20:06")
    on("1283", "914", "0", "914")
    on("0", "176", "0", "212", "184", "187", "155")
    on("382")
    enter("20:31")
    on()
    assert pages[-1] == "announce", "read out first"
    on()
    assert step_of(house, "portable").state == "skipped"
    desk = house.shell.desk
    assert "portable" in desk.session.night.contests[desk.place.contest].confirmed
    on("914")
    on("914", "717", "3", "6", "153", "0", "35", "0", "1", "14", "20", "23:41")
    look_again(house)
    on()
    on("23:43")
    seen = list(dict.fromkeys(pages))
    assert seen == ELEVEN, seen
    for name in ("opening", "turnout"):
        assert step_of(house, name).caption == "нужна бумага"
        assert step_of(house, name).state == "skipped"
    assert step_of(house, "minutes").caption == "необязательно"


def test_a_page_that_is_begun_or_asked_for_is_not_passed_over(house):
    begin(house)
    house.shell.intent(ShowStep("turnout"))
    enter("120")
    house.shell.intent(ShowStep("received"))
    enter("1296")
    forward()
    assert where(house)[0] == "turnout"
    forward()
    assert where(house)[0] == "closing"
    house.shell.intent(ShowStep("list"))
    enter("1283", "900", "14", "914")
    house.shell.intent(ShowStep("announce"))
    assert step_of(house, "portable").caption == "", "fourteen voted outside: the boxes are needed"
