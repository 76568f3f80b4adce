"""``load_form``: a form file with everything it extends, as one frozen ``Form``."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from functools import partial
from typing import Final

from tally_app.catalog.checking.form import check
from tally_app.catalog.form_heads import hand_column, precinct_type, result_rule
from tally_app.catalog.library import Library
from tally_app.catalog.merging.basis import name_basis
from tally_app.catalog.merging.merge import Merged, merge
from tally_app.catalog.problems import Problem, Problems
from tally_app.catalog.shapes.form import (
    SCOPES,
    BlockKeys,
    ChoiceKeys,
    CollectionKeys,
    FormKeys,
    GroundKeys,
    GroupKeys,
    LineKeys,
    PaperKeys,
    PartKeys,
    ReasonKeys,
    RelationKeys,
    SectionKeys,
    StepKeys,
)
from tally_app.catalog.source import Source
from tally_app.catalog.table import TomlTable
from tally_app.domain.form.form import (
    Form,
    Ground,
    Line,
    Reason,
    Relation,
    Section,
    Severity,
    Step,
)
from tally_app.domain.form.papers import Collection, Group, Paper, PaperBlock
from tally_app.domain.values.words import Words

_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_ID: Final = re.compile(r"[a-z0-9][a-z0-9_-]*")
_LINE_ID: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?")
_NUMBER: Final = re.compile(r"[0-9]+(\.[0-9]+)*(\.i)?")
_CONSTANT: Final = re.compile(r"[a-z][a-z0-9_]*")


def load_form(source: Source, library: Library) -> Form:
    """The form of a file; CatalogueError with every problem of the file and of those it extends."""
    problems = Problems()
    return problems.settled(read_form(source, library, problems))


def read_form(source: Source, library: Library, problems: Problems) -> Form | None:
    """The form as far as it can be read, None when not at all; adds to ``problems``."""
    merged = merge_form(source, library, problems)
    if merged is None:
        return None
    form = build(merged, problems)
    _foreign_languages(form, merged, problems)
    check(form, merged, problems, kept=library.kept)
    problems.undeclared_once()
    return form


def undeclared(source: Source, library: Library) -> Problems:
    """The texts of a form's own file in languages that only a base declares: no problem for a night
    that is read, but for whoever checks the form.
    """
    found, own = Problems(), Problems()
    merged = merge_form(source, library, Problems())
    if merged is not None:
        merged.spoken = frozenset()
        build(merged, found)
    for problem in found:
        if problem.code == "language_extra" and problem.file == source.name:
            own.add(problem.file, problem.key, problem.code, **problem.args)
    own.undeclared_once()
    return own


def _foreign_languages(form: Form, merged: Merged, problems: Problems) -> None:
    """A language that none of the bases has is one problem of the form that asks for it, not one
    of each of their texts.
    """
    bases = merged.bases()
    carried = dict.fromkeys(x for base in bases for x in base.raw.get("languages", ()))
    files = {base.source.name for base in bases}
    for language in form.languages:
        if bases and language not in carried:
            said = {"language": language, "carried": ", ".join(carried)}
            lacks = partial(_lacks, language, files)
            problems.root(lacks, merged.head.file, "languages", "bases_lack", **said)


def _lacks(language: str, files: Container[str], problem: Problem) -> bool:
    """Whether the problem is a text in that language which one of the files has not."""
    missing = problem.code == "language_missing" and problem.file in files
    return missing and problem.args["language"] == language


def merge_form(source: Source, library: Library, problems: Problems) -> Merged | None:
    """The form's tables with its whole chain, as ``forms show`` prints them."""
    merged = merge(source, library, problems)
    if merged is not None:
        name_basis(merged)
    return merged


def build(merged: Merged, problems: Problems) -> Form:
    """The form of merged tables; wrong values are noted and replaced by empty ones."""
    head = TomlTable(merged.head.values, problems, file=merged.head.file, files=merged.head.files)
    languages = FormKeys.languages.of(head)
    for language in languages:
        if not _LANGUAGE.fullmatch(language):
            head.problem("languages", "bad_language", found=language)
    if "languages" in head.values and not languages:
        head.problem("languages", "missing")
    head.languages = languages
    head.extra = merged.spoken
    collections = [*merged.lists["collection"]]
    form = Form(
        id=_identity(head),
        languages=languages,
        name=FormKeys.name.of(head),
        law_edition=FormKeys.law_edition.of(head),
        approved=FormKeys.approved.of(head),
        lines=tuple(_line(table, collections) for table in _tables(merged, "line", problems, head)),
        relations=tuple(_relation(table) for table in _tables(merged, "relation", problems, head)),
        steps=tuple(_step(table) for table in _tables(merged, "step", problems, head)),
        reasons=tuple(_reason(table) for table in _tables(merged, "reason", problems, head)),
        grounds=tuple(_ground(table) for table in _tables(merged, "ground", problems, head)),
        sections=tuple(_section(table) for table in _tables(merged, "section", problems, head)),
        texts=_texts(merged, problems, head),
        terms=PartKeys.terms.of(_map(merged, "terms", problems, head)),
        constants=_constants(merged, problems, head),
        extends=tuple(reversed(merged.ids[:-1])),
        collections=tuple(_collection(x) for x in _tables(merged, "collection", problems, head)),
        groups=tuple(_group(table) for table in _tables(merged, "group", problems, head)),
        papers=tuple(_paper(table) for table in _tables(merged, "paper", problems, head)),
        contest_kinds=FormKeys.contest_kinds.of(head),
        result=result_rule(_map(merged, "result", problems, head)),
        addressee=FormKeys.addressee.of(head),
        notice=FormKeys.notice.of(head),
        ballot_order=FormKeys.ballot_order.of(head),
        precinct_types=tuple(
            precinct_type(table) for table in _tables(merged, "precinct_type", problems, head)
        ),
    )
    head.done(*FormKeys.names(), *PartKeys.names())
    return form


