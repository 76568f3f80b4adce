"""The page of the night's states tells of every fact, and of no other."""

import re
from pathlib import Path

from tally_app.domain import night
from tally_app.domain.night.facts.table import FACTS

PAGE = (Path(night.__file__).parent / "README.md").read_text("utf-8")
DRAWN = "".join(re.findall(r"^```\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))


def test_every_fact_stands_on_the_page_once():
    assert sorted(re.findall(r"──\((\w+)\)──►", DRAWN)) == sorted(FACTS)


def test_every_module_of_the_room_is_named():
    modules = {path.stem for path in Path(night.__file__).parent.glob("*.py")}
    asked = modules - {"__init__", "event", "exercise", "command"}
    named = set(re.findall(r"`(\w+)(?:\.py)?`", PAGE))
    assert asked <= named
