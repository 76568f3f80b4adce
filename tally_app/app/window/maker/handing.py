"""Packages handed out from the maker: signed for comparison or not, one or one for each precinct.

A private key is opened for one hand-out and forgotten with it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from tally_app.app.handover.letter import letter
from tally_app.app.handover.packages import (
    SHORTEST,
    KeyFileError,
    SigningKey,
    fingerprint_of,
    new_key,
    opened_key,
)
from tally_app.app.maker.making import write_new
from tally_app.app.view.base import Note
from tally_app.app.view.fields import DialogForm
from tally_app.app.view.maker import MakeKey
from tally_app.app.window.maker import key_dialogs as dialogs
from tally_app.app.window.maker.key_dialogs import HandOut
from tally_app.app.window.maker.packing import Packing, Wanted
from tally_app.app.window.maker.shelf import write_whole
from tally_app.app.window.maker.work import Work
from tally_app.app.window.services import Services
from tally_app.catalog.incoming.bounded import TOML, whole
from tally_app.domain.values.wording import Wording

#: Seconds of work between two looks at what was pressed.
_AT_ONCE: Final = 0.1
Say = Callable[[Wording], Note]


class Handing:
    """``dialog`` asks for the passphrase of a key; ``packing`` is what is being written now."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.how = HandOut()
        self.dialog: DialogForm | None = None
        self.packing: Packing | None = None
        self._at = Path()  # the file a passphrase is asked for: of a new key, of packages

    def closed(self, words: Wording) -> str:
        """Why no package can be written now, "" where one can."""
        if self.packing is not None:
            return words("maker.hand.busy")
        return words("maker.hand.closed") if self.how.signs and self.how.key is None else ""

    def asks(self, work: Work) -> str:
        """Which file is asked for to write to: of one package, or the folder of many."""
        return "maker_packages" if self._each(work) else "maker_package"

    def _each(self, work: Work) -> bool:
        return self.how.each and len(work.draft.precincts) > 1

    def set(self, field: str, text: str) -> None:
        """Signed or not, one or one for each precinct was chosen."""
        if field == "signs":
            self.how = replace(self.how, signs=text == "key")
        else:
            self.how = replace(self.how, each=text == "each")

    def file(self, kind: str, path: Path, work: Work) -> Say | None:
        """A file was chosen; what is to be told. KeyFileError, OSError."""
        match kind:
            case "maker_key":
                self._take(path)
            case "maker_letter" if self.how.digits:
                services = self._services
                day = services.clock().date()
                made = letter(self.how.digits, day, services.wordings, services.printers())
                write_whole(path, made)
                return lambda words: Note(words("key.letter", path=path), "ok")
            case "maker_new_key":
                self._at, self.dialog = path, dialogs.new_key(self._words())
            case _ if self.how.signs and self.how.key:
                self._at, self.dialog = path, dialogs.signing(self.how.key, self._words())
            case _:
                self._begin(path, work, None)
        return None

    def submit(self, values: Mapping[str, str], work: Work) -> Say | None:
        """The dialog was answered; what is to be told. What is wrong is said in it."""
        asked, words = self.dialog, self._words()
        if asked is None:
            return None
        phrase = values.get(dialogs.PHRASE, "")
        try:
            if asked.intent == MakeKey():
                if phrase != values.get(dialogs.AGAIN) and len(phrase) >= SHORTEST:
                    self.dialog = dialogs.wrong(asked, dialogs.AGAIN, words("maker.key.differs"))
                    return None
                write_new(self._at, new_key(phrase), private=True)
                self._take(self._at)
                made, digits = self._at, self.how.digits
                self.dialog = None
                return lambda words: dialogs.made(made, digits, words)
            if self.how.key is not None:
                key = opened_key(whole(self.how.key, TOML), phrase)
                self.dialog = None
                self._begin(self._at, work, key)
        except KeyFileError as error:
            text = words(f"key.{error.code}", path=self.how.key or self._at, least=SHORTEST)
            self.dialog = dialogs.wrong(asked, dialogs.PHRASE, text)
        return None

    def _take(self, path: Path) -> None:
        self.how = replace(self.how, signs=True, key=path, digits=fingerprint_of(path))

    def _words(self) -> Wording:
        return self._services.wordings[self._services.settings["language"]]

    def _begin(self, path: Path, work: Work, key: SigningKey | None) -> None:
        made = self._services.clock().date().isoformat()
        self.packing = Packing(
            Wanted(
                work.kept, work.library, path, self._each(work), work.next_version(), made, key
            )
        )  # fmt: skip

    def go_on(self, work: Work) -> Say | None:
        """Write for a moment; what is to be told when it is over."""
        packing, until = self.packing, time.monotonic() + _AT_ONCE
        if packing is None:
            return None
        try:
            while packing.go_on():
                if time.monotonic() >= until:
                    return None
        except BaseException:
            self.packing = None
            raise
        self.packing = None
        work.packed(packing.wanted.version)
        return lambda words: dialogs.written(packing, words)

    def stop(self) -> Say | None:
        """Stop what is being written."""
        packing, self.packing = self.packing, None
        if packing is None:
            return None
        packing.stop()
        return lambda words: Note(words("maker.hand.stopped"), "warning")
