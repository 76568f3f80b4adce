"""The menu that is the same on every desk: the file, how the window looks, help."""

from __future__ import annotations

from typing import Final

from tally_app.app.view.base import AskFile, Button, GoToStart, ShowHelp, WearTheme
from tally_app.app.view.start import OpenBeside
from tally_app.domain.values.wording import Wording

#: How the window can look: as the system does, or one of its own themes.
THEMES: Final = ("system", "light", "dark", "contrast")


def menu(words: Wording, worn: str) -> tuple[Button, ...]:
    """The entries; the theme that is ``worn`` is the chosen one of its kind."""
    chosen = worn if worn in THEMES else THEMES[0]
    themes = (
        Button(WearTheme(one), words(f"theme.{one}"), "chosen" if one == chosen else "small")
        for one in THEMES
    )
    return (
        Button(GoToStart(), words("menu.start")),
        Button(AskFile("open"), words("menu.open")),
        Button(OpenBeside(), words("beside.another")),
        Button(AskFile("save_copy"), words("menu.save_copy")),
        *themes,
        Button(ShowHelp(), words("menu.help")),
    )
