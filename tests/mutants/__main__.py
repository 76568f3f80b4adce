"""``uv run python -m tests.mutants [--many N] [--seed S] [--until M] [--list]``: do the tests see?

Mutants are drawn by one stated seed over all functions of ``domain`` and ``store``, and on a copy
of the repository the tests of that room alone are run which go through the changed function. A
mutant that no test sees survives and is named. First the tests of the rooms are run on the program
as it is: what fails there sees no mutant, is named and left out.

What was judged is kept outside the repository (``--kept``), and is not judged again while the file
it changes, the tests of its room and the mutant are the same; so a run may be stopped at any time,
and ``--until M`` judges the first M of those that were drawn. What no test can see, for it makes no
difference, is named with its reason in ``no_difference.py``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.mutants.copy_of_the_house import Copy, Sound
from tests.mutants.drawing import ROOMS, ROOT, Mutant, drawn, mutants, tests_of
from tests.mutants.no_difference import reason, stale

SEED, MANY = 20261130, 600
SHM = Path("/dev/shm")


def _key(mutant: Mutant, bytes_of: dict[str, str]) -> str:
    """The same for the same mutant before the same tests."""
    room = tests_of(mutant.file)
    if room not in bytes_of:
        said = hashlib.sha256()
        for path in sorted((ROOT / room).rglob("*.py")):
            said.update(path.read_bytes())
        bytes_of[room] = said.hexdigest()
    return hashlib.sha256(f"{bytes_of[room]} {mutant.name} {mutant.text}".encode()).hexdigest()[:20]


def _sound(copy: Copy, kept: Path) -> Sound:
    """What the tests do on the program as it is, kept while neither of the two changes."""
    said = hashlib.sha256()
    for folder in (*(f"tally_app/{room}" for room in ROOMS), *(f"tests/{room}" for room in ROOMS)):
        for path in sorted((ROOT / folder).rglob("*.py")):
            said.update(path.read_bytes())
    file = kept.with_suffix(f".{said.hexdigest()[:12]}.json")
    if file.exists():
        read = json.loads(file.read_text())
        through = {
            name: {int(line): tests for line, tests in lines.items()}
            for name, lines in read["through"].items()
        }
        return Sound(read["failing"], read["took"], through)
    sound = copy.sound([f"tests/{room}" for room in ROOMS])
    file.write_text(json.dumps(asdict(sound)))
    return sound


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--many", type=int, default=MANY)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--until", type=int, help="judge the first so many of those drawn")
    parser.add_argument("--list", action="store_true", help="print the mutants, run nothing")
    parser.add_argument("--kept", type=Path, help="file of what was judged (JSON lines)")
    asked = parser.parse_args()
    chosen, many = drawn(asked.many, asked.seed)
    if asked.list:
        print(*(one.name for one in chosen), sep="\n")
        return 0
    kept = asked.kept or Path(tempfile.gettempdir()) / f"tally-mutants-{asked.seed}.jsonl"
    known = {}
    if kept.exists():
        known = {one["key"]: one for one in map(json.loads, kept.read_text().splitlines())}
    place = SHM if SHM.is_dir() else None
    left, bytes_of = [], {}
    with tempfile.TemporaryDirectory(prefix="tally-mutants-", dir=place) as folder:
        copy = Copy(Path(folder))
        sound = _sound(copy, kept)
        names = sound.failing
        print(f"{len(names)} tests fail without a mutant", *names, sep="\n    ", flush=True)
        for number, one in enumerate(chosen[: asked.until], 1):
            key = _key(one, bytes_of)
            if key not in known:
                known[key] = {"key": key, "survives": copy.survives(one, sound), "name": one.name}
                with kept.open("a") as file:
                    file.write(json.dumps(known[key]) + "\n")
            alive, why = known[key]["survives"], reason(one)
            left += [one] * (alive and not why)
            said = (f"no difference ({why})" if why else "SURVIVES") if alive else "seen"
            print(f"{number} {said} {one.name}", flush=True)
    judged = len(chosen[: asked.until])
    print(f"{judged} judged of {len(chosen)} drawn (seed {asked.seed}) of {many}:",
          f"{judged - len(left)} seen or without a difference, {len(left)} survive")  # fmt: skip
    print(*(one.name for one in left), sep="\n")
    print(*(f"a reason of no mutant: {one}" for one in stale(mutants())), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
