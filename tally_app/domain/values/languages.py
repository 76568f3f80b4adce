"""The languages of the window."""

#: Code, how the switch writes it, its own name.
LANGUAGES = (("kk", "ҚАЗ", "Қазақша"), ("ru", "РУС", "Русский"), ("en", "ENG", "English"))
