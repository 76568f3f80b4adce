"""No fact keeps a text with a sign that nobody can see, or one without end."""

from dataclasses import fields

import pytest

from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import Refusal, unfit
from tally_app.domain.night.event import next_event
from tally_app.domain.night.facts.acts import NotEstablished
from tally_app.domain.night.facts.amending import OptionRemoved
from tally_app.domain.night.facts.commission import MemberListed
from tally_app.domain.night.facts.finishing import PrintWithdrawn
from tally_app.domain.night.facts.rows import BoxAdded
from tally_app.domain.night.facts.table import FACTS, apply
from tests.domain.making import Evening

#: Texts of facts that no person writes: ids, digests, a record's check value, names of files. The
#: number of the precinct, the id of a row, a capacity and witnesses are asked for in ``allowed``.
NOT_WRITTEN = {
    *("id", "line", "item", "key", "kind_", "state", "office", "member", "members", "step"),
    *("check_value", "document", "digest", "way", "by", "reader", "ground", "night", "mode"),
    *("person", "before", "after", "seen", "what", "copy", "head", "made", "from_", "to"),
    *("papers", "occasion", "digits", "decision", "capacity", "witnesses"),
    *("election_sha256", "problem", "clock", "locks", "collection", "precinct", "cells", "lines"),
}

#: Texts of one kind of fact that no person writes, and what they are.
OF_ONE_KIND = {
    ("answered", "reason"): "a ready answer of the form",
    ("option_removed", "option"): "an id of the ballot, asked for in ``allowed``",
    ("option_removed", "day"): "an ISO day, made of the date in the election file",
    ("option_removed", "counts"): "one of three codes, asked for in ``allowed``",
    ("document_filed", "name"): "the name of a file",
    ("went_on_elsewhere", "reason"): "a code of the program",
    ("package_taken", "trust"): "a code of the program",
    ("package_taken", "manifest"): "a digest",
    ("passphrase_set", "scheme"): "a code of the program",
    ("passphrase_set", "salt"): "a digest",
    ("passphrase_set", "code_salt"): "a digest",
    ("passphrase_set", "code_digest"): "a digest",
}


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("typed", {"line": "given", "item": "", "text": "12\u200b3", "value": None,
                   "problem": "letters"}),
        ("member_listed", {"id": "m9", "name": "Са\u202eин", "office": "member"}),
        ("member_state_noted", {"member": "m2", "state": "absent", "reason": "ау\x07ырды"}),
    ],
)  # fmt: skip
def test_a_sign_nobody_sees_is_refused_by_its_name_and_an_old_event_folds(kind, payload):
    evening = Evening()
    refused = evening.refusal(kind, **payload)
    assert refused.code == "unseen"
    assert refused.found.startswith("U+")
    fact = FACTS[kind].read(payload)
    last = evening.journal.events()[-1]
    contest = "akim" if kind == "typed" else ""
    event = next_event(
        last, at=last.at, who="m3", kind=kind, payload=fact.payload(), contest=contest
    )
    assert apply(evening.night, event).seq == last.seq + 1


def test_a_name_and_a_reason_have_an_end():
    listed = MemberListed("m9", "а" * 251, "member")
    assert unfit(listed) == Refusal("too_long", found="251", most=250)
    act = NotEstablished("given", "", "1", 5, ("m1",), "а" * 1_001)
    assert unfit(act) == Refusal("too_long", found="1\u202f001", most=1_000)
    assert unfit(PrintWithdrawn("a", 1, ("Айша", "Б\u00adолат"))).code == "unseen"
    assert unfit(MemberListed("m9", "а" * 250, "member")) is None


@pytest.mark.parametrize("key", ["decision", "treatment"])
def test_the_words_of_a_decision_have_an_end_in_every_language(key):
    def removed(russian):
        said = {"decision": {"kk": "Шешім"}, "treatment": {}, key: {"kk": "Шешім", "ru": russian}}
        return OptionRemoved("c1", "2021-07-30", **said, counts="own", by=("m1", "m3"), version=2)

    assert unfit(removed("а" * 1_000)) is None
    assert unfit(removed("а" * 1_001)) == Refusal("too_long", found="1\u202f001", most=1_000)
    assert unfit(removed("Ре\u202eшение")).code == "unseen"


def test_every_text_a_person_writes_into_a_fact_has_its_limit():
    bare = [
        (fact.kind, each.name)
        for fact in FACTS.values()
        for each in fields(fact)
        if "str" in str(each.type) and "Mapping" not in str(each.type)
        if each.name not in NOT_WRITTEN and not each.type.startswith(("Name", "Prose"))
        if "[Name" not in each.type and (fact is BoxAdded or each.name != "box")
    ]
    assert bare == list(OF_ONE_KIND)
    assert unfit(BoxAdded("7\ufeff")).code == "unseen"


def test_what_is_typed_is_composed_without_a_word():
    evening = Evening()
    evening.session.type_text("akim", Cell("given"), "и\u0306")
    assert evening.session.text("akim", Cell("given")) == "й"
