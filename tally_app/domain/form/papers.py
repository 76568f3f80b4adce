"""Rows there can be several of, the papers of the night, and the headings over its steps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from tally_app.domain.values.words import Words

#: What the sentences of a paper may speak of: the night, and on an act the act.
PLACES: Final = (
    *("precinct", "address", "day", "election", "contest", "night", "journal", "check_value"),
    *("number", "time", "item", "found", "present", "relation", "numbers"),
)

#: What may be recorded of an act's matter, and is asked for by ``when``: the ballots of its box
#: were annulled, or not; two counts of the box came out the same; the figures were counted again;
#: the count is finished with this act; the figure could not be established.
ACT_FACTS: Final = (
    *("annulled", "not_annulled", "counted_twice", "counted_again"),
    *("finish_act", "not_established"),
)

#: What a paper may need that no line holds: the notice of an act to the higher commission (20(5));
#: an act of the commission, or a paper of others with its sheets.
MATTERS: Final = ("notice", "attached")

#: The sentences read out with a turnout call, among a form's texts (the second one where the list
#: is known), and what they may speak of.
CALL: Final = "turnout_sentence"
CALL_SHARE: Final = "turnout_share"
CALL_PLACES: Final = ("precinct", "time", "given", "percent")


@dataclass(frozen=True, slots=True)
class Collection:
    """Rows there can be several of: deliveries, pages of the list, turnout calls, copies.

    ``fixed`` are the ids of rows that are always there; ``of`` makes one row per pair of rows of
    other collections ("3.m4"); with neither, people add and take away rows. ``parent``: rows are
    added under a row of that collection ("jandauletov.1") and belong to it in relations.
    ``name`` is how one row is called, with {n} for its position. ``scope``: "day" or "contest".
    """

    id: str
    scope: str
    name: Words
    heading: Words
    add: Words = field(default_factory=dict)
    fixed: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    parent: str = ""

    @property
    def added(self) -> bool:
        """True when people add the rows."""
        return not self.fixed and not self.of


@dataclass(frozen=True, slots=True)
class HandColumn:
    """A column to write in: what stands over it."""

    id: str
    text: Words


@dataclass(frozen=True, slots=True)
class PaperBlock:
    """One part of a paper. ``kind``: prose (``text``), lines (``lines``), table (the rows of
    ``collection`` with ``lines`` as columns, ``empty`` rows for handwriting, ``total``), signers
    (``who``: all, chair_secretary, present, taker of ``lines``; ``seal``), labels (one per row of
    ``collection``), minutes (decisions, acts, unlocks and events of the journal in their order),
    procedure (what was counted and voted of an act's box, and ``lines``), notice (to the higher
    commission of an act's box, as recorded), pen (``text``: what to write by hand), row (``title``
    beside ``text``: what is the same in both languages stands once), hand (``empty`` numbered rows
    of ``column``, or a row for each of ``collection``, filled in by hand when it happens), acts
    (those of the commission, in the order they were made), quorum (all members, how many a sitting
    needs, how many were there), disputes (a row for each disputed ballot of every ballot of the
    night).

    It stands only where what it says is recorded: every one of ``when`` (``ACT_FACTS``, or
    "line=choice" where some row has that choice) and a figure, time or text in every row of
    ``needs``. Of a table whose column ``of_box`` names a box, an act about a box has the rows of
    that box alone, and is not made before they are whole. A table of ``only`` has the rows in which
    that line holds something, and is left out without any.
    """

    kind: str
    title: Words = field(default_factory=dict)
    text: Words = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    collection: str = ""
    empty: int = 0
    total: bool = False
    who: str = "all"
    seal: bool = False
    when: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    of_box: str = ""
    only: str = ""
    column: tuple[HandColumn, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the night beside the protocol, offered on the page of ``step``.

    ``each`` is "" for one paper, "act" for one per recorded act: of the relations ``codes``, or of
    every relation no other paper names when there are no codes; and only of acts of which every
    one of ``when`` (``ACT_FACTS``) is recorded. Without every one of ``needs`` (lines that hold
    something, or ``MATTERS``) it is not made, and says which is missing; what it may say beside
    that is the ``when`` and ``needs`` of its blocks. ``hour`` is the line of its deed: the paper
    was made when that and all it prints was entered, and who was there at the deed (at that hour,
    of a time) signs.
    ``from_higher``: the higher commission makes it for this one. ``approved`` only where the
    wording is the approved one. ``asked``: the law asks for it every day, whatever happened.
    """

    id: str
    scope: str
    step: str
    title: Words
    subtitle: Words
    blocks: tuple[PaperBlock, ...]
    each: str = ""
    codes: tuple[str, ...] = ()
    landscape: bool = False
    approved: bool = False
    when: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    hour: str = ""
    from_higher: bool = False
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A heading over some steps in the list."""

    id: str
    name: Words
