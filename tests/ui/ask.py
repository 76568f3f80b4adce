"""An intent of the tests' own: the window hands back what a button carries, and reads nothing."""

from dataclasses import dataclass

from tally_app.app.view.base import Intent


@dataclass(frozen=True)
class Ask(Intent):
    name: str
    argument: str = ""
