"""The help on paper: everything it has in one language, the short guide, the trainer's lesson."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from tally_app.app.help.answers import answer
from tally_app.app.view.keys import KEYS, shown
from tally_app.catalog.topics import Topic
from tally_app.domain.values.handout import Handout, HandoutHeading, HandoutTable, HandoutText, same
from tally_app.domain.values.languages import STATE_LANGUAGES
from tally_app.domain.values.wording import Wording
from tally_app.domain.values.words import Words

#: Steps of the guide and parts of the lesson, as their texts are numbered.
GUIDE: Final = range(1, 10)
LESSON: Final = range(1, 8)
#: Keys whose sign the faces of the papers have not; each row has another one.
_DRAWN_ONLY: Final = ("↓", "↑")
#: The keys the guide shows: those of every page.
_FIRST_KEYS: Final = 5


def whole(topics: Sequence[Topic], words: Wording) -> Handout:
    """Every question with its answer, and the table of keys, in one language."""
    code = words.language
    blocks: list[HandoutHeading | HandoutTable | HandoutText] = []
    for topic in topics:
        said = answer(topic, words)
        asked = said.title[:1].upper() + said.title[1:]
        steps = "\n".join(f"{at}. {step}" for at, step in enumerate(said.do, 1))
        law = f"{words('help.law')}: {said.law}"
        blocks += [HandoutHeading({code: asked}), HandoutText({code: f"{steps}\n{law}"})]
    told = {code: words}
    blocks += [HandoutHeading({code: words("help.keys")}), _keys(told, len(KEYS))]
    title, says = {code: words("help.pdf_title")}, {code: words("help.pdf_says")}
    blocks.append(HandoutText({code: words("help.principle")}))
    return Handout(title, says, tuple(blocks), {code: words("help.guide.foot")}, (code,))


def guide(topics: Sequence[Topic], wordings: Mapping[str, Wording]) -> Handout:
    """The night in nine steps, the keys, and what to do first if something happens."""
    told = {x: wordings[x] for x in STATE_LANGUAGES}
    heads = _heads(told, ("number", 6), ("time", 12), ("do", 50), ("lines", 14), ("law", 18))
    rows = tuple(
        (
            same(str(at)),
            same({GUIDE[0]: "20:00", GUIDE[-1]: "≤ 08:00"}.get(at, "")),
            _both(told, f"help.guide.step{at}.do"),
            _both(told, f"help.guide.step{at}.lines"),
            _both(told, f"help.guide.step{at}.law"),
        )
        for at in GUIDE
    )
    first = tuple(
        (_both(told, f"help.if.{one.id}.title"), _first_step(told, one))
        for one in topics
        if one.brief
    )
    return Handout(
        _both(told, "help.guide.title"),
        _both(told, "help.guide.says"),
        (
            HandoutTable(heads, rows, large=frozenset({0, 1})),
            HandoutHeading(_both(told, "help.keys")),
            _keys(told, _FIRST_KEYS),
            HandoutHeading(_both(told, "help.what_if")),
            HandoutTable(_heads(told, ("if", 30), ("do", 70)), first),
            HandoutText(_both(told, "help.guide.saved")),
        ),
        _both(told, "help.guide.foot"),
        STATE_LANGUAGES,
    )


def lesson(wordings: Mapping[str, Wording]) -> Handout:
    """An hour with people who never saw the program, part by part."""
    told = {x: wordings[x] for x in STATE_LANGUAGES}
    rows = tuple(
        tuple(_both(told, f"help.lesson.part{at}.{name}") for name in ("minutes", "what", "how"))
        for at in LESSON
    )
    heads = _heads(told, ("minutes", 12), ("do", 28), ("how", 60))
    return Handout(
        _both(told, "help.lesson.title"),
        _both(told, "help.lesson.says"),
        (
            HandoutTable(heads, rows, large=frozenset({0})),
            HandoutText(_both(told, "help.lesson.end")),
        ),
        _both(told, "help.guide.foot"),
        STATE_LANGUAGES,
    )


def _both(told: Mapping[str, Wording], key: str) -> Words:
    return {x: words(key) for x, words in told.items()}


def _heads(
    told: Mapping[str, Wording], *named: tuple[str, float]
) -> tuple[tuple[Words, float], ...]:
    return tuple((_both(told, f"help.guide.column.{name}"), share) for name, share in named)


def _first_step(told: Mapping[str, Wording], topic: Topic) -> Words:
    return {x: answer(topic, words).do[0] for x, words in told.items()}


def _keys(told: Mapping[str, Wording], many: int) -> HandoutTable:
    rows = tuple(
        (same(shown(_printed(keys))), _both(told, f"help.key.{name}")) for keys, name in KEYS[:many]
    )
    return HandoutTable(_heads(told, ("key", 35), ("means", 65)), rows, large=frozenset())


def _printed(keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key for key in keys if key not in _DRAWN_ONLY)