def _identity(head: TomlTable) -> str:
    found = FormKeys.id.of(head)
    if found and not _ID.fullmatch(found):
        head.problem("id", "bad_id", found=found)
    return found


def _tables(merged: Merged, name: str, problems: Problems, head: TomlTable) -> list[TomlTable]:
    tables = merged.tables(name, problems)
    for table in tables:
        table.languages, table.extra = head.languages, head.extra
    return tables


def _line(table: TomlTable, collections: Sequence[str]) -> Line:
    formula, mirror = LineKeys.formula.of(table), LineKeys.mirror.of(table)
    derived = bool(formula) or LineKeys.mirror.name in table.values
    line = Line(
        id=LineKeys.id.of(table),
        kind=LineKeys.kind.of(table),
        scope=LineKeys.scope.of(table, collections) or ("contest",),
        stage=LineKeys.stage.of(table, default="" if derived else None),
        place=LineKeys.place.of(table),
        label=LineKeys.label.of(table),
        number=LineKeys.number.of(table),
        short=LineKeys.short.of(table),
        pile=LineKeys.pile.of(table),
        law=LineKeys.law.of(table),
        law_says=LineKeys.law_says.of(table),
        law_means=LineKeys.law_means.of(table),
        due=LineKeys.due.of(table),
        formula=formula,
        optional=LineKeys.optional.of(table),
        group=LineKeys.group.of(table),
        section=LineKeys.section.of(table),
        part_one=LineKeys.part_one.of(table),
        column=LineKeys.column.of(table),
        day_from=LineKeys.day_from.of(table),
        role=LineKeys.role.of(table),
        choices=tuple(_choice(choice) for choice in LineKeys.choices.of(table)),
        mirror=mirror,
        machine=LineKeys.machine.of(table),
        again_of=LineKeys.again_of.of(table),
        total=LineKeys.total.of(table),
    )
    table.done(*LineKeys.names())
    _check_line(line, table, (*SCOPES, *collections))
    return line


def _choice(table: TomlTable) -> Reason:
    choice = Reason(ChoiceKeys.id.of(table), ChoiceKeys.text.of(table))
    table.done(*ChoiceKeys.names())
    return choice


def _check_line(line: Line, table: TomlTable, scopes: Sequence[str]) -> None:
    if line.id and not _LINE_ID.fullmatch(line.id):
        table.problem("id", "bad_line_id", found=line.id)
    owner = line.id.partition(".")[0] if "." in line.id else ""
    collection = line.collection
    if owner != collection and (collection or owner in scopes):
        table.problem("scope", "scope_differs", found=", ".join(line.scope), line=line.id)
    shaped = _NUMBER.fullmatch(line.number) and line.number.endswith(".i") == bool(collection)
    if line.number and not shaped:
        table.problem("number", "bad_number", found=line.number)
    if (line.kind == "choice") != bool(line.choices):
        table.problem("choices", "missing" if not line.choices else "unknown_key", found="choices")
    if line.optional == "entered" and not line.group:
        table.problem("group", "missing")
    if not 0 <= line.day_from < 24 * 60:
        table.problem("day_from", "bad_minutes", found=line.day_from)


def _relation(table: TomlTable) -> Relation:
    severity = RelationKeys.severity.of(table)
    relation = Relation(
        code=RelationKeys.code.of(table),
        check=RelationKeys.check.of(table),
        severity=Severity(severity) if severity in tuple(Severity) else Severity.ERROR,
        message=RelationKeys.message.of(table),
        part=RelationKeys.part.of(table),
        when=RelationKeys.when.of(table),
        due=RelationKeys.due.of(table),
        silent_while=RelationKeys.silent_while.of(table),
        hint=RelationKeys.hint.of(table),
        observer=RelationKeys.observer.of(table),
        law=RelationKeys.law.of(table),
        law_says=RelationKeys.law_says.of(table),
        law_means=RelationKeys.law_means.of(table),
        reasons=RelationKeys.reasons.of(table),
        procedure=RelationKeys.procedure.of(table),
        lines_to_check=RelationKeys.look.of(table),
        printed=RelationKeys.printed.of(table),
        blind=RelationKeys.blind.of(table),
    )
    table.done(*RelationKeys.names())
    return relation


