"""The relation language: what may be written in a form, and what is refused and why."""

import ast
import re

import pytest

from tally_app.domain.relations.language import (
    DEEPEST,
    FUNCTIONS,
    LONGEST,
    LanguageError,
    Vocabulary,
    collection_of,
    dotted,
    parse,
)

WORDS = Vocabulary(
    lines=frozenset(
        {"given", "voters", "taken_out", "stationary.ballots", "box.ballots", "box.signed"}
        | {"member.issued", "option.votes", "pile.ballots", "bundle.ballots", "parallel.voters"}
    ),
    collections={
        "box": frozenset({"ballots", "signed"}),
        "member": frozenset({"issued"}),
        "option": frozenset({"votes"}),
        "pile": frozenset({"ballots"}),
        "bundle": frozenset({"ballots"}),
        "parallel": frozenset({"voters"}),
    },
    constants=frozenset({"closes", "options"}),
    nested={"pile": frozenset({"bundle"})},
)


@pytest.mark.parametrize(
    "text",
    [
        "given <= voters",
        "  given <= voters  ",
        "-given + 2*voters - 1 != 0",
        "0 < given <= voters < 1000000",
        "given == voters or given > 1 and voters > 1",
        "stationary.ballots >= closes",
        "abs(given - voters) <= 5",
        "odd(count(member))",
        "sum(box.ballots) == given",
        "sum(box.ballots - box.signed) == 0",
        "sum(box[annulled].ballots) == 0",
        "each(box, box.ballots <= box.signed)",
        "each(box, ballots <= signed)",
        "each(box, box.ballots <= given)",
        'each(member[role == "chair" or member.role != "member"], member.issued == 0)',
        "count(member[present]) > 0",
        "count(box[ballots > signed]) == 0",
        "count(box[annulled == 1]) == 0",
        'count(member[state == "suspended"]) == 0',
        "each(pile, pile.ballots == sum(pile.bundle.ballots))",
        "each(pile, each(bundle, bundle.ballots <= pile.ballots))",
        "each(parallel, abs(voters - parallel.voters) <= 5)",
        "successive(option.votes)",
        "last(option.votes) == given",
        "given == optional(voters)",
        "each(box, box.ballots == optional(box.signed))",
        "options > 1",
        "((given)) == (voters)",
    ],
)
def test_what_may_be_written(text):
    parse(text, WORDS)


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        ("", "empty", ""),
        (" \n ", "empty", None),
        ("given ==", "syntax", None),
        ("given = voters", "syntax", None),
        ("given == voters; 1", "syntax", None),
        ("given == 1\x00", "syntax", None),
        ("(" * 5000 + "1" + ")" * 5000, "syntax", None),
        ("1" + " + 1" * 1000, "syntax", None),
        ("1" + " + 1" * 5000, "syntax", None),
        ("-" * 5000 + "1", "syntax", None),
        ("given / voters > 1", "outside", "given / voters"),
        ("given ** 9 > 1", "outside", None),
        ("given % 2 == 1", "outside", None),
        ("given // 2 == 1", "outside", None),
        ("+given == 1", "outside", "+given"),
        ("~given == 1", "outside", None),
        ("not given", "outside", "not given"),
        ("given is voters", "outside", None),
        ("given in (1, 2)", "outside", None),
        ("1 if given else 2", "outside", None),
        ("[given]", "outside", None),
        ("{given: 1}", "outside", None),
        ("(lambda: 1)()", "outside", None),
        ("(given := 1)", "outside", None),
        ("[x for x in given]", "outside", None),
        ("f'{given}'", "outside", None),
        ("given[0] == 1", "outside", None),
        ("(1).real == 1", "outside", None),
        ("abs(given).real == 1", "outside", None),
        ("given.__class__() == 1", "outside", None),
        ("abs(x=given) == 1", "outside", None),
        ("abs(*given) == 1", "outside", None),
        ("gvien == 1", "unknown_name", "gvien"),
        ("box == 1", "unknown_name", "box"),
        ("box.nothing == 1", "unknown_name", "box.nothing"),
        ("each(box, box.nothing == 1)", "unknown_name", "box.nothing"),
        ("each(box, nothing == 1)", "unknown_name", "nothing"),
        ("sum(box.nothing) == 1", "unknown_name", "box.nothing"),
        ("present == 1", "unknown_name", "present"),
        ("each(box, present == 1)", "unknown_name", "present"),
        ("optional(nothing) == 1", "unknown_name", "nothing"),
        ("optional(given + 1) == 1", "unknown_name", "given + 1"),
        ("optional(closes) == 1", "unknown_name", "closes"),
        ("max(given) == 1", "arguments", "max"),
        ("eval('1') == 1", "unknown_function", "eval"),
        ("__import__('os') == 1", "unknown_function", "__import__"),
        ("sum() == 1", "arguments", "sum"),
        ("sum(box.ballots, 1) == 1", "arguments", "sum"),
        ("each(box)", "arguments", "each"),
        ("count(given) == 1", "not_a_collection", "given"),
        ("count(box.ballots) == 1", "not_a_collection", "box.ballots"),
        ("count(1) == 1", "not_a_collection", "1"),
        ("sum(given) == 1", "one_value", "given"),
        ("sum(given.x) == 1", "not_a_collection", "given"),
        ("sum(2*box.ballots) == 1", "one_value", "2"),
        ("each(given, given == 1)", "not_a_collection", "given"),
        ("successive(given)", "one_value", "given"),
        ("last(box) == 1", "one_value", "box"),
        ("each(pile, sum(pile.box.ballots) == 7)", "no_nesting", "pile.box"),
        ("1.0 == given", "not_an_integer", "1.0"),
        ("given == True", "not_an_integer", "True"),
        ("given == None", "not_an_integer", "None"),
        ("given == b'x'", "not_an_integer", None),
        ("given == 'x'", "text", "'x'"),
        ("'x' == given", "text", "'x'"),
        ("each(member, 'chair' == role)", "text", None),
        ("each(member, role < 'chair')", "text", "role"),
        ("each(member, role == 'chair' == 'chair')", "text", None),
        ("each(member, role == role)", "text", "role"),
        ("each(member, member.role > 1)", "text", "member.role"),
        ("each(box, role == 'chair')", "text", "'chair'"),
        ("each(member, box.role == 'chair')", "text", "'chair'"),
        ("each(member, present == 'chair')", "text", "'chair'"),
        ("each(member, 1 + 1 == 'chair')", "text", "'chair'"),
        ("each(member, role == 'boss')", "unknown_state", "boss"),
        ("count(member[state == 'ill']) == 0", "unknown_state", "ill"),
        ("box.ballots == 1", "many", "box.ballots"),
        ("optional(box.ballots) == 1", "many", "box.ballots"),
        ("each(member, box.ballots == 1)", "many", "box.ballots"),
        ("sum(box.ballots + member.issued) == 1", "two_collections", None),
        ("sum(box.ballots + box[annulled].ballots) == 1", "two_collections", None),
    ],
)
def test_what_is_refused_and_why(text, code, found):
    with pytest.raises(LanguageError) as refused:
        parse(text, WORDS)
    assert refused.value.code == code
    assert found is None or refused.value.found == found
    assert code in str(refused.value)


