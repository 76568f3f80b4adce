"""The README tells the truth: its lines are the ones that run, its commands the ones that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tally_app import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_ci_runs_the_test_line_of_the_readme():
    line = next(row for row in README.splitlines() if row.endswith("uv run pytest"))
    assert line.startswith("python3 -m venv .tools")
    assert line in (ROOT / ".ci" / "run").read_text("utf-8")


@pytest.mark.parametrize("command", ["demo", "check", "protocol", "forms list", "journal verify"])
def test_every_command_is_described(command):
    assert f"tally-app {command}" in README


def test_no_command_is_left_out():
    words = main.Wordings(ROOT / "resources" / "texts")["en"]
    parser = main._parser(words)
    commands = next(a for a in parser._actions if a.choices and a.dest != "help").choices
    assert {name for name in commands if f"tally-app {name}" not in README} == set()


def test_every_shown_file_exists():
    for path in re.findall(r"\]\(([^)]+)\)|`(resources/[\w/.-]+\.\w+)`", README):
        named = next(part for part in path if part)
        assert (ROOT / named).exists(), named
