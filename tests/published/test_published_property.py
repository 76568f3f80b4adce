"""Random published tables: a consistent one is never blamed, one fault in it is always found."""

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.effort import EFFORT
from tests.published.published_tables import (
    Race,
    check,
    kinds,
    races,
    rectangles,
    rounded,
    sheets,
    written,
)

FEW = settings(max_examples=60 * EFFORT, deadline=None)


@FEW
@given(races())
# whole percentages without a sign or a name, which with those of the invalid ballots are a hundred
@example(Race([20, 0], 6, 26, decimals=0, sign="", style="up", header=False))
def test_a_consistent_race_is_never_blamed(race):
    checked = check(race.text())
    assert checked.contradictions == (), race.text()
    assert checked.shape == "list"


@FEW
@given(rectangles())
def test_a_consistent_rectangle_is_never_blamed(table):
    checked = check(table.text())
    assert checked.contradictions == (), table.text()


@FEW
@given(sheets())
def test_a_consistent_sheet_of_precincts_is_never_blamed(sheet):
    checked = check(sheet.text())
    assert checked.contradictions == (), sheet.text()
    assert checked.checks > 2 * len(sheet.invalid)


@FEW
@given(races(), st.data())
def test_seats_beside_the_votes_are_no_votes(race, data):
    seats = st.integers(0, 90)
    lines = race.text().splitlines()
    lines[0] += f"{race.separator}Seats" if race.header else ""
    least = len(race.votes) + (1 if race.header else 0)
    rows = [
        f"{line}{race.separator}{data.draw(seats)}"
        if at < least and (at or not race.header)
        else line
        for at, line in enumerate(lines)
    ]
    assert check("\n".join(rows)).contradictions == ()


@FEW
@given(st.lists(st.integers(0, 5000), min_size=2, max_size=12), st.integers(1, 3), st.data())
def test_consistent_percentages_without_votes_are_never_blamed(votes, decimals, data):
    assume(sum(votes) > 0)
    style = data.draw(st.sampled_from(["up", "down", "even"]))
    shares = [rounded(n, sum(votes), decimals, style) for n in votes]
    rows = [f"P{'abcdefghijkl'[at]}\t{written(n, decimals, ',')}" for at, n in enumerate(shares)]
    checked = check("\n".join(rows))
    assert checked.shape == "percents"
    assert checked.contradictions == ()


@FEW
@given(races(least=20, decimals=(1, 3)), st.data())
def test_a_wrong_percentage_is_found(race, data):
    at = data.draw(st.integers(0, len(race.votes) - 1))
    by = data.draw(st.integers(2, 10**race.decimals))
    race.shares[at] += by
    assume(len(race.votes) > 2)
    checked = check(race.text())
    # where another base explains the wrong percentage as well nothing tells them apart
    assume(checked.base.figure == race.of)
    found = [f for f in checked.contradictions if f.kind == "percent_contradicts_votes"]
    assert [f.rows for f in found] == [(at,)], race.text()
    assert len(checked.contradictions) == 1


@st.composite
def swapped_percentages(draw):
    """A race, the row of a percentage, and the first of two neighbouring digits to swap in it."""
    race = draw(races(least=20, decimals=(1, 3)))
    at = draw(st.integers(0, len(race.votes) - 1))
    digits = written(race.shares[at], race.decimals, "")
    places = [n for n in range(len(digits) - 1) if digits[n] != digits[n + 1]]
    assume(len(race.votes) > 2 and places)
    return race, at, draw(st.sampled_from(places))


@FEW
@given(swapped_percentages())
# 20 of 1280 is 1.5625: printed rounded down it is as right as 1.563
@example((Race([20, 20, 20, 920], 300, 1280, decimals=3, style="down"), 0, 0))
def test_swapped_digits_of_a_percentage_are_named(swap):
    race, at, place = swap
    right = written(race.shares[at], race.decimals, race.mark)
    digits = right.replace(race.mark, "")
    swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    race.shares[at] = int(swapped)
    assume(abs(int(swapped) - int(digits)) > 1)
    found = [f for f in check(race.text()).contradictions if f.rows == (at,)]
    assert [f.kind for f in found] == ["percent_contradicts_votes"]
    causes = found[0].explanations
    named = [c for c in causes if c.kind == "digits_swapped" and c.expected == right]
    others = [c for c in causes if c.kind in ("row_above", "row_below", "other_row", "other_base")]
    assert named or others, causes


@FEW
@given(races(least=20, options=(4, 8), decimals=(1, 3)), st.data())
def test_percentages_moved_by_a_row_are_found(race, data):
    first = data.draw(st.integers(1, len(race.votes) - 2))
    old = list(race.shares)
    race.shares[first:] = old[first - 1 : -1]
    wrong = [n for n in range(first, len(old)) if abs(old[n] - race.shares[n]) > 1]
    assume(len(wrong) > 1)
    found = check(race.text()).contradictions
    assert "percents_shifted" in kinds(check(race.text())), race.text()
    moved = next(f for f in found if f.kind == "percents_shifted")
    assert set(wrong) <= set(moved.rows)
    assert moved.explanations[0].kind == "row_above"


