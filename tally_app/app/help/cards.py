"""The cards of the help: the field and the step as their form has them, the questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tally_app.app.help.answers import Advice
from tally_app.app.night.session import Session
from tally_app.app.view.base import Button
from tally_app.app.view.help import HelpCard, ShowTopic
from tally_app.app.view.intents import ShowStep
from tally_app.app.view.keys import KEYS, shown
from tally_app.app.words.lines import cell_number
from tally_app.catalog.topics import Topic
from tally_app.domain.form.form import Form, Line, Step
from tally_app.domain.form.layout import Cell
from tally_app.domain.relations.finding import JOINT
from tally_app.domain.relations.rulebook import Check
from tally_app.domain.values.articles import cited
from tally_app.domain.values.wording import Wording

#: So many relations of a line are written out; the panel of findings has the others when they fail.
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the cursor is in an open night; ``cell`` is None beside the lines."""

    session: Session
    contest: str
    step: str
    cell: Cell | None
    words: Wording

    @property
    def form(self) -> Form:
        """The form of the ballot."""
        return self.session.night.form(self.contest)


def field_card(at: Stand) -> HelpCard | None:
    """What the line of the cursor means, what it is checked against, and the common mistake."""
    if at.cell is None or at.cell.line not in at.form.by_id:
        return None
    line, words = at.form.by_id[at.cell.line], at.words
    caption = words("help.this_field")
    if number := cell_number(at.session.night, at.contest, at.cell):
        caption = words("help.this_field_line", number=number)
    lines = [("caption", caption), ("title", words.pick(line.label))]
    if pile := words.pick(line.pile):
        lines.append(("body", pile[:1].upper() + pile[1:] + "."))
    lines += _law(line, words)
    lines += _checks(at, at.cell)
    key = f"help.wrong.{line.id.replace('.', '_')}"
    if words.has(key):
        lines += [("label", words("help.mistake")), ("body", words(key))]
    return HelpCard("field", tuple(lines))


def _law(said: Line | Step, words: Wording) -> Iterator[tuple[str, str]]:
    """The article; the law's own words where they were read in this language, else our words."""
    quoted, meant = said.law_says.get(words.language), said.law_means.get(words.language)
    if not said.law:
        return
    yield "label", words("help.law" if quoted or not meant else "help.law_means")
    article = cited(said.law, words)
    article = article[:1].upper() + article[1:]
    whole = f"«{quoted}»" if quoted else meant
    yield "body", f"{article}: {whole}" if whole else f"{article}."


def _checks(at: Stand, cell: Cell) -> Iterator[tuple[str, str]]:
    """The relations the line stands in, in line numbers, with what to count again."""
    now = at.session.reckoning(at.contest)
    writer, told = now.writer(at.words), list[str]()
    for check in now.bound.checks:
        if len(told) < _SHOWN and _holds(check, cell) and check.relation.severity.value != "note":
            said = writer.parts(check.parts, JOINT).symbols
            told.append(said) if said not in told else None
            hint = at.words.pick(check.relation.hint)
            if hint and told[-1:] == [said]:
                told[-1] = f"{said}\n{hint}"
    if told:
        yield "label", at.words("help.checked")
    for one in told:
        yield "box", one


def _holds(check: Check, cell: Cell) -> bool:
    return any(cell in part.cells for part in check.parts)


def step_card(at: Stand) -> HelpCard:
    """What is done on the page, and the article that orders it."""
    step, words = at.form.step(at.step), at.words
    lines = [("caption", words("help.this_step")), ("title", words.pick(step.title))]
    said = [words.pick(step.subtitle), words.pick(step.why)]
    lines += [("body", one.rstrip(".") + ".") for one in said if one]
    if step.law_says or step.law_means:
        lines += _law(step, words)
    return HelpCard("step", tuple(lines))


def start_card(words: Wording) -> HelpCard:
    """How to begin, where no night is open."""
    return HelpCard(
        "start",
        (
            ("title", words("help.start")),
            ("body", words("help.start_says")),
            ("body", words("help.principle")),
        ),
    )


def questions_card(answers: Sequence[Advice], title: str, key: str) -> HelpCard:
    """A row for every question."""
    rows = tuple(Button(ShowTopic(one.id), one.title, "plain", icon="jump") for one in answers)
    return HelpCard(key, (("title", title),) if title else (), rows)


def keys_card(words: Wording) -> HelpCard:
    """Every key of the window."""
    rows = [("body", f"{shown(keys)} – {words(f'help.key.{name}')}") for keys, name in KEYS]
    return HelpCard("keys", (("title", words("help.keys")), *rows))


def beside(step: str, topics: Sequence[Topic]) -> list[Topic]:
    """The questions that belong to a page, then those that belong to every page."""
    own = [topic for topic in topics if step in topic.steps]
    return [*own, *(topic for topic in topics if not topic.steps)]


def answer_card(said: Advice, topic: Topic, at: Stand | None, words: Wording) -> HelpCard:
    """What to do, what the law says, and the pages of the night it is done on."""
    lines = [
        ("caption", words("help.what_if")),
        ("title", said.title),
        ("label", words("help.do")),
        *(("step", one) for one in said.do),
        ("label", words("help.law")),
        ("body", said.law),
    ]
    rows: tuple[Button, ...] = ()
    if at is not None:
        steps = [step for step in at.form.steps if step.id in topic.steps]
        rows = tuple(
            Button(ShowStep(one.id), words.pick(one.name), "plain", icon="jump") for one in steps
        )
        lines += [("label", words("help.where"))] if rows else []
    return HelpCard(f"if/{said.id}", tuple(lines), rows)
