"""A figure and its words, as the paper will show them."""

from __future__ import annotations

from tally_app.app.desk.scene import Scene, shown_value
from tally_app.app.view.fields import Row
from tally_app.domain.form.form import Line
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.naming import item_name, line_number
from tally_app.domain.values.numwords import in_words


def summary_row(scene: Scene, line: Line, item: str) -> Row:
    """A figure and its words, as they will stand on the paper."""
    contest, words = scene.place.contest, scene.wording
    value = scene.now.value(Cell(line.id, item))
    label = item_name(scene.night, contest, line.collection, item, words) if item else ""
    return Row(
        number=line_number(scene.night, contest, line, item),
        label=label or words.pick(line.label),
        value=shown_value(line, value) or words("window.dash"),
        words=in_words(value, words.language) if value is not None else "",
    )
