"""An evening on which nothing else happened: going on leads through the pages that are needed."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tally_app.app.papers.offering import PART_ONE
from tally_app.app.view.desk import BlankLines
from tally_app.app.view.evening import CopyByPen
from tally_app.app.view.intents import ShowStep
from tally_app.domain.night.command import Command
from tally_app.domain.night.facts.course import DocumentFiled
from tests.e2e.hands import (
    enter,
    fill_to_announcement,
    forward,
    look_again,
    part_one,
    press,
    push,
    where,
)
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
    assert pages[-1] == "announce", "Part I is signed before the boxes are opened"
    part_one(house)
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
    for name, key in (("opening", "F3"), ("turnout", "F5")):
        assert step_of(house, name).caption == f"нужна бумага · {key}"
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


def test_a_step_whose_paper_is_due_is_one_key_away_until_the_paper_is_made(house):
    begin(house)
    forward()
    for key, name in ((Qt.Key.Key_F5, "turnout"), (Qt.Key.Key_F3, "opening")):
        press(key)
        assert where(house)[0] == name
        assert step_of(house, name).caption.startswith("нужна бумага")
    desk = house.shell.desk
    papers = [paper for paper in desk.session.night.form("akim").papers if paper.asked]
    for paper in papers:
        filed = DocumentFiled(f"doc:{paper.id}.pdf", "0" * 64)
        assert desk.session.execute(Command(filed, "akim")) is None
    assert step_of(house, "opening").caption == "необязательно"


def test_without_a_printer_part_one_is_copied_from_the_screen_and_lets_go(house):
    begin(house)
    fill_to_announcement(house)
    enter("20:31")
    forward()
    assert where(house)[0] == "announce"
    assert "announce" in house.shell.desk.scene().state.confirmed
    forward()
    assert where(house)[0] == "announce"
    push(house, CopyByPen(PART_ONE))
    (lines,) = [b for b in house.shell.desk.view().page.blocks if isinstance(b, BlankLines)]
    figures = [line.figure for line in lines.lines if line.figure]
    assert figures == ["1\u202f283", "928", "928", "368"]
    assert "девятьсот двадцать восемь" in lines.lines[4].words
    for _ in lines.lines:
        press(Qt.Key.Key_Space)
    house.shell.choose_person("m1")  # reads back what was written
    enter(*(figure.replace("\u202f", "") for figure in figures))
    for _ in figures:
        press(Qt.Key.Key_Space)
    filed = [e.payload["name"] for e in house.shell.desk.session.journal.events()
             if e.kind == "document_filed"]  # fmt: skip
    assert filed == ["part_one.pdf"]
    forward()
    assert where(house)[0] == "portable"
