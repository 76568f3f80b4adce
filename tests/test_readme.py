"""The README tells the truth: its lines are the ones that run, its commands the ones that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tally_app import main
from tally_app.app.night.inspection import relations_table
from tally_app.catalog.library import Library
from tally_app.domain.form.form import Line, PrecinctType, Relation, ResultRule, Step

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


@pytest.mark.parametrize("shape", [Line, Relation, Step, ResultRule, PrecinctType])
def test_the_form_format_names_every_key(shape):
    page = README[README.index("### Form") : README.index("### Election")]
    missing = [name for name in shape.__dataclass_fields__ if not re.search(rf"\b{name}\b", page)]
    assert missing == []


def test_every_shown_file_exists():
    for path in re.findall(r"\]\(([^)]+)\)|`(resources/[\w/.-]+\.\w+)`", README):
        named = next(part for part in path if part)
        assert (ROOT / named).exists(), named


def test_the_table_of_relations_is_what_the_forms_say():
    """Mend it with: tally-app forms relations --lang en, between the two marks."""
    words = main.Wordings(ROOT / "resources" / "texts")["en"]
    library = Library.of_resources(ROOT / "resources", every_kind=True)
    table = "".join(f"{row}\n" for row in relations_table(library, words))
    begin, end = "<!-- relations -->\n", "<!-- /relations -->"
    assert README[README.index(begin) + len(begin) : README.index(end)] == table
