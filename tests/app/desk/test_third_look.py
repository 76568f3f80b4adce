"""A third look on the page: among what differs, its figure hidden, then the next thing."""

from __future__ import annotations

import pytest

from tests.app.desk.test_second import again, groups, opened
from tests.domain.making import Evening

DOUBTED = "box.applications_received/1"


def doubting(language="ru", said=()):
    """A round typed a second time; the program doubts one line in which both agree."""
    evening = Evening().counted()
    evening.session.doubts = lambda _, alike: tuple(x for x in alike if str(x) == DOUBTED)
    return again(opened(evening, language), said)


def page(desk):
    made = desk.presenter.view()
    return made.page.title, made.page.subtitle, [card.word for card in made.panel.cards]


@pytest.mark.parametrize(
    ("language", "title", "card"),
    [
        ("ru", "Некоторые строки вводят третий раз", "Третий ввод"),
        ("en", "Some lines are typed a third time", "Third entry"),
        ("kk", "Кейбір жолдар үшінші рет енгізіледі", "Үшінші енгізу"),
    ],
)
def test_nobody_is_told_that_two_entries_differ_where_they_agree(language, title, card):
    desk = doubting(language)
    said, _, cards = page(desk)
    assert said == title
    assert card in cards
    (group,) = groups(desk)
    assert [line.first.text for line in group.lines] == [desk.presenter.wording("procedure.hidden")]


def test_which_lines_differ_and_which_agree_is_not_said():
    desk = doubting(said={"invalid": "84"})
    (group,) = groups(desk)
    assert len(group.lines) == 2
    assert {(line.first.text, line.second.text) for line in group.lines} == {("скрыто", "скрыто")}
    desk.presenter.choose_person("m2")
    first, second = (line.field.key for line in group.lines)
    desk.presenter.commit(first, "12")
    assert all("12" not in line.first.text for line in groups(desk)[0].lines)
    desk.presenter.commit(second, "48")
    (left,) = groups(desk)
    assert [line.settled for line in left.lines] == ["48"], "what all three have is in order"


def test_a_slip_both_made_is_shown_with_all_three_figures():
    desk = doubting()
    desk.presenter.choose_person("m2")
    desk.presenter.commit(f"paper:{DOUBTED}", "13")
    (group,) = groups(desk)
    assert group.lines[0].settled == desk.presenter.wording("second.typed"), "one more types it"
    assert desk.presenter.take_focus() == "button:who"
    desk.presenter.choose_person("m4")
    assert desk.presenter.take_focus() == f"again:{DOUBTED}"
    desk.presenter.commit(f"again:{DOUBTED}", "13")
    (group,) = groups(desk)
    (line,) = group.lines
    assert (line.first.text, line.second.text, line.settled) == ("12", "12", "13")
    assert desk.presenter.wording("second.equals_neither") in line.caption


def settled_by(desk, who, text="12"):
    desk.presenter.choose_person(who)
    desk.presenter.take_focus()
    desk.presenter.commit(f"paper:{DOUBTED}", text)
    return desk.presenter.take_focus()


def test_after_the_last_third_figure_the_cursor_is_where_the_page_goes_on():
    assert settled_by(doubting(), "m2") == "button:second_part_one", "nothing came to light"
    desk = doubting(said={"invalid": "84"})
    desk.presenter.choose_person("m2")
    desk.presenter.commit("paper:invalid", "48")
    assert settled_by(desk, "m2") == "page.top", "what differed is looked at before anything else"


def test_who_typed_the_lists_is_not_sent_to_compare_them():
    desk = doubting()
    evening = desk.evening
    evening.session.who = "m2"
    evening.do("step_unlocked", step="announce", reason="a slip").type(given_inside=1587)
    evening.type(given_inside=1588).announce()
    assert settled_by(desk, "m2") == "button:who"


def test_an_error_a_third_figure_brings_is_in_sight_before_anybody_types_on():
    desk = doubting()
    assert settled_by(desk, "m2", "11") == "page.top", "fewer applications than signatures"
    assert "again:" not in repr(desk.presenter.view().page.blocks)
