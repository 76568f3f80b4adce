"""Cards of findings: what is wrong with these numbers, what to do, what it means for observers."""

from __future__ import annotations

import pytest

from tally_app import main, paths
from tally_app.app.desk.actions import act
from tally_app.app.desk.presenter import DeskPresenter
from tally_app.app.night.likely_causes import Likely
from tally_app.app.papers.papers import Papers
from tally_app.app.view.intents import ShowObserver
from tests.app.shipped_model import causes
from tests.domain.making import Evening

WORDINGS = main.Wordings(paths.resources() / "texts")
GAP = {"en": "the sum is less by 36", "ru": "сумма меньше на 36", "kk": "қосынды кем: 36"}
OBSERVERS = {"en": "For observers", "ru": "Наблюдателям", "kk": "Байқаушыларға"}


def desk(evening, step, language="en"):
    papers = Papers(main.printers, WORDINGS)
    presenter = DeskPresenter(evening.session, papers, Likely(causes), WORDINGS[language])
    presenter.go(step)
    return presenter


def cards(presenter):
    """The cards of findings by their keys: the one of likely causes is no finding."""
    shown = presenter.view().panel.cards
    return {card.key: card for card in shown if card.key != "causes"}


def plain(text):
    """Words with ordinary spaces."""
    return text.replace("\u202f", " ").replace("\u00a0", " ").replace("\n", " ")


def asks(card):
    """Keys of the findings whose words for observers the card's buttons ask for."""
    asked = [button.intent for button in card.buttons]
    return [intent.key for intent in asked if isinstance(intent, ShowObserver)]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_card_says_the_relation_the_figures_the_gap_the_hint_and_the_observers_words(language):
    evening = Evening().lists(ballots_received=2505, ballots_cancelled=859)
    card = cards(desk(evening, "list", language))["G-01"]
    relation = evening.result("G-01").relation
    words = WORDINGS[language].speaking(evening.session.night.form("akim").terms)
    assert card.sentence == words.pick(relation.message)
    assert card.formula == "8 = 2 + 9"
    assert plain(card.numbers) == f"2 505 ≠ 1 610 + 859; {GAP[language]}"
    assert [(number, plain(figure)) for number, _, figure in card.receipt] == [
        ("2", "1 610"), ("9", "859"), ("", "2 469"), ("8", "2 505"),
    ]  # fmt: skip
    assert card.difference[1] == "+36"
    assert card.hint.text == relation.hint[language]
    assert card.observer == (OBSERVERS[language], WORDINGS[language].pick(relation.observer))
    assert card.word == WORDINGS[language]("severity.legal")


def test_the_first_card_speaks_to_observers_and_the_others_when_they_are_asked():
    evening = Evening().opened(**{"box.ballots/1": 11}, stationary=1589)
    presenter, first, second = desk(evening.type(taken_out=1609), "count"), "C-01", "C-05/1"
    before = cards(presenter)
    assert [key for key, card in before.items() if card.tone != "note"] == [first, second]
    assert before[first].observer[1]
    assert asks(before[first]) == []
    assert before[second].observer == ("", "")
    assert asks(before[second]) == [second]
    act(presenter, ShowObserver(second))
    after = cards(presenter)
    said = evening.result(second).relation.observer
    assert after[second].observer[1] == WORDINGS["en"].pick(said)
    assert asks(after[second]) == []
    assert after[first].observer == ("", "")
    assert asks(after[first]) == [first]


def test_the_words_go_back_to_the_first_card_once_their_finding_is_gone():
    evening = Evening().opened(**{"box.ballots/1": 11}, stationary=1589)
    evening.type(taken_out=1611)
    presenter = desk(evening, "count")
    act(presenter, ShowObserver("C-05/1"))
    evening.type({"taken_out": 1600, "box.ballots/1": 12})
    open_cards = cards(presenter)
    assert "C-05/1" not in open_cards
    assert next(iter(open_cards.values())).observer[1]


