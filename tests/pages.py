"""The README pages: which there are, and the parts of them that are written from the code.

    uv run python -m tests.pages

writes those parts anew, each between its two marks; a test compares them.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from tally_app import main

ROOT: Final = Path(__file__).parents[1]

#: Folders of a clone that are not part of the program.
_NOT_OURS: Final = {".git", ".tools", ".venv"}


def pages() -> dict[str, str]:
    """Every README of the repository, its path and its text."""
    found = (path.relative_to(ROOT) for path in ROOT.rglob("README.md"))
    ours = sorted(path for path in found if not _NOT_OURS & set(path.parts))
    return {path.as_posix(): (ROOT / path).read_text("utf-8") for path in ours}


def commands() -> str:
    """Every command: how it is written, what it does, what each word of it means."""
    words = main.Wordings(ROOT / "resources" / "texts")["en"]
    return "\n".join(_described(main._parser(words)))


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


#: page -> mark -> what stands between ``<!-- mark -->`` and ``<!-- /mark -->``.
WRITTEN: Final[Mapping[str, Mapping[str, Callable[[], str]]]] = {
    "tally_app/cli/README.md": {"commands": commands},
}


def split(text: str, mark: str) -> tuple[str, str, str]:
    """A page before its part, the part, and the page after it; ValueError without the marks."""
    begin, end = f"<!-- {mark} -->\n", f"<!-- /{mark} -->\n"
    if text.count(begin) != 1 or text.count(end) != 1:
        raise ValueError(f"no part {mark}")
    before, _, rest = text.partition(begin)
    part, _, after = rest.partition(end)
    return before + begin, part, end + after


def renew() -> None:
    """Write every part anew."""
    for name, parts in WRITTEN.items():
        path = ROOT / name
        for mark, make in parts.items():
            before, _, after = split(path.read_text("utf-8"), mark)
            path.write_text(before + make() + after, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    renew()
