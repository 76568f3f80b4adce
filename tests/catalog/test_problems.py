"""Every problem of a file: found with its file and key, worded in three languages with a remedy."""

import re
from pathlib import Path

import pytest

from tally_app.app.papers import proof as proof_module
from tally_app.catalog import problems as problems_module
from tally_app.catalog.check import check_file
from tally_app.catalog.forms import load_form
from tally_app.catalog.library import resolve
from tally_app.catalog.problems import CatalogueError, Problem, worded
from tally_app.catalog.rules import load_from_bytes
from tally_app.catalog.source import Source
from tally_app.domain.values.wording import Wording

TINY = Path(__file__).parent / "tiny"
FORM, ELECTION, NIGHT = (
    (TINY / f"{kind}.toml").read_text(encoding="utf-8") for kind in ("form", "election", "night")
)
SECOND_CHAIR = """[[precinct.member]]
id = "m2"
name = "Үйренова"
office = "chair"
[[precinct.member]]"""

FINISH = '[[step]]\nid = "finish"'
BUNDLES = f"""[[collection]]
id = "bundle"
scope = "contest"
parent = "opinion"
name = {{ kk = "бума {{n}}", ru = "пачка {{n}}" }}
heading = {{ kk = "бумалар", ru = "пачки" }}
add = {{ kk = "қосу", ru = "добавить" }}
{FINISH}"""
#: A bundle belongs to an option, and to no box.
NESTED = BUNDLES.replace("opinion", "option").replace(
    FINISH,
    """[[relation]]
code = "V-04"
check = "each(box, count(box.bundle) == 0)"
severity = "error"
message = { kk = "Қате", ru = "Ошибка" }
"""
    + FINISH,
)
SAME_NAME = SECOND_CHAIR.replace("Үйренова", " мысалов ").replace('"chair"', '"member"')
WHY = '{kk = "Шешім", ru = "Решение"}'
FAR_TYPE = '[[precinct_type]]\nid = "far"\nname = {kk = "Алыс", ru = "Дальний"}\n'
PAPER = """
[[paper]]
id = "sheet"
scope = "contest"
step = "list"
each = "act"
when = ["annuled"]
title.en = "Act"
block = [{ kind = "signers" }]

[constants]
"""
#: A form's own word in place of the usual one, in every case of its languages.
TERM = """[terms.voter.kk]
nom = ["к", "ккк"]
gen = ["к", "кк"]
dat = ["к", "ккк"]
acc = ["к", "ккк"]
loc = ["к", "ккк"]
abl = ["к", "ккк"]
ins = ["к", "ккк"]
[terms.voter.ru]
nom = ["у", "уу"]
gen = ["у", "уу"]
dat = ["у", "уу"]
acc = ["у", "уу"]
ins = ["у", "уу"]
pre = ["у", "уу"]
[constants]"""
RESULT = """[result]
rule = "majority"
base = "valid"
of = "voters"
lines = ["option.votes"]
wins = "option.votes"
[constants]"""

