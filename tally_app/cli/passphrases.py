"""A passphrase is asked for without showing it; a program gives it on the standard input."""

from __future__ import annotations

import getpass
import sys

from tally_app.app.handover.packages import SHORTEST
from tally_app.cli.context import Context
from tally_app.domain.values.wording import Wording


def passphrase(words: Wording, context: Context) -> str:
    """What was typed, or the first line of what is piped in."""
    ask = words("key.ask", least=SHORTEST)
    if sys.stdin.isatty():
        context.stderr.flush()
        return getpass.getpass(ask)
    return sys.stdin.readline().rstrip("\r\n")
