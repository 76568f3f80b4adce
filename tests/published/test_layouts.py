"""One race in many layouts: a sound table is never blamed, one wrong figure in it is found."""

from pathlib import Path

import pytest

from tally_app.published.words import TableReport
from tests.published.layouts import LAYOUTS, UNSEEN, Race
from tests.published.published_tables import WORDINGS, check, kinds

CASES = Path(__file__).parents[3] / "shared" / "cases"

RACES = (([1227, 606, 149], 21, 35, 2600), ([5312, 4120], 300, 87, 12001),
         ([702, 291, 88, 40], 15, 38, 1517))  # fmt: skip
STYLES = {"kk": (" ", ","), "ru": ("\u00a0", ","), "en": (",", ".")}


def race(language, votes, against, invalid, registered):
    group, mark = STYLES[language]
    return Race([*votes], against, invalid, registered, language=language, group=group, mark=mark)


@pytest.mark.parametrize("language", STYLES)
@pytest.mark.parametrize("name", LAYOUTS)
def test_a_sound_table_of_any_layout_is_read_and_not_blamed(name, language):
    for figures in RACES:
        text = LAYOUTS[name](race(language, *figures))
        checked = check(text)
        assert checked.contradictions == (), text
        assert checked.checks or name == "series_of_elections", text


def slipped(text, at):
    """The figure with one digit another, far enough that rounding cannot explain it."""
    digits = [place for place, sign in enumerate(text) if sign.isdigit()]
    place = digits[min(at, len(digits) - 1, 1)]
    other = str((int(text[place]) + 4) % 10)
    if place == digits[0] and other == "0":
        other = "6"
    return text[:place] + other + text[place + 1 :]


@pytest.mark.parametrize("name", sorted(set(LAYOUTS) - {"only_shares"}))
def test_one_wrong_figure_is_found_wherever_arithmetic_can(name):
    """Most of them are one finding; a figure that stands in no relation of its table is not asked
    for.
    """
    sound = race("ru", *RACES[0])
    LAYOUTS[name](sound)
    asked = {key: text for key, text in sound.asked.items() if key not in UNSEEN[name]}
    several = 0
    for key, text in asked.items():
        wrong = race("ru", *RACES[0])
        wrong.wrong = {key: slipped(text, 1)}
        found = check(LAYOUTS[name](wrong)).contradictions
        assert found, (key, text, wrong.wrong[key])
        several += len(found) > 1
    assert several <= len(asked) // 8


def case(name):
    path = CASES / name
    if not path.is_file():
        pytest.skip(f"NOT RUN: there is no {path.name}")
    return check(path.read_text(encoding="utf-8"))


def test_lines_of_a_protocol_are_no_candidates():
    assert case("protocol-lines.csv").contradictions == ()
    (finding,) = case("protocol-lines-wrong.csv").contradictions
    assert (finding.kind, finding.printed, finding.expected) == ("parts_do_not_add_up", 1018, 1008)


def test_percentages_left_of_their_votes_are_compared():
    checked = case("percent-before-votes.csv")
    (finding,) = checked.contradictions
    assert (finding.printed, finding.expected, finding.votes) == ("12,6%", "10,0", 300)


def test_a_list_of_a_newspaper_is_read():
    (finding,) = case("press-percent-first.txt").contradictions
    assert (finding.printed, finding.expected, finding.votes) == ("7,14%", "7,44", 149)


def test_a_figure_that_is_not_known_is_named_and_left_out():
    checked = case("figure-not-known.csv")
    assert checked.contradictions == ()
    assert [one.code for one in checked.remarks] == ["not_checked", "unread"]
    for wording in WORDINGS.values():
        assert "Ботагөз Бірінші, Дауыс саны" in " ".join(TableReport(checked, wording).remarks())


def test_what_was_not_compared_is_never_said_to_agree():
    partly = check("Области;10:00;12:00\nА;12,1%;30,0%\nБ;11,5%;28,2%")
    assert TableReport(partly, WORDINGS["en"]).agrees() == ""
    some = TableReport(check("A\t50\nB\t30\nTotal\t80\nRegistered\t\nBallots\t77"), WORDINGS["en"])
    assert some.verdict() == "What was compared does not contradict itself"
    assert some.agrees().endswith("in no comparison: 1")
    whole = TableReport(check("A\t50\nB\t30\nTotal\t80"), WORDINGS["en"])
    assert whole.verdict() == "No figure contradicts another"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A\t50\nB\t30\nTotal\t80\nTook part\t70", "cast_over"),
        ("A\t50\nB\t30\nTotal\t80\nTook part\t95\nRegistered\t90", "total_over_registered"),
        ("A\t50\nB\t30\nTotal\t80\nIssued\t85\nBallots received\t84", "line_over"),
    ],
)
def test_totals_that_cannot_be(text, kind):
    assert kind in kinds(check(text))


def test_ballots_that_were_lost_are_no_contradiction():
    text = "Received ballots\t1000\nBallots received\t1200\nCancelled\t199\nLost ballots\t1\n"
    assert check(text + "A\t600\nB\t390\nInvalid\t8\nTotal\t998").contradictions == ()


def test_years_are_elections_of_their_own():
    text = "Year;Party;Votes;%\n1999;O;1622895;30.89\n2004;O;2873257;60.62\n2007;N;5247720;88.41"
    checked = check(text)
    assert checked.contradictions == ()
    assert "series" in [one.code for one in checked.remarks]
    numbered = check("2001;50\n2002;30\n2003;21\nTotal;80")
    assert kinds(numbered) == ["parts_do_not_add_up"]  # precincts, for they have a total