CALL = f"""[texts.turnout_sentence]
kk = "{{given}}"
ru = "{{weather}}"
{FINISH}"""
SHEET = f"""[[paper]]
id = "sheet"
scope = "day"
step = "list"
title = {{ kk = "Парақ", ru = "Лист" }}
[[paper.block]]
kind = "prose"
text = {{ kk = "{{weather}}", ru = "{{weather}}" }}
{FINISH}"""
#: kind, code, what is replaced by what, key of the problem
CASES = [
    ("form", "syntax", 'id = "tiny"', 'id = "tiny', ""),
    ("form", "syntax", 'reopens = ["list"]', "", "", 'text = {kk = "Арыз"'),
    ("form", "there_twice", 'id = "tiny"', 'id = "tiny"\nid = "tiny"', ""),
    ("form", "missing", 'id = "tiny"\n', "", "id"),
    ("form", "missing", 'law = "43(7-1)"\n', "", "ground.proxy.law"),
    ("form", "missing", 'code = "V-03"\n', "", "relation[1].code"),
    ("form", "missing", 'kind = "form"', "", "kind"),
    ("form", "missing", "format = 1", "", "format"),
    ("form", "unknown_key", 'place = "body"', 'plase = "body"', "line.voters.plase"),
    ("form", "unknown_key", "law_edition", "law_editio", "law_editio"),
    ("form", "wrong_type", 'number = "1"', "number = 1", "line.voters.number"),
    ("form", "wrong_type", "format = 1", 'format = "1"', "format"),
    ("form", "wrong_type", 'look = ["voters"]', 'look = "voters"', "relation.V-03.look"),
    ("form", "wrong_type", "limit = 3000", "limit = true", "constants.limit"),
    (
        "form",
        "wrong_type",
        'text = {kk = "Арыз", ru = "Заявление"}',
        'text = "Арыз"',
        "ground.proxy.text",
    ),
    ("form", "wrong_type", "[constants]\nlimit = 3000", "constants = 1", "constants"),
    ("form", "wrong_type", "[[ground]]", "[ground]", "ground"),
    ("form", "newer", "format = 1", "format = 2", "format"),
    ("form", "not_allowed", 'severity = "error"', 'severity = "eror"', "relation.C-04.severity"),
    ("form", "not_allowed", 'page = "lines"', 'page = "list"', "step.list.page"),
    (
        "form",
        "not_allowed",
        'scope = ["box", "contest"]',
        'scope = ["bag"]',
        "line.box.ballots.scope",
    ),
    ("form", "scope_differs", 'scope = ["box", "contest"]', "", "line.box.ballots.scope"),
    ("form", "bad_id", 'id = "tiny"', 'id = "Tiny form"', "id"),
    ("form", "bad_language", '["kk", "ru"]', '["kk", "ru", "Ru"]', "languages"),
    ("form", "bad_line_id", 'id = "voters"', 'id = "Voters"', "line.Voters.id"),
    ("form", "bad_number", 'number = "1"', 'number = "1.i"', "line.voters.number"),
    ("form", "bad_minutes", 'number = "1"', "day_from = 1440", "line.voters.day_from"),
    (
        "form",
        "number_twice",
        'place = "annex"\nformula',
        'number = "1"\nplace = "annex"\nformula',
        "line.total.number",
    ),
    ("form", "duplicate", 'id = "total"', 'id = "voters"', "line.voters"),
    (
        "form",
        "language_missing",
        '{kk = "Арыз", ru = "Заявление"}',
        '{kk = "Арыз"}',
        "ground.proxy.text.ru",
    ),
    (
        "form",
        "language_extra",
        'kk = "Арыз"',
        'kk = "Арыз", en = "Request"',
        "ground.proxy.text.en",
    ),
    ("form", "mixed_letters", "Сайлаушылар", "Сайлаушыларi", "line.voters.label.kk"),
    ("form", "bad_law", "Арыз", "Арыз ({law:43 §8})", "ground.proxy.text.kk"),
    ("form", "mixed_letters", "Басқа", "Бacқа", "reason.other.text.kk"),
    ("form", "relation_unknown_name", "voters <= limit", "voter <= limit", "relation.V-03.check"),
    (
        "form",
        "relation_unknown_function",
        "sum(box.ballots)",
        "summ(box.ballots)",
        "line.total.formula",
    ),
    ("form", "relation_syntax", "voters <= limit", "voters <= ", "relation.V-03.check"),
    ("form", "relation_outside", "voters <= limit", "voters / 2 <= limit", "relation.V-03.check"),
    ("form", "relation_arguments", "sum(box.ballots)", "sum(box.ballots, 1)", "line.total.formula"),
    (
        "form",
        "relation_not_a_collection",
        "sum(box.ballots)",
        "count(voters)",
        "line.total.formula",
    ),
    ("form", "relation_one_value", "sum(box.ballots)", "sum(voters)", "line.total.formula"),
    ("form", "relation_one_value", "sum(box.ballots)", "sum(2*box.ballots)", "line.total.formula"),
    (
        "form",
        "relation_no_nesting",
        "voters <= limit",
        "each(option, sum(option.box.ballots) == 7)",
        "relation.V-03.check",
    ),
    ("form", "relation_no_nesting", FINISH, NESTED, "relation.V-04.check"),
    ("form", "relation_sign", "voters <= limit", "voters ≤ limit", "relation.V-03.check"),
    ("form", "relation_sign", "voters <= limit", "voters = limit", "relation.V-03.check"),
    (
        "form",
        "relation_sign",
        "voters <= limit",
        "voters <= limit AND voters > 0",
        "relation.V-03.check",
    ),
    (
        "form",
        "rows_of_two",
        FINISH,
        BUNDLES.replace('parent = "opinion"', 'of = ["option", "box"]\nfixed = ["1"]'),
        "collection.bundle.of",
    ),
    (
        "form",
        "bad_row_id",
        FINISH,
        BUNDLES.replace('"opinion"', '"option"\nfixed = ["1.5"]'),
        "collection.bundle.fixed",
    ),
    (
        "form",
        "duplicate",
        FINISH,
        BUNDLES.replace('parent = "opinion"', 'fixed = ["1", "1"]'),
        "collection.bundle.fixed",
    ),
    ("form", "relation_not_an_integer", "voters <= limit", "voters <= 1.5", "relation.V-03.check"),
    ("form", "relation_text", "voters <= limit", "voters == 'x'", "relation.V-03.check"),
    (
        "form",
        "relation_unknown_state",
        "box.ballots <= voters",
        "count(member[role == 'boss']) <= 1",
        "relation.C-04.check",
    ),
    ("form", "relation_many", "voters <= limit", "voters <= box.ballots", "relation.V-03.check"),
    (
        "form",
        "relation_two_collections",
        "sum(box.ballots)",
        "sum(box.ballots + member.issued)",
        "line.total.formula",
    ),
    (
        "form",
        "relation_no_truth",
        'severity = "error"',
        'severity = "error"\nwhen = "voters"',
        "relation.C-04.when",
    ),
    ("form", "relation_no_truth", "voters <= limit", "voters - limit", "relation.V-03.check"),
    (
        "form",
        "relation_empty",
        'severity = "error"',
        'severity = "error"\nwhen = " "',
        "relation.C-04.when",
    ),
    (
        "form",
        "unknown_stage",
        'stage = "list"\nplace = "body"',
        'stage = "lists"\nplace = "body"',
        "line.voters.stage",
    ),
    ("form", "unknown_stage", 'reopens = ["list"]', 'reopens = ["lost"]', "ground.proxy.reopens"),
    ("form", "stage_twice", 'after = ["list"]', 'stages = ["list"]', "step.finish.stages"),
    (
        "form",
        "unknown_group",
        'after = ["list"]',
        'after = ["list"]\ngroup = "lists"',
        "step.finish.group",
    ),
    (
        "form",
        "unknown_collection",
        FINISH,
        BUNDLES,
        "collection.bundle.parent",
    ),
    ("form", "unknown_section", 'section = "top"', 'section = "tap"', "line.voters.section"),
    ("form", "unknown_relation", '["V-03"]', '["V-33"]', "relation.C-04.silent_while"),
    (
        "form",
        "unknown_reason",
        'reasons = ["other"]',
        'reasons = ["others"]',
        "relation.V-03.reasons",
    ),
    ("form", "unknown_line", 'look = ["voters"]', 'look = ["voter"]', "relation.V-03.look"),
    ("form", "unknown_step", 'after = ["list"]', 'after = ["lists"]', "step.finish.after"),
    ("form", "unknown_condition", "[constants]", PAPER, "paper.sheet.when"),
    (
        "form",
        "step_order",
        'page = "lines"',
        'page = "lines"\nafter = ["finish"]',
        "step.list.after",
    ),
    ("form", "never_confirmed", 'confirm = "next"', "", "step.finish.after"),
    ("form", "formula_cycle", "sum(box.ballots)", "total + 1", "line.total.formula"),
    ("form", "unknown_term", "Сайлаушылар", "{voters.gen.pl}", "line.voters.label"),
    ("form", "unknown_term", "Сайлаушылар", "{voter.pre.pl}", "line.voters.label"),
    ("form", "unknown_term", "[constants]", "[terms.voters]\n[constants]", "terms.voters"),
    ("form", "missing", "[constants]", TERM.replace("loc =", "#"), "terms.voter.kk.loc"),
    ("form", "term_numbers", "[constants]", TERM.replace(', "кк"', ""), "terms.voter.kk.gen"),
    ("form", "bad_placeholder", 'ru = "{item}"', 'ru = "{item"', "relation.C-04.message.ru"),
    (
        "form",
        "unknown_placeholder",
        FINISH,
        BUNDLES.replace("opinion", "option").replace("{n}", "{number}"),
        "collection.bundle.name.kk",
    ),
    ("form", "unknown_placeholder", FINISH, CALL, "texts.turnout_sentence.ru"),
    ("form", "unknown_placeholder", "Сайлаушылар", "{place}", "line.voters.label.kk"),
    ("form", "bad_placeholder", "Сайлаушылар", "{place", "line.voters.label.kk"),
    ("form", "unknown_placeholder", FINISH, SHEET, "paper.sheet.block.kk"),
    ("form", "unknown_placeholder", "{difference}", "{delta}", "relation.V-03.message.kk"),
    (
        "form",
        "unknown_placeholder",
        'ru = "{item}"}',
        'ru = "{item}"}\nobserver = {kk = "{box}", ru = "{box}"}',
        "relation.C-04.observer.kk",
    ),
    (
        "form",
        "placeholders_differ",
        'ru = "Больше: {difference}"',
        'ru = "Больше"',
        "relation.V-03.message",
    ),
    ("form", "unknown_form", 'id = "tiny"', 'id = "tiny"\nextends = "single-choise"', "extends"),
    ("form", "cycle", 'id = "tiny"', 'id = "tiny"\nextends = "tiny"', "extends"),
    (
        "form",
        "remove_unknown",
        "[constants]",
        '[remove]\nline = ["voters"]\n[constants]',
        "remove.line",
    ),
    ("form", "unknown_place", 'section = "top"', 'after = "nowhere"', "line.voters.after"),
    ("election", "unknown_form", 'form = "tiny"', 'form = "tinny"', "contest.one.form"),
    ("election", "ballot_order", "Әлиева", "Қалиева", "", "Құрман", "Әлиева"),
    ("election", "wrong_type", "day = 2030-01-02", 'day = "2030-02-30"', "day"),
    ("election", "wrong_type", "day = 2030-01-02", 'day = "20300102"', "day"),
    ("election", "missing", "day = 2030-01-02", "", "day"),
    ("election", "not_allowed", '"chair"', '"boss"', "precinct.7.member.m1.office"),
    ("election", "duplicate", 'id = "b"', 'id = "a"', "contest.one.option.a.id"),
    ("election", "bad_id", 'id = "b"', 'id = "b/c"', "contest.one.option.b/c.id"),
    (
        "election",
        "unknown_constant",
        "[[precinct]]",
        "[constants]\nclosses = 1\n[[precinct]]",
        "constants.closses",
    ),
    ("election", "two_chairs", "[[precinct.member]]", SECOND_CHAIR, "precinct.7.member"),
    (
        "election",
        "language_missing",
        '{kk = "Әлиева", ru = "Алиева"}',
        '{ru = "Алиева"}',
        "contest.one.option.a.name.kk",
    ),
    (
        "election",
        "contest_kind",
        'form = "tiny"',
        'form = "tiny"\nkind = "mayor"',
        "contest.one.kind",
    ),
    ("election", "member_twice", "[[precinct.member]]", SAME_NAME, "precinct.7.member.m1.name"),
    (
        "election",
        "unknown_precinct_type",
        'number = "7"',
        'number = "7"\ntype = "see"',
        "precinct.7.type",
    ),
    (
        "election",
        "no_utc_offset",
        "[[precinct]]",
        FAR_TYPE + '[[precinct]]\ntype = "far"',
        "precinct.7.utc_offset",
    ),
    (
        "election",
        "bad_offset",
        'number = "7"',
        'number = "7"\nutc_offset = 5000',
        "precinct.7.utc_offset",
    ),
    (
        "election",
        "unknown_constant",
        "[[precinct]]",
        FAR_TYPE + "utc_offset = 0\nconstants = {spezial = 1}\n[[precinct]]",
        "precinct_type.far.constants.spezial",
    ),
    (
        "election",
        "voting_days",
        "day = 2030-01-02",
        "day = 2030-01-02\ndays = [2030-01-02, 2030-01-01]",
        "days",
    ),
    ("election", "wrong_type", "day = 2030-01-02", 'day = 2030-01-02\ndays = ["2030"]', "days"),
    (
        "election",
        "no_treatment",
        'id = "b"',
        'id = "b"\nremoved = {day = 2030-01-01, counts = "invalid", decision = WHY}'.replace(
            "WHY", WHY
        ),
        "contest.one.option.b.removed.counts",
    ),
    ("form", "not_allowed", "[constants]", RESULT.replace("valid", "half"), "result.base"),
    ("form", "unknown_line", "[constants]", RESULT.replace("votes", "vote"), "result.wins"),
    (
        "form",
        "relation_unknown_name",
        "[constants]",
        RESULT.replace("voters", "voter"),
        "result.of",
    ),
    (
        "form",
        "relation_no_truth",
        "[constants]",
        RESULT.replace("[constants]", 'valid_if = "voters"\n[constants]'),
        "result.valid_if",
    ),
    ("night", "unknown_election", 'election = "tiny-2030"', 'election = "tiny-2031"', "election"),
    ("night", "named_other_kind", 'election = "tiny-2030"', 'election = "tiny"', "election"),
    ("night", "unknown_precinct", 'precinct = "7"', 'precinct = "8"', "precinct"),
    ("night", "unknown_member", 'who = "m1"', 'who = "m2"', "do[1].who"),
    ("election", "bad_voters", 'number = "7"', 'number = "7"\nvoters = -1', "precinct.7.voters"),
    ("night", "unknown_contest", 'who = "m1"', 'contest = "two"', "do[1].contest"),
    ("night", "unknown_line", "voters =", "votes =", "do[1].type.votes"),
    ("night", "unknown_item", "box.ballots/1", "box.ballots/2", "do[3].type.box.ballots/2"),
    ("night", "unknown_step", '"list"', '"lists"', "do[4].confirm"),
    ("night", "one_deed", 'boxes = ["1"]', "", "do[2].do"),
    ("night", "bad_text", '"12"', '"1O2"', "do[1].type.voters"),
    ("night", "bad_time", '"20:05"', '"25:05"', "do[1].at"),
    ("night", "unconfirmed", 'confirm = "list"', 'confirm = "finish"', "do[4].confirm"),
    ("night", "not_announced", '"list"', '"list"\ntime = "20:08"', "do[4].time"),
    ("night", "undone", 'boxes = ["1"]', "finish = false", "do[2].finish"),
    ("night", "never_off", 'boxes = ["1"]', 'switch = ["voters"]', "do[2].switch"),
]
TEXTS = {"form": FORM, "election": ELECTION, "night": NIGHT}
IDS = [f"{case[0]}-{case[1]}-{i}" for i, case in enumerate(CASES)]


