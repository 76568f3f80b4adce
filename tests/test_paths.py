"""Files are found in a checkout, in a wheel, in a built folder and on a USB stick."""

from pathlib import Path

import pytest

from tally_app import paths


@pytest.fixture
def built(tmp_path, monkeypatch):
    """A folder as it is built, on a stick, and this program in it."""
    root = tmp_path / "stick" / "tally-app-1"
    (root / "program" / "tally_app").mkdir(parents=True)
    (root / paths.LIST).write_bytes(b"{}")
    monkeypatch.setattr(paths, "_PACKAGE", root / "program" / "tally_app")
    return root


def test_resources_of_this_copy_hold_fonts_and_texts():
    assert (paths.resources() / "fonts" / "NotoSans-Regular.ttf").is_file()
    assert (paths.resources() / "texts" / "preflight.toml").is_file()


def test_a_wheel_carries_its_resources_inside(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "tally_app")
    (tmp_path / "tally_app" / "_resources").mkdir(parents=True)
    (tmp_path / "resources").mkdir()
    assert paths.resources() == tmp_path / "tally_app" / "_resources"


def test_a_built_folder_has_its_resources_beside_the_program(built):
    (built / "program" / "resources").mkdir()
    assert paths.resources() == built / "program" / "resources"
    assert paths.folder() == built


def test_missing_resources_say_where_they_were_looked_for(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "tally_app")
    with pytest.raises(FileNotFoundError, match="_resources"):
        paths.resources()


def test_data_folder_can_be_chosen(tmp_path, monkeypatch):
    monkeypatch.setenv("TALLY_DATA_DIR", str(tmp_path))
    assert paths.data_dir() == tmp_path
    assert paths.settings_file().parent == tmp_path


def test_data_folder_is_otherwise_the_user_s(monkeypatch):
    monkeypatch.delenv("TALLY_DATA_DIR")
    assert paths.data_dir().is_absolute()
    assert paths.data_dir() != Path.home()


def test_nights_stay_with_the_user_unless_a_folder_for_them_lies_beside_the_program(
    built, monkeypatch
):
    monkeypatch.delenv("TALLY_DATA_DIR")
    of_user = paths.data_dir()
    assert not of_user.is_relative_to(built.parent)
    assert paths.witness_folders() == (of_user / "witnesses",)
    carried = built.parent / "tally-nights"
    carried.mkdir()
    assert paths.data_dir() == carried
    assert paths.settings_file().parent == carried
    assert paths.witness_folders() == (carried / "witnesses", of_user / "witnesses")


def test_a_newer_folder_beside_the_older_opens_the_same_nights(built, monkeypatch):
    monkeypatch.delenv("TALLY_DATA_DIR")
    (built.parent / "tally-nights").mkdir()
    older = paths.data_dir()
    newer = built.parent / "tally-app-2" / "program" / "tally_app"
    newer.mkdir(parents=True)
    (newer.parents[1] / paths.LIST).write_bytes(b"{}")
    monkeypatch.setattr(paths, "_PACKAGE", newer)
    assert paths.data_dir() == older


def test_a_checkout_is_no_built_folder(tmp_path, monkeypatch):
    monkeypatch.delenv("TALLY_DATA_DIR")
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "x" / "tally_app")
    (tmp_path.parent / "tally-nights").mkdir(exist_ok=True)
    assert paths.folder() is None
    assert paths.data_dir() != tmp_path.parent / "tally-nights"
