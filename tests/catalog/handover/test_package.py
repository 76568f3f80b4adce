"""Packages: the same input gives the same bytes; what was changed is never taken as signed."""

import io
import json
import time
import zipfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tally_app.app.handover.taking import offered
from tally_app.catalog.drafts.slicing import Slices
from tally_app.catalog.handover import container
from tally_app.catalog.handover.container import ContainerError, pack, unpack
from tally_app.catalog.handover.keys import KeyFileError, new_key, opened_key, public_of
from tally_app.catalog.handover.package import PackageError, built, built_each, opened, signed
from tally_app.catalog.library import Library
from tally_app.catalog.rules import load_rules, rules_and_files
from tally_app.catalog.source import Source
from tally_app.domain.handover.fingerprint import agrees, fingerprint, groups
from tests.bench.makers import election_of
from tests.effort import EFFORT

RESOURCES = Path(__file__).parents[3] / "resources"
LIBRARY = Library.of_resources(RESOURCES, every_kind=True)
TINY = Path(__file__).parents[1] / "tiny"
SMALL = Library(TINY)
PASSPHRASE = "five ordinary words here"


@pytest.fixture(scope="module")
def key_file():
    return new_key(PASSPHRASE)


@pytest.fixture(scope="module")
def key(key_file):
    return opened_key(key_file, PASSPHRASE)


@pytest.fixture(scope="module")
def small(key):
    """A signed package of the smallest forms there are."""
    plain = built(SMALL.election("tiny-2030"), SMALL, version=1, made="2029-12-01")
    return signed(opened(plain), key)


def aral(version=1):
    return built(LIBRARY.election("aral-2021"), LIBRARY, version=version, made="2021-07-01")


def once(key):
    return signed(opened(aral()), key)


def test_a_package_holds_the_election_with_all_its_forms_and_no_more():
    package = opened(aral())
    assert package.manifest.mode == "training"
    assert package.manifest.precincts == ("999",)
    here = rules_and_files(LIBRARY.election("aral-2021"), LIBRARY)[0]
    alone = load_rules(package.election, package.library)
    assert alone.election == here.election
    assert alone.form_sha256 == here.form_sha256
    assert (package.key, package.fingerprint) == (b"", "")


def test_any_program_that_unpacks_zips_unpacks_it():
    with zipfile.ZipFile(io.BytesIO(aral())) as file:
        assert file.testzip() is None
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = file.namelist()
        assert names == sorted(names)
        assert all(name.isascii() and name.count("/") <= 1 for name in names)
        assert json.loads(file.read("manifest.json"))["format"] == 1


def test_the_same_input_gives_the_same_bytes(key):
    assert aral() == aral()
    assert once(key) == signed(opened(once(key)), key)


def test_a_signature_is_the_key_s_and_its_digits_are_known_from_the_letter(small, key):
    package = opened(small)
    assert package.key == key.public
    digits = package.fingerprint
    assert digits == fingerprint(key.public)
    first, second, *rest = groups(digits)
    assert len(digits) == 24
    assert len(rest) == 4
    assert agrees(digits, [(1, first), (2, second)])
    assert not agrees(digits, [(1, first), (1, first)])
    assert not agrees(digits, [(1, first)])
    assert not agrees(digits, [(1, first), (2, "12a4")])


def test_no_changed_byte_is_ever_taken_as_signed(small):
    """Every byte in every one of its bits, and to what it is not at all."""
    taken = []
    for at in range(len(small)):
        for change in (1, 2, 4, 8, 16, 32, 64, 128, 255):
            changed = bytearray(small)
            changed[at] ^= change
            with suppress(PackageError):
                opened(bytes(changed))
                taken.append((at, change))
    assert taken == [], f"{len(small) * 9} packages were changed"
    assert len(small) * 9 > 20_000


def test_a_package_cut_off_or_longer_is_never_taken_as_signed(small):
    for length in range(len(small)):
        with pytest.raises(PackageError):
            opened(small[:length])
    for more in (b"\0", b"PK\5\6" + bytes(18), small):
        with pytest.raises(PackageError):
            opened(small + more)


