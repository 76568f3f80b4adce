"""Every kind of election: its sample night is played to the end and its protocol read back."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdf
import pytest

from tally_app import main, paths
from tally_app.app.desk.presenter import DeskPresenter
from tally_app.app.night.files import read_night
from tally_app.app.night.likely_causes import Likely
from tally_app.app.night.replay import play, stage
from tally_app.app.papers.papers import Papers
from tally_app.app.view.address import PaperName
from tally_app.app.words.preview import preview_words
from tally_app.catalog.forms import load_form
from tally_app.catalog.library import Library
from tally_app.catalog.nights import load_night
from tally_app.domain.form.form import Severity
from tally_app.domain.relations.rulebook import Status
from tests.app.shipped_model import causes
from tests.domain.making import to_record

LIBRARY = Library.of_resources(paths.resources(), every_kind=True)
FORMS = [load_form(LIBRARY.form(name), LIBRARY) for name in LIBRARY.ids("form")]
KINDS = [form.id for form in FORMS if form.contest_kinds]
BOX = to_record("box_added", {"box": "9"})
WORDINGS = main.Wordings(paths.resources() / "texts")


@pytest.fixture(scope="module")
def papers():
    return Papers(main.printers, WORDINGS)


def played(name, tmp_path):
    session, script, wall = stage(name, tmp_path / "night.tally", LIBRARY)
    for action, refused in play(session, script, wall):
        assert refused is None, (action, refused)
    return session


def squeezed(pdf: bytes) -> str:
    """What a PDF says, without spaces: figures are set in groups and in cells of their own."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def check(session, contest, papers):
    state, form = session.night.contests[contest], session.night.form(contest)
    assert state.finish is not None
    assert state.finish.signed is not None
    results = session.reckoning(contest).results
    asked = [r for r in results if r.relation.severity is not Severity.NOTE]
    assert [result.key for result in asked if result.status is Status.FAILS] == []
    open_ = [r for r in results if r.status is Status.NOT_CHECKED and r.relation.due != ("sign",)]
    assert [result.key for result in open_] == []
    said = squeezed(papers.of(session, contest, PaperName("protocol")).pdf)
    part = squeezed(papers.of(session, contest, PaperName("part_one")).pdf)
    for line in session.record(contest).lines:
        if line.kind == "count" and line.place == "body":
            assert str(line.value) in said, line
            assert not form.line(line.id).part_one or str(line.value) in part
    assert set(session.night.rules.addressee(contest)) == {"kk", "ru", "en"}
    assert "".join(state.finish.check_value.split()) in said
    assert "".join(form.notice.get("ru", "").split()) in said
    for option in session.night.rules.contest(contest).options:
        assert "".join(option.name["kk"].split()) in said
        if option.removed:
            assert "".join(option.removed.decision["ru"].split()) in said
    for language in ("kk", "ru", "en"):
        told = list(preview_words(session, contest, WORDINGS[language]))
        assert len(told) >= 3
        before, after = WORDINGS[language]("preview.above", outcome="|").split("|")
        assert told[-1].startswith(before)
        assert told[-1].endswith(after)


def read_again(session, tmp_path):
    """The stored bytes alone, rules included, give the same night and the same reckoning."""
    session.close()
    again = read_night(tmp_path / "night.tally", session.clock)
    assert again.night == replace(session.night, rules=again.night.rules)
    for contest in session.night.contests:
        live, read = session.reckoning(contest), again.reckoning(contest)
        assert (live.figures, live.problems) == (read.figures, read.problems)
        said = [[(r.key, r.status, r.difference) for r in x.results] for x in (live, read)]
        assert said[0] == said[1]
        assert again.record(contest) == session.record(contest)


