"""Every key of a text that the program makes of parts: the parts come from closed sets, and each
key they make has its text. A row of a table, an id of a file, a word of a journal is none of them.

The keys are found by a look through the syntax trees of the whole house, so a new one has to be
listed here with the set its parts come from.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from functools import cache
from itertools import product
from pathlib import Path
from typing import get_args

from tally_app import paths
from tally_app.app.backup.keeper import _SAID as SAID
from tally_app.app.computer.checks import CHECKS
from tally_app.app.computer.presenter import SECTIONS
from tally_app.app.computer.presenter import THEMES as COMPUTER_THEMES
from tally_app.app.desk.dialogs.table import DIALOGS, OFFICES, STATES, WITNESS
from tally_app.app.desk.evening.copies import STATES as HOW_FAR
from tally_app.app.handover.letter import _SAYS as LETTER
from tally_app.app.help.sheets import GUIDE, LESSON
from tally_app.app.night.comparing import _OF_THE_NIGHT as OF_THE_NIGHT
from tally_app.app.papers.envelope import _BY_HAND as SEALED
from tally_app.app.papers.program_sheet import _COLUMNS as COLUMNS
from tally_app.app.readings.sheets import COLUMNS as READING_COLUMNS
from tally_app.app.sheets.reading import SEPARATORS
from tally_app.app.view.keys import KEYS
from tally_app.app.window.maker.building import PAGES
from tally_app.app.window.maker.pages import CONSTANTS, FIELDS
from tally_app.app.window.maker.presenter import DOOR
from tally_app.app.window.menu import THEMES
from tally_app.app.window.start import _WELCOME as WELCOME
from tally_app.app.words.program import TOLD
from tally_app.catalog.problems import Problems
from tally_app.catalog.shapes.form import BASES
from tally_app.catalog.texts import read_texts
from tally_app.catalog.topics import topics_in
from tally_app.domain.causes import differences, planting, slips
from tally_app.domain.form.form import BALLOT_ORDERS, Severity
from tally_app.domain.handover.amendment import FIXED
from tally_app.domain.maker.cells import COLUMNS as COLUMNS_OF
from tally_app.domain.maker.draft import DECIDERS
from tally_app.domain.night.evening import DEEDS
from tally_app.domain.night.facts.table import FACTS
from tally_app.domain.night.state import CAPACITIES, OFFICIAL, TRAINING
from tally_app.domain.night.stated import GIVEN, OCCASIONS
from tally_app.domain.record.digest import _COLUMNS as DIGEST_COLUMNS
from tally_app.domain.relations.language import FUNCTIONS
from tally_app.domain.values.languages import CODES as LANGUAGES
from tally_app.published.rules.reading.roles import OF_ROWS, ROLES
from tally_app.store.chain import Reason
from tally_app.store.errors import CODES, LOST

ROOT = Path(__file__).parents[3]
SEVERITIES = {severity.value for severity in Severity}
#: Slips that have a way.
MOVED = {
    f"{slip}_{way}" for slip in ("block_shifted", "value_in_neighbour") for way in ("up", "down")
}


@cache
def trees():
    files = [*(ROOT / "tally_app").rglob("*.py"), *(ROOT / "reports").rglob("*.py")]
    return {f.relative_to(ROOT).as_posix(): ast.parse(f.read_text("utf-8")) for f in sorted(files)}


@cache
def texts():
    return {
        code: wording.texts
        for code, wording in read_texts(paths.resources() / "texts", Problems()).items()
    }


def made_of(node):
    """The parts of an f-string or a sum of texts, "{}" for what is not written there."""
    if isinstance(node, ast.JoinedStr):
        return "".join(x.value if isinstance(x, ast.Constant) else "{}" for x in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = made_of(node.left), made_of(node.right)
        return left + right if "{}" not in (left, right) or left + right != "{}{}" else ""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return "{}"


@cache
def made_keys():
    """Where each made key stands: what begins like a key of the texts, or has only its dot."""
    known = texts()["kk"]
    heads = {key.partition(".")[0] + "." for key in known}
    found = defaultdict(list)
    for file, tree in trees().items():
        for node in ast.walk(tree):
            match node:
                case ast.JoinedStr() | ast.BinOp():
                    key = made_of(node)
                case ast.Call(func=ast.Attribute(attr="coded"), args=[ast.Constant(family), _]):
                    key = f"{family}.{{}}"
                case _:
                    continue
            if "{}" in key and any(key.startswith(head) for head in heads):
                found[key].append(f"{file}:{node.lineno}")
    return found


@cache
def written():
    """By the name of what is called and the place of an argument: every text written there."""
    found = defaultdict(set)
    for tree in trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = node.func
                name = called.attr if isinstance(called, ast.Attribute) else ast.unparse(called)
                for place, given in enumerate(node.args[:2]):
                    if isinstance(given, ast.Constant):
                        found[name, place].add(given.value)
    return found


def firsts(name, place=0):
    assert written()[name, place], name
    return written()[name, place]


BAD_TEXTS = {"empty", "lines", "sign", "mark", "superscript", "digits", "letters", "grouping",
             "too_big", "time", "votes", "choice"}  # fmt: skip
#: Dialogs of the start page.
CHOICES = {"samples"}
#: Why a package that is sound is not taken.
NOT_TAKEN = {
    "newer",
    "no_manifest",
    "other_precinct",
    "key_differs",
    "key_unknown",
    "older",
    "same",
    TRAINING,
    OFFICIAL,
}
SHEETS = {"ballots", "members", "options", "precincts"}
SLIPS = set(differences.KINDS)
#: A slip of the second entry says which way a block was shifted.
SECOND = SLIPS - {"block_shifted"} | {"block_shifted_down", "block_shifted_up"}
DIALOG_NAMES = {dialog.name for dialog in DIALOGS.values()}
OPEN = {"error", "legal", "warning"}
STEP_STATES = {"now", "open", "done", "locked"}
WAYS = {"entry", "read_back"}
#: Files and folders that somebody is asked for.
ASKED = firsts("AskFile") | {
    "open",
    "copy",
    "save_pdf",
    "maker_list",
    "maker_package",
    "maker_packages",
}

COMPUTER_ROWS = {"language", "size", "theme", "person", "second", "idle", "public"}
#: About the lines a third person types, and where in some of them two entries agree.
THIRD = {"differ", "differ_title", "compared_says", "third_title"}
#: The words of the trainer's sheet.
ROOM = {
    "title", "places", "planted_all", "by_place", "by_kind", "repeat", "foot", "band", "middle",
    "none_missed", "repeat_says", "place", "exercise", "minutes", "seen", "missed", "what", "kind",
    "planted", "of_all",
}  # fmt: skip
#: What a person may answer to a check, and what may be found: a check with its own words.
ANSWERS = {f"{name}_{said}" for name, all_ in CHECKS.items() for said in all_}
FOUND = {
    f"{name}_{said}"
    for name, codes in {
        "disk": "free full read_only",
        "clock": "zone other_zone",
        "fonts": "whole missing",
        "printer": "found none",
        "blanks": "ask",
        "stick": "none absent broken read_twice",
        "package": "none night",
        "members": "none night",
        "program": "folder sources",
        "screen": "one two small unknown",
        "battery": "none percent lasts",
        "exercise": "done none",
    }.items()
    for said in codes.split()
}

#: Every made key and the sets its parts come from, one for each part.
CLOSED = {
    "later.{}": {"first", "second"},
    "taking.{}": {"number", "yours"},
    "taking.{}_says": {"number", "yours"},
    "taking.{}_accept": {"whom", "what"},
    "taking.{}_text": {"whom", "what"},
    "taking.{}_title": {"whom", "what"},
    "about.{}": {"altered", "missing", "unlisted"},
    "bad.{}": BAD_TEXTS,
    "capacity.{}": CAPACITIES,
    "blind.{}": {"lines_of", "slip", "share"},
    "cause.{}": slips.KINDS,
    "check.causes.{}": slips.KINDS,
    "check.beside_{}": {"twice", "anew", "alike", "sum"},
    "check.difference_{}": SLIPS - {"block_shifted", "value_in_neighbour"} | MOVED,
    "check.difference_in_second_{}": {"zero_for_value"} | MOVED,
    "check.kinds.{}": SLIPS,
    "check.problem.{}": firsts("TableError") | {"form_problem", "form_problems"},
    "check.separator_{}": SEPARATORS.values(),
    "cli.form_{}": {"relation", "line", "step"},
    "cli.reason.{}": get_args(Reason),
    "contest.{}": {"open", "now", "done", *OPEN},
    "copies.at_{}": {"own", "folder", "disk"},
    "copies.page.here_{}": firsts("Here") | {"same", "less", "more", "broken"},
    "copies.page.{}": {"at", "at_unknown"},
    "copies.paper.{}": {"part_one", "sheets", "lists"},
    "copies.trouble.{}": {*SAID, "failed", "absent"},
    "demo.open_{}": {"lines", "second", "relations", "steps"},
    "demo.{}": {"script", "script_of"},
    "dialog.field.{}": {f for d in DIALOGS.values() for f, _ in (*d.fields, *WITNESS)} | CHOICES,
    "dialog.{}.accept": DIALOG_NAMES | CHOICES,
    "dialog.{}.text": DIALOG_NAMES | CHOICES,
    "dialog.{}.title": DIALOG_NAMES | CHOICES,
    "event.{}": FACTS,
    "fold.{}": firsts("FoldError"),
    "footer.{}": {"bad_text", "not_entered", "second"},
    "formula.of_{}": FUNCTIONS.keys() - {"abs", "optional", "max", "min"},  # written with signs
    "formula.{}": {"and", "or"},
    "cli.election_{}": {"options", "precincts"},
    "file_kind.{}": {"archive", "causes", "copy", "database", "election", "election_broken",
                     "empty", "folder", "form", "key", "night", "old_workbook", "other", "package",
                     "package_broken", "paper", "picture", "record", "script", "table", "text",
                     "too_big", "training_night", "workbook"},
    "computer.heading.{}": SECTIONS,
    "computer.row.{}": COMPUTER_ROWS,
    "computer.row.{}_says": COMPUTER_ROWS,
    "computer.says.{}": SECTIONS,
    "computer.section.{}": SECTIONS,
    "computer.theme.{}": set(COMPUTER_THEMES),
    "ready.answer.{}": ANSWERS,
    "ready.column.{}": {"number", "what", "found", "wanted", "end"},
    "ready.do.{}": set(CHECKS),
    "ready.found.{}": FOUND,
    "ready.name.{}": set(CHECKS),
    "ready.wanted.{}": set(CHECKS),
    "help.guide.column.{}": {"number", "time", "do", "lines", "law", "key", "means", "if",
                             "minutes", "how"},
    "help.guide.step{}.do": GUIDE,
    "help.guide.step{}.law": GUIDE,
    "help.guide.step{}.lines": GUIDE,
    "help.if.{}.title": {x.id for x in topics_in(paths.resources())},
    "help.key.{}": {name for _keys, name in KEYS},
    "help.lesson.part{}.{}": (LESSON, {"minutes", "what", "how"}),
    "help.if.{}": {f"{x.id}.{part}" for x in topics_in(paths.resources())
                   for part in ("title", "do", "law")},
    "help.wrong.{}": {"voters", "given", "ballots_cancelled", "ballots_received", "invalid",
                      "taken_out", "against_all", "option_votes", "box_ballots"},
    "key.paper.{}": set(LETTER),
    "key.{}": firsts("KeyFileError"),
    "package.changed.{}": FIXED,
    "package.refused.{}": (
        firsts("PackageError") | firsts("NotTakenError") | firsts("ContainerError") | NOT_TAKEN
    ),
    "package_trust.{}": {"known", "unproven", "unsigned"},
    "package.{}": {TRAINING, OFFICIAL},
    "start.welcome_{}": {name for name, _ in WELCOME},
    "start.welcome_{}_says": {name for name, _ in WELCOME},
    "files.accept.{}": {"open", "save", "choose"},
    "files.{}.says": ASKED,
    "files.{}.title": ASKED,
    "maker.decided.{}": {"none", *DECIDERS},
    "maker.hand.field_{}": {"signs", "each"},
    "maker.hand.{}": {"unsigned", "key", "one", "each"},
    "maker.key.{}": {"new", "sign"},
    "maker.key.{}_accept": {"new", "sign"},
    "maker.act.{}": DECIDERS,
    "maker.add.{}": SHEETS - {"ballots"},
    "maker.aside.{}": {"kinds", "check"},
    "maker.constant.{}": CONSTANTS,
    "maker.field.{}": FIELDS,
    "maker.kind.{}": BALLOT_ORDERS,
    "maker.mark.{}": {"error", "warning", "done", "open", "locked"},
    "maker.mode.{}": {TRAINING, OFFICIAL},
    "maker.order.{}": set(BALLOT_ORDERS) - {"own"},
    "maker.ordered.{}": set(BALLOT_ORDERS) - {"own"},
    "maker.own.{}": {"higher", "own"},
    "maker.page.{}": {DOOR, *PAGES},
    "maker.printed.{}": {"hand", "known", *DECIDERS},
    "maker.says.{}": {DOOR, *PAGES},
    "maker.also.language_{}": LANGUAGES,
    "maker.column.{}": {name for names in COLUMNS_OF.values() for name in names},
    "maker.fault.{}": (firsts("DraftFault", 1)
                       | {"namesake", "lookalike"}
                       | {f"bad_{x}" for x in BAD_TEXTS - {"empty", "time", "votes", "choice"}}),
    "maker.language.{}": LANGUAGES,
    "maker.note.{}": SHEETS | {"decisions", "values"},
    "maker.sheet.{}": SHEETS | {"decisions"},
    "maker.where.{}": SHEETS | {"election", "decisions", "rows", "row", "text_row", "text_cell",
                                "cell"},
    "maker.whole.{}": SHEETS,
    "menu.{}": {"undo", "redo"},
    "minutes.{}": firsts("_said") | {"resumed", "resumed_broken", "act", "reason", "box_annulled",
                                    "box_restored"},
    "mode.{}": {TRAINING, OFFICIAL},
    "obstacle.{}": {"bad_text", "not_entered"},
    "office.{}": OFFICES,
    "paper.digest.{}": {"title", "note", *DIGEST_COLUMNS},
    "paper.program.value.{}": firsts("_value"),
    "paper.program.{}": (
        {f"way.{way}" for way in ("entry", "read_back", "part_one", "paper", "third")}
        | {f"column.{name}" for names in COLUMNS.values() for name in names}
        | set(COLUMNS)
        | {"title", "note", "none", "values", "journal", "head", "entries"}
        | {"why.settled", "why.undone"}
    ),
    "paper.{}": firsts("say") - {"", "part_one_subtitle"},  # which only forms have
    "blank.how_{}": {1, 2, 3, 4},
    "passphrase.{}": firsts("NotGiven"),
    "passphrase.asked_{}": {"finish", "recount"},
    "passphrase.occasion.{}": {*OCCASIONS, "other"},
    "passphrase.opened_{}": {"finish", "recount"},
    "passphrase.paper.{}": {"title", "what", "how", "foot", *SEALED}
    | {"column_what", "column_hour", "column_names"},
    "passphrase.way.{}": {*GIVEN, "other"},
    "pause.seals_{}": {"whole", "broken"},
    "deed.state.{}": {"done", "now", "ahead"},
    "deed.{}": set(DEEDS),
    "deed.{}_done": set(DEEDS),
    "deed.{}_says": set(DEEDS),
    "signing.seal_{}": {"yes", "no"},
    "paper_page.{}": {"protocol", "fair_copy", "part_one", "recount_act", "program", "wall",
                      "dictation", "blank", "digest", "task_sheet", "debrief"},
    "papers.lacks.{}": {"attached", "box_people", "fault", "notice"},
    "preview.base_{}": set(BASES),
    "preview.{}": {"elected", "second_round", "tie", "passed", "none_passed", "accepted",
                   "refused", "too_few", "nobody", "unknown"},
    "print.{}": {"sent", "sent_check", "cancelled", "no_printer", "stopped", "failed"}
    | {"no_such_paper"},
    "problem_type.{}": {"text", "integer", "flag", "list", "table", "tables", "words", "date"},
    "program.lost.{}": {*LOST, "other"},
    "program.repair.{}": {"event", "document", "salvaged"},
    "program.{}": TOLD,
    "published.cause.{}": firsts("Explanation") | {"rows_left_out"},
    "published.finding.{}": firsts("Contradiction") - {"percents_shifted"},
    "published.finding.{}_{}": (
        {"percents_shifted", "percents_moved"}, {"row_above", "row_below"}
    ),
    "published.heading.{}": firsts("Contradiction") | {"columns_total"},
    "published.of.{}": {"all", "valid", "options", "voted", "registered", "total", "row_total",
                        "row_registered", "column_total", "implied"},
    "published.problem.{}": firsts("TableProblem"),
    "published.read_{}": {"list", "percents", "grid"},
    "published.remark.{}": firsts("Remark"),
    "published.role.{}": OF_ROWS,
    "published.words.{}": ROLES,
    "published.{}": {"percent_column", "votes_column"},
    "reading.column.{}": set(READING_COLUMNS) - {"key"},
    "reading.fault.{}": firsts("SheetError"),
    "reading.title.{}": set("ABCD"),
    "refused.{}.now": firsts("Refusal"),
    "refused.{}.why": firsts("Refusal"),
    "handed.state.{}": HOW_FAR,
    "second.how_{}_{}": (WAYS | {"third", "together"}, {1, 2, 3}),
    "second.instead_{}": WAYS,
    "second.instead_says_{}": WAYS,
    "second.{}": SECOND | {"confirmed_says", "to_compare_says", "left", "left_to_read",
                           "agree", "confirmed", "neither_title", *THIRD,
                           *(f"{key}_too" for key in THIRD)},
    "second.equals_{}": {"first", "second", "neither"},
    "second.{}_says": {"lines_swapped", "block_shifted_down", "block_shifted_up"},
    "severity.{}": SEVERITIES,
    "start.{}": {"settings", "ready", "room", "open", "samples", "maker", "copies", "published",
                 "closed", "broken", "gone", "less", "other"},
    "start.{}_says": {"maker", "maker_kept", "open", "samples", "broken", "gone", "less", "other"},
    "state.{}": STATES,
    "step.{}": {"skipped"} | STEP_STATES | OPEN,
    "store.{}": CODES,
    "theme.{}": THEMES,
    "told.jump_{}": {"at_work", "at_opening"},
    "told.{}": {*LOST, "less", "other"},
    "training.room.{}": ROOM,
    "training.room.wrong.{}": {"signs", "length", "check", "form", "many"},
    "training.fault.{}": planting.KINDS,
    "training.{}": {"task_sheet", "debrief", "begins", "row", "stopped", "time", "whole",
                    "mended", "missed"}
    | {f"fault.{kind}" for kind in planting.KINDS}
    | {f"column.{x}" for x in ("fault", "lines", "before", "after", "caught", "state")},
    "uncounted.{}": {"title", "nothing", "no_file", "means", "foot", "unread"}
    | {f"column.{x}" for x in ("file", "what", "lines", "finished")},
    "unfit_file.{}": firsts("UnfitFileError"),
    "verify_what.{}": OF_THE_NIGHT,
    "verify.paper_{}": {"same", "older", "cut", "another", "unknown"},
    "verify.{}": firsts("Disagreement") | {"strange", "strange_gone"},
    "window.heading.{}": {"box", "option", "member"},
    "tape.{}": {"first", "again"},
}  # fmt: skip
#: What looks like a made key and is none, or is only asked for where it is there.
NO_KEYS = {
    "check.{}": "reports/drawing/edges.py: a name below `paper`",
    "contest.{}.constants.{}": "a place in an election file",
    "dialog.{}.cancel": "asked for with `has`",
    "dialog.{}.{}": "asked for with `has`",
    "maker.also.{}": "asked for with `has`",
    "formula.constant.{}": "asked for with `has`",
    "formula.{}.{}": "asked for with `has`",
    "problem.{}": "tests/catalog/test_problems.py makes every one of them",
    "law.{}": "asked for with `has`",
    "reading.place.{}": "asked for with `has`",
    "procedure.{}": "app/papers/form_papers.py: a name below `paper`",
}


def test_every_made_key_is_known_here():
    new = {key: where for key, where in made_keys().items() if key not in CLOSED | NO_KEYS.keys()}
    assert new == {}, "name the closed set its parts come from"
    assert set(made_keys()) == set(CLOSED) | set(NO_KEYS), "a key that is made no more"


def test_every_key_that_can_be_made_has_its_text():
    made = {name for key, sets in CLOSED.items() for name in every(key, sets)}
    for code, known in texts().items():
        assert made - known.keys() == set(), code


def every(key, sets):
    several = isinstance(sets, tuple) and not isinstance(sets[0], str)
    found = {key.format(*parts) for parts in product(*(sets if several else (sets,)))}
    assert found, key
    return found
