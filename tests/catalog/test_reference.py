"""The page of the formats: it names every key, and its example works."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdf
import pytest

from tally_app import main, paths
from tally_app.catalog import shapes
from tally_app.catalog.merging.merge import LISTS, MAPS
from tally_app.catalog.shapes import election as election_shapes
from tally_app.catalog.shapes import form as form_shapes
from tally_app.catalog.shapes.form import (
    BlockKeys,
    CollectionKeys,
    FormKeys,
    LineKeys,
    PaperKeys,
    PartKeys,
    PrecinctTypeKeys,
    RelationKeys,
    RemoveKeys,
    ResultKeys,
    StepKeys,
)
from tally_app.catalog.shapes.keys import Shape
from tally_app.domain.form.form import Form, Line, PrecinctType, Relation, ResultRule, Step
from tally_app.domain.form.papers import Collection, Paper, PaperBlock
from tests.catalog.reference import keys, relations

TEXT = (paths.resources() / "elections" / "README.md").read_text("utf-8")
#: Handled where forms are merged, before their tables are read key by key.
MERGED = {"format", "kind", "extends", "includes", "remove", "after", "follows", "replaces"}
SHAPES = [
    shape
    for module in (form_shapes, election_shapes)
    for shape in vars(module).values()
    if isinstance(shape, type) and issubclass(shape, Shape) and shape is not Shape
]


def test_the_parts_say_something():
    assert len([row for row in keys() if row.startswith("| `")]) > 150
    assert len([*relations()]) > 70


@pytest.mark.parametrize(
    ("shape", "domain"),
    [
        (LineKeys, Line), (RelationKeys, Relation), (StepKeys, Step), (ResultKeys, ResultRule),
        (PrecinctTypeKeys, PrecinctType), (CollectionKeys, Collection), (PaperKeys, Paper),
        (BlockKeys, PaperBlock), (FormKeys, Form),
    ],
)  # fmt: skip
def test_every_key_of_a_table_has_a_place_in_what_it_becomes(shape, domain):
    fields = {"block" if name == "blocks" else name for name in domain.__dataclass_fields__}
    if domain is Relation:  # of "look" the code has another idea: the second look
        fields = {"look" if name == "lines_to_check" else name for name in fields}
    if domain is Form:
        fields -= {f"{name}s" for name in LISTS} | {*MAPS}
    assert {*shape.names()} - MERGED == fields - MERGED


def test_no_key_is_declared_that_nobody_reads():
    package = Path(shapes.__file__).parents[1]
    files = [path for path in package.rglob("*.py") if path.parent.name != "shapes"]
    code = "\n".join(path.read_text("utf-8") for path in files)
    unread = [
        f"{shape.__name__}.{name}"
        for shape in SHAPES
        if shape not in (PartKeys, RemoveKeys)
        for name in shape.names()
        if name not in MERGED and not re.search(rf"\b{shape.__name__}\.{name}\b", code)
    ]
    # Read as what was done and when, whichever of them it is.
    assert unread == [f"DoKeys.{name}" for name in ("at", "time", "finish", "printed", "signed")]


def test_a_part_and_a_remove_have_exactly_the_lists_and_tables_of_a_form():
    assert {*RemoveKeys.names()} == {*LISTS, *MAPS}
    assert {*PartKeys.names()} == {*LISTS, *MAPS, "format", "kind", "id"}


@pytest.fixture
def example(tmp_path, monkeypatch):
    """The files of the page, in a folder outside the repository."""
    monkeypatch.chdir(tmp_path)
    for text in re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL):
        name = text.partition("\n")[0].removeprefix("# ")
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def commands():
    """The commands of the page, but for the one that opens the window."""
    block = TEXT[TEXT.index("## Add a kind") : TEXT.index("## How files")]
    found = re.findall(r"^tally-app (.+)$", block, re.MULTILINE)
    assert len(found) == 5
    return [line.split() for line in found]


def test_the_example_of_the_page_works_to_the_printed_protocol(example, capsys):
    columns = "voters,given,cards,taken_out,option.a,option.b,option.c,invalid"
    (example / "sheets.csv").write_text(f"{columns}\n900,300,310,300,100,100,90,10\n", "utf-8")
    said = {}
    for arguments in commands():
        assert main.command_line(arguments) == 0, arguments
        said[" ".join(arguments[:2])] = capsys.readouterr().out
    assert said["forms check"].startswith("council-2031.toml: no problem found.")
    assert "✔ Z-01" in said["demo council-2031.toml"]
    assert "Missed: 0" in said["training council-2031.toml"]
    assert "Z-01, Error" in said["check council.toml"]
    assert "D-01" not in said["check council.toml"]
    pages = pypdf.PdfReader(io.BytesIO((example / "evening/protocol.pdf").read_bytes())).pages
    paper = " ".join("\n".join(page.extract_text() for page in pages).split())
    assert "Число предъявивших студенческий билет" in paper
    assert "Список «Достық»" in paper
    assert "Против всех" not in paper
    assert "15 ≤ 2" in paper
