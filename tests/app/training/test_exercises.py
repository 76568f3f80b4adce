"""Exercises of every kind of ballot: the faults are there, all are caught, the debrief is right."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdf
import pytest

from tally_app import main, paths
from tally_app.app.desk.actions import act
from tally_app.app.desk.presenter import DeskPresenter
from tally_app.app.night.files import begin, read_night
from tally_app.app.night.likely_causes import Likely
from tally_app.app.papers.offering import offers
from tally_app.app.papers.papers import Papers
from tally_app.app.training import exercises
from tally_app.app.training import worked as practice
from tally_app.app.training.codes import code_of
from tally_app.app.training.debrief import debrief
from tally_app.app.training.exercises import begin_exercise, prepare, rounds
from tally_app.app.training.worked import work_through
from tally_app.app.view.address import PaperName
from tally_app.app.view.intents import OpenPaper
from tally_app.catalog.forms import load_form
from tally_app.catalog.library import Library
from tally_app.catalog.nights import load_night
from tally_app.catalog.rules import load_rules
from tally_app.catalog.source import Source
from tally_app.domain.causes.planting import KINDS
from tally_app.domain.form.form import Severity
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.second_look import Seen, overview, second_step
from tests.app.shipped_model import causes
from tests.domain.making import Wall, to_record

LIBRARY = Library.of_resources(paths.resources(), every_kind=True)
FORMS = [load_form(LIBRARY.form(name), LIBRARY) for name in LIBRARY.ids("form")]
BALLOTS = [form.id for form in FORMS if form.contest_kinds]
WORDINGS = main.Wordings(paths.resources() / "texts")


def script_of(kind):
    return load_night(LIBRARY.night_on(kind), LIBRARY)


def begun(folder, kind, number, clock=None):
    script = script_of(kind)
    return begin_exercise(
        folder / f"{kind}-{number}.tally-training",
        LIBRARY.election(script.election),
        LIBRARY,
        script,
        clock=clock or Wall(),
        night="000000000042",
        number=number,
    )


@pytest.fixture(scope="module")
def papers():
    return Papers(main.printers, WORDINGS)


def pages(pdf):
    return [" ".join(p.extract_text().split()) for p in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def check_first_entry(session):
    """The first entry is the evening on the table but for the planted faults."""
    exercise = session.night.exercise
    wrong = {
        (fault.contest, cell): str(value)
        for fault in exercise.faults
        for cell, value in zip(fault.cells, fault.after, strict=True)
    }
    assert len(wrong) == sum(len(fault.cells) for fault in exercise.faults)
    for contest in session.night.contests:
        for owner in ("", contest):
            for cell, text in exercise.truth[owner].items():
                stands = session.text(contest, cell)
                assert stands == wrong.get((contest, cell), text), (contest, cell)
        layout = session.reckoning(contest).layout
        open_ = overview(session.night, contest, layout).among(Seen.OPEN)
        mine = [cell for fault in exercise.of_contest(contest) for cell in fault.cells]
        assert {*mine} <= {*open_}, "what is planted can be typed a second time"


@pytest.mark.parametrize("kind", BALLOTS)
def test_every_planted_fault_of_a_round_is_caught_and_mended(kind, tmp_path):
    planted = []
    of = rounds(script_of(kind), LIBRARY)
    assert of <= 3
    for number in range(1, of + 1):
        session = begun(tmp_path, kind, number)
        check_first_entry(session)
        first = session.night.first
        planted.extend(fault.kind for fault in session.night.exercise.of_contest(first))
        assert debrief(session).outcomes == (), "nothing is given away before the end"
        assert work_through(session) is None
        said = debrief(session)
        assert said.finished
        assert [x.fault for x in said.outcomes] == [*session.night.exercise.faults]
        assert [x for x in said.outcomes if not (x.named and x.mended)] == []
        for contest in session.night.contests:
            assert session.reckoning(contest).failing(Severity.ERROR, Severity.LEGAL) == []
        session.close()
    assert {*planted} == {*KINDS}, "a round holds every kind of fault"


@pytest.mark.parametrize("election", LIBRARY.ids("election"))
def test_every_ballot_of_every_example_has_its_faults(election):
    script = load_night(LIBRARY.night_of(election), LIBRARY)
    exercise = prepare(script, load_rules(LIBRARY.election(election), LIBRARY), 4)
    rules = load_rules(LIBRARY.election(election), LIBRARY)
    for contest in rules.forms:
        assert len(exercise.of_contest(contest)) >= 1
    assert exercise.of <= 4


def test_one_number_is_one_exercise_on_every_laptop(tmp_path):
    script = script_of("akim-rural")
    rules = load_rules(LIBRARY.election(script.election), LIBRARY)
    assert prepare(script, rules, 5) == prepare(script, rules, 5)
    assert prepare(script, rules, 5).faults != prepare(script, rules, 7).faults
    sheets = set()
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        session = begun(tmp_path / folder, "akim-rural", 5)
        texts = Papers(main.printers, WORDINGS)
        sheets.add(texts.of(session, session.night.first, PaperName("task_sheet")).pdf)
        session.close()
    assert len(sheets) == 1


def test_a_fault_that_balances_is_caught_by_the_second_entry(tmp_path):
    session = begun(tmp_path, "self-government", 1)
    assert work_through(session) is None
    seen = [x for x in debrief(session).outcomes if x.second]
    assert seen
    session.close()


def careless(session, contest):
    """Mends what relations name, then copies the first entry instead of looking at the paper."""
    practice._mend(session, contest, session.night.exercise)
    assert session.execute(to_record("second_way_chosen", {"way": "entry"}, contest)) is None
    seen = overview(session.night, contest, session.reckoning(contest).layout)
    for cell in seen.among(Seen.OPEN):
        session.who = practice._another(session, contest, cell)
        assert session.type_again(contest, cell, session.text(contest, cell)) is None
    assert session.compare_part_one(contest) is None
    return session.finish(contest, session.night.precinct.number)


def test_who_copies_the_first_entry_is_told_what_was_missed(tmp_path, papers):
    session = begun(tmp_path, "self-government", 1)
    session.who = session.night.persons[0].id
    (contest,) = session.night.contests
    for result in session.reckoning(contest).failing(Severity.WARNING):
        practice._counted_again(session, contest, result.cells[0], session.night.exercise)
    refused = careless(session, contest)
    assert refused is None, refused
    missed = debrief(session).missed
    assert missed
    fault = missed[0].fault
    assert missed[0].now == fault.after
    said = " ".join(pages(papers.of(session, contest, PaperName("debrief")).pdf))
    assert "пропущено" in said
    assert "Пропущено: " + str(len(missed)) in said
    code = code_of(debrief(session), session.night.form(contest).id).text()
    assert code in said, "the sheet is what goes to the trainer where nobody reads aloud"
    desk = DeskPresenter(session, papers, Likely(causes), WORDINGS["ru"])
    desk.go("protocol")
    card = desk.view().panel.cards[0]
    assert (card.key, card.tone) == ("debrief", "warning")
    assert f"Пропущено: {len(missed)}" in card.sentence
    session.close()


def test_the_debrief_survives_a_restart(tmp_path):
    session = begun(tmp_path, "recall", 2)
    assert work_through(session) is None
    before = debrief(session)
    session.close()
    again = read_night(tmp_path / "recall-2.tally-training", Wall())
    assert debrief(again) == before
    assert before.seconds > 0
    assert sum(before.steps.values()) <= before.seconds
    assert {"count", "second", "finish"} <= {*before.steps}


def test_the_time_of_the_first_entry_is_nobodys(tmp_path):
    session = begun(tmp_path, "recall", 2)
    wall = session.clock
    wall.now = wall.now.replace(hour=22, minute=0)
    assert work_through(session) is None
    steps = debrief(session).steps
    assert "list" not in steps
    assert "closing" not in steps
    session.close()


@pytest.mark.parametrize("number", [1, 2])
def test_task_sheet_and_debrief_say_training_number_and_figures(tmp_path, papers, number):
    session = begun(tmp_path, "referendum", number)
    contest, exercise = session.night.first, session.night.exercise
    names = [offer.name.text() for offer in offers(session, contest)]
    assert "task_sheet" in names
    assert "debrief" not in names, "the sheet only, until the protocol is finished"
    sheet = pages(papers.of(session, contest, PaperName("task_sheet")).pdf)
    assert all("ЖАТТЫҒУ · УЧЕБНЫЙ" in page for page in sheet)
    assert f"Упражнение {number}" in sheet[0]
    squeezed = "".join("".join(sheet).split())
    for cell, text in exercise.truth[contest].items():
        if session.night.form(contest).line(cell.line).kind == "count":
            assert text in squeezed, cell
    assert work_through(session) is None
    assert "debrief" in [offer.name.text() for offer in offers(session, contest)]
    told = pages(papers.of(session, contest, PaperName("debrief")).pdf)
    assert all("ЖАТТЫҒУ · УЧЕБНЫЙ" in page for page in told)
    words = WORDINGS["ru"]
    for fault in exercise.faults:
        assert words(f"training.fault.{fault.kind}") in " ".join(told)
    assert words("training.mended") in " ".join(told)
    session.close()


def test_a_night_of_several_ballots_has_a_sheet_and_faults_for_each(tmp_path, papers):
    session = begun(tmp_path, "primary", 1)
    first, other = session.night.contests
    kinds = [
        {fault.kind for fault in session.night.exercise.of_contest(contest)}
        for contest in (first, other)
    ]
    assert kinds[0] != kinds[1], "each ballot begins its round at another place"
    sheets = [
        papers.of(session, contest, PaperName("task_sheet")).pdf for contest in (first, other)
    ]
    assert sheets[0] != sheets[1]
    assert work_through(session) is None
    told = " ".join(pages(papers.of(session, other, PaperName("debrief")).pdf))
    for contest in session.night.rules.election.contests:
        assert " ".join((contest.short or contest.name)["ru"].split()) in told
    session.close()


def test_a_night_without_an_exercise_has_neither_paper_nor_debrief(tmp_path, papers):
    session = begin(
        tmp_path / "n.tally-training",
        LIBRARY.election("recall-2027"),
        LIBRARY,
        precinct="910",
        clock=Wall(),
        night="000000000042",
    )
    assert debrief(session) is None
    assert not {"task_sheet", "debrief"} & {
        x.name.kind for x in offers(session, session.night.first)
    }
    with pytest.raises(KeyError):
        papers.of(session, session.night.first, PaperName("debrief"))
    assert work_through(session).code == "unknown"
    session.close()


def test_the_page_of_the_second_look_says_which_exercise_it_is_and_offers_the_sheet(
    tmp_path, papers
):
    session = begun(tmp_path, "recall", 3)
    desk = DeskPresenter(session, papers, Likely(causes), WORDINGS["en"])
    page, _focus = session.journal.cursor()
    desk.open_at(page, "")
    assert desk.step == second_step(session.night.form(session.night.first))
    view = desk.view()
    assert view.header.mode == "Training mode · Exercise 3"
    note = view.page.blocks[0]
    assert note.title == "Exercise 3"
    assert [button.intent for button in note.buttons] == [OpenPaper(PaperName("task_sheet"))]
    act(desk, OpenPaper(PaperName("task_sheet")))
    assert desk.view().panel.cards[0].key == "task_sheet"
    assert session.undo() is None, "what the first member typed is not taken back"
    session.close()


def official(kind="recall-2027"):
    data = LIBRARY.election(kind).data.replace(b"training = true", b"training = false")
    return Source("official.toml", data)


def test_an_official_election_makes_no_exercise(tmp_path):
    script = script_of("recall")
    path = tmp_path / "n.tally"
    with pytest.raises(ValueError, match="training nights"):
        begin_exercise(
            path, official(), LIBRARY, script, clock=Wall(), night="1" * 12, number=1
        )  # fmt: skip
    assert not path.exists()


def test_exercises_are_numbered_from_one(tmp_path):
    with pytest.raises(ValueError, match="from 1"):
        begun(tmp_path, "recall", 0)


def test_an_evening_that_does_not_go_through_is_no_exercise(tmp_path, monkeypatch):
    script = script_of("recall")
    broken = [replace(x, name="nowhere") if x.do == "box" else x for x in script.actions]
    broken = [x for x in broken if x.do != "confirm" or x.minutes is None]
    monkeypatch.setattr(exercises, "prepare", lambda *_: prepare(script, *_[1:]))
    with pytest.raises(ValueError, match="recall-2027-night"):
        begin_exercise(
            tmp_path / "n.tally-training",
            LIBRARY.election(script.election),
            LIBRARY,
            replace(script, actions=tuple(broken)),
            clock=Wall(),
            night="000000000042",
            number=1,
        )


def test_the_clock_on_the_wall_is_left_to_the_evening_it_hangs_in():
    script = load_night(LIBRARY.night("five-2023-night"), LIBRARY)
    rules = load_rules(LIBRARY.election(script.election), LIBRARY)
    typed = {action.cell for action in script.actions if action.do == "type"}
    exercise = prepare(script, rules, 1)
    shown = {cell for cells in exercise.truth.values() for cell in cells}
    assert Cell("wall_clock") in typed
    assert Cell("wall_clock") not in shown
