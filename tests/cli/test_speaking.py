"""What argparse itself says to whoever types a command stands in our texts, in every language."""

import argparse
import ast
import re
from pathlib import Path

import pytest

from tally_app import main
from tally_app.cli.context import SAID

#: Said to whoever writes a parser, or of what none of our commands has: files that argparse opens,
#: subcommands with a head of their own.
OF_WRITERS = {
    ".__call__() not defined", "conflicting subparser: %s", "conflicting subparser alias: %s",
    "unknown parser %(parser_name)r (choices: %(choices)s)", 'argument "-" with mode %r',
    "can't open '%(filename)s': %(error)s", "cannot merge actions - two groups are named %r",
    "'required' is an invalid argument for positionals", "dest= is required for options like %r",
    "invalid option string %(option)r: must start with a character %(prefix_chars)r",
    "invalid conflict_resolution value: %r", "mutually exclusive arguments must be optional",
    "cannot have multiple subparser arguments", "unexpected option string: %s",
    "%r is not callable",
    "conflicting option string: %s", "conflicting option strings: %s",
}  # fmt: skip
PLACES = re.compile(r"%(?:\(\w+\))?[sr]")


def sayings():
    """Every text that argparse of this Python asks gettext for."""
    for node in ast.walk(ast.parse(Path(argparse.__file__).read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "ngettext"}:
            for said in node.args:
                if isinstance(said, ast.Constant) and isinstance(said.value, str):
                    yield said.value


def test_everything_argparse_says_to_whoever_types_is_ours():
    assert {*sayings()} - OF_WRITERS == {*SAID}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_text_has_no_other_places_than_what_it_is_said_for(language):
    words = main.Wordings(main.paths.resources() / "texts")[language]
    for asked, key in SAID.items():
        there, told = PLACES.findall(asked), PLACES.findall(words(key))
        unnamed = [place for place in there if "(" not in place]
        assert set(told) <= set(there), key
        assert [place for place in told if "(" not in place] in (unnamed, ["%s"]), key


def said(capsys, *typed):
    with pytest.raises(SystemExit):
        main.command_line([*typed])
    told = capsys.readouterr()
    return told.out + told.err


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize(
    "typed",
    [
        ("--help",), ("training", "--help"), ("journal", "--help"), ("training",), ("trainin",),
        ("training", "akim-rural", "--seed", "0"), ("training", "akim-rural", "--seed"),
        ("demo", "--unknown"),
    ],
)  # fmt: skip
def test_no_word_of_english_is_left_in_a_run_of_another_language(capsys, language, typed):
    told = said(capsys, *typed, "--lang", language)
    for word in ("usage", "positional", "options:", "error", "argument", "expected", "invalid"):
        assert word not in told, told
