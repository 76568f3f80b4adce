"""Published tables: how cells and shapes are read, and what is said about the known faults."""

import time
from pathlib import Path

import pytest

from tally_app import paths
from tally_app.catalog.library import Library
from tally_app.published.presenter import PublishedPresenter
from tally_app.published.rules.digits import count_slip
from tally_app.published.rules.reading.cells import read_cell
from tally_app.published.rules.reading.roles import ROLES
from tally_app.published.rules.reading.table import read_table
from tally_app.published.rules.reading.text import MOST_COLUMNS, MOST_ROWS, TableProblem
from tally_app.published.words import TableReport
from tests.published.published_tables import WORDINGS, WORDS, check, kinds

SEED = Path(__file__).parents[3] / "shared" / "data" / "seed-elections.md"

ULKEN = """Qasenov\t732\t85.12 %
Berdyqulov\t82\t9.53 %
Qalqabaev\t46\t5.35 %
Against all\t0\t0.00 %
Invalid\t0\t3.77 %
Total\t860\t100 %
Registered\t1,200
Turnout\t\t71.67 %
"""
AKIMS = """Nur Otan;627;85.89 %
Auyl;33;4.52 %
Adal;15;4.52 %
Ak Zhol;11;2.05 %
People's Party;10;1.51 %
OSDP;1;1.37 %
"""
LISTS_2016 = "Nur Otan 82.15, Ak Zhol 7.18, CPPK 7.14, Auyl 2.00, OSDP 1.18, Birlik 0.29 %"


def seed_lines():
    if not SEED.is_file():
        pytest.skip(f"NOT RUN: there is no {SEED.name}; the seed elections are checked with it")
    return SEED.read_text(encoding="utf-8").splitlines()


def figures(text):
    return [(one.digits, one.decimals, one.percent) for one in read_cell(text).readings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("928", [(928, 0, False)]),
        ("1 209 817", [(1209817, 0, False)]),
        ("1\u00a0209\u00a0817", [(1209817, 0, False)]),
        ("1\u202f283", [(1283, 0, False)]),
        ("1'283", [(1283, 0, False)]),
        ("1,209,817", [(1209817, 0, False)]),
        ("1.209.817", [(1209817, 0, False)]),
        ("1,283", [(1283, 0, False), (1283, 3, False)]),
        ("0,123", [(123, 3, False)]),
        ("72,33 %", [(7233, 2, True)]),
        ("72.33%", [(7233, 2, True)]),
        ("1,283 %", [(1283, 3, True)]),
        ("1.209,5", [(12095, 1, False)]),
        ("**731**", [(731, 0, False)]),
        ("–", [(0, 0, False)]),
        ("", []),
        ("n/a", []),
        ("-5", []),
        ("12 34", []),
        ("A 731 · B 153", [(884, 0, False)]),
    ],
)
def test_how_a_cell_is_read(text, expected):
    assert figures(text) == expected


def test_a_percentage_beside_its_votes_in_one_cell():
    cell = read_cell("731 (78.77 %)")
    assert cell.readings[0].digits == 731
    assert (cell.beside.digits, cell.beside.decimals) == (7877, 2)


def columns(text):
    return [(column.name, column.role, column.kind) for column in read_table(text, WORDS).columns]


def test_the_column_says_whether_a_comma_groups():
    grouped = "A\t1,283\nB\t94\nTotal\t1,377"
    assert [row.figures[0].digits for row in read_table(grouped, WORDS).rows] == [1283, 94, 1377]
    shares = "A\t300\t25,000\nB\t900\t75,000"
    assert [kind for _, _, kind in columns(shares)] == ["count", "percent"]


