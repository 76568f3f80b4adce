"""``tally-app about``: what this copy consists of, and whether it is the one that was published."""

import hashlib
import json

import pytest

from tally_app import __version__, main, paths
from tally_app.app.parts import listing
from tally_app.domain.values.parts import Component, ComponentFile

FILES = {"tally-app": b"start", "program/tally_app/x.py": b"x = 1\n", "parts/й.py": b"\n"}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for path, data in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    files = tuple(ComponentFile(p, hashlib.sha256(d).hexdigest()) for p, d in sorted(FILES.items()))
    part = Component("everything", "1", "MIT", "x.whl", "ab" * 32, files)
    (tmp_path / paths.LIST).write_bytes(listing.written(__version__, [part]))
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "program" / "tally_app")
    monkeypatch.setattr(main.paths, "resources", lambda: RESOURCES)
    return tmp_path


RESOURCES = paths.resources()


def about(capsys, *arguments):
    code = main.command_line(["about", "--lang", "en", *arguments])
    return code, capsys.readouterr()


def test_a_copy_that_runs_from_its_sources_says_so(capsys):
    code, said = about(capsys)
    assert code == 0
    assert said.out.startswith(f"tally-app {__version__}\n")
    assert "no hash" in said.out
    assert json.loads(about(capsys, "--json")[1].out)["folder"] is None


def test_the_hash_is_the_one_anybody_can_compute(folder, capsys):
    lines = sorted(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in folder.rglob("*")
        if path.is_file()
    )
    expected = hashlib.sha256("".join(lines).encode()).hexdigest()
    (folder / "program" / "__pycache__").mkdir()
    (folder / "program" / "__pycache__" / "x.pyc").write_bytes(b"compiled")
    code, said = about(capsys)
    assert (code, expected in said.out) == (0, True)
    assert "everything 1 · MIT" in said.out
    assert json.loads(about(capsys, "--json")[1].out)["folder"]["sha256"] == expected


def test_every_file_that_is_not_as_published_is_named(folder, capsys):
    (folder / "tally-app").write_bytes(b"other")
    (folder / "parts" / "й.py").unlink()
    (folder / "parts" / "new.py").write_bytes(b"")
    code, said = about(capsys)
    assert code == 1
    assert "tally-app: not as the list says." in said.out
    assert "parts/й.py: on the list, but not there." in said.out
    assert "parts/new.py: there, but on no list." in said.out
    told = json.loads(about(capsys, "--json")[1].out)["folder"]
    assert (told["altered"], told["missing"], told["unlisted"]) == (
        ["tally-app"], ["parts/й.py"], ["parts/new.py"]
    )  # fmt: skip


@pytest.mark.parametrize("data", [b"", b"[]", b'{"metadata": {}}', b"\xff"])
def test_a_list_that_cannot_be_read_is_a_sentence(folder, capsys, data):
    (folder / paths.LIST).write_bytes(data)
    code, said = about(capsys)
    assert (code, said.out) == (2, "")
    assert said.err.startswith(str(folder / paths.LIST))


def test_the_list_is_read_as_it_was_written():
    part = Component("a", "1", "MIT", "own", "", (ComponentFile("x", "cd" * 32),))
    assert listing.read(listing.written("0.1", [part])) == ("0.1", (part,))
