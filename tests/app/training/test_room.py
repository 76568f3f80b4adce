"""The code an exercise ends in, and what a trainer learns of thirty of them."""

import io
from random import Random

import pypdf
import pytest

from tally_app import main, paths
from tally_app.app.training.codes import SIGNS, ExerciseCode, form_mark, read_code
from tally_app.app.training.room import Room, sheet
from tally_app.domain.causes.planting import KINDS

FORM = form_mark("akim-rural")


def code(number=12, planted=KINDS[:6], missed=(), minutes=28):
    return ExerciseCode(number, FORM, tuple(planted), tuple(missed), minutes)


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


def test_thirty_codes_show_what_the_room_missed_and_what_to_repeat():
    wordings = main.Wordings(paths.resources() / "texts")
    room = Room(tuple(thirty()))
    worst = room.by_kind()[0]
    assert worst == (KINDS[1], 30, 10)
    assert (room.planted, room.again()) == (180, 13)
    made = main.printers().handout(sheet(room, {"kk": "Ауыл", "ru": "Село"}, wordings))
    pages = pypdf.PdfReader(io.BytesIO(made)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    for said in ("ЖАТТЫҒУ НӘТИЖЕСІ", "РЕЗУЛЬТАТ ЗАНЯТИЯ", "УЧЕБНЫЙ", "мест: 30", "упражнение: 13"):
        assert said in text
    assert wordings["ru"](f"training.fault.{KINDS[1]}") in text
    assert made == main.printers().handout(sheet(room, {"kk": "Ауыл", "ru": "Село"}, wordings))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_command_names_the_code_that_was_misread(language, capsys, tmp_path):
    good = [one.text() for one in thirty()]
    out = tmp_path / "out"
    speaking = ["--lang", language]
    asked = ["training", "room", *good, "--out", str(out), *speaking]
    assert main.command_line(asked) == 0
    assert (out / "room.pdf").read_bytes().startswith(b"%PDF")
    assert "10 / 30" in capsys.readouterr().out
    wrong = [*good[:2], good[2][:-1] + ("0" if good[2][-1] != "0" else "1")]
    assert main.command_line(["training", "room", *wrong, *speaking]) == 2
    assert wrong[2] in capsys.readouterr().err
