"""Where commands speak: whatever the stream is, a sentence comes through, and nothing but words.

What stands in a file somebody else wrote is shown, never obeyed: a sign that steers a terminal or
turns the direction of a line is written as its code.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, Final, TextIO

from tally_app.domain.values.signs import unseen

_STREAMS: Final = ("stdin", "stdout", "stderr")
#: What gives a text its lines and columns.
_OF_LINES: Final = frozenset("\n\t")


class Plain:
    """A stream that writes words only; everything else is the stream's own."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as many types as a stream has
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write a text, what steers as its code."""
        return self._stream.write(shown(text))

    def anew(self, text: str) -> None:
        """Write a text over the line of a terminal, "" to leave it empty."""
        self._stream.write(f"\r\x1b[K{shown(text)}")
        self._stream.flush()

    def flush(self) -> None:
        """Hand over what was written."""
        self._stream.flush()

    def writelines(self, lines: Iterable[str]) -> None:
        """Write the texts one after another."""
        for line in lines:
            self.write(line)


def shown(text: str) -> str:
    """The text with every sign that nobody sees as its code."""
    codes = {ord(sign): _escaped(sign) for sign in unseen(text) if sign not in _OF_LINES}
    return text.translate(codes) if codes else text


def _escaped(sign: str) -> str:
    """As JSON writes it, so that an answer in JSON stays one."""
    units = sign.encode("utf-16-be", "surrogatepass")
    pairs = zip(units[::2], units[1::2], strict=True)
    return "".join(f"\\u{high:02x}{low:02x}" for high, low in pairs)


def ready() -> None:
    """Streams that are closed lead nowhere, those of another alphabet take every letter: as it is
    where they have it, else as its code.
    """
    for number, name in enumerate(_STREAMS):
        if getattr(sys, name) is None:
            with suppress(OSError):
                os.fstat(number)
                continue
            # The number of a closed stream is the next file's: a night must never have it.
            nowhere = os.open(os.devnull, os.O_RDWR)
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(nowhere, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")


def finish() -> None:
    """Hand over what is still to be written; whoever reads no more has enough."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            forget(stream)


def forget(stream: TextIO) -> None:
    """Send what is still buffered nowhere, so that Python does not complain when it ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
