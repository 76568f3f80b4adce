"""How a line is called on the page of the second look, and what two entries differ by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from tally_app.app.desk.scene import Scene
from tally_app.app.words.lines import cell_words, cells_words, heading
from tally_app.domain.causes.differences import Difference
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.naming import item_name, line_number
from tally_app.domain.values.wording import Wording

#: Icons of the groups; every other kind is about digits.
_ICONS: Final = {
    "lines_swapped": "exchange",
    "block_shifted": "shift",
    "value_in_neighbour": "shift",
}
#: Kinds that say how lines stand to each other.
_OWN_WAY: Final = ("lines_swapped", "block_shifted")
#: Kinds about lines whose figures are beside them anyway.
_ONLY_LINES: Final = ("value_in_neighbour", "other")
#: Up to this many lines are named one by one.
_NAMED: Final = 3


def number_of(scene: Scene, cell: Cell) -> str:
    """The printed number of a line, "" where the form gives none."""
    line = scene.form.line(cell.line)
    return line_number(scene.night, scene.place.contest, line, cell.item)


def label_of(scene: Scene, cell: Cell) -> str:
    """What is counted: the candidate, the box and what of it, or the line's own words."""
    line, words = scene.form.line(cell.line), scene.wording
    if not cell.item:
        return words.pick(line.label)
    name = item_name(scene.night, scene.place.contest, line.collection, cell.item, words)
    return name if line.number else f"{name}: {words.pick(line.short or line.label)}"


def caption_of(scene: Scene, cell: Cell) -> str:
    """What of an item is counted, and on which step it was typed."""
    line, words = scene.form.line(cell.line), scene.wording
    step = next((step for step in scene.form.steps if line.stage in step.stages), None)
    where = words("second.step", step=words.pick(step.name)) if step else ""
    what = words.pick(line.short or line.label) if cell.item and line.number else ""
    return ", ".join(part for part in (what, where) if part)


def icon_of(group: Difference) -> str:
    """The sign of a group of differing lines."""
    return _ICONS.get(group.kind, "digits")


def title_of(scene: Scene, group: Difference, cells: Sequence[Cell]) -> tuple[str, str]:
    """What differs, with the lines in it, and the figures."""
    words = scene.wording
    lines = [cells[place] for place in group.places]
    night, contest = scene.night, scene.place.contest
    shown = [_figure(scene, figure) for figure in (*group.first, *group.second)]
    half = len(group.first)
    said = {
        "a": cell_words(night, contest, lines[0], words),
        "b": cell_words(night, contest, lines[-1], words),
        "x": shown[0],
        "y": shown[half],
        "where": words("second.in_second" if group.in_second else "second.in_first"),
        "lines": cells_words(night, contest, lines, words, few=_NAMED),
    }
    key = f"{group.kind}_{group.way}" if group.kind == "block_shifted" else group.kind
    return heading(words(f"second.{key}", **said)), _detail(group, key, said, words)


def _detail(group: Difference, key: str, said: Mapping[str, str], words: Wording) -> str:
    """Which figures stand where: two exchanged or moved lines say it their own way."""
    if group.kind in _OWN_WAY:
        return words(f"second.{key}_says", **said)
    if group.kind in _ONLY_LINES:
        return heading(said["lines"])
    return heading(words("second.two_figures", **said))


def _figure(scene: Scene, figure: int | None) -> str:
    return scene.wording("window.dash") if figure is None else str(figure)
