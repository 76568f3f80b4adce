"""The pages of the maker that are no table: what is elected and when, decisions, the check."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from tally_app.app.maker.making import ballots_of, forms_of, with_act
from tally_app.app.maker.words import sentence
from tally_app.app.view.base import Button, Note
from tally_app.app.view.fields import Field, Message, Row, Rows
from tally_app.app.view.maker import (
    AddBallot,
    Block,
    Kind,
    Kinds,
    MoveBallot,
    RemoveBallot,
)
from tally_app.app.window.maker.work import Work
from tally_app.catalog.library import OfferedKind
from tally_app.domain.form.form import Form
from tally_app.domain.maker.decided import (
    CONSTANTS,
    law_says,
    others,
    read_constant,
    typed_constant,
)
from tally_app.domain.maker.draft import (
    DECIDERS,
    DraftContest,
    DraftElection,
    PrintAct,
)
from tally_app.domain.maker.edits import free_id
from tally_app.domain.values.dates import in_digits, in_full, iso_of
from tally_app.domain.values.languages import CODES, STATE_LANGUAGES
from tally_app.domain.values.wording import Wording

# what is elected and when


def kinds(work: Work, offered: list[OfferedKind], words: Wording) -> Iterator[Block]:
    """The day, then every kind of election."""
    draft = work.draft
    yield Rows(
        (
            _row(
                words, "day", in_digits(draft.day), _said(work, "day", words), _full(draft, words)
            ),
            _row(words, "days", _earlier(draft), _said(work, "days", words)),
            _choice(words, "languages", " ".join(draft.languages), _languages(words)),
        )
    )
    chosen = [contest.form for contest in draft.contests]
    named = sorted(((words.pick(kind.name), kind) for kind in offered), key=lambda x: x[0])
    rows = tuple(
        Kind(
            _toggled(chosen, kind.id), name, words(f"maker.kind.{kind.order or 'own'}"),
            chosen=kind.id in chosen,
        )
        for name, kind in named
    )  # fmt: skip
    yield Kinds(words("maker.kinds"), rows)


def _toggled(chosen: list[str], form: str) -> AddBallot | RemoveBallot:
    return RemoveBallot(chosen.index(form)) if form in chosen else AddBallot(form)


def _languages(words: Wording) -> tuple[tuple[str, str], ...]:
    every = ((*STATE_LANGUAGES,), CODES)
    return tuple(
        (" ".join(codes), ", ".join(words(f"maker.language.{code}") for code in codes))
        for codes in every
    )


def _earlier(draft: DraftElection) -> str:
    return ", ".join(map(in_digits, draft.days[:-1]))


def _full(draft: DraftElection, words: Wording) -> str:
    try:
        return in_full(date.fromisoformat(draft.day), words.language)
    except ValueError:
        return ""


def tonight(work: Work, words: Wording) -> Iterator[Note]:
    """The ballots of the night in the order of the count."""
    last = len(work.draft.contests) - 1
    for position, contest in enumerate(work.draft.contests):
        buttons = (
            *((_small(MoveBallot(position, -1), words("maker.up")),) if position else ()),
            *((_small(MoveBallot(position, 1), words("maker.down")),) if position < last else ()),
            _small(AddBallot(contest.form), words("maker.one_more")),
            _small(RemoveBallot(position), words("maker.take_out")),
        )
        title = words("maker.ballot_number", number=position + 1)
        yield Note(words.pick(contest.name), "note", title, buttons)


def _small(asked: AddBallot | RemoveBallot | MoveBallot, text: str) -> Button:
    return Button(asked, text, "small")


def with_ballot(work: Work, form_id: str) -> DraftElection:
    """The election with one more ballot; its name and its file are called after it while nobody
    called them otherwise.
    """
    draft = work.draft
    (made,) = ballots_of([form_id], forms_of([form_id], work.library))
    made = replace(made, id=free_id(made.id, {contest.id for contest in draft.contests}))
    return _called(draft, (*draft.contests, _spoken(made, draft)))


def without_ballot(draft: DraftElection, position: int) -> DraftElection:
    """The election without a ballot."""
    return _called(draft, (*draft.contests[:position], *draft.contests[position + 1 :]))


def _spoken(contest: DraftContest, draft: DraftElection) -> DraftContest:
    name = {x: contest.name[x] for x in draft.languages if x in contest.name}
    return replace(contest, name=name)


def _called(draft: DraftElection, contests: tuple[DraftContest, ...]) -> DraftElection:
    names = _joined(draft.contests, draft.languages)
    mine = draft.name in ({}, names)
    id_ = draft.id if draft.id != _file(draft.contests, draft.day) else _file(contests, draft.day)
    name = _joined(contests, draft.languages) if mine else draft.name
    return replace(draft, contests=contests, name=name, id=id_)


def _joined(contests: tuple[DraftContest, ...], languages: tuple[str, ...]) -> dict[str, str]:
    found = {
        x: "; ".join(dict.fromkeys(filter(None, (c.name.get(x, "") for c in contests))))
        for x in languages
    }
    return {language: text for language, text in found.items() if text}


def _file(contests: tuple[DraftContest, ...], day: str) -> str:
    return "-".join(filter(None, (*dict.fromkeys(x.form for x in contests), day)))


def with_day(draft: DraftElection, text: str) -> DraftElection:
    """The election on another day, which is the last of several."""
    day = iso_of(text)
    days = (*draft.days[:-1], day) if draft.days else ()
    old = _file(draft.contests, draft.day)
    id_ = _file(draft.contests, day) if draft.id == old else draft.id
    return replace(draft, day=day, days=days, id=id_)


def with_days(draft: DraftElection, text: str) -> DraftElection:
    """The election with other days of voting before its last."""
    earlier = tuple(iso_of(part) for part in text.split(",") if part.strip())
    return replace(draft, days=(*earlier, draft.day) if earlier else ())


def with_languages(work: Work, codes: str) -> DraftElection:
    """The election in other languages: a ballot called as its form is so in a new one too."""
    draft, languages = work.draft, tuple(codes.split())
    forms = work.forms()
    contests = tuple(
        replace(x, name=_also(x.name, forms.get(x.form), languages)) for x in draft.contests
    )
    mine = draft.name == _joined(draft.contests, draft.languages)
    name = _joined(contests, languages) if mine else draft.name
    return replace(draft, languages=languages, contests=contests, name=name)


def _also(
    name: Mapping[str, str], form: Form | None, languages: tuple[str, ...]
) -> Mapping[str, str]:
    if form is None or any(form.name.get(x) != text for x, text in name.items()):
        return name
    return {x: form.name[x] for x in languages if x in form.name}


# decisions


def decisions(work: Work, words: Wording) -> Iterator[Block]:
    """Who decided what: the protocol that is printed, whose the file is, terms and limits."""
    draft = work.draft
    act = draft.printed
    by = "hand" if act is None else act.by or "known"
    choices = ("hand", *DECIDERS, *(("known",) if by == "known" else ()))
    asked = [
        _choice(
            words, "printed", by, tuple((x, words(f"maker.printed.{x}")) for x in choices),
            _said(work, "by", words),
        )
    ]  # fmt: skip
    if act is not None and act.by:
        asked.append(_row(words, "act_number", act.number, _said(work, "number", words)))
        asked.append(
            _row(words, "act_day", in_digits(act.day), _said(work, "day", words, "decisions"))
        )
    yield Rows(tuple(asked), words("maker.printed.title"))
    notes = (x for x in work.faults if (x.spot.matter, x.severity) == ("decisions", "note"))
    yield from (Note(sentence(fault, words), "note") for fault in notes)
    printed = words.pick(act.words) if act is not None else ""
    yield Note(
        words("maker.printed.by_act", decision=printed) if printed else words("maker.printed.says")
    )
    owns = tuple((x, words(f"maker.own.{x}")) for x in ("higher", "own"))
    modes = tuple((x, words(f"maker.mode.{x}")) for x in ("official", "training"))
    yield Rows(
        (
            _choice(words, "own", owns[draft.own][0], owns),
            _choice(words, "mode", modes[draft.training][0], modes),
        ),
        words("maker.own.title"),
    )
    known = law_says(work.forms())
    rows = [_constant(work, name, value, words) for name, value in known.items()]
    if others(draft, work.forms()) or draft.decided:
        rows += _decided(work, words)
    if rows:
        yield Rows(tuple(rows), words("maker.constant.title"))


def _decided(work: Work, words: Wording) -> Iterator[Row]:
    """By whose act they are others than the law's."""
    act = work.draft.decided or PrintAct("")
    choices = tuple((x, words(f"maker.decided.{x or 'none'}")) for x in ("", *DECIDERS))
    yield _choice(words, "decided_by", act.by, choices, _said(work, "decided_by", words))
    if act.by:
        yield _row(words, "decided_number", act.number, _said(work, "decided_number", words))
        yield _row(words, "decided_day", in_digits(act.day), _said(work, "decided_day", words))


