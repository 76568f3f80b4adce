"""``tally-app training room CODES…``: what a room missed, out of the codes of its exercises."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tally_app.app.papers.issue import write_document
from tally_app.app.training.repeat import again, evening_of, form_named
from tally_app.app.training.room import read_room, repeat_words, result_words, sheet, wrong_words
from tally_app.cli.context import Context

_DONE, _UNUSABLE = 0, 2


def room(texts: Sequence[str], out: Path | None, context: Context, language: str) -> int:
    """Say which kinds of fault the room missed; with ``out`` write the trainer's sheet there. 2 for
    codes that cannot be counted: each is named, with its place.
    """
    words = context.wording(language)
    said, wrong = read_room(texts)
    for one in wrong:
        told = words("training.room.at_code", place=one.place, code=one.text)
        context.stderr.write(f"{told} {wrong_words(one, words)}\n")
    if wrong:
        return _UNUSABLE
    if not said.codes:
        context.stderr.write(words("training.room.no_codes") + "\n")
        return _UNUSABLE
    coming = again(said, evening_of(said, context.library))
    lines = [words("training.room.places", count=len(said.codes)), result_words(said, words)]
    lines += [
        f"  {words(f'training.fault.{kind}')}: {missed} / {planted}"
        for kind, planted, missed in said.by_kind()
    ]
    lines.append(repeat_words(said, coming, words))
    context.stdout.write("\n".join(lines) + "\n")
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        form = form_named(said.form, context.library)
        made = context.printers().handout(sheet(said, form, coming, context.wordings))
        path = out / "room.pdf"
        write_document(path, made)
        context.stdout.write(words("training.room.written", path=path) + "\n")
    return _DONE