@pytest.mark.parametrize(
    "text",
    [
        "A\t731\t81.22\nB\t169\t18.78\nTotal\t900\t100",
        "A;731;81,22\nB;169;18,78\nTotal;900;100",
        'A,731,"81,22"\nB,169,"18,78"\nTotal,900,100',
        "| A | 731 | 81.22 |\n|---|---|---|\n| B | 169 | 18.78 |\n| Total | 900 | 100 |",
        "A      731   81.22\nB      169   18.78\nTotal  900   100",
        "A 731 81.22\nB 169 18.78\nTotal 900 100",
        "A 731 81,22\nB 169 18,78\nTotal 900 100",
        "A 731 (81.22 %)\nB 169 (18.78 %)\nTotal 900",
        "A: 731 81.22 %\nB: 169 18.78 %\nTotal: 900",
        "A – 731 81.22%\nB – 169 18.78%\nTotal – 900",
        "Name\tVotes\tShare\nA\t731\t81.22\nB\t169\t18.78\nTotal\t900\t100",
        "No\tName\tVotes\t%\n1\tA\t731\t81.22\n2\tB\t169\t18.78\n\tTotal\t900\t100",
        "\tA\tB\tTotal\nVotes\t731\t169\t900\n%\t81.22\t18.78\t100",
        "Results of the vote\n\nName\tVotes\t%\nA\t731\t81.22\nB\t169\t18.78\nTotal\t900\t100\n",
    ],
)
def test_every_way_to_write_one_table(text):
    checked = check(text)
    assert checked.shape == "list"
    assert [row.role for row in checked.table.rows] == ["", "", "total"]
    assert [checked.table.count(at, 0) for at in range(3)] == [731, 169, 900]
    assert checked.contradictions == ()
    assert (checked.base.kind, checked.base.figure) == ("total", 900)
    assert kinds(check(text.replace("169", "196"))) != []


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Total", "total"), ("Total votes", "total"), ("Барлығы", "total"), ("Итого:", "total"),
        ("Invalid ballots", "invalid"), ("Ballots declared invalid", "invalid"),
        ("Жарамсыз деп танылған бюллетеньдер саны", "invalid"),
        ("Число бюллетеней, признанных недействительными", "invalid"),
        ("Действительные", "valid"), ("Valid ballots", "valid"), ("Жарамды бюллетеньдер", "valid"),
        ("«Бәріне қарсымын»", "against_all"), ("Против всех", "against_all"),
        ("Общее число избирателей", "registered"), ("Total number of voters", "registered"),
        ("Учаскедегі сайлаушылардың жалпы саны", "registered"),
        ("Turnout, %", "turnout"), ("Явка", "turnout"), ("Сайлаушылардың келуі", "turnout"),
        ("Дауыс беруге қатысқан сайлаушылардың жалпы саны", "voted"),
        ("Число избирателей, получивших бюллетени", "issued"),
        ("Tota Valide", ""), ("Totalov A.", ""), ("Едиля Всего", ""), ("Auyl", ""),
    ],
)  # fmt: skip
def test_rows_are_known_by_their_words(name, role):
    assert WORDS.role(name) == role


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "empty", None),
        ("\n \n", "empty", None),
        ("hello\nworld", "no_columns", 1),
        ("A;B\nC;D", "no_figures", None),
        ("Name,Votes,%\nA,1,816,12.3\nB,94,5", "long_row", 2),
        ('A;12\nB;"3\nC;4', "bad_line", 2),
        ("A 12 45.1\nB 7 2.1\nC 1 923 100", "spaces", 3),
        ("A;12\nB;3.5\nC;4\nD;5\nE;6", "not_whole", 2),
        ("\n".join(f"A{n};1" for n in range(MOST_ROWS + 1)), "too_long", None),
        (";".join(["A"] + ["1"] * MOST_COLUMNS), "too_wide", None),
        ("A;1\n" + "B" * 20_000 + ";2", "long_line", 2),
    ],
)
def test_what_is_no_table_says_which_line(text, code, line):
    with pytest.raises(TableProblem) as caught:
        check(text)
    assert (caught.value.code, caught.value.arguments.get("line")) == (code, line)


def test_no_text_takes_long():
    """What is typed is read again after every pause: no pattern may run away."""
    for text in ("1," * 4000 + "x", "1 " * 4000, "(" * 3000 + "1%", "A" + " 1" * 4000 + "\nB" * 9):
        with pytest.raises(TableProblem):
            check(text)


