"""Forms that extend forms: what a child changes, adds, drops; what a night stores of the chain."""

import hashlib
import tomllib

import pytest

from tally_app.catalog.check import check_file
from tally_app.catalog.dump import dump
from tally_app.catalog.forms import load_form, merge_form
from tally_app.catalog.library import Library, resolve
from tally_app.catalog.merging.without import without
from tally_app.catalog.problems import CatalogueError, Problems, worded
from tally_app.catalog.rules import form_sha256, load_from_bytes, rules_and_files
from tally_app.catalog.source import Source
from tally_app.domain.relations.rulebook import Rulebook

#: What every form of a ballot with one mark rests on, nearest first.
BASES = ("candidates", "single-choice", "election-day")

CHILD = """
format = 1
kind = "form"
id = "child"
extends = "akim-rural"
languages = ["kk", "ru", "en"]
name = {kk = "Сайлау", ru = "Выборы", en = "Election"}

[remove]
relation = ["D-01"]
line = ["ballots_found"]
constants = ["special"]

[constants]
closes = 1320

[[line]]
id = "voters"
replaces = true
number = "21"

[[line]]
id = "voted_twice"
after = "taken_out"
number = "4.3"
stage = "piles"
place = "annex"
label = {kk = "Үй-жайдан тыс жерде", ru = "Вне помещения", en = "Outside"}

[[relation]]
code = "B-70"
follows = "B-04"
check = "voted_twice == sum(box.applications_signed)"
severity = "warning"
message = {kk = "Сәйкес емес", ru = "Не сходится", en = "Does not match"}

[[relation]]
code = "V-03"
replaces = true
check = "voters <= 4000"

[[step]]
id = "count"
replaces = true
sum = ""
"""


@pytest.fixture
def child(shelf):
    library = shelf(child=CHILD)
    return Source("child.toml", CHILD.encode()), library


def test_a_child_overrides_adds_and_removes(child, wordings):
    # "ballots_cancelled": what a removed thing leaves behind is told where it is removed.
    text = CHILD.replace("ballots_found", "ballots_cancelled").replace(
        'id = "child"', 'id = "kid"', 1
    )
    (problem,) = check_file(Source("child.toml", text.encode()), child[1])
    assert (problem.file, problem.key, problem.code) == (
        "child.toml",
        "remove.line",
        "removed_used",
    )
    assert problem.args["found"] == "ballots_cancelled"
    assert problem.args["used"].split(", ") == [
        "relation.G-01.check", "relation.G-02a.check", "relation.S-06a.check",
        "relation.S-06b.check", "paper.act_cancel.hour", "paper.act_cancel.needs",
        "paper.act_cancel.block",
    ]  # fmt: skip
    assert all(worded(problem, wording) for wording in wordings.values())
    assert check_file(*child) == ()
    text = CHILD.replace('line = ["ballots_found"]\n', "")
    form = load_form(Source("child.toml", text.encode()), child[1])
    base = load_form(child[1].form("single-choice"), child[1])
    order = [line.id for line in form.lines]
    assert order.index("voted_twice") == order.index("taken_out") + 1
    assert len(order) == len(base.lines) + 1
    assert form.line("voters").number == "21"
    assert form.line("voters").label == base.line("voters").label
    assert form.relation("V-03").check == "voters <= 4000"
    assert form.relation("V-03").message == base.relation("V-03").message
    keys = [relation.key for relation in form.relations]
    assert "D-01" not in keys
    assert keys.index("B-70") == keys.index("B-04") + 1
    assert form.constants["closes"] == 1320
    assert "special" not in form.constants
    assert form.extends == ("akim-rural", *BASES)
    assert form.law_edition == base.law_edition
    assert form.line("option.votes").label["en"] == "Votes cast for each candidate"
    Rulebook(form)


def test_approval_is_not_inherited(shelf):
    base = CHILD.replace('id = "child"', 'id = "base"\napproved = true')
    base = base.replace('line = ["ballots_found"]', "")
    library = shelf(base=base, kid='format=1\nkind="form"\nid="kid"\nextends="base"\n')
    assert load_form(library.form("base"), library).approved
    assert not load_form(library.form("kid"), library).approved


