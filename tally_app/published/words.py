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
    Cause,
    Checked,
    Finding,
    Remark,
    Value,
)
from tally_app.published.rules.roles import ROLES, RoleWords
from tally_app.published.rules.text import TableProblem

#: Number of the JSON object's format.
FORMAT: Final = 1
_FEW: Final = 4  # names listed in one sentence


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
class Said:
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

    def heading(self, finding: Finding) -> str:
        """The few words over a finding."""
        return self.words(f"published.heading.{_kind(finding)}")

    def place(self, finding: Finding) -> str:
        """The line of the text a finding is about, "" where there are several."""
        if len(finding.rows) != 1:
            return ""
        line = self.checked.table.rows[finding.rows[0]].line
        return self.words("published.line", line=line)

    def message(self, finding: Finding) -> str:
        """The sentence of a finding."""
        make = {
            "percents_shifted": self._shifted,
            "percents_fit_no_base": self._counted,
            "columns_total": self._columns_total,
        }.get(_kind(finding), self._plain)
        return make(finding)

    def causes(self, finding: Finding) -> list[str]:
        """A sentence for every likely cause."""
        return [self._cause(cause, finding) for cause in finding.causes if not _told(cause)]

    def remarks(self) -> list[str]:
        """What is to know about how the table was read."""
        return [self._remark(remark) for remark in self.checked.remarks]

    def agrees(self) -> str:
        """What is said where nothing contradicts itself."""
        count = grouped(self.checked.checks)
        return self.words("published.agrees_says", count=count) if self.checked.checks else ""

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

    def _plain(self, finding: Finding) -> str:
        known: dict[str, object] = {
            "printed": _shown(finding.printed),
            "expected": _shown(finding.expected),
            "difference": _difference(finding.difference),
            "row": self._named(finding),
            "column": self.column(finding.columns[0]) if finding.columns else "",
            **self._of(finding.base),
        }
        if finding.kind == "percent_contradicts_votes":
            known["votes"] = self._votes(finding)
        return self.words(f"published.finding.{finding.kind}", **known)

    def _named(self, finding: Finding) -> str:
        """The row of a finding, in a grid with its column where one cell is meant."""
        if not finding.rows:
            return ""
        row = self.row(finding.rows[0])
        one_cell = finding.kind in ("percent_contradicts_votes", "turnout", "total_over_registered")
        if one_cell and finding.columns and self.checked.shape == "grid":
            return f"{row}, {self.column(finding.columns[0])}"
        return row

    def _votes(self, finding: Finding) -> str:
        """The count that stands before a percentage."""
        table, column = self.checked.table, finding.columns[0]
        before = [at for at in table.columns_of("count") if at < column]
        at = max(before, default=table.columns_of("count")[0])
        return grouped(table.count(finding.rows[0], at) or 0)

    def _shifted(self, finding: Finding) -> str:
        last = len(self.checked.table.rows) - 1
        parts = [at for at in range(last + 1) if not self.checked.table.rows[at].role]
        to_end = finding.rows[-1] == parts[-1] or finding.rows[-1] == last
        key = "percents_shifted" if to_end else "percents_moved"
        return self.words(
            f"published.finding.{key}_{finding.causes[0].kind}",
            **{"number": finding.rows[0] + 1, "first": self.row(finding.rows[0])}
            | ({} if to_end else {"last": self.row(finding.rows[-1])}),
        )

    def _counted(self, finding: Finding) -> str:
        return self.words(f"published.finding.{finding.kind}", count=len(finding.rows))

    def _columns_total(self, finding: Finding) -> str:
        names = [self.column(at) for at in finding.columns]
        return self.words(
            "published.finding.columns_total",
            count=len(names),
            columns=self._listed(names),
        )

    def _listed(self, names: Sequence[str]) -> str:
        shown = ", ".join(names[:_FEW])
        more = len(names) - _FEW
        return f"{shown} {self.words('published.and_more', count=more)}" if more > 0 else shown

    def _cause(self, cause: Cause, finding: Finding) -> str:
        key = cause.kind
        if key == "row_left_out" and cause.expected is None:
            key = "rows_left_out"
        known: dict[str, object] = {
            "printed": _shown(cause.printed),
            "expected": _shown(cause.expected),
            "row": self.row(cause.rows[0]) if cause.rows else "",
            **self._of(cause.base),
            "where": self._where(cause, finding),
        }
        return self.words(f"published.cause.{key}", **known)

    def _where(self, cause: Cause, finding: Finding) -> str:
        """Which figure a slip is in: a row, a column, else the total."""
        if cause.rows:
            return self.row(cause.rows[0])
        if cause.columns:
            return self.column(cause.columns[0])
        if finding.kind == "parts_do_not_add_up":
            return self.row(finding.rows[0])
        return self.words("published.cause.where_total")

    def _remark(self, remark: Remark) -> str:
        where = [self.row(at) for at in remark.rows] or [self.column(at) for at in remark.columns]
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
            "findings": [self._finding_data(finding) for finding in self.checked.findings],
            "remarks": self.remarks(),
        }

    def _finding_data(self, finding: Finding) -> dict[str, Any]:
        return {
            "kind": finding.kind,
            "rows": [self.row(at) for at in finding.rows],
            "columns": [self.column(at) for at in finding.columns],
            "lines": [self.checked.table.rows[at].line for at in finding.rows],
            "printed": finding.printed,
            "expected": finding.expected,
            "difference": _plain_value(finding.difference),
            "message": self.message(finding),
            "causes": list(self._causes_data(finding)),
        }

    def _causes_data(self, finding: Finding) -> Iterator[dict[str, Any]]:
        for cause in finding.causes:
            yield {
                "kind": cause.kind,
                "rows": [self.row(at) for at in cause.rows],
                "columns": [self.column(at) for at in cause.columns],
                "from": cause.printed,
                "to": cause.expected,
                "message": "" if _told(cause) else self._cause(cause, finding),
            }


def _told(cause: Cause) -> bool:
    """True where the finding's own sentence says the cause: percentages moved by a row."""
    return len(cause.rows) > 1


def _kind(finding: Finding) -> str:
    several = finding.kind == "column_total" and len(finding.columns) > 1
    return "columns_total" if several else finding.kind


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
