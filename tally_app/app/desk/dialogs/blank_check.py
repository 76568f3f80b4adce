"""The check of the hand-written blank: another member types what stands on it, before signing.

The supplied blank is written by hand and may not be corrected (43(8)): a wrong digit or word must
be seen while the blank can still be thrown away.
"""

from __future__ import annotations

from tally_app.app.desk.blocks.rows import refusal_words
from tally_app.app.desk.dialogs.answers import Answers
from tally_app.app.desk.scene import Scene
from tally_app.app.view.fields import Field, Row
from tally_app.app.view.intents import CheckBlank
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import Command
from tally_app.domain.night.facts.finishing import BlankChecked
from tally_app.domain.night.naming import item_name
from tally_app.domain.record.record import Record, RecordLine
from tally_app.domain.values.languages import STATE_LANGUAGES
from tally_app.domain.values.numwords import in_words

_WORDS = "words:"


def blank_rows(scene: Scene, _asked: CheckBlank) -> tuple[Row, ...]:
    """One empty field per line of the form: nothing of the record is shown before it is typed."""
    rows = []
    for line in _lines(scene):
        label = _label(scene, line)
        key = _key(line)
        rows.append(Row(line.number, label, "", Field(key, "", "count", name=label)))
    return tuple(rows)


def blank_ticks(scene: Scene) -> tuple[tuple[str, str, bool], ...]:
    """The words that must stand beside each figure, to be compared with the blank and ticked."""
    ticks = []
    for line in _lines(scene):
        said = " / ".join(in_words(line.value or 0, language) for language in STATE_LANGUAGES)
        ticks.append((_WORDS + _key(line), f"{line.number}: {said}", False))
    return tuple(ticks)


def blank_checked(answers: Answers, _asked: CheckBlank) -> list[Command]:
    """What was read from the blank; every line that differs is named beside its field."""
    scene = answers.scene
    lines = _lines(scene)
    read = {_key(line): answers.count(_key(line)) for line in lines}
    if answers.errors:
        return []
    words = scene.wording
    for line in lines:
        if read[_key(line)] != line.value:
            answers.errors[_key(line)] = words("blank.differs")
        elif answers.values.get(_WORDS + _key(line)) != "yes":
            answers.errors[_WORDS + _key(line)] = words("blank.words")
    agrees = not answers.errors
    command = Command(BlankChecked(agrees, scene.session.who, read), scene.place.contest)
    if not agrees:
        # What was read is written down although the dialog stays open for the lines that differ.
        refused = scene.session.execute(command)
        if refused is not None:
            answers.errors = {"": refusal_words(scene, refused)}
    return [command]


def _lines(scene: Scene) -> list[RecordLine]:
    done = scene.state.finish
    if done is None:
        return []
    record = Record.read(done.record)
    return [
        x for x in record.lines if x.place == "body" and x.kind == "count" and x.value is not None
    ]


def _key(line: RecordLine) -> str:
    return str(Cell(line.id, line.item))


def _label(scene: Scene, line: RecordLine) -> str:
    form_line = scene.form.line(line.id)
    if not line.item:
        return scene.wording.pick(form_line.label)
    night, contest = scene.night, scene.place.contest
    return item_name(night, contest, form_line.collection, line.item, scene.wording)