def test_a_circle_of_forms_is_told(shelf):
    text = 'format=1\nkind="form"\nid="{}"\nextends="{}"\n'
    library = shelf(one=text.format("one", "two"), two=text.format("two", "one"))
    (problem,) = [p for p in check_file(library.form("one"), library) if p.code == "cycle"]
    assert (problem.file, problem.args["found"]) == ("two.toml", "one → two → one")


def test_the_merged_form_can_be_written_and_read_again(library, shelf):
    problems = Problems()
    merged = merge_form(library.form("akim-rural"), library, problems)
    text = dump(merged.plain())
    assert tomllib.loads(text) == merged.plain()
    whole = load_form(Source("whole.toml", text.encode()), Library())
    assert whole.extends == ()
    shipped = load_form(library.form("akim-rural"), library)
    for field in (
        "id", "name", "lines", "relations", "steps", "reasons", "grounds", "sections",
        "collections", "groups", "papers",
    ):  # fmt: skip
        assert getattr(whole, field) == getattr(shipped, field)
    assert (whole.texts, whole.constants) == (shipped.texts, shipped.constants)
    assert whole.result == shipped.result
    assert whole.precinct_types == shipped.precinct_types
    assert (whole.contest_kinds, whole.addressee) == (shipped.contest_kinds, shipped.addressee)


def test_a_night_stores_the_whole_chain_and_reads_back_only_that(library):
    files = rules_and_files(library.election("aral-2021"), library)[1]
    chain = [f"form/{name}.toml" for name in (*reversed(BASES), "akim-rural")]
    day = tomllib.loads(files["form/election-day.toml"].decode())
    chain = [*(f"part/{name}.toml" for name in day["includes"]), *chain]
    assert set(files) == {"election/aral-2021.toml", *chain}
    rules = load_from_bytes({f"{i}": data for i, data in enumerate(files.values())})
    assert rules.forms["akim"].id == "akim-rural"
    assert rules.election_sha256 == hashlib.sha256(files["election/aral-2021.toml"]).hexdigest()
    whole = b"".join(files[name] for name in chain)
    assert rules.form_sha256 == {"akim": hashlib.sha256(whole).hexdigest()}
    assert form_sha256("akim-rural", library) == rules.form_sha256["akim"]
    del files["form/single-choice.toml"]
    with pytest.raises(CatalogueError) as caught:
        load_from_bytes(files)
    assert caught.value.problems[0].code == "unknown_form"


def test_a_bad_form_starts_no_night(library, shelf):
    bad = 'format=1\nkind="form"\nid="bad"\nextends="akim-rural"\n'
    bad += '[[relation]]\ncode="V-03"\ncheck="x"\n'
    text = library.election("aral-2021").data.decode().replace('"akim-rural"', '"bad"')
    with pytest.raises(CatalogueError):
        rules_and_files(Source("e.toml", text.encode()), shelf(bad=bad))[1]


def test_a_path_looks_beside_itself_first(tmp_path, library):
    base = 'format=1\nkind="form"\nid="mine"\nextends="akim-rural"\n'
    (tmp_path / "mine.toml").write_text(base, encoding="utf-8")
    child = base.replace("mine", "yours").replace("akim-rural", "mine")
    (tmp_path / "yours.toml").write_text(child, encoding="utf-8")
    source, beside = resolve(library, "form", str(tmp_path / "yours.toml"))
    assert load_form(source, beside).extends == ("mine", "akim-rural", *BASES)
    assert resolve(library, "election", "aral-2021")[0].name == "aral-2021.toml"
    assert {"akim-rural", *BASES} <= set(library.ids("form"))


