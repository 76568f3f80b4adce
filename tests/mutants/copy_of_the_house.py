"""A copy of the repository in which one file after another is changed, and its tests are run."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from coverage import CoverageData

from tests.mutants.drawing import ROOT, Mutant, tests_of

_NOT_COPIED = (".git", ".venv", ".tools", "__pycache__", ".pytest_cache", ".mypy_cache")
#: A program that takes so many times as long as the sound one hangs; and so many seconds more.
_TIMES, _MORE = 10, 60
#: Seconds for all tests of a room on the sound program, on a busy machine.
_PATIENCE = 3 * 3600


@dataclass
class Sound:
    """What the tests do on the program as it is. ``failing`` fail without a mutant; ``took`` is
    the time of each test in seconds, ``through`` the tests that go through a line of a file.
    """

    failing: list[str] = field(default_factory=list)
    took: dict[str, float] = field(default_factory=dict)
    through: dict[str, dict[int, list[str]]] = field(default_factory=dict)

    def tests_for(self, mutant: Mutant) -> list[str]:
        """The tests of its room that go through the function, the quickest first; all of its room
        where none does, for a program they start may.
        """
        room, lines = tests_of(mutant.file), self.through.get(mutant.file, {})
        first, last = mutant.function
        ways = {test for line in range(first, last + 1) for test in lines.get(line, ())}
        mine = [x for x in ways or self.took if x.startswith(f"{room}/") and x not in self.failing]
        return sorted(mine, key=lambda test: (self.took.get(test, 0.0), test))


class Copy:
    """The copy; nothing of the checkout is touched."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.chmod(0o755)  # some tests go on as another user
        self.at = folder / "tally"
        shutil.copytree(ROOT, self.at, ignore=shutil.ignore_patterns(*_NOT_COPIED), symlinks=True)

    def sound(self, rooms: list[str]) -> Sound:
        """Run the tests of some rooms on the program as it is, looking where each goes through."""
        data, times = self.folder / "coverage", self.folder / "times.json"
        watched = ["--cov=tally_app/domain", "--cov=tally_app/store", "--cov-context=test",
                   "--cov-report=", "-p", "tests.mutants.timing"]  # fmt: skip
        code, said = self._tested(
            [*rooms, "-rfE", *watched], _PATIENCE, COVERAGE_FILE=str(data), TALLY_TIMES=str(times)
        )
        if code not in (0, 1):
            raise SystemExit(f"the tests cannot be run on the program as it is:\n{said[-4000:]}")
        failing = {
            _bare(line.split(" ", 1)[1].split(" - ")[0])
            for line in said.splitlines()
            if line.startswith(("FAILED ", "ERROR "))
        }
        return Sound(sorted(failing), json.loads(times.read_text()), self._through(data))

    def _through(self, data: Path) -> dict[str, dict[int, list[str]]]:
        read = CoverageData(basename=str(data))
        read.read()
        return {
            Path(file).relative_to(self.at).as_posix(): {
                line: sorted({_bare(x.partition("|")[0]) for x in tests if x})
                for line, tests in read.contexts_by_lineno(file).items()
            }
            for file in read.measured_files()
        }

    def survives(self, mutant: Mutant, sound: Sound) -> bool:
        """Whether no test sees it."""
        tests = sound.tests_for(mutant)
        patience = _TIMES * sum(sound.took.get(test, 0.0) for test in tests) + _MORE
        file = self.at / mutant.file
        whole = file.read_text(encoding="utf-8")
        _written(file, mutant.text)
        try:
            code, _ = self._tested(["-x", *tests], patience)
        except subprocess.TimeoutExpired:
            return False  # a program that hangs is seen
        finally:
            _written(file, whole)
        return code == 0

    def _tested(self, asked: list[str], patience: float, **environ: str) -> tuple[int, str]:
        """Exit code and what was said; TimeoutExpired, and nothing that was started lives on."""
        with subprocess.Popen(
            [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *asked],
            cwd=self.at, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            start_new_session=True,
            env={
                **os.environ, "PYTHONPYCACHEPREFIX": str(self.folder / "compiled"),
                "PYTHONDONTWRITEBYTECODE": "", "TMPDIR": str(self.folder), **environ,
            },
        ) as child:  # fmt: skip
            try:
                said, _ = child.communicate(timeout=patience)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                raise
        return child.returncode, said


def _bare(test: str) -> str:
    """A test without what it was given: signs of every kind stand there."""
    return test.partition("[")[0]


#: Another time for every writing: what Python compiled before never stands in for it.
_MOMENTS = count(int(time.time()))


def _written(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    at = next(_MOMENTS)
    os.utime(file, (at, at))
