"""Every key of the window and what it is for: the table the help and the guide show.

A row is (the keys as people read them, the key of its words). Tests hold it against the window's
own table and the keys its buttons carry.
"""

from typing import Final

#: To the steps whose paper the law asks for every day, in the order of the form.
PAPER_KEYS: Final = ("F3", "F5")

KEYS: Final[tuple[tuple[tuple[str, ...], str], ...]] = (
    (("Enter", "↓", "Tab"), "next_field"),
    (("↑", "Shift+Tab"), "field_before"),
    (("Ctrl+Enter",), "next_step"),
    (("Ctrl+Z",), "undo"),
    (("F1",), "help"),
    (("Ctrl+F",), "search"),
    (("Ctrl+Y", "Ctrl+Shift+Z"), "redo"),
    (("Esc",), "away"),
    (("F4",), "zeros"),
    (("F6",), "panel"),
    (("Ctrl++", "Ctrl+=", "Ctrl+-", "Ctrl+0"), "size"),
    (("Ctrl+PgUp", "Ctrl+PgDown"), "ballot_beside"),
    (tuple(f"Alt+{digit}" for digit in range(1, 10)), "ballot"),
    (("Ctrl+G", "/"), "place"),
    (PAPER_KEYS, "paper_due"),
    (("Ctrl+Tab",), "beside"),
    (("Ctrl+O",), "open"),
    (("Ctrl+T",), "sample"),
    (("Ctrl+R",), "copies"),
    (("Ctrl+Shift+S",), "copies_of_night"),
    (("Ctrl+P",), "print"),
    (("Ctrl+,",), "settings"),
    (("Ctrl+N",), "make"),
    (("Ctrl+S",), "save_election"),
    (("F8",), "next_fault"),
    (("Alt+Up", "Alt+Down"), "move_row"),
    (("Ctrl+V",), "paste"),
    (("Space",), "agrees"),
    (("Backspace",), "differs"),
)


def shown(keys: tuple[str, ...]) -> str:
    """Keys as a row of the table writes them: a run of digits by its ends."""
    if len(keys) > len(("first", "some", "more", "last")):
        return f"{keys[0]} … {keys[-1]}"
    return ", ".join(keys)
