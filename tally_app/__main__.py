"""``tally-app [FILE]`` opens the window; ``tally-app COMMAND ...`` works without one."""

from __future__ import annotations

import sys
from pathlib import Path

_COMMANDS = frozenset({"demo", "check", "protocol", "forms", "journal"})


def main() -> int:
    """Start the window or a command; the exit code is the command's."""
    from tally_app import main as house

    arguments = sys.argv[1:]
    if not arguments:
        return house.window(None)
    first = Path(arguments[0])
    # A bare word that is no file is a mistyped command, not a night to open.
    a_file = first.exists() or bool(first.suffix) or len(first.parts) > 1
    if arguments[0] in _COMMANDS or len(arguments) > 1 or not a_file:
        return house.command_line(arguments)
    return house.window(first)


if __name__ == "__main__":
    sys.exit(main())
