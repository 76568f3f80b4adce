"""The shipped forms, elections and scripts: no problem, all words, and what the drawings show."""

import pytest

from tally_app.catalog.check import check_file
from tally_app.catalog.elections import load_election
from tally_app.catalog.forms import load_form
from tally_app.catalog.nights import load_night
from tally_app.domain.form.form import Severity
from tally_app.domain.relations.rulebook import Rulebook, Status
from tally_app.domain.relations.writing import Writer
from tally_app.domain.values.letters import ALPHABET, ballot_key, mixed_words
from tally_app.domain.values.wording import PLACE, Wording

LANGUAGES = {"kk", "ru", "en"}
#: The panel is 308 px wide: about 35 letters a line. Most letters of message, hint and observer.
LONGEST = (150, 100, 145)
#: The few words the formula writer asks for; the real ones stand in a file of somebody else.
FORMULA = {"formula.and": "and", "formula.or": "or", "formula.missing": "–"}
FORMULA |= {f"formula.of_{name}": "{of}" for name in ("last", "count", "successive", "each")}
FORMULA |= {f"formula.of_{name}": "{of}" for name in ("odd", "sum")}


@pytest.fixture(scope="session")
def form(library):
    return load_form(library.form("akim-rural"), library)


def test_every_shipped_file_is_without_problems(shipped, library):
    assert len(shipped) >= 50
    for source in shipped:
        assert [str(problem) for problem in check_file(source, library)] == []


def test_every_shipped_file_loads(library):
    for form in library.ids("form"):
        Rulebook(load_form(library.form(form), library))
    for election in library.ids("election"):
        assert load_election(library.election(election), library).training
    for night in library.ids("night"):
        assert load_night(library.night(night), library).actions


def test_every_finding_says_what_is_wrong_what_to_do_and_what_it_means_for_observers(
    library, wordings
):
    seen = set()
    for name in library.ids("form"):
        for relation in load_form(library.form(name), library).relations:
            seen.add((name, relation.code))
            said = relation.message, relation.hint, relation.observer
            assert relation.law, (name, relation.key)
            for words, most in zip(said, LONGEST, strict=True):
                assert set(words) == LANGUAGES, (name, relation.key)
                for language in words:
                    text = wordings[language].pick(words)
                    assert text.endswith((".", "?")), (name, relation.key, text)
                    assert len(text) <= most, (name, relation.key, text)
            # A hint never holds the figure that would balance; a line's number is no figure.
            # What a finding means for an observer is the same whatever the figures are.
            said = "".join((*relation.hint.values(), *relation.observer.values()))
            assert "{" not in PLACE.sub("", said)
    assert {("referendum", "Q-01"), ("self-government", "D-07"), ("primary", "D-01")} <= seen


def test_observers_are_told_one_or_two_sentences(form):
    for relation in form.relations:
        for text in relation.observer.values():
            assert 1 <= text.count(". ") + 1 <= 2, (relation.key, text)


def test_every_warning_has_ready_answers(form):
    for relation in form.relations:
        if relation.severity is Severity.WARNING:
            # The window adds one of the commission's own words.
            assert 2 <= len(relation.reasons) <= 5, relation.key
        else:
            assert not relation.reasons, relation.key
    assert {r.id for r in form.reasons} == {x for r in form.relations for x in r.reasons}


def test_every_typed_line_has_its_words_and_its_law(form):
    for line in form.lines:
        assert set(line.label) == set(line.short) == LANGUAGES, line.id
        assert line.law, line.id
        assert set(line.pile) == (set() if line.derived else LANGUAGES), line.id


def test_steps_stand_in_the_order_of_the_law(form):
    assert [step.id for step in form.steps] == [
        "setup", "received", "opening", "turnout", "offsite", "minutes", "closing", "tape",
        "list", "issued", "cancel", "announce", "portable", "stationary", "count",
        "second", "results", "finish", "protocol", "copies", "handover",
    ]  # fmt: skip
    for step in form.steps:
        assert set(step.name) == set(step.title) == set(step.subtitle) == LANGUAGES
        if step.after:
            assert set(step.why) == LANGUAGES
            assert all(article in step.why["en"] for article in ("Art.", "43"))
    before = ("closing", "tape", "tape_again", "list", "issued", "cancel")
    assert form.step("announce").locks == before
    assert not form.approved
    assert form.law_edition == "01.07.2026"


def test_grounds_reopen_only_what_ballots_decide(form):
    for ground in form.grounds:
        stages = set(ground.reopens)
        opened = {line.id for line in form.lines if line.stage in stages and line.kind == "count"}
        assert {"taken_out", "option.votes", "against_all", "invalid"} <= opened
        assert not opened & {"voters", "given", "ballots_cancelled", "member.issued", "box.ballots"}
    assert form.ground("proxy").once
    assert not form.ground("higher").once


def test_a_day_line_is_one_of_the_day(form):
    day = {line.id for line in form.lines if line.is_day}
    assert {"voting_end", "count_start", "box.applications_received", "posted"} <= day
    days = {collection.id for collection in form.collections if collection.scope == "day"}
    assert days == {
        "urn", "turnout", "trip", "entry", "page", "copy", "package", "paper_item",
    }  # fmt: skip
    for line in form.lines:
        declared = form.collection(line.collection)
        assert declared is None or (declared.scope == "day") == line.is_day, line.id


