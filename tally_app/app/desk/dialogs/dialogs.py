"""Dialogs: only where the law or a loss is at stake. Asked from a row of data, answered once."""

from __future__ import annotations

from dataclasses import replace

from tally_app.app.desk.blocks.rows import refusal_words
from tally_app.app.desk.dialogs.answers import GUEST, MEMBER, Answers, Values
from tally_app.app.desk.dialogs.table import DIALOGS, OFFICES, STATES, WITNESS
from tally_app.app.desk.scene import Scene
from tally_app.app.view.base import Intent
from tally_app.app.view.fields import DialogForm, Field, Row
from tally_app.domain.night.command import LONGEST_PROSE, unfit_text
from tally_app.domain.night.reckoning import PRESENT
from tally_app.domain.night.state import CAPACITIES
from tally_app.domain.values.signs import seen, unseen


def ask(scene: Scene, asked: Intent) -> DialogForm:
    """The dialog of an intent, with what is already known filled in."""
    dialog, words = DIALOGS[type(asked)], scene.wording
    known = dialog.start(scene, asked) if dialog.start else {}
    fields = (*dialog.fields, *WITNESS) if dialog.members else dialog.fields
    rows = tuple(_row(scene, dialog.name, key, kind, known) for key, kind in fields)
    if dialog.rows:
        rows = (*rows, *dialog.rows(scene, asked))
    checks = dialog.ticks(scene) if dialog.ticks else ()
    if dialog.members:
        checks = tuple(
            (MEMBER + p.id, f"{p.name}, {words.coded('office', p.office)}", p.state in PRESENT)
            for p in scene.night.persons
        ) + tuple((GUEST + guest, name, False) for guest, name in _guests(scene))
    what = dialog.what(scene, asked) if dialog.what else ""
    own = f"dialog.{dialog.name}.cancel"
    return DialogForm(
        asked,
        words(f"dialog.{dialog.name}.title", what=what),
        words(f"dialog.{dialog.name}.text", what=what),
        rows,
        checks,
        words(f"dialog.{dialog.name}.accept"),
        words(own if words.has(own) else "dialog.cancel"),
        dialog.tone,
        dangerous=dialog.dangerous,
    )


def _row(scene: Scene, dialog: str, key: str, kind: str, known: Values) -> Row:
    words = scene.wording
    choices = _choices(scene, kind)
    label = words(f"dialog.field.{key}")
    field = Field(
        key,
        known.get(key, choices[-1][0] if kind == "office" else choices[0][0] if choices else ""),
        "choice" if choices else kind,
        name=label,
        choices=choices,
    )
    own = f"dialog.{dialog}.{key}"
    return Row("", label, words(own) if words.has(own) else "", field)


def _choices(scene: Scene, kind: str) -> tuple[tuple[str, str], ...]:
    """What a field of that kind offers; nothing for one that is typed. Who was there, and as whom,
    is said by people: nobody is chosen beforehand.
    """
    if kind == "another":
        there = [p for p in scene.night.persons if p.state in PRESENT]
        return (("", scene.wording("window.not_entered")), *((p.id, p.name) for p in there))
    if kind == "seals":
        words = scene.wording
        said = ((name, words(f"pause.seals_{name}")) for name in ("whole", "broken"))
        return (("", words("window.not_entered")), *said)
    if kind in ("member", "person"):
        there = [p for p in scene.night.persons if kind == "member" or p.state in PRESENT]
        members = (("", scene.wording("window.not_entered")), *((p.id, p.name) for p in there))
        return members if kind == "member" else (*members, *_guests(scene))
    names = {"office": OFFICES, "state": STATES, "capacity": CAPACITIES}.get(kind, ())
    offered = tuple((name, scene.wording(f"{kind}.{name}")) for name in names)
    return (("", scene.wording("window.not_entered")), *offered) if kind == "capacity" else offered


def _guests(scene: Scene) -> tuple[tuple[str, str], ...]:
    words = scene.wording
    return tuple(
        (guest.id, f"{guest.name}, {words.coded('capacity', guest.capacity)}")
        for guest in scene.night.guests
    )


def submit(scene: Scene, form: DialogForm, values: Values) -> DialogForm | None:
    """Record what was answered; the same dialog again, with errors, where something is missing."""
    answers = Answers(scene, values)
    commands = DIALOGS[type(form.intent)].record(answers, form.intent)
    kept = tuple(
        replace(row, field=replace(row.field, text=values.get(row.field.key, "")))
        if row.field and row.field.kind != "secret"
        else row
        for row in form.fields
    )
    checks = tuple((key, text, values.get(key) == "yes") for key, text, _ in form.checks)
    again = replace(form, fields=kept, checks=checks, mend="", mended=())
    if answers.errors:
        wrong = [(key, values.get(key, "")) for key in answers.errors]
        mended = tuple((key, text, seen(text)) for key, text in wrong if unseen(text))
        mend = scene.wording("unfit.take_out") if mended else ""
        unfit = unfit_text("".join(text for _, text in wrong if unseen(text)), LONGEST_PROSE)
        if unfit is not None and mended:
            answers.errors.setdefault("", refusal_words(scene, unfit))
        errors = tuple(answers.errors.items())
        return replace(again, errors=errors, mend=mend, mended=mended)
    for command in commands:
        refused = scene.session.execute(command)
        if refused is not None:
            return replace(again, errors=(("", refusal_words(scene, refused)),))
    return None
