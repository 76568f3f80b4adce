"""The commands as a person runs them: in a process of their own, without a display."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest


def run(*arguments, cwd, **environ):
    env = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    env.update(QT_QPA_PLATFORM="", LANG="C.UTF-8", PYTHONHASHSEED="0", **environ)
    return subprocess.run(
        [sys.executable, "-m", "tally_app", *map(str, arguments)],
        cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("демо")
    done = run("demo", "--out", folder / "out", "--lang", "en", cwd=folder)
    return folder / "out", done


def test_demo_plays_the_night_and_refuses_the_planted_one(demo):
    out, done = demo
    assert done.returncode == 0, done.stderr
    assert sorted(p.name for p in out.iterdir()) == ["night.tally", "protocol.pdf", "record.json"]
    refused = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("  ✘")]
    assert refused == ["B-02", "B-03", "G-01", "C-04", "C-01", "D-01"]
    said = re.findall(r"  ([\d\s+]+?) [≠>] ([\d\s+]+?)  \(difference ([−+]\d+)\)", done.stdout)
    assert len(said) == len(refused)
    for left, right, difference in said:
        sides = [sum(int("".join(x.split())) for x in side.split(" + ")) for side in (left, right)]
        assert int(difference.replace("−", "-")) == sides[0] - sides[1], "left minus right"


def test_demo_prints_every_relation_with_its_numbers(demo):
    _, done = demo
    assert "✔ D-01  4 = 5 + 6 + 7:  928 = 731 + 3 + 6 + 153 + 0 + 35" in done.stdout
    assert "✔ B-03  2 = 3.1 + … + 3.7:  928 = 0 + 176 + 0 + 212 + 198 + 187 + 155" in done.stdout


def test_the_check_value_is_the_hash_of_the_record_on_every_page(demo):
    out, _ = demo
    digest = hashlib.sha256((out / "record.json").read_bytes()).hexdigest()
    digits = str(int(digest, 16) % 10**32).zfill(32)
    for page in pypdf.PdfReader(out / "protocol.pdf").pages:
        assert digits in "".join(page.extract_text().split())


def test_the_protocol_says_training_and_not_the_approved_form(demo):
    out, _ = demo
    for page in pypdf.PdfReader(out / "protocol.pdf").pages:
        said = page.extract_text()
        assert "ЖАТТЫҒУ" in said
        assert "не утверждённая форма" in said


def test_demo_plays_any_kind(tmp_path):
    done = run("demo", "--kind", "primary", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    made = sorted(path.name for path in (tmp_path / "tally-demo").iterdir())
    assert made == [
        "night.tally", "protocol-district.pdf", "protocol-region.pdf", "record-district.json",
        "record-region.json",
    ]  # fmt: skip
    assert done.stdout.count("All relations") == 2
    assert "decided above the precinct, not here" in done.stdout


def test_demo_of_a_kind_without_a_sample_names_those_that_have_one(tmp_path):
    for kind in ("single-choice", "no-such"):
        done = run("demo", "--kind", kind, "--lang", "en", cwd=tmp_path)
        assert done.returncode == 2
        assert f"There is no sample count of form “{kind}”" in done.stderr
        assert "referendum" in done.stderr
    assert not (tmp_path / "tally-demo").exists()


def test_two_demos_give_the_same_bytes(demo, tmp_path):
    out, _ = demo
    again = run("demo", "--out", tmp_path / "out", "--lang", "kk", cwd=tmp_path)
    assert again.returncode == 0
    for name in ("protocol.pdf", "record.json"):
        assert (tmp_path / "out" / name).read_bytes() == (out / name).read_bytes()


def test_the_night_of_the_demo_verifies_and_prints_again(demo, tmp_path):
    out, _ = demo
    done = run("journal", "verify", out / "night.tally", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    printed = run("protocol", out / "night.tally", "--out", tmp_path / "again.pdf", cwd=tmp_path)
    assert printed.returncode == 0, printed.stderr
    assert (tmp_path / "again.pdf").read_bytes() == (out / "protocol.pdf").read_bytes()
    assert not list(out.glob("*-wal")), "a clean close leaves a single file"


def test_an_altered_event_is_named(demo, tmp_path):
    out, _ = demo
    broken = tmp_path / "broken.tally"
    shutil.copy(out / "night.tally", broken)
    with sqlite3.connect(broken) as raw:
        triggers = raw.execute(
            "SELECT name, sql FROM sqlite_master WHERE type='trigger'"
        ).fetchall()
        for name, _sql in triggers:
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute("UPDATE event SET payload = replace(payload, '153', '154') WHERE seq = 40")
        raw.execute("UPDATE event SET payload = payload || ' ' WHERE seq = 12")
        for _name, sql in triggers:
            raw.execute(sql)
    done = run("journal", "verify", broken, cwd=tmp_path)
    assert done.returncode == 1
    assert "12" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("journal", "verify", "missing.tally"),
        ("protocol", "missing.tally", "--out", "x.pdf"),
        ("forms", "show", "no-such-form"),
        ("forms", "check", "missing.toml"),
        ("forms", "check", "."),
        ("check", "single-choice", "missing.csv"),
    ],
)
def test_unusable_input_is_one_sentence_and_exit_2(arguments, tmp_path):
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2, done.stdout + done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_forms_list_check_and_show(tmp_path):
    listed = run("forms", "list", cwd=tmp_path)
    assert listed.returncode == 0
    assert "single-choice" in listed.stdout
    form = Path(__file__).parents[2] / "resources/elections/ballots/single-choice.toml"
    checked = run("forms", "check", form, cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout
    shown = run("forms", "show", "single-choice", cwd=tmp_path)
    assert shown.returncode == 0
    bad = tmp_path / "bad.toml"
    text = form.read_text("utf-8").replace(
        "invalid_annulled <= invalid", "invalid_annulled <= invallid"
    )
    bad.write_text(text, "utf-8")
    faulty = run("forms", "check", bad, cwd=tmp_path)
    assert faulty.returncode == 1
    assert "bad.toml" in faulty.stdout
    assert "invallid" in faulty.stdout
    assert "D-05" in faulty.stdout


def test_what_a_form_takes_from_its_base_is_listed_relations_first(tmp_path):
    """A check of the law cannot end unseen: neither by a new one of its name nor by [remove]."""
    (tmp_path / "club.toml").write_text(
        'format = 1\nkind = "form"\nid = "club"\nextends = "single-choice"\nlanguages = ["en"]\n'
        'name.en = "Club"\n[remove]\nrelation = ["V-03"]\n'
        '[[line]]\nid = "voters"\nreplaces = true\nlaw = "7"\n'
        '[[relation]]\ncode = "D-01"\ncheck = "taken_out > 0"\n',
        "utf-8",
    )
    checked = run("forms", "check", "club.toml", "--lang", "en", cwd=tmp_path)
    assert checked.returncode == 1
    problem, *said = checked.stdout.splitlines()
    assert problem.startswith(
        "club.toml: relation.D-01: this replaces “D-01” of form “single-choice”"
    )
    assert said == [
        "relation V-03: removed by club, was in election-day",
        "relation D-01: replaced by club (check), was in single-choice",
        "line voters: replaced by club (law), was in election-day",
        "step count: replaced by single-choice (sum), was in election-day",
    ]
    shown = run("forms", "show", "club.toml", "--lang", "en", cwd=tmp_path).stdout
    assert shown.splitlines()[:4] == [f"# {row}" for row in said]


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("ru", "соотношение S-06b: убрано формой primary, было в single-choice"),
        ("kk", "S-06b арақатынасы: primary нысанымен алып тасталған, болған жері single-choice"),
    ],
)
def test_what_a_form_takes_from_its_base_is_told_in_one_language(language, first, tmp_path):
    checked = run("forms", "check", "primary", "--lang", language, cwd=tmp_path)
    said = checked.stdout.splitlines()[1:]
    assert first in said
    assert [row for row in said if re.search(r"\b(relation|line|step)\b", row)] == []


def test_a_check_that_asks_less_without_a_line_says_why_and_once(tmp_path):
    """Nobody wrote those checks anew: the removed line became 0 in them. What still names the line
    is said, and is no fault.
    """
    (tmp_path / "club.toml").write_text(
        'format = 1\nkind = "form"\nid = "club"\nextends = "single-choice"\nlanguages = ["en"]\n'
        'name.en = "Club"\n[remove]\nline = ["against_all"]\nrelation = ["S-06b"]\n'
        '[[relation]]\ncode = "D-03"\nreplaces = true\nmessage.en = "One line has too many."\n',
        "utf-8",
    )
    checked = run("forms", "check", "club.toml", "--lang", "en", cwd=tmp_path)
    assert checked.returncode == 0
    said = [row for row in checked.stdout.splitlines() if " D-0" in row or "still" in row]
    nought = "check: optional(against_all) of the removed line is 0"
    still = "still says “Against all” of the removed line against_all; say it anew if it must not"
    assert said == [
        f"relation D-01: {nought} (club), was in single-choice",
        f"relation D-03: replaced by club (message), was in single-choice; {nought}",
        f"relation D-01: its message {still}",
        f"step count: its subtitle {still}",
    ]
    primary = run("forms", "check", "primary", "--lang", "en", cwd=tmp_path).stdout
    assert "still says" not in primary, "it says those texts anew"


@pytest.mark.parametrize(
    "command",
    ["forms list", "forms check akim-rural", "forms show akim-rural", "forms relations",
     "journal verify none.tally", "protocol none.tally --out x.pdf"],
)  # fmt: skip
def test_every_command_answers_in_the_language_it_is_asked_in(command, tmp_path):
    said = {
        language: run(*command.split(), "--lang", language, cwd=tmp_path)
        for language in ("kk", "ru", "en")
    }
    assert len({done.stdout + done.stderr for done in said.values()}) == 3


def test_the_language_may_stand_before_the_command(tmp_path):
    asked = ["forms", "show", "akim-rural"]
    after = run(*asked, "--lang", "en", cwd=tmp_path).stdout
    for before in (["--lang", "en"], ["--lang=en"]):
        assert run(*before, *asked, cwd=tmp_path).stdout == after
        assert "options:" in run(*before, "--help", cwd=tmp_path).stdout
        assert run(*before, "--lang", "ru", *asked, cwd=tmp_path).stdout != after
    wrong = run("--lang", "de", *asked, cwd=tmp_path)
    assert (wrong.returncode, "'de'" in wrong.stderr) == (2, True)


@pytest.mark.parametrize("file", [[], ["night.tally"]])
def test_the_window_opens_in_the_language_it_is_asked_in(file, tmp_path):
    if sys.platform != "linux":
        pytest.skip("displays are a Linux matter")
    data = {"TALLY_DATA_DIR": str(tmp_path / "data")}
    said = {run("--lang", x, *file, cwd=tmp_path, **data).stderr for x in ("kk", "ru", "en")}
    assert len(said) == 3
    kept = run(*file, cwd=tmp_path, **data).stderr
    assert kept == run("--lang", "en", *file, cwd=tmp_path, **data).stderr


def test_a_merged_form_checks_clean(tmp_path):
    listed = run("forms", "list", cwd=tmp_path).stdout.split("\n")
    form = next(row.split()[0] for row in listed if "rural" in row)
    text = run("forms", "show", form, cwd=tmp_path).stdout
    text = text.replace(f'id = "{form}"', 'id = "merged"', 1)
    (tmp_path / "merged.toml").write_text(text, "utf-8")
    done = run("forms", "check", tmp_path / "merged.toml", cwd=tmp_path)
    assert done.returncode == 0, done.stdout


def test_without_a_display_the_window_says_so_in_one_sentence(tmp_path):
    if sys.platform != "linux":
        pytest.skip("displays are a Linux matter")
    done = run(cwd=tmp_path, TALLY_DATA_DIR=str(tmp_path / "data"))
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1


def test_help_and_version(tmp_path):
    assert run("--version", cwd=tmp_path).returncode == 0
    assert "check" in run("--help", cwd=tmp_path).stdout


def test_a_closed_pipe_is_no_error(demo, tmp_path):
    out, _ = demo
    record = json.loads((out / "record.json").read_text("utf-8"))
    assert record["format"] == 1
    shell = f'"{sys.executable}" -m tally_app forms show single-choice | head -1'
    done = subprocess.run(
        shell, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_a_paper_never_replaces_a_night(demo, tmp_path):
    out, _ = demo
    night = tmp_path / "n.tally"
    shutil.copy(out / "night.tally", night)
    before = night.read_bytes()
    for target in (night, tmp_path / "new.tally"):
        done = run("protocol", night, "--out", target, cwd=tmp_path)
        assert done.returncode == 2
        assert len(done.stderr.strip().splitlines()) == 1
    assert night.read_bytes() == before
    assert not (tmp_path / "new.tally").exists()


def test_demo_never_replaces_another_night(demo, tmp_path):
    _out, _ = demo
    other = tmp_path / "out" / "night.tally"
    other.parent.mkdir()
    other.write_bytes(b"somebody's file")
    done = run("demo", "--out", other.parent, cwd=tmp_path)
    assert done.returncode == 2
    assert other.read_bytes() == b"somebody's file"


def test_a_draft_of_a_finished_night_says_draft(demo, tmp_path):
    out, _ = demo
    done = run(
        "protocol", out / "night.tally", "--out", tmp_path / "d.pdf", "--draft", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    said = " ".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "d.pdf").pages)
    assert "ЧЕРНОВИК" in said


def test_a_mistyped_command_is_no_file(tmp_path):
    done = run("frobnicate", cwd=tmp_path)
    assert done.returncode == 2
    assert "frobnicate" in done.stderr


def test_forms_check_takes_an_id(tmp_path):
    assert run("forms", "check", "single-choice", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("name", ["training", "forms", "check-table"])
def test_a_command_is_meant_even_where_a_folder_is_called_like_it(tmp_path, name):
    (tmp_path / name).mkdir()
    done = run(name, "--lang", "en", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(f"usage: tally-app {name}")


def test_every_command_is_offered(tmp_path):
    """Every module that declares one; that of the annex beside them, and a sub-command with a
    module of its own under its command.
    """
    folder = Path(__file__).parents[2] / "tally_app" / "cli"
    modules = {path.stem for path in folder.glob("*.py") if "\ndef add(" in path.read_text("utf-8")}
    under = {"blind": "forms"}
    assert _offered(tmp_path) == (modules - set(under)) | {"check-table"}
    for module, command in under.items():
        assert module in modules & _offered(tmp_path, command)


def _offered(folder, *command):
    said = run(*command, "--help", cwd=folder)
    assert said.returncode == 0
    return set(re.findall(r"^ {4}([a-z-]+)(?:  |$)", said.stdout, re.MULTILINE))
