"""The page of the formats: it names every key, and its example works."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdf
import pytest

from tally_app import main, paths
from tally_app.catalog import shapes
from tally_app.catalog.check import check_file
from tally_app.catalog.forms import load_form
from tally_app.catalog.library import Library
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
from tests.catalog.reference import ONLY_BY_LAW, keys, relations

TEXT = (paths.resources() / "elections" / "README.md").read_text("utf-8")
#: Handled where forms are merged, before their tables are read key by key.
MERGED = {"format", "kind", "extends", "includes", "remove", "after", "follows", "replaces"}
SHAPES = [
    shape
    for module in (form_shapes, election_shapes)
    for shape in vars(module).values()
    if isinstance(shape, type) and issubclass(shape, Shape) and shape is not Shape
]


def test_the_base_without_the_law_checks_clean_and_cites_no_article(tmp_path):
    text = TEXT[TEXT.index("<!-- free -->") : TEXT.index("<!-- /free -->")]
    (form,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    path = tmp_path / "free.toml"
    path.write_text(form, encoding="utf-8")
    library = Library.of_resources(paths.resources()).beside(path)
    assert check_file(library.form("free"), library) == ()
    read = load_form(library.form("free"), library)
    assert [one.key for one in read.relations if one.law or one.law_says or one.law_means] == []
    kept = {relation.key for relation in read.relations}
    assert {"B-01", "C-01", "D-01", "G-01"} < kept
    assert kept.isdisjoint(ONLY_BY_LAW)


@pytest.mark.parametrize("name", ["paper", "switch"])
def test_a_piece_of_the_page_fits_into_the_example(example, name, capsys):
    """A paper said anew is a table of the form; a line switched on is a deed before it is typed."""
    (piece,) = re.findall(rf"```toml\n# {name}: [^\n]*\n(.*?)```", TEXT, re.DOTALL)
    file = {"paper": "council.toml", "switch": "council-night.toml"}[name]
    path = example / file
    text, first = path.read_text("utf-8"), '[[do]]\nat = "18:18"'
    said = text.replace(first, f"{piece}\n{first}") if name == "switch" else f"{text}\n{piece}"
    assert said != text
    path.write_text(said, encoding="utf-8")
    assert main.command_line(["forms", "check", file, "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith(f"{file}: no problem found.\n")
    assert main.command_line(["demo", "council-2031.toml", "--out", "new", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert ("line switched on" in told) == (name == "switch")


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
    assert {*RemoveKeys.names()} == {*LISTS, *MAPS, "law_words"}
    assert {*PartKeys.names()} == {*LISTS, *MAPS, "format", "kind", "id"}


#: The part of the page that is played: its files, its commands, its answers.
EXAMPLE = TEXT[TEXT.index("## Add a kind") : TEXT.index("## What there is to build on")]
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", EXAMPLE, re.DOTALL)
#: What the page has the reader save once more, with these words changed.
WRONG = {'"council-night"': '"council-wrong"', 'cards = "296"': 'cards = "310"'}


@pytest.fixture
def example(tmp_path, monkeypatch):
    """The files of the page, in a folder outside the repository."""
    monkeypatch.chdir(tmp_path)
    texts = {text.partition("\n")[0][2:]: text for kind, text in BLOCKS if kind == "toml"}
    (sheet,) = [text for kind, text in BLOCKS if kind == "csv"]
    wrong = texts["council-night.toml"]
    for old, new in WRONG.items():
        assert wrong.count(old) == 1
        assert new.strip('"') in EXAMPLE
        wrong = wrong.replace(old, new)
    for name, text in {**texts, "sheets.csv": sheet, "council-wrong.toml": wrong}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def commands():
    """The commands of the page, but for the one that opens the window."""
    found = re.findall(r"^tally-app ([a-z].+)$", EXAMPLE, re.MULTILINE)
    assert len(found) == 7
    return [line.split() for line in found]


def test_the_example_of_the_page_works_to_the_printed_protocol(example, capsys):
    said = {}
    for arguments in commands():
        code = main.command_line(arguments)
        assert code == ("wrong" in arguments), arguments
        told = capsys.readouterr().out
        if arguments[:2] == ["forms", "check"]:
            assert told.startswith(f"{arguments[2]}: no problem found.\n")
            assert "still says" not in told
        said[" ".join(arguments[:2])] = told
    assert "Script of the count: council-night" in said["demo council-2031.toml"]
    assert "✔ Z-01" in said["demo council-2031.toml"]
    assert "Missed: 0" in said["training council-2031.toml"]
    pages = pypdf.PdfReader(io.BytesIO((example / "evening/protocol.pdf").read_bytes())).pages
    paper = " ".join("\n".join(page.extract_text() for page in pages).split())
    heads = ("Перед вскрытием урн", "Число предъявивших студенческий билет", "После вскрытия урн")
    assert [*heads] == sorted(heads, key=paper.index)
    assert "Оспанова Лаура" in paper
    assert "Против всех" not in paper
    assert "закон о выборах" not in paper
    assert "2.3 ≤ 2" in paper


def test_the_answers_of_the_page_are_those_of_the_program(example, capsys):
    """Wrong figures stop the evening and stand in the spreadsheet as the page shows."""
    answers = [text for kind, text in BLOCKS if not kind and not text.startswith("tally-app")]
    said = ""
    for arguments in commands():
        main.command_line(arguments)
        said += capsys.readouterr().out
    assert len(answers) == 2
    assert [text for text in answers if text not in said] == []
