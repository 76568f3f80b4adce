"""A protocol from its finish to the signatures."""

from dataclasses import replace

from tally_app.app.night.session import Session
from tally_app.domain.night.command import Refusal
from tally_app.domain.night.facts.table import allowed
from tests.domain.making import AFTER_VOTING, Evening, Wall, rules, said, to_record
from tests.domain.night.evenings import WITHDRAWN, counted, listed, refusing, seen

STATED = {"signers": [f"m{i}" for i in range(1, 8)], "unsigned": {}, "seal": True,
          "stated_by": "m1"}  # fmt: skip

REFUSED = [
    ("obstacles", "", "announce", listed, "finished", {"precinct": "999"}),
    ("precinct", "", "", seen, "finished", {"precinct": "99"}),
    ("precinct", "", "", seen, "finished", {"precinct": ""}),
    ("not_finished", "", "finish", counted, "print_confirmed", {}),
    ("not_finished", "", "finish", counted, "printed", {"document": "protocol", "digest": ""}),
    ("not_finished", "", "finish", counted, "print_withdrawn", WITHDRAWN),
    ("not_finished", "", "finish", counted, "signed", {"minutes": 1439}),
    ("finished", "43(8)", "protocol", lambda: counted().finish(), "finished", {"precinct": "999"}),
    ("signed", "43(8)", "", lambda: Evening().signed(), "print_withdrawn", WITHDRAWN),
    ("signed", "43(8)", "", lambda: Evening().signed(), "signed", {"minutes": 1400}),
    ("signed", "43(8)", "", lambda: Evening().signed(), "print_confirmed", {}),
    ("not_printed", "", "", lambda: counted().finish(), "signed", {"minutes": 1439}),
    ("signature_unsaid", "43(8)", "", lambda: counted().finish().do("print_confirmed"), "signed",
     {"minutes": 1439, "signers": ["m1"], "unsigned": {}, "seal": True, "stated_by": "m1"}),
    ("signature_unsaid", "43(8)", "", lambda: counted().finish().do("print_confirmed"), "signed",
     {"minutes": 1439, **STATED, "unsigned": {"m1": "absent"}}),
    ("signature_unsaid", "43(8)", "", lambda: counted().finish().do("print_confirmed"), "signed",
     {"minutes": 1439, **STATED, "signers": STATED["signers"][1:], "unsigned": {"m1": "asleep"}}),
    ("statement_unsaid", "43(8)", "", lambda: counted().finish().do("print_confirmed"), "signed",
     {"minutes": 1439, **STATED, "stated_by": "m9"}),
    ("two_names", "", "", lambda: counted().finish(), "print_withdrawn",
     {**WITHDRAWN, "names": ["A", " "]}),
    ("two_names", "", "", lambda: counted().finish(), "print_withdrawn",
     {**WITHDRAWN, "names": ["A", "A "]}),
    ("reason", "", "", lambda: counted().finish(), "print_withdrawn", {**WITHDRAWN, "reason": ""}),
]  # fmt: skip


@refusing(REFUSED)
def test_what_is_refused(code, law, step, night, kind, payload):
    assert said(night().refusal(kind, **payload)) == (code, law, step)


def unprinted():
    """An official night of an election nobody permitted to print by computer: a blank by hand."""
    evening = Evening("official")
    election = replace(rules().election, printed=None)
    of = replace(rules(), election=election)
    evening.session = Session(evening.journal, of, Wall(AFTER_VOTING))
    evening.session.who = "m3"
    return evening.counted()


def test_a_blank_written_by_hand_is_read_back_before_it_is_signed():
    evening = unprinted()
    other = {"agrees": True, "by": "m5"}
    assert evening.refusal("blank_checked", **other) == Refusal("not_finished", step="finish")
    evening.finish().do("print_confirmed")
    assert evening.refusal("signed", minutes=1439) == Refusal("blank_unread", "43(8)")
    same = {"agrees": True, "by": evening.session.who}
    assert evening.refusal("blank_checked", **same) == Refusal("same_person", "43(8)")
    nobody = {"agrees": True, "by": "setup"}
    assert evening.refusal("blank_checked", **nobody) == Refusal("same_person", "43(8)")
    evening.do("blank_checked", agrees=False, by="m5")
    assert evening.why("signed", minutes=1439) == "blank_unread"
    evening.do("blank_checked", **other).do("signed", minutes=1439)
    assert evening.refusal("blank_checked", **other) == Refusal("signed", "43(8)")


def test_a_supplied_blank_is_not_signed_unread():
    finished = counted().finish().do("print_confirmed").night
    known = finished.rules
    unprinted = replace(known, election=replace(known.election, printed=None))
    night = replace(finished, mode="official", rules=unprinted)
    sign = to_record("signed", {"minutes": 1439}, "akim")
    assert allowed(night, sign) == Refusal("blank_unread", "43(8)")
    state = night.contests["akim"]
    read = replace(state, finish=replace(state.finish, blank_agrees=True))
    assert allowed(replace(night, contests={"akim": read}), sign) is None


def test_a_withdrawn_print_opens_the_night_and_the_next_one_is_a_first():
    evening = Evening().counted().finish()
    old = evening.state.finish
    evening.do("print_withdrawn", reason="blurred", sheets=3, names=["A", "B"])
    assert evening.state.finish is None
    assert evening.state.withdrawn == (old,)
    evening.type(invalid_form=1, invalid_unsigned=8).finish()
    assert evening.state.finish.check_value != old.check_value
    assert not evening.state.finish.printed
    assert evening.session.record("akim").recount is None
