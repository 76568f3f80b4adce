"""The keys of a form and of its parts.

The reader takes its keys from here, and so does the page that explains the formats.
"""

from __future__ import annotations

from typing import Final

from tally_app.catalog.shapes.keys import (
    Choice,
    Choices,
    Flag,
    Inner,
    Inners,
    InTerms,
    InWords,
    Names,
    Numbers,
    Shape,
    SomeWords,
    Text,
    Whole,
)
from tally_app.domain.form.form import BALLOT_ORDERS, BASES, RESULT_RULES, ROLES, Severity
from tally_app.domain.form.pages import PAGES
from tally_app.domain.night.reckoning import DUES
from tally_app.domain.night.second_look import WAYS
from tally_app.domain.values.terms import CASES, TERMS

#: What there can be one value of, beside the rows of the form's own collections.
SCOPES: Final = ("contest", "day", "member", "box", "option", "parallel")
KINDS: Final = ("count", "time", "text", "choice", "member", "contest")
BLOCKS: Final = (
    *("prose", "lines", "table", "signers", "labels", "minutes"),
    *("procedure", "notice", "pen", "row", "hand", "acts", "quorum", "disputes"),
)
SIGNERS: Final = ("all", "chair_secretary", "present", "taker")
_DAY: Final = ("day", "contest")
_FOLLOWS: Final = "Table of the same list after which a new one stands; else it stands last."
_WHEN: Final = (
    "What must be recorded: `annulled`, `not_annulled`, `counted_twice`, `counted_again`, "
    "`finish_act`, `not_established`"
)
_REPLACES: Final = "True on a table that overrides one of the base; `forms check` asks for it."
_TERMS: Final = ", ".join(f"`{term}`" for term in TERMS)
_CASES: Final = "; ".join(f"{language}: {', '.join(of)}" for language, of in CASES.items())

#: The law beside a figure is one short sentence.
LAW_SIGNS: Final = 160
_SAYS: Final = "The law's own words, only where somebody has read them; at most 160 signs."
_MEANS: Final = (
    "What the law asks in our words, in the languages `law_says` has not; at most 160 signs."
)


class ChoiceKeys(Shape):
    """What can be chosen in a field."""

    id = Text("Its name inside the file.")
    text = InWords("What is chosen.")


class LineKeys(Shape):
    """A line of the form: one field, or one for every item of a collection."""

    id = Text("Its name in relations: `voters`; `option.votes`, `box.ballots` for one per item.")
    number = Text("As printed; `5.i` numbers the items. A line never changes its number.", "")
    kind = Choice("What is typed into it.", "count", allowed=KINDS)
    choices = Inners("What can be chosen, of a line of kind `choice`.", ChoiceKeys)
    scope = Choices(
        "What there is one value of: `contest`, `day`, or items and one of these, as "
        '`["box", "day"]`; a collection of the form is an item too.',
        ("contest",),
        allowed=SCOPES,
    )
    stage = Text("Stage in which it is typed; a step names it in `stages`. Not of derived lines.")
    place = Choice("Where it is printed.", allowed=("body", "annex", "none"))
    section = Text("Id of the `[[section]]` above it in the printed table.", "")
    part_one = Flag("True where it stands on Part I.")
    label = InWords("The words of the law.")
    short = InWords("What formulas and narrow places call it.", required=False)
    pile = InWords("What is counted again, in hints.", required=False)
    law = Text("The article.", "")
    law_says = SomeWords(_SAYS, LAW_SIGNS)
    law_means = SomeWords(_MEANS, LAW_SIGNS)
    due = Choice("By when it must be known.", "finish", allowed=DUES)
    formula = Text("Makes the line derived, without a field: `sum(member.issued)`.", "")
    mirror = Text("Line of the other contests it shows, or the time it stands beside.", "")
    machine = Flag("True for the machine's own clock when the mirrored line was typed.")
    again_of = Text("Line that another person types a second time here, unseen (page `tape`).", "")
    optional = Choice(
        "`switch`: switched on in the night; `entered`: counts once a line of its group is typed; "
        "`free`: never required, and a relation that needs it empty is not applicable.",
        "",
        allowed=("", "switch", "entered", "free"),
    )
    group = Text("Group of an `entered` line.", "")
    column = Text("Column of a spreadsheet, a name or a pattern; else the line's id.", "")
    day_from = Whole("Times: minute of the day from which a clock time means the election day.", 0)
    role = Choice("What the program does with it beside printing it.", "", allowed=ROLES)
    total = Flag("False: no sum below its column of a table.", default=True)
    after = Text("Line after which a new one stands; else it stands last.", "")
    replaces = Flag(_REPLACES)