def test_an_edited_figure_is_told_with_a_signature_and_without(small, key):
    with zipfile.ZipFile(io.BytesIO(small)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    said = parts["election.toml"].replace(b'number = "7"', b'number = "8"')
    assert said != parts["election.toml"]
    with pytest.raises(PackageError) as failure:
        opened(pack({**parts, "election.toml": said}))
    assert failure.value.code == "parts"
    manifest = json.loads(parts["manifest.json"])
    part = next(x for x in manifest["parts"] if x["name"] == "election.toml")
    part["sha256"] = sha256(said).hexdigest()
    new = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
    with pytest.raises(PackageError) as failure:
        opened(pack({**parts, "election.toml": said, "manifest.json": new}))
    assert failure.value.code == "signature"


@pytest.mark.parametrize("name", ["../out.toml", "forms/../x.toml", "/etc/x", "a.toml", "forms/ы"])
def test_no_part_leads_out_of_the_package(name):
    with pytest.raises((PackageError, UnicodeEncodeError)):
        opened(pack({**unpack(aral()), name: b"x = 1"}))


def test_sizes_are_asked_before_anything_is_taken_out():
    some = pack({"a": b"x" * 1000})
    more = some.replace((1000).to_bytes(4, "little"), (2**31).to_bytes(4, "little"))
    with pytest.raises(ContainerError) as failure:
        unpack(more)
    assert failure.value.code == "large"
    with pytest.raises(ContainerError):
        pack({f"{n}": b"" for n in range(container.MOST_PARTS + 1)})
    with pytest.raises(PackageError) as refused:
        opened(bytes(container.PACKED + 1))
    assert refused.value.code == "large"


def test_another_zip_is_no_package(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as file:
        file.writestr("election.toml", "format = 1")
    with pytest.raises(PackageError):
        opened((tmp_path / "x.zip").read_bytes())
    for data in (b"", b"PK\3\4", b"x" * 100):
        with pytest.raises(PackageError):
            opened(data)


def test_a_key_opens_with_its_passphrase_alone(key_file, key):
    assert public_of(key_file) == key.public
    assert PASSPHRASE.encode() not in key_file
    for wrong in ("five ordinary words her", ""):
        with pytest.raises(KeyFileError) as failure:
            opened_key(key_file, wrong)
        assert failure.value.code == "passphrase"
    with pytest.raises(KeyFileError) as failure:
        new_key("short")
    assert failure.value.code == "short"


@settings(max_examples=60 * EFFORT, deadline=None)
@given(st.data())
def test_a_damaged_key_file_is_refused(key_file, data):
    at = data.draw(st.integers(0, len(key_file) - 1))
    changed = key_file[:at] + data.draw(st.binary(min_size=1, max_size=4)) + key_file[at + 1 :]
    with suppress(KeyFileError):
        assert public_of(changed) is not None


@settings(max_examples=300 * EFFORT, deadline=None)
@given(st.data())
def test_any_bytes_are_a_package_or_refused_in_a_code(small, data):
    at = data.draw(st.integers(0, len(small)))
    noise = data.draw(st.binary(max_size=40))
    changed = small[:at] + noise + small[at + data.draw(st.integers(0, 40)) :]
    with suppress(PackageError):
        assert opened(changed) == opened(small)


def test_448_precincts_with_five_ballots_are_opened_within_a_second(key, tmp_path):
    """From the file to the page that asks which precinct it is, in time of the processor."""
    text = election_of(448, LIBRARY)
    plain = built(Source("e", text.encode()), LIBRARY, version=1, made="2023-01-01")
    path = tmp_path / "many.tally-election"
    path.write_bytes(signed(opened(plain), key))
    took = []
    for _ in range(3):
        began = time.process_time()
        assert len(offered(path, LIBRARY).precincts) == 448
        took.append(time.process_time() - began)
    assert min(took) < 1, took


def test_the_package_of_one_precinct_of_many_is_that_of_its_own_file():
    text = election_of(3, LIBRARY)
    many = dict(built_each(Source("e", text.encode()), LIBRARY, version=2, made="2023-01-01"))
    assert [*many] == ["1", "2", "3"]
    one = Source("e", Slices(text).only("2").encode())
    assert many["2"] == built(one, LIBRARY, version=2, made="2023-01-01")
