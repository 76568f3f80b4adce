"""S-07: a run of bundles that never varies, over whole nights."""

import pytest

from tally_app import paths
from tally_app.catalog.problems import Problems
from tally_app.catalog.texts import read_texts
from tally_app.domain.form.layout import Cell
from tally_app.domain.relations.rulebook import Status
from tally_app.domain.relations.writing import Writer

WORDS = read_texts(paths.resources() / "texts", Problems())


@pytest.mark.parametrize(
    ("piles", "status"),
    [
        ({}, Status.NOT_APPLICABLE),
        ({"mahajanova": [50, 50, 50], "rsalieva": [50, 50, 50]}, Status.FAILS),
        ({"mahajanova": [100, 100, 100], "rsalieva": [50, 50, 50]}, Status.FAILS),
        ({"mahajanova": [47, 47, 47], "rsalieva": [47, 47, 47, 47]}, Status.FAILS),
        ({"mahajanova": [50, 50, 50], "rsalieva": [50, 50, 49]}, Status.HOLDS),
        ({"mahajanova": [50, 50, 50], "rsalieva": [49, 50, 50]}, Status.HOLDS),
        ({"mahajanova": [50, 50, 50], "rsalieva": [50, 50]}, Status.NOT_APPLICABLE),
        ({"mahajanova": [50, 50, 50]}, Status.NOT_APPLICABLE),
        (
            {"mahajanova": [50] * 3, "rsalieva": [50] * 3, "nurhojaev": [50, 50, 50, 1]},
            Status.HOLDS,
        ),
        ({"mahajanova": [50, 50, 50], "rsalieva": [50, 50, None]}, Status.NOT_CHECKED),
    ],
)
def test_bundles_that_never_vary_are_worth_another_look(replay, piles, status):
    night = replay("aral-2021-night")
    rows = [
        (f"{option}.{number}", ballots)
        for option, bundles in piles.items()
        for number, ballots in enumerate(bundles, 1)
    ]
    for item, ballots in rows:
        night.do("item_added", {"collection": "bundle", "item": item})
        if ballots is not None:
            night.type(Cell("bundle.ballots", item), str(ballots))
    assert night.reckoning().result("S-07").status is status


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_formula_says_what_never_varies(replay, language):
    night = replay("aral-2021-night")
    for item in (f"{option}.{n}" for option in ("mahajanova", "rsalieva") for n in (1, 2, 3)):
        night.do("item_added", {"collection": "bundle", "item": item})
        night.type(Cell("bundle.ballots", item), "50")
    now = night.reckoning()
    writer = Writer(now.bound.book, now.layout, now.figures, WORDS[language])
    (part,) = now.result("S-07").failing
    said = writer.part(part)
    assert "[" not in said.symbols
    assert said.numbers == "0 ≤ 0"
