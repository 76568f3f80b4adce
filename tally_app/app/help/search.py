"""The search through the questions: by plain words, as people type them in a hurry."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tally_app.app.help.answers import Advice

#: Kazakh letters a Russian keyboard lacks, as people type them there, and ё as e.
_TYPED: Final = str.maketrans("әғқңөұүһіё", "агкноуухие")
_WORD: Final = re.compile(r"\w+")
#: Of a word of so many letters its ending is nothing anybody looks for: so many letters go.
_ENDINGS: Final = ((9, 3), (6, 2), (5, 1))
#: What a word weighs in a title or in what people look by, and in the answer itself.
_NAMED, _SAID = 3, 1
#: An answer is shown whose weight is at least this part of the first one's.
_SHOWN: Final = 0.5


def found(asked: str, answers: Sequence[Advice]) -> list[Advice]:
    """The answers to what was asked, the likeliest first: those that hold every word, and those
    that hold the telling ones. A word that few answers hold tells more; one that none holds
    (a slip of the hand) is left out.
    """
    weights = [_weights(stem, answers) for stem in dict.fromkeys(map(_stem, _words(asked)))]
    held = [one for one in weights if any(one)]
    if not held:
        return []
    sums = [sum(of_one) for of_one in zip(*held, strict=True)]
    least = max(sums) * _SHOWN
    shown = [
        at for at, whole in enumerate(sums) if whole >= least or all(weight[at] for weight in held)
    ]
    return [answers[at] for at in sorted(shown, key=lambda at: -sums[at])]


def _weights(stem: str, answers: Sequence[Advice]) -> list[float]:
    """What a word weighs in each answer."""
    raw = [_weight(stem, one) for one in answers]
    named = sum(weight == _NAMED for weight in raw) or sum(map(bool, raw)) or 1
    return [weight / named for weight in raw]


def _weight(stem: str, one: Advice) -> int:
    if any(word.startswith(stem) for text in (one.title, *one.also) for word in _words(text)):
        return _NAMED
    said = any(word.startswith(stem) for text in (*one.do, one.law) for word in _words(text))
    return _SAID if said else 0


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().translate(_TYPED))


def _stem(word: str) -> str:
    cut = next((less for least, less in _ENDINGS if len(word) >= least), 0)
    return word[: len(word) - cut]
