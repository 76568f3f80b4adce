"""``load_election``: the day, its contests with their options and forms, the precincts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from tally_app.catalog.form_checks import constants_used
from tally_app.catalog.forms import read_form
from tally_app.catalog.letters import ballot_key
from tally_app.catalog.library import Library
from tally_app.catalog.problems import CatalogueError, Problems
from tally_app.catalog.source import Source, open_as
from tally_app.catalog.table import Table, twice
from tally_app.domain.election import Contest, Election, Member, Option, Precinct, Printed
from tally_app.domain.form import Form
from tally_app.domain.relations import CONSTANTS

OFFICES: Final = ("chair", "deputy", "secretary", "member")
ORDERS: Final = ("alphabet", "lot")

#: Constants the program itself knows, whatever the files say.
_BUILT_IN: Final = frozenset({"options"})


def load_election(source: Source, library: Library) -> Election:
    """The election of a file; CatalogueError with every problem, those of its forms included."""
    problems = Problems()
    election, _ = read_election(source, library, problems)
    return problems.settled(election)


def read_election(
    source: Source, library: Library, problems: Problems
) -> tuple[Election | None, Mapping[str, Form]]:
    """The election as far as it can be read, and the form of every contest by its contest's id."""
    raw = open_as(source, "election", problems)
    if raw is None:
        return None, {}
    table = Table(raw, problems, file=source.name)
    table.languages = table.names("languages", None)
    contests, forms = _contests(table, library, problems)
    shared = table.constants("constants", _known(forms.values()))
    _complete(table, contests, forms, shared)
    printed = table.table("printed")
    precincts = list(table.tables("precinct", "number", required=True))
    twice(precincts, "number")
    election = Election(
        id=table.text("id"),
        name=table.words("name"),
        day=table.day("day"),
        contests=contests,
        precincts=tuple(_precinct(precinct) for precinct in precincts),
        training=table.flag("training"),
        printed=_printed(printed) if printed else None,
        constants=shared,
    )
    table.done("format", "kind")
    if not contests and "contest" in raw:
        table.problem("contest", "missing")
    return election, forms


def _known(forms: Collection[Form]) -> frozenset[str]:
    own = frozenset(name for form in forms for name in form.constants)
    return (CONSTANTS | own) - _BUILT_IN


def _contests(
    table: Table, library: Library, problems: Problems
) -> tuple[tuple[Contest, ...], dict[str, Form]]:
    tables = list(table.tables("contest", required=True))
    twice(tables)
    forms: dict[str, Form] = {}
    contests = []
    for contest in tables:
        contest_id, form_id = contest.text("id"), contest.text("form")
        form = _form(contest, form_id, library, problems) if form_id else None
        if form is not None:
            forms[contest_id] = form
        constants = contest.constants("constants", _known([form] if form else []))
        options = _options(contest)
        name = contest.words("name")
        contest.done()
        contests.append(Contest(contest_id, form_id, name, options, constants))
    return tuple(contests), forms


def _form(table: Table, form_id: str, library: Library, problems: Problems) -> Form | None:
    try:
        return read_form(library.form(form_id), library, problems)
    except CatalogueError as error:
        problems.take(error)
    except KeyError:
        table.unknown("form", "unknown_form", form_id, library.ids("form"))
    return None


def _options(contest: Table) -> tuple[Option, ...]:
    order = contest.choice("order", ORDERS, "alphabet")
    tables = list(contest.tables("option", required=True))
    twice(tables)
    options = []
    for table in tables:
        option = Option(table.text("id"), table.words("name"), table.words("by", required=False))
        if "/" in option.id:
            table.problem("id", "bad_id", found=option.id)
        table.done()
        options.append(option)
    if order == "alphabet":
        _in_ballot_order(tables, options)
    return tuple(options)


def _in_ballot_order(tables: list[Table], options: list[Option]) -> None:
    """D-08: alphabet of the state language (37(1)), checked between neighbours."""
    names = [option.name.get("kk", "") for option in options]
    for table, before, name in zip(tables[1:], names, names[1:], strict=False):
        if before and name and ballot_key(before) > ballot_key(name):
            table.problem("name.kk", "ballot_order", found=name, before=before)


def _complete(
    table: Table,
    contests: Collection[Contest],
    forms: Mapping[str, Form],
    shared: Mapping[str, int],
) -> None:
    """Every constant a form's relations use has a value from the form, election or contest."""
    for contest in contests:
        form = forms.get(contest.id)
        if form is None:
            continue
        given = {*form.constants, *shared, *contest.constants, *_BUILT_IN}
        for name in sorted(constants_used(form) - given):
            place = f"contest.{contest.id}.constants.{name}"
            table.problems.add(table.file, place, "no_constant", found=name, form=form.id)


def _precinct(table: Table) -> Precinct:
    members = list(table.tables("member"))
    twice(members)
    precinct = Precinct(
        number=table.text("number"),
        region=table.words("region"),
        district=table.words("district"),
        address=table.words("address"),
        members=tuple(_member(member) for member in members),
    )
    chairs = [member for member in precinct.members if member.office == "chair"]
    if len(chairs) > 1:
        table.problem("member", "two_chairs", found=", ".join(chair.name for chair in chairs))
    table.done()
    return precinct


def _member(table: Table) -> Member:
    office = table.choice("office", OFFICES)
    member = Member(table.text("id"), table.text("name"), office)
    if "/" in member.id:
        table.problem("id", "bad_id", found=member.id)
    table.done()
    return member


def _printed(table: Table) -> Printed:
    printed = Printed(table.words("decision"))
    table.done()
    return printed
