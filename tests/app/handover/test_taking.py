"""An election is taken at a precinct: who signed it, whose precinct it is, what a later one may."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tally_app.app.handover.packages import built_of, new_key, opened, opened_key, signed
from tally_app.app.handover.taking import (
    NotTakenError,
    amend,
    begun,
    begun_anew,
    offered,
    places_asked,
    proved,
    trust_in,
)
from tally_app.app.night.files import open_night
from tally_app.app.night.settings import Settings
from tally_app.app.words.minutes import minutes_of
from tally_app.app.words.program import what_words
from tally_app.catalog.library import Library
from tally_app.catalog.problems import Problems
from tally_app.catalog.texts import read_texts
from tally_app.domain.form.layout import Cell
from tally_app.domain.handover.fingerprint import groups
from tally_app.domain.night.command import Command
from tally_app.domain.night.facts.commission import MemberListed

RESOURCES = Path(__file__).parents[3] / "resources"
LIBRARY = Library.of_resources(RESOURCES)
TEXT = (RESOURCES / "samples" / "aral-2021.toml").read_text(encoding="utf-8")
WORDINGS = read_texts(RESOURCES / "texts", Problems())
REMOVED = """removed.day = 2021-07-30
removed.decision.kk = "Аудандық соттың шешімі № 7"
removed.decision.ru = "Решение районного суда № 7"
removed.decision.en = "Decision of the district court No. 7"
name.kk = "Махажанова Зәурегүл\""""
REPLACED = TEXT.replace('name = "Байқаева Гүлнар Тасқынқызы"', 'name = "Жаңаева Әсел Мысалқызы"')


class Hours:
    """A clock that goes on by a minute at each look."""

    def __init__(self):
        self.now = datetime(2021, 8, 1, 12, tzinfo=UTC)

    def __call__(self):
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture(scope="session")
def keys():
    phrases = ("five ordinary words here", "another five words here")
    return [opened_key(new_key(phrase), phrase) for phrase in phrases]


@pytest.fixture
def desk(tmp_path, keys):
    """A precinct: packages that come in, its settings, its night."""
    return Precinct(tmp_path, keys)


class Precinct:
    def __init__(self, folder, keys):
        self.folder = folder
        self.keys = keys
        self.settings = Settings(folder / "settings.json")
        self.clock = Hours()
        self.made = 0

    def package(self, text=TEXT, version=1, key=0):
        self.made += 1
        source = self.folder / f"e{self.made}.toml"
        source.write_text(text, encoding="utf-8")
        data = built_of(source, LIBRARY, version=version, made="2021-07-01")
        source.unlink()
        if key is not None:
            data = signed(opened(data), self.keys[key])
        path = self.folder / f"p{self.made}.tally-election"
        path.write_bytes(data)
        return offered(path, LIBRARY)

    def proved(self, election):
        digits = groups(election.key)
        places = places_asked(lambda n: n - 1)
        return proved(election, [(at, digits[at - 1]) for at in places], self.settings)

    def begun(self, election, number="999"):
        self.made += 1
        path = self.folder / f"{self.made}.tally-training"
        trust = trust_in(election, self.settings)
        return begun(election, number, trust, path, clock=self.clock, night=f"{self.made:012}")


def refused(deed):
    with pytest.raises(NotTakenError) as failure:
        deed()
    for words in WORDINGS.values():
        said = failure.value.sentence(words)
        assert said.endswith(".")
        assert "{" not in said
    return failure.value.code


def test_a_key_is_asked_once_by_two_groups_of_its_letter(desk):
    election = desk.package()
    assert trust_in(election, desk.settings) == "unknown"
    assert refused(lambda: desk.begun(election)) == "key_unknown"
    assert list(desk.folder.glob("*.tally-training")) == []
    digits = groups(election.key)
    wrong = [(1, digits[0]), (2, str(9999 - int(digits[1])).zfill(4))]
    assert not proved(election, wrong, desk.settings)
    assert trust_in(election, desk.settings) == "unknown"
    assert desk.proved(election)
    assert trust_in(desk.package(version=2), Settings(desk.settings.path)) == "known"


def test_the_places_are_drawn_anew_each_time():
    drawn = {places_asked(lambda n, at=at: at % n) for at in range(6)}
    assert len(drawn) > 1
    assert all(len(set(places)) == 2 and set(places) <= set(range(1, 7)) for places in drawn)