def replaced(case):
    """The bad text of a case: one place changed, and a second one where the case names it."""
    kind, code, old, new, _, *more = case
    text = TEXTS[kind]
    assert old in text
    text = text.replace(old, new, 1)
    if code == "ballot_order":
        text = text.replace(more[0], more[1], 1)
    elif more:
        text = text.replace(more[0] + ', ru = "Заявление"}', more[0], 1)
    return text


def check(shelf, kind, text):
    texts = {"tiny": FORM, "tiny-2030": ELECTION, "bad": text}
    if kind == "form":
        del texts["tiny"]
    if kind == "election":
        del texts["tiny-2030"]
    library = shelf(**texts)
    for name in {"tiny", "tiny-2030"} - texts.keys():  # of an earlier check
        (library.folders[0] / f"{name}.toml").unlink(missing_ok=True)
    return check_file(Source("bad.toml", text.encode()), library)


def test_the_unchanged_files_are_fine(shelf):
    for kind, text in TEXTS.items():
        assert check(shelf, kind, text) == ()


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_problem_is_found_with_file_and_key_and_said_with_its_remedy(shelf, wordings, case):
    kind, code, _, _, key, *_ = case
    found = [p for p in check(shelf, kind, replaced(case)) if p.code == code]
    key = "contest.one.option.b.name.kk" if code == "ballot_order" else key
    assert key in [p.key for p in found]
    for problem in found:
        assert problem.file == "bad.toml"
        for wording in wordings.values():
            said = worded(problem, wording)
            assert said.startswith(f"bad.toml: {problem.key}" if problem.key else "bad.toml: ")
            assert said.endswith((".", "?"))
            assert re.search(r"[;,.] ", said), "no remedy"


