"""The program's own sheet says who did what and how fast, from the journal, and nothing else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tally_app import main, paths
from tally_app.app.papers.offering import PROGRAM
from tally_app.app.papers.papers import Papers
from tally_app.app.papers.second_looks import gone_through
from tally_app.app.words.journal import told
from tally_app.app.words.program import TOLD, what_words
from tally_app.domain.form.election import LimitDecision
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.facts.program import ProgramFact
from tally_app.domain.night.facts.table import FACTS
from tally_app.domain.record.record import check_digits
from tally_app.store.errors import LOST
from tally_app.store.schema import TRIGGERS
from tests.domain.making import START, Evening
from tests.domain.night.kept import BY_NAME, kept
from tests.reports import reading

WORDS = main.Wordings(paths.resources() / "texts")
WITHDRAWN = {"reason": "сызық", "sheets": 3, "names": ["Ү. А.", "Ү. С."]}


class Stepping:
    """A clock that goes on by ``step`` seconds at every look."""

    def __init__(self, step):
        self.now, self.step = START + timedelta(hours=2), step

    def __call__(self):
        self.now += timedelta(seconds=self.step)
        return self.now


def eventful():
    evening = Evening().counted()
    evening.session.clock = Stepping(0.2)
    evening.session.sit_down("m1")
    evening.finish().do("print_withdrawn", **WITHDRAWN)
    package = [x for x in kept(BY_NAME["events_v1_package"]) if x.kind == "package_taken"]
    for event in [*package, *kept(BY_NAME["events_v1_program"])[1:]]:
        evening.do(event.kind, **event.payload)
    for event in kept(BY_NAME["events_v1_passphrase"])[1:]:  # of an official night
        evening.session._record(evening.command(event.kind, event.payload))
    return evening.type({"option.votes/jandauletov": 1189, "invalid": 49})


@pytest.fixture(scope="module")
def evening():
    return eventful()


def read(evening):
    papers = Papers(main.printers, WORDS)
    pdf = papers.of(evening.session, "akim", PROGRAM).pdf
    return " ".join(" ".join(page) for page in reading.lines(pdf))


@pytest.fixture(scope="module")
def text(evening):
    return read(evening)


@pytest.mark.parametrize(
    ("decided", "said"),
    [
        (LimitDecision("territorial", "17", "2021-07-02"),
         "решение территориальной избирательной комиссии от 02.07.2021 № 17"),
        (None, "решение не указано"),
    ],
)  # fmt: skip
def test_a_changed_hour_names_whose_decision_it_is_and_the_law_s(decided, said):
    evening = Evening()
    session, rules = evening.session, evening.session.night.rules
    election = replace(rules.election, constants={"closes": 1260}, decided=decided)
    session.night = replace(session.night, rules=replace(rules, election=election))
    found = read(evening)
    assert "Голосование заканчивается (ст. 38, п. 1)" in found
    assert f"21:00; по закону: 20:00; {said}" in found


def test_a_file_that_changes_nothing_has_no_limits_on_the_sheet(text):
    assert "изменённые файлом" not in text


def test_every_fact_about_the_program_is_told():
    facts = {kind for kind, fact in FACTS.items() if issubclass(fact, ProgramFact)}
    assert {*TOLD} == facts | {"print_withdrawn"}


def test_it_says_that_it_is_no_part_of_the_protocol(text):
    assert "Не часть протокола" in text
    assert "БАҒДАРЛАМА ЖҰМЫСЫНЫҢ ПАРАҒЫ" in text
    assert "Подписываем" not in text, "nobody signs it"


def test_it_says_who_sat_down_what_jumped_and_what_was_withdrawn(evening, text):
    for kind in TOLD:
        assert WORDS["ru"](f"event.{kind}") in text, kind
    assert "21:10:15 вместо 21:12:40, разница −0:02:25" in text
    assert "листов без подписей: 3" in text
    digits = check_digits(evening.night.head)
    assert digits in text
    assert str(evening.night.seq) in text


def test_who_looked_a_second_time_and_how_fast(evening):
    looks, _ = gone_through(evening.night, evening.journal.events())
    entry = next(look for look in looks if look.way == "entry")
    assert (entry.who, entry.contest, entry.differed) == ("m1", "akim", set())
    assert len(entry.gaps) == len(entry.cells) - 1
    assert (entry.pace, entry.quick) == (0, len(entry.gaps))
    slow = Evening().counted()
    slow.session.clock = Stepping(4)
    slow.finish()
    looks, _ = gone_through(slow.night, slow.journal.events())
    entry = next(look for look in looks if look.way == "entry")
    assert (entry.pace, entry.quick) == (4, 0)


def test_a_second_entry_that_differed_is_counted():
    evening = Evening().counted()
    evening.session.who = "m1"
    evening.session.compare_part_one("akim")
    invalid = Cell("invalid")
    assert evening.session.type_again("akim", invalid, "84") is None
    looks, _ = gone_through(evening.night, evening.journal.events())
    assert next(look for look in looks if look.way == "entry").differed == {("akim", "invalid", "")}


def test_a_figure_typed_anew_stands_with_what_was_there(evening, text):
    _, changes = gone_through(evening.night, evening.journal.events())
    assert [(c.where[1:], c.before, c.after) for c in changes] == [
        (("option.votes", "jandauletov"), "1190", "1189"),
        (("invalid", ""), "48", "49"),
    ]
    assert "1190" in text
    assert "1189" in text


def test_an_empty_night_says_that_nothing_is_recorded():
    session = Evening().session
    papers = Papers(main.printers, WORDS)
    pdf = papers.of(session, "akim", PROGRAM).pdf
    said = " ".join(" ".join(page) for page in reading.lines(pdf))
    assert said.count("Записей нет") == 3


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_journal_tells_it_in_words(evening, language):
    words = WORDS[language]
    for event in evening.journal.events():
        if event.kind in TOLD:
            what = what_words(evening.night, event.kind, event.payload, words)
            assert told(evening.session, event, words) == f"{words(f'event.{event.kind}')}: {what}"
            assert "{" not in what


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_no_code_of_the_program_stands_in_what_happened(evening, language):
    """Every trigger of the file, a file set aside, and every way a file is lost, in words."""
    words = WORDS[language]
    codes = [*TRIGGERS, "strange", "salvaged", "0042.tally-journal.aside"]
    said = {code: what_words(evening.night, "file_repaired", {"what": [code]}, words)
            for code in codes}  # fmt: skip
    for code in codes[:-1]:
        assert code not in said[code]
    assert codes[-1] in said[codes[-1]]
    assert said["event_no_update"] != said["document_no_update"] != said["salvaged"]
    for reason in [*LOST, "io"]:
        lost = {"reason": reason, "from": "E:\\a.tally", "to": "/b.tally"}
        what = what_words(evening.night, "went_on_elsewhere", lost, words)
        assert reason not in what.split() + what.split("(")[1:]
        assert f"({reason})" not in what


def test_a_changed_figure_has_the_reason_that_was_recorded():
    evening = Evening().counted()
    assert evening.session.type_text("akim", Cell("taken_out"), "1611") is None
    assert evening.session.undo() is not None
    evening.do("step_unlocked", step="stationary", reason="екі жәшік қайта саналды")
    evening.type({"stationary.ballots": 1587})
    _, changes = gone_through(evening.night, evening.journal.events())
    assert [(one.where[1], one.why, one.reason) for one in changes] == [
        ("taken_out", "", ""),
        ("taken_out", "undone", ""),
        ("stationary.ballots", "", "екі жәшік қайта саналды"),
    ]
    papers = Papers(main.printers, WORDS)
    pdf = papers.of(evening.session, "akim", PROGRAM).pdf
    said = " ".join(" ".join(page) for page in reading.lines(pdf))
    assert "записанная причина" in said
    assert "екі жәшік қайта саналды" in said
    assert "ввод отменён" in said