def _constant(work: Work, name: str, default: int, words: Wording) -> Row:
    kind = CONSTANTS[name].kind
    value = work.draft.constants.get(name)
    unread = work.kept.unread.get(name)
    text = unread if unread is not None else "" if value is None else typed_constant(kind, value)
    message = _said(work, name, words)
    label = words(f"maker.constant.{name}")
    field = Field(
        f"constant.{name}", text, "time" if kind == "time" else "count", small=True,
        placeholder=typed_constant(kind, default), name=label, tone=message.tone if message else "",
    )  # fmt: skip
    by_law = words("maker.constant.default", value=typed_constant(kind, default))
    return Row("", label, by_law, field, message=message)


def with_constant(work: Work, name: str, text: str) -> tuple[DraftElection, dict[str, str]]:
    """The election with another constant, "" for the law's; what is no number waits beside it."""
    unread = {known: each for known, each in work.kept.unread.items() if known != name}
    constants = {known: value for known, value in work.draft.constants.items() if known != name}
    value = read_constant(CONSTANTS[name].kind, text.strip())
    if value is not None:
        constants = {**work.draft.constants, name: value}
    elif text.strip():
        constants, unread[name] = {**work.draft.constants}, text
    return replace(work.draft, constants=constants), unread


def with_decided(draft: DraftElection, **said: str) -> DraftElection:
    """The election whose constants rest on another act, None where it is nobody's."""
    act = replace(draft.decided or PrintAct(""), **said)  # type: ignore[arg-type]  # its texts
    return replace(draft, decided=act if act.by else None)