class RelationKeys(Shape):
    """What must be true between lines."""

    code = Text("Its code: `B-01`.")
    part = Text("Tells several relations of one code apart: `a`.", "")
    check = Text("What must be true, in the relation language.")
    when = Text("Condition: where it is false the relation is not applicable.", "")
    severity = Choice(
        "`error`: figures cannot be so; `legal`: may be a fact, the law wants an act; `warning`: "
        "asks for a reason; `note`: asks nothing.",
        allowed=tuple(Severity),
    )
    message = InWords("What is wrong; may hold `{item}` and `{difference}`.")
    due = Choices("When it is asked.", ("finish",), allowed=DUES)
    silent_while = Names("Codes whose failure hides this one.", ())
    hint = InWords("What to count again, and never a figure.", required=False)
    observer = InWords("What it means for somebody who watches, without a verdict.", required=False)
    law = Text("The article.", "")
    law_says = SomeWords(_SAYS, LAW_SIGNS)
    law_means = SomeWords(_MEANS, LAW_SIGNS)
    reasons = Names("Ids of `[[reason]]`: ready answers to a warning.", ())
    procedure = Choice("`annul`: the procedure of 43(3-1).", "", allowed=("", "annul"))
    look = Names("Lines to look at again, the most suspected first.", ())
    printed = Flag("True where it stands on the annex with its numbers.")
    blind = Flag("True where it compares two unseen entries: none of its figures is ever written.")
    follows = Text("Relation (code and part) after which a new one stands; else last.", "")
    replaces = Flag(_REPLACES)


class StepKeys(Shape):
    """A step of the night: a page, in the order of the law."""

    id = Text("Its name inside the form.")
    page = Choice("Kind of page.", allowed=PAGES)
    name = InWords("Its name in the list of steps.")
    title = InWords("The heading of its page.")
    subtitle = InWords("The line below the heading.")
    scope = Choice("`day`: gone through once, however many ballots.", "contest", allowed=_DAY)
    group = Text("Id of the `[[group]]` it stands under.", "")
    stages = Names("Stages of the lines typed on it.", ())
    after = Names("Steps that must be confirmed before it opens.", ())
    locks = Names("Stages that close when it is confirmed.", ())
    confirm = Choice(
        "`next`: leaving it forwards confirms it; `announce`: read out, with the time.",
        "",
        allowed=("", "next", "announce"),
    )
    sum = Text("Relation (code and part) shown as the pinned sum.", "")
    way = Choice(
        "Of the page `second`: how lines are seen again; empty leaves it to the chair.",
        "",
        allowed=("", *WAYS),
    )
    day_from = Whole("A time of announcement before this minute is the day after's.", 540)
    optional = Flag("True: passed over while nothing is typed on it and nothing asks for it.")
    asked_by = Names("What asks for it: collections with a row, lines with a figure but 0.", ())
    law = Text("The article.", "")
    law_says = SomeWords(_SAYS, LAW_SIGNS)
    law_means = SomeWords(_MEANS, LAW_SIGNS)
    why = InWords("What is said where it is closed.", required=False)
    follows = Text(_FOLLOWS, "")
    replaces = Flag(_REPLACES)


class CollectionKeys(Shape):
    """Rows there can be several of: lines with its id as their first scope are its columns."""

    id = Text("Its name in relations and scopes: `delivery`.")
    scope = Choice("Whether the day has the rows, or every ballot.", allowed=_DAY)
    name = InWords("How one row is called, with `{n}`.")
    heading = InWords("The heading over the rows.")
    add = InWords("The button, where people add rows.", required=False)
    fixed = Names('Rows that are always there: `["10:00", "12:00"]`.', ())
    of = Names('A row for every pair: `["page", "member"]`.', ())
    parent = Text("Collection under whose rows these are added.", "")
    follows = Text(_FOLLOWS, "")
    replaces = Flag(_REPLACES)


