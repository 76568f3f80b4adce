"""The keys of an election and of a night script."""

from __future__ import annotations

from typing import Final

from tally_app.catalog.shapes.form import PrecinctTypeKeys
from tally_app.catalog.shapes.keys import (
    Choice,
    Day,
    Days,
    Flag,
    Inner,
    Inners,
    InWords,
    MaybeWhole,
    Names,
    Numbers,
    Shape,
    Text,
    Whole,
)
from tally_app.domain.form.election import COUNTS
from tally_app.domain.maker.draft import DECIDERS

OFFICES: Final = ("chair", "deputy", "secretary", "member")
ORDERS: Final = ("alphabet", "lot")


class RemovedKeys(Shape):
    """An option removed after the ballots were printed: it stays, struck through."""

    day = Day("When.")
    decision = InWords("By what; printed with the date.")
    treatment = InWords("What is said about its ballots, quoted.", required=False)
    counts = Choice(
        "Where its ballots lie by that quote; without one they lie in a pile of their own.",
        "own",
        allowed=COUNTS,
    )


class OptionKeys(Shape):
    """An option of a ballot, in ballot order."""

    id = Text("Its name inside the contest, without `/`.")
    name = InWords("As printed.")
    by = InWords("Who nominated it.", required=False)
    removed = Inner("That it was removed after the ballots were printed.", RemovedKeys)


class ContestKeys(Shape):
    """A ballot of the day."""

    id = Text("Its name inside the file.")
    form = Text("Id of its form.")
    kind = Text("One of the form's `contest_kinds`.", "")
    name = InWords("As printed.")
    short = InWords("How the bar of a night with several ballots calls it.", required=False)
    order = Choice("`lot` where the Kazakh alphabet is not the order.", "alphabet", allowed=ORDERS)
    option = Inners("Its options, where its form has a line for them.", OptionKeys)
    constants = Numbers("Take the place of the form's and the election's: `seats`, `threshold`.")
    addressee = InWords("Takes the place of the form's.", required=False)


class MemberKeys(Shape):
    """A member of a commission."""

    id = Text("Its name inside the file, without `/` and `.`.")
    name = Text("Full name.")
    office = Choice("Office.", allowed=OFFICES)


class PrecinctKeys(Shape):
    """A precinct with its commission."""

    number = Text("As printed.")
    region = InWords("Region.")
    district = InWords("District or town.")
    address = InWords("Address.")
    member = Inners("Its commission; at most one chair.", MemberKeys)
    type = Text("Id of a `[[precinct_type]]` of the form or of this file.", "")
    utc_offset = Whole("Minutes east of UTC, where it is not its type's.", 300)
    voters = MaybeWhole("Voters of the list 20 days before the day; shown, never filled in.")
    ballots = Names("Ids of the ballots it has, where it has not all of them.", ())


class PrintedKeys(Shape):
    """The decision that permits a computer-printed protocol."""

    decision = InWords("The decision, as printed.")
    by = Choice("Whose it is.", "", allowed=("", *DECIDERS))
    act = Text("Its number.", "")
    day = Text("Its date, as 2027-02-25.", "")


class DecidedKeys(Shape):
    """The act by which `[constants]` are others than the law's: it stands on
    the sheet of the program's work.
    """

    by = Choice("Whose it is.", allowed=DECIDERS)
    act = Text("Its number.")
    day = Text("Its date, as 2027-02-25.")


class ElectionKeys(Shape):
    """An election: the day, its ballots, the precincts with their commissions."""

    format = Whole("Version of the format: 1.")
    kind = Choice("The kind of file.", allowed=("election",))
    id = Text("Its name: `aral-2021`.")
    languages = Names("Languages in which every text must be complete.")
    name = InWords("As printed.")
    day = Day("The (last) voting day.")
    days = Days("All voting days, where there are several.", ())
    training = Flag("True: only training nights can begin from it.")
    own = Flag("True: the precinct made the file itself; every paper says so.")
    contest = Inners("The ballots.", ContestKeys, required=True)
    precinct = Inners("The precincts.", PrecinctKeys, called="number", required=True)
    precinct_type = Inners("Types of precincts that take the place of a form's.", PrecinctTypeKeys)
    constants = Numbers("Take the place of the forms': `closes = 1200`.")
    decided = Inner("By which act they are others than the law's.", DecidedKeys)
    printed = Inner(
        "Without it an official night ends in a sheet for copying onto the supplied blank.",
        PrintedKeys,
    )


class DoKeys(Shape):
    """One thing done. Beside `at`, `who`, `contest` and `time` exactly one of the others stands in
    it. `who` and `contest` hold until another changes them.
    """

    at = Text("Clock time; before 06:00 it is the day after's.")
    who = Text("Id of the member at the keys.", "")
    contest = Text("Id of the ballot; the first one until another is named.", "")
    type = Inner('Fields by line, with the item after `/`: `{ "member.issued/m2" = "176" }`.')
    boxes = Names("Portable boxes added.", ())
    add = Inner('Rows added to collections of the form: `{ delivery = ["1", "2"] }`.')
    switch = Names("Optional lines switched on.", ())
    confirm = Text("Step confirmed.", "")
    time = Text(
        "With `confirm` of the step that is announced, there only: the time it was said.", ""
    )
    second = Text("Member who types the counted lines again and compares Part I.", "")
    finish = Flag("The protocol is finished.")
    printed = Flag("The print was looked at.")
    signed = Text("Clock time of signing.", "")


class NightKeys(Shape):
    """A night script: what a commission types in one evening, in order."""

    format = Whole("Version of the format: 1.")
    kind = Choice("The kind of file.", allowed=("night",))
    id = Text("Its name: `aral-2021-night`.")
    languages = Names("Languages in which its name must be complete.")
    name = InWords("What the start page and `demo` call it.")
    election = Text("Id of the election.")
    precinct = Text("Number of the precinct.")
    do = Inners("What is done, in order.", DoKeys, called="", required=True)
