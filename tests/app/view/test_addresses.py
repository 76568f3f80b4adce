"""Addresses are kept in the precinct file for ever; every intent is one somebody takes."""

import ast
import inspect
from pathlib import Path

import pytest

from tally_app.app.desk import actions
from tally_app.app.desk.blocks import ear_commands
from tally_app.app.desk.dialogs.table import DIALOGS
from tally_app.app.desk.evening_actions import EVENING
from tally_app.app.desk.second import commands as second_commands
from tally_app.app.view import address, intents
from tally_app.app.view.address import (
    AnnounceTime,
    DecidedField,
    EarBlock,
    FinishNumber,
    LineField,
    NextButton,
    PageName,
    PageTop,
    PaperName,
    PartOneButton,
    ReaderField,
    SecondField,
    ThirdField,
    WhoBlock,
)
from tally_app.app.view.base import Intent, PrintPaper, SavePaper
from tally_app.domain.form.layout import Cell

KEPT = {
    "line:voters": LineField(Cell("voters")),
    "line:box.ballots/2": LineField(Cell("box.ballots", "2")),
    "again:option.votes/rsalieva": SecondField(Cell("option.votes", "rsalieva")),
    "third:page.signed/2": ThirdField(Cell("page.signed", "2")),
    "paper:invalid": DecidedField(Cell("invalid")),
    "second.reader": ReaderField(),
    "announce.time": AnnounceTime(),
    "finish.number": FinishNumber(),
    "ear": EarBlock(),
    "button:next": NextButton(),
    "button:who": WhoBlock(),
    "page.top": PageTop(),
    "button:second_part_one": PartOneButton(),
}
PAPERS = {
    "protocol": PaperName("protocol"),
    "doc:box_act": PaperName("doc", "box_act"),
    "doc:act:C-04/1": PaperName("doc", "act", "C-04/1"),
    "doc:act:N-01/box.for/2": PaperName("doc", "act", "N-01/box.for/2"),
    "form:act": PaperName("form", "act"),
    "copy:3": PaperName("copy", "3"),
}


@pytest.mark.parametrize(("text", "place"), KEPT.items())
def test_a_place_of_the_cursor_is_called_the_same_for_ever(text, place):
    assert place.text() == text
    assert address.read(text) == place


@pytest.mark.parametrize("text", ["", "x", "button:gone", "line", "dialog:reason"])
def test_a_name_of_another_version_is_no_place(text):
    assert address.read(text) is None


@pytest.mark.parametrize(("text", "name"), PAPERS.items())
def test_a_paper_is_called_the_same_for_ever(text, name):
    assert name.text() == text
    assert PaperName.read(text) == name


def test_a_page_is_called_by_its_step_and_its_ballot():
    assert PageName("list", "akim").text() == "list@akim"
    assert PageName.read("list@akim") == PageName("list", "akim")
    assert PageName.read("") == PageName("", "")


def test_everything_that_can_be_asked_of_a_night_is_done_by_somebody():
    asked = {
        one
        for one in vars(intents).values()
        if inspect.isclass(one) and issubclass(one, Intent) and one is not Intent
    }
    done = [
        *actions.ACTIONS, *EVENING, *ear_commands.COMMANDS, *second_commands.COMMANDS, *DIALOGS,
        PrintPaper, SavePaper,
    ]  # fmt: skip
    assert len(done) == len(set(done)), "one intent is done in one place"
    assert asked <= set(done)


def test_no_text_is_taken_apart_to_find_out_what_was_asked_or_where():
    """Only an address reads its own text."""
    root = Path(inspect.getfile(intents)).parents[2]
    split = [
        f"{path.relative_to(root)}:{node.lineno}"
        for folder in ("app/desk", "app/window", "app/papers", "ui")
        for path in (root / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("partition", "removeprefix")
        and isinstance(node.args[0], ast.Constant)
        and node.args[0].value in ("|", "@", ":", "line:", "again:", "paper:", "button:")
    ]
    assert split == []