@FEW
@given(races(least=20, decimals=(1, 3)), st.integers(-400, 400).filter(bool))
def test_a_wrong_total_is_found(race, by):
    race.total += by
    assume(race.total > 0)
    # a total of the valid ballots alone is no mistake
    assume(race.total != sum(race.votes))
    found = [f for f in check(race.text()).contradictions if f.kind == "parts_do_not_add_up"]
    assert [(f.printed, f.expected, f.difference) for f in found] == [(race.total, race.cast, by)]


@FEW
@given(races(least=20, options=(3, 8), decimals=(2, 3)), st.data())
def test_wrong_votes_are_found_and_named_by_their_percentage(race, data):
    at = data.draw(st.integers(0, len(race.votes) - 1))
    right = race.votes[at]
    by = data.draw(st.integers(-right, 900))
    assume(abs(by) * 1000 > race.of and race.total != sum(race.votes) + by)
    race.votes[at] += by
    found = check(race.text()).contradictions
    summed = [f for f in found if f.kind == "parts_do_not_add_up"]
    assert [f.difference for f in summed] == [-by]
    if "percents_fit_sum" in [cause.kind for cause in summed[0].explanations]:
        assume(False)  # the new sum fits every percentage as well: nothing tells them apart
    told = [c for c in summed[0].explanations if c.kind == "percents_say"]
    assert [(c.rows, c.expected) for c in told] == [((at,), right)], race.text()


@FEW
@given(races(), st.integers(1, 900))
def test_more_ballots_than_voters_are_found(race, by):
    changed = Race(race.votes, race.invalid, max(1, race.cast - by))
    assume(changed.registered < changed.cast)
    assert "total_over_registered" in kinds(check(changed.text()))


@FEW
@given(races(decimals=(1, 3)), st.integers(2, 500))
def test_a_wrong_turnout_is_found(race, by):
    race.turnout += by
    found = check(race.text()).contradictions
    assert [f.kind for f in found] == ["turnout"], race.text()


@FEW
@given(rectangles(least=1), st.data())
def test_a_wrong_cell_is_named_where_row_and_column_cross(table, data):
    rows, columns = table.size
    assume(columns > 2 and rows > 3)
    at, column = data.draw(st.integers(0, rows)), data.draw(st.integers(0, columns))
    right = table.cells[at][column]
    by = data.draw(st.integers(-right + 1, 900).filter(bool))
    table.cells[at][column] += by
    found = check(table.text()).contradictions
    assert [(f.kind, f.rows, f.columns, f.expected) for f in found] == [
        ("cell", (at,), (column,), right)
    ], table.text()


@FEW
@given(rectangles(least=1), st.data())
def test_a_total_of_a_column_without_row_totals_is_found(table, data):
    rows, columns = table.size
    table.cells = [row[:-1] for row in table.cells]
    table.cells = [[*row, 99_991] for row in table.cells]
    table.cells[-1][-1] = 99_991 * rows
    assume(columns > 3)
    column = data.draw(st.integers(0, columns - 1))
    by = data.draw(st.integers(1, 900))
    table.cells[rows][column] += by
    table.named = False
    found = check(table.text()).contradictions
    assert [(f.kind, f.rows, f.columns, f.difference) for f in found] == [
        ("column_total", (rows,), (column,), by)
    ]


@FEW
@given(rectangles(least=1), st.data())
def test_a_row_left_out_is_said_once(table, data):
    rows, columns = table.size
    assume(columns > 2 and rows > 3)
    table.named = True
    del table.cells[data.draw(st.integers(0, rows - 1))]
    found = check(table.text()).contradictions
    assert [(f.kind, len(f.columns)) for f in found] == [("column_total", columns + 1)]
    assert found[0].explanations[0].kind in ("row_left_out", "row_twice")


@FEW
@given(
    st.lists(st.integers(1, 5000), min_size=3, max_size=9), st.integers(1, 2), st.integers(1, 60)
)
def test_percentages_off_a_hundred_are_found(votes, decimals, beyond):
    shares = [rounded(n, sum(votes), decimals, "up") for n in votes]
    whole = 100 * 10**decimals
    shares[0] += whole - sum(shares) + len(shares) // 2 + beyond
    assume(sum(shares) < whole * 110 // 100)
    rows = [f"P{'abcdefghijkl'[at]} | {written(n, decimals, '.')} %" for at, n in enumerate(shares)]
    assert kinds(check("\n".join(rows))) == ["percents_off_100"]
