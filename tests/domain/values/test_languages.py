"""A language is a row, its number words and its texts: none is spoken by half."""

import tomllib
from datetime import date

import pytest

from tally_app import paths
from tally_app.domain.values import dates
from tally_app.domain.values.languages import CODES, SPOKEN, STATE_LANGUAGES
from tally_app.domain.values.numwords import in_words


@pytest.mark.parametrize("language", SPOKEN, ids=lambda one: one.code)
def test_a_language_says_dates_and_figures_and_why_no_window_opens(language):
    assert len(set(language.months)) == 12
    day = dates.in_full(date(2026, 8, 1), language.code)
    assert language.months[7] in day
    assert "2026" in day
    assert dates.moment("2026-08-01", 1263, language.code).endswith("21:03")
    assert in_words(21, language.code)
    preflight = (paths.resources() / "texts" / "preflight.toml").read_text("utf-8")
    assert language.code in tomllib.loads(preflight)
    assert (paths.resources() / "texts" / language.code).is_dir()


def test_both_languages_of_the_paper_are_spoken():
    assert set(STATE_LANGUAGES) <= set(CODES)