PART = """
format = 1
kind = "part"
id = "hands"
[[line]]
id = "by_hand"
stage = "piles"
place = "annex"
label = {kk = "Қол көтергендер", ru = "Поднявшие руку", en = "Hands raised"}
[[reason]]
id = "windy"
text = {kk = "Жел тұрды", ru = "Был ветер", en = "It was windy"}
"""
INCLUDING = """
format = 1
kind = "form"
id = "including"
extends = "akim-rural"
includes = ["hands"]
languages = ["kk", "ru", "en"]
name = {kk = "Сайлау", ru = "Выборы", en = "Election"}
[[relation]]
code = "Z-01"
check = "by_hand <= voters"
severity = "warning"
reasons = ["windy"]
message = {kk = "Сәйкес емес", ru = "Не сходится", en = "Does not match"}
"""


def test_a_part_brings_its_tables_before_the_form_s_own(shelf):
    library = shelf(hands=PART, including=INCLUDING)
    source = library.form("including")
    assert check_file(source, library) == ()
    form = load_form(source, library)
    assert form.lines[-1].id == "by_hand"
    assert form.reasons[-1].id == "windy"
    assert form.extends == ("akim-rural", *BASES)
    assert "includes" not in merge_form(source, library, Problems()).plain()


def test_a_part_overrides_nothing(shelf, wordings):
    bad = PART.replace('"by_hand"', '"voters"') + "[constants]\nseats = 3\n"
    library = shelf(hands=bad, including=INCLUDING.replace("by_hand", "given"))
    problems = check_file(library.form("including"), library)
    assert [(p.file, p.key, p.code, p.args["other"]) for p in problems] == [
        ("hands.toml", "constants.seats", "stands_already", "single-choice.toml"),
        ("hands.toml", "line.voters", "stands_already", "protocol-lines.toml"),
    ]
    assert all(worded(p, wording) for p in problems for wording in wordings.values())


def test_a_part_is_checked_with_the_forms_that_include_it(shelf, wordings):
    library = shelf(hands=PART.replace('"piles"', '"pile"'), including=INCLUDING)
    (problem,) = check_file(library.find("part", "hands"), library)
    assert (problem.file, problem.key) == ("hands.toml", "line.by_hand.stage")
    library = shelf(hands=PART, including=INCLUDING.replace('includes = ["hands"]', ""))
    (problem,) = check_file(library.find("part", "hands"), library)
    assert problem.code == "never_included"
    for wrong in ('"hands"', "5"):  # no list includes nothing
        library = shelf(hands=PART, including=INCLUDING.replace('["hands"]', wrong))
        (problem,) = check_file(library.find("part", "hands"), library)
        assert problem.code == "never_included"
    assert all(worded(problem, wording) for wording in wordings.values())


def test_a_part_that_is_not_there_or_says_more_than_tables(shelf, wordings):
    library = shelf(hands=PART, including=INCLUDING.replace('["hands"]', '["hand"]'))
    found = {p.code: p for p in check_file(library.form("including"), library)}
    assert (found["unknown_part"].key, found["unknown_part"].args["nearest"]) == (
        "includes",
        "hands",
    )
    assert all(worded(found["unknown_part"], wording) for wording in wordings.values())
    library = shelf(hands=PART, including=INCLUDING.replace('["hands"]', '"hands"'))
    problems = check_file(library.form("including"), library)
    assert ("includes", "wrong_type") in {(p.key, p.code) for p in problems}
    library = shelf(
        hands=PART.replace('id = "hands"', 'id = "hands"\nextends = "x"'), including=INCLUDING
    )
    (problem,) = check_file(library.form("including"), library)
    assert (problem.file, problem.key, problem.code) == ("hands.toml", "extends", "unknown_key")


def test_a_night_opens_from_its_stored_files_with_their_parts(shelf):
    library = shelf(hands=PART, including=INCLUDING)
    text = library.election("aral-2021").data.decode().replace('"akim-rural"', '"including"')
    text = text.replace('kind = "akim-rural"', 'kind = "including"')
    library = shelf(
        including=INCLUDING.replace("languages", 'contest_kinds = ["including"]\nlanguages')
    )
    files = rules_and_files(Source("e.toml", text.encode()), library)[1]
    assert files["part/hands.toml"] == PART.encode()
    rules = load_from_bytes(files)
    assert rules.forms["akim"].line("by_hand").place == "annex"
    order = [name for name in files if name.startswith(("form/", "part/"))]
    whole = hashlib.sha256(b"".join(files[name] for name in order)).hexdigest()
    assert rules.form_sha256["akim"] == whole
    assert order[-2:] == ["part/hands.toml", "form/including.toml"]


