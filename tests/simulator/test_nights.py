"""Whole nights by chance: 60 that are always the same, 60 nobody has lived before.

A night that fails names its seed: ``uv run python -m tests.simulator --seed S`` lives it alone.
Seeds that found a fault have a test of their own at the end.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tally_app.app.view.address import PROTOCOL_PAPER
from tests.app.night_plan import Planner
from tests.faults import disk
from tests.simulator import elections
from tests.simulator.__main__ import of_today, run
from tests.simulator.night import begun, simulate

pytestmark = pytest.mark.skipif(not disk.SEEN, reason="this Python shows nothing of its SQLite")
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("seed", range(1, 61))
def test_a_night_that_is_always_the_same(seed):
    simulate(seed)


@pytest.mark.parametrize("number", range(60))
def test_a_night_nobody_has_lived_before(number):
    simulate(of_today(60)[number])


def test_every_kind_of_election_has_its_nights():
    single, several = elections.names()
    forms = set(elections.LIBRARY.ids("form"))
    used = {
        contest.form
        for name in (*single, *several)
        for contest in elections.read(elections.source(name, official=False)).contests
    }
    # Its folder has parts of forms too: the terms of a referendum.
    folder = ROOT / "resources" / "elections" / "kinds"
    files = [tomllib.loads(path.read_text("utf-8")) for path in folder.glob("*.toml")]
    kinds = {file["id"] for file in files if file["kind"] == "form"}
    assert kinds
    assert used <= forms
    assert kinds <= used


def test_a_seed_is_one_night_to_the_byte():
    """In another process too, where sets have another order."""
    seed = 7
    code = f"from tests.simulator.night import simulate; print(simulate({seed}).digest)"
    child = subprocess.run(
        [sys.executable, "-c", code],
        check=True, capture_output=True, text=True, cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "4242", "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert child.stdout.strip() == simulate(seed).digest


@pytest.mark.parametrize(
    ("seed", "way"), [(4, "from the envelope"), (23, "forgone"), (40, "mistyped"), (40, "given")]
)
def test_a_passphrase_ends_no_night_however_it_goes(seed, way):
    """Each is one of the sixty; here it is said which way of it they live."""
    assert f"passphrase {way}" in simulate(seed).seen


def test_an_interrupted_run_goes_on_where_it_was(tmp_path, capsys):
    """Killed in the middle of a line: that night is lived again, no other one is."""
    kept = tmp_path / "lived.jsonl"
    assert run(range(1, 5), kept, 1) == 0
    whole = kept.read_text()
    cut = whole[: whole.rindex("\n", 0, -1) + 20]
    kept.write_text(cut)
    assert run(range(1, 6), kept, 1) == 0
    assert kept.read_text().startswith(whole)
    assert [json.loads(line)["seed"] for line in kept.read_text().splitlines()] == [*range(1, 6)]
    assert "5 nights" in capsys.readouterr().out.splitlines()[-1]


def test_a_printer_may_jam_right_after_the_program_was_killed():
    """A seed called this a fault: the night opened again is the same night."""
    with begun(35) as world:
        contest = world.contests[0]
        world.plan = Planner(world.night, world.random).made()
        world.to_the_end(contest)
        world.printers.jam, world.hook = True, world.kill
        world.issue_now(contest, PROTOCOL_PAPER)
        assert {"killed", "printer jam"} <= world.seen
        world.hook = lambda: None
        world.issue_now(contest, PROTOCOL_PAPER)
        assert world.told[-1].kind == "printed"


@pytest.mark.parametrize("seed", [142, 2026113000129, 2026113000899])
def test_seeds_that_called_a_lawful_night_blocked(seed):
    """A member listed by mistake whom a disk kept there; a print withdrawn, which a disk kept for
    itself and told only when it was opened again; a scribble in a line that may stay blank.
    """
    simulate(seed)