def test_the_largest_table_is_checked_while_somebody_waits():
    cells = [
        [(7 * row + 3 * at) % 90 for at in range(MOST_COLUMNS - 2)] for row in range(MOST_ROWS - 1)
    ]
    rows = [f"Place;{';'.join(map(str, row))};{sum(row)}" for row in cells]
    sums = [sum(column) for column in zip(*cells, strict=True)]
    text = "\n".join([*rows, f"Total;{';'.join(map(str, sums))};{sum(sums)}"])
    before = time.process_time()
    assert check(text).contradictions == ()
    assert time.process_time() - before < 5


def test_every_base_of_the_forms_is_tried():
    """A form's base is one a table can be of: valid ballots, or all."""
    import tomllib

    library = Library.of_resources(paths.resources(), every_kind=True)
    bases = {
        tomllib.loads(library.form(name).data.decode())["result"]["base"]
        for name in library.ids("form")
        if "base" in tomllib.loads(library.form(name).data.decode()).get("result", {})
    }
    race = "A\t30\t{}\nB\t50\t{}\nInvalid\t20\nTotal\t100"
    fitting = {"all": ("30.0", "50.0"), "valid": ("37.5", "62.5")}
    assert bases <= set(fitting)
    for kind, shares in fitting.items():
        checked = check(race.format(*shares))
        assert (checked.base.kind, checked.contradictions) == (kind, ())


# the faults of the seed elections, and the sound races


def test_no_invalid_ballots_shown_as_a_share():
    (finding,) = check(ULKEN).contradictions
    assert (finding.kind, finding.rows) == ("percent_contradicts_votes", (4,))
    assert (finding.printed, finding.expected) == ("3.77 %", "0.00")
    assert [cause.kind for cause in finding.explanations] == ["no_count_gives"]
    assert (finding.base.kind, finding.base.figure) == ("all", 860)


def test_percentages_moved_by_a_row():
    checked = check(AKIMS)
    (finding,) = checked.contradictions
    assert (finding.kind, finding.rows) == ("percents_shifted", (2, 3, 4, 5))
    assert finding.explanations[0].kind == "row_above"
    assert (checked.base.kind, checked.base.figure, checked.base.to) == ("implied", 730, 730)
    (said,) = (TableReport(checked, WORDINGS["en"]).message(one) for one in checked.contradictions)
    assert said == "From row 3, “Adal”, on every percentage belongs to the row above."


def test_moved_percentages_with_their_printed_total():
    checked = check(AKIMS + "Total;730;\n")
    assert kinds(checked) == ["parts_do_not_add_up", "percents_shifted"]
    left_out = checked.contradictions[0]
    assert (left_out.difference, left_out.explanations[0].kind) == (33, "row_left_out")


def test_a_column_total_that_does_not_close():
    (line,) = [row for row in seed_lines() if row.startswith("* Races and candidates by region")]
    places = line.split(": ", 1)[1].split(". The first")[0].split(" · ")
    rows = [f"{place.rsplit(' ', 1)[0]};{place.rsplit(' ', 1)[1]}" for place in places]
    text = "\n".join(rows).replace("/", ";")
    checked = check(text)
    (finding,) = checked.contradictions
    assert (finding.kind, finding.columns) == ("column_total", (0,))
    assert (finding.printed, finding.expected, finding.difference) == (743, 737, 6)
    assert checked.table.rows[finding.rows[0]].name == "printed total"


def test_the_races_of_the_seed_file_as_they_stand():
    """The published table itself: three sound races and the one with 3.77 % beside none."""
    lines = seed_lines()
    first = next(at for at, line in enumerate(lines) if line.startswith("| race |"))
    checked = check("\n".join(lines[first : first + 6]))
    assert [row.name.split()[0] for row in checked.table.rows][:2] == ["Aral", "Shieli"]
    (finding,) = checked.contradictions
    assert (finding.kind, finding.rows, finding.printed) == (
        "percent_contradicts_votes", (2,), "3.77 %",
    )  # fmt: skip


