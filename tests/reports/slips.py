"""Kinds of slips in what a paper says, seen in the text that is read back from its PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_CYRILLIC = "а-яёәғқңөұүһіА-ЯЁӘҒҚҢӨҰҮҺІ"
#: A break between two lines: they are joined by a sign that stands in no text.
_BREAK = "\n"

#: A kind, what it looks like in a page whose lines are joined, and a text that has it.
KINDS = {
    "a brace is left": (r"[{}]", "№ {number} акт"),
    "a word of the program": (r"\b(?:None|True|False|nan)\b", "парақ саны: None"),
    "a key or a code": (r"\b[a-z]+(?:[._-][a-z]+)+\b|\b(?:yes|no|m\d)\b", "paper.title"),
    "a Latin letter in a Cyrillic word": (
        rf"[{_CYRILLIC}][A-Za-z]|[A-Za-z][{_CYRILLIC}]",
        "Дауыс берудi",
    ),
    "two spaces": (r"\S[ \u00a0]{2,}\S", "бір  парақ"),
    "a space before its sign": (r"\S[ \u00a0][,.;!?»)](?!\d)", "Шағым , арыз"),
    "a space behind a bracket": (r"[«(][ \u00a0]", "( 3 парақ)"),
    "no space behind its sign": (rf"[{_CYRILLIC}][,;][{_CYRILLIC}]", "Шағым,арыз"),
    "signs that stand twice": (
        r",,|;;|(?<!\.)\.\.(?!\.)|(?<!\b\w)\.,|,\.|: ?[.,;:]",
        "Шағым.., арыз",
    ),
    "dots in place of their sign": (r"\.\.\.", "және т.б..."),
    "a hyphen for a dash": (r"[^\W\d_] - [^\W\d_]", "акт - екі дана"),
    "quotation marks of another language": (r"[\"“”„']", '"А" партиясы'),
    "a number sign on its figure": (r"№[\d_]", "№12 акт"),
    "a number sign without its figure": (
        rf"[{_CYRILLIC}] №{_BREAK}[\d_]",
        f"акт №{_BREAK}12",
    ),
    "an article without its figure": (
        rf"\b(?:ст|п|подп)\.{_BREAK}\d|\d\),?{_BREAK}(?:тармақ|подп)|\d-{_BREAK}(?:бап|тармақ)",
        f"ст. 20-1, п.{_BREAK}2",
    ),
    "a per cent sign without its figure": (rf"\d(?:{_BREAK}|(?=%))%", "62%"),
    "a Russian preposition before a vowel": (rf"\b[Оо] [аоуэи][{_CYRILLIC}]", "о избирателях"),
    "a Kazakh range without its hyphen": (r"\d[–-]\d+ (?:бет|жол|тармақ)", "1–3 беттері"),
}


def slips(pages: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """The kind of every slip in the lines of pages, and where it stands."""
    for lines in pages:
        page = _BREAK.join(lines)
        for kind, (pattern, _) in KINDS.items():
            for found in re.finditer(pattern, page):
                yield kind, page[max(0, found.start() - 30) : found.end() + 20]
        if page.count("«") != page.count("»"):
            yield "a quotation that is not closed", page[:60]
