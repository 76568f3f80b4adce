"""Words of a journal that somebody else wrote are shown as they are, and never asked for as a key.

Every text of every kind of event is made another one, the chain counted anew behind it. Such a file
is refused when it is opened, or it opens, and what cannot be made of it (a line that no form has)
says so in its own place.
"""

from __future__ import annotations

import json
from contextlib import suppress

import pytest

from tally_app import main, paths
from tally_app.app.desk.presenter import DeskPresenter
from tally_app.app.night.files import open_night
from tally_app.app.night.likely_causes import Likely
from tally_app.app.night.verdict import judge
from tally_app.app.papers.offering import offers
from tally_app.app.papers.papers import Papers
from tally_app.app.papers.unmade import UnmadePaperError
from tally_app.app.view.address import PaperName
from tally_app.catalog.problems import CatalogueError
from tally_app.domain.night.event import next_event
from tally_app.domain.night.facts.table import FoldError
from tally_app.store import StoreError, create, read_file
from tests.app.shipped_model import causes
from tests.golden import nights
from tests.simulator.printing import Plain

WORDINGS = main.Wordings(paths.resources() / "texts")
WORDS = "№ 1 2 3 {role}"
KEPT = {folder.name: folder for folder in nights.folders()}
#: Words that the program itself gives, of a few it knows.
CODES = {"problem", "state", "office", "capacity", "kind", "way", "ground", "reason", "seen"}
#: What a file is made of rather than says: other tests alter these.
NOT_WORDS = {"night_opened", "finished"}


def texts_in(value, place=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts_in(inner, (*place, key))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value[:1]):
            yield from texts_in(inner, (*place, number))
    elif isinstance(value, str):
        yield place


def altered(value, place):
    if not place:
        return WORDS
    first, *rest = place
    if isinstance(value, dict):
        return {**value, first: altered(value[first], rest)}
    return [altered(x, rest) if i == first else x for i, x in enumerate(value)]


def alterations(events, only):
    """One event of each kind for each of its texts, or for those with a name of ``only``."""
    seen = set()
    for at, event in enumerate(events):
        payload = json.loads(json.dumps(event.payload))
        for place in () if event.kind in NOT_WORDS else texts_in(payload):
            if (event.kind, place) not in seen and (not only or place[-1] in only):
                seen.add((event.kind, place))
                yield at, place, altered(payload, place)


def written_anew(path, events, at, payload):
    made = [*events]
    with create(path, made[0]) as journal:
        for number in range(1, len(made)):
            event = events[number]
            journal.append(
                next_event(
                    journal.head, at=event.at, who=event.who, kind=event.kind,
                    contest=event.contest,
                    payload=payload if number == at else event.payload,
                )
            )  # fmt: skip


def faults_of(path):
    """What every page and paper of the night says of itself where it cannot be made."""
    for wording in WORDINGS.values():
        assert judge(path).said(wording)
    session = open_night(path, nights.clock)
    try:
        papers = Papers(Plain, WORDINGS)
        offered = [(x, o.name) for x in session.night.contests for o in offers(session, x)]
        for contest, name in (*offered, (session.night.first, PaperName("digest"))):
            try:
                papers.of(session, contest, name)
            except UnmadePaperError as unmade:
                yield unmade.fault
        for wording in WORDINGS.values():
            desk = DeskPresenter(session, papers, Likely(causes), wording)
            for step in session.night.form(session.night.first).steps:
                desk.go(step.id)
                yield from desk.view().faults
    finally:
        session.close()


@pytest.mark.parametrize(
    ("name", "only"),
    [("recount-signed", CODES), pytest.param("recount-signed", None, marks=pytest.mark.long),
     pytest.param("print-withdrawn", None, marks=pytest.mark.long)],
)  # fmt: skip
def test_words_of_a_stranger_are_only_words(tmp_path, name, only):
    (tmp_path / "kept").mkdir()
    events = read_file(nights.take(KEPT[name], tmp_path / "kept")).events
    made, wrong = 0, set()
    for number, (at, place, payload) in enumerate(alterations(events, only)):
        path, kind = tmp_path / f"{number}.tally", events[at].kind
        try:
            written_anew(path, events, at, payload)
            faults = [*faults_of(path)]
        except (StoreError, CatalogueError, FoldError):
            continue
        except Exception as error:  # noqa: BLE001 - whatever a word makes fail is named
            faults = [f".{WORDS} {error!r}"]
        made += 1
        # Before a name of a text stands the dot of its key.
        wrong |= {(kind, place, x) for x in faults if f".{WORDS}" in x or f"_{WORDS}" in x}
        with suppress(OSError):
            path.unlink()
    print(f"{made} nights with other words")
    assert made > 1
    assert wrong == set()