def test_the_program_s_sheet_says_from_which_package_the_night_began(desk):
    election = desk.package()
    desk.proved(election)
    with closing(desk.begun(election).journal) as journal:
        (taken,) = [event for event in journal.events() if event.kind == "package_taken"]
    assert (taken.payload["version"], taken.payload["trust"]) == (1, "known")
    session = open_night(journal.path, desk.clock)
    said = what_words(session.night, taken.kind, taken.payload, WORDINGS["ru"])
    assert said.startswith("версия 1 от 01.07.2021, ключ сверен с письмом")
    session.journal.close()


def test_the_commission_may_go_on_without_a_letter_and_the_sheet_says_so(desk):
    election = desk.package()
    path = desk.folder / "n.tally-training"
    session = begun(election, "999", "unproven", path, clock=desk.clock, night="1" * 12)
    with closing(session.journal):
        assert session.night.program[0].said["trust"] == "unproven"
        assert trust_in(election, desk.settings) == "unknown"


def test_an_unsigned_package_works_and_says_so(desk):
    session = desk.begun(desk.package(key=None))
    with closing(session.journal):
        assert session.night.program[0].said["trust"] == "unsigned"
        assert session.night.program[0].said["key"] == ""


def test_the_precinct_is_the_one_whose_number_is_typed(desk):
    election = desk.package(key=None)
    assert election.precinct(" 999 ").number == "999"
    assert election.precinct("99") is None
    assert refused(lambda: desk.begun(election, "448")) == "other_precinct"
    assert list(desk.folder.glob("*.tally-training")) == []


@pytest.mark.parametrize(
    "said", [{"mode": "official"}, {"precincts": ("999", "777")}, {"precincts": ("1",)}]
)
def test_a_package_that_says_something_else_than_its_election_is_refused(desk, said):
    package = desk.package().package
    path = desk.folder / "forged.tally-election"
    forged = replace(package, manifest=replace(package.manifest, **said))
    path.write_bytes(signed(forged, desk.keys[0]))
    assert refused(lambda: offered(path, LIBRARY)) == "contradicts"


@pytest.mark.parametrize(
    "said", [{"made": "кеше"}, {"made": "9" * 5000}, {"precincts": ("999", "999")}]
)
def test_a_list_with_no_day_or_a_precinct_twice_is_no_list(desk, said):
    package = desk.package().package
    path = desk.folder / "forged.tally-election"
    path.write_bytes(signed(replace(package, manifest=replace(package.manifest, **said)),
                            desk.keys[0]))  # fmt: skip
    assert refused(lambda: offered(path, LIBRARY)) == "package_broken"


def test_a_bare_file_is_taken_and_any_other_is_named(desk):
    bare = desk.folder / "bare.toml"
    bare.write_text(TEXT, encoding="utf-8")
    session = desk.begun(offered(bare, LIBRARY))
    with closing(session.journal):
        assert session.night.program == ()
    assert refused(lambda: offered(desk.folder, LIBRARY)) == "folder"
    night = next(desk.folder.glob("*.tally-training"))
    assert refused(lambda: offered(night, LIBRARY)) == "training_night"


def test_a_precinct_without_one_of_the_ballots_has_a_night_without_it(desk):
    kinds = RESOURCES / "samples" / "kinds"
    text = (kinds / "five-2023.toml").read_text(encoding="utf-8")
    number = text.index("number = ", text.index("[[precinct]]"))
    source = Path(desk.folder / "some.toml")
    bare = offered(kinds / "five-2023.toml", LIBRARY)
    some = [contest.id for contest in bare.rules.election.contests][1:3]
    source.write_text(text[:number] + f"ballots = {some!r}\n" + text[number:], encoding="utf-8")
    election = offered(source, LIBRARY)
    with closing(desk.begun(election, election.precincts[0].number).journal) as journal:
        path = journal.path
    session = open_night(path, desk.clock)
    with closing(session.journal):
        assert list(session.night.contests) == some
        assert all(session.reckoning(contest).results for contest in some)


def later(desk, text=TEXT, version=2, key=0, *, typed=True):
    """A night begun from version 1, and the later version that comes in."""
    first = desk.package()
    desk.proved(first)
    session = desk.begun(first)
    if typed:
        session.who = "m3"
        assert session.type_text("akim", Cell("ballots_received"), "1296") is None
    return session, desk.package(text, version, key)


