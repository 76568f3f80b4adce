"""The figure read aloud on a second screen: there when it should be, gone when it should not."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PROJECTOR = [1366, 0, 1920, 1080]


@pytest.fixture(scope="module")
def told(qapp):
    """What was seen step by step, in a process of its own: it needs two screens."""
    child = subprocess.run(
        [sys.executable, str(HERE / "second_screen_child.py")], check=False, capture_output=True,
        text=True, timeout=120, env=dict(os.environ),
    )  # fmt: skip
    assert child.returncode == 0, child.stderr
    return json.loads(child.stdout.splitlines()[-1])


def test_it_opens_by_itself_on_the_other_screen_and_takes_no_focus(told):
    assert told["no figure"] == []
    (screen,) = told["figure"]
    assert screen["place"] == PROJECTOR
    assert screen["full"]
    assert not screen["active"]
    assert screen["said"].endswith("1\u202f190, бір мың бір жүз тоқсан")
    assert not screen["band"]
    assert told["figure: focus"] == "read_back"
    assert told["asked"] == ["read_agrees"], "the keys go to the window"


def test_it_follows_the_figure_and_says_training(told):
    (screen,) = told["next figure in training"]
    assert screen["said"].endswith("210, екі жүз он")
    assert screen["band"]
    (screen,) = told["another look"]
    assert screen["place"] == PROJECTOR


def test_it_goes_with_its_screen_and_comes_back(told):
    assert told["pulled out"] == []
    assert [one["place"] for one in told["put in again"]] == [PROJECTOR]


@pytest.mark.parametrize("gone", ["another page", "night closed", "window closed"])
def test_it_goes_with_the_figure_the_night_and_the_window(told, gone):
    assert len(told["back again"]) == len(told["night opened again"]) == 1
    assert told[gone] == []


def test_nothing_of_it_loads_before_a_figure_is_read(told):
    assert told["loaded early"] is False
