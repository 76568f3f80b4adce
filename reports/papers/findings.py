"""Relations with their numbers, and what was answered to findings: two grids of the annex."""

from __future__ import annotations

from typing import Final

from reports.drawing.fonts import bold, regular
from reports.drawing.grid import CAPTION, Grid, in_columns
from reports.drawing.layout import LEFT, WIDTH, Block, centred, group, set_prose
from reports.drawing.paper import NOTHING, WIDE, Pair, full_stop
from reports.drawing.pen import INNER_RULE, Box, Line, Pen, stack_height
from reports.drawing.sheet import Sheet, natural
from reports.drawing.tree import Role
from tally_app.domain.record.record import RecordAnswer, RecordRelation
from tally_app.domain.relations.finding import filled
from tally_app.domain.values.languages import STATE_LANGUAGES
from tally_app.domain.values.wording import signed

_FORMULA: Final = 7.6
_INDENT: Final = 2.1
_LEAST: Final = 5.0
_HALF: Final = WIDTH / 2 - 2 * _INDENT
_CODE_WIDTH: Final = 12.0
_ANSWER_WIDTH: Final = 77.0
#: Texts beside each other in a row.
_PLACES: Final = 2


def relations_grid(sheet: Sheet) -> Grid | None:
    """Every relation the form prints, with its figures, so that an onlooker can redo it."""
    texts = [relation_text(sheet, r) for r in sheet.record.relations if _shown(sheet, r)]
    texts = list(dict.fromkeys(texts))
    wide = [text for text in texts if bold(_FORMULA).width(text.kk) > _HALF]
    half = [_lines(text, _HALF) for text in texts if text not in wide]
    rows = [_formulas(sheet, [*half[i : i + 2], []][:2]) for i in range(0, len(half), 2)]
    rows += [_formulas(sheet, [_lines(text, WIDTH - 2 * _INDENT)]) for text in wide]
    return Grid(sheet.say("relations"), tuple(rows)) if rows else None


def _shown(sheet: Sheet, relation: RecordRelation) -> bool:
    printed = sheet.texts.form.relation(relation.key).printed
    return printed and (sheet.by_hand or relation.status in ("holds", "fails"))


def _lines(text: Pair, width: float) -> list[Line]:
    """One line where both languages say the same, as they do when every line has a number."""
    return (Pair(text.kk, "") if text.kk == text.ru else text).lines(_FORMULA, width)


