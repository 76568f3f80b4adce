"""The command line: one module per command, the same house behind it as behind the window."""

from typing import Final

from tally_app.cli import (
    about,
    check,
    demo,
    election,
    forms,
    guide,
    journal,
    keys,
    package,
    protocol,
    texts,
    training,
)
from tally_app.cli.context import CommandModule

#: The commands in the order of the help. To add one: its module and a name here.
COMMANDS: Final[tuple[CommandModule, ...]] = (
    *(demo, training, check, protocol, forms),
    *(journal, election, package, keys, texts, guide, about),
)
