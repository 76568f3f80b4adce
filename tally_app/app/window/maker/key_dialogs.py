"""What is asked and said about packages and their key: the card of the page, dialogs, answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from tally_app.app.handover.packages import SHORTEST, ContainerError, KeyFileError
from tally_app.app.view.base import AskFile, Button, Intent, Note
from tally_app.app.view.fields import DialogForm, Field, Row, Rows
from tally_app.app.view.maker import Block, MakeKey, SignPackages, StopHanding
from tally_app.app.window.failures import said
from tally_app.app.window.maker.packing import Packing
from tally_app.app.window.maker.work import Work
from tally_app.domain.handover.fingerprint import groups
from tally_app.domain.values.wording import Wording

#: Fields of the card, and of the dialogs.
FIELDS: Final = ("hand.signs", "hand.each")
PHRASE, AGAIN = "phrase", "again"


@dataclass(frozen=True, slots=True)
class HandOut:
    """How packages are handed out: ``each`` for one for each precinct; ``key`` is the file of the
    key that signs, with the ``digits`` of its letter.
    """

    each: bool = False
    signs: bool = False
    key: Path | None = None
    digits: str = ""


def card(how: HandOut, work: Work, words: Wording) -> Iterator[Block]:
    """Whether packages are signed, how many there are, and the key."""
    signs = tuple((x, words(f"maker.hand.{x}")) for x in ("unsigned", "key"))
    rows = [_choice("signs", signs[how.signs][0], signs, words)]
    if len(work.draft.precincts) > 1:
        each = tuple((x, words(f"maker.hand.{x}")) for x in ("one", "each"))
        rows.append(_choice("each", each[how.each][0], each, words))
    yield Rows(tuple(rows), words("maker.hand.title"))
    if how.signs:
        says = words("maker.hand.none")
        if how.key:
            digits = words("key.shown", digits=" ".join(groups(how.digits)))
            says = f"{words('maker.hand.known', path=how.key)} {digits}"
        yield Note(f"{says}\n{words('key.paper.never')}", "note", buttons=tuple(_keys(how, words)))


def _choice(name: str, value: str, choices: tuple[tuple[str, str], ...], words: Wording) -> Row:
    label = words(f"maker.hand.field_{name}")
    return Row("", label, "", Field(f"hand.{name}", value, "choice", name=label, choices=choices))


def _keys(how: HandOut, words: Wording) -> Iterator[Button]:
    yield Button(AskFile("maker_new_key"), words("maker.hand.new"), "small", icon="add")
    yield Button(AskFile("maker_key"), words("maker.hand.choose"), "small", icon="folder")
    if how.key:
        yield Button(AskFile("maker_letter"), words("maker.hand.letter"), "small", icon="print")


def new_key(words: Wording) -> DialogForm:
    """Asks for the passphrase of a new key, twice."""
    rows = (_secret(PHRASE, words("maker.key.phrase", least=SHORTEST)),
            _secret(AGAIN, words("maker.key.again")))  # fmt: skip
    return _asking(MakeKey(), "new", words("maker.key.new_says"), rows, words)


def signing(key: Path, words: Wording) -> DialogForm:
    """Asks for the passphrase of the key that signs."""
    says = f"{words('maker.key.sign_says', path=key)}\n{words('key.paper.never')}"
    rows = (_secret(PHRASE, words("maker.key.phrase", least=SHORTEST)),)
    return _asking(SignPackages(), "sign", says, rows, words)


def _secret(key: str, label: str) -> Row:
    return Row("", label, field=Field(key, "", "phrase", name=label))


def _asking(
    asked: Intent, name: str, text: str, rows: tuple[Row, ...], words: Wording
) -> DialogForm:
    title, accept = words(f"maker.key.{name}"), words(f"maker.key.{name}_accept")
    return DialogForm(asked, title, text, rows, (), accept, words("dialog.cancel"))


def wrong(asked: DialogForm, field: str, why: str) -> DialogForm:
    """The dialog again, with what is wrong at a field."""
    return replace(asked, errors=((field, why),))


def made(path: Path, digits: str, words: Wording) -> Note:
    """A key was made: nobody can recover its passphrase, and its letter is to be printed."""
    button = Button(AskFile("maker_letter"), words("maker.hand.letter"), "small", icon="print")
    says = words("key.made", path=path, digits=" ".join(groups(digits)))
    return Note(says, "ok", buttons=(button,))


def failed(failure: Exception, path: Path | None, words: Wording) -> str:
    """Why something about files did not go: what happened, to which one, what to do."""
    match failure:
        case KeyFileError(code=code):
            return words(f"key.{code}", path=path or "", least=SHORTEST)
        case ContainerError():
            return words("maker.hand.large")
        case FileExistsError(filename=name):
            return words("maker.hand.exists", path=name)
    return said(failure, words, path) or ""


def going_on(packing: Packing, words: Wording) -> Note:
    """How far the writing has come, and how it is stopped."""
    counts = {"done": packing.done, "many": packing.wanted.many}
    says = words("maker.hand.going_on", **counts) if packing.done else words("maker.hand.begins")
    stop = Button(StopHanding(), words("maker.hand.stop"), "small", icon="close")
    return Note(says, "note", buttons=(stop,))


def written(packing: Packing, words: Wording) -> Note:
    """Everything is written: where, and whether it is signed."""
    wanted = packing.wanted
    about = {"path": wanted.path, "count": packing.done, "version": wanted.version}
    says = words("maker.hand.written_each" if wanted.each else "maker.hand.written", **about)
    signed = words("maker.hand.with_key" if wanted.key else "maker.hand.without_key")
    return Note(f"{says} {signed}", "ok")