def _formulas(sheet: Sheet, cells: list[list[Line]]) -> Block:
    """One text over the whole width, or two beside each other; a missing second is struck out."""
    width = WIDTH / len(cells)
    height = max(_LEAST, *(stack_height(lines) + sheet.pad + 0.5 for lines in cells))

    def draw(pen: Pen, y: float) -> None:
        for index, lines in enumerate(cells):
            x = LEFT + index * width
            with pen.part(Role.TD, _PLACES // len(cells)):
                pen.stack(Role.TD, x + _INDENT, centred(lines, y, height), lines)
            if index:
                pen.down(x, y, y + height, INNER_RULE)
            if not lines:
                pen.slash(Box(x, y, width, height), INNER_RULE)

    return Block(height, draw)


def relation_text(sheet: Sheet, relation: RecordRelation) -> Pair:
    """Symbols and numbers; one that fails shows its difference and the act that explains it."""
    return Pair(_formula(sheet, relation, "kk"), _formula(sheet, relation, "ru"))


def acts(sheet: Sheet) -> list[RecordAnswer]:
    """The acts of the commission in the order they were made."""
    found = [answer for answer in sheet.record.answers if answer.number]
    return sorted(found, key=lambda act: (act.minutes or 0, natural(act.number)))


def act_fact(sheet: Sheet, act: RecordAnswer) -> Pair:
    """What an act is about, as a fact: whose box or line, the relation with its figures, by how
    much it fails; no rule, no cause.
    """
    if act.kind == "unestablished":
        line = sheet.texts.form.line(act.key.partition("/")[2])
        label, named = sheet.own(line.short or line.label), _named(sheet, act.item)
        whole = named.plus(label, ": ") if any(named) else label
        return whole.plus(sheet.say("unestablished"), ": ")
    relation = next(
        (r for r in sheet.record.relations if (r.key, r.item) == (act.key, act.item)), None
    )
    if relation is None:
        return _subject(sheet, act)
    formula = Pair(*(_formula(sheet, relation, lang, acts=False) for lang in STATE_LANGUAGES))
    named = _named(sheet, act.item)
    fact = named.plus(formula, ": ") if any(named) else formula
    box = next((box for box in sheet.record.boxes if box.id == act.item), None)
    if box is not None and box.annulled:
        fact = fact.plus(sheet.say("annulled"), ", ")
    if act.kind == "finish_act":
        fact = fact.plus(sheet.say("finished_with"), "; ")
    return fact


def _formula(sheet: Sheet, relation: RecordRelation, language: str, *, acts: bool = True) -> str:
    shown = sheet.formulas.printed(relation.key, relation.item, language)
    if relation.item and not acts:
        return shown.numbers
    if sheet.by_hand:
        return shown.symbols
    text = f"{shown.symbols}:{WIDE}{shown.numbers}"
    if relation.status == "holds":
        return text
    if relation.difference is not None:
        text += f"{WIDE}({signed(relation.difference)})"
    if not acts:
        return text
    answers = sheet.record.answers
    numbers = [a.number for a in answers if (a.key, a.item) == (relation.key, relation.item)]
    said = [sheet.say("act_number", number=act) for act in numbers if act]
    return text + "".join(f"{WIDE}({pair.kk if language == 'kk' else pair.ru})" for pair in said)


def answers_grid(sheet: Sheet) -> Grid | None:
    """What was answered without an act, Kazakh left and Russian right; what the commission wrote
    stands once across both. Acts are attachments. No code of a relation is printed.
    """
    answers = [answer for answer in sheet.record.answers if not answer.number]
    if not answers:
        return None
    rows = [_answer_row(sheet, number, answer) for number, answer in enumerate(answers, 1)]
    return Grid(sheet.say("answers", count=len(answers)), tuple(rows))


def _answer_row(sheet: Sheet, number: int, answer: RecordAnswer) -> Block:
    """What did not fit and the reason given for it; in the row below, in whose words."""
    text, rest = answer_text(sheet, answer), WIDTH - _CODE_WIDTH - _ANSWER_WIDTH
    row = in_columns(
        [
            [Line(bold(CAPTION), str(number))],
            set_prose(text.kk, bold(CAPTION), _ANSWER_WIDTH - 3),
            text._replace(kk="").prose(CAPTION, rest - 4),
        ],
        (_CODE_WIDTH, _ANSWER_WIDTH, rest),
    )
    written = set_prose(full_stop(answer.text), regular(CAPTION), WIDTH - _CODE_WIDTH - 4)
    if not written:
        return row
    height = stack_height(written) + 1.6

    def draw(pen: Pen, y: float) -> None:
        pen.across(LEFT + _CODE_WIDTH, LEFT + WIDTH, y, INNER_RULE)
        pen.down(LEFT + _CODE_WIDTH, y, y + height, INNER_RULE)
        pen.next_row()
        pen.empty()
        with pen.part(Role.TD, _PLACES):
            pen.stack(Role.TD, LEFT + _CODE_WIDTH + 1.5, y + 0.8, written)

    return group([row, Block(height, draw)])


def answer_text(sheet: Sheet, answer: RecordAnswer) -> Pair:
    """What was found, the difference, and the ready reason."""
    if answer.kind in ("order", "unlock"):
        return _out_of_turn(sheet, answer)
    if answer.kind in ("removed", "replaced"):
        return _amended(sheet, answer)
    said = _subject(sheet, answer).plus(_difference(sheet, answer))
    return said.plus(_reason(sheet, answer))


def _out_of_turn(sheet: Sheet, answer: RecordAnswer) -> Pair:
    """A step opened early or lines unlocked (severity B); the reason follows as free text."""
    step = sheet.own(sheet.texts.form.step(answer.item).name)
    said = [sheet.say(f"answer.{answer.kind}", step=name) for name in step]
    return Pair(said[0].kk, said[1].ru)


def _amended(sheet: Sheet, answer: RecordAnswer) -> Pair:
    """What a later version of the election file changed, and the two members who took it."""
    before, after = answer.members or ("", "")
    said = [
        sheet.say(f"answer.{answer.kind}", name=name, before=before, after=after, by=answer.who)
        for name in _named(sheet, answer.item)
    ]
    return Pair(said[0].kk, said[1].ru)


def _subject(sheet: Sheet, answer: RecordAnswer) -> Pair:
    """What the relation says does not fit, and the relation itself in line numbers."""
    words = sheet.own(sheet.texts.form.relation(answer.key).message)
    named = _named(sheet, answer.item)
    shown = [sheet.formulas.printed(answer.key, answer.item, lang).symbols for lang in ("kk", "ru")]
    said = [
        f"{full_stop(filled(text, name, answer.difference))} {formula}" if text else formula
        for text, name, formula in zip(words, named, shown, strict=True)
    ]
    return Pair(*said).each(full_stop)


def _named(sheet: Sheet, item: str) -> Pair:
    """How the box, option or member of a finding is called; nothing for a finding of no item."""
    record = sheet.record
    for box in record.boxes:
        if box.id == item:
            return sheet.say("box", number=box.number)
    for option in record.options:
        if option.id == item:
            return sheet.own(option.name)
    names = [member.name for member in record.members if member.id == item]
    return Pair(names[0], names[0]) if names else NOTHING


def _difference(sheet: Sheet, answer: RecordAnswer) -> Pair:
    if not answer.difference:
        return NOTHING
    return sheet.say("answer.difference", difference=signed(answer.difference))


def _reason(sheet: Sheet, answer: RecordAnswer) -> Pair:
    if not answer.reason:
        return NOTHING
    words = sheet.own(sheet.texts.form.reason(answer.reason).text)
    said = [sheet.say("answer.reason", reason=full_stop(text)) for text in words]
    return Pair(said[0].kk, said[1].ru)
