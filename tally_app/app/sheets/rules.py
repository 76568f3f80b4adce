"""What a sheet is checked against: a form, or an election file with one contest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tally_app.app.sheets.reading import TableError
from tally_app.catalog.forms import load_form
from tally_app.catalog.library import Library, resolve
from tally_app.catalog.problems import CatalogueError, worded
from tally_app.catalog.rules import load_rules
from tally_app.domain.form.form import Form
from tally_app.domain.values.wording import Wording


@dataclass(frozen=True)
class SheetRules:
    """A form as a sheet needs it. ``options``: the ballot's, None where the header has them."""

    form: Form
    options: tuple[str, ...] | None = None
    constants: Mapping[str, int] = field(default_factory=dict)


def find_rules(library: Library, name: str, wording: Wording) -> SheetRules:
    """The form or election of an id or a path; TableError if it cannot be used."""
    try:
        return _find(library, name)
    except CatalogueError as error:
        first, more = worded(error.problems[0], wording), len(error.problems) - 1
        code = "form_problems" if more else "form_problem"
        raise TableError(code, problem=first, more=more, form=name) from error


def _find(library: Library, name: str) -> SheetRules:
    if not (name.endswith(".toml") or Path(name).is_file()):
        forms, elections = library.ids("form"), library.ids("election")
        if name not in forms + elections:
            raise TableError("no_form", form=name, known=", ".join(forms + elections) or "–")
        return _form(library, name) if name in forms else _election(library, name)
    try:
        return _form(library, name)
    except CatalogueError as error:
        other = [x.args["found"] for x in error.problems if x.code == "other_kind"]
        if other != ["election"]:
            raise
    return _election(library, name)


def _form(library: Library, name: str) -> SheetRules:
    source, around = resolve(library, "form", name)
    return SheetRules(load_form(source, around))


def _election(library: Library, name: str) -> SheetRules:
    source, around = resolve(library, "election", name)
    rules = load_rules(source, around)
    contests = rules.election.contests
    if len(contests) != 1:
        forms = ", ".join(dict.fromkeys(contest.form for contest in contests))
        raise TableError("no_contest", form=name, count=len(contests), forms=forms or "–")
    return SheetRules(
        form=rules.forms[contests[0].id],
        options=tuple(option.id for option in contests[0].options),
        constants=rules.election.constants_for(contests[0], None),
    )