def test_every_code_is_tried():
    said = LanguageError.__doc__.replace("\n", " ").split("Codes: ")[1]
    codes = {re.sub(r"\(.*", "", word).strip(" .") for word in said.split(",")}
    (cases,) = (mark.args[1] for mark in test_what_is_refused_and_why.pytestmark)
    assert {code for _, code, _ in cases} == codes


def test_the_functions_are_the_ones_of_the_law_page():
    assert set(FUNCTIONS) == {
        "abs", "odd", "count", "sum", "each", "successive", "last", "optional", "max", "min"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name", "collection"),
    [
        ("box", "box", "box"),
        ("box.ballots", "box.ballots", "ballots"),
        ("pile.bundle", "pile.bundle", "bundle"),
        ("box[annulled]", "", "box"),
        ("box[annulled].ballots", "", "ballots"),
        ("1", "", ""),
    ],
)
def test_names_and_collections(text, name, collection):
    node = ast.parse(text, mode="eval").body
    assert (dotted(node), collection_of(node)) == (name, collection)


def test_an_expression_is_never_longer_than_any_law_needs():
    """A deep one could overflow the stack when it is bound, in the middle of a night."""
    long = " + ".join(["voters"] * 200) + " == 1"
    assert len(long) > LONGEST
    with pytest.raises(LanguageError, match="syntax"):
        parse(long, Vocabulary(frozenset({"voters"})))


def test_an_expression_nested_deeper_than_can_be_followed_is_refused_in_words():
    deep = "-" * (LONGEST - 6) + "voters"
    assert len(deep) == LONGEST
    with pytest.raises(LanguageError, match="syntax"):
        parse(deep, Vocabulary(frozenset({"voters"})))


@pytest.mark.parametrize(("minuses", "fits"), [(DEEPEST - 2, True), (DEEPEST - 1, False)])
def test_how_deep_an_expression_may_be_is_a_number_and_not_the_stack(minuses, fits):
    text = "-" * minuses + "voters"
    words = Vocabulary(frozenset({"voters"}))
    if fits:
        assert parse(text, words)
    else:
        with pytest.raises(LanguageError) as found:
            parse(text, words)
        assert found.value.code == "syntax"