def test_a_note_and_an_answered_warning_keep_their_words_for_observers():
    evening = Evening().opened(**{"box.ballots/1": 11}, stationary=1588).type(taken_out=1609)
    assert evening.answer("C-05/1", "reason", reason="checked") is None
    found = cards(desk(evening, "count"))
    note, answered = found["C-03a"], found["C-05/1"]
    assert (note.tone, answered.tone) == ("note", "answered")
    assert plain(note.numbers) == "1 610 > 1 609; difference +1"
    assert note.hint.text == evening.result("C-03a").relation.hint["en"]
    assert asks(note) == ["C-03a"]
    assert asks(answered) == ["C-05/1"]
    assert plain(answered.numbers) == "11 < 12; difference −1"


def test_of_several_conditions_only_those_that_fail_are_written():
    evening = Evening().counted(**{"option.votes/jandauletov": 909})
    (card,) = (card for key, card in cards(desk(evening, "count")).items() if "S-06a" in key)
    assert card.formula == "5.1 < 100 or 5.1 = 4 or 5.1 ≠ 9"
    assert plain(card.numbers) == "909 ≥ 100 and 909 ≠ 1 610 and 909 = 909"


def test_a_receipt_shows_what_is_taken_away_with_its_sign():
    evening = Evening().lists().do("line_switched", line="ballots_found", on=True)
    evening.type(ballots_found=3)
    receipt = cards(desk(evening, "list"))["G-01"].receipt
    assert [plain(figure) for _, _, figure in receipt] == ["1 610", "909", "−3", "2 516", "2 519"]


def test_a_sum_of_no_rows_is_called_by_its_line_and_not_by_a_nought():
    evening = Evening().type(given=1610)
    for number in range(1, 8):
        evening.do("member_unlisted", id=f"m{number}")
    card = cards(desk(evening, "list"))["B-03"]
    assert plain(card.formula) == "3 = 2"
    assert [row[0] for row in card.receipt] == ["3", "2"]


def test_two_lines_without_numbers_are_named_by_the_relation_and_need_no_receipt():
    evening = Evening().opened(**{"box.ballots/1": 11}, stationary=1588).type(taken_out=1609)
    card = cards(desk(evening, "count"))["C-05/1"]
    assert card.receipt == ()
    assert card.formula == "ballots in the box ≥ applications signed"
    assert plain(card.numbers) == "11 < 12; difference −1"


@pytest.mark.parametrize(
    ("members", "voters", "formula", "numbers"),
    [
        (
            0,
            1,
            "the number of members is odd; 5 ≤ members ≤ 7 or (1 > 2 000 and 7 ≤ members ≤ 9)",
            "0; 5 > 0 and 1 ≤ 2 000 and 7 > 0",
        ),
        (
            4,
            2500,
            "the number of members is odd; (1 ≤ 2 000 and 5 ≤ members ≤ 7) or 7 ≤ members ≤ 9",
            "4; 2 500 > 2 000 and 5 > 4 and 7 > 4",
        ),
        (7, 1999, None, None),
    ],
)
def test_conditions_that_would_do_only_together_stay_together(members, voters, formula, numbers):
    """Neither 1 > 2 000 nor seven members alone would mend P-02."""
    evening = Evening().type(voters=voters)
    for number in range(members + 1, 8):
        evening.do("member_unlisted", id=f"m{number}")
    card = cards(desk(evening, "list")).get("P-02")
    assert (card and plain(card.formula), card and plain(card.numbers)) == (formula, numbers)


def test_a_way_to_hold_that_fails_altogether_is_true_in_every_figure():
    evening = Evening().lists(voting_end="19:30", count_start="19:40")
    card = cards(desk(evening, "list"))["T-01"]
    assert card.formula == ("end of voting ≥ closing time or (special precinct = 1 and 2 = 1)")
    assert plain(card.numbers) == "19:30 < 20:00 and 0 ≠ 1 and 1 610 ≠ 2 494"


def test_the_footer_names_the_gravest_finding_that_keeps_finish_closed():
    evening = Evening().counted(**{"box.ballots/1": 11, "option.votes/jandauletov": 1191})
    found = {result.relation.severity.value for result in evening.reckoning().failing()}
    assert {"error", "warning"} <= found, found
    closed = desk(evening, "finish").view().footer.closed
    assert WORDINGS["en"]("severity.error") in closed
