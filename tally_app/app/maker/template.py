"""The workbook a commission fills in, and one filled with what an election says already."""

from __future__ import annotations

from typing import Final

from tally_app.app.maker.heads import head, matter
from tally_app.catalog.drafts.template import EmptySheet, workbook
from tally_app.domain.form.election import COUNTS
from tally_app.domain.maker.cells import IN_WORDS
from tally_app.domain.maker.decided import PRINTED, kind_of, law_says, typed_constant
from tally_app.domain.maker.draft import (
    DECIDERS,
    DraftElection,
    DraftOption,
    Forms,
    PrintAct,
)
from tally_app.domain.maker.precincts import OFFICES
from tally_app.domain.values.dates import in_digits
from tally_app.domain.values.languages import CODES
from tally_app.domain.values.wording import Wording
from tally_app.domain.values.words import Words

#: The columns of each sheet in the order in which they are filled in.
_SHEETS: Final = {
    "ballots": ("ballot", "form", "title", "id"),
    "options": ("ballot", "name", "by", "removed_day", "removed", "treatment", "counts", "id"),
    "precincts": (
        *("number", "region", "district", "address"), *("type", "clock", "voters", "ballots"),
    ),
    "members": ("number", "member", "office", "id"),
    "decisions": ("matter", "value", "by_whom", "act_number", "act_day", "said"),
}  # fmt: skip


def template(draft: DraftElection, forms: Forms, words: Wording) -> bytes:
    """A workbook with a sheet for each table, its heads in the language of ``words``; what the
    election says stands in it.
    """
    rows = {
        "ballots": _ballots(draft),
        "options": _options(draft),
        "precincts": _precincts(draft, forms, words),
        "members": _members(draft, words),
        "decisions": _decisions(draft, forms, words),
    }
    types = [kind for form in forms.values() for kind in form.precinct_types]
    choices = {
        head(words, "office"): tuple(words(f"office.{office}") for office in OFFICES),
        head(words, "type"): tuple(dict.fromkeys(words.pick(kind.name) for kind in types)),
        head(words, "ballot"): tuple(str(n) for n, _ in enumerate(draft.contests, 1)),
        head(words, "counts"): COUNTS,
        head(words, "by_whom"): tuple(words(f"maker.decided.{by}") for by in DECIDERS),
    }
    sheets = [
        EmptySheet(
            words(f"maker.sheet.{name}"),
            tuple(head(words, column) for column in _columns(name)),
            tuple(tuple(row.get(column, "") for column in _columns(name)) for row in rows[name]),
            choices,
            words(f"maker.note.{name}"),
        )
        for name in _SHEETS
    ]
    said = [words(f"maker.note.{name}") for name in (*_SHEETS, "values")]
    notes = EmptySheet(
        words("maker.sheet.notes"), (words("maker.sheet.notes"),), tuple((text,) for text in said)
    )
    return workbook([*sheets, notes])


def _columns(sheet: str) -> tuple[str, ...]:
    found: list[str] = []
    for name in _SHEETS[sheet]:
        spoken = name in IN_WORDS.get(sheet, ())
        found.extend([f"{name}.{language}" for language in CODES] if spoken else [name])
    return tuple(found)


def _in(name: str, words: Words) -> dict[str, str]:
    return {f"{name}.{language}": text for language, text in words.items()}


def _ballots(draft: DraftElection) -> list[dict[str, str]]:
    named = [{"id": draft.id, **_in("title", draft.name)}]
    return named + [
        {"ballot": str(number), "form": x.form, "id": x.id, **_in("title", x.name)}
        for number, x in enumerate(draft.contests, 1)
    ]


def _options(draft: DraftElection) -> list[dict[str, str]]:
    return [
        {"ballot": str(number), "id": x.id, **_in("name", x.name), **_in("by", x.by), **_removed(x)}
        for number, contest in enumerate(draft.contests, 1)
        for x in contest.options
    ]


def _removed(option: DraftOption) -> dict[str, str]:
    gone = option.removed
    if gone is None:
        return {}
    said = {**_in("removed", gone.decision), **_in("treatment", gone.treatment)}
    return {"removed_day": in_digits(gone.day), "counts": gone.counts, **said}


def _precincts(draft: DraftElection, forms: Forms, words: Wording) -> list[dict[str, str]]:
    types = {k.id: words.pick(k.name) for form in forms.values() for k in form.precinct_types}
    numbers = {contest.id: str(at) for at, contest in enumerate(draft.contests, 1)}
    return [
        {
            "number": x.number,
            "type": types.get(x.type, x.type),
            "clock": x.clock,
            "voters": x.voters,
            "ballots": " ".join(numbers.get(ballot, ballot) for ballot in x.ballots),
            **_in("region", x.region),
            **_in("district", x.district),
            **_in("address", x.address),
        }
        for x in draft.precincts
    ]


def _members(draft: DraftElection, words: Wording) -> list[dict[str, str]]:
    return [
        {
            "number": precinct.number,
            "member": x.name,
            "office": words(f"office.{x.office}") if x.office in OFFICES else x.office,
            "id": x.id,
        }
        for precinct in draft.precincts
        for x in precinct.members
    ]


def _decisions(draft: DraftElection, forms: Forms, words: Wording) -> list[dict[str, str]]:
    """A row for the protocol and for each constant, filled in where something was decided. Words
    of an act are written where they alone are known: the others are made of it.
    """
    printed = draft.printed or PrintAct("")
    said = {} if printed.by else _in("said", printed.words)
    rows = [{"matter": matter(words, PRINTED), **_act(printed, words), **said}]
    for name in dict.fromkeys((*law_says(forms), *draft.constants)):
        row = {"matter": matter(words, name)}
        if name in draft.constants:
            row["value"] = typed_constant(kind_of(name), draft.constants[name])
            row |= _act(draft.decided or PrintAct(""), words)
        rows.append(row)
    return rows


def _act(act: PrintAct, words: Wording) -> dict[str, str]:
    by = words(f"maker.decided.{act.by}") if act.by in DECIDERS else act.by
    return {"by_whom": by, "act_number": act.number, "act_day": in_digits(act.day)}
