"""What a refusal is about, for whoever wrote the script or the form that is played: lines,
relations and steps by the names the files call them by.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tally_app.app.night.session import Session
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import Refusal
from tally_app.domain.night.finish import Obstacle
from tally_app.domain.night.second_look import counted
from tally_app.domain.relations.rulebook import Result
from tally_app.domain.values.wording import Wording

#: Obstacles that are a line without a figure.
_UNTYPED = ("not_entered", "bad_text")


def open_still(session: Session, contest: str, refusal: Refusal, words: Wording) -> Iterator[str]:
    """One row for the lines a refusal is about, one for the relations, one for the steps; none of a
    refusal that says it all.
    """
    found = [*_about(session, contest, refusal)]
    untyped = [one.cell for one in found if one.code in _UNTYPED and one.cell]
    unseen = [one.cell for one in found if one.code == "second" and one.cell]
    # What is not checked yet waits for lines, and those are named.
    codes = [_code(one.result) for one in found if one.result and one.code != "not_checked"]
    steps = [one.step for one in found if one.code == "step"]
    rows = {"lines": _keys(untyped), "second": _keys(unseen), "relations": codes, "steps": steps}
    for name, told in rows.items():
        if told:
            yield words(f"demo.open_{name}", open=", ".join(dict.fromkeys(told)))


def _about(session: Session, contest: str, refusal: Refusal) -> Iterator[Obstacle]:
    """Those of everything that keeps Finish closed that this refusal is about."""
    form = session.night.form(contest)
    for one in session.obstacles(contest):
        line = form.line(one.cell.line) if one.cell and one.code in _UNTYPED else None
        match refusal.code:
            case "obstacles":
                yield one
            case "not_entered" if line is not None:
                step = form.step(refusal.step)
                if line.stage in (*step.stages, *step.locks):
                    yield one
            case "first_entry" if line is not None and counted(line):
                yield one
            case "errors_first" if one.code == "error":
                yield one


def _keys(cells: Iterable[Cell]) -> list[str]:
    return [str(cell) for cell in cells]


def _code(result: Result) -> str:
    return f"{result.relation.key} ({result.item})" if result.item else result.relation.key