def test_a_later_version_is_taken_until_the_precinct_is_opened(desk):
    session, election = later(desk, REPLACED, typed=False)
    listed = MemberListed("m1", "Үлгібаева Айман", "chair", reason="Шешім № 3")
    session.execute(Command(listed))
    path = desk.folder / "anew.tally-training"
    anew = begun_anew(session, election, "known", path, night="9" * 12)
    with closing(session.journal), closing(anew.journal):
        assert anew.night.person("m4").name == "Жаңаева Әсел Мысалқызы"
        assert anew.night.person("m1").name == "Үлгібаева Айман"
        assert session.night.person("m4").name != anew.night.person("m4").name


def test_what_was_typed_keeps_a_night_from_beginning_anew(desk):
    session, election = later(desk)
    path = desk.folder / "anew.tally-training"
    with closing(session.journal):
        deed = lambda: begun_anew(session, election, "known", path, night="9" * 12)  # noqa: E731
        assert refused(deed) == "not_amendment"
    assert not path.exists()


@pytest.mark.parametrize(
    ("text", "version", "key", "code"),
    [
        (TEXT, 1, 0, "same"),
        (TEXT, 2, 1, "other_key"),
        (TEXT, 2, None, "other_key"),
        (TEXT.replace("training = true", "training = false"), 2, 0, "official"),
        (TEXT.replace('number = "999"', 'number = "998"'), 2, 0, "other_precinct"),
        (TEXT.replace("closes = 1200", "closes = 1260"), 2, 0, "not_amendment"),
        (TEXT.replace("2021-08-01\ntraining", "2021-08-02\ntraining"), 2, 0, "not_amendment"),
        (TEXT.replace("Рсалиева Мырзагүл", "Рсалиева Мырза"), 2, 0, "not_amendment"),
        (TEXT.replace("Мысал ауылы", "Басқа ауыл"), 2, 0, "not_amendment"),
    ],
)
def test_what_an_open_precinct_does_not_take(desk, text, version, key, code):
    session, election = later(desk, text, version, key)
    with closing(session.journal):
        before = session.night
        assert refused(lambda: amend(session, election, "known", ("m1", "m3"), "Шешім")) == code
        assert session.night == before


def test_an_older_version_is_refused(desk):
    first = desk.package(version=3)
    desk.proved(first)
    session = desk.begun(first)
    with closing(session.journal):
        old = desk.package(version=2)
        assert refused(lambda: amend(session, old, "known", ("m1", "m3"), "Шешім")) == "older"


def test_an_option_is_removed_before_two_amend_and_figures_stay(desk):
    text = TEXT.replace('name.kk = "Махажанова Зәурегүл"', REMOVED)
    session, election = later(desk, text)
    assert amend(session, election, "known", ("m1", "m1"), "").code == "two_amend"
    assert amend(session, election, "known", ("m1", "m3"), "") is None
    session.journal.close()
    session = open_night(session.journal.path, desk.clock)
    with closing(session.journal):
        options = {x.id: x for x in session.night.rules.contest("akim").options}
        assert options["mahajanova"].removed.decision["ru"] == "Решение районного суда № 7"
        assert session.night.entry("akim", Cell("ballots_received")).value == 1296
        assert session.night.program[-1].said["version"] == 2
        rows = [what for _, what, _ in minutes_of(session, WORDINGS["ru"])]
        said = next(row for row in rows if "Махажанова" in row)
        assert "30.07.2021" in said
        assert "суда № 7" in said
        again = desk.package(text, 2)
        assert refused(lambda: amend(session, again, "known", ("m1", "m3"), "")) == "same"


def test_a_member_is_replaced_by_a_decision(desk):
    session, election = later(desk, REPLACED)
    with closing(session.journal):
        assert amend(session, election, "known", ("m1", "m3"), "Шешім № 4") is None
        names = [person.name for person in session.night.persons]
        assert "Жаңаева Әсел Мысалқызы" in names
        assert "Байқаева Гүлнар Тасқынқызы" not in names
        rows = [what for _, what, _ in minutes_of(session, WORDINGS["kk"])]
        assert any("Байқаева" in row and "Жаңаева" in row and "№ 4" in row for row in rows)


def test_another_form_in_the_middle_of_a_night_is_refused(desk):
    session, election = later(desk)
    hashes = dict.fromkeys(election.rules.form_sha256, "0" * 64)
    other = replace(election, rules=replace(election.rules, form_sha256=hashes))
    with closing(session.journal):
        assert refused(lambda: amend(session, other, "known", ("m1", "m3"), "")) == "form_changed"
