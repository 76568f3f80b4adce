"""The model of likely causes the program comes with, for tests that look at the desk."""

from tally_app import paths
from tally_app.catalog.causes import shipped_causes
from tally_app.catalog.library import Library


def causes():
    return shipped_causes(Library.of_resources(paths.resources()))
