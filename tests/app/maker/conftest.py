"""The words of the program in every language, and what the window's partner is handed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tally_app import __version__, main, paths
from tally_app.app.night.settings import Settings
from tally_app.app.window.services import Services
from tally_app.catalog.problems import Problems
from tally_app.catalog.texts import read_texts


@pytest.fixture(scope="session")
def wordings():
    return read_texts(Path(__file__).parents[3] / "resources" / "texts", Problems())


@pytest.fixture(scope="module")
def services(tmp_path_factory):
    resources = paths.resources()
    folder = tmp_path_factory.mktemp("data")
    return Services(
        resources=resources,
        wordings=main.Wordings(resources / "texts"),
        printers=main.printers,
        settings=Settings(folder / "settings.json"),
        clock=lambda: datetime(2027, 3, 1, 9, 30, tzinfo=UTC),
        new_night=main.new_night,
        draw=lambda _below: 0,
        data_dir=folder,
        witness_folders=(folder / "witnesses",),
        version=__version__,
        sides=main.SIDES,
    )