def test_a_form_may_have_its_own_words_for_who_votes(shelf):
    """Every place of the term in its texts, and those of the catalogue, then says them."""
    text = FORM.replace("[constants]", TERM).replace("Сайлаушылар", "{Voter.nom.pl}")
    assert check(shelf, "form", text) == ()
    form = load_form(Source("a.toml", text.encode()), shelf())
    usual = Wording("kk", {"who": "{voter.gen.pl} {n}", "term.voter.gen.pl": "сайлаушылардың"})
    own = usual.speaking(form.terms)
    assert usual("who", n=3) == "сайлаушылардың 3"
    assert own("who", n=3) == "кк 3"
    assert own.pick(form.line("voters").label) == "Ккк"
    assert usual.speaking(form.terms) is own, "a window asks again and again"
    assert usual.speaking({}) is usual


def test_all_problems_of_a_file_are_told_at_once(shelf):
    text = FORM.replace("voters <= limit", "voter <= limit").replace('law = "43(7-1)"', "lew = 1")
    text = text.replace('stages = ["list"]', 'stages = "list"').replace("Басқа", "Бacқа")
    codes = {problem.code for problem in check(shelf, "form", text)}
    assert {
        "relation_unknown_name",
        "missing",
        "unknown_key",
        "wrong_type",
        "mixed_letters",
    } <= codes


