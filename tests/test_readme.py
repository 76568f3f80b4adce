"""The README pages tell the truth: their lines are the ones that run, what they name exists."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import PurePosixPath

import pytest

from tally_app import main
from tests.pages import ROOT, WRITTEN, pages, written

PAGES = pages()
README = PAGES["README.md"]
HOUSE = "tally_app/README.md"
COMMANDS = PAGES["tally_app/cli/README.md"]

LINK = re.compile(r"\]\(([^)\s]+)\)")
BLOCK = re.compile(r"^```.*?^```$", flags=re.DOTALL | re.MULTILINE)
TICKED = re.compile(r"`([^`\n]+)`")
#: Files that people have, not the repository.
THEIRS = r"(?!.*\.(csv|pdf|json|tally)$)"
#: A file or folder as a page writes it: ``<name>`` and ``*`` stand for any.
PATH = re.compile(THEIRS + r"[\w.*<>-]+(/[\w.*<>-]+)*/?")
OURS = (".py", ".toml", ".md", ".png", ".txt")
#: A name of code or data.
NAME = re.compile(THEIRS + r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*")


def prose(text):
    """A page without its blocks of code."""
    return BLOCK.sub("", text)


def anchors(text):
    """The links that headings of a page give."""
    titles = re.findall(r"^#+ (.+)$", prose(text), flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def ticked(text):
    return TICKED.findall(prose(text))


def test_ci_runs_the_test_line_of_the_readme():
    line = next(row for row in README.splitlines() if row.endswith("uv run pytest"))
    assert line.startswith("python3 -m venv .tools")
    assert line in (ROOT / ".ci" / "run").read_text("utf-8")


def test_the_readme_is_read_in_one_sitting():
    assert len(README.encode()) <= 8 * 1024


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page):
    for link in LINK.findall(prose(PAGES[page])):
        place, _, anchor = link.partition("#")
        target = (ROOT / page).parent / place if place else ROOT / page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target.read_text("utf-8")), link


def test_every_page_is_found_from_the_readme():
    found, new = set(), {"README.md"}
    while new:
        found |= new
        links = ((ROOT / page).parent / link for page in new for link in LINK.findall(PAGES[page]))
        there = {path.resolve().relative_to(ROOT.resolve()).as_posix() for path in links}
        new = {page for page in there if page in PAGES} - found
    assert found == set(PAGES)


def stands(page, said):
    """True for a path as seen from the page, from ``tally_app`` or from the root, and for a bare
    name of a file anywhere below the page.
    """
    at = re.sub(r"<[^>]*>", "*", said).rstrip("/")
    here = (ROOT / page).parent
    found = any(any(base.glob(at)) for base in (here, ROOT / "tally_app", ROOT))
    return found or ("/" not in at and here != ROOT and any(here.rglob(at)))


@pytest.mark.parametrize("page", PAGES)
def test_every_file_and_folder_that_is_named_exists(page):
    named = [
        said
        for said in ticked(PAGES[page])
        if PATH.fullmatch(said) and ("/" in said or PurePosixPath(said).suffix in OURS)
    ]
    shown = "".join(BLOCK.findall(PAGES[page]))  # files the reader of the page makes
    assert [said for said in named if not stands(page, said) and said not in shown] == []


@cache
def code():
    """Every file of code, parsed."""
    files = [path for top in ("tally_app", "reports") for path in (ROOT / top).rglob("*.py")]
    return [ast.parse(path.read_text("utf-8")) for path in files]


def defined(body):
    """What a module or a class defines."""
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


@cache
def names_of_the_code():
    """Classes, what each has (``Class.name``), and the modules that are imported."""
    nodes = [node for module in code() for node in ast.walk(module)]
    classes = [node for node in nodes if isinstance(node, ast.ClassDef)]
    imported = {
        word for n in nodes if isinstance(n, ast.ImportFrom) for word in str(n.module).split(".")
    }
    own = {f"{one.name}.{name}" for one in classes for name in defined(one.body)}
    return imported | {one.name for one in classes} | own


@cache
def words_of_the_data():
    """Every word of code and data: keys, columns, kinds, names of files."""
    paths = [p for top in ("tally_app", "resources", "tests") for p in (ROOT / top).rglob("*.*")]
    texts = [path.read_text("utf-8") for path in paths if path.suffix in (".py", ".toml")]
    return {*re.findall(r"\w+", "".join(texts)), *(path.stem for path in paths)}


@pytest.mark.parametrize("page", PAGES)
def test_every_name_that_is_told_exists(page):
    """A class and what a class has is defined; any other word at least occurs."""
    told = {said for said in ticked(PAGES[page]) if NAME.fullmatch(said)}
    told = {said for said in told if not (ROOT / said).exists()}
    of_code = {said for said in told if re.match(r"[A-Z]\w*[a-z]\w*(\.|$)", said)}
    gone = of_code - names_of_the_code()
    gone |= {word for said in told - of_code for word in said.split(".")} - words_of_the_data()
    assert gone == set()


def test_every_room_stands_on_the_page_of_the_house():
    rooms = {path.parent for top in ("tally_app", "reports") for path in (ROOT / top).rglob("*.py")}
    said = set(ticked(PAGES[HOUSE]))
    names = {
        path.relative_to(ROOT).as_posix().removeprefix("tally_app/")
        for path in rooms
        if path.name not in ("tally_app", "domain", "app", "ui", "__pycache__")
    }
    assert names - said == set()


@pytest.mark.parametrize("page", WRITTEN)
def test_what_is_written_from_the_code_is_what_the_code_says(page):
    """Mend it with: uv run python -m tests.pages"""
    assert written(page, PAGES[page]) == PAGES[page]


def test_every_command_is_described():
    words = main.Wordings(ROOT / "resources" / "texts")["en"]
    parser = main._parser(words)
    commands = next(a for a in parser._actions if a.choices and a.dest != "help").choices
    assert {name for name in commands if f"tally-app {name}" not in COMMANDS} == set()