SOUND = {
    "Aral": ([731, 153, 6, 3], 0, 35, 928, 1283, "72.33"),
    "Shieli": ([1816, 94], 0, 13, 1923, 2244, "85.70"),
    "Bershugir": ([473, 234, 6, 3], 4, 48, 768, 1175, "65.36"),
}


@pytest.mark.parametrize("name", SOUND)
@pytest.mark.parametrize("base", ["all", "valid"])
@pytest.mark.parametrize("mark", [".", ","])
def test_the_sound_races_are_not_blamed(name, base, mark):
    votes, against, invalid, total, registered, turnout = SOUND[name]
    of = total if base == "all" else total - invalid
    rows = [(f"Candidate {'ABCD'[at]}", n) for at, n in enumerate(votes)]
    rows += [("Against all", against), ("Invalid", invalid)]
    lines = ["Name\tVotes\t%"]
    for row, n in rows:
        share = f"{n / of * 100:.2f} %" if row != "Invalid" or base == "all" else ""
        lines.append(f"{row}\t{n:,}\t{share}")
    lines += [f"Total\t{total:,}\t", f"Registered\t{registered:,}\t", f"Turnout\t\t{turnout} %"]
    text = "\n".join(lines)
    checked = check(text if mark == "." else text.replace(",", " ").replace(".", ","))
    assert checked.contradictions == ()
    assert (checked.base.kind, checked.base.figure) == (base, of)


def test_percentages_off_a_hundred():
    (finding,) = check(LISTS_2016).contradictions
    assert (finding.kind, finding.printed, finding.expected) == (
        "percents_off_100", "99.94", "100.00",
    )  # fmt: skip
    assert finding.difference == "\u22120.06"


def test_percentages_that_are_no_parts_are_not_added():
    checked = check("Almaty 65.3\nAqmola 71.2\nAtyrau 80.1")
    assert checked.contradictions == ()
    assert [(one.code, one.figure) for one in checked.remarks] == [("no_parts_of_one", "216.6")]


# likely causes


@pytest.mark.parametrize(
    ("right", "wrong", "kind"),
    [(731, 713, "digits_swapped"), (731, 73, "digit_missing"), (731, 7311, "digit_extra"),
     (731, 751, "digit_wrong"), (731, 137, ""), (731, 731, "")],
)  # fmt: skip
def test_slips_of_the_hand(right, wrong, kind):
    assert count_slip(right, wrong) == kind


def test_a_wrong_row_is_told_by_its_percentage():
    """One wrong figure is one finding, though its sum and its percentage both speak of it."""
    checked = check("A\t713\t78.77\nB\t162\t17.46\nInvalid\t35\t3.77\nTotal\t928")
    (summed,) = checked.contradictions
    assert (summed.kind, summed.difference) == ("parts_do_not_add_up", 18)
    assert (summed.explanations[0].kind, summed.explanations[0].rows) == ("percents_say", (0,))
    assert summed.explanations[0].expected == 731


def test_a_wrong_total_is_told_by_the_percentages():
    (finding,) = check("A\t731\t78.77\nB\t162\t17.46\nInvalid\t35\t3.77\nTotal\t982").contradictions
    assert [cause.kind for cause in finding.explanations][:2] == [
        "percents_fit_sum",
        "digits_swapped",
    ]


def test_a_percentage_of_another_base():
    checked = check("A\t600\t60.0\nB\t250\t25.0\nC\t50\t5.6\nInvalid\t100\t10.0\nTotal\t1000")
    (finding,) = checked.contradictions
    (cause,) = [cause for cause in finding.explanations if cause.kind == "other_base"]
    assert (finding.rows, cause.base.kind, cause.base.figure) == ((2,), "valid", 900)