#: Somebody means a check of their own and takes a code that is taken: the sum of the votes is gone.
LOST = """
format = 1
kind = "form"
id = "lost"
extends = "akim-rural"
languages = ["kk", "ru", "en"]
contest_kinds = ["lost"]
name = {kk = "Сайлау", ru = "Выборы", en = "Election"}
[[relation]]
code = "D-01"
check = "taken_out <= voters"
severity = "warning"
message = {kk = "Тым көп", ru = "Слишком много", en = "Too many"}
"""


def test_no_check_goes_without_a_word(shelf, wordings):
    library = shelf(lost=LOST)
    (problem,) = check_file(library.form("lost"), library)
    assert (problem.file, problem.key, problem.code) == (
        "lost.toml", "relation.D-01", "replaces_unsaid",
    )  # fmt: skip
    assert problem.args == {"found": "D-01", "base": "single-choice"}
    assert all(worded(problem, wording) for wording in wordings.values())
    said = LOST.replace('code = "D-01"', 'code = "D-01"\nreplaces = true')
    library = shelf(lost=said)
    assert check_file(library.form("lost"), library) == ()
    new = said.replace("D-01", "D-99")
    library = shelf(lost=new)
    (problem,) = check_file(library.form("lost"), library)
    assert (problem.key, problem.code) == ("relation.D-99", "replaces_nothing")
    assert all(worded(problem, wording) for wording in wordings.values())
    library = shelf(lost=said.replace("true", "1"))
    (problem,) = check_file(library.form("lost"), library)
    assert (problem.key, problem.code) == ("relation.D-01.replaces", "wrong_type")


def test_the_election_on_a_form_that_loses_a_check_is_told_too(shelf):
    library = shelf(lost=LOST)
    text = library.election("aral-2021").data.decode().replace('"akim-rural"', '"lost"')
    text = text.replace('id = "aral-2021"', 'id = "mine"', 1)
    (problem,) = check_file(Source("e.toml", text.encode()), library)
    assert (problem.file, problem.code) == ("lost.toml", "replaces_unsaid")


def test_a_night_on_a_form_from_before_replaces_still_opens(shelf):
    library = shelf(lost=LOST)
    text = library.election("aral-2021").data.decode().replace('"akim-rural"', '"lost"')
    rules = load_from_bytes(rules_and_files(Source("e.toml", text.encode()), library)[1])
    assert rules.forms["akim"].relation("D-01").check == "taken_out <= voters"


#: A club's ballot without "against all": nothing of its base is copied.
CLUB = """
format = 1
kind = "form"
id = "club"
extends = "single-choice"
languages = ["kk", "ru", "en"]
name = {kk = "Кеңес", ru = "Совет", en = "Council"}
[remove]
line = ["against_all", "ballots_found"]
relation = ["S-06b"]
"""


def test_without_a_line_its_optional_is_nought_and_nothing_is_copied(shelf):
    library = shelf(club=CLUB)
    assert check_file(library.form("club"), library) == ()
    form = load_form(library.form("club"), library)
    base = load_form(library.form("single-choice"), library)
    assert form.relation("D-01").check == "sum(option.votes) + invalid == taken_out"
    assert form.relation("D-01").lines_to_check == ("option.votes", "invalid", "taken_out")
    assert form.relation("D-03").check == (
        "each(option, option.votes <= taken_out) and invalid <= taken_out"
    )
    assert form.relation("G-02b").check == "given <= ballots_received"
    assert form.result.lines == ("option.votes",)
    (act,) = [paper for paper in form.papers if paper.id == "act_cancel"]
    assert "ballots_found" not in {line for block in act.blocks for line in block.lines}
    assert "ballots_found" in {
        line for p in base.papers if p.id == "act_cancel" for b in p.blocks for line in b.lines
    }
    told = merge_form(library.form("club"), library, Problems()).changes
    shorter = [(c.key, c.keys, c.form, c.base) for c in told if c.list == "relation" and c.keys]
    assert ("D-01", ("check",), "club", "single-choice") in shorter
    assert ("G-01", ("check",), "club", "election-day") in shorter
    untouched = {r.key: r for r in base.relations if r.key not in ("D-01", "D-03", "S-06b")}
    kept = {r.key: r for r in form.relations}
    assert all(kept[key] == r for key, r in untouched.items() if not key.startswith("G-0"))