class GroupKeys(Shape):
    """A heading over steps in the list."""

    id = Text("Its name inside the form.")
    name = InWords("The heading.")
    follows = Text(_FOLLOWS, "")
    replaces = Flag(_REPLACES)


class ColumnKeys(Shape):
    """A column to write in."""

    id = Text("Its name inside the block.")
    text = InWords("What stands over it.")


class BlockKeys(Shape):
    """A block of a paper. Sentences may hold `{precinct}` `{address}` `{day}` `{election}`
    `{contest}` `{night}` `{journal}` `{check_value}` and, on an act, `{number}` `{time}` `{item}`
    `{found}` `{present}` `{relation}` `{numbers}`.
    """

    kind = Choice("What stands in it.", allowed=BLOCKS)
    title = InWords("The heading over it.", required=False)
    text = InWords(
        "The sentences of `prose`, what to write by hand of `pen`, what stands in a `row`.",
        required=False,
    )
    lines = Names(
        "Lines of `lines`, `procedure` and of a `taker`, columns of `table`, `labels`.", ()
    )
    collection = Text("Whose rows a `table` or `labels` has.", "")
    empty = Whole("Empty rows at the end of a `table`.", 0)
    total = Flag("True: sums below a `table`.")
    who = Choice("Who signs, of `signers`.", "all", allowed=SIGNERS)
    seal = Flag("True: a place for the seal.")
    when = Names(_WHEN + ", or `line=choice` where some row has that choice.", ())
    needs = Names("Lines of which every row must hold something, or the block is left out.", ())
    column = Inners("Columns to write in, of `hand`.", ColumnKeys)
    of_box = Text("Column that names a box: an act about a box has the rows of that box.", "")
    only = Text("Line: a `table` has the rows in which it holds something, and none without.", "")


class PaperKeys(Shape):
    """A paper beside the protocol."""

    id = Text("Its name inside the form.")
    scope = Choice("Whether the day has it once, or every ballot.", allowed=_DAY)
    step = Text("Step whose page offers it.")
    title = InWords("Its heading.")
    subtitle = InWords("The line below.", required=False)
    block = Inners("Its blocks.", BlockKeys, called="id", required=True)
    each = Choice("`act`: one per recorded act of `codes`.", "", allowed=("", "act"))
    codes = Names("Codes of relations whose acts it is for; none for all others.", ())
    when = Names(_WHEN + ".", ())
    needs = Names("Lines, or `notice` of an act, without which it is not made but says so.", ())
    hour = Text("Line of its deed: made when that was entered, signed by who was there then.", "")
    landscape = Flag("True: lying pages.")
    asked = Flag("True: the law asks for it every day; its step says so until it was printed.")
    from_higher = Flag("True: the higher commission makes it for the precinct.")
    approved = Flag("True only for wording approved by the election commission.")
    follows = Text(_FOLLOWS, "")
    replaces = Flag(_REPLACES)


class ReasonKeys(Shape):
    """A ready answer to a warning."""

    id = Text("Its name inside the form.")
    text = InWords("The answer.")
    follows = Text(_FOLLOWS, "")
    replaces = Flag(_REPLACES)


class GroundKeys(Shape):
    """A lawful ground for a recount."""

    id = Text("Its name inside the form.")
    law = Text("The article.")
    once = Flag("True: possible one time only.")
    text = InWords("The ground.")
    reopens = Names("Stages it opens again.")
    follows = Text(_FOLLOWS, "")
    replaces = Flag(_REPLACES)


class SectionKeys(Shape):
    """A heading of the printed table."""

    id = Text("Its name inside the form.")
    text = InWords("The heading.")
    number = Text("As printed.", "")
    follows = Text(_FOLLOWS, "")
    replaces = Flag(_REPLACES)


class PrecinctTypeKeys(Shape):
    """A kind of polling station."""

    id = Text("Its name: `special`.")
    name = InWords("How it is called.")
    constants = Numbers("Constants that take the place of the election's: `special = 1`.")
    utc_offset = Whole("Minutes east of UTC; without it every precinct gives its own.", 0)
    follows = Text(_FOLLOWS, "")
    replaces = Flag(_REPLACES)


