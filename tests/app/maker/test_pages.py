"""The maker without a window: every shipped election goes through it, nothing typed is lost."""

import io
import time
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tally_app import paths
from tally_app.app.night.files import begin_nowhere
from tally_app.app.view.address import PaperName
from tally_app.app.view.intents import Undo
from tally_app.app.view.maker import (
    AddBallot,
    GoOn,
    GoTo,
    NewRow,
    PasteCells,
    SaveOptions,
    TypeCell,
)
from tally_app.app.window.maker.building import PAGES
from tally_app.app.window.maker.presenter import MakerPresenter
from tally_app.catalog.drafts.keeping import KeptDraft, kept, read_kept
from tally_app.catalog.drafts.reading import read_draft
from tally_app.catalog.library import Library
from tally_app.catalog.rules import load_rules
from tally_app.catalog.source import Source
from tally_app.domain.maker.draft import DraftElection, DraftPrecinct, PrintAct
from tally_app.domain.maker.merging import merged

RESOURCES = paths.resources()
LIBRARY = Library.of_resources(RESOURCES, every_kind=True)


@pytest.fixture
def presenter(services):
    made = MakerPresenter(services)
    made.asked(GoOn())
    return made


@pytest.mark.parametrize("election", LIBRARY.ids("election"))
def test_a_shipped_election_is_opened_looked_at_and_saved_unchanged(election, presenter, tmp_path):
    source = LIBRARY.election(election)
    path = tmp_path / "election.toml"
    path.write_bytes(source.data)
    presenter.file("maker_open", path)
    for page in PAGES:
        presenter.asked(GoTo(page))
        assert presenter.view("kk").steps
    assert presenter.work.errors() == 0
    presenter.asked(GoTo("precincts"))
    presenter.asked(TypeCell(0, "address.kk", "Басқа мекенжай"))
    presenter.asked(NewRow())
    presenter.asked(Undo())
    presenter.asked(Undo())
    presenter.file("maker_save", path)
    assert path.read_bytes() == source.data
    assert read_kept(kept(presenter.work.kept)) == presenter.work.kept


TEXTS = st.text(max_size=12)


@settings(suppress_health_check=[HealthCheck.differing_executors])
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=4), TEXTS, st.dictionaries(TEXTS, TEXTS))
def test_what_is_kept_is_read_again_to_the_letter(rows, day, unread):
    precincts = tuple(
        DraftPrecinct(number=number, voters=voters, clock=clock, address={"kk": number})
        for number, voters, clock in rows
    )
    draft = KeptDraft(DraftElection(day=day, precincts=precincts), unread=unread)
    assert read_kept(kept(draft)) == draft


@settings(suppress_health_check=[HealthCheck.differing_executors, HealthCheck.too_slow])
@given(text=st.text("қa1;,\t\n\"'. \u200b№", max_size=80), page=st.sampled_from(PAGES[1:5]))
def test_any_paste_anywhere_is_shown(services, text, page):
    presenter = MakerPresenter(services)
    presenter.file("maker_open", RESOURCES / "samples" / "aral-2021.toml")
    presenter.asked(GoTo(page, 1))
    presenter.asked(PasteCells(0, "name.kk", text))
    assert presenter.view("ru").grid is not None


def rows_of_decisions(presenter):
    presenter.asked(GoTo("decisions"))
    cards = [card for card in presenter.view("ru").blocks if hasattr(card, "rows")]
    return {row.field.key: row for card in cards for row in card.rows}


