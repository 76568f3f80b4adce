"""The words of the program in every language, and what the window's partner is handed."""

from pathlib import Path

import pytest

from tally_app.catalog.problems import Problems
from tally_app.catalog.texts import read_texts
from tests.ui import maker_samples


@pytest.fixture(scope="session")
def wordings():
    return read_texts(Path(__file__).parents[3] / "resources" / "texts", Problems())


@pytest.fixture(scope="module")
def services(tmp_path_factory):
    return maker_samples.services(tmp_path_factory.mktemp("data"))
