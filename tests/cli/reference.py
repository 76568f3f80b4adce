"""What the page of the command line says of every command, written from the commands themselves."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from tally_app import main, paths


def commands() -> Iterator[str]:
    """Every command: how it is written, what it does, what each word of it means."""
    return _described(main._parser(main.Wordings(paths.resources() / "texts")["en"]))


def _described(parser: argparse.ArgumentParser) -> Iterator[str]:
    """A section for each command, in the order of the help."""
    for action in parser._actions:
        if not isinstance(action, argparse._SubParsersAction):
            continue
        says = {choice.dest: choice.help for choice in action._choices_actions}
        for name, one in action.choices.items():
            yield from _command(one, str(says[name]))


def _command(parser: argparse.ArgumentParser, says: str) -> Iterator[str]:
    if any(isinstance(action, argparse._SubParsersAction) for action in parser._actions):
        yield from _described(parser)
        return
    said = [action for action in parser._actions if action.dest != "help"]
    said.sort(key=lambda action: bool(action.option_strings))
    yield from (f"### {parser.prog}", "", says, "", "```", _usage(parser, said), "```", "")
    explained = [action for action in said if action.dest != "lang"]  # the page says it once
    yield from (f"* `{_written(one)}`: {one.help}{_default(one)}" for one in explained)
    yield from [""] if explained else []


def _usage(parser: argparse.ArgumentParser, said: list[argparse.Action]) -> str:
    """The whole line; what excludes each other stands in one pair of brackets."""
    line = [parser.prog]
    for action in said:
        groups = (group._group_actions for group in parser._mutually_exclusive_groups)
        together = next((group for group in groups if action in group), [action])
        if action is not together[0]:
            continue
        text = " | ".join(_written(one) for one in together)
        more = "…" if isinstance(action, argparse._AppendAction) else ""
        line.append(text if action.required else f"[{text}]{more}")
    return " ".join(line)


def _written(action: argparse.Action) -> str:
    """An argument as it is typed: its name, its value."""
    value = action.metavar or "|".join(action.choices or ())
    return " ".join(str(part) for part in (*action.option_strings[-1:], value) if part)


def _default(action: argparse.Action) -> str:
    return f" (else `{action.default}`)" if action.default else ""