def with_printed(draft: DraftElection, by: str, wordings: Mapping[str, Wording]) -> DraftElection:
    """The election whose protocol is printed by an act of somebody else, or ("hand") by none."""
    if by == "hand":
        return replace(draft, printed=None)
    if by == "known":
        return draft
    return with_act(draft, replace(draft.printed or PrintAct(""), by=by), wordings)


def with_act_of(
    draft: DraftElection,
    wordings: Mapping[str, Wording],
    number: str | None = None,
    day: str | None = None,
) -> DraftElection:
    """The election whose act has another number or another day."""
    act = draft.printed or PrintAct("")
    number, day = act.number if number is None else number, act.day if day is None else day
    return with_act(draft, replace(act, number=number, day=day), wordings)


# rows


def _said(work: Work, column: str, words: Wording, matter: str = "") -> Message | None:
    """What is wrong with a field of these pages."""
    matters = (
        (matter,) if matter else ("election", "decisions") if column != "day" else ("election",)
    )
    for fault in work.faults:
        if fault.severity == "note":
            continue
        if fault.spot.column == column and fault.spot.matter in matters:
            return Message(fault.severity, sentence(fault, words))
    return None


def _row(
    words: Wording, key: str, text: str, message: Message | None = None, caption: str = ""
) -> Row:
    label = words(f"maker.field.{key}")
    tone = message.tone if message else ""
    field = Field(key, text, "text", name=label, tone=tone, placeholder=_PLACEHOLDERS.get(key, ""))
    return Row("", label, caption, field, message=message)


def _choice(
    words: Wording,
    key: str,
    value: str,
    choices: tuple[tuple[str, str], ...],
    message: Message | None = None,
) -> Row:
    label = words(f"maker.field.{key}")
    field = Field(key, value, "choice", name=label, choices=choices)
    return Row("", label, "", field, message=message)


_PLACEHOLDERS: Final = {
    "day": "21.03.2027", "act_day": "25.02.2027", "decided_day": "25.02.2027",
}  # fmt: skip

Commit = Callable[[Work, str, Mapping[str, Wording]], DraftElection]
#: What a field of these pages changes.
FIELDS: Final[Mapping[str, Commit]] = {
    "day": lambda work, text, _all: with_day(work.draft, text),
    "days": lambda work, text, _all: with_days(work.draft, text),
    "languages": lambda work, text, _all: with_languages(work, text),
    "printed": lambda work, text, wordings: with_printed(work.draft, text, wordings),
    "act_number": lambda work, text, wordings: with_act_of(work.draft, wordings, number=text),
    "act_day": lambda work, text, wordings: with_act_of(work.draft, wordings, day=iso_of(text)),
    "decided_by": lambda work, text, _all: with_decided(work.draft, by=text),
    "decided_number": lambda work, text, _all: with_decided(work.draft, number=text),
    "decided_day": lambda work, text, _all: with_decided(work.draft, day=iso_of(text)),
    "own": lambda work, text, _all: replace(work.draft, own=text == "own"),
    "mode": lambda work, text, _all: replace(work.draft, training=text == "training"),
}