@pytest.mark.parametrize(
    ("check", "left"),
    [
        ("voters - optional(gone) == given", "voters == given"),
        ("optional(gone) - voters <= given", "-voters <= given"),
        ("2*optional(gone) + voters == given", "voters == given"),
        ("optional(gone) <= voters and given <= voters", "given <= voters"),
        ("optional(gone) <= voters", "0 <= voters"),
        ("optional(gone) == voters or given <= voters", "0 == voters or given <= voters"),
        ("each(box, optional(gone) + box.ballots <= voters)", "each(box, box.ballots <= voters)"),
        ("optional(kept) + voters == given", "optional(kept) + voters == given"),
        ("voters ==", "voters =="),
    ],
)
def test_what_is_left_of_an_expression_without_a_line(check, left):
    assert without({"check": check, "law": "gone"}, ["gone"]) == {"check": left, "law": "gone"}


def test_a_form_that_asks_for_what_it_removes_is_told_once(shelf):
    text = (
        CLUB + '[[relation]]\ncode = "Z-01"\ncheck = "against_all <= voters"\nseverity = "note"\n'
    )
    text += 'message = {kk = "Көп", ru = "Много", en = "Many"}\n[result]\nlines = ["against_all"]\n'
    (problem,) = check_file(Source("club.toml", text.encode()), shelf())
    assert (problem.key, problem.args["found"]) == ("remove.line", "against_all")
    assert problem.args["used"] == "relation.Z-01.check, result.lines"


def test_a_language_of_no_base_is_one_problem_and_the_first(shelf, wordings):
    """Not one for each of the hundreds of texts of the bases; its own are named one by one."""
    text = CLUB.replace('languages = ["kk", "ru", "en"]', 'languages = ["kk", "ru", "en", "uz"]')
    root, *others = check_file(Source("club.toml", text.encode()), shelf())
    assert (root.file, root.key, root.code) == ("club.toml", "languages", "bases_lack")
    assert (root.args["language"], root.args["carried"]) == ("uz", "kk, ru, en")
    assert int(root.args["count"]) > 300
    assert [(problem.file, problem.key) for problem in others] == [("club.toml", "name.uz")]
    for wording in wordings.values():
        assert "kk, ru, en" in worded(root, wording)


CLASHES = """
format = 1
kind = "form"
id = "child"
extends = "candidates"
languages = ["kk", "ru"]
name = { kk = "Сайлау", ru = "Выборы" }

[[line]]
id = "env"
number = "9"
after = "given"
stage = "list"
place = "body"
section = "before"
label = { kk = "Хатқалта", ru = "Конверты" }

[[step]]
id = "again"
follows = "received"
page = "lines"
stages = ["list"]
name = { kk = "Тағы", ru = "Снова" }
title = { kk = "Тағы", ru = "Снова" }
subtitle = { kk = "Тағы", ru = "Снова" }
"""


def test_of_two_tables_that_clash_the_newer_file_is_at_fault(shelf, wordings):
    """Wherever the new one stands among the old ones: nobody can mend a shipped file."""
    found = check_file(Source("child.toml", CLASHES.encode()), shelf())
    number, stage = [worded(problem, wordings["en"]) for problem in found]
    taken = "line.env.number: number 9 is already taken by line “ballots_cancelled”"
    assert number.startswith(f"child.toml: {taken}")
    typed = "step.again.stages: stage “list” is already typed on step “list”"
    assert stage.startswith(f"child.toml: {typed}")
