"""The ballots of an election file: each contest with its kind, its form and its options."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from tally_app.catalog.checking.relations import constants_used
from tally_app.catalog.forms import read_form
from tally_app.catalog.library import Library
from tally_app.catalog.problems import Problems
from tally_app.catalog.referring import referred
from tally_app.catalog.shapes.election import ContestKeys, ElectionKeys, OptionKeys, RemovedKeys
from tally_app.catalog.table import TomlTable, twice
from tally_app.domain.form.election import Contest, Option, Removed
from tally_app.domain.form.form import Form
from tally_app.domain.relations.rulebook import CONSTANTS
from tally_app.domain.values.letters import ballot_key

#: Constants the program itself knows, whatever the files say.
BUILT_IN: Final = frozenset({"options"})


def known_constants(forms: Collection[Form]) -> frozenset[str]:
    """Names that contests of these forms may give a value."""
    own = frozenset(name for form in forms for name in {*form.constants, *constants_used(form)})
    return (CONSTANTS | own) - BUILT_IN


def read_contests(
    table: TomlTable, library: Library, problems: Problems
) -> tuple[tuple[Contest, ...], dict[str, Form]]:
    """The contests of an election, and the form of each by the contest's id."""
    tables = list(ElectionKeys.contest.of(table))
    twice(tables)
    forms: dict[str, Form] = {}
    contests = []
    for contest in tables:
        contest_id, form_id = ContestKeys.id.of(contest), ContestKeys.form.of(contest)
        form = _form(contest, form_id, library, problems) if form_id else None
        contests.append(_contest(contest, contest_id, form_id, form))
        if form is not None:
            forms[contest_id] = form
    return tuple(contests), forms


def _form(table: TomlTable, form_id: str, library: Library, problems: Problems) -> Form | None:
    place = {"file": table.file_of("form"), "key": table.place("form")}
    source = referred(library, "form", form_id, problems, **place)
    return read_form(source, library, problems) if source else None


def _contest(table: TomlTable, contest_id: str, form_id: str, form: Form | None) -> Contest:
    contest = Contest(
        id=contest_id,
        form=form_id,
        name=ContestKeys.name.of(table),
        options=_options(table),
        constants=ContestKeys.constants.of(table, known_constants([form]) if form else None),
        kind=ContestKeys.kind.of(table),
        addressee=ContestKeys.addressee.of(table),
        short=ContestKeys.short.of(table),
    )
    table.done(*ContestKeys.names())
    if form is not None:
        _fits(table, contest, form)
    return contest


def _fits(table: TomlTable, contest: Contest, form: Form) -> None:
    """The form is one for this kind of contest, with lines for options where it has options."""
    if (contest.kind or form.contest_kinds) and contest.kind not in form.contest_kinds:
        kinds = ", ".join(form.contest_kinds) or "–"
        table.problem("kind", "contest_kind", found=contest.kind or "–", form=form.id, kinds=kinds)
    per_option = any("option" in line.scope for line in form.lines)
    if per_option and not contest.options:
        table.problem("option", "no_options", form=form.id)
    if contest.options and not per_option:
        table.problem("option", "options_unused", form=form.id)


def _options(contest: TomlTable) -> tuple[Option, ...]:
    order = ContestKeys.order.of(contest)
    tables = list(ContestKeys.option.of(contest))
    twice(tables)
    options = []
    for table in tables:
        removed = OptionKeys.removed.of(table)
        option = Option(
            OptionKeys.id.of(table),
            OptionKeys.name.of(table),
            OptionKeys.by.of(table),
            _removed(removed) if removed else None,
        )
        if "/" in option.id:
            table.problem("id", "bad_id", found=option.id)
        table.done(*OptionKeys.names())
        options.append(option)
    if order == "alphabet":
        _in_ballot_order(tables, options)
    return tuple(options)


def _removed(table: TomlTable) -> Removed:
    """Without a quoted treatment the ballots lie in a pile of their own: never a default."""
    removed = Removed(
        day=RemovedKeys.day.of(table),
        decision=RemovedKeys.decision.of(table),
        treatment=RemovedKeys.treatment.of(table),
        counts=RemovedKeys.counts.of(table),
    )
    table.done(*RemovedKeys.names())
    if removed.elsewhere and not removed.treatment:
        table.problem("counts", "no_treatment", found=removed.counts)
    return removed


def _in_ballot_order(tables: list[TomlTable], options: list[Option]) -> None:
    """D-08: alphabet of the state language (37(1)), checked between neighbours."""
    names = [option.name.get("kk", "") for option in options]
    for table, before, name in zip(tables[1:], names, names[1:], strict=False):
        if before and name and ballot_key(before) > ballot_key(name):
            table.problem("name.kk", "ballot_order", found=name, before=before)


def complete(
    table: TomlTable,
    contests: Collection[Contest],
    forms: Mapping[str, Form],
    shared: Mapping[str, int],
) -> None:
    """Every constant a form asks for has a value from the form, election or contest."""
    for contest in contests:
        form = forms.get(contest.id)
        if form is None:
            continue
        given = {*form.constants, *shared, *contest.constants, *BUILT_IN}
        for name in sorted(constants_used(form) - given):
            place = f"contest.{contest.id}.constants.{name}"
            table.problems.add(table.file, place, "no_constant", found=name, form=form.id)
