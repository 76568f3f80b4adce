"""The code an exercise ends in, and what a trainer learns of thirty of them."""

import io
from random import Random

import pypdf
import pytest

from tally_app import main, paths
from tally_app.app.training.codes import SIGNS, ExerciseCode, form_mark, read_code
from tally_app.app.training.repeat import again, evening_of, form_named
from tally_app.app.training.room import Again, Room, read_room, sheet, wrong_words
from tally_app.catalog.library import Library
from tally_app.domain.causes.planting import KINDS
from tests.app.training.rooms import AKIM, FORM, code


def thirty():
    """Thirty places with six faults each; two lines exchanged are missed at every third place."""
    random, made = Random(38), []
    for place in range(30):
        missed = [KINDS[1]] if place % 3 == 0 else []
        missed += [KINDS[4]] if random.randrange(6) == 0 else []
        made.append(code(missed=missed, minutes=20 + place))
    return made


def test_a_code_says_everything_in_fourteen_signs_and_comes_back_the_same():
    for one in (*thirty(), code(4095, KINDS, KINDS, 1023), code(1, (), (), 0)):
        text = one.text()
        assert len(text.replace("-", "")) == SIGNS <= 16
        assert read_code(text) == one
        assert read_code(text.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == one


def test_one_wrong_sign_is_no_code():
    text = code(missed=KINDS[2:3]).text().replace("-", "")
    read = [
        read_code(text[:at] + sign + text[at + 1 :])
        for at in range(SIGNS)
        for sign in "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
        if sign != text[at]
    ]
    assert sum(one is not None for one in read) <= len(read) // 200, "the check finds the slip"
    assert read_code(text[:-1]) is None
    assert read_code("") is None


def test_cyrillic_letters_that_look_like_a_sign_are_that_sign():
    for number in range(1, 300):
        text = code(number).text()
        look_alike = text.translate(str.maketrans("ABCEHKMPTX", "АВСЕНКМРТХ"))
        assert read_code(look_alike) == read_code(text) == code(number)


def said(texts, language="ru"):
    """Place and words of every code that counts for nothing."""
    words = main.Wordings(paths.resources() / "texts")[language]
    return {one.place: wrong_words(one, words) for one in read_room(texts)[1]}


def test_a_code_that_counts_for_nothing_is_named_by_its_line_with_what_is_wrong():
    good = [one.text() for one in thirty()]
    swapped = good[4][1] + good[4][0] + good[4][2:]
    other = ExerciseCode(3, form_mark("president"), KINDS[:4], (), 20).text()
    lines = [good[0], "", good[1][:-2], f"Д{good[2][1:]}", swapped, other, *good[5:8]]
    wrong = said(lines)
    assert [*wrong] == [3, 4, 5, 6], "an empty line is no code and keeps the places after it"
    assert "Знаков: 12" in wrong[3]
    assert "Д" in wrong[4]
    assert "Контрольные знаки" in wrong[5]
    assert "другой форме" in wrong[6]
    assert [*read_room(lines)[0].codes] == [1, 7, 8, 9]


def test_thirty_places_are_taken_and_no_more():
    codes = [one.text() for one in thirty()]
    assert said(codes) == {}
    assert [*said([*codes, codes[0]])] == [31]


@pytest.fixture(scope="module")
def library():
    return Library.of_resources(paths.resources(), every_kind=True)


def test_the_exercise_to_take_next_is_new_and_has_what_was_missed(library):
    """Of the akim's round the second exercise has seven kinds, the first the other four."""
    evening = evening_of(Room({1: code(1, AKIM[1]), 2: code(2, AKIM[2])}), library)
    for missed, number in ((AKIM[1][0], 3), (AKIM[2][0], 4)):
        at = {n: code(n, AKIM[n], [k for k in AKIM[n] if k == missed]) for n in (1, 2)}
        found = again(Room(at), evening)
        assert found == Again(number, known=True)
        assert missed in evening.planted(number)
    assert form_named(FORM, library)["ru"].startswith("Выборы акима села")


def test_an_evening_that_is_not_known_repeats_an_exercise_that_was_done(library):
    room = Room({1: code(5, KINDS[:3], KINDS[:1]), 2: code(7, KINDS[4:6])})
    assert evening_of(room, library) is None
    assert again(room, None) == Again(5, known=False), "the one with what was missed in it"
    unknown = Room({1: ExerciseCode(1, 1, KINDS[:1], (), 1)})
    assert evening_of(unknown, library) is None
    assert form_named(1, library) == {"": "0001"}


def test_thirty_codes_show_what_the_room_missed_and_what_to_repeat():
    wordings = main.Wordings(paths.resources() / "texts")
    room = Room(dict(enumerate(thirty(), 1)))
    worst = room.by_kind()[0]
    assert worst == (KINDS[1], 30, 10)
    assert room.planted == 180
    printed = sheet(room, {"kk": "Ауыл", "ru": "Село"}, Again(13, known=True), wordings)
    made = main.printers().handout(printed)
    pages = pypdf.PdfReader(io.BytesIO(made)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    for said in ("САБАҚ НӘТИЖЕСІ", "РЕЗУЛЬТАТ ЗАНЯТИЯ", "УЧЕБНЫЙ", "мест: 30", "упражнение: 13"):
        assert said in text
    assert wordings["ru"](f"training.fault.{KINDS[1]}") in text
    assert made == main.printers().handout(printed)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_command_names_the_code_that_was_misread(language, capsys, tmp_path):
    good = [one.text() for one in thirty()]
    out = tmp_path / "out"
    speaking = ["--lang", language]
    asked = ["training", "room", *good, "--out", str(out), *speaking]
    assert main.command_line(asked) == 0
    assert (out / "room.pdf").read_bytes().startswith(b"%PDF")
    assert "10 / 30" in capsys.readouterr().out
    wrong = [*good[:2], good[2][:-1] + ("0" if good[2][-1] != "0" else "1"), good[3][:-1]]
    assert main.command_line(["training", "room", *wrong, *speaking]) == 2
    told = capsys.readouterr().err
    assert wrong[2] in told
    assert wrong[3] in told, "every code that was misread is named at once"
