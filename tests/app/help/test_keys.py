"""The table of keys: what the window listens to and what the help says are the same."""

import re
from pathlib import Path

from tally_app.app.view.keys import KEYS
from tally_app.ui.kit.keys import TABLE

ROOT = Path(__file__).parents[3] / "tally_app"
SHORTCUT = re.compile(r'"((?:Ctrl\+|Alt\+|Shift\+)+[A-Za-z,]+|F\d+)"')
#: Written otherwise by people.
SPOKEN = {"Ctrl+Return": "Ctrl+Enter", "Ctrl+PgDown": "Ctrl+PgDown"}


def told():
    return [key for keys, _name in KEYS for key in keys]


def test_every_key_of_the_window_is_in_the_table_once():
    assert len(told()) == len(set(told()))
    assert set(TABLE) - set(told()) == set()


def test_every_key_a_button_carries_is_in_the_table_and_no_other():
    carried = {
        SPOKEN.get(key, key)
        for path in ROOT.rglob("*.py")
        if path.name != "keys.py"
        for key in SHORTCUT.findall(path.read_text("utf-8"))
    }
    assert carried - set(told()) == set()
    fields = {
        "Enter",
        "↓",
        "↑",
        "Tab",
        "Shift+Tab",
        "Space",
        "Backspace",
    }  # of fields and read-back
    assert set(told()) - carried - set(TABLE) - fields == set()
