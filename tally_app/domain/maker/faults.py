"""Everything that is wrong with an election in the making, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from tally_app.domain.form.form import Form
from tally_app.domain.maker.decided import ACT_ROW, PRINTED, decided, row_of
from tally_app.domain.maker.draft import (
    DECIDERS,
    DraftContest,
    DraftElection,
    DraftFault,
    Forms,
    PrintAct,
    Spot,
)
from tally_app.domain.maker.names import options, texts
from tally_app.domain.maker.precincts import KnownFaults, precincts
from tally_app.domain.values.counts import Count, parse_count
from tally_app.domain.values.dates import is_iso
from tally_app.domain.values.file_names import fits


def faults(
    draft: DraftElection,
    forms: Forms,
    last: DraftElection | None = None,
    known: KnownFaults | None = None,
) -> tuple[DraftFault, ...]:
    """Every fault in the order of the pages; ``last`` is the file handed out before, with which
    numbers are compared; ``known`` are the faults of precincts that were found before.
    """
    return (
        *_election(draft),
        *_ballots(draft, forms),
        *_options(draft, forms),
        *precincts(draft, forms, known),
        *(_changed(draft, last) if last else ()),
        *_act(draft.printed, draft.languages),
        *decided(draft, forms),
        *_act(draft.decided, draft.languages, "decided_"),
    )


def order_of(contest: DraftContest, form: Form) -> str:
    """In which order the options stand: the law's, or what the ballot says where there is none."""
    return contest.order if form.ballot_order == "own" else form.ballot_order


def _election(draft: DraftElection) -> Iterator[DraftFault]:
    if not fits(draft.id):
        yield _missing_or(Spot("election", 1, "id"), "no_file_name", draft.id)
    yield from texts(Spot("election", 1, "name"), draft.name, draft.languages)
    if not is_iso(draft.day):
        yield _missing_or(Spot("election", 1, "day"), "no_day", draft.day)
    for position, day in enumerate(draft.days):
        spot = Spot("election", position + 1, "days")
        if not is_iso(day):
            yield DraftFault(spot, "no_day", args={"found": day})
        elif position and day <= draft.days[position - 1]:
            yield DraftFault(spot, "days_order", args={"found": day})
    if draft.days and draft.days[-1] != draft.day:
        spot = Spot("election", len(draft.days), "days")
        yield DraftFault(spot, "last_day", args={"found": draft.days[-1], "day": draft.day})


def _ballots(draft: DraftElection, forms: Forms) -> Iterator[DraftFault]:
    if not draft.contests:
        yield DraftFault(Spot("ballots", 0, "form"), "no_ballots")
    if not draft.precincts:
        yield DraftFault(Spot("precincts", 0, "number"), "no_precincts")
    ids = [contest.id for contest in draft.contests]
    for row, contest in enumerate(draft.contests, 1):
        if contest.form not in forms:
            spot = Spot("ballots", row, "form")
            yield DraftFault(spot, "unknown_form", args={"found": contest.form})
        if not contest.id or ids.index(contest.id) + 1 != row:
            yield DraftFault(Spot("ballots", row, "id"), "ballot_twice", args={"found": contest.id})
        yield from texts(Spot("ballots", row, "name"), contest.name, draft.languages)


def _options(draft: DraftElection, forms: Forms) -> Iterator[DraftFault]:
    for of, contest in enumerate(draft.contests, 1):
        form = forms.get(contest.form)
        if form is None:
            continue
        per_option = any("option" in line.scope for line in form.lines)
        if per_option and not contest.options:
            yield DraftFault(Spot("options", 0, "name", of), "no_options")
        if contest.options and not per_option:
            yield DraftFault(Spot("options", 1, "name", of), "options_unused")
        yield from options(of, contest.options, draft.languages, order_of(contest, form))


def _changed(draft: DraftElection, last: DraftElection) -> Iterator[DraftFault]:
    """What is not as it was in the file handed out before: numbers of voters, and the number of a
    precinct at the same address.
    """
    before = {precinct.number: precinct for precinct in last.precincts}
    places = {tuple(x.address.values()): x.number for x in last.precincts if x.address}
    for row, precinct in enumerate(draft.precincts, 1):
        old = before.get(precinct.number)
        if old is None:
            number = places.get(tuple(precinct.address.values()))
            if number is not None:
                args = {"before": number, "now": precinct.number}
                yield DraftFault(Spot("precincts", row, "number"), "changed", "warning", args)
        elif _count(old.voters) not in (None, _count(precinct.voters)):
            args = {"before": old.voters, "now": precinct.voters or "–"}
            yield DraftFault(Spot("precincts", row, "voters"), "changed", "warning", args)


def _count(text: str) -> int | None:
    read = parse_count(text)
    return read.value if isinstance(read, Count) else None


def _act(act: PrintAct | None, languages: Sequence[str], field: str = "") -> Iterator[DraftFault]:
    """An act is named whole: whose, its number, its day; ``field`` is what its fields begin with.
    One known by its words alone has them in all ``languages``. Forms of protocols are no
    territorial commission's matter.
    """
    if act is None:
        return
    at = partial(Spot, "decisions", ACT_ROW if field else row_of(PRINTED))
    if not act.by and act.words:
        yield from texts(at("said"), act.words, languages)
        return
    if act.by not in DECIDERS:
        yield _missing_or(at(f"{field}by"), "unknown_decider", act.by)
    if not act.number.strip():
        yield DraftFault(at(f"{field}number"), "missing")
    if not is_iso(act.day):
        yield _missing_or(at(f"{field}day"), "no_day", act.day)
    if act.by == "territorial" and not field:
        yield DraftFault(at("by"), "territorial_act", "note")


def _missing_or(spot: Spot, code: str, found: str) -> DraftFault:
    return DraftFault(spot, code, args={"found": found}) if found else DraftFault(spot, "missing")