def test_the_nearest_known_name_is_said(shelf, wordings):
    (problem,) = check(shelf, "form", FORM.replace("voters <= limit", "voter <= limit"))
    assert problem.args == {"found": "voter", "nearest": "voters"}
    assert worded(problem, wordings["en"]) == (
        "bad.toml: relation.V-03.check: there is neither a line nor a constant “voter”; "
        "check the name. Perhaps “voters”?"
    )
    assert "Может быть, «voters»?" in worded(problem, wordings["ru"])


def test_a_name_that_is_only_a_little_alike_is_not_said(shelf):
    """Whoever wrote a message into a line meant no stage."""
    text = FORM.replace('place = "body"', 'message = "x"\nplace = "body"', 1)
    (problem,) = check(shelf, "form", text)
    assert (problem.code, problem.args) == ("unknown_key", {"found": "message"})


def test_a_syntax_problem_says_the_line(shelf, wordings):
    (problem,) = check(shelf, "form", FORM.replace('number = "1"', "number = = 1"))
    line = FORM.splitlines().index('number = "1"') + 1
    assert problem.args["line"] == str(line)
    assert f"line {line}, column 10" in worded(problem, wordings["en"])
    assert all("number = = 1" in worded(problem, wording) for wording in wordings.values())


def test_bytes_that_are_no_utf8_and_files_that_are_too_big(shelf, wordings):
    library = shelf()
    (problem,) = check_file(Source("a.toml", b"x = 1\ny = '\xff'"), library)
    assert (problem.code, problem.args["line"]) == ("not_utf8", "2")
    (problem,) = check_file(Source("a.toml", b"#" * 4_000_001), library)
    assert problem.code == "too_big"
    (problem,) = check_file(Source("a.toml", b"x = " + b"[" * 100_000), library)
    assert problem.code == "too_deep"
    assert all(worded(problem, wording) for wording in wordings.values())


