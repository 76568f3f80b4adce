"""The help as it stands beside the page: open or not, what is searched, which answer is shown."""

from __future__ import annotations

from pathlib import Path

from tally_app.app.help import cards
from tally_app.app.help.answers import Advice, answer
from tally_app.app.help.cards import Stand
from tally_app.app.help.search import found
from tally_app.app.view.base import Button, Reads, ShowHelp
from tally_app.app.view.fields import Field
from tally_app.app.view.help import (
    SEARCH,
    BackToField,
    HelpCard,
    HelpView,
    ShowContents,
    ShowTopic,
)
from tally_app.catalog.topics import topics_in
from tally_app.domain.values.wording import Wording


class Help:
    """It reads the night and changes nothing of it."""

    def __init__(self, resources: Path) -> None:
        self._topics = {topic.id: topic for topic in topics_in(resources)}
        self.open = False
        self._topic = ""
        self._contents = False
        self._asked = ""

    def act(self, asked: Reads) -> None:
        """Open or close it, or turn to something else in it."""
        self._topic, self._contents = "", False
        match asked:
            case ShowHelp():
                self.open, self._asked = not self.open, ""
            case ShowTopic(topic):
                self.open, self._topic = True, topic
            case ShowContents():
                self._contents, self._asked = True, ""
            case BackToField():
                self._asked = ""

    def search(self, text: str) -> None:
        """Something was typed into its field."""
        self._asked, self._topic, self._contents = text, "", False

    def view(self, at: Stand | None, words: Wording) -> HelpView | None:
        """The help in words, beside the night that is open; None while it is closed."""
        if not self.open:
            return None
        words = at.words if at is not None else words
        turned = self._topic or self._contents or self._asked.strip()
        return HelpView(
            language=words.language,
            title=words("help.title"),
            about=self._topic or self._asked.strip() or ("*" if self._contents else _page(at)),
            search=Field(
                SEARCH, self._asked, "text", placeholder=words("help.search"),
                name=words("help.search"), small=True,
            ),
            contents=Button(BackToField(), words("help.back"), "small")
            if turned
            else Button(ShowContents(), words("help.contents"), "small"),
            close=Button(ShowHelp(), words("help.close"), "small", icon="close"),
            cards=tuple(self._cards(at, words)),
        )  # fmt: skip

    def _cards(self, at: Stand | None, words: Wording) -> list[HelpCard]:
        if self._topic:
            topic = self._topics[self._topic]
            shown = cards.answer_card(answer(topic, words), topic, at, words)
            return [shown]
        if self._asked.strip():
            held = found(self._asked, self._answers(words))
            title = words("help.found", count=len(held)) if held else words("help.found_none")
            return [cards.questions_card(held, title, "found")]
        if self._contents or at is None:
            every = cards.questions_card(self._answers(words), words("help.what_if_all"), "all")
            first = cards.step_card(at) if at is not None else cards.start_card(words)
            return [first, every, cards.keys_card(words)]
        field = cards.field_card(at)
        own = [answer(topic, words) for topic in cards.beside(at.step, [*self._topics.values()])]
        return [
            *([field] if field is not None else []),
            cards.questions_card(own, words("help.what_if"), "own"),
            cards.step_card(at),
        ]

    def _answers(self, words: Wording) -> list[Advice]:
        return [answer(topic, words) for topic in self._topics.values()]


def _page(at: Stand | None) -> str:
    return f"{at.step}/{at.cell}" if at is not None else ""
