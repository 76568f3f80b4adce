"""``tally-app [FILE]`` opens the window; ``tally-app COMMAND ...`` works without one."""

from __future__ import annotations

import sys
from pathlib import Path

from tally_app import main as house


def main() -> int:
    """Start the window or a command; the exit code is the command's."""
    arguments = sys.argv[1:]
    if not arguments:
        return house.window(None)
    first = Path(arguments[0])
    # A bare word that is no file is a mistyped command, not a night to open.
    bare = not first.suffix and len(first.parts) == 1
    if len(arguments) > 1 or (bare and (not first.exists() or house.is_command(arguments[0]))):
        return house.command_line(arguments)
    return house.window(first)


if __name__ == "__main__":
    sys.exit(main())