def test_a_file_with_a_byte_order_mark_is_read(shelf):
    assert check_file(Source("a.toml", b"\xef\xbb\xbf" + FORM.encode()), shelf()) == ()


def test_kinds_that_do_not_exist_or_do_not_fit(shelf, wordings):
    (problem,) = check_file(Source("a.toml", b'kind = "receipt"'), shelf())
    assert (problem.key, problem.code) == ("kind", "not_allowed")
    library = shelf(tiny=FORM.replace('id = "tiny"', 'id = "tiny"\nextends = "tiny-2030"'))
    (problem,) = check_file(library.form("tiny"), library)
    assert problem.code == "unknown_form"
    with pytest.raises(CatalogueError) as caught:
        load_from_bytes({"election.toml": b'kind = "form"'})
    assert caught.value.problems[0].code == "one_election"
    for wording in wordings.values():
        assert worded(caught.value.problems[0], wording)


def test_a_night_without_any_file_says_that_it_holds_none(wordings):
    with pytest.raises(CatalogueError) as caught:
        load_from_bytes({})
    (problem,) = caught.value.problems
    assert problem.code == "no_files"
    assert "no election file and no form" in worded(problem, wordings["en"])


def test_another_kind_of_file_than_the_one_asked_for(shelf, wordings):
    with pytest.raises(CatalogueError) as caught:
        load_form(Source("vote.toml", ELECTION.encode()), shelf())
    (problem,) = caught.value.problems
    assert (problem.key, problem.code) == ("kind", "other_kind")
    assert all(worded(problem, wording) for wording in wordings.values())


def test_two_different_files_with_one_id(shelf, wordings):
    library = shelf(tiny=FORM, twin=FORM + "\n# another", vote=ELECTION)
    problems = check_file(library.election("tiny-2030"), library)
    assert [p.code for p in problems] == ["ambiguous_id"]
    assert problems[0].args["files"] == "tiny.toml, twin.toml"
    assert all(worded(problems[0], wording) for wording in wordings.values())


def test_a_constant_nobody_gives(shelf, wordings):
    library = shelf(tiny=FORM.replace("voters <= limit", "voters <= seats"), vote=ELECTION)
    (problem,) = check_file(library.election("tiny-2030"), library)
    assert (problem.code, problem.key) == ("no_constant", "contest.one.constants.seats")
    given = ELECTION.replace("[[precinct]]", "[constants]\nseats = 1\n[[precinct]]")
    library = shelf(tiny=FORM.replace("voters <= limit", "voters <= seats"), vote=given)
    assert check_file(library.election("tiny-2030"), library) == ()
    assert all(worded(problem, wording) for wording in wordings.values())


def test_a_contest_without_options_and_options_without_a_line(shelf, wordings):
    bare = ELECTION[: ELECTION.index("[[contest.option]]")]
    bare += ELECTION[ELECTION.index("[[precinct]]") :]
    (problem,) = check(shelf, "election", bare)
    assert (problem.code, problem.key) == ("no_options", "contest.one.option")
    lineless = FORM.replace("option.votes", "votes").replace('scope = ["option", "contest"]', "")
    library = shelf(tiny=lineless, bad=ELECTION)
    (other,) = check_file(Source("bad.toml", ELECTION.encode()), library)
    assert (other.code, other.key) == ("options_unused", "contest.one.option")
    library = shelf(tiny=lineless, bad=bare)
    assert check_file(Source("bad.toml", bare.encode()), library) == ()
    for wording in wordings.values():
        assert worded(problem, wording)
        assert worded(other, wording)


