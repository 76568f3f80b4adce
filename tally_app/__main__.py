"""``tally-app [FILE]`` opens the window; ``tally-app COMMAND ...`` works without one. ``--lang``
stands before either or after a command.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tally_app import main as house


def main() -> int:
    """Start the window or a command; the exit code is the command's."""
    arguments = sys.argv[1:]
    language, named = house.spoken(arguments)
    if not named:
        return house.window(None, language)
    first = Path(named[0])
    # A bare word that is no file is a mistyped command, not a night to open.
    bare = not first.suffix and len(first.parts) == 1
    if len(named) > 1 or (bare and (not first.exists() or house.is_command(named[0]))):
        return house.command_line(arguments)
    return house.window(first, language)


if __name__ == "__main__":
    sys.exit(main())
