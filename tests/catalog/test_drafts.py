"""Elections in the making and their files: what is read back is what was written."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tally_app.catalog.drafts.reading import draft_of, read_draft
from tally_app.catalog.drafts.writing import written
from tally_app.catalog.elections import load_election
from tally_app.catalog.library import Library
from tally_app.catalog.problems import CatalogueError
from tally_app.catalog.source import Source
from tally_app.domain.maker.draft import (
    DraftContest,
    DraftElection,
    DraftMember,
    DraftOption,
    DraftPrecinct,
    PrintAct,
)
from tests.effort import EFFORT

RESOURCES = Path(__file__).parents[2] / "resources"
LIBRARY = Library.of_resources(RESOURCES, every_kind=True)
SHIPPED = LIBRARY.ids("election")


def text_of(election):
    return LIBRARY.election(election).data.decode()


def drafted(text):
    return read_draft(Source("e.toml", text.encode()))


def loaded(text):
    return load_election(Source("e.toml", text.encode()), LIBRARY)


@pytest.mark.parametrize("election", SHIPPED)
def test_a_shipped_election_opened_and_saved_is_the_same_file(election):
    text = text_of(election)
    assert written(drafted(text), text) == text


@pytest.mark.parametrize("election", SHIPPED)
def test_a_shipped_election_written_anew_means_the_same(election):
    """But for what the maker cannot say, which a file that was there keeps."""
    text = text_of(election)
    assert drafted(written(drafted(text))) == drafted(text)
    here, there = loaded(text), loaded(written(drafted(text)))
    unsaid = {"constants": {}, "addressee": {}, "short": {}}
    plain = [
        replace(
            election,
            contests=tuple(
                replace(c, **unsaid, options=tuple(replace(o, removed=None) for o in c.options))
                for c in election.contests
            ),
        )
        for election in (here, there)
    ]
    assert plain[0] == plain[1]


@pytest.mark.parametrize("election", SHIPPED)
def test_one_change_leaves_every_other_line_alone(election):
    text = text_of(election)
    draft = drafted(text)
    first, *rest = draft.precincts
    moved = replace(draft, precincts=(replace(first, number="7000", voters="81"), *rest))
    after = written(moved, text)
    assert drafted(after) == moved
    lines = text.splitlines()
    changed = [line for line in after.splitlines() if line not in lines]
    assert sorted(changed) == ['number = "7000"', "voters = 81"]
    assert [line for line in lines if line not in after.splitlines()] == [
        f'number = "{first.number}"'
    ]


def test_what_the_maker_cannot_say_is_kept_with_its_comments():
    text = text_of("aral-2021").replace(
        'name.kk = "Махажанова Зәурегүл"',
        "removed = { day = 2021-07-30, decision = {kk='Ш', ru='Р', en='D'} }  # by the court\n"
        'name.kk = "Махажанова Зәурегүл"',
    )
    draft = drafted(text)
    contest = draft.contests[0]
    last = contest.options[-1]
    fewer = replace(draft, contests=(replace(contest, options=contest.options[:-1]),))
    after = written(fewer, text)
    assert "# by the court" in after
    assert text.splitlines()[0] == after.splitlines()[0]
    assert last.name["kk"] not in after
    assert loaded(after).contests[0].options[1].removed.decision["en"] == "D"


def test_rows_change_places_and_keep_what_stands_in_them():
    text = text_of("aral-2021")
    draft = drafted(text)
    turned = replace(draft.contests[0], options=draft.contests[0].options[::-1])
    after = written(replace(draft, contests=(turned,)), text)
    assert drafted(after).contests == (turned,)
    assert after.count("# native reader") == text.count("# native reader")


def test_another_kind_of_file_is_told():
    with pytest.raises(CatalogueError) as failure:
        read_draft(LIBRARY.form("akim-rural"))
    assert failure.value.problems[0].code == "other_kind"


TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
IDS = st.text("abc019-", min_size=1, max_size=4)
WORDS = st.dictionaries(st.sampled_from(["kk", "ru", "en"]), TEXTS, max_size=3)
FIGURES = st.one_of(st.just(""), st.integers(0, 999_999).map(str), st.just("1 O84"))
DAYS = st.one_of(st.dates().map(str), TEXTS)
DRAFTS = st.builds(
    DraftElection,
    id=IDS,
    name=WORDS,
    languages=st.just(("kk", "ru")),
    day=DAYS,
    days=st.lists(st.dates().map(str), max_size=2).map(tuple),
    training=st.booleans(),
    own=st.booleans(),
    contests=st.lists(
        st.builds(
            DraftContest,
            id=IDS,
            form=IDS,
            kind=IDS,
            name=WORDS,
            options=st.lists(
                st.builds(DraftOption, IDS, WORDS, WORDS), max_size=3, unique_by=lambda x: x.id
            ).map(tuple),
            order=st.sampled_from(["alphabet", "lot"]),
        ),
        max_size=3,
        unique_by=lambda x: x.id,
    ).map(tuple),
    precincts=st.lists(
        st.builds(
            DraftPrecinct,
            number=st.one_of(TEXTS, IDS),
            region=WORDS,
            district=WORDS,
            address=WORDS,
            type=IDS,
            clock=st.sampled_from(["", "300", "-60", "x"]),
            voters=FIGURES,
            ballots=st.lists(IDS, max_size=2).map(tuple),
            members=st.lists(
                st.builds(DraftMember, IDS, TEXTS, IDS), max_size=3, unique_by=lambda x: x.id
            ).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    constants=st.dictionaries(IDS, st.integers(-9, 999), max_size=2),
    printed=st.one_of(st.none(), st.builds(PrintAct, IDS, TEXTS, st.dates().map(str), WORDS)),
)


@settings(max_examples=150 * EFFORT, deadline=None)
@given(DRAFTS)
def test_any_election_in_the_making_is_read_back_as_it_was_written(draft):
    assert draft_of(tomllib.loads(written(draft))) == draft


@settings(max_examples=150 * EFFORT, deadline=None)
@given(DRAFTS, DRAFTS)
def test_any_change_of_a_file_is_read_back_as_it_was_asked_for(before, after):
    text = "# kept for ever\n" + written(before)
    changed = written(after, text)
    assert draft_of(tomllib.loads(changed)) == after
    assert changed.startswith("# kept for ever\n")


def test_a_language_the_program_does_not_speak_has_no_column():
    assert draft_of({"languages": ["kk", "../x", 3, "ru"]}).languages == ("kk", "ru")