def test_a_form_is_not_used_for_a_contest_of_another_kind(shelf):
    """A real precinct posted a single-mandate result on the annex for party lists."""
    mandates = FORM.replace('id = "tiny"', 'id = "tiny"\ncontest_kinds = ["mandate"]', 1)
    for kind, codes in (("mandate", []), ("lists", ["contest_kind"]), ("", ["contest_kind"])):
        said = f'form = "tiny"\nkind = "{kind}"' if kind else 'form = "tiny"'
        text = ELECTION.replace('form = "tiny"', said)
        found = check_file(Source("bad.toml", text.encode()), shelf(tiny=mandates))
        assert [problem.code for problem in found] == codes


def test_a_threshold_needs_its_percent(shelf):
    rule = RESULT.replace("majority", "threshold")
    form = FORM.replace("[constants]", rule, 1)
    (problem,) = check_file(Source("bad.toml", ELECTION.encode()), shelf(tiny=form))
    assert (problem.code, problem.key) == ("no_constant", "contest.one.constants.threshold")
    given = ELECTION.replace("[[precinct]]", "[constants]\nthreshold = 7\n[[precinct]]")
    assert check_file(Source("bad.toml", given.encode()), shelf(tiny=form)) == ()


def test_a_step_that_is_read_out_has_its_time(shelf, wordings):
    form = FORM.replace('confirm = "next"', 'confirm = "announce"')
    bad = Source("bad.toml", NIGHT.encode())
    (problem,) = check_file(bad, shelf(tiny=form, vote=ELECTION))
    assert (problem.code, problem.key) == ("announce_time", "do[4].time")
    said = Source("bad.toml", (NIGHT + 'time = "20:08"').encode())
    assert check_file(said, shelf(tiny=form, vote=ELECTION)) == ()
    assert all("20:30" in worded(problem, wording) for wording in wordings.values())


def test_a_line_that_is_off_is_typed_once_it_is_switched_on(shelf, wordings):
    form = FORM.replace('number = "1"', 'number = "1"\noptional = "switch"')
    (problem,) = check_file(Source("bad.toml", NIGHT.encode()), shelf(tiny=form, vote=ELECTION))
    assert (problem.code, problem.key) == ("line_off", "do[1].type.voters")
    on = '[[do]]\nat = "20:00"\nswitch = ["voters"]\n[[do]]'
    night = Source("bad.toml", NIGHT.replace("[[do]]", on, 1).encode())
    assert check_file(night, shelf(tiny=form, vote=ELECTION)) == ()
    assert all('switch = ["voters"]' in worded(problem, w) for w in wordings.values())


@pytest.mark.parametrize("kind", ["form", "election"])
def test_an_undeclared_language_is_told_once(shelf, wordings, kind):
    text = TEXTS[kind].replace("name = {kk = ", 'name = {en = "x", kk = ')
    (problem,) = check(shelf, kind, text)
    assert (problem.file, problem.key, problem.code) == ("bad.toml", "languages", "undeclared")
    assert int(problem.args["count"]) == text.count('en = "x"')
    assert all("name.en" in worded(problem, wording) for wording in wordings.values())


def test_a_base_s_language_is_declared_by_the_form_that_speaks_it(shelf):
    """Its nights open all the same: only whoever checks the form is told."""
    text = FORM.replace('id = "tiny"', 'id = "bad"\nextends = "tiny"', 1)
    text = text[: text.index("[constants]")].replace("name = {", 'name = {en = "x", ')
    speaking = FORM.replace('["kk", "ru"]', '["kk", "ru", "en"]')
    speaking = re.sub(r'ru = ("[^"]*")\}', r"ru = \1, en = \1}", speaking)
    source, library = Source("bad.toml", text.encode()), shelf(tiny=speaking)
    (problem,) = check_file(source, library)
    assert (problem.key, problem.code) == ("name.en", "language_extra")
    assert load_form(source, library).languages == ("kk", "ru")


def test_who_is_nobody_is_said_once(shelf):
    (problem,) = check(shelf, "night", NIGHT.replace('who = "m1"', 'who = "m9"'))
    assert (problem.code, problem.key) == ("unknown_member", "do[1].who")


def test_the_figures_there_are_are_named(shelf, wordings):
    bad = NIGHT.replace('"box.ballots/1"', '"option.votes/c"')
    (problem,) = check(shelf, "night", bad)
    said = worded(problem, wordings["en"])
    assert "no figure “option.votes/c”; choose from: option.votes/a, option.votes/b." in said


def test_lot_order_is_left_alone(shelf):
    text = ELECTION.replace("Әлиева", "Қалиева").replace("Құрман", "Әлиева")
    assert (
        check(shelf, "election", text.replace('form = "tiny"', 'form = "tiny"\norder = "lot"'))
        == ()
    )


