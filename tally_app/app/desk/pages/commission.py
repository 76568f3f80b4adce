"""The page of the commission's members."""

from __future__ import annotations

from tally_app.app.desk.evening.pause import may_go_note
from tally_app.app.desk.pages.lines import TypedPage
from tally_app.app.desk.passphrase import set_note
from tally_app.app.desk.scene import Scene
from tally_app.app.view.base import Button, Note
from tally_app.app.view.desk import Block, Table, TableRow
from tally_app.app.view.intents import AddMember, ChangeMember, RemoveMember
from tally_app.domain.night.command import Command
from tally_app.domain.night.facts.commission import MemberUnlisted


class CommissionPage(TypedPage):
    """What the form warns of, the lines typed here, the list of members."""

    def blocks(self, scene: Scene) -> list[Block]:
        words, night = scene.wording, scene.night
        rows = []
        for person in night.persons:
            buttons = [Button(ChangeMember(person.id), words("window.change"), "small")]
            if scene.session.why_not(Command(MemberUnlisted(person.id))) is None:
                buttons.append(Button(RemoveMember(person.id), words("window.remove"), "small"))
            state = words.coded("state", person.state)
            rows.append(
                TableRow(
                    person.name,
                    (state,),
                    words.coded("office", person.office),
                    buttons=tuple(buttons),
                )
            )
        table = Table(
            words("commission.heading"),
            (words("commission.state"),),
            tuple(rows),
            (Button(AddMember(), words("commission.add"), icon="add"),),
        )
        notice = words.pick(scene.form.notice) if scene.form.notice else ""
        told: list[Block] = [Note(notice, "warning")] if notice else []
        kept = filter(None, (set_note(scene),))
        return [*told, *super().blocks(scene), table, may_go_note(scene), *kept]