class ResultKeys(Shape):
    """The preview of the result, which is decided above the precinct."""

    rule = Choice(
        "`majority`: more than half of the base; `plurality`: most votes for the `seats`; "
        "`threshold`: percent of the base, constant `threshold`; `yes`: more yes than half; "
        "`unknown`: percentages only.",
        allowed=RESULT_RULES,
    )
    base = Choice("What percentages are of: invalid ballots left out, or all.", allowed=BASES)
    of = Text("The base as an expression: `taken_out - invalid`.")
    lines = Names("Lines that get a percentage.")
    wins = Text("The line whose items can win.", "")
    valid_if = Text("Condition the vote itself must meet: `2*taken_out > voters`.", "")
    cast = Text(
        "All ballots cast, where the base is another: percentages of them stand beside.", ""
    )


class RemoveKeys(Shape):
    """What an extending form drops from its base, by id or key. `optional(x)` of a dropped line is
    0, and it has no place in `look`, in the result or on a paper any more.
    """

    law_words = Flag(
        "True where the form is by another law than its base: `law_says` and `law_means` of all "
        "inherited tables go."
    )
    line = Names("Lines.", ())
    relation = Names("Relations, by code and part.", ())
    step = Names("Steps.", ())
    collection = Names("Collections.", ())
    group = Names("Groups.", ())
    paper = Names("Papers.", ())
    reason = Names("Ready answers.", ())
    ground = Names("Grounds.", ())
    section = Names("Sections.", ())
    precinct_type = Names("Types of precincts.", ())
    constants = Names("Constants.", ())
    texts = Names("Texts.", ())
    terms = Names("Terms.", ())
    result = Names("Keys of the result.", ())


class PartKeys(Shape):
    """A part of a form: a file of tables that a form `includes`. It overrides nothing; an id that
    stands already is a problem.
    """

    format = Whole("Version of the format: 1.")
    kind = Choice("The kind of file.", allowed=("part",))
    id = Text("What `includes` calls it.")
    line = Inners("Lines.", LineKeys)
    relation = Inners("Relations.", RelationKeys, called="code")
    step = Inners("Steps of the night.", StepKeys)
    collection = Inners("Rows there can be several of.", CollectionKeys)
    group = Inners("Headings over the steps.", GroupKeys)
    paper = Inners("Papers beside the protocol.", PaperKeys)
    reason = Inners("Ready answers.", ReasonKeys)
    ground = Inners("Grounds of a recount.", GroundKeys)
    section = Inners("Headings of the printed table.", SectionKeys)
    precinct_type = Inners("Types of precincts.", PrecinctTypeKeys)
    result = Inner("The preview of the result.", ResultKeys)
    texts = Inner("Further words the form prints, by name: `[texts.title]`.")
    terms = InTerms(
        "Its own words where a text has a place for one, as `{voter.gen.pl}`: `[terms.voter.ru]` "
        f"with every case of {_CASES}, each of them one and several. Terms: {_TERMS}."
    )
    constants = Numbers("Limits and numbers of the relations, by name: `count_limit = 720`.")


class FormKeys(Shape):
    """A form: one kind of ballot, its lines, the order in which the law lets them be filled, its
    relations, its words. Beside these keys it has all tables of a part.
    """

    format = Whole("Version of the format: 1.")
    kind = Choice("The kind of file.", allowed=("form",))
    id = Text("Its name: `village-council`.")
    extends = Text("Form whose tables it inherits; a table with the id of one overrides it.", "")
    includes = Names("Ids of parts, whose tables come before the form's own.", ())
    languages = Names("Languages in which every text must be complete.")
    name = InWords("Its name.")
    law_edition = Text("Edition of the law it is by.")
    approved = Flag("True only for wording approved by the election commission; not inherited.")
    contest_kinds = Names("Kinds of contests it is for; it is refused for any other.", ())
    addressee = InWords("The commission the protocol goes to.", required=False)
    notice = InWords("Said on the first page and on the protocol.", required=False)
    ballot_order = Choice(
        "Order of the options on the ballot, where the law leaves no choice.",
        "own",
        allowed=BALLOT_ORDERS,
    )
    remove = Inner("What it drops from its base.", RemoveKeys)
