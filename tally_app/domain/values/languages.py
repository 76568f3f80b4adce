"""The languages of the window, the command line and the papers. One more: a row, and its texts."""

from typing import Final

#: Code, how the switch writes it, its own name; the first is spoken before anybody chooses.
LANGUAGES: Final = (("kk", "ҚАЗ", "Қазақша"), ("ru", "РУС", "Русский"), ("en", "ENG", "English"))

CODES: Final = tuple(code for code, _short, _name in LANGUAGES)

#: What is printed and what is read out is in both, the state language first.
STATE_LANGUAGES: Final = ("kk", "ru")

#: Their words have no Latin letters among the others.
CYRILLIC: Final = ("kk", "ru")
