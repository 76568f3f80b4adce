"""What every command works with, handed in by the composition root."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from tally_app.app.night.clock import Clock
from tally_app.app.night.files import Library
from tally_app.app.papers.drawn.printers import Printers
from tally_app.app.training.adapted import NoEveningError
from tally_app.app.training.evenings import Evening, NoSampleError, evening
from tally_app.domain.values.languages import CODES
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


class Output(Protocol):
    """Where a command speaks."""

    def write(self, text: str, /) -> int: ...

    def writelines(self, lines: Iterable[str], /) -> None: ...

    def flush(self) -> None: ...


class CommandModule(Protocol):
    """A command, which a module fulfils: ``NAME`` is what is typed, ``add`` declares the rest."""

    @property
    def NAME(self) -> str: ...  # noqa: N802 - a constant of a module

    def add(
        self, subparsers: argparse._SubParsersAction[argparse.ArgumentParser], words: Wording
    ) -> None:
        """Declare the arguments, helped in the language of ``words``, and who runs it."""
        ...


@dataclass(frozen=True)
class Context:
    """``wordings`` holds the catalogue of every language; ``printers`` is asked on first use.
    ``witness_folders``: where this computer remembers how far its nights came.
    """

    library: Library
    wordings: Mapping[str, Wording]
    printers: Callable[[], Printers]
    clock: Clock
    stdout: Output
    stderr: Output
    resources: Path
    witness_folders: tuple[Path, ...] = ()

    def wording(self, language: str) -> Wording:
        """The catalogue of a language."""
        return self.wordings[language]


def speaks(parser: argparse.ArgumentParser, words: Wording) -> None:
    """Every command answers in the language it is asked in."""
    parser.add_argument("--lang", choices=CODES, default=words.language, help=words("cli.lang"))


def speak(words: Wording) -> None:
    """Have every parser of this run say its own words in a language: argparse asks gettext for them
    and is answered here.
    """

    def said(message: str) -> str:
        return words(SAID[message]) if message in SAID else message

    def counted(one: str, many: str, count: int) -> str:
        return said(one if count == 1 else many)

    vars(argparse).update(_=said, ngettext=counted)


def evening_or_why(name: str, context: Context, words: Wording) -> Evening | None:
    """The evening of a form's id or of a file, after saying whose script it is; None after saying
    on standard error why not.
    """
    try:
        found = evening(name, context.library)
    except NoSampleError as error:
        said = words("demo.no_kind", found=name, known=", ".join(error.args[1]))
    except NoEveningError:
        said = words("demo.no_evening", path=name)
    else:
        context.stdout.write(_whose(found, words) + "\n")
        return found
    context.stderr.write(said + "\n")
    return None


def _whose(found: Evening, words: Wording) -> str:
    """Whose script is played, and which others could have been."""
    if found.borrowed:
        election = found.script.election
        return words("demo.borrowed", script=found.borrowed, election=election)
    key = "script_of" if found.others else "script"
    return words(f"demo.{key}", script=found.script.id, others=", ".join(found.others))


def in_utf8(stream: Output) -> None:
    """Answers are UTF-8 with plain line ends wherever they go: programs read them."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", newline="\n")
