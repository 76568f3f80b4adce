"""The questions in words: what to do if something happens."""

from __future__ import annotations

from dataclasses import dataclass

from tally_app.catalog.topics import Topic, topics_in
from tally_app.domain.values.wording import Wording

__all__ = ["Advice", "Topic", "answer", "topics_in"]


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do if something happens: ``do`` step by step, ``law`` what the law says of it,
    ``also`` words people look for it by.
    """

    id: str
    title: str
    do: tuple[str, ...]
    law: str
    also: tuple[str, ...]


def answer(topic: Topic, words: Wording) -> Advice:
    """A question with its answer in a language."""
    said = f"help.if.{topic.id}"
    do = tuple(words(f"{said}.do").split("\n"))
    return Advice(topic.id, words(f"{said}.title"), do, words(f"{said}.law"), topic.also)
