"""A kind of vote that exists nowhere in the repository, from typed counts to its PDF.

The form is written here, in two languages, with a line and a relation of its own.
"""

from __future__ import annotations

import io
from datetime import datetime, timedelta, timezone

import pypdf
import pytest

from tally_app import main, paths
from tally_app.app.night.files import begin
from tally_app.app.night.replay import look_again
from tally_app.app.papers.papers import Papers
from tally_app.app.view.address import PaperName
from tally_app.app.words.preview import preview_words
from tally_app.catalog.library import Library
from tally_app.catalog.problems import CatalogueError
from tally_app.catalog.source import Source
from tally_app.domain.form.layout import Cell
from tally_app.domain.relations.rulebook import Status
from tests.domain.making import to_record

FORM = """
format = 1
kind = "form"
id = "elders"
extends = "single-choice"
languages = ["kk", "ru"]
contest_kinds = ["elders"]
law_edition = "01.07.2026"
name = {kk = "Ақсақалдар кеңесі", ru = "Совет старейшин"}
addressee = {kk = "ауыл жиналысы", ru = "сход села"}

[remove]
relation = ["S-06b"]

[[line]]
id = "by_hand"
number = "15"
after = "invalid"
stage = "piles"
place = "body"
law = "7"
label = {kk = "Қол көтеріп берілген дауыстар саны", ru = "Число голосов, поданных поднятием руки"}
short = {kk = "Қол көтеріп", ru = "Поднятием руки"}
pile = {kk = "санақ парағы", ru = "лист счётчика"}

[[relation]]
code = "Z-01"
check = "by_hand <= voters - given"
severity = "error"
law = "7"
printed = true
look = ["by_hand"]
message = {kk = "Қол көтергендер тым көп.", ru = "Поднявших руку слишком много."}
hint = {kk = "Қайта санау.", ru = "Пересчитать."}

[result]
rule = "majority"
"""

ELECTION = """
format = 1
kind = "election"
id = "elders-2031"
languages = ["kk", "ru"]
day = 2031-06-01
training = true
name = {kk = "Ақсақалдар кеңесін сайлау", ru = "Выборы совета старейшин"}
[constants]
closes = 1200
[[contest]]
id = "elders"
kind = "elders"
form = "elders"
name = {kk = "Ақсақалдар кеңесін сайлау", ru = "Выборы совета старейшин"}
[[contest.option]]
id = "a"
name = {kk = "Бірінші тізім", ru = "Первый список"}
[[contest.option]]
id = "b"
name = {kk = "Екінші тізім", ru = "Второй список"}
[[precinct]]
number = "5"
region = {kk = "Облыс", ru = "Область"}
district = {kk = "Аудан", ru = "Район"}
address = {kk = "Ауыл, мектеп", ru = "Село, школа"}
""" + "".join(
    f'[[precinct.member]]\nid = "m{i}"\nname = "Мысалов {letter}"\noffice = "{office}"\n'
    for i, letter, office in zip(
        (1, 2, 3, 4, 5), "АБВГД", ("chair", "deputy", "secretary", "member", "member"), strict=True
    )
)

TYPED = {
    "ballots_received": "120", "voting_end": "20:00", "count_start": "20:05", "voters": "118",
    "given": "80", "given_outside": "0", "given_inside": "80", "member.issued/m1": "0",
    "member.issued/m2": "30", "member.issued/m3": "0", "member.issued/m4": "26",
    "member.issued/m5": "24", "ballots_cancelled": "40",
}  # fmt: skip
PILES = {
    "taken_out": "80", "option.votes/a": "41", "option.votes/b": "30", "against_all": "5",
    "invalid": "4", "by_hand": "37", "count_end": "21:30", "results_announced": "21:40",
}  # fmt: skip


class Wall:
    """A clock that goes on by a minute at every look."""

    def __init__(self):
        self.now = datetime(2031, 6, 1, 18, 0, tzinfo=timezone(timedelta(hours=5)))

    def __call__(self):
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def session(tmp_path):
    (tmp_path / "elders.toml").write_text(FORM, encoding="utf-8")
    (tmp_path / "vote.toml").write_text(ELECTION, encoding="utf-8")
    library = Library.of_resources(paths.resources()).beside(tmp_path / "vote.toml")
    source = Source.of(tmp_path / "vote.toml")
    night = begin(
        tmp_path / "n.tally", source, library, precinct="5", clock=Wall(), night="000000000007"
    )
    night.who = "m3"
    yield night
    night.close()


def enter(session, typed):
    for key, text in typed.items():
        assert session.type_text("elders", Cell.read(key), text) is None, key


def confirm(session, step):
    assert session.execute(to_record("step_confirmed", {"step": step}, "elders")) is None


def counted(session, **changed):
    enter(session, TYPED)
    assert session.announce("elders", "announce", "20:20") is None
    confirm(session, "portable")
    enter(session, {"stationary.ballots": "80"})
    confirm(session, "stationary")
    enter(session, {**PILES, **changed})
    return session


def test_from_typed_counts_to_the_pdf(session):
    counted(session)
    assert look_again(session, "elders", "m2") is None
    assert session.finish("elders", "5") is None
    assert session.execute(to_record("print_confirmed", {}, "elders")) is None
    wordings = main.Wordings(paths.resources() / "texts")
    paper = Papers(main.printers, wordings).of(session, "elders", PaperName("protocol"))
    assert not paper.draft
    pages = pypdf.PdfReader(io.BytesIO(paper.pdf)).pages
    said = " ".join("\n".join(page.extract_text() for page in pages).split())
    assert "Қол көтеріп берілген дауыстар саны" in said
    assert "Число голосов, поданных поднятием руки" in said
    assert "Отыз жеті" in said
    assert "Тридцать семь" in said
    assert "15 ≤ 1 − 2" in said.replace("\u2212", "−")
    assert session.night.contests["elders"].finish.check_value.split()[0] in said
    told = list(preview_words(session, "elders", wordings["ru"]))
    assert "от всех поданных" in told[1]
    assert "80" in told[1]
    shares = told[2].replace("\u202f", " ")
    assert "41 (53,95 %; от всех поданных 51,25 %)" in shares, "of 76, and of 80"
    assert "Первый список" in told[-1]
    # English has no words in this form: another language rather than nothing.
    assert "тізім" in list(preview_words(session, "elders", wordings["en"]))[-1]


def test_its_own_relation_closes_finish(session):
    counted(session, by_hand="39")
    result = session.reckoning("elders").result("Z-01")
    assert (result.status, result.difference) == (Status.FAILS, 1)
    assert session.finish("elders", "5").code == "obstacles"


def test_its_form_is_for_no_other_contest(tmp_path):
    (tmp_path / "elders.toml").write_text(FORM, encoding="utf-8")
    text = ELECTION.replace('kind = "elders"', 'kind = "elder"')
    library = Library.of_resources(paths.resources()).beside(tmp_path / "vote.toml")
    source = Source("vote.toml", text.encode())
    with pytest.raises(CatalogueError) as caught:
        begin(
            tmp_path / "n.tally", source, library, precinct="5", clock=Wall(), night="000000000007"
        )
    assert [problem.code for problem in caught.value.problems] == ["contest_kind"]
