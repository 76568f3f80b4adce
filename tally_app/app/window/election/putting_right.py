"""What the commission puts right of itself before its night begins: names and offices, each with a
reason. The file stays as it is; what was put right is said in the night.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from tally_app.app.view.fields import DialogForm, Field, Row
from tally_app.app.view.taking import MemberShown, PutMemberRight, PutRight
from tally_app.app.words.refusals import unfit_words
from tally_app.domain.form.election import Member
from tally_app.domain.night.command import LONGEST_NAME, LONGEST_PROSE
from tally_app.domain.night.facts.commission import MemberListed, MemberUnlisted, seat_taken
from tally_app.domain.values.signs import composed
from tally_app.domain.values.wording import Wording

_WHO, _NAME, _OFFICE, _REASON = "who", "name", "office", "reason"
_OFFICES: Final = ("chair", "deputy", "secretary", "member")
#: In place of an office: not on the list.
_NONE: Final = "none"
_NEW: Final = "new"


class Commission:
    """``listed`` are the members of the file, ``now`` as they were put right by ``facts``."""

    def __init__(self, listed: Sequence[Member]) -> None:
        self.listed = tuple(listed)
        self.now = self.listed
        self.facts: tuple[MemberListed | MemberUnlisted, ...] = ()

    def shown(self, words: Wording) -> tuple[MemberShown, ...]:
        """Everybody in the order of the list, who joined last."""
        now = {member.id: member for member in self.now}
        before = {member.id: member for member in self.listed}
        found = []
        for one in (*self.listed, *(x for x in self.now if x.id not in before)):
            member, was = now.get(one.id), before.get(one.id)
            if member is None:
                found.append(MemberShown(one.name, words("taking.gone"), gone=True))
                continue
            said = words("taking.joined") if was is None else ""
            if was is not None and was != member:
                said = words("taking.before", who=f"{was.name}, {words(f'office.{was.office}')}")
            found.append(MemberShown(member.name, words(f"office.{member.office}"), said))
        return tuple(found)

    def whom(self, words: Wording) -> DialogForm:
        """Ask who is to be put right."""
        named = [(x.id, f"{x.name}, {words(f'office.{x.office}')}") for x in self.now]
        choices = (*named, (_NEW, words("taking.somebody_new")))
        label = words("taking.whom")
        field = Field(_WHO, choices[0][0], "choice", name=label, choices=choices)
        return _form(PutRight(), "whom", (Row("", label, field=field),), words)

    def what(self, values: Mapping[str, str], words: Wording) -> DialogForm:
        """Ask what is right of who was chosen."""
        chosen = next((x for x in self.now if x.id == values.get(_WHO)), Member("", "", "member"))
        offices = [(office, words(f"office.{office}")) for office in _OFFICES]
        if chosen.id:
            offices.append((_NONE, words("taking.none")))
        fields = (
            (_NAME, Field(_NAME, chosen.name, "text")),
            (_OFFICE, Field(_OFFICE, chosen.office, "choice", choices=tuple(offices))),
            (_REASON, Field(_REASON, "", "text")),
        )
        rows = tuple(Row("", words(f"dialog.field.{name}"), field=field) for name, field in fields)
        return _form(PutMemberRight(chosen.id), "what", rows, words)

    def take(
        self, form: DialogForm, values: Mapping[str, str], words: Wording
    ) -> DialogForm | None:
        """Take what was typed, or ask again with what is wrong with it."""
        assert isinstance(form.intent, PutMemberRight)  # noqa: S101 - asked by the caller
        member, said = form.intent.member, {key: composed(text) for key, text in values.items()}
        name, office, reason = (said[key].strip() for key in (_NAME, _OFFICE, _REASON))
        errors = {
            key: words("bad.empty") for key, text in ((_NAME, name), (_REASON, reason)) if not text
        }
        for key, text, most in ((_NAME, name, LONGEST_NAME), (_REASON, reason, LONGEST_PROSE)):
            if why := unfit_words(text, most, words):
                errors[key] = why
        if holder := seat_taken(self.now, member, office):
            errors[_OFFICE] = words("refused.office_taken.why", name=holder)
        if errors:
            return replace(form, errors=tuple(errors.items()))
        self._take(member, name, office, reason)
        return None

    def _take(self, member: str, name: str, office: str, reason: str) -> None:
        if office == _NONE:
            self.now = tuple(one for one in self.now if one.id != member)
            self.facts = (*self.facts, MemberUnlisted(member, reason))
            return
        ids = {one.id for one in (*self.listed, *self.now)}
        member = member or next(f"m{n}" for n in range(1, len(ids) + 2) if f"m{n}" not in ids)
        right = Member(member, name, office)
        if any(one.id == member for one in self.now):
            self.now = tuple(right if one.id == member else one for one in self.now)
        else:
            self.now = (*self.now, right)
        self.facts = (*self.facts, MemberListed(member, name, office, reason))


def _form(
    asked: PutRight | PutMemberRight, name: str, rows: tuple[Row, ...], words: Wording
) -> DialogForm:
    title, text = words(f"taking.{name}_title"), words(f"taking.{name}_text")
    accept, cancel = words(f"taking.{name}_accept"), words("dialog.cancel")
    return DialogForm(asked, title, text, rows, (), accept, cancel)
