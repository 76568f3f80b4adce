"""The model of likely causes the program comes with, for tests that look at the desk."""

from tally_app import paths
from tally_app.app.night.explaining import explainer
from tally_app.catalog.library import Library


def causes():
    return explainer(Library.of_resources(paths.resources()))
