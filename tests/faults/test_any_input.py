"""Whatever comes in: a file with some edits, or noise. No traceback, no hang, no swelling."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from contextlib import suppress
from functools import cache
from pathlib import Path
from random import Random

import pytest

from tally_app import paths
from tally_app.app.night.files import open_night
from tally_app.app.night.settings import DEFAULTS, Settings
from tally_app.app.sheets.check import Checker, columns_known
from tally_app.app.sheets.reading import TableError, open_sheet
from tally_app.app.sheets.rules import find_rules
from tally_app.catalog.check import check_file
from tally_app.catalog.library import Library
from tally_app.catalog.problems import CatalogueError, Problems, worded
from tally_app.catalog.source import Source
from tally_app.catalog.texts import read_texts
from tally_app.domain.night.facts.table import FoldError
from tally_app.published.rules.reading.text import TableProblem
from tally_app.published.words import TableReport, check, role_words
from tally_app.store import StoreError, verify
from tests.domain.making import Wall
from tests.faults.test_rotten import night

LIBRARY = Library.of_resources(paths.resources(), every_kind=True)
TINY = Path(__file__).parents[1] / "catalog" / "tiny"
HANG = 2.0  # seconds of the processor
GROWTH = 200 * 1024  # kB
PIECES = [b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\n", b"\r\n", b"\t", b'"', b"'''", b"[", b"[[",
          b"]", b"{", b"}", b"=", b",", b";", b"#", b"-1", b"1e999", b"99999999999999999999",
          b"0x10", b"nan", b"true", b"null", "\u202e".encode(), "\u200b".encode(), b"../../x",
          "№ 1 2 3".encode(), "ә".encode(), b"[" * 300, b"{item}", b"%s%n", b"<b>"]  # fmt: skip
#: How many of a hundred inputs are of each kind: what is read quickly is tried more often.
KINDS = {"settings": 24, "paste": 24, "sheet": 18, "journal": 22, "form": 6, "election": 6}


@cache
def wordings():
    return read_texts(paths.resources() / "texts", Problems())


def edited(random: Random, content: bytes) -> bytes:
    """A valid file with one to five edits."""
    for _ in range(random.randint(1, 5)):
        at = random.randrange(len(content) + 1)
        until = min(len(content), at + random.choice([1, 1, 2, 8, 60]))
        match random.randrange(5):
            case 0:
                content = content[:at] + content[until:]
            case 1:
                content = content[:at] + random.choice(PIECES) + content[at:]
            case 2:
                content = content[:at] + content[at:until] * 2 + content[until:]
            case 3:
                content = content[:at] + random.randbytes(until - at) + content[until:]
            case 4:
                content = content[:at] + random.choice(PIECES) + content[until:]
    return content


class Doors:
    """One method for each way in; what it may answer is written there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with night(folder / "whole.tally") as journal:
            self.night = journal.path
        rules = find_rules(LIBRARY, self.election_form(), wordings()["en"])
        self.rules, self.known = rules, columns_known(rules)
        header = "precinct,voters,given,taken_out,invalid,against_all,ballots_received"
        self.samples = {
            "settings": json.dumps({**DEFAULTS, "zoom": 120, "nights": {"a": {"b": 1}}}).encode(),
            "paste": "Votes\t%\nА\t1 190\t73,9\nБ\t420\t26,1\nAll\t1 610\t100\n".encode(),
            "sheet": (header + "\n1,2494,1610,1610,48,66,2519\n2,10,9,9,0,1,12\n").encode(),
            "journal": self.night.read_bytes(),
            "form": (TINY / "form.toml").read_bytes(),
            "election": (TINY / "election.toml").read_bytes(),
        }

    @staticmethod
    def election_form() -> str:
        return next(name for name in LIBRARY.ids("form") if name == "akim-rural")

    def go(self, kind: str, content: bytes) -> None:
        getattr(self, kind)(content)

    def settings(self, content):
        file = self.folder / "settings.json"
        file.write_bytes(content)
        read = Settings(file)
        for name, default in DEFAULTS.items():
            assert type(read[name]) is type(default)

    def paste(self, content):
        text = content.decode(errors="replace")
        with suppress(TableProblem):
            TableReport(check(text, role_words(wordings())), wordings()["kk"]).data()

    def sheet(self, content):
        file = self.folder / "sheet.csv"
        file.write_bytes(content)
        with suppress(TableError), open_sheet(str(file), self.known) as sheet:
            for line in Checker(self.rules, sheet, wordings()["ru"]).json_lines():
                json.loads(line)

    def journal(self, content):
        file = self.folder / "night.tally"
        file.write_bytes(content)
        for read in (verify, lambda path: open_night(path, Wall()).close()):
            with suppress(StoreError, CatalogueError, FoldError):
                read(file)

    def _told(self, name, content):
        others = ("form", "election")
        sources = [Source(f"{x}.toml", self.samples[x]) for x in others if x != name]
        source = Source("bad.toml", content)
        for problem in check_file(source, Library(sources=[*sources, source])):
            assert worded(problem, wordings()["kk"])

    def form(self, content):
        self._told("form", content)

    def election(self, content):
        self._told("election", content)


def resident() -> int:
    """kB this process holds."""
    pages = Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGESIZE") // 1024


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="no /proc")
@pytest.mark.parametrize("many", [2_000, pytest.param(200_000, marks=pytest.mark.long)])
def test_whatever_comes_in_is_answered_in_words(tmp_path, many):
    random = Random(20261130)
    doors, tried = Doors(tmp_path), Counter()
    for kind in KINDS:
        doors.go(kind, doors.samples[kind])  # everything is loaded
    held, slowest = resident(), ("", 0.0)
    for number in range(many):
        kind = random.choices([*KINDS], [*KINDS.values()])[0]
        valid = random.randrange(4) > 0
        noise = random.randbytes(random.randrange(400))
        content = edited(random, doors.samples[kind]) if valid else noise
        begun = time.process_time()
        try:
            doors.go(kind, content)
        except Exception as error:
            kept = tmp_path / f"{kind}-{number}"
            kept.write_bytes(content)
            raise AssertionError(f"input {number}, {kind}, kept in {kept}: {error!r}") from error
        took = time.process_time() - begun
        slowest = max(slowest, (f"{kind} {number}", took), key=lambda one: one[1])
        assert took < HANG, f"input {number}, {kind}: {took:.1f} s"
        assert resident() - held < GROWTH, f"input {number}, {kind}: memory"
        tried[kind, valid] += 1
    edits = sum(n for (_, valid), n in tried.items() if valid)
    print(f"{many} inputs, {edits} of them valid files with edits; slowest {slowest}; {tried}")
    assert edits * 2 >= many
