import pytest

from reports.drawing import fonts
from tests.reports import factory


@pytest.fixture(scope="session", autouse=True)
def registered_fonts():
    fonts.register(factory.FONTS)


@pytest.fixture(scope="session")
def texts():
    return factory.texts()
