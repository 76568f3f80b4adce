"""``tally-app training``: exercises worked through without a screen."""

from __future__ import annotations

import io

import pypdf
import pytest

from tally_app import main
from tally_app.cli import training
from tally_app.domain.causes.planting import KINDS
from tally_app.domain.night.command import Refusal
from tally_app.store import verify


@pytest.fixture
def said(capsys):
    def run(*arguments):
        code = main.command_line(["training", *map(str, arguments)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def test_a_round_names_every_kind_of_fault_and_what_caught_it(said):
    code, out, _ = said("recall", "--lang", "en")
    assert code == 0
    words = main.Wordings(main.paths.resources() / "texts")["en"]
    rows = [line for line in out.splitlines() if line.startswith("  ✔")]
    for kind in KINDS:
        assert sum(words(f"training.fault.{kind}") in row for row in rows) == 1
    assert out.count("a round of this kind has 3") == 3
    assert "✘" not in out
    assert "D-01" in out


def test_one_exercise_is_written_with_its_sheet_and_debrief(said, tmp_path):
    out = tmp_path / "жаттығу"
    code, told, _ = said("recall", "--seed", "17", "--out", out, "--lang", "ru")
    assert code == 0
    assert "упражнение 17" in told
    assert sorted(path.name for path in out.iterdir()) == [
        "debrief-17.pdf", "night-17.tally-training", "task-sheet-17.pdf",
    ]  # fmt: skip
    assert not verify(out / "night-17.tally-training").official
    first = (out / "task-sheet-17.pdf").read_bytes()
    page = pypdf.PdfReader(io.BytesIO(first)).pages[0].extract_text()
    assert "Упражнение 17" in page
    assert said("recall", "--seed", "17", "--out", out)[0] == 0, "played again over itself"
    assert (out / "task-sheet-17.pdf").read_bytes() == first


def test_another_night_under_that_name_is_never_replaced(said, tmp_path):
    code, _, _ = said("recall", "--seed", "1", "--out", tmp_path)
    (tmp_path / "night-1.tally-training").rename(tmp_path / "night-2.tally-training")
    code, _, err = said("recall", "--seed", "2", "--out", tmp_path)
    assert code == 2
    assert "night-2.tally-training" in err


def test_several_ballots_have_a_sheet_each(said, tmp_path):
    code, out, _ = said("primary", "--seed", "1", "--out", tmp_path)
    assert code == 0, out
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == [
        "debrief-1.pdf", "task-sheet-1-district.pdf", "task-sheet-1-region.pdf",
    ]  # fmt: skip


@pytest.mark.parametrize("seed", ["0", "-1", "x", ""])
def test_a_number_that_is_none_is_refused(said, capsys, seed):
    with pytest.raises(SystemExit) as stopped:
        said("recall", "--seed", seed)
    assert stopped.value.code == 2


def test_an_unknown_kind_names_the_known_ones(said):
    code, _, err = said("no-such-kind")
    assert code == 2
    assert "no-such-kind" in err
    assert "recall" in err


def test_a_night_that_stops_is_told_and_is_a_fault(said, monkeypatch):
    monkeypatch.setattr(training, "work_through", lambda _session: Refusal("obstacles"))
    code, out, _ = said("recall", "--seed", "1", "--lang", "en")
    assert code == 1
    assert "The count stopped" in out


def test_a_fault_that_nothing_named_is_a_fault_of_the_program(said, monkeypatch):
    monkeypatch.setattr(training, "debrief", _blind)
    code, out, _ = said("recall", "--seed", "1", "--lang", "en")
    assert code == 1
    assert "✘" in out


def _blind(session):
    from dataclasses import replace

    from tally_app.app.training.debrief import debrief

    found = debrief(session)
    first, *rest = found.outcomes
    return replace(found, outcomes=(replace(first, relations=(), second=False), *rest))
