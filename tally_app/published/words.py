"""A published table in words: what was read, what contradicts itself, and the same as data.

Sentences stay with arithmetic: nothing is said about how an election went.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tally_app.domain.values.wording import Wording, grouped, signed
from tally_app.published.rules.check import check_text
from tally_app.published.rules.contradictions import (
    Base,
    Checked,
    Contradiction,
    Explanation,
    Remark,
    Value,
)
from tally_app.published.rules.reading.roles import ROLES, RoleWords
from tally_app.published.rules.reading.text import TableProblem

#: Number of the JSON object's format.
FORMAT: Final = 1
_FEW: Final = 4  # names listed in one sentence

#: Findings between lines of one protocol: the first is named, the last beside it.
_OF_LINES: Final = ("received", "boxes", "boxes_counted", "line_over", "cast_over")


def role_words(wordings: Mapping[str, Wording]) -> RoleWords:
    """The words of every language by which rows and columns are known."""
    return RoleWords(
        {
            role: [
                phrase
                for wording in wordings.values()
                for phrase in wording(f"published.words.{role}").split("|")
            ]
            for role in ROLES
        }
    )


def check(text: str, words: RoleWords) -> Checked:
    """The table of a text, checked; TableProblem says why it cannot be read."""
    return check_text(text, words)


def problem_said(problem: TableProblem, words: Wording) -> str:
    """Why a text is no table, in one sentence."""
    return words(f"published.problem.{problem.code}", **problem.arguments)


@dataclass(frozen=True)
class TableReport:
    """A checked table in the words of one language."""

    checked: Checked
    words: Wording

    def shape(self) -> str:
        """What the text was read as."""
        table = self.checked.table
        return self.words(
            f"published.read_{self.checked.shape}",
            **{"rows": len(table.rows)}
            | ({"columns": len(table.columns)} if self.checked.shape == "grid" else {}),
        )

    def base(self) -> str:
        """What the percentages are of, "" where there are none."""
        base = self.checked.base
        return self.words("published.base", base=self._base(base)) if base is not None else ""

    def heading(self, contradiction: Contradiction) -> str:
        """The few words over a contradiction."""
        return self.words(f"published.heading.{_kind(contradiction)}")

    def place(self, contradiction: Contradiction) -> str:
        """The line of the text a contradiction is about, "" where there are several."""
        if len(contradiction.rows) != 1:
            return ""
        line = self.checked.table.rows[contradiction.rows[0]].line
        return self.words("published.line", line=line)

    def message(self, contradiction: Contradiction) -> str:
        """The sentence of a contradiction."""
        make = {
            "percents_shifted": self._shifted,
            "percents_fit_no_base": self._counted,
            "columns_total": self._columns_total,
        }.get(_kind(contradiction), self._plain)
        return make(contradiction)

    def explanations(self, contradiction: Contradiction) -> list[str]:
        """A sentence for every likely explanation."""
        return [
            self._explanation(explanation, contradiction)
            for explanation in contradiction.explanations
            if not _told(explanation)
        ]

    def remarks(self) -> list[str]:
        """What is to know about how the table was read."""
        return [self._remark(remark) for remark in self.checked.remarks]

    def agrees(self) -> str:
        """How much was compared, and how much was not; "" where nothing was."""
        if not self.checked.checks:
            return ""
        said = [self.words("published.agrees_says", count=grouped(self.checked.checks))]
        if left := self.checked.uncompared:
            said.append(self.words("published.uncompared", count=grouped(left)))
        return ". ".join(said)

    def verdict(self) -> str:
        """What is said where nothing contradicts itself: of the table, or of what was compared."""
        return self.words(
            "published.agrees_partly" if self.checked.uncompared else "published.agrees"
        )

    def row(self, at: int) -> str:
        """The name of a row, else which it is."""
        return self.checked.table.rows[at].name or self.words("published.row", row=at + 1)

    def column(self, at: int) -> str:
        """The name of a column, else which it is."""
        column = self.checked.table.columns[at]
        if column.name:
            return column.name
        if len(self.checked.table.columns_of(column.kind)) == 1:
            key = "percent_column" if column.kind == "percent" else "votes_column"
            return self.words(f"published.{key}")
        return self.words("published.column", column=at + 1)

    # sentences

    def _plain(self, contradiction: Contradiction) -> str:
        known: dict[str, object] = {
            "printed": _shown(contradiction.printed),
            "expected": _shown(contradiction.expected),
            "difference": _difference(contradiction.difference),
            "row": self._named(contradiction),
            "column": self.column(contradiction.columns[0]) if contradiction.columns else "",
            **self._of(contradiction.base),
        }
        if contradiction.votes is not None:
            known["votes"] = grouped(contradiction.votes)
        if contradiction.kind in _OF_LINES:
            known["row"] = self._line(contradiction, 0)
            known["other"] = self._line(contradiction, -1)
        return self.words(f"published.finding.{contradiction.kind}", **known)

    def _named(self, contradiction: Contradiction) -> str:
        """The row of a contradiction, in a grid with its column where one cell is meant."""
        if not contradiction.rows:
            return self.words("published.all_rows")
        row = self.row(contradiction.rows[0])
        one_cell = contradiction.kind in (
            "percent_contradicts_votes",
            "turnout",
            "total_over_registered",
        )
        if one_cell and contradiction.columns and self.checked.shape == "grid":
            return f"{row}, {self.column(contradiction.columns[0])}"
        return row

    def _line(self, contradiction: Contradiction, at: int) -> str:
        """A line of a protocol: a row, or a column with the row of the protocol."""
        rows, columns = contradiction.rows, contradiction.columns
        if len(columns) > 1:
            return f"{self.row(rows[0])}, {self.column(columns[at])}"
        if self.checked.shape == "grid":
            return f"{self.row(rows[at])}, {self.column(columns[0])}"
        return self.row(rows[at])

    def _shifted(self, contradiction: Contradiction) -> str:
        last = len(self.checked.table.rows) - 1
        parts = [at for at in range(last + 1) if not self.checked.table.rows[at].role]
        to_end = contradiction.rows[-1] == parts[-1] or contradiction.rows[-1] == last
        key = "percents_shifted" if to_end else "percents_moved"
        return self.words(
            f"published.finding.{key}_{contradiction.explanations[0].kind}",
            **{"number": contradiction.rows[0] + 1, "first": self.row(contradiction.rows[0])}
            | ({} if to_end else {"last": self.row(contradiction.rows[-1])}),
        )

    def _counted(self, contradiction: Contradiction) -> str:
        return self.words(f"published.finding.{contradiction.kind}", count=len(contradiction.rows))

    def _columns_total(self, contradiction: Contradiction) -> str:
        names = [self.column(at) for at in contradiction.columns]
        return self.words(
            "published.finding.columns_total",
            count=len(names),
            columns=self._listed(names),
        )

    def _listed(self, names: Sequence[str]) -> str:
        shown = ", ".join(names[:_FEW])
        more = len(names) - _FEW
        return f"{shown} {self.words('published.and_more', count=more)}" if more > 0 else shown

    def _explanation(self, explanation: Explanation, contradiction: Contradiction) -> str:
        key = explanation.kind
        if key == "row_left_out" and explanation.expected is None:
            key = "rows_left_out"
        known: dict[str, object] = {
            "printed": _shown(explanation.printed),
            "expected": _shown(explanation.expected),
            "row": self.row(explanation.rows[0]) if explanation.rows else "",
            **self._of(explanation.base),
            "where": self._where(explanation, contradiction),
        }
        return self.words(f"published.cause.{key}", **known)

    def _where(self, explanation: Explanation, contradiction: Contradiction) -> str:
        """Which figure a slip is in: a row, a column, else the total."""
        if explanation.rows:
            return self.row(explanation.rows[0])
        if explanation.columns:
            return self.column(explanation.columns[0])
        if contradiction.kind == "parts_do_not_add_up":
            return self.row(contradiction.rows[0])
        return self.words("published.cause.where_total")

    def _remark(self, remark: Remark) -> str:
        where = [self.row(at) for at in remark.rows] or [self.column(at) for at in remark.columns]
        if remark.code == "unread":
            unread = self.checked.table.unread
            where = [f"{self.row(row)}, {self.column(column)}" for row, column in unread]
        known = {
            "where": self._listed(where),
            "figure": _shown(remark.figure),
            "of": _shown(remark.of),
        }
        return self.words(f"published.remark.{remark.code}", **known)

    def _base(self, base: Base) -> str:
        named = self.words(f"published.of.{base.kind}")
        if base.figure is None:
            return named
        if base.to is not None and base.to != base.figure:
            figure, to = grouped(base.figure), grouped(base.to)
            return self.words("published.base_between", base=named, figure=figure, to=to)
        return self.words("published.base_figure", base=named, figure=grouped(base.figure))

    def _of(self, base: Base | None) -> dict[str, object]:
        """A base and its figure as two words of a sentence."""
        if base is None:
            return {}
        figure = _shown(base.figure)
        if base.to is not None and base.to != base.figure:
            figure = f"{figure}–{_shown(base.to)}"
        return {"base": self.words(f"published.of.{base.kind}"), "figure": figure}

    # data

    def data(self) -> dict[str, Any]:
        """The JSON object of format 1: integers and strings only."""
        base = self.checked.base
        return {
            "format": FORMAT,
            "shape": self.checked.shape,
            "rows": [
                {"line": row.line, "name": row.name, "role": row.role or "part"}
                for row in self.checked.table.rows
            ],
            "base": _base_data(base),
            "checks": self.checked.checks,
            "uncompared": self.checked.uncompared,
            "findings": [
                self._contradiction_data(contradiction)
                for contradiction in self.checked.contradictions
            ],
            "remarks": self.remarks(),
        }

    def _contradiction_data(self, contradiction: Contradiction) -> dict[str, Any]:
        return {
            "kind": contradiction.kind,
            "rows": [self.row(at) for at in contradiction.rows],
            "columns": [self.column(at) for at in contradiction.columns],
            "lines": [self.checked.table.rows[at].line for at in contradiction.rows],
            "printed": contradiction.printed,
            "expected": contradiction.expected,
            "difference": _plain_value(contradiction.difference),
            "message": self.message(contradiction),
            "causes": list(self._explanations_data(contradiction)),
        }

    def _explanations_data(self, contradiction: Contradiction) -> Iterator[dict[str, Any]]:
        for explanation in contradiction.explanations:
            yield {
                "kind": explanation.kind,
                "rows": [self.row(at) for at in explanation.rows],
                "columns": [self.column(at) for at in explanation.columns],
                "from": explanation.printed,
                "to": explanation.expected,
                "message": ""
                if _told(explanation)
                else self._explanation(explanation, contradiction),
            }


def _told(explanation: Explanation) -> bool:
    """True where the sentence of the contradiction says it: percentages moved by a row."""
    return len(explanation.rows) > 1


def _kind(contradiction: Contradiction) -> str:
    several = contradiction.kind == "column_total" and len(contradiction.columns) > 1
    return "columns_total" if several else contradiction.kind


def _shown(value: Value | None) -> str:
    """A count with grouped digits; a percentage as it is printed, without its sign."""
    if isinstance(value, int):
        return grouped(value)
    return (value or "").replace("%", "").strip()


def _difference(value: Value | None) -> str:
    return signed(value) if isinstance(value, int) else (value or "")


def _plain_value(value: Value | None) -> Value | None:
    """A difference with an ordinary minus, for programs."""
    return value.replace("\u2212", "-") if isinstance(value, str) else value


def _base_data(base: Base | None) -> dict[str, Any] | None:
    if base is None:
        return None
    return {"kind": base.kind, "figure": base.figure, "to": base.to or base.figure}
