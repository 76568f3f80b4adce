"""Starts the program of the folder it lies in, with the folder's parts and none of the machine's.

What Python compiles is kept with the user, apart for every build: nothing is written into the
folder, and what lies in one of its ``__pycache__`` is never run.
"""

import os
import sys
from pathlib import Path

#: The hash of what this folder was built of.
BUILD = "@BUILD@"


def compiled() -> Path:
    """Where this user keeps what Python compiled of this build."""
    given = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_CACHE_HOME")
    return Path(given or Path.home() / ".cache") / "tally-app" / "compiled" / BUILD


def run() -> int:
    """Hand over to the program; what keeps it from starting is said where somebody sees it."""
    folder = Path(sys.argv[0]).resolve().parent
    sys.path += [str(folder / "program"), str(folder / "parts")]
    sys.pycache_prefix = str(compiled())
    try:
        from tally_app.__main__ import main

        return main()
    except Exception as failure:
        if sys.stderr is None:  # a Windows program without a console
            import ctypes

            said = f"{type(failure).__name__}: {failure}"
            ctypes.windll.user32.MessageBoxW(None, said, "Tally app", 0x10)  # type: ignore[attr-defined]
        raise


if __name__ == "__main__":
    sys.exit(run())
