"""The reader of the start page's words says what the TOML reader says, or leaves the file to it."""

import pytest

from tally_app import paths
from tally_app.catalog.problems import CatalogueError, Problems
from tally_app.catalog.start_texts import load_language, plain_texts
from tally_app.catalog.texts import read_texts, texts_of

FILES = sorted((paths.resources() / "texts").glob("*/start.toml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_shipped_file_is_read_quickly_and_to_the_letter(file):
    assert plain_texts(file.read_bytes()) == texts_of(file.name, file.read_bytes())


@pytest.mark.parametrize(
    "text",
    [
        'a = "x" # "y"\n[s]\nb.c = "d"\n[s.t]\n"e f" = "g"  # h',
        'a = "\\"x\\"\\ny"\n',
        'a = ""\n',
        "# nothing\n\n",
        'a="x"',
        "a = 'x'",
        'a = """x\ny"""',
        'a = "x\\u0041"',
        'a = "x\\\\n"',
        'a = "x\\\\"',
        'a = "x" \t\r\n[s]\r\nb = "y"\r\n',
        '  a = "x"\n  [s]\n  b = "y"',
        '[ s ]\na = "x"',
        '["s"]\na = "x"',
        'a = "x"\nb = { c = "d" }',
        '\ufeffa = "x"',
    ],
)
def test_any_file_is_read_alike_or_left_to_the_other_reader(text):
    plain = plain_texts(text.encode())
    assert plain is None or plain == texts_of("x.toml", text.encode())


@pytest.mark.parametrize("data", [b'a = "x', b"[[s]]\n", b"\xff", b'a = "x"\na = "y"', b"a = 1"])
def test_a_file_with_a_problem_is_never_read_quickly(tmp_path, data):
    (tmp_path / "kk").mkdir()
    (tmp_path / "kk" / "x.toml").write_bytes(data)
    assert not plain_texts(data)
    if data != b"[[s]]\n":
        with pytest.raises(CatalogueError):
            load_language(tmp_path / "kk", texts_of)


def test_the_words_of_the_start_page_stand_in_one_file():
    """Every other file is read with the first word that is not the start page's."""
    words = load_language(paths.resources() / "texts" / "ru", texts_of)
    assert words("start.title")
    assert words.has("menu.help")
    assert "start.title" in words.texts
    whole = read_texts(paths.resources() / "texts", Problems())["ru"].texts
    assert words("header.who") == whole["header.who"]
    assert dict(words.texts) == dict(whole)
    assert len(words.texts) == len(whole)
