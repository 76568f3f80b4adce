"""Times, dates, figures and names as people read them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally_app.domain.form.form import next_by_id
from tally_app.domain.form.numbers import short_name
from tally_app.domain.night.naming import item_name, items_of, line_number
from tally_app.domain.night.reckoning import ReadText, is_due, read
from tally_app.domain.record.texts import Texts
from tally_app.domain.values import dates
from tally_app.domain.values.counts import BadText, Empty
from tally_app.domain.values.times import DAY, Moment, clock, parse_time
from tally_app.domain.values.wording import NARROW_SPACE, Wording, grouped, signed
from tests.domain.making import Evening, form, line

EVENING, MORNING = 20 * 60, 6 * 60


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("23:41", 23 * 60 + 41),
        ("2341", 23 * 60 + 41),
        ("23.41", 23 * 60 + 41),
        ("23-41", 23 * 60 + 41),
        (" 23:41 ", 23 * 60 + 41),
        ("9:05", 9 * 60 + 5),
        ("905", 9 * 60 + 5),
        ("6:00", 6 * 60),
        ("05:59", DAY + 5 * 60 + 59),
        ("0:00", DAY),
        ("00:10", DAY + 10),
        ("0010", DAY + 10),
    ],
)
def test_a_clock_time_needs_no_date(text, minutes):
    assert parse_time(text, MORNING) == Moment(minutes)


def test_the_day_begins_where_the_line_says():
    assert parse_time("19:59", EVENING) == Moment(DAY + 19 * 60 + 59)
    assert parse_time("20:00", EVENING) == Moment(EVENING)
    assert parse_time("00:00", 0) == Moment(0)


@pytest.mark.parametrize(
    "text", ["24:00", "23:60", "23", "5", "23:4", "23::41", "noon", "23:41:00"]
)
def test_what_is_no_clock_time(text):
    assert parse_time(text, MORNING) == BadText(text, "time")


def test_no_time_is_nothing():
    assert parse_time(" \u202f ", MORNING) == Empty()


@given(st.integers(MORNING, MORNING + DAY - 1))
def test_a_shown_time_reads_back(minutes):
    assert parse_time(clock(minutes), MORNING) == Moment(minutes)


@given(st.text())
def test_any_text_is_read_as_a_time_without_an_error(text):
    assert isinstance(parse_time(text, MORNING), Moment | Empty | BadText)


@pytest.mark.parametrize(
    ("language", "full", "without", "moment"),
    [
        ("kk", "2021 жылғы 1 тамыз", "1 тамыз", "2021 жылғы 2 тамыз, сағат 00:10"),
        ("ru", "1 августа 2021 года", "1 августа", "2 августа 2021 года, 00:10"),
        ("en", "1 August 2021", "1 August", "2 August 2021, 00:10"),
    ],
)
def test_dates_in_words(language, full, without, moment):
    day = date(2021, 8, 1)
    assert dates.in_full(day, language) == full
    assert dates.without_year(day, language) == without
    assert dates.moment("2021-08-01", DAY + 10, language) == moment


def test_a_count_after_midnight_falls_on_the_next_day():
    assert dates.on_day("2026-12-31", DAY - 1) == date(2026, 12, 31)
    assert dates.on_day("2026-12-31", DAY) == date(2027, 1, 1)
    assert dates.moment("2026-12-31", DAY, "en", year=False) == "1 January, 00:00"


def test_dates_in_digits():
    assert dates.in_digits("2026-07-01") == "01.07.2026"
    assert dates.in_digits("01.07.2026") == "01.07.2026"
    assert dates.in_digits("as of July") == "as of July"


def test_figures_are_grouped_and_differences_signed():
    assert [grouped(n) for n in (0, 999, 1283, 121348, -1283)] == [
        "0",
        "999",
        f"1{NARROW_SPACE}283",
        f"121{NARROW_SPACE}348",
        f"\u22121{NARROW_SPACE}283",
    ]
    assert [signed(n) for n in (18, 0, -18)] == ["+18", "0", "\u221218"]


def test_words_fall_back_visibly_rather_than_vanish():
    words = Wording("kk", {"a": "{x} and {y}", "b": "100 {sic}"})
    assert words("a", x=1, y=2) == "1 and 2"
    assert words("b") == "100 {sic}"
    assert words.has("a")
    assert not words.has("c")
    with pytest.raises(KeyError):
        words("c")
    assert words.pick({"ru": "по-русски", "kk": "қазақша"}) == "қазақша"
    assert words.pick({"ru": "по-русски"}) == "по-русски"
    assert words.pick({}) == ""
    texts = Texts(form(["a"]), {"kk": words})
    assert texts["kk"] is words


def test_a_field_reads_what_its_line_holds():
    time = line("count_end", kind="time", day_from=MORNING)
    assert read(time, "00:10") == ReadText(DAY + 10)
    assert read(time, "soon") == ReadText(None, "time")
    assert read(line("given"), "1 283") == ReadText(1283)
    assert read(line("given"), "") == ReadText(None)
    assert read(line("given"), "-1") == ReadText(None, "sign")


def test_what_is_due_when():
    assert is_due(("setup", "sign"), "finish")
    assert is_due(("finish",), "finish")
    assert not is_due(("print", "sign"), "finish")


def test_items_are_numbered_in_their_order():
    evening = Evening().lists().announce().boxes()
    night, shape = evening.night, evening.night.form("akim")
    word = Wording("en", {"word.box": "Portable box {number}"})

    def number(name, item=""):
        return line_number(night, "akim", shape.line(name), item)

    assert number("given") == "2"
    assert number("member.issued", "m2") == "3.2"
    assert number("option.votes", "rsalieva") == "5.4"
    assert number("box.ballots", "2") == ""
    assert items_of(night, "akim", shape.line("box.ballots")) == ["1", "2"]
    assert items_of(night, "akim", shape.line("given")) == [""]

    def name(collection, item):
        return item_name(night, "akim", collection, item, word)

    assert name("member", "m1") == "Үлгібаева Айман Сәкенқызы"
    assert name("member", "m9") == "m9"
    assert name("box", "2") == "Portable box 2"
    assert name("box", "7") == "Portable box 7"
    assert name("option", "rsalieva") == "Myrzagul Rsalieva"
    assert name("option", "nobody") == "nobody"
    assert name("", "") == ""


def test_a_member_in_a_narrow_place():
    assert short_name("Үйренова Сәуле Ғабитқызы") == "Үйренова С. Ғ."
    assert short_name("Үйренова") == "Үйренова"
    assert short_name("") == ""


def test_what_a_form_does_not_have_is_a_key_error():
    shape = Evening().night.form("akim")
    assert shape.reason("checked").id == "checked"
    assert shape.ground("proxy").once
    assert shape.step("portable").after == ("announce",)
    assert shape.relation("C-03b").severity == "warning"
    for ask in (shape.line, shape.relation, shape.step, shape.reason, shape.ground):
        with pytest.raises(KeyError):
            ask("nothing")
    with pytest.raises(KeyError):
        next_by_id([], "nothing")
