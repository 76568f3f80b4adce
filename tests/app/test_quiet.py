"""Warnings are quiet: how often each asks on 10,000 real protocols in which nothing is wrong."""

import csv
from collections import Counter

import pytest

from tally_app import paths
from tally_app.app.sheets.check import Checker, columns_known
from tally_app.app.sheets.reading import open_sheet
from tally_app.app.sheets.rules import find_rules
from tally_app.catalog.library import Library
from tally_app.domain.form.form import Severity
from tests.app.sheets.test_check import DATA, REAL, WORDS, needs_real

#: Figures of a portable box and of the night that are other columns, or their sums.
ADDED = {
    "given_inside": ("issued_early", "issued_inside"),
    "given_outside": ("issued_outside",),
    "given": ("issued_early", "issued_inside", "issued_outside"),
    "taken_out": ("in_mobile_boxes", "in_stationary_boxes"),
    "box.ballots.1": ("in_mobile_boxes",),
    "box.foreign.1": (),
    "box.applications_signed.1": ("issued_early", "issued_outside"),
    "against_all": (),
}

#: Ballots carried away and many invalid ones are life; the issue lets them ask more often.
MAY_ASK = {"S-01", "C-03b"}

#: What the protocols of 2018 say nothing of: turnout calls, a second ballot, bundles, the minutes …
SILENT = {
    "V-07", "B-05", "B-07", "B-08", "B-10", "C-07a", "C-07b", "D-10", "P-01", "P-02", "S-07",
    "T-02", "T-03", "T-04a", "T-04b", "T-05b", "T-06", "X-01", "X-02", "X-04",
}  # fmt: skip


@pytest.fixture
def mapped(tmp_path):
    """The protocols with the columns of our lines that they have under other names."""
    path = tmp_path / "mapped.csv"
    with (REAL / "ru2018_president.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0], *ADDED])
        writer.writeheader()
        for row in rows:
            added = {name: sum(int(row[x]) for x in of) for name, of in ADDED.items()}
            writer.writerow(row | added)
    return path


@needs_real
def test_no_warning_asks_often_of_ten_thousand_sound_protocols(mapped):
    rules = find_rules(
        Library.of_resources(paths.resources()), str(DATA / "ru2018-lines.toml"), WORDS["en"]
    )
    asking = {
        relation.key: relation
        for relation in rules.form.relations
        if relation.severity in (Severity.WARNING, Severity.NOTE)
    }
    with open_sheet(str(mapped), columns_known(rules)) as sheet:
        checker = Checker(rules, sheet, WORDS["en"], ["tik", "uik"])
        checked, rows, fired = set(), 0, Counter()
        for _, cells, outcome in checker.judged():
            rows += 1
            figures = checker._all.figures(cells)
            checked |= {
                check.relation.key
                for check in checker._all.checks
                if check.when is None or check.when(figures)
            } & set(asking)
            assert outcome is None or outcome.status not in ("incomplete", "error"), cells
            if outcome:
                fired.update({(f.code, f.severity) for f in outcome.findings})
    assert rows == 10_000
    rates = {key: fired[asking[key].code, asking[key].severity] / rows for key in sorted(checked)}
    for key in sorted(asking):
        rate = f"{rates[key]:7.2%}" if key in rates else "not applicable, or no such figures"
        print(f"{key:6} {asking[key].severity:8} {rate}")
    warnings = {key for key in asking if asking[key].severity is Severity.WARNING}
    assert warnings - checked == SILENT
    assert {key for key in warnings & checked if rates[key] > 0.01} <= MAY_ASK
    assert rates["S-06a"] > 0