def test_a_row_that_is_not_in_the_total():
    (finding,) = check("A\t50\nB\t30\nC\t21\nTotal\t80").contradictions
    assert next((c.kind, c.rows) for c in finding.explanations) == ("row_not_in_total", (2,))


def test_the_cell_where_row_and_column_cross():
    text = "Place;P;Q;R;Total\nA;10;20;30;60\nB;15;52;40;80\nC;1;2;3;6\nTotal;26;47;73;146"
    (finding,) = check(text).contradictions
    assert (finding.kind, finding.rows, finding.columns) == ("cell", (1,), (1,))
    assert (finding.printed, finding.expected) == (52, 25)
    assert finding.explanations[0].kind == "digits_swapped"


def test_the_total_alone_is_named():
    text = "Place;P;Q;R;Total\nA;10;20;30;60\nB;15;25;40;80\nC;1;2;3;6\nTotal;26;47;73;164"
    (finding,) = check(text).contradictions
    assert (finding.kind, finding.rows, finding.columns) == ("cell", (3,), (3,))
    assert (finding.expected, finding.explanations[0].kind) == (146, "digits_swapped")


def test_an_empty_cell_is_not_nought():
    text = "Place;P;Q;Total\nA;10;20;30\nB;15;;40\nC;1;2;3\nTotal;26;47;73"
    checked = check(text)
    assert checked.contradictions == ()
    assert [(one.code, one.rows, one.columns) for one in checked.remarks] == [
        ("not_checked", (1,), ()), ("not_checked", (), (1,)),
    ]  # fmt: skip


def test_a_dash_is_none_and_said():
    checked = check("A\t50\nB\t–\nTotal\t50")
    assert checked.contradictions == ()
    assert [(one.code, one.rows) for one in checked.remarks] == [("dash_is_none", (1,))]


def test_turnout_and_list_in_every_row_of_a_grid():
    text = (
        "Race;A;B;Invalid;Total;Registered;Turnout, %\n"
        "One;731;153;35;919;1 283;71,63\nTwo;1 816;94;13;1 923;2 244;85,70\n"
        "Three;100;20;5;125;120;104,17\nFour;90;20;5;115;200;75,50"
    )
    found = check(text).contradictions
    assert [(f.kind, f.rows) for f in found] == [("total_over_registered", (2,)), ("turnout", (3,))]


def test_percentages_between_the_columns_of_a_grid():
    text = (
        "Place;A;%;B;%;Total\nOne;30;30.0;70;70.0;100\nTwo;50;25.0;150;75.0;200\n"
        "Three;10;20.0;40;80.8;50\nTotal;90;25.7;260;74.3;350"
    )
    (finding,) = check(text).contradictions
    assert (finding.kind, finding.rows, finding.columns) == (
        "percent_contradicts_votes",
        (2,),
        (3,),
    )
    assert check(text).base.kind == "row_total"


def test_nothing_to_compare_is_said():
    checked = check("A\t50\nB\t30")
    assert (checked.contradictions, checked.checks) == ((), 0)
    assert [one.code for one in checked.remarks] == ["nothing_to_check"]


PROTOCOL = """Registered voters;1517
Ballots received;1532
Ballots issued;1046
Cancelled ballots;486
In portable boxes;21
In stationary boxes;1025
Ballots in the boxes;1046
Valid;1008
Invalid;38
A;1008
"""
KINDS = [
    ULKEN,
    PROTOCOL.replace("486", "468"),
    PROTOCOL.replace("1025", "1052"),
    PROTOCOL.replace("Ballots in the boxes;1046\n", "").replace(";21\n", ";12\n"),
    PROTOCOL.replace("Cancelled ballots;486\n", "").replace(
        "Ballots received;1532", "Ballots received;1032"
    ),
    PROTOCOL.replace("received;1532", "received;1446").replace("issued;1046", "issued;960"),
    AKIMS,
    AKIMS + "Total;730;\n",
    LISTS_2016,
    "A\t713\t78.77\nB\t162\t17.46\nInvalid\t35\t3.77\nTotal\t928\nRegistered\t900\nTurnout\t50%",
    "A\t50\nB\t30\nC\t21\nTotal\t80",
    "A\t1\t33.3\nB\t7\t9.3\nC\t9\t77.7\nD\t9\t7.7\nTotal\t26",
    "Place;P;Q;R;Total\nA;10;20;30;60\nB;15;52;40;80\nC;1;2;3;6\nTotal;26;47;73;146",
    "Place;P;Q;R;Total\nA;10;20;30;61\nB;15;25;40;80\nC;1;2;3;6",
    "Place;P;Q;R;Total\nA;10;20;30;60\nB;15;25;40;80\nTotal;36;67;103;206",
    "Place;P;Q\nA;10;20\nB;15;25\nTotal;25;54",
    "A 627 85.89%\nB 33 4.52%\nC 15 4.52%\nD 11 2.05%\nE 10 1.51%\nF 43 5.89%",
]