def look(session, contest, papers):
    """Every page of a contest, in every language; what must be said stands on its page."""
    form = session.night.form(contest)
    gone = [o.removed for o in session.night.rules.contest(contest).options if o.removed]
    for language in ("kk", "ru", "en"):
        desk = DeskPresenter(session, papers, Likely(causes), WORDINGS[language])
        desk.place = replace(desk.place, contest=contest)
        words = WORDINGS[language].speaking(form.terms)
        for step in form.steps:
            desk.go(step.id)
            shown = repr(desk.view())
            assert "{" not in words.pick(step.title)
            assert words.pick(step.title) in shown
            assert not form.notice or step.page != "commission" or words.pick(form.notice) in shown
            if "piles" in step.stages:
                assert all(removed.decision[language] in shown for removed in gone)


@pytest.mark.parametrize("kind", KINDS)
def test_the_sample_night_of_every_kind_ends_in_its_protocol(kind, tmp_path, papers):
    name = load_night(LIBRARY.night_on(kind), LIBRARY).id
    session = played(name, tmp_path)
    contests = [contest.id for contest in session.night.rules.election.contests]
    assert kind in {session.night.form(contest).id for contest in contests}
    for contest in contests:
        check(session, contest, papers)
        look(session, contest, papers)
    read_again(session, tmp_path)


def test_five_contests_in_one_night(tmp_path, papers):
    session = played("five-2023-night", tmp_path)
    assert len(session.night.contests) == 5
    values = set()
    for contest in session.night.contests:
        check(session, contest, papers)
        values.add(session.record(contest).check_value())
    assert len(values) == 5
    read_again(session, tmp_path)


def test_no_box_is_opened_before_the_lists_of_every_contest_are_announced(tmp_path):
    session, script, wall = stage("five-2023-night", tmp_path / "night.tally", LIBRARY)
    refused = []
    for action, why in play(session, script, wall):
        if action.do == "confirm" and action.name == "announce":
            announced = sum("announce" in c.confirmed for c in session.night.contests.values())
            closed = session.why_not(BOX)
            refused.append((announced, closed.code if closed else ""))
        assert why is None
    assert refused == [(1, "before"), (2, "before"), (3, "before"), (4, "before"), (5, "")]
    session.close()


def test_every_form_says_for_whom_it_is_and_how_its_result_reads():
    bases = {form.id for form in FORMS} - {*KINDS}
    assert bases == {"single-choice", "candidates", "party-lists", "election-day"}
    for form in FORMS:
        if form.contest_kinds:
            assert form.result is not None
            assert set(form.addressee) == {"kk", "ru", "en"}
            assert form.law_edition == "01.07.2026"
            assert not form.approved
            assert form.constants["dispute_whole"] > form.constants["dispute_part"] > 0


def test_forms_stay_short_and_say_only_what_differs():
    assert all(lines <= 230 for name, lines in _lines("kinds").items())
    bases = _lines("ballots")
    assert bases.pop("single-choice.toml") <= 420
    assert all(lines <= 230 for name, lines in bases.items())


def test_every_step_of_the_day_is_a_file_that_can_be_read_in_one_sitting():
    files = _lines("day")
    # The lines of the protocol stand together: they are printed in another order than typed.
    assert files.pop("protocol-lines.toml") <= 480
    assert all(lines <= 400 for lines in files.values()), files
    assert {"opening.toml", "list.toml", "portable.toml", "count.toml"} <= set(files)


def _lines(folder: str) -> dict[str, int]:
    files = (paths.resources() / "elections" / folder).glob("*.toml")
    return {path.name: len(_own(path.read_text("utf-8"))) for path in files}


def _own(text: str) -> list[str]:
    """Lines that say something of the form: not the law's words beside a table, which are looked up
    and not read through, and not that a table replaces another one.
    """
    return [line for line in text.splitlines() if not line.startswith(("law_", "replaces"))]


def test_the_start_page_knows_its_few_samples_and_every_form():
    shipped = Library.of_resources(paths.resources())
    assert len(shipped.ids("election")) == 4
    assert shipped.ids("form") == LIBRARY.ids("form")
