"""``demo FILE`` and ``training FILE``: the evening of a form, an election or a script by path."""

from __future__ import annotations

import io

import pypdf
import pytest

from tally_app import main, paths

FORM = """
format = 1
kind = "form"
id = "council"
extends = "single-choice"
languages = ["kk", "ru"]
contest_kinds = ["council"]
name = { kk = "Студенттік кеңес", ru = "Студенческий совет" }

[remove]
line = ["against_all"]
relation = ["S-06b", "P-02"]

[[line]]
id = "cards"
number = "15"
after = "given"
stage = "list"
place = "body"
section = "before"
label = { kk = "Билет бойынша алғандар", ru = "Получившие по билету" }

[[relation]]
code = "Z-01"
check = "cards <= given"
severity = "error"
due = ["list"]
message = { kk = "Алғандардан көп.", ru = "Больше, чем получивших." }
"""

ELECTION = """
format = 1
kind = "election"
id = "council-2031"
languages = ["kk", "ru"]
day = 2031-04-10
training = true
name = { kk = "Кеңес сайлауы", ru = "Выборы совета" }
[[contest]]
id = "council"
kind = "council"
form = "council"
name = { kk = "Кеңес сайлауы", ru = "Выборы совета" }
[[contest.option]]
id = "a"
name = { kk = "Алма тізімі", ru = "Список «Яблоко»" }
[[contest.option]]
id = "b"
name = { kk = "Өрік тізімі", ru = "Список «Абрикос»" }
[[precinct]]
number = "5"
region = { kk = "Қала", ru = "Город" }
district = { kk = "Университет", ru = "Университет" }
address = { kk = "Бас ғимарат", ru = "Главный корпус" }
[[precinct.member]]
id = "c"
name = "Мысалова А."
office = "chair"
[[precinct.member]]
id = "s"
name = "Мысалова Б."
office = "secretary"
[[precinct.member]]
id = "m"
name = "Мысалова В."
office = "member"
"""

NIGHT = """
format = 1
kind = "night"
id = "council-begins"
languages = ["ru"]
election = "council-2031"
precinct = "5"
name = { ru = "Начало вечера" }
[[do]]
at = "18:40"
who = "s"
type = { "ballots_received" = "120" }
"""


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """Runs a command in a folder with the form in it and the files given."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments, **files):
        for name, text in {"council": FORM, **files}.items():
            (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        code = main.command_line([*map(str, arguments), "--lang", "en"])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


def protocol(tmp_path):
    pages = pypdf.PdfReader(io.BytesIO((tmp_path / "out/protocol.pdf").read_bytes())).pages
    return " ".join("\n".join(page.extract_text() for page in pages).split())


def test_a_form_alone_is_played_to_its_printed_protocol(run, tmp_path):
    code, out, err = run("demo", "council.toml", "--out", "out")
    assert (code, err) == (0, "")
    assert "✔ Z-01" in out
    said = protocol(tmp_path)
    assert "Студенческий совет" in said
    assert "Получившие по билету" in said
    assert "Против всех" not in said


def test_the_election_beside_a_form_is_the_one_that_is_played(run, tmp_path):
    for file in ("council.toml", "vote.toml"):
        code, _, _ = run("demo", file, "--out", "out", vote=ELECTION)
        assert code == 0
        assert "Список «Абрикос»" in protocol(tmp_path)
        (tmp_path / "out/night.tally").unlink()


def test_an_exercise_of_a_form_by_its_path(run):
    code, out, _ = run("training", "council.toml", "--seed", "1", vote=ELECTION)
    assert code == 0
    assert "council.toml, exercise 1" in out
    assert "Missed: 0" in out


def test_an_evening_that_a_form_s_own_relation_stops_says_which(run):
    strict = FORM.replace("cards <= given", "cards > 5")
    code, out, _ = run("demo", "council.toml", "--out", "out", council=strict)
    assert code == 1
    assert "✘ Z-01" in out
    stopped, about, remedy = out.splitlines()[-3:]
    assert stopped.startswith(
        "The count stopped here (23:45, second m1): An error is still open: Z-01. First correct it"
    )
    assert about == "  open: Z-01"
    assert "write a script of your own" in remedy
    code, out, _ = run("training", "council.toml", "--seed", "1", council=strict)
    assert code == 1
    assert "  open: Z-01\n" in out
    assert "write a script of your own" in out


def test_whose_evening_is_played_is_said_first(run, tmp_path):
    """A sample's, until a whole script names the election: half a one is passed over."""
    _, out, _ = run("demo", "vote.toml", "--out", "out", vote=ELECTION, half=NIGHT)
    said = "No whole script of a count names “council-2031”: the figures of aral-2021-night"
    assert out.startswith(said)
    (tmp_path / "out/night.tally").unlink()
    whole = NIGHT.replace("council-begins", "council-whole")
    whole += '[[do]]\nat = "19:00"\nfinish = true\n'
    for command in ("demo", "training"):
        _, out, _ = run(command, "vote.toml", "--out", "out", vote=ELECTION, half=whole)
        assert out.startswith("Script of the count: council-whole\n")