def test_a_line_without_figures_is_left_out_and_said():
    checked = check("Name;Votes\nA;50\nDistrict 5;\nB;30\nTotal;80")
    assert (checked.contradictions, checked.table.skipped) == ((), (3,))
    assert TableReport(checked, WORDINGS["en"]).remarks() == [
        "Lines without figures were left out: 3."
    ]


def test_every_finding_has_its_sentences_in_every_language():
    seen = set()
    for text in KINDS:
        checked = check(text)
        assert checked.contradictions, text
        for wording in WORDINGS.values():
            said = TableReport(checked, wording)
            words = [said.shape(), said.base(), *said.remarks()]
            for finding in checked.contradictions:
                words += [said.heading(finding), said.message(finding), *said.explanations(finding)]
                seen.add(said.heading(finding))
            assert "{" not in "".join(words)
    headings = {
        text
        for wording in WORDINGS.values()
        for key, text in wording.texts.items()
        if key.startswith("published.heading.")
    }
    assert seen == headings


EVERY_PHRASE = sorted({phrase.replace("*", "") for role in ROLES for words in WORDINGS.values()
                       for phrase in words(f"published.words.{role}").split("|")})  # fmt: skip


@pytest.mark.parametrize("mark", ["\t", ";", " ", "|"])
def test_a_row_may_be_called_by_any_word_that_says_a_role(mark):
    """What a cell says is never a key of the texts: № 1 2 3 once closed the page."""
    page = PublishedPresenter(WORDINGS)
    for phrase in EVERY_PHRASE:
        for table in ([[phrase, "1", "2", "3"]], [["", phrase, phrase], ["A", "1", "2"]],
                      [[phrase, "1", "5"], [phrase, "2", "7"], ["A", "3", "90"]],
                      [["A", "1"], [phrase, "2"], ["{role}", "9"]]):  # fmt: skip
            page.draft("published", "\n".join(mark.join(row) for row in table))
            for language in WORDINGS:
                assert page.view(language).state.text


@pytest.mark.parametrize("sign", ["\u200b", "\u202e", "\xad", "\x0b", "\ufeff", "\ud800", "\0"])
def test_signs_nobody_sees_are_named_with_their_line_and_taken_out_by_one_button(sign):
    page = PublishedPresenter(WORDINGS)
    page.draft("published", f"A\t1\nB{sign}B\t2\nTotal\t4\n")
    for language in WORDINGS:
        note = page.view(language).state
        assert note.tone == "warning"
        assert f"B[U+{ord(sign):04X}]B" in note.text
        assert "2" in note.text
    (button,) = note.buttons
    page.draft("published", button.intent.text)
    assert [card.word for card in page.view("en").cards] == ["Sum of the rows"]
    assert page.view("en").tables[0].lines[1].name in ("BB", "B B", "B\ufffdB")


def test_a_mark_of_byte_order_and_windows_line_ends_are_no_such_signs():
    checked = check("\ufeffA\t1\r\nB\t2\r\nTotal\t3\r\n")
    assert checked.contradictions == ()
    assert [row.name for row in checked.table.rows] == ["A", "B", "Total"]