def test_a_deadline_that_is_not_the_law_s_is_asked_for_its_decision(presenter, tmp_path):
    presenter.file("maker_open", RESOURCES / "samples" / "aral-2021.toml")
    before = (RESOURCES / "samples" / "aral-2021.toml").read_bytes()
    rows = rows_of_decisions(presenter)
    assert "ст. 38, п. 1" in rows["constant.closes"].label
    assert "decided_by" not in rows, "as in the law nobody decides anything"
    presenter.commit("constant.closes", "22:30")
    presenter.commit("constant.count_limit", "60")
    rows = rows_of_decisions(presenter)
    assert rows["constant.closes"].message.text.startswith("Такого закон комиссии не разрешает")
    assert rows["constant.count_limit"].message.text.startswith("Это число установлено законом")
    assert rows["decided_by"].message.tone == "warning"
    presenter.commit("constant.closes", "21:00")
    presenter.commit("constant.count_limit", "")
    presenter.commit("decided_by", "territorial")
    rows = rows_of_decisions(presenter)
    assert rows["constant.closes"].message is None
    assert rows["decided_number"].message.tone == "error"
    presenter.commit("decided_number", "7/21")
    presenter.commit("decided_day", "25.07.2021")
    assert presenter.work.faults == ()
    path = tmp_path / "later.toml"
    presenter.file("maker_save", path)
    assert presenter.view("ru").message.tone == "ok", presenter.view("ru").message.text
    assert load_rules(Source.of(path), LIBRARY).election.constants["closes"] == 21 * 60
    draft = read_draft(Source.of(path))
    assert draft.decided == PrintAct("territorial", "7/21", "2021-07-25")
    assert draft == presenter.work.draft
    assert read_kept(kept(presenter.work.kept)) == presenter.work.kept
    presenter.commit("constant.closes", "20:00")
    presenter.commit("decided_by", "")
    presenter.file("maker_save", path)
    assert path.read_bytes() == before


HEADED = "Участок\tИзбирателей\tАдрес, по-русски\tЧлены комиссии\n"


def test_a_second_list_is_brought_together_with_the_first_by_number(presenter):
    presenter.asked(AddBallot("akim-rural"))
    presenter.asked(GoTo("precincts"))
    first = (
        "441\t1984\tул. Абая, 12\tКим Олег, председатель\n442\t1120\tул. Мира, 1\t\n443\t900\t\t\n"
    )
    presenter.asked(PasteCells(0, "number", HEADED + first))
    presenter.asked(TypeCell(0, "address.kk", "Абай к-сі, 12"))
    before = presenter.work.draft
    second = "442\t1121\t\t\n444\t15\t\t\n441\t1984\t\t\n"
    presenter.asked(PasteCells(0, "number", HEADED + second))
    rows = presenter.work.draft.precincts
    assert [(x.number, x.voters) for x in rows] == [
        ("441", "1984"), ("442", "1121"), ("443", "900"), ("444", "15"),
    ]  # fmt: skip
    assert rows[0].address == {"kk": "Абай к-сі, 12", "ru": "ул. Абая, 12"}
    assert [x.name for x in rows[0].members] == ["Ким Олег"]
    assert rows[1].address == {"ru": "ул. Мира, 1"}, "an empty cell takes nothing away"
    said = presenter.view("ru").message.text
    assert "изменено 1, добавлено 1, осталось как было 2" in said
    presenter.asked(Undo())
    assert presenter.work.draft == before


NUMBERED = st.lists(st.tuples(st.sampled_from("12345 "), TEXTS), max_size=6)


@given(NUMBERED, NUMBERED)
def test_bringing_lists_together_loses_no_number(there, said):
    there, said = (
        tuple(DraftPrecinct(number=number, voters=voters) for number, voters in rows)
        for rows in (there, said)
    )
    both = merged(there, said)
    assert both.precincts[: len(there)] == tuple(
        replace(x, voters=y.voters) for x, y in zip(there, both.precincts, strict=False)
    ), "no row goes, or goes elsewhere"
    assert both.changed + both.kept == len(there)
    assert both.added == len(both.precincts) - len(there)
    assert {x.number.strip() for x in said} <= {x.number.strip() for x in both.precincts}


def test_one_cell_of_two_thousand_rows_is_typed_without_waiting(presenter):
    """In time of the processor; every commission has the same two people, by a slip."""
    presenter.asked(AddBallot("akim-rural"))
    presenter.asked(GoTo("precincts"))
    rows = (f"{n}\t{1000 + n}\tул. Абая, {n}\tКим Олег; Омаров Ерлан\n" for n in range(1, 2001))
    began = time.process_time()
    presenter.asked(PasteCells(0, "number", HEADED + "".join(rows)))
    presenter.view("ru")
    pasted = time.process_time() - began
    began = time.process_time()
    presenter.asked(TypeCell(7, "voters", "17"))
    shown = presenter.view("ru")
    typed = time.process_time() - began
    assert "17" in [cell.text for cell in shown.grid.rows[7]]
    assert shown.grid.rows[1999][0].text == "2000"
    assert pasted < 6, pasted
    assert typed < 1, typed


