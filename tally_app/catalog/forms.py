"""``load_form``: a form file with everything it extends, as one frozen ``Form``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from tally_app.catalog import form_checks
from tally_app.catalog.form_heads import precinct_type, result_rule
from tally_app.catalog.library import Library
from tally_app.catalog.merge import MAPS, Merged, merge
from tally_app.catalog.problems import Problems
from tally_app.catalog.source import Source
from tally_app.catalog.table import Table
from tally_app.domain.form.form import (
    ROLES,
    Form,
    Ground,
    Line,
    Reason,
    Relation,
    Section,
    Severity,
    Step,
)
from tally_app.domain.form.pages import PAGES
from tally_app.domain.form.papers import Collection, Group, Paper, PaperBlock
from tally_app.domain.night.reckoning import DUES
from tally_app.domain.night.second_look import WAYS
from tally_app.domain.values.words import Words

#: What there can be one value of, beside the rows of the form's own collections.
SCOPES: Final = ("contest", "day", "member", "box", "option", "parallel")
KINDS: Final = ("count", "time", "text", "choice", "member", "contest")
BLOCKS: Final = ("prose", "lines", "table", "signers", "labels", "minutes")
SIGNERS: Final = ("all", "chair_secretary", "present")
_DAY: Final = ("day", "contest")

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
    form_checks.check(form, merged, problems)
    return form


def merge_form(source: Source, library: Library, problems: Problems) -> Merged | None:
    """The form's tables with its whole chain, as ``forms show`` prints them."""
    return merge(source, library, problems)


def build(merged: Merged, problems: Problems) -> Form:
    """The form of merged tables; wrong values are noted and replaced by empty ones."""
    head = Table(merged.head.values, problems, file=merged.head.file, files=merged.head.files)
    languages = head.names("languages", None)
    for language in languages:
        if not _LANGUAGE.fullmatch(language):
            head.problem("languages", "bad_language", found=language)
    if "languages" in head.values and not languages:
        head.problem("languages", "missing")
    head.languages = languages
    head.extra = merged.spoken
    scopes = (*SCOPES, *merged.lists["collection"])
    form = Form(
        id=_identity(head),
        languages=languages,
        name=head.words("name"),
        law_edition=head.text("law_edition"),
        approved=head.flag("approved"),
        lines=tuple(_line(table, scopes) for table in _tables(merged, "line", problems, head)),
        relations=tuple(_relation(table) for table in _tables(merged, "relation", problems, head)),
        steps=tuple(_step(table) for table in _tables(merged, "step", problems, head)),
        reasons=tuple(_reason(table) for table in _tables(merged, "reason", problems, head)),
        grounds=tuple(_ground(table) for table in _tables(merged, "ground", problems, head)),
        sections=tuple(_section(table) for table in _tables(merged, "section", problems, head)),
        texts=_texts(merged, problems, head),
        constants=_constants(merged, problems, head),
        extends=tuple(reversed(merged.ids[:-1])),
        collections=tuple(_collection(x) for x in _tables(merged, "collection", problems, head)),
        groups=tuple(_group(table) for table in _tables(merged, "group", problems, head)),
        papers=tuple(_paper(table) for table in _tables(merged, "paper", problems, head)),
        contest_kinds=head.names("contest_kinds"),
        result=result_rule(_map(merged, "result", problems, head)),
        addressee=head.words("addressee", required=False),
        notice=head.words("notice", required=False),
        precinct_types=tuple(
            precinct_type(table) for table in _tables(merged, "precinct_type", problems, head)
        ),
    )
    head.done("format", "kind", "extends", "includes", "remove", *MAPS, *merged.lists)
    return form


def _identity(head: Table) -> str:
    found = head.text("id")
    if found and not _ID.fullmatch(found):
        head.problem("id", "bad_id", found=found)
    return found


def _tables(merged: Merged, name: str, problems: Problems, head: Table) -> list[Table]:
    tables = merged.tables(name, problems)
    for table in tables:
        table.languages, table.extra = head.languages, head.extra
    return tables


def _line(table: Table, scopes: Sequence[str]) -> Line:
    formula = table.text("formula", "")
    line = Line(
        id=table.text("id"),
        kind=table.choice("kind", KINDS, "count"),
        scope=table.choices("scope", scopes, ("contest",)) or ("contest",),
        stage=table.text("stage", "" if formula or "mirror" in table.values else None),
        place=table.choice("place", ("body", "annex", "none")),
        label=table.words("label"),
        number=table.text("number", ""),
        short=table.words("short", required=False),
        pile=table.words("pile", required=False),
        law=table.text("law", ""),
        due=table.choice("due", DUES, "finish"),
        formula=formula,
        optional=table.choice("optional", ("", "switch", "entered", "free"), ""),
        group=table.text("group", ""),
        section=table.text("section", ""),
        part_one=table.flag("part_one"),
        column=table.text("column", ""),
        day_from=table.integer("day_from", 0),
        role=table.choice("role", ROLES, ""),
        choices=tuple(_choice(choice) for choice in table.tables("choices")),
        mirror=table.text("mirror", ""),
        machine=table.flag("machine"),
        total=table.flag("total", default=True),
    )
    table.done("after")
    _check_line(line, table, scopes)
    return line


