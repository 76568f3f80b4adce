"""A whole form: every name in it that refers to another, and its expressions."""

from __future__ import annotations

from tally_app.catalog.checking import lines, places, relations, rows, steps, terms
from tally_app.catalog.checking.notes import Notes
from tally_app.catalog.merging.merge import Merged
from tally_app.catalog.problems import Problems
from tally_app.domain.form.form import Form
from tally_app.domain.form.papers import (
    ACT_FACTS,
    CALL,
    CALL_PLACES,
    CALL_SHARE,
    MATTERS,
    PLACES,
    Paper,
)
from tally_app.domain.relations.rulebook import COLLECTIONS


def check(form: Form, merged: Merged, problems: Problems, *, kept: bool) -> None:
    """Note every reference to something the form does not have and every bad expression.
    ``kept``: the form was stored by a night.
    """
    notes = Notes(form, merged, problems, kept=kept)
    lines.check(notes)
    relations.check(notes)
    steps.check(notes)
    rows.check(notes)
    if not kept:
        terms.check(notes)
        places.check(notes)
    for paper in form.papers:
        _paper(notes, paper)
    for name in (CALL, CALL_SHARE):
        notes.placeholders("texts", name, "", form.texts.get(name, {}), CALL_PLACES)
    relations.check_result(notes)
    for ground in form.grounds:
        notes.refer("ground", ground.id, "reopens", ground.reopens, notes.stages(), "unknown_stage")
    for (of, gone), where in notes.missed.items():
        used, file = ", ".join(where), merged.removed[of][gone]
        problems.add(file, f"remove.{of}", "removed_used", found=gone, used=used)


def _paper(notes: Notes, paper: Paper) -> None:
    form, key = notes.form, paper.id
    collections = [*COLLECTIONS, *(collection.id for collection in form.collections)]
    codes = {relation.code for relation in form.relations}
    used = [line for block in paper.blocks for line in block.lines]
    own = [block.collection for block in paper.blocks if block.collection]
    notes.refer("paper", key, "block", used, [line.id for line in form.lines], "unknown_line")
    notes.refer("paper", key, "block", own, collections, "unknown_collection")
    notes.refer("paper", key, "codes", paper.codes, codes, "unknown_relation")
    notes.refer("paper", key, "step", [paper.step], [x.id for x in form.steps], "unknown_step")
    hour, known = filter(None, (paper.hour,)), [line.id for line in form.lines]
    notes.refer("paper", key, "hour", hour, known, "unknown_line")
    notes.refer("paper", key, "when", paper.when, ACT_FACTS, "unknown_condition")
    there = [*known, *MATTERS]
    notes.refer("paper", key, "needs", paper.needs, there, "unknown_line")
    notes.placeholders("paper", key, "subtitle", paper.subtitle, PLACES)
    chosen = [f"{line.id}={choice.id}" for line in form.lines for choice in line.choices]
    for block in paper.blocks:
        needs = (*block.needs, *filter(None, (block.of_box, block.only)))
        notes.refer("paper", key, "block", needs, [x.id for x in form.lines], "unknown_line")
        notes.refer("paper", key, "block", block.when, [*ACT_FACTS, *chosen], "unknown_condition")
        for words in (block.title, block.text):
            notes.placeholders("paper", key, "block", words, PLACES)