def test_an_unknown_id_or_path(shelf, wordings, tmp_path):
    for name, code in (("no-such-form", "no_such_id"), (str(tmp_path / "no.toml"), "unreadable")):
        with pytest.raises(CatalogueError) as caught:
            resolve(shelf(), "form", name)
        (problem,) = caught.value.problems
        assert (problem.file, problem.code) == (name, code)
        assert all(worded(problem, wording) for wording in wordings.values())


def test_a_problem_of_the_base_names_the_base_file(shelf):
    base = FORM.replace("voters <= limit", "voter <= limit")
    child = 'format=1\nkind="form"\nid="child"\nextends="tiny"\nlanguages=["kk","ru"]\n'
    library = shelf(tiny=base, child=child + 'name={kk="Бала", ru="Дочерняя"}\n')
    problems = check_file(library.form("child"), library)
    assert [(p.file, p.key) for p in problems] == [("tiny.toml", "relation.V-03.check")]
    library = shelf(
        tiny=base, child=child + '[[relation]]\ncode="V-03"\nreplaces=true\ncheck="votter <= 1"\n'
    )
    problems = check_file(library.form("child"), library)
    assert [(p.file, p.key) for p in problems] == [("child.toml", "relation.V-03.check")]


def test_the_root_is_told_and_not_what_follows_from_it(shelf):
    """A file without languages and day lacks these two, not every text it has."""
    text = ELECTION.replace('languages = ["kk", "ru"]\n', "").replace("day = 2030-01-02\n", "")
    text = text.replace("[[precinct]]", "[constants]\nlimit = 1\n[[precinct]]")
    found = check(shelf, "election", text)
    assert [(p.key, p.code) for p in found] == [("languages", "missing"), ("day", "missing")]
    text = FORM.replace('languages = ["kk", "ru"]\n', "")
    assert [(p.key, p.code) for p in check(shelf, "form", text)] == [("languages", "missing")]


def test_a_form_that_is_not_there_is_told_and_not_what_only_it_would_know(shelf):
    text = ELECTION.replace('form = "tiny"', 'form = "tinny"').replace(
        'number = "7"', 'number = "7"\ntype = "special"'
    )
    text = text.replace("[[precinct]]", "[constants]\nlimit = 1\n[[precinct]]")
    assert [(p.key, p.code) for p in check(shelf, "election", text)] == [
        ("contest.one.form", "unknown_form")
    ]


def test_a_base_that_is_not_there_is_told_and_not_what_it_would_have_brought(shelf):
    child = 'format=1\nkind="form"\nid="child"\nextends="tinny"\nlanguages=["kk","ru"]\n'
    child += 'name={kk="Бала", ru="Дочерняя"}\n[[relation]]\ncode="V-03"\ncheck="voters > 0"\n'
    (problem,) = check_file(Source("child.toml", child.encode()), shelf(tiny=FORM))
    assert (problem.key, problem.args["nearest"]) == ("extends", "tiny")


def test_every_code_of_the_catalogue_has_its_words_and_a_test(wordings):
    """Codes in the source, in the words and in the tests are the same."""
    package = Path(problems_module.__file__).parent
    proof = Path(proof_module.__file__)
    source = "\n".join(path.read_text(encoding="utf-8") for path in (*package.rglob("*.py"), proof))
    words = {key[8:] for key in wordings["kk"].texts if key.startswith("problem.")}
    mentioned = {code for code in words if f'"{code}"' in source or code.startswith("relation_")}
    assert words == mentioned
    played = Path(__file__).parents[1] / "app" / "papers" / "test_proof.py"
    tests = "\n".join(
        path.read_text(encoding="utf-8") for path in (*Path(__file__).parent.glob("*.py"), played)
    )
    assert {code for code in words if f'"{code}"' not in tests} == set()


def test_problems_are_plain_values():
    problem = Problem("a.toml", "id", "missing")
    assert str(problem) == "a.toml: id: missing"
    assert str(CatalogueError([problem])) == "a.toml: id: missing"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("voters ≥ limit", "write >= instead of ≥."),
        ("voters = limit", "write == instead of =."),
        ("voters <= limit AND voters > 0", "write and instead of AND."),
        ("sum(option.votes * limit) <= voters", "write it outside: 2*sum(option.votes)."),
        ("voters <= 0.9*limit", "multiply both sides: 10*given >= 9*voters"),
        ("round(voters) <= limit", "there are: abs, odd, count, sum, each, successive, last,"),
        ("count(limit) <= voters", "this form has: member, box, option, parallel."),
    ],
)
def test_what_other_languages_would_say_is_told_in_this_one(shelf, wordings, wrong, said):
    (problem,) = check(shelf, "form", FORM.replace("voters <= limit", wrong))
    assert said in worded(problem, wordings["en"])