def _choice(table: Table) -> Reason:
    choice = Reason(table.text("id"), table.words("text"))
    table.done()
    return choice


def _check_line(line: Line, table: Table, scopes: Sequence[str]) -> None:
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


def _relation(table: Table) -> Relation:
    severity = table.choice("severity", tuple(Severity))
    relation = Relation(
        code=table.text("code"),
        check=table.text("check"),
        severity=Severity(severity) if severity in tuple(Severity) else Severity.ERROR,
        message=table.words("message"),
        part=table.text("part", ""),
        when=table.text("when", ""),
        due=table.choices("due", DUES, ("finish",)),
        silent_while=table.names("silent_while"),
        hint=table.words("hint", required=False),
        observer=table.words("observer", required=False),
        law=table.text("law", ""),
        reasons=table.names("reasons"),
        procedure=table.choice("procedure", ("", "annul"), ""),
        look=table.names("look"),
        printed=table.flag("printed"),
    )
    table.done("follows")
    return relation


def _step(table: Table) -> Step:
    step = Step(
        id=table.text("id"),
        page=table.choice("page", PAGES),
        name=table.words("name"),
        title=table.words("title"),
        subtitle=table.words("subtitle"),
        stages=table.names("stages"),
        after=table.names("after"),
        locks=table.names("locks"),
        confirm=table.choice("confirm", ("", "next", "announce"), ""),
        sum=table.text("sum", ""),
        day_from=table.integer("day_from", 540),
        law=table.text("law", ""),
        why=table.words("why", required=False),
        scope=table.choice("scope", _DAY, "contest"),
        group=table.text("group", ""),
        way=table.choice("way", ("", *WAYS), ""),
    )
    table.done("follows")
    return step


def _collection(table: Table) -> Collection:
    collection = Collection(
        id=table.text("id"),
        scope=table.choice("scope", _DAY),
        name=table.words("name"),
        heading=table.words("heading"),
        add=table.words("add", required=False),
        fixed=table.names("fixed"),
        of=table.names("of"),
        parent=table.text("parent", ""),
    )
    table.done("follows")
    if collection.id and not _CONSTANT.fullmatch(collection.id):
        table.problem("id", "bad_line_id", found=collection.id)
    if collection.added and not collection.add:
        table.problem("add", "missing")
    return collection


def _group(table: Table) -> Group:
    group = Group(table.text("id"), table.words("name"))
    table.done("follows")
    return group


def _paper(table: Table) -> Paper:
    paper = Paper(
        id=table.text("id"),
        scope=table.choice("scope", _DAY),
        step=table.text("step"),
        title=table.words("title"),
        subtitle=table.words("subtitle", required=False),
        blocks=tuple(_block(block) for block in table.tables("block", required=True)),
        each=table.choice("each", ("", "act"), ""),
        codes=table.names("codes"),
        landscape=table.flag("landscape"),
        approved=table.flag("approved"),
    )
    table.done("follows")
    return paper


def _block(table: Table) -> PaperBlock:
    block = PaperBlock(
        kind=table.choice("kind", BLOCKS),
        title=table.words("title", required=False),
        text=table.words("text", required=False),
        lines=table.names("lines"),
        collection=table.text("collection", ""),
        empty=table.integer("empty", 0),
        total=table.flag("total"),
        who=table.choice("who", SIGNERS, "all"),
        seal=table.flag("seal"),
    )
    table.done()
    return block


def _reason(table: Table) -> Reason:
    reason = Reason(table.text("id"), table.words("text"))
    table.done("follows")
    return reason


def _ground(table: Table) -> Ground:
    ground = Ground(
        id=table.text("id"),
        law=table.text("law"),
        once=table.flag("once"),
        text=table.words("text"),
        reopens=table.names("reopens", None),
    )
    table.done("follows")
    return ground


def _section(table: Table) -> Section:
    section = Section(table.text("id"), table.words("text"), table.text("number", ""))
    table.done("follows")
    return section


def _map(merged: Merged, name: str, problems: Problems, head: Table) -> Table:
    item = merged.maps[name]
    table = Table(item.values, problems, file=item.file, path=name, files=item.files)
    table.languages, table.extra = head.languages, head.extra
    return table


def _texts(merged: Merged, problems: Problems, head: Table) -> Mapping[str, Words]:
    table = _map(merged, "texts", problems, head)
    return {key: table.words(key) for key in table.values}


def _constants(merged: Merged, problems: Problems, head: Table) -> Mapping[str, int]:
    table = _map(merged, "constants", problems, head)
    for name in table.values:
        if not _CONSTANT.fullmatch(name):
            table.problem(name, "bad_line_id", found=name)
    return {name: table.integer(name) for name in table.values}