def test_the_scripts_that_are_not_taken_are_named(run):
    whole = NIGHT + '[[do]]\nat = "19:00"\nfinish = true\n'
    two = {"a": whole, "b": whole.replace("council-begins", "council-again")}
    for file in ("vote.toml", "council.toml"):
        _, out, _ = run("training", file, "--seed", "1", vote=ELECTION, **two)
        assert out.startswith("Script of the count: council-again (others here: council-begins)\n")
    _, out, _ = run("demo", "a.toml", "--out", "out", vote=ELECTION, **two)
    assert out.startswith("Script of the count: council-begins\n")


def test_a_borrowed_evening_ends_voting_when_the_election_says(run):
    early = ELECTION.replace("[[contest]]", "[constants]\ncloses = 1080\n[[contest]]")
    code, out, _ = run("demo", "vote.toml", "--out", "out", vote=early)
    assert code == 0
    assert "18:00    Voting ended: 18:00" in out
    assert "✔ T-01" in out
    assert "signed (21:55)" in out


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_night_that_stops_names_the_deed_and_the_lines(run, tmp_path, language, capsys):
    whole = NIGHT.replace("council-begins", "council-whole") + (
        '[[do]]\nat = "20:10"\ntype = { voters = "110", given = "80", voting_end = "20:00" }\n'
        '[[do]]\nat = "20:20"\nconfirm = "announce"\ntime = "20:20"\n'
        '[[do]]\nat = "21:00"\nfinish = true\n'
    )
    files = {"vote": ELECTION, "whole": whole}
    code, out, _ = run("demo", "whole.toml", "--out", "out", **files)
    assert code == 1
    assert "(20:20, confirm announce): Not all lines of this step are entered (Art. 43" in out
    lines = out.splitlines()[-1].removeprefix("  without a figure: ").split(", ")
    assert lines == [
        "count_start", "cards", "given_outside", "given_inside", "member.issued/c",
        "member.issued/s", "member.issued/m", "ballots_cancelled",
    ]  # fmt: skip
    (tmp_path / "out/night.tally").unlink()
    code = main.command_line(["demo", "whole.toml", "--out", "out", "--lang", language])
    said = capsys.readouterr().out.splitlines()[-2:]
    assert (code, "(20:20, confirm announce)" in said[0]) == (1, True)
    assert said[1].endswith(", ".join(lines))
    code, _, err = run("training", "whole.toml", **files)
    assert code == 2
    assert "council-whole does not go through (20:20, confirm announce)" in err


@pytest.mark.parametrize("command", ["demo", "training"])
def test_what_no_evening_can_be_made_of_is_one_sentence(run, command):
    five = paths.resources() / "samples/kinds/five-2023.toml"
    two = five.read_text("utf-8").replace('id = "five-2023"', 'id = "five"')
    for file, files in {
        "half.toml": {"half": NIGHT, "vote": ELECTION},
        "five.toml": {"five": two},
    }.items():
        code, _, err = run(command, file, **files)
        assert code == 2
        assert err.startswith("No count can be made for")
        assert len(err.splitlines()) == 1
    code, _, err = run(command, "nothing.toml")
    assert (code, len(err.splitlines())) == (2, 1)


def test_an_announcement_without_its_time_is_refused_before_anything_is_played(run, tmp_path):
    """It was played, unannounced, and ended in a paper that nobody had made."""
    script = (
        NIGHT + '[[do]]\nat = "20:20"\nconfirm = "announce"\n[[do]]\nat = "21:00"\nfinish = true\n'
    )
    files = {"vote": ELECTION, "whole": script}
    for command in (["forms", "check"], ["demo"], ["training"]):
        code, out, err = run(*command, "whole.toml", **files)
        assert code in (1, 2)
        assert out + err == (
            "whole.toml: do[2].time: step “announce” is read out; "
            'add the time it was said: time = "20:30".\n'
        )
    assert not [*tmp_path.rglob("night.tally")]


def test_a_form_that_announces_nothing_is_played_without_part_one(run, tmp_path):
    quiet = FORM + '[[step]]\nid = "announce"\nreplaces = true\nconfirm = "next"\n'
    code, out, err = run("demo", "council.toml", "--out", "out", council=quiet)
    assert (code, err) == (0, "")
    assert "check value of Part I" not in out
    assert "Студенческий совет" in protocol(tmp_path)


def test_an_election_without_members_has_no_evening(run):
    nobody = ELECTION[: ELECTION.index("[[precinct.member]]")]
    for command in ("demo", "training"):
        code, _, err = run(command, "council-2031.toml", "--out", "out", **{"council-2031": nobody})
        assert code == 2
        assert "No count can be made for council-2031.toml" in err
