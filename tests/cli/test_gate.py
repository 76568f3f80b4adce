"""What comes in at the command line: links, signs no face draws, files that are no TOML."""

import re

import pytest

from tally_app import main

LANGUAGES = ["kk", "ru", "en"]
#: Words of the reader of TOML, which speaks English only.
ENGLISH = re.compile(r"\b(?:[Ii]nvalid|[Uu]nclosed|[Ee]xpected|[Cc]annot|after|statement|value)\b")
BROKEN = [
    "kind = \n", "kind = [1, 2\n", 'kind = "a\n', "kind form\n", "kind = 1 2\n", "[a\n", "[[a]\n",
    'a = 1\na = 2\n', "a = {b = 1\n", "a = 07\n", 'a = "\\q"\n', "= 1\n", "a = tru\n",
    'a = """x', "[a]\n[a]\n", "a.b = 1\na = 2\n", 'a = "\x01"\n', "a = 2026-13-40\n",
]  # fmt: skip


def answer(capsys, *arguments):
    code = main.command_line([str(one) for one in arguments])
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_that_is_no_toml_is_told_in_the_language_of_the_user(tmp_path, capsys, language):
    path = tmp_path / "form.toml"
    for text in BROKEN:
        path.write_text(text, encoding="utf-8")
        code, out, _ = answer(capsys, "forms", "check", path, "--lang", language)
        assert code == 1, text
        assert "form.toml" in out, text
        said = out.replace(str(path), "").replace(text.strip(), "")
        assert language == "en" or not ENGLISH.search(said), (text, out)


@pytest.mark.parametrize("name", ["protocol.pdf", "record.json"])
def test_the_demo_writes_through_no_link(tmp_path, capsys, name):
    theirs = tmp_path / "theirs"
    theirs.write_text("өзгенікі")
    out = tmp_path / "out"
    out.mkdir()
    (out / name).symlink_to(theirs)
    code, _, told = answer(capsys, "demo", "--out", out, "--lang", "en")
    assert code != 0
    assert name in told
    assert "Traceback" not in told
    assert theirs.read_text() == "өзгенікі"
    assert (out / name).is_symlink()


def test_the_demo_puts_no_night_where_a_link_is(tmp_path, capsys):
    theirs = tmp_path / "theirs.tally"
    theirs.write_text("өзгенікі")
    out = tmp_path / "out"
    out.mkdir()
    (out / "night.tally").symlink_to(theirs)
    code, _, told = answer(capsys, "demo", "--out", out, "--lang", "en")
    assert theirs.read_text() == "өзгенікі"
    assert (code, "night.tally" in told) == (2, True)


FORM = """
format = 1
kind = "form"
id = "signs"
extends = "single-choice"
languages = ["kk", "ru"]
contest_kinds = ["signs"]
law_edition = "01.07.2026"
name = {{kk = "Сайлау {sign}", ru = "Выборы"}}
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_signs_that_no_face_of_the_papers_draws_are_a_warning(tmp_path, capsys, language):
    path = tmp_path / "signs.toml"
    path.write_text(FORM.format(sign="☎ Ә"), encoding="utf-8")
    _, out, _ = answer(capsys, "forms", "check", path, "--lang", language)
    (row,) = [line for line in out.splitlines() if "U+260E" in line]
    assert "name.kk" in row
    assert "BLACK TELEPHONE" in row
    path.write_text(FORM.format(sign="Ә № «»"), encoding="utf-8")
    _, out, _ = answer(capsys, "forms", "check", path, "--lang", language)
    assert "U+" not in out
