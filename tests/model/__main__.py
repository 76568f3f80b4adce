"""Fits the weights of likely causes, measures them, and writes the file the program comes with.

    uv run python -m tests.model [--write DAY]

Five folds over districts: each is measured with weights fitted on the other four, alone and with
what the other protocols of its own districts report. Then all are used. Needs ../shared/data; takes
some minutes.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Mapping
from dataclasses import replace

from tally_app.domain.causes.cause import CauseModel
from tally_app.domain.causes.usual import usual
from tests.model.agreeing import weights as agreeing_weights
from tests.model.keyings import (
    FOLDS,
    KEYINGS,
    ROOT,
    Keying,
    failing,
    failing_keyings,
    noticed,
    order,
    sheets,
    wrong_keyings,
)
from tests.model.learning import Case, case, fit
from tests.model.measuring import Rates, told
from tests.model.planting import planted

FILE = ROOT / "resources" / "causes" / "keying-errors.toml"

#: Mistakes made again in other protocols: how many of each, what one weighs, how often it is tried.
COPIES, WEIGHT, TRIES = 6, 0.25, 60


def planted_again(keyings: list[Keying], verified: list[list[tuple[int, ...]]]) -> list[Keying]:
    """Real mistakes in other protocols of the same fold, where they break a relation."""
    chance = random.Random(2013)
    found = []
    for keying in keyings:
        made = 0.0
        for _ in range(TRIES):
            other = chance.choice(verified[keying.fold])
            figures = planted(keying.typed, keying.true, other, chance)
            if figures is None or other == keying.true:
                continue
            if failing(figures) - failing(other):
                found.append(replace(keying, typed=tuple(figures), true=other))
                made += 1
            else:
                made += 0.5  # a mistake nobody would notice is rarer among those noticed
            if made >= COPIES:
                break
    return found


def measured(
    every: list[Keying], sheets: list[list[tuple[int, ...]]], cases: list[tuple[int, Case]]
) -> dict[str, Rates]:
    """Rates over all folds, each with weights that never saw it."""
    names = ("all", "mistyped", "of the paper", "all, beside others", "mistyped, beside others")
    rates = {name: Rates() for name in names}
    for fold in range(FOLDS):
        model = CauseModel(fit([x for of, x in cases if of != fold]))
        others = usual(sheets[fold], order())
        own = Rates()
        for keying in (x for x in every if x.fold == fold):
            alone, beside = told(keying, model), told(keying, model, others)
            own.add(*alone)
            rates["all"].add(*alone)
            rates["of the paper" if keying.of_paper else "mistyped"].add(*alone)
            rates["all, beside others"].add(*beside)
            if not keying.of_paper:
                rates["mistyped, beside others"].add(*beside)
        print(f"fold {fold + 1}: {own.said()}", flush=True)
    return rates


def written(weights: Mapping[str, float], rows: int, rates: Rates, day: str) -> str:
    """The file, in hundredths; weights of nothing are left out."""
    how = (
        "conditional logit over all explanations of a keying in which a relation fails, the paper "
        f"itself being off among them; by five folds over districts: {rates.said()}"
    )
    lines = [
        "# How likely each kind of mistake is, by its traits: log-odds in hundredths. Written by",
        "# tests/model; bundles, lines of two pages and what stays unexplained are weighed by",
        "# judgement (tests/model/learning.py, JUDGED). both, both_pair: a slip two people make",
        "# alike that no relation notices; together from 0 on they are worth a third look.",
        "format = 1", 'kind = "causes"', 'id = "keying-errors"', "", "[source]",
        'name = "Georgian-Election-Protocols, keyings of paper protocols of 2013, commit cfe7f992"',
        'url = "https://github.com/ForSetGeorgia/Georgian-Election-Protocols"',
        'licence = "MIT"', f"rows = {rows}", f"fitted = {day}",
        f'how = "{how}"',
    ]  # fmt: skip
    groups: dict[str, list[str]] = {}
    for name, weight in weights.items():
        group, _, trait = name.partition(".")
        if hundredths := round(100 * weight):
            groups.setdefault(group, []).append(f"{trait} = {hundredths}")
    for group, said in groups.items():
        lines += ["", f"[weights.{group}]", *said]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fit, measure, and write if asked to."""
    parser = argparse.ArgumentParser(prog="tests.model", description=__doc__.partition("\n")[0])
    parser.add_argument("--write", metavar="DAY", help="write the file, dated that day")
    asked = parser.parse_args()
    if not KEYINGS.is_file():
        print(f"not fitted, there is no {KEYINGS}")
        return
    keyings, verified = wrong_keyings()
    every, real = failing_keyings(), [*noticed(keyings)]
    again = planted_again(real, verified)
    paper = [x for x in every if x.of_paper]
    typed = [x for x in every if not x.of_paper]
    print(f"{len(typed)} mistyped, {len(paper)} of the paper, {len(again)} made", flush=True)
    like = 1 + WEIGHT * len(again) / len(typed)  # what was made again is no likelier for it
    cases = [(x.fold, case(x, 1.0)) for x in typed] + [(x.fold, case(x, like)) for x in paper]
    cases += [(x.fold, case(x, WEIGHT)) for x in again]
    rates = measured(every, sheets(), cases)
    for name, found in rates.items():
        print(f"{name}: {found.said()}")
    print("\n".join(rates["all"].calibration()))
    weights = {**fit([x for _, x in cases]), **agreeing_weights()}
    if asked.write:
        text = written(weights, len(every), rates["all"], asked.write)
        FILE.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
