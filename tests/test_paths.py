"""Files are found in a checkout, in a wheel, in a frozen copy and on a USB stick."""

import sys
from pathlib import Path

import pytest

from tally_app import paths


def test_resources_of_this_copy_hold_fonts_and_texts():
    assert (paths.resources() / "fonts" / "NotoSans-Regular.ttf").is_file()
    assert (paths.resources() / "texts" / "preflight.toml").is_file()


def test_a_wheel_carries_its_resources_inside(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "tally_app")
    (tmp_path / "tally_app" / "_resources").mkdir(parents=True)
    (tmp_path / "resources").mkdir()
    assert paths.resources() == tmp_path / "tally_app" / "_resources"


def test_a_frozen_copy_looks_inside_first_and_then_beside_the_executable(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "unpacked"), raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "usb" / "tally-app"))
    beside = tmp_path / "usb" / "resources"
    beside.mkdir(parents=True)
    assert paths.resources() == beside
    inside = tmp_path / "unpacked" / "resources"
    inside.mkdir(parents=True)
    assert paths.resources() == inside


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


def test_a_program_in_a_folder_of_its_own_remembers_nights_there_too(tmp_path, monkeypatch):
    monkeypatch.setenv("TALLY_DATA_DIR", str(tmp_path / "data"))
    here = tmp_path / "data" / "witnesses"
    assert paths.witness_folders() == (here,)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "usb" / "tally-app"))
    assert paths.witness_folders() == (here,), "an installed program's folder takes no writing"
    (tmp_path / "usb").mkdir()
    assert paths.witness_folders() == (here, tmp_path / "usb" / "witnesses")