def test_an_option_removed_after_printing_is_said_in_its_row(presenter, tmp_path):
    presenter.file("maker_open", RESOURCES / "samples" / "aral-2021.toml")
    presenter.asked(GoTo("options", 1))
    presenter.asked(TypeCell(1, "removed_day", "29.07.2021"))
    missing = [fault.spot.column for fault in presenter.work.faults]
    assert missing == ["removed.kk", "removed.ru", "removed.en"]
    for language in ("kk", "ru", "en"):
        presenter.asked(TypeCell(1, f"removed.{language}", "№ 5"))
    path = tmp_path / "removed.toml"
    presenter.file("maker_save", path)
    assert presenter.view("en").message.tone == "ok"
    assert read_kept(kept(presenter.work.kept)) == presenter.work.kept
    rules = load_rules(Source.of(path), LIBRARY)
    removed = rules.election.contests[0].options[1].removed
    assert (removed.day, removed.decision["ru"], removed.undecided) == ("2021-07-29", "№ 5", True)
    for column in ("removed_day", "removed.kk", "removed.ru", "removed.en"):
        presenter.asked(TypeCell(1, column, ""))
    presenter.file("maker_save", path)
    assert path.read_bytes() == (RESOURCES / "samples" / "aral-2021.toml").read_bytes()


def words_of(pdf):
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def test_the_list_of_options_is_written_before_there_is_a_night(presenter, tmp_path):
    presenter.file("maker_open", RESOURCES / "samples" / "aral-2021.toml")
    asked = presenter.asked(SaveOptions(0))
    assert asked.kind == "maker_list"
    path = tmp_path / "list.pdf"
    presenter.file(asked.kind, path)
    (page,) = words_of(path.read_bytes())
    assert "ЛИСТ СВЕРКИ С БЮЛЛЕТЕНЕМ" in page
    for option in presenter.work.draft.contests[0].options:
        assert option.name["kk"] in page
    assert "напечатано до начала подсчёта" in page
    assert "0000" not in page


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("name", ["protocol", "blank"])
def test_every_page_says_that_the_precinct_made_the_file(services, own, name):
    data = LIBRARY.election("aral-2021").data
    text = data.decode().replace("training = true", f"training = true\nown = {own}".lower())
    rules = load_rules(Source("own", text.encode()), LIBRARY)
    assert rules.election.own == own
    session = begin_nowhere(rules, "999", services.clock)
    (contest,) = session.night.contests
    pages = words_of(services.papers().of(session, contest, PaperName(name)).pdf)
    russian = "Файл, из которого начат подсчёт, составлен самим этим участком."
    for said in (russian, "учаскенің өзі жасаған"):
        assert [said in page for page in pages] == [own] * len(pages)


def test_a_package_has_a_later_version_each_time(presenter, tmp_path):
    presenter.file("maker_open", RESOURCES / "samples" / "aral-2021.toml")
    path = Path(tmp_path / "a.tally-election")
    for version in (1, 2):
        presenter.file("maker_package", path)
        while presenter.busy:
            presenter.work_on()
        assert presenter.work.kept.version == version
    assert path.read_bytes().startswith(b"PK")


def test_a_disk_that_takes_nothing_is_told_and_loses_nothing(presenter, tmp_path):
    presenter.file("maker_open", RESOURCES / "samples" / "aral-2021.toml")
    presenter.file("maker_save", tmp_path / "no such folder" / "a.toml")
    assert presenter.view("en").message.tone == "error"
    draft = presenter.work.draft
    presenter.work.change(replace(draft, id="other"))
    assert presenter.work.draft.id == "other"
    assert read_draft(Source.of(RESOURCES / "samples" / "aral-2021.toml")).id == draft.id
