"""The questions in words, and the search through them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tally_app.catalog.topics import Topic, topics_in
from tally_app.domain.values.wording import Wording

__all__ = ["Advice", "Topic", "answer", "found", "topics_in"]


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do if something happens: ``do`` step by step, ``law`` what the law says of it."""

    id: str
    title: str
    do: tuple[str, ...]
    law: str


def answer(topic: Topic, words: Wording) -> Advice:
    """A question with its answer in a language."""
    said = f"help.if.{topic.id}"
    do = tuple(words(f"{said}.do").split("\n"))
    return Advice(topic.id, words(f"{said}.title"), do, words(f"{said}.law"))


def found(asked: str, answers: Sequence[Advice]) -> list[Advice]:
    """The answers that hold every word that was asked for, those with them in the title first.

    The beginning of a word is enough, and of a long one all but its last two letters: an ending is
    not what anybody searches by.
    """
    wanted = [_stem(word) for word in asked.casefold().split()]
    held = [one for one in answers if all(word in _whole(one) for word in wanted)]
    return sorted(held, key=lambda one: not all(word in one.title.casefold() for word in wanted))


def _whole(one: Advice) -> str:
    return " ".join((one.title, *one.do, one.law)).casefold()


_LONG, _ENDING = 5, 2


def _stem(word: str) -> str:
    return word[:-_ENDING] if len(word) > _LONG else word