def test_nobody_has_to_type_what_the_first_issue_did_not_ask_for(form):
    """Without rows added, the day asks for nothing but the times of the vote and of the count."""
    always = ("", "member", "box", "option")
    asked = {
        line.id
        for line in form.lines
        if line.collection in always and not (line.derived or line.optional)
        if line.due not in ("sign", "later")
    }
    assert asked == {
        "voting_end", "count_start", "voters", "given", "given_outside", "given_inside",
        "member.issued", "box.applications_received", "box.applications_signed", "box.ballots",
        "box.foreign", "stationary.ballots", "taken_out", "option.votes", "against_all", "invalid",
        "ballots_received", "ballots_cancelled", "count_end", "results_announced",
    }  # fmt: skip
    assert form.line("results_announced").due == "finish"


def test_every_paper_of_the_night_is_there(form):
    """The recount act, the protocol and what is made from it have code of their own."""
    assert [paper.id for paper in form.papers] == [
        "opening_protocol", "turnout_sheet", "minutes", "attachments", "mark_of_receipt",
        "interruption", "act_cancel", "act_box", "act_box_kept", "act_surplus", "tally_sheet",
        "option_list", "act_figures", "act_unknown",
        "copies_register", "labels", "inventory",
        "receipt",
    ]  # fmt: skip
    for paper in form.papers:
        assert set(paper.title) == LANGUAGES, paper.id
        # The minutes say what they are by their title.
        assert set(paper.subtitle) == (set() if paper.id == "minutes" else LANGUAGES), paper.id
        assert paper.blocks, paper.id
        assert not paper.approved, paper.id
        for block in paper.blocks:
            assert paper.scope == "contest" or all(form.line(x).is_day for x in block.lines)


@pytest.mark.parametrize(
    ("key", "symbols", "numbers"),
    [
        ("D-01", "4 = 5 + 6 + 7", "928 = 731 + 3 + 6 + 153 + 0 + 35"),
        ("G-01", "8 = 2 + 9", "1 296 = 928 + 368"),
        ("B-02", "2 = 2.1 + 2.2", "928 = 14 + 914"),
        ("B-03", "2 = 3.1 + … + 3.7", "928 = 0 + 176 + 0 + 212 + 198 + 187 + 155"),
        ("D-04", "7 = 7.1 + 7.2 + 7.3 + 7.4 + 7.5", "35 = 0 + 1 + 14 + 20 + 0"),
    ],
)
def test_printed_relations_read_as_on_the_drawing(replay, key, symbols, numbers):
    reckoning = replay("aral-2021-night").reckoning()
    book = reckoning.bound.book
    writer = Writer(book, reckoning.layout, reckoning.figures, Wording("en", FORMULA))
    (check,) = [c for c in reckoning.bound.checks if c.relation.key == key]
    written = writer.part(check.parts[0])
    assert written.symbols == symbols
    assert written.numbers.replace("\u202f", " ") == numbers


def test_every_relation_can_be_written_in_every_language(replay):
    for night in ("aral-2021-night", "bershugir-2021-night"):
        reckoning = replay(night).reckoning()
        for check in reckoning.bound.checks:
            for language in LANGUAGES:
                wording = Wording(language, FORMULA)
                writer = Writer(reckoning.bound.book, reckoning.layout, reckoning.figures, wording)
                for part in check.parts:
                    written = writer.condition(part.tree, part.scope)
                    assert written.symbols
                    assert written.numbers


def test_the_alphabet_of_the_ballot():
    assert len(ALPHABET) == len(set(ALPHABET)) == 42
    names = ["Ахметов", "Әлиева", "Бисенбин", "Гүл", "Ғабит", "Қасен", "Лаура", "Нұр", "Ңұр"]
    names += ["Омар", "Өмірәлі", "Томан", "Тұрған", "Уәли", "Ұлан", "Үсен", "Ыбырай", "Іңкәр"]
    assert sorted({*names}, key=ballot_key) == names
    assert ballot_key("Ким Анна") < ballot_key("Кимов Анна")
    assert ballot_key("Мырза-Ғали") == ballot_key("МЫРЗАҒАЛИ")


def test_latin_letters_hide_only_inside_cyrillic_words():
    assert list(mixed_words("сәйкес емес, SHA-256, I бөлім, QR-код")) == []
    assert list(mixed_words("берiлген əкім")) == ["берiлген", "əкім"]


def test_a_night_without_boxes_has_nothing_to_say_about_boxes(replay):
    results = {r.key: r.status for r in replay("bershugir-2021-night").reckoning().results}
    assert {results[key] for key in ("C-04", "C-05", "B-11")} == {Status.NOT_APPLICABLE}
    assert results["B-09"] is results["C-01"] is Status.HOLDS


def test_every_question_of_a_referendum_is_a_contest(library, shelf):
    text = library.election("referendum-2026").data.decode().replace("referendum-2026", "two")
    question = text[text.index("[[contest]]") : text.index("[[precinct]]")]
    second = question.replace("question-1", "question-2")
    shelved = shelf(two=text.replace("[[precinct]]", second + "[[precinct]]", 1))
    election = load_election(shelved.election("two"), shelved)
    assert [contest.id for contest in election.contests] == ["question-1", "question-2"]
    assert [contest.options for contest in election.contests] == [(), ()]