def _step(table: TomlTable) -> Step:
    step = Step(
        id=StepKeys.id.of(table),
        page=StepKeys.page.of(table),
        name=StepKeys.name.of(table),
        title=StepKeys.title.of(table),
        subtitle=StepKeys.subtitle.of(table),
        stages=StepKeys.stages.of(table),
        after=StepKeys.after.of(table),
        locks=StepKeys.locks.of(table),
        confirm=StepKeys.confirm.of(table),
        sum=StepKeys.sum.of(table),
        day_from=StepKeys.day_from.of(table),
        law=StepKeys.law.of(table),
        law_says=StepKeys.law_says.of(table),
        law_means=StepKeys.law_means.of(table),
        why=StepKeys.why.of(table),
        scope=StepKeys.scope.of(table),
        group=StepKeys.group.of(table),
        way=StepKeys.way.of(table),
        optional=StepKeys.optional.of(table),
        asked_by=StepKeys.asked_by.of(table),
    )
    table.done(*StepKeys.names())
    return step


def _collection(table: TomlTable) -> Collection:
    collection = Collection(
        id=CollectionKeys.id.of(table),
        scope=CollectionKeys.scope.of(table),
        name=CollectionKeys.name.of(table),
        heading=CollectionKeys.heading.of(table),
        add=CollectionKeys.add.of(table),
        fixed=CollectionKeys.fixed.of(table),
        of=CollectionKeys.of.of(table),
        parent=CollectionKeys.parent.of(table),
    )
    table.done(*CollectionKeys.names())
    if collection.id and not _CONSTANT.fullmatch(collection.id):
        table.problem("id", "bad_line_id", found=collection.id)
    if collection.added and not collection.add:
        table.problem("add", "missing")
    return collection


def _group(table: TomlTable) -> Group:
    group = Group(GroupKeys.id.of(table), GroupKeys.name.of(table))
    table.done(*GroupKeys.names())
    return group


def _paper(table: TomlTable) -> Paper:
    paper = Paper(
        id=PaperKeys.id.of(table),
        scope=PaperKeys.scope.of(table),
        step=PaperKeys.step.of(table),
        title=PaperKeys.title.of(table),
        subtitle=PaperKeys.subtitle.of(table),
        blocks=tuple(_block(block) for block in PaperKeys.block.of(table)),
        each=PaperKeys.each.of(table),
        codes=PaperKeys.codes.of(table),
        landscape=PaperKeys.landscape.of(table),
        approved=PaperKeys.approved.of(table),
        when=PaperKeys.when.of(table),
        needs=PaperKeys.needs.of(table),
        hour=PaperKeys.hour.of(table),
        from_higher=PaperKeys.from_higher.of(table),
        asked=PaperKeys.asked.of(table),
    )
    table.done(*PaperKeys.names())
    return paper


def _block(table: TomlTable) -> PaperBlock:
    block = PaperBlock(
        kind=BlockKeys.kind.of(table),
        title=BlockKeys.title.of(table),
        text=BlockKeys.text.of(table),
        lines=BlockKeys.lines.of(table),
        collection=BlockKeys.collection.of(table),
        empty=BlockKeys.empty.of(table),
        total=BlockKeys.total.of(table),
        who=BlockKeys.who.of(table),
        seal=BlockKeys.seal.of(table),
        when=BlockKeys.when.of(table),
        needs=BlockKeys.needs.of(table),
        of_box=BlockKeys.of_box.of(table),
        only=BlockKeys.only.of(table),
        column=tuple(hand_column(column) for column in BlockKeys.column.of(table)),
    )
    table.done(*BlockKeys.names())
    return block


def _reason(table: TomlTable) -> Reason:
    reason = Reason(ReasonKeys.id.of(table), ReasonKeys.text.of(table))
    table.done(*ReasonKeys.names())
    return reason


def _ground(table: TomlTable) -> Ground:
    ground = Ground(
        id=GroundKeys.id.of(table),
        law=GroundKeys.law.of(table),
        once=GroundKeys.once.of(table),
        text=GroundKeys.text.of(table),
        reopens=GroundKeys.reopens.of(table),
    )
    table.done(*GroundKeys.names())
    return ground


def _section(table: TomlTable) -> Section:
    section = Section(
        SectionKeys.id.of(table), SectionKeys.text.of(table), SectionKeys.number.of(table)
    )
    table.done(*SectionKeys.names())
    return section


def _map(merged: Merged, name: str, problems: Problems, head: TomlTable) -> TomlTable:
    item = merged.maps[name]
    table = TomlTable(item.values, problems, file=item.file, path=name, files=item.files)
    table.languages, table.extra = head.languages, head.extra
    return table


def _texts(merged: Merged, problems: Problems, head: TomlTable) -> Mapping[str, Words]:
    table = _map(merged, "texts", problems, head)
    return {key: table.words(key) for key in table.values}


def _constants(merged: Merged, problems: Problems, head: TomlTable) -> Mapping[str, int]:
    table = _map(merged, "constants", problems, head)
    for name in table.values:
        if not _CONSTANT.fullmatch(name):
            table.problem(name, "bad_line_id", found=name)
    return {name: table.integer(name) for name in table.values}
