"""A paper the program fails at is named with its reason; the others are written."""

import pytest

from reports import printers
from tally_app import main
from tests.domain.poison import poison_every_form

FAULT = "ZeroDivisionError: poison"


def fails(*_, **__):
    raise ZeroDivisionError("poison")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_demo_writes_what_can_be_made(monkeypatch, tmp_path, capsys, language):
    monkeypatch.setattr(printers, "protocol", fails)
    assert main.command_line(["demo", "--out", str(tmp_path), "--lang", language]) == 1
    said = capsys.readouterr().out
    assert FAULT in next(line for line in said.splitlines() if "protocol.pdf" in line)
    assert (tmp_path / "record.json").exists()
    assert (tmp_path / "night.tally").exists()
    assert not (tmp_path / "protocol.pdf").exists()


def test_demo_of_every_paper_writes_all_the_others(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(printers, "document", fails)
    assert main.command_line(["demo", "--all", "--out", str(tmp_path), "--lang", "en"]) == 1
    said = capsys.readouterr().out.splitlines()
    lost = [line for line in said if FAULT in line]
    assert len(lost) > 20
    assert len({path.name for path in tmp_path.glob("protocol-*.pdf")}) == 5
    assert len([*(tmp_path / "papers").glob("*wall*.pdf")]) == 5


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_protocol_says_that_it_cannot_be_made(monkeypatch, tmp_path, capsys, language):
    assert main.command_line(["demo", "--out", str(tmp_path)]) == 0
    monkeypatch.setattr(printers, "protocol", fails)
    asked = ["protocol", str(tmp_path / "night.tally"), "--out", str(tmp_path / "p.pdf"), "--draft"]
    assert main.command_line([*asked, "--lang", language]) == 2
    assert FAULT in capsys.readouterr().err
    assert not (tmp_path / "p.pdf").exists()


def test_demo_says_which_relation_could_not_be_checked(monkeypatch, tmp_path, capsys):
    poison_every_form(monkeypatch, "G-01")
    main.command_line(["demo", "--out", str(tmp_path), "--lang", "en"])
    assert "G-01 could not be checked" in capsys.readouterr().out


def test_an_exercise_whose_sheet_fails_has_all_its_others(monkeypatch, tmp_path, capsys):
    drawn, first = printers.document, iter([fails])

    def the_first_fails(*said):
        return next(first, drawn)(*said)

    monkeypatch.setattr(printers, "document", the_first_fails)
    asked = ["training", "akim-rural", "--seed", "1", "--out", str(tmp_path), "--lang", "en"]
    assert main.command_line(asked) == 2
    (said,) = capsys.readouterr().err.splitlines()
    assert "task-sheet-1.pdf" in said
    assert FAULT in said
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".pdf", ".tally-training"]
    assert (tmp_path / "debrief-1.pdf").exists()
