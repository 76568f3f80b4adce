"""The words of the program in every language."""

from pathlib import Path

import pytest

from tally_app.catalog.problems import Problems
from tally_app.catalog.texts import read_texts


@pytest.fixture(scope="session")
def wordings():
    return read_texts(Path(__file__).parents[3] / "resources" / "texts", Problems())
