"""``tally-app training room CODES…``: what a room missed, out of the codes of its exercises."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tally_app.app.papers.issue import write_document
from tally_app.app.training.codes import ExerciseCode, form_mark, read_code
from tally_app.app.training.room import Room, sheet
from tally_app.cli.context import Context
from tally_app.domain.values.languages import CODES, STATE_LANGUAGES
from tally_app.domain.values.words import Words

_DONE, _UNUSABLE = 0, 2


def room(codes: Sequence[str], out: Path | None, context: Context, language: str) -> int:
    """Say which kinds of fault the room missed; with ``out`` write the trainer's sheet there. 2 for
    a code that cannot be read: it is named, with its place.
    """
    words, found = context.wording(language), list[ExerciseCode]()
    for at, text in enumerate(codes, 1):
        code = read_code(text)
        if code is None:
            context.stderr.write(words("training.room.bad_code", place=at, code=text) + "\n")
            return _UNUSABLE
        found.append(code)
    if not found:
        context.stderr.write(words("training.room.no_codes") + "\n")
        return _UNUSABLE
    if len({code.form for code in found}) > 1:
        context.stderr.write(words("training.room.other_form") + "\n")
        return _UNUSABLE
    said = Room(tuple(found))
    lines = [words("training.room.places", count=len(found))]
    lines += [
        words(
            "training.room.planted_all",
            planted=said.planted, seen=said.planted - said.missed, missed=said.missed,
        )
    ]  # fmt: skip
    lines += [
        f"  {words(f'training.fault.{kind}')}: {missed} / {planted}"
        for kind, planted, missed in said.by_kind()
    ]
    context.stdout.write("\n".join(lines) + "\n")
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        made = context.printers().handout(
            sheet(said, _form(found[0].form, context), context.wordings)
        )
        path = out / "room.pdf"
        write_document(path, made)
        context.stdout.write(words("training.room.written", path=path) + "\n")
    return _DONE


def _form(mark: int, context: Context) -> Words:
    """The name of the form a code names; its mark where no shipped form has it."""
    for name in context.library.ids("form"):
        if form_mark(name) == mark:
            called = context.library.name("form", name)
            return {x: context.wordings[x].pick(called) for x in CODES}
    return dict.fromkeys(STATE_LANGUAGES, f"{mark:04x}")
