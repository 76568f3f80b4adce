"""Slips of the hand, as often as they were counted.

Errors per 10,000 fields: 29 for single entry (Garza and others 2025, 93 studies), 103 in Georgian
keyings; a tired hand at three in the morning is ours. Two people leave the same wrong figure in
1.4 to 3.4 % of pairs.
"""

from __future__ import annotations

from random import Random

#: Wrong fields of 10,000 a night may have, and how many nights of ten have them.
RATES = (4, *[29] * 3, *[103] * 4, *[600] * 2)
#: How often of 1,000 somebody who types a wrong figure again makes the same slip.
SAME_AGAIN = 24
#: What happens to a figure, and how often of a hundred.
KINDS = {"digit": 42, "lost": 14, "doubled": 12, "exchanged": 12, "line": 12, "text": 4, "blank": 4}


def slip(random: Random, text: str, others: list[str]) -> str:
    """What is typed in place of ``text``; ``others`` are figures of neighbouring lines."""
    kind = random.choices([*KINDS], [*KINDS.values()])[0]
    if not text.isdecimal():
        return random.choice(["", "99:99", "20:31"]) if ":" in text else text
    at = random.randrange(len(text))
    match kind:
        case "digit":
            return text[:at] + random.choice("0123456789") + text[at + 1 :]
        case "lost" if len(text) > 1:
            return text[:at] + text[at + 1 :]
        case "doubled" if len(text) < 6:
            return text[:at] + text[at] + text[at:]
        case "exchanged" if at:
            return text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]
        case "line" if others:
            return random.choice(others)
        case "text":
            return text + random.choice(["x", "-", ".5"])
        case "blank":
            return ""
    return text
