"""The words of ``argparse`` in the program's languages: it asks gettext, and is answered here."""

from __future__ import annotations

import argparse
from typing import Final

from tally_app.domain.values.wording import Wording

#: What ``argparse`` says to whoever types a command, and the key of its text. A text keeps the
#: places (``%s``) of the words it is said for; it may leave a named one out.
SAID: Final = {
    "usage: ": "cli.says.usage",
    "positional arguments": "cli.says.arguments",
    "options": "cli.says.options",
    "show this help message and exit": "cli.says.help",
    "%(prog)s: error: %(message)s\n": "cli.says.error",
    "argument %(argument_name)s: %(message)s": "cli.says.argument",
    "unrecognized arguments: %s": "cli.says.unknown",
    "not allowed with argument %s": "cli.says.not_with",
    "ignored explicit argument %r": "cli.says.takes_none",
    "the following arguments are required: %s": "cli.says.required",
    "one of the arguments %s is required": "cli.says.one_of",
    "expected one argument": "cli.says.one",
    "expected at most one argument": "cli.says.at_most_one",
    "expected at least one argument": "cli.says.at_least_one",
    "expected %s argument": "cli.says.so_many",
    "expected %s arguments": "cli.says.so_many",
    "ambiguous option: %(option)s could match %(matches)s": "cli.says.ambiguous",
    "invalid %(type)s value: %(value)r": "cli.says.value",
    "invalid choice: %(value)r (choose from %(choices)s)": "cli.says.choice",
}


def speak(words: Wording) -> None:
    """Have every parser of this run say its own words in a language."""

    def said(message: str) -> str:
        return words(SAID[message]) if message in SAID else message

    def counted(one: str, many: str, count: int) -> str:
        return said(one if count == 1 else many)

    vars(argparse).update(_=said, ngettext=counted)
